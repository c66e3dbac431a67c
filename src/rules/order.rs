//! Which findings are shown, and their order: by resource, then by path in model order, then by code.

use std::cmp::Ordering;
use std::rc::Rc;

use super::{Diagnostic, Severity, model};
use crate::document::{Document, Path, Segment};
use crate::model::{Kind, Shape};

/// Leaves out what the model alone says about a place where a rule of a service reports an error:
/// one cause, one finding, and the more helpful one speaks. Takes findings in order.
pub(super) fn settle(diagnostics: &mut Vec<Diagnostic>) {
    let mut dropped = vec![false; diagnostics.len()];
    let mut start = 0;
    for place in diagnostics.chunk_by(|a, b| a.resource == b.resource && a.path == b.path) {
        if place.iter().any(is_specific) {
            for (found, dropped) in place.iter().zip(&mut dropped[start..]) {
                *dropped = model::yields(found.rule);
            }
        }
        start += place.len();
    }
    let mut dropped = dropped.into_iter();
    diagnostics.retain(|_| dropped.next() != Some(true));
}

fn is_specific(found: &Diagnostic) -> bool {
    found.rule.severity == Severity::Error && !found.rule.code.starts_with('M')
}

pub(super) fn sort(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let mut places = Places::default();
    let mut keyed: Vec<(Vec<Position>, Diagnostic)> = diagnostics
        .drain(..)
        .map(|found| {
            let resource = document.resources.get(found.resource);
            let operation = resource.and_then(|resource| resource.operation());
            let input = operation.map(|operation| operation.input);
            (places.of(&found.path, input), found)
        })
        .collect();
    keyed.sort_by(|(a_place, a), (b_place, b)| {
        let place = a
            .resource
            .cmp(&b.resource)
            .then_with(|| a_place.cmp(b_place));
        let code = |ordering: Ordering| ordering.then_with(|| a.rule.code.cmp(b.rule.code));
        code(place).then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.extend(keyed.into_iter().map(|(_, found)| found));
}

/// Of a known member its place in the shape, of an item its index. Unknown members come after all
/// known ones, by name.
type Position = (usize, Option<Rc<str>>);

/// Finds where members stand. Findings come in flocks, so each depth remembers the last member.
#[derive(Default)]
struct Places(Vec<Option<(&'static Shape, Rc<str>, Position)>>);

impl Places {
    fn of(&mut self, path: &Path, mut shape: Option<&'static Shape>) -> Vec<Position> {
        let segments = path.segments();
        self.0.resize(self.0.len().max(segments.len()), None);
        let mut acc = Vec::with_capacity(segments.len());
        for (depth, segment) in segments.iter().enumerate() {
            acc.push(match (segment, shape) {
                (Segment::Index(index), _) => (*index, None),
                (Segment::Key(name), None) => (usize::MAX, Some(name.clone())),
                (Segment::Key(name), Some(shape)) => self.member(depth, shape, name),
            });
            shape = match (shape.map(|shape| &shape.kind), segment) {
                (Some(Kind::Structure(members)), Segment::Key(_)) => {
                    let at = acc.last().and_then(|(at, _)| members.get(*at));
                    at.map(|member| member.shape)
                }
                (Some(Kind::List(list)), _) => Some(list.item),
                (Some(Kind::Map(map)), _) => Some(map.value),
                _ => None,
            };
        }
        acc
    }

    fn member(&mut self, depth: usize, shape: &'static Shape, name: &Rc<str>) -> Position {
        if let Some((known, last, position)) = &self.0[depth]
            && std::ptr::eq(*known, shape)
            && last == name
        {
            return position.clone();
        }
        let mut members = shape.members().iter();
        let at = members.position(|member| member.name == &**name);
        let position = at.map_or_else(|| (usize::MAX, Some(name.clone())), |at| (at, None));
        self.0[depth] = Some((shape, name.clone(), position.clone()));
        position
    }
}
