//! Cluster mode, and what shards need.

use super::sources;
use crate::document::{Edit, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const GROUP: &[&str] = &["CreateReplicationGroup"];
const MODE: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html";

pub(super) static DISABLED_SHARDS: Rule = Rule {
    code: "EC030",
    name: "shards-without-cluster-mode",
    severity: Severity::Error,
    operations: GROUP,
    summary: "With cluster mode disabled a group has one shard.",
    why: "Sharding is what cluster mode is.",
    fix: "Set ClusterMode to enabled, or leave NumNodeGroups out.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "ClusterMode": "disabled", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "ClusterMode": "disabled", "NumNodeGroups": 1, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ClusterMode": "enabled", "ReplicasPerNodeGroup": 1}"#,
        ],
    ),
    check: Check::Resource(check_disabled_shards),
};

pub(super) static COMPATIBLE_SHARDS: Rule = Rule {
    code: "EC031",
    name: "shards-in-compatible-mode",
    severity: Severity::Error,
    operations: GROUP,
    summary: "In the compatible mode a group has one shard.",
    why: "It serves clients of both modes; shards are added after the switch to enabled.",
    fix: "Set ClusterMode to enabled.",
    source: MODE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ClusterMode": "compatible", "ReplicasPerNodeGroup": 1}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ClusterMode": "enabled", "ReplicasPerNodeGroup": 1}"#,
        ],
    ),
    check: Check::Resource(check_compatible_shards),
};

pub(super) static COMPATIBLE_NEW: Rule = Rule {
    code: "EC032",
    name: "compatible-mode-for-new-group",
    severity: Severity::Warning,
    operations: GROUP,
    summary: "A new group is better made in the cluster mode that it is to have.",
    why: "The compatible mode is a step on the way of an existing group from disabled to enabled.",
    fix: "Set ClusterMode to enabled or disabled.",
    source: MODE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "ClusterMode": "compatible", "NumNodeGroups": 1, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "ClusterMode": "enabled", "NumNodeGroups": 1, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_compatible_new),
};

pub(super) static COMPATIBLE_VERSION: Rule = Rule {
    code: "EC033",
    name: "compatible-mode-before-redis-7",
    severity: Severity::Error,
    operations: GROUP,
    summary: "The compatible mode needs Redis 7.0 or later, or Valkey.",
    why: "Earlier versions cannot serve clients of both modes.",
    fix: "Choose a newer version, or another cluster mode.",
    source: MODE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.2", "CacheNodeType": "cache.m7g.large", "ClusterMode": "compatible", "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "ClusterMode": "disabled", "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_compatible_version),
};

pub(super) static DISABLED_GROUP: Rule = Rule {
    code: "EC034",
    name: "cluster-mode-disabled-with-cluster-parameters",
    severity: Severity::Error,
    operations: GROUP,
    summary: "ClusterMode disabled contradicts a default parameter group that ends in .cluster.on.",
    why: "In that group cluster-enabled is yes.",
    fix: "Use the group without .cluster.on, or enable cluster mode.",
    source: sources::PARAMETERS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "ClusterMode": "disabled", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7", "ClusterMode": "disabled", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_disabled_group),
};

pub(super) static ENABLED_GROUP: Rule = Rule {
    code: "EC035",
    name: "cluster-mode-enabled-with-plain-parameters",
    severity: Severity::Error,
    operations: GROUP,
    summary: "ClusterMode enabled contradicts a default parameter group that does not end in .cluster.on.",
    why: "In that group cluster-enabled is no.",
    fix: "Use the group that ends in .cluster.on, or leave CacheParameterGroupName out.",
    source: sources::PARAMETERS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7", "ClusterMode": "enabled", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ClusterMode": "enabled", "ReplicasPerNodeGroup": 1}"#,
        ],
    ),
    check: Check::Resource(check_enabled_group),
};

pub(super) static SHARDS_GROUP: Rule = Rule {
    code: "EC036",
    name: "shards-with-plain-parameters",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Several shards need a parameter group with cluster-enabled yes.",
    why: "The plain default groups have cluster-enabled no.",
    fix: "Use the default group that ends in .cluster.on.",
    source: sources::PARAMETERS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 1}"#,
        ],
    ),
    check: Check::Resource(check_shards_group),
};

pub(super) static LONE_CLUSTER_GROUP: Rule = Rule {
    code: "EC037",
    name: "cluster-parameters-without-shards",
    severity: Severity::Warning,
    operations: GROUP,
    summary: "A parameter group with cluster mode on asks for shards, and nothing says how many.",
    why: "With a single node the group has cluster mode on and nothing to fail over to.",
    fix: "Set NumNodeGroups and ReplicasPerNodeGroup, or use the group without .cluster.on.",
    source: sources::PARAMETERS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumCacheClusters": 1}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 1}"#,
        ],
    ),
    check: Check::Resource(check_lone_cluster_group),
};

pub(super) static FEW_SHARDS: Rule = Rule {
    code: "EC038",
    name: "two-shards",
    severity: Severity::Info,
    operations: GROUP,
    summary: "Three shards or more fail over faster and more surely than two.",
    why: "A failover is decided by a vote of the primaries; with two of them there is no majority without the failed one.",
    fix: "Have at least three shards, each with a replica.",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/BestPractices.Clients.html",
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 2, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 1}"#,
        ],
    ),
    check: Check::Resource(check_few_shards),
};

fn mode_is(scope: &Scope<'_>, mode: &str) -> bool {
    scope.text(n::CLUSTER_MODE) == Some(mode)
}

/// Edits that enable cluster mode, in the default parameter group too.
fn enable(scope: &Scope<'_>) -> Vec<Edit> {
    let mut edits = vec![scope.set(n::CLUSTER_MODE, Value::string("enabled"))];
    if let Some(group) = facts::default_group(scope).filter(|group| !group.cluster_on)
        && let Some(twin) = group.twin()
    {
        edits.push(scope.set(n::CACHE_PARAMETER_GROUP_NAME, Value::string(twin)));
    }
    if scope.flag(n::AUTOMATIC_FAILOVER_ENABLED) == Some(false) {
        edits.push(scope.set(n::AUTOMATIC_FAILOVER_ENABLED, Value::Bool(true)));
    }
    edits
}

fn check_disabled_shards(scope: &Scope<'_>, report: &mut Report<'_>) {
    let shards = facts::shards(scope);
    if mode_is(scope, "disabled") && shards > 1 {
        report
            .at(
                n::CLUSTER_MODE,
                format!("cluster mode is disabled, and there are {shards} shards"),
            )
            .fix("Enable cluster mode", enable(scope));
    }
}

fn check_compatible_shards(scope: &Scope<'_>, report: &mut Report<'_>) {
    let shards = facts::shards(scope);
    if mode_is(scope, "compatible") && shards > 1 {
        report
            .at(
                n::CLUSTER_MODE,
                format!("the compatible mode is for one shard, and there are {shards}"),
            )
            .fix("Enable cluster mode", enable(scope));
    }
}

/// Whether the version is known to be too old for the compatible mode.
fn too_old(scope: &Scope<'_>) -> bool {
    facts::engine(scope) == Some("redis")
        && facts::version(scope).is_some_and(|version| !version.at_least("7.0"))
}

fn check_compatible_new(scope: &Scope<'_>, report: &mut Report<'_>) {
    if mode_is(scope, "compatible") && facts::shards(scope) == 1 && !too_old(scope) {
        report
            .at(
                n::CLUSTER_MODE,
                "the compatible mode is a step of a migration",
            )
            .fix("Enable cluster mode", enable(scope));
    }
}

fn check_compatible_version(scope: &Scope<'_>, report: &mut Report<'_>) {
    if mode_is(scope, "compatible") && facts::shards(scope) == 1 && too_old(scope) {
        let version = scope.text(n::ENGINE_VERSION).unwrap_or_default();
        let finding = report.at(
            n::CLUSTER_MODE,
            format!("Redis {version} has no compatible mode; 7.0 is the first with one"),
        );
        let cluster_on = facts::default_group(scope).is_some_and(|group| group.cluster_on);
        if cluster_on {
            finding.fix("Enable cluster mode", enable(scope));
        } else {
            finding.fix(
                "Disable cluster mode",
                [scope.set(n::CLUSTER_MODE, Value::string("disabled"))],
            );
        }
    }
}

/// Reports that a default group contradicts the mode, with the fix that takes its twin.
fn contradiction(scope: &Scope<'_>, report: &mut Report<'_>, message: &str) {
    let Some(group) = facts::default_group(scope) else {
        return;
    };
    let name = scope
        .text(n::CACHE_PARAMETER_GROUP_NAME)
        .unwrap_or_default();
    let finding = report.at(n::CACHE_PARAMETER_GROUP_NAME, format!("{name} {message}"));
    if let Some(twin) = group.twin() {
        finding.fix(
            format!("Change to {twin}"),
            [scope.set(n::CACHE_PARAMETER_GROUP_NAME, Value::string(twin))],
        );
    }
}

fn check_disabled_group(scope: &Scope<'_>, report: &mut Report<'_>) {
    let cluster_on = facts::default_group(scope).is_some_and(|group| group.cluster_on);
    if mode_is(scope, "disabled") && cluster_on && facts::shards(scope) == 1 {
        contradiction(
            scope,
            report,
            "has cluster mode on, and ClusterMode is disabled",
        );
    }
}

/// Whether a plain default group is named, of which there is one with cluster mode on.
fn plain_group(scope: &Scope<'_>) -> bool {
    facts::default_group(scope).is_some_and(|group| !group.cluster_on && group.twin().is_some())
}

fn check_enabled_group(scope: &Scope<'_>, report: &mut Report<'_>) {
    if mode_is(scope, "enabled") && plain_group(scope) {
        contradiction(
            scope,
            report,
            "has cluster mode off, and ClusterMode is enabled",
        );
    }
}

fn check_shards_group(scope: &Scope<'_>, report: &mut Report<'_>) {
    let shards = facts::shards(scope);
    let sharded = shards > 1 && !facts::has_primary(scope);
    if sharded && !scope.has(n::CLUSTER_MODE) && plain_group(scope) {
        let message = format!("has cluster mode off, and there are {shards} shards");
        contradiction(scope, report, &message);
    }
}

fn check_lone_cluster_group(scope: &Scope<'_>, report: &mut Report<'_>) {
    let cluster_on = facts::default_group(scope).is_some_and(|group| group.cluster_on);
    let sized = [
        n::NUM_NODE_GROUPS,
        n::REPLICAS_PER_NODE_GROUP,
        n::CLUSTER_MODE,
    ]
    .iter()
    .any(|member| scope.has(member))
        || !facts::node_groups(scope).is_empty();
    let elsewhere = facts::has_primary(scope)
        || facts::is_secondary(scope)
        || scope.has(n::SNAPSHOT_NAME)
        || scope.has(n::SNAPSHOT_ARNS);
    let few = scope.int(n::NUM_CACHE_CLUSTERS).unwrap_or(1) <= 1;
    if cluster_on && !sized && !elsewhere && few {
        contradiction(scope, report, "asks for shards, and nothing says how many");
    }
}

fn check_few_shards(scope: &Scope<'_>, report: &mut Report<'_>) {
    if facts::shards(scope) == 2 && facts::cluster_mode(scope) == Some(true) {
        let member = if scope.has(n::NUM_NODE_GROUPS) {
            n::NUM_NODE_GROUPS
        } else {
            n::NODE_GROUP_CONFIGURATION
        };
        report.at(
            member,
            "with two shards there is no majority without a failed one",
        );
    }
}
