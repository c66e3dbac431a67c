//! Requests as botocore's serializers lay them out: the query protocol's parameters, and
//! REST-JSON's path, query string and body.
//!
//! Total: a value of another type than the model's is flattened by what it is.

use std::rc::Rc;

use super::Secrets;
use super::members::{Entry, item, members};
use super::timestamp;
use crate::document::{Map, Path, Resource, Segment, Value};
use crate::model::{Kind, List, Location, Operation, Shape};

/// A named text of the request, not yet encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) text: Text,
    /// As a diagnostic writes it.
    pub(super) path: Rc<str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text {
    Plain(Rc<str>),
    /// The environment variable that holds it.
    Secret(Rc<str>),
}

/// A piece of a URL's path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Literal(&'static str),
    Member(Parameter),
    /// A member that the path needs and the document lacks.
    Missing(&'static str),
}

/// A request of the REST-JSON protocol.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    pub(super) method: &'static str,
    pub(super) path: Vec<Piece>,
    pub(super) query: Vec<Parameter>,
    pub(super) headers: Vec<Parameter>,
    /// Secrets are texts of the form `<NAME>`.
    pub(super) body: Option<Value>,
}

/// The parameters of a query-protocol request but `Action` and `Version`, members in order of name.
pub(super) fn query(resource: &Resource, index: usize, secrets: &Secrets) -> Vec<Parameter> {
    let mut walk = Walk::new(index, secrets);
    let shape = resource.operation().map(|operation| operation.input);
    if let Value::Map(map) = &resource.parameters {
        let mut entries = members(shape, map);
        entries.sort_by(|a, b| a.name.cmp(b.name));
        for entry in entries {
            walk.path.push(Segment::Key(entry.name.clone()));
            walk.flatten(entry.shape, entry.value, entry.name);
            walk.path.pop();
        }
    } else {
        walk.flatten(None, &resource.parameters, "");
    }
    walk.found
}

/// The request of a REST-JSON operation; of an operation that the model does not know, a body alone.
pub(super) fn rest(resource: &Resource, index: usize, secrets: &Secrets) -> Rest {
    let operation = resource.operation();
    let shape = operation.map(|operation| operation.input);
    let empty = Map::default();
    let map = resource.parameters.as_map();
    let mut body = Map::default();
    let mut walk = Walk::new(index, secrets);
    let mut rest = Rest {
        method: operation.map_or("POST", |operation| operation.http.method),
        path: Vec::new(),
        query: Vec::new(),
        headers: Vec::new(),
        body: None,
    };
    let mut uri = Vec::new();
    for entry in members(shape, map.unwrap_or(&empty)) {
        walk.path.push(Segment::Key(entry.name.clone()));
        match entry
            .member
            .map_or(Location::Body, |member| member.location)
        {
            Location::Body => body.insert(entry.name.clone(), walk.body(&entry)),
            Location::Uri(name) => uri.push(walk.whole(name, &entry)),
            Location::Query(name) => walk.bound(name, &entry, &mut rest.query),
            Location::Header(name) => walk.bound(name, &entry, &mut rest.headers),
        }
        walk.path.pop();
    }
    // Signers sort the query string.
    rest.query.sort_by(|a, b| a.name.cmp(&b.name));
    rest.path = path(operation, &uri);
    let takes_body = shape.is_none_or(|shape| {
        let mut known = shape.members().iter();
        known.any(|member| member.location == Location::Body)
    });
    rest.body = match map {
        None => Some(resource.parameters.clone()),
        Some(_) => (takes_body || !body.is_empty()).then(|| Value::Map(Rc::new(body))),
    };
    rest
}

/// A path template with its placeholders filled in.
fn path(operation: Option<&'static Operation>, members: &[Parameter]) -> Vec<Piece> {
    let mut rest = operation.map_or("/", |operation| operation.http.uri);
    let mut pieces = Vec::new();
    while let Some((before, after)) = rest.split_once('{') {
        pieces.push(Piece::Literal(before));
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let found = members.iter().find(|member| member.name == name);
        pieces.push(found.map_or(Piece::Missing(name), |member| Piece::Member(member.clone())));
        rest = after;
    }
    pieces.push(Piece::Literal(rest));
    pieces
}

/// Everything but letters, digits and `-._~` as `%XX` of UTF-8.
pub(super) fn percent_encode(text: &str) -> String {
    let mut acc = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            acc.push(char::from(byte));
        } else {
            acc.push('%');
            for digit in [byte >> 4, byte & 15] {
                acc.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    acc
}

struct Walk<'a> {
    index: usize,
    secrets: &'a Secrets,
    path: Path,
    found: Vec<Parameter>,
}

impl<'a> Walk<'a> {
    fn new(index: usize, secrets: &'a Secrets) -> Self {
        Self {
            index,
            secrets,
            path: Path::root(),
            found: Vec::new(),
        }
    }

    /// Writes a value as parameters of the query protocol.
    fn flatten(&mut self, shape: Option<&'static Shape>, value: &Value, name: &str) {
        let path = self.path.to_string();
        if let Some(variable) = self.secrets.variable(self.index, &path) {
            self.push(name, Text::Secret(variable.clone()), path);
            return;
        }
        match value {
            Value::List(items) if !items.is_empty() => {
                let wire = match shape.map(|shape| &shape.kind) {
                    Some(Kind::List(List { wire, .. })) => wire,
                    _ => "member",
                };
                for (i, value) in items.iter().enumerate() {
                    self.path.push(Segment::Index(i));
                    self.flatten(
                        item(shape),
                        value,
                        &join(name, &format!("{wire}.{}", i + 1)),
                    );
                    self.path.pop();
                }
            }
            Value::Map(map) => {
                let is_map = matches!(shape.map(|shape| &shape.kind), Some(Kind::Map(_)));
                for (i, entry) in members(shape, map).into_iter().enumerate() {
                    self.path.push(Segment::Key(entry.name.clone()));
                    if is_map {
                        let prefix = join(name, &format!("entry.{}", i + 1));
                        let path = self.path.to_string();
                        self.push(&join(&prefix, "key"), Text::Plain(entry.name.clone()), path);
                        self.flatten(entry.shape, entry.value, &join(&prefix, "value"));
                    } else {
                        self.flatten(entry.shape, entry.value, &join(name, entry.name));
                    }
                    self.path.pop();
                }
            }
            leaf => self.push(name, Text::Plain(scalar(shape, leaf)), path),
        }
    }

    fn push(&mut self, name: &str, text: Text, path: String) {
        self.found.push(Parameter {
            name: name.to_owned(),
            text,
            path: path.into(),
        });
    }

    /// A member in the query string or a header; a list's items each with the member's name.
    fn bound(&mut self, name: &str, entry: &Entry<'_>, found: &mut Vec<Parameter>) {
        let Value::List(items) = entry.value else {
            found.push(self.whole(name, entry));
            return;
        };
        for (i, value) in items.iter().enumerate() {
            self.path.push(Segment::Index(i));
            let item = Entry {
                value,
                shape: item(entry.shape),
                ..*entry
            };
            found.push(self.whole(name, &item));
            self.path.pop();
        }
    }

    /// A member as one text.
    fn whole(&self, name: &str, entry: &Entry<'_>) -> Parameter {
        let path = self.path.to_string();
        let text = match self.secrets.variable(self.index, &path) {
            Some(variable) => Text::Secret(variable.clone()),
            None => Text::Plain(scalar(entry.shape, entry.value)),
        };
        Parameter {
            name: name.to_owned(),
            text,
            path: path.into(),
        }
    }

    /// A value of the body, in the model's order and without secrets.
    fn body(&mut self, entry: &Entry<'_>) -> Value {
        if let Some(variable) = self.secrets.variable(self.index, &self.path.to_string()) {
            return Value::string(format!("<{variable}>"));
        }
        match entry.value {
            Value::List(items) => {
                let shape = item(entry.shape);
                let items = items.iter().enumerate().map(|(i, value)| {
                    self.path.push(Segment::Index(i));
                    let value = self.body(&Entry {
                        value,
                        shape,
                        ..*entry
                    });
                    self.path.pop();
                    value
                });
                Value::list(items.collect::<Vec<_>>())
            }
            Value::Map(map) => {
                let entries = members(entry.shape, map).into_iter().map(|entry| {
                    self.path.push(Segment::Key(entry.name.clone()));
                    let value = self.body(&entry);
                    self.path.pop();
                    (entry.name.clone(), value)
                });
                Value::map(entries.collect::<Vec<_>>())
            }
            leaf => leaf.clone(),
        }
    }
}

fn join(prefix: &str, name: &str) -> String {
    if prefix.is_empty() {
        name.to_owned()
    } else {
        format!("{prefix}.{name}")
    }
}

/// A leaf as the wire spells it.
fn scalar(shape: Option<&'static Shape>, value: &Value) -> Rc<str> {
    let timestamp = matches!(shape.map(|shape| &shape.kind), Some(Kind::Timestamp));
    match value {
        Value::Number(text) | Value::String(text) if timestamp => {
            timestamp::normalized(text).map_or_else(|| text.clone(), Rc::from)
        }
        Value::Number(text) | Value::String(text) => text.clone(),
        Value::Bool(flag) => if *flag { "true" } else { "false" }.into(),
        Value::Null => "".into(),
        Value::List(items) if items.is_empty() => "".into(),
        Value::List(_) | Value::Map(_) => value.to_json().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, parse_json};

    fn pairs(service: &str, operation: &str, parameters: &str) -> Vec<String> {
        let mut resource = Resource::new(service, operation);
        resource.parameters = parse_json(parameters).expect("JSON");
        let document = Document::single("us-west-2", resource.clone());
        let secrets = Secrets::of(&document, false);
        let found = query(&resource, 0, &secrets);
        let show = |found: Parameter| match found.text {
            Text::Plain(text) => format!("{}={text}", found.name),
            Text::Secret(name) => format!("{}=${name}", found.name),
        };
        found.into_iter().map(show).collect()
    }

    #[test]
    fn query_lists_are_one_based_and_named_as_the_model_says() {
        assert_eq!(
            pairs(
                "elasticache",
                "CreateReplicationGroup",
                r#"{"Tags":[{"Value":"v","Key":"k"}],"SnapshotArns":["a","b"],"UserGroupIds":[],"MultiAZEnabled":false,
                "Port":6379,"AuthToken":"x","NodeGroupConfiguration":[{"ReplicaAvailabilityZones":["z"]}]}"#
            ),
            [
                "AuthToken=$AUTH_TOKEN",
                "MultiAZEnabled=false",
                "NodeGroupConfiguration.NodeGroupConfiguration.1.ReplicaAvailabilityZones.AvailabilityZone.1=z",
                "Port=6379",
                "SnapshotArns.SnapshotArn.1=a",
                "SnapshotArns.SnapshotArn.2=b",
                "Tags.Tag.1.Key=k",
                "Tags.Tag.1.Value=v",
                "UserGroupIds="
            ]
        );
    }

    #[test]
    fn what_the_model_does_not_know_is_flattened_by_what_it_is() {
        assert_eq!(
            pairs(
                "elasticache",
                "Nope",
                r#"{"b":[{"c":null}],"a":{"x":[true]},"d":"1"}"#
            ),
            ["a.x.member.1=true", "b.member.1.c=", "d=1"]
        );
        assert_eq!(pairs("elasticache", "CreateUser", "[1]"), ["member.1=1"]);
        assert_eq!(
            pairs(
                "elasticache",
                "CreateCacheCluster",
                r#"{"SnapshotArns":"x","Port":[1],"Tags":{"a":1}}"#
            ),
            ["Port.member.1=1", "SnapshotArns=x", "Tags.a=1"]
        );
    }

    #[test]
    fn rest_members_go_where_the_model_binds_them() {
        let mut resource = Resource::new("dsql", "UntagResource");
        resource.parameters =
            parse_json(r#"{"tagKeys":["a","b"],"resourceArn":"arn:x/y","extra":1}"#).expect("JSON");
        let request = rest(&resource, 0, &Secrets::default());
        assert_eq!(request.method, "DELETE");
        assert_eq!(request.path.len(), 3);
        let Piece::Member(arn) = &request.path[1] else {
            panic!("the ARN is in the path");
        };
        assert_eq!(arn.text, Text::Plain("arn:x/y".into()));
        let keys: Vec<_> = request.query.iter().map(|key| &*key.path).collect();
        assert_eq!(keys, ["tagKeys[0]", "tagKeys[1]"]);
        assert_eq!(
            request.body.map(|body| body.to_json()),
            Some(r#"{"extra":1}"#.into())
        );
        resource.parameters = parse_json("{}").expect("JSON");
        let request = rest(&resource, 0, &Secrets::default());
        assert_eq!(request.path[1], Piece::Missing("resourceArn"));
        assert_eq!(request.body, None);
    }
}
