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
    /// Has a curated form.
    pub curated: bool,
}

/// The operations of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub title: &'static str,
    pub offers: Vec<Offer>,
}

/// All operations that a query finds, by service; services without any are left out.
pub fn search(query: &str) -> Vec<Group> {
    let groups = SERVICES.iter().map(|service| Group {
        title: service.title,
        offers: offers(service, query),
    });
    groups.filter(|group| !group.offers.is_empty()).collect()
}

fn offers(service: &'static Service, query: &str) -> Vec<Offer> {
    let mut acc: Vec<Offer> = service
        .operations
        .iter()
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
    acc.sort_by_key(|offer| !offer.curated);
    acc
}

fn offer(service: &'static Service, operation: &'static Operation) -> Offer {
    let overlay = overlay::overlay(service.id, operation.name);
    Offer {
        service: service.id,
        operation: operation.name,
        title: overlay.map_or_else(
            || words::label(operation.name).into(),
            |overlay| overlay.title.into(),
        ),
        summary: overlay.map_or("", |overlay| overlay.summary),
        curated: overlay.is_some_and(|overlay| !overlay.sections.is_empty()),
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
    fn operations_are_found_by_name_command_and_words() {
        for query in ["CreateUserGroup", "create-user-group", "user GROUP create"] {
            assert!(found(query).contains(&"CreateUserGroup"), "{query}");
        }
        assert!(found("dsql").contains(&"CreateCluster"));
        assert!(found("no such thing").is_empty());
    }
}
