//! The cache subnet group that a cluster is put into.

use crate::document::{Document, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

use super::arn::is_ec2_id;
use super::request::{NODES, is_replica};
use super::rule;

const SUBNET_GROUPS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html";
const CREATE: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html";
const LONGEST: usize = 255;
const GOOD: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
    r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private"}}]}"#,
];

pub(super) static CHARACTERS: Rule = rule(
    "EC365",
    "subnet-group-name-character",
    Severity::Error,
    NODES,
    [
        "A subnet group's name holds letters, digits and hyphens only.",
        "No subnet group can have another name, so none is found.",
        "Write the name of a cache subnet group.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "my_subnets", "TransitEncryptionEnabled": true}"#,
        ],
        GOOD,
    ),
    check_characters,
);

pub(super) static LENGTH: Rule = rule(
    "EC366",
    "subnet-group-name-length",
    Severity::Error,
    NODES,
    [
        "A subnet group's name has at most 255 characters.",
        "No subnet group can have a longer name, so none is found.",
        "Write the name of a cache subnet group.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-", "TransitEncryptionEnabled": true}"#,
        ],
        GOOD,
    ),
    check_length,
);

pub(super) static EMPTY: Rule = rule(
    "EC367",
    "subnet-group-name-empty",
    Severity::Error,
    NODES,
    [
        "An empty subnet group name is not the same as none.",
        "AWS looks for a group of that name.",
        "Leave CacheSubnetGroupName out, or write a name.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": ""}}]}"#,
        ],
        GOOD,
    ),
    check_empty,
);

pub(super) static CASE: Rule = rule(
    "EC368",
    "subnet-group-name-in-upper-case",
    Severity::Warning,
    NODES,
    [
        "Subnet group names are stored in lower case.",
        "The group is found, but other tools that compare names see two.",
        "Write the name in lower case.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "Private", "TransitEncryptionEnabled": true}"#,
        ],
        GOOD,
    ),
    check_case,
);

pub(super) static SUBNET: Rule = rule(
    "EC369",
    "subnet-instead-of-subnet-group",
    Severity::Warning,
    NODES,
    [
        "The value looks like the id of a subnet.",
        "The parameter takes the name of a cache subnet group, which lists subnets.",
        "Create a cache subnet group with the subnet, and name that.",
        SUBNET_GROUPS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "subnet-0123456789abcdef0", "TransitEncryptionEnabled": true}"#,
        ],
        GOOD,
    ),
    check_subnet,
);

pub(super) static NONE: Rule = rule(
    "EC370",
    "no-subnet-group",
    Severity::Info,
    NODES,
    [
        "Without a subnet group the nodes land in the default VPC.",
        "Production caches belong in private subnets of their own.",
        "Set CacheSubnetGroupName.",
        SUBNET_GROUPS,
    ],
    Examples::new(
        &[
            r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1}}]}"#,
        ],
        GOOD,
    ),
    check_none,
);

pub(super) static LATER: Rule = Rule {
    check: Check::Document(check_order),
    ..rule(
        "EC371",
        "subnet-group-made-later",
        Severity::Warning,
        NODES,
        [
            "The subnet group has to exist before the cluster is created.",
            "The requests of a document run in its order, and this one comes before the one that makes the group.",
            "Move the subnet group up.",
            CREATE,
        ],
        Examples::new(
            &[
                r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private"}}, {"operation": "CreateCacheSubnetGroup", "parameters": {"CacheSubnetGroupName": "private", "CacheSubnetGroupDescription": "Private subnets", "SubnetIds": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]}}]}"#,
            ],
            &[
                r#"{"resources": [{"operation": "CreateCacheSubnetGroup", "parameters": {"CacheSubnetGroupName": "private", "CacheSubnetGroupDescription": "Private subnets", "SubnetIds": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]}}, {"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private"}}]}"#,
            ],
        ),
        |_, _| {},
    )
};

fn name<'a>(scope: &Scope<'a>) -> Option<&'a str> {
    scope.text(n::CACHE_SUBNET_GROUP_NAME)
}

fn is_odd(c: char) -> bool {
    !c.is_ascii_alphanumeric() && c != '-' && c != '\0'
}

fn check_characters(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(name) = name(scope) else { return };
    if let Some(odd) = name.chars().find(|c| is_odd(*c)) {
        let message = format!(
            "“{}” holds “{}”, no letter, digit or hyphen",
            shown(name),
            shown(&odd.to_string())
        );
        report.at(n::CACHE_SUBNET_GROUP_NAME, message);
    }
}

fn check_length(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(length) = name(scope).map(|name| name.chars().count()) else {
        return;
    };
    if length > LONGEST {
        let message = format!("{length} characters, at most {LONGEST} are allowed");
        report.at(n::CACHE_SUBNET_GROUP_NAME, message);
    }
}

fn check_empty(scope: &Scope<'_>, report: &mut Report<'_>) {
    if name(scope) == Some("") {
        report
            .at(n::CACHE_SUBNET_GROUP_NAME, "the name is empty")
            .fix(
                "Remove CacheSubnetGroupName",
                [scope.remove(n::CACHE_SUBNET_GROUP_NAME)],
            );
    }
}

fn check_case(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(name) = name(scope) else { return };
    let lower = name.to_ascii_lowercase();
    if lower != name && !name.contains(is_odd) {
        let message = format!("“{}” is stored in lower case", shown(name));
        let edit = scope.set(n::CACHE_SUBNET_GROUP_NAME, Value::string(&*lower));
        report
            .at(n::CACHE_SUBNET_GROUP_NAME, message)
            .fix(format!("Write {}", shown(&lower)), [edit]);
    }
}

fn check_subnet(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(name) = name(scope).filter(|name| is_ec2_id(name, "subnet-")) {
        let message = format!("“{}” looks like a subnet, not a subnet group", shown(name));
        report.at(n::CACHE_SUBNET_GROUP_NAME, message);
    }
}

fn check_none(scope: &Scope<'_>, report: &mut Report<'_>) {
    let on = |member| scope.flag(member) == Some(true);
    let elsewhere = on(n::TRANSIT_ENCRYPTION_ENABLED)
        || on(n::AT_REST_ENCRYPTION_ENABLED)
        || scope.has(n::AUTH_TOKEN)
        || matches!(scope.text(n::NETWORK_TYPE), Some("ipv6" | "dual_stack"));
    let replica = is_replica(scope);
    if !scope.has(n::CACHE_SUBNET_GROUP_NAME) && !elsewhere && !replica {
        report.at(
            n::CACHE_SUBNET_GROUP_NAME,
            "the nodes land in the default VPC",
        );
    }
}

fn check_order(document: &Document, report: &mut Report<'_>) {
    let named = |index: usize| {
        let resource = &document.resources[index];
        let name = resource.parameters.text(n::CACHE_SUBNET_GROUP_NAME)?;
        Some((name.to_ascii_lowercase(), document.region_of(resource)))
    };
    let groups: Vec<(usize, (String, &str))> = (0..document.resources.len())
        .filter(|i| &*document.resources[*i].operation == "CreateCacheSubnetGroup")
        .filter_map(|i| Some((i, named(i)?)))
        .collect();
    let last: std::collections::BTreeMap<_, _> =
        groups.into_iter().map(|(i, key)| (key, i)).collect();
    for (i, resource) in document.resources.iter().enumerate() {
        let Some(made) = named(i).and_then(|key| last.get(&key).copied()) else {
            continue;
        };
        if made > i && NODES.contains(&&*resource.operation) {
            let message = format!(
                "the subnet group is made by resource {}, after this one",
                made + 1
            );
            let path = crate::document::Path::root().key(n::CACHE_SUBNET_GROUP_NAME);
            let edit = crate::document::Edit::MoveResource {
                resource: made,
                to: i,
            };
            report
                .at_resource(i, path, message)
                .fix("Move the subnet group up", [edit]);
        }
    }
}
