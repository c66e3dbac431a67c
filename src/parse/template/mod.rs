//! The ElastiCache and Aurora DSQL resources of a CloudFormation template, JSON or YAML.
//!
//! Parameters count with their defaults and conditions with what follows from them. What only a deployment
//! knows is left out and noted; where it is a secret, it becomes an environment variable.

mod conditions;
mod intrinsics;
mod kinds;

use std::collections::BTreeMap;
use std::rc::Rc;

use super::tree::Node;
use super::{Hints, Note, ParseError, Parsed, Place, document_of};
use crate::document::{Resource, Value};
use crate::model;
use intrinsics::Known;
use kinds::Kind;

/// Names that templates do not give are cut to what every API takes.
const LONGEST_NAME: usize = 40;

/// Whether a text is a template.
pub(super) fn recognizes(node: &Node) -> bool {
    let typed = |node: &Node| node.text_of("Type").is_some_and(|name| name.contains("::"));
    node.get("Resources").is_some_and(|resources| {
        resources.is_map()
            && (node.get("AWSTemplateFormatVersion").is_some()
                || resources.entries().iter().any(|(_, node)| typed(node)))
    })
}

/// The requests that make the resources of a template, what is needed first before what needs it.
pub(super) fn read(node: &Node, hints: &Hints) -> Result<Parsed, ParseError> {
    let resources = node.get("Resources").map_or(&[][..], Node::entries);
    let mut known = Known::new(node, hints);
    let mut found: Vec<(&str, &'static Kind, &Node)> = Vec::new();
    let mut others: BTreeMap<Rc<str>, Place> = BTreeMap::new();
    for (name, resource) in resources {
        let Some(type_name) = resource.text_of("Type") else {
            continue;
        };
        match kinds::of(type_name) {
            Some(kind) => found.push((name, kind, resource)),
            None => {
                others.entry(type_name.clone()).or_insert(resource.place);
            }
        }
    }
    // Names first: any resource may refer to any other.
    for (logical, kind, resource) in &found {
        if kind.is_its_name {
            let name = given_name(&mut known, kind, resource).unwrap_or_else(|| derived(logical));
            known.name(logical, &name);
        }
    }
    let mut made: Vec<(u8, Resource)> = Vec::new();
    for (logical, kind, resource) in found {
        if let Some(condition) = resource.get("Condition") {
            match known.condition(condition) {
                Ok(true) => {}
                Ok(false) => {
                    known.notes.push(Note {
                        place: resource.place,
                        message: format!(
                            "{} is left out: its condition does not hold",
                            cut(logical)
                        ),
                    });
                    continue;
                }
                Err(why) => known.notes.push(why),
            }
        }
        made.extend(kinds::resources(&mut known, logical, kind, resource));
    }
    let mut notes = known.notes;
    for (name, place) in others {
        notes.push(Note {
            place,
            message: format!(
                "{} is of no service that is known here, and is left out",
                cut(&name)
            ),
        });
    }
    if let Some(transform) = node.get("Transform") {
        notes.push(Note {
            place: transform.place,
            message: "the template's transforms are not applied".to_owned(),
        });
    }
    notes.sort_by_key(|note| (note.place.line, note.place.column));
    if made.is_empty() {
        return Err(ParseError {
            place: node.get("Resources").map_or(node.place, |node| node.place),
            message: "the template has no resource of a service that is known here".to_owned(),
        });
    }
    made.sort_by_key(|(rank, _)| *rank);
    Ok(Parsed {
        document: document_of(made.into_iter().map(|(_, resource)| resource).collect()),
        form: "CloudFormation template",
        notes,
    })
}

/// The name that a template gives a resource, where that is known.
fn given_name(known: &mut Known<'_>, kind: &Kind, resource: &Node) -> Option<Rc<str>> {
    let property = resource.get("Properties")?.get(kind.name_property)?;
    known.quietly(property)?.text().cloned()
}

/// A name from a logical one: `orders-cache` of `OrdersCache`.
fn derived(logical: &str) -> Rc<str> {
    let letters: String = logical
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(LONGEST_NAME)
        .collect();
    let name: String = model::kebab_case(&letters)
        .chars()
        .take(LONGEST_NAME)
        .collect();
    name.trim_end_matches('-').into()
}

fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}

/// A resource with these parameters.
fn request(service: &str, operation: &str, parameters: Value) -> Resource {
    let mut resource = Resource::new(service, operation);
    resource.parameters = parameters;
    resource
}
