//! Where the nodes of a Memcached cluster go, and the single node of Redis.

use std::collections::BTreeSet;

use super::place::free_zone;
use super::place::{Place, all_same};
use super::{outposts, sources};
use crate::document::{Edit, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const CLUSTER: &[&str] = &["CreateCacheCluster"];
const LIST: &str = n::PREFERRED_AVAILABILITY_ZONES;
const ONE: &str = n::PREFERRED_AVAILABILITY_ZONE;

pub(super) static BOTH: Rule = Rule {
    code: "EC071",
    name: "one-zone-and-a-list",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "Nodes are placed by PreferredAvailabilityZone or by PreferredAvailabilityZones, not by both.",
    why: "The first puts all nodes into one zone, the second each into one of its own.",
    fix: "Keep one of them.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "PreferredAvailabilityZones": ["us-west-2a", "us-west-2b"], "PreferredAvailabilityZone": "us-west-2a"}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "PreferredAvailabilityZones": ["us-west-2a", "us-west-2b"]}"#,
        ],
    ),
    check: Check::Resource(check_both),
};

pub(super) static LIST_OF_REDIS: Rule = Rule {
    code: "EC072",
    name: "zone-list-of-redis",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "PreferredAvailabilityZones is for Memcached; a node of Redis takes PreferredAvailabilityZone.",
    why: "CreateCacheCluster makes a single node of Redis, which has one zone.",
    fix: "Use PreferredAvailabilityZone.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "PreferredAvailabilityZones": ["us-west-2a"]}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "PreferredAvailabilityZone": "us-west-2a"}"#,
        ],
    ),
    check: Check::Resource(check_list_of_redis),
};

pub(super) static COUNT: Rule = Rule {
    code: "EC073",
    name: "node-zone-count-mismatch",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "PreferredAvailabilityZones lists one zone for each of NumCacheNodes.",
    why: "Each node has a zone; a zone may be listed several times.",
    fix: "Make the number and the list agree.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 3, "AZMode": "cross-az", "PreferredAvailabilityZones": ["us-west-2a", "us-west-2b"]}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "PreferredAvailabilityZones": ["us-west-2a", "us-west-2b"]}"#,
        ],
    ),
    check: Check::Resource(check_count),
};

pub(super) static MODE_OF_REDIS: Rule = Rule {
    code: "EC074",
    name: "az-mode-of-redis",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "AZMode is for Memcached.",
    why: "CreateCacheCluster makes a single node of Redis, which cannot be spread over zones.",
    fix: "Leave AZMode out.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "AZMode": "single-az"}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1}"#,
        ],
    ),
    check: Check::Resource(check_mode_of_redis),
};

pub(super) static CROSS_ONE_NODE: Rule = Rule {
    code: "EC075",
    name: "cross-az-of-one-node",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "Spreading nodes over zones needs more than one node.",
    why: "A single node is in one zone.",
    fix: "Have two nodes or more, or set AZMode to single-az.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "AZMode": "cross-az"}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az"}"#,
        ],
    ),
    check: Check::Resource(check_cross_one_node),
};

pub(super) static CROSS_SAME_ZONES: Rule = Rule {
    code: "EC076",
    name: "cross-az-in-one-zone",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "With cross-az the listed zones are not all the same.",
    why: "The list puts every node into one zone, which is single-az.",
    fix: "List at least two different zones, or set AZMode to single-az.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "PreferredAvailabilityZones": ["us-west-2a", "us-west-2a"]}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "PreferredAvailabilityZones": ["us-west-2a", "us-west-2b"]}"#,
        ],
    ),
    check: Check::Resource(check_cross_same_zones),
};

pub(super) static SINGLE_ZONES_DIFFER: Rule = Rule {
    code: "EC077",
    name: "single-az-in-several-zones",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "With single-az the listed zones do not differ.",
    why: "All nodes are to be in one zone.",
    fix: "Set AZMode to cross-az, or list one zone only.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "single-az", "PreferredAvailabilityZones": ["us-west-2a", "us-west-2b"]}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "PreferredAvailabilityZones": ["us-west-2a", "us-west-2b"]}"#,
        ],
    ),
    check: Check::Resource(check_single_zones_differ),
};

pub(super) static MODE_UNSTATED: Rule = Rule {
    code: "EC078",
    name: "az-mode-unstated",
    severity: Severity::Warning,
    operations: CLUSTER,
    summary: "When the listed zones differ, AZMode is better written out as cross-az.",
    why: "Unstated it is single-az, which the list contradicts.",
    fix: "Set AZMode to cross-az.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "PreferredAvailabilityZones": ["us-west-2a", "us-west-2b"]}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "PreferredAvailabilityZones": ["us-west-2a", "us-west-2b"]}"#,
        ],
    ),
    check: Check::Resource(check_mode_unstated),
};

pub(super) static CROSS_WITH_ONE: Rule = Rule {
    code: "EC079",
    name: "cross-az-with-preferred-zone",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "PreferredAvailabilityZone contradicts cross-az.",
    why: "It puts all nodes into one zone.",
    fix: "List zones in PreferredAvailabilityZones, or set AZMode to single-az.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "PreferredAvailabilityZone": "us-west-2a"}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "PreferredAvailabilityZone": "us-west-2a"}"#,
        ],
    ),
    check: Check::Resource(check_cross_with_one),
};

pub(super) static TOGETHER: Rule = Rule {
    code: "EC080",
    name: "memcached-in-one-zone",
    severity: Severity::Info,
    operations: CLUSTER,
    summary: "Several nodes of Memcached in one zone all go with that zone.",
    why: "Memcached has no replicas, so spreading the nodes is what keeps a part of the cache.",
    fix: "Set AZMode to cross-az.",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RegionsAndAZs.html",
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "single-az"}"#,
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az"}"#,
        ],
    ),
    check: Check::Resource(check_together),
};

pub(super) static ONE_NODE: Rule = Rule {
    code: "EC081",
    name: "memcached-of-one-node",
    severity: Severity::Info,
    operations: CLUSTER,
    summary: "Losing the only node of a Memcached cluster loses the whole cache.",
    why: "Memcached has no replicas; with more nodes a failed one takes only its part along.",
    fix: "Have two nodes or more.",
    source: sources::FAULTS,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az"}"#,
        ],
    ),
    check: Check::Resource(check_one_node),
};

/// Whether the cluster may be one of Memcached; other rules speak for Redis and for replicas.
fn spreads(scope: &Scope<'_>) -> bool {
    !of_redis(scope) && !facts::is_replica(scope)
}

fn of_redis(scope: &Scope<'_>) -> bool {
    matches!(facts::engine(scope), Some("redis" | "valkey"))
}

fn mode_is(scope: &Scope<'_>, mode: &str) -> bool {
    scope.text(n::AZ_MODE) == Some(mode)
}

fn differ(zones: &[Value]) -> bool {
    let texts: BTreeSet<&str> = zones.iter().filter_map(Value::as_str).collect();
    texts.len() > 1
}

fn set_mode(scope: &Scope<'_>, mode: &str) -> [Edit; 1] {
    [scope.set(n::AZ_MODE, Value::string(mode))]
}

fn check_both(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.has(ONE) && scope.has(LIST) && spreads(scope) {
        report
            .at(ONE, "PreferredAvailabilityZones places the nodes too")
            .fix("Leave it out", [scope.remove(ONE)]);
    }
}

fn check_list_of_redis(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !of_redis(scope) || facts::is_replica(scope) {
        return;
    }
    let Some(zones) = scope.items(LIST) else {
        return;
    };
    let finding = report.at(LIST, "PreferredAvailabilityZones is for Memcached");
    match zones.first() {
        Some(zone) if !scope.has(ONE) => finding.fix(
            "Replace it by PreferredAvailabilityZone",
            [scope.set(ONE, zone.clone()), scope.remove(LIST)],
        ),
        _ => finding.fix("Leave it out", [scope.remove(LIST)]),
    }
}

fn check_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some(zones), Some(nodes)) = (scope.items(LIST), scope.int(n::NUM_CACHE_NODES)) else {
        return;
    };
    let listed = i64::try_from(zones.len()).unwrap_or(i64::MAX);
    if listed == nodes || nodes < 1 || !spreads(scope) {
        return;
    }
    let message = format!("zones and nodes differ in number: {listed} and {nodes}");
    let finding = report.at(LIST, message);
    if listed > 0 {
        finding.fix(
            format!("Set NumCacheNodes to {listed}"),
            [scope.set(n::NUM_CACHE_NODES, Value::integer(listed))],
        );
    }
}

fn check_mode_of_redis(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.has(n::AZ_MODE) && of_redis(scope) && !facts::is_replica(scope) {
        report
            .at(n::AZ_MODE, "AZMode is for Memcached")
            .fix("Leave it out", [scope.remove(n::AZ_MODE)]);
    }
}

fn check_cross_one_node(scope: &Scope<'_>, report: &mut Report<'_>) {
    let one = scope.int(n::NUM_CACHE_NODES) == Some(1);
    if !one || !mode_is(scope, "cross-az") || !spreads(scope) {
        return;
    }
    let finding = report.at(n::AZ_MODE, "a single node cannot be spread over zones");
    if scope.has(LIST) || scope.has(ONE) {
        finding.fix("Set AZMode to single-az", set_mode(scope, "single-az"));
    } else {
        finding.fix(
            "Have 2 nodes",
            [scope.set(n::NUM_CACHE_NODES, Value::integer(2))],
        );
    }
}

fn check_cross_same_zones(scope: &Scope<'_>, report: &mut Report<'_>) {
    let zones = scope.items(LIST).unwrap_or_default();
    if !mode_is(scope, "cross-az") || !all_same(zones) || !spreads(scope) {
        return;
    }
    let finding = report.at(LIST, "AZMode is cross-az, and all zones are the same");
    let place = Place::Item(LIST, zones.len() - 1);
    match free_zone(scope, place) {
        Some(zone) => finding.fix(
            format!("Put the last node into {zone}"),
            [Edit::set(scope.index, place.path(), Value::string(zone))],
        ),
        None => finding.fix("Set AZMode to single-az", set_mode(scope, "single-az")),
    }
}

fn check_single_zones_differ(scope: &Scope<'_>, report: &mut Report<'_>) {
    let zones = scope.items(LIST).unwrap_or_default();
    if mode_is(scope, "single-az") && differ(zones) && spreads(scope) {
        report
            .at(
                n::AZ_MODE,
                "AZMode is single-az, and the listed zones differ",
            )
            .fix("Set AZMode to cross-az", set_mode(scope, "cross-az"));
    }
}

fn check_mode_unstated(scope: &Scope<'_>, report: &mut Report<'_>) {
    let zones = scope.items(LIST).unwrap_or_default();
    if !scope.has(n::AZ_MODE) && differ(zones) && spreads(scope) {
        report
            .at(
                n::AZ_MODE,
                "the listed zones differ, and AZMode is not stated",
            )
            .fix("Set AZMode to cross-az", set_mode(scope, "cross-az"));
    }
}

fn check_cross_with_one(scope: &Scope<'_>, report: &mut Report<'_>) {
    let listed = scope.has(LIST) || scope.int(n::NUM_CACHE_NODES) == Some(1);
    if scope.has(ONE) && mode_is(scope, "cross-az") && !listed && spreads(scope) {
        report
            .at(ONE, "AZMode is cross-az, and all nodes go into one zone")
            .fix("Leave PreferredAvailabilityZone out", [scope.remove(ONE)]);
    }
}

fn of_memcached(scope: &Scope<'_>) -> bool {
    facts::engine(scope) == Some("memcached") && !facts::is_replica(scope)
}

fn check_together(scope: &Scope<'_>, report: &mut Report<'_>) {
    let several = scope.int(n::NUM_CACHE_NODES).is_some_and(|n| n > 1);
    let single = !scope.has(n::AZ_MODE) || mode_is(scope, "single-az");
    let zones = scope.items(LIST).unwrap_or_default();
    let on_outpost = scope.has(n::OUTPOST_MODE) || outposts::named(scope);
    if several && single && of_memcached(scope) && !differ(zones) && !on_outpost {
        let finding = report.at(n::AZ_MODE, "all nodes are in one zone and go with it");
        if zones.is_empty() && !scope.has(ONE) {
            finding.fix("Set AZMode to cross-az", set_mode(scope, "cross-az"));
        }
    }
}

fn check_one_node(scope: &Scope<'_>, report: &mut Report<'_>) {
    let one = scope.int(n::NUM_CACHE_NODES) == Some(1);
    if one && of_memcached(scope) && !mode_is(scope, "cross-az") {
        report.at(
            n::NUM_CACHE_NODES,
            "losing the only node loses the whole cache",
        );
    }
}
