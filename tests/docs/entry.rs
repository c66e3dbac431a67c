//! What is said about a rule: itself, and an example of each kind with what comes of it.

use cluster_composer::document::{Document, Resource, parse_json};
use cluster_composer::rules::{self, Rule, Severity, validate};
use cluster_composer::share;

/// Longer examples are shown only where there is no shorter one.
const LONG: usize = 700;

pub(crate) struct Entry {
    pub(crate) rule: &'static Rule,
    pub(crate) bad: Option<Example>,
    pub(crate) good: Option<Example>,
}

pub(crate) struct Example {
    pub(crate) document: Document,
    /// What is shown: the parameters, or the whole document where the example is one.
    pub(crate) json: String,
    /// What the rule says about it.
    pub(crate) message: Option<String>,
    /// What its fix does.
    pub(crate) fix: Option<String>,
}

/// A group of rules with a title.
pub(crate) struct Family<'a> {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
    pub(crate) entries: Vec<&'a Entry>,
}

pub(crate) fn entries() -> Vec<Entry> {
    let entry = |rule: &'static Rule| Entry {
        rule,
        bad: chosen(rule, rule.examples.bad),
        good: chosen(rule, rule.examples.good),
    };
    rules::all().map(entry).collect()
}

/// The entries by family, without empty ones.
pub(crate) fn families(entries: &[Entry]) -> Vec<Family<'_>> {
    let families = [
        (
            "M",
            "model",
            "Every operation",
            "What follows from AWS's own model of its API.",
        ),
        (
            "EC",
            "elasticache",
            "Amazon ElastiCache",
            "What AWS's documentation and answers say of caches.",
        ),
        (
            "DS",
            "dsql",
            "Amazon Aurora DSQL",
            "What AWS's documentation and answers say of DSQL clusters.",
        ),
        (
            "DP",
            "deployment",
            "Deployments",
            "What keeps requests from being run one after the other.",
        ),
    ];
    let families = families.map(|(prefix, id, title, about)| Family {
        id,
        title,
        about,
        entries: entries
            .iter()
            .filter(|entry| entry.rule.code.trim_end_matches(char::is_numeric) == prefix)
            .collect(),
    });
    families
        .into_iter()
        .filter(|family| !family.entries.is_empty())
        .collect()
}

pub(crate) fn severity(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// The first example that is not too long, else the shortest.
fn chosen(rule: &Rule, examples: &[&str]) -> Option<Example> {
    let short = examples.iter().find(|example| example.len() <= LONG);
    let text = short.or_else(|| examples.iter().min_by_key(|example| example.len()))?;
    let value = parse_json(text).expect("an example is JSON");
    let document = if value.get("resources").is_some() {
        Document::from_value(&value).expect("an example is a document")
    } else {
        let (service, region) = if rule.code.starts_with("DS") {
            ("dsql", "us-east-1")
        } else {
            ("elasticache", "us-west-2")
        };
        let mut resource = Resource::new(service, rule.operations.first()?);
        resource.parameters = value;
        Document::single(region, resource)
    };
    let found = validate(&document);
    let found = found.iter().find(|found| found.rule.code == rule.code);
    let place = |found: &rules::Diagnostic| {
        if found.path.is_root() {
            found.message.clone()
        } else {
            format!("{}: {}", found.path, found.message)
        }
    };
    Some(Example {
        json: pretty(text),
        message: found.map(place),
        fix: found.and_then(|found| Some(found.fix.as_ref()?.title.clone())),
        document,
    })
}

impl Example {
    /// The link's fragment, without `#`.
    pub(crate) fn fragment(&self) -> String {
        let fragment = share::to_fragment(&self.document);
        fragment.trim_start_matches('#').to_owned()
    }
}

fn pretty(text: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(text).expect("an example is JSON");
    let short = value.to_string();
    if short.len() <= 72 {
        return text.to_owned();
    }
    serde_json::to_string_pretty(&value).expect("JSON of JSON")
}
