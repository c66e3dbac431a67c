//! Groups with cluster mode on that are filled from RDB files.

use super::{slots, sources};
use crate::document::Edit;
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::elasticache::reading::Shard;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const GROUP: &[&str] = &["CreateReplicationGroup"];

pub(super) static WITHOUT_SLOTS: Rule = Rule {
    code: "EC056",
    name: "seeding-without-slots",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Seeding a group with cluster mode on from RDB files needs the slots of every shard.",
    why: "The files hold keys of certain slots, and only you know which shard is to have them.",
    fix: "Give every shard its Slots.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "SnapshotArns": ["arn:aws:s3:::backups/1.rdb", "arn:aws:s3:::backups/2.rdb"], "NodeGroupConfiguration": [{"ReplicaCount": 1}, {"ReplicaCount": 1}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "SnapshotArns": ["arn:aws:s3:::backups/1.rdb", "arn:aws:s3:::backups/2.rdb"], "NodeGroupConfiguration": [{"Slots": "0-8191", "ReplicaCount": 1}, {"Slots": "8192-16383", "ReplicaCount": 1}]}"#,
        ],
    ),
    check: Check::Resource(check_without_slots),
};

pub(super) static WITHOUT_SHARDS: Rule = Rule {
    code: "EC057",
    name: "seeding-without-shards",
    severity: Severity::Warning,
    operations: GROUP,
    summary: "Seeding a group with cluster mode on from RDB files needs NodeGroupConfiguration.",
    why: "The reference asks for the slots of every shard there; at SnapshotArns it says that NumNodeGroups may do.",
    fix: "Add NodeGroupConfiguration with Slots for every shard.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 3, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "ReplicasPerNodeGroup": 1, "SnapshotArns": ["arn:aws:s3:::backups/1.rdb", "arn:aws:s3:::backups/2.rdb", "arn:aws:s3:::backups/3.rdb"]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 1, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "SnapshotArns": ["arn:aws:s3:::backups/1.rdb"], "NodeGroupConfiguration": [{"Slots": "0-16383"}]}"#,
        ],
    ),
    check: Check::Resource(check_without_shards),
};

/// Whether a group with cluster mode on is filled from files.
fn seeded(scope: &Scope<'_>) -> bool {
    let files = scope.items(n::SNAPSHOT_ARNS);
    files.is_some_and(|arns| !arns.is_empty()) && facts::cluster_mode(scope) == Some(true)
}

/// Reports at the configuration, with the fix that spreads the slots evenly.
fn report_at(scope: &Scope<'_>, report: &mut Report<'_>, message: &str) {
    let finding = report.at(n::NODE_GROUP_CONFIGURATION, message);
    let shards = u32::try_from(facts::shards(scope)).ok();
    if let Some(shards) = shards.filter(|n| (1..=500).contains(n)) {
        let texts = slots::even(shards).enumerate();
        let edits: Vec<Edit> = texts
            .map(|(shard, text)| slots::set(scope, shard, &text))
            .collect();
        finding.fix("Spread the slots evenly", edits);
    }
}

fn check_without_slots(scope: &Scope<'_>, report: &mut Report<'_>) {
    let groups = facts::node_groups(scope);
    let none = |group: &Shard<'_>| group.slots.is_none();
    if seeded(scope) && !groups.is_empty() && groups.iter().all(none) {
        let message = "the shards are filled from files, and have no slots";
        report_at(scope, report, message);
    }
}

fn check_without_shards(scope: &Scope<'_>, report: &mut Report<'_>) {
    if seeded(scope) && facts::node_groups(scope).is_empty() {
        let message = "the shards are filled from files, and nothing says which slots each has";
        report_at(scope, report, message);
    }
}
