//! What an access string lets its user do, in words below it.

use yew::prelude::*;

use super::FieldProps;
use crate::document::Value;
use crate::document::acl::explain;

/// Of more sentences, the number is said.
const SAID: usize = 12;

/// Nothing for other fields.
pub(super) fn told(props: &FieldProps) -> Html {
    let is_access = props
        .field
        .member
        .is_some_and(|member| member.name == "AccessString");
    let text = props.value.as_ref().and_then(Value::as_str);
    let Some(text) = text.filter(|text| is_access && !text.trim().is_empty()) else {
        return Html::default();
    };
    let sentences = explain(text);
    let n_more = sentences.len().saturating_sub(SAID);
    html! {
        <ul class="told" data-told="" aria-label="What the user may do">
            for sentence in sentences.iter().take(SAID) {
                <li>{ sentence.as_str() }</li>
            }
            if n_more > 0 { <li>{ format!("And {n_more} more.") }</li> }
        </ul>
    }
}
