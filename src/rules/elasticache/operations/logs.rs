//! Delivery of logs.

use std::collections::BTreeSet;

use crate::catalog::Version;
use crate::document::{Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::request::{GROUP, NODES, SETTINGS, creates, engine, inherits, speaks_redis, version};
use super::rule;

const LOGS: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html";
const REQUEST: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_LogDeliveryConfigurationRequest.html";
const LOG_GROUP: &str =
    "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html";
const STREAM: &str =
    "https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html";
const GOOD: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "LogDeliveryConfigurations": [{"LogType": "slow-log", "DestinationType": "cloudwatch-logs", "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "/elasticache/orders"}}, "LogFormat": "json"}, {"LogType": "engine-log", "DestinationType": "kinesis-firehose", "DestinationDetails": {"KinesisFirehoseDetails": {"DeliveryStream": "orders"}}, "LogFormat": "text"}]}"#,
    r#"{"ReplicationGroupId": "orders", "LogDeliveryConfigurations": [{"LogType": "slow-log", "Enabled": false}]}"#,
];
const GOOD_GROUP: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "LogDeliveryConfigurations": [{"LogType": "slow-log", "DestinationType": "cloudwatch-logs", "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "/elasticache/orders"}}, "LogFormat": "json"}]}"#,
];

pub(super) static TWICE: Rule = rule(
    "EC440",
    "log-type-twice",
    Severity::Error,
    SETTINGS,
    [
        "Each log type appears at most once.",
        "A cluster delivers its slow log to one place and its engine log to one place.",
        "Remove one of the configurations.",
        LOGS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "LogDeliveryConfigurations": [{"LogType": "slow-log", "DestinationType": "cloudwatch-logs", "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "a"}}, "LogFormat": "json"}, {"LogType": "slow-log", "DestinationType": "cloudwatch-logs", "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "b"}}, "LogFormat": "json"}]}"#,
        ],
        GOOD,
    ),
    check_twice,
);

pub(super) static NO_TYPE: Rule = rule(
    "EC442",
    "log-without-type",
    Severity::Error,
    SETTINGS,
    [
        "Each configuration names its log: slow-log or engine-log.",
        "Without it nobody knows which log is to be delivered.",
        "Set LogType.",
        REQUEST,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "LogDeliveryConfigurations": [{"DestinationType": "cloudwatch-logs", "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "a"}}, "LogFormat": "json"}]}"#,
        ],
        GOOD,
    ),
    check_type,
);

pub(super) static MISMATCH: Rule = rule(
    "EC443",
    "log-destination-mismatch",
    Severity::Error,
    SETTINGS,
    [
        "cloudwatch-logs goes with CloudWatchLogsDetails and kinesis-firehose with KinesisFirehoseDetails.",
        "The details of another destination say nothing about this one.",
        "Change DestinationType, or give the details of the destination.",
        REQUEST,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "LogDeliveryConfigurations": [{"LogType": "slow-log", "DestinationType": "kinesis-firehose", "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "a"}}, "LogFormat": "json"}]}"#,
        ],
        GOOD,
    ),
    check_mismatch,
);

pub(super) static BOTH: Rule = rule(
    "EC444",
    "two-log-destinations",
    Severity::Error,
    SETTINGS,
    [
        "DestinationDetails describes one destination, never both.",
        "A log is delivered to one place.",
        "Keep the details of one destination.",
        REQUEST,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "LogDeliveryConfigurations": [{"LogType": "slow-log", "DestinationType": "cloudwatch-logs", "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "a"}, "KinesisFirehoseDetails": {"DeliveryStream": "b"}}, "LogFormat": "json"}]}"#,
        ],
        GOOD,
    ),
    check_both,
);

pub(super) static INCOMPLETE: Rule = rule(
    "EC445",
    "log-destination-incomplete",
    Severity::Error,
    SETTINGS,
    [
        "A configuration says where the log goes.",
        "That takes DestinationType, DestinationDetails and the name of the log group or stream in them.",
        "Give what is missing.",
        LOGS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "LogDeliveryConfigurations": [{"LogType": "slow-log", "LogFormat": "json"}]}"#,
            r#"{"ReplicationGroupId": "orders", "LogDeliveryConfigurations": [{"LogType": "slow-log", "DestinationType": "cloudwatch-logs", "DestinationDetails": {"CloudWatchLogsDetails": {}}, "LogFormat": "json"}]}"#,
        ],
        GOOD,
    ),
    check_incomplete,
);

pub(super) static NO_FORMAT: Rule = rule(
    "EC446",
    "log-without-format",
    Severity::Warning,
    SETTINGS,
    [
        "State the log's format: json or text.",
        "No default is documented.",
        "Set LogFormat to json.",
        REQUEST,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "LogDeliveryConfigurations": [{"LogType": "slow-log", "DestinationType": "cloudwatch-logs", "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "a"}}}]}"#,
        ],
        GOOD,
    ),
    check_format,
);

pub(super) static GROUP_NAME: Rule = rule(
    "EC447",
    "log-group-name",
    Severity::Error,
    SETTINGS,
    [
        "A log group's name has 1 to 512 letters, digits and . - _ / #.",
        "It is a name, not an ARN.",
        "Write the name of a log group.",
        LOG_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "LogDeliveryConfigurations": [{"LogType": "slow-log", "DestinationType": "cloudwatch-logs", "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "arn:aws:logs:us-west-2:123456789012:log-group:/elasticache/orders"}}, "LogFormat": "json"}]}"#,
        ],
        GOOD,
    ),
    check_group_name,
);

pub(super) static STREAM_NAME: Rule = rule(
    "EC448",
    "log-stream-name",
    Severity::Error,
    SETTINGS,
    [
        "A Firehose stream's name has 1 to 64 letters, digits and . - _.",
        "It is a name, not an ARN.",
        "Write the name of a delivery stream.",
        STREAM,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "LogDeliveryConfigurations": [{"LogType": "slow-log", "DestinationType": "kinesis-firehose", "DestinationDetails": {"KinesisFirehoseDetails": {"DeliveryStream": "arn:aws:firehose:us-west-2:123456789012:deliverystream/orders"}}, "LogFormat": "json"}]}"#,
        ],
        GOOD,
    ),
    check_stream_name,
);

pub(super) static OLD_REDIS: Rule = rule(
    "EC449",
    "log-on-old-redis",
    Severity::Error,
    NODES,
    [
        "The slow log is delivered from Redis 6.0 and the engine log from 6.2; Valkey delivers both.",
        "Older versions have no log delivery.",
        "Choose a newer version, or leave the configuration out.",
        LOGS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.0", "CacheNodeType": "cache.m6g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "LogDeliveryConfigurations": [{"LogType": "engine-log", "DestinationType": "cloudwatch-logs", "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "a"}}, "LogFormat": "json"}]}"#,
        ],
        GOOD_GROUP,
    ),
    check_version,
);

pub(super) static DISABLED: Rule = rule(
    "EC450",
    "log-disabled-at-creation",
    Severity::Info,
    NODES,
    [
        "Enabled false does nothing when a cluster is made.",
        "No log is delivered unless a configuration asks for it.",
        "Leave the configuration out.",
        REQUEST,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "LogDeliveryConfigurations": [{"LogType": "slow-log", "Enabled": false}]}"#,
        ],
        GOOD_GROUP,
    ),
    check_disabled,
);

pub(super) static BILLED: Rule = rule(
    "EC451",
    "log-delivery-is-billed",
    Severity::Info,
    NODES,
    [
        "Delivered logs are billed as vended logs of CloudWatch.",
        "That holds for both destinations.",
        "Deliver what somebody reads, and let log groups expire.",
        LOGS,
    ],
    Examples::new(
        GOOD_GROUP,
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
    ),
    check_billed,
);

pub(super) static NONE: Rule = rule(
    "EC452",
    "no-log-delivery",
    Severity::Info,
    GROUP,
    [
        "No log is delivered.",
        "A slow log is the cheapest way to find costly commands.",
        "Deliver the slow log to a log group.",
        LOGS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
        GOOD_GROUP,
    ),
    check_none,
);

/// The destinations: type, details, and the name in them.
const DESTINATIONS: [(&str, &str, &str); 2] = [
    ("cloudwatch-logs", n::CLOUD_WATCH_LOGS_DETAILS, n::LOG_GROUP),
    (
        "kinesis-firehose",
        n::KINESIS_FIREHOSE_DETAILS,
        n::DELIVERY_STREAM,
    ),
];

fn path(index: usize) -> Path {
    Path::root()
        .key(n::LOG_DELIVERY_CONFIGURATIONS)
        .index(index)
}

/// The configurations that are objects, with their indexes; none where memcached has no logs at all.
fn configurations<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (usize, &'a Value)> + use<'a> {
    let items = scope
        .items(n::LOG_DELIVERY_CONFIGURATIONS)
        .unwrap_or_default();
    let able = engine(scope) != Some("memcached");
    items
        .iter()
        .enumerate()
        .filter(move |(_, item)| able && item.as_map().is_some())
}

/// Those that deliver.
fn enabled<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (usize, &'a Value)> + use<'a> {
    configurations(scope).filter(|(_, item)| item.flag(n::ENABLED) != Some(false))
}

/// The destinations that a configuration gives details of.
fn detailed(item: &Value) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let details = item.get(n::DESTINATION_DETAILS);
    DESTINATIONS
        .into_iter()
        .filter(move |(_, member, _)| details.is_some_and(|details| details.get(member).is_some()))
}

fn check_twice(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for (i, item) in configurations(scope) {
        let Some(kind) = item.text(n::LOG_TYPE) else {
            continue;
        };
        if !seen.insert(kind) {
            report
                .at_path(
                    path(i).key(n::LOG_TYPE),
                    format!("“{}” comes twice", shown(kind)),
                )
                .fix(
                    "Remove this configuration",
                    [Edit::remove(scope.index, path(i))],
                );
        }
    }
}

fn check_type(scope: &Scope<'_>, report: &mut Report<'_>) {
    let items: Vec<_> = configurations(scope).collect();
    for &(i, item) in &items {
        if item.get(n::LOG_TYPE).is_some() {
            continue;
        }
        let finding = report.at_path(path(i).key(n::LOG_TYPE), "the configuration names no log");
        let used = |kind: &str| {
            items
                .iter()
                .any(|(_, item)| item.text(n::LOG_TYPE) == Some(kind))
        };
        if items.len() == 1 && !used("slow-log") && !creates(scope) {
            let edit = Edit::set(
                scope.index,
                path(i).key(n::LOG_TYPE),
                Value::string("slow-log"),
            );
            finding.fix("Set LogType to slow-log", [edit]);
        }
    }
}

fn check_mismatch(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, item) in enabled(scope) {
        let mut details = detailed(item);
        let (Some(kind), Some((of, member, _)), None) = (
            item.text(n::DESTINATION_TYPE),
            details.next(),
            details.next(),
        ) else {
            continue;
        };
        if DESTINATIONS.iter().any(|(known, _, _)| *known == kind) && kind != of {
            let place = path(i).key(n::DESTINATION_TYPE);
            let edit = Edit::set(scope.index, place.clone(), Value::string(of));
            report
                .at_path(place, format!("{kind} does not go with {member}"))
                .fix(format!("Set DestinationType to {of}"), [edit]);
        }
    }
}

fn check_both(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, item) in configurations(scope) {
        if detailed(item).count() < 2 {
            continue;
        }
        let place = path(i).key(n::DESTINATION_DETAILS);
        let finding = report.at_path(place.clone(), "details of two destinations");
        let other = DESTINATIONS
            .iter()
            .find(|(kind, _, _)| Some(*kind) != item.text(n::DESTINATION_TYPE));
        if let (Some((_, member, _)), true) = (other, item.get(n::DESTINATION_TYPE).is_some()) {
            let edit = Edit::remove(scope.index, place.key(member));
            finding.fix(format!("Remove {member}"), [edit]);
        }
    }
}

fn check_incomplete(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, item) in enabled(scope) {
        let kind = item.get(n::DESTINATION_TYPE);
        let details = item.get(n::DESTINATION_DETAILS);
        if kind.is_none() && details.is_none() {
            let message = "neither DestinationType nor DestinationDetails say where the log goes";
            report.at_path(path(i).key(n::DESTINATION_TYPE), message);
        } else if kind.is_none() {
            let place = path(i).key(n::DESTINATION_TYPE);
            let finding = report.at_path(place.clone(), "the configuration has no DestinationType");
            if let Some((of, _, _)) = detailed(item).next() {
                let edit = Edit::set(scope.index, place, Value::string(of));
                finding.fix(format!("Set DestinationType to {of}"), [edit]);
            }
        } else if details.is_none_or(|d| d.as_map().is_some() && detailed(item).next().is_none()) {
            let place = path(i).key(n::DESTINATION_DETAILS);
            report.at_path(place, "the details of the destination are missing");
        }
        for (_, member, name) in detailed(item) {
            let missing = details
                .and_then(|details| details.get(member)?.as_map())
                .is_some_and(|map| !map.contains(name));
            if missing {
                let place = path(i).key(n::DESTINATION_DETAILS).key(member).key(name);
                report.at_path(place, format!("{member} has no {name}"));
            }
        }
    }
}

fn check_format(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, item) in enabled(scope) {
        if item.get(n::LOG_FORMAT).is_none() {
            let place = path(i).key(n::LOG_FORMAT);
            let edit = Edit::set(scope.index, place.clone(), Value::string("json"));
            report
                .at_path(place, "the format of the log is not stated")
                .fix("Set LogFormat to json", [edit]);
        }
    }
}

fn check_group_name(scope: &Scope<'_>, report: &mut Report<'_>) {
    let named = |text: &str| {
        Some(
            text.split_once(":log-group:")?
                .1
                .split(':')
                .next()?
                .to_owned(),
        )
    };
    check_name(scope, report, 0, (512, ".-_/#"), named);
}

fn check_stream_name(scope: &Scope<'_>, report: &mut Report<'_>) {
    let named = |text: &str| Some(text.split_once(":deliverystream/")?.1.to_owned());
    check_name(scope, report, 1, (64, ".-_"), named);
}

/// Checks the name of one destination: its length, its characters beside letters and digits, and
/// what is to be taken from an ARN.
fn check_name(
    scope: &Scope<'_>,
    report: &mut Report<'_>,
    destination: usize,
    (longest, others): (usize, &str),
    of_arn: fn(&str) -> Option<String>,
) {
    let (_, member, name) = DESTINATIONS[destination];
    let is_name = |text: &str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || others.contains(c);
        (1..=longest).contains(&text.len()) && text.chars().all(allowed)
    };
    for (i, item) in configurations(scope) {
        let details = item
            .get(n::DESTINATION_DETAILS)
            .and_then(|details| details.get(member));
        let Some(text) = details.and_then(|details| details.text(name)) else {
            continue;
        };
        if is_name(text) {
            continue;
        }
        let place = path(i).key(n::DESTINATION_DETAILS).key(member).key(name);
        let finding = report.at_path(place.clone(), format!("“{}” is no {name}", shown(text)));
        if let Some(plain) = of_arn(text).filter(|plain| is_name(plain)) {
            let edit = Edit::set(scope.index, place, Value::string(&*plain));
            finding.fix(format!("Write {}", shown(&plain)), [edit]);
        }
    }
}

fn check_version(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some("redis"), Some(version)) = (engine(scope), version(scope)) else {
        return;
    };
    let too_old = |than: &str| Version::parse(than).is_some_and(|than| version < than);
    for (i, item) in enabled(scope) {
        let oldest = match item.text(n::LOG_TYPE) {
            Some("slow-log") => "6.0",
            Some("engine-log") => "6.2",
            _ => continue,
        };
        if too_old(oldest) {
            let message = format!("Redis {version} does not deliver it, {oldest} does");
            report.at_path(path(i).key(n::LOG_TYPE), message);
        }
    }
}

fn check_disabled(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, item) in configurations(scope) {
        if item.flag(n::ENABLED) == Some(false) {
            report
                .at_path(
                    path(i).key(n::ENABLED),
                    "a log that is not delivered need not be listed",
                )
                .fix(
                    "Remove the configuration",
                    [Edit::remove(scope.index, path(i))],
                );
        }
    }
}

fn check_billed(scope: &Scope<'_>, report: &mut Report<'_>) {
    if enabled(scope).next().is_some() {
        let message = "delivered logs are billed as vended logs";
        report.at(n::LOG_DELIVERY_CONFIGURATIONS, message);
    }
}

fn check_none(scope: &Scope<'_>, report: &mut Report<'_>) {
    let able = match engine(scope) {
        Some("redis") => version(scope).is_none_or(|version| version.at_least("6.0")),
        Some(engine) => speaks_redis(engine),
        None => false,
    };
    if able && enabled(scope).next().is_none() && !inherits(scope) {
        report.at(n::LOG_DELIVERY_CONFIGURATIONS, "no log is delivered");
    }
}
