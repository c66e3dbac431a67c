//! Durability: writes that are kept before they are answered.

use super::place::{Zone, odd_zones};
use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::cluster::outposts;
use crate::rules::elasticache::facts;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const GROUP: &[&str] = &["CreateReplicationGroup"];
const PAGE: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/durability.html";
/// The families of nodes that it runs on.
const FAMILIES: &[&str] = &["r8g", "r7g", "r6g", "m8g", "m7g", "m6g", "c8gn", "c7gn"];

pub(super) static VERSION: Rule = Rule {
    code: "EC140",
    name: "durability-before-valkey-9",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Durability needs Valkey 9.0 or later.",
    why: "Earlier versions, and Redis, keep data in memory and in backups only.",
    fix: "Choose Valkey 9.0 or later, or leave Durability out.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.2", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey8.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync"}"#,
        ],
    ),
    check: Check::Resource(check_version),
};

pub(super) static CLUSTER_MODE: Rule = Rule {
    code: "EC141",
    name: "durability-without-cluster-mode",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Durability needs cluster mode enabled.",
    why: "It is offered for groups with cluster mode on, of one shard or more.",
    fix: "Use a parameter group with cluster mode on, or leave Durability out.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9", "NumNodeGroups": 1, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 1, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync"}"#,
        ],
    ),
    check: Check::Resource(check_cluster_mode),
};

pub(super) static MULTI_AZ: Rule = Rule {
    code: "EC142",
    name: "durability-without-multi-az",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A durable group is Multi-AZ.",
    why: "A write counts as kept when it is kept in more than one zone.",
    fix: "Set MultiAZEnabled to true, with failover on.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "Durability": "async"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "async"}"#,
        ],
    ),
    check: Check::Resource(check_multi_az),
};

pub(super) static REPLICA: Rule = Rule {
    code: "EC143",
    name: "durability-without-replica",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A durable group has a replica in every shard.",
    why: "The replica takes over without losing what was kept.",
    fix: "Set ReplicasPerNodeGroup to 1 or more.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 0, "AutomaticFailoverEnabled": true, "Durability": "sync"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync"}"#,
        ],
    ),
    check: Check::Resource(check_replica),
};

pub(super) static ENCRYPTION: Rule = Rule {
    code: "EC144",
    name: "durability-without-encryption",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A durable group encrypts in transit.",
    why: "What is kept travels between zones.",
    fix: "Set TransitEncryptionEnabled to true.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": false, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync"}"#,
        ],
    ),
    check: Check::Resource(check_encryption),
};

pub(super) static NODE_TYPE: Rule = Rule {
    code: "EC145",
    name: "durability-on-other-nodes",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Durability runs on R8g, R7g, R6g, M8g, M7g, M6g, C8gn and C7gn nodes.",
    why: "The other families do not have it.",
    fix: "Choose a node type of these families.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r5.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync"}"#,
        ],
    ),
    check: Check::Resource(check_node_type),
};

pub(super) static TIERING: Rule = Rule {
    code: "EC146",
    name: "durability-with-data-tiering",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Durability and data tiering exclude each other.",
    why: "Data that lies on the disk of a node is not what durability keeps.",
    fix: "Leave one of them out.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r6gd.xlarge", "DataTieringEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync"}"#,
        ],
    ),
    check: Check::Resource(check_tiering),
};

pub(super) static GLOBAL: Rule = Rule {
    code: "EC147",
    name: "durability-in-global-datastore",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A durable group cannot join a global datastore.",
    why: "Replication between Regions is not a part of durability.",
    fix: "Leave Durability out.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-orders", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-orders", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_global),
};

pub(super) static PLACE: Rule = Rule {
    code: "EC148",
    name: "durability-outside-region",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A durable group cannot be on Outposts or in Local Zones.",
    why: "It needs several zones of the Region.",
    fix: "Place the nodes in zones of the Region.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync", "NodeGroupConfiguration": [{"ReplicaCount": 1, "PrimaryOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Durability": "sync"}"#,
        ],
    ),
    check: Check::Resource(check_place),
};

/// Whether the group is to be durable and may be: rules of their own speak of other engines,
/// older versions and global datastores.
fn durable(scope: &Scope<'_>) -> bool {
    let able = match facts::engine(scope) {
        Some("valkey") | None => !before_9(scope),
        Some(_) => false,
    };
    asked_for(scope) && able && !facts::is_secondary(scope)
}

fn before_9(scope: &Scope<'_>) -> bool {
    facts::version(scope).is_some_and(|version| !version.at_least("9.0"))
}

fn asked_for(scope: &Scope<'_>) -> bool {
    matches!(scope.text(n::DURABILITY), Some("sync" | "async"))
}

fn leave_out(scope: &Scope<'_>, report: &mut Report<'_>, message: String) {
    report
        .at(n::DURABILITY, message)
        .fix("Leave Durability out", [scope.remove(n::DURABILITY)]);
}

fn check_version(scope: &Scope<'_>, report: &mut Report<'_>) {
    let own = asked_for(scope) && !facts::is_secondary(scope);
    let Some(engine) = facts::engine(scope).filter(|_| own) else {
        return;
    };
    if engine != "valkey" {
        let message = format!("durability needs Valkey, and the engine is {engine}");
        leave_out(scope, report, message);
    } else if before_9(scope) {
        let version = scope.text(n::ENGINE_VERSION).unwrap_or_default();
        let message = format!("durability needs Valkey 9.0 or later, and the version is {version}");
        leave_out(scope, report, message);
    }
}

fn check_cluster_mode(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !durable(scope) || facts::cluster_mode(scope) != Some(false) {
        return;
    }
    let message = "durability needs cluster mode enabled";
    let group = facts::default_group(scope).filter(|group| !group.cluster_on);
    match group.and_then(facts::DefaultGroup::twin) {
        Some(twin) if !scope.has(n::CLUSTER_MODE) => report.at(n::DURABILITY, message).fix(
            format!("Change the parameter group to {twin}"),
            [scope.set(n::CACHE_PARAMETER_GROUP_NAME, Value::string(twin))],
        ),
        _ => leave_out(scope, report, message.to_owned()),
    }
}

fn check_multi_az(scope: &Scope<'_>, report: &mut Report<'_>) {
    let off = !scope.has(n::MULTI_AZ_ENABLED) || scope.flag(n::MULTI_AZ_ENABLED) == Some(false);
    if !durable(scope) || !off || outposts::named(scope) {
        return;
    }
    let finding = report.at(n::MULTI_AZ_ENABLED, "durability needs Multi-AZ");
    if facts::without_replica(scope).is_none() {
        finding.fix(
            "Turn Multi-AZ and failover on",
            [
                scope.set(n::MULTI_AZ_ENABLED, Value::Bool(true)),
                scope.set(n::AUTOMATIC_FAILOVER_ENABLED, Value::Bool(true)),
            ],
        );
    }
}

fn check_replica(scope: &Scope<'_>, report: &mut Report<'_>) {
    // With Multi-AZ on, its rule speaks.
    if !durable(scope) || scope.flag(n::MULTI_AZ_ENABLED) == Some(true) {
        return;
    }
    if let Some((path, edit)) = facts::without_replica(scope) {
        report
            .at_path(path, "durability needs a replica in every shard")
            .fix("Add a replica", [edit]);
    }
}

fn check_encryption(scope: &Scope<'_>, report: &mut Report<'_>) {
    let member = n::TRANSIT_ENCRYPTION_ENABLED;
    // That a group of Valkey says nothing about it has a rule of its own.
    let unsaid = !scope.has(member) && facts::engine(scope) != Some("valkey");
    let off = scope.flag(member) == Some(false) || unsaid;
    if durable(scope) && off {
        report
            .at(member, "durability needs encryption in transit")
            .fix("Turn it on", [scope.set(member, Value::Bool(true))]);
    }
}

fn check_node_type(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(name) = scope.text(n::CACHE_NODE_TYPE) else {
        return;
    };
    let Some((family, size)) = name
        .strip_prefix("cache.")
        .and_then(|name| name.split_once('.'))
    else {
        return;
    };
    if !durable(scope) || FAMILIES.contains(&family) || family == "r6gd" {
        return;
    }
    let known = super::nodes::nearest_size(family, size).is_some();
    let finding = report.at(
        n::CACHE_NODE_TYPE,
        format!("durability does not run on {name}"),
    );
    let like = if family.starts_with('r') {
        "r7g"
    } else {
        "m7g"
    };
    if let Some(node) = super::nodes::nearest_size(like, size).filter(|_| known) {
        finding.fix(
            format!("Change to {}", node.name),
            [scope.set(n::CACHE_NODE_TYPE, Value::string(node.name))],
        );
    }
}

fn check_tiering(scope: &Scope<'_>, report: &mut Report<'_>) {
    let tiered = scope.flag(n::DATA_TIERING_ENABLED) == Some(true)
        || scope
            .text(n::CACHE_NODE_TYPE)
            .is_some_and(|name| name.starts_with("cache.r6gd."));
    if durable(scope) && tiered {
        leave_out(
            scope,
            report,
            "durability and data tiering exclude each other".to_owned(),
        );
    }
}

fn check_global(scope: &Scope<'_>, report: &mut Report<'_>) {
    if asked_for(scope) && facts::is_secondary(scope) {
        leave_out(
            scope,
            report,
            "a member of a global datastore cannot be durable".to_owned(),
        );
    }
}

fn check_place(scope: &Scope<'_>, report: &mut Report<'_>) {
    let local = || {
        odd_zones(scope)
            .zones
            .iter()
            .any(|(_, text)| Zone::parse(text).is_some_and(|z| z.local))
    };
    if durable(scope) && (outposts::named(scope) || local()) {
        leave_out(
            scope,
            report,
            "a durable group cannot be on Outposts or in Local Zones".to_owned(),
        );
    }
}
