//! Minor versions, tags and what it all costs.

use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::request::{ALL, CLUSTER, GROUP, NODES, engine, inherits, is_replica, older};
use super::rule;

const CREATE_GROUP: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html";
const CREATE_CLUSTER: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html";
const PRICES: &str = "https://aws.amazon.com/elasticache/pricing/";
const TAGGED: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "Tags": [{"Key": "env", "Value": "prod"}]}"#,
];

pub(super) static OLD_REDIS: Rule = rule(
    "EC460",
    "minor-upgrade-on-old-redis",
    Severity::Warning,
    NODES,
    [
        "AutoMinorVersionUpgrade has an effect from Redis 6.0 on.",
        "Before that it is disabled, whatever is asked for.",
        "Leave AutoMinorVersionUpgrade out, or choose a newer version.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "5.0.6", "CacheNodeType": "cache.m6g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "AutoMinorVersionUpgrade": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "AutoMinorVersionUpgrade": true}"#,
        ],
    ),
    check_old_redis,
);

pub(super) static MEMCACHED: Rule = rule(
    "EC461",
    "minor-upgrade-on-memcached",
    Severity::Info,
    CLUSTER,
    [
        "On Memcached AutoMinorVersionUpgrade brings nothing.",
        "Its description speaks of Redis and Valkey only.",
        "Leave AutoMinorVersionUpgrade out.",
        CREATE_CLUSTER,
    ],
    Examples::new(
        &[
            r#"{"CacheClusterId": "pages", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "CacheSubnetGroupName": "private", "AutoMinorVersionUpgrade": true}"#,
        ],
        &[
            r#"{"CacheClusterId": "pages", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "CacheSubnetGroupName": "private"}"#,
        ],
    ),
    check_memcached,
);

pub(super) static OFF: Rule = rule(
    "EC462",
    "minor-upgrade-off",
    Severity::Info,
    NODES,
    [
        "With AutoMinorVersionUpgrade false you apply minor versions yourself.",
        "They bring repairs of faults and of holes; service updates still arrive.",
        "Set AutoMinorVersionUpgrade to true.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AutoMinorVersionUpgrade": false}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AutoMinorVersionUpgrade": true}"#,
        ],
    ),
    check_off,
);

pub(super) static NO_TAGS: Rule = rule(
    "EC485",
    "no-tags",
    Severity::Info,
    ALL,
    [
        "Tags make costs and owners visible.",
        "In a bill of many caches only tags tell which is whose.",
        "Add at least one tag.",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html",
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
        TAGGED,
    ),
    check_tags,
);

pub(super) static REDIS: Rule = rule(
    "EC486",
    "redis-instead-of-valkey",
    Severity::Info,
    &["CreateReplicationGroup", "CreateServerlessCache"],
    [
        "Valkey speaks the protocol of Redis at a lower price.",
        "A Valkey node costs 20 % less than the same Redis node, a serverless cache 33 % less.",
        "Choose Valkey unless a client forbids it.",
        PRICES,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
    ),
    check_redis,
);

pub(super) static NODES_MULTIPLY: Rule = rule(
    "EC487",
    "many-nodes",
    Severity::Info,
    GROUP,
    [
        "Every node is billed: shards times one plus replicas.",
        "Numbers that look small multiply.",
        "Check that so many nodes are meant.",
        PRICES,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "NumNodeGroups": 10, "ReplicasPerNodeGroup": 5}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
    ),
    check_nodes,
);

/// From so many nodes on their number is worth a word.
const MANY: i64 = 12;

fn check_old_redis(scope: &Scope<'_>, report: &mut Report<'_>) {
    let on = scope.flag(n::AUTO_MINOR_VERSION_UPGRADE) == Some(true);
    if on && older(scope, "redis", "6.0") {
        let version = shown(scope.text(n::ENGINE_VERSION).unwrap_or_default());
        let message = format!("Redis {version} is not upgraded by itself");
        report.at(n::AUTO_MINOR_VERSION_UPGRADE, message).fix(
            "Remove AutoMinorVersionUpgrade",
            [scope.remove(n::AUTO_MINOR_VERSION_UPGRADE)],
        );
    }
}

fn check_memcached(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.has(n::AUTO_MINOR_VERSION_UPGRADE) && engine(scope) == Some("memcached") {
        let message = "memcached is not upgraded by itself";
        report.at(n::AUTO_MINOR_VERSION_UPGRADE, message).fix(
            "Remove AutoMinorVersionUpgrade",
            [scope.remove(n::AUTO_MINOR_VERSION_UPGRADE)],
        );
    }
}

fn check_off(scope: &Scope<'_>, report: &mut Report<'_>) {
    let off = scope.flag(n::AUTO_MINOR_VERSION_UPGRADE) == Some(false);
    if off && engine(scope) != Some("memcached") && !older(scope, "redis", "6.0") {
        let edit = scope.set(n::AUTO_MINOR_VERSION_UPGRADE, Value::Bool(true));
        report
            .at(
                n::AUTO_MINOR_VERSION_UPGRADE,
                "minor versions are left to you",
            )
            .fix("Set AutoMinorVersionUpgrade to true", [edit]);
    }
}

fn check_tags(scope: &Scope<'_>, report: &mut Report<'_>) {
    let none = match scope.get(n::TAGS) {
        None => true,
        Some(value) => value.as_list().is_some_and(<[Value]>::is_empty),
    };
    if none && !is_replica(scope) {
        report.at(n::TAGS, "nothing says whose cache this is");
    }
}

fn check_redis(scope: &Scope<'_>, report: &mut Report<'_>) {
    if engine(scope) == Some("redis") && !inherits(scope) {
        report.at(n::ENGINE, "valkey costs less and speaks the same protocol");
    }
}

fn check_nodes(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(nodes) = facts::nodes(scope).filter(|nodes| *nodes >= MANY) else {
        return;
    };
    let member = [n::NUM_NODE_GROUPS, n::NODE_GROUP_CONFIGURATION]
        .into_iter()
        .find(|member| scope.has(member));
    if let Some(member) = member {
        report.at(member, format!("{nodes} nodes are billed"));
    }
}
