//! What AWS made and keeps: the built-in user and the default groups.

use crate::model::generated::elasticache::names as n;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

const RBAC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";
const PARAMETERS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Management.html";
const SUBNETS: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteCacheSubnetGroup.html";
const SECURITY: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteCacheSecurityGroup.html";

const fn rule(
    code: &'static str,
    name: &'static str,
    operations: &'static [&'static str],
    texts: [&'static str; 4],
    examples: Examples,
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
        examples,
        check: Check::Resource(check),
    }
}

pub(super) static USER: Rule = rule(
    "EC616",
    "built-in-user-changed",
    &["ModifyUser", "DeleteUser"],
    [
        "The built-in user default can be neither changed nor deleted.",
        "ElastiCache makes it and keeps it as it is.",
        "Make a user of your own that is named default, and list it in the group instead.",
        RBAC,
    ],
    Examples::new(
        &[r#"{"UserId": "default", "AccessString": "off -@all"}"#],
        &[r#"{"UserId": "app-default", "AccessString": "off -@all"}"#],
    ),
    check_user,
);

pub(super) static PARAMETER_GROUP: Rule = rule(
    "EC704",
    "default-parameter-group-deleted",
    &["DeleteCacheParameterGroup"],
    [
        "The default parameter groups cannot be deleted.",
        "They are AWS's own, and every cluster without a group of its own uses one.",
        "Leave the request out.",
        PARAMETERS,
    ],
    Examples::new(
        &[r#"{"CacheParameterGroupName": "default.valkey8"}"#],
        &[r#"{"CacheParameterGroupName": "orders"}"#],
    ),
    check_parameter_group,
);

pub(super) static SUBNET_GROUP: Rule = rule(
    "EC716",
    "default-subnet-group-deleted",
    &["DeleteCacheSubnetGroup"],
    [
        "The default subnet group cannot be deleted.",
        "It belongs to the default VPC.",
        "Leave the request out.",
        SUBNETS,
    ],
    Examples::new(
        &[r#"{"CacheSubnetGroupName": "default"}"#],
        &[r#"{"CacheSubnetGroupName": "private"}"#],
    ),
    check_subnet_group,
);

pub(super) static SECURITY_GROUP: Rule = rule(
    "EC722",
    "default-cache-security-group-deleted",
    &["DeleteCacheSecurityGroup"],
    [
        "The default cache security group cannot be deleted.",
        "It is the service's own.",
        "Leave the request out.",
        SECURITY,
    ],
    Examples::new(
        &[r#"{"CacheSecurityGroupName": "Default"}"#],
        &[r#"{"CacheSecurityGroupName": "legacy"}"#],
    ),
    check_security_group,
);

fn is_default(scope: &Scope<'_>, member: &str) -> bool {
    scope
        .text(member)
        .is_some_and(|name| name.eq_ignore_ascii_case("default"))
}

fn check_user(scope: &Scope<'_>, report: &mut Report<'_>) {
    if is_default(scope, n::USER_ID) {
        report.at(n::USER_ID, "the built-in user default stays as it is");
    }
}

fn check_parameter_group(scope: &Scope<'_>, report: &mut Report<'_>) {
    let name = scope
        .text(n::CACHE_PARAMETER_GROUP_NAME)
        .unwrap_or_default();
    if name.to_ascii_lowercase().starts_with("default.") {
        let message = format!("{} is a group of AWS's own", shown(name));
        report.at(n::CACHE_PARAMETER_GROUP_NAME, message);
    }
}

fn check_subnet_group(scope: &Scope<'_>, report: &mut Report<'_>) {
    if is_default(scope, n::CACHE_SUBNET_GROUP_NAME) {
        report.at(n::CACHE_SUBNET_GROUP_NAME, "the default subnet group stays");
    }
}

fn check_security_group(scope: &Scope<'_>, report: &mut Report<'_>) {
    if is_default(scope, n::CACHE_SECURITY_GROUP_NAME) {
        report.at(
            n::CACHE_SECURITY_GROUP_NAME,
            "the default cache security group stays",
        );
    }
}
