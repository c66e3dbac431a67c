//! What a serverless cache is filled from.

use crate::document::Path;
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::arn::{Arn, is_s3_object};
use super::request::{SERVERLESS, engine};
use super::rule;

const CREATE_SERVERLESS: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html";

pub(super) static FORM: Rule = rule(
    "EC432",
    "restored-snapshot-form",
    Severity::Error,
    SERVERLESS,
    [
        "Each of SnapshotArnsToRestore is the ARN of an ElastiCache snapshot or of an RDB file in S3.",
        "A snapshot's name is not enough.",
        "Write the ARN, such as arn:aws:elasticache:REGION:ACCOUNT:serverlesssnapshot:NAME.",
        CREATE_SERVERLESS,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SnapshotArnsToRestore": ["nightly"]}"#,
        ],
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SnapshotArnsToRestore": ["arn:aws:elasticache:us-west-2:123456789012:serverlesssnapshot:nightly"]}"#,
        ],
    ),
    check_serverless_form,
);

pub(super) static MEMCACHED: Rule = rule(
    "EC433",
    "rdb-file-into-memcached",
    Severity::Error,
    SERVERLESS,
    [
        "A serverless Memcached cache restores only from a serverless snapshot.",
        "RDB files and snapshots of nodes hold data of Redis or Valkey.",
        "Choose Valkey or Redis, or a serverless snapshot of Memcached.",
        CREATE_SERVERLESS,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "memcached", "SnapshotArnsToRestore": ["arn:aws:s3:::backups/dump.rdb"]}"#,
        ],
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SnapshotArnsToRestore": ["arn:aws:s3:::backups/dump.rdb"]}"#,
        ],
    ),
    check_serverless_memcached,
);

/// What an ARN among `SnapshotArnsToRestore` is of.
enum Source {
    File,
    NodeSnapshot,
    ServerlessSnapshot,
}

fn source(text: &str) -> Option<Source> {
    if is_s3_object(text) {
        return Some(Source::File);
    }
    let arn = Arn::parse(text).filter(|arn| arn.service == "elasticache" && arn.is_regional())?;
    match arn.resource.split_once(':')? {
        ("snapshot", name) if !name.is_empty() => Some(Source::NodeSnapshot),
        ("serverlesssnapshot", name) if !name.is_empty() => Some(Source::ServerlessSnapshot),
        _ => None,
    }
}

fn check_serverless_form(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, text) in scope.texts(n::SNAPSHOT_ARNS_TO_RESTORE) {
        if source(text).is_none() {
            let path = Path::root().key(n::SNAPSHOT_ARNS_TO_RESTORE).index(i);
            report.at_path(
                path,
                format!("“{}” is no ARN of a snapshot or file", shown(text)),
            );
        }
    }
}

fn check_serverless_memcached(scope: &Scope<'_>, report: &mut Report<'_>) {
    if engine(scope) != Some("memcached") {
        return;
    }
    for (i, text) in scope.texts(n::SNAPSHOT_ARNS_TO_RESTORE) {
        if matches!(source(text), Some(Source::File | Source::NodeSnapshot)) {
            let path = Path::root().key(n::SNAPSHOT_ARNS_TO_RESTORE).index(i);
            report.at_path(
                path,
                format!("“{}” holds no data of Memcached", shown(text)),
            );
        }
    }
}
