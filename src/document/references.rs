//! Which resource a value of another one names: `UserGroupIds` of a cluster names the group that `CreateUserGroup` makes.
//!
//! `THINGS` says what can be named, which requests make it and which members name it. Names count within a Region and
//! without regard to case, as AWS compares them. What is only known after creation, such as an ARN, is named by the
//! label of the resource: `{"$ref": "east", "member": "arn"}`.

use std::collections::BTreeMap;

use super::{Document, Edit, Path, REF_KEY, Resource, Segment, Value};
use crate::model::generated::{dsql::names as d, elasticache::names as n};

/// Something that requests make and others name.
#[derive(Debug)]
pub struct Thing {
    /// In words: `user group`.
    pub title: &'static str,
    /// The id of its service.
    pub service: &'static str,
    /// IAM's type of it: `usergroup`.
    pub resource_type: &'static str,
    /// The requests that make one, each with the member that holds its name; the first is the usual one.
    /// The member is empty where AWS chooses the name.
    pub made_by: &'static [(&'static str, &'static str)],
    /// The members of other requests that name one, by path without indexes. With the member of the response that holds
    /// the value, where AWS chooses it.
    pub named_by: &'static [(&'static str, Option<&'static str>)],
    /// Whether a name counts in every Region.
    pub global: bool,
}

/// A value that names another resource of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The index of the resource that names.
    pub from: usize,
    /// The place of the value in its parameters.
    pub path: Path,
    /// The index of the resource that is named.
    pub to: usize,
}

const fn named(member: &'static str) -> (&'static str, Option<&'static str>) {
    (member, None)
}

/// Everything that can be named.
pub static THINGS: &[Thing] = &[
    Thing {
        title: "user",
        service: "elasticache",
        resource_type: "user",
        made_by: &[("CreateUser", n::USER_ID)],
        named_by: &[
            named(n::USER_ID),
            named(n::USER_IDS),
            named(n::USER_IDS_TO_ADD),
            named(n::USER_IDS_TO_REMOVE),
        ],
        global: false,
    },
    Thing {
        title: "user group",
        service: "elasticache",
        resource_type: "usergroup",
        made_by: &[("CreateUserGroup", n::USER_GROUP_ID)],
        named_by: &[
            named(n::USER_GROUP_ID),
            named(n::USER_GROUP_IDS),
            named(n::USER_GROUP_IDS_TO_ADD),
            named(n::USER_GROUP_IDS_TO_REMOVE),
        ],
        global: false,
    },
    Thing {
        title: "subnet group",
        service: "elasticache",
        resource_type: "subnetgroup",
        made_by: &[("CreateCacheSubnetGroup", n::CACHE_SUBNET_GROUP_NAME)],
        named_by: &[named(n::CACHE_SUBNET_GROUP_NAME)],
        global: false,
    },
    Thing {
        title: "parameter group",
        service: "elasticache",
        resource_type: "parametergroup",
        made_by: &[("CreateCacheParameterGroup", n::CACHE_PARAMETER_GROUP_NAME)],
        named_by: &[named(n::CACHE_PARAMETER_GROUP_NAME)],
        global: false,
    },
    Thing {
        title: "cache security group",
        service: "elasticache",
        resource_type: "securitygroup",
        made_by: &[("CreateCacheSecurityGroup", n::CACHE_SECURITY_GROUP_NAME)],
        named_by: &[
            named(n::CACHE_SECURITY_GROUP_NAME),
            named(n::CACHE_SECURITY_GROUP_NAMES),
        ],
        global: false,
    },
    Thing {
        title: "replication group",
        service: "elasticache",
        resource_type: "replicationgroup",
        made_by: &[("CreateReplicationGroup", n::REPLICATION_GROUP_ID)],
        named_by: &[
            named(n::REPLICATION_GROUP_ID),
            named(n::REPLICATION_GROUP_IDS),
            named(n::PRIMARY_REPLICATION_GROUP_ID),
            named("RegionalConfigurations.ReplicationGroupId"),
        ],
        global: false,
    },
    Thing {
        title: "cache cluster",
        service: "elasticache",
        resource_type: "cluster",
        made_by: &[("CreateCacheCluster", n::CACHE_CLUSTER_ID)],
        named_by: &[
            named(n::CACHE_CLUSTER_ID),
            named(n::CACHE_CLUSTER_IDS),
            named(n::PRIMARY_CLUSTER_ID),
            named(n::SNAPSHOTTING_CLUSTER_ID),
        ],
        global: false,
    },
    Thing {
        title: "snapshot",
        service: "elasticache",
        resource_type: "snapshot",
        made_by: &[
            ("CreateSnapshot", n::SNAPSHOT_NAME),
            ("CopySnapshot", n::TARGET_SNAPSHOT_NAME),
            ("DeleteCacheCluster", n::FINAL_SNAPSHOT_IDENTIFIER),
            ("DeleteReplicationGroup", n::FINAL_SNAPSHOT_IDENTIFIER),
        ],
        named_by: &[named(n::SNAPSHOT_NAME), named(n::SOURCE_SNAPSHOT_NAME)],
        global: false,
    },
    Thing {
        title: "serverless cache",
        service: "elasticache",
        resource_type: "serverlesscache",
        made_by: &[("CreateServerlessCache", n::SERVERLESS_CACHE_NAME)],
        named_by: &[named(n::SERVERLESS_CACHE_NAME)],
        global: false,
    },
    Thing {
        title: "serverless snapshot",
        service: "elasticache",
        resource_type: "serverlesscachesnapshot",
        made_by: &[
            (
                "CreateServerlessCacheSnapshot",
                n::SERVERLESS_CACHE_SNAPSHOT_NAME,
            ),
            (
                "CopyServerlessCacheSnapshot",
                n::TARGET_SERVERLESS_CACHE_SNAPSHOT_NAME,
            ),
            ("DeleteServerlessCache", n::FINAL_SNAPSHOT_NAME),
        ],
        named_by: &[
            named(n::SERVERLESS_CACHE_SNAPSHOT_NAME),
            named(n::SOURCE_SERVERLESS_CACHE_SNAPSHOT_NAME),
        ],
        global: false,
    },
    Thing {
        title: "global datastore",
        service: "elasticache",
        resource_type: "globalreplicationgroup",
        made_by: &[(
            "CreateGlobalReplicationGroup",
            n::GLOBAL_REPLICATION_GROUP_ID_SUFFIX,
        )],
        named_by: &[named(n::GLOBAL_REPLICATION_GROUP_ID)],
        global: true,
    },
    Thing {
        title: "reservation",
        service: "elasticache",
        resource_type: "reserved-instance",
        made_by: &[(
            "PurchaseReservedCacheNodesOffering",
            n::RESERVED_CACHE_NODE_ID,
        )],
        named_by: &[named(n::RESERVED_CACHE_NODE_ID)],
        global: false,
    },
    Thing {
        title: "Aurora DSQL cluster",
        service: "dsql",
        resource_type: "Cluster",
        made_by: &[("CreateCluster", "")],
        named_by: &[
            (d::IDENTIFIER, Some(d::IDENTIFIER)),
            (d::CLUSTER_IDENTIFIER, Some(d::IDENTIFIER)),
            (d::RESOURCE_ARN, Some(d::ARN)),
            ("multiRegionProperties.clusters", Some(d::ARN)),
        ],
        global: true,
    },
    Thing {
        title: "Aurora DSQL stream",
        service: "dsql",
        resource_type: "Stream",
        made_by: &[("CreateStream", "")],
        named_by: &[(d::STREAM_IDENTIFIER, Some(d::STREAM_IDENTIFIER))],
        global: true,
    },
];

impl Thing {
    /// The member that holds the name in a request that makes one; empty where AWS chooses the name.
    pub fn name_member(&self, service: &str, operation: &str) -> Option<&'static str> {
        let mut made_by = self.made_by.iter().filter(|_| self.service == service);
        made_by
            .find(|(maker, _)| *maker == operation)
            .map(|(_, member)| *member)
    }
}

/// What a request makes, with the member that holds its name.
pub fn made(service: &str, operation: &str) -> Option<(&'static Thing, &'static str)> {
    THINGS
        .iter()
        .find_map(|thing| Some((thing, thing.name_member(service, operation)?)))
}

/// What the member of a request names, by its path without indexes. A request does not name what it makes.
pub fn named_at(service: &str, operation: &str, path: &str) -> Option<&'static Thing> {
    let thing = THINGS.iter().find(|thing| {
        thing.service == service && thing.named_by.iter().any(|(member, _)| *member == path)
    })?;
    (thing.name_member(service, operation) != Some(path)).then_some(thing)
}

/// Every value of a document that names another of its resources, in the order of the document.
pub fn references(document: &Document) -> Vec<Reference> {
    if document.resources.len() < 2 {
        return Vec::new();
    }
    let made = Made::of(document);
    let mut found = Vec::new();
    for (from, resource) in document.resources.iter().enumerate() {
        let mut walk = Walk {
            document,
            made: &made,
            from,
            path: Path::root(),
            dotted: String::new(),
            found: &mut found,
        };
        walk.value(&resource.parameters);
    }
    found
}

/// The edits by which the values that name a resource follow its new name.
///
/// Empty unless `path` is where the resource has its name.
pub fn following(document: &Document, resource: usize, path: &Path, name: &str) -> Vec<Edit> {
    let Some(known) = document.resources.get(resource) else {
        return Vec::new();
    };
    let Some((_, member)) = made(&known.service, &known.operation) else {
        return Vec::new();
    };
    let (Some(before), true) = (
        known.parameters.text(member),
        *path == Path::root().key(member),
    ) else {
        return Vec::new();
    };
    let renamed = |reference: Reference| {
        let value = document.resources[reference.from].value(&reference.path)?;
        // AWS puts a prefix before the suffix of a global datastore.
        let text = value.as_str()?;
        let prefix = text.get(..text.len().checked_sub(before.len())?)?;
        let value = Value::string(format!("{prefix}{name}"));
        Some(Edit::set(reference.from, reference.path, value))
    };
    references(document)
        .into_iter()
        .filter(|reference| reference.to == resource)
        .filter_map(renamed)
        .collect()
}

/// The edits by which the values that name a resource by its label follow its new one.
pub fn following_label(document: &Document, resource: usize, id: &str) -> Vec<Edit> {
    if document
        .resources
        .get(resource)
        .is_none_or(|known| known.id.is_none())
    {
        return Vec::new();
    }
    let renamed = |reference: Reference| {
        let value = document.resources[reference.from].value(&reference.path)?;
        value.as_ref_to()?;
        let path = reference.path.key(REF_KEY);
        Some(Edit::set(reference.from, path, Value::string(id)))
    };
    let all = references(document).into_iter();
    all.filter(|reference| reference.to == resource)
        .filter_map(renamed)
        .collect()
}

/// The resources that make something, by thing, Region (none where it counts everywhere) and name in lower case.
struct Made<'a> {
    names: BTreeMap<(*const Thing, Option<&'a str>, String), usize>,
    labels: BTreeMap<&'a str, usize>,
}

impl<'a> Made<'a> {
    fn of(document: &'a Document) -> Self {
        let mut made = Self {
            names: BTreeMap::new(),
            labels: BTreeMap::new(),
        };
        for (index, resource) in document.resources.iter().enumerate() {
            if let Some(id) = &resource.id {
                made.labels.entry(id).or_insert(index);
            }
            let Some((thing, name)) = own_name(resource) else {
                continue;
            };
            let name = name.to_ascii_lowercase();
            let region = document.region_of(resource);
            for region in [Some(region), None] {
                let key = (std::ptr::from_ref(thing), region, name.clone());
                made.names.entry(key).or_insert(index);
            }
        }
        made
    }

    fn find(&self, thing: &'static Thing, region: Option<&'a str>, name: &str) -> Option<usize> {
        let name = name.to_ascii_lowercase();
        let key = (std::ptr::from_ref(thing), region, name);
        self.names.get(&key).copied()
    }
}

/// What a resource makes, with the name that it gives it.
pub fn own_name(resource: &Resource) -> Option<(&'static Thing, &str)> {
    let (thing, member) = made(&resource.service, &resource.operation)?;
    let name = resource.parameters.text(member)?;
    (!name.is_empty()).then_some((thing, name))
}

struct Walk<'a> {
    document: &'a Document,
    made: &'a Made<'a>,
    from: usize,
    path: Path,
    /// The path without indexes.
    dotted: String,
    found: &'a mut Vec<Reference>,
}

impl Walk<'_> {
    fn value(&mut self, value: &Value) {
        match value {
            Value::String(text) => {
                let to = self.named(text);
                self.add(to);
            }
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Segment::Index(index));
                    self.value(item);
                    self.path.pop();
                }
            }
            Value::Map(map) => {
                if let Some((id, _)) = value.as_ref_to() {
                    let to = self.made.labels.get(id).copied();
                    self.add(to);
                    return;
                }
                for (key, item) in map.iter() {
                    let back = self.dotted.len();
                    if back > 0 {
                        self.dotted.push('.');
                    }
                    self.dotted.push_str(key);
                    self.path.push(Segment::Key(key.clone()));
                    self.value(item);
                    self.path.pop();
                    self.dotted.truncate(back);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn named(&self, text: &str) -> Option<usize> {
        let resource = &self.document.resources[self.from];
        let thing = named_at(&resource.service, &resource.operation, &self.dotted)?;
        let near = (!thing.global).then(|| self.document.region_of(resource));
        // Requests about global datastores name what is in other Regions too.
        let far = resource.operation.contains("GlobalReplicationGroup");
        let whole = self.made.find(thing, near, text);
        whole
            .or_else(|| far.then(|| self.made.find(thing, None, text)).flatten())
            .or_else(|| {
                let (_, suffix) = text.split_once('-').filter(|_| thing.global)?;
                self.made.find(thing, None, suffix)
            })
    }

    fn add(&mut self, to: Option<usize>) {
        if let Some(to) = to.filter(|to| *to != self.from) {
            self.found.push(Reference {
                from: self.from,
                path: self.path.clone(),
                to,
            });
        }
    }
}

#[cfg(test)]
mod tests;
