//! The engine gives the same in WebAssembly as natively: these tests run in both.
//! In WebAssembly: `make test-wasm`, in a headless browser.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use cluster_composer::document::{Document, parse_json};
use cluster_composer::{render, rules, share};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const DOCUMENT: &str = r#"{
  "version": 1,
  "region": "us-west-2",
  "resources": [
    {
      "service": "elasticache",
      "operation": "CreateReplicationGroup",
      "parameters": {
        "ReplicationGroupId": "orders",
        "ReplicationGroupDescription": "Bestellungen für „München“ 🚀",
        "NumNodeGroups": "three",
        "CacheParameterGroup": "default.valkey8",
        "Tags": [{ "Key": "env", "Value": "$(touch canary)" }]
      }
    }
  ]
}"#;

fn document() -> Document {
    Document::from_value(&parse_json(DOCUMENT).unwrap()).unwrap()
}

#[test]
fn validating_finds_the_same_faults() {
    let found: Vec<(String, &str)> = rules::validate(&document())
        .iter()
        .filter(|found| found.rule.code.starts_with('M'))
        .map(|found| (found.path.to_string(), found.rule.name))
        .collect();
    let expected = [
        ("NumNodeGroups".to_owned(), "wrong-type"),
        ("CacheParameterGroup".to_owned(), "unknown-member"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn rendering_keeps_every_value() {
    for format in render::FORMATS {
        let text = (format.render)(&document(), render::Options::default()).text;
        assert!(text.contains("orders"), "{}: {text}", format.id);
    }
    let json = render::format("json").unwrap();
    let text = (json.render)(&document(), render::Options::default()).text;
    let parameters = parse_json(&text).unwrap();
    assert_eq!(parameters, document().resources[0].parameters);
}

#[test]
fn a_link_carries_the_document() {
    let fragment = share::to_fragment(&document());
    let back = share::from_fragment(&fragment).unwrap();
    assert_eq!(share::to_fragment(&back), fragment);
    assert_eq!(
        back.resources[0].operation,
        document().resources[0].operation
    );
}
