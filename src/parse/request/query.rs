//! The query protocol: `Action=CreateUser&UserId=app&Tags.Tag.1.Key=env`.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{decoded, host_and_path, host_parts, region_of_scope};
use crate::document::{Map, Resource, Value};
use crate::model::{Kind, Protocol, SERVICES, Shape, overlay};
use crate::parse::cli::leaf;
use crate::parse::words::{unmarked, with_references};
use crate::parse::{Note, ParseError, Place};

/// Parameters of the signature and the protocol, in lower case.
const PROTOCOL: &[&str] = &[
    "action",
    "version",
    "signatureversion",
    "signaturemethod",
    "signature",
    "timestamp",
    "awsaccesskeyid",
    "expires",
    "securitytoken",
    // What AWS's reference writes in the place of all of these.
    "authparams",
];

/// Names nest no deeper; no member of any request does.
const DEEPEST: usize = 40;

/// Reads the lines of a URL or query string.
pub(super) fn read(
    lines: &[&str],
    place: Place,
    notes: &mut Vec<Note>,
) -> Result<Resource, ParseError> {
    let mut request = String::new();
    // Where each line begins in the request.
    let mut starts = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let at = Place {
            line: place.line + i,
            column: line[..indent].chars().count() + 1,
        };
        starts.push((request.len(), at));
        // As pages of documentation are copied.
        let line = line.trim().replace("&amp;", "&");
        request.push_str(&line.replace("&lt;", "<").replace("&gt;", ">"));
    }
    let (host, path) = if request.contains("://") {
        host_and_path(&request)
    } else {
        ("", request.as_str())
    };
    let query = path.split_once('?').map_or(path, |(_, query)| query);
    let offset = request.len() - query.len();
    let place_of = |at: usize| {
        let line = starts.partition_point(|(start, _)| *start <= offset + at);
        starts
            .get(line.saturating_sub(1))
            .map_or(place, |(_, place)| *place)
    };
    let (service, region) = host_parts(host);
    let mut resource = resource(pairs_at(query, place_of)?, service, place, notes)?;
    resource.region = region.map(Into::into).or(resource.region);
    Ok(resource)
}

/// The decoded pairs of a query string.
pub(super) fn pairs(query: &str, place: Place) -> Result<Vec<(String, String)>, ParseError> {
    pairs_at(query, |_| place)
}

/// The decoded pairs of a query string that has places of its own. White space around names and values is there
/// for the eyes.
fn pairs_at(
    query: &str,
    place_of: impl Fn(usize) -> Place,
) -> Result<Vec<(String, String)>, ParseError> {
    let mut acc = Vec::new();
    let mut at = 0;
    for part in query.split('&') {
        let place = place_of(at);
        at += part.len() + 1;
        let part = part.trim_start_matches('?').trim();
        if !part.is_empty() {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let read = |text: &str| decoded(text.trim(), true, place);
            acc.push((read(name)?, read(value)?));
        }
    }
    Ok(acc)
}

/// The request of decoded pairs.
pub(super) fn resource(
    pairs: Vec<(String, String)>,
    service: Option<&'static str>,
    place: Place,
    notes: &mut Vec<Note>,
) -> Result<Resource, ParseError> {
    let action = pairs
        .iter()
        .find(|(name, _)| name == "Action")
        .map(|(_, value)| value.clone());
    let action = action.ok_or_else(|| ParseError {
        place,
        message: "the request has no Action".to_owned(),
    })?;
    let known = SERVICES
        .iter()
        .filter(|known| known.protocol == Protocol::Query);
    let service = service.or_else(|| {
        known
            .clone()
            .find(|known| {
                known
                    .operations
                    .iter()
                    .any(|operation| operation.name == action)
            })
            .map(|known| known.id)
    });
    let service = service.unwrap_or("elasticache");
    let mut resource = Resource::new(service, &unmarked(&action));
    let mut root = Node::default();
    let mut signed = false;
    for (name, value) in pairs {
        let lower = name.to_ascii_lowercase();
        if lower.starts_with("x-amz-") || PROTOCOL.contains(&lower.as_str()) {
            signed |= lower.contains("signature") || lower == "authparams";
            if lower == "x-amz-credential" {
                resource.region = region_of_scope(&value).map(Into::into);
            }
            continue;
        }
        root.insert(unmarked(&name).splitn(DEEPEST, '.'), value);
    }
    if signed {
        notes.push(Note {
            place,
            message: "the parameters of the signature are left out".to_owned(),
        });
    }
    let shape = resource.operation().map(|operation| operation.input);
    resource.parameters = root.value(shape, false);
    Ok(resource)
}

/// A name with what is under it.
#[derive(Default)]
struct Node {
    text: Option<String>,
    names: BTreeMap<String, usize>,
    children: Vec<(String, Node)>,
}

impl Node {
    fn insert<'a>(&mut self, names: impl Iterator<Item = &'a str>, text: String) {
        let mut node = self;
        for name in names {
            let at = *node
                .names
                .entry(name.to_owned())
                .or_insert(node.children.len());
            if at == node.children.len() {
                node.children.push((name.to_owned(), Self::default()));
            }
            node = &mut node.children[at].1;
        }
        node.text = Some(text);
    }

    fn is_numbered(&self) -> bool {
        !self.children.is_empty()
            && self
                .children
                .iter()
                .all(|(name, _)| name.parse::<u32>().is_ok())
    }

    fn value(self, shape: Option<&'static Shape>, secret: bool) -> Value {
        let kind = shape.map(|shape| &shape.kind);
        if let Some(text) = self.text
            && self.children.is_empty()
        {
            // An empty list is written as a name without a value.
            return match kind {
                Some(Kind::List(_)) if text.is_empty() => Value::list([]),
                _ => leaf_value(shape, &text, secret),
            };
        }
        match kind {
            Some(Kind::List(list)) => Self::items(self.children, Some(list.item), secret),
            None if Self::wrapped_list(&self.children) => Self::items(self.children, None, secret),
            _ => {
                let entries = self.children.into_iter().map(|(name, child)| {
                    let member = shape.and_then(|shape| shape.member(&name));
                    let secret =
                        member.map_or_else(|| overlay::looks_secret(&name), overlay::is_secret);
                    let value = child.value(shape.and_then(|shape| shape.child(&name)), secret);
                    (Rc::from(name), value)
                });
                Value::Map(Rc::new(entries.collect::<Map>()))
            }
        }
    }

    /// `member.1`, or numbers alone.
    fn wrapped_list(children: &[(String, Self)]) -> bool {
        match children {
            [(_, only)] => only.is_numbered(),
            _ => {
                !children.is_empty() && children.iter().all(|(name, _)| name.parse::<u32>().is_ok())
            }
        }
    }

    fn items(children: Vec<(String, Self)>, item: Option<&'static Shape>, secret: bool) -> Value {
        let mut numbered: Vec<(u32, Self)> = Vec::new();
        for (name, child) in children {
            match name.parse() {
                Ok(number) => numbered.push((number, child)),
                // The item's name, or `member`, stands before the number.
                Err(_) => numbered.extend(
                    child
                        .children
                        .into_iter()
                        .filter_map(|(name, child)| Some((name.parse().ok()?, child))),
                ),
            }
        }
        numbered.sort_by_key(|(number, _)| *number);
        Value::list(
            numbered
                .into_iter()
                .map(|(_, child)| child.value(item, secret)),
        )
    }
}

/// A leaf; `<NAME>` at a secret stands for an environment variable.
fn leaf_value(shape: Option<&'static Shape>, text: &str, secret: bool) -> Value {
    let placeholder = text
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    match (shape, placeholder) {
        (_, Some(name)) if secret && overlay::env_name(name) == name => Value::env(name),
        (Some(shape), _) => leaf(shape, text),
        (None, _) => with_references(&Value::string(text)),
    }
}
