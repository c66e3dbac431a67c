//! Requests that ask: of which kinds, about what, from when to when.

use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::nearest::nearest;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

const OFFERINGS: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeReservedCacheNodesOfferings.html";
const EVENTS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeEvents.html";
const TAGS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_AddTagsToResource.html";

const fn rule(
    code: &'static str,
    name: &'static str,
    operations: &'static [&'static str],
    texts: [&'static str; 4],
    examples: Examples,
    check: fn(&Scope<'_>, &mut Report<'_>),
) -> Rule {
    Rule {
        code,
        name,
        severity: Severity::Error,
        operations,
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: texts[3],
        examples,
        check: Check::Resource(check),
    }
}

pub(super) static VALUE: Rule = rule(
    "EC801",
    "value-not-documented",
    &[
        "DescribeReservedCacheNodesOfferings",
        "DescribeReservedCacheNodes",
        "DescribeCacheParameters",
        "DescribeSnapshots",
    ],
    [
        "The parameter takes certain values only.",
        "The model does not list them, but the page about the parameter does.",
        "Choose one of the values.",
        OFFERINGS,
    ],
    Examples::new(
        &[
            r#"{"Duration": "2"}"#,
            r#"{"OfferingType": "all upfront"}"#,
            r#"{"resources": [{"operation": "DescribeCacheParameters", "parameters": {"CacheParameterGroupName": "orders", "Source": "engine"}}]}"#,
            r#"{"resources": [{"operation": "DescribeSnapshots", "parameters": {"SnapshotSource": "manual"}}]}"#,
        ],
        &[r#"{"Duration": "31536000", "OfferingType": "No Upfront"}"#],
    ),
    check_value,
);

pub(super) static NO_ARN: Rule = rule(
    "EC802",
    "tagged-resource-without-arn",
    &[
        "AddTagsToResource",
        "RemoveTagsFromResource",
        "ListTagsForResource",
    ],
    [
        "The resource is given by its ARN.",
        "An id alone does not say what kind of resource it is of; AWS answers InvalidARN.",
        "Write arn:aws:elasticache:REGION:ACCOUNT:KIND:NAME.",
        TAGS,
    ],
    Examples::new(
        &[
            r#"{"ResourceName": "orders", "Tags": [{"Key": "env", "Value": "prod"}]}"#,
            r#"{"ResourceName": "arn:aws:rds:us-west-2:111122223333:cluster:orders", "Tags": [{"Key": "env", "Value": "prod"}]}"#,
        ],
        &[
            r#"{"ResourceName": "arn:aws:elasticache:us-west-2:111122223333:cluster:orders", "Tags": [{"Key": "env", "Value": "prod"}]}"#,
        ],
    ),
    check_arn,
);

pub(super) static TIMES: Rule = rule(
    "EC803",
    "events-that-end-before-they-start",
    &["DescribeEvents"],
    [
        "The start of the interval is before its end.",
        "No event lies in an interval that ends before it starts; AWS answers InvalidParameterCombination.",
        "Swap the two times.",
        EVENTS,
    ],
    Examples::new(
        &[r#"{"StartTime": "2026-11-20T08:00:00Z", "EndTime": "2026-11-19T08:00:00Z"}"#],
        &[r#"{"StartTime": "2026-11-19T08:00:00Z", "EndTime": "2026-11-20T08:00:00Z"}"#],
    ),
    check_times,
);

const TERMS: &[&str] = &["1", "3", "31536000", "94608000"];
const PAYMENTS: &[&str] = &[
    "No Upfront",
    "Partial Upfront",
    "All Upfront",
    "Light Utilization",
    "Medium Utilization",
    "Heavy Utilization",
];

/// The values that are documented: operation, member, values.
const VALUES: &[(&str, &str, &[&str])] = &[
    ("DescribeReservedCacheNodesOfferings", n::DURATION, TERMS),
    (
        "DescribeReservedCacheNodesOfferings",
        n::OFFERING_TYPE,
        PAYMENTS,
    ),
    ("DescribeReservedCacheNodes", n::DURATION, TERMS),
    ("DescribeReservedCacheNodes", n::OFFERING_TYPE, PAYMENTS),
    (
        "DescribeCacheParameters",
        n::SOURCE,
        &["user", "system", "engine-default"],
    ),
    ("DescribeSnapshots", n::SNAPSHOT_SOURCE, &["system", "user"]),
];

fn check_value(scope: &Scope<'_>, report: &mut Report<'_>) {
    let of_operation = VALUES
        .iter()
        .filter(|(operation, ..)| *operation == scope.operation());
    for (_, member, values) in of_operation {
        let Some(text) = scope.text(member) else {
            continue;
        };
        if values.contains(&text) {
            continue;
        }
        let message = format!("“{}” is none of {}", shown(text), values.join(", "));
        let finding = report.at(member, message);
        if let Some(value) = nearest(text, values) {
            finding.fix(
                format!("Change to {value}"),
                [scope.set(member, Value::string(value))],
            );
        }
    }
}

fn check_arn(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(name) = scope.text(n::RESOURCE_NAME) else {
        return;
    };
    let parts: Vec<&str> = name.splitn(7, ':').collect();
    let whole = matches!(
        *parts,
        ["arn", partition, "elasticache", _, _, kind, id]
            if partition.starts_with("aws") && !kind.is_empty() && !id.is_empty()
    );
    if !whole {
        let message = format!("“{}” is no ARN of ElastiCache", shown(name));
        report.at(n::RESOURCE_NAME, message);
    }
}

fn check_times(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some(start), Some(end)) = (scope.text(n::START_TIME), scope.text(n::END_TIME)) else {
        return;
    };
    // Times in UTC of one form compare as texts do.
    let utc = |text: &str| text.len() == end.len() && text.ends_with('Z') && text.is_ascii();
    if utc(start) && utc(end) && start > end {
        let edits = [
            scope.set(n::START_TIME, Value::string(end)),
            scope.set(n::END_TIME, Value::string(start)),
        ];
        report
            .at(
                n::END_TIME,
                format!("{} is before {}", shown(end), shown(start)),
            )
            .fix("Swap the two times", edits);
    }
}
