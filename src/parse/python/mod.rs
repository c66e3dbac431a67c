//! boto3 calls and scripts: the requests that they would send, found without running them.

mod eval;
mod expressions;
mod request;
mod syntax;
mod text;
mod tokens;
mod value;

use std::borrow::Cow;

use super::{Hints, Note, ParseError, Parsed, Place, document_of};
use crate::document::Resource;

/// A text with a call of a client's method in it.
pub(super) fn parse(text: &str, _hints: &Hints) -> Option<Result<Parsed, ParseError>> {
    if !looks_like_python(text) {
        return None;
    }
    Some(read(&without_prompts(text)))
}

/// The lines after the prompts of an interactive session, if it is one; what it printed is none of it.
fn without_prompts(text: &str) -> Cow<'_, str> {
    const PROMPTS: [&str; 2] = [">>>", "..."];
    if !text.trim_start().starts_with(PROMPTS[0]) {
        return Cow::Borrowed(text);
    }
    let lines = text.lines().map(|line| {
        let rest = PROMPTS
            .iter()
            .find_map(|prompt| line.trim_start().strip_prefix(prompt));
        rest.map_or_else(String::new, |rest| format!("   {rest}"))
    });
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
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
        // Why the last call makes none is known.
        return Err(match notes.pop() {
            Some(Note { place, message }) => ParseError { place, message },
            None => ParseError {
                place: Place::first_of(text),
                message: "the script calls no operation that is known here".to_owned(),
            },
        });
    }
    Ok(Parsed {
        document: document_of(resources),
        form: "boto3",
        notes,
    })
}
