//! JSON: a document, the parameters of one request as `--cli-input-json` takes them, an output of the AWS CLI
//! or a CloudFormation template.

use std::rc::Rc;

use super::tree::Node;
use super::{Hints, ParseError, Parsed, Place, outputs, template};
use crate::document::{Document, Resource, Value, parse_json};
use crate::model::{self, Operation, SERVICES, Shape};

/// A text that begins like a JSON object or list.
pub(super) fn parse(text: &str, hints: &Hints) -> Option<Result<Parsed, ParseError>> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let value = match parse_json(text) {
        Ok(value) => value,
        Err(error) => {
            let place = Place {
                line: error.line,
                column: error.column,
            };
            return Some(Err(ParseError {
                place,
                message: error.message,
            }));
        }
    };
    let place = Place::first_of(text);
    if value.get("resources").is_some() {
        return Some(read(&value, place, hints));
    }
    let plain = Node::of_value(&value, place);
    Some(if template::recognizes(&plain) {
        template::read(&Node::of_json(text, &value), hints)
    } else if outputs::recognizes(std::slice::from_ref(&plain)) {
        outputs::read(&[Node::of_json(text, &value)])
    } else {
        read(&value, place, hints)
    })
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

/// The operation that takes all of the names, and needs none beside them; of several the one that creates.
fn guess(value: &Value) -> Option<(&'static str, &'static str)> {
    let map = value.as_map().filter(|map| !map.is_empty())?;
    let fits = |operation: &Operation| {
        map.iter()
            .all(|(name, _)| operation.input.member(name).is_some())
            && operation
                .input
                .members()
                .iter()
                .all(|member| !member.required || map.contains(member.name))
    };
    let all = SERVICES.iter().flat_map(|service| {
        service
            .operations
            .iter()
            .map(|operation| (service.id, *operation))
    });
    let mut fitting: Vec<_> = all.filter(|(_, operation)| fits(operation)).collect();
    fitting.sort_by_key(|(_, operation)| !operation.name.starts_with("Create"));
    let sure = fitting.len() == 1
        || fitting
            .iter()
            .filter(|(_, operation)| operation.name.starts_with("Create"))
            .count()
            == 1;
    fitting
        .first()
        .filter(|_| sure)
        .map(|(service, operation)| (*service, operation.name))
}
