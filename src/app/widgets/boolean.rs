//! Yes, no, or nothing said.

use yew::prelude::*;

use super::FieldProps;
use crate::app::field::shown;
use crate::document::Value;

pub(super) fn boolean(props: &FieldProps) -> Html {
    let options = [
        ("unset", "Default", None),
        ("true", "Yes", Some(true)),
        ("false", "No", Some(false)),
    ];
    let name = props.field.id();
    let written = props
        .value
        .as_ref()
        .filter(|value| value.as_bool().is_none());
    html! {
        <>
            <div class="segments">
                for (id, label, flag) in options {
                    <label class="segments__option" key={id}>
                        <input type="radio" name={name.clone()} value={id}
                            checked={written.is_none() && props.value.as_ref().and_then(Value::as_bool) == flag}
                            onchange={choose(props, flag)} />
                        <span>{ label }</span>
                    </label>
                }
            </div>
            if written.is_some() {
                <p class="field__written">{ "Kept as written: " }<code>{ shown(written) }</code></p>
            }
        </>
    }
}

fn choose(props: &FieldProps, flag: Option<bool>) -> Callback<Event> {
    let props = props.clone();
    Callback::from(move |_| props.set(flag.map(Value::Bool)))
}
