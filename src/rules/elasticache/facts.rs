//! What follows from several parameters of a request together, for rules of every area.

use super::reading::Shard;
use crate::catalog::{self, EngineVersion, Family, Version};
use crate::document::{Edit, Path, Value, default_region};
use crate::model::generated::elasticache::names as n;
use crate::rules::Scope;

/// The suffix of a default parameter group with cluster mode on.
pub(super) const CLUSTER_ON: &str = ".cluster.on";

/// The engine that a request names, in whatever case, as the API writes it.
pub(super) fn engine(scope: &Scope<'_>) -> Option<&'static str> {
    catalog::engine(scope.text(n::ENGINE)?).map(|engine| engine.name)
}

/// The engine, where it is one that the request makes.
pub(super) fn own_engine(scope: &Scope<'_>) -> Option<&'static str> {
    let other = match scope.operation() {
        "CreateReplicationGroup" => "memcached",
        "CreateCacheCluster" => "valkey",
        _ => "",
    };
    engine(scope).filter(|engine| *engine != other)
}

/// `1 zone`, `2 zones`.
pub(super) fn counted(n: i64, what: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {what}{plural}")
}

/// The version that a request names, where it has the form of one.
pub(super) fn version(scope: &Scope<'_>) -> Option<Version> {
    Version::parse(scope.text(n::ENGINE_VERSION)?)
}

/// Whether the request goes to the Region that documents begin with, which may not have been chosen.
pub(super) fn has_default_region(scope: &Scope<'_>) -> bool {
    scope.region() == default_region("elasticache")
}

/// An edit that sends the request to another Region.
pub(super) fn set_region(scope: &Scope<'_>, region: &str) -> Edit {
    let own = scope.resource().region.is_some();
    Edit::Region {
        resource: own.then_some(scope.index),
        region: Some(region.into()),
    }
}

/// Whether a group joins a global datastore, from which it takes most settings.
pub(super) fn is_secondary(scope: &Scope<'_>) -> bool {
    scope.has(n::GLOBAL_REPLICATION_GROUP_ID)
}

/// Whether a group grows from a cluster that exists, from which it takes engine and node type.
pub(super) fn has_primary(scope: &Scope<'_>) -> bool {
    scope.has(n::PRIMARY_CLUSTER_ID)
}

/// Whether a cluster is a replica that is added to a replication group.
pub(super) fn is_replica(scope: &Scope<'_>) -> bool {
    scope.operation() == "CreateCacheCluster" && scope.has(n::REPLICATION_GROUP_ID)
}

/// The service's own parameter group that a request names.
#[derive(Clone, Copy, Debug)]
pub(super) struct DefaultGroup {
    pub(super) family: &'static Family,
    pub(super) cluster_on: bool,
}

impl DefaultGroup {
    /// `None` for a group of the user's own and for a default group that does not exist.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let named = name.strip_prefix("default.")?;
        let (family, cluster_on) = match named.strip_suffix(CLUSTER_ON) {
            Some(family) => (family, true),
            None => (named, false),
        };
        let family = catalog::family(family)?;
        (!cluster_on || family.cluster_group.is_some()).then_some(Self { family, cluster_on })
    }

    /// The default group of a family with cluster mode as it is here, where there is one.
    pub(super) fn of_family(self, family: &'static Family) -> &'static str {
        match family.cluster_group {
            Some(name) if self.cluster_on => name,
            _ => family.default_group,
        }
    }

    /// The group of the same family with cluster mode the other way round.
    pub(super) fn twin(self) -> Option<&'static str> {
        if self.cluster_on {
            Some(self.family.default_group)
        } else {
            self.family.cluster_group
        }
    }
}

/// The service's own parameter group that a request names.
pub(super) fn default_group(scope: &Scope<'_>) -> Option<DefaultGroup> {
    DefaultGroup::parse(scope.text(n::CACHE_PARAMETER_GROUP_NAME)?)
}

/// The shards that a request configures one by one.
pub(super) fn node_groups<'a>(scope: &Scope<'a>) -> &'a [Shard<'a>] {
    scope.reading.shards.get_or_init(|| {
        let groups = scope.items(n::NODE_GROUP_CONFIGURATION);
        let groups = groups.unwrap_or_default().iter();
        groups.map(Shard::of).collect()
    })
}

/// The path of a member of a shard's configuration.
pub(super) fn node_group_path(index: usize, member: &str) -> Path {
    Path::item_member(n::NODE_GROUP_CONFIGURATION, index, member)
}

/// The path of the Outpost of a shard's primary, or of one of its replicas.
pub(super) fn outpost_path(index: usize, replica: Option<usize>) -> Path {
    match replica {
        None => node_group_path(index, n::PRIMARY_OUTPOST_ARN),
        Some(replica) => node_group_path(index, n::REPLICA_OUTPOST_ARNS).index(replica),
    }
}

/// How many shards a request speaks of: the larger of their number and their configurations.
pub(super) fn shards(scope: &Scope<'_>) -> i64 {
    let configured = i64::try_from(node_groups(scope).len()).unwrap_or(i64::MAX);
    scope
        .int(n::NUM_NODE_GROUPS)
        .unwrap_or(1)
        .max(configured)
        .max(1)
}

/// Whether a group has cluster mode on, as far as the request shows it.
pub(super) fn cluster_mode(scope: &Scope<'_>) -> Option<bool> {
    match scope.text(n::CLUSTER_MODE) {
        Some("enabled") => return Some(true),
        Some("disabled") => return Some(false),
        Some(_) => return None,
        None => {}
    }
    if shards(scope) > 1 {
        return Some(true);
    }
    if let Some(group) = default_group(scope) {
        return Some(group.cluster_on);
    }
    let elsewhere = [
        n::CACHE_PARAMETER_GROUP_NAME,
        n::GLOBAL_REPLICATION_GROUP_ID,
        n::SNAPSHOT_ARNS,
        n::SNAPSHOT_NAME,
        n::SERVERLESS_CACHE_SNAPSHOT_NAME,
    ];
    let unknown = elsewhere.iter().any(|member| scope.has(member));
    (!unknown).then_some(false)
}

/// The replicas of a shard, by its configuration or else by what holds for every shard.
pub(super) fn replicas(scope: &Scope<'_>, shard: Option<&Shard<'_>>) -> Option<i64> {
    let own = shard.and_then(|shard| shard.replicas);
    let every = || scope.int(n::REPLICAS_PER_NODE_GROUP);
    let nodes = || {
        let n = scope.int(n::NUM_CACHE_CLUSTERS)?;
        (shards(scope) == 1).then(|| n.saturating_sub(1))
    };
    own.or_else(every).or_else(nodes)
}

/// How many nodes a group has in all, where every shard's number of replicas is known.
pub(super) fn nodes(scope: &Scope<'_>) -> Option<i64> {
    let groups = node_groups(scope);
    let shards = shards(scope);
    if shards == 1
        && let Some(n) = scope.int(n::NUM_CACHE_CLUSTERS)
    {
        return Some(n);
    }
    let mut acc = 0_i64;
    for group in groups {
        acc = acc.saturating_add(replicas(scope, Some(group))?.max(0).saturating_add(1));
    }
    let others = shards - i64::try_from(groups.len()).ok()?;
    if others > 0 {
        let each = replicas(scope, None)?.max(0).saturating_add(1);
        acc = acc.saturating_add(others.saturating_mul(each));
    }
    Some(acc)
}

/// Where a group says that a shard has no replica, and the edit that gives it one.
pub(super) fn without_replica(scope: &Scope<'_>) -> Option<(Path, Edit)> {
    let found = |path: Path, value| {
        let edit = Edit::set(scope.index, path.clone(), Value::integer(value));
        Some((path, edit))
    };
    if shards(scope) == 1 && scope.has(n::NUM_CACHE_CLUSTERS) {
        return match scope.int(n::NUM_CACHE_CLUSTERS) {
            Some(1) => found(Path::root().key(n::NUM_CACHE_CLUSTERS), 2),
            _ => None,
        };
    }
    let groups = node_groups(scope);
    if let Some(index) = groups.iter().position(|group| group.replicas == Some(0)) {
        return found(node_group_path(index, n::REPLICA_COUNT), 1);
    }
    let inherits = groups.is_empty() || groups.iter().any(|group| group.replicas.is_none());
    match scope.int(n::REPLICAS_PER_NODE_GROUP) {
        Some(0) if inherits => found(Path::root().key(n::REPLICAS_PER_NODE_GROUP), 1),
        _ => None,
    }
}

/// Whether a group has a replica that it says so of.
pub(super) fn has_replicas(scope: &Scope<'_>) -> bool {
    let groups = node_groups(scope);
    let of_group = |group| replicas(scope, Some(group)).is_some_and(|n| n > 0);
    groups.iter().any(of_group) || replicas(scope, None).is_some_and(|n| n > 0)
}

/// Whether the node type runs a version, as far as it is known.
pub(super) fn runs(scope: &Scope<'_>, version: &EngineVersion) -> bool {
    let node = scope.text(n::CACHE_NODE_TYPE).and_then(catalog::node_type);
    let parsed = Version::parse(version.version);
    match (node, parsed) {
        (Some(node), Some(parsed)) => node.runs(version.engine, &parsed),
        _ => true,
    }
}

/// Edits that change the version and, where a default group is named, the group to match.
pub(super) fn set_version(scope: &Scope<'_>, engine: &str, version: &str) -> Vec<Edit> {
    let mut edits = vec![scope.set(n::ENGINE_VERSION, Value::string(version))];
    let family = catalog::family_of(engine, version).and_then(catalog::family);
    if let (Some(group), Some(family)) = (default_group(scope), family)
        && group.family.name != family.name
    {
        let name = group.of_family(family);
        edits.push(scope.set(n::CACHE_PARAMETER_GROUP_NAME, Value::string(name)));
    }
    edits
}
