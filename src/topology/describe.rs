//! The picture in words, for whoever does not see it.

use std::fmt::Write;
use std::rc::Rc;

use super::{
    Access, Attachment, AttachmentKind, Cluster, Dsql, Member, Memcached, Serverless, SlotFault,
    Topology, faults,
};

/// No more shards and faults than this are told one by one.
const TOLD: usize = 12;

/// What the picture shows, in sentences.
pub fn describe(topology: &Topology) -> String {
    match topology {
        Topology::Cluster(cluster) => describe_cluster(cluster),
        Topology::Memcached(cluster) => describe_memcached(cluster),
        Topology::Serverless(cache) => describe_serverless(cache),
        Topology::Global(members) => describe_global(members),
        Topology::Dsql(dsql) => describe_dsql(dsql),
        Topology::Access(access) => describe_access(access),
    }
}

fn describe_memcached(cluster: &Memcached) -> String {
    let zones: Vec<Rc<str>> = cluster
        .nodes
        .iter()
        .filter_map(|(zone, _)| zone.clone())
        .collect();
    let place = if zones.is_empty() {
        "zones that AWS chooses".to_owned()
    } else {
        listed(&zones)
    };
    let count = counted(cluster.nodes.len(), "node");
    format!(
        "Memcached cluster {} in {} with {count} in {place}.{}",
        name(&cluster.name),
        cluster.region,
        connected(&cluster.attachments)
    )
}

fn describe_serverless(cache: &Serverless) -> String {
    let mut acc = format!(
        "Serverless {} cache {} in {}.",
        cache.engine,
        name(&cache.name),
        cache.region
    );
    for gauge in &cache.gauges {
        let bound = |bound: Option<i64>| bound.map_or("none".to_owned(), |n| n.to_string());
        let _ = write!(
            acc,
            " {}: minimum {}, maximum {} {}.",
            gauge.title,
            bound(gauge.minimum),
            bound(gauge.maximum),
            gauge.unit
        );
    }
    acc + &connected(&cache.attachments)
}

fn describe_global(members: &[Member]) -> String {
    let parts: Vec<Rc<str>> = members
        .iter()
        .map(|member| {
            let role = if member.primary {
                "primary"
            } else {
                "secondary"
            };
            format!("{role} {} in {}", name(&member.name), member.region).into()
        })
        .collect();
    format!("Global datastore of {}.", listed(&parts))
}

fn describe_dsql(dsql: &Dsql) -> String {
    let parts: Vec<Rc<str>> = dsql
        .clusters
        .iter()
        .map(|cluster| {
            let witness = cluster
                .witness
                .as_ref()
                .map_or_else(String::new, |w| format!(" with witness {w}"));
            format!("{} in {}{witness}", name(&cluster.name), cluster.region).into()
        })
        .collect();
    format!(
        "{}: {}.",
        counted(dsql.clusters.len(), "Aurora DSQL cluster"),
        listed(&parts)
    )
}

fn describe_access(access: &Access) -> String {
    let mut acc = format!(
        "{} and {}.",
        counted(access.users.len(), "user"),
        counted(access.groups.len(), "user group")
    );
    for group in &access.groups {
        let users: Vec<Rc<str>> = group
            .users
            .iter()
            .map(|i| access.users[*i].0.clone())
            .collect();
        let clusters: Vec<Rc<str>> = group
            .clusters
            .iter()
            .map(|(name, _)| name.clone())
            .collect();
        let _ = write!(
            acc,
            " Group {} has {}",
            name(&group.id),
            if users.is_empty() {
                "no users".into()
            } else {
                listed(&users)
            }
        );
        let _ = write!(
            acc,
            " and protects {}.",
            if clusters.is_empty() {
                "nothing here".into()
            } else {
                listed(&clusters)
            }
        );
    }
    acc
}

fn describe_cluster(cluster: &Cluster) -> String {
    let shards = counted(cluster.shards.len(), "shard");
    let nodes = counted(cluster.nodes(), "node");
    let mut acc = format!(
        "Cluster {} in {}: {shards}, {nodes}.",
        name(&cluster.name),
        cluster.region
    );
    for shard in cluster.shards.iter().take(TOLD) {
        let zones: Vec<Rc<str>> = shard
            .nodes
            .iter()
            .map(|node| {
                node.zone
                    .clone()
                    .unwrap_or_else(|| "a zone that AWS chooses".into())
            })
            .collect();
        let _ = write!(acc, " Shard {}", shard.id);
        if cluster.cluster_mode {
            let slots: Vec<Rc<str>> = shard
                .slots
                .iter()
                .map(|range| format!("{} to {}", range.first, range.last).into())
                .collect();
            let _ = write!(
                acc,
                ", slots {}",
                if slots.is_empty() {
                    "unreadable".into()
                } else {
                    listed(&slots)
                }
            );
        }
        let _ = write!(
            acc,
            ": primary in {}",
            zones.first().map_or("", |zone| zone)
        );
        if zones.len() > 1 {
            let _ = write!(
                acc,
                ", {} in {}",
                counted(zones.len() - 1, "replica"),
                listed(&zones[1..])
            );
        }
        acc.push('.');
    }
    if cluster.shards.len() > TOLD {
        let _ = write!(acc, " And {} more shards.", cluster.shards.len() - TOLD);
    }
    let exposed = cluster.single_points_of_failure().len();
    if exposed > 0 {
        let _ = write!(
            acc,
            " {} without protection from a failing node or zone.",
            counted(exposed, "shard")
        );
    }
    if cluster.cluster_mode {
        let slots: Vec<_> = cluster
            .shards
            .iter()
            .map(|shard| shard.slots.clone())
            .collect();
        for fault in faults(&slots).iter().take(TOLD) {
            let _ = match fault {
                SlotFault::Gap(range) => {
                    write!(acc, " Nobody has slots {} to {}.", range.first, range.last)
                }
                SlotFault::Overlap(range, a, b) => {
                    let (a, b) = (&cluster.shards[*a].id, &cluster.shards[*b].id);
                    write!(
                        acc,
                        " Shards {a} and {b} both have slots {} to {}.",
                        range.first, range.last
                    )
                }
            };
        }
    }
    acc + &connected(&cluster.attachments)
}

fn connected(attachments: &[Attachment]) -> String {
    let parts: Vec<Rc<str>> = attachments
        .iter()
        .map(|attachment| match attachment.kind {
            AttachmentKind::AuthToken => attachment.kind.title().into(),
            kind => format!("{} {}", kind.title(), attachment.name).into(),
        })
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!(" Connected: {}.", listed(&parts))
    }
}

fn name(name: &str) -> &str {
    if name.is_empty() {
        "without a name"
    } else {
        name
    }
}

fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn listed(items: &[Rc<str>]) -> String {
    match items {
        [] => "none".to_owned(),
        [one] => one.to_string(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}
