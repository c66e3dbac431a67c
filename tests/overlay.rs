//! The curated operations are described whole: every member, once, in words that fit.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};

use cluster_composer::model::overlay::{self, Overlay};
use cluster_composer::model::{self, Kind, Member, SERVICES, Shape};

/// The longest text of a note; all of them are part of the first view.
const LONGEST: usize = 220;

const CURATED: [(&str, &str); 13] = [
    ("elasticache", "CreateCacheCluster"),
    ("elasticache", "CreateReplicationGroup"),
    ("elasticache", "CreateUser"),
    ("elasticache", "CreateUserGroup"),
    ("elasticache", "CreateCacheParameterGroup"),
    ("elasticache", "CreateCacheSubnetGroup"),
    ("elasticache", "CreateCacheSecurityGroup"),
    ("elasticache", "CreateSnapshot"),
    ("elasticache", "CopySnapshot"),
    ("elasticache", "PurchaseReservedCacheNodesOffering"),
    ("elasticache", "CreateServerlessCache"),
    ("elasticache", "CreateGlobalReplicationGroup"),
    ("dsql", "CreateCluster"),
];

/// Calls `see` with every member below a shape and its path without indexes; recursive shapes once.
fn walk(
    shape: &'static Shape,
    path: &str,
    open: &mut Vec<&'static str>,
    see: &mut dyn FnMut(&str, &'static Member),
) {
    if open.contains(&shape.name) {
        return;
    }
    open.push(shape.name);
    match &shape.kind {
        Kind::Structure(members) => {
            for member in *members {
                let path = if path.is_empty() {
                    member.name.to_owned()
                } else {
                    format!("{path}.{}", member.name)
                };
                see(&path, member);
                walk(member.shape, &path, open, see);
            }
        }
        Kind::List(list) => walk(list.item, path, open, see),
        Kind::Map(map) => walk(map.value, path, open, see),
        _ => {}
    }
    open.pop();
}

fn input(overlay: &Overlay) -> &'static Shape {
    model::operation(overlay.service, overlay.operation)
        .unwrap_or_else(|| panic!("{} is no operation", overlay.operation))
        .input
}

fn paths(overlay: &Overlay) -> Vec<String> {
    let mut acc = Vec::new();
    walk(input(overlay), "", &mut Vec::new(), &mut |path, _| {
        acc.push(path.to_owned());
    });
    acc
}

#[test]
fn the_promised_operations_are_curated() {
    let known: BTreeSet<_> = overlay::ALL
        .iter()
        .map(|overlay| (overlay.service, overlay.operation))
        .collect();
    assert_eq!(
        known.len(),
        overlay::ALL.len(),
        "an overlay is listed twice"
    );
    for (service, operation) in CURATED {
        assert!(known.contains(&(service, operation)), "{operation}");
        assert!(
            overlay::overlay(service, operation).is_some(),
            "{operation}"
        );
    }
}

#[test]
fn every_member_has_one_note_and_every_note_a_member() {
    for overlay in overlay::ALL {
        let expected: BTreeSet<String> = paths(overlay).into_iter().collect();
        let noted: Vec<String> = overlay
            .notes
            .iter()
            .map(|note| note.path.to_owned())
            .collect();
        let distinct: BTreeSet<String> = noted.iter().cloned().collect();
        assert_eq!(
            distinct.len(),
            noted.len(),
            "{}: noted twice",
            overlay.operation
        );
        let missing: Vec<_> = expected.difference(&distinct).collect();
        let unknown: Vec<_> = distinct.difference(&expected).collect();
        let place = overlay.operation;
        assert!(missing.is_empty(), "{place}: no note about {missing:?}");
        assert!(unknown.is_empty(), "{place}: no members {unknown:?}");
        for path in &expected {
            assert!(overlay.note(path).is_some_and(|note| note.path == path));
        }
    }
}

#[test]
fn sections_name_every_member_once() {
    for overlay in overlay::ALL {
        let mut titles = BTreeSet::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for section in overlay.sections {
            assert!(titles.insert(section.title), "{} twice", section.title);
            assert!(!section.members.is_empty(), "{} is empty", section.title);
            for member in section.members {
                *places.entry(member).or_default() += 1;
            }
        }
        for member in input(overlay).members() {
            let n = places.remove(member.name).unwrap_or_default();
            assert_eq!(n, 1, "{}: {} in sections", overlay.operation, member.name);
        }
        assert!(
            places.is_empty(),
            "{}: no members {places:?}",
            overlay.operation
        );
        assert!(overlay.sections[0].common, "{}", overlay.operation);
    }
}

#[test]
fn labels_are_unique_within_an_operation() {
    for overlay in overlay::ALL {
        let mut labels = BTreeSet::new();
        for note in overlay.notes {
            assert!(
                labels.insert(note.label),
                "{}: “{}” twice",
                overlay.operation,
                note.label
            );
        }
    }
    let titles: BTreeSet<&str> = overlay::ALL.iter().map(|overlay| overlay.title).collect();
    assert_eq!(titles.len(), overlay::ALL.len(), "a title is used twice");
}

#[test]
fn texts_are_short_sentences() {
    for overlay in overlay::ALL {
        let mut texts = vec![("summary", overlay.summary)];
        texts.extend(overlay.notes.iter().map(|note| (note.path, note.help)));
        for (place, text) in texts {
            let place = format!("{} {place}", overlay.operation);
            assert!(text.chars().count() <= LONGEST, "{place} is too long");
            assert!(text.chars().count() >= 10, "{place} says nothing");
            assert!(
                text.ends_with('.') && !text.contains("  "),
                "{place}: {text}"
            );
        }
        for note in overlay.notes {
            let place = format!("{} {}", overlay.operation, note.path);
            assert!(note.label.chars().count() <= 40, "{place}: {}", note.label);
            assert!(
                !note.label.is_empty() && !note.label.ends_with('.'),
                "{place}"
            );
            assert!(note.default.is_none_or(|text| !text.is_empty()), "{place}");
        }
    }
}

#[test]
fn links_lead_to_the_documentation_of_aws() {
    for overlay in overlay::ALL {
        let pages = overlay.notes.iter().filter_map(|note| note.docs);
        for page in pages.chain([overlay.docs]) {
            let place = overlay.operation;
            let found = page.strip_prefix("https://docs.aws.amazon.com/");
            let found = found.unwrap_or_else(|| panic!("{place}: {page}"));
            assert!(
                found.rsplit_once('.').is_some_and(|(_, end)| end == "html")
                    && !found.contains(' '),
                "{place}: {page}"
            );
        }
        let page = overlay
            .docs
            .ends_with(&format!("/API_{}.html", overlay.operation));
        assert!(page, "{}: {}", overlay.operation, overlay.docs);
    }
}

#[test]
fn every_operation_has_a_title_and_a_summary_of_its_own() {
    for service in SERVICES {
        let mut titles = BTreeSet::new();
        for operation in service.operations {
            let title = overlay::title(service.id, operation.name);
            let summary = overlay::summary(service.id, operation.name);
            assert!(titles.insert(title.clone()), "{title} is used twice");
            assert!(summary.ends_with('.'), "{}: “{summary}”", operation.name);
            assert!(summary.chars().count() <= LONGEST, "{}", operation.name);
        }
    }
    assert_eq!(overlay::title("elasticache", "ModifyUser"), "Modify user");
    assert_eq!(
        overlay::title("dsql", "GetVpcEndpointServiceName"),
        "Get VPC endpoint service name"
    );
    assert_eq!(overlay::summary("elasticache", "NoSuchThing"), "");
    assert_eq!(overlay::summary("dsql", "ModifyUser"), "");
}

#[test]
fn what_cannot_be_made_any_more_is_not_offered_first() {
    assert!(overlay::featured("elasticache", "CreateReplicationGroup"));
    assert!(overlay::featured("dsql", "CreateCluster"));
    assert!(!overlay::featured(
        "elasticache",
        "CreateCacheSecurityGroup"
    ));
    assert!(!overlay::featured("elasticache", "DeleteUser"));
}

/// Members whose names sound like a secret's, and whether they hold one.
const SOUNDS_SECRET: [(&str, bool); 13] = [
    ("AuthToken", true),
    ("AuthTokenUpdateStrategy", false),
    ("AuthenticationMode", false),
    ("NextToken", false),
    ("NoPasswordRequired", false),
    ("Passwords", true),
    ("SecretArn", false),
    ("SecretManagerConfig", false),
    ("SourceAuthenticationConfiguration", false),
    // The certificate that a server shows to everybody.
    ("SourceTlsCertificate", false),
    ("clientToken", false),
    ("nextToken", false),
    ("bypassPolicyLockoutSafetyCheck", false),
];

#[test]
fn secrets_are_known_and_nothing_else_is_taken_for_one() {
    let expected: BTreeMap<&str, bool> = SOUNDS_SECRET.into();
    let mut seen = BTreeSet::new();
    for service in SERVICES {
        for operation in service.operations {
            walk(operation.input, "", &mut Vec::new(), &mut |path, member| {
                let lower = member.name.to_ascii_lowercase();
                let words = ["pass", "token", "secret", "auth", "cred", "cert", "private"];
                let place = format!("{} {path}", operation.name);
                if words.iter().any(|word| lower.contains(word)) {
                    seen.insert(member.name);
                    let known = expected.get(member.name);
                    let known = known.unwrap_or_else(|| panic!("{place}: is it a secret?"));
                    assert_eq!(overlay::is_secret(member), *known, "{place}");
                } else {
                    assert!(!overlay::is_secret(member), "{place}");
                }
            });
        }
    }
    let gone: Vec<_> = expected
        .keys()
        .filter(|name| !seen.contains(*name))
        .collect();
    assert!(gone.is_empty(), "no members {gone:?}");
}
