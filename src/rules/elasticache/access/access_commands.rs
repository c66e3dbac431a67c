//! Access strings: the commands and categories that they name.

use super::access_string::{SYNTAX, remove, report_words, rule};
use crate::catalog::acl as facts;
use crate::document::acl::{Change, Kind, Target, Word};
use crate::rules::nearest::nearest;
use crate::rules::{Report, Rule, Scope, Severity, shown};

const WITHHELD: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SupportedCommands.html";

pub(super) static GRANTED: Rule = rule(
    "EC644",
    "withheld-command-granted",
    [
        "The access string grants a command that ElastiCache withholds.",
        "ElastiCache does such things itself, and refuses an access string that names the command.",
        "Leave the command out.",
        WITHHELD,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read +config|get", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read +ACL|SETUSER", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_granted,
);

pub(super) static DENIED: Rule = Rule {
    severity: Severity::Warning,
    ..rule(
        "EC645",
        "withheld-command-denied",
        [
            "The access string denies a command that ElastiCache withholds anyway.",
            "The user guide bans naming such a command at all, yet shows one in an example, so AWS may refuse it.",
            "Leave the command out; nobody can run it.",
            WITHHELD,
        ],
        &[
            r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read -config|set", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        ],
        check_denied,
    )
};

pub(super) static CATEGORY: Rule = rule(
    "EC646",
    "unknown-command-category",
    [
        "There is no command category of this name.",
        "The engines have 21 categories and all; modules add json, search and bloom.",
        "Use the name of a category.",
        SYNTAX,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@readonly", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_category,
);

pub(super) static COMMAND: Rule = Rule {
    severity: Severity::Warning,
    ..rule(
        "EC647",
        "unknown-command",
        [
            "The access string names a command that is not known.",
            "The engine refuses names that it does not have. Newer engines and modules add commands, so ours may be too old.",
            "Check the command's name.",
            SYNTAX,
        ],
        &[
            r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +gett", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
            r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read -client|kil", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        ],
        check_command,
    )
};

pub(super) static NAMELESS: Rule = rule(
    "EC648",
    "sign-without-command",
    [
        "A sign is followed directly by the name of a command or category.",
        "A sign alone grants and denies nothing; the engine refuses it.",
        "Write the name directly behind the sign, or leave the sign out.",
        SYNTAX,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read -", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read -@", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_nameless,
);

pub(super) static SUBCOMMAND: Rule = rule(
    "EC649",
    "malformed-subcommand",
    [
        "A subcommand is written command|subcommand, with one bar and a text on both sides.",
        "The engine refuses other forms.",
        "Name the command and the subcommand.",
        SYNTAX,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read -client|", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read -client|kill|now", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_subcommand,
);

/// Whether the word allows (or denies) a command that ElastiCache withholds.
fn names_withheld(word: &Word<'_>, allowed: bool) -> bool {
    match word.kind {
        Kind::Commands {
            allow,
            target: Target::Command(name),
        } => allow == allowed && facts::is_withheld(&name.to_ascii_lowercase()),
        _ => false,
    }
}

fn check_granted(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_words(
        scope,
        report,
        |word| names_withheld(word, true),
        |word| format!("“{}” grants what ElastiCache withholds", shown(word.text)),
        remove,
        "Leave it out",
    );
}

fn check_denied(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_words(
        scope,
        report,
        |word| names_withheld(word, false),
        |word| format!("“{}” denies what nobody can run", shown(word.text)),
        remove,
        "Leave it out",
    );
}

fn check_category(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_words(
        scope,
        report,
        |word| unknown_category(word).is_some(),
        |word| format!("there is no category of “{}”", shown(word.text)),
        |word| {
            let near = unknown_category(word).and_then(|name| nearest(name, facts::CATEGORIES));
            near.map_or(Change::Keep, |near| {
                Change::Replace(format!("{}@{near}", &word.text[..1]))
            })
        },
        "Change to the nearest category",
    );
}

fn unknown_category<'a>(word: &Word<'a>) -> Option<&'a str> {
    let Kind::Commands {
        target: Target::Category(name),
        ..
    } = word.kind
    else {
        return None;
    };
    let lower = name.to_ascii_lowercase();
    let known =
        facts::category(&lower).is_some() || facts::MODULE_CATEGORIES.contains(&lower.as_str());
    (!known).then_some(name)
}

fn check_command(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_words(
        scope,
        report,
        |word| unknown_command(word).is_some(),
        |word| {
            let name = unknown_command(word).unwrap_or_default().replace('|', " ");
            let date = facts::AS_OF;
            format!("no command “{}” is known (as of {date})", shown(&name))
        },
        |word| {
            let names: Vec<&str> = facts::COMMANDS.iter().map(|(name, _)| *name).collect();
            let near = unknown_command(word).and_then(|name| nearest(name, &names));
            near.filter(|near| !facts::is_withheld(near))
                .map_or(Change::Keep, |near| {
                    Change::Replace(format!("{}{near}", &word.text[..1]))
                })
        },
        "Change to the nearest command",
    );
}

fn unknown_command<'a>(word: &Word<'a>) -> Option<&'a str> {
    let Kind::Commands {
        allow,
        target: Target::Command(name),
    } = word.kind
    else {
        return None;
    };
    let lower = name.to_ascii_lowercase();
    let module = facts::MODULE_PREFIXES
        .iter()
        .any(|prefix| lower.starts_with(prefix));
    // Allowing a command with a certain first argument is a form of its own.
    let with_argument = allow
        && lower
            .split_once('|')
            .is_some_and(|(command, _)| facts::with_subcommands(command).len() == 1);
    let known =
        facts::command(&lower).is_some() || facts::is_withheld(&lower) || module || with_argument;
    (!known).then_some(name)
}

fn check_nameless(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_words(
        scope,
        report,
        |word| word.kind == Kind::Nameless,
        |word| format!("nothing stands behind “{}”", shown(word.text)),
        remove,
        "Leave it out",
    );
}

fn check_subcommand(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_words(
        scope,
        report,
        |word| word.kind == Kind::BadSubcommand,
        |word| {
            format!(
                "“{}” is not of the form command|subcommand",
                shown(word.text)
            )
        },
        |word| {
            let name = word.text[1..].trim_matches('|');
            let known = facts::command(&name.to_ascii_lowercase()).is_some();
            if known && !facts::is_withheld(&name.to_ascii_lowercase()) {
                Change::Replace(format!("{}{name}", &word.text[..1]))
            } else {
                Change::Keep
            }
        },
        "Leave out the bar",
    );
}
