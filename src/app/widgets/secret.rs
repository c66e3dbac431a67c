//! A secret: the name of the environment variable that holds it.
//!
//! Text that cannot be such a name is taken for the secret itself: it is kept, but not shown, and
//! goes into no output, link or storage.

use yew::prelude::*;

use super::{FieldProps, typed};
use crate::document::Value;

pub(super) fn secret(props: &FieldProps) -> Html {
    let ties = props.ties();
    let literal = props.value.as_ref().and_then(Value::as_str);
    let value: AttrValue = match &props.value {
        Some(Value::String(text)) => text.clone().into(),
        Some(value) => value.as_env().unwrap_or_default().to_owned().into(),
        None => "".into(),
    };
    let oninput = {
        let props = props.clone();
        Callback::from(move |event: InputEvent| props.set(value_of(&typed(&event))))
    };
    html! {
        <div class="secret">
            <span class="secret__mark" aria-hidden="true">{ "$" }</span>
            <input class="input" type={if literal.is_some() { "password" } else { "text" }}
                autocomplete="off" spellcheck="false" autocapitalize="off" placeholder="NAME_OF_VARIABLE"
                id={ties.id} data-field={ties.path}
                aria-label={ties.label} aria-describedby={ties.describedby} aria-invalid={ties.invalid} aria-required={ties.required}
                {value} {oninput} />
            <p class="secret__note">
                if literal.is_some() {
                    { "This is taken for the secret itself: it is hidden, and outputs read it from an environment variable instead. Better to write that variable's name here." }
                } else {
                    { "The name of an environment variable that holds it when the output runs, not the secret itself." }
                }
            </p>
        </div>
    }
}

/// A variable's name stands for its value; anything else is a secret that somebody typed.
fn value_of(text: &str) -> Option<Value> {
    let name = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !text.starts_with(|c: char| c.is_ascii_digit());
    match text {
        "" => None,
        text if name => Some(Value::env(text)),
        text => Some(Value::string(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_variables_are_told_from_secrets() {
        assert_eq!(value_of("AUTH_TOKEN_2"), Some(Value::env("AUTH_TOKEN_2")));
        assert_eq!(value_of(""), None);
        for text in ["hunter2!", "2fast", "a b", "pass-word", "ä"] {
            assert_eq!(value_of(text), Some(Value::string(text)));
        }
    }
}
