//! Diagnostics as the page shows them: shared, comparable, found by place.

use std::rc::Rc;

use crate::document::{Document, Path};
use crate::rules::{self, Fix, Rule, Severity};

/// A diagnostic.
#[derive(Clone, Debug)]
pub struct Problem {
    pub rule: &'static Rule,
    pub resource: usize,
    pub path: Path,
    pub message: String,
    pub fix: Option<Fix>,
}

impl PartialEq for Problem {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.rule, other.rule)
            && (self.resource, &self.path, &self.message, &self.fix)
                == (other.resource, &other.path, &other.message, &other.fix)
    }
}

impl Eq for Problem {}

/// Diagnostics in their order. Clones share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Rc<Vec<Rc<Problem>>>);

impl Problems {
    /// Everything that is wrong with a document.
    pub fn of(document: &Document) -> Self {
        let all = rules::validate(document).into_iter().map(|found| {
            Rc::new(Problem {
                rule: found.rule,
                resource: found.resource,
                path: found.path,
                message: found.message,
                fix: found.fix,
            })
        });
        Self(Rc::new(all.collect()))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Rc<Problem>> {
        self.0.iter()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of a resource.
    #[must_use]
    pub fn of_resource(&self, resource: usize) -> Self {
        self.only(|problem| problem.resource == resource)
    }

    /// Those at a path and below it.
    #[must_use]
    pub fn within(&self, path: &Path) -> Self {
        if self.is_empty() {
            return self.clone();
        }
        self.only(|problem| problem.path.segments().starts_with(path.segments()))
    }

    /// Those at a path itself.
    pub fn at<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = &'a Rc<Problem>> {
        self.iter().filter(move |problem| problem.path == *path)
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.iter()
            .filter(|problem| problem.rule.severity == severity)
            .count()
    }

    /// All of them, the worst first, in their order otherwise.
    pub fn worst_first(&self) -> Vec<&Rc<Problem>> {
        let severities = [Severity::Error, Severity::Warning, Severity::Info];
        let of = |severity| {
            self.iter()
                .filter(move |problem| problem.rule.severity == severity)
        };
        severities.into_iter().flat_map(of).collect()
    }

    /// The worst severity among them.
    pub fn worst(&self) -> Option<Severity> {
        self.iter().map(|problem| problem.rule.severity).min()
    }

    fn only(&self, keep: impl Fn(&Problem) -> bool) -> Self {
        Self(Rc::new(
            self.iter()
                .filter(|problem| keep(problem))
                .cloned()
                .collect(),
        ))
    }
}

/// A severity as attributes and classes write it: `error`.
pub fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Resource, parse_json};

    #[test]
    fn problems_are_found_by_place() {
        let mut resource = Resource::new("elasticache", "CreateReplicationGroup");
        let text = r#"{"Port":"x","NodeGroupConfiguration":[{"ReplicaCount":"many"}]}"#;
        resource.parameters = parse_json(text).expect("valid");
        let document = Document::single("us-west-2", resource);
        let problems = Problems::of(&document);
        assert_eq!(problems, Problems::of(&document));
        assert!(problems.of_resource(1).is_empty());
        let list = problems.within(&Path::parse("NodeGroupConfiguration"));
        assert_eq!(list.worst(), Some(Severity::Error));
        assert!(
            list.at(&Path::parse("NodeGroupConfiguration[0].ReplicaCount"))
                .next()
                .is_some()
        );
        assert!(
            list.iter()
                .all(|problem| problem.path.member() == Some("NodeGroupConfiguration"))
        );
    }
}
