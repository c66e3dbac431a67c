//! Maintenance and snapshot windows.

use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::request::{NODES, SETTINGS, creates, engine, is_replica};
use super::rule;
use super::window::{DAY, Fault, Window};

const MAINTENANCE: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/maintenance-window.html";
const CREATE_GROUP: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html";
const BACKUPS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html";
const SHORTEST: u32 = 60;
const GOOD_MAINTENANCE: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "PreferredMaintenanceWindow": "sun:05:00-sun:06:00"}"#,
    r#"{"ReplicationGroupId": "orders", "PreferredMaintenanceWindow": "sat:23:30-sun:00:30"}"#,
];
const GOOD_SNAPSHOT: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "SnapshotWindow": "03:00-04:00"}"#,
    r#"{"ReplicationGroupId": "orders", "SnapshotWindow": "23:30-00:30"}"#,
];

pub(super) static MAINTENANCE_FORM: Rule = rule(
    "EC395",
    "maintenance-window-form",
    Severity::Error,
    SETTINGS,
    [
        "A maintenance window reads ddd:hh:mm-ddd:hh:mm, such as sun:05:00-sun:06:00.",
        "Days are sun to sat, times 00:00 to 23:59 in UTC; midnight at the end of a day is 00:00 of the next.",
        "Write day and time on both sides.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "PreferredMaintenanceWindow": "05:00-06:00"}"#,
            r#"{"ReplicationGroupId": "orders", "PreferredMaintenanceWindow": "sun:23:00-sun:24:00"}"#,
            r#"{"ReplicationGroupId": "orders", "PreferredMaintenanceWindow": "sunday:05:00-sunday:06:00"}"#,
        ],
        GOOD_MAINTENANCE,
    ),
    check_maintenance_form,
);

pub(super) static MAINTENANCE_CASE: Rule = rule(
    "EC396",
    "maintenance-window-in-upper-case",
    Severity::Warning,
    SETTINGS,
    [
        "The days of a maintenance window are written in lower case.",
        "That is how the reference writes them, and how they come back.",
        "Write the days in lower case.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "PreferredMaintenanceWindow": "Sun:05:00-Sun:06:00"}"#,
        ],
        GOOD_MAINTENANCE,
    ),
    check_maintenance_case,
);

pub(super) static MAINTENANCE_SHORT: Rule = rule(
    "EC397",
    "maintenance-window-too-short",
    Severity::Error,
    SETTINGS,
    [
        "A maintenance window is at least 60 minutes long.",
        "AWS refuses a shorter one. It may cross midnight and the end of the week.",
        "Move the end.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "PreferredMaintenanceWindow": "sun:05:00-sun:05:59"}"#,
        ],
        GOOD_MAINTENANCE,
    ),
    check_maintenance_short,
);

pub(super) static MAINTENANCE_LONG: Rule = rule(
    "EC398",
    "maintenance-window-too-long",
    Severity::Warning,
    SETTINGS,
    [
        "A maintenance window longer than a day usually means that start and end were swapped.",
        "Maintenance may then begin at nearly any time.",
        "Swap start and end, or shorten the window.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "PreferredMaintenanceWindow": "sun:06:00-sun:05:00"}"#,
        ],
        GOOD_MAINTENANCE,
    ),
    check_maintenance_long,
);

pub(super) static MAINTENANCE_NONE: Rule = rule(
    "EC399",
    "no-maintenance-window",
    Severity::Info,
    NODES,
    [
        "Without a window ElastiCache picks an hour of a random day, from a block of eight hours of the Region.",
        "It may fall into your busy hours.",
        "Set PreferredMaintenanceWindow to a quiet hour, in UTC.",
        MAINTENANCE,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "PreferredMaintenanceWindow": "sun:05:00-sun:06:00"}"#,
        ],
    ),
    check_maintenance_none,
);

pub(super) static SNAPSHOT_FORM: Rule = rule(
    "EC400",
    "snapshot-window-form",
    Severity::Error,
    SETTINGS,
    [
        "A snapshot window reads hh:mm-hh:mm, such as 05:00-09:00.",
        "Times are 00:00 to 23:59 in UTC, with two digits each and without a day, for it comes every day.",
        "Write a time on both sides.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "SnapshotWindow": "sun:05:00-sun:06:00"}"#,
            r#"{"ReplicationGroupId": "orders", "SnapshotWindow": "23:00-24:00"}"#,
        ],
        GOOD_SNAPSHOT,
    ),
    check_snapshot_form,
);

pub(super) static SNAPSHOT_SHORT: Rule = rule(
    "EC401",
    "snapshot-window-too-short",
    Severity::Error,
    SETTINGS,
    [
        "A snapshot window is at least 60 minutes long.",
        "AWS refuses a shorter one. It may cross midnight.",
        "Move the end.",
        BACKUPS,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "SnapshotWindow": "05:00-05:30"}"#],
        GOOD_SNAPSHOT,
    ),
    check_snapshot_short,
);

pub(super) static OVERLAP: Rule = rule(
    "EC402",
    "windows-overlap",
    Severity::Error,
    SETTINGS,
    [
        "The daily snapshot window must not overlap the weekly maintenance window.",
        "A backup and maintenance exclude each other; windows that only touch are fine.",
        "Move one of the windows.",
        BACKUPS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "SnapshotWindow": "05:30-06:30", "PreferredMaintenanceWindow": "sun:05:00-sun:06:00"}"#,
            r#"{"ReplicationGroupId": "orders", "SnapshotWindow": "00:00-01:00", "PreferredMaintenanceWindow": "sat:23:30-sun:00:30"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "SnapshotWindow": "06:00-07:00", "PreferredMaintenanceWindow": "sun:05:00-sun:06:00"}"#,
        ],
    ),
    check_overlap,
);

pub(super) static SNAPSHOT_UNUSED: Rule = rule(
    "EC403",
    "snapshot-window-without-retention",
    Severity::Warning,
    NODES,
    [
        "A snapshot window does nothing while SnapshotRetentionLimit is 0 or missing.",
        "Automatic backups are off then.",
        "Set SnapshotRetentionLimit to the days to keep backups for.",
        BACKUPS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotWindow": "03:00-04:00"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotWindow": "03:00-04:00", "SnapshotRetentionLimit": 7}"#,
        ],
    ),
    check_snapshot_unused,
);

pub(super) static SNAPSHOT_NONE: Rule = rule(
    "EC404",
    "no-snapshot-window",
    Severity::Info,
    NODES,
    [
        "With backups on and no window ElastiCache chooses the time.",
        "It may fall into your busy hours, when a backup costs most.",
        "Set SnapshotWindow to quiet hours, in UTC.",
        BACKUPS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotRetentionLimit": 7}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotWindow": "03:00-04:00", "SnapshotRetentionLimit": 7}"#,
        ],
    ),
    check_snapshot_none,
);

/// A window with the text that it was read from.
fn maintenance<'a>(scope: &Scope<'a>) -> Option<(Window, &'a str)> {
    let text = scope.text(n::PREFERRED_MAINTENANCE_WINDOW)?;
    Some((Window::weekly(text).ok()?, text))
}

fn snapshot<'a>(scope: &Scope<'a>) -> Option<(Window, &'a str)> {
    let text = scope.text(n::SNAPSHOT_WINDOW)?;
    Some((Window::daily(text).ok()?, text))
}

fn report_fault(report: &mut Report<'_>, member: &str, text: &str, fault: &Fault<'_>, form: &str) {
    let message = match fault {
        Fault::Form => format!("“{}” is not of the form {form}", shown(text)),
        Fault::Day(day) => {
            format!(
                "“{}” is no day; days are sun mon tue wed thu fri sat",
                shown(day)
            )
        }
        Fault::Clock(time) => format!("“{}” is no time from 00:00 to 23:59", shown(time)),
    };
    report.at(member, message);
}

fn check_maintenance_form(scope: &Scope<'_>, report: &mut Report<'_>) {
    let member = n::PREFERRED_MAINTENANCE_WINDOW;
    if let Some(text) = scope.text(member)
        && let Err(fault) = Window::weekly(text)
    {
        report_fault(report, member, text, &fault, "sun:05:00-sun:06:00");
    }
}

fn check_maintenance_case(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((_, text)) = maintenance(scope) else {
        return;
    };
    let lower = text.to_ascii_lowercase();
    if lower != text {
        let edit = scope.set(n::PREFERRED_MAINTENANCE_WINDOW, Value::string(&*lower));
        report
            .at(
                n::PREFERRED_MAINTENANCE_WINDOW,
                format!("“{text}” is written “{lower}”"),
            )
            .fix(format!("Write {lower}"), [edit]);
    }
}

fn check_maintenance_short(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some((window, _)) = maintenance(scope)
        && window.length < SHORTEST
    {
        let message = format!("{} minutes, at least {SHORTEST} are needed", window.length);
        report.at(n::PREFERRED_MAINTENANCE_WINDOW, message);
    }
}

fn check_maintenance_long(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((window, text)) = maintenance(scope).filter(|(window, _)| window.length > DAY) else {
        return;
    };
    let message = format!("{} hours long", window.length / 60);
    let finding = report.at(n::PREFERRED_MAINTENANCE_WINDOW, message);
    let swapped = text
        .split_once('-')
        .map(|(start, end)| format!("{end}-{start}"));
    let is_fine = |text: &String| {
        let window = Window::weekly(text);
        let daily = snapshot(scope).map(|(daily, _)| daily);
        window.is_ok_and(|window| {
            (SHORTEST..=DAY).contains(&window.length)
                && daily.is_none_or(|daily| !window.meets(daily))
        })
    };
    if let Some(swapped) = swapped.filter(is_fine) {
        let edit = scope.set(n::PREFERRED_MAINTENANCE_WINDOW, Value::string(&*swapped));
        finding.fix(format!("Swap start and end: {swapped}"), [edit]);
    }
}

fn check_maintenance_none(scope: &Scope<'_>, report: &mut Report<'_>) {
    let replica = is_replica(scope);
    if !scope.has(n::PREFERRED_MAINTENANCE_WINDOW) && !replica {
        report.at(
            n::PREFERRED_MAINTENANCE_WINDOW,
            "ElastiCache picks the hour of maintenance",
        );
    }
}

fn check_snapshot_form(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(text) = scope.text(n::SNAPSHOT_WINDOW)
        && let Err(fault) = Window::daily(text)
    {
        report_fault(report, n::SNAPSHOT_WINDOW, text, &fault, "05:00-09:00");
    }
}

fn check_snapshot_short(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some((window, _)) = snapshot(scope)
        && window.length < SHORTEST
    {
        let message = format!("{} minutes, at least {SHORTEST} are needed", window.length);
        report.at(n::SNAPSHOT_WINDOW, message);
    }
}

fn check_overlap(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some((weekly, maintenance)), Some((daily, text))) = (maintenance(scope), snapshot(scope))
    else {
        return;
    };
    if !weekly.meets(daily) {
        return;
    }
    let message = format!("{text} overlaps the maintenance window {maintenance}");
    let finding = report.at(n::SNAPSHOT_WINDOW, message);
    let moved = Window {
        start: (weekly.start + weekly.length) % DAY,
        length: daily.length,
    };
    if !weekly.meets(moved) {
        let text = moved.daily_text();
        let edit = scope.set(n::SNAPSHOT_WINDOW, Value::string(&*text));
        finding.fix(format!("Move it to {text}"), [edit]);
    }
}

/// Whether a request makes a cluster that has backups at all.
fn backed_up(scope: &Scope<'_>) -> bool {
    let replica = is_replica(scope);
    creates(scope) && engine(scope) != Some("memcached") && !replica
}

fn check_snapshot_unused(scope: &Scope<'_>, report: &mut Report<'_>) {
    let off = match scope.get(n::SNAPSHOT_RETENTION_LIMIT) {
        None => true,
        Some(value) => value.as_integer() == Some(0),
    };
    if scope.has(n::SNAPSHOT_WINDOW) && off && backed_up(scope) {
        let edit = scope.set(n::SNAPSHOT_RETENTION_LIMIT, Value::integer(7));
        report
            .at(
                n::SNAPSHOT_WINDOW,
                "no backups are made, for SnapshotRetentionLimit is not set",
            )
            .fix("Keep backups for 7 days", [edit]);
    }
}

fn check_snapshot_none(scope: &Scope<'_>, report: &mut Report<'_>) {
    let on = scope
        .int(n::SNAPSHOT_RETENTION_LIMIT)
        .is_some_and(|days| days > 0);
    if on && !scope.has(n::SNAPSHOT_WINDOW) && backed_up(scope) {
        report.at(n::SNAPSHOT_WINDOW, "ElastiCache picks the hour of backups");
    }
}
