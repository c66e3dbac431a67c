//! The ready starting points: documents that people begin with and change.
//!
//! Each is a JSON file beside this one, without an error or a warning under every rule.
//! Ids are in links and pages: add, never rename.

use crate::document::{Document, parse_json};

/// A document to begin with.
#[derive(Debug)]
pub struct Scenario {
    /// `valkey-recommended`; never changes.
    pub id: &'static str,
    pub title: &'static str,
    /// What it makes and when it is the right choice, in a sentence or two.
    pub summary: &'static str,
    /// The document's JSON.
    pub json: &'static str,
}

impl Scenario {
    /// The document, ready to be edited.
    pub fn document(&self) -> Document {
        parse_json(self.json)
            .ok()
            .and_then(|value| Document::from_value(&value).ok())
            .unwrap_or_default()
    }
}

/// Every scenario, in the order in which they are offered.
pub static ALL: &[Scenario] = &[
    Scenario {
        id: "valkey-recommended",
        title: "Valkey cluster, as recommended",
        summary: "Three shards with a replica each over several zones, encrypted, an IAM user, slow log and daily backups.",
        json: include_str!("valkey_recommended.json"),
    },
    Scenario {
        id: "valkey-serverless",
        title: "Valkey serverless cache",
        summary: "Grows and shrinks by itself within limits on storage and requests; no nodes to choose.",
        json: include_str!("valkey_serverless.json"),
    },
    Scenario {
        id: "memcached-cluster",
        title: "Memcached cluster",
        summary: "Three nodes in three zones behind one discovery endpoint, encrypted in transit. No replicas, no backups.",
        json: include_str!("memcached_cluster.json"),
    },
    Scenario {
        id: "redis-standalone-seeded",
        title: "Standalone Redis OSS node from a snapshot",
        summary: "A single node that is filled from an .rdb file in Amazon S3.",
        json: include_str!("redis_standalone_seeded.json"),
    },
    Scenario {
        id: "redis-cluster-mode-disabled",
        title: "Redis OSS with replicas, cluster mode disabled",
        summary: "One shard: a primary and two replicas that take over by themselves, behind an AUTH token.",
        json: include_str!("redis_cluster_mode_disabled.json"),
    },
    Scenario {
        id: "redis-cluster-mode-disabled-tls-rbac",
        title: "Redis OSS with replicas, TLS and users",
        summary: "One shard with two replicas, reached over TLS by users of a user group. The default user is off.",
        json: include_str!("redis_cluster_mode_disabled_tls_rbac.json"),
    },
    Scenario {
        id: "redis-cluster-mode-enabled",
        title: "Redis OSS with shards, cluster mode enabled",
        summary: "Three shards of a primary and two replicas each, behind an AUTH token.",
        json: include_str!("redis_cluster_mode_enabled.json"),
    },
    Scenario {
        id: "redis-cluster-mode-enabled-tls-rbac",
        title: "Redis OSS with shards, TLS and users",
        summary: "Three shards with two replicas each, reached over TLS by users of a user group. The default user is off.",
        json: include_str!("redis_cluster_mode_enabled_tls_rbac.json"),
    },
    Scenario {
        id: "user-and-user-group",
        title: "User and user group",
        summary: "A user who may only read keys of one prefix, in a group for clusters to use.",
        json: include_str!("user_and_user_group.json"),
    },
    Scenario {
        id: "snapshot-and-copy",
        title: "Tagged snapshot and its copy",
        summary: "A backup by hand, before a change, and a copy under a name of its own.",
        json: include_str!("snapshot_and_copy.json"),
    },
    Scenario {
        id: "parameter-group",
        title: "Parameter group",
        summary: "Engine settings of your own, for clusters of one engine family.",
        json: include_str!("parameter_group.json"),
    },
    Scenario {
        id: "subnet-group",
        title: "Subnet group",
        summary: "The private subnets, one a zone, in which clusters are placed.",
        json: include_str!("subnet_group.json"),
    },
    Scenario {
        id: "reserved-nodes",
        title: "Reserved nodes",
        summary: "A commitment of one or three years for a lower price. It cannot be taken back.",
        json: include_str!("reserved_nodes.json"),
    },
    Scenario {
        id: "dsql-single-region",
        title: "Aurora DSQL cluster in one Region",
        summary: "A serverless PostgreSQL-compatible database, protected against deletion.",
        json: include_str!("dsql_single_region.json"),
    },
    Scenario {
        id: "dsql-multi-region",
        title: "Aurora DSQL clusters in two Regions",
        summary: "Two clusters with a third Region as witness. An update of the first names the second, and both become active.",
        json: include_str!("dsql_multi_region.json"),
    },
];

/// A scenario by id.
pub fn scenario(id: &str) -> Option<&'static Scenario> {
    ALL.iter().find(|scenario| scenario.id == id)
}
