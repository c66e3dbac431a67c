//! Which engine which request takes.

use super::{convert, sources};
use crate::catalog;
use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::model::shown;
use crate::rules::nearest::nearest;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const GROUP: &[&str] = &["CreateReplicationGroup"];
const CLUSTER: &[&str] = &["CreateCacheCluster"];

pub(super) static MISSING: Rule = Rule {
    code: "EC085",
    name: "cluster-engine-missing",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "A cluster names its engine.",
    why: "Only a replica that is added to a replication group has its engine given.",
    fix: "Set Engine to memcached or redis.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1}"#,
            r#"{"CacheClusterId": "orders-2", "ReplicationGroupId": "orders"}"#,
        ],
    ),
    check: Check::Resource(check_missing),
};

pub(super) static UNSTATED: Rule = Rule {
    code: "EC086",
    name: "group-engine-unstated",
    severity: Severity::Warning,
    operations: GROUP,
    summary: "A new group is better off with its engine named.",
    why: "A default that is chosen for you may not be the engine that you mean.",
    fix: "Set Engine to valkey or redis.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_unstated),
};

pub(super) static OF_CLUSTER: Rule = Rule {
    code: "EC087",
    name: "cluster-engine-unknown",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "CreateCacheCluster makes clusters of Memcached and Redis.",
    why: "There is no other engine.",
    fix: "Set Engine to memcached or redis.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "reddis", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1}"#,
        ],
    ),
    check: Check::Resource(check_of_cluster),
};

pub(super) static VALKEY_CLUSTER: Rule = Rule {
    code: "EC088",
    name: "cluster-of-valkey",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "CreateCacheCluster does not make nodes of Valkey.",
    why: "Even a single node of Valkey is a replication group.",
    fix: "Use CreateReplicationGroup with NumCacheClusters 1.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "valkey", "EngineVersion": "8.2", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private"}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1}"#,
        ],
    ),
    check: Check::Resource(check_valkey_cluster),
};

pub(super) static OF_GROUP: Rule = Rule {
    code: "EC089",
    name: "group-engine-unknown",
    severity: Severity::Error,
    operations: GROUP,
    summary: "CreateReplicationGroup makes groups of Valkey and Redis.",
    why: "There is no other engine with replicas.",
    fix: "Set Engine to valkey or redis.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "keydb", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_of_group),
};

pub(super) static MEMCACHED_GROUP: Rule = Rule {
    code: "EC090",
    name: "group-of-memcached",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Memcached has no replication groups.",
    why: "It does not replicate; its nodes make up one cache without copies.",
    fix: "Use CreateCacheCluster.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_memcached_group),
};

pub(super) static UPPER_CASE: Rule = Rule {
    code: "EC091",
    name: "engine-in-upper-case",
    severity: Severity::Warning,
    operations: &["CreateReplicationGroup", "CreateCacheCluster"],
    summary: "The name of an engine is written in lower case.",
    why: "Tools that compare what was sent with what reads back see a difference, and some refuse other spellings.",
    fix: "Write valkey, redis or memcached.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "Redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_upper_case),
};

/// The engine that the version, the parameter group or the node type speaks for.
fn implied(scope: &Scope<'_>) -> Option<&'static str> {
    if let Some(group) = facts::default_group(scope) {
        return Some(group.family.engine);
    }
    let version = scope.text(n::ENGINE_VERSION)?;
    let of = |engine: &&catalog::Engine| catalog::engine_version(engine.name, version).is_some();
    let engines: Vec<&catalog::Engine> = catalog::engines().iter().filter(of).collect();
    match engines[..] {
        [engine] => Some(engine.name),
        _ => None,
    }
}

fn check_missing(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.has(n::ENGINE) || facts::is_replica(scope) {
        return;
    }
    let finding = report.at(n::ENGINE, "the engine is missing");
    let several = scope.int(n::NUM_CACHE_NODES).is_some_and(|n| n > 1);
    let engine = implied(scope).or(several.then_some("memcached"));
    if let Some(engine) = engine.filter(|engine| *engine != "valkey") {
        finding.fix(
            format!("Set it to {engine}"),
            [scope.set(n::ENGINE, Value::string(engine))],
        );
    }
}

fn check_unstated(scope: &Scope<'_>, report: &mut Report<'_>) {
    let inherited = facts::is_secondary(scope) || facts::has_primary(scope);
    if scope.has(n::ENGINE) || inherited {
        return;
    }
    let finding = report.at(n::ENGINE, "the engine is not stated");
    // A group of Valkey has to say whether it encrypts.
    let encrypts = scope.has(n::TRANSIT_ENCRYPTION_ENABLED);
    let unsure = if encrypts { "valkey" } else { "redis" };
    let engine = implied(scope).unwrap_or(unsure);
    if engine == "redis" || engine == "valkey" && encrypts {
        finding.fix(
            format!("Set it to {engine}"),
            [scope.set(n::ENGINE, Value::string(engine))],
        );
    }
}

/// Reports an engine that there is not, with the fix that takes the one that was meant.
fn unknown(scope: &Scope<'_>, report: &mut Report<'_>, known: &[&str]) {
    let Some(text) = scope.text(n::ENGINE) else {
        return;
    };
    if catalog::engine(text).is_some() {
        return;
    }
    let finding = report.at(
        n::ENGINE,
        format!(
            "there is no engine “{}” here; known are {}",
            shown(text),
            known.join(" and ")
        ),
    );
    if let Some(engine) = nearest(text, known) {
        finding.fix(
            format!("Change to {engine}"),
            [scope.set(n::ENGINE, Value::string(engine))],
        );
    }
}

fn check_of_cluster(scope: &Scope<'_>, report: &mut Report<'_>) {
    unknown(scope, report, &["memcached", "redis"]);
}

fn check_of_group(scope: &Scope<'_>, report: &mut Report<'_>) {
    unknown(scope, report, &["valkey", "redis"]);
}

fn check_valkey_cluster(scope: &Scope<'_>, report: &mut Report<'_>) {
    if facts::engine(scope) != Some("valkey") || facts::is_replica(scope) {
        return;
    }
    let finding = report.at(
        n::ENGINE,
        "CreateCacheCluster does not take valkey; CreateReplicationGroup does",
    );
    if let Some(edits) = convert::to_group(scope) {
        finding.fix("Make it a replication group", edits);
    }
}

fn check_memcached_group(scope: &Scope<'_>, report: &mut Report<'_>) {
    if facts::engine(scope) == Some("memcached") {
        report
            .at(
                n::ENGINE,
                "Memcached has no replication groups; CreateCacheCluster makes its clusters",
            )
            .fix("Make it a cluster", convert::to_cluster(scope));
    }
}

fn check_upper_case(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some(text), Some(engine)) = (scope.text(n::ENGINE), facts::engine(scope)) else {
        return;
    };
    let right = match scope.operation() {
        "CreateReplicationGroup" => engine != "memcached",
        _ => engine != "valkey",
    };
    if text != engine && right {
        report
            .at(n::ENGINE, format!("“{text}” is written {engine}"))
            .fix(
                format!("Change to {engine}"),
                [scope.set(n::ENGINE, Value::string(engine))],
            );
    }
}
