//! Node types.

use super::Version;
use super::generated::nodes::{FAMILIES, NODE_TYPES, RETIRED};
use super::generated::regions::REGIONS;

/// Node types of one kind and generation.
#[derive(Debug)]
pub struct NodeFamily {
    /// `r7g`.
    pub name: &'static str,
    /// `memory optimized`.
    pub title: &'static str,
    /// Whether its processors are Graviton.
    pub arm: bool,
    /// Whether a new cluster may have it.
    pub creatable: bool,
    /// Whether data may lie on its solid state disk.
    pub data_tiering: bool,
    // The oldest version of each engine that runs on it; `None` where the engine does not.
    pub memcached: Option<&'static str>,
    pub redis: Option<&'static str>,
    pub valkey: Option<&'static str>,
}

/// A node type.
#[derive(Debug)]
pub struct NodeType {
    /// `cache.r7g.large`.
    pub name: &'static str,
    pub family: &'static NodeFamily,
    pub vcpu: u16,
    /// In thousandths of a GiB.
    pub memory: u32,
    /// The solid state disk for data, in thousandths of a GiB.
    pub ssd: u32,
    /// Network in Mbit/s that it always has.
    pub baseline: u32,
    /// Network in Mbit/s that it has for a while.
    pub burst: Option<u32>,
    pub(super) regions: u64,
}

/// A node type of an earlier generation that is listed no more.
#[derive(Debug)]
pub(super) struct Retired {
    pub(super) name: &'static str,
}

impl NodeFamily {
    /// Whether its nodes earn CPU credits.
    pub fn burstable(&self) -> bool {
        self.name.starts_with('t')
    }

    /// The oldest version of an engine that runs on it; `None` where the engine does not.
    pub fn min_version(&self, engine: &str) -> Option<&'static str> {
        match engine {
            "memcached" => self.memcached,
            "redis" => self.redis,
            "valkey" => self.valkey,
            _ => None,
        }
    }
}

impl NodeType {
    /// What comes after the family: `large`.
    pub fn size(&self) -> &'static str {
        self.name.rsplit('.').next().unwrap_or_default()
    }

    /// The oldest version of an engine that runs on it; `None` where the engine does not.
    pub fn min_version(&self, engine: &str) -> Option<&'static str> {
        self.family.min_version(engine)
    }

    /// Whether an engine runs on it at all.
    pub fn offered_for(&self, engine: &str) -> bool {
        self.min_version(engine).is_some()
    }

    /// Whether a version of an engine runs on it.
    pub fn runs(&self, engine: &str, version: &Version) -> bool {
        self.min_version(engine)
            .is_some_and(|oldest| version.at_least(oldest))
    }

    /// Whether a global datastore may be made of it: size large and above, not burstable.
    pub fn global_datastore(&self) -> bool {
        !self.family.burstable()
    }

    /// `6.38 GiB`.
    pub fn memory_text(&self) -> String {
        format!("{} GiB", decimal(self.memory))
    }

    /// `up to 12.5 Gbit/s`.
    pub fn network_text(&self) -> String {
        match self.burst {
            Some(burst) => format!("up to {} Gbit/s", decimal(burst)),
            None => format!("{} Gbit/s", decimal(self.baseline)),
        }
    }

    /// Whether a Region offers it; `None` where the Region's list is not known.
    pub fn in_region(&self, region_id: &str) -> Option<bool> {
        let index = REGIONS.iter().position(|region| region.id == region_id)?;
        let offers = |node: &NodeType| node.regions >> index & 1 == 1;
        NODE_TYPES.iter().any(offers).then(|| offers(self))
    }
}

/// Thousandths as a decimal number without trailing zeros.
fn decimal(thousandths: u32) -> String {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Every node type, newest families first.
pub fn node_types() -> &'static [NodeType] {
    NODE_TYPES
}

/// A node type by name.
pub fn node_type(name: &str) -> Option<&'static NodeType> {
    NODE_TYPES.iter().find(|node| node.name == name)
}

/// Every family of node types, newest first.
pub fn node_families() -> &'static [NodeFamily] {
    FAMILIES
}

/// Whether a Region offers a node type; `None` where the Region's list or the type is not known.
pub fn node_type_in_region(name: &str, region_id: &str) -> Option<bool> {
    node_type(name)?.in_region(region_id)
}

/// Whether a node type is of a generation that takes no new clusters.
pub fn is_retired_node_type(name: &str) -> bool {
    RETIRED.iter().any(|node| node.name == name)
        || node_type(name).is_some_and(|node| !node.family.creatable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_of_a_few_node_types() {
        let node = node_type("cache.m8g.large").expect("listed");
        assert_eq!(
            (node.vcpu, node.memory, node.baseline, node.burst),
            (2, 6790, 937, Some(12_500))
        );
        assert_eq!(node.memory_text(), "6.79 GiB");
        assert_eq!(node.network_text(), "up to 12.5 Gbit/s");
        assert!(!node.offered_for("redis") && node.offered_for("memcached"));
        assert_eq!(node.min_version("memcached"), Some("1.6.6"));
        let tiered = node_type("cache.r6gd.xlarge").expect("listed");
        assert!(
            tiered.family.data_tiering && tiered.ssd == 99_330 && !tiered.offered_for("memcached")
        );
        assert_eq!(
            node_type("cache.c8gn.16xlarge")
                .map(NodeType::network_text)
                .as_deref(),
            Some("200 Gbit/s")
        );
        assert_eq!(
            node_type("cache.t2.micro").map(|node| node.memory),
            Some(555)
        );
    }

    #[test]
    fn node_types_are_known_by_region() {
        assert_eq!(
            node_type_in_region("cache.c7gn.large", "us-east-1"),
            Some(true)
        );
        assert_eq!(
            node_type_in_region("cache.c7gn.large", "af-south-1"),
            Some(false)
        );
        assert_eq!(
            node_type_in_region("cache.c7gn.large", "us-iso-east-1"),
            None
        );
        assert_eq!(node_type_in_region("cache.c7gn.large", "xx-none-1"), None);
        assert_eq!(node_type_in_region("cache.x1.large", "us-east-1"), None);
        let offered = |region: &str| {
            NODE_TYPES
                .iter()
                .filter(|n| n.in_region(region) == Some(true))
                .count()
        };
        assert_eq!(
            (
                offered("us-west-2"),
                offered("ap-east-2"),
                offered("us-gov-west-1")
            ),
            (94, 34, 76)
        );
    }

    #[test]
    fn retired_types_take_no_new_clusters() {
        for name in [
            "cache.m1.small",
            "cache.r3.large",
            "cache.t1.micro",
            "cache.t2.micro",
        ] {
            assert!(is_retired_node_type(name), "{name}");
        }
        assert!(!is_retired_node_type("cache.t3.micro"));
        assert_eq!(RETIRED.len(), 18);
        assert!(
            RETIRED
                .iter()
                .all(|retired| node_type(retired.name).is_none())
        );
    }

    #[test]
    fn every_node_type_is_of_its_family_and_offered_somewhere() {
        assert_eq!((NODE_TYPES.len(), FAMILIES.len()), (94, 16));
        for node in NODE_TYPES {
            assert_eq!(
                node.name,
                format!("cache.{}.{}", node.family.name, node.size())
            );
            assert!(node.regions != 0 && node.vcpu > 0 && node.memory > 0 && node.baseline > 0);
            assert!(node.burst.is_none_or(|burst| burst > node.baseline));
        }
    }
}
