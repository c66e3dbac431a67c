//! Serverless caches: name, engine and version.

use crate::catalog;
use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::request::{SERVERLESS, engine};
use super::rule;

const CREATE: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html";
const NAMED: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.deployment.html";
const LONGEST_NAME: usize = 40;
const LONGEST_DESCRIPTION: usize = 255;
const GOOD: &[&str] = &[
    r#"{"ServerlessCacheName": "orders", "Engine": "valkey"}"#,
    r#"{"ServerlessCacheName": "orders", "Engine": "memcached", "MajorEngineVersion": "1.6"}"#,
];

pub(super) static NAME: Rule = rule(
    "EC490",
    "serverless-name-form",
    Severity::Error,
    SERVERLESS,
    [
        "A serverless cache's name has 1 to 40 letters, digits and hyphens, and begins with a letter.",
        "It neither ends in a hyphen nor holds two in a row; host names are made of it.",
        "Choose another name.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "my_cache", "Engine": "valkey"}"#,
            r#"{"ServerlessCacheName": "1cache", "Engine": "valkey"}"#,
            r#"{"ServerlessCacheName": "my--cache", "Engine": "valkey"}"#,
            r#"{"ServerlessCacheName": "a-name-that-is-longer-than-forty-characters", "Engine": "valkey"}"#,
        ],
        GOOD,
    ),
    check_name,
);

pub(super) static NAME_CASE: Rule = rule(
    "EC491",
    "serverless-name-in-upper-case",
    Severity::Warning,
    SERVERLESS,
    [
        "The name is stored in lower case.",
        "Tools that compare names see two caches.",
        "Write the name in lower case.",
        CREATE,
    ],
    Examples::new(
        &[r#"{"ServerlessCacheName": "Orders", "Engine": "valkey"}"#],
        GOOD,
    ),
    check_name_case,
);

pub(super) static DESCRIPTION: Rule = rule(
    "EC492",
    "serverless-description-too-long",
    Severity::Error,
    &["CreateServerlessCache", "ModifyServerlessCache"],
    [
        "A description has at most 255 characters.",
        "AWS refuses a longer one.",
        "Shorten the description.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "Description": "private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-"}"#,
        ],
        GOOD,
    ),
    check_description,
);

pub(super) static ENGINE: Rule = rule(
    "EC493",
    "serverless-engine",
    Severity::Error,
    &["CreateServerlessCache", "ModifyServerlessCache"],
    [
        "The engine of a serverless cache is valkey, redis or memcached, in lower case.",
        "There are no others.",
        "Choose one of the three.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "keydb"}"#,
            r#"{"ServerlessCacheName": "orders", "Engine": "Valkey"}"#,
        ],
        GOOD,
    ),
    check_engine,
);

pub(super) static VERSION_UNKNOWN: Rule = rule(
    "EC494",
    "serverless-major-version-unknown",
    Severity::Warning,
    SERVERLESS,
    [
        "The major version is not one that is known of the engine.",
        "Serverless caches run Valkey 7, 8 and 9, Redis 7 and Memcached 1.6; newer ones may have come since.",
        "Choose a version of the engine, or leave MajorEngineVersion out.",
        NAMED,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "MajorEngineVersion": "6"}"#,
            r#"{"ServerlessCacheName": "orders", "Engine": "redis", "MajorEngineVersion": "8"}"#,
        ],
        GOOD,
    ),
    check_version_known,
);

pub(super) static VERSION_FORM: Rule = rule(
    "EC495",
    "serverless-major-version-form",
    Severity::Error,
    SERVERLESS,
    [
        "MajorEngineVersion is the major version only: 8, not 8.0, v8 or valkey8.",
        "Minor versions of serverless caches are chosen by AWS. Memcached's major version is 1.6.",
        "Write the major version.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "MajorEngineVersion": "8.0"}"#,
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "MajorEngineVersion": "v8"}"#,
        ],
        GOOD,
    ),
    check_version_form,
);

pub(super) static PUBLIC: Rule = rule(
    "EC496",
    "feature-of-valkey-9",
    Severity::Error,
    SERVERLESS,
    [
        "Public connections and the DynamoDB integration need Valkey 9 or later.",
        "Other engines and older versions have neither.",
        "Set Engine to valkey and MajorEngineVersion to 9.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "MajorEngineVersion": "8", "ConnectionType": "public", "UserGroupId": "app"}"#,
            r#"{"ServerlessCacheName": "orders", "Engine": "redis", "Integrations": [{"IntegrationType": "dynamodb"}]}"#,
        ],
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "MajorEngineVersion": "9", "ConnectionType": "public", "UserGroupId": "app", "Integrations": [{"IntegrationType": "dynamodb"}]}"#,
        ],
    ),
    check_valkey_9,
);

pub(super) static OPEN: Rule = rule(
    "EC497",
    "public-cache-without-users",
    Severity::Warning,
    SERVERLESS,
    [
        "A cache on the internet without a user group is open to everybody who gets through its security groups.",
        "A private cache hides behind a VPC endpoint; a public one has users and security groups only.",
        "Name a user group in UserGroupId, or set ConnectionType to vpc.",
        CREATE,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "MajorEngineVersion": "9", "ConnectionType": "public"}"#,
        ],
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "MajorEngineVersion": "9", "ConnectionType": "public", "UserGroupId": "app"}"#,
        ],
    ),
    check_open,
);

fn name_fault(name: &str) -> Option<&'static str> {
    let length = name.chars().count();
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
    Some(match name {
        _ if !(1..=LONGEST_NAME).contains(&length) => "has not 1 to 40 characters",
        _ if !name.chars().all(allowed) => "holds more than letters, digits and hyphens",
        _ if !name.starts_with(|c: char| c.is_ascii_alphabetic()) => "does not begin with a letter",
        _ if name.ends_with('-') => "ends in a hyphen",
        _ if name.contains("--") => "holds two hyphens in a row",
        _ => return None,
    })
}

fn check_name(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(name) = scope.text(n::SERVERLESS_CACHE_NAME) else {
        return;
    };
    let Some(fault) = name_fault(name) else {
        return;
    };
    let finding = report.at(
        n::SERVERLESS_CACHE_NAME,
        format!("“{}” {fault}", shown(name)),
    );
    let mut better = name
        .replace(['_', '.', ' '], "-")
        .trim_matches('-')
        .to_owned();
    while better.contains("--") {
        better = better.replace("--", "-");
    }
    if name_fault(&better).is_none() {
        let edit = scope.set(n::SERVERLESS_CACHE_NAME, Value::string(&*better));
        finding.fix(format!("Write {better}"), [edit]);
    }
}

fn check_name_case(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(name) = scope.text(n::SERVERLESS_CACHE_NAME) else {
        return;
    };
    let lower = name.to_ascii_lowercase();
    if lower != name && name_fault(name).is_none() {
        let edit = scope.set(n::SERVERLESS_CACHE_NAME, Value::string(&*lower));
        report
            .at(
                n::SERVERLESS_CACHE_NAME,
                format!("“{name}” is stored as “{lower}”"),
            )
            .fix(format!("Write {lower}"), [edit]);
    }
}

fn check_description(scope: &Scope<'_>, report: &mut Report<'_>) {
    let length = scope
        .text(n::DESCRIPTION)
        .map_or(0, |text| text.chars().count());
    if length > LONGEST_DESCRIPTION {
        let message = format!("{length} characters, at most {LONGEST_DESCRIPTION} are allowed");
        report.at(n::DESCRIPTION, message);
    }
}

fn check_engine(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(text) = scope.text(n::ENGINE) else {
        return;
    };
    let known = catalog::engine(text).map(|engine| engine.name);
    if known == Some(text) {
        return;
    }
    let finding = report.at(
        n::ENGINE,
        format!("“{}” is no engine of a serverless cache", shown(text)),
    );
    if let Some(name) = known {
        let edit = scope.set(n::ENGINE, Value::string(name));
        finding.fix(format!("Write {name}"), [edit]);
    }
}

/// The major version and its engine, where it has the form of one.
fn major<'a>(scope: &Scope<'a>) -> Option<(&'static catalog::Engine, &'a str)> {
    let engine = catalog::engine(scope.text(n::ENGINE)?)?;
    let text = scope.text(n::MAJOR_ENGINE_VERSION)?;
    let n_parts = if engine.name == "memcached" { 2 } else { 1 };
    let parts: Vec<&str> = text.split('.').collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (parts.len() == n_parts && parts.iter().all(digits)).then_some((engine, text))
}

fn check_version_known(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((engine, version)) = major(scope) else {
        return;
    };
    if !engine.serverless.contains(&version) {
        let message = format!(
            "serverless {} {} was not offered in {}; it was {}",
            engine.name,
            shown(version),
            catalog::AS_OF,
            engine.serverless.join(", ")
        );
        let newest = engine.serverless.last().copied().unwrap_or_default();
        let edit = scope.set(n::MAJOR_ENGINE_VERSION, Value::string(newest));
        report
            .at(n::MAJOR_ENGINE_VERSION, message)
            .fix(format!("Set MajorEngineVersion to {newest}"), [edit]);
    }
}

fn check_version_form(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some(text), Some(engine)) = (
        scope.text(n::MAJOR_ENGINE_VERSION),
        scope.text(n::ENGINE).and_then(catalog::engine),
    ) else {
        return;
    };
    if major(scope).is_some() {
        return;
    }
    let message = format!("“{}” is no major version of {}", shown(text), engine.name);
    let finding = report.at(n::MAJOR_ENGINE_VERSION, message);
    let lower = text.to_ascii_lowercase();
    let bare = lower.trim_start_matches(|c: char| !c.is_ascii_digit());
    let meant = |known: &&str| {
        let rest = bare.strip_prefix(known);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    if let Some(known) = engine.serverless.iter().copied().find(meant) {
        let edit = scope.set(n::MAJOR_ENGINE_VERSION, Value::string(known));
        finding.fix(format!("Write {known}"), [edit]);
    }
}

fn check_valkey_9(scope: &Scope<'_>, report: &mut Report<'_>) {
    let too_old = match (engine(scope), major(scope)) {
        (Some("valkey"), Some((_, version))) => version.parse::<u32>().is_ok_and(|major| major < 9),
        (Some("valkey") | None, _) => false,
        _ => true,
    };
    if !too_old {
        return;
    }
    if scope.text(n::CONNECTION_TYPE) == Some("public") {
        report.at(n::CONNECTION_TYPE, "public connections need Valkey 9");
    }
    for (i, item) in scope
        .items(n::INTEGRATIONS)
        .unwrap_or_default()
        .iter()
        .enumerate()
    {
        if item.text(n::INTEGRATION_TYPE) == Some("dynamodb") {
            let path = crate::document::Path::root().key(n::INTEGRATIONS).index(i);
            report.at_path(path, "the DynamoDB integration needs Valkey 9");
        }
    }
}

fn check_open(scope: &Scope<'_>, report: &mut Report<'_>) {
    let public = scope.text(n::CONNECTION_TYPE) == Some("public");
    if public && !scope.has(n::USER_GROUP_ID) && engine(scope) == Some("valkey") {
        report.at(
            n::USER_GROUP_ID,
            "the cache is on the internet and asks for no password",
        );
    }
}
