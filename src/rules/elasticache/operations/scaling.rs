//! More and fewer replicas, shards and nodes.

use std::collections::BTreeSet;

use crate::document::{Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::rule;

const INCREASE: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_IncreaseReplicaCount.html";
const SHARD: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ConfigureShard.html";
const RESHARD: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroupShardConfiguration.html";
const MODIFY_CLUSTER: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheCluster.html";
const REPLICAS: &[&str] = &["IncreaseReplicaCount", "DecreaseReplicaCount"];
const SHARDS: &[&str] = &[
    "ModifyReplicationGroupShardConfiguration",
    "IncreaseNodeGroupsInGlobalReplicationGroup",
    "DecreaseNodeGroupsInGlobalReplicationGroup",
];
const NODES: &[&str] = &["ModifyCacheCluster"];
const MOST_REPLICAS: i64 = 5;
const MOST_SHARDS: i64 = 500;
const GOOD_REPLICAS: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "ApplyImmediately": true, "NewReplicaCount": 2}"#,
    r#"{"ReplicationGroupId": "orders", "ApplyImmediately": true, "ReplicaConfiguration": [{"NodeGroupId": "0001", "NewReplicaCount": 1, "PreferredAvailabilityZones": ["us-west-2a", "us-west-2b"]}]}"#,
];
const GOOD_SHARDS: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "ApplyImmediately": true, "NodeGroupCount": 3}"#,
    r#"{"ReplicationGroupId": "orders", "ApplyImmediately": true, "NodeGroupCount": 3, "NodeGroupsToRetain": ["0001", "0002", "0003"]}"#,
];
const GOOD_NODES: &[&str] = &[
    r#"{"CacheClusterId": "sessions", "NumCacheNodes": 2, "CacheNodeIdsToRemove": ["0003"]}"#,
    r#"{"CacheClusterId": "sessions", "NumCacheNodes": 4, "NewAvailabilityZones": ["us-west-2a"]}"#,
];

pub(super) static REPLICA_COUNT: Rule = rule(
    "EC531",
    "new-replica-count",
    Severity::Error,
    REPLICAS,
    [
        "A shard has at most 5 replicas, and an increase ends with at least one.",
        "A primary and five replicas are all that a shard holds.",
        "Choose a number from 0, or from 1 for an increase, to 5.",
        SHARD,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ApplyImmediately": true, "NewReplicaCount": 6}"#,
            r#"{"ReplicationGroupId": "orders", "ApplyImmediately": true, "ReplicaConfiguration": [{"NodeGroupId": "0001", "NewReplicaCount": 0}]}"#,
        ],
        GOOD_REPLICAS,
    ),
    check_replica_count,
);

pub(super) static NO_COUNT: Rule = rule(
    "EC532",
    "new-replica-count-missing",
    Severity::Error,
    REPLICAS,
    [
        "The request says how many replicas there are to be.",
        "NewReplicaCount says it for every shard, ReplicaConfiguration shard by shard.",
        "Set NewReplicaCount.",
        INCREASE,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "ApplyImmediately": true}"#],
        GOOD_REPLICAS,
    ),
    check_no_count,
);

pub(super) static REPLICA_ZONES: Rule = rule(
    "EC533",
    "replica-zone-count",
    Severity::Error,
    REPLICAS,
    [
        "PreferredAvailabilityZones names one zone for each node: NewReplicaCount plus 1.",
        "The primary's zone is one of them.",
        "Name a zone for each node, the primary included.",
        SHARD,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ApplyImmediately": true, "ReplicaConfiguration": [{"NodeGroupId": "0001", "NewReplicaCount": 2, "PreferredAvailabilityZones": ["us-west-2a", "us-west-2b"]}]}"#,
        ],
        GOOD_REPLICAS,
    ),
    check_replica_zones,
);

pub(super) static SHARD_COUNT: Rule = rule(
    "EC534",
    "new-shard-count",
    Severity::Error,
    SHARDS,
    [
        "A group has 1 to 500 shards.",
        "500 is the quota after it was raised, from Redis 5.0.6 and Valkey 7.2; it is 90 nodes before.",
        "Choose a number from 1 to 500.",
        RESHARD,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "ApplyImmediately": true, "NodeGroupCount": 501}"#],
        GOOD_SHARDS,
    ),
    check_shard_count,
);

pub(super) static REMOVE_AND_RETAIN: Rule = rule(
    "EC535",
    "shards-removed-and-retained",
    Severity::Error,
    &[
        "ModifyReplicationGroupShardConfiguration",
        "DecreaseNodeGroupsInGlobalReplicationGroup",
    ],
    [
        "A request names the shards to remove or those to retain.",
        "Each list says what becomes of all shards.",
        "Keep one of the lists.",
        RESHARD,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ApplyImmediately": true, "NodeGroupCount": 3, "NodeGroupsToRemove": ["0004"], "NodeGroupsToRetain": ["0001", "0002", "0003"]}"#,
        ],
        GOOD_SHARDS,
    ),
    check_both_lists,
);

pub(super) static RETAINED_COUNT: Rule = rule(
    "EC536",
    "retained-shard-count",
    Severity::Warning,
    &[
        "ModifyReplicationGroupShardConfiguration",
        "DecreaseNodeGroupsInGlobalReplicationGroup",
    ],
    [
        "As many shards are retained as there are to be.",
        "NodeGroupCount is the number of shards at the end.",
        "Let NodeGroupCount be the number of shards to retain.",
        RESHARD,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ApplyImmediately": true, "NodeGroupCount": 3, "NodeGroupsToRetain": ["0001", "0002"]}"#,
        ],
        GOOD_SHARDS,
    ),
    check_retained,
);

pub(super) static ADDED_AND_REMOVED: Rule = rule(
    "EC537",
    "shards-added-and-removed",
    Severity::Error,
    &["ModifyReplicationGroupShardConfiguration"],
    [
        "ReshardingConfiguration is for new shards, so no shards are removed beside it.",
        "It can be given only when NodeGroupCount grows.",
        "Leave one of the two out.",
        RESHARD,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ApplyImmediately": true, "NodeGroupCount": 3, "ReshardingConfiguration": [{"PreferredAvailabilityZones": ["us-west-2a", "us-west-2b"]}], "NodeGroupsToRemove": ["0004"]}"#,
        ],
        GOOD_SHARDS,
    ),
    check_resharding,
);

pub(super) static NODE_ID: Rule = rule(
    "EC538",
    "node-id-form",
    Severity::Error,
    &["ModifyCacheCluster", "RebootCacheCluster"],
    [
        "The id of a node is four digits, such as 0001.",
        "Ids count the nodes of a cluster; they are not names.",
        "Write four digits.",
        MODIFY_CLUSTER,
    ],
    Examples::new(
        &[r#"{"CacheClusterId": "sessions", "NumCacheNodes": 2, "CacheNodeIdsToRemove": ["3"]}"#],
        GOOD_NODES,
    ),
    check_node_ids,
);

pub(super) static NODE_TWICE: Rule = rule(
    "EC539",
    "duplicate-node-id",
    Severity::Warning,
    &["ModifyCacheCluster", "RebootCacheCluster"],
    [
        "A node is listed twice.",
        "The second mention adds nothing, and the number of ids no longer fits.",
        "Remove one of them.",
        MODIFY_CLUSTER,
    ],
    Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "NumCacheNodes": 2, "CacheNodeIdsToRemove": ["0003", "0003"]}"#,
        ],
        GOOD_NODES,
    ),
    check_node_twice,
);

pub(super) static NO_NUMBER: Rule = rule(
    "EC540",
    "nodes-without-number",
    Severity::Error,
    NODES,
    [
        "CacheNodeIdsToRemove and NewAvailabilityZones go with NumCacheNodes.",
        "They say which nodes go and where new ones are; how many there are to be says NumCacheNodes.",
        "Set NumCacheNodes.",
        MODIFY_CLUSTER,
    ],
    Examples::new(
        &[r#"{"CacheClusterId": "sessions", "CacheNodeIdsToRemove": ["0003"]}"#],
        GOOD_NODES,
    ),
    check_number,
);

pub(super) static NODES_BOTH_WAYS: Rule = rule(
    "EC541",
    "nodes-added-and-removed",
    Severity::Error,
    NODES,
    [
        "A request adds nodes or removes nodes.",
        "NewAvailabilityZones is for a larger NumCacheNodes, CacheNodeIdsToRemove for a smaller one.",
        "Leave one of the two out.",
        MODIFY_CLUSTER,
    ],
    Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "NumCacheNodes": 3, "CacheNodeIdsToRemove": ["0003"], "NewAvailabilityZones": ["us-west-2a"]}"#,
        ],
        GOOD_NODES,
    ),
    check_both_ways,
);

/// Each number of replicas that is asked for, with its place.
fn counts(scope: &Scope<'_>) -> Vec<(Path, i64)> {
    let whole = Path::root().key(n::NEW_REPLICA_COUNT);
    let mut acc: Vec<_> = scope
        .int(n::NEW_REPLICA_COUNT)
        .map(|count| (whole, count))
        .into_iter()
        .collect();
    for (i, item) in scope
        .items(n::REPLICA_CONFIGURATION)
        .unwrap_or_default()
        .iter()
        .enumerate()
    {
        let path = Path::root().key(n::REPLICA_CONFIGURATION).index(i);
        acc.extend(
            item.int(n::NEW_REPLICA_COUNT)
                .map(|count| (path.key(n::NEW_REPLICA_COUNT), count)),
        );
    }
    acc
}

fn check_replica_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    let least = i64::from(scope.operation() == "IncreaseReplicaCount");
    for (path, count) in counts(scope) {
        if !(least..=MOST_REPLICAS).contains(&count) {
            let nearest = count.clamp(least, MOST_REPLICAS);
            let finding = report.at_path(
                path.clone(),
                format!("{count} replicas; {least} to {MOST_REPLICAS} are possible"),
            );
            // The zones have to fit the number, so it is not changed beside them.
            if path.segments().len() == 1 {
                let edit = Edit::set(scope.index, path, Value::integer(nearest));
                finding.fix(format!("Set NewReplicaCount to {nearest}"), [edit]);
            }
        }
    }
}

fn check_no_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    let members = [
        n::NEW_REPLICA_COUNT,
        n::REPLICA_CONFIGURATION,
        n::REPLICAS_TO_REMOVE,
    ];
    if !members.iter().any(|member| scope.has(member)) {
        report.at(n::NEW_REPLICA_COUNT, "the number of replicas is missing");
    }
}

fn check_replica_zones(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, item) in scope
        .items(n::REPLICA_CONFIGURATION)
        .unwrap_or_default()
        .iter()
        .enumerate()
    {
        let (Some(count), Some(zones)) = (
            item.int(n::NEW_REPLICA_COUNT),
            item.items(n::PREFERRED_AVAILABILITY_ZONES),
        ) else {
            continue;
        };
        let n_zones = i64::try_from(zones.len()).unwrap_or(i64::MAX);
        if (0..=MOST_REPLICAS).contains(&count) && n_zones != count + 1 {
            let path = Path::root().key(n::REPLICA_CONFIGURATION).index(i);
            let message = format!("{n_zones} zones for {} nodes", count + 1);
            report.at_path(path.key(n::PREFERRED_AVAILABILITY_ZONES), message);
        }
    }
}

fn check_shard_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(count) = scope.int(n::NODE_GROUP_COUNT)
        && !(1..=MOST_SHARDS).contains(&count)
    {
        report.at(
            n::NODE_GROUP_COUNT,
            format!("{count} shards; 1 to {MOST_SHARDS} are possible"),
        );
    }
}

/// The lists of shards to remove and to retain, by service and for global datastores.
const LISTS: [(&str, &str); 2] = [
    (n::NODE_GROUPS_TO_REMOVE, n::NODE_GROUPS_TO_RETAIN),
    (
        n::GLOBAL_NODE_GROUPS_TO_REMOVE,
        n::GLOBAL_NODE_GROUPS_TO_RETAIN,
    ),
];

fn names(scope: &Scope<'_>, member: &str) -> bool {
    scope.items(member).is_some_and(|items| !items.is_empty())
}

fn check_both_lists(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (remove, retain) in LISTS {
        if names(scope, remove) && names(scope, retain) {
            report
                .at(retain, format!("{remove} says it already"))
                .fix(format!("Remove {retain}"), [scope.remove(retain)]);
        }
    }
}

fn check_retained(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (remove, retain) in LISTS {
        let n_retained = scope
            .items(retain)
            .map(<[Value]>::len)
            .and_then(|len| i64::try_from(len).ok());
        let (Some(n_retained @ 1..), Some(count)) = (n_retained, scope.int(n::NODE_GROUP_COUNT))
        else {
            continue;
        };
        if n_retained != count && !names(scope, remove) {
            report.at(
                retain,
                format!("{n_retained} shards are retained, but there are to be {count}"),
            );
        }
    }
}

fn check_resharding(scope: &Scope<'_>, report: &mut Report<'_>) {
    let removes = names(scope, n::NODE_GROUPS_TO_REMOVE) || names(scope, n::NODE_GROUPS_TO_RETAIN);
    if removes && names(scope, n::RESHARDING_CONFIGURATION) {
        report
            .at(
                n::RESHARDING_CONFIGURATION,
                "no shards are added where shards are removed",
            )
            .fix(
                "Remove ReshardingConfiguration",
                [scope.remove(n::RESHARDING_CONFIGURATION)],
            );
    }
}

/// Every node that a request names, with its place.
fn node_ids<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (Path, &'a str)> + use<'a> {
    let scope = *scope;
    [n::CACHE_NODE_IDS_TO_REMOVE, n::CACHE_NODE_IDS_TO_REBOOT]
        .into_iter()
        .flat_map(move |member| {
            let path = Path::root().key(member);
            scope.texts(member).map(move |(i, id)| (path.index(i), id))
        })
}

fn check_node_ids(scope: &Scope<'_>, report: &mut Report<'_>) {
    let known: BTreeSet<&str> = node_ids(scope).map(|(_, id)| id).collect();
    for (path, id) in node_ids(scope) {
        let digits = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        if digits && id.len() == 4 {
            continue;
        }
        let finding = report.at_path(path.clone(), format!("“{}” is not four digits", shown(id)));
        let padded = format!("{id:0>4}");
        if digits && id.len() < 4 && !known.contains(&*padded) {
            let edit = Edit::set(scope.index, path, Value::string(&*padded));
            finding.fix(format!("Write {padded}"), [edit]);
        }
    }
}

fn check_node_twice(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for (path, id) in node_ids(scope) {
        if !seen.insert(id) {
            report
                .at_path(path.clone(), format!("“{}” is listed twice", shown(id)))
                .fix("Remove it", [Edit::remove(scope.index, path)]);
        }
    }
}

fn check_number(scope: &Scope<'_>, report: &mut Report<'_>) {
    for member in [n::CACHE_NODE_IDS_TO_REMOVE, n::NEW_AVAILABILITY_ZONES] {
        if names(scope, member) && !scope.has(n::NUM_CACHE_NODES) {
            report.at(
                member,
                "NumCacheNodes does not say how many nodes there are to be",
            );
        }
    }
}

fn check_both_ways(scope: &Scope<'_>, report: &mut Report<'_>) {
    if names(scope, n::CACHE_NODE_IDS_TO_REMOVE) && names(scope, n::NEW_AVAILABILITY_ZONES) {
        report
            .at(
                n::NEW_AVAILABILITY_ZONES,
                "nodes are not added where nodes are removed",
            )
            .fix(
                "Remove NewAvailabilityZones",
                [scope.remove(n::NEW_AVAILABILITY_ZONES)],
            );
    }
}
