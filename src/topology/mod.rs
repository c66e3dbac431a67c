//! WHAT IT WOULD LOOK LIKE: the parts of a resource as a picture shows them, and edits by touching them.
//!
//! Pure: reads documents, gives plain data and `Edit`s; `app` draws it. Where a document is incomplete the
//! picture shows what AWS would make of it by default; where it is wrong, what can be told.

mod cluster;
mod describe;
mod edits;
mod other;
mod slots;

use std::rc::Rc;

pub use cluster::{Cluster, Node, Shard, node_path};
pub use describe::describe;
pub use edits::{
    MAX_SHARDS, add_node, add_replica, add_shard, equalize_slots, move_border, remove_node,
    remove_replica, remove_shard, set_slots, set_zone,
};
pub use other::{Access, Dsql, DsqlCluster, Gauge, Group, Member, Memcached, Serverless};
pub use slots::{SLOTS, SlotFault, SlotRange, faults, parse_slots};

use crate::document::{Document, Path};

/// What a resource would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topology {
    /// Shards with a primary and replicas.
    Cluster(Cluster),
    /// Nodes that know nothing of each other.
    Memcached(Memcached),
    /// A cache without nodes, with limits.
    Serverless(Serverless),
    /// Replication groups in several Regions.
    Global(Vec<Member>),
    /// Clusters in Regions with a witness.
    Dsql(Dsql),
    /// Users, their groups, and what the groups protect.
    Access(Access),
}

/// Something that a resource is connected to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub kind: AttachmentKind,
    /// Its name or id, as the document has it; never a secret.
    pub name: Rc<str>,
    /// The parameter that names it.
    pub path: Path,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentKind {
    Endpoint,
    UserGroup,
    AuthToken,
    SubnetGroup,
    SecurityGroup,
    KmsKey,
    ParameterGroup,
    LogDestination,
    Snapshot,
    Topic,
    Global,
}

impl AttachmentKind {
    /// In words: `user group`.
    pub fn title(self) -> &'static str {
        match self {
            Self::Endpoint => "endpoint",
            Self::UserGroup => "user group",
            Self::AuthToken => "AUTH token",
            Self::SubnetGroup => "subnet group",
            Self::SecurityGroup => "security group",
            Self::KmsKey => "KMS key",
            Self::ParameterGroup => "parameter group",
            Self::LogDestination => "log destination",
            Self::Snapshot => "snapshot",
            Self::Topic => "notifications",
            Self::Global => "global datastore",
        }
    }
}

/// What a resource of the document would be; `None` where there is nothing to draw.
pub fn of(document: &Document, index: usize) -> Option<Topology> {
    let resource = document.resources.get(index)?;
    let region = document.region_of(resource);
    let parameters = &resource.parameters;
    Some(match (&*resource.service, &*resource.operation) {
        ("elasticache", "CreateReplicationGroup") => {
            Topology::Cluster(cluster::replication_group(parameters, region))
        }
        ("elasticache", "CreateCacheCluster") if other::is_memcached(parameters) => {
            Topology::Memcached(other::memcached(parameters, region))
        }
        ("elasticache", "CreateCacheCluster") => {
            Topology::Cluster(cluster::cache_cluster(parameters, region))
        }
        ("elasticache", "CreateServerlessCache") => {
            Topology::Serverless(other::serverless(parameters, region))
        }
        ("elasticache", "CreateGlobalReplicationGroup") => {
            Topology::Global(other::global(document, index))
        }
        ("elasticache", "CreateUser" | "CreateUserGroup") => {
            Topology::Access(other::access(document))
        }
        ("dsql", "CreateCluster") => Topology::Dsql(other::dsql(document)),
        _ => return None,
    })
}

/// The zones of a Region that a picture offers, and any other that the document names.
pub fn zones_of(region: &str, named: impl IntoIterator<Item = Rc<str>>) -> Vec<Rc<str>> {
    let known = crate::catalog::region(region).map_or(&[][..], |region| region.zones);
    let mut zones: Vec<Rc<str>> = known.iter().map(|zone| Rc::from(*zone)).collect();
    for zone in named {
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    }
    zones
}
