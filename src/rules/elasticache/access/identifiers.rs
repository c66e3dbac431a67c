//! Names and ids: their form, their length, the case in which they are stored, and that each is given once.

use std::collections::BTreeMap;

use super::names::{Fault, MADE, NAMES, Named, fault, mended};
use crate::document::{Document, Edit, Path, Resource, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

const OPERATIONS: &[&str] = &[
    "CreateSnapshot",
    "CopySnapshot",
    "CreateUser",
    "CreateUserGroup",
    "CreateCacheParameterGroup",
    "CreateCacheSubnetGroup",
    "CreateCacheSecurityGroup",
    "CreateServerlessCacheSnapshot",
    "CopyServerlessCacheSnapshot",
    "CreateGlobalReplicationGroup",
    "PurchaseReservedCacheNodesOffering",
];

const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    texts: [&'static str; 3],
    examples: Examples,
    check: Check,
) -> Rule {
    Rule {
        code,
        name,
        severity,
        operations: OPERATIONS,
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-manual.html",
        examples,
        check,
    }
}

pub(super) static MALFORMED: Rule = rule(
    "EC600",
    "malformed-name",
    Severity::Error,
    [
        "A name begins with a letter, holds letters, digits and single hyphens, and does not end in a hyphen.",
        "AWS answers that the parameter is not a valid identifier.",
        "Write the name with letters, digits and single hyphens.",
    ],
    Examples::new(
        &[
            r#"{"SnapshotName": "automatic.orders-2026-11-20", "ReplicationGroupId": "orders"}"#,
            r#"{"SnapshotName": "nightly--1", "ReplicationGroupId": "orders"}"#,
            r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "my_app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}]}"#,
            r#"{"resources": [{"operation": "CreateUserGroup", "parameters": {"UserGroupId": "1team", "Engine": "valkey", "UserIds": ["app"]}}]}"#,
            r#"{"resources": [{"operation": "CreateCacheParameterGroup", "parameters": {"CacheParameterGroupName": "orders.v2", "CacheParameterGroupFamily": "valkey8", "Description": "Orders"}}]}"#,
            r#"{"resources": [{"operation": "CreateCacheSubnetGroup", "parameters": {"CacheSubnetGroupName": "private-", "CacheSubnetGroupDescription": "Private", "SubnetIds": ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]}}]}"#,
            r#"{"resources": [{"operation": "CreateCacheSecurityGroup", "parameters": {"CacheSecurityGroupName": "my-group", "Description": "Legacy"}}]}"#,
            r#"{"resources": [{"operation": "CreateGlobalReplicationGroup", "parameters": {"GlobalReplicationGroupIdSuffix": "orders", "PrimaryReplicationGroupId": "arn:aws:elasticache:us-west-2:111122223333:replicationgroup:orders"}}]}"#,
        ],
        &[
            r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders"}"#,
            r#"{"resources": [{"operation": "CreateCacheSubnetGroup", "parameters": {"CacheSubnetGroupName": "private", "CacheSubnetGroupDescription": "Private", "SubnetIds": ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]}}]}"#,
        ],
    ),
    Check::Resource(check_malformed),
);

pub(super) static DOUBTFUL: Rule = rule(
    "EC601",
    "doubtful-name",
    Severity::Warning,
    [
        "Names are best made of letters, digits and single hyphens, with a letter first and no hyphen at the end.",
        "No page says so for this member, but it is the form of every other name of the service.",
        "Write the name with letters, digits and single hyphens.",
    ],
    Examples::new(
        &[
            r#"{"SnapshotName": "nightly", "CacheClusterId": "my_cluster"}"#,
            r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "my--app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}]}"#,
            r#"{"resources": [{"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team-", "Engine": "valkey", "UserIds": ["app"]}}]}"#,
            r#"{"resources": [{"operation": "CreateServerlessCacheSnapshot", "parameters": {"ServerlessCacheSnapshotName": "my_snap", "ServerlessCacheName": "orders"}}]}"#,
            r#"{"resources": [{"operation": "CreateServerlessCacheSnapshot", "parameters": {"ServerlessCacheSnapshotName": "nightly", "ServerlessCacheName": "arn:aws:elasticache:us-east-1:111122223333:serverlesscache:orders"}}]}"#,
            r#"{"resources": [{"operation": "CreateGlobalReplicationGroup", "parameters": {"GlobalReplicationGroupIdSuffix": "my global datastore", "PrimaryReplicationGroupId": "orders-main"}}]}"#,
            r#"{"resources": [{"operation": "PurchaseReservedCacheNodesOffering", "parameters": {"ReservedCacheNodesOfferingId": "438012d3-4052-4cc7-b2e3-8d3372e0e706", "ReservedCacheNodeId": "my reservation"}}]}"#,
        ],
        &[
            r#"{"SnapshotName": "nightly", "CacheClusterId": "my-cluster"}"#,
            r#"{"resources": [{"operation": "CreateGlobalReplicationGroup", "parameters": {"GlobalReplicationGroupIdSuffix": "2nd-orders", "PrimaryReplicationGroupId": "orders-main"}}]}"#,
        ],
    ),
    Check::Resource(check_doubtful),
);

pub(super) static LONG: Rule = rule(
    "EC602",
    "name-too-long",
    Severity::Error,
    [
        "The name has more characters than the service takes.",
        "The limit is part of the documentation of the parameter.",
        "Shorten the name.",
    ],
    Examples::new(
        &[
            r#"{"resources": [{"operation": "CreateCacheParameterGroup", "parameters": {"CacheParameterGroupName": "pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp", "CacheParameterGroupFamily": "valkey8", "Description": "Orders"}}]}"#,
            r#"{"resources": [{"operation": "CreateServerlessCacheSnapshot", "parameters": {"ServerlessCacheSnapshotName": "ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss", "ServerlessCacheName": "orders"}}]}"#,
            r#"{"resources": [{"operation": "CreateGlobalReplicationGroup", "parameters": {"GlobalReplicationGroupIdSuffix": "orders", "PrimaryReplicationGroupId": "ggggggggggggggggggggggggggggggggggggggggg"}}]}"#,
        ],
        &[
            r#"{"resources": [{"operation": "CreateCacheParameterGroup", "parameters": {"CacheParameterGroupName": "ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp", "CacheParameterGroupFamily": "valkey8", "Description": "Orders"}}]}"#,
        ],
    ),
    Check::Resource(check_long),
);

pub(super) static RATHER_LONG: Rule = rule(
    "EC603",
    "name-doubtfully-long",
    Severity::Warning,
    [
        "The name has more characters than tools and guides allow.",
        "The API's own model states no maximum, so AWS may or may not take it.",
        "Shorten the name.",
    ],
    Examples::new(
        &[
            r#"{"SnapshotName": "sssssssssssssssssssssssssssssssssssssssss", "ReplicationGroupId": "orders"}"#,
            r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}]}"#,
            r#"{"resources": [{"operation": "CreateUserGroup", "parameters": {"UserGroupId": "ggggggggggggggggggggggggggggggggggggggggg", "Engine": "valkey", "UserIds": ["app"]}}]}"#,
        ],
        &[
            r#"{"SnapshotName": "ssssssssssssssssssssssssssssssssssssssss", "ReplicationGroupId": "orders"}"#,
        ],
    ),
    Check::Resource(check_rather_long),
);

pub(super) static UPPER_CASE: Rule = rule(
    "EC604",
    "name-in-upper-case",
    Severity::Info,
    [
        "The service stores the name in lower case.",
        "Names that differ in case only are the same name, and ARNs and policies have the lower-case form.",
        "Write the name in lower case.",
    ],
    Examples::new(
        &[
            r#"{"SnapshotName": "Nightly", "ReplicationGroupId": "orders"}"#,
            r#"{"resources": [{"operation": "CreateCacheParameterGroup", "parameters": {"CacheParameterGroupName": "myRed28", "CacheParameterGroupFamily": "valkey8", "Description": "Orders"}}]}"#,
        ],
        &[r#"{"SnapshotName": "nightly", "ReplicationGroupId": "orders"}"#],
    ),
    Check::Resource(check_case),
);

pub(super) static DUPLICATE: Rule = rule(
    "EC605",
    "duplicate-name",
    Severity::Error,
    [
        "Two resources of one kind and Region have the same name.",
        "Names are unique in an account and Region whatever their case; the second request is refused.",
        "Rename one of them.",
    ],
    Examples::new(
        &[
            r#"{"resources": [{"operation": "CreateSnapshot", "parameters": {"SnapshotName": "nightly", "ReplicationGroupId": "orders"}}, {"operation": "CopySnapshot", "parameters": {"SourceSnapshotName": "older", "TargetSnapshotName": "Nightly"}}]}"#,
            r#"{"resources": [{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}, {"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "other", "Engine": "valkey", "AccessString": "on ~app:* +@read", "Passwords": [{"$env": "APP_PASSWORD"}]}}]}"#,
        ],
        &[
            r#"{"resources": [{"operation": "CreateSnapshot", "parameters": {"SnapshotName": "nightly", "ReplicationGroupId": "orders"}}, {"region": "us-east-1", "operation": "CreateSnapshot", "parameters": {"SnapshotName": "nightly", "ReplicationGroupId": "orders"}}]}"#,
        ],
    ),
    Check::Document(check_duplicates),
);

/// The names that a resource has to give, with what they hold.
fn names<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (&'static Named, &'a str)> + use<'a> {
    let scope = *scope;
    NAMES
        .iter()
        .filter(move |named| {
            named.operation == scope.operation() && applies(scope.resource(), named)
        })
        .filter_map(move |named| Some((named, scope.text(named.member)?)))
}

/// The target of an export is the stem of an object's key, not a name.
fn applies(resource: &Resource, named: &Named) -> bool {
    named.member != n::TARGET_SNAPSHOT_NAME || resource.parameters.get(n::TARGET_BUCKET).is_none()
}

fn rename(scope: &Scope<'_>, named: &Named, to: &str) -> Vec<Edit> {
    let mut edits = vec![scope.set(named.member, Value::string(to))];
    // A user that signs in with IAM has one text for both.
    if named.member == n::USER_ID && scope.text(n::USER_NAME) == scope.text(n::USER_ID) {
        edits.push(scope.set(n::USER_NAME, Value::string(to)));
    }
    edits
}

fn check_form(scope: &Scope<'_>, report: &mut Report<'_>, certain: bool) {
    for (named, text) in names(scope) {
        // Groups of AWS's own have a rule that says so.
        let reserved = named.member == n::CACHE_PARAMETER_GROUP_NAME
            && text.to_ascii_lowercase().starts_with("default.");
        let Some(fault) = fault(text, named.form).filter(|_| !reserved) else {
            continue;
        };
        let documented = match fault {
            Fault::Empty => named.characters || named.longest.is_some_and(|(_, sure)| sure),
            _ if fault.is_about_hyphens() => named.hyphens,
            _ => named.characters,
        };
        if documented != certain || text.contains('\0') {
            continue;
        }
        let finding = report.at(named.member, fault.message(text, named.form));
        let better = mended(text, named);
        if !better.is_empty() {
            finding.fix(
                format!("Rename it to {}", shown(&better)),
                rename(scope, named, &better),
            );
        }
    }
}

fn check_malformed(scope: &Scope<'_>, report: &mut Report<'_>) {
    check_form(scope, report, true);
}

fn check_doubtful(scope: &Scope<'_>, report: &mut Report<'_>) {
    check_form(scope, report, false);
}

fn check_length(scope: &Scope<'_>, report: &mut Report<'_>, certain: bool) {
    for (named, text) in names(scope) {
        let length = text.chars().count();
        if let Some((longest, documented)) = named.longest
            && documented == certain
            && length > longest
            && !text.starts_with("arn:")
        {
            let message = format!(
                "“{}” has {length} characters, at most {longest} are {}",
                shown(text),
                if certain { "allowed" } else { "expected" }
            );
            let finding = report.at(named.member, message);
            let better = mended(text, named);
            if !better.is_empty() {
                finding.fix(
                    format!("Keep the first {} characters", better.len()),
                    rename(scope, named, &better),
                );
            }
        }
    }
}

fn check_long(scope: &Scope<'_>, report: &mut Report<'_>) {
    check_length(scope, report, true);
}

fn check_rather_long(scope: &Scope<'_>, report: &mut Report<'_>) {
    check_length(scope, report, false);
}

fn check_case(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (named, text) in names(scope) {
        // Users with IAM have a rule of their own about case.
        let iam = named.member == n::USER_ID && super::authentication::is_iam(scope.parameters());
        if named.lowered && !iam && text.contains(|c: char| c.is_ascii_uppercase()) {
            let lower = text.to_ascii_lowercase();
            report
                .at(
                    named.member,
                    format!("“{}” is stored as {}", shown(text), shown(&lower)),
                )
                .fix(
                    "Write it in lower case",
                    [scope.set(named.member, Value::string(lower))],
                );
        }
    }
}

/// The member that names what a resource makes, and what that is.
fn made_by(resource: &Resource) -> Option<(&'static str, &'static str)> {
    let mut made = MADE.iter().filter(|_| &*resource.service == "elasticache");
    let found = made.find(|(operation, ..)| *operation == &*resource.operation);
    found.map(|(_, member, kind)| (*member, *kind))
}

fn check_duplicates(document: &Document, report: &mut Report<'_>) {
    let mut seen: BTreeMap<(&str, &str, String), (usize, bool)> = BTreeMap::new();
    for (index, resource) in document.resources.iter().enumerate() {
        let Some((member, kind)) = made_by(resource) else {
            continue;
        };
        let export = member == n::TARGET_SNAPSHOT_NAME
            && resource.parameters.get(n::TARGET_BUCKET).is_some();
        let name = resource.parameters.text(member);
        let Some(name) = name.filter(|name| !name.is_empty() && !export) else {
            continue;
        };
        let region = document.region_of(resource);
        let key = (region, kind, name.to_ascii_lowercase());
        let Some((first, told)) = seen.get_mut(&key) else {
            seen.insert(key, (index, false));
            continue;
        };
        let first = *first;
        let says = |name: &str, other: usize| {
            let number = other + 1;
            format!(
                "“{}” is the name of the {kind} in resource {number} too",
                shown(name)
            )
        };
        // The first one is told once, however many there are.
        if !std::mem::replace(told, true) {
            let made = &document.resources[first];
            let place =
                made_by(made).map_or_else(Path::root, |(member, _)| Path::root().key(member));
            let own = made_by(made).and_then(|(member, _)| made.parameters.text(member));
            report.at_resource(first, place, says(own.unwrap_or(name), index));
        }
        let message = says(name, first);
        let place = Path::root().key(member);
        let finding = report.at_resource(index, place.clone(), message);
        if resource.parameters == document.resources[first].parameters {
            let edit = Edit::RemoveResource { resource: index };
            finding.fix("Remove this resource, which says the same", [edit]);
        }
    }
}
