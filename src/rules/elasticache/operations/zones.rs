//! Local Zones.

use crate::document::Path;
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::request::NODES;
use super::rule;

pub(super) static OPT_IN: Rule = rule(
    "EC480",
    "local-zone-needs-opt-in",
    Severity::Info,
    NODES,
    [
        "A Local Zone has to be enabled in the account.",
        "The subnet group also needs a subnet in the Local Zone.",
        "Enable the zone's group in the EC2 console and add a subnet.",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Local_zones.html",
    ],
    Examples::new(
        &[
            r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private", "PreferredAvailabilityZone": "us-west-2-lax-1a"}}]}"#,
        ],
        &[
            r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private", "PreferredAvailabilityZone": "us-west-2a"}}]}"#,
        ],
    ),
    check,
);

/// Whether a zone is a Local Zone of a Region: `us-west-2-lax-1a`.
fn is_local(zone: &str, region: &str) -> bool {
    zone.strip_prefix(region)
        .is_some_and(|rest| rest.starts_with('-'))
}

fn check(scope: &Scope<'_>, report: &mut Report<'_>) {
    let single = [n::PREFERRED_AVAILABILITY_ZONE];
    let lists = [
        n::PREFERRED_AVAILABILITY_ZONES,
        n::PREFERRED_CACHE_CLUSTER_AZS,
    ];
    let mut zones = Vec::new();
    for member in single {
        zones.extend(
            scope
                .text(member)
                .map(|zone| (Path::root().key(member), zone)),
        );
    }
    for member in lists {
        let path = Path::root().key(member);
        zones.extend(scope.texts(member).map(|(i, zone)| (path.index(i), zone)));
    }
    for (path, zone) in zones {
        if is_local(zone, scope.region()) {
            report.at_path(path, format!("{} is a Local Zone", shown(zone)));
        }
    }
}
