//! What fuzzing found worth keeping is read again: nothing panics, no secret and no mark of a reader stays.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use cluster_composer::document::{Value, parse_json};
use cluster_composer::parse::{Hints, parse};
use cluster_composer::share::{from_fragment, to_fragment};

/// Each target of `fuzz/`, with what it puts before its texts.
const TARGETS: &[(&str, &str)] = &[
    ("link", ""),
    ("cli_sh", ""),
    ("cli_cmd", "@echo off\r\n"),
    ("cli_powershell", "$ErrorActionPreference\n"),
    ("python", ""),
    ("request", ""),
    ("data", ""),
];

/// What stands around references to environment variables while a script is read.
const MARKS: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

fn texts(target: &str) -> Vec<String> {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/corpus/{target}.json"));
    let value = parse_json(&fs::read_to_string(&file).unwrap()).unwrap();
    let texts = value.as_list().unwrap().iter().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

#[test]
fn the_corpus_is_read() {
    for (target, begin) in TARGETS {
        let mut n_read = 0;
        let all = texts(target);
        for text in &all {
            let text = format!("{begin}{text}");
            let document = match parse(&text, &Hints::default()) {
                Ok(parsed) => parsed.document,
                Err(_) => match from_fragment(&text) {
                    Ok(document) => document.redacted(),
                    Err(_) => continue,
                },
            };
            n_read += 1;
            assert_eq!(document.redacted(), document, "{target}: {text:?}");
            let json = document.to_value().to_json();
            assert!(
                !json.contains(MARKS) || text.contains(MARKS),
                "{target}: {text:?}"
            );
            let link = to_fragment(&document);
            let back = from_fragment(&link).unwrap();
            assert_eq!(to_fragment(&back), link, "{target}: {text:?}");
        }
        assert!(n_read > 0, "{target}: {n_read} of {} are read", all.len());
    }
}
