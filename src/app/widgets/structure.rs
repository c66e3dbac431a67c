//! A structure: its members, one below the other.

use yew::prelude::*;

use super::{FieldProps, part};
use crate::document::Value;

pub(super) fn structure(props: &FieldProps) -> Html {
    html! {
        <div class="nested">
            { members(props) }
        </div>
    }
}

/// The fields of a structure, and what the structure has beside them.
pub(super) fn members(props: &FieldProps) -> Html {
    let members = props.field.shape.members();
    let value = |name: &str| {
        props
            .value
            .as_ref()
            .and_then(|value| value.get(name))
            .cloned()
    };
    let map = props.value.as_ref().and_then(Value::as_map);
    let unknown = map.map(|map| {
        let unknown = map
            .iter()
            .filter(|(name, _)| props.field.shape.member(name).is_none());
        unknown
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect::<Vec<_>>()
    });
    html! {
        <>
            for member in members {
                { part(props.part(props.field.member(member), value(member.name))) }
            }
            for (name, value) in unknown.unwrap_or_default() {
                { super::unknown(&props.part(props.field.entry(&name, props.field.shape), Some(value))) }
            }
        </>
    }
}
