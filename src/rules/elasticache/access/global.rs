//! Global datastores and reserved nodes.

use super::made::{Made, requests};
use crate::catalog::quota;
use crate::catalog::{AS_OF, Version, node_type, region};
use crate::document::{Document, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

const GLOBAL: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html";
const PREFIX: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html";
const RESERVED: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_PurchaseReservedCacheNodesOffering.html";

const CREATE: &[&str] = &["CreateGlobalReplicationGroup"];
const PURCHASE: &[&str] = &["PurchaseReservedCacheNodesOffering"];

/// The prefixes of Regions that are documented; the guide and the API differ about us-west-1.
const PREFIXES: &[&str] = &["bxodz", "dsdfu", "fpkhr", "ldgnf", "sgaui", "virxk"];

const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    operations: &'static [&'static str],
    texts: [&'static str; 4],
    examples: Examples,
    check: Check,
) -> Rule {
    Rule {
        code,
        name,
        severity,
        operations,
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: texts[3],
        examples,
        check,
    }
}

pub(super) static OFFERING: Rule = rule(
    "EC750",
    "reserved-offering-id-of-another-form",
    Severity::Warning,
    PURCHASE,
    [
        "The id of an offering is a UUID in lower case.",
        "Every real one looks so; another text ends in ReservedCacheNodesOfferingNotFound.",
        "Copy the id from DescribeReservedCacheNodesOfferings.",
        RESERVED,
    ],
    Examples::new(
        &[r#"{"ReservedCacheNodesOfferingId": "cache.m6g.large-1yr"}"#],
        &[r#"{"ReservedCacheNodesOfferingId": "438012d3-4052-4cc7-b2e3-8d3372e0e706"}"#],
    ),
    Check::Resource(check_offering),
);

pub(super) static COUNT: Rule = rule(
    "EC751",
    "reservation-of-no-nodes",
    Severity::Error,
    PURCHASE,
    [
        "A reservation is of one node or more.",
        "Without a count one node is reserved.",
        "Set the number of nodes, or leave it out.",
        RESERVED,
    ],
    Examples::new(
        &[
            r#"{"ReservedCacheNodesOfferingId": "438012d3-4052-4cc7-b2e3-8d3372e0e706", "CacheNodeCount": 0}"#,
        ],
        &[
            r#"{"ReservedCacheNodesOfferingId": "438012d3-4052-4cc7-b2e3-8d3372e0e706", "CacheNodeCount": 1}"#,
        ],
    ),
    Check::Resource(check_count),
);

pub(super) static MANY: Rule = rule(
    "EC752",
    "reservation-beyond-the-quota",
    Severity::Warning,
    PURCHASE,
    [
        "The reservation is of more nodes than a Region has room for by default.",
        "AWS may answer ReservedCacheNodeQuotaExceeded, and nodes that cannot be made are paid for.",
        "Ask for a higher quota first, or reserve fewer.",
        RESERVED,
    ],
    Examples::new(
        &[
            r#"{"ReservedCacheNodesOfferingId": "438012d3-4052-4cc7-b2e3-8d3372e0e706", "CacheNodeCount": 301}"#,
        ],
        &[
            r#"{"ReservedCacheNodesOfferingId": "438012d3-4052-4cc7-b2e3-8d3372e0e706", "CacheNodeCount": 300}"#,
        ],
    ),
    Check::Resource(check_many),
);

pub(super) static FINAL: Rule = rule(
    "EC753",
    "purchase-that-cannot-be-undone",
    Severity::Info,
    PURCHASE,
    [
        "A purchase of reserved nodes cannot be cancelled or refunded.",
        "The whole term is paid for, whether nodes run or not.",
        "Make sure of offering, Region and count before you send it.",
        RESERVED,
    ],
    Examples::new(
        &[r#"{"ReservedCacheNodesOfferingId": "438012d3-4052-4cc7-b2e3-8d3372e0e706"}"#],
        &[
            r#"{"resources": [{"operation": "DescribeReservedCacheNodesOfferings", "parameters": {"MaxRecords": 20}}]}"#,
        ],
    ),
    Check::Resource(check_final),
);

pub(super) static DOUBLE_PREFIX: Rule = rule(
    "EC760",
    "global-suffix-with-prefix",
    Severity::Warning,
    CREATE,
    [
        "The suffix already has the prefix that the service puts before it.",
        "The id would have it twice: the service adds five letters of the Region and a hyphen.",
        "Give the part behind the prefix only.",
        PREFIX,
    ],
    Examples::new(
        &[
            r#"{"GlobalReplicationGroupIdSuffix": "sgaui-orders", "PrimaryReplicationGroupId": "orders-main"}"#,
        ],
        &[
            r#"{"GlobalReplicationGroupIdSuffix": "orders", "PrimaryReplicationGroupId": "orders-main"}"#,
        ],
    ),
    Check::Resource(check_prefix),
);

pub(super) static REGION: Rule = rule(
    "EC761",
    "region-without-global-datastores",
    Severity::Warning,
    CREATE,
    [
        "The Region is not on the list of those that a global datastore may span.",
        "The list grows, and the one here may be older than it.",
        "Choose another Region for the primary.",
        GLOBAL,
    ],
    Examples::new(
        &[
            r#"{"resources": [{"region": "ap-east-2", "operation": "CreateGlobalReplicationGroup", "parameters": {"GlobalReplicationGroupIdSuffix": "orders", "PrimaryReplicationGroupId": "orders-main"}}]}"#,
        ],
        &[
            r#"{"GlobalReplicationGroupIdSuffix": "orders", "PrimaryReplicationGroupId": "orders-main"}"#,
        ],
    ),
    Check::Resource(check_region),
);

pub(super) static VERSION: Rule = rule(
    "EC762",
    "global-datastore-of-an-old-version",
    Severity::Error,
    CREATE,
    [
        "The primary of a global datastore runs Valkey, or Redis OSS 5.0.6 or later.",
        "Older versions cannot replicate across Regions.",
        "Raise the version of the primary.",
        GLOBAL,
    ],
    Examples::new(
        &[
            r#"{"resources": [{"operation": "CreateGlobalReplicationGroup", "parameters": {"GlobalReplicationGroupIdSuffix": "orders", "PrimaryReplicationGroupId": "orders-main"}}, {"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders-main", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "4.0.10", "CacheNodeType": "cache.r5.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheParameterGroupName": "default.redis4.0", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "CacheSubnetGroupName": "private"}}]}"#,
        ],
        &[
            r#"{"resources": [{"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders-main", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.0", "CacheNodeType": "cache.r7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheParameterGroupName": "default.valkey8", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "CacheSubnetGroupName": "private"}}, {"operation": "CreateGlobalReplicationGroup", "parameters": {"GlobalReplicationGroupIdSuffix": "orders", "PrimaryReplicationGroupId": "orders-main"}}]}"#,
        ],
    ),
    Check::Document(check_version),
);

pub(super) static NODE_TYPE: Rule = rule(
    "EC763",
    "global-datastore-of-small-nodes",
    Severity::Error,
    CREATE,
    [
        "The primary of a global datastore has nodes of size large or above that are not burstable.",
        "Micro, small and medium nodes, and those of the T families, are not supported.",
        "Choose a larger node type for the primary, such as cache.m7g.large.",
        GLOBAL,
    ],
    Examples::new(
        &[
            r#"{"resources": [{"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders-main", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.0", "CacheNodeType": "cache.t4g.small", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheParameterGroupName": "default.valkey8", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "CacheSubnetGroupName": "private"}}, {"operation": "CreateGlobalReplicationGroup", "parameters": {"GlobalReplicationGroupIdSuffix": "orders", "PrimaryReplicationGroupId": "orders-main"}}]}"#,
        ],
        &[
            r#"{"resources": [{"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders-main", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.0", "CacheNodeType": "cache.r7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheParameterGroupName": "default.valkey8", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "CacheSubnetGroupName": "private"}}, {"operation": "CreateGlobalReplicationGroup", "parameters": {"GlobalReplicationGroupIdSuffix": "orders", "PrimaryReplicationGroupId": "orders-main"}}]}"#,
        ],
    ),
    Check::Document(check_node_type),
);

fn is_uuid(text: &str) -> bool {
    let hex = |part: &str| {
        part.bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    };
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == 5
        && [8, 4, 4, 4, 12]
            .iter()
            .zip(parts)
            .all(|(n, part)| part.len() == *n && hex(part))
}

fn check_offering(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(id) = scope.text(n::RESERVED_CACHE_NODES_OFFERING_ID) else {
        return;
    };
    if is_uuid(id) {
        return;
    }
    let message = format!("“{}” is no UUID in lower case", shown(id));
    let finding = report.at(n::RESERVED_CACHE_NODES_OFFERING_ID, message);
    let lower = id.trim().to_ascii_lowercase();
    if is_uuid(&lower) {
        finding.fix(
            "Write it in lower case",
            [scope.set(n::RESERVED_CACHE_NODES_OFFERING_ID, Value::string(lower))],
        );
    }
}

fn check_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(count) = scope.int(n::CACHE_NODE_COUNT)
        && count < 1
    {
        report
            .at(
                n::CACHE_NODE_COUNT,
                format!("{count} nodes cannot be reserved"),
            )
            .fix(
                "Set it to 1",
                [scope.set(n::CACHE_NODE_COUNT, Value::integer(1))],
            );
    }
}

fn check_many(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(count) = scope.int(n::CACHE_NODE_COUNT)
        && count > quota::NODES_PER_REGION
        && i32::try_from(count).is_ok()
    {
        let most = quota::NODES_PER_REGION;
        let message = format!("{count} nodes; a Region has room for {most} by default");
        report.at(n::CACHE_NODE_COUNT, message).fix(
            format!("Set it to {most}"),
            [scope.set(n::CACHE_NODE_COUNT, Value::integer(most))],
        );
    }
}

fn check_final(_: &Scope<'_>, report: &mut Report<'_>) {
    report.whole("the purchase cannot be cancelled or refunded");
}

fn check_prefix(scope: &Scope<'_>, report: &mut Report<'_>) {
    let member = n::GLOBAL_REPLICATION_GROUP_ID_SUFFIX;
    let Some((prefix, rest)) = scope.text(member).and_then(|text| text.split_once('-')) else {
        return;
    };
    if PREFIXES.contains(&prefix.to_ascii_lowercase().as_str()) {
        let message = format!("the service puts a prefix such as {prefix}- before it by itself");
        let finding = report.at(member, message);
        if !rest.is_empty() {
            finding.fix(
                "Leave the prefix out",
                [scope.set(member, Value::string(rest))],
            );
        }
    }
}

fn check_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    if region(scope.region()).is_some_and(|region| !region.global_datastore) {
        let message = format!(
            "global datastores are not known to be offered in {} as of {AS_OF}",
            shown(scope.region())
        );
        report.whole(message);
    }
}

/// The global datastores whose primary the document makes, with its parameters.
fn primaries(document: &Document) -> Vec<(usize, &Value)> {
    const OPERATION: &str = "CreateReplicationGroup";
    let made = Made::by(document, &[(OPERATION, n::REPLICATION_GROUP_ID)]);
    requests(document, "CreateGlobalReplicationGroup")
        .filter_map(|(index, global)| {
            let id = global.parameters.text(n::PRIMARY_REPLICATION_GROUP_ID)?;
            let primary = made.get(OPERATION, document.region_of(global), id)?;
            Some((index, &primary.parameters))
        })
        .collect()
}

fn check_version(document: &Document, report: &mut Report<'_>) {
    for (index, primary) in primaries(document) {
        let valkey = primary
            .text(n::ENGINE)
            .is_some_and(|engine| engine.eq_ignore_ascii_case("valkey"));
        if let Some(version) = primary.text(n::ENGINE_VERSION)
            && Version::parse(version).is_some_and(|version| !version.at_least("5.0.6"))
            && !valkey
        {
            let message = format!("the primary runs version {version}, before 5.0.6");
            let path = Path::root().key(n::PRIMARY_REPLICATION_GROUP_ID);
            report.at_resource(index, path, message);
        }
    }
}

fn check_node_type(document: &Document, report: &mut Report<'_>) {
    for (index, primary) in primaries(document) {
        let Some(name) = primary.text(n::CACHE_NODE_TYPE) else {
            continue;
        };
        let small = [".micro", ".small", ".medium"]
            .iter()
            .any(|size| name.ends_with(size));
        if small || node_type(name).is_some_and(|known| !known.global_datastore()) {
            let message = format!("the primary has nodes of type {}", shown(name));
            let path = Path::root().key(n::PRIMARY_REPLICATION_GROUP_ID);
            report.at_resource(index, path, message);
        }
    }
}
