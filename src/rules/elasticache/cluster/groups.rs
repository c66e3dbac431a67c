//! Parameter groups that fit the engine, its version and the cluster mode.

use super::sources;
use crate::catalog::{self, Family, Version};
use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts::{self, DefaultGroup};
use crate::rules::model::shown;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const BOTH: &[&str] = &["CreateReplicationGroup", "CreateCacheCluster"];
const MEMBER: &str = n::CACHE_PARAMETER_GROUP_NAME;

pub(super) static OTHER_ENGINE: Rule = Rule {
    code: "EC110",
    name: "parameter-group-of-other-engine",
    severity: Severity::Error,
    operations: BOTH,
    summary: "The parameter group is of the engine's family.",
    why: "Each engine has parameters of its own.",
    fix: "Use the default group of the engine's version.",
    source: sources::PARAMETERS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.redis7", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"resources": [{"service": "elasticache", "operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "CacheParameterGroupName": "default.redis7"}}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_other_engine),
};

pub(super) static OTHER_VERSION: Rule = Rule {
    code: "EC111",
    name: "parameter-group-of-other-version",
    severity: Severity::Error,
    operations: BOTH,
    summary: "The parameter group is of the version's family.",
    why: "AWS answers that it expected a parameter group of another family.",
    fix: "Use the default group of the version.",
    source: sources::PARAMETERS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis6.x", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_other_version),
};

pub(super) static OLDER: Rule = Rule {
    code: "EC112",
    name: "parameter-group-without-version",
    severity: Severity::Warning,
    operations: BOTH,
    summary: "A parameter group of an older family needs the version written out.",
    why: "Without it AWS takes a newer version, for which the group is of the wrong family.",
    fix: "Set EngineVersion to a version of the family.",
    source: sources::PARAMETERS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis6.x", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.2", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis6.x", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_older),
};

pub(super) static NO_SUCH: Rule = Rule {
    code: "EC113",
    name: "default-parameter-group-misspelt",
    severity: Severity::Error,
    operations: BOTH,
    summary: "There is no default parameter group of this name.",
    why: "Names that begin with default. are the service's own: default.redis7, default.redis6.x, default.valkey8, default.memcached1.6, and with .cluster.on after those of Redis and Valkey.",
    fix: "Use the default group of the version's family.",
    source: sources::PARAMETERS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.2", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis6.0.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster-on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.myapp", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "5.0.6", "CacheNodeType": "cache.m5.large", "CacheParameterGroupName": "default.redis5", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.2", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis6.x.cluster.on", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "orders", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_no_such),
};

pub(super) static NOT_KNOWN: Rule = Rule {
    code: "EC114",
    name: "default-parameter-group-unknown",
    severity: Severity::Warning,
    operations: BOTH,
    summary: "The default parameter group is of a family that is newer than what is known here.",
    why: "New versions bring new families; the list was read on the date that the finding names.",
    fix: "Check that the family exists.",
    source: sources::PARAMETERS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "10.0", "CacheNodeType": "cache.m7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey10", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "9.0", "CacheNodeType": "cache.r7g.large", "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "CacheParameterGroupName": "default.valkey9", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_not_known),
};

pub(super) static OF_CLUSTER: Rule = Rule {
    code: "EC115",
    name: "cluster-mode-for-single-cluster",
    severity: Severity::Error,
    operations: &["CreateCacheCluster"],
    summary: "CreateCacheCluster takes no parameter group with cluster mode on.",
    why: "Cluster mode is for replication groups.",
    fix: "Use the group without .cluster.on, or CreateReplicationGroup.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheParameterGroupName": "default.redis7.cluster.on"}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheParameterGroupName": "default.redis7"}"#,
        ],
    ),
    check: Check::Resource(check_of_cluster),
};

pub(super) static WITHDRAWN: Rule = Rule {
    code: "EC116",
    name: "parameter-group-of-withdrawn-family",
    severity: Severity::Warning,
    operations: BOTH,
    summary: "The parameter group belongs to versions that can no longer be created.",
    why: "No version that is left takes it.",
    fix: "Use the default group of a newer family.",
    source: sources::END_OF_LIFE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis3.2", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_withdrawn),
};

/// The family that the version belongs to; without a version that of the newest.
fn expected(scope: &Scope<'_>, engine: &str) -> Option<&'static Family> {
    let stated = scope.text(n::ENGINE_VERSION);
    let of_version = stated.and_then(|version| catalog::family_of(engine, version));
    let name = of_version.or_else(|| Some(catalog::newest_version(engine)?.family))?;
    catalog::family(name)
}

/// Reports at the group's name, with the fix that takes another.
fn report_at(scope: &Scope<'_>, report: &mut Report<'_>, message: String, name: Option<&str>) {
    let finding = report.at(MEMBER, message);
    if let Some(name) = name {
        finding.fix(
            format!("Change to {name}"),
            [scope.set(MEMBER, Value::string(name))],
        );
    }
}

fn name<'a>(scope: &Scope<'a>) -> &'a str {
    scope.text(MEMBER).unwrap_or_default()
}

/// The default group in a request that does not take its engine from elsewhere.
fn own_group(scope: &Scope<'_>) -> Option<DefaultGroup> {
    let inherited = facts::is_secondary(scope) || facts::is_replica(scope);
    facts::default_group(scope).filter(|_| !inherited)
}

fn check_other_engine(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some(group), Some(engine)) = (own_group(scope), facts::own_engine(scope)) else {
        return;
    };
    let version = scope.text(n::ENGINE_VERSION).unwrap_or_default();
    // Then the engine is what is wrong.
    let of_version = catalog::engine_version(group.family.engine, version).is_some()
        && catalog::engine_version(engine, version).is_none();
    if group.family.engine == engine || of_version {
        return;
    }
    let better = expected(scope, engine).map(|family| group.of_family(family));
    let message = format!(
        "{} is a group of {}, and the engine is {engine}",
        name(scope),
        group.family.engine
    );
    report_at(scope, report, message, better);
}

/// Whether a family has no version that can be created.
fn is_withdrawn(family: &Family) -> bool {
    let versions = catalog::engine_versions(family.engine);
    versions.iter().all(|version| version.family != family.name)
}

fn check_other_version(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some(group), Some(engine)) = (own_group(scope), facts::own_engine(scope)) else {
        return;
    };
    let version = scope.text(n::ENGINE_VERSION).unwrap_or_default();
    let family = catalog::family_of(engine, version).and_then(catalog::family);
    let Some(family) = family.filter(|family| !is_withdrawn(family)) else {
        return;
    };
    if group.family.engine == engine && group.family.name != family.name {
        let message = format!(
            "{} is of the family {}, and {engine} {version} needs {}",
            name(scope),
            group.family.name,
            family.name
        );
        report_at(scope, report, message, Some(group.of_family(family)));
    }
}

fn check_older(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some(group), Some(engine)) = (own_group(scope), facts::own_engine(scope)) else {
        return;
    };
    let newest = catalog::newest_version(engine).map(|version| version.family);
    let of_family = catalog::engine_versions(engine)
        .iter()
        .rev()
        .find(|version| version.family == group.family.name);
    let Some(version) = of_family.filter(|version| Some(version.family) != newest) else {
        return;
    };
    if scope.has(n::ENGINE_VERSION) || facts::has_primary(scope) {
        return;
    }
    let message = format!(
        "{} is not of the newest family, and the version is not stated",
        name(scope)
    );
    let finding = report.at(n::ENGINE_VERSION, message);
    if facts::runs(scope, version) {
        finding.fix(
            format!("Set it to {}", version.version),
            [scope.set(n::ENGINE_VERSION, Value::string(version.version))],
        );
    }
}

/// What a name that begins with `default.` and is none of the service's groups speaks of.
struct Misspelt {
    engine: Option<&'static str>,
    version: Option<Version>,
    /// Whether something about cluster mode follows.
    cluster_on: bool,
}

impl Misspelt {
    fn of(scope: &Scope<'_>) -> Option<Self> {
        let text = scope.text(MEMBER)?;
        let lower = text.to_ascii_lowercase();
        let named = lower.strip_prefix("default.")?;
        if DefaultGroup::parse(text).is_some() || facts::is_replica(scope) {
            return None;
        }
        let mut engines = catalog::engines().iter().map(|engine| engine.name);
        let engine = engines.find(|engine| named.starts_with(engine));
        let rest = engine.map_or("", |engine| &named[engine.len()..]);
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.' && c != 'x')
            .unwrap_or(rest.len());
        let (number, suffix) = rest.split_at(end);
        Some(Self {
            engine,
            version: Version::parse(number.trim_matches('.')),
            cluster_on: suffix.contains("cl") || suffix.contains("on"),
        })
    }

    /// The family whose name was meant.
    fn family(&self) -> Option<&'static Family> {
        let (engine, version) = (self.engine?, self.version?);
        let exact = catalog::family_of(engine, &version.to_string()).and_then(catalog::family);
        let major = format!("{engine}{}", version.major());
        let of_major = |family: &&Family| {
            let rest = family.name.strip_prefix(&major);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        exact.or_else(|| catalog::families().iter().rev().find(of_major))
    }

    /// Whether the family may be one that is newer than the catalog.
    fn is_newer(&self) -> bool {
        let (Some(engine), Some(version)) = (self.engine, self.version) else {
            return false;
        };
        let newest = catalog::newest_version(engine).and_then(|v| Version::parse(v.version));
        let newest = newest.map(|version| (version.major(), version.minor()));
        match engine {
            "valkey" => {
                version.n_parts() == 1 && newest.is_some_and(|newest| version.major() > newest.0)
            }
            "memcached" => {
                let number = (version.major(), version.minor());
                version.n_parts() == 2 && newest.is_some_and(|newest| number > newest)
            }
            _ => false,
        }
    }
}

fn check_no_such(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(misspelt) = Misspelt::of(scope).filter(|misspelt| !misspelt.is_newer()) else {
        return;
    };
    let message = format!("there is no parameter group {}", shown(name(scope)));
    let engine = facts::own_engine(scope);
    let stated = scope
        .text(n::ENGINE_VERSION)
        .and_then(|version| catalog::family_of(engine?, version))
        .and_then(catalog::family)
        .filter(|family| !is_withdrawn(family));
    // The name says what was meant, unless the version needs another family.
    let family = stated
        .filter(|_| misspelt.engine.is_some())
        .or_else(|| misspelt.family());
    let Some(family) = family else {
        report
            .at(MEMBER, message)
            .fix("Leave it out", [scope.remove(MEMBER)]);
        return;
    };
    let sharded = scope.operation() == "CreateReplicationGroup";
    let guess = DefaultGroup {
        family,
        cluster_on: misspelt.cluster_on && sharded,
    };
    let message = format!("{message}; the family is {}", family.name);
    report_at(scope, report, message, Some(guess.of_family(family)));
}

fn check_not_known(scope: &Scope<'_>, report: &mut Report<'_>) {
    if Misspelt::of(scope).is_some_and(|misspelt| misspelt.is_newer()) {
        let known: Vec<&str> = catalog::families()
            .iter()
            .map(|family| family.name)
            .collect();
        let message = format!(
            "{} is of a family that is not known as of {}; known are {}",
            shown(name(scope)),
            catalog::AS_OF,
            known.join(", ")
        );
        report_at(scope, report, message, None);
    }
}

fn check_of_cluster(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(group) = own_group(scope).filter(|group| group.cluster_on) else {
        return;
    };
    let message = format!(
        "{} has cluster mode on, which is for replication groups",
        name(scope)
    );
    report_at(scope, report, message, group.twin());
}

fn check_withdrawn(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(group) = own_group(scope).filter(|group| is_withdrawn(group.family)) else {
        return;
    };
    let engine = facts::own_engine(scope).unwrap_or(group.family.engine);
    if !scope.has(n::ENGINE_VERSION) && engine == group.family.engine {
        let better = expected(scope, engine).map(|family| group.of_family(family));
        let message = format!(
            "{} belongs to versions that have been withdrawn",
            name(scope)
        );
        report_at(scope, report, message, better);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Resource};

    #[test]
    fn the_group_that_was_meant_is_found() {
        for (name, expected) in [
            ("default.redis6", "default.redis6.x"),
            ("default.redis6.2.cluster.on", "default.redis6.x.cluster.on"),
            ("default.redis7.0", "default.redis7"),
            ("default.redis7.x.cluster.on", "default.redis7.cluster.on"),
            ("default.redis5.6", "default.redis5.0"),
            ("default.redis4.0.10", "default.redis4.0"),
            ("default.valkey7.2", "default.valkey7"),
            (
                "default.valkey8.0.cluster.enabled",
                "default.valkey8.cluster.on",
            ),
            ("default.memcached1.6.22", "default.memcached1.6"),
            ("default.memcached1", "default.memcached1.6"),
            ("default.memcached1.6.cluster.on", "default.memcached1.6"),
            ("Default.Redis7", "default.redis7"),
            ("default.redis7.on", "default.redis7.cluster.on"),
        ] {
            let mut resource = Resource::new("elasticache", "CreateReplicationGroup");
            resource.parameters = Value::map([(MEMBER.into(), Value::string(name))]);
            let document = Document::single("us-west-2", resource);
            let found = crate::rules::validate(&document);
            let found = found.iter().find(|d| d.rule.code == "EC113").expect(name);
            let fix = found.fix.as_ref().expect(name);
            assert_eq!(fix.title, format!("Change to {expected}"), "{name}");
        }
    }
}
