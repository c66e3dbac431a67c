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
pub(super) const GOOD: &[&str] = &[
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

pub(super) fn path(index: usize) -> Path {
    Path::root()
        .key(n::LOG_DELIVERY_CONFIGURATIONS)
        .index(index)
}

/// The configurations that are objects, with their indexes; none where memcached has no logs at all.
pub(super) fn configurations<'a>(
    scope: &Scope<'a>,
) -> impl Iterator<Item = (usize, &'a Value)> + use<'a> {
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
pub(super) fn enabled<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (usize, &'a Value)> + use<'a> {
    configurations(scope).filter(|(_, item)| item.flag(n::ENABLED) != Some(false))
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
