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
                    <label class={classes!("segments__option", is_off(props, flag).then_some("segments__option--off"))} key={id}>
                        <input type="radio" name={name.clone()} value={id}
                            aria-disabled={is_off(props, flag).then_some("true")} onclick={refuse(props, flag)}
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

/// A yes that would do nothing is off; it can be reached, and one that was given stays.
fn is_off(props: &FieldProps, flag: Option<bool>) -> bool {
    flag == Some(true) && props.off.is_some() && props.value.is_none()
}

fn refuse(props: &FieldProps, flag: Option<bool>) -> Option<Callback<MouseEvent>> {
    is_off(props, flag).then(|| Callback::from(|event: MouseEvent| event.prevent_default()))
}

fn choose(props: &FieldProps, flag: Option<bool>) -> Callback<Event> {
    let props = props.clone();
    Callback::from(move |_| props.set(flag.map(Value::Bool)))
}
