//! Encryption at rest and its keys.

use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::arn::{Arn, is_hex};
use super::request::{GROUP, SERVERLESS, engine, inherits, older};
use super::rule;

const AT_REST: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html";
const CREATE_GROUP: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html";
const KEY_IDS: &str = "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html";
const KEYED: &[&str] = &["CreateServerlessCache", "CreateReplicationGroup"];
const GOOD_KEY: &[&str] = &[
    r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "KmsKeyId": "arn:aws:kms:us-west-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}"#,
    r#"{"resources": [{"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "KmsKeyId": "1234abcd-12ab-34cd-56ef-1234567890ab"}}]}"#,
];

pub(super) static OFF: Rule = rule(
    "EC345",
    "encryption-at-rest-off",
    Severity::Warning,
    GROUP,
    [
        "AtRestEncryptionEnabled false leaves backups and swapped memory on disk in the clear.",
        "The choice holds for the life of the group, and encryption costs nothing extra.",
        "Set AtRestEncryptionEnabled to true.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": false}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
    ),
    check_off,
);

pub(super) static ABSENT: Rule = rule(
    "EC346",
    "encryption-at-rest-not-chosen",
    Severity::Info,
    GROUP,
    [
        "Redis groups do not encrypt at rest unless asked to.",
        "The choice holds for the life of the group; changing it means making a new one from a backup.",
        "Set AtRestEncryptionEnabled to true.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true}"#,
        ],
    ),
    check_absent,
);

pub(super) static KEY_ALONE: Rule = rule(
    "EC347",
    "key-without-encryption-at-rest",
    Severity::Error,
    GROUP,
    [
        "A KMS key is of use only with encryption at rest.",
        "For Redis that means AtRestEncryptionEnabled true; Valkey has it on unless it is switched off.",
        "Set AtRestEncryptionEnabled to true, or leave KmsKeyId out.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "KmsKeyId": "alias/cache"}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": false, "KmsKeyId": "alias/cache"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "KmsKeyId": "alias/cache"}"#,
        ],
    ),
    check_key_alone,
);

pub(super) static KEY_FORM: Rule = rule(
    "EC348",
    "kms-key-form",
    Severity::Error,
    KEYED,
    [
        "KmsKeyId is a key's id, the ARN of a key or an alias, or alias/NAME.",
        "An id is a UUID, or mrk- and 32 hexadecimal digits.",
        "Copy the key's ARN from the KMS console.",
        KEY_IDS,
    ],
    Examples::new(
        &[r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "KmsKeyId": "my key!"}"#],
        GOOD_KEY,
    ),
    check_key_form,
);

pub(super) static KEY_REGION: Rule = rule(
    "EC349",
    "kms-key-of-another-region",
    Severity::Warning,
    KEYED,
    [
        "The key lies in another Region than the cache.",
        "A KMS key is used in its own Region.",
        "Name a key of the Region, or change the Region.",
        AT_REST,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "KmsKeyId": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}"#,
        ],
        GOOD_KEY,
    ),
    check_key_region,
);

pub(super) static KEY_LOSS: Rule = rule(
    "EC350",
    "kms-key-must-live",
    Severity::Info,
    KEYED,
    [
        "If the key is deleted, or disabled with its grants revoked, the data cannot be recovered.",
        "The cache and its backups are read with this key alone.",
        "Keep the key for as long as the data.",
        AT_REST,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "KmsKeyId": "arn:aws:kms:us-west-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}"#,
        ],
        &[r#"{"ServerlessCacheName": "orders", "Engine": "valkey"}"#],
    ),
    check_key_loss,
);

pub(super) static KEY_NOT_ARN: Rule = rule(
    "EC351",
    "serverless-kms-key-not-arn",
    Severity::Warning,
    SERVERLESS,
    [
        "For a serverless cache KmsKeyId is the ARN of the key.",
        "The API's description asks for the ARN, not for the bare id or an alias.",
        "Copy the key's ARN from the KMS console.",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html",
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "KmsKeyId": "1234abcd-12ab-34cd-56ef-1234567890ab"}"#,
        ],
        GOOD_KEY,
    ),
    check_key_arn,
);

fn check_off(scope: &Scope<'_>, report: &mut Report<'_>) {
    let off = scope.flag(n::AT_REST_ENCRYPTION_ENABLED) == Some(false);
    if off && !scope.has(n::KMS_KEY_ID) && !inherits(scope) {
        encrypt(scope, report);
    }
}

fn encrypt(scope: &Scope<'_>, report: &mut Report<'_>) {
    report
        .at(
            n::AT_REST_ENCRYPTION_ENABLED,
            "no encryption at rest, for the life of the group",
        )
        .fix(
            "Set AtRestEncryptionEnabled to true",
            [scope.set(n::AT_REST_ENCRYPTION_ENABLED, Value::Bool(true))],
        );
}

fn check_absent(scope: &Scope<'_>, report: &mut Report<'_>) {
    let absent = !scope.has(n::AT_REST_ENCRYPTION_ENABLED) && !scope.has(n::KMS_KEY_ID);
    let able = engine(scope) == Some("redis") && !older(scope, "redis", "4.0.10");
    if absent && able && !inherits(scope) {
        encrypt(scope, report);
    }
}

fn check_key_alone(scope: &Scope<'_>, report: &mut Report<'_>) {
    let encrypted = match scope.get(n::AT_REST_ENCRYPTION_ENABLED) {
        None => engine(scope) != Some("redis"),
        Some(value) => value.as_bool().unwrap_or(true),
    };
    if scope.has(n::KMS_KEY_ID) && !encrypted && !inherits(scope) {
        report
            .at(n::KMS_KEY_ID, "a key without AtRestEncryptionEnabled true")
            .fix(
                "Set AtRestEncryptionEnabled to true",
                [scope.set(n::AT_REST_ENCRYPTION_ENABLED, Value::Bool(true))],
            );
    }
}

/// A key's id: a UUID, or that of a key in several Regions.
fn is_key_id(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    if let Some(digits) = lower.strip_prefix("mrk-") {
        return is_hex(digits, &[32]);
    }
    let lengths = [8, 4, 4, 4, 12];
    let groups: Vec<&str> = lower.split('-').collect();
    groups.len() == lengths.len()
        && groups
            .iter()
            .zip(lengths)
            .all(|(group, length)| is_hex(group, &[length]))
}

fn is_alias(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-');
    text.strip_prefix("alias/")
        .is_some_and(|name| (1..=250).contains(&name.len()) && name.chars().all(allowed))
}

fn key_arn(text: &str) -> Option<Arn<'_>> {
    let arn = Arn::parse(text).filter(|arn| arn.service == "kms" && arn.is_regional())?;
    let key = arn.resource.strip_prefix("key/").is_some_and(is_key_id);
    (key || is_alias(arn.resource)).then_some(arn)
}

fn check_key_form(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(key) = scope.text(n::KMS_KEY_ID) else {
        return;
    };
    if !is_key_id(key) && !is_alias(key) && key_arn(key).is_none() {
        report.at(n::KMS_KEY_ID, format!("“{}” names no KMS key", shown(key)));
    }
}

fn check_key_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(arn) = scope.text(n::KMS_KEY_ID).and_then(key_arn)
        && arn.region != scope.region()
    {
        let message = format!(
            "the key lies in {}, the cache in {}",
            arn.region,
            shown(scope.region())
        );
        report.at(n::KMS_KEY_ID, message);
    }
}

fn check_key_loss(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.has(n::KMS_KEY_ID) {
        report.at(n::KMS_KEY_ID, "without this key the data cannot be read");
    }
}

fn check_key_arn(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(key) = scope.text(n::KMS_KEY_ID) else {
        return;
    };
    if is_key_id(key) || is_alias(key) {
        report.at(n::KMS_KEY_ID, format!("“{}” is no ARN", shown(key)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_a_few_forms() {
        for key in [
            "1234abcd-12ab-34cd-56ef-1234567890ab",
            "mrk-1234567890abcdef1234567890abcdef",
            "alias/a/b-c_d",
            "arn:aws-us-gov:kms:us-gov-west-1:123456789012:alias/cache",
            "arn:aws:kms:us-west-2:123456789012:key/mrk-1234567890abcdef1234567890abcdef",
        ] {
            assert!(
                is_key_id(key) || is_alias(key) || key_arn(key).is_some(),
                "{key}"
            );
        }
        for key in [
            "",
            "alias/",
            "1234abcd",
            "arn:aws:kms::123456789012:alias/cache",
            "arn:aws:s3:us-west-2:123456789012:alias/cache",
            "arn:aws:kms:us-west-2:123456789012:cache",
        ] {
            assert!(
                !is_key_id(key) && !is_alias(key) && key_arn(key).is_none(),
                "{key}"
            );
        }
    }
}
