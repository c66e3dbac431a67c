//! Shards on Outposts.

use super::outposts::is_arn;
use super::sources;
use crate::document::{Edit, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const GROUP: &[&str] = &["CreateReplicationGroup"];

pub(super) static TWO_WAYS: Rule = Rule {
    code: "EC160",
    name: "shard-in-zone-and-on-outpost",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A shard's primary is placed by zone or by Outpost, not by both.",
    why: "The Outpost has its place; a zone beside it can only contradict it.",
    fix: "Leave the zone out.",
    source: sources::SHARD,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumNodeGroups": 1, "NodeGroupConfiguration": [{"ReplicaCount": 0, "PrimaryOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0", "PrimaryAvailabilityZone": "us-west-2a"}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumNodeGroups": 1, "NodeGroupConfiguration": [{"ReplicaCount": 0, "PrimaryOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"}]}"#,
        ],
    ),
    check: Check::Resource(check_two_ways),
};

pub(super) static COUNT: Rule = Rule {
    code: "EC161",
    name: "replica-outpost-count-mismatch",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A shard lists as many Outposts for replicas as it has replicas.",
    why: "Each is that of one replica; without ReplicaCount the number is ReplicasPerNodeGroup.",
    fix: "Make the number and the list agree.",
    source: sources::SHARD,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 2, "PrimaryOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0", "ReplicaOutpostArns": ["arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"]}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 1, "PrimaryOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0", "ReplicaOutpostArns": ["arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"]}]}"#,
        ],
    ),
    check: Check::Resource(check_count),
};

pub(super) static SEVERAL: Rule = Rule {
    code: "EC162",
    name: "shard-on-several-outposts",
    severity: Severity::Error,
    operations: GROUP,
    summary: "A shard stays on one Outpost.",
    why: "Replication between Outposts is not supported.",
    fix: "Place the replicas on the primary's Outpost.",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCache-Outposts.html",
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 1, "PrimaryOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0", "ReplicaOutpostArns": ["arn:aws:outposts:us-west-2:111122223333:outpost/op-0fedcba9876543210"]}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 1, "PrimaryOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0", "ReplicaOutpostArns": ["arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"]}]}"#,
        ],
    ),
    check: Check::Resource(check_several),
};

fn check_two_ways(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (shard, group) in facts::node_groups(scope).iter().enumerate() {
        let primary = group.primary_outpost.and(group.primary_zone);
        let replicas = group.replica_outposts.and(group.replica_zones);
        for (both, outpost, zone) in [
            (
                primary,
                n::PRIMARY_OUTPOST_ARN,
                n::PRIMARY_AVAILABILITY_ZONE,
            ),
            (
                replicas,
                n::REPLICA_OUTPOST_ARNS,
                n::REPLICA_AVAILABILITY_ZONES,
            ),
        ] {
            if both.is_some() {
                let path = facts::node_group_path(shard, zone);
                let edit = Edit::remove(scope.index, path.clone());
                report
                    .at_path(path, format!("{outpost} gives the place already"))
                    .fix("Leave the zone out", [edit]);
            }
        }
    }
}

fn check_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (shard, group) in facts::node_groups(scope).iter().enumerate() {
        let listed = group.replica_outposts.and_then(Value::as_list);
        let listed = listed.and_then(|list| i64::try_from(list.len()).ok());
        let stated = group.replicas;
        let replicas = stated.or_else(|| scope.int(n::REPLICAS_PER_NODE_GROUP));
        let (Some(listed), Some(replicas)) = (listed, replicas) else {
            continue;
        };
        if listed == replicas {
            continue;
        }
        let path = facts::node_group_path(shard, n::REPLICA_OUTPOST_ARNS);
        let finding = report.at_path(
            path,
            format!(
                "{} for {}",
                facts::counted(listed, "Outpost"),
                facts::counted(replicas, "replica")
            ),
        );
        if (1..=5).contains(&listed) {
            let path = facts::node_group_path(shard, n::REPLICA_COUNT);
            let edit = Edit::set(scope.index, path, Value::integer(listed));
            finding.fix(format!("Set ReplicaCount of the shard to {listed}"), [edit]);
        }
    }
}

fn check_several(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (shard, group) in facts::node_groups(scope).iter().enumerate() {
        let replicas = group.replica_outposts.and_then(Value::as_list);
        let replicas = replicas.unwrap_or_default();
        let Some(first) = group.primary_outpost.or(replicas.first()) else {
            continue;
        };
        // A text that is no ARN has a rule of its own.
        let arns = replicas.iter().chain([first]);
        let readable = arns.map(Value::as_str).all(|arn| arn.is_some_and(is_arn));
        if readable && replicas.iter().any(|arn| arn != first) {
            let path = facts::node_group_path(shard, n::REPLICA_OUTPOST_ARNS);
            let same = Value::list(replicas.iter().map(|_| first.clone()));
            let edit = Edit::set(scope.index, path.clone(), same);
            report
                .at_path(path, "the shard's nodes are on several Outposts")
                .fix("Place all of them on the primary's Outpost", [edit]);
        }
    }
}
