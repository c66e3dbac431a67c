//! Node types: their form, whether there are such, and what they cost in other ways.

use super::sources;
use crate::catalog::{self, NodeType};
use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::model::shown;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const BOTH: &[&str] = &["CreateReplicationGroup", "CreateCacheCluster"];
const MEMBER: &str = n::CACHE_NODE_TYPE;
/// The families that take no new clusters, each with one of today that is like it.
const RETIRED: &[(&str, &str)] = &[
    ("t1", "t3"),
    ("m1", "m5"),
    ("m2", "r5"),
    ("m3", "m5"),
    ("c1", "m5"),
    ("r3", "r5"),
];

pub(super) static MISSING: Rule = Rule {
    code: "EC120",
    name: "node-type-missing",
    severity: Severity::Error,
    operations: BOTH,
    summary: "A new group or cluster states its node type.",
    why: "Only what grows from an existing cluster, joins a global datastore or is added as a replica has it given.",
    fix: "Set CacheNodeType.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "PrimaryClusterId": "orders-1"}"#,
        ],
    ),
    check: Check::Resource(check_missing),
};

pub(super) static FORM: Rule = Rule {
    code: "EC121",
    name: "node-type-malformed",
    severity: Severity::Error,
    operations: BOTH,
    summary: "A node type is cache.family.size in lower case.",
    why: "Names of EC2 and RDS, such as m7g.large and db.m7g.large, are not node types.",
    fix: "Write it as cache.m7g.large.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "db.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_form),
};

pub(super) static WITHDRAWN: Rule = Rule {
    code: "EC122",
    name: "node-type-withdrawn",
    severity: Severity::Error,
    operations: BOTH,
    summary: "T1, M1, M2, M3, C1 and R3 nodes can no longer be created.",
    why: "They are of a previous generation, which takes no new clusters; T1 had neither failover nor cluster mode either.",
    fix: "Choose a node type of the current generation.",
    source: sources::NODE_TYPES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.t1.micro", "NumCacheClusters": 1}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.r3.2xlarge", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_withdrawn),
};

pub(super) static T2: Rule = Rule {
    code: "EC123",
    name: "node-type-t2",
    severity: Severity::Warning,
    operations: BOTH,
    summary: "T2 nodes are of the previous generation.",
    why: "The user guide says that they take no new clusters, although the API's description still lists them.",
    fix: "Choose a T3 or T4g node.",
    source: sources::NODE_TYPES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.t2.medium", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_t2),
};

pub(super) static FAMILY: Rule = Rule {
    code: "EC124",
    name: "node-family-unknown",
    severity: Severity::Warning,
    operations: BOTH,
    summary: "The family is none of those that ElastiCache is known to offer.",
    why: "EC2 has families that ElastiCache has not; what is listed was read on the date that the finding names.",
    fix: "Choose a family that is offered.",
    source: sources::NODE_TYPES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.c5.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_family),
};

pub(super) static SIZE: Rule = Rule {
    code: "EC125",
    name: "node-size-unknown",
    severity: Severity::Warning,
    operations: BOTH,
    summary: "The family is not known to have this size.",
    why: "Families differ in the sizes that they have; what is listed was read on the date that the finding names.",
    fix: "Choose a size that the family has.",
    source: sources::NODE_TYPES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.24xlarge", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_size),
};

pub(super) static OLD: Rule = Rule {
    code: "EC126",
    name: "node-type-of-old-generation",
    severity: Severity::Info,
    operations: BOTH,
    summary: "M4 and R4 nodes still work, and newer ones give more for less.",
    why: "Later generations have faster processors and networks at a lower price.",
    fix: "Choose an M7g or R7g node or later.",
    source: sources::NODE_TYPES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.r4.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_old),
};

pub(super) static BURSTABLE: Rule = Rule {
    code: "EC127",
    name: "node-type-burstable",
    severity: Severity::Info,
    operations: BOTH,
    summary: "T nodes run on CPU credits.",
    why: "When these are spent, the node slows down to a baseline of a tenth or a fifth of each vCPU.",
    fix: "Choose an M or R node for a steady load.",
    source: sources::NODE_TYPES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.t4g.medium", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_burstable),
};

pub(super) static MICRO: Rule = Rule {
    code: "EC128",
    name: "node-type-micro",
    severity: Severity::Info,
    operations: BOTH,
    summary: "A micro node has about half a GiB, and takes 20,000 connections at most instead of 65,000.",
    why: "That leaves little room for the buffers of TLS, replication and backups; its CPU runs on credits.",
    fix: "Choose a small node or larger for anything but tests.",
    source: sources::NODE_TYPES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.t4g.micro", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_micro),
};

/// The family and the size of a text of the right form.
fn parts(text: &str) -> Option<(&str, &str)> {
    let (family, size) = text.strip_prefix("cache.")?.split_once('.')?;
    let plain = |part: &str| {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        !part.is_empty() && part.bytes().all(plain)
    };
    (plain(family) && plain(size)).then_some((family, size))
}

fn named<'a>(scope: &Scope<'a>) -> Option<(&'a str, &'a str, &'a str)> {
    let text = scope.text(MEMBER)?;
    parts(text).map(|(family, size)| (text, family, size))
}

/// The node type of a family whose size is the nearest.
pub(super) fn nearest_size(family: &str, size: &str) -> Option<&'static NodeType> {
    let wanted = weight(size)?;
    let of_family = catalog::node_types()
        .iter()
        .filter(|node| node.family.name == family);
    of_family.min_by_key(|node| weight(node.size()).unwrap_or(i64::MAX).abs_diff(wanted))
}

/// A size as a number: 16 for large, 32 for xlarge, 64 for 2xlarge.
fn weight(size: &str) -> Option<i64> {
    match size {
        "micro" => Some(2),
        "small" => Some(4),
        "medium" => Some(8),
        "large" => Some(16),
        "xlarge" => Some(32),
        _ => {
            let count: i64 = size.strip_suffix("xlarge")?.parse().ok()?;
            Some(count.clamp(0, 1_000) * 32)
        }
    }
}

fn report_at(scope: &Scope<'_>, report: &mut Report<'_>, message: String, better: Option<&str>) {
    let finding = report.at(MEMBER, message);
    if let Some(better) = better {
        finding.fix(
            format!("Change to {better}"),
            [scope.set(MEMBER, Value::string(better))],
        );
    }
}

fn check_missing(scope: &Scope<'_>, report: &mut Report<'_>) {
    let inherited =
        facts::is_secondary(scope) || facts::has_primary(scope) || facts::is_replica(scope);
    if !scope.has(MEMBER) && !inherited {
        report.at(MEMBER, "the node type is missing");
    }
}

fn check_form(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(text) = scope.text(MEMBER) else {
        return;
    };
    if parts(text).is_some() {
        return;
    }
    let lower = text.trim().to_ascii_lowercase();
    let bare = ["cache.", "db.", "cache-"]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix));
    let better = format!("cache.{}", bare.unwrap_or(&lower));
    let better = parts(&better)
        .and(catalog::node_type(&better))
        .map(|node| node.name);
    let message = format!("“{}” is no node type such as cache.m7g.large", shown(text));
    report_at(scope, report, message, better);
}

/// The family of today that is like a retired one.
fn successor(family: &str) -> Option<&'static str> {
    let retired = RETIRED.iter().find(|(retired, _)| *retired == family);
    retired.map(|(_, successor)| *successor)
}

fn check_withdrawn(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((text, family, size)) = named(scope) else {
        return;
    };
    if let Some(successor) = successor(family) {
        let better = nearest_size(successor, size).map(|node| node.name);
        let message = format!(
            "{} is of a generation that takes no new clusters",
            shown(text)
        );
        report_at(scope, report, message, better);
    }
}

fn check_t2(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((text, "t2", size)) = named(scope) else {
        return;
    };
    let better = nearest_size("t3", size).map(|node| node.name);
    let message = format!("{} is of the previous generation", shown(text));
    report_at(scope, report, message, better);
}

fn check_family(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((text, family, _)) = named(scope) else {
        return;
    };
    let families = catalog::node_families();
    let known = families.iter().any(|known| known.name == family);
    if !known && successor(family).is_none() {
        let names: Vec<&str> = families.iter().map(|family| family.name).collect();
        let message = format!(
            "as of {}, ElastiCache is not known to offer {}; known families are {}",
            catalog::AS_OF,
            shown(text),
            names.join(", ")
        );
        report_at(scope, report, message, None);
    }
}

fn check_size(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((text, family, size)) = named(scope) else {
        return;
    };
    let of_family = catalog::node_types()
        .iter()
        .filter(|node| node.family.name == family);
    let sizes: Vec<&str> = of_family.map(NodeType::size).collect();
    if !sizes.is_empty() && !sizes.contains(&size) && family != "t2" {
        let message = format!(
            "as of {}, {} is not known; {family} has {}",
            catalog::AS_OF,
            shown(text),
            sizes.join(", ")
        );
        let better = nearest_size(family, size).map(|node| node.name);
        report_at(scope, report, message, better);
    }
}

fn check_old(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((text, family @ ("m4" | "r4"), size)) = named(scope) else {
        return;
    };
    let newer = if family == "m4" { "m5" } else { "r5" };
    let better = nearest_size(newer, size).map(|node| node.name);
    let message = format!("{} is of an old generation", shown(text));
    report_at(scope, report, message, better);
}

fn check_burstable(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some((text, "t3" | "t4g", "small" | "medium")) = named(scope) {
        report_at(scope, report, format!("{text} runs on CPU credits"), None);
    }
}

fn check_micro(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some((text, "t3" | "t4g", "micro")) = named(scope) {
        let message = format!("{text} has about half a GiB and takes 20,000 connections at most");
        report_at(scope, report, message, None);
    }
}
