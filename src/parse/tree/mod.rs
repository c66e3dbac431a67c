//! JSON and YAML as nodes that know their places: what the forms made of data are read from.

mod scalar;
mod yaml;

pub(super) use yaml::read;

use std::rc::Rc;

use super::Place;
use crate::document::{Map, Value};
use crate::model::Shape;

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub place: Place,
    /// A YAML tag of a template: `Ref` of `!Ref`.
    pub tag: Option<Rc<str>>,
    pub content: Content,
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    /// A text; without quotes it may be a number, a boolean or null.
    Scalar {
        text: Rc<str>,
        quoted: bool,
    },
    List(Rc<Vec<Node>>),
    /// No key stands twice.
    Map(Rc<Vec<(Rc<str>, Node)>>),
}

impl Node {
    /// The nodes of a JSON value. Places come from reading its text again as YAML, which nearly all JSON is.
    pub(super) fn of_json(text: &str, value: &Value) -> Self {
        match read(text) {
            Ok(mut nodes) if nodes.len() == 1 => nodes.remove(0),
            _ => Self::of_value(value, Place::first_of(text)),
        }
    }

    /// A value whose parts all stand at one place.
    pub(super) fn of_value(value: &Value, place: Place) -> Self {
        let plain = |text: &str| Content::Scalar {
            text: text.into(),
            quoted: false,
        };
        let content = match value {
            Value::Null => plain("null"),
            Value::Bool(flag) => plain(if *flag { "true" } else { "false" }),
            Value::Number(text) => plain(text),
            Value::String(text) => Content::Scalar {
                text: text.clone(),
                quoted: true,
            },
            Value::List(items) => Content::List(Rc::new(
                items
                    .iter()
                    .map(|item| Self::of_value(item, place))
                    .collect(),
            )),
            Value::Map(map) => Content::Map(Rc::new(
                map.iter()
                    .map(|(key, value)| (key.clone(), Self::of_value(value, place)))
                    .collect(),
            )),
        };
        Self {
            place,
            tag: None,
            content,
        }
    }

    /// The value. A text without quotes is text where the shape has text, as `EngineVersion: 7.0`.
    pub(super) fn value(&self, shape: Option<&'static Shape>) -> Value {
        match &self.content {
            Content::Scalar { text, quoted: true } => Value::String(text.clone()),
            Content::Scalar { text, .. } => scalar::value(text, shape),
            Content::List(items) => {
                let item = shape.and_then(|shape| shape.child(""));
                Value::list(items.iter().map(|node| node.value(item)))
            }
            Content::Map(entries) => {
                let entries = entries.iter().map(|(key, node)| {
                    let child = shape.and_then(|shape| shape.child(key));
                    (key.clone(), node.value(child))
                });
                Value::Map(Rc::new(entries.collect::<Map>()))
            }
        }
    }

    /// The entries of a map; none of anything else.
    pub(super) fn entries(&self) -> &[(Rc<str>, Node)] {
        match &self.content {
            Content::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none of anything else.
    pub(super) fn items(&self) -> &[Node] {
        match &self.content {
            Content::List(items) => items,
            _ => &[],
        }
    }

    /// An entry of a map that is not null.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        let (_, node) = self.entries().iter().find(|(name, _)| &**name == key)?;
        (!node.is_null()).then_some(node)
    }

    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&Rc<str>> {
        match &self.content {
            Content::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The text of an entry.
    pub(super) fn text_of(&self, key: &str) -> Option<&Rc<str>> {
        self.get(key)?.text()
    }

    /// Whether an entry is `true`.
    pub(super) fn is_set(&self, key: &str) -> bool {
        self.text_of(key).is_some_and(|text| &**text == "true")
    }

    pub(super) fn is_map(&self) -> bool {
        matches!(self.content, Content::Map(_))
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(&self.content, Content::Scalar { text, quoted: false } if scalar::is_null(text))
    }
}
