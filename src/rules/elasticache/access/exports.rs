//! Copies and exports of snapshots.

use std::net::Ipv4Addr;

use super::made::{Made, requests};
use super::snapshots::{AT_REST, BACKUPS, key, rule};
use crate::document::{Document, Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Check, Report, Rule, Scope, Severity, shown};

const COPY: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CopySnapshot.html";
const EXPORT: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-exporting.html";

const COPIED: &[&str] = &["CopySnapshot"];
const EXPORTED: &[&str] = &["CopySnapshot", "ExportServerlessCacheSnapshot"];

pub(super) static SAME_NAME: Rule = rule(
    "EC740",
    "copy-onto-itself",
    COPIED,
    [
        "A copy has another name than its source.",
        "Snapshots are never overwritten, and names differ by more than case; AWS answers SnapshotAlreadyExistsFault.",
        "Choose another name for the copy.",
        COPY,
    ],
    &[r#"{"SourceSnapshotName": "nightly", "TargetSnapshotName": "nightly"}"#],
    Check::Resource(check_same_name),
);

pub(super) static EXPORT_NAME: Rule = rule(
    "EC741",
    "export-name-of-another-length",
    COPIED,
    [
        "The name of an export has 1 to 1,000 characters.",
        "It becomes the stem of the keys of objects in the bucket.",
        "Shorten the name.",
        EXPORT,
    ],
    &[
        r#"{"SourceSnapshotName": "nightly", "TargetSnapshotName": "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee", "TargetBucket": "backups"}"#,
    ],
    Check::Resource(check_export_name),
);

pub(super) static SUFFIX: Rule = Rule {
    severity: Severity::Warning,
    ..rule(
        "EC742",
        "export-name-with-ending",
        COPIED,
        [
            "The name of an export ends in .rdb.",
            "The service appends a number and .rdb by itself, so the ending would be there twice.",
            "Leave the ending out.",
            EXPORT,
        ],
        &[
            r#"{"SourceSnapshotName": "nightly", "TargetSnapshotName": "nightly.rdb", "TargetBucket": "backups"}"#,
        ],
        Check::Resource(check_suffix),
    )
};

pub(super) static BUCKET: Rule = rule(
    "EC743",
    "malformed-bucket-name",
    EXPORTED,
    [
        "A bucket has 3 to 63 characters: labels of lower-case letters, digits and hyphens with dots between them, and does not look like an IP address.",
        "The name becomes part of a host name. A path, an ARN or a name with s3:// is no name of a bucket.",
        "Write the bare name of the bucket.",
        EXPORT,
    ],
    &[
        r#"{"SourceSnapshotName": "nightly", "TargetSnapshotName": "kept", "TargetBucket": "ab"}"#,
        r#"{"SourceSnapshotName": "nightly", "TargetSnapshotName": "kept", "TargetBucket": "My_Bucket"}"#,
        r#"{"SourceSnapshotName": "nightly", "TargetSnapshotName": "kept", "TargetBucket": "192.0.2.0"}"#,
        r#"{"SourceSnapshotName": "nightly", "TargetSnapshotName": "kept", "TargetBucket": "s3://backups/nightly"}"#,
        r#"{"SourceSnapshotName": "nightly", "TargetSnapshotName": "kept", "TargetBucket": "backups..example"}"#,
        r#"{"resources": [{"operation": "ExportServerlessCacheSnapshot", "parameters": {"ServerlessCacheSnapshotName": "nightly", "S3BucketName": "arn:aws:s3:::backups"}}]}"#,
    ],
    Check::Resource(check_bucket),
);

pub(super) static EXPORT_KEY: Rule = Rule {
    severity: Severity::Warning,
    ..rule(
        "EC744",
        "kms-key-of-an-export",
        COPIED,
        [
            "A customer managed key cannot be applied to an export.",
            "The objects get the encryption that the bucket has.",
            "Leave the key out.",
            AT_REST,
        ],
        &[
            r#"{"SourceSnapshotName": "nightly", "TargetSnapshotName": "kept", "TargetBucket": "backups", "KmsKeyId": "1234abcd-12ab-34cd-56ef-1234567890ab"}"#,
        ],
        Check::Resource(check_export_key),
    )
};

pub(super) static TIERING: Rule = rule(
    "EC745",
    "export-of-tiered-data",
    COPIED,
    [
        "Snapshots of caches with data tiering cannot be exported.",
        "Nodes of the r6gd family keep part of the data on disk.",
        "Copy the snapshot within ElastiCache instead.",
        BACKUPS,
    ],
    &[
        r#"{"resources": [{"operation": "CopySnapshot", "parameters": {"SourceSnapshotName": "nightly", "TargetSnapshotName": "kept", "TargetBucket": "backups"}}, {"operation": "CreateSnapshot", "parameters": {"SnapshotName": "nightly", "ReplicationGroupId": "orders"}}, {"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.0", "CacheNodeType": "cache.r6gd.xlarge", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheParameterGroupName": "default.valkey8", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "CacheSubnetGroupName": "private", "DataTieringEnabled": true}}]}"#,
    ],
    Check::Document(check_tiering),
);

fn check_same_name(scope: &Scope<'_>, report: &mut Report<'_>) {
    let names = (
        scope.text(n::SOURCE_SNAPSHOT_NAME),
        scope.text(n::TARGET_SNAPSHOT_NAME),
    );
    if let (Some(source), Some(target)) = names
        && source.eq_ignore_ascii_case(target)
        && !target.is_empty()
        && !scope.has(n::TARGET_BUCKET)
    {
        let message = format!("“{}” is the name of the source", shown(target));
        let better = format!("{}-copy", target.trim_end_matches('-'));
        report.at(n::TARGET_SNAPSHOT_NAME, message).fix(
            format!("Rename the copy to {}", shown(&better)),
            [scope.set(n::TARGET_SNAPSHOT_NAME, Value::string(better))],
        );
    }
}

/// The name of an export.
fn export_name<'a>(scope: &Scope<'a>) -> Option<&'a str> {
    scope
        .text(n::TARGET_SNAPSHOT_NAME)
        .filter(|_| scope.has(n::TARGET_BUCKET))
}

fn check_export_name(scope: &Scope<'_>, report: &mut Report<'_>) {
    const LONGEST: usize = 1000;
    let Some(name) = export_name(scope) else {
        return;
    };
    let length = name.chars().count();
    if length == 0 {
        report.at(n::TARGET_SNAPSHOT_NAME, "the name is empty");
    } else if length > LONGEST {
        let shorter: String = name.chars().take(LONGEST).collect();
        let message = format!("the name has {length} characters, at most {LONGEST} are allowed");
        report.at(n::TARGET_SNAPSHOT_NAME, message).fix(
            "Keep the first 1,000 characters",
            [scope.set(n::TARGET_SNAPSHOT_NAME, Value::string(shorter))],
        );
    }
}

fn check_suffix(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(name) = export_name(scope) else {
        return;
    };
    let stem = name.to_ascii_lowercase().trim_end_matches(".rdb").len();
    if stem > 0 && stem < name.len() {
        report
            .at(
                n::TARGET_SNAPSHOT_NAME,
                "the service appends .rdb by itself",
            )
            .fix(
                "Leave the ending out",
                [scope.set(n::TARGET_SNAPSHOT_NAME, Value::string(&name[..stem]))],
            );
    }
}

/// What is wrong with the name of a bucket.
fn bucket_fault(name: &str) -> Option<&'static str> {
    let edge = |c: Option<u8>| c.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    let label = |label: &str| {
        edge(label.bytes().next())
            && edge(label.bytes().next_back())
            && label
                .bytes()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-')
    };
    if name.contains("://") || name.starts_with("arn:") || name.contains('/') {
        Some("is a place, not the bare name of a bucket")
    } else if !(3..=63).contains(&name.chars().count()) {
        Some("is too short or too long; the name of a bucket has 3 to 63 characters")
    } else if name.parse::<Ipv4Addr>().is_ok() {
        Some("looks like an IP address")
    } else if !name.split('.').all(label) {
        Some("is not made of labels of lower-case letters, digits and hyphens")
    } else {
        None
    }
}

fn check_bucket(scope: &Scope<'_>, report: &mut Report<'_>) {
    for member in [n::TARGET_BUCKET, n::S3_BUCKET_NAME] {
        let Some(name) = scope.text(member) else {
            continue;
        };
        let Some(fault) = bucket_fault(name) else {
            continue;
        };
        let finding = report.at(member, format!("“{}” {fault}", shown(name)));
        let bare = name.rsplit_once("://").map_or(name, |(_, rest)| rest);
        let bare = bare.strip_prefix("arn:").map_or(bare, |rest| {
            rest.rsplit_once(':').map_or(rest, |(_, bucket)| bucket)
        });
        let bare = bare.split('/').next().unwrap_or_default();
        let bare = bare.to_ascii_lowercase().replace(['_', ' '], "-");
        if bucket_fault(&bare).is_none() {
            let path = Path::root().key(member);
            let edit = Edit::set(scope.index, path, Value::string(bare.as_str()));
            finding.fix(format!("Change to {}", shown(&bare)), [edit]);
        }
    }
}

fn check_export_key(scope: &Scope<'_>, report: &mut Report<'_>) {
    if key(scope).is_some() && scope.has(n::TARGET_BUCKET) {
        report
            .at(n::KMS_KEY_ID, "no key can be applied to an export")
            .fix("Leave the key out", [scope.remove(n::KMS_KEY_ID)]);
    }
}

fn check_tiering(document: &Document, report: &mut Report<'_>) {
    const CACHES: [(&str, &str); 2] = [
        ("CreateReplicationGroup", n::REPLICATION_GROUP_ID),
        ("CreateCacheCluster", n::CACHE_CLUSTER_ID),
    ];
    let snapshots = Made::by(document, &[("CreateSnapshot", n::SNAPSHOT_NAME)]);
    let caches = Made::by(document, &CACHES);
    for (index, export) in requests(document, "CopySnapshot") {
        let region = document.region_of(export);
        let source = export.parameters.text(n::SOURCE_SNAPSHOT_NAME);
        let bucket = export.parameters.get(n::TARGET_BUCKET);
        let Some(source) = source.filter(|_| bucket.is_some()) else {
            continue;
        };
        let Some(snapshot) = snapshots.get("CreateSnapshot", region, source) else {
            continue;
        };
        let tiered = CACHES.iter().any(|(operation, member)| {
            let id = snapshot.parameters.text(member);
            let cache = id.and_then(|id| caches.get(operation, region, id));
            cache
                .and_then(|cache| cache.parameters.text(n::CACHE_NODE_TYPE))
                .is_some_and(|node_type| node_type.starts_with("cache.r6gd."))
        });
        if tiered {
            let message = format!(
                "{} is a snapshot of a cache with data tiering",
                shown(source)
            );
            let path = Path::root().key(n::SOURCE_SNAPSHOT_NAME);
            report.at_resource(index, path, message);
        }
    }
}
