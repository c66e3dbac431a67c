//! The AUTH token, which is never shown.

use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity};

use super::request::{GROUP, creates, engine, inherits, older, speaks_redis, version};
use super::rule;

const AUTH: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html";
const RBAC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";
const CREATE_GROUP: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html";
const CREATE_CLUSTER: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html";

/// The requests that take a token; the shortest to write comes first.
const TOKENS: &[&str] = &[
    "ModifyReplicationGroup",
    "CreateReplicationGroup",
    "CreateCacheCluster",
    "ModifyCacheCluster",
];
const SHORTEST: usize = 16;
const LONGEST: usize = 128;
const PUNCTUATION: &str = "!&#$^<>-";

const GOOD_TOKEN: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "AuthToken": "X7#kq-92mZ!vT4^pLw", "AuthTokenUpdateStrategy": "ROTATE"}"#,
    r#"{"ReplicationGroupId": "orders", "AuthToken": {"$env": "TOKEN"}, "AuthTokenUpdateStrategy": "SET"}"#,
];

pub(super) static LENGTH: Rule = rule(
    "EC300",
    "auth-token-length",
    Severity::Error,
    TOKENS,
    [
        "An AUTH token has 16 to 128 characters.",
        "Shorter ones are guessed, longer ones are not stored; AWS refuses both.",
        "Choose a token of 16 to 128 characters.",
        AUTH,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "AuthToken": "X7#kq"}"#],
        GOOD_TOKEN,
    ),
    check_length,
);

pub(super) static CHARACTERS: Rule = rule(
    "EC301",
    "auth-token-character",
    Severity::Error,
    TOKENS,
    [
        "An AUTH token is made of letters, digits and ! & # $ ^ < > -.",
        "AWS refuses every other character: blanks, quotes, slashes, @, accents and control characters.",
        "Leave the character out.",
        AUTH,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "AuthToken": "X7#kq-92mZ@vT4^pLw"}"#],
        GOOD_TOKEN,
    ),
    check_characters,
);

pub(super) static WITHOUT_TLS: Rule = rule(
    "EC302",
    "auth-token-without-encryption",
    Severity::Error,
    GROUP,
    [
        "AuthToken is accepted only when TransitEncryptionEnabled is true in the same request.",
        "Without encryption in transit the token would cross the network in the clear.",
        "Set TransitEncryptionEnabled to true.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": false, "AtRestEncryptionEnabled": true, "AuthToken": {"$env": "TOKEN"}}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "AuthToken": {"$env": "TOKEN"}}"#,
        ],
    ),
    check_tls,
);

pub(super) static WITH_USER_GROUPS: Rule = rule(
    "EC303",
    "auth-token-with-user-groups",
    Severity::Error,
    GROUP,
    [
        "A request carries AuthToken or UserGroupIds, not both.",
        "A group has one way to authenticate: a shared token, or users with permissions.",
        "Leave AuthToken out.",
        RBAC,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AuthToken": {"$env": "TOKEN"}, "UserGroupIds": ["app"]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "UserGroupIds": ["app"]}"#,
        ],
    ),
    check_user_groups,
);

pub(super) static FIXED: Rule = rule(
    "EC306",
    "auth-token-cannot-be-changed",
    Severity::Info,
    GROUP,
    [
        "Before Redis 5.0.6 a token stays as it was at creation.",
        "Rotating or replacing a token in place came with 5.0.6.",
        "Choose a newer version if the token is to be changed some day.",
        AUTH,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "4.0.10", "CacheNodeType": "cache.m5.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "AuthToken": {"$env": "TOKEN"}}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "AuthToken": {"$env": "TOKEN"}}"#,
        ],
    ),
    check_fixed,
);

pub(super) static WEAK: Rule = rule(
    "EC307",
    "weak-auth-token",
    Severity::Warning,
    TOKENS,
    [
        "A good token mixes at least three of upper case, lower case, digits and punctuation.",
        "Whoever has the token can do everything, and nothing slows guessing down.",
        "Let a password generator make the token.",
        AUTH,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "AuthToken": "abcdefghijklmnop"}"#],
        GOOD_TOKEN,
    ),
    check_weak,
);

pub(super) static WORD: Rule = rule(
    "EC308",
    "auth-token-of-a-word",
    Severity::Info,
    TOKENS,
    [
        "A token built from an ordinary word is easy to guess.",
        "Lists of words and their usual disguises are what guessing begins with.",
        "Let a password generator make the token.",
        AUTH,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "AuthToken": "P4ssword-12345678"}"#],
        GOOD_TOKEN,
    ),
    check_word,
);

pub(super) static SHARED: Rule = rule(
    "EC309",
    "auth-token-instead-of-users",
    Severity::Info,
    GROUP,
    [
        "User groups give each user permissions of its own; AUTH is one password for all.",
        "With users a leaked password is replaced alone, and a client can do only what it needs.",
        "Name a user group in UserGroupIds instead of a token.",
        RBAC,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AuthToken": {"$env": "TOKEN"}}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "UserGroupIds": ["app"]}"#,
        ],
    ),
    check_shared,
);

pub(super) static ON_CLUSTER: Rule = rule(
    "EC310",
    "auth-token-on-cache-cluster",
    Severity::Error,
    super::request::CLUSTER,
    [
        "CreateCacheCluster takes no AuthToken for Redis.",
        "A token goes with encryption in transit, which Redis has in replication groups only; the parameter is reserved.",
        "Create a replication group with NumCacheClusters 1, or leave AuthToken out.",
        CREATE_CLUSTER,
    ],
    Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private", "AuthToken": {"$env": "TOKEN"}}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private"}"#,
        ],
    ),
    check_cluster,
);

pub(super) static STRATEGY: Rule = rule(
    "EC311",
    "token-strategy-without-token",
    Severity::Error,
    &["ModifyReplicationGroup", "ModifyCacheCluster"],
    [
        "AuthTokenUpdateStrategy SET and ROTATE need an AuthToken in the same request.",
        "The strategy says what to do with the token that comes with it; only DELETE takes none.",
        "Give the new AuthToken, or leave AuthTokenUpdateStrategy out.",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html",
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "AuthTokenUpdateStrategy": "ROTATE"}"#],
        GOOD_TOKEN,
    ),
    check_strategy,
);

/// The literal token, if there is one.
fn token<'a>(scope: &Scope<'a>) -> Option<&'a str> {
    scope.text(n::AUTH_TOKEN)
}

fn is_allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || PUNCTUATION.contains(c)
}

fn check_length(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(length) = token(scope).map(|token| token.chars().count()) else {
        return;
    };
    if !(SHORTEST..=LONGEST).contains(&length) {
        let message = format!("the token has {length} characters, not {SHORTEST} to {LONGEST}");
        report.at(n::AUTH_TOKEN, message);
    }
}

fn check_characters(scope: &Scope<'_>, report: &mut Report<'_>) {
    let odd =
        token(scope).and_then(|token| token.chars().position(|c| !is_allowed(c) && c != '\0'));
    if let Some(at) = odd {
        let message = format!(
            "character {} of the token is no letter, no digit and none of ! & # $ ^ < > -",
            at + 1
        );
        report.at(n::AUTH_TOKEN, message);
    }
}

fn check_tls(scope: &Scope<'_>, report: &mut Report<'_>) {
    let encrypted = match scope.get(n::TRANSIT_ENCRYPTION_ENABLED) {
        // Where Valkey says nothing about encryption, that is what is reported.
        None => engine(scope) == Some("valkey"),
        Some(value) => value.as_bool().unwrap_or(true),
    };
    if scope.has(n::AUTH_TOKEN) && !encrypted && !inherits(scope) {
        report
            .at(n::AUTH_TOKEN, "a token needs TransitEncryptionEnabled true")
            .fix(
                "Set TransitEncryptionEnabled to true",
                [scope.set(n::TRANSIT_ENCRYPTION_ENABLED, Value::Bool(true))],
            );
    }
}

fn check_user_groups(scope: &Scope<'_>, report: &mut Report<'_>) {
    let groups = scope
        .items(n::USER_GROUP_IDS)
        .is_some_and(|ids| !ids.is_empty());
    if groups && scope.has(n::AUTH_TOKEN) {
        report
            .at(n::AUTH_TOKEN, "a token does not go with UserGroupIds")
            .fix("Remove AuthToken", [scope.remove(n::AUTH_TOKEN)]);
    }
}

fn check_fixed(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.has(n::AUTH_TOKEN) && older(scope, "redis", "5.0.6") {
        report.at(
            n::AUTH_TOKEN,
            "the token cannot be changed before Redis 5.0.6",
        );
    }
}

fn check_weak(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(token) = token(scope) else { return };
    let has = |test: fn(char) -> bool| usize::from(token.chars().any(test));
    let kinds = has(|c| c.is_ascii_uppercase())
        + has(|c| c.is_ascii_lowercase())
        + has(|c| c.is_ascii_digit())
        + has(|c| PUNCTUATION.contains(c));
    if kinds < 3 && token.chars().all(is_allowed) && token.len() >= SHORTEST {
        let message = format!("the token mixes {kinds} of four kinds of characters");
        report.at(n::AUTH_TOKEN, message);
    }
}

fn check_word(scope: &Scope<'_>, report: &mut Report<'_>) {
    const WORDS: &[&str] = &[
        "password",
        "passwort",
        "redis",
        "valkey",
        "elasticache",
        "cache",
        "admin",
        "secret",
        "token",
        "sample",
        "example",
        "welcome",
        "qwerty",
        "letmein",
        "changeme",
        "default",
        "master",
        "monkey",
        "dragon",
        "summer",
        "winter",
        "spring",
        "autumn",
        "football",
        "company",
        "hello",
        "login",
        "access",
        "test",
        "user",
        "root",
        "demo",
    ];
    let Some(token) = token(scope) else { return };
    let plain: String = token.chars().take(LONGEST).map(undisguised).collect();
    if WORDS.iter().any(|word| plain.contains(word)) {
        report.at(n::AUTH_TOKEN, "the token is built from an ordinary word");
    }
}

/// A character without its usual disguise: `4` for `a`, `0` for `o`.
fn undisguised(c: char) -> char {
    match c {
        '4' => 'a',
        '3' => 'e',
        '1' | '!' => 'i',
        '0' => 'o',
        '5' | '$' => 's',
        '7' => 't',
        c => c.to_ascii_lowercase(),
    }
}

fn check_shared(scope: &Scope<'_>, report: &mut Report<'_>) {
    let users = match engine(scope) {
        Some("valkey") => true,
        Some("redis") => version(scope).is_some_and(|version| version.at_least("6.0")),
        _ => false,
    };
    if users && scope.has(n::AUTH_TOKEN) && !scope.has(n::USER_GROUP_IDS) {
        report.at(
            n::AUTH_TOKEN,
            "one password for all; a user group gives each user its own",
        );
    }
}

fn check_cluster(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.has(n::AUTH_TOKEN) && engine(scope).is_some_and(speaks_redis) && !inherits(scope) {
        report
            .at(
                n::AUTH_TOKEN,
                "a single Redis node takes no token; a replication group does",
            )
            .fix("Remove AuthToken", [scope.remove(n::AUTH_TOKEN)]);
    }
}

fn check_strategy(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(strategy @ ("SET" | "ROTATE")) = scope.text(n::AUTH_TOKEN_UPDATE_STRATEGY) else {
        return;
    };
    if !scope.has(n::AUTH_TOKEN) && !creates(scope) {
        let message = format!("{strategy} needs the AuthToken that it is about");
        report.at(n::AUTH_TOKEN_UPDATE_STRATEGY, message).fix(
            "Remove AuthTokenUpdateStrategy",
            [scope.remove(n::AUTH_TOKEN_UPDATE_STRATEGY)],
        );
    }
}
