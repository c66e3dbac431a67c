//! One of a closed set; a value outside it is kept and shown.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::FieldProps;
use crate::app::field::shown;
use crate::document::Value;

pub(super) fn choice(props: &FieldProps, values: &'static [&'static str]) -> Html {
    let ties = props.ties();
    let current = shown(props.value.as_ref());
    let unknown = props.value.is_some() && !values.contains(&&*current);
    let onchange = {
        let props = props.clone();
        Callback::from(move |event: Event| {
            let chosen = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            let text = chosen.map(|select| select.value()).unwrap_or_default();
            props.set((!text.is_empty()).then(|| Value::string(text)));
        })
    };
    html! {
        <select class="input input--choice" id={ties.id} data-field={ties.path}
            aria-label={ties.label} aria-describedby={ties.describedby} aria-invalid={ties.invalid} aria-required={ties.required}
            {onchange}>
            <option value="" selected={props.value.is_none()}>{ "Not set" }</option>
            for value in values {
                <option key={*value} value={*value} selected={*current == **value}>{ *value }</option>
            }
            if unknown {
                <option value={current.clone()} selected=true>{ format!("{current} (not in AWS's list)") }</option>
            }
        </select>
    }
}
