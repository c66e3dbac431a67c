//! Subnet and parameter groups, global datastores, serverless caches, snapshots, and Aurora DSQL clusters.

use super::{Fate, Item, Recipe, items};
use crate::document::Value;

pub(super) const SUBNET_GROUP: Recipe = Recipe {
    many: "CacheSubnetGroups",
    one: "CacheSubnetGroup",
    id: "CacheSubnetGroupName",
    service: "elasticache",
    operation: "CreateCacheSubnetGroup",
    unknown: "the tags",
    make: |item| {
        let subnets = items(item.node, "Subnets").iter();
        item.set_texts(
            "SubnetIds",
            subnets.filter_map(|subnet| subnet.text_of("SubnetIdentifier")),
        );
        made_by_aws(item, "CacheSubnetGroupName", |name| name == "default")
    },
};

pub(super) const PARAMETER_GROUP: Recipe = Recipe {
    many: "CacheParameterGroups",
    one: "CacheParameterGroup",
    id: "CacheParameterGroupName",
    service: "elasticache",
    operation: "CreateCacheParameterGroup",
    unknown: "the values of its parameters and the tags",
    make: |item| {
        made_by_aws(item, "CacheParameterGroupName", |name| {
            name.starts_with("default.")
        })
    },
};

pub(super) const GLOBAL_GROUP: Recipe = Recipe {
    many: "GlobalReplicationGroups",
    one: "GlobalReplicationGroup",
    id: "GlobalReplicationGroupId",
    service: "elasticache",
    operation: "CreateGlobalReplicationGroup",
    unknown: "",
    make: |item| {
        let node = item.node;
        // `ldgnf-orders`: the first part is the Region's.
        let id = node.text_of("GlobalReplicationGroupId");
        if let Some((_, suffix)) = id.and_then(|id| id.split_once('-')) {
            item.set("GlobalReplicationGroupIdSuffix", Value::string(suffix));
        }
        for member in items(node, "Members") {
            let id = member.text_of("ReplicationGroupId");
            match member.text_of("Role") {
                Some(role) if role.eq_ignore_ascii_case("primary") => {
                    item.set_text("PrimaryReplicationGroupId", id);
                }
                _ => item.note(
                    member.place,
                    "a secondary group is made in its own Region, with GlobalReplicationGroupId",
                ),
            }
        }
        Fate::Kept
    },
};

pub(super) const SERVERLESS_CACHE: Recipe = Recipe {
    many: "ServerlessCaches",
    one: "ServerlessCache",
    id: "ServerlessCacheName",
    service: "elasticache",
    operation: "CreateServerlessCache",
    unknown: "the tags",
    make: |_| Fate::Kept,
};

pub(super) const SERVERLESS_SNAPSHOT: Recipe = Recipe {
    many: "ServerlessCacheSnapshots",
    one: "ServerlessCacheSnapshot",
    id: "ServerlessCacheSnapshotName",
    service: "elasticache",
    operation: "CreateServerlessCacheSnapshot",
    unknown: "the tags",
    make: |item| {
        let source = item.node.get("ServerlessCacheConfiguration");
        item.set_text(
            "ServerlessCacheName",
            source.and_then(|source| source.text_of("ServerlessCacheName")),
        );
        Fate::Kept
    },
};

pub(super) const SNAPSHOT: Recipe = Recipe {
    many: "Snapshots",
    one: "Snapshot",
    id: "SnapshotName",
    service: "elasticache",
    operation: "CreateSnapshot",
    unknown: "the tags",
    make: |item| {
        if item.node.get("ReplicationGroupId").is_some() {
            item.remove(&["CacheClusterId"]);
        }
        made_by_aws(item, "SnapshotName", |name| name.starts_with("automatic."))
    },
};

pub(super) const DSQL_CLUSTER: Recipe = Recipe {
    many: "",
    one: "",
    id: "identifier",
    service: "dsql",
    operation: "CreateCluster",
    unknown: "the policy",
    make: |item| {
        let node = item.node;
        let encryption = node.get("encryptionDetails");
        item.set_text(
            "kmsEncryptionKey",
            encryption.and_then(|encryption| encryption.text_of("kmsKeyArn")),
        );
        // A cluster is among its own peers once they are linked.
        if let Some(properties) = node.get("multiRegionProperties") {
            let arn = node.text_of("arn");
            let peers: Vec<Value> = items(properties, "clusters")
                .iter()
                .filter_map(|peer| peer.text())
                .filter(|peer| Some(*peer) != arn)
                .map(|peer| Value::String(peer.clone()))
                .collect();
            let mut members = Vec::new();
            if let Some(witness) = properties.text_of("witnessRegion") {
                members.push(("witnessRegion".into(), Value::String(witness.clone())));
            }
            if !peers.is_empty() {
                members.push(("clusters".into(), Value::list(peers)));
            }
            item.set("multiRegionProperties", Value::map(members));
        }
        Fate::Kept
    },
};

/// Drops what AWS makes itself.
fn made_by_aws(item: &mut Item<'_>, member: &str, by_aws: fn(&str) -> bool) -> Fate {
    let node = item.node;
    match node.text_of(member) {
        Some(name) if by_aws(name) => {
            let name: String = name.chars().take(60).collect();
            let message = format!("AWS makes “{name}” itself, so no request does");
            item.note(node.place, &message);
            Fate::Dropped
        }
        _ => Fate::Kept,
    }
}
