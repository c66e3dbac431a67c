//! Versions of another engine, withdrawn ones and those that are on their way out.

use super::sources;
use crate::catalog;
use crate::document::{Edit, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const BOTH: &[&str] = &["CreateReplicationGroup", "CreateCacheCluster"];

pub(super) static OF_VALKEY: Rule = Rule {
    code: "EC102",
    name: "version-of-valkey",
    severity: Severity::Error,
    operations: BOTH,
    summary: "7.2, and everything from 8 on, are versions of Valkey.",
    why: "Redis ends at 7.1 in ElastiCache.",
    fix: "Set Engine to valkey, or choose a version of Redis.",
    source: sources::VERSIONS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "8.0", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.2", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "TransitEncryptionEnabled": true, "CacheSubnetGroupName": "private"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_of_valkey),
};

pub(super) static OF_REDIS: Rule = Rule {
    code: "EC103",
    name: "version-of-redis",
    severity: Severity::Error,
    operations: &["CreateReplicationGroup"],
    summary: "Versions up to 7.1 are versions of Redis.",
    why: "Valkey begins at 7.2.",
    fix: "Set Engine to redis, or choose a version of Valkey.",
    source: sources::VERSIONS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "TransitEncryptionEnabled": true, "CacheSubnetGroupName": "private"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_of_redis),
};

pub(super) static WITHDRAWN: Rule = Rule {
    code: "EC104",
    name: "version-withdrawn",
    severity: Severity::Error,
    operations: BOTH,
    summary: "Redis 2 and 3 can no longer be created.",
    why: "They were withdrawn in 2023, and clusters that had them were upgraded.",
    fix: "Choose a newer version.",
    source: sources::END_OF_LIFE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "3.2.4", "CacheNodeType": "cache.m5.large", "CacheParameterGroupName": "default.redis3.2", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_withdrawn),
};

pub(super) static FIVE: Rule = Rule {
    code: "EC105",
    name: "version-of-redis-5-deprecated",
    severity: Severity::Error,
    operations: BOTH,
    summary: "Of Redis 5 only 5.0.6 can be created.",
    why: "5.0.0 to 5.0.5 are deprecated.",
    fix: "Choose 5.0.6, or better a newer version.",
    source: sources::END_OF_LIFE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "5.0.4", "CacheNodeType": "cache.m5.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_five),
};

pub(super) static EXTENDED: Rule = Rule {
    code: "EC106",
    name: "version-in-extended-support",
    severity: Severity::Warning,
    operations: BOTH,
    summary: "The version is past its standard support.",
    why: "Extended support costs extra and ends on the date that the finding names.",
    fix: "Choose a newer version.",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support.html",
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "5.0.6", "CacheNodeType": "cache.m5.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_extended),
};

pub(super) static FLOATING: Rule = Rule {
    code: "EC107",
    name: "version-floats",
    severity: Severity::Info,
    operations: BOTH,
    summary: "6.x means the newest Redis 6 of the day.",
    why: "The same request makes another version later.",
    fix: "Write 6.2.",
    source: sources::VERSIONS,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.x", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.2", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true}"#,
        ],
    ),
    check: Check::Resource(check_floating),
};

/// The major and minor number of a version that is not just a major number.
fn numbers(scope: &Scope<'_>, engine: &str) -> Option<(u32, u32)> {
    let version = facts::version(scope).filter(|version| version.n_parts() > 1)?;
    let plain = facts::engine(scope) == Some(engine) && !version.is_wildcard();
    plain.then(|| (version.major(), version.minor()))
}

/// The newest version of an engine.
fn newest(engine: &str) -> Option<&'static str> {
    catalog::newest_version(engine).map(|known| known.version)
}

fn check_of_valkey(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((major, minor)) = numbers(scope, "redis") else {
        return;
    };
    if major < 8 && (major, minor) != (7, 2) {
        return;
    }
    let version = format!("{major}.{minor}");
    let finding = report.at(
        n::ENGINE_VERSION,
        format!("{version} is a version of Valkey, not of Redis"),
    );
    let listed = catalog::engine_version("valkey", &version).is_some();
    let switches = scope.operation() == "CreateReplicationGroup"
        && scope.has(n::TRANSIT_ENCRYPTION_ENABLED)
        && listed;
    if switches {
        let mut edits: Vec<Edit> = facts::set_version(scope, "valkey", &version);
        edits.push(scope.set(n::ENGINE, Value::string("valkey")));
        finding.fix("Set Engine to valkey", edits);
    } else if let Some(newest) = newest("redis") {
        finding.fix(
            format!("Change to {newest}"),
            facts::set_version(scope, "redis", newest),
        );
    }
}

fn check_of_redis(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((major, minor)) = numbers(scope, "valkey") else {
        return;
    };
    if (major, minor) >= (7, 2) {
        return;
    }
    let finding = report.at(
        n::ENGINE_VERSION,
        format!("{major}.{minor} is a version of Redis; Valkey begins at 7.2"),
    );
    if let Some(newest) = newest("valkey") {
        finding.fix(
            format!("Change to {newest}"),
            facts::set_version(scope, "valkey", newest),
        );
    }
}

fn check_withdrawn(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((major, _)) = numbers(scope, "redis") else {
        return;
    };
    if major < 4 {
        let version = scope.text(n::ENGINE_VERSION).unwrap_or_default();
        let finding = report.at(
            n::ENGINE_VERSION,
            format!("Redis {version} has been withdrawn and can no longer be created"),
        );
        if let Some(newest) = newest("redis") {
            finding.fix(
                format!("Change to {newest}"),
                facts::set_version(scope, "redis", newest),
            );
        }
    }
}

fn check_five(scope: &Scope<'_>, report: &mut Report<'_>) {
    let text = scope.text(n::ENGINE_VERSION).unwrap_or_default();
    let whole = facts::version(scope).is_some_and(|version| version.n_parts() == 3);
    let five = numbers(scope, "redis") == Some((5, 0));
    if five && whole && catalog::engine_version("redis", text).is_none() {
        report
            .at(
                n::ENGINE_VERSION,
                format!("Redis {text} cannot be created; of Redis 5 there is 5.0.6"),
            )
            .fix(
                "Change to 5.0.6",
                facts::set_version(scope, "redis", "5.0.6"),
            );
    }
}

fn check_extended(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some(engine), Some(text)) = (facts::engine(scope), scope.text(n::ENGINE_VERSION)) else {
        return;
    };
    // Of x there is only 6.x.
    let named = text == "6.x" || !text.ends_with('x');
    let Some(known) = catalog::engine_version(engine, text).filter(|_| named) else {
        return;
    };
    let (Some(standard), Some(extended)) = (known.standard_support_end, known.extended_support_end)
    else {
        return;
    };
    let finding = report.at(
        n::ENGINE_VERSION,
        format!("{engine} {text} left standard support on {standard}; extended support costs extra and ends on {extended}"),
    );
    if let Some(newest) = newest(engine) {
        finding.fix(
            format!("Change to {newest}"),
            facts::set_version(scope, engine, newest),
        );
    }
}

fn check_floating(scope: &Scope<'_>, report: &mut Report<'_>) {
    let floats = scope.text(n::ENGINE_VERSION) == Some("6.x");
    if floats && facts::engine(scope) == Some("redis") {
        report
            .at(n::ENGINE_VERSION, "6.x is the newest Redis 6 of the day")
            .fix("Change to 6.2", facts::set_version(scope, "redis", "6.2"));
    }
}
