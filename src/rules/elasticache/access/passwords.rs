//! The passwords of users, wherever they are given. No message says what a password holds.

use crate::document::{Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const RBAC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";

const SHORTEST: usize = 16;
const LONGEST: usize = 128;
const MOST: usize = 2;
const FORBIDDEN: &str = ",\"/@";

const GOOD: &[&str] = &[
    r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": ["a-str0ng-pa))word", "another-pa))w0rd"]}"#,
];

const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    texts: [&'static str; 3],
    bad: &'static [&'static str],
    check: fn(&Scope<'_>, &mut Report<'_>),
) -> Rule {
    Rule {
        code,
        name,
        severity,
        operations: &["CreateUser", "ModifyUser"],
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: RBAC,
        examples: Examples::new(bad, GOOD),
        check: Check::Resource(check),
    }
}

pub(super) static LENGTH: Rule = rule(
    "EC620",
    "password-of-another-length",
    Severity::Error,
    [
        "A password has 16 to 128 characters.",
        "AWS answers that the length of passwords must be between 16 and 128.",
        "Choose a password of 16 characters or more.",
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": ["Short-passw0rd"]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": ["ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp"]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Type": "password", "Passwords": ["Short-passw0rd"]}}"#,
    ],
    check_length,
);

pub(super) static UNPRINTABLE: Rule = rule(
    "EC621",
    "unprintable-character-in-password",
    Severity::Error,
    [
        "A password holds printable characters only.",
        "Tabs, line breaks and other control characters cannot be part of one.",
        "Choose a password without them; one often comes from the end of a file.",
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": ["Str0ngPassw0rd-16x\n"]}"#,
    ],
    check_printable,
);

pub(super) static FORBIDDEN_CHARACTER: Rule = rule(
    "EC622",
    "forbidden-character-in-password",
    Severity::Error,
    [
        "A password holds no comma, double quote, slash or at sign.",
        "The user guide names these four as the ones that a user's password cannot have.",
        "Choose a password without them.",
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": ["Str0ng/Passw0rd-16x"]}"#,
    ],
    check_forbidden,
);

pub(super) static TOO_MANY: Rule = rule(
    "EC623",
    "too-many-passwords",
    Severity::Error,
    [
        "A user has at most two passwords.",
        "Two are enough to change one while the other is in use.",
        "Keep two.",
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "A"}, {"$env": "B"}, {"$env": "C"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "AuthenticationMode": {"Type": "password", "Passwords": [{"$env": "A"}, {"$env": "B"}, {"$env": "C"}]}}"#,
    ],
    check_count,
);

pub(super) static SAME: Rule = rule(
    "EC624",
    "same-password-twice",
    Severity::Warning,
    [
        "The two passwords of a user are the same.",
        "A second password is there to change the first one; the same one twice does nothing.",
        "Keep one of them.",
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}, {"$env": "APP_PASSWORD"}]}"#,
    ],
    check_same,
);

/// The lists of passwords that a request has, with their paths.
pub(super) fn lists(parameters: &Value) -> impl Iterator<Item = (Path, &[Value])> {
    let top = parameters.items(n::PASSWORDS);
    let mode = parameters
        .get(n::AUTHENTICATION_MODE)
        .and_then(|mode| mode.items(n::PASSWORDS));
    let top = top.map(|items| (Path::root().key(n::PASSWORDS), items));
    let mode = mode.map(|items| {
        let path = Path::root().key(n::AUTHENTICATION_MODE).key(n::PASSWORDS);
        (path, items)
    });
    top.into_iter().chain(mode)
}

/// The passwords that are literal texts, with their paths and numbers from 1.
fn texts<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (Path, usize, &'a str)> + use<'a> {
    lists(scope.parameters()).flat_map(|(path, items)| {
        let texts = items.iter().enumerate();
        texts.filter_map(move |(i, item)| Some((path.index(i), i + 1, item.as_str()?)))
    })
}

fn check_length(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (path, number, text) in texts(scope) {
        let length = text.chars().count();
        if length < SHORTEST {
            let message = format!(
                "password {number} has {length} characters, at least {SHORTEST} are needed"
            );
            report.at_path(path, message);
        } else if length > LONGEST {
            let message =
                format!("password {number} has {length} characters, at most {LONGEST} are allowed");
            report.at_path(path, message);
        }
    }
}

fn check_printable(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (path, number, text) in texts(scope) {
        // U+0000 has a rule of its own.
        if !text.chars().any(|c| c.is_control() && c != '\0') {
            continue;
        }
        let finding = report.at_path(
            path.clone(),
            format!("password {number} holds a character that cannot be printed"),
        );
        let plain = text.trim_end_matches(['\r', '\n']);
        if !plain.contains(char::is_control) && plain.chars().count() >= SHORTEST {
            let edit = Edit::set(scope.index, path, Value::string(plain));
            finding.fix("Remove the line break at its end", [edit]);
        }
    }
}

fn check_forbidden(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (path, number, text) in texts(scope) {
        if text.contains(|c| FORBIDDEN.contains(c)) {
            let message =
                format!("password {number} holds a comma, a double quote, a slash or an at sign");
            report.at_path(path, message);
        }
    }
}

fn check_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (path, items) in lists(scope.parameters()) {
        if items.len() > MOST {
            let kept = Value::list(items.iter().take(MOST).cloned());
            report
                .at_path(
                    path.clone(),
                    format!("{} passwords, at most {MOST} are allowed", items.len()),
                )
                .fix("Keep the first two", [Edit::set(scope.index, path, kept)]);
        }
    }
}

fn check_same(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (path, items) in lists(scope.parameters()) {
        if let [first, second] = items
            && first == second
            && (first.as_str().is_some() || first.as_env().is_some())
        {
            let second = path.index(1);
            report
                .at_path(second.clone(), "both passwords are the same")
                .fix("Remove the second", [Edit::remove(scope.index, second)]);
        }
    }
}
