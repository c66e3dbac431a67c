//! Parameters of the other of the two requests that make clusters of nodes.

use super::{convert, sources};
use crate::document::{Edit, Path, Value};
use crate::model;
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

pub(super) static OF_GROUP: Rule = Rule {
    code: "EC206",
    name: "parameter-of-replication-group",
    severity: Severity::Error,
    operations: &["CreateCacheCluster"],
    summary: "CreateCacheCluster does not take the parameters of CreateReplicationGroup.",
    why: "A cluster by itself has no shards, replicas, failover, cluster mode, user groups and encryption at rest.",
    fix: "Use CreateReplicationGroup, or leave the parameter out.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "AtRestEncryptionEnabled": true}"#,
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "ClusterMode": "enabled"}"#,
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1}"#,
        ],
    ),
    check: Check::Resource(check_of_group),
};

pub(super) static OF_CLUSTER: Rule = Rule {
    code: "EC207",
    name: "parameter-of-cluster",
    severity: Severity::Error,
    operations: &["CreateReplicationGroup"],
    summary: "CreateReplicationGroup does not take the parameters of CreateCacheCluster.",
    why: "What they say has other names for a group.",
    fix: "Use the parameter that the finding names.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheClusterId": "orders"}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AZMode": "cross-az"}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "PreferredAvailabilityZones": ["us-west-2a", "us-west-2b"]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_of_cluster),
};

/// What a parameter of a cluster is for a group: the advice, and the one it may be renamed to.
const COUNTERPARTS: &[(&str, &str, Option<&str>)] = &[
    (
        n::CACHE_CLUSTER_ID,
        "the group is named by ReplicationGroupId",
        Some(n::REPLICATION_GROUP_ID),
    ),
    (
        n::NUM_CACHE_NODES,
        "a group is sized by NumCacheClusters, or by NumNodeGroups and ReplicasPerNodeGroup",
        Some(n::NUM_CACHE_CLUSTERS),
    ),
    (
        n::AZ_MODE,
        "a group is spread over zones by MultiAZEnabled",
        None,
    ),
    (
        n::PREFERRED_AVAILABILITY_ZONE,
        "the zones of a group are listed in PreferredCacheClusterAZs",
        None,
    ),
    (
        n::PREFERRED_AVAILABILITY_ZONES,
        "the zones of a group are listed in PreferredCacheClusterAZs",
        Some(n::PREFERRED_CACHE_CLUSTER_AZS),
    ),
    (
        n::OUTPOST_MODE,
        "a shard is placed on an Outpost by PrimaryOutpostArn in NodeGroupConfiguration",
        None,
    ),
    (
        n::PREFERRED_OUTPOST_ARN,
        "a shard is placed on an Outpost by PrimaryOutpostArn in NodeGroupConfiguration",
        None,
    ),
    (
        n::PREFERRED_OUTPOST_ARNS,
        "a shard is placed on Outposts by PrimaryOutpostArn and ReplicaOutpostArns in NodeGroupConfiguration",
        None,
    ),
];

fn check_of_group(scope: &Scope<'_>, report: &mut Report<'_>) {
    let group = model::operation("elasticache", "CreateReplicationGroup");
    let own = model::operation("elasticache", "CreateCacheCluster");
    let (Some(group), Some(own), Some(map)) = (group, own, scope.parameters().as_map()) else {
        return;
    };
    let of_redis = matches!(facts::engine(scope), Some("redis" | "valkey"));
    for (name, _) in map.iter() {
        if own.input.member(name).is_some() || group.input.member(name).is_none() {
            continue;
        }
        let finding = report.at(
            name,
            format!("CreateCacheCluster takes no {name}; CreateReplicationGroup does"),
        );
        let joins = facts::is_secondary(scope) || facts::has_primary(scope);
        match convert::to_group(scope).filter(|_| of_redis && !joins) {
            Some(edits) => finding.fix("Make it a replication group", edits),
            None => finding.fix(format!("Leave {name} out"), [scope.remove(name)]),
        }
    }
}

fn check_of_cluster(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (member, advice, counterpart) in COUNTERPARTS {
        if !scope.has(member) {
            continue;
        }
        let finding = report.at(
            member,
            format!("CreateReplicationGroup takes no {member}; {advice}"),
        );
        let (title, edits) = replacement(scope, member, *counterpart);
        finding.fix(title, edits);
    }
}

/// Edits that say for a group what the parameter says for a cluster.
fn replacement(scope: &Scope<'_>, member: &str, to: Option<&str>) -> (String, Vec<Edit>) {
    let sized = [
        n::NUM_NODE_GROUPS,
        n::REPLICAS_PER_NODE_GROUP,
        n::NODE_GROUP_CONFIGURATION,
    ];
    let sized = sized.iter().any(|member| scope.has(member));
    let zones = scope.items(member).map(<[Value]>::len);
    let nodes = scope
        .int(n::NUM_CACHE_CLUSTERS)
        .and_then(|n| usize::try_from(n).ok());
    let fits = match member {
        n::NUM_CACHE_NODES => {
            let count = scope.int(member).unwrap_or(0);
            let fails_over = scope.flag(n::AUTOMATIC_FAILOVER_ENABLED) == Some(true);
            !sized && (1 + i64::from(fails_over)..=6).contains(&count)
        }
        n::PREFERRED_AVAILABILITY_ZONES => !sized && zones == nodes,
        _ => true,
    };
    let path = Path::root().key(member);
    match to {
        Some(to) if fits && !scope.has(to) => (
            format!("Rename to {to}"),
            vec![Edit::rename(scope.index, path, to)],
        ),
        _ => (format!("Leave {member} out"), vec![scope.remove(member)]),
    }
}
