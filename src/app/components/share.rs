//! The ways to hand a document on: a link, texts that hold it, a file.

use std::rc::Rc;

use web_sys::{HtmlDialogElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::app::hooks::{files, link};
use crate::app::sharing::{self, COMFORTABLE};
use crate::app::workbench::Action;
use crate::document::Document;

#[derive(PartialEq, Properties)]
pub struct ShareProps {
    pub open: bool,
    pub document: Rc<Document>,
    pub onact: Callback<Action>,
}

#[component]
pub fn Share(props: &ShareProps) -> Html {
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
    let onclose = props.onact.reform(|_: Event| Action::ShareClosed);
    let close = props.onact.reform(|_: MouseEvent| Action::ShareClosed);
    html! {
        <dialog class="dialog" ref={dialog} aria-labelledby="share-title" data-dialog="share" {onclose}>
            <header class="dialog__head">
                <h2 class="panel__title" id="share-title">{ "Share" }</h2>
                <button type="button" class="icon-button" aria-label="Close" onclick={close}>{ icon(Icon::Close) }</button>
            </header>
            if props.open { <Ways document={props.document.clone()} /> }
        </dialog>
    }
}

#[derive(PartialEq, Properties)]
struct WaysProps {
    document: Rc<Document>,
}

#[component]
fn Ways(props: &WaysProps) -> Html {
    let shared = use_memo(props.document.clone(), |document| {
        sharing::shared(document, &link::base())
    });
    let length = shared.link.chars().count();
    let save = {
        let shared = shared.clone();
        Callback::from(move |_: MouseEvent| files::download("cluster.json", &shared.file))
    };
    html! {
        <div class="share">
            <p class="share__lead">{ "Everything is in the link itself: nothing is stored anywhere, and whoever has it can open it." }</p>
            if !shared.left_out.is_empty() {
                <p class="share__left-out" data-left-out="">
                    { "Secrets stay here. In what you share they are environment variables: " }
                    <code>{ shared.left_out.join(", ") }</code>{ "." }
                </p>
            }
            <Way id="link" title="Link" text={shared.link.clone()}
                note={if length > COMFORTABLE { format!("{length} characters: some programs cut links of that length. The file has no such limit.") } else { String::new() }} />
            <Way id="markdown" title="Markdown" text={shared.markdown.clone()} />
            <Way id="embed" title="Embedded in a page" text={shared.embed.clone()} />
            <section class="share__way">
                <h3 class="share__title">{ "File" }</h3>
                <p class="share__note">{ "The document as JSON, which Import and the npm package read." }</p>
                <button type="button" class="button" data-share="file" onclick={save}>{ "Download cluster.json" }</button>
            </section>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct WayProps {
    id: &'static str,
    title: &'static str,
    text: String,
    #[prop_or_default]
    note: String,
}

#[component]
fn Way(props: &WayProps) -> Html {
    let done = use_state(|| None::<bool>);
    let copy = {
        let (text, done) = (props.text.clone(), done.setter());
        Callback::from(move |_: MouseEvent| {
            let done = done.clone();
            files::copy(&text, move |copied| done.set(Some(copied)));
        })
    };
    let select = Callback::from(|event: FocusEvent| {
        event
            .target_unchecked_into::<HtmlTextAreaElement>()
            .select();
    });
    let id = format!("share-{}", props.id);
    html! {
        <section class="share__way">
            <div class="share__head">
                <label class="share__title" for={id.clone()}>{ props.title }</label>
                <button type="button" class={classes!("button", (*done == Some(true)).then_some("button--done"))} data-copy={props.id} onclick={copy}>
                    { if *done == Some(true) { "Copied" } else { "Copy" } }
                    <span class="sr-only">{ format!(" {}", props.title) }</span>
                </button>
            </div>
            <textarea class="input input--code" {id} data-share={props.id} readonly=true rows="2" spellcheck="false"
                value={props.text.clone()} onfocus={select} />
            if !props.note.is_empty() { <p class="share__note">{ props.note.clone() }</p> }
            <span class="sr-only" role="status">
                { match *done {
                    Some(true) => "Copied to the clipboard",
                    Some(false) => "The browser did not allow copying: select the text and copy it by keyboard",
                    None => "",
                } }
            </span>
        </section>
    }
}
