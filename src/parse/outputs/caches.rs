//! Replication groups and clusters.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Fate, Item, Recipe, items, made};
use crate::catalog;
use crate::document::{Map, Resource, Value};
use crate::parse::Note;
use crate::parse::tree::Node;

pub(super) const REPLICATION_GROUP: Recipe = Recipe {
    many: "ReplicationGroups",
    one: "ReplicationGroup",
    id: "ReplicationGroupId",
    service: "elasticache",
    operation: "CreateReplicationGroup",
    unknown: "the engine version, the parameter, subnet and security groups, the maintenance window, \
              the notification topic and the tags; the clusters of the group say most of them",
    make: replication_group,
};

pub(super) const CACHE_CLUSTER: Recipe = Recipe {
    many: "CacheClusters",
    one: "CacheCluster",
    id: "CacheClusterId",
    service: "elasticache",
    operation: "CreateCacheCluster",
    unknown: "the tags",
    make: cache_cluster,
};

/// What a secondary group takes over from the primary one.
const OF_THE_PRIMARY: &[&str] = &[
    "CacheNodeType",
    "Engine",
    "AtRestEncryptionEnabled",
    "TransitEncryptionEnabled",
    "TransitEncryptionMode",
    "ClusterMode",
    "NumNodeGroups",
];

fn replication_group(item: &mut Item<'_>) -> Fate {
    let node = item.node;
    item.rename("Description", "ReplicationGroupDescription");
    item.set_flag("AutomaticFailover", "AutomaticFailoverEnabled");
    item.set_flag("MultiAZ", "MultiAZEnabled");
    item.set_flag("DataTiering", "DataTieringEnabled");
    let shards = items(node, "NodeGroups");
    if node.is_set("ClusterEnabled") {
        if !shards.is_empty() {
            item.set("NumNodeGroups", count(shards.len()));
            let groups: Vec<Value> = shards.iter().map(shard).collect();
            item.set("NodeGroupConfiguration", Value::list(groups));
        }
    } else {
        let n = items(node, "MemberClusters").len();
        if n > 0 {
            item.set("NumCacheClusters", count(n));
        }
        let mut nodes: Vec<&Node> = shards.iter().flat_map(members).collect();
        nodes.sort_by_key(|node| {
            node.text_of("CurrentRole")
                .is_none_or(|role| &**role != "primary")
        });
        let zones = nodes
            .iter()
            .filter_map(|node| node.text_of("PreferredAvailabilityZone"));
        // One zone for each node, or none.
        if zones.clone().count() == n {
            item.set_texts("PreferredCacheClusterAZs", zones);
        }
    }
    port(
        item,
        &[
            node.get("ConfigurationEndpoint"),
            shards
                .first()
                .and_then(|shard| shard.get("PrimaryEndpoint")),
        ],
    );
    auth_token(item);
    if let Some(global) = node.get("GlobalReplicationGroupInfo")
        && let Some(id) = global.text_of("GlobalReplicationGroupId")
    {
        if global
            .text_of("GlobalReplicationGroupMemberRole")
            .is_some_and(|role| role.eq_ignore_ascii_case("secondary"))
        {
            item.set("GlobalReplicationGroupId", Value::String(id.clone()));
            item.remove(OF_THE_PRIMARY);
            item.note(
                global.place,
                "a secondary group of a global datastore takes its node type, engine, encryption and shards from the primary one",
            );
        } else {
            let message = "the group is the primary one of a global datastore, which CreateGlobalReplicationGroup makes";
            item.note(global.place, message);
        }
    }
    Fate::Kept
}

/// The nodes of a shard, in the order in which they are listed.
fn members(shard: &Node) -> impl Iterator<Item = &Node> {
    items(shard, "NodeGroupMembers").iter()
}

/// A shard as it is configured. Without roles its first node counts as the primary one.
fn shard(node: &Node) -> Value {
    let mut map = Map::default();
    for name in ["NodeGroupId", "Slots"] {
        if let Some(text) = node.text_of(name) {
            map.insert(name, Value::String(text.clone()));
        }
    }
    let mut nodes: Vec<&Node> = members(node).collect();
    nodes.sort_by_key(|node| {
        node.text_of("CurrentRole")
            .is_some_and(|role| &**role != "primary")
    });
    if !nodes.is_empty() {
        map.insert("ReplicaCount", count(nodes.len() - 1));
    }
    for (from, primary, replicas) in [
        (
            "PreferredAvailabilityZone",
            "PrimaryAvailabilityZone",
            "ReplicaAvailabilityZones",
        ),
        (
            "PreferredOutpostArn",
            "PrimaryOutpostArn",
            "ReplicaOutpostArns",
        ),
    ] {
        let texts: Vec<Value> = nodes
            .iter()
            .filter_map(|node| Some(Value::String(node.text_of(from)?.clone())))
            .collect();
        // One for each node, or none.
        if let Some((first, rest)) = texts.split_first()
            && texts.len() == nodes.len()
        {
            map.insert(primary, first.clone());
            if !rest.is_empty() {
                map.insert(replicas, Value::list(rest.to_vec()));
            }
        }
    }
    Value::Map(Rc::new(map))
}

fn cache_cluster(item: &mut Item<'_>) -> Fate {
    let node = item.node;
    settings(item);
    let zone = node.text_of("PreferredAvailabilityZone");
    if zone.is_some_and(|zone| &**zone == "Multiple") {
        item.remove(&["PreferredAvailabilityZone"]);
        item.set("AZMode", Value::string("cross-az"));
        let zones = items(node, "CacheNodes")
            .iter()
            .filter_map(|node| node.text_of("CustomerAvailabilityZone"));
        item.set_texts("PreferredAvailabilityZones", zones);
    }
    Fate::Kept
}

/// What a cluster says of itself and of the replication group that it belongs to.
fn settings(item: &mut Item<'_>) {
    let node = item.node;
    if let (Some(engine), Some(version)) = (node.text_of("Engine"), node.text_of("EngineVersion")) {
        item.set("EngineVersion", Value::string(creatable(engine, version)));
    }
    let within = |outer: &str, inner: &str| node.get(outer)?.text_of(inner).cloned();
    item.set_text(
        "CacheParameterGroupName",
        within("CacheParameterGroup", "CacheParameterGroupName").as_ref(),
    );
    item.set_text(
        "NotificationTopicArn",
        within("NotificationConfiguration", "TopicArn").as_ref(),
    );
    for (list, member, name) in [
        ("SecurityGroups", "SecurityGroupId", "SecurityGroupIds"),
        (
            "CacheSecurityGroups",
            "CacheSecurityGroupName",
            "CacheSecurityGroupNames",
        ),
    ] {
        let groups = items(node, list).iter();
        item.set_texts(name, groups.filter_map(|group| group.text_of(member)));
    }
    let first = items(node, "CacheNodes").first();
    port(
        item,
        &[
            node.get("ConfigurationEndpoint"),
            first.and_then(|node| node.get("Endpoint")),
        ],
    );
    auth_token(item);
}

/// The version that makes such a cluster: clusters of today say more digits than a request takes.
fn creatable(engine: &str, version: &str) -> String {
    let short = version.rsplit_once('.').map_or(version, |(short, _)| short);
    let is_known = |version: &str| {
        catalog::engine_versions(engine)
            .iter()
            .any(|known| known.version == version)
    };
    let cut = !is_known(version) && is_known(short);
    if cut { short } else { version }.to_owned()
}

fn port(item: &mut Item<'_>, endpoints: &[Option<&Node>]) {
    let port = endpoints
        .iter()
        .flatten()
        .find_map(|endpoint| endpoint.get("Port"));
    if let Some(port) = port {
        item.set("Port", port.value(None));
    }
}

fn auth_token(item: &mut Item<'_>) {
    if item.node.is_set("AuthTokenEnabled") {
        item.set("AuthToken", Value::env("AUTH_TOKEN"));
        let message =
            "the output does not say the AUTH token; it is read from an environment variable";
        item.note(item.node.place, message);
    }
}

fn count(n: usize) -> Value {
    Value::Number(n.to_string().into())
}

/// Clusters that are nodes of a replication group: what they say of it completes its request, or begins one.
pub(super) fn add_members(
    clusters: &[&Node],
    resources: &mut Vec<Resource>,
    notes: &mut Vec<Note>,
) {
    let mut groups: BTreeMap<Rc<str>, Vec<&Node>> = BTreeMap::new();
    for cluster in clusters {
        if let Some(id) = cluster.text_of("ReplicationGroupId") {
            groups.entry(id.clone()).or_default().push(cluster);
        }
    }
    let recipe = Recipe {
        unknown: "",
        make: member,
        ..REPLICATION_GROUP
    };
    let known: BTreeMap<Rc<str>, usize> = resources
        .iter()
        .enumerate()
        .filter(|(_, resource)| resource.operation.as_ref() == recipe.operation)
        .filter_map(|(at, resource)| {
            Some((resource.parameters.text("ReplicationGroupId")?.into(), at))
        })
        .collect();
    for (id, nodes) in groups {
        let Some(first) = nodes.first() else { continue };
        if let Some(resource) = known.get(&id).and_then(|at| resources.get_mut(*at)) {
            let Some(more) = made(&recipe, first, &mut Vec::new()).pop() else {
                continue;
            };
            if let (Value::Map(map), Value::Map(more)) =
                (&mut resource.parameters, &more.parameters)
            {
                let map = Rc::make_mut(map);
                for (name, value) in more.iter().filter(|(name, _)| &***name != "Port") {
                    if !map.contains(name) {
                        map.insert(name.clone(), value.clone());
                    }
                }
            }
            continue;
        }
        for mut resource in made(&recipe, first, notes) {
            if let Value::Map(map) = &mut resource.parameters {
                shards(&id, &nodes, Rc::make_mut(map));
            }
            notes.push(Note {
                place: first.place,
                message: format!(
                    "{} clusters are nodes of the replication group {id}, which is made instead of them; \
                     they do not say its description and users",
                    nodes.len()
                ),
            });
            resources.push(resource);
        }
    }
}

fn member(item: &mut Item<'_>) -> Fate {
    settings(item);
    Fate::Kept
}

/// How many shards and nodes there are, from names such as `orders-0002-001` or `orders-002`.
fn shards(group: &str, nodes: &[&Node], map: &mut Map) {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for node in nodes {
        let id = node.text_of("CacheClusterId").map_or("", |id| id);
        let number = id
            .strip_prefix(group)
            .and_then(|rest| rest.strip_prefix('-'));
        let shard = number.and_then(|number| number.split_once('-'));
        *sizes
            .entry(shard.map_or("", |(shard, _)| shard))
            .or_default() += 1;
    }
    let size = sizes.values().next().copied().unwrap_or(1);
    if sizes.contains_key("") {
        map.insert("NumCacheClusters", count(nodes.len()));
    } else {
        map.insert("NumNodeGroups", count(sizes.len()));
        if sizes.values().all(|other| *other == size) {
            map.insert("ReplicasPerNodeGroup", count(size - 1));
        }
    }
}
