//! A number. What is typed stays as it is; whether it is a number is for the rules to say.

use yew::prelude::*;

use super::kept::Kept;
use super::{FieldProps, typed};
use crate::app::field::{number as value_of, shown};
use crate::model::Kind;

pub(super) fn number(props: &FieldProps) -> Html {
    let ties = props.ties();
    let inputmode = if matches!(props.field.shape.kind, Kind::Double) {
        "decimal"
    } else {
        "numeric"
    };
    let oninput = {
        let props = props.clone();
        Callback::from(move |event: InputEvent| props.set(value_of(&typed(&event))))
    };
    html! {
        <>
            <input class="input input--number" type="text" {inputmode} autocomplete="off"
                id={ties.id.clone()} data-field={ties.path}
                aria-label={ties.label} aria-describedby={ties.describedby} aria-invalid={ties.invalid} aria-required={ties.required}
                {oninput} />
            <Kept id={ties.id} value={shown(props.value.as_ref())} />
        </>
    }
}
