//! What deployments can make: how each kind of thing is looked for, waited for and removed.

use crate::document::Resource;
use crate::document::references::made;
use crate::model::generated::{dsql::names as d, elasticache::names as n};
use crate::model::{self, Kind as ShapeKind, Shape};

/// A kind of thing that requests make.
#[derive(Debug)]
pub struct Kind {
    /// In words: `user group`. By service and title it is known to `document::references`, which says what makes one.
    pub title: &'static str,
    /// The id of its service.
    pub service: &'static str,
    /// The request that describes one.
    pub look: &'static str,
    /// The member that names it in that request and in the one that removes it.
    pub name: &'static str,
    /// The list of the response that holds it; empty where the response is about one alone.
    pub list: &'static str,
    /// The error that says that there is none.
    pub missing: &'static str,
    /// The member of the description that says how it is, and what that is once it can be used; empty where it can at once.
    pub status: (&'static str, &'static [&'static str]),
    /// AWS's own waiters, as the AWS CLI names them: until it can be used, until it is gone.
    pub waiters: Option<[&'static str; 2]>,
    /// The request that removes one; none where nothing does.
    pub remove: Option<&'static str>,
    /// What says whether it is the same: members of the request, and of the description.
    pub compared: &'static [(&'static str, &'static str)],
    /// How one is found whose name AWS chooses.
    pub found: Option<&'static Found>,
}

/// How a thing is found whose name AWS chooses.
#[derive(Debug)]
pub struct Found {
    pub by: By,
    /// The request that lists all of them.
    pub list: &'static str,
    /// Where the answer to the request that makes one tells its name, by path.
    pub told: &'static str,
    /// The member of the request that says within what it is; the name counts in there only.
    pub within: Option<&'static str>,
    /// What those are called that have no label: `cluster`.
    pub label: &'static str,
}

/// By what a thing is recognized whose name AWS chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Its tags.
    Tags,
    /// Where it sends to, and its tags.
    Target,
    /// The end of its name, which the request chooses, and the replication group that it began with.
    Suffix,
}

const AT_ONCE: (&str, &[&str]) = ("", &[]);

const fn same(member: &'static str) -> (&'static str, &'static str) {
    (member, member)
}

/// Everything that deployments can make.
pub static KINDS: &[Kind] = &[
    Kind {
        title: "user",
        service: "elasticache",
        look: "DescribeUsers",
        name: n::USER_ID,
        list: "Users",
        missing: "UserNotFound",
        status: ("Status", &["active"]),
        waiters: None,
        remove: Some("DeleteUser"),
        compared: &[same(n::USER_NAME), same(n::ENGINE), same(n::ACCESS_STRING)],
        found: None,
    },
    Kind {
        title: "user group",
        service: "elasticache",
        look: "DescribeUserGroups",
        name: n::USER_GROUP_ID,
        list: "UserGroups",
        missing: "UserGroupNotFound",
        status: ("Status", &["active"]),
        waiters: None,
        remove: Some("DeleteUserGroup"),
        compared: &[same(n::ENGINE), same(n::USER_IDS)],
        found: None,
    },
    Kind {
        title: "subnet group",
        service: "elasticache",
        look: "DescribeCacheSubnetGroups",
        name: n::CACHE_SUBNET_GROUP_NAME,
        list: "CacheSubnetGroups",
        missing: "CacheSubnetGroupNotFoundFault",
        status: AT_ONCE,
        waiters: None,
        remove: Some("DeleteCacheSubnetGroup"),
        compared: &[same(n::CACHE_SUBNET_GROUP_DESCRIPTION)],
        found: None,
    },
    Kind {
        title: "parameter group",
        service: "elasticache",
        look: "DescribeCacheParameterGroups",
        name: n::CACHE_PARAMETER_GROUP_NAME,
        list: "CacheParameterGroups",
        missing: "CacheParameterGroupNotFound",
        status: AT_ONCE,
        waiters: None,
        remove: Some("DeleteCacheParameterGroup"),
        compared: &[same(n::CACHE_PARAMETER_GROUP_FAMILY), same(n::DESCRIPTION)],
        found: None,
    },
    Kind {
        title: "cache security group",
        service: "elasticache",
        look: "DescribeCacheSecurityGroups",
        name: n::CACHE_SECURITY_GROUP_NAME,
        list: "CacheSecurityGroups",
        missing: "CacheSecurityGroupNotFound",
        status: AT_ONCE,
        waiters: None,
        remove: Some("DeleteCacheSecurityGroup"),
        compared: &[same(n::DESCRIPTION)],
        found: None,
    },
    Kind {
        title: "replication group",
        service: "elasticache",
        look: "DescribeReplicationGroups",
        name: n::REPLICATION_GROUP_ID,
        list: "ReplicationGroups",
        missing: "ReplicationGroupNotFoundFault",
        status: ("Status", &["available"]),
        waiters: Some(["replication-group-available", "replication-group-deleted"]),
        remove: Some("DeleteReplicationGroup"),
        compared: &[
            (n::REPLICATION_GROUP_DESCRIPTION, n::DESCRIPTION),
            same(n::CACHE_NODE_TYPE),
            same(n::TRANSIT_ENCRYPTION_ENABLED),
            same(n::AT_REST_ENCRYPTION_ENABLED),
            same(n::USER_GROUP_IDS),
        ],
        found: None,
    },
    Kind {
        title: "global datastore",
        service: "elasticache",
        look: "DescribeGlobalReplicationGroups",
        name: n::GLOBAL_REPLICATION_GROUP_ID,
        list: "GlobalReplicationGroups",
        missing: "GlobalReplicationGroupNotFoundFault",
        status: ("Status", &["available", "primary-only"]),
        waiters: None,
        remove: Some("DeleteGlobalReplicationGroup"),
        compared: &[same(n::GLOBAL_REPLICATION_GROUP_DESCRIPTION)],
        found: Some(&Found {
            by: By::Suffix,
            list: "DescribeGlobalReplicationGroups",
            told: "GlobalReplicationGroup.GlobalReplicationGroupId",
            within: None,
            label: "datastore",
        }),
    },
    Kind {
        title: "cache cluster",
        service: "elasticache",
        look: "DescribeCacheClusters",
        name: n::CACHE_CLUSTER_ID,
        list: "CacheClusters",
        missing: "CacheClusterNotFound",
        status: ("CacheClusterStatus", &["available"]),
        waiters: Some(["cache-cluster-available", "cache-cluster-deleted"]),
        remove: Some("DeleteCacheCluster"),
        compared: &[
            same(n::ENGINE),
            same(n::CACHE_NODE_TYPE),
            same(n::NUM_CACHE_NODES),
        ],
        found: None,
    },
    Kind {
        title: "snapshot",
        service: "elasticache",
        look: "DescribeSnapshots",
        name: n::SNAPSHOT_NAME,
        list: "Snapshots",
        missing: "SnapshotNotFoundFault",
        status: ("SnapshotStatus", &["available"]),
        waiters: None,
        remove: Some("DeleteSnapshot"),
        compared: &[same(n::REPLICATION_GROUP_ID), same(n::CACHE_CLUSTER_ID)],
        found: None,
    },
    Kind {
        title: "serverless cache",
        service: "elasticache",
        look: "DescribeServerlessCaches",
        name: n::SERVERLESS_CACHE_NAME,
        list: "ServerlessCaches",
        missing: "ServerlessCacheNotFoundFault",
        status: ("Status", &["available"]),
        waiters: None,
        remove: Some("DeleteServerlessCache"),
        compared: &[
            same(n::DESCRIPTION),
            same(n::ENGINE),
            same(n::USER_GROUP_ID),
        ],
        found: None,
    },
    Kind {
        title: "serverless snapshot",
        service: "elasticache",
        look: "DescribeServerlessCacheSnapshots",
        name: n::SERVERLESS_CACHE_SNAPSHOT_NAME,
        list: "ServerlessCacheSnapshots",
        missing: "ServerlessCacheSnapshotNotFoundFault",
        status: ("Status", &["available"]),
        waiters: None,
        remove: Some("DeleteServerlessCacheSnapshot"),
        compared: &[],
        found: None,
    },
    Kind {
        title: "reservation",
        service: "elasticache",
        look: "DescribeReservedCacheNodes",
        name: n::RESERVED_CACHE_NODE_ID,
        list: "ReservedCacheNodes",
        missing: "ReservedCacheNodeNotFound",
        status: AT_ONCE,
        waiters: None,
        remove: None,
        compared: &[same(n::RESERVED_CACHE_NODES_OFFERING_ID)],
        found: None,
    },
    Kind {
        title: "Aurora DSQL cluster",
        service: "dsql",
        look: "GetCluster",
        name: d::IDENTIFIER,
        list: "",
        missing: "ResourceNotFoundException",
        status: ("status", &["ACTIVE"]),
        waiters: Some(["cluster-active", "cluster-not-exists"]),
        remove: Some("DeleteCluster"),
        compared: &[same(d::DELETION_PROTECTION_ENABLED)],
        found: Some(&Found {
            by: By::Tags,
            list: "ListClusters",
            told: d::IDENTIFIER,
            within: None,
            label: "cluster",
        }),
    },
    Kind {
        title: "Aurora DSQL stream",
        service: "dsql",
        look: "GetStream",
        name: d::STREAM_IDENTIFIER,
        list: "",
        missing: "ResourceNotFoundException",
        status: ("status", &["ACTIVE"]),
        waiters: Some(["stream-active", "stream-not-exists"]),
        remove: Some("DeleteStream"),
        compared: &[same(d::ORDERING), same(d::FORMAT)],
        found: Some(&Found {
            by: By::Target,
            list: "ListStreams",
            told: d::STREAM_IDENTIFIER,
            within: Some(d::CLUSTER_IDENTIFIER),
            label: "stream",
        }),
    },
];

/// The kind of what a request makes, with the member that holds its name or a part of it; empty where AWS chooses it.
///
/// That a removal leaves a snapshot makes nothing: there is nothing to look for before.
pub fn kind_of(resource: &Resource) -> Option<(&'static Kind, &'static str)> {
    let (thing, member) = made(&resource.service, &resource.operation)?;
    let mut kinds = KINDS
        .iter()
        .filter(|_| !resource.operation.starts_with("Delete"));
    let kind = kinds.find(|kind| (kind.service, kind.title) == (thing.service, thing.title))?;
    Some((kind, member))
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
mod tests;
