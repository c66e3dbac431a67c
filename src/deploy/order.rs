//! In which order the requests of a document work: what another one names comes first.

use std::collections::BTreeSet;

use crate::document::references::{Reference, references};
use crate::document::{Document, Resource};
use crate::model::generated::dsql::names as d;

/// The order of a document's requests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Every index once; as they stand in the document where nothing speaks against it.
    pub indexes: Vec<usize>,
    /// Requests that wait for each other, each naming the next one and the last one the first.
    pub cycles: Vec<Vec<usize>>,
    /// References that were left aside because two DSQL clusters name each other: only an update can close the loop.
    pub loops: Vec<Reference>,
}

/// Orders the requests of a document.
pub fn order(document: &Document) -> Order {
    let all = references(document);
    let mut graph = Graph::of(document, &all);
    let mut order = Order::default();
    while order.indexes.len() < document.resources.len() {
        while let Some(index) = graph.ready.pop_first() {
            order.indexes.push(index);
            graph.done(index);
        }
        if let Some(index) = graph.peer(document) {
            let open = |reference: &&Reference| {
                reference.from == index && graph.waits[index].contains(&reference.to)
            };
            order.loops.extend(all.iter().filter(open).cloned());
            graph.release(index);
        } else if let Some(cycle) = graph.cycle() {
            if let Some(index) = cycle.iter().min() {
                graph.release(*index);
            }
            order.cycles.push(cycle);
        } else {
            break;
        }
    }
    order
}

/// Whether a request makes a DSQL cluster.
pub(super) fn is_cluster(resource: &Resource) -> bool {
    &*resource.service == "dsql" && &*resource.operation == "CreateCluster"
}

/// Whether a request changes a DSQL cluster.
fn is_update(resource: &Resource) -> bool {
    &*resource.service == "dsql" && &*resource.operation == "UpdateCluster"
}

struct Graph {
    /// For each request those that must come first, and have not yet.
    waits: Vec<BTreeSet<usize>>,
    /// The other way round.
    waited_for: Vec<BTreeSet<usize>>,
    ready: BTreeSet<usize>,
    left: BTreeSet<usize>,
}

impl Graph {
    fn of(document: &Document, references: &[Reference]) -> Self {
        let n_resources = document.resources.len();
        let mut graph = Self {
            waits: vec![BTreeSet::new(); n_resources],
            waited_for: vec![BTreeSet::new(); n_resources],
            ready: BTreeSet::new(),
            left: (0..n_resources).collect(),
        };
        for reference in references {
            graph.add(reference.from, reference.to);
        }
        graph.peers_first(document, references);
        graph.ready = (0..n_resources)
            .filter(|index| graph.waits[*index].is_empty())
            .collect();
        graph
    }

    fn add(&mut self, from: usize, to: usize) {
        self.waits[from].insert(to);
        self.waited_for[to].insert(from);
    }

    /// What else is done to a cluster of several Regions comes after the updates that make it one: it is not active before.
    fn peers_first(&mut self, document: &Document, references: &[Reference]) {
        let resource = |index: usize| &*document.resources[index];
        for update in references.iter().filter(|r| is_update(resource(r.from))) {
            let to = resource(update.to);
            if !is_cluster(to) || to.parameters.get(d::MULTI_REGION_PROPERTIES).is_none() {
                continue;
            }
            let others: Vec<usize> = self.waited_for[update.to].iter().copied().collect();
            for other in others {
                let peering = is_cluster(resource(other)) || is_update(resource(other));
                if !peering && !self.waits[update.from].contains(&other) {
                    self.add(other, update.from);
                }
            }
        }
    }

    fn done(&mut self, index: usize) {
        self.left.remove(&index);
        for other in std::mem::take(&mut self.waited_for[index]) {
            self.waits[other].remove(&index);
            if self.waits[other].is_empty() && self.left.contains(&other) {
                self.ready.insert(other);
            }
        }
    }

    /// Lets a request go first although it waits for others.
    fn release(&mut self, index: usize) {
        for other in std::mem::take(&mut self.waits[index]) {
            self.waited_for[other].remove(&index);
        }
        self.ready.insert(index);
    }

    /// A cluster that waits for nothing but clusters that wait for it.
    fn peer(&self, document: &Document) -> Option<usize> {
        self.left.iter().copied().find(|index| {
            is_cluster(&document.resources[*index])
                && self.waits[*index].iter().all(|other| {
                    is_cluster(&document.resources[*other]) && self.waits[*other].contains(index)
                })
        })
    }

    /// Requests that wait for each other.
    fn cycle(&self) -> Option<Vec<usize>> {
        let mut path = Vec::new();
        let mut seen = BTreeSet::new();
        let mut at = *self.left.first()?;
        while seen.insert(at) {
            path.push(at);
            at = *self.waits[at].first()?;
        }
        let start = path.iter().position(|index| *index == at)?;
        Some(path.split_off(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;

    fn ordered(resources: &str) -> Order {
        let text = format!(r#"{{"resources": [{resources}]}}"#);
        let document = Document::from_value(&parse_json(&text).expect("JSON"));
        order(&document.expect("a document"))
    }

    #[test]
    fn what_is_named_comes_first_and_the_rest_stays() {
        let found = ordered(
            r#"{"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders", "UserGroupIds": ["team"]}},
            {"operation": "DescribeUsers"},
            {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "UserIds": ["b", "a"]}},
            {"operation": "CreateUser", "parameters": {"UserId": "a"}},
            {"operation": "CreateUser", "parameters": {"UserId": "b"}}"#,
        );
        assert_eq!(found.indexes, [1, 3, 4, 2, 0]);
        assert!(found.cycles.is_empty() && found.loops.is_empty());
    }

    #[test]
    fn a_circle_is_named_and_everything_still_comes_once() {
        let found = ordered(
            r#"{"operation": "CreateUser", "parameters": {"UserId": "a"}},
            {"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders", "SnapshotName": "nightly"}},
            {"operation": "CreateSnapshot", "parameters": {"SnapshotName": "nightly", "ReplicationGroupId": "orders"}},
            {"operation": "CopySnapshot", "parameters": {"SourceSnapshotName": "nightly", "TargetSnapshotName": "copy"}}"#,
        );
        assert_eq!(found.indexes, [0, 1, 2, 3]);
        assert_eq!(found.cycles, [[1, 2]]);
    }

    const PEERS: &str = r#"{"service": "dsql", "operation": "CreateCluster", "id": "east", "parameters": {"multiRegionProperties": {"witnessRegion": "us-west-2", "clusters": [{"$ref": "west", "member": "arn"}]}}},
        {"service": "dsql", "operation": "CreateCluster", "id": "west", "region": "us-east-2", "parameters": {"multiRegionProperties": {"witnessRegion": "us-west-2", "clusters": [{"$ref": "east", "member": "arn"}]}}}"#;

    #[test]
    fn clusters_that_name_each_other_are_a_loop_and_no_circle() {
        let found = ordered(PEERS);
        assert_eq!(found.indexes, [0, 1]);
        assert!(found.cycles.is_empty());
        let loops: Vec<(usize, String)> = found
            .loops
            .iter()
            .map(|reference| (reference.from, reference.path.to_string()))
            .collect();
        assert_eq!(loops, [(0, "multiRegionProperties.clusters[0]".to_owned())]);
    }

    #[test]
    fn a_cluster_of_several_regions_is_left_alone_until_its_loop_is_closed() {
        let found = ordered(
            r#"{"service": "dsql", "operation": "PutClusterPolicy", "parameters": {"identifier": {"$ref": "east", "member": "identifier"}}},
            {"service": "dsql", "operation": "UpdateCluster", "parameters": {"identifier": {"$ref": "east", "member": "identifier"}, "multiRegionProperties": {"clusters": [{"$ref": "west", "member": "arn"}]}}},
            {"service": "dsql", "operation": "CreateCluster", "id": "west", "parameters": {"multiRegionProperties": {"clusters": [{"$ref": "east", "member": "arn"}]}}},
            {"service": "dsql", "operation": "CreateCluster", "id": "east", "parameters": {"multiRegionProperties": {"witnessRegion": "us-west-2"}}}"#,
        );
        assert_eq!(found.indexes, [3, 2, 1, 0]);
    }
}
