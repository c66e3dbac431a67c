//! What is printed: a review of the document, its problems, and every output.

use std::rc::Rc;

use yew::prelude::*;

use super::problem;
use crate::app::differences;
use crate::app::hooks::print;
use crate::app::problems::{Problem, Problems, severity_id};
use crate::app::words;
use crate::document::{Document, Resource};
use crate::model::overlay;
use crate::render::{Group, Options, formats};

#[derive(PartialEq, Properties)]
pub struct PrintedProps {
    pub document: Rc<Document>,
}

/// Drawn only while the page is printed.
#[component]
pub fn Printed(props: &PrintedProps) -> Html {
    if !print::use_printing() || props.document.resources.is_empty() {
        return Html::default();
    }
    let document = &props.document;
    let problems = Problems::of(document);
    html! {
        <div class="printed" data-printed="">
            <h1>{ "Cluster Composer: review" }</h1>
            for (i, resource) in document.resources.iter().enumerate() {
                { request(document, i, resource, &problems.of_resource(i)) }
            }
            for format in formats(Group::Requests) {
                <section class="printed__output">
                    <h2>{ format.title }</h2>
                    <pre>{ (format.render)(document, Options::default()).text }</pre>
                </section>
            }
        </div>
    }
}

fn request(document: &Document, i: usize, resource: &Resource, problems: &Problems) -> Html {
    let title = overlay::title(&resource.service, &resource.operation);
    let name = resource
        .id
        .as_ref()
        .map(|id| format!(" “{id}”"))
        .unwrap_or_default();
    html! {
        <section class="printed__request">
            <h2>{ format!("{}. {title}{name}", i + 1) }{ " " }<code>{ resource.operation.clone() }</code></h2>
            <dl class="printed__values">
                { value("Region", document.region_of(resource)) }
                for found in differences::values(i, resource) {
                    { value(&found.label, found.after.as_deref().unwrap_or_default()) }
                }
            </dl>
            <h3>{ "Problems" }</h3>
            if problems.is_empty() {
                <p>{ "None: AWS should take this as it is." }</p>
            } else {
                <ul>
                    for found in problems.worst_first() { { problem_line(found) } }
                </ul>
            }
        </section>
    }
}

fn value(label: &str, text: &str) -> Html {
    html! {
        <div class="printed__value">
            <dt>{ label.to_owned() }</dt>
            <dd>{ text.to_owned() }</dd>
        </div>
    }
}

fn problem_line(found: &Problem) -> Html {
    let rule = found.rule;
    html! {
        <li>
            <strong>{ words::label(severity_id(rule.severity)) }{ ": " }</strong>
            { problem::sentence(&found.message) }
            if !found.path.is_root() { { " " }<code>{ found.path.to_string() }</code> }
            { format!(" ({}) ", rule.code) }
            { rule.why }
        </li>
    }
}
