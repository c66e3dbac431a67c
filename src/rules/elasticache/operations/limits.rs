//! Limits of what a serverless cache uses.

use crate::catalog::quota;
use crate::document::{Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity};

use super::request::SERVERLESS;
use super::rule;

const SCALING: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html";
const QUOTAS: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html";
const GOOD: &[&str] = &[
    r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "CacheUsageLimits": {"DataStorage": {"Maximum": 10, "Unit": "GB"}, "ECPUPerSecond": {"Maximum": 5000}}}"#,
];

pub(super) static RANGE: Rule = rule(
    "EC500",
    "usage-limit-out-of-range",
    Severity::Error,
    SERVERLESS,
    [
        "Storage limits run from 1 to 5000 GB, limits of ECPUs from 1000 to 15000000 a second.",
        "These are the sizes that a serverless cache can have; no limit is said by leaving it out.",
        "Choose a number within the bounds.",
        QUOTAS,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "CacheUsageLimits": {"DataStorage": {"Maximum": 5001, "Unit": "GB"}}}"#,
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "CacheUsageLimits": {"ECPUPerSecond": {"Maximum": 999}}}"#,
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "CacheUsageLimits": {"ECPUPerSecond": {"Minimum": 15000001}}}"#,
        ],
        GOOD,
    ),
    check_range,
);

pub(super) static ORDER: Rule = rule(
    "EC501",
    "usage-minimum-above-maximum",
    Severity::Error,
    SERVERLESS,
    [
        "A minimum is not above its maximum.",
        "No usage lies between the two.",
        "Swap them.",
        SCALING,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "CacheUsageLimits": {"ECPUPerSecond": {"Minimum": 6000, "Maximum": 5000}}}"#,
        ],
        GOOD,
    ),
    check_order,
);

pub(super) static NO_BOUND: Rule = rule(
    "EC502",
    "usage-limit-without-bound",
    Severity::Info,
    SERVERLESS,
    [
        "A limit with neither minimum nor maximum limits nothing.",
        "The unit alone says nothing.",
        "Give a maximum, or leave it out.",
        SCALING,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "CacheUsageLimits": {"DataStorage": {"Unit": "GB"}}}"#,
        ],
        GOOD,
    ),
    check_no_bound,
);

pub(super) static NO_MAXIMUM: Rule = rule(
    "EC503",
    "usage-without-maximum",
    Severity::Info,
    SERVERLESS,
    [
        "Without a maximum for storage and ECPUs the bill has no ceiling.",
        "A loop in a client is paid for as real traffic.",
        "Set a maximum well above what you expect.",
        SCALING,
    ],
    Examples::new(
        &[r#"{"ServerlessCacheName": "orders", "Engine": "valkey"}"#],
        GOOD,
    ),
    check_no_maximum,
);

pub(super) static MINIMUM: Rule = rule(
    "EC504",
    "usage-minimum-is-billed",
    Severity::Info,
    SERVERLESS,
    [
        "A minimum keeps capacity ready and is paid for even when unused.",
        "It is meant for peaks that are known to come.",
        "Leave the minimum out, or remove it after the peak.",
        SCALING,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "CacheUsageLimits": {"DataStorage": {"Minimum": 100, "Maximum": 200, "Unit": "GB"}}}"#,
        ],
        GOOD,
    ),
    check_minimum,
);

pub(super) static MAXIMUM: Rule = rule(
    "EC505",
    "usage-maximum-is-hard",
    Severity::Info,
    SERVERLESS,
    [
        "At the maximum requests are throttled, and keys are evicted or writes fail.",
        "A limit close to what is used turns a busy day into an outage; 1 GB or 1000 ECPUs suit tests only.",
        "Leave headroom over the expected peak.",
        SCALING,
    ],
    Examples::new(
        GOOD,
        &[r#"{"ServerlessCacheName": "orders", "Engine": "valkey"}"#],
    ),
    check_maximum,
);

/// A pair of limits: the member, its bounds, and its unit in words.
struct Limit {
    member: &'static str,
    least: i64,
    most: i64,
    unit: &'static str,
}

const LIMITS: [Limit; 2] = [
    Limit {
        member: n::DATA_STORAGE,
        least: 1,
        most: quota::SERVERLESS_STORAGE_GB,
        unit: "GB",
    },
    Limit {
        member: n::ECPU_PER_SECOND,
        least: 1000,
        most: quota::SERVERLESS_ECPU_PER_SECOND,
        unit: "ECPUs a second",
    },
];

impl Limit {
    fn path(&self) -> Path {
        Path::root().key(n::CACHE_USAGE_LIMITS).key(self.member)
    }

    fn value<'a>(&self, scope: &Scope<'a>) -> Option<&'a Value> {
        let limit = scope.get(n::CACHE_USAGE_LIMITS)?.get(self.member)?;
        limit.as_map().is_some().then_some(limit)
    }
}

/// The limits that a request gives.
fn limits<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (&'static Limit, &'a Value)> + use<'a> {
    let scope = *scope;
    LIMITS
        .iter()
        .filter_map(move |limit| Some((limit, limit.value(&scope)?)))
}

fn check_range(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (limit, value) in limits(scope) {
        for bound in [n::MINIMUM, n::MAXIMUM] {
            let Some(number) = value.int(bound) else {
                continue;
            };
            if (limit.least..=limit.most).contains(&number) {
                continue;
            }
            let path = limit.path().key(bound);
            let nearest = number.clamp(limit.least, limit.most);
            let message = format!(
                "{number} {}; {} to {} are possible",
                limit.unit, limit.least, limit.most
            );
            let finding = report.at_path(path.clone(), message);
            let other = if bound == n::MINIMUM {
                n::MAXIMUM
            } else {
                n::MINIMUM
            };
            let crossed = value.int(other).is_some_and(|other| {
                if bound == n::MINIMUM {
                    nearest > other
                } else {
                    other > nearest
                }
            });
            if !crossed {
                let edit = Edit::set(scope.index, path, Value::integer(nearest));
                finding.fix(format!("Set {bound} to {nearest}"), [edit]);
            }
        }
    }
}

fn check_order(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (limit, value) in limits(scope) {
        let (Some(least), Some(most)) = (value.int(n::MINIMUM), value.int(n::MAXIMUM)) else {
            continue;
        };
        if least > most {
            let path = limit.path();
            let edits = [
                Edit::set(scope.index, path.key(n::MINIMUM), Value::integer(most)),
                Edit::set(scope.index, path.key(n::MAXIMUM), Value::integer(least)),
            ];
            report
                .at_path(
                    path.key(n::MINIMUM),
                    format!("{least} is above the maximum, {most}"),
                )
                .fix("Swap them", edits);
        }
    }
}

fn check_no_bound(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (limit, value) in limits(scope) {
        if value.get(n::MINIMUM).is_none() && value.get(n::MAXIMUM).is_none() {
            report.at_path(limit.path(), "neither minimum nor maximum are given");
        }
    }
}

fn check_no_maximum(scope: &Scope<'_>, report: &mut Report<'_>) {
    let bounded = |limit: &Limit| {
        limit
            .value(scope)
            .is_some_and(|value| value.get(n::MAXIMUM).is_some())
    };
    let open: Vec<&str> = LIMITS
        .iter()
        .filter(|limit| !bounded(limit))
        .map(|limit| limit.member)
        .collect();
    if !open.is_empty() {
        let message = format!("no maximum for {}", open.join(" and "));
        report.at(n::CACHE_USAGE_LIMITS, message);
    }
}

fn check_minimum(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (limit, value) in limits(scope) {
        if let Some(number) = value.int(n::MINIMUM) {
            let message = format!("{number} {} are paid for even when unused", limit.unit);
            report.at_path(limit.path().key(n::MINIMUM), message);
        }
    }
}

fn check_maximum(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (limit, value) in limits(scope) {
        if let Some(number) = value.int(n::MAXIMUM) {
            let effect = if limit.member == n::DATA_STORAGE {
                "keys are evicted or writes fail"
            } else {
                "requests are throttled"
            };
            let message = format!("at {number} {} {effect}", limit.unit);
            report.at_path(limit.path().key(n::MAXIMUM), message);
        }
    }
}
