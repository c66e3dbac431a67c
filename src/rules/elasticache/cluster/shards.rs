//! The shards that a request configures one by one: their number, ids and replicas.

use std::collections::BTreeSet;

use super::sources;
use crate::document::{Edit, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::elasticache::reading::Shard;
use crate::rules::model::shown;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const GROUP: &[&str] = &["CreateReplicationGroup"];

pub(super) static EMPTY: Rule = Rule {
    code: "EC040",
    name: "shard-list-empty",
    severity: Severity::Warning,
    operations: GROUP,
    summary: "An empty NodeGroupConfiguration says nothing and is better left out.",
    why: "The query protocol sends an empty list as an empty parameter, which AWS may refuse.",
    fix: "Leave NodeGroupConfiguration out.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": []}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_empty),
};

pub(super) static COUNT: Rule = Rule {
    code: "EC041",
    name: "shard-count-mismatch",
    severity: Severity::Error,
    operations: GROUP,
    summary: "NodeGroupConfiguration has as many entries as NumNodeGroups says.",
    why: "Every shard is configured or none is.",
    fix: "Make the two agree.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "0-8191", "ReplicaCount": 1}, {"Slots": "8192-16383", "ReplicaCount": 1}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "0-8191", "ReplicaCount": 1}, {"Slots": "8192-16383", "ReplicaCount": 1}]}"#,
        ],
    ),
    check: Check::Resource(check_count),
};

pub(super) static COUNT_UNSTATED: Rule = Rule {
    code: "EC042",
    name: "shard-count-unstated",
    severity: Severity::Warning,
    operations: GROUP,
    summary: "Beside a NodeGroupConfiguration of several shards, NumNodeGroups is stated.",
    why: "Its default is 1, which the configuration contradicts.",
    fix: "Set NumNodeGroups to the number of entries.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 1}, {"ReplicaCount": 1}, {"ReplicaCount": 1}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 1}, {"ReplicaCount": 1}, {"ReplicaCount": 1}]}"#,
        ],
    ),
    check: Check::Resource(check_count_unstated),
};

pub(super) static DUPLICATE_ID: Rule = Rule {
    code: "EC043",
    name: "shard-id-duplicate",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Each shard has a NodeGroupId of its own.",
    why: "The id is how later requests name the shard.",
    fix: "Give the shard another id.",
    source: sources::SHARD,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"NodeGroupId": "0001", "ReplicaCount": 1}, {"NodeGroupId": "0001", "ReplicaCount": 1}, {"NodeGroupId": "0003", "ReplicaCount": 1}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"NodeGroupId": "0001", "ReplicaCount": 1}, {"NodeGroupId": "0002", "ReplicaCount": 1}, {"NodeGroupId": "0003", "ReplicaCount": 1}]}"#,
        ],
    ),
    check: Check::Resource(check_duplicate_id),
};

pub(super) static SOME_IDS: Rule = Rule {
    code: "EC044",
    name: "shard-ids-of-some",
    severity: Severity::Warning,
    operations: GROUP,
    summary: "Every shard has a NodeGroupId or none has.",
    why: "An id that the service makes up may clash with one that is given.",
    fix: "Name every shard, or none.",
    source: sources::SHARD,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"NodeGroupId": "0001", "ReplicaCount": 1}, {"ReplicaCount": 1}, {"NodeGroupId": "0003", "ReplicaCount": 1}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 1}, {"ReplicaCount": 1}, {"ReplicaCount": 1}]}"#,
        ],
    ),
    check: Check::Resource(check_some_ids),
};

pub(super) static ZONE_COUNT: Rule = Rule {
    code: "EC045",
    name: "replica-zone-count-mismatch",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A shard lists as many zones for replicas as it has replicas.",
    why: "Each zone is that of one replica; without ReplicaCount the number is ReplicasPerNodeGroup.",
    fix: "Make the number and the list agree.",
    source: sources::SHARD,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 1, "PrimaryAvailabilityZone": "us-west-2a", "ReplicaAvailabilityZones": ["us-west-2b", "us-west-2c"]}]}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumNodeGroups": 1, "ReplicasPerNodeGroup": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"PrimaryAvailabilityZone": "us-west-2a", "ReplicaAvailabilityZones": ["us-west-2b"]}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 1, "PrimaryAvailabilityZone": "us-west-2a", "ReplicaAvailabilityZones": ["us-west-2b"]}]}"#,
        ],
    ),
    check: Check::Resource(check_zone_count),
};

pub(super) static TWO_REPLICA_COUNTS: Rule = Rule {
    code: "EC046",
    name: "replica-counts-disagree",
    severity: Severity::Warning,
    operations: GROUP,
    summary: "ReplicaCount of a shard and ReplicasPerNodeGroup say the same, or only one of them is given.",
    why: "What holds for the shard is then open to doubt.",
    fix: "Keep only the numbers of the shards.",
    source: sources::SHARD,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 2, "NodeGroupConfiguration": [{"ReplicaCount": 1}, {"ReplicaCount": 1}, {"ReplicaCount": 1}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 1}, {"ReplicaCount": 2}, {"ReplicaCount": 1}]}"#,
        ],
    ),
    check: Check::Resource(check_two_replica_counts),
};

fn check_empty(scope: &Scope<'_>, report: &mut Report<'_>) {
    let member = n::NODE_GROUP_CONFIGURATION;
    if scope.items(member).is_some_and(<[Value]>::is_empty) {
        report
            .at(member, "the list of shards is empty")
            .fix("Leave it out", [scope.remove(member)]);
    }
}

/// The number of configured shards, where there are any.
fn configured(scope: &Scope<'_>) -> Option<i64> {
    let n = facts::node_groups(scope).len();
    i64::try_from(n).ok().filter(|n| *n > 0)
}

fn check_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    let counts = (configured(scope), scope.int(n::NUM_NODE_GROUPS));
    let (Some(configured), Some(stated)) = counts else {
        return;
    };
    if configured != stated && stated > 0 {
        report
            .at(
                n::NODE_GROUP_CONFIGURATION,
                format!("{configured} shards are configured, and NumNodeGroups is {stated}"),
            )
            .fix(
                format!("Set NumNodeGroups to {configured}"),
                [scope.set(n::NUM_NODE_GROUPS, Value::integer(configured))],
            );
    }
}

fn check_count_unstated(scope: &Scope<'_>, report: &mut Report<'_>) {
    let inherited = facts::is_secondary(scope) || facts::has_primary(scope);
    if scope.has(n::NUM_NODE_GROUPS) || inherited {
        return;
    }
    if let Some(configured) = configured(scope).filter(|n| *n > 1) {
        report
            .at(
                n::NUM_NODE_GROUPS,
                format!(
                    "{configured} shards are configured, and NumNodeGroups is 1 unless it is stated"
                ),
            )
            .fix(
                format!("Set it to {configured}"),
                [scope.set(n::NUM_NODE_GROUPS, Value::integer(configured))],
            );
    }
}

/// Numbers as ids that no shard has, in ascending order.
fn free_ids(scope: &Scope<'_>) -> impl Iterator<Item = String> {
    let groups = facts::node_groups(scope).iter();
    let used: BTreeSet<u32> = groups
        .filter_map(|group| group.id?.as_str()?.parse().ok())
        .collect();
    let free = (1..=9999_u32).filter(move |id| !used.contains(id));
    free.map(|id| format!("{id:04}"))
}

fn check_duplicate_id(scope: &Scope<'_>, report: &mut Report<'_>) {
    let ids = facts::node_groups(scope).iter();
    let mut ids: Vec<&str> = ids.filter_map(|group| group.id?.as_str()).collect();
    ids.sort_unstable();
    if ids.windows(2).all(|pair| pair[0] != pair[1]) {
        return;
    }
    let mut seen = BTreeSet::new();
    let mut free = None;
    for (index, group) in facts::node_groups(scope).iter().enumerate() {
        if report.is_full() {
            break;
        }
        let Some(id) = group.id.and_then(Value::as_str) else {
            continue;
        };
        if seen.insert(id) {
            continue;
        }
        let path = facts::node_group_path(index, n::NODE_GROUP_ID);
        let finding = report.at_path(
            path.clone(),
            format!("another shard has the id “{}”", shown(id)),
        );
        if let Some(id) = free.get_or_insert_with(|| free_ids(scope)).next() {
            finding.fix(
                format!("Change to {id}"),
                [Edit::set(scope.index, path, Value::string(id))],
            );
        }
    }
}

fn check_some_ids(scope: &Scope<'_>, report: &mut Report<'_>) {
    let groups = facts::node_groups(scope);
    let unnamed = |group: &Shard<'_>| group.id.is_none();
    let count = groups.iter().filter(|group| unnamed(group)).count();
    let Some(first) = groups
        .iter()
        .position(unnamed)
        .filter(|_| count < groups.len())
    else {
        return;
    };
    let finding = report.at_path(
        facts::node_group_path(first, n::NODE_GROUP_ID),
        format!("{count} of {} shards have no id", groups.len()),
    );
    let without = groups
        .iter()
        .enumerate()
        .filter(|(_, group)| unnamed(group));
    let edits: Vec<Edit> = without
        .zip(free_ids(scope))
        .map(|((index, _), id)| {
            let path = facts::node_group_path(index, n::NODE_GROUP_ID);
            Edit::set(scope.index, path, Value::string(id))
        })
        .collect();
    if edits.len() == count {
        finding.fix("Name the others", edits);
    }
}

fn check_zone_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (index, group) in facts::node_groups(scope).iter().enumerate() {
        if report.is_full() {
            break;
        }
        let zones = group.replica_zones.and_then(Value::as_list);
        let zones = zones.and_then(|zones| i64::try_from(zones.len()).ok());
        let stated = group.replicas;
        let replicas = stated.or_else(|| scope.int(n::REPLICAS_PER_NODE_GROUP));
        let (Some(zones), Some(replicas)) = (zones, replicas) else {
            continue;
        };
        if zones == replicas {
            continue;
        }
        let source = if stated.is_some() {
            "ReplicaCount"
        } else {
            "ReplicasPerNodeGroup"
        };
        let path = facts::node_group_path(index, n::REPLICA_AVAILABILITY_ZONES);
        let finding = report.at_path(
            path,
            format!(
                "{} for replicas, and {source} is {replicas}",
                facts::counted(zones, "zone")
            ),
        );
        if (1..=5).contains(&zones) {
            let path = facts::node_group_path(index, n::REPLICA_COUNT);
            let edit = Edit::set(scope.index, path, Value::integer(zones));
            finding.fix(format!("Set ReplicaCount of the shard to {zones}"), [edit]);
        }
    }
}

fn check_two_replica_counts(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(every) = scope.int(n::REPLICAS_PER_NODE_GROUP) else {
        return;
    };
    let groups = facts::node_groups(scope);
    let other = |group: &Shard<'_>| group.replicas.filter(|count| *count != every);
    let Some(index) = groups.iter().position(|group| other(group).is_some()) else {
        return;
    };
    let count = other(&groups[index]).unwrap_or_default();
    let finding = report.at_path(
        facts::node_group_path(index, n::REPLICA_COUNT),
        format!("ReplicaCount is {count}, and ReplicasPerNodeGroup is {every}"),
    );
    if groups.iter().all(|group| group.replicas.is_some()) {
        finding.fix(
            "Leave ReplicasPerNodeGroup out",
            [scope.remove(n::REPLICAS_PER_NODE_GROUP)],
        );
    }
}
