//! The requests of the document: their state, which one is edited, and what can be done with it as a whole.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::icon::{Icon, icon};
use super::problem;
use crate::app::hooks::files;
use crate::app::problems::Problems;
use crate::app::words;
use crate::app::workbench::{Action, Place};
use crate::document::{Document, Edit, references};

#[derive(PartialEq, Properties)]
pub struct ResourcesProps {
    pub document: Rc<Document>,
    /// Index of the one that is edited.
    pub chosen: usize,
    pub problems: Problems,
    /// The field that led to the one that is edited.
    pub back: Option<Place>,
    pub onact: Callback<Action>,
    pub onedit: Callback<Edit>,
}

#[component]
pub fn Resources(props: &ResourcesProps) -> Html {
    let add = props.onact.reform(|_: MouseEvent| Action::PickerOpened);
    let list = use_node_ref();
    // The one that is edited stays in view, and keeps the focus when it moves.
    let n_resources = props.document.resources.len();
    use_effect_with((props.chosen, n_resources, list.clone()), |(_, _, list)| {
        let chosen = list
            .cast::<HtmlElement>()
            .and_then(|list| list.query_selector("[aria-current]").ok()?);
        if let (Some(list), Some(chosen)) = (list.cast::<HtmlElement>(), chosen) {
            let had_focus = gloo::utils::document()
                .active_element()
                .is_some_and(|active| list.contains(Some(&active)));
            if had_focus {
                files::focus(&chosen);
            }
            let item = chosen.unchecked_into::<HtmlElement>();
            let (top, bottom) = (item.offset_top(), item.offset_top() + item.offset_height());
            if top < list.scroll_top() {
                list.set_scroll_top(top);
            } else if bottom > list.scroll_top() + list.client_height() {
                list.set_scroll_top(bottom - list.client_height());
            }
        }
    });
    html! {
        <nav class="resources" aria-label="Requests">
            <ol class="resources__list" ref={list}>
                for index in 0..n_resources {
                    { item(props, index) }
                }
            </ol>
            <button type="button" class="button button--quiet" data-action="add-resource" onclick={add}>{ "+ Add request" }</button>
            { tools(props) }
            { way_back(props) }
        </nav>
    }
}

/// What a request is called in a list: its label, or what it makes, or what it does.
fn name(document: &Document, index: usize) -> Rc<str> {
    let Some(resource) = document.resources.get(index) else {
        return "".into();
    };
    match (&resource.id, references::own_name(resource)) {
        (Some(id), _) => id.clone(),
        (None, Some((_, name))) => name.into(),
        (None, None) => resource.operation.clone(),
    }
}

fn item(props: &ResourcesProps, index: usize) -> Html {
    let shown = &props.document.resources[index];
    let onclick = props
        .onact
        .reform(move |_: MouseEvent| Action::ResourceSelected(index));
    let last = props.document.resources.len() - 1;
    let onkeydown = {
        let onact = props.onact.clone();
        Callback::from(move |event: KeyboardEvent| {
            let to = match (event.alt_key(), &*event.key()) {
                (true, "ArrowUp" | "ArrowLeft") if index > 0 => index - 1,
                (true, "ArrowDown" | "ArrowRight") if index < last => index + 1,
                _ => return,
            };
            event.prevent_default();
            onact.emit(Action::ResourceMoved {
                resource: index,
                to,
            });
        })
    };
    let name = name(&props.document, index);
    let own = (name != shown.operation).then(|| shown.operation.clone());
    html! {
        <li key={index} data-request={index.to_string()}>
            <button type="button" class="resources__item" aria-current={(index == props.chosen).then_some("true")}
                title={own.as_ref().map(|operation| format!("{operation}, Alt and arrow keys move it"))} {onclick} {onkeydown}>
                <span class="resources__number">{ index + 1 }</span>
                <span class="resources__name">{ name }</span>
                if let Some(operation) = own { <span class="resources__operation">{ operation }</span> }
                { problem::badge(&props.problems.of_resource(index)) }
            </button>
        </li>
    }
}

/// For the one that is edited.
fn tools(props: &ResourcesProps) -> Html {
    let index = props.chosen;
    let Some(resource) = props.document.resources.get(index) else {
        return Html::default();
    };
    let n_resources = props.document.resources.len();
    let act = |action: Action| props.onact.reform(move |_: MouseEvent| action.clone());
    let oninput = props.onedit.reform(move |event: InputEvent| {
        let input: web_sys::HtmlInputElement = event.target_unchecked_into();
        let text = input.value();
        Edit::Id {
            resource: index,
            id: (!text.trim().is_empty()).then(|| text.trim().into()),
        }
    });
    let moved = |to: usize| {
        act(Action::ResourceMoved {
            resource: index,
            to,
        })
    };
    let said = format!("request {}, {}", index + 1, name(&props.document, index));
    html! {
        <div class="resources__tools" role="group" aria-label={format!("For {said}")}>
            <label class="resources__label">
                <span>{ "Label" }</span>
                <input class="input" type="text" data-field-id="" autocomplete="off" spellcheck="false"
                    placeholder="none" value={resource.id.as_deref().unwrap_or_default().to_owned()} {oninput} />
            </label>
            <button type="button" class="button button--quiet" data-action="duplicate-resource"
                onclick={act(Action::ResourceDuplicated(index))}>{ "Duplicate" }</button>
            if n_resources > 1 {
                <button type="button" class="icon-button" data-action="move-up" aria-label={format!("Move {said} up")} title="Move up (Alt+Up)"
                    disabled={index == 0} onclick={moved(index.saturating_sub(1))}>{ icon(Icon::Up) }</button>
                <button type="button" class="icon-button" data-action="move-down" aria-label={format!("Move {said} down")} title="Move down (Alt+Down)"
                    disabled={index + 1 == n_resources} onclick={moved(index + 1)}>{ icon(Icon::Down) }</button>
            }
        </div>
    }
}

fn way_back(props: &ResourcesProps) -> Html {
    let Some(place) = &props.back else {
        return Html::default();
    };
    let field = place.path.member().map(words::label).unwrap_or_default();
    let onclick = props.onact.reform(|_: MouseEvent| Action::WentBack);
    html! {
        <button type="button" class="button resources__back" data-action="back" {onclick}>
            { format!("Back to {} of {}", field, name(&props.document, place.resource)) }
        </button>
    }
}
