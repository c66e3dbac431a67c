//! Whether boto3's type stubs accept a value.

use crate::document::{Map, Path, Segment, Value};
use crate::model::{Kind, Shape};
use crate::render::Secrets;
use crate::render::members::members;

/// Looks at the parameters of one resource.
pub(super) struct Typing<'a> {
    pub(super) secrets: &'a Secrets,
    pub(super) index: usize,
    pub(super) path: Path,
}

impl Typing<'_> {
    /// Whether a structure has every required member, no unknown one, and values of the model's types.
    pub(super) fn structure(&mut self, shape: &'static Shape, map: &Map) -> bool {
        let mut required = shape.members().iter().filter(|member| member.required);
        required.all(|member| map.contains(member.name))
            && members(Some(shape), map).into_iter().all(|entry| {
                entry.member.is_some_and(|member| {
                    let segment = Segment::Key(entry.name.clone());
                    self.below(segment, member.shape, entry.value)
                })
            })
    }

    fn below(&mut self, segment: Segment, shape: &'static Shape, value: &Value) -> bool {
        self.path.push(segment);
        let fits = self.value(shape, value);
        self.path.pop();
        fits
    }

    fn value(&mut self, shape: &'static Shape, value: &Value) -> bool {
        match (&shape.kind, value) {
            (Kind::String(text), Value::String(value)) => {
                text.values.is_empty() || text.values.contains(&&**value)
            }
            (Kind::Timestamp, Value::String(_))
            | (Kind::Boolean, Value::Bool(_))
            | (Kind::Double, Value::Number(_)) => true,
            (Kind::Integer(_), Value::Number(_)) => value.as_integer().is_some(),
            (Kind::List(list), Value::List(items)) => items
                .iter()
                .enumerate()
                .all(|(i, item)| self.below(Segment::Index(i), list.item, item)),
            (Kind::Map(map), Value::Map(entries)) => entries
                .iter()
                .all(|(key, value)| self.below(Segment::Key(key.clone()), map.value, value)),
            (Kind::Structure(_), Value::Map(map)) => self.structure(shape, map),
            // A variable is a text.
            (Kind::String(text), Value::Map(_)) => {
                let path = self.path.to_string();
                text.values.is_empty() && self.secrets.variable(self.index, &path).is_some()
            }
            _ => false,
        }
    }
}
