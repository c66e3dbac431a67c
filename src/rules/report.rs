//! What a check is given: a scope to read and a report to write.

use super::elasticache::Reading;
use super::{Check, Diagnostic, Fix, MOST_FINDINGS, Rule};
use crate::document::{Document, Edit, Path, Resource, Value};

/// A resource within its document.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    pub document: &'a Document,
    /// Index of the resource.
    pub index: usize,
    pub(super) reading: &'a Reading<'a>,
}

impl<'a> Scope<'a> {
    /// `reading` is for this resource alone.
    pub(super) fn new(document: &'a Document, index: usize, reading: &'a Reading<'a>) -> Self {
        Self {
            document,
            index,
            reading,
        }
    }

    pub fn resource(&self) -> &'a Resource {
        &self.document.resources[self.index]
    }

    pub fn operation(&self) -> &'a str {
        &self.resource().operation
    }

    /// The Region in which the resource is made.
    pub fn region(&self) -> &'a str {
        self.document.region_of(self.resource())
    }

    /// The parameters, to read nested members from.
    pub fn parameters(&self) -> &'a Value {
        &self.resource().parameters
    }

    pub fn has(&self, member: &str) -> bool {
        self.get(member).is_some()
    }

    // Typed top-level members; `None` where absent or ill-typed.

    pub fn get(&self, member: &str) -> Option<&'a Value> {
        self.parameters().get(member)
    }

    pub fn text(&self, member: &str) -> Option<&'a str> {
        self.parameters().text(member)
    }

    pub fn int(&self, member: &str) -> Option<i64> {
        self.parameters().int(member)
    }

    pub fn flag(&self, member: &str) -> Option<bool> {
        self.parameters().flag(member)
    }

    pub fn items(&self, member: &str) -> Option<&'a [Value]> {
        self.parameters().items(member)
    }

    /// The texts of a list member, each with its index.
    pub fn texts(&self, member: &str) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        self.parameters().texts(member)
    }

    /// The other resources of the document that are requests of an operation, with their indexes.
    pub fn others(
        &self,
        operation: &'static str,
    ) -> impl Iterator<Item = (usize, &'a Resource)> + use<'a> {
        let index = self.index;
        let resources = self.document.resources.iter().enumerate();
        resources
            .filter(move |(i, other)| *i != index && &*other.operation == operation)
            .map(|(i, other)| (i, &**other))
    }

    /// An edit that sets a top-level member.
    pub fn set(&self, member: &str, value: Value) -> Edit {
        Edit::set(self.index, Path::root().key(member), value)
    }

    /// An edit that removes a top-level member.
    pub fn remove(&self, member: &str) -> Edit {
        Edit::remove(self.index, Path::root().key(member))
    }
}

/// Where a rule writes what it finds.
#[derive(Debug)]
pub struct Report<'a> {
    rule: &'static Rule,
    resource: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// How many findings there may be in all.
    most: usize,
}

impl<'a> Report<'a> {
    pub(super) fn new(
        rule: &'static Rule,
        resource: usize,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            rule,
            resource,
            most: diagnostics.len() + MOST_FINDINGS,
            diagnostics,
        }
    }

    /// Whether more findings would not be shown, so that a rule need not look on.
    pub fn is_full(&self) -> bool {
        self.diagnostics.len() >= self.most
    }

    /// Reports a fault at a top-level member.
    pub fn at(&mut self, member: &str, message: impl Into<String>) -> Finding<'_> {
        self.at_path(Path::root().key(member), message)
    }

    /// Reports a fault at a path.
    pub fn at_path(&mut self, path: Path, message: impl Into<String>) -> Finding<'_> {
        self.at_resource(self.resource, path, message)
    }

    /// Reports a fault of the resource as a whole.
    pub fn whole(&mut self, message: impl Into<String>) -> Finding<'_> {
        self.at_path(Path::root(), message)
    }

    /// Reports a fault in a resource by index, for rules that look at the document.
    pub fn at_resource(
        &mut self,
        resource: usize,
        path: Path,
        message: impl Into<String>,
    ) -> Finding<'_> {
        let fault = Diagnostic {
            rule: self.rule,
            resource,
            path,
            message: message.into(),
            fix: None,
        };
        self.diagnostics.push(fault);
        Finding {
            diagnostic: self.diagnostics.last_mut().expect("pushed above"),
        }
    }
}

/// A fault just reported, to which a fix may be added.
#[derive(Debug)]
pub struct Finding<'a> {
    diagnostic: &'a mut Diagnostic,
}

impl Finding<'_> {
    /// Offers a change that removes the fault and adds no error.
    pub fn fix(self, title: impl Into<String>, edits: impl IntoIterator<Item = Edit>) {
        self.diagnostic.fix = Some(Fix {
            title: title.into(),
            edits: edits.into_iter().collect(),
        });
    }
}

pub(super) fn run_document(
    rule: &'static Rule,
    document: &Document,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Check::Document(check) = rule.check {
        check(document, &mut Report::new(rule, 0, diagnostics));
    }
}
