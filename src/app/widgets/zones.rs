//! Zones: no preference, or one for each node.

use std::rc::Rc;

use yew::prelude::*;

use super::segments::segments;
use super::{FieldProps, part};
use crate::catalog;
use crate::document::{Edit, Value};
use crate::model::Kind;

/// Rows for so many nodes at most; a larger number of nodes is a typing mistake.
const ROWS: usize = 50;

/// The nodes that a list of zones is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nodes {
    pub count: usize,
    pub region: Rc<str>,
    /// The first one is the primary, the others its replicas.
    pub replicated: bool,
}

impl Nodes {
    /// The zones of the Region one after the other.
    fn spread(&self) -> Value {
        let zones = catalog::region(&self.region).map_or(&[][..], |region| region.zones);
        let all = zones.iter().cycle().take(self.count.clamp(1, ROWS));
        let texts: Vec<Value> = all.map(|zone| Value::string(*zone)).collect();
        if texts.is_empty() {
            Value::list([Value::string("")])
        } else {
            Value::list(texts)
        }
    }

    fn name(&self, index: usize) -> String {
        match (self.replicated, index) {
            (true, 0) => "Primary".to_owned(),
            (true, index) => format!("Replica {index}"),
            (false, index) => format!("Node {}", index + 1),
        }
    }
}

pub(super) fn zones(props: &FieldProps, nodes: &Nodes) -> Html {
    let Kind::List(list) = &props.field.shape.kind else {
        return Html::default();
    };
    let is_set = props.value.is_some();
    let options = [
        ("No preference", !is_set, None),
        ("Each node", is_set, Some(nodes.spread())),
    ];
    let rows = nodes.count.max(props.items().len()).min(ROWS);
    html! {
        <>
            { segments(props, None, options) }
            <ol class="items">
                for index in 0..rows {
                    <li class="items__item" key={index}>
                        <span class="zone__node" aria-hidden="true">{ nodes.name(index) }</span>
                        { part(row(props, list.item, index)) }
                    </li>
                }
            </ol>
        </>
    }
}

fn row(props: &FieldProps, shape: &'static crate::model::Shape, index: usize) -> FieldProps {
    let value = props.items().get(index).cloned();
    let mut row = props.part(props.field.item(index, shape), value).compact();
    row.onedit = edited(props, index);
    row
}

/// A node that is left out keeps its place; nodes before one that gets a zone get an empty text.
fn edited(props: &FieldProps, index: usize) -> Callback<Edit> {
    let props = props.clone();
    Callback::from(move |edit: Edit| {
        let Edit::Set {
            resource,
            path,
            value,
        } = edit
        else {
            return;
        };
        let len = props.items().len();
        if value.is_none() && index + 1 == len {
            props.onedit.emit(Edit::remove(resource, path));
            return;
        }
        let value = value.unwrap_or_else(|| Value::string(""));
        if index <= len {
            props.onedit.emit(Edit::set(resource, path, value));
            return;
        }
        let mut items = props.items().to_vec();
        items.resize(index, Value::string(""));
        items.push(value);
        props.set(Some(Value::list(items)));
    })
}
