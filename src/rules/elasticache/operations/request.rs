//! What several rules of this area ask of a request.

use crate::model::generated::elasticache::names as n;
use crate::rules::Scope;
pub(super) use crate::rules::elasticache::facts::{engine, is_replica, version};

pub(super) const GROUP: &[&str] = &["CreateReplicationGroup"];
pub(super) const CLUSTER: &[&str] = &["CreateCacheCluster"];
pub(super) const SERVERLESS: &[&str] = &["CreateServerlessCache"];
/// The requests that make a cluster of nodes.
pub(super) const NODES: &[&str] = &["CreateReplicationGroup", "CreateCacheCluster"];
/// The requests that make a cache of any kind.
pub(super) const ALL: &[&str] = &[
    "CreateReplicationGroup",
    "CreateCacheCluster",
    "CreateServerlessCache",
];
/// The requests that make or change a cluster of nodes; the shortest to write comes first.
pub(super) const SETTINGS: &[&str] = &[
    "ModifyReplicationGroup",
    "ModifyCacheCluster",
    "CreateReplicationGroup",
    "CreateCacheCluster",
];

/// Whether the request makes something new.
pub(super) fn creates(scope: &Scope<'_>) -> bool {
    scope.operation().starts_with("Create")
}

/// Whether most settings come from elsewhere: from a global datastore, an existing cluster or a group.
pub(super) fn inherits(scope: &Scope<'_>) -> bool {
    scope.has(n::GLOBAL_REPLICATION_GROUP_ID)
        || scope.has(n::PRIMARY_CLUSTER_ID)
        || is_replica(scope)
}

/// Whether an engine's version is older than another; `false` for other engines and without a version.
pub(super) fn older(scope: &Scope<'_>, engine_name: &str, than: &str) -> bool {
    engine(scope) == Some(engine_name)
        && version(scope).is_some_and(|version| !version.at_least(than))
}

/// Whether an engine takes commands of the Redis protocol.
pub(super) fn speaks_redis(engine_name: &str) -> bool {
    matches!(engine_name, "redis" | "valkey")
}

/// The family of a node type: `r7g` of `cache.r7g.large`.
pub(super) fn node_family<'a>(scope: &Scope<'a>) -> Option<&'a str> {
    let rest = scope.text(n::CACHE_NODE_TYPE)?.strip_prefix("cache.")?;
    Some(rest.split_once('.')?.0)
}
