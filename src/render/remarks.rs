//! Remarks before a command, about the variables that hold what AWS answered to an earlier one.

use std::collections::BTreeSet;

use super::quote::defused;
use super::{Secrets, SpanKind, Writer};
use crate::document::{Document, answers};

/// Writes a line for each variable that the request reads: where its value comes from. `order` is that of the requests.
///
/// At a prompt that knows no remarks a line is a command that does not exist, so that there are only plain words in it.
pub(super) fn write(
    writer: &mut Writer,
    document: &Document,
    (index, order): (usize, &[usize]),
    mark: &str,
    end: &str,
    secrets: &Secrets,
) {
    let mut said = BTreeSet::new();
    for answer in answers(&document.resources[index].parameters) {
        let Some(name) = secrets.answer(&answer.id, &answer.member) else {
            continue;
        };
        if !said.insert(name.clone()) {
            continue;
        }
        let source = source(document, order, &answer.id);
        let text = format!("{mark} {name} is {} {source}{end}", defused(&answer.member));
        writer.push(SpanKind::Comment, &text);
    }
}

/// The request whose response has the value.
pub(super) fn source(document: &Document, order: &[usize], id: &str) -> String {
    let labelled = |index: &usize| document.resources[*index].id.as_deref() == Some(id);
    // A label that stands twice is that of the first resource.
    let made_by = order.iter().filter(|index| labelled(index)).min();
    let at = made_by.and_then(|index| order.iter().position(|other| other == index));
    match at {
        Some(at) => {
            let operation = &document.resources[order[at]].operation;
            let operation = defused(&operation.chars().take(100).collect::<String>());
            format!("of the response to request {}, {operation}", at + 1)
        }
        None => "of a resource that is not in this document".to_owned(),
    }
}
