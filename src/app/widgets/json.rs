//! A value's JSON, for everything that no other control can show. Text that is no JSON is kept as text.

use std::rc::Rc;

use yew::prelude::*;

use super::{FieldProps, typed};
use crate::document::{Value, parse_json};

/// What was typed, and the value that it made; shown for as long as the value is that one.
#[derive(Clone, PartialEq)]
struct Draft {
    text: Rc<str>,
    value: Option<Value>,
}

#[component]
pub fn JsonEditor(props: &FieldProps) -> Html {
    let draft = use_state(|| None::<Draft>);
    let ties = props.ties();
    let text: AttrValue = match &*draft {
        Some(draft) if draft.value == props.value => draft.text.clone().into(),
        _ => written(props.value.as_ref()).into(),
    };
    let error = parse_json(&text).err().filter(|_| !text.is_empty());
    let oninput = {
        let (props, draft) = (props.clone(), draft.setter());
        Callback::from(move |event: InputEvent| {
            let text = typed(&event);
            let value = read(&text);
            draft.set(Some(Draft {
                text,
                value: value.clone(),
            }));
            props.set(value);
        })
    };
    html! {
        <>
            <textarea class="input input--lines input--code" rows="4" autocomplete="off" spellcheck="false"
                id={ties.id} data-field={ties.path}
                aria-label={ties.label} aria-describedby={ties.describedby} aria-invalid={ties.invalid}
                value={text} {oninput} />
            if let Some(error) = error {
                <p class="field__written">{ format!("Not JSON yet, kept as text: {error}.") }</p>
            }
        </>
    }
}

fn written(value: Option<&Value>) -> String {
    value.map(Value::to_pretty_json).unwrap_or_default()
}

fn read(text: &str) -> Option<Value> {
    (!text.trim().is_empty()).then(|| parse_json(text).unwrap_or_else(|_| Value::string(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_is_no_json_is_kept() {
        assert_eq!(read("[1,"), Some(Value::string("[1,")));
        assert_eq!(read("[1]"), Some(Value::list([Value::integer(1)])));
        assert_eq!(read(" "), None);
    }
}
