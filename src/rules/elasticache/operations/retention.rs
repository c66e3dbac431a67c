//! How long automatic backups are kept.

use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity};

use super::request::{NODES, engine, is_replica};
use super::rule;

const BACKUPS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html";
const COSTS: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html";
/// The requests that take a retention; the shortest to write comes first.
const RETAINED: &[&str] = &[
    "ModifyReplicationGroup",
    "ModifyCacheCluster",
    "ModifyServerlessCache",
    "CreateServerlessCache",
    "CreateReplicationGroup",
    "CreateCacheCluster",
];
const LONGEST: i64 = 35;
/// Up to so many days nobody is surprised by the bill.
const USUAL: i64 = 7;

pub(super) static RANGE: Rule = rule(
    "EC410",
    "retention-out-of-range",
    Severity::Error,
    RETAINED,
    [
        "SnapshotRetentionLimit runs from 0 to 35 days.",
        "Backups are kept for 35 days at most; 0 switches them off.",
        "Choose 0 to 35. Copy a backup that is to be kept longer.",
        BACKUPS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "SnapshotRetentionLimit": 36}"#,
            r#"{"ReplicationGroupId": "orders", "SnapshotRetentionLimit": -1}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "SnapshotRetentionLimit": 35}"#,
            r#"{"ReplicationGroupId": "orders", "SnapshotRetentionLimit": 0}"#,
        ],
    ),
    check_range,
);

pub(super) static OFF: Rule = rule(
    "EC412",
    "no-backups",
    Severity::Info,
    NODES,
    [
        "With SnapshotRetentionLimit 0 or missing there are no automatic backups.",
        "A store that cannot be filled again from elsewhere wants at least a few days.",
        "Set SnapshotRetentionLimit to a few days.",
        BACKUPS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotRetentionLimit": 7}"#,
        ],
    ),
    check_off,
);

pub(super) static SHORT: Rule = rule(
    "EC413",
    "short-retention",
    Severity::Info,
    NODES,
    [
        "Backups of 1 or 2 days leave a long weekend uncovered.",
        "Who notices on Monday what broke on Friday finds no backup from before.",
        "Set SnapshotRetentionLimit to 3 days or more.",
        BACKUPS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotRetentionLimit": 1}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotRetentionLimit": 7}"#,
        ],
    ),
    check_short,
);

pub(super) static COSTLY: Rule = rule(
    "EC414",
    "costly-retention",
    Severity::Info,
    NODES,
    [
        "One backup of each cluster is free, each further one is billed by size and month.",
        "A long retention of a large group costs money.",
        "Keep backups only for as long as they are of use.",
        COSTS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotRetentionLimit": 35}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotRetentionLimit": 7}"#,
        ],
    ),
    check_costly,
);

/// Whether backups are a matter of this request.
fn backed_up(scope: &Scope<'_>) -> bool {
    let replica = is_replica(scope);
    engine(scope) != Some("memcached") && !replica
}

fn days(scope: &Scope<'_>) -> Option<i64> {
    scope
        .int(n::SNAPSHOT_RETENTION_LIMIT)
        .filter(|_| backed_up(scope))
}

fn check_range(scope: &Scope<'_>, report: &mut Report<'_>) {
    let serverless = scope.operation().ends_with("ServerlessCache");
    let days = scope.int(n::SNAPSHOT_RETENTION_LIMIT);
    let Some(days) = days.filter(|_| serverless || backed_up(scope)) else {
        return;
    };
    if !(0..=LONGEST).contains(&days) {
        let nearest = days.clamp(0, LONGEST);
        let edit = scope.set(n::SNAPSHOT_RETENTION_LIMIT, Value::integer(nearest));
        report
            .at(
                n::SNAPSHOT_RETENTION_LIMIT,
                format!("{days} days; 0 to {LONGEST} are possible"),
            )
            .fix(format!("Set SnapshotRetentionLimit to {nearest}"), [edit]);
    }
}

fn check_off(scope: &Scope<'_>, report: &mut Report<'_>) {
    let off = match scope.get(n::SNAPSHOT_RETENTION_LIMIT) {
        // With a window and no retention that is what is reported.
        None => !scope.has(n::SNAPSHOT_WINDOW),
        Some(value) => value.as_integer() == Some(0) && !scope.has(n::SNAPSHOT_WINDOW),
    };
    if off && backed_up(scope) {
        report.at(
            n::SNAPSHOT_RETENTION_LIMIT,
            "there are no automatic backups",
        );
    }
}

fn check_short(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(days @ 1..=2) = days(scope) {
        let plural = if days == 1 { "" } else { "s" };
        let message = format!("{days} day{plural} leave a long weekend uncovered");
        report.at(n::SNAPSHOT_RETENTION_LIMIT, message);
    }
}

fn check_costly(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(days) = days(scope)
        && (USUAL + 1..=LONGEST).contains(&days)
    {
        let message = format!("of {days} daily backups all but one are billed");
        report.at(n::SNAPSHOT_RETENTION_LIMIT, message);
    }
}
