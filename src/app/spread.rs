//! Slots and zones of all shards at once: written out as AWS would choose them, or left to AWS again.

use std::rc::Rc;

use crate::document::{Document, Edit, Map, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::topology::{self, Cluster, Topology};

/// The members of a shard's settings that say zones.
pub const ZONES: &[&str] = &[n::PRIMARY_AVAILABILITY_ZONE, n::REPLICA_AVAILABILITY_ZONES];

/// Writes out an equal share of slots for every shard.
pub fn slots(document: &Document, index: usize) -> Vec<Edit> {
    let first = cluster(document, index).and_then(|cluster| {
        let range = *cluster.shards.first()?.slots.first()?;
        Some(format!("{}-{}", range.first, range.last))
    });
    first.map_or_else(Vec::new, |text| {
        topology::set_slots(document, index, 0, &text)
    })
}

/// Puts primaries and replicas into the Region's zones one after the other.
pub fn zones(document: &Document, index: usize) -> Vec<Edit> {
    let Some(cluster) = cluster(document, index).filter(|cluster| !cluster.zones.is_empty()) else {
        return Vec::new();
    };
    let zone = |shard: usize, node: usize| {
        Value::String(cluster.zones[(shard + node) % cluster.zones.len()].clone())
    };
    changed(document, index, cluster.shards.len(), |shard, group| {
        let n_nodes = cluster
            .shards
            .get(shard)
            .map_or(1, |shard| shard.nodes.len());
        group.insert(n::PRIMARY_AVAILABILITY_ZONE, zone(shard, 0));
        if n_nodes > 1 {
            let replicas = (1..n_nodes).map(|node| zone(shard, node));
            group.insert(n::REPLICA_AVAILABILITY_ZONES, Value::list(replicas));
        }
    })
}

/// Takes all zones away; settings that say nothing else go too.
pub fn no_zones(document: &Document, index: usize) -> Vec<Edit> {
    changed(document, index, 0, |_, group| {
        for member in ZONES {
            group.remove(member);
        }
    })
}

fn cluster(document: &Document, index: usize) -> Option<Cluster> {
    match topology::of(document, index)? {
        Topology::Cluster(cluster) => Some(cluster),
        _ => None,
    }
}

/// The shards' settings, at least so many, each changed.
fn changed(
    document: &Document,
    index: usize,
    least: usize,
    change: impl Fn(usize, &mut Map),
) -> Vec<Edit> {
    let Some(resource) = document.resources.get(index) else {
        return Vec::new();
    };
    let given = resource.parameters.items(n::NODE_GROUP_CONFIGURATION);
    let mut groups = given.unwrap_or_default().to_vec();
    groups.resize(groups.len().max(least), Value::map([]));
    for (shard, group) in groups.iter_mut().enumerate() {
        let mut map = group.as_map().cloned().unwrap_or_default();
        change(shard, &mut map);
        *group = Value::Map(Rc::new(map));
    }
    let count = i64::try_from(groups.len()).unwrap_or(i64::MAX);
    let says_something = |group: &Value| group.as_map().is_none_or(|map| !map.is_empty());
    let settings = groups
        .iter()
        .any(says_something)
        .then(|| Value::list(groups.iter().cloned()));
    vec![
        Edit::set(
            index,
            Path::root().key(n::NUM_NODE_GROUPS),
            Value::integer(count),
        ),
        Edit::Set {
            resource: index,
            path: Path::root().key(n::NODE_GROUP_CONFIGURATION),
            value: settings,
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Resource, parse_json};

    fn after(parameters: &str, change: fn(&Document, usize) -> Vec<Edit>) -> String {
        let mut resource = Resource::new("elasticache", "CreateReplicationGroup");
        resource.parameters = parse_json(parameters).expect("valid");
        let document = Document::single("us-west-2", resource);
        let document = document.with_edits(&change(&document, 0));
        document.resources[0].parameters.to_json()
    }

    #[test]
    fn zones_of_all_nodes_come_and_go() {
        let before = r#"{"NumNodeGroups":2,"ReplicasPerNodeGroup":1}"#;
        let chosen = after(before, zones);
        assert_eq!(
            chosen,
            r#"{"NumNodeGroups":2,"ReplicasPerNodeGroup":1,"NodeGroupConfiguration":[{"PrimaryAvailabilityZone":"us-west-2a","ReplicaAvailabilityZones":["us-west-2b"]},{"PrimaryAvailabilityZone":"us-west-2b","ReplicaAvailabilityZones":["us-west-2c"]}]}"#
        );
        assert_eq!(after(&chosen, no_zones), before);
    }

    #[test]
    fn slots_are_written_out_for_every_shard() {
        let written = after(r#"{"NumNodeGroups":2}"#, slots);
        assert!(
            written.contains(r#"{"Slots":"0-8191"},{"Slots":"8192-16383"}"#),
            "{written}"
        );
        assert_eq!(
            after(&written, topology::equalize_slots),
            r#"{"NumNodeGroups":2}"#
        );
    }
}
