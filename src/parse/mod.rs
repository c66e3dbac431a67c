//! WHAT COMES IN: any text form that the project reads, as a document. Text is read, never run.
//!
//! One file per form. The form is recognized without asking; what was left out is said with its place.

mod cli;
mod json;
mod link;
mod python;
mod words;

use std::fmt;

use crate::document::Document;

/// What was understood of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    pub document: Document,
    /// The form that the text was read as: `JSON document`.
    pub form: &'static str,
    /// What was left out and why, in the order of the text.
    pub notes: Vec<Note>,
}

/// Something that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub place: Place,
    pub message: String,
}

/// A place in the text, both numbers from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// Why a text is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    pub place: Place,
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}, column {}: {}",
            self.place.line, self.place.column, self.message
        )
    }
}

impl std::error::Error for ParseError {}

/// What the text itself does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Service id and operation of bare parameters; guessed from their names where absent.
    pub operation: Option<(String, String)>,
    /// The Region, where the text names none.
    pub region: Option<String>,
}

/// A form: the text as it, or `None` where it is plainly none.
type Form = fn(&str, &Hints) -> Option<Result<Parsed, ParseError>>;

/// Every form, the most easily recognized first.
static FORMS: &[Form] = &[link::parse, json::parse, cli::parse, python::parse];

/// Reads a text of any form.
///
/// # Errors
/// What cannot be read, with its place.
pub fn parse(text: &str, hints: &Hints) -> Result<Parsed, ParseError> {
    if text.trim().is_empty() {
        return Err(ParseError {
            place: Place::START,
            message: "there is no text".to_owned(),
        });
    }
    let mut parsed = FORMS.iter().find_map(|form| form(text, hints)).unwrap_or_else(|| {
        let message = "the text is of no form that is read here: a document, an AWS CLI command, boto3 code, \
                       a request, a link or a template";
        Err(ParseError { place: Place::first_of(text), message: message.to_owned() })
    })?;
    if parsed.document.region.is_none() {
        parsed.document.region = hints.region.as_deref().map(Into::into);
    }
    Ok(parsed)
}

impl Place {
    /// The beginning of a text.
    pub const START: Self = Self { line: 1, column: 1 };

    /// The place of a byte of the text.
    pub fn of(text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
        Self {
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        }
    }

    /// The place of the first character that is no white space.
    pub fn first_of(text: &str) -> Self {
        Self::of(text, text.len() - text.trim_start().len())
    }
}
