//! WHAT COMES IN: any text form that the project reads, as a document. Text is read, never run.
//!
//! One file per form. The form is recognized without asking; what was left out is said with its place.

mod cli;
mod json;
mod link;
mod members;
mod outputs;
mod python;
mod request;
mod template;
mod tree;
mod words;
mod yaml;

use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

use crate::document::{Document, Resource, Value};
use crate::model::Shape;

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
static FORMS: &[Form] = &[
    link::parse,
    json::parse,
    request::parse,
    yaml::parse,
    cli::parse,
    python::parse,
];

/// Reads a text of any form.
///
/// # Errors
/// What cannot be read, with its place.
pub fn parse(text: &str, hints: &Hints) -> Result<Parsed, ParseError> {
    // What editors of Windows begin a file with.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = &*unfenced(text);
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
    let masked = parsed.document.masked(false).into_owned();
    let redacted = masked.redacted();
    for (differs, message) in [
        (
            masked != parsed.document,
            "a password stood in an access string, which takes none; it was left out",
        ),
        (
            redacted != masked,
            "a secret stood in the text; it is read from an environment variable instead",
        ),
    ] {
        if differs {
            parsed.notes.push(Note {
                place: Place::first_of(text),
                message: message.to_owned(),
            });
        }
    }
    parsed.document = redacted;
    if parsed.document.region.is_none() {
        parsed.document.region = hints.region.as_deref().map(Into::into);
    }
    Ok(parsed)
}

/// The text without the fences around code in Markdown, which begins with one.
fn unfenced(text: &str) -> Cow<'_, str> {
    let is_fence = |line: &str| line.trim_start().starts_with("```");
    if !is_fence(text.trim_start()) {
        return Cow::Borrowed(text);
    }
    let lines = text
        .lines()
        .map(|line| if is_fence(line) { "" } else { line });
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// A document whose Region is that of the first resource; only other Regions stay with their resources.
/// Members come into the model's order, since that of most forms means nothing.
fn document_of(resources: Vec<Resource>) -> Document {
    let region = resources
        .iter()
        .find_map(|resource| resource.region.clone());
    let resources = resources.into_iter().map(|mut resource| {
        if resource.region == region {
            resource.region = None;
        }
        let shape = resource.operation().map(|operation| operation.input);
        resource.parameters = in_model_order(shape, &resource.parameters);
        Rc::new(resource)
    });
    Document {
        region: region.clone(),
        resources: resources.collect(),
        ..Document::default()
    }
}

/// The value with the members of structures in the model's order, unknown ones last.
fn in_model_order(shape: Option<&'static Shape>, value: &Value) -> Value {
    let child = |name: &str| shape.and_then(|shape| shape.child(name));
    match value {
        Value::List(items) => Value::list(items.iter().map(|item| in_model_order(child(""), item))),
        Value::Map(map) => {
            let members = shape.map_or(&[][..], Shape::members);
            let position = |name: &str| {
                members
                    .iter()
                    .position(|member| member.name == name)
                    .unwrap_or(members.len())
            };
            let mut entries: Vec<_> = map
                .iter()
                .map(|(name, value)| (name.clone(), in_model_order(child(name), value)))
                .collect();
            entries.sort_by_key(|(name, _)| position(name));
            Value::map(entries)
        }
        leaf => leaf.clone(),
    }
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
