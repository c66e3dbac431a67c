//! Whether a fix helps: one that would raise the number of errors is not offered.
//!
//! A rule sees only what it is about; what its fix does to other rules shows when it is tried.

use super::{Diagnostic, Severity};
use crate::document::{Document, Value};

/// Fixes times values: more are not tried, so that checking stays as quick as the document is long.
const MOST_WORK: usize = 1500;

/// Takes away the fixes that raise the number of errors. `check` finds what is wrong with a document.
///
/// What the model says is left alone: a value that becomes readable shows what else is wrong with it.
pub(super) fn settle(
    document: &Document,
    diagnostics: &mut [Diagnostic],
    check: fn(&Document) -> Vec<Diagnostic>,
) {
    let fixable = |diagnostic: &Diagnostic| {
        diagnostic.fix.is_some() && !diagnostic.rule.code.starts_with('M')
    };
    let n_fixes = diagnostics.iter().filter(|found| fixable(found)).count();
    if n_fixes == 0 || n_fixes * size(document) > MOST_WORK {
        return;
    }
    let n_errors = errors(diagnostics);
    for diagnostic in diagnostics.iter_mut().filter(|found| fixable(found)) {
        let tried = diagnostic
            .fix
            .as_ref()
            .map(|fix| document.with_edits(&fix.edits));
        if tried.is_some_and(|tried| errors(&check(&tried)) > n_errors) {
            diagnostic.fix = None;
        }
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
