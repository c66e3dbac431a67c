//! The topic that tells of events.

use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::arn::Arn;
use super::request::{NODES, SETTINGS, is_replica};
use super::rule;

const EVENTS: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html";
const TOPICS: &str = "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html";
const GOOD: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "NotificationTopicArn": "arn:aws:sns:us-west-2:123456789012:cache-events"}"#,
];
const FIFO: &str = ".fifo";

pub(super) static FORM: Rule = rule(
    "EC385",
    "topic-arn-form",
    Severity::Error,
    SETTINGS,
    [
        "NotificationTopicArn is the full ARN of an SNS topic.",
        "It has the partition, sns, a Region, an account of 12 digits, and a name of 1 to 256 letters, digits, hyphens and underscores.",
        "Copy the topic's ARN from the SNS console.",
        TOPICS,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "NotificationTopicArn": "cache-events"}"#],
        GOOD,
    ),
    check_form,
);

pub(super) static REGION: Rule = rule(
    "EC386",
    "topic-of-another-region",
    Severity::Warning,
    SETTINGS,
    [
        "The topic lies in another Region than the cluster.",
        "ElastiCache publishes to topics of its own Region.",
        "Name a topic of the Region, or change the Region.",
        EVENTS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "NotificationTopicArn": "arn:aws:sns:eu-west-1:123456789012:cache-events"}"#,
        ],
        GOOD,
    ),
    check_region,
);

pub(super) static FIRST_IN_FIRST_OUT: Rule = rule(
    "EC387",
    "fifo-topic",
    Severity::Warning,
    SETTINGS,
    [
        "A FIFO topic is not a safe choice for events.",
        "ElastiCache publishes to standard topics; a FIFO topic asks every publisher for a message group.",
        "Name a standard topic.",
        EVENTS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "NotificationTopicArn": "arn:aws:sns:us-west-2:123456789012:cache-events.fifo"}"#,
        ],
        GOOD,
    ),
    check_fifo,
);

pub(super) static NONE: Rule = rule(
    "EC388",
    "no-topic",
    Severity::Info,
    NODES,
    [
        "A topic reports failovers and maintenance.",
        "Without one somebody has to look for events, which are kept for 14 days.",
        "Set NotificationTopicArn.",
        EVENTS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "NotificationTopicArn": "arn:aws:sns:us-west-2:123456789012:cache-events"}"#,
        ],
    ),
    check_none,
);

/// The ARN, where it is that of a topic.
fn topic<'a>(scope: &Scope<'a>) -> Option<Arn<'a>> {
    let arn = Arn::parse(scope.text(n::NOTIFICATION_TOPIC_ARN)?)?;
    let name = arn.resource.strip_suffix(FIFO).unwrap_or(arn.resource);
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let named = !name.is_empty() && arn.resource.len() <= 256 && name.chars().all(allowed);
    (arn.service == "sns" && arn.is_regional() && named).then_some(arn)
}

fn check_form(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(text) = scope.text(n::NOTIFICATION_TOPIC_ARN)
        && topic(scope).is_none()
    {
        let message = format!("“{}” is no ARN of a topic", shown(text));
        report.at(n::NOTIFICATION_TOPIC_ARN, message);
    }
}

fn check_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(arn) = topic(scope)
        && arn.region != scope.region()
    {
        let message = format!(
            "the topic lies in {}, the cluster in {}",
            arn.region,
            shown(scope.region())
        );
        report.at(n::NOTIFICATION_TOPIC_ARN, message);
    }
}

fn check_fifo(scope: &Scope<'_>, report: &mut Report<'_>) {
    if topic(scope).is_some_and(|arn| arn.resource.ends_with(FIFO)) {
        report.at(n::NOTIFICATION_TOPIC_ARN, "the topic is a FIFO topic");
    }
}

fn check_none(scope: &Scope<'_>, report: &mut Report<'_>) {
    let replica = is_replica(scope);
    if !scope.has(n::NOTIFICATION_TOPIC_ARN) && !replica {
        report.at(
            n::NOTIFICATION_TOPIC_ARN,
            "nobody is told of failovers and maintenance",
        );
    }
}
