//! Encryption in transit.

use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::request::{CLUSTER, GROUP, NODES, engine, inherits, older, speaks_redis, version};
use super::rule;

const TLS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html";
const TLS_MEMCACHED: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-mc.html";
const CREATE_GROUP: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html";

pub(super) static WITHOUT_SUBNET_GROUP: Rule = rule(
    "EC304",
    "encryption-without-subnet-group",
    Severity::Warning,
    NODES,
    [
        "With encryption or a token, name a cache subnet group.",
        "The API's description asks for one; without it the default group is used, which not every account has.",
        "Set CacheSubnetGroupName.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "TransitEncryptionEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
            r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "pages", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}}]}"#,
        ],
    ),
    check_subnet_group,
);

pub(super) static OLD_REDIS: Rule = rule(
    "EC305",
    "encryption-on-old-redis",
    Severity::Warning,
    GROUP,
    [
        "Encryption and tokens need Redis 4.0.10 or later.",
        "Versions before it have neither encryption in transit nor at rest; 3.2.6 had both, but is withdrawn.",
        "Choose a newer version.",
        TLS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "4.0.9", "CacheNodeType": "cache.m4.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true}"#,
        ],
    ),
    check_old_redis,
);

pub(super) static UNSTATED: Rule = rule(
    "EC330",
    "encryption-unstated-for-valkey",
    Severity::Error,
    GROUP,
    [
        "A Valkey group states TransitEncryptionEnabled, as true or as false.",
        "Its default is not that of Redis, so the choice has to be made.",
        "Set TransitEncryptionEnabled to true.",
        "https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md",
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
    ),
    check_unstated,
);

pub(super) static MODE_ALONE: Rule = rule(
    "EC332",
    "encryption-mode-without-encryption",
    Severity::Error,
    GROUP,
    [
        "TransitEncryptionMode has a meaning only with TransitEncryptionEnabled true.",
        "It says whether clients may or must encrypt, which needs encryption.",
        "Set TransitEncryptionEnabled to true, or leave the mode out.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": false, "AtRestEncryptionEnabled": true, "TransitEncryptionMode": "required"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "TransitEncryptionMode": "required"}"#,
        ],
    ),
    check_mode_alone,
);

pub(super) static MODE_OLD_REDIS: Rule = rule(
    "EC333",
    "encryption-mode-on-old-redis",
    Severity::Warning,
    GROUP,
    [
        "TransitEncryptionMode is of use from Redis 7.0.",
        "The mode is a step on the way from plain to encrypted connections of a live group, which came with Redis 7.",
        "Leave TransitEncryptionMode out, or choose a newer version.",
        TLS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.2", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "TransitEncryptionMode": "required"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "TransitEncryptionMode": "required"}"#,
        ],
    ),
    check_mode_version,
);

pub(super) static PREFERRED: Rule = rule(
    "EC334",
    "encryption-preferred-only",
    Severity::Warning,
    GROUP,
    [
        "In the mode preferred clients may still connect without encryption.",
        "It is meant for moving a live group to encryption; a new group has no old clients.",
        "Set TransitEncryptionMode to required, or leave it out.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "TransitEncryptionMode": "preferred"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "TransitEncryptionMode": "required"}"#,
        ],
    ),
    check_preferred,
);

pub(super) static PREFERRED_WITH_PASSWORDS: Rule = rule(
    "EC335",
    "passwords-without-required-encryption",
    Severity::Warning,
    GROUP,
    [
        "The mode preferred does not go well with a token or user groups.",
        "A client that connects without encryption sends its password in the clear; AWS may refuse it.",
        "Set TransitEncryptionMode to required.",
        TLS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "TransitEncryptionMode": "preferred", "UserGroupIds": ["app"]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "TransitEncryptionMode": "required", "UserGroupIds": ["app"]}"#,
        ],
    ),
    check_preferred_with_passwords,
);

pub(super) static OLD_MEMCACHED: Rule = rule(
    "EC336",
    "encryption-on-old-memcached",
    Severity::Error,
    CLUSTER,
    [
        "Memcached encrypts in transit from 1.6.12.",
        "Older versions speak no TLS.",
        "Choose a newer version.",
        TLS_MEMCACHED,
    ],
    Examples::new(
        &[
            r#"{"CacheClusterId": "pages", "Engine": "memcached", "EngineVersion": "1.6.6", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
        &[
            r#"{"CacheClusterId": "pages", "Engine": "memcached", "EngineVersion": "1.6.12", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
    ),
    check_old_memcached,
);

pub(super) static STANDALONE: Rule = rule(
    "EC337",
    "encryption-on-single-redis-node",
    Severity::Error,
    CLUSTER,
    [
        "CreateCacheCluster makes no Redis node with encryption in transit.",
        "Redis has it in replication groups only; a group of one node is the same thing with more choices.",
        "Create a replication group with NumCacheClusters 1, or leave TransitEncryptionEnabled out.",
        TLS,
    ],
    Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private"}"#,
        ],
    ),
    check_standalone,
);

pub(super) static FIXED_FOR_MEMCACHED: Rule = rule(
    "EC338",
    "memcached-encryption-is-fixed",
    Severity::Info,
    CLUSTER,
    [
        "On memcached encryption is chosen at creation and cannot be switched later.",
        "Clients have to speak TLS from the first day to the last.",
        "Make sure that every client speaks TLS.",
        TLS_MEMCACHED,
    ],
    Examples::new(
        &[
            r#"{"CacheClusterId": "pages", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
        &[
            r#"{"CacheClusterId": "pages", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "CacheSubnetGroupName": "private"}"#,
        ],
    ),
    check_memcached_fixed,
);

pub(super) static OFF: Rule = rule(
    "EC339",
    "encryption-in-transit-off",
    Severity::Warning,
    GROUP,
    [
        "Without encryption in transit keys and values cross the network in the clear.",
        "Neither a token nor user groups can be used either.",
        "Set TransitEncryptionEnabled to true.",
        TLS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": false}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
    ),
    check_off,
);

pub(super) static ABSENT: Rule = rule(
    "EC340",
    "encryption-in-transit-not-chosen",
    Severity::Info,
    GROUP,
    [
        "Redis groups do not encrypt in transit unless asked to.",
        "Keys and values cross the network in the clear, and neither a token nor user groups can be used.",
        "Set TransitEncryptionEnabled to true.",
        TLS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "AtRestEncryptionEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true}"#,
        ],
    ),
    check_absent,
);

fn encrypts(scope: &Scope<'_>) -> bool {
    scope.flag(n::TRANSIT_ENCRYPTION_ENABLED) == Some(true)
}

fn check_subnet_group(scope: &Scope<'_>, report: &mut Report<'_>) {
    let reason = if encrypts(scope) {
        "encryption in transit"
    } else if scope.flag(n::AT_REST_ENCRYPTION_ENABLED) == Some(true) {
        "encryption at rest"
    } else if scope.has(n::AUTH_TOKEN) {
        "a token"
    } else {
        return;
    };
    // IPv6 asks for a subnet group of its own, in a rule of its own.
    let ipv6 = matches!(scope.text(n::NETWORK_TYPE), Some("ipv6" | "dual_stack"));
    if !scope.has(n::CACHE_SUBNET_GROUP_NAME) && !inherits(scope) && !ipv6 {
        let message = format!("{reason} without a cache subnet group");
        report.at(n::CACHE_SUBNET_GROUP_NAME, message);
    }
}

fn check_old_redis(scope: &Scope<'_>, report: &mut Report<'_>) {
    let wanted = [
        (encrypts(scope), "encryption in transit"),
        (
            scope.flag(n::AT_REST_ENCRYPTION_ENABLED) == Some(true),
            "encryption at rest",
        ),
        (scope.has(n::AUTH_TOKEN), "token"),
    ];
    let Some((_, what)) = wanted.iter().find(|(wanted, _)| *wanted) else {
        return;
    };
    let text = scope.text(n::ENGINE_VERSION).unwrap_or_default();
    // Older ones are withdrawn, which is reported whatever they are to do.
    if older(scope, "redis", "4.0.10") && !older(scope, "redis", "4.0") {
        let message = format!("Redis {} has no {what}", shown(text));
        report.at(n::ENGINE_VERSION, message);
    }
}

fn check_unstated(scope: &Scope<'_>, report: &mut Report<'_>) {
    let stated = scope.has(n::TRANSIT_ENCRYPTION_ENABLED);
    if engine(scope) == Some("valkey") && !stated && !inherits(scope) {
        let message = "a Valkey group says whether it encrypts in transit";
        report.at(n::TRANSIT_ENCRYPTION_ENABLED, message).fix(
            "Set TransitEncryptionEnabled to true",
            [scope.set(n::TRANSIT_ENCRYPTION_ENABLED, Value::Bool(true))],
        );
    }
}

fn check_mode_alone(scope: &Scope<'_>, report: &mut Report<'_>) {
    let encrypted = match scope.get(n::TRANSIT_ENCRYPTION_ENABLED) {
        None => engine(scope) == Some("valkey"),
        Some(value) => value.as_bool().unwrap_or(true),
    };
    if scope.has(n::TRANSIT_ENCRYPTION_MODE) && !encrypted && !inherits(scope) {
        let message = "a mode without TransitEncryptionEnabled true";
        report.at(n::TRANSIT_ENCRYPTION_MODE, message).fix(
            "Set TransitEncryptionEnabled to true",
            [scope.set(n::TRANSIT_ENCRYPTION_ENABLED, Value::Bool(true))],
        );
    }
}

fn check_mode_version(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.has(n::TRANSIT_ENCRYPTION_MODE) && older(scope, "redis", "7.0") {
        let version = scope.text(n::ENGINE_VERSION).unwrap_or_default();
        let message = format!("Redis {} has no use for a mode", shown(version));
        report.at(n::TRANSIT_ENCRYPTION_MODE, message).fix(
            "Remove TransitEncryptionMode",
            [scope.remove(n::TRANSIT_ENCRYPTION_MODE)],
        );
    }
}

fn prefers(scope: &Scope<'_>) -> bool {
    scope.text(n::TRANSIT_ENCRYPTION_MODE) == Some("preferred")
}

fn has_passwords(scope: &Scope<'_>) -> bool {
    scope.has(n::AUTH_TOKEN) || scope.has(n::USER_GROUP_IDS)
}

fn require(scope: &Scope<'_>, report: &mut Report<'_>, message: &str) {
    report.at(n::TRANSIT_ENCRYPTION_MODE, message).fix(
        "Set TransitEncryptionMode to required",
        [scope.set(n::TRANSIT_ENCRYPTION_MODE, Value::string("required"))],
    );
}

fn check_preferred(scope: &Scope<'_>, report: &mut Report<'_>) {
    if prefers(scope) && !has_passwords(scope) {
        require(
            scope,
            report,
            "clients may still connect without encryption",
        );
    }
}

fn check_preferred_with_passwords(scope: &Scope<'_>, report: &mut Report<'_>) {
    if prefers(scope) && has_passwords(scope) {
        require(
            scope,
            report,
            "passwords may cross the network without encryption",
        );
    }
}

fn check_old_memcached(scope: &Scope<'_>, report: &mut Report<'_>) {
    if encrypts(scope) && older(scope, "memcached", "1.6.12") {
        let version = scope.text(n::ENGINE_VERSION).unwrap_or_default();
        let message = format!("memcached {} does not encrypt, 1.6.12 does", shown(version));
        report.at(n::ENGINE_VERSION, message);
    }
}

fn check_standalone(scope: &Scope<'_>, report: &mut Report<'_>) {
    if encrypts(scope) && engine(scope).is_some_and(speaks_redis) && !inherits(scope) {
        let message = "a single Redis node does not encrypt in transit; a replication group does";
        report.at(n::TRANSIT_ENCRYPTION_ENABLED, message).fix(
            "Remove TransitEncryptionEnabled",
            [scope.remove(n::TRANSIT_ENCRYPTION_ENABLED)],
        );
    }
}

fn check_memcached_fixed(scope: &Scope<'_>, report: &mut Report<'_>) {
    if encrypts(scope) && engine(scope) == Some("memcached") {
        let message = "every client must speak TLS, for as long as the cluster lives";
        report.at(n::TRANSIT_ENCRYPTION_ENABLED, message);
    }
}

fn check_off(scope: &Scope<'_>, report: &mut Report<'_>) {
    let off = scope.flag(n::TRANSIT_ENCRYPTION_ENABLED) == Some(false);
    // With a token, user groups or a mode it is an error, which is reported there.
    let elsewhere = has_passwords(scope) || scope.has(n::TRANSIT_ENCRYPTION_MODE);
    if off && !elsewhere && !inherits(scope) {
        let message = "keys and values cross the network in the clear";
        report.at(n::TRANSIT_ENCRYPTION_ENABLED, message).fix(
            "Set TransitEncryptionEnabled to true",
            [scope.set(n::TRANSIT_ENCRYPTION_ENABLED, Value::Bool(true))],
        );
    }
}

fn check_absent(scope: &Scope<'_>, report: &mut Report<'_>) {
    let able = version(scope).is_none_or(|version| version.at_least("4.0.10"));
    let elsewhere = has_passwords(scope) || scope.has(n::TRANSIT_ENCRYPTION_MODE);
    let absent = !scope.has(n::TRANSIT_ENCRYPTION_ENABLED);
    if absent && engine(scope) == Some("redis") && able && !elsewhere && !inherits(scope) {
        let message = "keys and values cross the network in the clear";
        report.at(n::TRANSIT_ENCRYPTION_ENABLED, message).fix(
            "Set TransitEncryptionEnabled to true",
            [scope.set(n::TRANSIT_ENCRYPTION_ENABLED, Value::Bool(true))],
        );
    }
}
