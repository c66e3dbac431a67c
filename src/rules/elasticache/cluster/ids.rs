//! Identifiers and descriptions.

use super::sources;
use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::model::shown;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

/// The members that hold an identifier, with the most characters that it may have.
const IDENTIFIERS: &[(&str, &str, usize)] = &[
    ("CreateReplicationGroup", n::REPLICATION_GROUP_ID, 40),
    ("CreateReplicationGroup", n::PRIMARY_CLUSTER_ID, 50),
    ("CreateCacheCluster", n::CACHE_CLUSTER_ID, 50),
    ("CreateCacheCluster", n::REPLICATION_GROUP_ID, 40),
];

pub(super) static MALFORMED: Rule = Rule {
    code: "EC001",
    name: "identifier-malformed",
    severity: Severity::Error,
    operations: &["CreateReplicationGroup", "CreateCacheCluster"],
    summary: "An identifier is letters, digits and single hyphens; it begins with a letter and does not end with a hyphen.",
    why: "The identifier becomes part of host names, so the service refuses everything else, and more than 40 characters for a replication group or 50 for a cluster.",
    fix: "Use letters, digits and single hyphens, with a letter first.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "my_orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
            r#"{"ReplicationGroupId": "1orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
            r#"{"ReplicationGroupId": "orders--eu-", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
            r#"{"ReplicationGroupId": "orders-eu-2", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
        ],
    ),
    check: Check::Resource(check_malformed),
};

pub(super) static UPPER_CASE: Rule = Rule {
    code: "EC002",
    name: "identifier-in-upper-case",
    severity: Severity::Info,
    operations: &["CreateReplicationGroup", "CreateCacheCluster"],
    summary: "Identifiers are stored in lower case.",
    why: "What reads back is not what was sent: tools that compare see a difference, and two identifiers that differ only in case collide.",
    fix: "Write the identifier in lower case.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "Orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
        ],
    ),
    check: Check::Resource(check_upper_case),
};

pub(super) static BLANK_DESCRIPTION: Rule = Rule {
    code: "EC003",
    name: "description-blank",
    severity: Severity::Error,
    operations: &["CreateReplicationGroup"],
    summary: "The description of a replication group is not empty.",
    why: "It is a required text, and a blank one counts as none.",
    fix: "Describe the group in a few words.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": " ", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
        ],
    ),
    check: Check::Resource(check_description),
};

pub(super) static GLOBAL_PREFIX: Rule = Rule {
    code: "EC004",
    name: "global-datastore-without-prefix",
    severity: Severity::Warning,
    operations: &["CreateReplicationGroup"],
    summary: "The id of a global datastore begins with five letters that the service has put before the chosen name.",
    why: "The chosen name alone is not found; the whole id is what CreateGlobalReplicationGroup has answered.",
    fix: "Use the id as DescribeGlobalReplicationGroups shows it, such as ldgnf-orders.",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html",
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "my-global", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-my-global", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_global_prefix),
};

/// The identifiers of a request: member, text and longest length.
fn identifiers<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (&'static str, &'a str, usize)> {
    let scope = *scope;
    let of_operation = IDENTIFIERS
        .iter()
        .filter(move |(operation, _, _)| *operation == scope.operation());
    of_operation
        .filter_map(move |(_, member, longest)| Some((*member, scope.text(member)?, *longest)))
}

fn check_malformed(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (member, id, longest) in identifiers(scope) {
        let Some(fault) = fault(id, longest) else {
            continue;
        };
        let finding = report.at(member, format!("“{}” {fault}", shown(id)));
        if let Some(better) = repaired(id, longest) {
            finding.fix(
                format!("Change to {better}"),
                [scope.set(member, Value::string(better))],
            );
        }
    }
}

/// What keeps a text from being an identifier.
fn fault(id: &str, longest: usize) -> Option<String> {
    let length = id.chars().count();
    let stranger = id.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '-');
    if id.is_empty() {
        Some("is empty".to_owned())
    } else if length > longest {
        Some(format!(
            "has {length} characters; at most {longest} are allowed"
        ))
    } else if let Some(stranger) = stranger {
        let stranger = stranger.escape_debug();
        Some(format!(
            "holds “{stranger}”; only ASCII letters, digits and hyphens are allowed"
        ))
    } else if !id.starts_with(|c: char| c.is_ascii_alphabetic()) {
        Some("does not begin with a letter".to_owned())
    } else if id.ends_with('-') {
        Some("ends with a hyphen".to_owned())
    } else if id.contains("--") {
        Some("has two hyphens side by side".to_owned())
    } else {
        None
    }
}

/// The nearest identifier, where something of the text can stay.
fn repaired(id: &str, longest: usize) -> Option<String> {
    let mut acc = String::new();
    for c in id.chars() {
        if acc.len() == longest {
            break;
        }
        if c.is_ascii_alphanumeric() {
            if acc.is_empty() && c.is_ascii_digit() {
                acc.push_str("id-");
            }
            acc.push(c);
        } else if !acc.is_empty() && !acc.ends_with('-') {
            acc.push('-');
        }
    }
    let acc = acc.trim_end_matches('-').to_owned();
    (!acc.is_empty()).then_some(acc)
}

fn check_upper_case(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (member, id, _) in identifiers(scope) {
        if id.contains(|c: char| c.is_ascii_uppercase()) {
            let lower = id.to_ascii_lowercase();
            report
                .at(
                    member,
                    format!("“{}” is stored as {}", shown(id), shown(&lower)),
                )
                .fix(
                    format!("Change to {}", shown(&lower)),
                    [scope.set(member, Value::string(lower))],
                );
        }
    }
}

fn check_description(scope: &Scope<'_>, report: &mut Report<'_>) {
    let member = n::REPLICATION_GROUP_DESCRIPTION;
    if scope
        .text(member)
        .is_some_and(|text| text.trim().is_empty())
    {
        let finding = report.at(member, "the description is blank");
        if let Some(id) = scope
            .text(n::REPLICATION_GROUP_ID)
            .filter(|id| !id.is_empty())
        {
            finding.fix(
                format!("Describe it as {}", shown(id)),
                [scope.set(member, Value::string(id))],
            );
        }
    }
}

fn check_global_prefix(scope: &Scope<'_>, report: &mut Report<'_>) {
    let member = n::GLOBAL_REPLICATION_GROUP_ID;
    let Some(id) = scope.text(member) else { return };
    let prefixed = id.split_once('-').is_some_and(|(prefix, name)| {
        prefix.len() == 5 && prefix.bytes().all(|b| b.is_ascii_lowercase()) && !name.is_empty()
    });
    if !prefixed {
        report.at(
            member,
            format!(
                "“{}” does not begin with five letters and a hyphen that the service adds",
                shown(id)
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_repaired_is_an_identifier() {
        for (id, better) in [
            ("my_orders", Some("my-orders")),
            ("1cache", Some("id-1cache")),
            ("-a--b-", Some("a-b")),
            ("Bestände", Some("Best-nde")),
            ("___", None),
            ("", None),
        ] {
            assert!(fault(id, 40).is_some(), "{id}");
            assert_eq!(repaired(id, 40).as_deref(), better, "{id}");
            assert!(better.is_none_or(|better| fault(better, 40).is_none()));
        }
        let long = "a-".repeat(40);
        assert!(repaired(&long, 40).is_some_and(|better| fault(&better, 40).is_none()));
        assert_eq!(fault(&"a".repeat(40), 40), None);
    }
}
