//! JSON: a document, the parameters of one request as `--cli-input-json` takes them, an output of the AWS CLI
//! or a CloudFormation template.

mod relaxed;

use std::rc::Rc;

use super::tree::{self, Node};
use super::{Hints, ParseError, Parsed, Place, outputs, template, yaml};
use crate::document::{Document, Resource, Value, parse_json};
use crate::model::{self, Operation, SERVICES, Shape};

/// A text that begins like a JSON object or list.
pub(super) fn parse(text: &str, hints: &Hints) -> Option<Result<Parsed, ParseError>> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let error = match parse_json(text) {
        Ok(value) => return Some(read_whole(text, &value, hints)),
        Err(error) => error,
    };
    let (relaxed, note) = relaxed::plain(text);
    if let Some(note) = note
        && let Ok(value) = parse_json(&relaxed)
    {
        let read = read_whole(&relaxed, &value, hints);
        return Some(read.map(|mut parsed| {
            parsed.notes.insert(0, note);
            parsed
        }));
    }
    // Braces are YAML too, with fewer quotes. What is no document that way either was meant as JSON.
    let yaml = tree::read(text).ok();
    let read = yaml.and_then(|nodes| yaml::of_nodes(&nodes, hints));
    Some(read.and_then(Result::ok).ok_or(ParseError {
        place: Place {
            line: error.line,
            column: error.column,
        },
        message: error.message,
    }))
}

fn read_whole(text: &str, value: &Value, hints: &Hints) -> Result<Parsed, ParseError> {
    let place = Place::first_of(text);
    if value.get("resources").is_some() {
        return read(value, place, hints);
    }
    let plain = Node::of_value(value, place);
    if template::recognizes(&plain) {
        template::read(&Node::of_json(text, value), hints)
    } else if outputs::recognizes(std::slice::from_ref(&plain)) {
        outputs::read(&[Node::of_json(text, value)])
    } else {
        read(value, place, hints)
    }
}

/// A document or the parameters of one request.
pub(super) fn read(value: &Value, place: Place, hints: &Hints) -> Result<Parsed, ParseError> {
    let problem = |message: String| ParseError { place, message };
    if value.get("resources").is_some() {
        let document = Document::from_value(value).map_err(|error| problem(error.to_string()))?;
        return Ok(Parsed {
            document,
            form: "document",
            notes: Vec::new(),
        });
    }
    let (service, operation) = match &hints.operation {
        Some((service, operation)) => (service.as_str(), operation.as_str()),
        None => guess(value).ok_or_else(|| {
            problem(
                "these are the parameters of no operation that can be told from their names"
                    .to_owned(),
            )
        })?,
    };
    let mut resource = Resource::new(service, operation);
    resource.parameters = value.clone();
    let document = Document {
        resources: vec![Rc::new(resource)],
        ..Document::default()
    };
    Ok(Parsed {
        document,
        form: "parameters",
        notes: Vec::new(),
    })
}

/// The shape of the parameters of a request that says what it is for in one of these ways.
pub(super) fn shape_of(value: &Value, hints: &Hints) -> Option<&'static Shape> {
    let (service, operation) = match &hints.operation {
        Some((service, operation)) => (service.as_str(), operation.as_str()),
        None => guess(value)?,
    };
    model::operation(service, operation).map(|operation| operation.input)
}

/// The operation that takes all of the names, and needs none beside them where there is one; of several the one
/// that creates.
fn guess(value: &Value) -> Option<(&'static str, &'static str)> {
    let map = value.as_map().filter(|map| !map.is_empty())?;
    let takes = |operation: &Operation| {
        let mut names = map.iter();
        names.all(|(name, _)| operation.input.member(name).is_some())
    };
    let lacks = |operation: &Operation| {
        let mut members = operation.input.members().iter();
        members.any(|member| member.required && !map.contains(member.name))
    };
    let all = SERVICES.iter().flat_map(|service| {
        let operations = service.operations.iter();
        operations.map(|operation| (service.id, *operation))
    });
    let taking: Vec<_> = all.filter(|(_, operation)| takes(operation)).collect();
    let whole: Vec<_> = taking
        .iter()
        .filter(|(_, operation)| !lacks(operation))
        .collect();
    let creates = |(_, operation): &&(&str, &Operation)| operation.name.starts_with("Create");
    let only = |found: Vec<&(&'static str, &'static Operation)>| match found[..] {
        [(service, operation)] => Some((*service, operation.name)),
        _ => None,
    };
    only(whole.clone())
        .or_else(|| only(whole.iter().copied().filter(creates).collect()))
        .or_else(|| only(taking.iter().filter(creates).collect()).filter(|_| whole.is_empty()))
}
