//! The resource types of CloudFormation, with the requests that make such things.

use std::rc::Rc;

use super::intrinsics::Known;
use super::{cut, derived, request};
use crate::document::{Map, Resource, Value};
use crate::model::{self, Kind as ShapeKind, Shape};
use crate::parse::members::Members;
use crate::parse::tree::{Content, Node};
use crate::parse::{Note, cli};

/// A type of resource.
pub(super) struct Kind {
    /// `AWS::ElastiCache::User`.
    pub type_name: &'static str,
    service: &'static str,
    operation: &'static str,
    /// The property that names the resource.
    pub name_property: &'static str,
    /// Whether `Ref` gives that name.
    pub is_its_name: bool,
    /// Properties that the request calls otherwise.
    renamed: &'static [(&'static str, &'static str)],
    /// Properties that no member of the request is, with what becomes of them; empty where that is told apart.
    beyond: &'static [(&'static str, &'static str)],
    /// What is needed by others comes first.
    rank: u8,
}

const ELASTICACHE: Kind = Kind {
    type_name: "",
    service: "elasticache",
    operation: "",
    name_property: "",
    is_its_name: true,
    renamed: &[],
    beyond: &[],
    rank: 0,
};

const BY_AWS: &str = "is set by AWS";

pub(super) static KINDS: &[Kind] = &[
    Kind {
        type_name: "AWS::ElastiCache::ReplicationGroup",
        operation: "CreateReplicationGroup",
        name_property: "ReplicationGroupId",
        beyond: &[
            ("SnapshottingClusterId", "is for ModifyReplicationGroup"),
            ("ConfigurationEndPoint", BY_AWS),
            ("PrimaryEndPoint", BY_AWS),
            ("ReadEndPoint", BY_AWS),
            ("ReaderEndPoint", BY_AWS),
            ("EffectiveDurability", BY_AWS),
        ],
        rank: 2,
        ..ELASTICACHE
    },
    Kind {
        type_name: "AWS::ElastiCache::CacheCluster",
        operation: "CreateCacheCluster",
        name_property: "ClusterName",
        renamed: &[
            ("ClusterName", "CacheClusterId"),
            ("VpcSecurityGroupIds", "SecurityGroupIds"),
        ],
        beyond: &[("ConfigurationEndpoint", BY_AWS), ("RedisEndpoint", BY_AWS)],
        rank: 2,
        ..ELASTICACHE
    },
    Kind {
        type_name: "AWS::ElastiCache::ServerlessCache",
        operation: "CreateServerlessCache",
        name_property: "ServerlessCacheName",
        beyond: &[
            ("FinalSnapshotName", "is for DeleteServerlessCache"),
            ("ARN", BY_AWS),
            ("CreateTime", BY_AWS),
            ("Endpoint", BY_AWS),
            ("FullEngineVersion", BY_AWS),
            ("ReaderEndpoint", BY_AWS),
            ("Status", BY_AWS),
        ],
        rank: 2,
        ..ELASTICACHE
    },
    Kind {
        type_name: "AWS::ElastiCache::SubnetGroup",
        operation: "CreateCacheSubnetGroup",
        name_property: "CacheSubnetGroupName",
        renamed: &[("Description", "CacheSubnetGroupDescription")],
        ..ELASTICACHE
    },
    Kind {
        type_name: "AWS::ElastiCache::ParameterGroup",
        operation: "CreateCacheParameterGroup",
        name_property: "CacheParameterGroupName",
        beyond: &[("Properties", "")],
        ..ELASTICACHE
    },
    Kind {
        type_name: "AWS::ElastiCache::User",
        operation: "CreateUser",
        name_property: "UserId",
        beyond: &[("Arn", BY_AWS), ("Status", BY_AWS)],
        ..ELASTICACHE
    },
    Kind {
        type_name: "AWS::ElastiCache::UserGroup",
        operation: "CreateUserGroup",
        name_property: "UserGroupId",
        beyond: &[("Arn", BY_AWS), ("Status", BY_AWS)],
        rank: 1,
        ..ELASTICACHE
    },
    Kind {
        type_name: "AWS::ElastiCache::GlobalReplicationGroup",
        operation: "CreateGlobalReplicationGroup",
        name_property: "GlobalReplicationGroupIdSuffix",
        is_its_name: false,
        beyond: &[
            ("Members", ""),
            (
                "AutomaticFailoverEnabled",
                "is for ModifyGlobalReplicationGroup",
            ),
            ("CacheNodeType", "is for ModifyGlobalReplicationGroup"),
            (
                "CacheParameterGroupName",
                "is for ModifyGlobalReplicationGroup",
            ),
            ("Engine", "is for ModifyGlobalReplicationGroup"),
            ("EngineVersion", "is for ModifyGlobalReplicationGroup"),
            (
                "GlobalNodeGroupCount",
                "is for IncreaseNodeGroupsInGlobalReplicationGroup",
            ),
            (
                "RegionalConfigurations",
                "is for IncreaseNodeGroupsInGlobalReplicationGroup",
            ),
            ("Arn", BY_AWS),
            ("GlobalReplicationGroupId", BY_AWS),
            ("Status", BY_AWS),
        ],
        rank: 3,
        ..ELASTICACHE
    },
    Kind {
        type_name: "AWS::ElastiCache::SecurityGroup",
        operation: "CreateCacheSecurityGroup",
        name_property: "CacheSecurityGroupName",
        beyond: &[("Id", BY_AWS)],
        ..ELASTICACHE
    },
    Kind {
        type_name: "AWS::ElastiCache::SecurityGroupIngress",
        operation: "AuthorizeCacheSecurityGroupIngress",
        is_its_name: false,
        beyond: &[("Id", BY_AWS)],
        rank: 1,
        ..ELASTICACHE
    },
    Kind {
        type_name: "AWS::DSQL::Cluster",
        service: "dsql",
        operation: "CreateCluster",
        is_its_name: false,
        renamed: &[
            ("DeletionProtectionEnabled", "deletionProtectionEnabled"),
            ("KmsEncryptionKey", "kmsEncryptionKey"),
            ("MultiRegionProperties", "multiRegionProperties"),
            ("PolicyDocument", "policy"),
            ("Tags", "tags"),
            ("WitnessRegion", "witnessRegion"),
            ("Clusters", "clusters"),
        ],
        beyond: &[
            ("CreationTime", BY_AWS),
            ("EncryptionDetails", BY_AWS),
            ("Endpoint", BY_AWS),
            ("Identifier", BY_AWS),
            ("PolicyVersion", BY_AWS),
            ("ResourceArn", BY_AWS),
            ("Status", BY_AWS),
            ("VpcEndpoint", BY_AWS),
            ("VpcEndpointServiceName", BY_AWS),
        ],
        rank: 2,
        ..ELASTICACHE
    },
];

/// A request changes 20 parameters at most.
const MOST_PARAMETERS: usize = 20;

pub(super) fn of(type_name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.type_name == type_name)
}

/// The requests for one resource, each with its rank.
pub(super) fn resources(
    known: &mut Known<'_>,
    logical: &str,
    kind: &'static Kind,
    resource: &Node,
) -> Vec<(u8, Resource)> {
    let Some(operation) = model::operation(kind.service, kind.operation) else {
        return Vec::new();
    };
    let properties = resource
        .get("Properties")
        .and_then(|properties| known.value(properties));
    let properties = properties.as_ref().map_or(&[][..], Node::entries);
    let mut map = Members::default();
    let mut more = Vec::new();
    for (property, node) in properties {
        if let Some((_, fate)) = kind.beyond.iter().find(|(name, _)| *name == &**property) {
            match &**property {
                "Properties" => more = parameter_values(node),
                "Members" => members(known, node, &mut map),
                _ => known.notes.push(Note {
                    place: node.place,
                    message: format!("{property} {fate}, and is left out"),
                }),
            }
            continue;
        }
        let name = kind.renamed(property);
        let shape = operation.input.child(name);
        if shape.is_none() {
            known.notes.push(Note {
                place: node.place,
                message: format!("{} has no property {}", kind.type_name, cut(property)),
            });
        }
        map.insert(name, fitted(kind, node, shape));
    }
    let name_member = kind.renamed(kind.name_property);
    if !name_member.is_empty() && map.get(name_member).is_none() {
        map.insert(name_member, Value::String(derived(logical)));
        known.notes.push(Note {
            place: resource.place,
            message: format!(
                "{} has no name that is known; CloudFormation makes one, here it comes from the logical name",
                cut(logical)
            ),
        });
    }
    let name = map.get(name_member).cloned();
    let mut all = vec![(
        kind.rank,
        request(kind.service, kind.operation, map.value()),
    )];
    for values in more.chunks(MOST_PARAMETERS) {
        let mut parameters = Map::default();
        if let Some(name) = &name {
            parameters.insert("CacheParameterGroupName", name.clone());
        }
        parameters.insert("ParameterNameValues", Value::list(values.to_vec()));
        let change = request(
            kind.service,
            "ModifyCacheParameterGroup",
            Value::Map(Rc::new(parameters)),
        );
        all.push((kind.rank, change));
    }
    all
}

impl Kind {
    fn renamed<'a>(&self, property: &'a str) -> &'a str {
        let found = self.renamed.iter().find(|(from, _)| *from == property);
        found.map_or(property, |(_, to)| to)
    }
}

/// `Properties` of a parameter group as the parameters of a change.
fn parameter_values(node: &Node) -> Vec<Value> {
    let entries = node.entries().iter().filter_map(|(name, value)| {
        Some(Value::map([
            ("ParameterName".into(), Value::String(name.clone())),
            (
                "ParameterValue".into(),
                Value::String(value.text()?.clone()),
            ),
        ]))
    });
    entries.collect()
}

/// The members of a global datastore: it is made of the primary one.
fn members(known: &mut Known<'_>, node: &Node, map: &mut Members) {
    for member in node.items() {
        let role = member.text_of("Role");
        if role.is_none_or(|role| role.eq_ignore_ascii_case("primary")) {
            if let Some(id) = member.text_of("ReplicationGroupId") {
                map.insert("PrimaryReplicationGroupId", Value::String(id.clone()));
            }
        } else {
            known.notes.push(Note {
                place: member.place,
                message:
                    "a secondary group is made in its own Region, with GlobalReplicationGroupId"
                        .to_owned(),
            });
        }
    }
}

/// The value as the request takes it: a template may write numbers and booleans as text.
fn fitted(kind: &Kind, node: &Node, shape: Option<&'static Shape>) -> Value {
    let Some(known) = shape else {
        return node.value(None);
    };
    match (&known.kind, &node.content) {
        _ if node.is_null() => Value::Null,
        (ShapeKind::Structure(_), Content::Map(entries)) => Value::map(
            entries
                .iter()
                .map(|(name, node)| {
                    let name: Rc<str> = kind.renamed(name).into();
                    let value = fitted(kind, node, known.child(&name));
                    (name, value)
                })
                .collect::<Vec<_>>(),
        ),
        (ShapeKind::List(list), Content::List(items)) => {
            Value::list(items.iter().map(|item| fitted(kind, item, Some(list.item))))
        }
        (ShapeKind::List(list), Content::Scalar { .. }) => {
            Value::list([fitted(kind, node, Some(list.item))])
        }
        // Tags are a list in every template, a map in some requests.
        (ShapeKind::Map(tags), Content::List(items)) => {
            let mut map = Map::default();
            for item in items.iter() {
                if let (Some(key), Some(value)) = (item.text_of("Key"), item.get("Value")) {
                    map.insert(key.clone(), fitted(kind, value, Some(tags.value)));
                }
            }
            Value::Map(Rc::new(map))
        }
        (ShapeKind::String(_), Content::Map(_)) if node.get("$env").is_none() => {
            Value::string(node.value(None).to_json())
        }
        (_, Content::Scalar { text, .. }) => cli::leaf(known, text),
        _ => node.value(shape),
    }
}
