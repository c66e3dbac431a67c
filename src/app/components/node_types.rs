//! A table of node types to choose one from, for the field that asked for it.

use std::rc::Rc;

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::app::node_types::{self, Offer};
use crate::app::words;
use crate::app::workbench::{Action, Place};
use crate::document::{Document, Edit, Value};

#[derive(PartialEq, Properties)]
pub struct NodeTypesProps {
    pub document: Rc<Document>,
    /// The field that the node type is for; closed without one.
    pub place: Option<Place>,
    pub onedit: Callback<Edit>,
    pub onact: Callback<Action>,
}

#[component]
pub fn NodeTypes(props: &NodeTypesProps) -> Html {
    let dialog = use_node_ref();
    use_effect_with((props.place.is_some(), dialog.clone()), |(open, dialog)| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            if *open && !dialog.open() {
                // Fails only where the dialog is not in the page.
                dialog.show_modal().ok();
            } else if !*open && dialog.open() {
                dialog.close();
            }
        }
    });
    let onclose = props.onact.reform(|_: Event| Action::NodeTypesClosed);
    let close = props.onact.reform(|_: MouseEvent| Action::NodeTypesClosed);
    html! {
        <dialog class="dialog dialog--fixed" ref={dialog} aria-labelledby="node-types-title" {onclose}>
            <header class="dialog__head">
                <h2 class="panel__title" id="node-types-title">{ "Choose a node type" }</h2>
                <button type="button" class="icon-button" aria-label="Close" onclick={close}>{ icon(Icon::Close) }</button>
            </header>
            if let Some(place) = &props.place {
                <Table document={props.document.clone()} place={place.clone()} onedit={props.onedit.clone()} onact={props.onact.clone()} />
            }
        </dialog>
    }
}

#[derive(PartialEq, Properties)]
struct TableProps {
    document: Rc<Document>,
    place: Place,
    onedit: Callback<Edit>,
    onact: Callback<Action>,
}

#[component]
fn Table(props: &TableProps) -> Html {
    let query = use_state(String::new);
    let Some(resource) = props.document.resources.get(props.place.resource) else {
        return Html::default();
    };
    let offers = node_types::offers(&props.document, resource);
    let found: Vec<_> = offers.iter().filter(|offer| offer.has(&query)).collect();
    let value = resource.value(&props.place.path).and_then(Value::as_str);
    let oninput = {
        let query = query.setter();
        Callback::from(move |event: InputEvent| {
            let input: web_sys::HtmlInputElement = event.target_unchecked_into();
            query.set(input.value());
        })
    };
    html! {
        <>
            <div class="offers__search">
                <label class="sr-only" for="node-types-search">{ "Find node types" }</label>
                <input class="input" type="search" id="node-types-search" autofocus=true autocomplete="off" spellcheck="false"
                    placeholder="Find: r7g, large, memory, graviton …" value={(*query).clone()} {oninput} />
                <span class="offers__count" role="status">{ words::count(found.len(), "node type") }</span>
            </div>
            <div class="nodes" tabindex="0" role="region" aria-labelledby="node-types-title">
                <table class="nodes__table">
                    <thead>
                        <tr>
                            <th scope="col">{ "Node type" }</th>
                            <th scope="col" class="nodes__number">{ "vCPU" }</th>
                            <th scope="col" class="nodes__number">{ "Memory" }</th>
                            <th scope="col" class="nodes__number">{ "Network" }</th>
                            <th scope="col" class="nodes__kind">{ "Kind" }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for offer in found {
                            { row(props, offer, value == Some(offer.node.name)) }
                        }
                    </tbody>
                </table>
            </div>
        </>
    }
}

fn row(props: &TableProps, offer: &Offer, chosen: bool) -> Html {
    let node = offer.node;
    let onclick = {
        let (onedit, onact, place) = (
            props.onedit.clone(),
            props.onact.clone(),
            props.place.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let value = Value::string(node.name);
            onedit.emit(Edit::set(place.resource, place.path.clone(), value));
            onact.emit(Action::NodeTypesClosed);
        })
    };
    html! {
        <tr key={node.name} class={classes!("nodes__row", offer.absent.is_some().then_some("nodes__row--absent"))}>
            <th scope="row">
                <button type="button" class="nodes__choose" data-node-type={node.name} aria-current={chosen.then_some("true")} {onclick}>{ node.name }</button>
                if let Some(absent) = &offer.absent { <span class="nodes__absent">{ absent }</span> }
            </th>
            <td class="nodes__number">{ node.vcpu }</td>
            <td class="nodes__number">{ node.memory_text() }</td>
            <td class="nodes__number">{ node.network_text() }</td>
            <td class="nodes__kind">{ offer.kind() }</td>
        </tr>
    }
}
