//! What stands around every control: label, API name, problems, help. Accessibility is settled here.

use yew::prelude::*;

use super::{FieldProps, reference};
use crate::app::components::problem;
use crate::app::field::Field;
use crate::app::problems::severity_id;
use crate::app::workbench::Action;
use crate::document::Path;
use crate::model::Kind;

/// Around one control.
pub(super) fn leaf(props: &FieldProps, control: Html) -> Html {
    if props.compact {
        return html! {
            <div class="cell">
                { control }
                { reference::beside(props) }
                { problems(props) }
            </div>
        };
    }
    html! {
        <div class={classes(props)}>
            <div class="field__head">
                <label class="field__label" for={props.field.id()}>{ props.field.label() }</label>
                { name(&props.field) }
            </div>
            { off(props) }
            { control }
            { reference::beside(props) }
            { problems(props) }
            { help(&props.field) }
        </div>
    }
}

/// Around several controls that belong together.
pub(super) fn group(props: &FieldProps, controls: Html) -> Html {
    let ties = props.ties();
    let label = if props.compact {
        html! { <span class="sr-only">{ ties.label }</span> }
    } else {
        label(&props.field)
    };
    html! {
        <fieldset class={classes(props)} id={ties.id} data-field={ties.path} tabindex="-1"
            aria-describedby={ties.describedby}>
            <legend class="field__head">{ label }</legend>
            if !props.compact { { help(&props.field) } }
            { off(props) }
            { controls }
            { problems(props) }
        </fieldset>
    }
}

fn label(field: &Field) -> Html {
    html! {
        <>
            <span class="field__label">{ field.label() }</span>
            { name(field) }
        </>
    }
}

fn classes(props: &FieldProps) -> Classes {
    let worst = props
        .problems
        .at(&props.field.path)
        .map(|problem| problem.rule.severity)
        .min();
    classes!(
        "field",
        props.value.is_some().then_some("field--set"),
        (props.off.is_some() && props.value.is_none()).then_some("field--off"),
        worst.map(|severity| format!("field--{}", severity_id(severity))),
    )
}

/// The API's name, and whether it must be there.
fn name(field: &Field) -> Html {
    let Some(member) = field.member else {
        return Html::default();
    };
    html! {
        <>
            if member.required { <span class="field__mark">{ "required" }</span> }
            if member.deprecated { <span class="field__mark">{ "deprecated" }</span> }
            <code class="field__name">{ member.name }</code>
        </>
    }
}

/// Why the field does nothing as the request stands, and the way to what would change it. A value that
/// it has all the same stays, and stays editable.
fn off(props: &FieldProps) -> Html {
    let Some(off) = &props.off else {
        return Html::default();
    };
    let sign = if props.value.is_some() {
        "Without effect: "
    } else {
        "Off: "
    };
    let target = off.see.map(|member| {
        let said = props.field.overlay.and_then(|overlay| overlay.note(member));
        let label = said.map_or_else(|| member.to_owned(), |said| said.label.to_owned());
        let (resource, path) = (props.field.resource, Path::root().key(member));
        let onclick = props.onact.reform(move |_: MouseEvent| Action::Sought {
            resource,
            path: path.clone(),
        });
        html! { <button type="button" class="link-button" {onclick}>{ "Go to " }{ label }</button> }
    });
    html! {
        <p class="field__off">
            <span id={format!("{}-off", props.field.id())}>{ sign }{ off.reason }{ "." }</span>
            { " " }{ target.unwrap_or_default() }
        </p>
    }
}

/// What is wrong at the field itself.
pub(super) fn problems(props: &FieldProps) -> Html {
    let mut here = props.problems.at(&props.field.path).peekable();
    if here.peek().is_none() {
        return Html::default();
    }
    html! {
        <div class="field__problems" id={format!("{}-problems", props.field.id())}>
            for found in here {
                { problem::at_field(found, &props.onact) }
            }
        </div>
    }
}

pub(super) fn has_help(field: &Field) -> bool {
    field.note().is_some() || constraint(field).is_some() || docs(field).is_some()
}

/// Help in our words, the default, what the model asks for, and where to read more.
fn help(field: &Field) -> Html {
    if !has_help(field) {
        return Html::default();
    }
    let words = field.note();
    let docs = docs(field);
    html! {
        <p class="field__help" id={format!("{}-help", field.id())}>
            if let Some(note) = words { { note.help }{ " " } }
            if let Some(default) = words.and_then(|note| note.default) {
                <span class="field__default">{ "Default: " }{ default.trim_end_matches('.') }{ ". " }</span>
            }
            if let Some(constraint) = constraint(field) {
                <span class="field__constraint">{ constraint }{ " " }</span>
            }
            if let Some(docs) = docs {
                <a href={docs} target="_blank" rel="noreferrer" aria-label={format!("AWS docs on {}", field.label())}>{ "AWS docs" }</a>
            }
        </p>
    }
}

/// AWS's page about the field, or else about the request.
fn docs(field: &Field) -> Option<&'static str> {
    let own = field.note().and_then(|note| note.docs);
    own.or_else(|| Some(field.overlay.filter(|_| field.member.is_some())?.docs))
}

/// Bounds of the model in words.
fn constraint(field: &Field) -> Option<String> {
    let (range, unit) = match &field.shape.kind {
        Kind::String(text) => (text.length, " characters"),
        Kind::Integer(range) => (*range, ""),
        Kind::List(list) => (list.size, " items"),
        Kind::Map(map) => (map.size, " entries"),
        Kind::Timestamp => return Some("A date and time such as 2030-01-31T08:00:00Z.".to_owned()),
        _ => return None,
    };
    match (
        range.min.filter(|min| *min > 1 || unit.is_empty()),
        range.max,
    ) {
        (Some(min), Some(max)) => Some(format!("{min} to {max}{unit}.")),
        (Some(min), None) => Some(format!("At least {min}{unit}.")),
        (None, Some(max)) => Some(format!("At most {max}{unit}.")),
        (None, None) => None,
    }
}

/// A label that makes sense without its surroundings: `Tags, item 1, key`.
pub(super) fn long_label(field: &Field) -> String {
    use crate::app::words;
    use crate::document::Segment;
    let parts = field.path.segments().iter().map(|segment| match segment {
        Segment::Key(name) => words::label(name),
        Segment::Index(index) => format!("item {}", index + 1),
    });
    parts.collect::<Vec<_>>().join(", ")
}
