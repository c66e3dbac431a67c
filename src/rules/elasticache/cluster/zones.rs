//! Names of zones: their form, their Region, and whether there is such a zone.

use super::place::{Odd, Place, Zone, all_same, free_zone, odd_zones};
use super::sources;
use crate::catalog;
use crate::document::{Edit, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::model::shown;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const BOTH: &[&str] = &["CreateReplicationGroup", "CreateCacheCluster"];
const ZONES: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RegionsAndAZs.html";

pub(super) static FORM: Rule = Rule {
    code: "EC060",
    name: "zone-malformed",
    severity: Severity::Error,
    operations: BOTH,
    summary: "A zone is given by its name: the Region and a letter, as in us-west-2a.",
    why: "A Region alone, a zone id such as use1-az1 and capitals are no names of zones.",
    fix: "Write the Region and the letter of the zone.",
    source: ZONES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "usw2-az1"]}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2"]}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2B"]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b"]}"#,
        ],
    ),
    check: Check::Resource(check_form),
};

pub(super) static OTHER_REGION: Rule = Rule {
    code: "EC061",
    name: "zone-in-other-region",
    severity: Severity::Error,
    operations: BOTH,
    summary: "Every zone belongs to the Region that the request is sent to.",
    why: "A request runs in one Region and knows only its zones.",
    fix: "Use a zone of the Region, or send the request to the zone's Region.",
    source: ZONES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "eu-west-1a"]}"#,
            r#"{"region": "us-east-1", "resources": [{"service": "elasticache", "operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "PreferredAvailabilityZone": "eu-west-1a"}}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b"]}"#,
        ],
    ),
    check: Check::Resource(check_other_region),
};

pub(super) static DEFAULT_REGION: Rule = Rule {
    code: "EC062",
    name: "zones-not-in-default-region",
    severity: Severity::Warning,
    operations: BOTH,
    summary: "All zones are of one Region, and the request goes to another: the one that documents begin with.",
    why: "Most likely the Region has not been chosen yet; with the one that is set, AWS refuses the zones.",
    fix: "Set the Region to that of the zones.",
    source: ZONES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-east-1a", "us-east-1b"]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b"]}"#,
        ],
    ),
    check: Check::Resource(check_default_region),
};

pub(super) static UNKNOWN: Rule = Rule {
    code: "EC063",
    name: "zone-unknown",
    severity: Severity::Warning,
    operations: BOTH,
    summary: "The Region is not known to have a zone of that letter.",
    why: "Letters differ by account in the older Regions and zones are added, so this may be right for you.",
    fix: "Choose a zone that the Region has.",
    source: ZONES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2z"]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b"]}"#,
        ],
    ),
    check: Check::Resource(check_unknown),
};

pub(super) static ONE_ZONE: Rule = Rule {
    code: "EC064",
    name: "multi-az-in-one-zone",
    severity: Severity::Error,
    operations: &["CreateReplicationGroup"],
    summary: "With Multi-AZ, a shard has a replica in another zone than its primary.",
    why: "That is what Multi-AZ is: one zone may fail.",
    fix: "Put a replica into another zone.",
    source: sources::FAILOVER,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2a"]}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 1, "PrimaryAvailabilityZone": "us-west-2a", "ReplicaAvailabilityZones": ["us-west-2a"]}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b"]}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 1, "PrimaryAvailabilityZone": "us-west-2a", "ReplicaAvailabilityZones": ["us-west-2b"]}]}"#,
        ],
    ),
    check: Check::Resource(check_one_zone),
};

/// Reports at a place, with the fix that puts another zone there.
fn report_at(
    scope: &Scope<'_>,
    report: &mut Report<'_>,
    place: Place,
    message: String,
    zone: Option<String>,
) {
    let path = place.path();
    let finding = report.at_path(path.clone(), message);
    if let Some(zone) = zone {
        let title = format!("Change to {zone}");
        finding.fix(title, [Edit::set(scope.index, path, Value::string(zone))]);
    }
}

fn check_form(scope: &Scope<'_>, report: &mut Report<'_>) {
    for &(place, text) in &odd_zones(scope).zones {
        if report.is_full() {
            break;
        }
        if Zone::parse(text).is_some() {
            continue;
        }
        let lower = text.trim().to_ascii_lowercase();
        let region = catalog::region(&lower).is_some();
        let better = if Zone::parse(&lower).is_some() {
            Some(lower)
        } else if region && lower == scope.region() {
            free_zone(scope, place).map(ToOwned::to_owned)
        } else {
            None
        };
        let message = if region {
            format!("{} is a Region; a zone has a letter too", shown(text))
        } else {
            format!(
                "“{}” is no zone such as {}a",
                shown(text),
                shown(scope.region())
            )
        };
        report_at(scope, report, place, message, better);
    }
}

/// The Region of all zones, where it is one and the request goes to the Region that documents begin with.
fn region_not_chosen<'a>(scope: &Scope<'a>, odd: &Odd<'a>) -> Option<&'a str> {
    if !odd.all || !facts::has_default_region(scope) {
        return None;
    }
    let zones = odd.zones.iter().filter_map(|(_, text)| Zone::parse(text));
    let mut regions = zones.map(|zone| zone.region);
    let first = regions.next()?;
    (first != scope.region() && regions.all(|region| region == first)).then_some(first)
}

fn check_other_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    let odd = odd_zones(scope);
    if region_not_chosen(scope, odd).is_some() {
        return;
    }
    for &(place, text) in &odd.zones {
        if report.is_full() {
            break;
        }
        let Some(zone) = Zone::parse(text).filter(|zone| zone.region != scope.region()) else {
            continue;
        };
        let message = format!(
            "{} is a zone of {}, and the request goes to {}",
            shown(text),
            zone.region,
            shown(scope.region())
        );
        let free = free_zone(scope, place).map(ToOwned::to_owned);
        report_at(scope, report, place, message, free);
    }
}

fn check_default_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    let odd = odd_zones(scope);
    let Some(region) = region_not_chosen(scope, odd) else {
        return;
    };
    // An Outpost says the same of the Region.
    if super::outposts::named(scope) {
        return;
    }
    let Some((place, _)) = odd.zones.first() else {
        return;
    };
    let message = format!(
        "the zones are of {region}, and the request goes to {}",
        scope.region()
    );
    report.at_path(place.path(), message).fix(
        format!("Set the Region to {region}"),
        [facts::set_region(scope, region)],
    );
}

fn check_unknown(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(region) = catalog::region(scope.region()).filter(|r| !r.zones.is_empty()) else {
        return;
    };
    for &(place, text) in &odd_zones(scope).zones {
        if report.is_full() {
            break;
        }
        let ours = Zone::parse(text).is_some_and(|zone| zone.region == region.id && !zone.local);
        if ours && !region.zones.contains(&text) {
            let message = format!(
                "as of {}, {} is not known as a zone of {}; known are {}",
                catalog::AS_OF,
                shown(text),
                region.id,
                region.zones.join(", ")
            );
            let free = free_zone(scope, place).map(ToOwned::to_owned);
            report_at(scope, report, place, message, free);
        }
    }
}

fn check_one_zone(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.flag(n::MULTI_AZ_ENABLED) != Some(true) {
        return;
    }
    let member = n::PREFERRED_CACHE_CLUSTER_AZS;
    let listed = scope.items(member).unwrap_or_default();
    if all_same(listed) {
        let zone = shown(listed[0].as_str().unwrap_or_default());
        let place = Place::Item(member, listed.len() - 1);
        let finding = report.at(
            member,
            format!("with Multi-AZ, not all nodes can be in {zone}"),
        );
        if let Some(free) = free_zone(scope, place) {
            let edit = Edit::set(scope.index, place.path(), Value::string(free));
            finding.fix(format!("Put the last one into {free}"), [edit]);
        }
    }
    for (shard, group) in facts::node_groups(scope).iter().enumerate() {
        if report.is_full() {
            break;
        }
        let Some(primary) = group.primary_zone else {
            continue;
        };
        let replicas = group.replica_zones.and_then(Value::as_list);
        let replicas = replicas.unwrap_or_default();
        if replicas.is_empty() || replicas.iter().any(|zone| zone != primary) {
            continue;
        }
        let zone = shown(primary.as_str().unwrap_or_default());
        let place = Place::Replica(shard, replicas.len() - 1);
        let path = facts::node_group_path(shard, n::REPLICA_AVAILABILITY_ZONES);
        let finding = report.at_path(
            path,
            format!("with Multi-AZ, not all nodes of the shard can be in {zone}"),
        );
        if let Some(free) = free_zone(scope, place) {
            let edit = Edit::set(scope.index, place.path(), Value::string(free));
            finding.fix(format!("Put the last one into {free}"), [edit]);
        }
    }
}
