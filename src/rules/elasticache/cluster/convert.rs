//! A request for the wrong kind of cluster, turned into one for the right kind.

use crate::catalog;
use crate::document::{Edit, Path, Value};
use crate::model;
use crate::model::generated::elasticache::names as n;
use crate::rules::Scope;
use crate::rules::elasticache::facts;

/// Edits that turn `CreateCacheCluster` into `CreateReplicationGroup`, where what it says fits one.
pub(super) fn to_group(scope: &Scope<'_>) -> Option<Vec<Edit>> {
    let nodes = scope.int(n::NUM_CACHE_NODES).unwrap_or(1);
    let id = scope.text(n::CACHE_CLUSTER_ID)?;
    if !(1..=6).contains(&nodes) || id.len() > 40 || scope.has(n::REPLICATION_GROUP_ID) {
        return None;
    }
    let mut edits = vec![
        operation(scope, "CreateReplicationGroup"),
        rename(scope, n::CACHE_CLUSTER_ID, n::REPLICATION_GROUP_ID),
    ];
    if !scope.has(n::REPLICATION_GROUP_DESCRIPTION) {
        edits.push(scope.set(n::REPLICATION_GROUP_DESCRIPTION, Value::string(id)));
    }
    let sized = [
        n::NUM_CACHE_CLUSTERS,
        n::NUM_NODE_GROUPS,
        n::REPLICAS_PER_NODE_GROUP,
        n::NODE_GROUP_CONFIGURATION,
    ];
    if !sized.iter().any(|member| scope.has(member)) {
        edits.push(scope.set(n::NUM_CACHE_CLUSTERS, Value::integer(nodes)));
    }
    let of_valkey = facts::engine(scope) == Some("valkey");
    if of_valkey && !scope.has(n::TRANSIT_ENCRYPTION_ENABLED) {
        edits.push(scope.set(n::TRANSIT_ENCRYPTION_ENABLED, Value::Bool(true)));
    }
    if let Some(zone) = scope
        .text(n::PREFERRED_AVAILABILITY_ZONE)
        .filter(|_| nodes == 1)
    {
        let zones = Value::list([Value::string(zone)]);
        edits.push(scope.set(n::PREFERRED_CACHE_CLUSTER_AZS, zones));
    }
    edits.extend(strangers(
        scope,
        "CreateReplicationGroup",
        n::CACHE_CLUSTER_ID,
    ));
    Some(edits)
}

/// Edits that turn `CreateReplicationGroup` into `CreateCacheCluster`.
pub(super) fn to_cluster(scope: &Scope<'_>) -> Vec<Edit> {
    let replicas = facts::replicas(scope, None).unwrap_or(0).max(0);
    let nodes = scope
        .int(n::NUM_CACHE_CLUSTERS)
        .unwrap_or_else(|| facts::shards(scope).saturating_mul(replicas.saturating_add(1)));
    let mut edits = vec![
        operation(scope, "CreateCacheCluster"),
        rename(scope, n::REPLICATION_GROUP_ID, n::CACHE_CLUSTER_ID),
        scope.set(n::NUM_CACHE_NODES, Value::integer(nodes.clamp(1, 40))),
    ];
    // A version and a group of Redis do not fit.
    let version = scope.text(n::ENGINE_VERSION);
    if version.is_some_and(|version| catalog::engine_version("memcached", version).is_none()) {
        edits.push(scope.remove(n::ENGINE_VERSION));
    }
    if facts::default_group(scope).is_some_and(|group| group.family.engine != "memcached") {
        edits.push(scope.remove(n::CACHE_PARAMETER_GROUP_NAME));
    }
    edits.extend(strangers(
        scope,
        "CreateCacheCluster",
        n::REPLICATION_GROUP_ID,
    ));
    edits
}

fn operation(scope: &Scope<'_>, name: &str) -> Edit {
    Edit::Operation {
        resource: scope.index,
        service: "elasticache".into(),
        operation: name.into(),
    }
}

fn rename(scope: &Scope<'_>, from: &str, to: &str) -> Edit {
    Edit::rename(scope.index, Path::root().key(from), to)
}

/// Edits that remove what the other operation does not take but this one does.
fn strangers(scope: &Scope<'_>, other: &str, renamed: &str) -> Vec<Edit> {
    let ours = scope
        .resource()
        .operation()
        .map(|operation| operation.input);
    let other = model::operation("elasticache", other).map(|operation| operation.input);
    let (Some(ours), Some(other), Some(map)) = (ours, other, scope.parameters().as_map()) else {
        return Vec::new();
    };
    let strange = |name: &&str| {
        *name != renamed && ours.member(name).is_some() && other.member(name).is_none()
    };
    let names = map.iter().map(|(name, _)| &**name).filter(strange);
    names.map(|name| scope.remove(name)).collect()
}
