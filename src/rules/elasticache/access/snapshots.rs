//! Snapshots: what they are made of, and the keys that encrypt them.

use super::made::{Made, requests};
use crate::catalog::partition_of;
use crate::document::{Document, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

const MANUAL: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-manual.html";
pub(super) const BACKUPS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html";
pub(super) const AT_REST: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html";

const CREATE: &[&str] = &["CreateSnapshot"];
const ENCRYPTED: &[&str] = &[
    "CreateSnapshot",
    "CopySnapshot",
    "CreateServerlessCacheSnapshot",
    "CopyServerlessCacheSnapshot",
];

const GOOD: &[&str] = &[
    r#"{"resources": [{"operation": "CreateSnapshot", "parameters": {"SnapshotName": "nightly", "ReplicationGroupId": "orders"}}]}"#,
    r#"{"resources": [{"operation": "CopySnapshot", "parameters": {"SourceSnapshotName": "automatic.orders-2026-11-20-03-15", "TargetSnapshotName": "kept", "KmsKeyId": "1234abcd-12ab-34cd-56ef-1234567890ab"}}]}"#,
    r#"{"resources": [{"operation": "CopySnapshot", "parameters": {"SourceSnapshotName": "nightly", "TargetSnapshotName": "nightly", "TargetBucket": "backups.example-1"}}]}"#,
];

pub(super) const fn rule(
    code: &'static str,
    name: &'static str,
    operations: &'static [&'static str],
    texts: [&'static str; 4],
    bad: &'static [&'static str],
    check: Check,
) -> Rule {
    Rule {
        code,
        name,
        severity: Severity::Error,
        operations,
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: texts[3],
        examples: Examples::new(bad, GOOD),
        check,
    }
}

pub(super) static NO_SOURCE: Rule = rule(
    "EC730",
    "snapshot-of-nothing",
    CREATE,
    [
        "A snapshot names a replication group or a cluster to be made of.",
        "Neither member is required by the model, but AWS answers InvalidParameterValue without both.",
        "Set ReplicationGroupId or CacheClusterId.",
        MANUAL,
    ],
    &[r#"{"SnapshotName": "nightly"}"#],
    Check::Resource(check_no_source),
);

pub(super) static TWO_SOURCES: Rule = rule(
    "EC731",
    "snapshot-of-two-sources",
    CREATE,
    [
        "A snapshot is made of a replication group or of a cluster, not of both.",
        "AWS answers InvalidParameterCombination.",
        "Keep one of them.",
        MANUAL,
    ],
    &[
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "CacheClusterId": "orders-002"}"#,
    ],
    Check::Resource(check_two_sources),
);

pub(super) static OF_A_SHARD: Rule = Rule {
    severity: Severity::Warning,
    ..rule(
        "EC732",
        "snapshot-of-one-shard",
        CREATE,
        [
            "The id looks like that of a node of one shard, and a single shard cannot be backed up.",
            "With cluster mode on, all shards are backed up together.",
            "Name the replication group instead.",
            BACKUPS,
        ],
        &[r#"{"SnapshotName": "nightly", "CacheClusterId": "orders-0001-001"}"#],
        Check::Resource(check_shard),
    )
};

pub(super) static UNSUPPORTED: Rule = rule(
    "EC733",
    "snapshot-of-a-cluster-without-snapshots",
    CREATE,
    [
        "Clusters of Memcached and nodes of type cache.t1.micro cannot be backed up.",
        "AWS answers SnapshotFeatureNotSupportedFault.",
        "Leave the snapshot out, or use a serverless cache of Memcached.",
        BACKUPS,
    ],
    &[
        r#"{"resources": [{"operation": "CreateSnapshot", "parameters": {"SnapshotName": "nightly", "CacheClusterId": "orders"}}, {"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "orders", "Engine": "memcached", "CacheNodeType": "cache.r7g.large", "NumCacheNodes": 2}}]}"#,
    ],
    Check::Document(check_unsupported),
);

pub(super) static KEY: Rule = Rule {
    severity: Severity::Warning,
    ..rule(
        "EC734",
        "doubtful-kms-key",
        ENCRYPTED,
        [
            "A key is named by its id or its ARN.",
            "The guide to encryption at rest asks for one of the two; other text is likely a mistake.",
            "Copy the id or ARN from the console of AWS KMS.",
            AT_REST,
        ],
        &[
            r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "KmsKeyId": "my key"}"#,
            r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "KmsKeyId": "backup-key"}"#,
        ],
        Check::Resource(check_key),
    )
};

pub(super) static KEY_IN_GOVCLOUD: Rule = Rule {
    severity: Severity::Info,
    ..rule(
        "EC735",
        "kms-key-in-govcloud",
        ENCRYPTED,
        [
            "The guide says that customer managed keys are not offered in the GovCloud Regions.",
            "The sentence is of 2023, so it may be outdated.",
            "Try it, or leave the key out.",
            AT_REST,
        ],
        &[
            r#"{"resources": [{"region": "us-gov-west-1", "operation": "CreateSnapshot", "parameters": {"SnapshotName": "nightly", "ReplicationGroupId": "orders", "KmsKeyId": "1234abcd-12ab-34cd-56ef-1234567890ab"}}]}"#,
        ],
        Check::Resource(check_govcloud),
    )
};

pub(super) static KEY_REGION: Rule = Rule {
    severity: Severity::Warning,
    ..rule(
        "EC736",
        "snapshot-key-of-another-region",
        ENCRYPTED,
        [
            "The key is of another Region than the snapshot.",
            "Keys belong to a Region, and snapshots are made and copied within one.",
            "Name a key of the snapshot's Region.",
            AT_REST,
        ],
        &[
            r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "KmsKeyId": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}"#,
        ],
        Check::Resource(check_key_region),
    )
};

fn check_no_source(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !scope.has(n::REPLICATION_GROUP_ID) && !scope.has(n::CACHE_CLUSTER_ID) {
        report.whole("neither a replication group nor a cluster is named");
    }
}

fn check_two_sources(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.text(n::REPLICATION_GROUP_ID).is_some() && scope.text(n::CACHE_CLUSTER_ID).is_some() {
        report
            .at(
                n::CACHE_CLUSTER_ID,
                "a replication group and a cluster are named",
            )
            .fix(
                "Keep the replication group",
                [scope.remove(n::CACHE_CLUSTER_ID)],
            );
    }
}

/// `orders-0001-002` without its shard and node.
fn without_shard(id: &str) -> Option<&str> {
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    let (rest, node) = id.rsplit_once('-')?;
    let (group, shard) = rest.rsplit_once('-')?;
    (digits(node, 3) && digits(shard, 4) && !group.is_empty()).then_some(group)
}

fn check_shard(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(id) = scope.text(n::CACHE_CLUSTER_ID)
        && let Some(group) = without_shard(id)
    {
        let finding = report.at(
            n::CACHE_CLUSTER_ID,
            format!("“{}” looks like a node of one shard", shown(id)),
        );
        if !scope.has(n::REPLICATION_GROUP_ID) {
            let edits = [
                scope.remove(n::CACHE_CLUSTER_ID),
                scope.set(n::REPLICATION_GROUP_ID, Value::string(group)),
            ];
            finding.fix(format!("Back up all of {}", shown(group)), edits);
        }
    }
}

fn check_unsupported(document: &Document, report: &mut Report<'_>) {
    let made = Made::by(document, &[("CreateCacheCluster", n::CACHE_CLUSTER_ID)]);
    for (index, snapshot) in requests(document, "CreateSnapshot") {
        let Some(id) = snapshot.parameters.text(n::CACHE_CLUSTER_ID) else {
            continue;
        };
        let region = document.region_of(snapshot);
        let Some(cluster) = made.get("CreateCacheCluster", region, id) else {
            continue;
        };
        let text = |member| cluster.parameters.text(member).unwrap_or_default();
        let message = if text(n::ENGINE).eq_ignore_ascii_case("memcached") {
            format!("{} is a cluster of Memcached", shown(id))
        } else if text(n::CACHE_NODE_TYPE) == "cache.t1.micro" {
            format!("{} has nodes of type cache.t1.micro", shown(id))
        } else {
            continue;
        };
        report.at_resource(index, Path::root().key(n::CACHE_CLUSTER_ID), message);
    }
}

/// The key that the request names.
pub(super) fn key<'a>(scope: &Scope<'a>) -> Option<&'a str> {
    scope.text(n::KMS_KEY_ID)
}

fn is_key_id(text: &str) -> bool {
    let hex = |text: &str, n: usize| {
        text.len() == n
            && text
                .bytes()
                .all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase())
    };
    if let Some(rest) = text.strip_prefix("mrk-") {
        return hex(rest, 32);
    }
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == 5
        && [8, 4, 4, 4, 12]
            .iter()
            .zip(parts)
            .all(|(n, part)| hex(part, *n))
}

fn check_key(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(key) = key(scope) else { return };
    let arn = key.strip_prefix("arn:").is_some_and(|rest| {
        rest.split(':').nth(1) == Some("kms")
            && (rest.contains(":key/") || rest.contains(":alias/"))
    });
    let export = scope.has(n::TARGET_BUCKET);
    if !is_key_id(key) && !arn && !export {
        let message = format!("“{}” is neither the id nor the ARN of a key", shown(key));
        report.at(n::KMS_KEY_ID, message);
    }
}

fn check_govcloud(scope: &Scope<'_>, report: &mut Report<'_>) {
    if key(scope).is_some() && partition_of(scope.region()).id == "aws-us-gov" {
        report.at(
            n::KMS_KEY_ID,
            "customer managed keys may not be offered in GovCloud Regions",
        );
    }
}

fn check_key_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    let region = key(scope)
        .filter(|key| key.starts_with("arn:") && !scope.has(n::TARGET_BUCKET))
        .and_then(|key| key.split(':').nth(3))
        .filter(|region| !region.is_empty());
    if let Some(region) = region
        && region != scope.region()
    {
        let message = format!(
            "the key is of {}, the snapshot of {}",
            shown(region),
            shown(scope.region())
        );
        report.at(n::KMS_KEY_ID, message);
    }
}
