//! Everything that is no cluster of shards.

use std::rc::Rc;

use super::cluster::attachments;
use super::{Attachment, zones_of};
use crate::document::{Document, Path, Resource, Value};
use crate::model::generated::{dsql::names as d, elasticache::names as n};

/// No picture shows more nodes of a Memcached cluster than this.
const SHOWN_NODES: usize = 100;

/// Nodes over zones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memcached {
    pub name: Rc<str>,
    pub region: Rc<str>,
    pub zones: Vec<Rc<str>>,
    /// The zone of each node, where it is given, and where it is or would be written.
    pub nodes: Vec<(Option<Rc<str>>, Path)>,
    pub attachments: Vec<Attachment>,
}

/// A cache without nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Serverless {
    pub name: Rc<str>,
    pub region: Rc<str>,
    pub engine: Rc<str>,
    pub gauges: Vec<Gauge>,
    pub attachments: Vec<Attachment>,
}

/// A limit of a serverless cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gauge {
    /// `Data storage`.
    pub title: &'static str,
    /// `GB`.
    pub unit: &'static str,
    pub minimum: Option<i64>,
    pub maximum: Option<i64>,
    /// The largest that the service allows by default.
    pub limit: i64,
    /// The structure that holds both.
    pub path: Path,
}

/// A replication group of a global datastore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub name: Rc<str>,
    pub region: Rc<str>,
    pub primary: bool,
    /// The resource of the document that it is, where it is one.
    pub resource: Option<usize>,
    pub path: Path,
}

/// Aurora DSQL clusters of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dsql {
    pub clusters: Vec<DsqlCluster>,
    /// Every witness Region that a cluster names, once.
    pub witnesses: Vec<Rc<str>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DsqlCluster {
    pub resource: usize,
    pub name: Rc<str>,
    pub region: Rc<str>,
    pub witness: Option<Rc<str>>,
    /// ARNs of peers that the document names.
    pub peers: Vec<Rc<str>>,
    pub protected: bool,
}

/// Users, groups and what they protect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Id, name and resource of each user; users that only groups name have no resource.
    pub users: Vec<(Rc<str>, Rc<str>, Option<usize>)>,
    pub groups: Vec<Group>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub id: Rc<str>,
    /// Absent where only a cluster names the group.
    pub resource: Option<usize>,
    /// Indexes into `Access::users`.
    pub users: Vec<usize>,
    /// Names and resources of the clusters and caches that use the group.
    pub clusters: Vec<(Rc<str>, usize)>,
}

pub(super) fn is_memcached(parameters: &Value) -> bool {
    parameters
        .text(n::ENGINE)
        .is_some_and(|engine| engine.eq_ignore_ascii_case("memcached"))
}

pub(super) fn memcached(parameters: &Value, region: &str) -> Memcached {
    let given = parameters
        .items(n::PREFERRED_AVAILABILITY_ZONES)
        .unwrap_or_default();
    let single = parameters
        .text(n::PREFERRED_AVAILABILITY_ZONE)
        .filter(|zone| *zone != "Multiple");
    let wanted = usize::try_from(parameters.int(n::NUM_CACHE_NODES).unwrap_or(1)).unwrap_or(0);
    let zone = |i: usize| {
        given
            .get(i)
            .and_then(Value::as_str)
            .or(single)
            .map(Rc::from)
    };
    let list = Path::root().key(n::PREFERRED_AVAILABILITY_ZONES);
    let nodes: Vec<(Option<Rc<str>>, Path)> = (0..wanted.clamp(1, SHOWN_NODES))
        .map(|i| (zone(i), list.index(i)))
        .collect();
    Memcached {
        name: parameters
            .text(n::CACHE_CLUSTER_ID)
            .unwrap_or_default()
            .into(),
        region: region.into(),
        zones: zones_of(region, nodes.iter().filter_map(|(zone, _)| zone.clone())),
        attachments: attachments(parameters),
        nodes,
    }
}

pub(super) fn serverless(parameters: &Value, region: &str) -> Serverless {
    use crate::catalog::quota;
    let limits = Path::root().key(n::CACHE_USAGE_LIMITS);
    let gauge = |member: &str, title, unit, limit| {
        let given = parameters
            .get(n::CACHE_USAGE_LIMITS)
            .and_then(|limits| limits.get(member));
        let bound = |name| given.and_then(|given| given.int(name));
        Gauge {
            title,
            unit,
            minimum: bound(n::MINIMUM),
            maximum: bound(n::MAXIMUM),
            limit,
            path: limits.key(member),
        }
    };
    Serverless {
        name: parameters
            .text(n::SERVERLESS_CACHE_NAME)
            .unwrap_or_default()
            .into(),
        region: region.into(),
        engine: parameters.text(n::ENGINE).unwrap_or_default().into(),
        gauges: vec![
            gauge(
                n::DATA_STORAGE,
                "Data storage",
                "GB",
                quota::SERVERLESS_STORAGE_GB,
            ),
            gauge(
                n::ECPU_PER_SECOND,
                "Processing",
                "ECPU per second",
                quota::SERVERLESS_ECPU_PER_SECOND,
            ),
        ],
        attachments: attachments(parameters),
    }
}

/// The primary of a global datastore and the secondaries that the document has.
pub(super) fn global(document: &Document, index: usize) -> Vec<Member> {
    let resource = &document.resources[index];
    let parameters = &resource.parameters;
    let primary = parameters
        .text(n::PRIMARY_REPLICATION_GROUP_ID)
        .unwrap_or_default();
    let suffix = parameters
        .text(n::GLOBAL_REPLICATION_GROUP_ID_SUFFIX)
        .unwrap_or_default();
    let groups = || {
        document
            .resources
            .iter()
            .enumerate()
            .filter(|(_, other)| &*other.operation == "CreateReplicationGroup")
    };
    let named =
        |other: &Resource, member| other.parameters.text(member).unwrap_or_default().to_owned();
    let known = groups().find(|(_, other)| named(other, n::REPLICATION_GROUP_ID) == primary);
    let mut members = vec![Member {
        name: primary.into(),
        region: known
            .map_or(document.region_of(resource), |(_, other)| {
                document.region_of(other)
            })
            .into(),
        primary: true,
        resource: known.map(|(i, _)| i),
        path: Path::root().key(n::PRIMARY_REPLICATION_GROUP_ID),
    }];
    // AWS puts a prefix before the suffix that the request gives.
    let secondaries = groups().filter(|(_, other)| {
        let global = named(other, n::GLOBAL_REPLICATION_GROUP_ID);
        !suffix.is_empty() && global.ends_with(suffix)
    });
    members.extend(secondaries.map(|(i, other)| Member {
        name: named(other, n::REPLICATION_GROUP_ID).into(),
        region: document.region_of(other).into(),
        primary: false,
        resource: Some(i),
        path: Path::root(),
    }));
    members
}

pub(super) fn dsql(document: &Document) -> Dsql {
    let clusters: Vec<DsqlCluster> = document
        .resources
        .iter()
        .enumerate()
        .filter(|(_, other)| (&*other.service, &*other.operation) == ("dsql", "CreateCluster"))
        .map(|(resource, other)| {
            let parameters = &other.parameters;
            let multi = parameters.get(d::MULTI_REGION_PROPERTIES);
            let name = parameters
                .get(d::TAGS)
                .and_then(|tags| tags.text("Name"))
                .or(other.id.as_deref());
            DsqlCluster {
                resource,
                name: name.unwrap_or_default().into(),
                region: document.region_of(other).into(),
                witness: multi
                    .and_then(|multi| multi.text(d::WITNESS_REGION))
                    .map(Rc::from),
                peers: multi
                    .map(|multi| {
                        multi
                            .texts(d::CLUSTERS)
                            .map(|(_, arn)| Rc::from(arn))
                            .collect()
                    })
                    .unwrap_or_default(),
                protected: parameters
                    .flag(d::DELETION_PROTECTION_ENABLED)
                    .unwrap_or(true),
            }
        })
        .collect();
    let mut witnesses: Vec<Rc<str>> = clusters
        .iter()
        .filter_map(|cluster| cluster.witness.clone())
        .collect();
    witnesses.sort();
    witnesses.dedup();
    Dsql {
        clusters,
        witnesses,
    }
}

pub(super) fn access(document: &Document) -> Access {
    let mut access = Access {
        users: Vec::new(),
        groups: Vec::new(),
    };
    let of = |operation: &'static str| {
        document
            .resources
            .iter()
            .enumerate()
            .filter(move |(_, other)| &*other.operation == operation)
    };
    for (index, user) in of("CreateUser") {
        let text = |member| Rc::from(user.parameters.text(member).unwrap_or_default());
        access
            .users
            .push((text(n::USER_ID), text(n::USER_NAME), Some(index)));
    }
    for (index, group) in of("CreateUserGroup") {
        let users = group
            .parameters
            .texts(n::USER_IDS)
            .map(|(_, id)| access.user(id))
            .collect();
        let id = group
            .parameters
            .text(n::USER_GROUP_ID)
            .unwrap_or_default()
            .into();
        access.groups.push(Group {
            id,
            resource: Some(index),
            users,
            clusters: Vec::new(),
        });
    }
    for (operation, name) in [
        ("CreateReplicationGroup", n::REPLICATION_GROUP_ID),
        ("CreateServerlessCache", n::SERVERLESS_CACHE_NAME),
    ] {
        for (index, cluster) in of(operation) {
            let name: Rc<str> = cluster.parameters.text(name).unwrap_or_default().into();
            let listed = cluster
                .parameters
                .texts(n::USER_GROUP_IDS)
                .map(|(_, id)| id);
            for id in listed.chain(cluster.parameters.text(n::USER_GROUP_ID)) {
                access.group(id).clusters.push((name.clone(), index));
            }
        }
    }
    access
}

impl Access {
    /// The index of a user by id; one that only a group names is added.
    fn user(&mut self, id: &str) -> usize {
        self.users
            .iter()
            .position(|(known, _, _)| &**known == id)
            .unwrap_or_else(|| {
                self.users.push((id.into(), "".into(), None));
                self.users.len() - 1
            })
    }

    fn group(&mut self, id: &str) -> &mut Group {
        let at = self
            .groups
            .iter()
            .position(|group| &*group.id == id)
            .unwrap_or_else(|| {
                self.groups.push(Group {
                    id: id.into(),
                    resource: None,
                    users: Vec::new(),
                    clusters: Vec::new(),
                });
                self.groups.len() - 1
            });
        &mut self.groups[at]
    }
}
