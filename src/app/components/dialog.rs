//! A modal dialog that is there as long as it is shown.

use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

use super::icon::{Icon, icon};

#[derive(PartialEq, Properties)]
pub struct DialogProps {
    /// Of its title's element: `history-title`.
    pub id: &'static str,
    pub title: &'static str,
    #[prop_or_default]
    pub class: &'static str,
    pub onclose: Callback<()>,
    pub children: Html,
}

#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let dialog = use_node_ref();
    use_effect_with(dialog.clone(), |dialog| {
        let dialog = dialog.cast::<HtmlDialogElement>();
        if let Some(dialog) = &dialog {
            // Fails only where the dialog is not in the page.
            dialog.show_modal().ok();
        }
        // The focus goes back to where it was.
        move || {
            if let Some(dialog) = dialog {
                dialog.close();
            }
        }
    });
    let onclose = props.onclose.reform(|_: Event| ());
    let close = props.onclose.reform(|_: MouseEvent| ());
    // A click beside it is one on the dialog itself: what it shows covers it.
    let onclick = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: MouseEvent| {
            let target = event.target_dyn_into::<Element>();
            if target.is_some_and(|target| target.tag_name() == "DIALOG") {
                onclose.emit(());
            }
        })
    };
    html! {
        <dialog class={classes!("dialog", "dialog--bare", props.class)} ref={dialog} aria-labelledby={props.id} {onclose} {onclick}>
            <div class="dialog__body">
                <header class="dialog__head">
                    <h2 class="panel__title" id={props.id}>{ props.title }</h2>
                    <button type="button" class="icon-button" aria-label="Close" onclick={close}>{ icon(Icon::Close) }</button>
                </header>
                { props.children.clone() }
            </div>
        </dialog>
    }
}
