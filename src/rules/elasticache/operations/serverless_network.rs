//! Where a serverless cache is reached, and when it is backed up.

use std::collections::BTreeSet;

use crate::document::{Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::arn::is_ec2_id;
use super::request::{SERVERLESS, creates};
use super::rule;
use super::window::clock;

const CREATE: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html";
const BACKUPS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html";
const GOOD: &[&str] = &[
    r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SubnetIds": ["subnet-01234567", "subnet-89abcdef"]}"#,
    r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SubnetIds": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1", "subnet-0123456789abcdef2"]}"#,
];
const GOOD_TIME: &[&str] = &[
    r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "DailySnapshotTime": "03:00", "SnapshotRetentionLimit": 7}"#,
];

pub(super) static COUNT: Rule = rule(
    "EC506",
    "serverless-subnet-count",
    Severity::Error,
    SERVERLESS,
    [
        "SubnetIds names two or three subnets.",
        "The endpoint stands in two or three Availability Zones, with one subnet in each.",
        "Name two or three subnets.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SubnetIds": ["subnet-01234567"]}"#,
        ],
        GOOD,
    ),
    check_count,
);

pub(super) static NOT_AN_ID: Rule = rule(
    "EC507",
    "serverless-subnet-id",
    Severity::Error,
    SERVERLESS,
    [
        "A subnet id is subnet- and 8 or 17 lower-case hexadecimal digits.",
        "Names, and cache subnet groups, are not looked up.",
        "Copy the id from the VPC console.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SubnetIds": ["subnet-01234567", "private"]}"#,
        ],
        GOOD,
    ),
    check_ids,
);

pub(super) static TWICE: Rule = rule(
    "EC508",
    "duplicate-serverless-subnet",
    Severity::Error,
    SERVERLESS,
    [
        "No subnet appears twice.",
        "Each lies in another Availability Zone.",
        "Name another subnet.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SubnetIds": ["subnet-01234567", "subnet-01234567"]}"#,
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SubnetIds": ["subnet-01234567", "subnet-89abcdef", "subnet-01234567"]}"#,
        ],
        GOOD,
    ),
    check_twice,
);

pub(super) static NONE: Rule = rule(
    "EC509",
    "no-serverless-subnets",
    Severity::Info,
    SERVERLESS,
    [
        "Without SubnetIds the default VPC is used.",
        "Production caches belong in private subnets of their own.",
        "Name private subnets in SubnetIds.",
        CREATE,
    ],
    Examples::new(
        &[r#"{"ServerlessCacheName": "orders", "Engine": "valkey"}"#],
        GOOD,
    ),
    check_none,
);

pub(super) static TIME: Rule = rule(
    "EC510",
    "daily-snapshot-time-form",
    Severity::Error,
    &["CreateServerlessCache", "ModifyServerlessCache"],
    [
        "DailySnapshotTime is one time of day, hh:mm from 00:00 to 23:59 in UTC.",
        "It is when the backup begins, not a range.",
        "Write one time, such as 03:00.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "DailySnapshotTime": "03:00-04:00", "SnapshotRetentionLimit": 7}"#,
        ],
        GOOD_TIME,
    ),
    check_time,
);

pub(super) static TIME_UNUSED: Rule = rule(
    "EC511",
    "daily-snapshot-time-without-retention",
    Severity::Warning,
    SERVERLESS,
    [
        "A snapshot time does nothing while SnapshotRetentionLimit is 0 or missing.",
        "Automatic backups are off then.",
        "Set SnapshotRetentionLimit to the days to keep backups for.",
        CREATE,
    ],
    Examples::new(
        &[r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "DailySnapshotTime": "03:00"}"#],
        GOOD_TIME,
    ),
    check_time_unused,
);

pub(super) static NO_BACKUPS: Rule = rule(
    "EC512",
    "serverless-without-backups",
    Severity::Info,
    SERVERLESS,
    [
        "Without SnapshotRetentionLimit a serverless cache has no automatic backups.",
        "A store that cannot be filled again from elsewhere wants at least a few days.",
        "Set SnapshotRetentionLimit to a few days.",
        BACKUPS,
    ],
    Examples::new(
        &[r#"{"ServerlessCacheName": "orders", "Engine": "valkey"}"#],
        &[r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SnapshotRetentionLimit": 7}"#],
    ),
    check_no_backups,
);

fn path(index: usize) -> Path {
    Path::root().key(n::SUBNET_IDS).index(index)
}

fn check_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(items) = scope.items(n::SUBNET_IDS) else {
        return;
    };
    if !(2..=3).contains(&items.len()) {
        let message = format!("the number of subnets is {}; it is 2 or 3", items.len());
        let finding = report.at(n::SUBNET_IDS, message);
        if items.is_empty() {
            finding.fix("Remove SubnetIds", [scope.remove(n::SUBNET_IDS)]);
        }
    }
}

fn check_ids(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, id) in scope.texts(n::SUBNET_IDS) {
        if !is_ec2_id(id, "subnet-") {
            report.at_path(path(i), format!("“{}” is no id of a subnet", shown(id)));
        }
    }
}

fn check_twice(scope: &Scope<'_>, report: &mut Report<'_>) {
    let n_items = scope.items(n::SUBNET_IDS).map_or(0, <[Value]>::len);
    let mut seen = BTreeSet::new();
    for (i, id) in scope.texts(n::SUBNET_IDS) {
        if !seen.insert(id) {
            let finding = report.at_path(path(i), format!("“{}” is listed twice", shown(id)));
            if n_items > 2 {
                finding.fix("Remove it", [Edit::remove(scope.index, path(i))]);
            }
        }
    }
}

fn check_none(scope: &Scope<'_>, report: &mut Report<'_>) {
    let ipv6 = matches!(scope.text(n::NETWORK_TYPE), Some("ipv6" | "dual_stack"));
    if !scope.has(n::SUBNET_IDS) && !ipv6 {
        report.at(n::SUBNET_IDS, "the default VPC is used");
    }
}

fn check_time(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(text) = scope.text(n::DAILY_SNAPSHOT_TIME) else {
        return;
    };
    if clock(text).is_ok() {
        return;
    }
    let message = format!("“{}” is no time from 00:00 to 23:59", shown(text));
    let finding = report.at(n::DAILY_SNAPSHOT_TIME, message);
    let start = text.split('-').next().filter(|start| clock(start).is_ok());
    if let Some(start) = start {
        let edit = scope.set(n::DAILY_SNAPSHOT_TIME, Value::string(start));
        finding.fix(format!("Write {start}"), [edit]);
    }
}

/// Whether automatic backups are off.
fn is_off(scope: &Scope<'_>) -> bool {
    match scope.get(n::SNAPSHOT_RETENTION_LIMIT) {
        None => true,
        Some(value) => value.as_integer() == Some(0),
    }
}

fn check_time_unused(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.has(n::DAILY_SNAPSHOT_TIME) && is_off(scope) {
        let edit = scope.set(n::SNAPSHOT_RETENTION_LIMIT, Value::integer(7));
        report
            .at(
                n::DAILY_SNAPSHOT_TIME,
                "no backups are made, for SnapshotRetentionLimit is not set",
            )
            .fix("Keep backups for 7 days", [edit]);
    }
}

fn check_no_backups(scope: &Scope<'_>, report: &mut Report<'_>) {
    if is_off(scope) && !scope.has(n::DAILY_SNAPSHOT_TIME) && creates(scope) {
        report.at(
            n::SNAPSHOT_RETENTION_LIMIT,
            "there are no automatic backups",
        );
    }
}
