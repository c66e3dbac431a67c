//! How a user signs in: with passwords, with IAM, or without either.

use super::users::is_engine;
use crate::document::acl::Acl;
use crate::document::{Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::reading::access_string;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

const RBAC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";
const MODE: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_AuthenticationMode.html";
const IAM: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html";

const PASSWORD: &str = "password";
const NO_PASSWORD: &str = "no-password-required";
const WITH_IAM: &str = "iam";

const CREATE: &[&str] = &["CreateUser"];
const BOTH: &[&str] = &["CreateUser", "ModifyUser"];

const GOOD: &[&str] = &[
    r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}], "NoPasswordRequired": false}"#,
    r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Type": "iam"}}"#,
    r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Type": "password", "Passwords": [{"$env": "APP_PASSWORD"}]}}"#,
];

const fn rule(
    code: &'static str,
    name: &'static str,
    operations: &'static [&'static str],
    texts: [&'static str; 4],
    bad: &'static [&'static str],
    check: fn(&Scope<'_>, &mut Report<'_>),
) -> Rule {
    Rule {
        code,
        name,
        severity: Severity::Error,
        operations,
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: texts[3],
        examples: Examples::new(bad, GOOD),
        check: Check::Resource(check),
    }
}

pub(super) static MISSING: Rule = rule(
    "EC625",
    "user-without-authentication",
    CREATE,
    [
        "A user has passwords, needs none, or has an authentication mode.",
        "AWS answers that the authentication type null is not one of password, no-password-required and iam.",
        "Give the user a password, or choose another way to sign in.",
        RBAC,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read"}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "NoPasswordRequired": false}"#,
    ],
    check_missing,
);

pub(super) static FLAG_AND_PASSWORDS: Rule = rule(
    "EC626",
    "passwords-where-none-is-required",
    BOTH,
    [
        "NoPasswordRequired contradicts passwords in the same request.",
        "AWS answers InvalidParameterCombination.",
        "Leave out NoPasswordRequired, or the passwords.",
        RBAC,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "redis", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}], "NoPasswordRequired": true}"#,
    ],
    check_flag_and_passwords,
);

pub(super) static FLAG_AND_MODE: Rule = rule(
    "EC627",
    "authentication-mode-where-no-password-is-required",
    BOTH,
    [
        "With NoPasswordRequired the only mode that may also be named is no-password-required.",
        "AWS answers that the flag is true but another authentication type was given.",
        "Leave out NoPasswordRequired.",
        MODE,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "redis", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Type": "iam"}, "NoPasswordRequired": true}"#,
    ],
    check_flag_and_mode,
);

pub(super) static NO_TYPE: Rule = rule(
    "EC628",
    "authentication-mode-without-type",
    BOTH,
    [
        "AuthenticationMode needs a Type.",
        "Without it the structure does not say how the user signs in.",
        "Set Type to password, iam or no-password-required.",
        MODE,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Passwords": [{"$env": "APP_PASSWORD"}]}}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}], "AuthenticationMode": {}}"#,
    ],
    check_no_type,
);

pub(super) static NO_PASSWORDS: Rule = rule(
    "EC629",
    "password-mode-without-passwords",
    BOTH,
    [
        "The mode password comes with at least one password.",
        "AWS answers that a user with this mode must have at least one password.",
        "Add a password to the mode, or choose another one.",
        MODE,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Type": "password"}}"#,
    ],
    check_no_passwords,
);

pub(super) static NEEDLESS_PASSWORDS: Rule = rule(
    "EC630",
    "passwords-with-a-mode-that-takes-none",
    BOTH,
    [
        "The modes iam and no-password-required exclude passwords.",
        "AWS answers that the password field is not allowed with the authentication type.",
        "Leave out the passwords, or set the mode to password.",
        MODE,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Type": "iam", "Passwords": [{"$env": "APP_PASSWORD"}]}}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Type": "iam"}, "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_needless,
);

pub(super) static TWO_PLACES: Rule = rule(
    "EC631",
    "passwords-in-two-places",
    BOTH,
    [
        "Passwords go into the request or into its AuthenticationMode, not into both.",
        "AWS answers that passwords were provided in several arguments.",
        "Keep them in one place.",
        MODE,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}], "AuthenticationMode": {"Type": "password", "Passwords": [{"$env": "APP_PASSWORD"}]}}"#,
    ],
    check_two_places,
);

pub(super) static IAM_NAME: Rule = rule(
    "EC632",
    "iam-user-of-two-names",
    CREATE,
    [
        "A user that signs in with IAM has the same text as id and as name.",
        "The token is made for the id and sent with the name; AWS refuses two different ones.",
        "Set UserName to what UserId is.",
        IAM,
    ],
    &[
        r#"{"UserId": "app", "UserName": "other", "Engine": "valkey", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Type": "iam"}}"#,
    ],
    check_iam_name,
);

pub(super) static IAM_CASE: Rule = Rule {
    severity: Severity::Warning,
    ..rule(
        "EC633",
        "iam-user-in-upper-case",
        CREATE,
        [
            "The id and name of a user that signs in with IAM are best written in lower case.",
            "The id is stored in lower case and must stay the same as the name.",
            "Write both in lower case.",
            IAM,
        ],
        &[
            r#"{"UserId": "App", "UserName": "App", "Engine": "valkey", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Type": "iam"}}"#,
        ],
        check_iam_case,
    )
};

pub(super) static IAM_DEFAULT: Rule = rule(
    "EC634",
    "default-user-with-iam",
    CREATE,
    [
        "A user named default cannot sign in with IAM.",
        "Its id would have to be default as well, and that one belongs to the built-in user.",
        "Use a password, or switch the user off.",
        IAM,
    ],
    &[
        r#"{"UserId": "app-default", "UserName": "default", "Engine": "valkey", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Type": "iam"}}"#,
    ],
    check_iam_default,
);

pub(super) static VALKEY: Rule = rule(
    "EC635",
    "valkey-user-without-authentication",
    BOTH,
    [
        "Users of the engine valkey need a password or IAM.",
        "Signing in without a password is for users of the engine redis only.",
        "Give the user a password, or use IAM.",
        RBAC,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "NoPasswordRequired": true}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Type": "no-password-required"}}"#,
    ],
    check_valkey,
);

pub(super) static NO_PASSWORD_AT_ALL: Rule = Rule {
    severity: Severity::Warning,
    ..rule(
        "EC636",
        "user-without-password",
        BOTH,
        [
            "A user that needs no password is open to everybody who reaches the cache.",
            "The user guide advises against it; where it must be, the user should only read, and few keys.",
            "Give the user a password, or use IAM.",
            RBAC,
        ],
        &[
            r#"{"UserId": "app", "UserName": "app", "Engine": "redis", "AccessString": "on ~app:* +@read", "NoPasswordRequired": true}"#,
        ],
        check_open,
    )
};

/// The type of the authentication mode, where it says one.
fn mode(parameters: &Value) -> Option<&str> {
    parameters.get(n::AUTHENTICATION_MODE)?.text(n::TYPE)
}

/// Whether the user signs in with IAM.
pub(super) fn is_iam(parameters: &Value) -> bool {
    mode(parameters) == Some(WITH_IAM)
}

/// Whether the user signs in without a password.
pub(super) fn needs_no_password(parameters: &Value) -> bool {
    parameters.flag(n::NO_PASSWORD_REQUIRED) == Some(true) || mode(parameters) == Some(NO_PASSWORD)
}

fn mode_path() -> Path {
    Path::root().key(n::AUTHENTICATION_MODE)
}

fn mode_passwords<'a>(scope: &Scope<'a>) -> Option<&'a [Value]> {
    scope.get(n::AUTHENTICATION_MODE)?.items(n::PASSWORDS)
}

fn some(items: Option<&[Value]>) -> bool {
    items.is_some_and(|items| !items.is_empty())
}

/// A password that the output takes from a variable named after the user.
fn password_variable(scope: &Scope<'_>) -> Value {
    let id = scope.text(n::USER_ID).unwrap_or_default();
    let stem: String = id
        .chars()
        .take(40)
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect();
    let usable = stem.starts_with(|c: char| c.is_ascii_alphabetic());
    let stem = if usable { stem.as_str() } else { "USER" };
    Value::list([Value::env(&format!("{stem}_PASSWORD"))])
}

fn check_missing(scope: &Scope<'_>, report: &mut Report<'_>) {
    let chosen = scope.has(n::PASSWORDS)
        || scope.has(n::AUTHENTICATION_MODE)
        || scope
            .get(n::NO_PASSWORD_REQUIRED)
            .is_some_and(|flag| flag.as_bool() != Some(false));
    if !chosen {
        report
            .at(n::PASSWORDS, "nothing says how the user signs in")
            .fix(
                "Take a password from the environment",
                [scope.set(n::PASSWORDS, password_variable(scope))],
            );
    }
}

fn check_flag_and_passwords(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.flag(n::NO_PASSWORD_REQUIRED) == Some(true) && some(scope.items(n::PASSWORDS)) {
        report
            .at(
                n::NO_PASSWORD_REQUIRED,
                "no password is required, and yet there are passwords",
            )
            .fix("Leave it out", [scope.remove(n::NO_PASSWORD_REQUIRED)]);
    }
}

fn check_flag_and_mode(scope: &Scope<'_>, report: &mut Report<'_>) {
    let other = mode(scope.parameters()).filter(|mode| matches!(*mode, PASSWORD | WITH_IAM));
    if let Some(other) = other
        && scope.flag(n::NO_PASSWORD_REQUIRED) == Some(true)
        && !some(scope.items(n::PASSWORDS))
    {
        let message = format!("no password is required, and yet the mode is {other}");
        report
            .at(n::NO_PASSWORD_REQUIRED, message)
            .fix("Leave it out", [scope.remove(n::NO_PASSWORD_REQUIRED)]);
    }
}

fn check_no_type(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(map) = scope.get(n::AUTHENTICATION_MODE).and_then(Value::as_map) else {
        return;
    };
    if map.contains(n::TYPE) {
        return;
    }
    let path = mode_path().key(n::TYPE);
    let finding = report.at_path(path.clone(), "the authentication mode has no type");
    if some(mode_passwords(scope)) {
        let edit = Edit::set(scope.index, path, Value::string(PASSWORD));
        finding.fix("Set it to password", [edit]);
    } else if map.is_empty() && some(scope.items(n::PASSWORDS)) {
        finding.fix(
            "Leave out the authentication mode",
            [scope.remove(n::AUTHENTICATION_MODE)],
        );
    }
}

fn check_no_passwords(scope: &Scope<'_>, report: &mut Report<'_>) {
    let named = scope.has(n::PASSWORDS)
        || scope
            .get(n::AUTHENTICATION_MODE)
            .is_some_and(|mode| mode.get(n::PASSWORDS).is_some());
    let flag = scope.flag(n::NO_PASSWORD_REQUIRED) == Some(true);
    if mode(scope.parameters()) == Some(PASSWORD) && !named && !flag {
        let path = mode_path().key(n::PASSWORDS);
        let edit = Edit::set(scope.index, path.clone(), password_variable(scope));
        report
            .at_path(path, "the mode is password, but there is none")
            .fix("Take a password from the environment", [edit]);
    }
}

fn check_needless(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mode = mode(scope.parameters());
    let Some(mode) = mode.filter(|mode| matches!(*mode, WITH_IAM | NO_PASSWORD)) else {
        return;
    };
    let top = (Path::root().key(n::PASSWORDS), scope.items(n::PASSWORDS));
    let inner = (mode_path().key(n::PASSWORDS), mode_passwords(scope));
    let flag = scope.flag(n::NO_PASSWORD_REQUIRED) == Some(true);
    for (path, items) in [top, inner] {
        // With the flag another rule speaks of the passwords at the top.
        if some(items) && !(flag && path.segments().len() == 1) {
            report
                .at_path(path.clone(), format!("the mode {mode} takes no passwords"))
                .fix("Leave out the passwords", [Edit::remove(scope.index, path)]);
        }
    }
}

fn check_two_places(scope: &Scope<'_>, report: &mut Report<'_>) {
    let without = matches!(mode(scope.parameters()), Some(WITH_IAM | NO_PASSWORD));
    if some(scope.items(n::PASSWORDS)) && some(mode_passwords(scope)) && !without {
        report
            .at(
                n::PASSWORDS,
                "passwords are given here and in the authentication mode",
            )
            .fix(
                "Keep those in the authentication mode",
                [scope.remove(n::PASSWORDS)],
            );
    }
}

/// Id and name of a user that signs in with IAM, unless the name is default.
fn iam_names<'a>(scope: &Scope<'a>) -> Option<(&'a str, &'a str)> {
    let names = (scope.text(n::USER_ID)?, scope.text(n::USER_NAME)?);
    (is_iam(scope.parameters()) && names.1 != "default" && !names.1.is_empty()).then_some(names)
}

fn check_iam_name(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((id, name)) = iam_names(scope) else {
        return;
    };
    if name != id && name != id.to_ascii_lowercase() {
        let message = format!("the name is “{}”, the id “{}”", shown(name), shown(id));
        report.at(n::USER_NAME, message).fix(
            format!("Set the name to {}", shown(id)),
            [scope.set(n::USER_NAME, Value::string(id))],
        );
    }
}

fn check_iam_case(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((id, name)) = iam_names(scope) else {
        return;
    };
    let lower = id.to_ascii_lowercase();
    if lower != id && (name == id || name == lower) {
        let message = format!("“{}” is stored as {}", shown(id), shown(&lower));
        report.at(n::USER_ID, message).fix(
            "Write id and name in lower case",
            [
                scope.set(n::USER_ID, Value::string(lower.as_str())),
                scope.set(n::USER_NAME, Value::string(lower.as_str())),
            ],
        );
    }
}

fn check_iam_default(scope: &Scope<'_>, report: &mut Report<'_>) {
    if is_iam(scope.parameters()) && scope.text(n::USER_NAME) == Some("default") {
        report.at(n::USER_NAME, "the user default cannot sign in with IAM");
    }
}

fn check_valkey(scope: &Scope<'_>, report: &mut Report<'_>) {
    let valkey = scope
        .text(n::ENGINE)
        .is_some_and(|engine| is_engine(engine, "valkey"));
    if !valkey || some(scope.items(n::PASSWORDS)) {
        return;
    }
    let message = "a user of the engine valkey needs a password or IAM";
    let password = scope.set(n::PASSWORDS, password_variable(scope));
    let title = "Take a password from the environment";
    if scope.flag(n::NO_PASSWORD_REQUIRED) == Some(true) {
        // Another rule speaks of a flag that contradicts the mode.
        let mode = mode(scope.parameters());
        if matches!(mode, None | Some(NO_PASSWORD)) {
            let edits = [
                scope.remove(n::NO_PASSWORD_REQUIRED),
                scope.remove(n::AUTHENTICATION_MODE),
                password,
            ];
            report
                .at(n::NO_PASSWORD_REQUIRED, message)
                .fix(title, edits);
        }
    } else if mode(scope.parameters()) == Some(NO_PASSWORD) && !some(mode_passwords(scope)) {
        let edits = [scope.remove(n::AUTHENTICATION_MODE), password];
        report
            .at_path(mode_path().key(n::TYPE), message)
            .fix(title, edits);
    }
}

fn check_open(scope: &Scope<'_>, report: &mut Report<'_>) {
    let valkey = scope
        .text(n::ENGINE)
        .is_some_and(|engine| is_engine(engine, "valkey"));
    let on = access_string(scope, n::ACCESS_STRING).is_none_or(Acl::is_on);
    // Users of valkey and those named default have rules of their own.
    let other = valkey || scope.text(n::USER_NAME) == Some("default");
    if needs_no_password(scope.parameters()) && on && !other {
        let place = if scope.flag(n::NO_PASSWORD_REQUIRED) == Some(true) {
            Path::root().key(n::NO_PASSWORD_REQUIRED)
        } else {
            mode_path().key(n::TYPE)
        };
        report.at_path(place, "everybody who reaches the cache can be this user");
    }
}
