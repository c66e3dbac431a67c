//! Which findings are shown, and their order: by resource, then by path in model order, then by code.

use std::collections::BTreeSet;

use super::{Diagnostic, Severity, model};
use crate::document::{Document, Path, Segment};
use crate::model::{Kind, Shape};

/// Leaves out what the model alone says about a place where a rule of a service reports an error:
/// one cause, one finding, and the more helpful one speaks.
pub(super) fn settle(diagnostics: &mut Vec<Diagnostic>) {
    let generic = |diagnostic: &Diagnostic| model::yields(diagnostic.rule);
    if !diagnostics.iter().any(generic) {
        return;
    }
    let specific: BTreeSet<(usize, Path)> = diagnostics
        .iter()
        .filter(|d| d.rule.severity == Severity::Error && !d.rule.code.starts_with('M'))
        .map(|d| (d.resource, d.path.clone()))
        .collect();
    diagnostics.retain(|d| !generic(d) || !specific.contains(&(d.resource, d.path.clone())));
}

pub(super) fn sort(document: &Document, diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_cached_key(|diagnostic| {
        let input = document
            .resources
            .get(diagnostic.resource)
            .and_then(|resource| resource.operation())
            .map(|o| o.input);
        (
            diagnostic.resource,
            positions(&diagnostic.path, input),
            diagnostic.rule.code,
            diagnostic.message.clone(),
        )
    });
}

/// The position of each segment: of a known member its place in the shape, of an item its index.
/// Unknown members come after all known ones, by name.
fn positions(path: &Path, mut shape: Option<&'static Shape>) -> Vec<(usize, String)> {
    let mut acc = Vec::with_capacity(path.segments().len());
    for segment in path.segments() {
        acc.push(match segment {
            Segment::Index(index) => (*index, String::new()),
            Segment::Key(name) => {
                let known = shape.and_then(|shape| {
                    shape
                        .members()
                        .iter()
                        .position(|member| member.name == &**name)
                });
                known.map_or_else(|| (usize::MAX, name.to_string()), |at| (at, String::new()))
            }
        });
        shape = match (shape.map(|shape| &shape.kind), segment) {
            (Some(Kind::Structure(_)), Segment::Key(name)) => {
                shape.and_then(|shape| shape.child(name))
            }
            (Some(Kind::List(list)), _) => Some(list.item),
            (Some(Kind::Map(map)), _) => Some(map.value),
            _ => None,
        };
    }
    acc
}
