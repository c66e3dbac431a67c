//! Policies of clusters: a JSON text within the request, and the words that it is made of.

use super::policy_place::{Step, place};
use crate::document::{Value, parse_json};
use crate::model::generated::dsql::names as n;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

pub(super) const GUIDE: &str =
    "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/resource-based-policies.html";
const GRAMMAR: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";

pub(super) const BOTH: &[&str] = &["CreateCluster", "PutClusterPolicy"];

/// The longest policy that the model takes.
const LONGEST: usize = 20_480;

const GOOD: &[&str] = &[
    r#"{"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\", \"Principal\": {\"AWS\": \"*\"}, \"Action\": [\"dsql:DbConnect\", \"dsql:DbConnectAdmin\"], \"Resource\": \"*\", \"Condition\": {\"Null\": {\"aws:SourceVpc\": \"true\"}}}]}", "bypassPolicyLockoutSafetyCheck": false}"#,
    r#"{"policy": "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"dsql:DbConnect\", \"Resource\": \"*\", \"Condition\": {\"StringEquals\": {\"aws:SourceVpc\": \"vpc-0a1b2c3d\"}}}}"}"#,
];

pub(super) const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    operations: &'static [&'static str],
    texts: [&'static str; 4],
    bad: &'static [&'static str],
    check: fn(&Scope<'_>, &mut Report<'_>),
) -> Rule {
    Rule {
        code,
        name,
        severity,
        operations,
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: texts[3],
        examples: Examples::new(bad, GOOD),
        check: Check::Resource(check),
    }
}

pub(super) static NO_JSON: Rule = rule(
    "DS030",
    "policy-that-is-no-json",
    Severity::Error,
    BOTH,
    [
        "The policy is a text that holds a JSON object.",
        "AWS reads the text as a policy document and refuses what it cannot read.",
        "Correct the JSON at the place that is named.",
        GUIDE,
    ],
    &[
        r#"{"policy": "{Version: 2012-10-17}"}"#,
        r#"{"policy": "[]"}"#,
    ],
    check_json,
);

pub(super) static INCOMPLETE: Rule = rule(
    "DS031",
    "incomplete-policy",
    Severity::Warning,
    BOTH,
    [
        "A policy has a Version and statements, each with Effect, Principal, Action and Resource, or their Not forms.",
        "A policy that is attached to a resource says whom it is about; AWS refuses a statement without one of these.",
        "Add what is missing.",
        GRAMMAR,
    ],
    &[
        r#"{"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"dsql:DbConnect\", \"Resource\": \"*\"}]}"}"#,
        r#"{"policy": "{\"Version\": \"2012-10-17\", \"Statement\": []}"}"#,
        r#"{"policy": "{\"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"dsql:DbConnect\", \"Resource\": \"*\"}]}"}"#,
    ],
    check_complete,
);

pub(super) static WORDS: Rule = rule(
    "DS032",
    "policy-with-unknown-words",
    Severity::Error,
    BOTH,
    [
        "Version is 2012-10-17, Effect is Allow or Deny, and elements have the names that the grammar has.",
        "The words are case-sensitive; AWS answers that the policy is malformed.",
        "Write the word as the grammar has it.",
        GRAMMAR,
    ],
    &[
        r#"{"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"deny\", \"Principal\": \"*\", \"Action\": \"dsql:DbConnect\", \"Resource\": \"*\"}]}"}"#,
        r#"{"policy": "{\"Version\": \"2025-01-01\", \"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"dsql:DbConnect\", \"Resource\": \"*\"}]}"}"#,
        r#"{"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"dsql:DbConnect\", \"Resource\": \"*\", \"Conditions\": {}}]}"}"#,
    ],
    check_words,
);

/// The text of a policy with its document, where it is one.
pub(super) fn policy<'a>(scope: &Scope<'a>) -> Option<(&'a str, Value)> {
    let text = scope.text(n::POLICY)?;
    let value = parse_json(text).ok()?;
    value.as_map()?;
    Some((text, value))
}

/// The statements with their indexes, and the steps to each.
pub(super) fn statements(policy: &Value) -> Vec<(usize, &Value, Vec<Step<'static>>)> {
    match policy.get("Statement") {
        Some(Value::List(items)) => items
            .iter()
            .enumerate()
            .map(|(i, item)| (i, item, vec![Step::Key("Statement"), Step::Item(i)]))
            .filter(|(_, item, _)| item.as_map().is_some())
            .collect(),
        Some(item @ Value::Map(_)) => vec![(0, item, vec![Step::Key("Statement")])],
        _ => Vec::new(),
    }
}

pub(super) fn at(text: &str, steps: &[Step<'_>]) -> String {
    let (line, column) = place(text, steps);
    format!("(line {line}, column {column})")
}

fn check_json(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(text) = scope.text(n::POLICY) else {
        return;
    };
    if text.is_empty() || text.chars().count() > LONGEST || text.contains('\0') {
        return;
    }
    match parse_json(text) {
        Err(error) => {
            report.at(
                n::POLICY,
                format!("the policy is no JSON: {}", shown_error(&error.to_string())),
            );
        }
        Ok(value) if value.as_map().is_none() => {
            let message = format!("the policy is to be an object, found {}", value.type_name());
            report.at(n::POLICY, message);
        }
        Ok(_) => {}
    }
}

/// The reader's message in whole, unless it quotes much.
fn shown_error(message: &str) -> String {
    message
        .chars()
        .take(160)
        .filter(|c| !c.is_control())
        .collect()
}

/// The first thing that a policy lacks.
fn lacking(text: &str, policy: &Value) -> Option<String> {
    if policy.get("Version").is_none() {
        return Some("the policy has no Version".to_owned());
    }
    let list = policy.get("Statement");
    if list.is_none_or(|list| list.as_list().is_some_and(<[Value]>::is_empty)) {
        return Some("the policy has no statement".to_owned());
    }
    for (i, statement, steps) in statements(policy) {
        for (element, other) in [
            ("Effect", ""),
            ("Principal", "NotPrincipal"),
            ("Action", "NotAction"),
            ("Resource", "NotResource"),
        ] {
            if statement.get(element).is_none() && statement.get(other).is_none() {
                let place = at(text, &steps);
                return Some(format!("statement {} has no {element} {place}", i + 1));
            }
        }
    }
    None
}

fn check_complete(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some((text, policy)) = policy(scope) else {
        return;
    };
    // An element under another name has a rule of its own.
    if misspelt(text, &policy).is_some() {
        return;
    }
    let Some(message) = lacking(text, &policy) else {
        return;
    };
    let finding = report.at(n::POLICY, message);
    if policy.get("Version").is_none()
        && let Some(map) = policy.as_map()
    {
        let version = [("Version".into(), Value::string("2012-10-17"))];
        let rest = map.iter().map(|(key, value)| (key.clone(), value.clone()));
        let whole = Value::map(version.into_iter().chain(rest));
        let written = whole.to_json();
        if lacking(&written, &whole).is_none() {
            finding.fix(
                "Add the Version 2012-10-17",
                [scope.set(n::POLICY, Value::string(written))],
            );
        }
    }
}

/// The first word that the grammar does not have.
fn misspelt(text: &str, policy: &Value) -> Option<String> {
    const POLICY: &[&str] = &["Version", "Id", "Statement"];
    const STATEMENT: &[&str] = &[
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
    ];
    let unknown = |value: &Value, known: &[&str]| -> Option<String> {
        let mut keys = value.as_map()?.iter().map(|(key, _)| key.to_string());
        keys.find(|key| !known.contains(&key.as_str()))
    };
    if let Some(key) = unknown(policy, POLICY) {
        let place = at(text, &[Step::Key(&key)]);
        return Some(format!("a policy has no element “{}” {place}", shown(&key)));
    }
    if let Some(version) = policy.get("Version")
        && !matches!(version.as_str(), Some("2012-10-17" | "2008-10-17"))
    {
        let place = at(text, &[Step::Key("Version")]);
        return Some(format!("the Version is not 2012-10-17 {place}"));
    }
    for (i, statement, mut steps) in statements(policy) {
        let number = i + 1;
        if let Some(key) = unknown(statement, STATEMENT) {
            let place = at(text, &steps);
            let key = shown(&key);
            return Some(format!(
                "statement {number} has an unknown element “{key}” {place}"
            ));
        }
        let effect = statement.get("Effect");
        if let Some(effect) = effect
            && !matches!(effect.as_str(), Some("Allow" | "Deny"))
        {
            steps.push(Step::Key("Effect"));
            let place = at(text, &steps);
            return Some(format!(
                "the Effect of statement {number} is neither Allow nor Deny {place}"
            ));
        }
    }
    None
}

fn check_words(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some((text, policy)) = policy(scope)
        && let Some(message) = misspelt(text, &policy)
    {
        report.at(n::POLICY, message);
    }
}
