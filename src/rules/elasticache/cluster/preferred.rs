//! The list of zones of a replication group, and Local Zones.

use super::place::{Zone, odd_zones};
use super::sources;
use crate::catalog;
use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::model::shown;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const GROUP: &[&str] = &["CreateReplicationGroup"];
const MEMBER: &str = n::PREFERRED_CACHE_CLUSTER_AZS;
const LOCAL_ZONES: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Local_zones.html";

pub(super) static COUNT: Rule = Rule {
    code: "EC065",
    name: "zone-count-mismatch",
    severity: Severity::Error,
    operations: GROUP,
    summary: "PreferredCacheClusterAZs lists one zone for each of NumCacheClusters.",
    why: "The first is the primary's, the others those of the replicas; a zone may be listed several times.",
    fix: "List as many zones as there are nodes.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b", "us-west-2c"]}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b"]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b"]}"#,
        ],
    ),
    check: Check::Resource(check_count),
};

pub(super) static UNCOUNTED: Rule = Rule {
    code: "EC066",
    name: "zones-without-number-of-clusters",
    severity: Severity::Error,
    operations: GROUP,
    summary: "PreferredCacheClusterAZs goes with NumCacheClusters.",
    why: "The list is measured against that number.",
    fix: "Set NumCacheClusters to the number of zones.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b"]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b"]}"#,
        ],
    ),
    check: Check::Resource(check_uncounted),
};

pub(super) static SHARDED: Rule = Rule {
    code: "EC067",
    name: "zones-of-one-shard-beside-shards",
    severity: Severity::Error,
    operations: GROUP,
    summary: "PreferredCacheClusterAZs is for a group of one shard.",
    why: "With several shards the zones are given shard by shard.",
    fix: "Give the zones in NodeGroupConfiguration.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 1, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b"]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 1}"#,
        ],
    ),
    check: Check::Resource(check_sharded),
};

pub(super) static TWO_WAYS: Rule = Rule {
    code: "EC068",
    name: "zones-in-two-ways",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Nodes are placed by PreferredCacheClusterAZs or in NodeGroupConfiguration, not by both.",
    why: "Two placements of the same nodes contradict each other.",
    fix: "Keep one of them.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b"], "NodeGroupConfiguration": [{"PrimaryAvailabilityZone": "us-west-2a", "ReplicaCount": 1, "ReplicaAvailabilityZones": ["us-west-2b"]}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b"]}"#,
        ],
    ),
    check: Check::Resource(check_two_ways),
};

pub(super) static LOCAL_NODE_TYPE: Rule = Rule {
    code: "EC069",
    name: "node-type-not-in-local-zones",
    severity: Severity::Error,
    operations: &["CreateReplicationGroup", "CreateCacheCluster"],
    summary: "Local Zones offer M5, R5 and T3 nodes only.",
    why: "The other families are not installed there.",
    fix: "Choose an M5, R5 or T3 node, or a zone of the Region itself.",
    source: LOCAL_ZONES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "PreferredCacheClusterAZs": ["us-west-2-lax-1a", "us-west-2-lax-1a"]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.r5.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "PreferredCacheClusterAZs": ["us-west-2-lax-1a", "us-west-2-lax-1a"]}"#,
        ],
    ),
    check: Check::Resource(check_local_node_type),
};

pub(super) static LOCAL_GLOBAL: Rule = Rule {
    code: "EC070",
    name: "global-datastore-in-local-zone",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A member of a global datastore cannot be in a Local Zone.",
    why: "Global datastores are not offered in Local Zones.",
    fix: "Choose zones of the Region itself.",
    source: LOCAL_ZONES,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-orders", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "PreferredCacheClusterAZs": ["us-west-2-lax-1a", "us-west-2-lax-1a"]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "GlobalReplicationGroupId": "ldgnf-orders", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredCacheClusterAZs": ["us-west-2a", "us-west-2b"]}"#,
        ],
    ),
    check: Check::Resource(check_local_global),
};

fn listed<'a>(scope: &Scope<'a>) -> Option<&'a [Value]> {
    scope.items(MEMBER)
}

/// Whether the zones are for a group of one shard that is not configured shard by shard.
fn in_place(scope: &Scope<'_>) -> bool {
    facts::shards(scope) == 1 && facts::node_groups(scope).is_empty()
}

fn check_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some(zones), Some(nodes)) = (listed(scope), scope.int(n::NUM_CACHE_CLUSTERS)) else {
        return;
    };
    let Ok(wanted) = usize::try_from(nodes) else {
        return;
    };
    if zones.len() == wanted || wanted == 0 || !in_place(scope) {
        return;
    }
    let message = format!(
        "zones and nodes differ in number: {} and {nodes}",
        zones.len()
    );
    let finding = report.at(MEMBER, message);
    let known = catalog::region(scope.region()).map_or(&[][..], |region| region.zones);
    let other = known.iter().map(|zone| Value::string(*zone));
    let other = other.filter(|zone| !zones.contains(zone));
    let mut better: Vec<Value> = zones.iter().cloned().chain(other).take(wanted).collect();
    for i in 0..wanted.min(6) {
        if better.len() < wanted && !better.is_empty() {
            better.push(better[i].clone());
        }
    }
    let multi_az = scope.flag(n::MULTI_AZ_ENABLED) == Some(true);
    let one_zone = super::place::all_same(&better);
    if better.len() == wanted && !(multi_az && one_zone) {
        let title = if zones.len() > wanted {
            format!("Keep the first {wanted}")
        } else {
            format!("List {wanted} zones")
        };
        finding.fix(title, [scope.set(MEMBER, Value::list(better))]);
    }
}

fn check_uncounted(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(zones) = listed(scope) else { return };
    if scope.has(n::NUM_CACHE_CLUSTERS) || !in_place(scope) {
        return;
    }
    let finding = report.at(MEMBER, "zones are listed, and NumCacheClusters is absent");
    let nodes = i64::try_from(zones.len()).unwrap_or(i64::MAX);
    if (2..=6).contains(&nodes) {
        let mut edits = vec![scope.set(n::NUM_CACHE_CLUSTERS, Value::integer(nodes))];
        if scope.has(n::REPLICAS_PER_NODE_GROUP) {
            edits.push(scope.remove(n::REPLICAS_PER_NODE_GROUP));
        }
        finding.fix(format!("Set NumCacheClusters to {nodes}"), edits);
    }
}

fn check_sharded(scope: &Scope<'_>, report: &mut Report<'_>) {
    let shards = facts::shards(scope);
    if listed(scope).is_some() && shards > 1 {
        report
            .at(
                MEMBER,
                format!("PreferredCacheClusterAZs is for one shard, and there are {shards}"),
            )
            .fix("Leave it out", [scope.remove(MEMBER)]);
    }
}

fn check_two_ways(scope: &Scope<'_>, report: &mut Report<'_>) {
    let configured = !facts::node_groups(scope).is_empty();
    if listed(scope).is_some() && configured && facts::shards(scope) == 1 {
        report
            .at(
                MEMBER,
                "the shard is configured in NodeGroupConfiguration too",
            )
            .fix("Leave it out", [scope.remove(MEMBER)]);
    }
}

fn check_local_node_type(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(name) = scope.text(n::CACHE_NODE_TYPE) else {
        return;
    };
    let offered = ["cache.m5.", "cache.r5.", "cache.t3."];
    if offered.iter().any(|family| name.starts_with(family)) {
        return;
    }
    let local = |(_, text): &&(_, &str)| Zone::parse(text).is_some_and(|zone| zone.local);
    if let Some((_, zone)) = odd_zones(scope).zones.iter().find(local) {
        report.at(
            n::CACHE_NODE_TYPE,
            format!(
                "{} is a Local Zone, which offers M5, R5 and T3 nodes, not {}",
                shown(zone),
                shown(name)
            ),
        );
    }
}

fn check_local_global(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !facts::is_secondary(scope) {
        return;
    }
    for (place, text) in &odd_zones(scope).zones {
        if Zone::parse(text).is_some_and(|zone| zone.local) {
            report.at_path(
                place.path(),
                format!(
                    "{} is a Local Zone, where no member of a global datastore can be",
                    shown(text)
                ),
            );
        }
    }
}
