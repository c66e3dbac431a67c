//! Automatic failover and Multi-AZ, and the replicas that they need.

use super::sources;
use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const GROUP: &[&str] = &["CreateReplicationGroup"];

pub(super) static WITHOUT_REPLICA: Rule = Rule {
    code: "EC020",
    name: "failover-without-replica",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Automatic failover with cluster mode off needs at least one replica.",
    why: "With a single node there is nothing to promote.",
    fix: "Have two nodes or more, or turn failover off.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1, "AutomaticFailoverEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumNodeGroups": 1, "ReplicasPerNodeGroup": 0, "AutomaticFailoverEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumNodeGroups": 1, "NodeGroupConfiguration": [{"ReplicaCount": 0}], "AutomaticFailoverEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 0, "AutomaticFailoverEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_replica),
};

pub(super) static MULTI_AZ_WITHOUT_REPLICA: Rule = Rule {
    code: "EC021",
    name: "multi-az-without-replica",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Multi-AZ needs at least one replica in every shard.",
    why: "It keeps a replica in another zone than the primary, so there must be one.",
    fix: "Give every shard a replica, or turn Multi-AZ off.",
    source: sources::FAILOVER,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 0}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 2, "NodeGroupConfiguration": [{"ReplicaCount": 1}, {"ReplicaCount": 0}], "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 1}"#,
        ],
    ),
    check: Check::Resource(check_multi_az_replica),
};

pub(super) static SINGLE_NODE: Rule = Rule {
    code: "EC022",
    name: "single-node",
    severity: Severity::Info,
    operations: GROUP,
    summary: "A shard without a replica has nothing to fail over to.",
    why: "Losing its node loses its data.",
    fix: "Have at least one replica for data that is not easily built again.",
    source: sources::FAULTS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 0, "AutomaticFailoverEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_single_node),
};

pub(super) static MULTI_AZ_WITHOUT_FAILOVER: Rule = Rule {
    code: "EC023",
    name: "multi-az-without-failover",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Multi-AZ needs automatic failover.",
    why: "A replica in another zone helps only if it may be promoted; failover is off unless it is turned on.",
    fix: "Set AutomaticFailoverEnabled to true.",
    source: sources::FAILOVER,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": false, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1, "MultiAZEnabled": false}"#,
        ],
    ),
    check: Check::Resource(check_multi_az),
};

pub(super) static SHARDS_WITHOUT_FAILOVER: Rule = Rule {
    code: "EC024",
    name: "cluster-mode-without-failover",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A group with cluster mode on has automatic failover on.",
    why: "Cluster mode cannot run without it, so the request is refused.",
    fix: "Set AutomaticFailoverEnabled to true.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": false}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "ClusterMode": "enabled", "NumNodeGroups": 1, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": false}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 1}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1, "AutomaticFailoverEnabled": false}"#,
        ],
    ),
    check: Check::Resource(check_shards),
};

pub(super) static SHARDS_FAILOVER_UNSTATED: Rule = Rule {
    code: "EC025",
    name: "cluster-mode-failover-unstated",
    severity: Severity::Info,
    operations: GROUP,
    summary: "With cluster mode on, AutomaticFailoverEnabled is better written out as true.",
    why: "Its documented default is false, although cluster mode demands true.",
    fix: "Set AutomaticFailoverEnabled to true.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 1}"#,
        ],
    ),
    check: Check::Resource(check_shards_unstated),
};

pub(super) static ONE_ZONE_POSSIBLE: Rule = Rule {
    code: "EC026",
    name: "failover-without-multi-az",
    severity: Severity::Info,
    operations: GROUP,
    summary: "Failover without Multi-AZ may leave the primary and its replicas in one zone.",
    why: "An outage of that zone then takes all of them.",
    fix: "Set MultiAZEnabled to true.",
    source: sources::FAILOVER,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_one_zone_possible),
};

pub(super) static REPLICAS_ONLY: Rule = Rule {
    code: "EC027",
    name: "replicas-without-failover",
    severity: Severity::Warning,
    operations: GROUP,
    summary: "Replicas are promoted by themselves only with automatic failover.",
    why: "Without it a failed primary stays failed until somebody promotes a replica by hand.",
    fix: "Set AutomaticFailoverEnabled to true.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": false}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
        ],
    ),
    check: Check::Resource(check_replicas_only),
};

fn failover(scope: &Scope<'_>) -> Option<bool> {
    scope.flag(n::AUTOMATIC_FAILOVER_ENABLED)
}

fn multi_az(scope: &Scope<'_>) -> bool {
    scope.flag(n::MULTI_AZ_ENABLED) == Some(true)
}

fn check_replica(scope: &Scope<'_>, report: &mut Report<'_>) {
    // A number of clusters sizes the group whatever the mode is; Multi-AZ has a rule of its own.
    let sized = scope.has(n::NUM_CACHE_CLUSTERS) && facts::shards(scope) == 1;
    let one_shard = sized || facts::cluster_mode(scope) == Some(false);
    if failover(scope) != Some(true) || multi_az(scope) || !one_shard {
        return;
    }
    if let Some((path, edit)) = facts::without_replica(scope) {
        report
            .at_path(
                path,
                "automatic failover needs a replica, and there is none",
            )
            .fix("Add a replica", [edit]);
    }
}

fn check_multi_az_replica(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !multi_az(scope) {
        return;
    }
    if let Some((path, edit)) = facts::without_replica(scope) {
        report
            .at_path(
                path,
                "Multi-AZ needs a replica in every shard, and here is none",
            )
            .fix("Add a replica", [edit]);
    }
}

fn check_single_node(scope: &Scope<'_>, report: &mut Report<'_>) {
    let one_shard = scope.has(n::NUM_CACHE_CLUSTERS) || facts::cluster_mode(scope) != Some(true);
    if multi_az(scope) || failover(scope) == Some(true) && one_shard {
        return;
    }
    if let Some((path, _)) = facts::without_replica(scope) {
        report.at_path(path, "without a replica, losing the node loses its data");
    }
}

fn check_multi_az(scope: &Scope<'_>, report: &mut Report<'_>) {
    let stated = scope.get(n::AUTOMATIC_FAILOVER_ENABLED);
    let off = stated.is_none() || failover(scope) == Some(false);
    let of_shards = failover(scope) == Some(false) && facts::cluster_mode(scope) == Some(true);
    if multi_az(scope) && off && !of_shards {
        let message = if stated.is_some() {
            "MultiAZEnabled is true, and automatic failover is off"
        } else {
            "MultiAZEnabled is true, and automatic failover is off unless it is turned on"
        };
        turn_on(scope, report, message);
    }
}

/// Reports at `AutomaticFailoverEnabled`, with the fix that turns it on where there is a replica.
fn turn_on(scope: &Scope<'_>, report: &mut Report<'_>, message: &str) {
    let member = n::AUTOMATIC_FAILOVER_ENABLED;
    let finding = report.at(member, message);
    let alone = scope.int(n::NUM_CACHE_CLUSTERS) == Some(1) && facts::shards(scope) == 1;
    if multi_az(scope) || !alone {
        finding.fix(
            "Turn automatic failover on",
            [scope.set(member, Value::Bool(true))],
        );
    }
}

fn check_shards(scope: &Scope<'_>, report: &mut Report<'_>) {
    if failover(scope) == Some(false) && facts::cluster_mode(scope) == Some(true) {
        turn_on(
            scope,
            report,
            "a group with cluster mode on cannot be made with automatic failover off",
        );
    }
}

fn check_shards_unstated(scope: &Scope<'_>, report: &mut Report<'_>) {
    let unstated = !scope.has(n::AUTOMATIC_FAILOVER_ENABLED) && !multi_az(scope);
    if unstated && facts::cluster_mode(scope) == Some(true) {
        turn_on(scope, report, "cluster mode demands automatic failover");
    }
}

fn check_one_zone_possible(scope: &Scope<'_>, report: &mut Report<'_>) {
    let off = !scope.has(n::MULTI_AZ_ENABLED) || scope.flag(n::MULTI_AZ_ENABLED) == Some(false);
    let placed = scope.has(n::PREFERRED_CACHE_CLUSTER_AZS) || !facts::node_groups(scope).is_empty();
    if failover(scope) != Some(true) || !off || !facts::has_replicas(scope) {
        return;
    }
    let finding = report.at(
        n::MULTI_AZ_ENABLED,
        "primary and replicas may all be in one zone",
    );
    if !placed && facts::without_replica(scope).is_none() {
        finding.fix(
            "Turn Multi-AZ on",
            [scope.set(n::MULTI_AZ_ENABLED, Value::Bool(true))],
        );
    }
}

fn check_replicas_only(scope: &Scope<'_>, report: &mut Report<'_>) {
    let off = !scope.has(n::AUTOMATIC_FAILOVER_ENABLED) || failover(scope) == Some(false);
    let spoken_for = multi_az(scope) || facts::cluster_mode(scope) == Some(true);
    if off && !spoken_for && facts::has_replicas(scope) {
        let message = "no replica takes over by itself when the primary fails";
        turn_on(scope, report, message);
    }
}
