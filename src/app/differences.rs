//! What differs between two documents, field by field and in words. Secrets are never shown.

use std::fmt::Write as _;
use std::rc::Rc;

use super::words;
use crate::document::{Document, Path, Resource, Segment, Value, below};
use crate::model::Shape;
use crate::model::overlay::{self, Overlay};

/// A place with another value than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Index of the resource, in the later document where it still is; none for the document itself.
    pub resource: Option<usize>,
    /// Root for what is no parameter.
    pub path: Path,
    /// `Number of shards`, `Tags 1, Tag key`.
    pub label: Rc<str>,
    pub before: Option<Rc<str>>,
    pub after: Option<Rc<str>>,
}

impl Difference {
    /// In a line: `Number of shards: 3 → 5`.
    fn told(&self) -> String {
        let label = &self.label;
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => format!("{label}: {} → {}", short(before), short(after)),
            (None, Some(after)) => format!("{label}: {}", short(after)),
            _ => format!("{label}: removed"),
        }
    }
}

/// Letters of a value in the name of a step.
const LETTERS: usize = 32;

/// Everything that differs, by resource and then in the order of the later document.
pub fn between(before: &Document, after: &Document) -> Vec<Difference> {
    let mut acc = Vec::new();
    if before.region != after.region {
        acc.push(Difference {
            resource: None,
            path: Path::root(),
            label: "Region".into(),
            before: before.region.clone(),
            after: after.region.clone(),
        });
    }
    let (old, new) = (&before.resources, &after.resources);
    let n_first = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let ends = old[n_first..].iter().rev().zip(new[n_first..].iter().rev());
    let n_last = ends.take_while(|(a, b)| a == b).count();
    let old_middle = &old[n_first..old.len() - n_last];
    let new_middle = &new[n_first..new.len() - n_last];
    for i in 0..old_middle.len().max(new_middle.len()) {
        let (old, new) = (old_middle.get(i), new_middle.get(i));
        let index = n_first + i;
        match (old, new) {
            (Some(old), Some(new)) if is_same_request(old, new) => {
                walk_both(index, old, new, &mut acc);
            }
            _ => {
                if let Some(old) = old {
                    request(index, old, false, &mut acc);
                }
                if let Some(new) = new {
                    request(index, new, true, &mut acc);
                }
            }
        }
    }
    acc
}

/// Every value of a resource, with its label.
pub fn values(index: usize, resource: &Resource) -> Vec<Difference> {
    let mut acc = Vec::new();
    Walk::new(index, resource, &mut acc).root(None, Some(&resource.parameters));
    acc
}

/// What a step did: its title or, without one, what differs after it.
pub fn step(title: &str, before: &Document, after: &Document) -> String {
    if !title.is_empty() {
        return title.to_owned();
    }
    let all = between(before, after);
    let Some(first) = all.first() else {
        return "Another order".to_owned();
    };
    let mut name = first.told();
    if all.len() > 1 {
        // Into a String nothing fails.
        write!(name, " and {} more", all.len() - 1).ok();
    }
    name
}

fn is_same_request(a: &Resource, b: &Resource) -> bool {
    (&a.service, &a.operation) == (&b.service, &b.operation)
}

/// A whole request that came or went.
fn request(index: usize, resource: &Resource, came: bool, acc: &mut Vec<Difference>) {
    let name = Some(resource.operation.clone());
    let (before, after) = if came { (None, name) } else { (name, None) };
    acc.push(Difference {
        resource: Some(index),
        path: Path::root(),
        label: "Request".into(),
        before,
        after,
    });
    let parameters = Some(&resource.parameters);
    let mut walk = Walk::new(index, resource, acc);
    if came {
        walk.root(None, parameters);
    } else {
        walk.root(parameters, None);
    }
}

fn walk_both(index: usize, old: &Resource, new: &Resource, acc: &mut Vec<Difference>) {
    let own = [
        ("Name of the request", &old.id, &new.id),
        ("Its own Region", &old.region, &new.region),
    ];
    for (label, before, after) in own {
        if before != after {
            acc.push(Difference {
                resource: Some(index),
                path: Path::root(),
                label: label.into(),
                before: before.clone(),
                after: after.clone(),
            });
        }
    }
    Walk::new(index, new, acc).root(Some(&old.parameters), Some(&new.parameters));
}

struct Walk<'a> {
    index: usize,
    shape: Option<&'static Shape>,
    overlay: Option<&'static Overlay>,
    path: Path,
    acc: &'a mut Vec<Difference>,
}

impl<'a> Walk<'a> {
    fn new(index: usize, resource: &Resource, acc: &'a mut Vec<Difference>) -> Self {
        Self {
            index,
            shape: resource.operation().map(|operation| operation.input),
            overlay: overlay::overlay(&resource.service, &resource.operation),
            path: Path::root(),
            acc,
        }
    }

    fn root(&mut self, before: Option<&Value>, after: Option<&Value>) {
        let nothing = Value::map([]);
        let own = |value: Option<&Value>| value.filter(|value| **value != nothing).cloned();
        self.value(self.shape, own(before).as_ref(), own(after).as_ref(), false);
    }

    fn value(
        &mut self,
        shape: Option<&'static Shape>,
        before: Option<&Value>,
        after: Option<&Value>,
        secret: bool,
    ) {
        if before == after {
            return;
        }
        match (
            before.filter(|v| has_parts(v)),
            after.filter(|v| has_parts(v)),
        ) {
            (None, None) => self.push(before, after, secret),
            (old, new) if old.is_none_or(is_map) && new.is_none_or(is_map) => {
                self.leaf_beside(before, after, secret);
                let names = |value: Option<&Value>| {
                    let map = value.and_then(Value::as_map);
                    let names = map.map(|map| map.iter().map(|(name, _)| name.clone()));
                    names.into_iter().flatten().collect::<Vec<_>>()
                };
                let mut all = names(new);
                all.extend(
                    names(old)
                        .into_iter()
                        .filter(|name| new.is_none_or(|new| new.get(name).is_none())),
                );
                for name in all {
                    let (child, is_secret) = below(shape, &name);
                    let (old, new) = (
                        old.and_then(|v| v.get(&name)),
                        new.and_then(|v| v.get(&name)),
                    );
                    self.path.push(Segment::Key(name));
                    self.value(child, old, new, secret || is_secret);
                    self.path.pop();
                }
            }
            (old, new) if old.is_none_or(is_list) && new.is_none_or(is_list) => {
                self.leaf_beside(before, after, secret);
                let item = shape.and_then(|shape| shape.child(""));
                let items = |value: Option<&Value>| -> Vec<Value> {
                    value.and_then(Value::as_list).unwrap_or_default().to_vec()
                };
                let (old, new) = (items(old), items(new));
                for i in 0..old.len().max(new.len()) {
                    self.path.push(Segment::Index(i));
                    self.value(item, old.get(i), new.get(i), secret);
                    self.path.pop();
                }
            }
            _ => {
                self.value(shape, before, None, secret);
                self.value(shape, None, after, secret);
            }
        }
    }

    /// What has no parts where the other side has some.
    fn leaf_beside(&mut self, before: Option<&Value>, after: Option<&Value>, secret: bool) {
        let leaf = |value: Option<&Value>| value.is_some_and(|value| !has_parts(value));
        if leaf(before) {
            self.push(before, None, secret);
        }
        if leaf(after) {
            self.push(None, after, secret);
        }
    }

    fn push(&mut self, before: Option<&Value>, after: Option<&Value>, secret: bool) {
        let text = |value: Option<&Value>| value.map(|value| Rc::from(shown(value, secret)));
        self.acc.push(Difference {
            resource: Some(self.index),
            path: self.path.clone(),
            label: label(self.overlay, &self.path).into(),
            before: text(before),
            after: text(after),
        });
    }
}

fn is_map(value: &Value) -> bool {
    value.as_map().is_some()
}

fn is_list(value: &Value) -> bool {
    value.as_list().is_some()
}

/// Whether a value is shown by its parts.
fn has_parts(value: &Value) -> bool {
    match value {
        Value::Map(map) => {
            !map.is_empty() && value.as_env().is_none() && value.as_ref_to().is_none()
        }
        Value::List(items) => !items.is_empty(),
        _ => false,
    }
}

/// A value without parts, in words.
fn shown(value: &Value, secret: bool) -> String {
    if let Some(name) = value.as_env() {
        return format!("${name}");
    }
    if let Some((label, member)) = value.as_ref_to() {
        return format!("{member} of {label}");
    }
    match value {
        Value::String(text) if !secret && !text.is_empty() => text.to_string(),
        Value::String(_) | Value::Number(_) if secret => "a secret".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_json(),
    }
}

/// `Tags 1, Tag key`: the names of a path in words.
pub fn label(overlay: Option<&Overlay>, path: &Path) -> String {
    let mut acc = String::new();
    let mut way = Path::root();
    for segment in path.segments() {
        way.push(segment.clone());
        match segment {
            Segment::Index(index) => {
                write!(acc, " {}", index + 1).ok();
            }
            Segment::Key(name) => {
                let note = overlay.and_then(|overlay| overlay.note(&way.without_indexes()));
                if !acc.is_empty() {
                    acc.push_str(", ");
                }
                acc.push_str(
                    &note.map_or_else(|| words::label(name), |note| note.label.to_owned()),
                );
            }
        }
    }
    if acc.is_empty() {
        "Parameters".to_owned()
    } else {
        acc
    }
}

fn short(text: &str) -> String {
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    text.chars().take(LETTERS - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Edit, parse_json};

    fn document(parameters: &str) -> Document {
        let mut resource = Resource::new("elasticache", "CreateReplicationGroup");
        resource.parameters = parse_json(parameters).expect("valid JSON");
        Document::single("us-west-2", resource)
    }

    fn told(before: &str, after: &str) -> Vec<String> {
        let all = between(&document(before), &document(after));
        all.iter().map(Difference::told).collect()
    }

    #[test]
    fn differences_are_told_field_by_field() {
        assert_eq!(
            told(
                r#"{"NumNodeGroups":3,"Port":1}"#,
                r#"{"NumNodeGroups":5,"MultiAZEnabled":true}"#
            ),
            ["Number of shards: 3 → 5", "Multi-AZ: yes", "Port: removed"],
        );
        assert_eq!(
            told(
                r#"{"Tags":[{"Key":"a"}]}"#,
                r#"{"Tags":[{"Key":"b"},{"Key":"c"}]}"#
            ),
            ["Tags 1, Tag key: a → b", "Tags 2, Tag key: c"],
        );
        assert_eq!(told("{}", r#"{"Tags":[]}"#), ["Tags: []"]);
        assert_eq!(
            told(r#"{"Tags":"x"}"#, r#"{"Tags":[{"Key":"b"}]}"#),
            ["Tags: removed", "Tags 1, Tag key: b"]
        );
        assert!(told(r#"{"Port":1}"#, r#"{"Port":1}"#).is_empty());
    }

    #[test]
    fn secrets_are_never_told() {
        let all = told(
            r#"{"AuthToken":"first-secret","Nope":{"password":"hidden"}}"#,
            r#"{"AuthToken":{"$env":"TOKEN"},"Nope":{"password":"other"}}"#,
        );
        assert_eq!(all[0], "AUTH token: a secret → $TOKEN");
        assert!(
            all.iter()
                .all(|line| !line.contains("hidden") && !line.contains("first")),
            "{all:?}"
        );
    }

    #[test]
    fn requests_come_and_go() {
        let before = document(r#"{"Port":1}"#);
        let mut user = Resource::new("elasticache", "CreateUser");
        user.parameters = parse_json(r#"{"UserId":"reader"}"#).expect("valid JSON");
        let after = before.edited(&Edit::AddResource {
            index: 0,
            resource: Rc::new(user),
        });
        let all: Vec<_> = between(&before, &after)
            .iter()
            .map(Difference::told)
            .collect();
        assert_eq!(all, ["Request: CreateUser", "User id: reader"]);
        assert_eq!(step("", &after, &before), "Request: removed and 1 more");
        assert_eq!(step("Fix it", &after, &before), "Fix it");
        assert_eq!(values(0, &after.resources[0]).len(), 1);
    }
}
