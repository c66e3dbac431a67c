//! A list of plain values: a line each, and an empty one below to go on.

use yew::prelude::*;

use super::frame::long_label;
use super::{FieldProps, part, text};
use crate::app::components::icon::{Icon, icon};
use crate::app::components::pager;
use crate::app::workbench::PAGE;
use crate::document::{Edit, Value};
use crate::model::{Kind, Shape};

pub(super) fn items(props: &FieldProps) -> Html {
    let Kind::List(list) = &props.field.shape.kind else {
        return Html::default();
    };
    let len = props.items().len();
    let start = props
        .places
        .page(props.field.resource, &props.field.path, len);
    let end = (start + PAGE).min(len);
    // One more than there are: typing into it makes it.
    let shown = start..if end == len { len + 1 } else { end };
    html! {
        <>
            <ol class="items" start={(start + 1).to_string()}>
                for index in shown {
                    { item(props, list.item, index) }
                }
            </ol>
            { pager::pager(props.field.resource, &props.field.path, len, start, &props.onact) }
        </>
    }
}

fn item(props: &FieldProps, shape: &'static Shape, index: usize) -> Html {
    let value = props.items().get(index).cloned();
    let is_new = value.is_none();
    let is_last = index + 1 == props.items().len();
    let mut inner = props.part(props.field.item(index, shape), value).compact();
    inner.onedit = edited(props, index, is_last);
    html! {
        <li class="items__item" key={index} onpaste={pasted(props, index)}>
            { part(inner) }
            if !is_new {
                <button type="button" class="icon-button" onclick={remove(props, index)}
                    aria-label={format!("Remove {}", long_label(&props.field.item(index, shape)))}>{ icon(Icon::Close) }</button>
            }
        </li>
    }
}

/// An emptied item stays as an empty text, so that nothing moves under the cursor; the last one goes.
fn edited(props: &FieldProps, index: usize, is_last: bool) -> Callback<Edit> {
    let props = props.clone();
    Callback::from(move |edit: Edit| match edit {
        Edit::Set {
            resource,
            path,
            value: None,
        } if path == props.field.path.index(index) && !is_last => {
            props
                .onedit
                .emit(Edit::set(resource, path, Value::string("")));
        }
        edit => props.onedit.emit(edit),
    })
}

fn remove(props: &FieldProps, index: usize) -> Callback<MouseEvent> {
    let props = props.clone();
    Callback::from(move |_| {
        props.onedit.emit(Edit::remove(
            props.field.resource,
            props.field.path.index(index),
        ));
    })
}

/// Several pasted lines are several items.
fn pasted(props: &FieldProps, index: usize) -> Callback<Event> {
    let props = props.clone();
    Callback::from(move |event: Event| {
        let lines = text::pasted(&event).unwrap_or_default();
        let lines: Vec<&str> = lines
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        if lines.len() < 2 {
            return;
        }
        event.prevent_default();
        let mut items = props.items().to_vec();
        let empty = items
            .get(index)
            .is_some_and(|item| item.as_str() == Some(""));
        let at = index.min(items.len());
        let replaced = at..at + usize::from(empty);
        items.splice(replaced, lines.into_iter().map(Value::string));
        props.set(Some(Value::list(items)));
    })
}
