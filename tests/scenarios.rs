//! Every scenario is a document that AWS would take, and survives the ways in which documents travel.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};

use cluster_composer::document::{Document, Value, parse_json};
use cluster_composer::model::{Kind, Shape, overlay};
use cluster_composer::rules::{Severity, validate};
use cluster_composer::scenarios::{self, Scenario};
use cluster_composer::share;

fn read(scenario: &Scenario) -> Document {
    let value =
        parse_json(scenario.json).unwrap_or_else(|error| panic!("{}: {error}", scenario.id));
    Document::from_value(&value).unwrap_or_else(|error| panic!("{}: {error}", scenario.id))
}

#[test]
fn the_promised_scenarios_are_there() {
    let ids: Vec<&str> = scenarios::ALL.iter().map(|scenario| scenario.id).collect();
    // These stand in links: the list only grows.
    for id in [
        "valkey-recommended",
        "valkey-serverless",
        "memcached-cluster",
        "redis-standalone-seeded",
        "redis-cluster-mode-disabled",
        "redis-cluster-mode-disabled-tls-rbac",
        "redis-cluster-mode-enabled",
        "redis-cluster-mode-enabled-tls-rbac",
        "user-and-user-group",
        "snapshot-and-copy",
        "parameter-group",
        "subnet-group",
        "reserved-nodes",
        "dsql-single-region",
        "dsql-multi-region",
    ] {
        assert!(ids.contains(&id), "{id} is gone");
        assert!(scenarios::scenario(id).is_some_and(|found| found.id == id));
    }
    assert!(scenarios::scenario("no-such-thing").is_none());
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(distinct.len(), ids.len(), "an id is used twice");
    let titles: BTreeSet<&str> = scenarios::ALL
        .iter()
        .map(|scenario| scenario.title)
        .collect();
    assert_eq!(titles.len(), ids.len(), "a title is used twice");
    for scenario in scenarios::ALL {
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(scenario.id.chars().all(kebab), "{}", scenario.id);
        assert!(!scenario.title.is_empty() && scenario.summary.ends_with('.'));
    }
}

#[test]
fn scenarios_are_read_whole() {
    for scenario in scenarios::ALL {
        let document = read(scenario);
        assert_eq!(scenario.document(), document, "{}", scenario.id);
        assert!(!document.resources.is_empty(), "{}", scenario.id);
        assert!(document.extra.iter().next().is_none(), "{}", scenario.id);
        for resource in &document.resources {
            assert!(resource.extra.iter().next().is_none(), "{}", scenario.id);
        }
    }
}

#[test]
fn scenarios_have_no_error_and_no_warning() {
    let mut faults = Vec::new();
    for scenario in scenarios::ALL {
        for found in validate(&scenario.document()) {
            if found.rule.severity != Severity::Info {
                faults.push(format!(
                    "{}: {} at {} of {}: {}",
                    scenario.id, found.rule.code, found.path, found.resource, found.message
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The members of a value that its shape does not have, and secrets that are written down.
fn faults(shape: &'static Shape, value: &Value, place: &str, secret: bool, acc: &mut Vec<String>) {
    match (&shape.kind, value) {
        (Kind::Structure(_), Value::Map(map)) => {
            for (name, value) in map.iter() {
                let place = format!("{place}.{name}");
                match shape.member(name) {
                    Some(member) => {
                        let secret = overlay::is_secret(member);
                        faults(member.shape, value, &place, secret, acc);
                    }
                    None => acc.push(format!("{place} is no member")),
                }
            }
        }
        (Kind::List(list), Value::List(items)) => {
            for item in items.iter() {
                faults(list.item, item, place, secret, acc);
            }
        }
        (Kind::String(_), _) if secret && value.as_env().is_none() => {
            acc.push(format!("{place} is written down"));
        }
        _ => {}
    }
}

#[test]
fn every_member_exists_and_secrets_come_from_the_environment() {
    let mut acc = Vec::new();
    for scenario in scenarios::ALL {
        for resource in &scenario.document().resources {
            let operation = resource.operation();
            let operation = operation.unwrap_or_else(|| panic!("{}", resource.operation));
            let place = format!("{} {}", scenario.id, resource.operation);
            faults(
                operation.input,
                &resource.parameters,
                &place,
                false,
                &mut acc,
            );
        }
    }
    assert!(acc.is_empty(), "{acc:#?}");
}

#[test]
fn scenarios_survive_json_and_links() {
    for scenario in scenarios::ALL {
        let document = scenario.document();
        let text = document.to_value().to_json();
        let value = parse_json(&text).expect("JSON of our own");
        assert_eq!(
            Document::from_value(&value).as_ref(),
            Ok(&document),
            "{}",
            scenario.id
        );
        let back = share::from_fragment(&share::to_fragment(&document));
        let back = back.unwrap_or_else(|error| panic!("{}: {error}", scenario.id));
        assert_eq!(sorted(&back.to_value()), sorted(&value), "{}", scenario.id);
    }
}

/// The value with members in the order of their names.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Map(map) => {
            let entries: BTreeMap<_, _> = map.iter().map(|(k, v)| (k.clone(), sorted(v))).collect();
            Value::map(entries)
        }
        Value::List(items) => Value::list(items.iter().map(sorted)),
        other => other.clone(),
    }
}
