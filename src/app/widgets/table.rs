//! A list of small structures: a row each, and an empty one below to go on.

use yew::prelude::*;

use super::frame::long_label;
use super::{FieldProps, frame, part};
use crate::app::components::icon::{Icon, icon};
use crate::app::components::pager;
use crate::app::words;
use crate::app::workbench::PAGE;
use crate::document::{Edit, Value};
use crate::model::{Kind, Member, Shape};

pub(super) fn table(props: &FieldProps) -> Html {
    let Kind::List(list) = &props.field.shape.kind else {
        return Html::default();
    };
    let len = props.items().len();
    let start = props
        .places
        .page(props.field.resource, &props.field.path, len);
    let end = (start + PAGE).min(len);
    let shown = start..if end == len { len + 1 } else { end };
    html! {
        <>
            <table class="rows">
                <thead>
                    <tr>
                        for member in list.item.members() {
                            <th key={member.name} scope="col">{ words::label(member.name) }</th>
                        }
                        <td></td>
                    </tr>
                </thead>
                <tbody>
                    for index in shown {
                        { row(props, list.item, index) }
                    }
                </tbody>
            </table>
            { pager::pager(props.field.resource, &props.field.path, len, start, &props.onact) }
        </>
    }
}

fn row(props: &FieldProps, shape: &'static Shape, index: usize) -> Html {
    let item = props.items().get(index);
    let field = props.field.item(index, shape);
    let whole = props.part(field.clone(), item.cloned()).compact();
    let is_last = index + 1 == props.items().len();
    let columns = shape.members().len();
    // What is no structure, or has members that no column shows, is edited as JSON.
    let odd = item.is_some_and(|item| {
        item.as_map()
            .is_none_or(|map| map.iter().any(|(name, _)| shape.member(name).is_none()))
    });
    html! {
        <tr key={index} data-field={field.path.to_string()} tabindex="-1">
            if odd {
                <td colspan={columns.to_string()}><super::JsonEditor ..whole.clone() /></td>
            } else {
                for member in shape.members() {
                    <td key={member.name}>
                        { part(cell(&whole, member, index, is_last)) }
                    </td>
                }
            }
            <td>
                { frame::problems(&whole) }
                if item.is_some() {
                    <button type="button" class="icon-button" onclick={remove(props, index)}
                        aria-label={format!("Remove {}", long_label(&field))}>{ icon(Icon::Close) }</button>
                }
            </td>
        </tr>
    }
}

fn cell(row: &FieldProps, member: &'static Member, index: usize, is_last: bool) -> FieldProps {
    let value = row
        .value
        .as_ref()
        .and_then(|value| value.get(member.name))
        .cloned();
    let mut cell = row.part(row.field.member(member), value).compact();
    cell.onedit = edited(row, index, is_last);
    cell
}

/// The last row goes when it becomes empty; others stay, so that nothing moves under the cursor.
fn edited(row: &FieldProps, index: usize, is_last: bool) -> Callback<Edit> {
    let row = row.clone();
    Callback::from(move |edit: Edit| {
        let n_members = row
            .value
            .as_ref()
            .and_then(Value::as_map)
            .map_or(0, crate::document::Map::len);
        match edit {
            Edit::Set {
                resource,
                value: None,
                ..
            } if is_last && n_members <= 1 => {
                let list = row.field.path.parent();
                row.onedit.emit(Edit::remove(resource, list.index(index)));
            }
            edit => row.onedit.emit(edit),
        }
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
