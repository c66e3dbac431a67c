//! Whether a fix helps: one that would raise the number of errors is not offered.
//!
//! A rule sees only what it is about; what its fix does to other rules shows when it is tried.
//! Few fixes can do harm at all, and only those are tried.

use super::{Diagnostic, Severity};
use crate::document::{Document, Value};

/// The rules whose fixes may break another rule, by code. That no other rule belongs here is what
/// `tests/properties` shows, with documents so long that nothing is tried.
const RISKY: &[&str] = &[
    "DS021", "EC010", "EC013", "EC016", "EC027", "EC041", "EC052", "EC057", "EC062", "EC065",
    "EC078", "EC085", "EC086", "EC090", "EC095", "EC112", "EC153", "EC162", "EC170", "EC183",
    "EC191", "EC194", "EC206", "EC207", "EC479", "EC601", "EC611",
];

/// How many values are looked at again to try fixes, so that checking stays as quick as the document
/// is long. A risky fix that was not tried is not offered.
const MOST_WORK: usize = 20_000;

/// Takes away the fixes that raise the number of errors. `check` finds what is wrong with a document.
///
/// What the model says is left alone: a value that becomes readable shows what else is wrong with it.
pub(super) fn settle(
    document: &Document,
    diagnostics: &mut [Diagnostic],
    check: fn(&Document) -> Vec<Diagnostic>,
) {
    let risky = |found: &Diagnostic| found.fix.is_some() && RISKY.contains(&found.rule.code);
    if !diagnostics.iter().any(risky) {
        return;
    }
    let n_errors = errors(diagnostics);
    let mut tries = MOST_WORK / size(document).max(1);
    for diagnostic in diagnostics.iter_mut().filter(|found| risky(found)) {
        let fix = diagnostic.fix.take_if(|fix| {
            let affordable = tries > 0;
            tries = tries.saturating_sub(1);
            !affordable || errors(&check(&document.with_edits(&fix.edits))) > n_errors
        });
        drop(fix);
    }
}

fn errors(diagnostics: &[Diagnostic]) -> usize {
    let errors = diagnostics
        .iter()
        .filter(|found| found.rule.severity == Severity::Error);
    errors.count()
}

/// How many values a document has.
fn size(document: &Document) -> usize {
    fn below(value: &Value) -> usize {
        let inner: usize = match value {
            Value::Map(map) => map.iter().map(|(_, value)| below(value)).sum(),
            Value::List(items) => items.iter().map(below).sum(),
            _ => 0,
        };
        inner + 1
    }
    let resources = document.resources.iter();
    resources.map(|resource| below(&resource.parameters)).sum()
}
