//! Parameter groups: reserved names and families.

use crate::catalog::{AS_OF, Version, families, family, family_of};
use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::nearest::nearest;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

/// Families of versions that are past or near their end.
const LEGACY: &[&str] = &["memcached1.4", "redis2.6", "redis2.8", "redis3.2"];

const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    texts: [&'static str; 3],
    examples: Examples,
    check: fn(&Scope<'_>, &mut Report<'_>),
) -> Rule {
    Rule {
        code,
        name,
        severity,
        operations: &["CreateCacheParameterGroup"],
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Creating.html",
        examples,
        check: Check::Resource(check),
    }
}

pub(super) static RESERVED: Rule = rule(
    "EC700",
    "parameter-group-named-default",
    Severity::Error,
    [
        "Groups whose names begin with default. are AWS's own.",
        "They exist already and cannot be made or changed; the dot would be refused as well.",
        "Choose another name.",
    ],
    Examples::new(
        &[
            r#"{"CacheParameterGroupName": "default.valkey8", "CacheParameterGroupFamily": "valkey8", "Description": "Orders"}"#,
        ],
        &[
            r#"{"CacheParameterGroupName": "default-valkey8", "CacheParameterGroupFamily": "valkey8", "Description": "Orders"}"#,
        ],
    ),
    check_reserved,
);

pub(super) static NO_FAMILY: Rule = rule(
    "EC701",
    "parameter-group-family-that-is-none",
    Severity::Error,
    [
        "The family is that of an engine of ElastiCache, such as valkey8, redis6.x or memcached1.6.",
        "A family is not engine plus version: Redis OSS 6.0 and 6.2 share redis6.x, Valkey 8.0 to 8.2 share valkey8.",
        "Choose the family of the engine's version.",
    ],
    Examples::new(
        &[
            r#"{"CacheParameterGroupName": "orders", "CacheParameterGroupFamily": "postgres16", "Description": "Orders"}"#,
            r#"{"CacheParameterGroupName": "orders", "CacheParameterGroupFamily": "redis6.2", "Description": "Orders"}"#,
            r#"{"CacheParameterGroupName": "orders", "CacheParameterGroupFamily": "Valkey8", "Description": "Orders"}"#,
            r#"{"CacheParameterGroupName": "orders", "CacheParameterGroupFamily": "default.redis7", "Description": "Orders"}"#,
        ],
        &[
            r#"{"CacheParameterGroupName": "orders", "CacheParameterGroupFamily": "redis6.x", "Description": "Orders"}"#,
            r#"{"CacheParameterGroupName": "orders", "CacheParameterGroupFamily": "valkey9", "Description": "Orders"}"#,
        ],
    ),
    check_family,
);

pub(super) static UNKNOWN_FAMILY: Rule = rule(
    "EC702",
    "unknown-parameter-group-family",
    Severity::Warning,
    [
        "The family is not among those known.",
        "A new major version brings a family of its own, and the list here may be older than it.",
        "Choose a family from the list.",
    ],
    Examples::new(
        &[
            r#"{"CacheParameterGroupName": "orders", "CacheParameterGroupFamily": "valkey12", "Description": "Orders"}"#,
        ],
        &[
            r#"{"CacheParameterGroupName": "orders", "CacheParameterGroupFamily": "valkey8", "Description": "Orders"}"#,
        ],
    ),
    check_unknown_family,
);

pub(super) static OLD_FAMILY: Rule = rule(
    "EC703",
    "parameter-group-family-of-old-versions",
    Severity::Warning,
    [
        "The family serves engine versions that are past or near the end of their support.",
        "New clusters cannot be made with most of them.",
        "Choose the family of a version that is offered.",
    ],
    Examples::new(
        &[
            r#"{"CacheParameterGroupName": "orders", "CacheParameterGroupFamily": "redis3.2", "Description": "Orders"}"#,
        ],
        &[
            r#"{"CacheParameterGroupName": "orders", "CacheParameterGroupFamily": "valkey8", "Description": "Orders"}"#,
        ],
    ),
    check_old_family,
);

fn check_reserved(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(name) = scope.text(n::CACHE_PARAMETER_GROUP_NAME) else {
        return;
    };
    if !name.to_ascii_lowercase().starts_with("default.") {
        return;
    }
    let message = format!("“{}” is a name of AWS's own groups", shown(name));
    let finding = report.at(n::CACHE_PARAMETER_GROUP_NAME, message);
    let family = name.split_once('.').and_then(|(_, rest)| family(rest));
    if let Some(family) = family {
        let better = format!("my-{}", family.name.replace('.', "-"));
        finding.fix(
            format!("Rename it to {better}"),
            [scope.set(n::CACHE_PARAMETER_GROUP_NAME, Value::string(better))],
        );
    }
}

/// What is wrong with a family.
enum Fault {
    /// None, and which was meant.
    None(Option<&'static str>),
    Unknown,
}

fn fault(text: &str) -> Option<Fault> {
    if family(text).is_some() {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let name = lower.strip_prefix("default.").unwrap_or(&lower);
    let name = name.strip_suffix(".cluster.on").unwrap_or(name);
    if let Some(known) = family(name) {
        return Some(Fault::None(Some(known.name)));
    }
    let engines = ["valkey", "redis", "memcached"];
    let engine = engines.iter().find(|engine| name.starts_with(**engine));
    let Some(engine) = engine else {
        let names: Vec<&str> = families().iter().map(|family| family.name).collect();
        let near = nearest(text, &names).and_then(family);
        return Some(Fault::None(near.map(|family| family.name)));
    };
    let version = name[engine.len()..].trim_matches(['-', ' ', '_', 'v']);
    if let Some(known) = family_of(engine, version) {
        return Some(Fault::None(Some(known)));
    }
    // Of a major version that is not known yet the family may exist.
    let newest = families()
        .iter()
        .filter(|family| family.engine == *engine)
        .filter_map(|family| Version::parse(&family.name[engine.len()..]))
        .map(|version| version.major())
        .max();
    match Version::parse(version) {
        Some(version) if Some(version.major()) > newest && lower == text => Some(Fault::Unknown),
        _ => Some(Fault::None(None)),
    }
}

fn check_family(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(text) = scope.text(n::CACHE_PARAMETER_GROUP_FAMILY) else {
        return;
    };
    if let Some(Fault::None(meant)) = fault(text) {
        let message = match meant {
            Some(meant) => format!("“{}” is no family; its versions have {meant}", shown(text)),
            None => format!("“{}” is no family of parameter groups", shown(text)),
        };
        let finding = report.at(n::CACHE_PARAMETER_GROUP_FAMILY, message);
        if let Some(meant) = meant {
            finding.fix(
                format!("Change to {meant}"),
                [scope.set(n::CACHE_PARAMETER_GROUP_FAMILY, Value::string(meant))],
            );
        }
    }
}

fn check_unknown_family(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(text) = scope.text(n::CACHE_PARAMETER_GROUP_FAMILY) else {
        return;
    };
    if let Some(Fault::Unknown) = fault(text) {
        let message = format!("“{}” is not among the families as of {AS_OF}", shown(text));
        report.at(n::CACHE_PARAMETER_GROUP_FAMILY, message);
    }
}

fn check_old_family(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(text) = scope.text(n::CACHE_PARAMETER_GROUP_FAMILY)
        && LEGACY.contains(&text)
    {
        let message = format!("{text} is a family of versions that are hardly offered any more");
        report.at(n::CACHE_PARAMETER_GROUP_FAMILY, message);
    }
}
