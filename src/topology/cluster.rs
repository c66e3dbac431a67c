//! Replication groups and single nodes as shards with a primary and replicas.

use std::rc::Rc;

use super::slots::equal_share;
use super::{Attachment, AttachmentKind, SlotRange, parse_slots, zones_of};
use crate::document::{Path, Value};
use crate::model::generated::elasticache::names as n;

/// No picture shows more shards than this; a larger number is a typing mistake.
const SHOWN_SHARDS: usize = 1_000;
/// Nor more replicas of a shard.
const SHOWN_REPLICAS: usize = 12;

/// Shards with a primary and replicas.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts that a picture shows"
)]
pub struct Cluster {
    pub name: Rc<str>,
    pub region: Rc<str>,
    /// Zones to draw as bands: those of the Region and any other that a node names.
    pub zones: Vec<Rc<str>>,
    /// Whether the keyspace is shared out over shards.
    pub cluster_mode: bool,
    /// Whether slots are given rather than equally distributed by AWS.
    pub custom_slots: bool,
    pub shards: Vec<Shard>,
    /// How many shards the document asks for, where that is more than are in `shards`.
    pub wanted_shards: i64,
    pub failover: bool,
    pub multi_az: bool,
    pub attachments: Vec<Attachment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// `0001`.
    pub id: Rc<str>,
    /// Given slots, else the equal share; empty where the text is unreadable.
    pub slots: Vec<SlotRange>,
    /// The `Slots` text as typed.
    pub slots_text: Option<Rc<str>>,
    /// The primary first.
    pub nodes: Vec<Node>,
    /// Where the shard is configured.
    pub path: Path,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Absent where AWS chooses.
    pub zone: Option<Rc<str>>,
    /// Where the zone is or would be written.
    pub path: Path,
}

impl Cluster {
    pub fn nodes(&self) -> usize {
        self.shards.iter().map(|shard| shard.nodes.len()).sum()
    }

    /// Shards, by index, that one failing zone or node takes down: no replica, or all nodes in one zone.
    pub fn single_points_of_failure(&self) -> Vec<usize> {
        let exposed = |shard: &Shard| {
            let first = shard.nodes.first().and_then(|node| node.zone.clone());
            shard.nodes.len() < 2
                || (first.is_some() && shard.nodes.iter().all(|node| node.zone == first))
        };
        (0..self.shards.len())
            .filter(|i| exposed(&self.shards[*i]))
            .collect()
    }

    /// Whether the largest shard has more than 1.5 times the slots of the smallest.
    pub fn unbalanced(&self) -> bool {
        let sizes = self
            .shards
            .iter()
            .map(|shard| shard.slots.iter().map(|range| range.len()).sum::<u32>());
        let (min, max) = sizes.fold((u32::MAX, 0), |(min, max), size| {
            (min.min(size), max.max(size))
        });
        self.custom_slots && self.shards.len() > 1 && u64::from(max) * 2 > u64::from(min) * 3
    }
}

/// Where the zone of a node of a shard is written; node 0 is the primary.
pub fn node_path(cluster_mode: bool, shard: usize, node: usize) -> Path {
    if !cluster_mode {
        return Path::root().key(n::PREFERRED_CACHE_CLUSTER_AZS).index(node);
    }
    let group = Path::root().key(n::NODE_GROUP_CONFIGURATION).index(shard);
    match node.checked_sub(1) {
        None => group.key(n::PRIMARY_AVAILABILITY_ZONE),
        Some(replica) => group.key(n::REPLICA_AVAILABILITY_ZONES).index(replica),
    }
}

/// Whether the keyspace is shared out: asked for, or implied by shards or by the parameter group.
pub(super) fn cluster_mode(parameters: &Value) -> bool {
    let group = parameters
        .text(n::CACHE_PARAMETER_GROUP_NAME)
        .unwrap_or_default();
    matches!(
        parameters.text(n::CLUSTER_MODE),
        Some("enabled" | "compatible")
    ) || parameters.get(n::NUM_NODE_GROUPS).is_some()
        || parameters.get(n::REPLICAS_PER_NODE_GROUP).is_some()
        || parameters
            .items(n::NODE_GROUP_CONFIGURATION)
            .is_some_and(|groups| !groups.is_empty())
        || group.ends_with(".cluster.on")
}

pub(super) fn replication_group(parameters: &Value, region: &str) -> Cluster {
    let cluster_mode = cluster_mode(parameters);
    let groups = parameters
        .items(n::NODE_GROUP_CONFIGURATION)
        .unwrap_or_default();
    let asked = parameters.int(n::NUM_NODE_GROUPS).unwrap_or(1).max(1);
    let wanted = if groups.is_empty() {
        asked
    } else {
        i64::try_from(groups.len()).unwrap_or(i64::MAX)
    };
    let shown = usize::try_from(wanted)
        .unwrap_or(usize::MAX)
        .min(SHOWN_SHARDS);
    let replicas = default_replicas(parameters, cluster_mode);
    let custom_slots = groups.iter().any(|group| group.get(n::SLOTS).is_some());
    let shards: Vec<Shard> = (0..shown)
        .map(|i| {
            let group = groups.get(i);
            let slots = group.and_then(|group| group.text(n::SLOTS));
            let share = if custom_slots {
                Vec::new()
            } else {
                vec![equal_share(i, shown)]
            };
            Shard {
                id: group
                    .and_then(|group| group.text(n::NODE_GROUP_ID))
                    .map_or_else(|| format!("{:04}", i + 1).into(), Rc::from),
                slots: slots.map_or(share, |text| parse_slots(text).unwrap_or_default()),
                slots_text: slots.map(Rc::from),
                nodes: nodes(parameters, group, cluster_mode, i, replicas),
                path: Path::root().key(n::NODE_GROUP_CONFIGURATION).index(i),
            }
        })
        .collect();
    Cluster {
        name: parameters
            .text(n::REPLICATION_GROUP_ID)
            .unwrap_or_default()
            .into(),
        region: region.into(),
        zones: zones_named(region, &shards),
        cluster_mode,
        custom_slots,
        wanted_shards: wanted,
        failover: parameters
            .flag(n::AUTOMATIC_FAILOVER_ENABLED)
            .unwrap_or(false),
        multi_az: parameters.flag(n::MULTI_AZ_ENABLED).unwrap_or(false),
        attachments: attachments(parameters),
        shards,
    }
}

pub(super) fn cache_cluster(parameters: &Value, region: &str) -> Cluster {
    let path = Path::root().key(n::PREFERRED_AVAILABILITY_ZONE);
    let zone = parameters
        .text(n::PREFERRED_AVAILABILITY_ZONE)
        .map(Rc::from);
    let shards = vec![Shard {
        id: "0001".into(),
        slots: Vec::new(),
        slots_text: None,
        nodes: vec![Node { zone, path }],
        path: Path::root(),
    }];
    Cluster {
        name: parameters
            .text(n::CACHE_CLUSTER_ID)
            .unwrap_or_default()
            .into(),
        region: region.into(),
        zones: zones_named(region, &shards),
        cluster_mode: false,
        custom_slots: false,
        wanted_shards: 1,
        failover: false,
        multi_az: false,
        attachments: attachments(parameters),
        shards,
    }
}

/// Replicas of each shard that says nothing of its own.
fn default_replicas(parameters: &Value, cluster_mode: bool) -> i64 {
    let zones = parameters
        .items(n::PREFERRED_CACHE_CLUSTER_AZS)
        .map_or(0, <[_]>::len);
    let clusters = || {
        let fallback = i64::try_from(zones).unwrap_or(0).max(1);
        parameters.int(n::NUM_CACHE_CLUSTERS).unwrap_or(fallback) - 1
    };
    let per_group = parameters.int(n::REPLICAS_PER_NODE_GROUP);
    if cluster_mode {
        per_group.unwrap_or_else(clusters)
    } else {
        clusters()
    }
}

fn nodes(
    parameters: &Value,
    group: Option<&Value>,
    cluster_mode: bool,
    shard: usize,
    default: i64,
) -> Vec<Node> {
    let listed = group
        .and_then(|group| group.items(n::REPLICA_AVAILABILITY_ZONES))
        .map(<[_]>::len);
    let counted = group.and_then(|group| group.int(n::REPLICA_COUNT));
    let wanted = counted
        .or_else(|| listed.and_then(|n| i64::try_from(n).ok()))
        .unwrap_or(default);
    let replicas = usize::try_from(wanted)
        .unwrap_or(0)
        .max(listed.unwrap_or(0))
        .min(SHOWN_REPLICAS);
    let named = |node: usize| match (cluster_mode, node.checked_sub(1)) {
        (false, _) => parameters
            .items(n::PREFERRED_CACHE_CLUSTER_AZS)?
            .get(node)?
            .as_str(),
        (true, None) => group?.text(n::PRIMARY_AVAILABILITY_ZONE),
        (true, Some(replica)) => group?
            .items(n::REPLICA_AVAILABILITY_ZONES)?
            .get(replica)?
            .as_str(),
    };
    (0..=replicas)
        .map(|node| Node {
            zone: named(node).map(Rc::from),
            path: node_path(cluster_mode, shard, node),
        })
        .collect()
}

fn zones_named(region: &str, shards: &[Shard]) -> Vec<Rc<str>> {
    let mut named: Vec<Rc<str>> = shards
        .iter()
        .flat_map(|shard| shard.nodes.iter().filter_map(|node| node.zone.clone()))
        .collect();
    named.sort();
    named.dedup();
    zones_of(region, named)
}

/// What a cluster, a cache or a node is connected to.
pub(super) fn attachments(parameters: &Value) -> Vec<Attachment> {
    use AttachmentKind as K;
    let mut acc = Vec::new();
    let single = [
        (K::Global, n::GLOBAL_REPLICATION_GROUP_ID),
        (K::SubnetGroup, n::CACHE_SUBNET_GROUP_NAME),
        (K::ParameterGroup, n::CACHE_PARAMETER_GROUP_NAME),
        (K::UserGroup, n::USER_GROUP_ID),
        (K::KmsKey, n::KMS_KEY_ID),
        (K::Snapshot, n::SNAPSHOT_NAME),
        (K::Topic, n::NOTIFICATION_TOPIC_ARN),
    ];
    for (kind, member) in single {
        if let Some(name) = parameters.text(member) {
            acc.push(Attachment {
                kind,
                name: name.into(),
                path: Path::root().key(member),
            });
        }
    }
    if parameters.get(n::AUTH_TOKEN).is_some() {
        acc.push(Attachment {
            kind: K::AuthToken,
            name: "".into(),
            path: Path::root().key(n::AUTH_TOKEN),
        });
    }
    let lists = [
        (K::UserGroup, n::USER_GROUP_IDS),
        (K::SecurityGroup, n::SECURITY_GROUP_IDS),
        (K::SecurityGroup, n::CACHE_SECURITY_GROUP_NAMES),
        (K::Snapshot, n::SNAPSHOT_ARNS),
    ];
    for (kind, member) in lists {
        for (i, name) in parameters.texts(member).take(SHOWN_REPLICAS) {
            acc.push(Attachment {
                kind,
                name: name.into(),
                path: Path::root().key(member).index(i),
            });
        }
    }
    let logs = parameters
        .items(n::LOG_DELIVERY_CONFIGURATIONS)
        .unwrap_or_default();
    for (i, log) in logs.iter().take(SHOWN_REPLICAS).enumerate() {
        let details = log.get(n::DESTINATION_DETAILS);
        let group = details.and_then(|d| d.get(n::CLOUD_WATCH_LOGS_DETAILS)?.text(n::LOG_GROUP));
        let stream =
            details.and_then(|d| d.get(n::KINESIS_FIREHOSE_DETAILS)?.text(n::DELIVERY_STREAM));
        let path = Path::root().key(n::LOG_DELIVERY_CONFIGURATIONS).index(i);
        acc.push(Attachment {
            kind: K::LogDestination,
            name: group.or(stream).unwrap_or("logs").into(),
            path,
        });
    }
    acc
}
