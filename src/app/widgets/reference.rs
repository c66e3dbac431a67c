//! Beside a field that names another request: the document's own to choose from, a new one, the way there.

use std::rc::Rc;

use yew::prelude::*;

use super::FieldProps;
use crate::app::names::Names;
use crate::app::workbench::{Action, Place};
use crate::document::references::THINGS;
use crate::document::{Path, Value};

/// So many are offered as buttons; all of them are suggested to what is typed.
const BUTTONS: usize = 3;

/// Whether some request's member of that name names another request.
fn may_name(path: &Path) -> bool {
    let dotted = path.without_indexes();
    let mut members = THINGS.iter().flat_map(|thing| thing.named_by);
    members.any(|(member, _)| *member == dotted)
}

/// The list of names for a field's suggestions.
pub(super) fn list_id(props: &FieldProps) -> Option<String> {
    may_name(&props.field.path).then(|| format!("{}-names", props.field.id()))
}

/// Nothing beside other fields.
pub(super) fn beside(props: &FieldProps) -> Html {
    let Some(list) = list_id(props) else {
        return Html::default();
    };
    let from = Place {
        resource: props.field.resource,
        path: props.field.path.clone(),
    };
    html! { <Reference {list} {from} value={props.value.clone()} onact={props.onact.clone()} /> }
}

#[derive(PartialEq, Properties)]
struct ReferenceProps {
    list: String,
    from: Place,
    value: Option<Value>,
    onact: Callback<Action>,
}

#[component]
fn Reference(props: &ReferenceProps) -> Html {
    let names = use_context::<Rc<Names>>().unwrap_or_default();
    let Some(thing) = names.thing(props.from.resource, &props.from.path) else {
        return Html::default();
    };
    let choices = names.choices(thing, props.from.resource);
    let act = |action: Action| props.onact.reform(move |_: MouseEvent| action.clone());
    let chosen = props
        .value
        .as_ref()
        .and_then(|value| names.chosen(&choices, value));
    let empty = props
        .value
        .as_ref()
        .is_none_or(|value| value.as_str() == Some(""));
    let offered = if empty {
        &choices[..choices.len().min(BUTTONS)]
    } else {
        &[]
    };
    let answered = props.value.as_ref().and_then(Value::as_ref_to);
    html! {
        <div class="reference">
            <datalist id={props.list.clone()}>
                for choice in &choices {
                    <option value={choice.name.clone()}>{ "of this document" }</option>
                }
            </datalist>
            if let (Some((_, member)), Some(choice)) = (answered, chosen) {
                <span class="reference__said">{ format!("The {member} of {}, once it is made.", choice.name) }</span>
            }
            for choice in offered {
                <button type="button" class="link-button" data-choose={choice.name.clone()} key={choice.resource}
                    onclick={act(Action::ReferenceChosen { from: props.from.clone(), to: choice.resource })}>
                    { format!("Use {}", choice.name) }
                </button>
            }
            if let Some(choice) = chosen {
                <button type="button" class="link-button" data-action="follow-reference"
                    onclick={act(Action::ReferenceFollowed { from: props.from.clone(), to: choice.resource })}>
                    { format!("Go to the {}", thing.title) }
                </button>
            } else if !is_default(props.value.as_ref()) {
                <button type="button" class="link-button" data-action="make-reference"
                    onclick={act(Action::ThingMade(props.from.clone()))}>
                    { format!("New {}…", thing.title) }
                </button>
            }
        </div>
    }
}

/// AWS's own groups are there already.
fn is_default(value: Option<&Value>) -> bool {
    let text = value.and_then(Value::as_str).unwrap_or_default();
    let text = text.to_ascii_lowercase();
    text == "default" || text.starts_with("default.") || text.starts_with("arn:")
}
