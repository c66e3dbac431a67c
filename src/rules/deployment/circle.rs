//! Requests that wait for each other.

use super::rule;
use crate::deploy::order;
use crate::document::references::{made, own_name};
use crate::document::{Document, Path};
use crate::rules::{Examples, Report, Rule, Severity, shown};

pub(super) static CIRCLE: Rule = rule(
    "DP003",
    "requests-in-a-circle",
    Severity::Error,
    [
        "Requests name each other in a circle, so that none can be the first.",
        "What a request names must exist before it is sent. Only the peers of Aurora DSQL may name each other, because an update closes their loop.",
        "Take one of the names out, and set it later with a request that modifies.",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateSnapshot.html",
    ],
    Examples::new(
        &[
            r#"{"region": "us-west-2", "resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "orders", "Engine": "valkey", "EngineVersion": "8.0", "CacheNodeType": "cache.r7g.large", "NumCacheNodes": 1, "CacheParameterGroupName": "default.valkey8", "SnapshotName": "nightly", "CacheSubnetGroupName": "private"}}, {"operation": "CreateSnapshot", "parameters": {"SnapshotName": "nightly", "CacheClusterId": "orders"}}]}"#,
        ],
        &[
            r#"{"region": "us-west-2", "resources": [{"operation": "CreateSnapshot", "parameters": {"SnapshotName": "nightly", "CacheClusterId": "orders"}}, {"operation": "CopySnapshot", "parameters": {"SourceSnapshotName": "nightly", "TargetSnapshotName": "kept"}}]}"#,
        ],
    ),
    check,
);

/// How many requests of a circle are named.
const NAMED: usize = 5;

fn check(document: &Document, report: &mut Report<'_>) {
    for cycle in order(document).cycles {
        let mut names: Vec<String> = cycle
            .iter()
            .take(NAMED)
            .map(|index| {
                let resource = &document.resources[*index];
                let thing = made(&resource.service, &resource.operation).map(|(thing, _)| thing);
                let name = own_name(resource).map(|(_, name)| name);
                match (thing, name.or(resource.id.as_deref())) {
                    (Some(thing), Some(name)) => format!("the {} {}", thing.title, shown(name)),
                    _ => format!("request {}", index + 1),
                }
            })
            .collect();
        if cycle.len() > NAMED {
            names.push("others".to_owned());
        }
        if let Some(first) = names.first().cloned() {
            names.push(first);
        }
        let message = format!("each waits for the next: {}", names.join(", "));
        let first = cycle.iter().min().copied().unwrap_or_default();
        report.at_resource(first, Path::root(), message);
    }
}
