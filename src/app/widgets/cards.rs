//! A list of structures: a card each, whose fields are mounted while it is open.

use std::rc::Rc;

use yew::prelude::*;

use super::{FieldProps, frame, structure};
use crate::app::components::icon::{Icon, icon};
use crate::app::components::{pager, problem};
use crate::app::field::shown;
use crate::app::words;
use crate::app::workbench::{Action, PAGE};
use crate::document::{Edit, Value};
use crate::model::{Kind, Shape};

/// Values that a closed card tells.
const TOLD: usize = 3;

pub(super) fn cards(props: &FieldProps) -> Html {
    let Kind::List(list) = &props.field.shape.kind else {
        return Html::default();
    };
    let (resource, path) = (props.field.resource, props.field.path.clone());
    let len = props.items().len();
    let start = props.places.page(resource, &path, len);
    let add = props.onact.reform({
        let path = path.clone();
        move |_: MouseEvent| Action::ItemAdded {
            resource,
            list: path.clone(),
        }
    });
    html! {
        <>
            if len > 0 {
                <ol class="cards" start={(start + 1).to_string()}>
                    for index in start..(start + PAGE).min(len) {
                        { card(props, list.item, index) }
                    }
                </ol>
            }
            { pager::pager(resource, &path, len, start, &props.onact) }
            <button type="button" class="button button--quiet" data-add={path.to_string()} onclick={add}>
                { format!("Add to {}", props.field.label().to_lowercase()) }
            </button>
        </>
    }
}

fn card(list: &FieldProps, shape: &'static Shape, index: usize) -> Html {
    let field = list.field.item(index, shape);
    let open = list
        .places
        .item(field.resource, &field.path, list.items().len());
    let item = list.part(field, list.items().get(index).cloned());
    let siblings = list.items().len();
    let moved: Callback<Move> = {
        let list = list.clone();
        Callback::from(move |change: Move| change.apply(&list, index))
    };
    html! {
        <Card key={index} {item} {index} {siblings} {open} onmove={moved} list={list.value.clone()} />
    }
}

/// What may be done with a card as a whole.
#[derive(Clone, Copy)]
enum Move {
    Up,
    Down,
    Copy,
    Remove,
}

impl Move {
    fn apply(self, list: &FieldProps, index: usize) {
        let mut items = list.items().to_vec();
        match self {
            Self::Up if index > 0 => items.swap(index, index - 1),
            Self::Down if index + 1 < items.len() => items.swap(index, index + 1),
            Self::Copy => items.insert(index + 1, items[index].clone()),
            Self::Remove => {
                return list.onedit.emit(Edit::remove(
                    list.field.resource,
                    list.field.path.index(index),
                ));
            }
            Self::Up | Self::Down => return,
        }
        list.set(Some(Value::list(items)));
    }
}

#[derive(Clone, Properties)]
struct CardProps {
    item: FieldProps,
    index: usize,
    /// How many cards the list has.
    siblings: usize,
    open: bool,
    onmove: Callback<Move>,
    /// The whole list, which `onmove` works on: a card is drawn again when it is another one only
    /// while it is open.
    list: Option<Value>,
}

impl PartialEq for CardProps {
    fn eq(&self, other: &Self) -> bool {
        // The callback is a new one each time; it differs in what it does only when the list does.
        (self.index, self.siblings, self.open, &self.list)
            == (other.index, other.siblings, other.open, &other.list)
            && self.item == other.item
    }
}

#[component]
fn Card(props: &CardProps) -> Html {
    let item = &props.item;
    let path = item.field.path.clone();
    let body = format!("{}-body", item.field.id());
    let toggle = item.onact.reform({
        let (resource, open, path) = (item.field.resource, !props.open, path.clone());
        move |_: MouseEvent| Action::ItemToggled {
            resource,
            path: path.clone(),
            open,
        }
    });
    html! {
        <li class="card">
            <div class="card__head">
                <button type="button" class="card__title" id={item.field.id()} data-field={path.to_string()}
                    aria-expanded={props.open.to_string()} aria-controls={props.open.then(|| body.clone())} onclick={toggle}>
                    <span class="card__number">{ props.index + 1 }</span>
                    <span class="card__told">{ told(item) }</span>
                    { problem::badge(&item.problems) }
                </button>
                { tools(props) }
            </div>
            if props.open {
                <div class="card__body" id={body}>
                    { frame::problems(item) }
                    if item.value.as_ref().is_some_and(|value| value.as_map().is_none()) {
                        <super::JsonEditor ..item.clone() />
                    } else {
                        { structure::members(item) }
                    }
                </div>
            }
        </li>
    }
}

fn tools(props: &CardProps) -> Html {
    let n = props.index + 1;
    let button = |change: Move, label: &str, sign: Icon, off: bool| {
        let onclick = props.onmove.reform(move |_: MouseEvent| change);
        html! {
            <button type="button" class="icon-button" aria-label={format!("{label} item {n}")} disabled={off} {onclick}>{ icon(sign) }</button>
        }
    };
    html! {
        <div class="card__tools">
            { button(Move::Up, "Move up", Icon::Up, props.index == 0) }
            { button(Move::Down, "Move down", Icon::Down, n == props.siblings) }
            { button(Move::Copy, "Duplicate", Icon::Copy, false) }
            { button(Move::Remove, "Remove", Icon::Close, false) }
        </div>
    }
}

/// The first values of an item in a line.
fn told(item: &FieldProps) -> Rc<str> {
    let members = item.field.shape.members().iter();
    let values = members.filter_map(|member| {
        let value = item.value.as_ref()?.get(member.name)?;
        let text = match value {
            Value::List(items) => words::count(items.len(), "item"),
            Value::Map(_) => return None,
            value => shown(Some(value)).to_string(),
        };
        let short: String = text.chars().take(40).collect();
        Some(format!("{} {short}", item.field.member(member).label()))
    });
    let told = values.take(TOLD).collect::<Vec<_>>().join(" · ");
    if told.is_empty() {
        "Empty".into()
    } else {
        told.into()
    }
}
