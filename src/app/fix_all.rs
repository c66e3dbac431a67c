//! Every fix that is safe, as one: each lowers the number of problems and adds no error, by itself or
//! together with the fixes of what it uncovers.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::rules::{self, Diagnostic, Fix, Severity};

/// So many fixes are tried at most; asked again, it goes on from there.
const TRIES: usize = 200;

/// So many fixes in a row are tried together, where each uncovers what the next mends.
const CHAIN: usize = 4;

/// All safe fixes one after another, or `None` where no fix is safe.
pub fn fix_all(document: &Document) -> Option<Fix> {
    let mut search = Search {
        document: document.clone(),
        problems: rules::validate(document),
        fixes: Vec::new(),
        tries: TRIES,
    };
    // What was not safe may have become so.
    while search.pass() {}
    let title = match &search.fixes[..] {
        [] => return None,
        [only] => only.title.clone(),
        several => format!("Fix {} problems", several.len()),
    };
    let edits = search.fixes.into_iter().flat_map(|fix| fix.edits).collect();
    Some(Fix { title, edits })
}

/// Whether there is a fix that might be safe.
pub fn is_fixable(severity: Severity, fix: Option<&Fix>) -> bool {
    severity != Severity::Info && fix.is_some()
}

struct Search {
    /// With the fixes so far.
    document: Document,
    problems: Vec<Diagnostic>,
    fixes: Vec<Fix>,
    tries: usize,
}

impl Search {
    /// Tries every fix once, and says whether any was applied.
    fn pass(&mut self) -> bool {
        let n_before = self.fixes.len();
        let mut refused: Vec<Fix> = Vec::new();
        while let Some(fix) = self.next(&refused) {
            if self.tries == 0 {
                return false;
            }
            self.tries -= 1;
            if !self.try_fix(&fix) {
                refused.push(fix);
            }
        }
        self.fixes.len() > n_before
    }

    fn next(&self, refused: &[Fix]) -> Option<Fix> {
        let fixable = self
            .problems
            .iter()
            .filter(|found| is_fixable(found.rule.severity, found.fix.as_ref()));
        fixable
            .filter_map(|found| found.fix.as_ref())
            .find(|fix| !refused.contains(fix))
            .cloned()
    }

    /// Applies a fix, with the fixes of errors that it uncovers, where that leaves fewer problems.
    fn try_fix(&mut self, fix: &Fix) -> bool {
        let known = errors(&self.problems);
        let mut document = self.document.with_edits(&fix.edits);
        let mut fixes = vec![fix.clone()];
        loop {
            let problems = rules::validate(&document);
            let now = errors(&problems);
            let is_new = |code| now.get(code) > known.get(code);
            let uncovered = problems.iter().find(|found| is_new(found.rule.code));
            let Some(uncovered) = uncovered else {
                let helps = grave(&problems) < grave(&self.problems);
                if helps {
                    (self.document, self.problems) = (document, problems);
                    self.fixes.append(&mut fixes);
                }
                return helps;
            };
            match &uncovered.fix {
                Some(next) if fixes.len() < CHAIN => {
                    document = document.with_edits(&next.edits);
                    fixes.push(next.clone());
                }
                _ => return false,
            }
        }
    }
}

/// How many errors each rule finds.
fn errors(problems: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut acc = BTreeMap::new();
    for found in problems {
        if found.rule.severity == Severity::Error {
            *acc.entry(found.rule.code).or_default() += 1;
        }
    }
    acc
}

/// How many errors and warnings there are.
fn grave(problems: &[Diagnostic]) -> usize {
    problems
        .iter()
        .filter(|found| found.rule.severity != Severity::Info)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Resource, parse_json};

    fn document(operation: &str, parameters: &str) -> Document {
        let mut resource = Resource::new("elasticache", operation);
        resource.parameters = parse_json(parameters).expect("valid JSON");
        Document::single("us-west-2", resource)
    }

    #[test]
    fn every_safe_fix_is_one_fix() {
        let bad = document(
            "CreateReplicationGroup",
            r#"{"ReplicationGroupId":"orders","ReplicationGroupDescription":"Orders","Engine":"Valkey","CacheNodeType":"cache.r7g.large","AutomaticFailoverEnabled":true,"NumCacheClusters":1,"SnapshotRetentionLimit":99,"CacheSubnetGroupName":"inner"}"#,
        );
        assert!(grave(&rules::validate(&bad)) >= 2);
        let fix = fix_all(&bad).expect("there are safe fixes");
        assert!(fix.title.starts_with("Fix "), "{}", fix.title);
        let left = rules::validate(&bad.with_edits(&fix.edits));
        assert!(errors(&left).is_empty(), "after {}", fix.title);
        assert_eq!(grave(&left), 0);
        assert!(fix_all(&bad.with_edits(&fix.edits)).is_none());
    }

    #[test]
    fn what_is_right_or_has_no_fix_is_left_alone() {
        for parameters in ["{}", r#"{"CacheSubnetGroupName":"inner"}"#] {
            assert_eq!(
                fix_all(&document("CreateCacheSubnetGroup", parameters)),
                None
            );
        }
    }

    #[test]
    fn fixes_of_every_bad_example_never_add_an_error() {
        for rule in rules::all() {
            for bad in rule.examples.bad {
                let value = parse_json(bad).expect("valid JSON");
                let document = match value.get("resources") {
                    Some(_) => Document::from_value(&value).expect("a document"),
                    None => match rule.operations.first() {
                        Some(operation) => document(operation, bad),
                        None => continue,
                    },
                };
                let Some(fix) = fix_all(&document) else {
                    continue;
                };
                let (before, after) = (
                    rules::validate(&document),
                    rules::validate(&document.with_edits(&fix.edits)),
                );
                let known = errors(&before);
                assert!(grave(&after) < grave(&before), "{}: {bad}", rule.code);
                for (code, n) in errors(&after) {
                    assert!(known.get(code).is_some_and(|known| n <= *known), "{code}");
                }
            }
        }
    }
}
