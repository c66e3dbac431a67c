//! What deployments can make: how each kind of thing is looked for, waited for and removed.

use crate::document::Resource;
use crate::model::generated::{dsql::names as d, elasticache::names as n};
use crate::model::{self, Kind as ShapeKind, Shape};

/// A kind of thing that requests make.
#[derive(Debug)]
pub struct Kind {
    /// In words: `user group`.
    pub title: &'static str,
    /// The id of its service.
    pub service: &'static str,
    /// The requests that make one, each with the member that holds its name; empty where AWS chooses the name.
    pub made_by: &'static [(&'static str, &'static str)],
    /// The request that describes one.
    pub look: &'static str,
    /// The member that names it in that request and in the one that removes it.
    pub name: &'static str,
    /// The list of the response that holds it; empty where the response is about one alone.
    pub list: &'static str,
    /// The error that says that there is none.
    pub missing: &'static str,
    /// The member of the description that says how it is, and what that is once it can be used; empty where it can at once.
    pub status: (&'static str, &'static str),
    /// AWS's own waiters, as the AWS CLI names them: until it can be used, until it is gone.
    pub waiters: Option<[&'static str; 2]>,
    /// The request that removes one; none where nothing does.
    pub remove: Option<&'static str>,
    /// What says whether it is the same: members of the request, and of the description.
    pub compared: &'static [(&'static str, &'static str)],
}

const AT_ONCE: (&str, &str) = ("", "");

const fn same(member: &'static str) -> (&'static str, &'static str) {
    (member, member)
}

/// Everything that deployments can make.
pub static KINDS: &[Kind] = &[
    Kind {
        title: "user",
        service: "elasticache",
        made_by: &[("CreateUser", n::USER_ID)],
        look: "DescribeUsers",
        name: n::USER_ID,
        list: "Users",
        missing: "UserNotFound",
        status: ("Status", "active"),
        waiters: None,
        remove: Some("DeleteUser"),
        compared: &[same(n::USER_NAME), same(n::ENGINE), same(n::ACCESS_STRING)],
    },
    Kind {
        title: "user group",
        service: "elasticache",
        made_by: &[("CreateUserGroup", n::USER_GROUP_ID)],
        look: "DescribeUserGroups",
        name: n::USER_GROUP_ID,
        list: "UserGroups",
        missing: "UserGroupNotFound",
        status: ("Status", "active"),
        waiters: None,
        remove: Some("DeleteUserGroup"),
        compared: &[same(n::ENGINE), same(n::USER_IDS)],
    },
    Kind {
        title: "subnet group",
        service: "elasticache",
        made_by: &[("CreateCacheSubnetGroup", n::CACHE_SUBNET_GROUP_NAME)],
        look: "DescribeCacheSubnetGroups",
        name: n::CACHE_SUBNET_GROUP_NAME,
        list: "CacheSubnetGroups",
        missing: "CacheSubnetGroupNotFoundFault",
        status: AT_ONCE,
        waiters: None,
        remove: Some("DeleteCacheSubnetGroup"),
        compared: &[same(n::CACHE_SUBNET_GROUP_DESCRIPTION)],
    },
    Kind {
        title: "parameter group",
        service: "elasticache",
        made_by: &[("CreateCacheParameterGroup", n::CACHE_PARAMETER_GROUP_NAME)],
        look: "DescribeCacheParameterGroups",
        name: n::CACHE_PARAMETER_GROUP_NAME,
        list: "CacheParameterGroups",
        missing: "CacheParameterGroupNotFound",
        status: AT_ONCE,
        waiters: None,
        remove: Some("DeleteCacheParameterGroup"),
        compared: &[same(n::CACHE_PARAMETER_GROUP_FAMILY), same(n::DESCRIPTION)],
    },
    Kind {
        title: "cache security group",
        service: "elasticache",
        made_by: &[("CreateCacheSecurityGroup", n::CACHE_SECURITY_GROUP_NAME)],
        look: "DescribeCacheSecurityGroups",
        name: n::CACHE_SECURITY_GROUP_NAME,
        list: "CacheSecurityGroups",
        missing: "CacheSecurityGroupNotFound",
        status: AT_ONCE,
        waiters: None,
        remove: Some("DeleteCacheSecurityGroup"),
        compared: &[same(n::DESCRIPTION)],
    },
    Kind {
        title: "replication group",
        service: "elasticache",
        made_by: &[("CreateReplicationGroup", n::REPLICATION_GROUP_ID)],
        look: "DescribeReplicationGroups",
        name: n::REPLICATION_GROUP_ID,
        list: "ReplicationGroups",
        missing: "ReplicationGroupNotFoundFault",
        status: ("Status", "available"),
        waiters: Some(["replication-group-available", "replication-group-deleted"]),
        remove: Some("DeleteReplicationGroup"),
        compared: &[
            (n::REPLICATION_GROUP_DESCRIPTION, n::DESCRIPTION),
            same(n::CACHE_NODE_TYPE),
            same(n::TRANSIT_ENCRYPTION_ENABLED),
            same(n::AT_REST_ENCRYPTION_ENABLED),
            same(n::USER_GROUP_IDS),
        ],
    },
    Kind {
        title: "cache cluster",
        service: "elasticache",
        made_by: &[("CreateCacheCluster", n::CACHE_CLUSTER_ID)],
        look: "DescribeCacheClusters",
        name: n::CACHE_CLUSTER_ID,
        list: "CacheClusters",
        missing: "CacheClusterNotFound",
        status: ("CacheClusterStatus", "available"),
        waiters: Some(["cache-cluster-available", "cache-cluster-deleted"]),
        remove: Some("DeleteCacheCluster"),
        compared: &[
            same(n::ENGINE),
            same(n::CACHE_NODE_TYPE),
            same(n::NUM_CACHE_NODES),
        ],
    },
    Kind {
        title: "snapshot",
        service: "elasticache",
        made_by: &[
            ("CreateSnapshot", n::SNAPSHOT_NAME),
            ("CopySnapshot", n::TARGET_SNAPSHOT_NAME),
        ],
        look: "DescribeSnapshots",
        name: n::SNAPSHOT_NAME,
        list: "Snapshots",
        missing: "SnapshotNotFoundFault",
        status: ("SnapshotStatus", "available"),
        waiters: None,
        remove: Some("DeleteSnapshot"),
        compared: &[same(n::REPLICATION_GROUP_ID), same(n::CACHE_CLUSTER_ID)],
    },
    Kind {
        title: "serverless cache",
        service: "elasticache",
        made_by: &[("CreateServerlessCache", n::SERVERLESS_CACHE_NAME)],
        look: "DescribeServerlessCaches",
        name: n::SERVERLESS_CACHE_NAME,
        list: "ServerlessCaches",
        missing: "ServerlessCacheNotFoundFault",
        status: ("Status", "available"),
        waiters: None,
        remove: Some("DeleteServerlessCache"),
        compared: &[
            same(n::DESCRIPTION),
            same(n::ENGINE),
            same(n::USER_GROUP_ID),
        ],
    },
    Kind {
        title: "serverless snapshot",
        service: "elasticache",
        made_by: &[
            (
                "CreateServerlessCacheSnapshot",
                n::SERVERLESS_CACHE_SNAPSHOT_NAME,
            ),
            (
                "CopyServerlessCacheSnapshot",
                n::TARGET_SERVERLESS_CACHE_SNAPSHOT_NAME,
            ),
        ],
        look: "DescribeServerlessCacheSnapshots",
        name: n::SERVERLESS_CACHE_SNAPSHOT_NAME,
        list: "ServerlessCacheSnapshots",
        missing: "ServerlessCacheSnapshotNotFoundFault",
        status: ("Status", "available"),
        waiters: None,
        remove: Some("DeleteServerlessCacheSnapshot"),
        compared: &[],
    },
    Kind {
        title: "reservation",
        service: "elasticache",
        made_by: &[(
            "PurchaseReservedCacheNodesOffering",
            n::RESERVED_CACHE_NODE_ID,
        )],
        look: "DescribeReservedCacheNodes",
        name: n::RESERVED_CACHE_NODE_ID,
        list: "ReservedCacheNodes",
        missing: "ReservedCacheNodeNotFound",
        status: AT_ONCE,
        waiters: None,
        remove: None,
        compared: &[same(n::RESERVED_CACHE_NODES_OFFERING_ID)],
    },
    Kind {
        title: "Aurora DSQL cluster",
        service: "dsql",
        made_by: &[("CreateCluster", "")],
        look: "GetCluster",
        name: d::IDENTIFIER,
        list: "",
        missing: "ResourceNotFoundException",
        status: ("status", "ACTIVE"),
        waiters: Some(["cluster-active", "cluster-not-exists"]),
        remove: Some("DeleteCluster"),
        compared: &[same(d::DELETION_PROTECTION_ENABLED)],
    },
];

/// The kind of what a request makes, with the member that holds its name; empty where AWS chooses it.
pub fn kind_of(resource: &Resource) -> Option<(&'static Kind, &'static str)> {
    let mut kinds = KINDS
        .iter()
        .filter(|kind| kind.service == &*resource.service);
    kinds.find_map(|kind| {
        let mut made_by = kind.made_by.iter();
        let found = made_by.find(|(operation, _)| *operation == &*resource.operation);
        found.map(|(_, member)| (kind, *member))
    })
}

impl Kind {
    /// The shape of a description.
    pub fn described(&self) -> Option<&'static Shape> {
        let output = model::operation(self.service, self.look)?.output?;
        if self.list.is_empty() {
            return Some(output);
        }
        match &output.member(self.list)?.shape.kind {
            ShapeKind::List(list) => Some(list.item),
            _ => None,
        }
    }

    /// Whether a description has a text or number at a member's path: `ConfigurationEndpoint.Address`.
    pub fn answers(&self, member: &str) -> bool {
        let found = self.described().and_then(|shape| {
            let mut names = member.split('.');
            names.try_fold(shape, |shape, name| {
                Some(shape.member(name)?.shape).filter(|_| !name.is_empty())
            })
        });
        found.is_some_and(|shape| {
            !matches!(
                shape.kind,
                ShapeKind::Structure(_) | ShapeKind::List(_) | ShapeKind::Map(_)
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::references::made;

    #[test]
    fn the_table_is_the_models() {
        for kind in KINDS {
            let operation = |name| model::operation(kind.service, name).expect(name);
            let look = operation(kind.look);
            assert!(look.input.member(kind.name).is_some(), "{}", kind.title);
            let errors: Vec<&str> = look.errors.iter().map(|error| error.code).collect();
            assert!(errors.contains(&kind.missing), "{} {errors:?}", kind.title);
            assert!(kind.status.0.is_empty() || kind.answers(kind.status.0));
            let described = kind.described().expect(kind.title);
            for (maker, member) in kind.made_by {
                let input = operation(maker).input;
                assert!(member.is_empty() || input.member(member).is_some());
                // What can be named can be made, and the other way round.
                let named = made(kind.service, maker).map(|(_, member)| member);
                assert!(kind.remove.is_none() || named == Some(*member), "{maker}");
            }
            for (member, answer) in kind.compared {
                let input = operation(kind.made_by[0].0).input;
                assert!(input.member(member).is_some(), "{} {member}", kind.title);
                assert!(
                    described.member(answer).is_some(),
                    "{} {answer}",
                    kind.title
                );
            }
            if let Some(remove) = kind.remove {
                assert!(operation(remove).input.member(kind.name).is_some());
            }
        }
    }

    #[test]
    fn members_of_descriptions_are_reached_by_path() {
        let (kind, _) =
            kind_of(&Resource::new("elasticache", "CreateReplicationGroup")).expect("a kind");
        assert!(kind.answers("ARN") && kind.answers("ConfigurationEndpoint.Address"));
        for wrong in [
            "",
            "arn",
            "ConfigurationEndpoint",
            "ARN.",
            "ConfigurationEndpoint..Address",
        ] {
            assert!(!kind.answers(wrong), "{wrong}");
        }
    }
}
