//! Requests as botocore's serializers lay them out: the query protocol's parameters, and
//! REST-JSON's path, query string and body.
//!
//! Total: a value of another type than the model's is flattened by what it is.

use std::rc::Rc;

use super::Secrets;
use super::members::{Entry, item, members};
use super::timestamp;
use crate::document::{Map, PathText, Resource, Value, push_percent_encoded};
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
            let back = walk.path.key(entry.name);
            let name = walk.step(entry.name);
            walk.flatten(entry.shape, entry.value);
            walk.name.truncate(name);
            walk.path.back(back);
        }
    } else {
        walk.flatten(None, &resource.parameters);
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
        let back = walk.path.key(entry.name);
        match entry
            .member
            .map_or(Location::Body, |member| member.location)
        {
            Location::Body => body.insert(entry.name.clone(), walk.body(&entry)),
            Location::Uri(name) => uri.push(walk.whole(name, &entry)),
            Location::Query(name) => walk.bound(name, &entry, &mut rest.query),
            Location::Header(name) => walk.bound(name, &entry, &mut rest.headers),
        }
        walk.path.back(back);
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
    let mut acc = String::new();
    push_percent_encoded(&mut acc, text, b"-._~");
    acc
}

struct Walk<'a> {
    index: usize,
    secrets: &'a Secrets,
    path: PathText,
    /// As the query protocol names the current path.
    name: String,
    found: Vec<Parameter>,
}

impl<'a> Walk<'a> {
    fn new(index: usize, secrets: &'a Secrets) -> Self {
        Self {
            index,
            secrets,
            path: PathText::root(),
            name: String::new(),
            found: Vec::new(),
        }
    }

    /// Writes a value as parameters of the query protocol, named by the name so far.
    fn flatten(&mut self, shape: Option<&'static Shape>, value: &Value) {
        if let Some(variable) = self.secrets.variable(self.index, self.path.as_str()) {
            self.push(Text::Secret(variable.clone()));
            return;
        }
        match value {
            Value::List(items) if !items.is_empty() => {
                let wire = match shape.map(|shape| &shape.kind) {
                    Some(Kind::List(List { wire, .. })) => wire,
                    _ => "member",
                };
                let list = self.step(wire);
                for (i, value) in items.iter().enumerate() {
                    let back = self.path.index(i);
                    let name = self.step(&(i + 1).to_string());
                    self.flatten(item(shape), value);
                    self.name.truncate(name);
                    self.path.back(back);
                }
                self.name.truncate(list);
            }
            Value::Map(map) => {
                let is_map = matches!(shape.map(|shape| &shape.kind), Some(Kind::Map(_)));
                for (i, entry) in members(shape, map).into_iter().enumerate() {
                    let back = self.path.key(entry.name);
                    let name = if is_map {
                        let name = self.step(&format!("entry.{}", i + 1));
                        let key = self.step("key");
                        self.push(Text::Plain(entry.name.clone()));
                        self.name.truncate(key);
                        self.step("value");
                        name
                    } else {
                        self.step(entry.name)
                    };
                    self.flatten(entry.shape, entry.value);
                    self.name.truncate(name);
                    self.path.back(back);
                }
            }
            leaf => self.push(Text::Plain(scalar(shape, leaf))),
        }
    }

    /// Appends a part to the name; what is returned leads back.
    fn step(&mut self, part: &str) -> usize {
        let back = self.name.len();
        if back > 0 {
            self.name.push('.');
        }
        self.name.push_str(part);
        back
    }

    fn push(&mut self, text: Text) {
        self.found.push(Parameter {
            name: self.name.clone(),
            text,
            path: self.path.as_str().into(),
        });
    }

    /// A member in the query string or a header; a list's items each with the member's name.
    fn bound(&mut self, name: &str, entry: &Entry<'_>, found: &mut Vec<Parameter>) {
        let Value::List(items) = entry.value else {
            found.push(self.whole(name, entry));
            return;
        };
        for (i, value) in items.iter().enumerate() {
            let back = self.path.index(i);
            let item = Entry {
                value,
                shape: item(entry.shape),
                ..*entry
            };
            found.push(self.whole(name, &item));
            self.path.back(back);
        }
    }

    /// A member as one text.
    fn whole(&self, name: &str, entry: &Entry<'_>) -> Parameter {
        let path = self.path.as_str();
        let text = match self.secrets.variable(self.index, path) {
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
        if let Some(variable) = self.secrets.variable(self.index, self.path.as_str()) {
            return Value::string(format!("<{variable}>"));
        }
        match entry.value {
            Value::List(items) => {
                let shape = item(entry.shape);
                let items = items.iter().enumerate().map(|(i, value)| {
                    let back = self.path.index(i);
                    let value = self.body(&Entry {
                        value,
                        shape,
                        ..*entry
                    });
                    self.path.back(back);
                    value
                });
                Value::list(items.collect::<Vec<_>>())
            }
            Value::Map(map) => {
                let entries = members(entry.shape, map).into_iter().map(|entry| {
                    let back = self.path.key(entry.name);
                    let value = self.body(&entry);
                    self.path.back(back);
                    (entry.name.clone(), value)
                });
                Value::map(entries.collect::<Vec<_>>())
            }
            leaf => leaf.clone(),
        }
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
