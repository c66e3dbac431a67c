//! A note across the page that stays until it is put away.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::app::workbench::Action;

#[derive(PartialEq, Properties)]
pub struct NoticeProps {
    pub text: Option<Rc<str>>,
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
                    <p class="notice__text">{ text.clone() }</p>
                    <button type="button" class="icon-button" aria-label="Close the note" onclick={close}>{ icon(Icon::Close) }</button>
                </div>
            }
        </div>
    }
}
