//! The requests of the document: which one is edited, and one more.

use std::rc::Rc;

use yew::prelude::*;

use super::problem;
use crate::app::problems::Problems;
use crate::app::workbench::Action;
use crate::document::Document;

#[derive(PartialEq, Properties)]
pub struct ResourcesProps {
    pub document: Rc<Document>,
    /// Index of the one that is edited.
    pub chosen: usize,
    pub problems: Problems,
    pub onact: Callback<Action>,
}

#[component]
pub fn Resources(props: &ResourcesProps) -> Html {
    let add = props.onact.reform(|_: MouseEvent| Action::PickerOpened);
    html! {
        <nav class="resources" aria-label="Requests">
            <ol class="resources__list">
                for index in 0..props.document.resources.len() {
                    { resource(props, index) }
                }
            </ol>
            <button type="button" class="button button--quiet" data-action="add-resource" onclick={add}>{ "+ Add request" }</button>
        </nav>
    }
}

fn resource(props: &ResourcesProps, index: usize) -> Html {
    let shown = &props.document.resources[index];
    let onclick = props
        .onact
        .reform(move |_: MouseEvent| Action::ResourceSelected(index));
    let name = shown.id.clone().unwrap_or_else(|| shown.operation.clone());
    html! {
        <li key={index}>
            <button type="button" class="resources__item" aria-current={(index == props.chosen).then_some("true")} {onclick}>
                <span class="resources__number">{ index + 1 }</span>
                <span class="resources__name">{ name }</span>
                { problem::badge(&props.problems.of_resource(index)) }
            </button>
        </li>
    }
}
