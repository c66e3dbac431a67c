//! User groups: the ids that they list, and the users of the document behind them.

use std::collections::BTreeMap;

use super::members::{Group, groups, remove_member};
use crate::document::{Document, Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Check, Examples, Report, Rule, Severity, shown};

const RBAC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";
const CREATE: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUserGroup.html";

const GOOD: &[&str] = &[
    r#"{"UserGroupId": "team", "Engine": "valkey", "UserIds": ["app"]}"#,
    r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "default", "Engine": "redis", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}, {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "redis", "UserIds": ["app"]}}]}"#,
];

const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    texts: [&'static str; 4],
    bad: &'static [&'static str],
    check: fn(&Document, &mut Report<'_>),
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
        check: Check::Document(check),
    }
}

pub(super) static NO_DEFAULT: Rule = rule(
    "EC673",
    "redis-group-without-default-user",
    Severity::Error,
    [
        "A group for redis has a user whose name is default.",
        "AWS answers DefaultUserRequired; the built-in user is not added by itself.",
        "Add the built-in user default, or a user of your own that is named default.",
        CREATE,
    ],
    &[
        r#"{"UserGroupId": "team", "Engine": "redis"}"#,
        r#"{"UserGroupId": "team", "Engine": "redis", "UserIds": []}"#,
        r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "app", "Engine": "redis", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}, {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "redis", "UserIds": ["app"]}}]}"#,
    ],
    check_no_default,
);

pub(super) static DOUBTFUL_DEFAULT: Rule = rule(
    "EC674",
    "redis-group-perhaps-without-default-user",
    Severity::Warning,
    [
        "A group for redis has a user whose name is default, and none of its ids looks like one.",
        "The users are not part of the document, so their names are not known here.",
        "Make sure that one of the users is named default, or add the built-in user default.",
        CREATE,
    ],
    &[r#"{"UserGroupId": "team", "Engine": "redis", "UserIds": ["app"]}"#],
    check_doubtful_default,
);

pub(super) static SAME_NAME: Rule = rule(
    "EC675",
    "users-of-one-name-in-group",
    Severity::Error,
    [
        "No two users of a group have the same name.",
        "AWS answers DuplicateUserName: at a login the name alone would not say who it is.",
        "Keep one of them; of two users named default the one that is your own.",
        CREATE,
    ],
    &[
        r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "default", "Engine": "redis", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}, {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "redis", "UserIds": ["default", "app"]}}]}"#,
        r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}, {"operation": "CreateUser", "parameters": {"UserId": "web", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}, {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "valkey", "UserIds": ["app", "web"]}}]}"#,
    ],
    check_same_name,
);

pub(super) static OPEN_MEMBER: Rule = rule(
    "EC676",
    "valkey-group-with-open-user",
    Severity::Error,
    [
        "Every user of a group for valkey signs in with a password or IAM.",
        "Users of redis may be part of such a group, but none that needs no password.",
        "Take the user out of the group, or give it a password.",
        RBAC,
    ],
    &[
        r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "app", "Engine": "redis", "AccessString": "on ~app:* +@read", "NoPasswordRequired": true}}, {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "valkey", "UserIds": ["app"]}}]}"#,
    ],
    check_open_member,
);

pub(super) static BUILT_IN: Rule = rule(
    "EC677",
    "valkey-group-with-built-in-user",
    Severity::Error,
    [
        "The built-in user default cannot be in a group for valkey.",
        "It needs no password, and every user of such a group must sign in. A group for valkey needs no default user.",
        "Take it out of the group.",
        RBAC,
    ],
    &[
        r#"{"UserGroupId": "team", "Engine": "valkey", "UserIds": ["default", "app"]}"#,
        r#"{"UserGroupId": "team", "Engine": "valkey", "UserIds": ["default"]}"#,
    ],
    check_built_in,
);

pub(super) static VALKEY_MEMBER: Rule = rule(
    "EC678",
    "redis-group-with-valkey-user",
    Severity::Error,
    [
        "A group for redis takes users of redis only.",
        "Users of valkey can be in groups for valkey only.",
        "Take the user out of the group, or make it a user of redis.",
        RBAC,
    ],
    &[
        r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}, {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "redis", "UserIds": ["default", "app"]}}]}"#,
    ],
    check_valkey_member,
);

pub(super) static MISSING_USER: Rule = rule(
    "EC679",
    "group-of-a-user-not-in-the-document",
    Severity::Warning,
    [
        "The document makes users, but not this one of the group.",
        "Every user that a group lists must exist; AWS answers UserNotFound otherwise.",
        "Correct the id, add the user, or make sure that it exists already.",
        CREATE,
    ],
    &[
        r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}, {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "valkey", "UserIds": ["app", "apq"]}}]}"#,
    ],
    check_missing_user,
);

pub(super) static TOO_EARLY: Rule = rule(
    "EC680",
    "group-before-its-users",
    Severity::Info,
    [
        "The document makes the group before one of its users.",
        "Every output lists the users first, because a group can only list users that exist; the document reads better in the same order.",
        "Move the group below its users.",
        CREATE,
    ],
    &[
        r#"{"resources": [{"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "valkey", "UserIds": ["app"]}}, {"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}]}"#,
    ],
    check_too_early,
);

pub(super) static OPEN_DOOR: Rule = rule(
    "EC681",
    "redis-group-with-built-in-user",
    Severity::Info,
    [
        "The built-in user default may do everything, without a password.",
        "It serves clients that name no user; whoever reaches the cache is let in.",
        "Make a user of your own that is named default, off or with a password, and list it instead.",
        RBAC,
    ],
    &[r#"{"UserGroupId": "team", "Engine": "redis", "UserIds": ["default", "app"]}"#],
    check_open_door,
);

fn place(member: &str, index: usize) -> Path {
    Path::root().key(member).index(index)
}

/// Whether a group has a user named default; `None` where a user is not known.
fn has_default(group: &Group<'_>) -> Option<bool> {
    let mut all_known = true;
    for member in &group.members {
        match member.name {
            Some("default") => return Some(true),
            Some(_) => {}
            None => all_known = false,
        }
    }
    all_known.then_some(false)
}

fn add_default(group: &Group<'_>, document: &Document) -> Edit {
    let path = Path::root().key(n::USER_IDS);
    let items = document.resources[group.index]
        .parameters
        .items(n::USER_IDS);
    let default = [Value::string("default")];
    let list = default
        .into_iter()
        .chain(items.unwrap_or_default().iter().cloned());
    Edit::set(group.index, path, Value::list(list))
}

fn check_no_default(document: &Document, report: &mut Report<'_>) {
    for group in groups(document) {
        if !group.is_for("redis") || group.ill_typed || has_default(&group) != Some(false) {
            continue;
        }
        let message = if group.members.is_empty() {
            "a group for redis needs a user named default, and there is none"
        } else {
            "none of the users is named default"
        };
        report
            .at_resource(group.index, Path::root().key(n::USER_IDS), message)
            .fix(
                "Add the built-in user default",
                [add_default(&group, document)],
            );
    }
}

fn check_doubtful_default(document: &Document, report: &mut Report<'_>) {
    for group in groups(document) {
        let like = |id: &str| id.to_ascii_lowercase().contains("default");
        if !group.is_for("redis")
            || group.ill_typed
            || has_default(&group).is_some()
            || group.members.iter().any(|member| like(member.id))
        {
            continue;
        }
        report
            .at_resource(
                group.index,
                Path::root().key(n::USER_IDS),
                "none of the ids looks like that of a user named default",
            )
            .fix(
                "Add the built-in user default",
                [add_default(&group, document)],
            );
    }
}

fn check_same_name(document: &Document, report: &mut Report<'_>) {
    for group in groups(document) {
        let mut seen: BTreeMap<&str, (String, usize)> = BTreeMap::new();
        for member in &group.members {
            let Some(name) = member.name else { continue };
            let id = member.id.to_ascii_lowercase();
            let Some((first, at)) = seen.get(name) else {
                seen.insert(name, (id, member.at));
                continue;
            };
            if *first == id {
                continue;
            }
            let message = format!(
                "“{}” and “{}” are both named {}",
                shown(first),
                shown(member.id),
                shown(name)
            );
            // The user of one's own stays rather than the built-in one.
            let goes = if first == "default" { *at } else { member.at };
            let edit = Edit::remove(group.index, place(n::USER_IDS, goes));
            let gone = if goes == member.at {
                member.id
            } else {
                "default"
            };
            report
                .at_resource(group.index, place(n::USER_IDS, member.at), message)
                .fix(format!("Take {} out of the group", shown(gone)), [edit]);
        }
    }
}

fn check_open_member(document: &Document, report: &mut Report<'_>) {
    for group in groups(document) {
        for member in &group.members {
            if group.is_for("valkey")
                && member.open == Some(true)
                && !member.id.eq_ignore_ascii_case("default")
            {
                let message = format!("“{}” signs in without a password", shown(member.id));
                report
                    .at_resource(group.index, place(n::USER_IDS, member.at), message)
                    .fix(
                        "Take it out of the group",
                        [remove_member(&group, member.at)],
                    );
            }
        }
    }
}

fn check_built_in(document: &Document, report: &mut Report<'_>) {
    for group in groups(document) {
        for member in &group.members {
            if group.is_for("valkey") && member.id.eq_ignore_ascii_case("default") {
                report
                    .at_resource(
                        group.index,
                        place(n::USER_IDS, member.at),
                        "the built-in user default needs no password",
                    )
                    .fix(
                        "Take it out of the group",
                        [remove_member(&group, member.at)],
                    );
            }
        }
    }
}

fn check_valkey_member(document: &Document, report: &mut Report<'_>) {
    for group in groups(document) {
        for member in &group.members {
            if group.is_for("redis") && member.is_of("valkey") {
                let message = format!("“{}” is a user of valkey", shown(member.id));
                let finding =
                    report.at_resource(group.index, place(n::USER_IDS, member.at), message);
                // Without its user named default the group would be refused.
                if member.name != Some("default") && group.members.len() > 1 {
                    finding.fix(
                        "Take it out of the group",
                        [remove_member(&group, member.at)],
                    );
                }
            }
        }
    }
}

fn check_missing_user(document: &Document, report: &mut Report<'_>) {
    // Among more users no near one is looked for, which would take long.
    const MOST_COMPARED: usize = 100;
    let mut compared = 0;
    for group in groups(document) {
        if group.users.is_empty() {
            continue;
        }
        for member in &group.members {
            if member.resource.is_some() || member.id.eq_ignore_ascii_case("default") {
                continue;
            }
            let message = format!("the document makes no user “{}”", shown(member.id));
            let path = place(n::USER_IDS, member.at);
            let finding = report.at_resource(group.index, path.clone(), message);
            compared += 1;
            if group.users.len() > MOST_COMPARED || compared > MOST_COMPARED {
                continue;
            }
            let known: Vec<&str> = group.users.keys().map(String::as_str).collect();
            let listed = |id: &str| group.members.iter().any(|other| other.id == id);
            let near = crate::rules::nearest::nearest(member.id, &known);
            if let Some(near) = near.filter(|near| !listed(near)) {
                let edit = Edit::set(group.index, path, Value::string(near));
                finding.fix(format!("Change to {}", shown(near)), [edit]);
            }
        }
    }
}

fn check_too_early(document: &Document, report: &mut Report<'_>) {
    for group in groups(document) {
        let later = group
            .members
            .iter()
            .filter_map(|member| Some((member.resource?, member)))
            .filter(|(resource, _)| *resource > group.index);
        if let Some((last, member)) = later.max_by_key(|(resource, _)| *resource) {
            let message = format!(
                "the user {} is made later, by resource {}",
                shown(member.id),
                last + 1
            );
            let edit = Edit::MoveResource {
                resource: group.index,
                to: last,
            };
            report
                .at_resource(group.index, place(n::USER_IDS, member.at), message)
                .fix("Move the group below its users", [edit]);
        }
    }
}

fn check_open_door(document: &Document, report: &mut Report<'_>) {
    for group in groups(document) {
        // With a user of one's own of that name another rule speaks.
        let named = group
            .members
            .iter()
            .filter(|member| member.name == Some("default"));
        let own = named.count() > 1;
        for member in &group.members {
            if group.is_for("redis") && member.id.eq_ignore_ascii_case("default") && !own {
                report.at_resource(
                    group.index,
                    place(n::USER_IDS, member.at),
                    "the built-in user default lets in whoever reaches the cache",
                );
            }
        }
    }
}
