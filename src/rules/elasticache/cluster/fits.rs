//! Node types that fit the engine, its version and the Region; data tiering.

use super::{nodes, sources};
use crate::catalog::{self, NodeType};
use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const BOTH: &[&str] = &["CreateReplicationGroup", "CreateCacheCluster"];
const GROUP: &[&str] = &["CreateReplicationGroup"];
const MEMBER: &str = n::CACHE_NODE_TYPE;
const TIERING: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html";

pub(super) static ENGINE: Rule = Rule {
    code: "EC130",
    name: "node-type-not-for-engine",
    severity: Severity::Error,
    operations: BOTH,
    summary: "The engine runs on the node type.",
    why: "M8g, R8g and C8gn nodes are offered for Valkey and Memcached, not for Redis.",
    fix: "Choose another node type, or Valkey instead of Redis.",
    source: sources::NODE_TYPES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.r8g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.2", "CacheNodeType": "cache.r8g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_engine),
};

pub(super) static VERSION: Rule = Rule {
    code: "EC131",
    name: "node-type-needs-newer-version",
    severity: Severity::Error,
    operations: BOTH,
    summary: "The version runs on the node type.",
    why: "Newer nodes need newer versions: M7g, R7g, C7gn and R6gd Redis 6.2, M6g, R6g and T4g Redis 5.0.6 or Memcached 1.5.16.",
    fix: "Choose a newer version, or an older node type.",
    source: sources::NODE_TYPES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.0", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.5.16", "CacheNodeType": "cache.m8g.large", "NumCacheNodes": 2, "AZMode": "cross-az"}}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.2", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_version),
};

pub(super) static REGION: Rule = Rule {
    code: "EC132",
    name: "node-type-not-in-region",
    severity: Severity::Warning,
    operations: BOTH,
    summary: "The Region is not known to offer the node type.",
    why: "C7gn, R6gd and the newest families are not sold everywhere; what is listed was read on the date that the finding names.",
    fix: "Choose another node type or Region.",
    source: sources::NODE_TYPES,
    examples: Examples::new(
        &[
            r#"{"region": "eu-south-2", "resources": [{"service": "elasticache", "operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.c7gn.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.c7gn.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_region),
};

pub(super) static OLD_VERSION: Rule = Rule {
    code: "EC133",
    name: "node-type-with-old-version",
    severity: Severity::Warning,
    operations: &["CreateCacheCluster", "CreateReplicationGroup"],
    summary: "M4, M5, R4, R5, T2 and T3 nodes are documented for Memcached 1.5.16 and later, and for Redis 4.0.10 and later.",
    why: "The table of node types names no older versions, although some are still offered.",
    fix: "Choose a newer version.",
    source: sources::NODE_TYPES,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.4.34", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 2, "AZMode": "cross-az"}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.5.16", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 2, "AZMode": "cross-az"}"#,
        ],
    ),
    check: Check::Resource(check_old_version),
};

pub(super) static TIERING_OFF: Rule = Rule {
    code: "EC135",
    name: "r6gd-without-data-tiering",
    severity: Severity::Error,
    operations: GROUP,
    summary: "With an R6gd node DataTieringEnabled is true.",
    why: "These nodes keep a part of the data on their disk, which cannot be declined.",
    fix: "Set DataTieringEnabled to true.",
    source: TIERING,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.r6gd.xlarge", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.r6gd.xlarge", "DataTieringEnabled": false, "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.r6gd.xlarge", "DataTieringEnabled": true, "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_tiering_off),
};

pub(super) static TIERING_ON: Rule = Rule {
    code: "EC136",
    name: "data-tiering-without-r6gd",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Data tiering works on R6gd nodes only.",
    why: "Only these have a disk for data.",
    fix: "Leave DataTieringEnabled out, or choose an R6gd node.",
    source: TIERING,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "DataTieringEnabled": true, "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "DataTieringEnabled": false, "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_tiering_on),
};

pub(super) static SINGLE: Rule = Rule {
    code: "EC137",
    name: "r6gd-for-single-cluster",
    severity: Severity::Error,
    operations: &["CreateCacheCluster"],
    summary: "R6gd nodes exist only in replication groups.",
    why: "Data tiering is a feature of replication groups of Valkey and Redis.",
    fix: "Choose an R6g node, or use CreateReplicationGroup.",
    source: TIERING,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.r6gd.xlarge", "NumCacheNodes": 1}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1}"#,
        ],
    ),
    check: Check::Resource(check_single),
};

fn node_type(scope: &Scope<'_>) -> Option<&'static NodeType> {
    catalog::node_type(scope.text(MEMBER)?)
}

/// Whether data tiering's own rules speak of the node type.
fn is_tiered(scope: &Scope<'_>) -> bool {
    scope
        .text(MEMBER)
        .is_some_and(|name| name.starts_with("cache.r6gd."))
}

fn check_engine(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some(node), Some(engine)) = (node_type(scope), facts::own_engine(scope)) else {
        return;
    };
    let of_cluster = scope.operation() == "CreateCacheCluster" && is_tiered(scope);
    if node.offered_for(engine) || of_cluster {
        return;
    }
    let finding = report.at(MEMBER, format!("{} is not offered for {engine}", node.name));
    let before: &[&str] = match node.family.name {
        "m8g" => &["m7g", "m6g", "m5"],
        "r8g" => &["r7g", "r6g", "r5"],
        "c8gn" => &["c7gn", "m6g", "m5"],
        _ => &[],
    };
    let version = facts::version(scope);
    let runs = |other: &&NodeType| match &version {
        Some(version) => other.runs(engine, version),
        None => other.offered_for(engine),
    };
    let like = |family: &&str| nodes::nearest_size(family, node.size()).filter(runs);
    if let Some(other) = before.iter().find_map(like) {
        finding.fix(
            format!("Change to {}", other.name),
            [scope.set(MEMBER, Value::string(other.name))],
        );
    }
}

/// The oldest version that runs on the node type, where the one that is named is older.
fn oldest(scope: &Scope<'_>) -> Option<(&'static NodeType, &'static str, &'static str)> {
    let (node, engine) = (node_type(scope)?, facts::own_engine(scope)?);
    // Of a version that there is not, another rule speaks.
    catalog::engine_version(engine, scope.text(n::ENGINE_VERSION)?)?;
    let version = facts::version(scope)?;
    let oldest = node.min_version(engine)?;
    (!version.at_least(oldest)).then_some((node, engine, oldest))
}

/// Reports a version that is too old for the node type, with the fix that takes the newest.
fn report_old(scope: &Scope<'_>, report: &mut Report<'_>, graviton: bool) {
    let Some((node, engine, oldest)) = oldest(scope) else {
        return;
    };
    if node.family.arm != graviton {
        return;
    }
    let version = scope.text(n::ENGINE_VERSION).unwrap_or_default();
    let finding = report.at(
        MEMBER,
        format!(
            "{} needs {engine} {oldest} or later, and the version is {version}",
            node.name
        ),
    );
    if let Some(newest) = catalog::newest_version(engine) {
        finding.fix(
            format!("Set EngineVersion to {}", newest.version),
            facts::set_version(scope, engine, newest.version),
        );
    }
}

fn check_version(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_old(scope, report, true);
}

fn check_old_version(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_old(scope, report, false);
}

fn check_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(node) = node_type(scope) else { return };
    if node.in_region(scope.region()) == Some(false) {
        report.at(
            MEMBER,
            format!(
                "as of {}, {} is not known to be offered in {}",
                catalog::AS_OF,
                node.name,
                scope.region()
            ),
        );
    }
}

fn check_tiering_off(scope: &Scope<'_>, report: &mut Report<'_>) {
    let member = n::DATA_TIERING_ENABLED;
    let off = !scope.has(member) || scope.flag(member) == Some(false);
    if off && is_tiered(scope) {
        let name = scope.text(MEMBER).unwrap_or_default();
        report
            .at(member, format!("{name} needs data tiering on"))
            .fix(
                "Turn data tiering on",
                [scope.set(member, Value::Bool(true))],
            );
    }
}

fn check_tiering_on(scope: &Scope<'_>, report: &mut Report<'_>) {
    let member = n::DATA_TIERING_ENABLED;
    let Some(name) = scope.text(MEMBER) else {
        return;
    };
    let on = scope.flag(member) == Some(true);
    if on && !is_tiered(scope) && !facts::has_primary(scope) {
        report
            .at(
                member,
                format!("{name} has no disk for data; only R6gd nodes have"),
            )
            .fix("Leave it out", [scope.remove(member)]);
    }
}

fn check_single(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !is_tiered(scope) || facts::is_replica(scope) {
        return;
    }
    let name = scope.text(MEMBER).unwrap_or_default();
    let finding = report.at(MEMBER, format!("{name} exists only in replication groups"));
    let size = name.rsplit('.').next().unwrap_or_default();
    if let Some(node) = nodes::nearest_size("r6g", size) {
        finding.fix(
            format!("Change to {}", node.name),
            [scope.set(MEMBER, Value::string(node.name))],
        );
    }
}
