//! What a fix would change, on demand.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::comparison::Comparison;
use crate::document::Document;
use crate::rules::Fix;

#[derive(PartialEq, Properties)]
pub struct FixPreviewProps {
    pub document: Rc<Document>,
    pub fix: Fix,
    /// Id of the format whose lines are compared.
    pub format: &'static str,
}

#[component]
pub fn FixPreview(props: &FixPreviewProps) -> Html {
    let open = use_state(|| false);
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |event: Event| {
            let details = event.target_dyn_into::<Element>();
            open.set(details.is_some_and(|details| details.has_attribute("open")));
        })
    };
    html! {
        <details class="problem__preview" {ontoggle}>
            <summary>{ "What the fix changes" }<span class="sr-only">{ format!(": {}", props.fix.title) }</span></summary>
            if *open {
                <Comparison before={props.document.clone()} format={props.format}
                    after={Rc::new(props.document.with_edits(&props.fix.edits))} />
            }
        </details>
    }
}
