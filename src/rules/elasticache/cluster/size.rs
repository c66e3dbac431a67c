//! How the size of a replication group is stated.

use super::sources;
use crate::catalog::{Version, quota};
use crate::document::{Edit, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

pub(super) static UNSTATED: Rule = Rule {
    code: "EC015",
    name: "size-not-stated",
    severity: Severity::Warning,
    operations: &["CreateReplicationGroup"],
    summary: "A new group says how large it is.",
    why: "With none of NumCacheClusters, NumNodeGroups and ReplicasPerNodeGroup, and no cluster to grow from, it is a single node at best.",
    fix: "Set NumCacheClusters, or NumNodeGroups and ReplicasPerNodeGroup.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "PrimaryClusterId": "orders-1"}"#,
        ],
    ),
    check: Check::Resource(check_unstated),
};

pub(super) static TWO_SIZES: Rule = Rule {
    code: "EC016",
    name: "number-of-clusters-beside-shards",
    severity: Severity::Error,
    operations: &["CreateReplicationGroup"],
    summary: "NumCacheClusters sizes a group of one shard only.",
    why: "With several shards the replicas are counted per shard, so the two numbers contradict each other.",
    fix: "Leave NumCacheClusters out and set ReplicasPerNodeGroup, or ReplicaCount for each shard.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NumCacheClusters": 6}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NumCacheClusters": 6, "NodeGroupConfiguration": [{"ReplicaCount": 1}, {"ReplicaCount": 1}, {"ReplicaCount": 1}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 1}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 6, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_beside_shards),
};

pub(super) static TWO_COUNTS: Rule = Rule {
    code: "EC017",
    name: "number-of-clusters-beside-replicas",
    severity: Severity::Error,
    operations: &["CreateReplicationGroup"],
    summary: "A group of one shard is sized by NumCacheClusters or by ReplicasPerNodeGroup, not by both.",
    why: "Both say how many nodes the shard has.",
    fix: "Keep one of them.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_beside_replicas),
};

pub(super) static OVER_DEFAULT: Rule = Rule {
    code: "EC018",
    name: "nodes-over-default-quota",
    severity: Severity::Warning,
    operations: &["CreateReplicationGroup"],
    summary: "An account may have 90 nodes in a cluster unless its quota was raised.",
    why: "Shards times (1 + replicas) is more than the quota “Nodes per cluster per instance type” that accounts begin with.",
    fix: "Take fewer shards or replicas, or ask for a higher quota first.",
    source: sources::SHARDS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 16, "ReplicasPerNodeGroup": 5, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 15, "ReplicasPerNodeGroup": 5, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_default_quota),
};

pub(super) static OVER_LIMIT: Rule = Rule {
    code: "EC019",
    name: "nodes-over-limit",
    severity: Severity::Error,
    operations: &["CreateReplicationGroup"],
    summary: "A cluster has at most 500 nodes, and at most 250 before Redis 5.0.6.",
    why: "No quota can be raised beyond that.",
    fix: "Take fewer shards or replicas.",
    source: sources::SHARDS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 84, "ReplicasPerNodeGroup": 5, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "4.0.10", "CacheNodeType": "cache.r5.large", "CacheParameterGroupName": "default.redis4.0.cluster.on", "NumNodeGroups": 126, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 15, "ReplicasPerNodeGroup": 5, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_limit),
};

fn check_unstated(scope: &Scope<'_>, report: &mut Report<'_>) {
    let stated = [
        n::PRIMARY_CLUSTER_ID,
        n::GLOBAL_REPLICATION_GROUP_ID,
        n::NUM_CACHE_CLUSTERS,
        n::NUM_NODE_GROUPS,
        n::REPLICAS_PER_NODE_GROUP,
        // Rules of their own speak of these.
        n::PREFERRED_CACHE_CLUSTER_AZS,
        n::NUM_CACHE_NODES,
        // A backup of a sharded group brings its shards along.
        n::SNAPSHOT_ARNS,
        n::SNAPSHOT_NAME,
        n::SERVERLESS_CACHE_SNAPSHOT_NAME,
    ];
    if stated.iter().any(|member| scope.has(member)) || !facts::node_groups(scope).is_empty() {
        return;
    }
    // A parameter group with cluster mode on asks for shards; a rule of its own says so.
    if facts::cluster_mode(scope) == Some(true) && !scope.has(n::CLUSTER_MODE) {
        return;
    }
    let finding = report.at(
        n::NUM_CACHE_CLUSTERS,
        "nothing says how many nodes the group has",
    );
    if facts::cluster_mode(scope) == Some(true) {
        finding.fix(
            "Make 3 shards with a replica each",
            [
                scope.set(n::NUM_NODE_GROUPS, Value::integer(3)),
                scope.set(n::REPLICAS_PER_NODE_GROUP, Value::integer(1)),
            ],
        );
    } else {
        finding.fix(
            "Set it to 2",
            [scope.set(n::NUM_CACHE_CLUSTERS, Value::integer(2))],
        );
    }
}

fn check_beside_shards(scope: &Scope<'_>, report: &mut Report<'_>) {
    let shards = facts::shards(scope);
    let inherited = facts::is_secondary(scope);
    let Some(nodes) = scope
        .int(n::NUM_CACHE_CLUSTERS)
        .filter(|_| shards > 1 && !inherited)
    else {
        return;
    };
    let counted = scope.has(n::REPLICAS_PER_NODE_GROUP)
        || facts::node_groups(scope)
            .iter()
            .any(|group| group.replicas.is_some());
    let mut edits = vec![scope.remove(n::NUM_CACHE_CLUSTERS)];
    let mut title = "Leave NumCacheClusters out".to_owned();
    if !counted {
        let replicas = if nodes % shards == 0 {
            nodes / shards
        } else {
            nodes
        };
        let replicas = replicas
            .saturating_sub(1)
            .clamp(1, quota::REPLICAS_PER_SHARD);
        edits.push(scope.set(n::REPLICAS_PER_NODE_GROUP, Value::integer(replicas)));
        title = format!("Replace it by ReplicasPerNodeGroup {replicas}");
    }
    report
        .at(
            n::NUM_CACHE_CLUSTERS,
            format!("NumCacheClusters is for a group of one shard, and this has {shards}"),
        )
        .fix(title, edits);
}

fn check_beside_replicas(scope: &Scope<'_>, report: &mut Report<'_>) {
    let counts = (
        scope.int(n::NUM_CACHE_CLUSTERS),
        scope.int(n::REPLICAS_PER_NODE_GROUP),
    );
    if let ((Some(nodes), Some(replicas)), 1) = (counts, facts::shards(scope)) {
        report
            .at(
                n::REPLICAS_PER_NODE_GROUP,
                format!("NumCacheClusters {nodes} and ReplicasPerNodeGroup {replicas} both size the only shard"),
            )
            .fix(
                "Leave ReplicasPerNodeGroup out",
                [scope.remove(n::REPLICAS_PER_NODE_GROUP)],
            );
    }
}

/// The most nodes that any quota allows for the version.
fn limit(scope: &Scope<'_>) -> i64 {
    let old = |version: &Version| !version.at_least("5.0.6");
    if facts::engine(scope) == Some("redis") && facts::version(scope).as_ref().is_some_and(old) {
        250
    } else {
        quota::NODES_PER_CLUSTER_RAISED
    }
}

/// Where the number of shards is said.
fn shards_member(scope: &Scope<'_>) -> &'static str {
    if scope.has(n::NUM_NODE_GROUPS) {
        n::NUM_NODE_GROUPS
    } else {
        n::NODE_GROUP_CONFIGURATION
    }
}

/// The nodes of a sharded group; `None` where the number of shards is a fault of its own.
fn counted(scope: &Scope<'_>) -> Option<i64> {
    let shards = facts::shards(scope);
    let countable = (2..=quota::NODES_PER_CLUSTER_RAISED).contains(&shards);
    // With an unknown number of replicas there is at least the primary.
    countable.then(|| facts::nodes(scope).unwrap_or(shards))
}

fn check_default_quota(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(nodes) = counted(scope) else { return };
    if nodes > quota::NODES_PER_CLUSTER && nodes <= limit(scope) {
        report.at(
            shards_member(scope),
            format!(
                "{} shards make {nodes} nodes; accounts begin with {} in a cluster",
                facts::shards(scope),
                quota::NODES_PER_CLUSTER
            ),
        );
    }
}

fn check_limit(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(nodes) = counted(scope) else { return };
    let (limit, shards) = (limit(scope), facts::shards(scope));
    if nodes <= limit {
        return;
    }
    let finding = report.at(
        shards_member(scope),
        format!("{shards} shards make {nodes} nodes; a cluster has at most {limit}"),
    );
    if facts::node_groups(scope).is_empty() {
        let fewer = (limit / nodes.div_euclid(shards).max(1)).max(1);
        let edits: [Edit; 1] = [scope.set(n::NUM_NODE_GROUPS, Value::integer(fewer))];
        finding.fix(format!("Take {fewer} shards"), edits);
    }
}
