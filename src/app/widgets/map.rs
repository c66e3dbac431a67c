//! Keys and their values: a row each, and an empty one below to go on.

use std::rc::Rc;

use yew::prelude::*;

use super::frame::long_label;
use super::{FieldProps, part, typed};
use crate::app::components::icon::{Icon, icon};
use crate::document::{Edit, Map, Value};
use crate::model::{Kind, Shape};

#[component]
pub(super) fn MapEditor(props: &FieldProps) -> Html {
    // A key that is taken already stays here until it differs: renaming would replace the other value.
    let draft = use_state(|| None::<(usize, Rc<str>)>);
    let Kind::Map(shape) = &props.field.shape.kind else {
        return Html::default();
    };
    let empty = Map::default();
    let map = props
        .value
        .as_ref()
        .and_then(Value::as_map)
        .unwrap_or(&empty);
    let entries: Vec<_> = map
        .iter()
        .map(|(key, value)| (Some(key.clone()), Some(value.clone())))
        .collect();
    html! {
        <table class="rows">
            <thead>
                <tr><th scope="col">{ "Key" }</th><th scope="col">{ "Value" }</th><td></td></tr>
            </thead>
            <tbody>
                for (index, (key, value)) in entries.into_iter().chain([(None, None)]).enumerate() {
                    { row(props, &draft, shape.value, (index, key, value)) }
                }
            </tbody>
        </table>
    }
}

type Draft = UseStateHandle<Option<(usize, Rc<str>)>>;

fn row(
    props: &FieldProps,
    draft: &Draft,
    shape: &'static Shape,
    (index, key, value): (usize, Option<Rc<str>>, Option<Value>),
) -> Html {
    let name = key.clone().unwrap_or_default();
    let taken = draft
        .as_ref()
        .filter(|(at, _)| *at == index)
        .map(|(_, text)| text.clone());
    let field = props.field.entry(&name, shape);
    let label = format!("{}, key {}", long_label(&props.field), index + 1);
    html! {
        <tr key={index}>
            <td>
                <input class="input" type="text" autocomplete="off" spellcheck="false" aria-label={label}
                    aria-invalid={taken.is_some().then_some("true")} data-key={field.path.to_string()}
                    value={taken.clone().unwrap_or_else(|| name.clone())}
                    oninput={renamed(props, draft, index, key.clone())} />
                if let Some(taken) = &taken {
                    <p class="field__written">{ format!("There is a key “{taken}” already.") }</p>
                }
            </td>
            <td>{ part(props.part(field.clone(), value).compact()) }</td>
            <td>
                if key.is_some() {
                    <button type="button" class="icon-button" onclick={remove(props, &field.path)}
                        aria-label={format!("Remove {name}")}>{ icon(Icon::Close) }</button>
                }
            </td>
        </tr>
    }
}

fn renamed(
    props: &FieldProps,
    draft: &Draft,
    index: usize,
    from: Option<Rc<str>>,
) -> Callback<InputEvent> {
    let (props, draft) = (props.clone(), draft.setter());
    Callback::from(move |event: InputEvent| {
        let to = typed(&event);
        let resource = props.field.resource;
        let taken = props
            .value
            .as_ref()
            .is_some_and(|value| value.get(&to).is_some());
        if taken && from.as_ref() != Some(&to) {
            draft.set(Some((index, to)));
            return;
        }
        draft.set(None);
        match &from {
            Some(from) => {
                let path = props.field.path.key(from);
                props.onedit.emit(Edit::Rename { resource, path, to });
            }
            None => props.onedit.emit(Edit::set(
                resource,
                props.field.path.key(&to),
                Value::string(""),
            )),
        }
    })
}

fn remove(props: &FieldProps, path: &crate::document::Path) -> Callback<MouseEvent> {
    let (props, path) = (props.clone(), path.clone());
    Callback::from(move |_| {
        props
            .onedit
            .emit(Edit::remove(props.field.resource, path.clone()));
    })
}
