//! Changes by touching the picture, as edits of the document.
//!
//! What the document says in short (`NumNodeGroups`) is written out (`NodeGroupConfiguration`) only when a
//! change needs it; what is written out stays consistent with the short form.

mod nodes;
mod slots;
#[cfg(test)]
mod tests;

use std::rc::Rc;

pub use nodes::{add_node, add_replica, remove_node, remove_replica};
pub use slots::{equalize_slots, move_border, set_slots};

use super::cluster::{Cluster, cluster_mode};
use crate::catalog;
use crate::document::{Document, Edit, Path, Value};
use crate::model::generated::elasticache::names as n;

/// The largest number of shards that the picture makes.
pub const MAX_SHARDS: usize = 500;

/// A resource as a cluster, with what edits need.
struct Touched<'a> {
    index: usize,
    parameters: &'a Value,
    cluster: Cluster,
}

impl<'a> Touched<'a> {
    fn new(document: &'a Document, index: usize) -> Option<Self> {
        let resource = document.resources.get(index)?;
        let parameters = &resource.parameters;
        let super::Topology::Cluster(cluster) = super::of(document, index)? else {
            return None;
        };
        Some(Self {
            index,
            parameters,
            cluster,
        })
    }

    fn set(&self, member: &str, value: Value) -> Edit {
        Edit::set(self.index, Path::root().key(member), value)
    }

    fn has(&self, member: &str) -> bool {
        self.parameters.get(member).is_some()
    }

    /// The configured groups, written out for every shard where they are not yet.
    fn groups(&self) -> Vec<Value> {
        let mut groups: Vec<Value> = self
            .parameters
            .items(n::NODE_GROUP_CONFIGURATION)
            .unwrap_or_default()
            .to_vec();
        groups.resize(groups.len().max(self.cluster.shards.len()), Value::map([]));
        groups
    }

    /// Edits that write the groups and what must agree with them.
    fn write(&self, groups: Vec<Value>) -> Vec<Edit> {
        let count = i64::try_from(groups.len()).unwrap_or(i64::MAX);
        let mut edits = Vec::new();
        if self.has(n::NUM_NODE_GROUPS) || !cluster_mode(self.parameters) {
            edits.push(self.set(n::NUM_NODE_GROUPS, Value::integer(count)));
        }
        edits.push(self.set(n::NODE_GROUP_CONFIGURATION, Value::List(Rc::new(groups))));
        edits
    }

    /// The zone with the fewest nodes of a shard in it, in the order of zones.
    fn free_zone(&self, shard: usize) -> Option<Rc<str>> {
        let nodes = &self.cluster.shards.get(shard)?.nodes;
        let used = |zone: &Rc<str>| {
            nodes
                .iter()
                .filter(|node| node.zone.as_ref() == Some(zone))
                .count()
        };
        let known = catalog::region(&self.cluster.region).map_or(&[][..], |region| region.zones);
        known.iter().map(|zone| Rc::from(*zone)).min_by_key(used)
    }

    /// The zones of a shard's nodes with those that AWS would choose filled in, one a node.
    fn all_zones(&self, shard: usize) -> Vec<Rc<str>> {
        let nodes = &self.cluster.shards[shard].nodes;
        let offered = &self.cluster.zones;
        let chosen = |i: usize| {
            offered
                .get((shard + i) % offered.len().max(1))
                .cloned()
                .unwrap_or_default()
        };
        nodes
            .iter()
            .enumerate()
            .map(|(i, node)| node.zone.clone().unwrap_or_else(|| chosen(i)))
            .collect()
    }
}

/// A copy of an object with a member set.
fn with(group: &Value, member: &str, value: Option<Value>) -> Value {
    let mut map = group.as_map().cloned().unwrap_or_default();
    match value {
        Some(value) => map.insert(member, value),
        None => {
            map.remove(member);
        }
    }
    Value::Map(Rc::new(map))
}

fn texts(zones: &[Rc<str>]) -> Value {
    Value::list(zones.iter().map(|zone| Value::String(zone.clone())))
}

/// Puts a node into a zone; node 0 is the primary. Other nodes of its list that have none get one too.
pub fn set_zone(
    document: &Document,
    index: usize,
    shard: usize,
    node: usize,
    zone: &str,
) -> Vec<Edit> {
    let Some(touched) = Touched::new(document, index) else {
        return Vec::new();
    };
    let Some(path) = touched
        .cluster
        .shards
        .get(shard)
        .and_then(|s| s.nodes.get(node))
        .map(|node| &node.path)
    else {
        return Vec::new();
    };
    if path.segments().len() == 1 {
        return vec![Edit::set(index, path.clone(), Value::string(zone))];
    }
    let mut zones = touched.all_zones(shard);
    zones[node] = zone.into();
    if !touched.cluster.cluster_mode {
        return vec![touched.set(n::PREFERRED_CACHE_CLUSTER_AZS, texts(&zones))];
    }
    let mut groups = touched.groups();
    let group = &groups[shard];
    groups[shard] = if node == 0 {
        with(
            group,
            n::PRIMARY_AVAILABILITY_ZONE,
            Some(Value::string(zone)),
        )
    } else {
        with(
            group,
            n::REPLICA_AVAILABILITY_ZONES,
            Some(texts(&zones[1..])),
        )
    };
    touched.write(groups)
}

/// Adds a shard at the end. Where slots are given, it takes half of the largest shard's last range.
pub fn add_shard(document: &Document, index: usize) -> Vec<Edit> {
    let Some(touched) = Touched::new(document, index) else {
        return Vec::new();
    };
    let cluster = &touched.cluster;
    if cluster.shards.len() >= MAX_SHARDS {
        return Vec::new();
    }
    if !touched.has(n::NODE_GROUP_CONFIGURATION) {
        return short_count(&touched, cluster.shards.len() + 1);
    }
    let mut groups = touched.groups();
    let mut added = Value::map([]);
    if cluster.custom_slots {
        let sizes = cluster
            .shards
            .iter()
            .enumerate()
            .filter_map(|(i, shard)| Some((shard.slots.last()?.len(), i)));
        if let Some((size, i)) = sizes
            .max_by_key(|(size, i)| (*size, usize::MAX - i))
            .filter(|(size, _)| *size > 1)
        {
            let mut ranges = cluster.shards[i].slots.clone();
            let last = ranges.last_mut().map(|range| {
                let half = range.first + size / 2;
                let taken = format!("{half}-{}", range.last);
                range.last = half - 1;
                taken
            });
            let kept: Vec<String> = ranges
                .iter()
                .map(|range| format!("{}-{}", range.first, range.last))
                .collect();
            groups[i] = with(&groups[i], n::SLOTS, Some(Value::string(kept.join(","))));
            added = with(&added, n::SLOTS, last.map(Value::string));
        }
    }
    if let Some(model) = groups.first() {
        for member in [
            n::REPLICA_COUNT,
            n::PRIMARY_AVAILABILITY_ZONE,
            n::REPLICA_AVAILABILITY_ZONES,
        ] {
            if let Some(value) = model.get(member) {
                added = with(&added, member, Some(value.clone()));
            }
        }
        if model.get(n::NODE_GROUP_ID).is_some() {
            added = with(
                &added,
                n::NODE_GROUP_ID,
                Some(Value::string(free_id(&groups))),
            );
        }
    }
    groups.push(added);
    touched.write(groups)
}

/// The lowest number of four digits that no group has.
fn free_id(groups: &[Value]) -> String {
    let taken: std::collections::BTreeSet<&str> = groups
        .iter()
        .filter_map(|group| group.text(n::NODE_GROUP_ID))
        .collect();
    let ids = (1..=groups.len() + 1).map(|i| format!("{i:04}"));
    ids.into_iter()
        .find(|id| !taken.contains(id.as_str()))
        .unwrap_or_default()
}

/// Removes a shard; its slots go to the shard whose range touches them.
pub fn remove_shard(document: &Document, index: usize, shard: usize) -> Vec<Edit> {
    let Some(touched) = Touched::new(document, index) else {
        return Vec::new();
    };
    let cluster = &touched.cluster;
    if cluster.shards.len() < 2 || shard >= cluster.shards.len() {
        return Vec::new();
    }
    if !touched.has(n::NODE_GROUP_CONFIGURATION) {
        return short_count(&touched, cluster.shards.len() - 1);
    }
    let mut groups = touched.groups();
    for freed in cluster.shards[shard]
        .slots
        .iter()
        .filter(|_| cluster.custom_slots)
    {
        let heir = (0..cluster.shards.len())
            .filter(|i| *i != shard)
            .find_map(|i| {
                let ranges = &cluster.shards[i].slots;
                let at = ranges.iter().position(|range| {
                    range.last + 1 == freed.first || freed.last + 1 == range.first
                })?;
                Some((i, at))
            });
        if let Some((i, at)) = heir {
            let mut ranges = cluster.shards[i].slots.clone();
            ranges[at].first = ranges[at].first.min(freed.first);
            ranges[at].last = ranges[at].last.max(freed.last);
            let parts: Vec<String> = ranges
                .iter()
                .map(|range| format!("{}-{}", range.first, range.last))
                .collect();
            groups[i] = with(&groups[i], n::SLOTS, Some(Value::string(parts.join(","))));
        }
    }
    groups.remove(shard);
    touched.write(groups)
}

fn short_count(touched: &Touched<'_>, count: usize) -> Vec<Edit> {
    let mut edits = Vec::new();
    // What says "one shard with replicas" for a cluster without shards says nothing for one with them.
    if !touched.cluster.cluster_mode && touched.has(n::NUM_CACHE_CLUSTERS) {
        let replicas = touched
            .cluster
            .shards
            .first()
            .map_or(0, |shard| shard.nodes.len().saturating_sub(1));
        edits.push(Edit::remove(
            touched.index,
            Path::root().key(n::NUM_CACHE_CLUSTERS),
        ));
        edits.push(touched.set(
            n::REPLICAS_PER_NODE_GROUP,
            Value::integer(i64::try_from(replicas).unwrap_or(0)),
        ));
    }
    edits.insert(
        0,
        touched.set(
            n::NUM_NODE_GROUPS,
            Value::integer(i64::try_from(count).unwrap_or(i64::MAX)),
        ),
    );
    edits
}
