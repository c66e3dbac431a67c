//! User groups of a replication group or serverless cache.

use crate::document::{Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::arn::is_identifier;
use super::request::{GROUP, SERVERLESS, engine, inherits, older};
use super::rule;

const RBAC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";
const CREATE_SERVERLESS: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html";

const GOOD: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "UserGroupIds": ["app"]}"#,
];

pub(super) static ARN_GIVEN: Rule = rule(
    "EC320",
    "user-group-arn",
    Severity::Error,
    GROUP,
    [
        "UserGroupIds takes the plain id of a group, not its ARN.",
        "The id is what comes last in the ARN.",
        "Write the id.",
        RBAC,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "UserGroupIds": ["arn:aws:elasticache:us-west-2:123456789012:usergroup:app"]}"#,
        ],
        GOOD,
    ),
    check_arn,
);

pub(super) static SEVERAL: Rule = rule(
    "EC321",
    "several-user-groups",
    Severity::Error,
    GROUP,
    [
        "A replication group takes exactly one user group.",
        "The parameter is a list, but the quota is one and cannot be raised.",
        "Keep one; put all users into it.",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html",
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "UserGroupIds": ["app", "ops"]}"#,
        ],
        GOOD,
    ),
    check_several,
);

pub(super) static WITHOUT_TLS: Rule = rule(
    "EC322",
    "user-group-without-encryption",
    Severity::Error,
    GROUP,
    [
        "A user group can be attached only when TransitEncryptionEnabled is true.",
        "Without encryption in transit passwords would cross the network in the clear.",
        "Set TransitEncryptionEnabled to true.",
        RBAC,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": false, "AtRestEncryptionEnabled": true, "UserGroupIds": ["app"]}"#,
        ],
        GOOD,
    ),
    check_tls,
);

pub(super) static OLD_REDIS: Rule = rule(
    "EC323",
    "user-group-on-old-redis",
    Severity::Error,
    GROUP,
    [
        "User groups need Redis 6.0 or later; every Valkey version has them.",
        "They rest on access control lists, which came with Redis 6.",
        "Choose a newer version, or a token instead of user groups.",
        RBAC,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "5.0.6", "CacheNodeType": "cache.m6g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "UserGroupIds": ["app"]}"#,
        ],
        GOOD,
    ),
    check_version,
);

pub(super) static NONE: Rule = rule(
    "EC324",
    "no-authentication",
    Severity::Info,
    GROUP,
    [
        "With neither a token nor a user group, whoever reaches the port may read and write everything.",
        "Security groups keep strangers out, but not a neighbor that was broken into.",
        "Name a user group in UserGroupIds.",
        RBAC,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
        GOOD,
    ),
    check_none,
);

pub(super) static SERVERLESS_ID: Rule = rule(
    "EC325",
    "serverless-user-group-id",
    Severity::Error,
    SERVERLESS,
    [
        "UserGroupId starts with a letter and goes on with letters, digits and hyphens.",
        "It is the plain id of a user group, not its ARN.",
        "Write the id of a user group.",
        CREATE_SERVERLESS,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "UserGroupId": "app users"}"#,
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "UserGroupId": "arn:aws:elasticache:us-west-2:123456789012:usergroup:app"}"#,
        ],
        &[r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "UserGroupId": "app"}"#],
    ),
    check_serverless_id,
);

pub(super) static SERVERLESS_MEMCACHED: Rule = rule(
    "EC326",
    "user-group-on-memcached",
    Severity::Error,
    SERVERLESS,
    [
        "User groups are for Valkey and Redis.",
        "Memcached has no users in ElastiCache.",
        "Leave UserGroupId out.",
        CREATE_SERVERLESS,
    ],
    Examples::new(
        &[r#"{"ServerlessCacheName": "orders", "Engine": "memcached", "UserGroupId": "app"}"#],
        &[r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "UserGroupId": "app"}"#],
    ),
    check_serverless_engine,
);

pub(super) static SERVERLESS_NONE: Rule = rule(
    "EC327",
    "serverless-without-user-group",
    Severity::Info,
    SERVERLESS,
    [
        "Without a user group any client that reaches the endpoint has full access.",
        "Security groups keep strangers out, but not a neighbor that was broken into.",
        "Name a user group in UserGroupId.",
        RBAC,
    ],
    Examples::new(
        &[r#"{"ServerlessCacheName": "orders", "Engine": "valkey"}"#],
        &[r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "UserGroupId": "app"}"#],
    ),
    check_serverless_none,
);

/// The id in the ARN of a user group.
fn id_of_arn(text: &str) -> Option<&str> {
    let id = text.strip_prefix("arn:")?.rsplit([':', '/']).next()?;
    is_identifier(id).then_some(id)
}

fn check_arn(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, text) in scope.texts(n::USER_GROUP_IDS) {
        if !text.starts_with("arn:") {
            continue;
        }
        let path = Path::root().key(n::USER_GROUP_IDS).index(i);
        let finding = report.at_path(path.clone(), format!("“{}” is an ARN", shown(text)));
        if let Some(id) = id_of_arn(text) {
            let edit = Edit::set(scope.index, path, Value::string(id));
            finding.fix(format!("Write {}", shown(id)), [edit]);
        }
    }
}

fn check_several(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(items @ [first, _, ..]) = scope.items(n::USER_GROUP_IDS) {
        let message = format!("{} user groups, one is allowed", items.len());
        let kept = Value::list([first.clone()]);
        report
            .at(n::USER_GROUP_IDS, message)
            .fix("Keep the first", [scope.set(n::USER_GROUP_IDS, kept)]);
    }
}

fn names_groups(scope: &Scope<'_>) -> bool {
    scope
        .items(n::USER_GROUP_IDS)
        .is_some_and(|ids| !ids.is_empty())
}

fn check_tls(scope: &Scope<'_>, report: &mut Report<'_>) {
    let encrypted = match scope.get(n::TRANSIT_ENCRYPTION_ENABLED) {
        // Where Valkey says nothing about encryption, that is what is reported.
        None => engine(scope) == Some("valkey"),
        Some(value) => value.as_bool().unwrap_or(true),
    };
    if names_groups(scope) && !encrypted && !inherits(scope) {
        report
            .at(
                n::USER_GROUP_IDS,
                "a user group needs TransitEncryptionEnabled true",
            )
            .fix(
                "Set TransitEncryptionEnabled to true",
                [scope.set(n::TRANSIT_ENCRYPTION_ENABLED, Value::Bool(true))],
            );
    }
}

fn check_version(scope: &Scope<'_>, report: &mut Report<'_>) {
    if names_groups(scope) && older(scope, "redis", "6.0") {
        let version = scope.text(n::ENGINE_VERSION).unwrap_or_default();
        let message = format!("Redis {} has no user groups", shown(version));
        report.at(n::USER_GROUP_IDS, message);
    }
}

fn check_none(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !scope.has(n::AUTH_TOKEN) && !scope.has(n::USER_GROUP_IDS) && !inherits(scope) {
        report.at(n::USER_GROUP_IDS, "clients need no password");
    }
}

fn check_serverless_id(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(id) = scope.text(n::USER_GROUP_ID) else {
        return;
    };
    if is_identifier(id) {
        return;
    }
    let finding = report.at(
        n::USER_GROUP_ID,
        format!("“{}” is no id of a user group", shown(id)),
    );
    if let Some(id) = id_of_arn(id) {
        let edit = scope.set(n::USER_GROUP_ID, Value::string(id));
        finding.fix(format!("Write {}", shown(id)), [edit]);
    }
}

fn check_serverless_engine(scope: &Scope<'_>, report: &mut Report<'_>) {
    if engine(scope) == Some("memcached") && scope.has(n::USER_GROUP_ID) {
        report
            .at(n::USER_GROUP_ID, "memcached takes no user group")
            .fix("Remove UserGroupId", [scope.remove(n::USER_GROUP_ID)]);
    }
}

fn check_serverless_none(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !scope.has(n::USER_GROUP_ID) && engine(scope).is_some_and(|engine| engine != "memcached") {
        report.at(n::USER_GROUP_ID, "clients need no password");
    }
}
