//! The form of one request: its sections, and a filter that finds fields in all of them.

use std::rc::Rc;

use yew::prelude::*;

use super::region::RegionField;
use super::{problem, review, section};
use crate::app::field::Field;
use crate::app::needs;
use crate::app::outline;
use crate::app::problems::Problems;
use crate::app::widgets::{FieldProps, JsonEditor, Nodes, unknown};
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
                { section::view(props, resource, overlay, &section) }
            }
            if !filtering && n_fields > 0 { { review::view(props, resource) } }
            if n_fields == 0 {
                <p class="panel__empty">{ "This operation takes no parameters: the outputs are ready to use." }</p>
            }
            if filtering && n_found == 0 {
                <p class="panel__empty">{ "No field has all of these words." }</p>
            }
        </>
    }
}

pub(super) fn field_props(
    props: &FormProps,
    resource: &Resource,
    field: Field,
    value: Option<Value>,
) -> FieldProps {
    let member = field.member.filter(|_| field.path.segments().len() == 1);
    let off =
        member.and_then(|member| needs::off(props.index, resource, &props.places, member.name));
    FieldProps {
        value,
        problems: props.problems.within(&field.path),
        places: props.places.clone(),
        onedit: props.onedit.clone(),
        onact: props.onact.clone(),
        compact: false,
        off,
        nodes: nodes(props, resource, &field),
        field,
    }
}

/// The nodes that a list of zones is about.
fn nodes(props: &FormProps, resource: &Resource, field: &Field) -> Option<Nodes> {
    let (count, replicated) = match field.member?.name {
        "PreferredCacheClusterAZs" => ("NumCacheClusters", true),
        "PreferredAvailabilityZones" => ("NumCacheNodes", false),
        _ => return None,
    };
    let count = resource.parameters.int(count).unwrap_or(1).max(1);
    Some(Nodes {
        count: usize::try_from(count).ok()?,
        region: props.document.region_of(resource).into(),
        replicated,
    })
}

fn unknown_section(props: &FormProps, resource: &Resource, names: &[Rc<str>]) -> Html {
    html! {
        <section class="section" key={outline::UNKNOWN}>
            <h2 class="section__head"><span class="section__title">{ outline::UNKNOWN }</span></h2>
            <div class="section__body">
                for name in names {
                    { unknown(&field_props(props, resource, Field::free(props.index, Path::root().key(name)), resource.parameters.get(name).cloned())) }
                }
            </div>
        </section>
    }
}

/// The parameters as JSON, of operations that the model does not have and where they are no object.
fn whole(props: &FormProps, resource: &Resource) -> Html {
    let inner = field_props(
        props,
        resource,
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
