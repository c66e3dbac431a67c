//! Replicas of a shard and nodes of a Memcached cluster.

use std::rc::Rc;

use super::{Touched, texts, with};
use crate::catalog;
use crate::document::{Document, Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::topology::{self, Topology};

/// Adds a replica to every shard, or, where shards differ, to one shard.
pub fn add_replica(document: &Document, index: usize, shard: usize) -> Vec<Edit> {
    change_replicas(document, index, shard, None)
}

/// Removes a replica (node 1 is the first) as [`add_replica`] adds one.
pub fn remove_replica(document: &Document, index: usize, shard: usize, node: usize) -> Vec<Edit> {
    if node == 0 {
        Vec::new()
    } else {
        change_replicas(document, index, shard, Some(node))
    }
}

fn change_replicas(
    document: &Document,
    index: usize,
    shard: usize,
    removed: Option<usize>,
) -> Vec<Edit> {
    let Some(touched) = Touched::new(document, index) else {
        return Vec::new();
    };
    let Some(nodes) = touched
        .cluster
        .shards
        .get(shard)
        .map(|shard| shard.nodes.len())
    else {
        return Vec::new();
    };
    let count = if removed.is_some() {
        nodes - 1
    } else {
        nodes + 1
    };
    let limit = usize::try_from(catalog::quota::NODES_PER_SHARD).unwrap_or(usize::MAX);
    if count == 0 || count > limit || removed.is_some_and(|node| node >= nodes) {
        return Vec::new();
    }
    let number = |count: usize| Value::integer(i64::try_from(count).unwrap_or(0));
    let zones = |named: &[Rc<str>]| {
        let mut zones = named.to_vec();
        match removed {
            Some(node) if node < zones.len() => {
                zones.remove(node);
            }
            Some(_) => {}
            None => zones.extend(touched.free_zone(shard)),
        }
        zones
    };
    if !touched.cluster.cluster_mode {
        let mut edits = vec![touched.set(n::NUM_CACHE_CLUSTERS, number(count))];
        if touched.has(n::PREFERRED_CACHE_CLUSTER_AZS) {
            let zones = zones(&touched.all_zones(0));
            edits.push(touched.set(n::PREFERRED_CACHE_CLUSTER_AZS, texts(&zones)));
        }
        return edits;
    }
    let own = |group: &Value| {
        group.get(n::REPLICA_COUNT).is_some() || group.get(n::REPLICA_AVAILABILITY_ZONES).is_some()
    };
    let mut groups = touched.groups();
    if !groups.get(shard).is_some_and(own) {
        return vec![touched.set(n::REPLICAS_PER_NODE_GROUP, number(count - 1))];
    }
    let mut group = with(&groups[shard], n::REPLICA_COUNT, Some(number(count - 1)));
    if group.get(n::REPLICA_AVAILABILITY_ZONES).is_some() {
        let zones = zones(&touched.all_zones(shard));
        group = with(
            &group,
            n::REPLICA_AVAILABILITY_ZONES,
            Some(texts(&zones[1..])),
        );
    }
    groups[shard] = group;
    touched.write(groups)
}

/// Adds a node to a Memcached cluster.
pub fn add_node(document: &Document, index: usize) -> Vec<Edit> {
    change_nodes(document, index, 1)
}

/// Removes the last node of a Memcached cluster.
pub fn remove_node(document: &Document, index: usize) -> Vec<Edit> {
    change_nodes(document, index, -1)
}

fn change_nodes(document: &Document, index: usize, by: i64) -> Vec<Edit> {
    let Some(Topology::Memcached(cluster)) = topology::of(document, index) else {
        return Vec::new();
    };
    let count = i64::try_from(cluster.nodes.len()).unwrap_or(0) + by;
    if !(1..=catalog::quota::NODES_PER_MEMCACHED_CLUSTER).contains(&count) {
        return Vec::new();
    }
    let mut edits = vec![Edit::set(
        index,
        Path::root().key(n::NUM_CACHE_NODES),
        Value::integer(count),
    )];
    let named = document.resources[index]
        .parameters
        .items(n::PREFERRED_AVAILABILITY_ZONES);
    if let Some(named) = named.filter(|named| !named.is_empty()) {
        let mut zones = named.to_vec();
        if by < 0 {
            zones.truncate(usize::try_from(count).unwrap_or(0));
        } else if let Some(zone) = cluster.zones.get(zones.len() % cluster.zones.len().max(1)) {
            zones.push(Value::String(zone.clone()));
        }
        edits.push(Edit::set(
            index,
            Path::root().key(n::PREFERRED_AVAILABILITY_ZONES),
            Value::list(zones),
        ));
    }
    edits
}
