//! Every rule against its own examples: they are its tests and its documentation.

use std::collections::{BTreeMap, BTreeSet};

use cluster_composer::document::{Document, Map, Resource, Value, parse_json};
use cluster_composer::model;
use cluster_composer::rules::{self, Diagnostic, Rule, Severity, validate};

/// Fixes of at least so many rules are tried.
const RULES_WITH_FIXES: usize = 60;

/// The document that an example stands for.
fn document(rule: &Rule, example: &str) -> Document {
    let value = parse_json(example).unwrap_or_else(|e| panic!("{}: {e:?}: {example}", rule.code));
    let (service, region) = if rule.code.starts_with("DS") {
        ("dsql", "us-east-1")
    } else {
        ("elasticache", "us-west-2")
    };
    if value.get("resources").is_some() {
        return Document::from_value(&value)
            .unwrap_or_else(|e| panic!("{}: {e}: {example}", rule.code));
    }
    let operation = rule.operations.first();
    let operation = operation.unwrap_or_else(|| panic!("{} names no operation", rule.code));
    let mut resource = Resource::new(service, operation);
    resource.parameters = value;
    Document::single(region, resource)
}

fn shown(diagnostic: &Diagnostic) -> String {
    format!(
        "{} {:?} {}:{} {}",
        diagnostic.rule.code,
        diagnostic.rule.severity,
        diagnostic.resource,
        diagnostic.path,
        diagnostic.message
    )
}

fn place(diagnostic: &Diagnostic) -> (&'static str, usize, String) {
    let path = diagnostic.path.to_string();
    (diagnostic.rule.code, diagnostic.resource, path)
}

fn errors(diagnostics: &[Diagnostic]) -> BTreeSet<(&'static str, usize, String)> {
    let errors = diagnostics.iter();
    errors
        .filter(|d| d.rule.severity == Severity::Error)
        .map(place)
        .collect()
}

/// Every rule with each of its examples; `true` for a bad one.
fn examples() -> impl Iterator<Item = (&'static Rule, &'static str, bool)> {
    rules::all().flat_map(|rule| {
        let bad = rule.examples.bad.iter().map(|example| (*example, true));
        let good = rule.examples.good.iter().map(|example| (*example, false));
        bad.chain(good).map(move |(text, bad)| (rule, text, bad))
    })
}

/// Fails with all that is wrong, not only the first.
fn assert_none(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn codes_and_names_are_unique_and_in_order() {
    let mut names = BTreeMap::new();
    let mut last = ("", "");
    let mut faults = Vec::new();
    for rule in rules::all() {
        let (prefix, number) = rule.code.split_at(rule.code.len().saturating_sub(3));
        if !matches!(prefix, "M" | "EC" | "DS" | "DP") || number.parse::<u16>().is_err() {
            faults.push(format!(
                "{}: a code is M, EC, DS or DP and a number",
                rule.code
            ));
        }
        if prefix == last.0 && rule.code <= last.1 {
            faults.push(format!("{} comes after {}", rule.code, last.1));
        }
        last = (prefix, rule.code);
        if let Some(other) = names.insert(rule.name, rule.code) {
            faults.push(format!(
                "{} and {other} are both named {}",
                rule.code, rule.name
            ));
        }
        let kebab = rule
            .name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !kebab || rule.name.starts_with('-') || rule.name.contains("--") {
            faults.push(format!("{}: {} is not in kebab-case", rule.code, rule.name));
        }
    }
    assert_none(&faults);
}

#[test]
fn every_rule_says_what_why_how_to_fix_and_where_that_is_written() {
    let mut faults = Vec::new();
    for rule in rules::all() {
        for (what, text) in [
            ("summary", rule.summary),
            ("why", rule.why),
            ("fix", rule.fix),
        ] {
            if text.len() < 8 || !text.ends_with('.') || text.contains("  ") {
                faults.push(format!("{}: {what} is no sentence: {text:?}", rule.code));
            }
        }
        let official = [
            "https://docs.aws.amazon.com/",
            "https://aws.amazon.com/",
            "https://valkey.io/",
            "https://redis.io/",
            "https://github.com/",
        ];
        if !official.iter().any(|site| rule.source.starts_with(site)) {
            faults.push(format!("{}: source {}", rule.code, rule.source));
        }
        if rule.examples.bad.is_empty() || rule.examples.good.is_empty() {
            faults.push(format!("{}: needs a bad and a good example", rule.code));
        }
        let service = if rule.code.starts_with("DS") {
            "dsql"
        } else {
            "elasticache"
        };
        for operation in rule.operations {
            if model::operation(service, operation).is_none() {
                faults.push(format!("{}: no operation {operation}", rule.code));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn bad_examples_break_their_rule_and_no_other_speaks_at_the_same_place() {
    let mut faults = Vec::new();
    for (rule, example, _) in examples().filter(|(_, _, bad)| *bad) {
        let diagnostics = validate(&document(rule, example));
        let (own, others): (Vec<_>, Vec<_>) =
            diagnostics.iter().partition(|d| d.rule.code == rule.code);
        if own.is_empty() {
            faults.push(format!("{} is silent: {example}", rule.code));
        }
        let errors = others.iter().filter(|d| d.rule.severity == Severity::Error);
        for other in errors {
            let same = |d: &&Diagnostic| d.resource == other.resource && d.path == other.path;
            if rule.severity == Severity::Error && own.iter().any(same) {
                let other = shown(other);
                faults.push(format!("{} and also {other}: {example}", rule.code));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn good_examples_break_nothing() {
    let mut faults = Vec::new();
    for (rule, example, _) in examples().filter(|(_, _, bad)| !*bad) {
        for found in validate(&document(rule, example)) {
            if found.rule.severity != Severity::Info || found.rule.code == rule.code {
                faults.push(format!("{}: {}: {example}", rule.code, shown(&found)));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn every_fix_removes_its_finding_and_adds_no_error() {
    let mut faults = Vec::new();
    let mut fixed = BTreeSet::new();
    for (rule, example, _) in examples().filter(|(_, _, bad)| *bad) {
        let document = document(rule, example);
        let before = validate(&document);
        for diagnostic in &before {
            let Some(fix) = &diagnostic.fix else { continue };
            fixed.insert(diagnostic.rule.code);
            let after = validate(&document.with_edits(&fix.edits));
            if after.iter().any(|d| place(d) == place(diagnostic)) {
                faults.push(format!(
                    "“{}” leaves {}: {example}",
                    fix.title,
                    shown(diagnostic)
                ));
            }
            for new in errors(&after).difference(&errors(&before)) {
                faults.push(format!(
                    "“{}” of {} adds {new:?}: {example}",
                    fix.title, rule.code
                ));
            }
        }
    }
    let total = rules::all().count();
    println!("{total} rules, {} of them with fixes", fixed.len());
    assert_none(&faults);
    assert!(
        fixed.len() >= RULES_WITH_FIXES,
        "fixes of only {} rules",
        fixed.len()
    );
}

/// The value with the members of every object in reverse order.
fn reversed(value: &Value) -> Value {
    match value {
        Value::List(items) => Value::list(items.iter().map(reversed)),
        Value::Map(map) => {
            let mut entries: Vec<_> = map
                .iter()
                .map(|(key, value)| (key.clone(), reversed(value)))
                .collect();
            entries.reverse();
            Value::Map(std::rc::Rc::new(entries.into_iter().collect::<Map>()))
        }
        other => other.clone(),
    }
}

#[test]
fn the_order_of_members_does_not_matter() {
    let mut faults = Vec::new();
    for (rule, example, _) in examples() {
        let document = document(rule, example);
        let value = reversed(&document.to_value());
        let turned = Document::from_value(&value).expect("a document stays one");
        let before: Vec<String> = validate(&document).iter().map(shown).collect();
        let after: Vec<String> = validate(&turned).iter().map(shown).collect();
        if before != after {
            faults.push(format!("{}: {before:?} against {after:?}", rule.code));
        }
    }
    assert_none(&faults);
}
