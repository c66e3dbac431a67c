//! A question that decides which fields are asked for, and what is kept aside meanwhile.

use yew::prelude::*;

use super::{FieldProps, frame};
use crate::app::choices;
use crate::app::field::shown;
use crate::app::workbench::Action;
use crate::model::overlay::Choice;

/// In place of the field that says the answer.
pub fn instead(props: &FieldProps, choice: &'static Choice, standing: Option<usize>) -> Html {
    let text = props.value.as_ref().map(|value| shown(Some(value)));
    let of_value = |text: &str| {
        let mut answers = choice.answers.iter();
        answers.position(|answer| answer.value == Some(text))
    };
    let given = text.as_deref().and_then(of_value);
    let unknown = text.is_some() && given.is_none();
    let follows = standing.filter(|_| text.is_none());
    let controls = html! {
        <>
            <div class="segments">
                { option(props, choice, None, "Default", text.is_none()) }
                for (index, answer) in choice.answers.iter().enumerate() {
                    { option(props, choice, Some(index), answer.label, given == Some(index)) }
                }
            </div>
            if let Some(index) = follows {
                <p class="field__written">{ choice.answers[index].label }{ ", as follows from the other parameters." }</p>
            }
            if unknown {
                <p class="field__written">{ "Kept as written: " }<code>{ shown(props.value.as_ref()) }</code></p>
            }
            { aside(props, choice) }
        </>
    };
    frame::group(props, controls)
}

/// Before the fields that are answers to it.
pub fn before(props: &FieldProps, choice: &'static Choice, standing: Option<usize>) -> Html {
    let name = name(props, choice);
    html! {
        <fieldset class="field" key={choice.title} aria-describedby={format!("{name}-help")}>
            <legend class="field__head"><span class="field__label">{ choice.title }</span></legend>
            <p class="field__help" id={format!("{name}-help")}>{ choice.help }</p>
            <div class="segments">
                for (index, answer) in choice.answers.iter().enumerate() {
                    { option(props, choice, Some(index), answer.label, standing == Some(index)) }
                }
            </div>
            { aside(props, choice) }
        </fieldset>
    }
}

fn name(props: &FieldProps, choice: &Choice) -> String {
    format!(
        "q{}-{}",
        props.field.resource,
        choice.title.replace(' ', "-")
    )
}

fn option(
    props: &FieldProps,
    choice: &'static Choice,
    answer: Option<usize>,
    label: &'static str,
    checked: bool,
) -> Html {
    let resource = props.field.resource;
    let onchange = props.onact.reform(move |_: Event| Action::Answered {
        resource,
        choice,
        answer,
    });
    html! {
        <label class="segments__option" key={label}>
            <input type="radio" name={name(props, choice)} value={label} {checked} {onchange} />
            <span>{ label }</span>
        </label>
    }
}

/// What was given for other answers and comes back with them.
fn aside(props: &FieldProps, choice: &'static Choice) -> Html {
    let resource = props.field.resource;
    let kept: Vec<String> = choices::members(choice)
        .filter(|member| props.places.aside(resource, member).is_some())
        .map(|member| {
            let note = props.field.overlay.and_then(|overlay| overlay.note(member));
            note.map_or_else(|| member.to_owned(), |note| note.label.to_owned())
        })
        .collect();
    if kept.is_empty() {
        return Html::default();
    }
    html! {
        <p class="field__written">{ format!("Kept aside until it is asked for again: {}.", kept.join(", ").to_lowercase()) }</p>
    }
}
