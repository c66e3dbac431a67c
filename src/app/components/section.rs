//! A section of the form: the fields that are asked for, then what is not.

use std::cmp::Ordering;
use std::rc::Rc;

use yew::prelude::*;

use super::form::{FormProps, field_props};
use super::{keyspace, problem};
use crate::app::choices;
use crate::app::field::Field;
use crate::app::outline::{self, Section};
use crate::app::widgets::{FieldView, question};
use crate::app::words;
use crate::app::workbench::Action;
use crate::document::{Path, Resource};
use crate::model::Member;
use crate::model::overlay::{self, Overlay};

pub(super) fn view(
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
    let count = if n_set > 0 {
        format!("{n_set} of {} set", section.members.len())
    } else {
        words::count(section.members.len(), "field")
    };
    let id = id(section.title);
    html! {
        <section class="section" key={section.title}>
            <h2 class="section__head">
                <button type="button" class="section__toggle" aria-expanded={open.to_string()} aria-controls={open.then(|| id.clone())}
                    onclick={toggle(props, section.title, open)}>
                    <span class="section__title">{ section.title }</span>
                    <span class="section__count">{ count }</span>
                    { badge(props, section) }
                </button>
            </h2>
            if open {
                <div class="section__body" {id}>
                    { fields(props, resource, overlay, section, &found) }
                </div>
            }
        </section>
    }
}

/// The `id` of what a section unfolds.
pub(super) fn id(title: &str) -> String {
    let title = title.to_lowercase();
    format!(
        "section-{}",
        title.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
    )
}

pub(super) fn toggle(props: &FormProps, title: &str, open: bool) -> Callback<MouseEvent> {
    let title: Rc<str> = title.into();
    props
        .onact
        .reform(move |_: MouseEvent| Action::SectionToggled {
            title: title.clone(),
            open: !open,
        })
}

/// How many problems of the worst severity the section has.
fn badge(props: &FormProps, section: &Section) -> Html {
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
    worst.map_or_else(Html::default, |(worst, n)| problem::badge_of(worst, n))
}

/// Fields in their order, each question before the first field that answers it. What no standing answer
/// asks for is folded away, unless it has a value. Unfolded it stands where it belongs: a field that
/// becomes asked for while somebody types into it stays where it is.
fn fields(
    props: &FormProps,
    resource: &Resource,
    overlay: Option<&'static Overlay>,
    section: &Section,
    found: &[&'static Member],
) -> Html {
    let filtering = !props.filter.trim().is_empty();
    let unfolded = filtering || props.places.section(&outline::rest(section.title), false);
    let spare = |member: &Member| {
        resource.parameters.get(member.name).is_none()
            && choices::unasked(props.index, resource, &props.places, member.name).is_some()
    };
    let rest: Vec<&Member> = found
        .iter()
        .copied()
        .filter(|member| spare(member))
        .collect();
    let shown = |member: &Member| {
        found.iter().any(|other| other.name == member.name) && (unfolded || !spare(member))
    };
    html! {
        <>
            for member in section.members.iter().copied() {
                { question_before(props, resource, overlay, member) }
                if shown(member) {
                    if is_shards(resource, member) { { keyspace::view(props, resource) } }
                    { field(props, resource, overlay, member) }
                }
            }
            if !rest.is_empty() && !filtering { { folded(props, section, overlay, &rest, unfolded) } }
        </>
    }
}

fn field(
    props: &FormProps,
    resource: &Resource,
    overlay: Option<&'static Overlay>,
    member: &'static Member,
) -> Html {
    let field = Field::new(props.index, member, overlay);
    let inner = field_props(
        props,
        resource,
        field,
        resource.parameters.get(member.name).cloned(),
    );
    let choices = overlay::choices(&resource.service, &resource.operation);
    let mut choices = choices.iter();
    match choices.find(|choice| choice.says == Some(member.name)) {
        Some(choice) => {
            let standing = choices::standing(choice, props.index, resource, &props.places);
            html! { <div key={member.name}>{ question::instead(&inner, choice, standing) }</div> }
        }
        None => html! { <FieldView key={member.name} ..inner /> },
    }
}

fn question_before(
    props: &FormProps,
    resource: &Resource,
    overlay: Option<&'static Overlay>,
    member: &'static Member,
) -> Html {
    let choices = overlay::choices(&resource.service, &resource.operation).iter();
    let mut own = choices.filter(|choice| choice.says.is_none());
    let first = own.find(|choice| choices::members(choice).next() == Some(member.name));
    first.map_or_else(Html::default, |choice| {
        let standing = choices::standing(choice, props.index, resource, &props.places);
        let inner = field_props(
            props,
            resource,
            Field::new(props.index, member, overlay),
            None,
        );
        question::before(&inner, choice, standing)
    })
}

fn is_shards(resource: &Resource, member: &Member) -> bool {
    &*resource.operation == "CreateReplicationGroup" && member.name == "NodeGroupConfiguration"
}

/// What unfolds the fields that no standing answer asks for.
fn folded(
    props: &FormProps,
    section: &Section,
    overlay: Option<&'static Overlay>,
    rest: &[&'static Member],
    open: bool,
) -> Html {
    let names = rest.iter().map(|member| {
        let note = overlay.and_then(|overlay| overlay.note(member.name));
        note.map_or_else(|| words::label(member.name), |note| note.label.to_owned())
    });
    let names = names.collect::<Vec<_>>().join(", ");
    html! {
        <button type="button" class="unasked" key="not asked for" aria-expanded={open.to_string()}
            aria-controls={id(section.title)} onclick={toggle(props, &outline::rest(section.title), open)}>
            { "Not asked for: " }{ names }
        </button>
    }
}
