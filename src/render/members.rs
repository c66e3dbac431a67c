//! The members of an object in the model's order, which every format writes.

use std::rc::Rc;

use crate::document::{Map, Value};
use crate::model::{Kind, Member, Shape};

/// A member of a structure, a key of a map, or something that the model does not know.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    pub(super) name: &'a Rc<str>,
    pub(super) value: &'a Value,
    /// The model's member; none for keys of maps and unknown names.
    pub(super) member: Option<&'static Member>,
    /// The shape of the value, where the model has one.
    pub(super) shape: Option<&'static Shape>,
}

/// Known members in the model's order, then everything else as it was written.
pub(super) fn members<'a>(shape: Option<&'static Shape>, map: &'a Map) -> Vec<Entry<'a>> {
    let mut entries: Vec<(usize, Entry<'a>)> = map
        .iter()
        .map(|(name, value)| {
            let known = shape.map_or(&[][..], Shape::members);
            let position = known.iter().position(|member| member.name == &**name);
            let member = position.map(|at| &known[at]);
            let entry = Entry {
                name,
                value,
                member,
                shape: member.map(|member| member.shape).or_else(|| below(shape)),
            };
            (position.unwrap_or(usize::MAX), entry)
        })
        .collect();
    entries.sort_by_key(|(position, _)| *position);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// The shape of the items of a list.
pub(super) fn item(shape: Option<&'static Shape>) -> Option<&'static Shape> {
    match shape.map(|shape| &shape.kind) {
        Some(Kind::List(list)) => Some(list.item),
        _ => None,
    }
}

/// The shape of a map's values.
fn below(shape: Option<&'static Shape>) -> Option<&'static Shape> {
    match shape.map(|shape| &shape.kind) {
        Some(Kind::Map(map)) => Some(map.value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;
    use crate::model::operation;

    #[test]
    fn known_members_come_first_and_in_model_order() {
        let value = parse_json(r#"{"Zoo":1,"Engine":2,"Ape":3,"CacheClusterId":4}"#).expect("JSON");
        let shape = operation("elasticache", "CreateCacheCluster").map(|found| found.input);
        let map = value.as_map().expect("a map");
        let names = |shape| -> Vec<String> {
            let entries = members(shape, map);
            entries.iter().map(|entry| entry.name.to_string()).collect()
        };
        assert_eq!(names(shape), ["CacheClusterId", "Engine", "Zoo", "Ape"]);
        assert_eq!(names(None), ["Zoo", "Engine", "Ape", "CacheClusterId"]);
    }
}
