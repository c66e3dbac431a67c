//! The shape of an operation's input, described.

use std::rc::Rc;

use super::{object, text};
use crate::document::{Map, Value};
use crate::model::{Kind, Member, Operation, Range, Shape, overlay};

pub(super) fn operation_value(
    service: &str,
    operation: &'static Operation,
    protocol: &str,
) -> Value {
    let described = Described {
        overlay: overlay::overlay(service, operation.name),
    };
    object([
        ("service", text(service)),
        ("operation", text(operation.name)),
        ("title", text(&overlay::title(service, operation.name))),
        ("summary", text(overlay::summary(service, operation.name))),
        ("protocol", text(protocol)),
        (
            "members",
            described.members(operation.input, "", &mut Vec::new()),
        ),
    ])
}

/// What is said about members beside their shape.
struct Described {
    overlay: Option<&'static overlay::Overlay>,
}

impl Described {
    /// `open` holds the shapes that are being described, so that a recursive one ends.
    fn members(&self, shape: &'static Shape, path: &str, open: &mut Vec<&'static str>) -> Value {
        let members = shape.members().iter();
        Value::list(members.map(|member| self.member(member, path, open)))
    }

    fn member(&self, member: &'static Member, path: &str, open: &mut Vec<&'static str>) -> Value {
        let path = if path.is_empty() {
            member.name.to_owned()
        } else {
            format!("{path}.{}", member.name)
        };
        let mut map = Map::default();
        map.insert("name", text(member.name));
        map.insert("required", Value::Bool(member.required));
        map.insert("secret", Value::Bool(overlay::is_secret(member)));
        if member.idempotency_token {
            map.insert("idempotencyToken", Value::Bool(true));
        }
        if member.deprecated {
            map.insert("deprecated", Value::Bool(true));
        }
        if let Some(overlay) = self.overlay {
            let note = overlay.note(&path);
            if let Some(note) = note {
                map.insert("label", text(note.label));
                map.insert("help", text(note.help));
                if let Some(default) = note.default {
                    map.insert("default", text(default));
                }
            }
            map.insert(
                "docs",
                text(note.and_then(|note| note.docs).unwrap_or(overlay.docs)),
            );
        }
        self.shape(&mut map, member.shape, &path, open);
        Value::Map(Rc::new(map))
    }

    /// Adds what a shape is to the description of a member, an item, a key or a value.
    fn shape(
        &self,
        map: &mut Map,
        shape: &'static Shape,
        path: &str,
        open: &mut Vec<&'static str>,
    ) {
        map.insert("shape", text(shape.name));
        let kind = match &shape.kind {
            Kind::Structure(_) => "structure",
            Kind::List(_) => "list",
            Kind::Map(_) => "map",
            Kind::String(_) => "string",
            Kind::Integer(_) => "integer",
            Kind::Double => "double",
            Kind::Boolean => "boolean",
            Kind::Timestamp => "timestamp",
        };
        map.insert("type", text(kind));
        if open.contains(&shape.name) {
            return;
        }
        open.push(shape.name);
        match &shape.kind {
            Kind::Structure(_) => map.insert("members", self.members(shape, path, open)),
            Kind::List(list) => {
                bounds(map, list.size);
                map.insert("item", self.nested(list.item, path, open));
            }
            Kind::Map(entries) => {
                bounds(map, entries.size);
                map.insert("key", self.nested(entries.key, path, open));
                map.insert("value", self.nested(entries.value, path, open));
            }
            Kind::String(known) => {
                bounds(map, known.length);
                if let Some(pattern) = known.pattern {
                    map.insert("pattern", text(pattern));
                }
                if !known.values.is_empty() {
                    map.insert(
                        "enum",
                        Value::list(known.values.iter().map(|value| text(value))),
                    );
                }
            }
            Kind::Integer(range) => bounds(map, *range),
            Kind::Double | Kind::Boolean | Kind::Timestamp => {}
        }
        open.pop();
    }

    fn nested(&self, shape: &'static Shape, path: &str, open: &mut Vec<&'static str>) -> Value {
        let mut map = Map::default();
        self.shape(&mut map, shape, path, open);
        Value::Map(Rc::new(map))
    }
}

fn bounds(map: &mut Map, range: Range) {
    for (key, bound) in [("min", range.min), ("max", range.max)] {
        if let Some(bound) = bound {
            map.insert(key, Value::integer(bound));
        }
    }
}
