//! Engines, their versions and the families of parameter groups.

use super::Version;
use super::generated::engines::{ENGINES, FAMILIES};

/// An engine of ElastiCache.
#[derive(Debug)]
pub struct Engine {
    /// As the API writes it: `valkey`.
    pub name: &'static str,
    /// The major versions of serverless caches.
    pub serverless: &'static [&'static str],
    /// Those that a new cluster may have, oldest first.
    pub versions: &'static [EngineVersion],
}

/// A version that a new cluster may have.
#[derive(Debug)]
pub struct EngineVersion {
    pub engine: &'static str,
    pub version: &'static str,
    /// The family of its parameter groups.
    pub family: &'static str,
    /// The last day of standard support, where it is announced: `2027-01-31`.
    pub standard_support_end: Option<&'static str>,
    /// The last day of extended support, which costs extra.
    pub extended_support_end: Option<&'static str>,
}

/// A family of parameter groups.
#[derive(Debug)]
pub struct Family {
    /// `redis6.x`.
    pub name: &'static str,
    pub engine: &'static str,
    /// The default parameter group with cluster mode off.
    pub default_group: &'static str,
    /// The default parameter group with cluster mode on, where there is one.
    pub cluster_group: Option<&'static str>,
}

/// Every engine, by name.
pub fn engines() -> &'static [Engine] {
    ENGINES
}

/// An engine by name, in whatever case.
pub fn engine(name: &str) -> Option<&'static Engine> {
    ENGINES
        .iter()
        .find(|engine| engine.name.eq_ignore_ascii_case(name))
}

/// The versions of an engine, oldest first; none for an unknown engine.
pub fn engine_versions(engine_name: &str) -> &'static [EngineVersion] {
    engine(engine_name).map_or(&[], |engine| engine.versions)
}

/// A version of an engine as the API takes it: `6.x` is the newest 6.
pub fn engine_version(engine_name: &str, version: &str) -> Option<&'static EngineVersion> {
    let versions = engine_versions(engine_name);
    match Version::parse(version) {
        Some(wanted) if wanted.is_wildcard() => {
            let major = |known: &&EngineVersion| {
                Version::parse(known.version).is_some_and(|known| known.major() == wanted.major())
            };
            versions.iter().rev().find(major)
        }
        _ => versions.iter().find(|known| known.version == version),
    }
}

/// The newest version of an engine.
pub fn newest_version(engine_name: &str) -> Option<&'static EngineVersion> {
    engine_versions(engine_name).last()
}

/// The family of an engine's version, by rule for versions that are not listed.
pub fn family_of(engine_name: &str, version: &str) -> Option<&'static str> {
    let engine = engine(engine_name)?;
    let version = Version::parse(version)?;
    let (major, minor) = (version.major(), version.minor());
    let name = match engine.name {
        "redis" if major == 6 => "redis6.x".into(),
        "redis" | "valkey" if engine.name == "valkey" || major > 6 => {
            format!("{}{major}", engine.name)
        }
        name => format!("{name}{major}.{minor}"),
    };
    family(&name).map(|family| family.name)
}

/// Every family of parameter groups.
pub fn families() -> &'static [Family] {
    FAMILIES
}

/// A family by name.
pub fn family(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_follow_from_versions() {
        for engine in ENGINES {
            for version in engine.versions {
                assert_eq!(
                    family_of(engine.name, version.version),
                    Some(version.family)
                );
                assert_eq!(
                    family(version.family).map(|family| family.engine),
                    Some(engine.name)
                );
            }
        }
        for (engine, version, expected) in [
            ("redis", "6.x", Some("redis6.x")),
            ("Redis", "7.1", Some("redis7")),
            ("redis", "5.0.3", Some("redis5.0")),
            ("redis", "2.8.24", Some("redis2.8")),
            ("valkey", "8.7", Some("valkey8")),
            ("valkey", "10.0", None),
            ("memcached", "1.6.99", Some("memcached1.6")),
            ("dragonfly", "1.0", None),
            ("redis", "latest", None),
        ] {
            assert_eq!(family_of(engine, version), expected, "{engine} {version}");
        }
    }

    #[test]
    fn versions_ascend_and_have_no_gaps_in_their_facts() {
        for engine in ENGINES {
            let parsed: Vec<_> = engine
                .versions
                .iter()
                .filter_map(|v| Version::parse(v.version))
                .collect();
            assert_eq!(parsed.len(), engine.versions.len());
            assert!(
                parsed.windows(2).all(|pair| pair[0] < pair[1]),
                "{}",
                engine.name
            );
            assert!(!engine.serverless.is_empty());
        }
    }

    #[test]
    fn facts_of_a_few_versions() {
        assert_eq!(
            engine_version("redis", "6.x").map(|v| v.version),
            Some("6.2")
        );
        assert!(engine_version("redis", "3.2.6").is_none());
        assert!(engine_version("valkey", "9.1").is_some());
        assert!(engine_version("redis", "7").is_none());
        assert_eq!(
            newest_version("memcached").map(|v| v.version),
            Some("1.6.22")
        );
        let old = engine_version("redis", "5.0.6").expect("listed");
        assert_eq!(old.standard_support_end, Some("2026-01-31"));
        let family = family("redis6.x").expect("listed");
        assert_eq!(family.cluster_group, Some("default.redis6.x.cluster.on"));
        assert_eq!(
            super::family("memcached1.6").and_then(|f| f.cluster_group),
            None
        );
    }
}
