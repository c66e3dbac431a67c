//! The operations as the page offers them: by service, those that people want first, found by words.

use std::rc::Rc;

use crate::model::overlay;
use crate::model::{Operation, SERVICES, Service};

use super::words;

/// An operation on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub service: &'static str,
    pub operation: &'static str,
    pub title: Rc<str>,
    pub summary: &'static str,
    /// Stands before others.
    pub featured: bool,
}

/// Operations of a service that do the same sort of thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub service: &'static str,
    pub title: &'static str,
    pub offers: Vec<Offer>,
}

/// Sorts of operations, and the first words of their names. What is not listed changes something.
const SORTS: &[(&str, &[&str])] = &[
    ("Create", &["Create", "Copy", "Export", "Purchase"]),
    ("Change", &[]),
    ("Look up", &["Describe", "Get", "List"]),
    ("Delete", &["Delete"]),
];

/// All operations that a query finds, by service and sort; groups without any are left out.
pub fn search(query: &str) -> Vec<Group> {
    let groups = SERVICES.iter().flat_map(|service| {
        SORTS.iter().map(|(title, _)| Group {
            service: service.title,
            title,
            offers: offers(service, title, query),
        })
    });
    groups.filter(|group| !group.offers.is_empty()).collect()
}

fn offers(service: &'static Service, sort: &str, query: &str) -> Vec<Offer> {
    let operations = service
        .operations
        .iter()
        .filter(|operation| sort_of(operation.name) == sort);
    let mut acc: Vec<Offer> = operations
        .map(|operation| offer(service, operation))
        .collect();
    acc.retain(|offer| {
        let command = crate::model::kebab_case(offer.operation);
        words::found(
            query,
            &[
                offer.operation,
                &offer.title,
                offer.summary,
                &command,
                service.id,
                service.title,
            ],
        )
    });
    acc.sort_by_key(|offer| !offer.featured);
    acc
}

fn sort_of(operation: &str) -> &'static str {
    let verbs =
        |(_, verbs): &&(&str, &[&str])| verbs.iter().any(|verb| operation.starts_with(verb));
    SORTS
        .iter()
        .find(verbs)
        .map_or("Change", |(title, _)| *title)
}

fn offer(service: &'static Service, operation: &'static Operation) -> Offer {
    Offer {
        service: service.id,
        operation: operation.name,
        title: overlay::title(service.id, operation.name).into(),
        summary: overlay::summary(service.id, operation.name),
        featured: overlay::featured(service.id, operation.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str) -> Vec<&'static str> {
        let groups = search(query);
        groups
            .iter()
            .flat_map(|group| &group.offers)
            .map(|offer| offer.operation)
            .collect()
    }

    #[test]
    fn every_operation_is_on_offer() {
        let n_operations: usize = SERVICES
            .iter()
            .map(|service| service.operations.len())
            .sum();
        assert_eq!(found("").len(), n_operations);
    }

    #[test]
    fn operations_stand_with_others_of_their_sort() {
        for (operation, sort) in [
            ("CreateUser", "Create"),
            ("TestFailover", "Change"),
            ("ListTagsForResource", "Look up"),
            ("DeleteCluster", "Delete"),
        ] {
            assert_eq!(sort_of(operation), sort);
        }
    }

    #[test]
    fn operations_are_found_by_name_command_and_words() {
        for query in ["CreateUserGroup", "create-user-group", "user GROUP create"] {
            assert!(found(query).contains(&"CreateUserGroup"), "{query}");
        }
        assert!(found("dsql").contains(&"CreateCluster"));
        assert!(found("no such thing").is_empty());
    }
}
