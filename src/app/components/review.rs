//! The end of the form: everything that was chosen, in words, with the way to each field.

use std::rc::Rc;

use yew::prelude::*;

use super::form::FormProps;
use super::{problem, section};
use crate::app::review::{self, Group, Line};
use crate::app::words;
use crate::app::workbench::Action;
use crate::document::Resource;
use crate::rules::Severity;

/// What the section is called.
const TITLE: &str = "Review";

pub(super) fn view(props: &FormProps, resource: &Rc<Resource>) -> Html {
    let open = props.places.section(TITLE, false);
    let id = section::id(TITLE);
    html! {
        <section class="section" key={TITLE}>
            <h2 class="section__head">
                <button type="button" class="section__toggle" aria-expanded={open.to_string()} aria-controls={open.then(|| id.clone())}
                    onclick={section::toggle(props, TITLE, open)}>
                    <span class="section__title">{ TITLE }</span>
                    <span class="section__count">{ problems(props) }</span>
                </button>
            </h2>
            if open { <div class="section__body review" {id}>{ body(props, resource) }</div> }
        </section>
    }
}

/// `2 errors, 1 warning`.
fn problems(props: &FormProps) -> String {
    let kinds = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Info, "note"),
    ];
    let counted = kinds.map(|(severity, noun)| (props.problems.count(severity), noun));
    let told: Vec<String> = counted
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, noun)| words::count(n, noun))
        .collect();
    if told.is_empty() {
        "no problems".to_owned()
    } else {
        told.join(", ")
    }
}

fn body(props: &FormProps, resource: &Resource) -> Html {
    let groups = review::groups(props.index, resource);
    let aside = review::aside(props.index, resource, &props.places);
    html! {
        <>
            <p class="field__help">
                { "The request goes to " }{ props.document.region_of(resource) }{ ". What is not listed is left to AWS." }
            </p>
            if groups.is_empty() { <p class="field__help">{ "Nothing is chosen yet." }</p> }
            for group in groups { { one(props, &group) } }
            if !aside.is_empty() {
                <p class="field__help">{ format!("Kept aside and not sent: {}.", aside.join(", ").to_lowercase()) }</p>
            }
        </>
    }
}

fn one(props: &FormProps, group: &Group) -> Html {
    html! {
        <div key={group.title}>
            <h3 class="review__title">{ group.title }</h3>
            <dl class="review__lines">
                for line in &group.lines {
                    <div class="review__line" key={line.path.to_string()}>
                        <dt>{ jump(props, line) }</dt>
                        <dd>{ &line.text }{ " " }{ problem::badge(&props.problems.within(&line.path)) }</dd>
                    </div>
                }
            </dl>
        </div>
    }
}

fn jump(props: &FormProps, line: &Line) -> Html {
    let (resource, path) = (props.index, line.path.clone());
    let onclick = props.onact.reform(move |_: MouseEvent| Action::Sought {
        resource,
        path: path.clone(),
    });
    html! { <button type="button" class="link-button" {onclick}>{ &line.label }</button> }
}
