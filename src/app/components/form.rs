//! The form of one request: its sections, and a filter that finds fields in all of them.

use std::cmp::Ordering;
use std::rc::Rc;

use yew::prelude::*;

use super::problem;
use super::region::RegionField;
use crate::app::field::Field;
use crate::app::outline::{self, Section};
use crate::app::problems::Problems;
use crate::app::widgets::{FieldProps, FieldView, JsonEditor, unknown};
use crate::app::words;
use crate::app::workbench::{Action, Places};
use crate::document::{Document, Edit, Path, Resource, Value};
use crate::model::Operation;
use crate::model::overlay::{self, Overlay};

#[derive(Clone, PartialEq, Properties)]
pub struct FormProps {
    pub document: Rc<Document>,
    /// Index of the resource that is edited.
    pub index: usize,
    /// The resource's own.
    pub problems: Problems,
    pub places: Places,
    pub filter: Rc<str>,
    pub onedit: Callback<Edit>,
    pub onact: Callback<Action>,
}

#[component]
pub fn Form(props: &FormProps) -> Html {
    let Some(resource) = props.document.resources.get(props.index) else {
        return Html::default();
    };
    let operation = resource.operation();
    let overlay = overlay::overlay(&resource.service, &resource.operation);
    html! {
        <div class="form" data-resource={props.index.to_string()}>
            { head(props, resource, overlay) }
            { match operation {
                Some(operation) if resource.parameters.as_map().is_some() => body(props, resource, operation, overlay),
                _ => whole(props, resource),
            } }
        </div>
    }
}

fn head(props: &FormProps, resource: &Resource, overlay: Option<&'static Overlay>) -> Html {
    let title = overlay::title(&resource.service, &resource.operation);
    let root = Path::root();
    let here: Vec<_> = props.problems.at(&root).collect();
    let several = props.document.resources.len() > 1;
    let own_region = several || resource.region.is_some();
    let remove = {
        let index = props.index;
        props
            .onact
            .reform(move |_: MouseEvent| Action::ResourceRemoved(index))
    };
    html! {
        <header class="form__head" data-field="" tabindex="-1">
            <div class="form__bar">
                <h1 class="form__title">{ title }{ " " }<code class="field__name">{ resource.operation.clone() }</code></h1>
                if several {
                    <button type="button" class="button button--quiet" data-action="remove-resource" onclick={remove}>{ "Remove" }</button>
                }
            </div>
            <p class="form__summary">
                { overlay::summary(&resource.service, &resource.operation) }{ " " }
                if let Some(overlay) = overlay {
                    <a href={overlay.docs} target="_blank" rel="noreferrer" aria-label={format!("AWS docs on {}", resource.operation)}>{ "AWS docs" }</a>
                }
            </p>
            if own_region {
                <RegionField id="resource-region" label="Its own Region" resource={props.index}
                    document={props.document.clone()} onedit={props.onedit.clone()} />
            }
            if !here.is_empty() {
                <div class="field__problems">
                    for found in here { { problem::at_field(found, &props.onact) } }
                </div>
            }
        </header>
    }
}

fn body(
    props: &FormProps,
    resource: &Rc<Resource>,
    operation: &'static Operation,
    overlay: Option<&'static Overlay>,
) -> Html {
    let sections = outline::sections(&resource.service, operation);
    let n_fields = operation.input.members().len();
    let unknown = outline::unknown(resource, operation);
    let filtering = !props.filter.trim().is_empty();
    let oninput = props.onact.reform(|event: InputEvent| {
        let input: web_sys::HtmlInputElement = event.target_unchecked_into();
        Action::FilterTyped(input.value().into())
    });
    let n_found = operation
        .input
        .members()
        .iter()
        .filter(|member| outline::found(overlay, member.name, &props.filter))
        .count();
    html! {
        <>
            if n_fields > 6 {
                <div class="form__filter">
                    <label class="sr-only" for="filter">{ "Find a field" }</label>
                    <input class="input" type="search" id="filter" autocomplete="off" spellcheck="false"
                        placeholder={format!("Find one of {n_fields} fields")} value={props.filter.to_string()} {oninput} />
                    <span class="form__found" role="status">{ if filtering { format!("{n_found} found") } else { String::new() } }</span>
                </div>
            }
            if !unknown.is_empty() { { unknown_section(props, resource, &unknown) } }
            for section in sections {
                { section_view(props, resource, overlay, &section) }
            }
            if n_fields == 0 {
                <p class="panel__empty">{ "This operation takes no parameters: the outputs are ready to use." }</p>
            }
            if filtering && n_found == 0 {
                <p class="panel__empty">{ "No field has all of these words." }</p>
            }
        </>
    }
}

fn section_view(
    props: &FormProps,
    resource: &Rc<Resource>,
    overlay: Option<&'static Overlay>,
    section: &Section,
) -> Html {
    let filtering = !props.filter.trim().is_empty();
    let members = section.members.iter().copied();
    let found: Vec<_> = members
        .filter(|member| outline::found(overlay, member.name, &props.filter))
        .collect();
    if found.is_empty() {
        return Html::default();
    }
    let open = filtering || props.places.section(section.title, section.common);
    let n_set = section
        .members
        .iter()
        .filter(|member| resource.parameters.get(member.name).is_some())
        .count();
    let inside = section.members.iter().map(|member| {
        let path = Path::root().key(member.name);
        props.problems.within(&path)
    });
    let worst = inside
        .filter_map(|problems| Some((problems.worst()?, problems)))
        .map(|(worst, problems)| (worst, problems.count(worst)))
        .reduce(|a, b| match a.0.cmp(&b.0) {
            Ordering::Less => a,
            Ordering::Greater => b,
            Ordering::Equal => (a.0, a.1 + b.1),
        });
    let toggle = props.onact.reform({
        let title: Rc<str> = section.title.into();
        move |_: MouseEvent| Action::SectionToggled {
            title: title.clone(),
            open: !open,
        }
    });
    let id = format!(
        "section-{}",
        section
            .title
            .to_lowercase()
            .replace(|c: char| !c.is_ascii_alphanumeric(), "-")
    );
    html! {
        <section class="section" key={section.title}>
            <h2 class="section__head">
                <button type="button" class="section__toggle" aria-expanded={open.to_string()} aria-controls={open.then(|| id.clone())} onclick={toggle}>
                    <span class="section__title">{ section.title }</span>
                    <span class="section__count">{ if n_set > 0 { format!("{n_set} of {} set", section.members.len()) } else { words::count(section.members.len(), "field") } }</span>
                    if let Some((worst, n)) = worst { { problem::badge_of(worst, n) } }
                </button>
            </h2>
            if open {
                <div class="section__body" {id}>
                    for member in found {
                        { field(props, resource, Field::new(props.index, member, overlay), member.name) }
                    }
                </div>
            }
        </section>
    }
}

fn field(props: &FormProps, resource: &Resource, field: Field, name: &str) -> Html {
    let key = name.to_owned();
    let inner = field_props(props, field, resource.parameters.get(name).cloned());
    html! { <FieldView {key} ..inner /> }
}

fn field_props(props: &FormProps, field: Field, value: Option<Value>) -> FieldProps {
    FieldProps {
        value,
        problems: props.problems.within(&field.path),
        places: props.places.clone(),
        onedit: props.onedit.clone(),
        onact: props.onact.clone(),
        compact: false,
        field,
    }
}

fn unknown_section(props: &FormProps, resource: &Resource, names: &[Rc<str>]) -> Html {
    html! {
        <section class="section" key={outline::UNKNOWN}>
            <h2 class="section__head"><span class="section__title">{ outline::UNKNOWN }</span></h2>
            <div class="section__body">
                for name in names {
                    { unknown(&field_props(props, Field::free(props.index, Path::root().key(name)), resource.parameters.get(name).cloned())) }
                }
            </div>
        </section>
    }
}

/// The parameters as JSON, of operations that the model does not have and where they are no object.
fn whole(props: &FormProps, resource: &Resource) -> Html {
    let inner = field_props(
        props,
        Field::free(props.index, Path::root()),
        Some(resource.parameters.clone()),
    );
    html! {
        <div class="section__body">
            <label class="field__label" for={inner.field.id()}>{ "Parameters as JSON" }</label>
            <JsonEditor ..inner />
        </div>
    }
}
