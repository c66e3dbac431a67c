//! Caches that name a user group of the document.

use std::collections::BTreeMap;

use super::members::{Group, groups};
use crate::catalog::Version;
use crate::document::{Document, Edit, Path, Resource};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Check, Examples, Report, Rule, Severity, shown};

const RBAC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";
const IAM: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html";

const GOOD: &[&str] = &[
    r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}, {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "valkey", "UserIds": ["app"]}}, {"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.0", "CacheNodeType": "cache.r7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheParameterGroupName": "default.valkey8", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "CacheSubnetGroupName": "private", "UserGroupIds": ["team"]}}]}"#,
];

const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    texts: [&'static str; 4],
    bad: &'static [&'static str],
    check: fn(&Document, &mut Report<'_>),
) -> Rule {
    Rule {
        code,
        name,
        severity,
        operations: &["CreateReplicationGroup", "CreateServerlessCache"],
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: texts[3],
        examples: Examples::new(bad, GOOD),
        check: Check::Document(check),
    }
}

pub(super) static ENGINE: Rule = rule(
    "EC682",
    "redis-cache-with-valkey-group",
    Severity::Error,
    [
        "A cache of Redis OSS takes user groups for redis only.",
        "Groups for valkey fit caches of Valkey only; those take groups of both kinds.",
        "Name a group for redis, or make the cache one of Valkey.",
        RBAC,
    ],
    &[
        r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}, {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "valkey", "UserIds": ["app"]}}, {"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.r7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheParameterGroupName": "default.redis7", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "CacheSubnetGroupName": "private", "UserGroupIds": ["team"]}}]}"#,
    ],
    check_engine,
);

pub(super) static TOO_EARLY: Rule = rule(
    "EC683",
    "cache-before-its-user-group",
    Severity::Info,
    [
        "The document makes the cache before the user group that it names.",
        "Every output lists the group first, because it must exist; the document reads better in the same order.",
        "Move the cache below the group.",
        RBAC,
    ],
    &[
        r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}, {"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.0", "CacheNodeType": "cache.r7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheParameterGroupName": "default.valkey8", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "CacheSubnetGroupName": "private", "UserGroupIds": ["team"]}}, {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "valkey", "UserIds": ["app"]}}]}"#,
    ],
    check_too_early,
);

pub(super) static IAM_VERSION: Rule = rule(
    "EC684",
    "iam-user-of-an-old-cache",
    Severity::Error,
    [
        "Users that sign in with IAM need Valkey 7.2 or Redis OSS 7.0, or later.",
        "Older versions know no such way to sign in.",
        "Raise the cache's version, or give the user a password.",
        IAM,
    ],
    &[
        r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "app", "Engine": "redis", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Type": "iam"}}}, {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "redis", "UserIds": ["default", "app"]}}, {"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.2", "CacheNodeType": "cache.r7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheParameterGroupName": "default.redis6.x", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "CacheSubnetGroupName": "private", "UserGroupIds": ["team"]}}]}"#,
    ],
    check_iam,
);

/// A cache of the document that names a group of the document.
struct Use<'a> {
    index: usize,
    path: Path,
    engine: Option<&'a str>,
    version: Option<Version>,
    group: &'a Group<'a>,
}

impl Use<'_> {
    fn is_redis(&self) -> bool {
        self.engine
            .is_some_and(|engine| engine.eq_ignore_ascii_case("redis"))
    }
}

fn named(resource: &Resource) -> Vec<(Path, &str)> {
    let parameters = &resource.parameters;
    match &*resource.operation {
        "CreateReplicationGroup" => parameters
            .texts(n::USER_GROUP_IDS)
            .map(|(at, id)| (Path::root().key(n::USER_GROUP_IDS).index(at), id))
            .collect(),
        "CreateServerlessCache" => parameters
            .text(n::USER_GROUP_ID)
            .map(|id| (Path::root().key(n::USER_GROUP_ID), id))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

fn each_use(document: &Document, mut visit: impl FnMut(&Use<'_>)) {
    let groups = groups(document);
    let by_id: BTreeMap<(&str, String), &Group<'_>> = groups
        .iter()
        .filter_map(|group| Some(((group.region, group.id?.to_ascii_lowercase()), group)))
        .collect();
    if by_id.is_empty() {
        return;
    }
    for (index, resource) in document.resources.iter().enumerate() {
        if &*resource.service != "elasticache" {
            continue;
        }
        for (path, id) in named(resource) {
            let key = (document.region_of(resource), id.to_ascii_lowercase());
            if let Some(group) = by_id.get(&key) {
                visit(&Use {
                    index,
                    path,
                    engine: resource.parameters.text(n::ENGINE),
                    version: resource
                        .parameters
                        .text(n::ENGINE_VERSION)
                        .and_then(Version::parse),
                    group,
                });
            }
        }
    }
}

fn check_engine(document: &Document, report: &mut Report<'_>) {
    each_use(document, |cache| {
        if cache.is_redis() && cache.group.is_for("valkey") {
            let id = shown(cache.group.id.unwrap_or_default());
            let message = format!("the user group {id} is for valkey, the cache is of redis");
            report.at_resource(cache.index, cache.path.clone(), message);
        }
    });
}

fn check_too_early(document: &Document, report: &mut Report<'_>) {
    each_use(document, |cache| {
        if cache.group.index > cache.index {
            let id = shown(cache.group.id.unwrap_or_default());
            let message = format!(
                "the user group {id} is made later, by resource {}",
                cache.group.index + 1
            );
            let edit = Edit::MoveResource {
                resource: cache.index,
                to: cache.group.index,
            };
            report
                .at_resource(cache.index, cache.path.clone(), message)
                .fix("Move the cache below the group", [edit]);
        }
    });
}

fn check_iam(document: &Document, report: &mut Report<'_>) {
    each_use(document, |cache| {
        // Before 6.0 there are no user groups at all, which another rule says.
        let old = cache
            .version
            .is_some_and(|version| version.at_least("6.0") && !version.at_least("7.0"));
        let user = cache.group.members.iter().find(|member| member.iam);
        if let Some(user) = user.filter(|_| old && cache.is_redis()) {
            let message = format!(
                "the user {} of the group signs in with IAM, which needs version 7.0",
                shown(user.id)
            );
            report.at_resource(cache.index, cache.path.clone(), message);
        }
    });
}
