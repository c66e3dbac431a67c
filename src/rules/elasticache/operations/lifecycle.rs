//! Ends and moves: deletions, migrations, failovers between Regions.

use crate::catalog;
use crate::document::Path;
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::rule;

const DELETE: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteReplicationGroup.html";
const MIGRATION: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_StartMigration.html";
const ALLOWED: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ListAllowedNodeTypeModifications.html";
const GLOBAL: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html";
pub(super) static NO_FINAL_SNAPSHOT: Rule = rule(
    "EC555",
    "deleted-without-snapshot",
    Severity::Info,
    &[
        "DeleteReplicationGroup",
        "DeleteCacheCluster",
        "DeleteServerlessCache",
    ],
    [
        "Without a final snapshot the data is gone.",
        "A deletion begins at once and cannot be taken back; automatic backups of nodes go with it.",
        "Name a final snapshot.",
        DELETE,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders"}"#],
        &[r#"{"ReplicationGroupId": "orders", "FinalSnapshotIdentifier": "orders-last"}"#],
    ),
    check_final_snapshot,
);

pub(super) static NEITHER: Rule = rule(
    "EC557",
    "neither-cluster-nor-group",
    Severity::Error,
    &[
        "ListAllowedNodeTypeModifications",
        "StartMigration",
        "BatchApplyUpdateAction",
        "BatchStopUpdateAction",
    ],
    [
        "The request names what it is about: a cluster, a group or a serverless cache.",
        "One of the parameters has to be there, though none is marked as required.",
        "Name one.",
        ALLOWED,
    ],
    Examples::new(&[r"{}"], &[r#"{"ReplicationGroupId": "orders"}"#]),
    check_neither,
);

pub(super) static ENDPOINT: Rule = rule(
    "EC558",
    "migration-endpoint",
    Severity::Error,
    &["StartMigration", "TestMigration"],
    [
        "An endpoint has an address and a port from 1 to 65535.",
        "ElastiCache connects to it to fetch the data.",
        "Give address and port of the source's primary.",
        MIGRATION,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "CustomerNodeEndpointList": [{"Address": "10.0.0.5"}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "CustomerNodeEndpointList": [{"Address": "10.0.0.5", "Port": 6379}]}"#,
        ],
    ),
    check_endpoint,
);

pub(super) static REGION: Rule = rule(
    "EC559",
    "region-of-global-datastore",
    Severity::Warning,
    &[
        "FailoverGlobalReplicationGroup",
        "DisassociateGlobalReplicationGroup",
    ],
    [
        "The Region is not one that is known to have global datastores.",
        "A global datastore spans Regions that support it; the list grows.",
        "Write the Region's code, such as us-west-2.",
        GLOBAL,
    ],
    Examples::new(
        &[
            r#"{"GlobalReplicationGroupId": "ldgnf-orders", "PrimaryRegion": "oregon", "PrimaryReplicationGroupId": "orders"}"#,
        ],
        &[
            r#"{"GlobalReplicationGroupId": "ldgnf-orders", "PrimaryRegion": "us-west-2", "PrimaryReplicationGroupId": "orders"}"#,
        ],
    ),
    check_region,
);

fn check_final_snapshot(scope: &Scope<'_>, report: &mut Report<'_>) {
    let member = if scope.operation() == "DeleteServerlessCache" {
        n::FINAL_SNAPSHOT_NAME
    } else {
        n::FINAL_SNAPSHOT_IDENTIFIER
    };
    let retained = scope.flag(n::RETAIN_PRIMARY_CLUSTER) == Some(true);
    if !scope.has(member) && !retained {
        report.at(member, "the data is gone with it");
    }
}

fn check_neither(scope: &Scope<'_>, report: &mut Report<'_>) {
    let members = match scope.operation() {
        "ListAllowedNodeTypeModifications" => [n::CACHE_CLUSTER_ID, n::REPLICATION_GROUP_ID],
        "StartMigration" => [n::SERVERLESS_CACHE_NAME, n::REPLICATION_GROUP_ID],
        _ => [n::CACHE_CLUSTER_IDS, n::REPLICATION_GROUP_IDS],
    };
    if !members.iter().any(|member| scope.has(member)) {
        let message = format!("neither {} nor {} is there", members[0], members[1]);
        report.at(members[1], message);
    }
}

fn check_endpoint(scope: &Scope<'_>, report: &mut Report<'_>) {
    let endpoints = scope
        .items(n::CUSTOMER_NODE_ENDPOINT_LIST)
        .unwrap_or_default();
    for (i, endpoint) in endpoints
        .iter()
        .enumerate()
        .filter(|(_, item)| item.as_map().is_some())
    {
        let path = Path::root().key(n::CUSTOMER_NODE_ENDPOINT_LIST).index(i);
        if endpoint
            .get(n::ADDRESS)
            .is_none_or(|address| address.as_str() == Some(""))
        {
            report.at_path(path.key(n::ADDRESS), "the endpoint has no address");
        }
        match endpoint.get(n::PORT) {
            None => {
                report.at_path(path.key(n::PORT), "the endpoint has no port");
            }
            Some(value) => {
                if let Some(port) = value
                    .as_integer()
                    .filter(|port| !(1..=65535).contains(port))
                {
                    report.at_path(path.key(n::PORT), format!("{port} is no port"));
                }
            }
        }
    }
}

fn check_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    for member in [n::PRIMARY_REGION, n::REPLICATION_GROUP_REGION] {
        let Some(id) = scope.text(member) else {
            continue;
        };
        if !catalog::region(id).is_some_and(|region| region.global_datastore) {
            let message = format!(
                "“{}” had no global datastores in {}",
                shown(id),
                catalog::AS_OF
            );
            report.at(member, message);
        }
    }
}
