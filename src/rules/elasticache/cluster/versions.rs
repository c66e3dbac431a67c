//! The form of engine versions, and which of them there are.

use super::sources;
use crate::catalog::{self, Version};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::model::shown;
use crate::rules::report::Finding;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const BOTH: &[&str] = &["CreateReplicationGroup", "CreateCacheCluster"];

pub(super) static UNSTATED: Rule = Rule {
    code: "EC095",
    name: "version-unstated",
    severity: Severity::Info,
    operations: BOTH,
    summary: "The engine's version is better written out.",
    why: "Without it the version is what AWS chooses on the day, and a parameter group of another family no longer fits.",
    fix: "Set EngineVersion.",
    source: sources::VERSIONS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_unstated),
};

pub(super) static FORM: Rule = Rule {
    code: "EC096",
    name: "version-malformed",
    severity: Severity::Error,
    operations: BOTH,
    summary: "A version is numbers with dots between them, such as 7.1.",
    why: "Words such as latest, a leading v and blanks are not understood.",
    fix: "Write the numbers only.",
    source: sources::VERSIONS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "v7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "latest", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_form),
};

pub(super) static PATCH: Rule = Rule {
    code: "EC097",
    name: "version-with-patch-number",
    severity: Severity::Error,
    operations: BOTH,
    summary: "From Redis 6 on, and for Valkey, a version is major.minor.",
    why: "The service chooses the patch by itself; AWS answers “Specific version selection is not allowed”.",
    fix: "Leave the patch number out.",
    source: sources::VERSIONS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1.0", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_patch),
};

pub(super) static MAJOR_ONLY: Rule = Rule {
    code: "EC098",
    name: "version-without-minor-number",
    severity: Severity::Error,
    operations: BOTH,
    summary: "A major number alone is no version of Redis or Valkey.",
    why: "Versions are major.minor; only serverless caches take the major number.",
    fix: "Add the minor number.",
    source: sources::VERSIONS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_major_only),
};

pub(super) static WILDCARD: Rule = Rule {
    code: "EC099",
    name: "version-with-wildcard",
    severity: Severity::Error,
    operations: BOTH,
    summary: "The only version with an x is 6.x of Redis.",
    why: "It stands for the newest minor version of Redis 6; there is no such form for others.",
    fix: "Write the minor number.",
    source: sources::VERSIONS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.x", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.x", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_wildcard),
};

pub(super) static TWO_PARTS: Rule = Rule {
    code: "EC100",
    name: "version-without-patch-number",
    severity: Severity::Error,
    operations: &["CreateCacheCluster", "CreateReplicationGroup"],
    summary: "Memcached, and Redis before 6, take the whole version, such as 1.6.22.",
    why: "For these every patch is a version of its own.",
    fix: "Add the patch number.",
    source: sources::VERSIONS,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az"}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az"}"#,
        ],
    ),
    check: Check::Resource(check_two_parts),
};

pub(super) static OFFERED: Rule = Rule {
    code: "EC101",
    name: "version-not-offered",
    severity: Severity::Warning,
    operations: BOTH,
    summary: "The version is not one that the engine is known to be offered in.",
    why: "Versions come and go; what is listed here was read on the date that the finding names.",
    fix: "Choose a version that is offered.",
    source: sources::VERSIONS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.7", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "TransitEncryptionEnabled": true, "CacheSubnetGroupName": "private"}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.3", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_offered),
};

/// What is known of the version that a request names.
struct Named {
    engine: &'static str,
    version: Version,
}

impl Named {
    fn of(scope: &Scope<'_>) -> Option<Self> {
        let (engine, version) = (facts::own_engine(scope)?, facts::version(scope)?);
        Some(Self { engine, version })
    }

    /// Whether versions of this kind are written major.minor.
    fn is_short(&self) -> bool {
        self.engine == "valkey" || self.engine == "redis" && self.version.major() >= 6
    }

    /// The newest version offered that begins like this one, in as many parts.
    fn newest_alike(&self, parts: usize) -> Option<&'static str> {
        let alike = |known: &&catalog::EngineVersion| {
            Version::parse(known.version).is_some_and(|known| {
                known.major() == self.version.major()
                    && (parts < 2 || known.minor() == self.version.minor())
            })
        };
        let versions = catalog::engine_versions(self.engine);
        versions.iter().rev().find(alike).map(|known| known.version)
    }
}

/// Adds the fix that takes another version, where there is one.
fn change(scope: &Scope<'_>, finding: Finding<'_>, engine: &str, version: Option<&str>) {
    if let Some(version) = version {
        finding.fix(
            format!("Change to {version}"),
            facts::set_version(scope, engine, version),
        );
    }
}

fn check_unstated(scope: &Scope<'_>, report: &mut Report<'_>) {
    let inherited =
        facts::is_secondary(scope) || facts::has_primary(scope) || facts::is_replica(scope);
    if scope.has(n::ENGINE_VERSION) || inherited {
        return;
    }
    let Some(engine) = facts::own_engine(scope) else {
        return;
    };
    let finding = report.at(
        n::ENGINE_VERSION,
        "the version is what AWS chooses on the day",
    );
    let family = facts::default_group(scope).map(|group| group.family.name);
    let fits = |known: &&catalog::EngineVersion| {
        family.is_none_or(|family| known.family == family) && facts::runs(scope, known)
    };
    let newest = catalog::engine_versions(engine).iter().rev().find(fits);
    if let Some(known) = newest {
        finding.fix(
            format!("Set it to {}", known.version),
            facts::set_version(scope, engine, known.version),
        );
    }
}

fn check_form(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(text) = scope.text(n::ENGINE_VERSION) else {
        return;
    };
    let wild = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'x' | b'X'));
    if Version::parse(text).is_some() || wild && text.contains(['x', 'X']) {
        return;
    }
    let finding = report.at(
        n::ENGINE_VERSION,
        format!("“{}” is no version such as 7.1", shown(text)),
    );
    let Some(engine) = facts::own_engine(scope) else {
        return;
    };
    let bare = text.trim().trim_start_matches(['v', 'V']).trim();
    let better = if catalog::engine_version(engine, bare).is_some() {
        Some(bare)
    } else if matches!(
        bare.to_ascii_lowercase().as_str(),
        "latest" | "newest" | "default"
    ) {
        catalog::newest_version(engine).map(|known| known.version)
    } else {
        None
    };
    change(scope, finding, engine, better);
}

fn check_patch(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(named) = Named::of(scope) else {
        return;
    };
    if named.is_short() && named.version.n_parts() == 3 && !is_elsewhere(&named) {
        let short = format!("{}.{}", named.version.major(), named.version.minor());
        let finding = report.at(
            n::ENGINE_VERSION,
            format!(
                "{} has a patch number, which cannot be chosen",
                named.version
            ),
        );
        change(scope, finding, named.engine, Some(&short));
    }
}

fn check_major_only(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(named) = Named::of(scope) else {
        return;
    };
    if named.engine != "memcached" && named.version.n_parts() == 1 {
        let finding = report.at(
            n::ENGINE_VERSION,
            format!(
                "{} is no version of {}; the minor number is missing",
                named.version, named.engine
            ),
        );
        change(scope, finding, named.engine, named.newest_alike(1));
    }
}

fn check_wildcard(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(text) = scope.text(n::ENGINE_VERSION) else {
        return;
    };
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'x' | b'X'));
    let Some(engine) = facts::own_engine(scope) else {
        return;
    };
    if !plain || !text.contains(['x', 'X']) || text == "6.x" && engine == "redis" {
        return;
    }
    let finding = report.at(
        n::ENGINE_VERSION,
        format!(
            "there is no version {} of {engine}; only Redis has 6.x",
            shown(text)
        ),
    );
    let major = text.split('.').next().and_then(Version::parse);
    let newest = major.and_then(|version| Named { engine, version }.newest_alike(1));
    change(scope, finding, engine, newest);
}

fn check_two_parts(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(named) = Named::of(scope) else {
        return;
    };
    let parts = named.version.n_parts();
    let major_only = parts == 1 && named.engine != "memcached";
    if named.is_short() || parts == 3 || major_only || named.version.is_wildcard() {
        return;
    }
    // Withdrawn versions are a fault of their own.
    if named.engine == "redis" && named.version.major() < 4 {
        return;
    }
    let finding = report.at(
        n::ENGINE_VERSION,
        format!(
            "{} is not the whole version; the patch number is missing",
            named.version
        ),
    );
    change(scope, finding, named.engine, named.newest_alike(parts));
}

/// Whether a rule about ages and engines speaks of the version.
fn is_elsewhere(named: &Named) -> bool {
    let numbers = (named.version.major(), named.version.minor());
    match named.engine {
        "redis" => !(4..8).contains(&numbers.0) || matches!(numbers, (7, 2) | (5, 0)),
        "valkey" => numbers < (7, 2),
        _ => false,
    }
}

/// Whether another rule speaks of the version: of its form, its age or its engine.
fn spoken_for(named: &Named) -> bool {
    let form = match named.version.n_parts() {
        1 => true,
        2 => !named.is_short(),
        _ => named.is_short(),
    };
    form || is_elsewhere(named) || named.version.is_wildcard()
}

fn check_offered(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some(named), Some(text)) = (Named::of(scope), scope.text(n::ENGINE_VERSION)) else {
        return;
    };
    if spoken_for(&named) || catalog::engine_version(named.engine, text).is_some() {
        return;
    }
    let known: Vec<&str> = catalog::engine_versions(named.engine)
        .iter()
        .map(|known| known.version)
        .collect();
    let finding = report.at(
        n::ENGINE_VERSION,
        format!(
            "{} {} is not offered as of {}; known are {}",
            named.engine,
            shown(text),
            catalog::AS_OF,
            known.join(", ")
        ),
    );
    let better = named.newest_alike(2).or_else(|| named.newest_alike(1));
    let newest = || catalog::newest_version(named.engine).map(|known| known.version);
    change(scope, finding, named.engine, better.or_else(newest));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_alike_is_found() {
        let newest = |engine, text, parts| {
            let version = Version::parse(text).expect(text);
            Named { engine, version }.newest_alike(parts)
        };
        assert_eq!(newest("memcached", "1.6", 2), Some("1.6.22"));
        assert_eq!(newest("memcached", "1", 1), Some("1.6.22"));
        assert_eq!(newest("redis", "5.0", 2), Some("5.0.6"));
        assert_eq!(newest("redis", "7", 1), Some("7.1"));
        assert_eq!(newest("valkey", "8.7", 2), None);
    }
}
