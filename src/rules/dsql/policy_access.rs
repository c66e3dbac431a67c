//! Policies of clusters: whom they let in, and what it is to have none.

use super::policy::{BOTH, GUIDE, at, policy, rule, statements};
use crate::document::{Map, Value};
use crate::model::generated::dsql::names as n;
use crate::rules::{Report, Rule, Scope, Severity, shown};

const PUBLIC_PAGE: &str =
    "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/rbp-block-public-access.html";
const CREATE_PAGE: &str =
    "https://docs.aws.amazon.com/aurora-dsql/latest/APIReference/API_CreateCluster.html";

const CREATE: &[&str] = &["CreateCluster"];

pub(super) static PUBLIC: Rule = rule(
    "DS033",
    "public-policy",
    Severity::Error,
    BOTH,
    [
        "No statement allows everybody without a condition that narrows it.",
        "Block Public Access refuses such a policy. Denying everybody is fine.",
        "Name the principals, or add a condition such as aws:SourceVpc.",
        PUBLIC_PAGE,
    ],
    &[
        r#"{"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"*\"}, \"Action\": [\"dsql:DbConnect\", \"dsql:DbConnectAdmin\"], \"Resource\": \"*\"}]}"}"#,
        r#"{"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"dsql:*\", \"Resource\": \"*\", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"true\"}}}]}"}"#,
    ],
    check_public,
);

pub(super) static ACCOUNTS: Rule = rule(
    "DS034",
    "policy-for-another-account",
    Severity::Warning,
    BOTH,
    [
        "A cluster's policy grants access to principals of the cluster's own account only.",
        "Grants across accounts are not supported.",
        "Let principals of the other account assume a role in this one.",
        GUIDE,
    ],
    &[
        r#"{"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": [\"arn:aws:iam::111122223333:role/app\", \"444455556666\"]}, \"Action\": \"dsql:DbConnect\", \"Resource\": \"*\"}]}"}"#,
    ],
    check_accounts,
);

pub(super) static ACTIONS: Rule = rule(
    "DS035",
    "policy-about-another-service",
    Severity::Warning,
    BOTH,
    [
        "The actions of a cluster's policy are those of dsql.",
        "Actions of other services have no meaning on a cluster.",
        "Write actions such as dsql:DbConnect.",
        GUIDE,
    ],
    &[
        r#"{"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"rds:Connect\", \"Resource\": \"*\"}]}"}"#,
    ],
    check_actions,
);

pub(super) static BYPASS_ALONE: Rule = rule(
    "DS036",
    "lockout-bypass-without-policy",
    Severity::Warning,
    CREATE,
    [
        "The check that is bypassed is one of the policy, and there is no policy.",
        "Without a policy the flag does nothing.",
        "Leave it out.",
        CREATE_PAGE,
    ],
    &[r#"{"bypassPolicyLockoutSafetyCheck": false}"#],
    check_bypass_alone,
);

pub(super) static BYPASS: Rule = rule(
    "DS037",
    "lockout-check-bypassed",
    Severity::Warning,
    BOTH,
    [
        "The policy is taken even if it shuts you out.",
        "Nobody of the account could then change the policy or use the cluster.",
        "Set it to false, unless that is what you want.",
        CREATE_PAGE,
    ],
    &[
        r#"{"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\", \"Principal\": {\"AWS\": \"*\"}, \"Action\": \"dsql:DbConnect\", \"Resource\": \"*\", \"Condition\": {\"Null\": {\"aws:SourceVpc\": \"true\"}}}]}", "bypassPolicyLockoutSafetyCheck": true}"#,
    ],
    check_bypass,
);

pub(super) static OPEN: Rule = rule(
    "DS038",
    "cluster-without-policy",
    Severity::Info,
    CREATE,
    [
        "A cluster without a policy can be reached from the internet.",
        "IAM guards it, but nothing keeps requests to your VPC.",
        "Add a policy that denies requests without aws:SourceVpc.",
        GUIDE,
    ],
    &["{}"],
    check_open,
);

/// The texts of a value that is one text or a list of them.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::List(items) => items.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The principals that a statement names; of an object those of all its kinds.
fn principals(statement: &Value) -> Vec<&str> {
    match statement.get("Principal") {
        Some(Value::Map(kinds)) => kinds.iter().flat_map(|(_, value)| texts(value)).collect(),
        Some(value) => texts(value),
        None => Vec::new(),
    }
}

/// Whether a statement's conditions keep it from being for everybody.
fn is_narrowed(statement: &Value) -> bool {
    const KEYS: &[&str] = &[
        "aws:principal",
        "aws:source",
        "aws:vpcsource",
        "aws:userid",
        "aws:username",
    ];
    let operators = statement.get("Condition").and_then(Value::as_map);
    operators
        .into_iter()
        .flat_map(Map::iter)
        .any(|(operator, keys)| {
            let denies = operator.contains("Not") || operator.starts_with("Null");
            let keys = keys.as_map();
            let mut keys = keys.into_iter().flat_map(Map::iter);
            !denies
                && keys.any(|(key, values)| {
                    let key = key.to_ascii_lowercase();
                    let values = texts(values);
                    let anything = values.is_empty()
                        || values
                            .iter()
                            .any(|value| matches!(*value, "*" | "0.0.0.0/0" | "::/0"));
                    KEYS.iter().any(|known| key.starts_with(known)) && !anything
                })
        })
}

fn check_public(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((text, policy)) = policy(scope) else {
        return;
    };
    for (i, statement, steps) in statements(&policy) {
        let everybody =
            principals(statement).contains(&"*") || statement.get("NotPrincipal").is_some();
        if statement.text("Effect") == Some("Allow") && everybody && !is_narrowed(statement) {
            let place = at(text, &steps);
            let message = format!("statement {} allows everybody {place}", i + 1);
            report.at(n::POLICY, message);
            return;
        }
    }
}

/// The account of a principal.
fn account(principal: &str) -> Option<&str> {
    let account = match principal.strip_prefix("arn:") {
        Some(rest) => rest.split(':').nth(3)?,
        None => principal,
    };
    (account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit())).then_some(account)
}

fn check_accounts(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((text, policy)) = policy(scope) else {
        return;
    };
    // The cluster's account, where the request says it; else that of the first principal.
    let key = scope.text(n::KMS_ENCRYPTION_KEY).and_then(account);
    let peers = super::arn::peers(scope.parameters());
    let mut own = key
        .or_else(|| peers.first().map(|(_, peer)| peer.account))
        .map(str::to_owned);
    for (i, statement, steps) in statements(&policy) {
        if statement.text("Effect") != Some("Allow") {
            continue;
        }
        for other in principals(statement).into_iter().filter_map(account) {
            let own = own.get_or_insert_with(|| other.to_owned());
            if other != own {
                let place = at(text, &steps);
                let message = format!(
                    "statement {} grants access to the account {other} beside {own} {place}",
                    i + 1
                );
                report.at(n::POLICY, message);
                return;
            }
        }
    }
}

fn check_actions(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((text, policy)) = policy(scope) else {
        return;
    };
    for (i, statement, steps) in statements(&policy) {
        let actions = ["Action", "NotAction"]
            .into_iter()
            .filter_map(|name| statement.get(name));
        let mut actions = actions.flat_map(texts);
        let other = actions.find(|action| {
            let service = action.split(':').next().unwrap_or_default();
            *action != "*" && !service.eq_ignore_ascii_case("dsql")
        });
        if let Some(other) = other {
            let place = at(text, &steps);
            let message = format!(
                "statement {} has the action “{}”, which is none of dsql {place}",
                i + 1,
                shown(other)
            );
            report.at(n::POLICY, message);
            return;
        }
    }
}

fn check_bypass_alone(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.flag(n::BYPASS_POLICY_LOCKOUT_SAFETY_CHECK).is_some() && !scope.has(n::POLICY) {
        report
            .at(n::BYPASS_POLICY_LOCKOUT_SAFETY_CHECK, "there is no policy")
            .fix(
                "Leave it out",
                [scope.remove(n::BYPASS_POLICY_LOCKOUT_SAFETY_CHECK)],
            );
    }
}

fn check_bypass(scope: &Scope<'_>, report: &mut Report<'_>) {
    let flag = scope.flag(n::BYPASS_POLICY_LOCKOUT_SAFETY_CHECK);
    if flag == Some(true) && scope.has(n::POLICY) {
        report
            .at(
                n::BYPASS_POLICY_LOCKOUT_SAFETY_CHECK,
                "the policy is taken even if it shuts you out",
            )
            .fix(
                "Set it to false",
                [scope.set(n::BYPASS_POLICY_LOCKOUT_SAFETY_CHECK, Value::Bool(false))],
            );
    }
}

fn check_open(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !scope.has(n::POLICY) {
        report.at(
            n::POLICY,
            "without a policy the cluster can be reached from the internet",
        );
    }
}
