//! Tags, of every operation that takes them.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::secrets::looks_secret;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

const SOURCE: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html";

/// The operations that take tags; the shortest to write comes first.
const TAGGED: &[&str] = &[
    "CreateSnapshot",
    "AddTagsToResource",
    "CopyServerlessCacheSnapshot",
    "CopySnapshot",
    "CreateCacheCluster",
    "CreateCacheParameterGroup",
    "CreateCacheSecurityGroup",
    "CreateCacheSubnetGroup",
    "CreateGlobalReplicationGroup",
    "CreateReplicationGroup",
    "CreateServerlessCache",
    "CreateServerlessCacheSnapshot",
    "CreateUser",
    "CreateUserGroup",
    "PurchaseReservedCacheNodesOffering",
];

const MOST_TAGS: usize = 50;
const LONGEST_KEY: usize = 128;
const LONGEST_VALUE: usize = 256;

const GOOD: &[&str] = &[
    r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "env", "Value": "prod"}, {"Key": "team"}]}"#,
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
        operations: TAGGED,
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: SOURCE,
        examples: Examples::new(bad, GOOD),
        check: Check::Resource(check),
    }
}

pub(super) static TOO_MANY: Rule = rule(
    "EC780",
    "too-many-tags",
    Severity::Error,
    [
        "A resource carries at most 50 tags.",
        "AWS answers TagQuotaPerResourceExceeded.",
        "Leave out tags until 50 remain.",
    ],
    &[
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "k0"}, {"Key": "k1"}, {"Key": "k2"}, {"Key": "k3"}, {"Key": "k4"}, {"Key": "k5"}, {"Key": "k6"}, {"Key": "k7"}, {"Key": "k8"}, {"Key": "k9"}, {"Key": "k10"}, {"Key": "k11"}, {"Key": "k12"}, {"Key": "k13"}, {"Key": "k14"}, {"Key": "k15"}, {"Key": "k16"}, {"Key": "k17"}, {"Key": "k18"}, {"Key": "k19"}, {"Key": "k20"}, {"Key": "k21"}, {"Key": "k22"}, {"Key": "k23"}, {"Key": "k24"}, {"Key": "k25"}, {"Key": "k26"}, {"Key": "k27"}, {"Key": "k28"}, {"Key": "k29"}, {"Key": "k30"}, {"Key": "k31"}, {"Key": "k32"}, {"Key": "k33"}, {"Key": "k34"}, {"Key": "k35"}, {"Key": "k36"}, {"Key": "k37"}, {"Key": "k38"}, {"Key": "k39"}, {"Key": "k40"}, {"Key": "k41"}, {"Key": "k42"}, {"Key": "k43"}, {"Key": "k44"}, {"Key": "k45"}, {"Key": "k46"}, {"Key": "k47"}, {"Key": "k48"}, {"Key": "k49"}, {"Key": "k50"}]}"#,
    ],
    check_count,
);

pub(super) static NO_KEY: Rule = rule(
    "EC781",
    "tag-without-key",
    Severity::Error,
    [
        "Every tag has a key of at least one character.",
        "A tag is found by its key; AWS refuses one without.",
        "Give the tag a key, or leave it out.",
    ],
    &[
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Value": "prod"}]}"#,
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "", "Value": "prod"}]}"#,
    ],
    check_key,
);

pub(super) static LONG_KEY: Rule = rule(
    "EC782",
    "tag-key-too-long",
    Severity::Error,
    [
        "A tag's key has at most 128 characters.",
        "The limit is the same for every AWS service.",
        "Shorten the key.",
    ],
    &[
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"}]}"#,
    ],
    check_key_length,
);

pub(super) static LONG_VALUE: Rule = rule(
    "EC783",
    "tag-value-too-long",
    Severity::Error,
    [
        "A tag's value has at most 256 characters.",
        "The limit is the same for every AWS service.",
        "Shorten the value.",
    ],
    &[
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "k", "Value": "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"}]}"#,
    ],
    check_value_length,
);

pub(super) static DUPLICATE_KEY: Rule = rule(
    "EC784",
    "duplicate-tag-key",
    Severity::Error,
    [
        "A tag key appears once.",
        "A resource has one value for a key; AWS refuses a request that gives two.",
        "Remove one of the tags.",
    ],
    &[
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "env", "Value": "prod"}, {"Key": "env", "Value": "dev"}]}"#,
    ],
    check_duplicates,
);

pub(super) static RESERVED_KEY: Rule = rule(
    "EC785",
    "reserved-tag-key",
    Severity::Error,
    [
        "Keys that begin with aws: are reserved.",
        "Only AWS itself sets them.",
        "Choose another prefix.",
    ],
    &[
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "aws:team", "Value": "a"}]}"#,
    ],
    check_reserved_key,
);

pub(super) static DOUBTFUL_PREFIX: Rule = rule(
    "EC786",
    "tag-prefix-doubtful",
    Severity::Warning,
    [
        "Values that begin with aws:, and keys with another spelling of it, are best avoided.",
        "The page about cost allocation bars them, and several services refuse them.",
        "Choose another prefix.",
    ],
    &[
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "made-by", "Value": "aws:me"}]}"#,
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "AWS:team", "Value": "a"}]}"#,
    ],
    check_doubtful_prefix,
);

pub(super) static UNPORTABLE: Rule = rule(
    "EC787",
    "unportable-tag-character",
    Severity::Warning,
    [
        "Letters, digits, spaces and + - = . _ : / @ are safe in tags everywhere.",
        "ElastiCache takes any character, but other services and CloudFormation take only these.",
        "Leave the character out.",
    ],
    &[
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "cost#center", "Value": "42"}]}"#,
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "env", "Value": "prod!"}]}"#,
    ],
    check_characters,
);

pub(super) static SECRET: Rule = rule(
    "EC788",
    "secret-in-tag",
    Severity::Warning,
    [
        "Tags are no place for secrets.",
        "Many services and people can read tags, and they appear in bills.",
        "Keep the secret in AWS Secrets Manager and tag with its name.",
    ],
    &[
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "db-password", "Value": "hunter2"}]}"#,
    ],
    check_secret,
);

pub(super) static CASE_TWINS: Rule = rule(
    "EC789",
    "tag-keys-differ-in-case-only",
    Severity::Warning,
    [
        "Two tag keys differ in nothing but the case of letters.",
        "Keys are case-sensitive, so both are kept as tags of their own; that is seldom meant.",
        "Keep one of them.",
    ],
    &[
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "Env", "Value": "prod"}, {"Key": "env", "Value": "prod"}]}"#,
    ],
    check_case_twins,
);

pub(super) static EDGE_BLANKS: Rule = rule(
    "EC790",
    "blank-at-edge-of-tag",
    Severity::Warning,
    [
        "A tag's key or value begins or ends with a blank.",
        "It cannot be seen in reports and breaks look-ups.",
        "Remove the blank.",
    ],
    &[
        r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders", "Tags": [{"Key": "env ", "Value": "prod"}]}"#,
    ],
    check_edges,
);

fn path(index: usize) -> Path {
    Path::root().key(n::TAGS).index(index)
}

/// The tags that are objects, with their indexes.
fn tags<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (usize, &'a Value)> + use<'a> {
    let items = scope.items(n::TAGS).unwrap_or_default();
    items
        .iter()
        .enumerate()
        .filter(|(_, tag)| tag.as_map().is_some())
}

/// The keys that are text, with their indexes.
fn keys<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
    tags(scope).filter_map(|(i, tag)| Some((i, tag.text(n::KEY)?)))
}

/// Keys and values that are text, with their places.
fn texts<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (usize, &'static str, &'a str)> + use<'a> {
    tags(scope).flat_map(|(i, tag)| {
        [n::KEY, n::VALUE]
            .into_iter()
            .filter_map(move |member| Some((i, member, tag.text(member)?)))
    })
}

fn check_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(items) = scope.items(n::TAGS) else {
        return;
    };
    let own = keys(scope)
        .filter(|(_, key)| key.starts_with("aws:"))
        .count();
    if items.len() - own <= MOST_TAGS {
        return;
    }
    let kept = Value::list(items.iter().take(MOST_TAGS).cloned());
    let message = format!("{} tags, at most {MOST_TAGS} are allowed", items.len());
    report
        .at(n::TAGS, message)
        .fix("Keep the first 50", [scope.set(n::TAGS, kept)]);
}

fn check_key(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, tag) in tags(scope) {
        let blank = tag
            .get(n::KEY)
            .is_none_or(|key| *key == Value::Null || key.as_str() == Some(""));
        if blank {
            report
                .at_path(path(i).key(n::KEY), format!("tag {} has no key", i + 1))
                .fix("Remove the tag", [Edit::remove(scope.index, path(i))]);
        }
    }
}

fn check_key_length(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, key) in keys(scope) {
        long(report, path(i).key(n::KEY), key, LONGEST_KEY);
    }
}

fn check_value_length(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, member, value) in texts(scope) {
        if member == n::VALUE {
            long(report, path(i).key(n::VALUE), value, LONGEST_VALUE);
        }
    }
}

fn long(report: &mut Report<'_>, path: Path, text: &str, most: usize) {
    let length = text.chars().count();
    if length > most {
        let message = format!(
            "“{}” has {length} characters, at most {most} are allowed",
            shown(text)
        );
        report.at_path(path, message);
    }
}

fn check_duplicates(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeMap::new();
    for (i, key) in keys(scope) {
        if key.is_empty() {
            continue;
        }
        if let Some(first) = seen.get(key) {
            let message = format!("the key “{}” is that of tag {} too", shown(key), first + 1);
            report
                .at_path(path(i).key(n::KEY), message)
                .fix("Remove this tag", [Edit::remove(scope.index, path(i))]);
        } else {
            seen.insert(key, i);
        }
    }
}

fn check_reserved_key(scope: &Scope<'_>, report: &mut Report<'_>) {
    let all: BTreeSet<&str> = keys(scope).map(|(_, key)| key).collect();
    for (i, key) in keys(scope) {
        let Some(rest) = key.strip_prefix("aws:") else {
            continue;
        };
        let place = path(i).key(n::KEY);
        let finding = report.at_path(
            place.clone(),
            format!("the key “{}” begins with aws:", shown(key)),
        );
        if !rest.is_empty() && !all.contains(rest) && !rest.starts_with("aws:") {
            let edit = Edit::set(scope.index, place, Value::string(rest));
            finding.fix(format!("Rename it to {}", shown(rest)), [edit]);
        }
    }
}

fn check_doubtful_prefix(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, member, text) in texts(scope) {
        let prefixed = text
            .get(..4)
            .is_some_and(|prefix| prefix.eq_ignore_ascii_case("aws:"));
        if prefixed && (member == n::VALUE || !text.starts_with("aws:")) {
            let message = format!("“{}” begins with {}", shown(text), &text[..4]);
            report.at_path(path(i).key(member), message);
        }
    }
}

fn check_characters(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, member, text) in texts(scope) {
        let odd = text
            .chars()
            .find(|c| !(c.is_alphanumeric() || " +-=._:/@".contains(*c) || *c == '\0'));
        if let Some(odd) = odd {
            let message = format!(
                "“{}” holds “{}”, which not every service takes",
                shown(text),
                shown(&odd.to_string())
            );
            report.at_path(path(i).key(member), message);
        }
    }
}

fn check_secret(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, tag) in tags(scope) {
        let (Some(key), Some(value)) = (tag.text(n::KEY), tag.text(n::VALUE)) else {
            continue;
        };
        if looks_secret(key, value) {
            let message = format!("the tag “{}” looks as if it held a secret", shown(key));
            report
                .at_path(path(i).key(n::VALUE), message)
                .fix("Remove the tag", [Edit::remove(scope.index, path(i))]);
        }
    }
}

fn check_case_twins(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (i, key) in keys(scope) {
        let first = *seen.entry(key.to_lowercase()).or_insert(key);
        if first != key {
            let message = format!(
                "“{}” and “{}” are two keys, for case counts",
                shown(first),
                shown(key)
            );
            report
                .at_path(path(i).key(n::KEY), message)
                .fix("Remove this tag", [Edit::remove(scope.index, path(i))]);
        }
    }
}

fn check_edges(scope: &Scope<'_>, report: &mut Report<'_>) {
    let all: BTreeSet<&str> = keys(scope).map(|(_, key)| key).collect();
    for (i, member, text) in texts(scope) {
        let trimmed = text.trim();
        if trimmed == text || (member == n::KEY && trimmed.is_empty()) {
            continue;
        }
        let place = path(i).key(member);
        let message = format!("“{}” begins or ends with a blank", shown(text));
        let finding = report.at_path(place.clone(), message);
        if member == n::VALUE || !all.contains(trimmed) {
            let edit = Edit::set(scope.index, place, Value::string(trimmed));
            finding.fix("Remove the blank", [edit]);
        }
    }
}
