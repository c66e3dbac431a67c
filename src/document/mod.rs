//! WHAT THE USER HAS: a document of resources, possibly incomplete or wrong, and edits of it.
//!
//! Nothing here judges a document; `rules` does. Nothing that the person typed is dropped: unknown
//! members, keys of another type and unknown operations are carried along.

pub mod acl;
mod answers;
mod edit;
mod json;
mod path;
mod percent;
pub mod references;
mod secrets;
mod value;

use std::fmt;
use std::rc::Rc;

pub use answers::{Answer, answers};
pub use edit::Edit;
pub use json::{JsonError, Texts, parse_json, push_json_string};
pub use path::{Path, PathText, Segment};
pub use percent::{PercentError, percent_decoded, push_percent_encoded};
pub use secrets::{Secrets, below, is_variable_name};
pub use value::{ENV_KEY, Map, REF_KEY, Value};

use crate::model::{self, Operation, Service};

/// The Region of a service's resources in a document that names none.
pub fn default_region(service: &str) -> &'static str {
    if service == "dsql" {
        "us-east-1"
    } else {
        "us-west-2"
    }
}

/// A configuration: resources in one Region, or with Regions of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// `us-west-2`; absent until somebody chooses one.
    pub region: Option<Rc<str>>,
    pub resources: Vec<Rc<Resource>>,
    /// Keys that are not ours, or ours with a value of another type, as they came in.
    pub extra: Map,
}

/// One request to AWS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// `elasticache` or `dsql`.
    pub service: Rc<str>,
    /// The API's name: `CreateReplicationGroup`.
    pub operation: Rc<str>,
    /// A label, unique in the document.
    pub id: Option<Rc<str>>,
    /// Its own Region, where it is not the document's.
    pub region: Option<Rc<str>>,
    /// The API members, as botocore and `--cli-input-json` take them; an object unless somebody wrote something else.
    pub parameters: Value,
    /// Keys that are not ours, or ours with a value of another type, as they came in.
    pub extra: Map,
}

/// Why a value is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError {
    /// The place, `resources[0]`.
    pub place: String,
    pub message: String,
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl Document {
    /// Reads a document's JSON value. Only its skeleton must be right; the rest is for `rules` to judge.
    pub fn from_value(value: &Value) -> Result<Self, DocumentError> {
        let map = value
            .as_map()
            .ok_or_else(|| wrong("document", "an object with a list of resources", value))?;
        let mut document = Self::default();
        for (key, value) in map.iter() {
            match (&**key, value) {
                ("version", Value::Number(version)) if &**version == "1" => {}
                ("region", Value::String(region)) => document.region = Some(region.clone()),
                ("resources", Value::List(items)) => {
                    let read = items
                        .iter()
                        .enumerate()
                        .map(|(i, item)| Resource::from_value(i, item).map(Rc::new));
                    document.resources = read.collect::<Result<_, _>>()?;
                }
                ("resources", other) => return Err(wrong("resources", "a list", other)),
                _ => document.extra.insert(key.clone(), value.clone()),
            }
        }
        Ok(document)
    }

    /// The document's JSON value.
    pub fn to_value(&self) -> Value {
        let mut map = Map::default();
        map.insert("version", Value::integer(1));
        if let Some(region) = &self.region {
            map.insert("region", Value::String(region.clone()));
        }
        map.insert(
            "resources",
            Value::list(self.resources.iter().map(|resource| resource.to_value())),
        );
        for (key, value) in self.extra.iter() {
            map.insert(key.clone(), value.clone());
        }
        Value::Map(Rc::new(map))
    }

    /// The Region in which a resource is made.
    pub fn region_of<'a>(&'a self, resource: &'a Resource) -> &'a str {
        resource
            .region
            .as_deref()
            .or(self.region.as_deref())
            .unwrap_or_else(|| default_region(&resource.service))
    }

    /// A document of one resource.
    pub fn single(region: &str, resource: Resource) -> Self {
        Self {
            region: Some(region.into()),
            resources: vec![Rc::new(resource)],
            extra: Map::default(),
        }
    }
}

impl Resource {
    /// A resource without parameters.
    pub fn new(service: &str, operation: &str) -> Self {
        Self {
            service: service.into(),
            operation: operation.into(),
            id: None,
            region: None,
            parameters: Value::map([]),
            extra: Map::default(),
        }
    }

    fn from_value(index: usize, value: &Value) -> Result<Self, DocumentError> {
        let place = format!("resources[{index}]");
        let map = value.as_map().ok_or_else(|| {
            wrong(
                &place,
                "an object with service, operation and parameters",
                value,
            )
        })?;
        let mut resource = Self::new("elasticache", "");
        for (key, value) in map.iter() {
            match (&**key, value) {
                ("service", Value::String(text)) => resource.service = text.clone(),
                ("operation", Value::String(text)) => resource.operation = text.clone(),
                ("service" | "operation", other) => {
                    return Err(wrong(&format!("{place}.{key}"), "text", other));
                }
                ("id", Value::String(text)) => resource.id = Some(text.clone()),
                ("region", Value::String(text)) => resource.region = Some(text.clone()),
                ("parameters", value) => resource.parameters = value.clone(),
                _ => resource.extra.insert(key.clone(), value.clone()),
            }
        }
        Ok(resource)
    }

    fn to_value(&self) -> Value {
        let mut map = Map::default();
        let texts = [
            ("id", &self.id),
            ("service", &Some(self.service.clone())),
            ("operation", &Some(self.operation.clone())),
            ("region", &self.region),
        ];
        for (key, text) in texts {
            if let Some(text) = text {
                map.insert(key, Value::String(text.clone()));
            }
        }
        map.insert("parameters", self.parameters.clone());
        for (key, value) in self.extra.iter() {
            map.insert(key.clone(), value.clone());
        }
        Value::Map(Rc::new(map))
    }

    pub fn service(&self) -> Option<&'static Service> {
        model::service(&self.service)
    }

    /// The operation, where the model has it.
    pub fn operation(&self) -> Option<&'static Operation> {
        model::operation(&self.service, &self.operation)
    }

    /// The value at a path of the parameters.
    pub fn value(&self, path: &Path) -> Option<&Value> {
        path.segments()
            .iter()
            .try_fold(&self.parameters, |value, segment| match segment {
                Segment::Key(name) => value.get(name),
                Segment::Index(index) => value.as_list()?.get(*index),
            })
    }
}

fn wrong(place: &str, expected: &str, value: &Value) -> DocumentError {
    DocumentError {
        place: place.to_owned(),
        message: format!("expected {expected}, found {}", value.type_name()),
    }
}
