//! Security groups: those of a VPC, and cache security groups, which are gone.

use std::collections::BTreeSet;

use crate::document::{Edit, Path};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::arn::is_ec2_id;
use super::request::{ALL, NODES, inherits, is_replica};
use super::rule;

const VPC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VPCs.EC.html";
const CREATE_CLUSTER: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html";
/// The requests that take ids of security groups; the shortest to write comes first.
const GROUPED: &[&str] = &[
    "CreateServerlessCache",
    "CreateReplicationGroup",
    "CreateCacheCluster",
    "ModifyReplicationGroup",
    "ModifyCacheCluster",
    "ModifyServerlessCache",
];
const GOOD: &[&str] = &[
    r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SecurityGroupIds": ["sg-0123456789abcdef0", "sg-01234567"]}"#,
];
const GOOD_GROUP: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SecurityGroupIds": ["sg-0123456789abcdef0"]}"#,
];

pub(super) static NOT_AN_ID: Rule = rule(
    "EC355",
    "security-group-id",
    Severity::Error,
    GROUPED,
    [
        "A security group id is sg- and 8 or 17 lower-case hexadecimal digits.",
        "Names, such as default, are not looked up.",
        "Copy the id from the VPC console.",
        VPC,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SecurityGroupIds": ["default"]}"#,
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SecurityGroupIds": ["sg-0123456789ABCDEF0"]}"#,
        ],
        GOOD,
    ),
    check_ids,
);

pub(super) static TWICE: Rule = rule(
    "EC356",
    "duplicate-security-group",
    Severity::Warning,
    GROUPED,
    [
        "A security group is listed twice.",
        "The second mention adds nothing.",
        "Remove one of them.",
        VPC,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SecurityGroupIds": ["sg-01234567", "sg-01234567"]}"#,
        ],
        GOOD,
    ),
    check_twice,
);

pub(super) static NONE: Rule = rule(
    "EC357",
    "no-security-group",
    Severity::Info,
    ALL,
    [
        "Without SecurityGroupIds the default security group of the VPC is used.",
        "That group is often shared with much else; one of its own opens only the cache's port, only to its clients.",
        "Set SecurityGroupIds.",
        VPC,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
        GOOD_GROUP,
    ),
    check_none,
);

pub(super) static IN_VPC: Rule = rule(
    "EC358",
    "cache-security-group-in-vpc",
    Severity::Error,
    NODES,
    [
        "Cache security groups do not go with a cache subnet group.",
        "They were for clusters outside of a VPC; a subnet group puts the cluster into one.",
        "Remove CacheSecurityGroupNames and set SecurityGroupIds.",
        CREATE_CLUSTER,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheSecurityGroupNames": ["web"]}"#,
        ],
        GOOD_GROUP,
    ),
    check_in_vpc,
);

pub(super) static BOTH: Rule = rule(
    "EC359",
    "both-kinds-of-security-group",
    Severity::Error,
    NODES,
    [
        "A request has SecurityGroupIds or CacheSecurityGroupNames, never both.",
        "The former belong to clusters in a VPC, the latter to those outside of one.",
        "Remove CacheSecurityGroupNames.",
        CREATE_CLUSTER,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheSecurityGroupNames": ["web"], "SecurityGroupIds": ["sg-01234567"]}"#,
        ],
        GOOD_GROUP,
    ),
    check_both,
);

pub(super) static GONE: Rule = rule(
    "EC360",
    "cache-security-group-is-gone",
    Severity::Warning,
    NODES,
    [
        "Cache security groups have nothing left to protect.",
        "They were for EC2-Classic, which is retired; every new cluster is in a VPC.",
        "Remove CacheSecurityGroupNames and set SecurityGroupIds.",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Migrating-ec2-classic_to_VPC.html",
    ],
    Examples::new(
        &[
            r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSecurityGroupNames": ["web"]}}]}"#,
        ],
        GOOD_GROUP,
    ),
    check_gone,
);

fn check_ids(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, id) in scope.texts(n::SECURITY_GROUP_IDS) {
        if !is_ec2_id(id, "sg-") {
            let path = Path::root().key(n::SECURITY_GROUP_IDS).index(i);
            report.at_path(
                path,
                format!("“{}” is no id of a security group", shown(id)),
            );
        }
    }
}

fn check_twice(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for (i, id) in scope.texts(n::SECURITY_GROUP_IDS) {
        if !seen.insert(id) {
            let path = Path::root().key(n::SECURITY_GROUP_IDS).index(i);
            report
                .at_path(path.clone(), format!("“{}” is listed twice", shown(id)))
                .fix("Remove it", [Edit::remove(scope.index, path)]);
        }
    }
}

/// Whether a list is there and names something.
fn lists(scope: &Scope<'_>, member: &str) -> bool {
    scope.items(member).is_some_and(|items| !items.is_empty())
}

fn check_none(scope: &Scope<'_>, report: &mut Report<'_>) {
    let named = scope.has(n::SECURITY_GROUP_IDS) || scope.has(n::CACHE_SECURITY_GROUP_NAMES);
    if !named && !is_replica(scope) {
        report.at(
            n::SECURITY_GROUP_IDS,
            "the default security group of the VPC is used",
        );
    }
}

fn drop_names(scope: &Scope<'_>, report: &mut Report<'_>, message: &str) {
    report.at(n::CACHE_SECURITY_GROUP_NAMES, message).fix(
        "Remove CacheSecurityGroupNames",
        [scope.remove(n::CACHE_SECURITY_GROUP_NAMES)],
    );
}

fn check_in_vpc(scope: &Scope<'_>, report: &mut Report<'_>) {
    let both = lists(scope, n::SECURITY_GROUP_IDS);
    let vpc = scope.has(n::CACHE_SUBNET_GROUP_NAME);
    if lists(scope, n::CACHE_SECURITY_GROUP_NAMES) && vpc && !both && !inherits(scope) {
        drop_names(
            scope,
            report,
            "cache security groups do not go with a subnet group",
        );
    }
}

fn check_both(scope: &Scope<'_>, report: &mut Report<'_>) {
    let both = lists(scope, n::CACHE_SECURITY_GROUP_NAMES) && lists(scope, n::SECURITY_GROUP_IDS);
    if both && !inherits(scope) {
        drop_names(
            scope,
            report,
            "cache security groups do not go with SecurityGroupIds",
        );
    }
}

fn check_gone(scope: &Scope<'_>, report: &mut Report<'_>) {
    let vpc = scope.has(n::CACHE_SUBNET_GROUP_NAME) || lists(scope, n::SECURITY_GROUP_IDS);
    if lists(scope, n::CACHE_SECURITY_GROUP_NAMES) && !vpc && !inherits(scope) {
        drop_names(scope, report, "cache security groups went with EC2-Classic");
    }
}
