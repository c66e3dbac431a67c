//! Whether boto3's type stubs accept a value.

use crate::document::{Map, PathText, Value};
use crate::model::{Kind, Shape};
use crate::render::Secrets;

/// Looks at the parameters of one resource.
pub(super) struct Typing<'a> {
    pub(super) secrets: &'a Secrets,
    pub(super) index: usize,
    pub(super) path: PathText,
}

impl Typing<'_> {
    /// Whether a structure has every required member, no unknown one, and values of the model's types.
    pub(super) fn structure(&mut self, shape: &'static Shape, map: &Map) -> bool {
        let mut required = shape.members().iter().filter(|member| member.required);
        required.all(|member| map.contains(member.name))
            && map.iter().all(|(name, value)| {
                shape.member(name).is_some_and(|member| {
                    let back = self.path.key(name);
                    let fits = self.value(member.shape, value);
                    self.path.back(back);
                    fits
                })
            })
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
            (Kind::List(list), Value::List(items)) => items.iter().enumerate().all(|(i, item)| {
                let back = self.path.index(i);
                let fits = self.value(list.item, item);
                self.path.back(back);
                fits
            }),
            (Kind::Map(map), Value::Map(entries)) => entries.iter().all(|(key, value)| {
                let back = self.path.key(key);
                let fits = self.value(map.value, value);
                self.path.back(back);
                fits
            }),
            (Kind::Structure(_), Value::Map(map)) => self.structure(shape, map),
            // A variable is a text.
            (Kind::String(text), Value::Map(_)) => {
                let variable = self.secrets.variable(self.index, self.path.as_str());
                text.values.is_empty() && variable.is_some()
            }
            _ => false,
        }
    }
}
