//! A note across the page that stays until it is put away.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::app::workbench::Action;

#[derive(PartialEq, Properties)]
pub struct NoticeProps {
    pub text: Option<Rc<str>>,
    /// The text of the link that it is about.
    pub unread: Option<Rc<str>>,
    pub onact: Callback<Action>,
}

#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    let close = props.onact.reform(|_: MouseEvent| Action::NoticeClosed);
    html! {
        // It is there before it says anything, so that what it says is announced.
        <div role="alert">
            if let Some(text) = &props.text {
                <div class="notice" data-notice="">
                    <span class="mark mark--error"></span>
                    <div class="notice__text">
                        <p>{ text.clone() }</p>
                        if let Some(unread) = &props.unread {
                            <details>
                                <summary>{ "The link as it came" }</summary>
                                <textarea class="input input--code" aria-label="The link as it came" readonly=true rows="3" value={unread.to_string()} />
                            </details>
                        }
                    </div>
                    <button type="button" class="icon-button" aria-label="Close the note" onclick={close}>{ icon(Icon::Close) }</button>
                </div>
            }
        </div>
    }
}
