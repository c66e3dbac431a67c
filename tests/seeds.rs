//! Published examples, as they stand in AWS's documentation, are read as the documents that they mean,
//! and what is wrong in them is found.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use cluster_composer::document::{Document, Value, parse_json};
use cluster_composer::parse::{Hints, parse};
use cluster_composer::rules::validate;

/// What an example cannot say: its syntax shows both values, `True|False`, where its document chose one.
const CHOSEN: &[(&str, &str)] = &[("dsql-cluster", "bypassPolicyLockoutSafetyCheck")];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/seeds")
}

/// The requests, members by name, without what the text does not say: the names of environment variables.
fn plain(value: &Value, left_out: &[&str]) -> Value {
    if value.as_env().is_some() {
        return Value::env("ANY");
    }
    match value {
        Value::List(items) => Value::list(items.iter().map(|item| plain(item, left_out))),
        Value::Map(map) => {
            let mut entries: Vec<_> = map
                .iter()
                .filter(|(name, _)| !left_out.contains(&&***name))
                .map(|(name, value)| (name.clone(), plain(value, left_out)))
                .collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Value::map(entries)
        }
        leaf => leaf.clone(),
    }
}

/// The documents that a text means: the fixture of its name, or the fixtures that it lists.
fn expected(name: &str) -> Vec<Value> {
    let names = match name {
        "users-and-group" => vec!["user", "user-default", "user-group"],
        name => vec![name],
    };
    let resources = names.iter().flat_map(|name| {
        let text = fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
        let document = parse_json(&text).unwrap().get("document").unwrap().clone();
        document.items("resources").unwrap().to_vec()
    });
    resources.collect()
}

/// A document with its unknown members renamed as their diagnostics propose, and how many those are.
fn corrected(document: &Document) -> (Document, usize) {
    let found = validate(document).into_iter();
    let wrong: Vec<_> = found
        .filter(|found| found.rule.name == "unknown-member")
        .collect();
    let edits = wrong.iter().filter_map(|found| found.fix.as_ref());
    let edits: Vec<_> = edits.flat_map(|fix| fix.edits.clone()).collect();
    (document.with_edits(&edits), wrong.len())
}

#[test]
fn every_published_example_is_read() {
    let mut n_read = 0;
    let mut files: Vec<_> = fs::read_dir(folder().join("texts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&file).unwrap();
        let parsed = parse(&text, &Hints::default())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let (document, n_corrected) = corrected(&parsed.document);
        // The one example with a name that AWS does not know.
        assert_eq!(n_corrected, usize::from(name == "standalone-api"), "{name}");
        let document = document.to_value();
        let chosen = CHOSEN.iter().filter(|(of, _)| *of == name);
        let left_out: Vec<&str> = chosen.map(|(_, member)| *member).collect();
        let found = plain(document.get("resources").unwrap(), &left_out);
        let wanted = plain(&Value::list(expected(name)), &left_out);
        assert_eq!(found.to_json(), wanted.to_json(), "{}", file.display());
        n_read += 1;
    }
    assert!(n_read >= 17, "only {n_read} examples");
}
