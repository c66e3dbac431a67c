//! YAML: a document, the parameters of one request as `--cli-input-yaml` takes them, an output of the AWS CLI
//! or a CloudFormation template.

use std::rc::Rc;

use super::tree::{self, Content, Node};
use super::{Hints, ParseError, Parsed, json, outputs, template};
use crate::document::{Map, Value};
use crate::model;

/// A text that is YAML of one of the forms, or that begins like it and is no YAML.
pub(super) fn parse(text: &str, hints: &Hints) -> Option<Result<Parsed, ParseError>> {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
    if !begins(first) {
        return None;
    }
    let nodes = match tree::read(text) {
        Ok(nodes) => nodes,
        Err(error) => return is_ours(text).then_some(Err(error)),
    };
    of_nodes(&nodes, hints)
}

/// What the YAML documents of a text are, where they are something of ours.
pub(super) fn of_nodes(nodes: &[Node], hints: &Hints) -> Option<Result<Parsed, ParseError>> {
    let [node] = nodes else {
        return outputs::recognizes(nodes).then(|| outputs::read(nodes));
    };
    if template::recognizes(node) {
        return Some(template::read(node, hints));
    }
    if outputs::recognizes(nodes) {
        return Some(outputs::read(nodes));
    }
    let value = match &node.content {
        Content::Map(entries) if node.get("resources").is_some() => document(entries),
        Content::Map(_) => {
            let shape = json::shape_of(&node.value(None), hints)?;
            node.value(Some(shape))
        }
        _ => return None,
    };
    Some(json::read(&value, node.place, hints))
}

/// Whether a line may be the first one of YAML: a key, an item of a list, or a mark.
fn begins(line: &str) -> bool {
    let key = line.split(':').next().unwrap_or_default();
    let is_key = key.len() < line.len() && !key.contains([' ', '(', '\t', '#']);
    is_key
        || line.starts_with("- ")
        || line == "-"
        || line.starts_with("---")
        || line.starts_with('%')
}

/// Whether a text has a line that a form here begins with.
fn is_ours(text: &str) -> bool {
    ["AWSTemplateFormatVersion:", "Resources:", "resources:"]
        .iter()
        .any(|begin| text.lines().any(|line| line.starts_with(begin)))
}

/// A document whose parameters are read with the shapes of their operations.
fn document(entries: &[(Rc<str>, Node)]) -> Value {
    let entries = entries.iter().map(|(key, node)| {
        let value = match &node.content {
            Content::List(items) if &**key == "resources" => {
                Value::list(items.iter().map(resource))
            }
            _ => node.value(None),
        };
        (key.clone(), value)
    });
    Value::Map(Rc::new(entries.collect::<Map>()))
}

fn resource(node: &Node) -> Value {
    let text = |key: &str| node.text_of(key).map(|text| &**text);
    let operation = model::operation(
        text("service").unwrap_or("elasticache"),
        text("operation").unwrap_or_default(),
    );
    if !node.is_map() {
        return node.value(None);
    }
    let entries = node.entries().iter().map(|(key, node)| {
        let shape = operation.filter(|_| &**key == "parameters");
        (
            key.clone(),
            node.value(shape.map(|operation| operation.input)),
        )
    });
    Value::Map(Rc::new(entries.collect::<Map>()))
}
