//! Shows a value in a text control, but never in place of what is being typed there.
//!
//! The form is drawn in the pauses of typing. A key that is pressed while it is being drawn is in the control
//! before it is in the document that is drawn; a control that took its text from there would lose the key.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::app::hooks::settled;

#[derive(PartialEq, Properties)]
pub(super) struct KeptProps {
    /// Of the input or text area.
    pub(super) id: AttrValue,
    pub(super) value: Rc<str>,
}

/// Nothing to see: it stands beside the control that it fills.
#[component]
pub(super) fn Kept(props: &KeptProps) -> Html {
    use_effect_with((props.id.clone(), props.value.clone()), |(id, value)| {
        show(id, value);
    });
    Html::default()
}

fn show(id: &str, value: &str) {
    let document = gloo::utils::document();
    let Some(control) = document.get_element_by_id(id) else {
        return;
    };
    let focused = document.active_element().as_ref() == Some(&control);
    if focused && settled::is_typing() {
        return;
    }
    if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        if area.value() != value {
            area.set_value(value);
        }
    } else if let Some(input) = control.dyn_ref::<HtmlInputElement>()
        && input.value() != value
    {
        input.set_value(value);
    }
}
