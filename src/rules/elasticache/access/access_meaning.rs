//! Access strings that are read well but hardly say what is wanted.

use crate::catalog::acl as facts;
use crate::document::Value;
use crate::document::acl::{Acl, Change, Kind, Permissions, Target};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::reading::access_string;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

const RBAC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";
const SYNTAX: &str = "https://valkey.io/topics/acl/";

const GOOD: &[&str] = &[
    r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "off -@all", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on +@pubsub +ping &news:*", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~* resetkeys ~app:* ~web:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
];

const fn rule(
    code: &'static str,
    name: &'static str,
    texts: [&'static str; 4],
    bad: &'static [&'static str],
    check: fn(&Scope<'_>, &mut Report<'_>),
) -> Rule {
    Rule {
        code,
        name,
        severity: Severity::Warning,
        operations: &["CreateUser", "ModifyUser"],
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: texts[3],
        examples: Examples::new(bad, GOOD),
        check: Check::Resource(check),
    }
}

pub(super) static BLANK: Rule = Rule {
    severity: Severity::Error,
    ..rule(
        "EC653",
        "blank-access-string",
        [
            "An access string has at least one character that is no blank.",
            "A user without rights is written off -@all.",
            "Write what the user may do.",
            RBAC,
        ],
        &[
            r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "   ", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        ],
        check_blank,
    )
};

pub(super) static NO_STATE: Rule = rule(
    "EC654",
    "user-neither-on-nor-off",
    [
        "The access string says neither on nor off.",
        "ElastiCache then makes the user off: it cannot sign in.",
        "Begin the access string with on, or with off if that is meant.",
        RBAC,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_no_state,
);

pub(super) static TWO_STATES: Rule = rule(
    "EC655",
    "user-on-and-off",
    [
        "The access string says both on and off.",
        "Rules apply from left to right, so only the last of them counts.",
        "Keep one of them.",
        RBAC,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "off ~app:* +@read on", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_two_states,
);

pub(super) static EVERYTHING: Rule = rule(
    "EC656",
    "user-that-may-do-everything",
    [
        "The user may run every command on every key.",
        "It is the least restrictive access string there is, and suits administrators only.",
        "Grant the commands and keys that the user needs.",
        RBAC,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~* +@all", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on allkeys allcommands &*", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_everything,
);

pub(super) static NOTHING: Rule = rule(
    "EC657",
    "user-that-may-do-nothing",
    [
        "The user is on but may run no command, or reaches none of the keys that its commands work on.",
        "A user needs the command and every key that the command touches.",
        "Grant commands with + and keys with ~.",
        RBAC,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:*", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on +@all", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +get -@all", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_nothing,
);

pub(super) static POINTLESS: Rule = rule(
    "EC658",
    "pattern-after-everything",
    [
        "After ~* a further key pattern is pointless, and after &* a further channel pattern.",
        "The engine refuses it: everything is allowed already.",
        "Leave out the later pattern, or write resetkeys or resetchannels before it.",
        SYNTAX,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~* ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* &* &news:* +@pubsub", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_pointless,
);

pub(super) static NO_MATCH: Rule = rule(
    "EC659",
    "pattern-that-matches-nothing",
    [
        "The pattern matches no name.",
        "An empty pattern matches the empty name only, and an empty pair of square brackets no character at all.",
        "Write what the names look like, as in ~app:*.",
        SYNTAX,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~ +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:[] +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_no_match,
);

pub(super) static NEWER: Rule = Rule {
    severity: Severity::Info,
    ..rule(
        "EC660",
        "access-rule-of-newer-engines",
        [
            "The access string has rules that older engines do not know.",
            "Channels need Redis OSS 6.2 or later; selectors, permissions by key and denied subcommands need 7.0 or later.",
            "Use the user with caches of such versions only.",
            RBAC,
        ],
        &[
            r#"{"UserId": "app", "UserName": "app", "Engine": "redis", "AccessString": "on ~app:* +@read (%W~log:* +set)", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
            r#"{"UserId": "app", "UserName": "app", "Engine": "redis", "AccessString": "on ~app:* &news:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        ],
        check_newer,
    )
};

/// The access string of a user, where it is one at all.
fn access<'a>(scope: &Scope<'a>) -> Option<(&'a str, &'a Acl<'a>)> {
    let acl = access_string(scope, n::ACCESS_STRING)?;
    (!acl.text().trim().is_empty()).then_some((acl.text(), acl))
}

/// Whether every word and bracket is understood; what is not has a rule of its own.
fn is_sound(acl: &Acl<'_>) -> bool {
    acl.brackets.is_empty()
        && !acl.words.iter().any(|word| {
            matches!(
                word.kind,
                Kind::Unknown | Kind::Nameless | Kind::BadSubcommand | Kind::BadPermission
            )
        })
}

fn check_blank(scope: &Scope<'_>, report: &mut Report<'_>) {
    for member in [n::ACCESS_STRING, n::APPEND_ACCESS_STRING] {
        if scope
            .text(member)
            .is_some_and(|text| text.trim().is_empty())
        {
            let finding = report.at(member, "the access string is blank");
            if member == n::ACCESS_STRING {
                finding.fix(
                    "Make a user that is off",
                    [scope.set(member, Value::string("off -@all"))],
                );
            } else {
                finding.fix("Leave it out", [scope.remove(member)]);
            }
        }
    }
}

fn check_no_state(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((text, acl)) = access(scope) else {
        return;
    };
    let states = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_ascii_alphabetic());
        ["on", "off", "reset"]
            .iter()
            .any(|state| word.eq_ignore_ascii_case(state))
    };
    let said = acl.words.iter().any(|word| match word.kind {
        Kind::On | Kind::Off => true,
        Kind::Unknown => word.text.split([',', ';']).any(states),
        _ => false,
    });
    if !said {
        let on = format!("on {}", text.trim_start());
        report
            .at(
                n::ACCESS_STRING,
                "neither on nor off is said, so the user is off",
            )
            .fix(
                "Switch the user on",
                [scope.set(n::ACCESS_STRING, Value::string(on))],
            );
    }
}

fn check_two_states(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((_, acl)) = access(scope) else {
        return;
    };
    let states = || {
        acl.words
            .iter()
            .filter(|word| word.selector == 0 && matches!(word.kind, Kind::On | Kind::Off))
    };
    let Some(last) = states().next_back() else {
        return;
    };
    if states().all(|word| word.kind == last.kind) {
        return;
    }
    let kept = acl.edited(|word| {
        let state = word.selector == 0 && matches!(word.kind, Kind::On | Kind::Off);
        if state && word.range != last.range {
            Change::Remove
        } else {
            Change::Keep
        }
    });
    let message = format!(
        "both on and off are said; the last one counts: {}",
        last.text
    );
    report.at(n::ACCESS_STRING, message).fix(
        format!("Keep {}", last.text),
        [scope.set(n::ACCESS_STRING, Value::string(kept))],
    );
}

/// Which commands are allowed, in the order of the catalog, and whether others are.
fn allowed(granted: &Permissions<'_>) -> (Vec<bool>, bool) {
    let mut acc = vec![granted.all_commands; facts::COMMANDS.len()];
    let mut others = granted.all_commands;
    for (allow, target) in &granted.commands {
        match target {
            Target::All => {}
            Target::Category(name) => match facts::category(&name.to_ascii_lowercase()) {
                Some(bit) => {
                    for (allowed, (_, categories)) in acc.iter_mut().zip(facts::COMMANDS) {
                        if categories & bit != 0 {
                            *allowed = *allow;
                        }
                    }
                }
                None => others |= allow,
            },
            Target::Command(name) => {
                let range = facts::with_subcommands(&name.to_ascii_lowercase());
                others |= range.is_empty() && *allow;
                for at in range {
                    acc[at] = *allow;
                }
            }
        }
    }
    (acc, others)
}

fn check_everything(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((text, acl)) = access(scope).filter(|(_, acl)| acl.is_on() && is_sound(acl)) else {
        return;
    };
    let permissions = acl.permissions();
    let every = permissions.iter().any(|granted| {
        granted.all_keys() && granted.all_commands && allowed(granted).0.iter().all(|allow| *allow)
    });
    if !every {
        return;
    }
    let finding = report.at(
        n::ACCESS_STRING,
        "the user may run every command on every key",
    );
    if permissions.len() == 1 {
        let less = format!("{} -@admin -@dangerous", text.trim_end());
        finding.fix(
            "Deny administrative and dangerous commands",
            [scope.set(n::ACCESS_STRING, Value::string(less))],
        );
    }
}

fn check_nothing(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((_, acl)) = access(scope).filter(|(_, acl)| acl.is_on() && is_sound(acl)) else {
        return;
    };
    let permissions = acl.permissions();
    let any = permissions.iter().any(|granted| {
        let (commands, others) = allowed(granted);
        others || commands.contains(&true)
    });
    if !any {
        report.at(n::ACCESS_STRING, "the user is on but may run no command");
    } else if let [granted] = permissions.as_slice()
        && granted.keys.is_empty()
    {
        let (commands, _) = allowed(granted);
        let needy = facts::COMMANDS.iter().zip(commands);
        let mut needy = needy.filter(|((name, bits), allow)| *allow && takes_keys(name, *bits));
        if let Some(((name, _), _)) = needy.next() {
            let message = format!(
                "the user may run {} but reaches no key",
                name.to_ascii_uppercase()
            );
            report.at(n::ACCESS_STRING, message);
        }
    }
}

/// Whether a command works on keys that it is given.
fn takes_keys(name: &str, bits: u32) -> bool {
    const DATA: &[&str] = &[
        "set",
        "sortedset",
        "list",
        "hash",
        "string",
        "bitmap",
        "hyperloglog",
        "geo",
        "stream",
        "keyspace",
    ];
    const WITHOUT: &[&str] = &[
        "dbsize",
        "flushall",
        "flushdb",
        "keys",
        "lolwut",
        "pfselftest",
        "randomkey",
        "scan",
        "swapdb",
    ];
    let data: u32 = DATA.iter().filter_map(|name| facts::category(name)).sum();
    bits & data != 0 && !WITHOUT.contains(&name) && !name.ends_with("|help")
}

fn check_pointless(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((_, acl)) = access(scope) else {
        return;
    };
    // Whether all keys and all channels are allowed so far, outside and in the selector at hand.
    let mut every = [[false; 2]; 2];
    let mut selector = 0;
    let mut pointless = vec![];
    for word in &acl.words {
        if word.selector != selector && word.selector > 0 {
            every[1] = [false; 2];
            selector = word.selector;
        }
        let every = &mut every[usize::from(word.selector > 0)];
        match word.kind {
            Kind::Keys(pattern) if pattern.is_all() => every[0] = true,
            Kind::Keys(_) if every[0] => pointless.push(word),
            Kind::ResetKeys => every[0] = false,
            Kind::Channels("*") => every[1] = true,
            Kind::Channels(_) if every[1] => pointless.push(word),
            Kind::ResetChannels => every[1] = false,
            _ => {}
        }
    }
    let Some(first) = pointless.first() else {
        return;
    };
    let message = format!(
        "“{}” comes after everything is allowed (character {})",
        shown(first.text),
        first.column
    );
    let places: Vec<usize> = pointless.iter().map(|word| word.range.start).collect();
    let kept = acl.edited(|word| {
        if places.binary_search(&word.range.start).is_ok() {
            Change::Remove
        } else {
            Change::Keep
        }
    });
    report.at(n::ACCESS_STRING, message).fix(
        "Leave out the later patterns",
        [scope.set(n::ACCESS_STRING, Value::string(kept))],
    );
}

fn check_no_match(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((_, acl)) = access(scope) else {
        return;
    };
    let empty = acl.words.iter().find(|word| match word.kind {
        Kind::Keys(pattern) => matches_nothing(pattern.text),
        Kind::Channels(pattern) => matches_nothing(pattern),
        _ => false,
    });
    if let Some(word) = empty {
        let message = format!(
            "“{}” matches nothing (character {})",
            shown(word.text),
            word.column
        );
        report.at(n::ACCESS_STRING, message);
    }
}

/// Whether a glob is empty or has a class without characters.
fn matches_nothing(pattern: &str) -> bool {
    let mut rest = pattern;
    while let Some(at) = rest.find(['\\', '[']) {
        let after = &rest[at + 1..];
        if rest[at..].starts_with('\\') {
            let mut letters = after.chars();
            letters.next();
            rest = letters.as_str();
        } else if after.is_empty() || after.starts_with(']') {
            return true;
        } else {
            rest = after.split_once(']').map_or("", |(_, after)| after);
        }
    }
    pattern.is_empty()
}

fn check_newer(scope: &Scope<'_>, report: &mut Report<'_>) {
    let redis = scope
        .text(n::ENGINE)
        .is_some_and(|engine| engine.eq_ignore_ascii_case("redis"));
    let Some((_, acl)) = access(scope).filter(|_| redis) else {
        return;
    };
    let needs = |word: &crate::document::acl::Word<'_>| match word.kind {
        Kind::Password => None,
        _ if word.selector > 0 => Some("7.0"),
        Kind::ClearSelectors => Some("7.0"),
        Kind::Keys(_) if word.text.starts_with('%') => Some("7.0"),
        Kind::Commands {
            allow: false,
            target: Target::Command(name),
        } if name.contains('|') => Some("7.0"),
        Kind::Channels(_) | Kind::ResetChannels => Some("6.2"),
        _ => None,
    };
    let newest = acl
        .words
        .iter()
        .filter_map(|word| Some((needs(word)?, word)))
        .max_by(|a, b| a.0.cmp(b.0).then(b.1.column.cmp(&a.1.column)));
    if let Some((version, word)) = newest {
        let message = format!(
            "“{}” needs an engine of version {version} or later (character {})",
            shown(word.text),
            word.column
        );
        report.at(n::ACCESS_STRING, message);
    }
}
