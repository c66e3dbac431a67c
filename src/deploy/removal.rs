//! The steps of the end of a deployment.

use std::collections::{BTreeMap, BTreeSet};

use super::order::is_cluster;
use super::plan::{STORED, STORES, Step, known};
use crate::document::references::Reference;
use crate::document::{Document, answers};
use crate::model::generated::elasticache::names as n;

/// A step of the end of a deployment. Numbers are indexes of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// Look for something whose name AWS chose: what comes next needs that.
    Find(usize),
    /// Wait until something can be changed, if it is there and stays.
    Settle(usize),
    /// Take a replication group out of its global datastore, if it is a secondary of it.
    Leave(usize),
    Remove(usize),
    /// Wait until something is gone.
    Gone(usize),
    /// Nothing removes it.
    Stays(usize),
}

/// In reverse order: what names something is gone before that is removed.
pub(super) fn removals(
    document: &Document,
    steps: &[Step],
    references: &[Reference],
) -> Vec<Removal> {
    let made = steps.iter().rev().filter_map(|step| match step {
        Step::Make(index) => Some(*index),
        _ => None,
    });
    let mut end = End {
        document,
        references,
        users: BTreeMap::new(),
        going: BTreeSet::new(),
        found: BTreeSet::new(),
        removals: Vec::new(),
    };
    for reference in references {
        let users = end.users.entry(reference.to).or_default();
        users.insert(reference.from);
    }
    for index in made {
        end.remove(index);
    }
    let going = std::mem::take(&mut end.going);
    end.removals.extend(going.into_iter().map(Removal::Gone));
    end.removals
}

struct End<'a> {
    document: &'a Document,
    references: &'a [Reference],
    /// For each thing what names it.
    users: BTreeMap<usize, BTreeSet<usize>>,
    /// What is removed and was not waited for.
    going: BTreeSet<usize>,
    found: BTreeSet<usize>,
    removals: Vec<Removal>,
}

impl End<'_> {
    fn remove(&mut self, index: usize) {
        let request = &self.document.resources[index];
        let Some(kind) = known(request) else {
            return;
        };
        if kind.remove.is_none() {
            self.removals.push(Removal::Stays(index));
            return;
        }
        for user in self.users.remove(&index).unwrap_or_default() {
            // The first of two peers is gone only after the second was removed.
            let peer = is_cluster(request) && is_cluster(&self.document.resources[user]);
            if !peer && self.going.remove(&user) {
                self.removals.push(Removal::Gone(user));
            }
        }
        self.find(index);
        if kind.look == STORES {
            self.removals.push(Removal::Settle(index));
        }
        if kind.look == STORED {
            let is_secondary = request
                .parameters
                .get(n::GLOBAL_REPLICATION_GROUP_ID)
                .is_some();
            if is_secondary {
                self.leave(index);
            } else if self.is_primary(index) {
                self.removals.push(Removal::Settle(index));
            }
        }
        self.removals.push(Removal::Remove(index));
        if !kind.status.0.is_empty() {
            self.going.insert(index);
        }
    }

    /// Finds what a request needs to name what it makes: that, and what it is within.
    fn find(&mut self, index: usize) {
        let request = &self.document.resources[index];
        let Some(found) = known(request).and_then(|kind| kind.found) else {
            return;
        };
        if self.found.insert(index) {
            let within = found
                .within
                .and_then(|member| request.parameters.get(member));
            for answer in within.into_iter().flat_map(answers) {
                self.find_labelled(&answer.id);
            }
            self.removals.push(Removal::Find(index));
        }
    }

    fn find_labelled(&mut self, id: &str) {
        let mut resources = self.document.resources.iter();
        if let Some(index) = resources.position(|resource| resource.id.as_deref() == Some(id)) {
            self.find(index);
        }
    }

    fn leave(&mut self, index: usize) {
        let store = self.references.iter().find(|reference| {
            reference.from == index
                && known(&self.document.resources[reference.to])
                    .is_some_and(|kind| kind.look == STORES)
        });
        if let Some(store) = store.map(|reference| reference.to) {
            self.find(store);
            self.removals.push(Removal::Settle(store));
        }
        self.removals.push(Removal::Leave(index));
        self.removals.push(Removal::Settle(index));
    }

    /// Whether a global datastore of the document began with a replication group.
    fn is_primary(&self, index: usize) -> bool {
        self.references.iter().any(|reference| {
            reference.to == index
                && known(&self.document.resources[reference.from])
                    .is_some_and(|kind| kind.look == STORES)
        })
    }
}
