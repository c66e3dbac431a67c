//! Groups that grow from an existing cluster.

use crate::document::Edit;
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const GROUP: &[&str] = &["CreateReplicationGroup"];
const PAGE: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.CreatingReplGroup.ExistingCluster.html";

pub(super) static SHARDS: Rule = Rule {
    code: "EC180",
    name: "shards-grown-from-cluster",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A group that grows from an existing cluster has one shard.",
    why: "The cluster has cluster mode off, and so has the group.",
    fix: "Leave NumNodeGroups out.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "PrimaryClusterId": "orders-1", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "PrimaryClusterId": "orders-1", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_shards),
};

pub(super) static CLUSTER_MODE: Rule = Rule {
    code: "EC181",
    name: "cluster-mode-grown-from-cluster",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A group that grows from an existing cluster has cluster mode off.",
    why: "The cluster has it off, and its data is not sharded.",
    fix: "Leave out ClusterMode and the parameter group that ends in .cluster.on.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "PrimaryClusterId": "orders-1", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheParameterGroupName": "default.redis7.cluster.on"}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "PrimaryClusterId": "orders-1", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ClusterMode": "enabled"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "PrimaryClusterId": "orders-1", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheParameterGroupName": "default.redis7"}"#,
        ],
    ),
    check: Check::Resource(check_cluster_mode),
};

pub(super) static SNAPSHOT: Rule = Rule {
    code: "EC182",
    name: "snapshot-beside-primary",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A group that grows from an existing cluster names no snapshot.",
    why: "Its data is that of the cluster.",
    fix: "Leave the snapshot out.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "PrimaryClusterId": "orders-1", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "SnapshotName": "orders-1"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "PrimaryClusterId": "orders-1", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_snapshot),
};

pub(super) static INHERITS: Rule = Rule {
    code: "EC183",
    name: "primary-with-inherited-parameter",
    severity: Severity::Warning,
    operations: GROUP,
    summary: "A group that grows from an existing cluster has its engine, version and node type.",
    why: "What is stated beside it can only disagree.",
    fix: "Leave the parameter out.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "PrimaryClusterId": "orders-1", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Engine": "redis", "CacheNodeType": "cache.m7g.large"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "PrimaryClusterId": "orders-1", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_inherits),
};

pub(super) static TIERING: Rule = Rule {
    code: "EC184",
    name: "data-tiering-grown-from-cluster",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A group that grows from an existing cluster cannot have data tiering.",
    why: "A cluster by itself is never on an R6gd node.",
    fix: "Leave DataTieringEnabled out.",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html",
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "PrimaryClusterId": "orders-1", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "DataTieringEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "PrimaryClusterId": "orders-1", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_tiering),
};

/// Whether the group grows from a cluster and does not also join a global datastore.
fn grows(scope: &Scope<'_>) -> bool {
    facts::has_primary(scope) && !facts::is_secondary(scope)
}

fn leave_out(scope: &Scope<'_>, report: &mut Report<'_>, member: &str, message: &str) {
    report
        .at(member, message)
        .fix("Leave it out", [scope.remove(member)]);
}

fn check_shards(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !grows(scope) || facts::shards(scope) <= 1 {
        return;
    }
    let stated = scope.int(n::NUM_NODE_GROUPS).is_some_and(|n| n > 1);
    let several = facts::node_groups(scope).len() > 1;
    let members = [
        (n::NUM_NODE_GROUPS, stated),
        (n::NODE_GROUP_CONFIGURATION, several),
    ];
    let wrong: Vec<&str> = members
        .iter()
        .filter(|(_, wrong)| *wrong)
        .map(|(member, _)| *member)
        .collect();
    let Some(first) = wrong.first() else { return };
    let edits: Vec<Edit> = wrong.iter().map(|member| scope.remove(member)).collect();
    report
        .at(first, "a group that grows from a cluster has one shard")
        .fix("Leave the shards out", edits);
}

fn check_cluster_mode(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !grows(scope) {
        return;
    }
    let message = "a group that grows from a cluster has cluster mode off";
    if facts::default_group(scope).is_some_and(|group| group.cluster_on) {
        leave_out(scope, report, n::CACHE_PARAMETER_GROUP_NAME, message);
    }
    if matches!(scope.text(n::CLUSTER_MODE), Some("enabled" | "compatible")) {
        leave_out(scope, report, n::CLUSTER_MODE, message);
    }
}

fn check_snapshot(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !grows(scope) {
        return;
    }
    for member in [
        n::SNAPSHOT_ARNS,
        n::SNAPSHOT_NAME,
        n::SERVERLESS_CACHE_SNAPSHOT_NAME,
    ] {
        if scope.has(member) {
            let message = "the data comes from the cluster that the group grows from";
            leave_out(scope, report, member, message);
        }
    }
}

fn check_inherits(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !grows(scope) {
        return;
    }
    for member in [n::ENGINE, n::ENGINE_VERSION, n::CACHE_NODE_TYPE] {
        if scope.has(member) {
            let message = "the cluster that the group grows from has this already";
            leave_out(scope, report, member, message);
        }
    }
}

fn check_tiering(scope: &Scope<'_>, report: &mut Report<'_>) {
    if grows(scope) && scope.flag(n::DATA_TIERING_ENABLED) == Some(true) {
        let message = "the cluster that the group grows from is not on an R6gd node";
        leave_out(scope, report, n::DATA_TIERING_ENABLED, message);
    }
}
