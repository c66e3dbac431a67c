//! Members as they come in, many at a time: a map that finds a name without looking through all of them.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::document::{Map, Value};

/// Members in the order in which they were first named.
#[derive(Debug, Default)]
pub(super) struct Members {
    entries: Vec<(Rc<str>, Value)>,
    places: BTreeMap<Rc<str>, usize>,
}

impl Members {
    /// Replaces the value of a member, or adds the member at the end.
    pub(super) fn insert(&mut self, name: impl Into<Rc<str>>, value: Value) {
        let name = name.into();
        if let Some(at) = self.places.get(&name) {
            self.entries[*at].1 = value;
        } else {
            self.places.insert(name.clone(), self.entries.len());
            self.entries.push((name, value));
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.places.get(name).map(|at| &self.entries[*at].1)
    }

    /// The object of these members.
    pub(super) fn value(self) -> Value {
        Value::Map(Rc::new(self.entries.into_iter().collect::<Map>()))
    }
}
