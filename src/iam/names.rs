//! Which resources a request touches, as IAM writes them.

use super::{action, arn, given_arn, literal};
use crate::catalog::{self, actions};
use crate::document::{Document, Resource, Value};
use crate::model::generated::{dsql::names as d, elasticache::names as n};

/// The members that name a resource of a type, in whatever operation.
const NAMES: &[(&str, &[&str])] = &[
    ("Cluster", &[d::IDENTIFIER, d::CLUSTER_IDENTIFIER]),
    (
        "cluster",
        &[
            n::CACHE_CLUSTER_ID,
            n::PRIMARY_CLUSTER_ID,
            n::CACHE_CLUSTER_IDS,
        ],
    ),
    ("globalreplicationgroup", &[n::GLOBAL_REPLICATION_GROUP_ID]),
    ("parametergroup", &[n::CACHE_PARAMETER_GROUP_NAME]),
    (
        "replicationgroup",
        &[
            n::REPLICATION_GROUP_ID,
            n::PRIMARY_REPLICATION_GROUP_ID,
            n::REPLICATION_GROUP_IDS,
        ],
    ),
    ("reserved-instance", &[n::RESERVED_CACHE_NODE_ID]),
    (
        "securitygroup",
        &[n::CACHE_SECURITY_GROUP_NAME, n::CACHE_SECURITY_GROUP_NAMES],
    ),
    ("serverlesscache", &[n::SERVERLESS_CACHE_NAME]),
    (
        "serverlesscachesnapshot",
        &[
            n::SERVERLESS_CACHE_SNAPSHOT_NAME,
            n::SOURCE_SERVERLESS_CACHE_SNAPSHOT_NAME,
            n::TARGET_SERVERLESS_CACHE_SNAPSHOT_NAME,
            n::FINAL_SNAPSHOT_NAME,
        ],
    ),
    (
        "snapshot",
        &[
            n::SNAPSHOT_NAME,
            n::SOURCE_SNAPSHOT_NAME,
            n::TARGET_SNAPSHOT_NAME,
            n::FINAL_SNAPSHOT_IDENTIFIER,
        ],
    ),
    ("subnetgroup", &[n::CACHE_SUBNET_GROUP_NAME]),
    (
        "user",
        &[
            n::USER_ID,
            n::USER_IDS,
            n::USER_IDS_TO_ADD,
            n::USER_IDS_TO_REMOVE,
        ],
    ),
    (
        "usergroup",
        &[
            n::USER_GROUP_ID,
            n::USER_GROUP_IDS,
            n::USER_GROUP_IDS_TO_ADD,
            n::USER_GROUP_IDS_TO_REMOVE,
        ],
    ),
];

/// The members that hold the ARN of what a request is about.
const ARNS: &[&str] = &[n::RESOURCE_NAME, d::RESOURCE_ARN];

/// The ARNs of a request's resources; `*` where IAM checks none or knows no better.
pub(super) fn resources(document: &Document, resource: &Resource) -> Vec<String> {
    let known = action(resource);
    let (required, optional) =
        known.map_or((&[][..], &[][..]), |known| (known.required, known.optional));
    let mut acc = Vec::new();
    for member in ARNS {
        acc.extend(texts(&resource.parameters, member).filter_map(given_arn));
    }
    for (types, must) in [(required, true), (optional, false)] {
        for name in types {
            let any = must && acc.is_empty();
            of_type(&mut acc, document, resource, name, any);
        }
    }
    // Operations that the reference does not list, and those that it lists without resources.
    if known.is_none() {
        for (name, _) in NAMES {
            of_type(&mut acc, document, resource, name, false);
        }
    }
    if acc.is_empty() {
        acc.push("*".into());
    }
    acc
}

/// Adds a request's resources of a type; all of them where it names none and `must` have one.
fn of_type(
    acc: &mut Vec<String>,
    document: &Document,
    resource: &Resource,
    name: &str,
    must: bool,
) {
    let Some(known) = actions::resource_type(&resource.service, name) else {
        return;
    };
    let region = document.region_of(resource);
    let members = NAMES
        .iter()
        .find(|(of, _)| *of == name)
        .map_or(&[][..], |(_, members)| members);
    let mut found = false;
    for text in members
        .iter()
        .flat_map(|member| texts(&resource.parameters, member))
    {
        found = true;
        // ElastiCache keeps names in lower case.
        for spelling in [text.to_owned(), text.to_ascii_lowercase()] {
            let arn = arn_of(known, region, &literal(&spelling));
            if !acc.contains(&arn) {
                acc.push(arn);
            }
        }
    }
    if found {
        return;
    }
    let wildcard = match (name, &*resource.operation) {
        // The request that makes it takes a default group.
        ("parametergroup", "CreateCacheCluster" | "CreateReplicationGroup") => "default.*",
        // AWS puts something before the name that is asked for.
        ("globalreplicationgroup", "CreateGlobalReplicationGroup") => {
            let suffix = resource
                .parameters
                .text(n::GLOBAL_REPLICATION_GROUP_ID_SUFFIX);
            acc.push(arn_of(
                known,
                region,
                &format!("*{}", literal(suffix.unwrap_or_default())),
            ));
            return;
        }
        _ if must => "*",
        _ => return,
    };
    acc.push(arn_of(known, region, wildcard));
}

/// The texts of a member, which is a text or a list of them.
fn texts<'a>(parameters: &'a Value, member: &str) -> impl Iterator<Item = &'a str> {
    let value = parameters.get(member);
    let items = value.and_then(Value::as_list).unwrap_or_default();
    value.into_iter().chain(items).filter_map(Value::as_str)
}

/// An ARN from the reference's pattern.
fn arn_of(known: &actions::ResourceType, region: &str, name: &str) -> String {
    let partition = catalog::partition_of(region).id;
    let (head, _) = known.arn.rsplit_once("${").unwrap_or((known.arn, ""));
    let head = head
        .replace("${Partition}", partition)
        .replace("${Region}", &literal(region))
        .replace("${Account}", "*");
    head + name
}

/// The resources of Aurora DSQL clusters in a Region: the one that the request names, or all.
pub(super) fn dsql_cluster(region: &str, resource: &Resource) -> String {
    let identifier = resource.parameters.text(d::IDENTIFIER);
    let name = identifier.map_or("*".into(), literal);
    arn("dsql", region, &format!("cluster/{name}"))
}
