//! What a document makes, by name.

use std::collections::BTreeMap;

use crate::document::{Document, Resource};

/// The resources that certain operations make: by operation, Region and name in lower case.
pub(super) struct Made<'a>(BTreeMap<(&'static str, &'a str, String), &'a Resource>);

impl<'a> Made<'a> {
    /// What the operations make, each with the member that holds the name.
    pub(super) fn by(document: &'a Document, operations: &[(&'static str, &'static str)]) -> Self {
        let mut acc = BTreeMap::new();
        for resource in &document.resources {
            let made = operations
                .iter()
                .find(|(operation, _)| *operation == &*resource.operation);
            if let Some((operation, member)) = made
                && &*resource.service == "elasticache"
                && let Some(name) = resource.parameters.text(member)
            {
                let key = (
                    *operation,
                    document.region_of(resource),
                    name.to_ascii_lowercase(),
                );
                acc.entry(key).or_insert(&**resource);
            }
        }
        Self(acc)
    }

    pub(super) fn get(
        &self,
        operation: &'static str,
        region: &'a str,
        name: &str,
    ) -> Option<&'a Resource> {
        let key = (operation, region, name.to_ascii_lowercase());
        self.0.get(&key).copied()
    }
}

/// The requests of an operation, with their indexes.
pub(super) fn requests<'a>(
    document: &'a Document,
    operation: &'static str,
) -> impl Iterator<Item = (usize, &'a Resource)> {
    let resources = document.resources.iter().enumerate();
    resources
        .filter(move |(_, resource)| {
            &*resource.operation == operation && &*resource.service == "elasticache"
        })
        .map(|(index, resource)| (index, &**resource))
}
