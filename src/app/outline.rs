//! The sections of a form: which members stand where, from the overlay or, without one, from the model.

use crate::document::Resource;
use crate::model::overlay::{self, Overlay};
use crate::model::{Member, Operation};

use super::words;

/// A group of members of the form.
#[derive(Clone, Debug)]
pub struct Section {
    pub title: &'static str,
    pub members: Vec<&'static Member>,
    /// Whether it is open at first.
    pub common: bool,
}

/// The section of parameters that the operation does not have.
pub const UNKNOWN: &str = "Not known to AWS";
const REST: &str = "Everything else";
const REQUIRED: &str = "Required";
const OPTIONAL: &str = "Optional";

/// A form of so few members needs no closed sections.
const FEW: usize = 10;

/// The sections of an operation's form; every member is in exactly one.
pub fn sections(service: &str, operation: &'static Operation) -> Vec<Section> {
    let members = operation.input.members();
    let curated =
        overlay::overlay(service, operation.name).map_or(&[][..], |overlay| overlay.sections);
    let mut acc: Vec<Section> = curated
        .iter()
        .map(|section| Section {
            title: section.title,
            members: section
                .members
                .iter()
                .filter_map(|name| operation.input.member(name))
                .collect(),
            common: section.common,
        })
        .collect();
    let placed = |member: &Member| {
        curated
            .iter()
            .any(|section| section.members.contains(&member.name))
    };
    let rest: Vec<&'static Member> = members.iter().filter(|member| !placed(member)).collect();
    let few = rest.len() <= FEW;
    if curated.is_empty() {
        let (required, optional): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|member| member.required);
        acc.push(group(REQUIRED, required, true));
        let first = acc[0].members.is_empty();
        acc.push(group(OPTIONAL, optional, few || first));
    } else {
        acc.push(group(REST, rest, false));
    }
    acc.retain(|section| !section.members.is_empty());
    acc
}

fn group(title: &'static str, members: Vec<&'static Member>, common: bool) -> Section {
    Section {
        title,
        members,
        common,
    }
}

/// What the fields of a section that its questions do not ask for are folded under.
pub fn rest(section: &str) -> String {
    format!("{section}, not asked for")
}

/// The title of the section in which a top-level member stands.
pub fn section_of(resource: &Resource, member: &str) -> Option<&'static str> {
    let operation = resource.operation()?;
    if operation.input.member(member).is_none() {
        return Some(UNKNOWN);
    }
    let sections = sections(&resource.service, operation);
    let section = sections
        .iter()
        .find(|section| section.members.iter().any(|other| other.name == member));
    section.map(|section| section.title)
}

/// Names of parameters that the operation does not have, in the order in which they were written.
pub fn unknown(resource: &Resource, operation: &Operation) -> Vec<std::rc::Rc<str>> {
    let Some(map) = resource.parameters.as_map() else {
        return Vec::new();
    };
    let names = map.iter().map(|(name, _)| name);
    names
        .filter(|name| operation.input.member(name).is_none())
        .cloned()
        .collect()
}

/// Whether a filter finds a top-level member of a resource.
pub fn matches(resource: &Resource, member: &str, filter: &str) -> bool {
    filter.trim().is_empty() || {
        let overlay = overlay::overlay(&resource.service, &resource.operation);
        found(overlay, member, filter)
    }
}

/// Whether a filter finds a member by its name, label or help.
pub fn found(overlay: Option<&Overlay>, member: &str, filter: &str) -> bool {
    let note = overlay.and_then(|overlay| overlay.note(member));
    let label = words::label(member);
    let (title, help) = note.map_or(("", ""), |note| (note.label, note.help));
    words::found(filter, &[member, &label, title, help])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SERVICES;

    #[test]
    fn every_member_stands_in_exactly_one_section() {
        for service in SERVICES {
            for operation in service.operations {
                let sections = sections(service.id, operation);
                for member in operation.input.members() {
                    let n = sections.iter().flat_map(|section| &section.members);
                    let n = n.filter(|other| other.name == member.name).count();
                    assert_eq!(n, 1, "{} {}", operation.name, member.name);
                }
            }
        }
    }

    #[test]
    fn every_form_begins_open_and_shows_what_is_required() {
        for service in SERVICES {
            for operation in service.operations {
                let sections = sections(service.id, operation);
                assert!(
                    sections.first().is_none_or(|section| section.common),
                    "{}",
                    operation.name
                );
                for section in sections.iter().filter(|section| !section.common) {
                    let hidden = section.members.iter().find(|member| member.required);
                    assert!(hidden.is_none(), "{} hides {hidden:?}", operation.name);
                }
            }
        }
    }

    #[test]
    fn unknown_parameters_have_a_section_of_their_own() {
        let mut resource = Resource::new("elasticache", "CreateUser");
        resource.parameters =
            crate::document::parse_json(r#"{"UserId":"a","Nonsense":1}"#).expect("valid");
        let operation = resource.operation().expect("known");
        assert_eq!(unknown(&resource, operation), ["Nonsense".into()]);
        assert_eq!(section_of(&resource, "Nonsense"), Some(UNKNOWN));
        assert!(matches(&resource, "UserId", "user") && !matches(&resource, "Nonsense", "user"));
    }
}
