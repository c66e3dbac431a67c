//! The lists of user ids that make and change user groups.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::quota;
use crate::document::{Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

const RBAC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";
const CREATE: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUserGroup.html";

const LISTS: &[&str] = &[n::USER_IDS, n::USER_IDS_TO_ADD, n::USER_IDS_TO_REMOVE];

const GOOD: &[&str] = &[
    r#"{"UserGroupId": "team", "Engine": "valkey", "UserIds": ["app"]}"#,
    r#"{"UserGroupId": "team", "Engine": "redis", "UserIds": ["default", "app"]}"#,
];

const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    texts: [&'static str; 4],
    bad: &'static [&'static str],
    check: fn(&Scope<'_>, &mut Report<'_>),
) -> Rule {
    Rule {
        code,
        name,
        severity,
        operations: &["CreateUserGroup", "ModifyUserGroup"],
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: texts[3],
        examples: Examples::new(bad, GOOD),
        check: Check::Resource(check),
    }
}

pub(super) static MALFORMED_ID: Rule = rule(
    "EC670",
    "malformed-user-id-in-group",
    Severity::Error,
    [
        "A user group lists ids of users: a letter, then letters, digits and hyphens.",
        "Names, ARNs and ids with commas do not match; on a command line the ids are separated by blanks only.",
        "List each user by its id, as an item of its own.",
        CREATE,
    ],
    &[
        r#"{"UserGroupId": "team", "Engine": "valkey", "UserIds": ["app,", "web"]}"#,
        r#"{"UserGroupId": "team", "Engine": "valkey", "UserIds": ["app,web"]}"#,
        r#"{"UserGroupId": "team", "Engine": "valkey", "UserIds": ["app user"]}"#,
        r#"{"resources": [{"operation": "ModifyUserGroup", "parameters": {"UserGroupId": "team", "UserIdsToAdd": ["arn:aws:elasticache:us-west-2:111122223333:user:app"]}}]}"#,
    ],
    check_ids,
);

pub(super) static TOO_MANY: Rule = rule(
    "EC671",
    "too-many-users-in-group",
    Severity::Error,
    [
        "A user group holds at most 100 users.",
        "AWS answers UserGroupQuotaExceeded.",
        "Leave out users, or split the group.",
        RBAC,
    ],
    &[
        r#"{"UserGroupId": "team", "Engine": "valkey", "UserIds": ["u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9", "u10", "u11", "u12", "u13", "u14", "u15", "u16", "u17", "u18", "u19", "u20", "u21", "u22", "u23", "u24", "u25", "u26", "u27", "u28", "u29", "u30", "u31", "u32", "u33", "u34", "u35", "u36", "u37", "u38", "u39", "u40", "u41", "u42", "u43", "u44", "u45", "u46", "u47", "u48", "u49", "u50", "u51", "u52", "u53", "u54", "u55", "u56", "u57", "u58", "u59", "u60", "u61", "u62", "u63", "u64", "u65", "u66", "u67", "u68", "u69", "u70", "u71", "u72", "u73", "u74", "u75", "u76", "u77", "u78", "u79", "u80", "u81", "u82", "u83", "u84", "u85", "u86", "u87", "u88", "u89", "u90", "u91", "u92", "u93", "u94", "u95", "u96", "u97", "u98", "u99", "u100"]}"#,
    ],
    check_count,
);

pub(super) static TWICE: Rule = rule(
    "EC672",
    "user-listed-twice",
    Severity::Warning,
    [
        "The group lists a user twice.",
        "Ids compare without regard to case; once is enough.",
        "Remove one of them.",
        CREATE,
    ],
    &[r#"{"UserGroupId": "team", "Engine": "valkey", "UserIds": ["app", "App"]}"#],
    check_twice,
);

fn place(member: &str, index: usize) -> Path {
    Path::root().key(member).index(index)
}

fn is_user_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn check_ids(scope: &Scope<'_>, report: &mut Report<'_>) {
    for member in LISTS {
        let bad = |id: &str| !id.is_empty() && !is_user_id(id);
        let Some((index, id)) = scope.texts(member).find(|(_, id)| bad(id)) else {
            continue;
        };
        let more = scope.texts(member).filter(|(_, id)| bad(id)).count() - 1;
        let mut message = format!("“{}” is no id of a user", shown(id));
        if more > 0 {
            message = format!("{message}, nor are {more} more");
        }
        let finding = report.at_path(place(member, index), message);
        let items = scope.items(member).unwrap_or_default();
        if !items.iter().all(|item| item.as_str().is_some()) {
            continue;
        }
        let mut seen = BTreeSet::new();
        let ids: Vec<&str> = scope
            .texts(member)
            .flat_map(|(_, text)| text.split([',', ';']))
            .map(|id| id.trim().rsplit(':').next().unwrap_or_default())
            .filter(|id| !id.is_empty() && seen.insert(*id))
            .collect();
        if !ids.is_empty() && ids.iter().all(|id| is_user_id(id)) {
            let list = Value::list(ids.into_iter().map(Value::string));
            finding.fix("List the ids one by one", [scope.set(member, list)]);
        }
    }
}

fn check_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    let most = usize::try_from(quota::USERS_PER_GROUP).unwrap_or(usize::MAX);
    for member in LISTS {
        let Some(items) = scope.items(member).filter(|items| items.len() > most) else {
            continue;
        };
        let message = format!("{} users, at most {most} are allowed", items.len());
        let finding = report.at(member, message);
        let kept = &items[..most];
        let valkey = scope
            .text(n::ENGINE)
            .is_some_and(|engine| engine.eq_ignore_ascii_case("valkey"));
        if valkey || kept.iter().any(|item| item.as_str() == Some("default")) {
            let kept = Value::list(kept.iter().cloned());
            finding.fix("Keep the first 100", [scope.set(member, kept)]);
        }
    }
}

fn check_twice(scope: &Scope<'_>, report: &mut Report<'_>) {
    for member in LISTS {
        let mut seen = BTreeMap::new();
        for (i, id) in scope.texts(member) {
            if seen.insert(id.to_ascii_lowercase(), i).is_some() {
                let path = place(member, i);
                report
                    .at_path(path.clone(), format!("“{}” is listed already", shown(id)))
                    .fix("Remove it", [Edit::remove(scope.index, path)]);
            }
        }
    }
}
