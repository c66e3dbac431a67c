//! Readable fragment → document.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{DecodeError, range};
use crate::document::{
    Document, ENV_KEY, Map, PercentError, REF_KEY, Resource, Value, parse_json, percent_decoded,
};
use crate::model::{Kind, Shape};

/// What nests deeper is no request of any service.
const DEPTH: usize = 32;

/// Reads what follows `v1/`.
pub(super) fn decode(text: &str) -> Result<Document, DecodeError> {
    let mut document = Document::default();
    let (region, resources) = text
        .split_once('/')
        .ok_or_else(|| unreadable(text, "lacks a / after the Region"))?;
    if !region.is_empty() {
        document.region = Some(unescaped(region)?.into());
    }
    for part in resources.split(';').filter(|part| !part.is_empty()) {
        match part.strip_prefix('!') {
            Some(extra) => {
                if let Value::Map(map) = json(extra)? {
                    document.extra = Rc::unwrap_or_clone(map);
                }
            }
            None => document.resources.push(Rc::new(resource(part)?)),
        }
    }
    Ok(document)
}

fn resource(part: &str) -> Result<Resource, DecodeError> {
    let end = part.find(['?', '!']).unwrap_or(part.len());
    let (head, tail) = part.split_at(end);
    let (id, head) = head
        .split_once('@')
        .map_or((None, head), |(id, head)| (Some(id), head));
    let (region, head) = head
        .rsplit_once('/')
        .map_or((None, head), |(region, head)| (Some(region), head));
    let (service, operation) = head.split_once(':').unwrap_or(("elasticache", head));
    let mut resource = Resource::new(&unescaped(service)?, &unescaped(operation)?);
    resource.id = id.map(unescaped).transpose()?.map(Rc::from);
    resource.region = region.map(unescaped).transpose()?.map(Rc::from);
    let mut pairs = tail.split('&');
    let given = match tail.strip_prefix('!') {
        Some(_) => pairs.next().map(|text| json(&text[1..])).transpose()?,
        None => None,
    };
    let mut root = Node::default();
    for pair in pairs
        .map(|pair| pair.trim_start_matches('?'))
        .filter(|pair| !pair.is_empty())
    {
        let (key, value) = pair
            .split_once('=')
            .ok_or_else(|| unreadable(pair, "lacks a ="))?;
        if let Some(name) = key.strip_prefix("!!") {
            resource.extra.insert(unescaped(name)?, json(value)?);
        } else if key.split('.').any(|name| name == "*") {
            column(&mut root, key, value)?;
        } else if let Some(key) = key.strip_suffix('!') {
            insert(&mut root, key, Given::Json(json(value)?))?;
        } else {
            insert(&mut root, key, Given::Text(unescaped(value)?))?;
        }
    }
    if let Some(given) = given {
        resource.parameters = given;
        return Ok(resource);
    }
    let shape = resource.operation().map(|operation| operation.input);
    resource.parameters = root.value(shape);
    Ok(resource)
}

fn insert(root: &mut Node, key: &str, given: Given) -> Result<(), DecodeError> {
    let names = key
        .split('.')
        .map(unescaped)
        .collect::<Result<Vec<_>, _>>()?;
    if names.len() > DEPTH {
        return Err(unreadable(key, "nests too deeply"));
    }
    if !root.insert(&names, given) {
        return Err(unreadable(key, "is both a value and a structure"));
    }
    Ok(())
}

/// A pair that holds one value for each item of a list.
fn column(root: &mut Node, key: &str, values: &str) -> Result<(), DecodeError> {
    let mut next = 0;
    for (i, value) in values.split(',').enumerate() {
        let text = match value.strip_prefix('~') {
            Some(end) => format!("{next}-{end}"),
            None => unescaped(value)?,
        };
        next = range(&text).map_or(0, |(_, to)| to + 1);
        let key = key.replacen('*', &(i + 1).to_string(), 1);
        insert(root, &key, Given::Text(text))?;
    }
    Ok(())
}

/// What stands after a name's `=`.
enum Given {
    Text(String),
    Json(Value),
}

/// A name of a link with what is under it.
#[derive(Default)]
struct Node {
    given: Option<Given>,
    names: BTreeMap<String, usize>,
    children: Vec<(String, Node)>,
}

impl Node {
    /// Whether the value found its place; a later value of one name wins.
    fn insert(&mut self, names: &[String], given: Given) -> bool {
        let Some((first, rest)) = names.split_first() else {
            self.given = Some(given);
            return self.children.is_empty();
        };
        if self.given.is_some() {
            return false;
        }
        let at = *self
            .names
            .entry(first.clone())
            .or_insert(self.children.len());
        if at == self.children.len() {
            self.children.push((first.clone(), Self::default()));
        }
        self.children[at].1.insert(rest, given)
    }

    fn value(self, shape: Option<&'static Shape>) -> Value {
        match self.given {
            Some(Given::Json(value)) => return value,
            Some(Given::Text(text)) => return leaf(shape, &text),
            None => {}
        }
        let kind = shape.map(|shape| &shape.kind);
        if let Some(Kind::List(list)) = kind
            && self
                .children
                .iter()
                .all(|(name, _)| name.parse::<u32>().is_ok())
        {
            let mut children = self.children;
            children.sort_by_key(|(name, _)| name.parse::<u32>().unwrap_or(u32::MAX));
            return Value::list(
                children
                    .into_iter()
                    .map(|(_, child)| child.value(Some(list.item))),
            );
        }
        // What else stands beside them is a structure with an odd name.
        let answer = self.children.len() == 2
            && self.names.contains_key(REF_KEY)
            && self.names.contains_key("member");
        let entries = self.children.into_iter().map(|(name, child)| {
            let under = if name == ENV_KEY || answer {
                None
            } else {
                shape.and_then(|shape| shape.child(&name))
            };
            let value = child.value(under);
            (Rc::from(name), value)
        });
        Value::Map(Rc::new(entries.collect::<Map>()))
    }
}

/// The value of a text where a shape is expected: a number or boolean where it is one, else text.
pub(super) fn leaf(shape: Option<&'static Shape>, text: &str) -> Value {
    let number = || matches!(parse_json(text), Ok(Value::Number(number)) if &*number == text);
    match (shape.map(|shape| &shape.kind), text) {
        (Some(Kind::Boolean), "true") => Value::Bool(true),
        (Some(Kind::Boolean), "false") => Value::Bool(false),
        (Some(Kind::Integer(_) | Kind::Double), _) if number() => Value::Number(text.into()),
        _ => Value::string(text),
    }
}

fn json(text: &str) -> Result<Value, DecodeError> {
    parse_json(&unescaped(text)?).map_err(|_| unreadable(text, "is no JSON"))
}

/// Text with `%XX` decoded.
fn unescaped(text: &str) -> Result<String, DecodeError> {
    percent_decoded(text).map_err(|error| {
        let reason = match error {
            PercentError::Digits => "has a % that two hexadecimal digits do not follow",
            PercentError::Utf8 => "is not UTF-8",
        };
        unreadable(text, reason)
    })
}

fn unreadable(part: &str, reason: &'static str) -> DecodeError {
    let shown = part.chars().take(40).collect();
    DecodeError::Unreadable {
        part: shown,
        reason,
    }
}
