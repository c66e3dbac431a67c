//! Numbers of nodes, shards and replicas, each by itself.

use super::sources;
use crate::catalog::quota;
use crate::document::{Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

/// The members that hold a number, with the least and the most that it may be.
const COUNTS: &[(&str, &str, i64, i64)] = &[
    (
        "CreateReplicationGroup",
        n::NUM_CACHE_CLUSTERS,
        1,
        quota::NODES_PER_SHARD,
    ),
    (
        "CreateReplicationGroup",
        n::NUM_NODE_GROUPS,
        1,
        quota::NODES_PER_CLUSTER_RAISED,
    ),
    (
        "CreateReplicationGroup",
        n::REPLICAS_PER_NODE_GROUP,
        0,
        quota::REPLICAS_PER_SHARD,
    ),
    ("CreateCacheCluster", n::NUM_CACHE_NODES, 1, i64::MAX),
];

pub(super) static OUT_OF_RANGE: Rule = Rule {
    code: "EC010",
    name: "count-out-of-range",
    severity: Severity::Error,
    operations: &["CreateReplicationGroup", "CreateCacheCluster"],
    summary: "A shard has a primary and at most 5 replicas, a group 1 to 500 shards, a cluster at least one node.",
    why: "These limits hold whatever the quotas of the account are.",
    fix: "Choose a number within the limits.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 7, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 0, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 6}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 501, "ReplicasPerNodeGroup": 5, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 1, "NodeGroupConfiguration": [{"ReplicaCount": 6}], "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 6, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 5}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 1, "NodeGroupConfiguration": [{"ReplicaCount": 5}], "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_counts),
};

pub(super) static OF_REDIS: Rule = Rule {
    code: "EC011",
    name: "redis-cluster-of-several-nodes",
    severity: Severity::Error,
    operations: &["CreateCacheCluster"],
    summary: "CreateCacheCluster makes a single node of Redis.",
    why: "Replicas and shards belong to a replication group, which is another request.",
    fix: "Set NumCacheNodes to 1, or make a replication group with CreateReplicationGroup.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 3}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1}"#,
        ],
    ),
    check: Check::Resource(check_redis),
};

pub(super) static OF_MEMCACHED: Rule = Rule {
    code: "EC012",
    name: "memcached-nodes-over-quota",
    severity: Severity::Warning,
    operations: &["CreateCacheCluster"],
    summary: "The API documents at most 40 nodes for a Memcached cluster.",
    why: "More need a raised quota; newer pages of the documentation speak of 60, so what your account has decides.",
    fix: "Take fewer and larger nodes, or ask for a higher quota first.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 41, "AZMode": "cross-az"}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 40, "AZMode": "cross-az"}"#,
        ],
    ),
    check: Check::Resource(check_memcached),
};

pub(super) static MISSING: Rule = Rule {
    code: "EC013",
    name: "number-of-nodes-missing",
    severity: Severity::Error,
    operations: &["CreateCacheCluster"],
    summary: "A cluster states its number of nodes.",
    why: "Only a replica that is added to a replication group has its number given.",
    fix: "Set NumCacheNodes; for Redis it is 1.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "AZMode": "cross-az"}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az"}"#,
            r#"{"CacheClusterId": "orders-2", "ReplicationGroupId": "orders"}"#,
        ],
    ),
    check: Check::Resource(check_missing),
};

fn check_counts(scope: &Scope<'_>, report: &mut Report<'_>) {
    let of_operation = |entry: &&(&str, &str, i64, i64)| entry.0 == scope.operation();
    for (_, member, least, most) in COUNTS.iter().filter(of_operation) {
        // That the member is there at all is the fault where there are several shards.
        let beside_shards = *member == n::NUM_CACHE_CLUSTERS && facts::shards(scope) > 1;
        if let Some(count) = scope.int(member).filter(|_| !beside_shards) {
            let path = || Path::root().key(member);
            check_count(scope, report, path, (count, *least, *most));
        }
    }
    for (index, group) in facts::node_groups(scope).iter().enumerate() {
        if report.is_full() {
            break;
        }
        if let Some(count) = group.replicas {
            let path = || facts::node_group_path(index, n::REPLICA_COUNT);
            check_count(scope, report, path, (count, 0, quota::REPLICAS_PER_SHARD));
        }
    }
}

fn check_count(
    scope: &Scope<'_>,
    report: &mut Report<'_>,
    path: impl FnOnce() -> Path,
    (count, least, most): (i64, i64, i64),
) {
    let message = if count < least {
        format!("{count} is too few; at least {least} is needed")
    } else if count > most {
        format!("{count} is too many; at most {most} are allowed")
    } else {
        return;
    };
    let path = path();
    // A group that fails over needs a replica, so the least is one more there.
    let fails_over = scope.flag(n::AUTOMATIC_FAILOVER_ENABLED) == Some(true)
        || scope.flag(n::MULTI_AZ_ENABLED) == Some(true);
    let is_shards = path.member() == Some(n::NUM_NODE_GROUPS);
    let better = if count > most && is_shards {
        let replicas = facts::replicas(scope, None).unwrap_or(0);
        quota::NODES_PER_CLUSTER_RAISED
            / replicas
                .clamp(0, quota::REPLICAS_PER_SHARD)
                .saturating_add(1)
    } else if count > most {
        most
    } else if fails_over && !is_shards && path.member() != Some(n::NUM_CACHE_NODES) {
        least + 1
    } else {
        least
    };
    let edit = crate::document::Edit::set(scope.index, path.clone(), Value::integer(better));
    report
        .at_path(path, message)
        .fix(format!("Set it to {better}"), [edit]);
}

fn check_redis(scope: &Scope<'_>, report: &mut Report<'_>) {
    let of_redis = matches!(facts::engine(scope), Some("redis" | "valkey"));
    let Some(count) = scope.int(n::NUM_CACHE_NODES) else {
        return;
    };
    if of_redis && count > 1 && !facts::is_replica(scope) {
        report
            .at(
                n::NUM_CACHE_NODES,
                format!("CreateCacheCluster makes one node of Redis, not {count}; replicas need CreateReplicationGroup"),
            )
            .fix("Set it to 1", [scope.set(n::NUM_CACHE_NODES, Value::integer(1))]);
    }
}

/// As the reference of `CreateCacheCluster` says; [`quota::NODES_PER_MEMCACHED_CLUSTER`] is newer.
const MEMCACHED_NODES: i64 = 40;

fn check_memcached(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(count) = scope.int(n::NUM_CACHE_NODES) else {
        return;
    };
    if facts::engine(scope) == Some("memcached") && count > MEMCACHED_NODES {
        let newer = quota::NODES_PER_MEMCACHED_CLUSTER;
        report
            .at(
                n::NUM_CACHE_NODES,
                format!("{count} nodes are more than the documented {MEMCACHED_NODES} (by newer pages {newer}) that an account has without a raised quota"),
            )
            .fix(
                format!("Set it to {MEMCACHED_NODES}"),
                [scope.set(n::NUM_CACHE_NODES, Value::integer(MEMCACHED_NODES))],
            );
    }
}

fn check_missing(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.has(n::NUM_CACHE_NODES) || facts::is_replica(scope) {
        return;
    }
    let zones = scope
        .items(n::PREFERRED_AVAILABILITY_ZONES)
        .map(<[Value]>::len);
    let listed = zones.and_then(|n| i64::try_from(n).ok()).filter(|n| *n > 0);
    let spread = scope.text(n::AZ_MODE) == Some("cross-az");
    let of_redis = matches!(facts::engine(scope), Some("redis" | "valkey"));
    let count = match listed {
        Some(listed) if !of_redis => listed,
        _ if !of_redis && spread => 2,
        _ => 1,
    };
    report
        .at(n::NUM_CACHE_NODES, "the number of nodes is missing")
        .fix(
            format!("Set it to {count}"),
            [scope.set(n::NUM_CACHE_NODES, Value::integer(count))],
        );
}
