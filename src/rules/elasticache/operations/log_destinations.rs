//! Where logs are delivered to.

use crate::document::{Edit, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::logs::{GOOD, configurations, enabled, path};
use super::request::SETTINGS;
use super::rule;

const LOGS: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html";
const REQUEST: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_LogDeliveryConfigurationRequest.html";
const LOG_GROUP: &str =
    "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html";
const STREAM: &str =
    "https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html";

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

/// The destinations: type, details, and the name in them.
const DESTINATIONS: [(&str, &str, &str); 2] = [
    ("cloudwatch-logs", n::CLOUD_WATCH_LOGS_DETAILS, n::LOG_GROUP),
    (
        "kinesis-firehose",
        n::KINESIS_FIREHOSE_DETAILS,
        n::DELIVERY_STREAM,
    ),
];

/// The destinations that a configuration gives details of.
fn detailed(item: &Value) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let details = item.get(n::DESTINATION_DETAILS);
    DESTINATIONS
        .into_iter()
        .filter(move |(_, member, _)| details.is_some_and(|details| details.get(member).is_some()))
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
