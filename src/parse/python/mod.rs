//! boto3 calls and scripts: the requests that they would send, found without running them.

mod eval;
mod expressions;
mod syntax;
mod tokens;
mod value;

use super::{Hints, Note, ParseError, Parsed, Place, document_of};
use crate::document::Resource;

/// A text with a call of a client's method in it.
pub(super) fn parse(text: &str, _hints: &Hints) -> Option<Result<Parsed, ParseError>> {
    if !looks_like_python(text) {
        return None;
    }
    Some(read(text))
}

fn looks_like_python(text: &str) -> bool {
    let begins = |word: &str| text.lines().any(|line| line.trim_start().starts_with(word));
    let calls = || {
        crate::model::SERVICES
            .iter()
            .flat_map(|service| service.operations)
            .any(|operation| text.contains(&format!(".{}(", operation.method)))
    };
    begins("import ") || begins("from ") || begins("def ") || text.contains("boto3") || calls()
}

fn read(text: &str) -> Result<Parsed, ParseError> {
    let statements = syntax::read(tokens::read(text)?)?;
    let run = eval::run(&statements);
    let mut notes = run.notes;
    let is_read = |resource: &Resource| {
        ["Describe", "List", "Get"]
            .iter()
            .any(|verb| resource.operation.starts_with(verb))
    };
    let mut resources = run.resources;
    if resources.iter().any(|resource| !is_read(resource)) {
        let before = resources.len();
        resources.retain(|resource| !is_read(resource));
        if resources.len() < before {
            notes.push(Note {
                place: Place::first_of(text),
                message: "calls that only read are left out".to_owned(),
            });
        }
    }
    if resources.is_empty() {
        let message = "the script calls no operation that is known here".to_owned();
        return Err(ParseError {
            place: Place::first_of(text),
            message,
        });
    }
    Ok(Parsed {
        document: document_of(resources),
        form: "boto3",
        notes,
    })
}
