//! Picks an operation for a further request of the document.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::icon::{Icon, icon};
use super::offers::Offers;
use crate::app::workbench::Action;

#[derive(PartialEq, Properties)]
pub struct PickerProps {
    pub open: bool,
    pub onact: Callback<Action>,
}

#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let dialog = use_node_ref();
    use_effect_with((props.open, dialog.clone()), |(open, dialog)| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            if *open && !dialog.open() {
                // Fails only where the dialog is not in the page.
                dialog.show_modal().ok();
            } else if !*open && dialog.open() {
                dialog.close();
            }
        }
    });
    let onclose = props.onact.reform(|_: Event| Action::PickerClosed);
    let close = props.onact.reform(|_: MouseEvent| Action::PickerClosed);
    let onchoose = props
        .onact
        .reform(|(service, operation)| Action::ResourceAdded { service, operation });
    html! {
        <dialog class="dialog" ref={dialog} aria-labelledby="picker-title" {onclose}>
            <header class="dialog__head">
                <h2 class="panel__title" id="picker-title">{ "Add a request" }</h2>
                <button type="button" class="icon-button" aria-label="Close" onclick={close}>{ icon(Icon::Close) }</button>
            </header>
            if props.open {
                <Offers id="picker" {onchoose} />
            }
        </dialog>
    }
}
