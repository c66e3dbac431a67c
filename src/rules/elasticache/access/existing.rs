//! What AWS made and keeps: the built-in user and the default groups.

use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

const RBAC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";
const PARAMETERS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Management.html";
const MODIFY: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheParameterGroup.html";
const RESET: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ResetCacheParameterGroup.html";
const SUBNETS: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteCacheSubnetGroup.html";
const SECURITY: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteCacheSecurityGroup.html";

/// The most parameters of one request.
const MOST_PARAMETERS: usize = 20;

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
    "default-parameter-group-changed",
    &[
        "ModifyCacheParameterGroup",
        "ResetCacheParameterGroup",
        "DeleteCacheParameterGroup",
    ],
    [
        "The default parameter groups can be neither changed nor deleted.",
        "They are AWS's own, and every cluster without a group of its own uses one.",
        "Make a group of your own from the same family, and change that.",
        PARAMETERS,
    ],
    Examples::new(
        &[
            r#"{"CacheParameterGroupName": "default.valkey8", "ParameterNameValues": [{"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"}]}"#,
        ],
        &[
            r#"{"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"}]}"#,
        ],
    ),
    check_parameter_group,
);

pub(super) static PARAMETER_COUNT: Rule = rule(
    "EC705",
    "number-of-parameters-changed",
    &["ModifyCacheParameterGroup"],
    [
        "A request changes 1 to 20 parameters.",
        "More are refused; so is a request that changes nothing.",
        "Change the rest with further requests.",
        MODIFY,
    ],
    Examples::new(
        &[
            r#"{"CacheParameterGroupName": "orders", "ParameterNameValues": []}"#,
            r#"{"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "p0", "ParameterValue": "1"}, {"ParameterName": "p1", "ParameterValue": "1"}, {"ParameterName": "p2", "ParameterValue": "1"}, {"ParameterName": "p3", "ParameterValue": "1"}, {"ParameterName": "p4", "ParameterValue": "1"}, {"ParameterName": "p5", "ParameterValue": "1"}, {"ParameterName": "p6", "ParameterValue": "1"}, {"ParameterName": "p7", "ParameterValue": "1"}, {"ParameterName": "p8", "ParameterValue": "1"}, {"ParameterName": "p9", "ParameterValue": "1"}, {"ParameterName": "p10", "ParameterValue": "1"}, {"ParameterName": "p11", "ParameterValue": "1"}, {"ParameterName": "p12", "ParameterValue": "1"}, {"ParameterName": "p13", "ParameterValue": "1"}, {"ParameterName": "p14", "ParameterValue": "1"}, {"ParameterName": "p15", "ParameterValue": "1"}, {"ParameterName": "p16", "ParameterValue": "1"}, {"ParameterName": "p17", "ParameterValue": "1"}, {"ParameterName": "p18", "ParameterValue": "1"}, {"ParameterName": "p19", "ParameterValue": "1"}, {"ParameterName": "p20", "ParameterValue": "1"}]}"#,
        ],
        &[
            r#"{"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "timeout", "ParameterValue": "60"}]}"#,
        ],
    ),
    check_parameter_count,
);

pub(super) static RESET_WHAT: Rule = rule(
    "EC706",
    "reset-of-all-or-some-parameters",
    &["ResetCacheParameterGroup"],
    [
        "A reset is of all parameters or of those that are named.",
        "With ResetAllParameters no names are taken; without it at least one is needed.",
        "Set ResetAllParameters to true, or name the parameters.",
        RESET,
    ],
    Examples::new(
        &[
            r#"{"CacheParameterGroupName": "orders"}"#,
            r#"{"CacheParameterGroupName": "orders", "ResetAllParameters": true, "ParameterNameValues": [{"ParameterName": "timeout"}]}"#,
        ],
        &[
            r#"{"CacheParameterGroupName": "orders", "ResetAllParameters": true}"#,
            r#"{"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "timeout"}]}"#,
        ],
    ),
    check_reset,
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

fn check_parameter_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(items) = scope.items(n::PARAMETER_NAME_VALUES) else {
        return;
    };
    if items.is_empty() {
        report.at(n::PARAMETER_NAME_VALUES, "no parameter is named");
    } else if items.len() > MOST_PARAMETERS {
        let message = format!(
            "{} parameters, at most {MOST_PARAMETERS} are allowed",
            items.len()
        );
        let kept = Value::list(items.iter().take(MOST_PARAMETERS).cloned());
        report.at(n::PARAMETER_NAME_VALUES, message).fix(
            "Keep the first 20",
            [scope.set(n::PARAMETER_NAME_VALUES, kept)],
        );
    }
}

fn check_reset(scope: &Scope<'_>, report: &mut Report<'_>) {
    let all = scope.flag(n::RESET_ALL_PARAMETERS);
    let named = scope.items(n::PARAMETER_NAME_VALUES);
    if all == Some(true) && named.is_some_and(|items| !items.is_empty()) {
        report
            .at(
                n::PARAMETER_NAME_VALUES,
                "all parameters are reset, and yet some are named",
            )
            .fix(
                "Leave the names out",
                [scope.remove(n::PARAMETER_NAME_VALUES)],
            );
    } else if all != Some(true)
        && named.is_none_or(<[Value]>::is_empty)
        && scope
            .get(n::RESET_ALL_PARAMETERS)
            .is_none_or(|flag| flag.as_bool().is_some())
        && scope
            .get(n::PARAMETER_NAME_VALUES)
            .is_none_or(|list| list.as_list().is_some())
    {
        report
            .at(
                n::RESET_ALL_PARAMETERS,
                "nothing says which parameters are reset",
            )
            .fix(
                "Reset all parameters",
                [
                    scope.set(n::RESET_ALL_PARAMETERS, Value::Bool(true)),
                    scope.remove(n::PARAMETER_NAME_VALUES),
                ],
            );
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
