//! WHAT IS WRONG WITH IT: rules, a registry, and the checks that follow from the model.
//!
//! A rule is a static: code, name, severity, what, why, fix, source, examples that are its tests
//! and its documentation page, and a check. Checks are total: they return findings, never errors,
//! and stay silent where a member is absent or ill-typed, which is another rule's business.
//! Nothing here knows how a document is rendered or shown.

pub mod deployment;
pub mod dsql;
pub mod elasticache;
pub mod model;
mod nearest;
mod order;
mod proof;
mod report;
mod secrets;

use elasticache::Reading;
use model::shown;
pub use report::{Report, Scope};

use std::collections::BTreeMap;

use crate::document::{Document, Edit, Path};

/// How sure it is that AWS refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// AWS would refuse it.
    Error,
    /// AWS may refuse it, our data may be too old to know, or it is very likely not what is wanted.
    Warning,
    /// Worth knowing.
    Info,
}

/// One thing that AWS refuses or that is unwise.
#[derive(Debug)]
pub struct Rule {
    /// `EC001`; never reused. `M` model, `EC` ElastiCache, `DS` Aurora DSQL, `DP` deployments.
    pub code: &'static str,
    /// Names the fault and reads after "allow": `failover-without-replica`.
    pub name: &'static str,
    pub severity: Severity,
    /// API names of the operations that it looks at; empty for every one of the service.
    pub operations: &'static [&'static str],
    /// What, in a sentence.
    pub summary: &'static str,
    pub why: &'static str,
    /// How to fix it, in a sentence.
    pub fix: &'static str,
    /// The page of AWS's documentation that says so.
    pub source: &'static str,
    pub examples: Examples,
    pub check: Check,
}

/// How a rule is evaluated.
#[derive(Debug)]
pub enum Check {
    /// By looking at one resource, with the rest of the document in reach.
    Resource(fn(&Scope<'_>, &mut Report<'_>)),
    /// By looking at the document as a whole.
    Document(fn(&Document, &mut Report<'_>)),
    /// By the walk over shape and value in `rules::model`, which finds several rules' faults in one pass.
    Walk,
}

/// A rule's examples: its tests and its documentation. They are not part of what ships to browsers.
///
/// An example is the JSON of the parameters of the rule's first operation, in us-west-2 for
/// ElastiCache and us-east-1 for DSQL, or a whole document (it has `"resources"`).
/// `bad` breaks this rule, and no other reports an error at the same place; `good` breaks no rule
/// but may get an `info`.
#[derive(Debug)]
pub struct Examples {
    pub bad: &'static [&'static str],
    pub good: &'static [&'static str],
}

impl Examples {
    pub const fn new(bad: &'static [&'static str], good: &'static [&'static str]) -> Self {
        if cfg!(target_arch = "wasm32") {
            Self {
                bad: &[],
                good: &[],
            }
        } else {
            Self { bad, good }
        }
    }
}

/// A finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub rule: &'static Rule,
    /// Index of the resource; 0 for the document itself.
    pub resource: usize,
    /// Where in the resource's parameters; the root for the whole resource.
    pub path: Path,
    /// What is wrong, in lower case, without a full stop, naming the value.
    pub message: String,
    /// A change that removes the finding and adds no error.
    pub fix: Option<Fix>,
}

/// A change that removes a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: `Set NumCacheClusters to 2`.
    pub title: String,
    pub edits: Vec<Edit>,
}

/// Every rule, in the order of codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let areas = [
        model::AREAS,
        elasticache::AREAS,
        dsql::AREAS,
        deployment::AREAS,
    ];
    areas.into_iter().flatten().copied().flatten().copied()
}

/// A rule reports no more findings of one resource: what is wrong a thousand times is one mistake.
const MOST_FINDINGS: usize = 1000;

/// Everything that is wrong with a document, sorted by resource, then by path in model order, then by code.
pub fn validate(document: &Document) -> Vec<Diagnostic> {
    let mut diagnostics = check(document);
    proof::settle(document, &mut diagnostics, check);
    diagnostics
}

/// What is wrong with a document, with fixes that are not proved.
fn check(document: &Document) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    model::walk(document, &mut diagnostics);
    for rule in model::RULES
        .iter()
        .chain(deployment::RULES)
        .filter(|rule| matches!(rule.check, Check::Document(_)))
    {
        report::run_document(rule, document, &mut diagnostics);
    }
    for (service, rules) in [("elasticache", elasticache::AREAS), ("dsql", dsql::AREAS)] {
        let resources = document.resources.iter().enumerate();
        let of_service = resources.filter(|(_, resource)| &*resource.service == service);
        // The rules about each operation are looked up once.
        let mut by_operation: BTreeMap<&str, Vec<ResourceRule>> = BTreeMap::new();
        for (index, resource) in of_service {
            let about = by_operation
                .entry(&resource.operation)
                .or_insert_with(|| rules_about(rules, &resource.operation));
            let reading = Reading::default();
            let scope = Scope::new(document, index, &reading);
            // Parameters that are no object are a fault of their own.
            if scope.parameters().as_map().is_none() {
                continue;
            }
            for (rule, check) in about.iter() {
                let start = diagnostics.len();
                check(&scope, &mut Report::new(rule, index, &mut diagnostics));
                diagnostics.truncate(start + MOST_FINDINGS);
            }
        }
        if !by_operation.is_empty() {
            for rule in rules.iter().copied().flatten() {
                report::run_document(rule, document, &mut diagnostics);
            }
        }
    }
    order::sort(document, &mut diagnostics);
    order::settle(&mut diagnostics);
    diagnostics
}

/// A rule that looks at one resource, with its check.
type ResourceRule = (&'static Rule, fn(&Scope<'_>, &mut Report<'_>));

fn rules_about(rules: &[&[&'static Rule]], operation: &str) -> Vec<ResourceRule> {
    let all = rules.iter().copied().flatten();
    all.filter_map(|rule| match rule.check {
        Check::Resource(check)
            if rule.operations.is_empty() || rule.operations.contains(&operation) =>
        {
            Some((*rule, check))
        }
        _ => None,
    })
    .collect()
}
