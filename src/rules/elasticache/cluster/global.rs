//! Groups that join a global datastore.

use super::sources;
use crate::catalog;
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const GROUP: &[&str] = &["CreateReplicationGroup"];
const PAGE: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html";
/// What a secondary takes from its global datastore.
const INHERITED: &[(&str, &str)] = &[
    (n::ENGINE, "the engine"),
    (n::ENGINE_VERSION, "the version"),
    (n::CACHE_NODE_TYPE, "the node type"),
    (n::NUM_NODE_GROUPS, "the number of shards"),
    (n::CACHE_PARAMETER_GROUP_NAME, "the parameter group"),
    (n::SNAPSHOT_ARNS, "the data"),
    (n::SNAPSHOT_NAME, "the data"),
    (n::SERVERLESS_CACHE_SNAPSHOT_NAME, "the data"),
    (n::TRANSIT_ENCRYPTION_ENABLED, "encryption"),
    (n::AT_REST_ENCRYPTION_ENABLED, "encryption"),
];

pub(super) static INHERITS: Rule = Rule {
    code: "EC170",
    name: "secondary-with-inherited-parameter",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A group that joins a global datastore takes engine, version, nodes, shards, parameters, encryption and data from it.",
    why: "AWS refuses the parameters for a group in an existing global datastore.",
    fix: "Leave the parameter out.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-orders", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "Engine": "redis", "EngineVersion": "7.1"}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-orders", "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-orders", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_inherits),
};

pub(super) static CLASSIC: Rule = Rule {
    code: "EC171",
    name: "secondary-with-cache-security-groups",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A global datastore is in VPCs, where CacheSecurityGroupNames has no place.",
    why: "Cache security groups are for EC2-Classic.",
    fix: "Use SecurityGroupIds.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-orders", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSecurityGroupNames": ["orders"]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-orders", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "SecurityGroupIds": ["sg-0123456789abcdef0"]}"#,
        ],
    ),
    check: Check::Resource(check_classic),
};

pub(super) static REGION: Rule = Rule {
    code: "EC172",
    name: "global-datastore-not-in-region",
    severity: Severity::Warning,
    operations: GROUP,
    summary: "The Region is not known to support global datastores.",
    why: "The list grows; it was read on the date that the finding names.",
    fix: "Choose a Region that supports them.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"region": "us-iso-east-1", "resources": [{"service": "elasticache", "operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-orders", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-orders", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_region),
};

pub(super) static PRIMARY: Rule = Rule {
    code: "EC173",
    name: "global-datastore-beside-primary",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A group joins a global datastore or grows from an existing cluster, not both.",
    why: "The data can come from one of them only.",
    fix: "Leave PrimaryClusterId out.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-orders", "PrimaryClusterId": "orders-1", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-orders", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_primary),
};

fn check_inherits(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !facts::is_secondary(scope) {
        return;
    }
    for (member, what) in INHERITED {
        if scope.has(member) {
            report
                .at(
                    member,
                    format!("a group in a global datastore takes {what} from it"),
                )
                .fix("Leave it out", [scope.remove(member)]);
        }
    }
}

fn check_classic(scope: &Scope<'_>, report: &mut Report<'_>) {
    let member = n::CACHE_SECURITY_GROUP_NAMES;
    if facts::is_secondary(scope) && scope.has(member) {
        report
            .at(
                member,
                "a global datastore is in VPCs; use SecurityGroupIds",
            )
            .fix("Leave it out", [scope.remove(member)]);
    }
}

fn check_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    let region = catalog::region(scope.region());
    let without = region.is_some_and(|region| !region.global_datastore);
    if facts::is_secondary(scope) && without {
        report.at(
            n::GLOBAL_REPLICATION_GROUP_ID,
            format!(
                "as of {}, {} is not known to support global datastores",
                catalog::AS_OF,
                scope.region()
            ),
        );
    }
}

fn check_primary(scope: &Scope<'_>, report: &mut Report<'_>) {
    if facts::is_secondary(scope) && facts::has_primary(scope) {
        report
            .at(
                n::PRIMARY_CLUSTER_ID,
                "the group joins a global datastore, and takes its data from there",
            )
            .fix("Leave it out", [scope.remove(n::PRIMARY_CLUSTER_ID)]);
    }
}
