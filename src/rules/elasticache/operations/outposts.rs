//! Outposts: where they are and what they lack. Forms and modes are checked with the cluster's placement.

use std::collections::BTreeSet;

use crate::document::{Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts::{has_default_region, node_groups, outpost_path, set_region};
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::arn::Arn;
use super::request::{CLUSTER, NODES, engine, is_replica};
use super::rule;

const OUTPOSTS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCache-Outposts.html";
const GOOD: &[&str] = &[
    r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private", "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:123456789012:outpost/op-0123456789abcdef0"}}]}"#,
];

pub(super) static REGION: Rule = rule(
    "EC475",
    "outpost-of-another-region",
    Severity::Error,
    NODES,
    [
        "The Outpost is homed in the Region of the request.",
        "An Outpost belongs to one Region, which manages what runs on it.",
        "Name an Outpost of the Region, or change the Region.",
        OUTPOSTS,
    ],
    Examples::new(
        &[
            r#"{"region": "eu-west-1", "resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private", "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-east-1:123456789012:outpost/op-0123456789abcdef0"}}]}"#,
        ],
        GOOD,
    ),
    check_region,
);

pub(super) static DEFAULT_REGION: Rule = rule(
    "EC479",
    "outpost-not-in-default-region",
    Severity::Warning,
    NODES,
    [
        "The Outpost is homed in another Region than the one that documents begin with.",
        "Most likely the Region has not been chosen yet; with the one that is set, AWS refuses the Outpost.",
        "Set the Region to that of the Outpost.",
        OUTPOSTS,
    ],
    Examples::new(
        &[
            r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private", "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-east-1:123456789012:outpost/op-0123456789abcdef0"}}]}"#,
        ],
        GOOD,
    ),
    check_default_region,
);

pub(super) static SEVERAL: Rule = rule(
    "EC476",
    "several-outposts-in-single-mode",
    Severity::Error,
    CLUSTER,
    [
        "single-outpost puts all nodes on one Outpost.",
        "So all of PreferredOutpostArns are the same one.",
        "Name one Outpost in PreferredOutpostArn.",
        OUTPOSTS,
    ],
    Examples::new(
        &[
            r#"{"CacheClusterId": "pages", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 2, "CacheSubnetGroupName": "private", "OutpostMode": "single-outpost", "PreferredOutpostArns": ["arn:aws:outposts:us-west-2:123456789012:outpost/op-0123456789abcdef0", "arn:aws:outposts:us-west-2:123456789012:outpost/op-0123456789abcdef1"]}"#,
        ],
        GOOD,
    ),
    check_several,
);

pub(super) static ZONES: Rule = rule(
    "EC477",
    "outpost-across-zones",
    Severity::Error,
    CLUSTER,
    [
        "Multi-AZ is not available on Outposts.",
        "An Outpost hangs on one Availability Zone, so AZMode stays single-az.",
        "Set AZMode to single-az, or leave it out.",
        OUTPOSTS,
    ],
    Examples::new(
        &[
            r#"{"CacheClusterId": "pages", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 2, "AZMode": "cross-az", "CacheSubnetGroupName": "private", "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:123456789012:outpost/op-0123456789abcdef0"}"#,
        ],
        GOOD,
    ),
    check_zones,
);

pub(super) static BACKUPS: Rule = rule(
    "EC478",
    "backups-leave-outpost",
    Severity::Warning,
    CLUSTER,
    [
        "Backups are not kept on the Outpost itself.",
        "They go to the Region, which matters where data must stay in the building or the link is slow.",
        "Do not count on local backups, or leave SnapshotRetentionLimit out.",
        OUTPOSTS,
    ],
    Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private", "SnapshotRetentionLimit": 7, "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:123456789012:outpost/op-0123456789abcdef0"}"#,
        ],
        GOOD,
    ),
    check_backups,
);

/// Every Outpost that a request names, with its place.
fn outposts<'a>(scope: &Scope<'a>) -> Vec<(Path, &'a str)> {
    let member = |name: &str| Path::root().key(name);
    let mut acc = Vec::new();
    acc.extend(
        scope
            .text(n::PREFERRED_OUTPOST_ARN)
            .map(|arn| (member(n::PREFERRED_OUTPOST_ARN), arn)),
    );
    for (i, arn) in scope.texts(n::PREFERRED_OUTPOST_ARNS) {
        acc.push((member(n::PREFERRED_OUTPOST_ARNS).index(i), arn));
    }
    for (i, group) in node_groups(scope).iter().enumerate() {
        let all = group.outposts();
        acc.extend(all.map(|(replica, arn)| (outpost_path(i, replica), arn)));
    }
    acc
}

fn on_outpost(scope: &Scope<'_>) -> bool {
    scope.has(n::OUTPOST_MODE)
        || scope.has(n::PREFERRED_OUTPOST_ARN)
        || scope.has(n::PREFERRED_OUTPOST_ARNS)
}

/// The Outposts of other Regions, with their paths and Regions.
fn elsewhere<'a>(scope: &Scope<'a>) -> Vec<(Path, &'a str)> {
    let mut acc = Vec::new();
    for (path, text) in outposts(scope) {
        let arn = Arn::parse(text).filter(|arn| arn.service == "outposts" && arn.is_regional());
        if let Some(arn) = arn.filter(|arn| arn.region != scope.region()) {
            acc.push((path, arn.region));
        }
    }
    acc
}

fn check_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    if has_default_region(scope) {
        return;
    }
    let here = shown(scope.region());
    for (path, region) in elsewhere(scope) {
        let message = format!("the Outpost is homed in {region}, not in {here}");
        report.at_path(path, message);
    }
}

fn check_default_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !has_default_region(scope) {
        return;
    }
    let elsewhere = elsewhere(scope);
    if let Some((path, region)) = elsewhere.first() {
        let here = scope.region();
        let message = format!("the Outpost is homed in {region}, and the request goes to {here}");
        report.at_path(path.clone(), message).fix(
            format!("Set the Region to {region}"),
            [set_region(scope, region)],
        );
    }
}

fn check_several(scope: &Scope<'_>, report: &mut Report<'_>) {
    let arns: BTreeSet<&str> = scope
        .texts(n::PREFERRED_OUTPOST_ARNS)
        .map(|(_, arn)| arn)
        .collect();
    if arns.len() > 1 && scope.text(n::OUTPOST_MODE) == Some("single-outpost") {
        let message = format!("{} Outposts, but single-outpost", arns.len());
        report.at(n::PREFERRED_OUTPOST_ARNS, message);
    }
}

fn check_zones(scope: &Scope<'_>, report: &mut Report<'_>) {
    if on_outpost(scope) && scope.text(n::AZ_MODE) == Some("cross-az") {
        let edit = scope.set(n::AZ_MODE, Value::string("single-az"));
        report
            .at(n::AZ_MODE, "cross-az is not available on Outposts")
            .fix("Set AZMode to single-az", [edit]);
    }
}

fn check_backups(scope: &Scope<'_>, report: &mut Report<'_>) {
    let days = scope.int(n::SNAPSHOT_RETENTION_LIMIT).unwrap_or_default();
    let able = engine(scope) != Some("memcached") && !is_replica(scope);
    if on_outpost(scope) && days > 0 && able {
        report.at(
            n::SNAPSHOT_RETENTION_LIMIT,
            "backups are kept in the Region, not on the Outpost",
        );
    }
}
