//! What a resource is connected to, as a row of chips that lead to their fields.

use yew::prelude::*;

use super::{Touch, fitted};
use crate::topology::{Attachment, AttachmentKind};

pub(super) fn chips(attachments: &[Attachment], touch: &Touch) -> Html {
    if attachments.is_empty() {
        return html! { <p class="picture__hint">{ "Nothing is connected yet: no subnet group, security group, key, user group or log." }</p> };
    }
    html! {
        <ul class="picture__chips" aria-label="Connected">
            for attachment in attachments {
                <li key={attachment.path.to_string()}>{ chip(attachment, touch) }</li>
            }
        </ul>
    }
}

fn chip(attachment: &Attachment, touch: &Touch) -> Html {
    let onclick = {
        let (touch, path) = (touch.clone(), attachment.path.clone());
        Callback::from(move |_: MouseEvent| touch.open(&path))
    };
    let kind = attachment.kind.title();
    html! {
        <button type="button" class="chip" {onclick} title={attachment.name.to_string()}>
            <span class="chip__kind">{ kind }</span>
            if attachment.kind != AttachmentKind::AuthToken {
                { fitted(&attachment.name, 26) }
            }
        </button>
    }
}
