//! Users: their engine, id and name.

use std::collections::BTreeMap;

use crate::document::acl::Acl;
use crate::document::{Document, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::reading::access_string;
use crate::rules::nearest::nearest;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

const RBAC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";

/// The engines that have users.
const ENGINES: &[&str] = &["valkey", "redis"];

const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    operations: &'static [&'static str],
    texts: [&'static str; 3],
    examples: Examples,
    check: Check,
) -> Rule {
    Rule {
        code,
        name,
        severity,
        operations,
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: RBAC,
        examples,
        check,
    }
}

pub(super) static ENGINE: Rule = rule(
    "EC610",
    "users-of-another-engine",
    Severity::Error,
    &[
        "CreateUser",
        "CreateUserGroup",
        "ModifyUser",
        "ModifyUserGroup",
    ],
    [
        "Users and user groups are for the engines valkey and redis, in any case of letters and without a version.",
        "Memcached has no users, and the version belongs to the cache.",
        "Choose valkey or redis.",
    ],
    Examples::new(
        &[
            r#"{"UserId": "app", "UserName": "app", "Engine": "memcached", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
            r#"{"UserId": "app", "UserName": "app", "Engine": "redis7", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
            r#"{"resources": [{"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "postgres", "UserIds": ["app"]}}]}"#,
        ],
        &[
            r#"{"UserId": "app", "UserName": "app", "Engine": "Redis", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
            r#"{"resources": [{"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "VALKEY", "UserIds": ["app"]}}]}"#,
        ],
    ),
    Check::Resource(check_engine),
);

pub(super) static RESERVED_ID: Rule = rule(
    "EC611",
    "user-id-of-the-built-in-user",
    Severity::Warning,
    &["CreateUser"],
    [
        "The id default belongs to the user that ElastiCache makes by itself.",
        "The built-in user exists already and cannot be changed, so a request that makes it is refused; here it may stand for that user.",
        "Keep the name default and choose another id, such as app-default.",
    ],
    Examples::new(
        &[
            r#"{"UserId": "default", "UserName": "default", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        ],
        &[
            r#"{"UserId": "app-default", "UserName": "default", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        ],
    ),
    Check::Resource(check_reserved_id),
);

pub(super) static BLANK_IN_NAME: Rule = rule(
    "EC612",
    "blank-in-user-name",
    Severity::Warning,
    &["CreateUser"],
    [
        "A user name with a blank cannot be typed at a login.",
        "Engines separate words at blanks, and client libraries refuse such names.",
        "Leave the blank out.",
    ],
    Examples::new(
        &[
            r#"{"UserId": "app", "UserName": "my app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        ],
        &[
            r#"{"UserId": "app", "UserName": "my-app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        ],
    ),
    Check::Resource(check_blank),
);

pub(super) static LONG_NAME: Rule = rule(
    "EC613",
    "user-name-doubtfully-long",
    Severity::Warning,
    &["CreateUser"],
    [
        "User names of more than 120 characters are refused by client libraries.",
        "The API's own model states no maximum, so AWS may or may not take it.",
        "Shorten the name.",
    ],
    Examples::new(
        &[
            r#"{"UserId": "app", "UserName": "uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        ],
        &[
            r#"{"UserId": "app", "UserName": "uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        ],
    ),
    Check::Resource(check_long_name),
);

pub(super) static SHARED_NAME: Rule = rule(
    "EC614",
    "users-of-one-name",
    Severity::Info,
    &["CreateUser"],
    [
        "Two users have the same name under different ids.",
        "That is allowed, but no user group can hold both.",
        "Rename one of them if both are to be in one group.",
    ],
    Examples::new(
        &[
            r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "a", "UserName": "default", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}, {"operation": "CreateUser", "parameters": {"UserId": "b", "UserName": "default", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}]}"#,
        ],
        &[
            r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        ],
    ),
    Check::Document(check_shared_name),
);

pub(super) static OPEN_DEFAULT: Rule = rule(
    "EC615",
    "default-user-without-password",
    Severity::Warning,
    &["CreateUser"],
    [
        "A user named default that is on and needs no password lets everybody in.",
        "A client that names no user is the user default; replacing the built-in one is meant to close that door.",
        "Switch the user off, or give it a strong password.",
    ],
    Examples::new(
        &[
            r#"{"UserId": "app-default", "UserName": "default", "Engine": "redis", "AccessString": "on ~app:* +@read", "NoPasswordRequired": true}"#,
        ],
        &[
            r#"{"UserId": "app-default", "UserName": "default", "Engine": "redis", "AccessString": "off -@all", "NoPasswordRequired": true}"#,
        ],
    ),
    Check::Resource(check_open_default),
);

/// Whether a text names an engine that has users.
pub(super) fn is_engine(text: &str, engine: &str) -> bool {
    text.eq_ignore_ascii_case(engine)
}

fn check_engine(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(engine) = scope.text(n::ENGINE) else {
        return;
    };
    if ENGINES.iter().any(|known| is_engine(engine, known)) {
        return;
    }
    let message = format!("“{}” is neither valkey nor redis", shown(engine));
    let finding = report.at(n::ENGINE, message);
    let lower = engine.to_ascii_lowercase();
    let known = ENGINES
        .iter()
        .copied()
        .find(|known| lower.starts_with(known));
    if let Some(known) = known.or_else(|| nearest(engine, ENGINES)) {
        finding.fix(
            format!("Change to {known}"),
            [scope.set(n::ENGINE, Value::string(known))],
        );
    }
}

fn check_reserved_id(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(id) = scope.text(n::USER_ID)
        && id.eq_ignore_ascii_case("default")
    {
        report
            .at(n::USER_ID, "the user default is made by ElastiCache itself")
            .fix(
                "Rename the id to app-default",
                [scope.set(n::USER_ID, Value::string("app-default"))],
            );
    }
}

fn check_blank(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(name) = scope.text(n::USER_NAME) else {
        return;
    };
    if !name.contains(char::is_whitespace) {
        return;
    }
    let finding = report.at(n::USER_NAME, format!("“{}” holds a blank", shown(name)));
    let better = name.split_whitespace().collect::<Vec<_>>().join("-");
    if !better.is_empty() {
        finding.fix(
            format!("Rename it to {}", shown(&better)),
            [scope.set(n::USER_NAME, Value::string(better))],
        );
    }
}

fn check_long_name(scope: &Scope<'_>, report: &mut Report<'_>) {
    const LONGEST: usize = 120;
    let Some(name) = scope.text(n::USER_NAME) else {
        return;
    };
    let length = name.chars().count();
    if length > LONGEST {
        let message = format!("the name has {length} characters, at most {LONGEST} are expected");
        let shorter: String = name.chars().take(LONGEST).collect();
        report.at(n::USER_NAME, message).fix(
            "Keep the first 120 characters",
            [scope.set(n::USER_NAME, Value::string(shorter))],
        );
    }
}

fn check_shared_name(document: &Document, report: &mut Report<'_>) {
    let mut seen: BTreeMap<(&str, &str), (usize, &str)> = BTreeMap::new();
    for (index, resource) in document.resources.iter().enumerate() {
        let parameters = &resource.parameters;
        if &*resource.operation != "CreateUser" {
            continue;
        }
        let (Some(id), Some(name)) = (parameters.text(n::USER_ID), parameters.text(n::USER_NAME))
        else {
            continue;
        };
        let first = *seen
            .entry((document.region_of(resource), name))
            .or_insert((index, id));
        if first.0 != index && !first.1.eq_ignore_ascii_case(id) {
            let message = format!(
                "the user {} of resource {} is named “{}” too, so one group cannot hold both",
                shown(first.1),
                first.0 + 1,
                shown(name)
            );
            report.at_resource(index, Path::root().key(n::USER_NAME), message);
        }
    }
}

fn check_open_default(scope: &Scope<'_>, report: &mut Report<'_>) {
    let on = access_string(scope, n::ACCESS_STRING).is_some_and(Acl::is_on);
    if scope.text(n::USER_NAME) == Some("default")
        && super::authentication::needs_no_password(scope.parameters())
        && on
    {
        let access = Value::string("off -@all");
        report
            .at(n::ACCESS_STRING, "everybody who names no user is this user")
            .fix("Switch the user off", [scope.set(n::ACCESS_STRING, access)]);
    }
}
