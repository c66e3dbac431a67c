//! Access strings: words that are no rules, and rules that ElastiCache does not take.

use crate::catalog::acl as facts;
use crate::document::Value;
use crate::document::acl::{Acl, BracketFault, Change, Kind, Word};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::reading::access_string;
use crate::rules::nearest::nearest;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

pub(super) const RBAC: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";
pub(super) const SYNTAX: &str = "https://valkey.io/topics/acl/";

/// The members that hold an access string.
const MEMBERS: &[&str] = &[n::ACCESS_STRING, n::APPEND_ACCESS_STRING];

/// Of more faults than these the first is shown, and no fix is sought.
const MOST_MENDED: usize = 100;

const GOOD: &[&str] = &[
    r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "off -@all", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on resetkeys ~app:* %R~shared:* &news:* -@all +@read -client|kill (%W~log:* +set) +json.get", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
];

pub(super) const fn rule(
    code: &'static str,
    name: &'static str,
    texts: [&'static str; 4],
    bad: &'static [&'static str],
    check: fn(&Scope<'_>, &mut Report<'_>),
) -> Rule {
    Rule {
        code,
        name,
        severity: Severity::Error,
        operations: &["CreateUser", "ModifyUser"],
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: texts[3],
        examples: Examples::new(bad, GOOD),
        check: Check::Resource(check),
    }
}

pub(super) static UNKNOWN: Rule = rule(
    "EC640",
    "unknown-access-rule",
    [
        "A word of the access string is no rule.",
        "Every word is on, off or another keyword, or begins with +, -, ~, % or &.",
        "Write commands with + or - and key patterns with ~ before them.",
        SYNTAX,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* get", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "*off* +get ~keys*", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on,~app:*,+@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* @read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_unknown,
);

pub(super) static RESET: Rule = rule(
    "EC641",
    "reset-in-access-string",
    [
        "ElastiCache refuses the rule reset.",
        "It would drop the passwords, which ElastiCache keeps. The command RESET, +reset, is another matter.",
        "Leave it out; resetkeys, resetchannels and -@all reset the rest.",
        RBAC,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "reset on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_reset,
);

pub(super) static PASSWORD: Rule = rule(
    "EC642",
    "password-in-access-string",
    [
        "ElastiCache takes no passwords in an access string.",
        "They are parameters of the request; an access string is shown to everybody who may describe users.",
        "Give the password in Passwords or AuthenticationMode.",
        RBAC,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on >Str0ngPassw0rd-16x ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_password,
);

pub(super) static PASSWORD_STATE: Rule = rule(
    "EC643",
    "password-state-in-access-string",
    [
        "ElastiCache takes neither nopass nor resetpass.",
        "How a user signs in is said by parameters of the request.",
        "Use NoPasswordRequired or AuthenticationMode.",
        RBAC,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on nopass ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_password_state,
);

pub(super) static PERMISSION: Rule = rule(
    "EC650",
    "malformed-key-permission",
    [
        "Keys to read or write are written %R~pattern, %W~pattern or %RW~pattern.",
        "After the percent sign stand R and W, each at most once and at least one of them, then a tilde.",
        "Write the rule in one of these forms.",
        SYNTAX,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on %~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on %X~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on %RRapp:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_permission,
);

pub(super) static BRACKET: Rule = rule(
    "EC651",
    "unbalanced-selector",
    [
        "A selector begins with an opening bracket and ends with a closing one; selectors do not nest.",
        "The engine refuses brackets without a partner.",
        "Close each selector before the next one opens.",
        SYNTAX,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read (%W~log:* +set", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read +set)", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read (%W~log:* (+set))", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_brackets,
);

pub(super) static SELECTOR: Rule = rule(
    "EC652",
    "user-state-in-selector",
    [
        "A selector holds rules about keys, channels and commands only.",
        "Whether the user is on and what passwords it has belongs to the user as a whole.",
        "Write the rule outside the brackets.",
        SYNTAX,
    ],
    &[
        r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read (off ~log:* +get)", "Passwords": [{"$env": "APP_PASSWORD"}]}"#,
    ],
    check_selector,
);

/// Reports the first faulty word of each access string, how many more there are, and a fix that mends all.
pub(super) fn report_words(
    scope: &Scope<'_>,
    report: &mut Report<'_>,
    faulty: fn(&Word<'_>) -> bool,
    message: fn(&Word<'_>) -> String,
    mend: fn(&Word<'_>) -> Change,
    title: &str,
) {
    for member in MEMBERS {
        let Some(acl) = access_string(scope, member) else {
            continue;
        };
        let mut found = acl.words.iter().filter(|word| faulty(word));
        let Some(first) = found.next() else { continue };
        let more = found.count();
        let what = format!(
            "{} (character {}){}",
            message(first),
            first.column,
            and_more(more)
        );
        let finding = report.at(member, what);
        if more >= MOST_MENDED {
            continue;
        }
        let mended = acl.edited(|word| {
            if faulty(word) {
                mend(word)
            } else {
                Change::Keep
            }
        });
        let left = Acl::parse(&mended).words.iter().any(faulty);
        if !left && !mended.trim().is_empty() {
            finding.fix(title, [scope.set(member, Value::string(mended))]);
        }
    }
}

fn and_more(more: usize) -> String {
    if more == 0 {
        String::new()
    } else {
        format!(", and {more} more")
    }
}

pub(super) fn remove(_: &Word<'_>) -> Change {
    Change::Remove
}

fn check_unknown(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_words(
        scope,
        report,
        |word| word.kind == Kind::Unknown,
        |word| format!("“{}” is no rule", shown(word.text)),
        |word| {
            meant(word.text)
                .filter(|text| word.selector == 0 || !Acl::parse(text).words.iter().any(is_state))
                .map_or(Change::Keep, Change::Replace)
        },
        "Write it as a rule",
    );
}

/// The rule that a word was probably meant as.
fn meant(word: &str) -> Option<String> {
    const KEYWORDS: &[&str] = &[
        "allkeys",
        "resetkeys",
        "allchannels",
        "resetchannels",
        "allcommands",
        "nocommands",
        "clearselectors",
        "sanitize-payload",
        "skip-sanitize-payload",
    ];
    let known = |text: &str| {
        let acl = Acl::parse(text);
        !acl.words.is_empty() && acl.words.iter().all(|word| word.kind != Kind::Unknown)
    };
    let plain = word.trim_matches(['*', '_', '`', '"', '\'', ',', ';']);
    let spread = word.replace([',', ';'], " ");
    let lower = word.to_ascii_lowercase();
    if plain != word && known(plain) {
        return Some(plain.to_owned());
    }
    if spread != word && known(&spread) {
        return Some(spread);
    }
    if facts::command(&lower).is_some() {
        return (!facts::is_withheld(&lower)).then(|| format!("+{word}"));
    }
    if let Some(category) = lower.strip_prefix('@') {
        return facts::category(category).map(|_| format!("+{word}"));
    }
    if let Some(keyword) = nearest(&lower, KEYWORDS) {
        return Some(keyword.to_owned());
    }
    let pattern = word.contains(':') || word.ends_with('*');
    pattern.then(|| format!("~{word}"))
}

fn check_reset(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_words(
        scope,
        report,
        |word| word.kind == Kind::Reset && word.selector == 0,
        |_| "“reset” would drop the user's passwords".to_owned(),
        remove,
        "Leave out reset",
    );
}

fn check_password(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_words(
        scope,
        report,
        |word| word.kind == Kind::Password && word.selector == 0,
        |_| "the access string holds a password or its hash".to_owned(),
        remove,
        "Leave out the password",
    );
}

fn check_password_state(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_words(
        scope,
        report,
        |word| word.kind == Kind::PasswordState && word.selector == 0,
        |word| format!("“{}” changes the user's passwords", shown(word.text)),
        remove,
        "Leave it out",
    );
}

fn check_permission(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_words(
        scope,
        report,
        |word| word.kind == Kind::BadPermission,
        |word| {
            let text = shown(word.text);
            format!("“{text}” is none of %R~pattern, %W~pattern and %RW~pattern")
        },
        |word| {
            word.text
                .strip_prefix("%~")
                .map_or(Change::Keep, |pattern| {
                    Change::Replace(format!("~{pattern}"))
                })
        },
        "Allow reading and writing",
    );
}

fn check_brackets(scope: &Scope<'_>, report: &mut Report<'_>) {
    for member in MEMBERS {
        let Some(acl) = access_string(scope, member) else {
            continue;
        };
        let Some(first) = acl.brackets.first() else {
            continue;
        };
        let what = match first.fault {
            BracketFault::Unclosed => "a selector is opened that nothing closes",
            BracketFault::Nested => "a selector is opened within another",
            BracketFault::Unopened => "a selector is closed that nothing opened",
        };
        let message = format!(
            "{what} (character {}){}",
            first.column,
            and_more(acl.brackets.len() - 1)
        );
        let finding = report.at(member, message);
        if first.fault == BracketFault::Unclosed && acl.brackets.len() == 1 {
            let closed = format!("{})", acl.text().trim_end());
            finding.fix(
                "Close the selector at the end",
                [scope.set(member, Value::string(closed))],
            );
        }
    }
}

/// Whether the word is about the user as a whole.
fn is_state(word: &Word<'_>) -> bool {
    matches!(
        word.kind,
        Kind::On
            | Kind::Off
            | Kind::Reset
            | Kind::Password
            | Kind::PasswordState
            | Kind::ClearSelectors
            | Kind::Sanitize
    )
}

fn check_selector(scope: &Scope<'_>, report: &mut Report<'_>) {
    report_words(
        scope,
        report,
        |word| word.selector > 0 && is_state(word),
        |word| {
            if word.kind == Kind::Password {
                "a password does not belong into a selector".to_owned()
            } else {
                format!("“{}” does not belong into a selector", shown(word.text))
            }
        },
        remove,
        "Leave it out of the selector",
    );
}
