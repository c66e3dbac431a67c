//! Document → readable fragment.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::decode::leaf;
use crate::document::{Document, Map, Resource, Value, is_variable_name, push_percent_encoded};
use crate::model::{Kind, Shape, overlay};

/// How the items of lists are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// One pair for each value: `Tags.1.Key=a&Tags.2.Key=b`.
    Plain,
    /// One pair for each member that all items have: `Tags.*.Key=a,b`.
    Columns,
}

/// `v1/REGION/RESOURCE;RESOURCE`.
pub(super) fn encode(document: &Document, layout: Layout) -> String {
    let mut acc = String::from("v1/");
    push_name(&mut acc, document.region.as_deref().unwrap_or_default());
    acc.push('/');
    for (i, item) in document.resources.iter().enumerate() {
        if i > 0 {
            acc.push(';');
        }
        resource(&mut acc, item, layout);
    }
    if !document.extra.is_empty() {
        if !document.resources.is_empty() {
            acc.push(';');
        }
        acc.push('!');
        push_value(
            &mut acc,
            &json_of(&Value::Map(Rc::new(document.extra.clone()))),
        );
    }
    acc
}

/// JSON without the values whose names sound like secrets'.
fn json_of(value: &Value) -> String {
    without_secrets(value).to_json()
}

fn without_secrets(value: &Value) -> Value {
    match value {
        Value::List(items) => Value::list(items.iter().map(without_secrets)),
        Value::Map(map) => Value::map(map.iter().map(|(key, value)| {
            let secret = overlay::looks_secret(key) && value.as_env().is_none();
            let value = if secret {
                Value::env(&variable(key))
            } else {
                without_secrets(value)
            };
            (key.clone(), value)
        })),
        leaf => leaf.clone(),
    }
}

/// The environment variable of a secret, which every shell can read.
fn variable(key: &str) -> String {
    let name = overlay::env_name(key);
    if is_variable_name(&name) {
        name
    } else {
        format!("SECRET_{name}")
    }
}

fn word(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

fn resource(acc: &mut String, resource: &Resource, layout: Layout) {
    if let Some(id) = &resource.id {
        push_name(acc, id);
        acc.push('@');
    }
    if let Some(region) = &resource.region {
        push_name(acc, region);
        acc.push('/');
    }
    // A resource that says nothing at all would be read as no resource, or as keys of the document.
    let says_nothing =
        resource.id.is_none() && resource.region.is_none() && resource.operation.is_empty();
    if &*resource.service != "elasticache" || says_nothing {
        push_name(acc, &resource.service);
        acc.push(':');
    }
    push_name(acc, &resource.operation);
    let mut pairs = Pairs(Vec::new());
    let mut separator = '?';
    if let Value::Map(parameters) = &resource.parameters {
        let shape = resource.operation().map(|operation| operation.input);
        pairs.members(&mut String::new(), shape, parameters);
    } else {
        acc.push('!');
        push_value(acc, &json_of(&resource.parameters));
        separator = '&';
    }
    for (name, value) in resource.extra.iter() {
        let mut key = String::from("!!");
        push_name(&mut key, name);
        let value = without_secrets(&Value::map([(name.clone(), value.clone())]));
        pairs.push(
            &key,
            &value.get(name).map_or_else(String::new, Value::to_json),
        );
    }
    let pairs = if layout == Layout::Columns {
        columns(&pairs.0)
    } else {
        pairs.0
    };
    for (key, value) in pairs {
        acc.push(separator);
        acc.push_str(&key);
        acc.push('=');
        acc.push_str(&value);
        separator = '&';
    }
}

/// Pairs of the same key but for the first list index in it become one pair, where every item has one.
fn columns(pairs: &[(String, String)]) -> Vec<(String, String)> {
    let starred: Vec<Option<(String, usize)>> = pairs.iter().map(|(key, _)| starred(key)).collect();
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, star) in starred.iter().enumerate() {
        if let Some((key, index)) = star {
            let group = groups.entry(key).or_default();
            // Only runs from the first item on, without gaps, are columns.
            if *index == group.len() + 1 {
                group.push(at);
            }
        }
    }
    let mut acc = Vec::new();
    for (at, star) in starred.iter().enumerate() {
        let group = star
            .as_ref()
            .and_then(|(key, _)| Some((key, groups.get(key.as_str())?)));
        match group {
            Some((key, group)) if group.len() > 1 && group.binary_search(&at).is_ok() => {
                if group[0] == at {
                    let values: Vec<&str> = group.iter().map(|&at| pairs[at].1.as_str()).collect();
                    acc.push((key.clone(), column(&values)));
                }
            }
            _ => acc.push(pairs[at].clone()),
        }
    }
    acc
}

/// The key with its first list index as `*`, and that index.
fn starred(key: &str) -> Option<(String, usize)> {
    let json = key.ends_with('!') || key.starts_with('!');
    let mut parts: Vec<&str> = key.split('.').collect();
    let at = parts
        .iter()
        .skip(1)
        .position(|part| part.bytes().all(|b| b.is_ascii_digit()) && !part.is_empty())?
        + 1;
    let index = parts[at].parse().ok().filter(|_| !json)?;
    parts[at] = "*";
    Some((parts.join("."), index))
}

/// Values joined by commas; a range that goes on where the one before it ended is `~END`.
fn column(values: &[&str]) -> String {
    let mut acc = String::new();
    let mut next = None;
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            acc.push(',');
        }
        let range = super::range(value);
        match range {
            Some((from, to)) if next == Some(from) => {
                acc.push('~');
                acc.push_str(&to.to_string());
            }
            _ => acc.push_str(&value.replace(',', "%2C").replace('~', "%7E")),
        }
        next = range.map(|(_, to)| to + 1);
    }
    acc
}

/// The `NAME=VALUE` pairs of a resource, both escaped.
struct Pairs(Vec<(String, String)>);

impl Pairs {
    fn push(&mut self, key: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        push_value(&mut escaped, value);
        self.0.push((key.to_owned(), escaped));
    }

    /// Members in the shape's order, then those that the shape does not have in the order in which they stand.
    fn members(&mut self, key: &mut String, shape: Option<&'static Shape>, map: &Map) {
        let members = shape.map_or(&[][..], Shape::members);
        for member in members {
            if let Some(value) = map.get(member.name) {
                self.child(key, member.name, Some(member.shape), value);
            }
        }
        for (name, value) in map
            .iter()
            .filter(|(name, _)| !members.iter().any(|member| member.name == &***name))
        {
            let item = match shape.map(|shape| &shape.kind) {
                Some(Kind::Map(map)) => Some(map.value),
                _ => None,
            };
            self.child(key, name, item, value);
        }
    }

    fn child(
        &mut self,
        key: &mut String,
        name: &str,
        shape: Option<&'static Shape>,
        value: &Value,
    ) {
        let length = key.len();
        if length > 0 {
            key.push('.');
        }
        push_name(key, name);
        self.value(key, shape, value);
        key.truncate(length);
    }

    fn value(&mut self, key: &mut String, shape: Option<&'static Shape>, value: &Value) {
        match (shape.map(|shape| &shape.kind), value) {
            (Some(Kind::List(list)), Value::List(items)) if !items.is_empty() => {
                for (i, item) in items.iter().enumerate() {
                    let name = (i + 1).to_string();
                    self.child(key, &name, Some(list.item), item);
                }
            }
            (Some(Kind::Structure(_) | Kind::Map(_)), Value::Map(map)) if !map.is_empty() => {
                self.members(key, shape, map);
            }
            _ if value.as_env().is_some() => {
                self.push(&format!("{key}.$env"), value.as_env().unwrap_or_default());
            }
            _ if value.as_ref_to().is_some() => {
                let (id, member) = value.as_ref_to().unwrap_or_default();
                self.push(&format!("{key}.$ref"), id);
                self.push(&format!("{key}.member"), member);
            }
            (_, Value::String(text) | Value::Number(text)) if leaf(shape, text) == *value => {
                self.push(key, text);
            }
            (_, Value::Bool(flag)) if leaf(shape, word(*flag)) == *value => {
                self.push(key, word(*flag));
            }
            _ => self.push(&format!("{key}!"), &json_of(value)),
        }
    }
}

/// Appends a name: everything but letters, digits, `-`, `_` and `~` as `%XX`.
fn push_name(acc: &mut String, text: &str) {
    push_percent_encoded(acc, text, b"-_~$");
}

/// Appends a value; what stays as it is can stand in a link in text, Markdown and HTML.
fn push_value(acc: &mut String, text: &str) {
    push_percent_encoded(acc, text, b"-_~.:/@,");
}
