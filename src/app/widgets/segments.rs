//! A few values to choose from in a row, one of which is set by choosing it.

use yew::prelude::*;

use super::FieldProps;
use crate::document::Value;

/// What an option is called, whether it stands, and the value that it sets.
pub(super) type Choosable = (&'static str, bool, Option<Value>);

/// `label` names the group where no fieldset does.
pub(super) fn segments<const N: usize>(
    props: &FieldProps,
    label: Option<String>,
    options: [Choosable; N],
) -> Html {
    let role = label.is_some().then_some("radiogroup");
    let name = format!("{}-choice", props.field.id());
    html! {
        <div class="segments" {role} aria-label={label}>
            for (label, checked, value) in options {
                <label class="segments__option" key={label}>
                    <input type="radio" name={name.clone()} value={label} {checked} onchange={choose(props, value)} />
                    <span>{ label }</span>
                </label>
            }
        </div>
    }
}

fn choose(props: &FieldProps, value: Option<Value>) -> Callback<Event> {
    let props = props.clone();
    Callback::from(move |_| props.set(value.clone()))
}
