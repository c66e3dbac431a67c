//! WHAT AWS ACCEPTS: operations and shapes as static tables, with look-up and no behaviour.
//!
//! `generated` is written by `make model` from botocore and never edited.
//! `overlay` holds what AWS's model does not say: titles, help in our own words, sections, secrets.
//! Nothing here depends on any other module of the crate.

pub mod generated;
pub mod overlay;

pub use generated::SERVICES;

/// An AWS service.
#[derive(Debug)]
pub struct Service {
    /// As boto3 and the AWS CLI name it: `elasticache`.
    pub id: &'static str,
    /// `Amazon ElastiCache`.
    pub title: &'static str,
    pub protocol: Protocol,
    /// `2015-02-02`.
    pub api_version: &'static str,
    /// What the tables were generated from: `botocore 1.44.5`.
    pub source: &'static str,
    pub operations: &'static [&'static Operation],
}

/// How a request is laid out on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// Form-encoded parameters with `Action` and `Version`.
    Query,
    /// A path, a query string and a JSON body.
    RestJson,
}

/// One operation of a service.
#[derive(Debug)]
pub struct Operation {
    /// The API's name: `CreateCacheCluster`.
    pub name: &'static str,
    /// The AWS CLI's: `create-cache-cluster`.
    pub cli_name: &'static str,
    /// boto3's: `create_cache_cluster`.
    pub method: &'static str,
    pub http: Http,
    /// Always a structure.
    pub input: &'static Shape,
    /// Always a structure.
    pub output: Option<&'static Shape>,
    /// The query protocol's element around the result.
    pub result_wrapper: Option<&'static str>,
    pub errors: &'static [OperationError],
    /// The members that the AWS CLI hides because it pages by itself.
    pub paging: &'static [&'static str],
}

/// The HTTP binding of an operation; `uri` has `{name}` where a member goes into the path.
#[derive(Debug)]
pub struct Http {
    pub method: &'static str,
    pub uri: &'static str,
}

/// An error that AWS documents for an operation.
#[derive(Debug)]
pub struct OperationError {
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
}

/// A named type.
#[derive(Debug)]
pub struct Shape {
    /// AWS's name of the type: `CreateCacheClusterMessage`.
    pub name: &'static str,
    pub kind: Kind,
    /// Of a structure: exactly one member is to be set.
    pub union: bool,
}

/// What a shape is made of.
#[derive(Debug)]
pub enum Kind {
    Structure(&'static [Member]),
    List(List),
    Map(Map),
    String(Text),
    Integer(Range),
    Double,
    Boolean,
    Timestamp,
}

/// A member of a structure.
#[derive(Debug)]
pub struct Member {
    /// As on the wire and in every client: `CacheClusterId`.
    pub name: &'static str,
    pub shape: &'static Shape,
    pub required: bool,
    /// Clients fill in a random value when it is absent.
    pub idempotency_token: bool,
    pub deprecated: bool,
    pub location: Location,
}

/// Where a member travels in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    Body,
    /// A placeholder of the path.
    Uri(&'static str),
    /// A parameter of the query string.
    Query(&'static str),
    Header(&'static str),
}

#[derive(Debug)]
pub struct List {
    pub item: &'static Shape,
    /// The query protocol's name of an item: `SnapshotArn` in `SnapshotArns.SnapshotArn.1`.
    pub wire: &'static str,
    pub size: Range,
}

#[derive(Debug)]
pub struct Map {
    pub key: &'static Shape,
    pub value: &'static Shape,
    pub size: Range,
}

#[derive(Debug)]
pub struct Text {
    /// In characters.
    pub length: Range,
    /// A regular expression for the whole text.
    pub pattern: Option<&'static str>,
    /// The closed set of values; empty when any text may be.
    pub values: &'static [&'static str],
}

/// Inclusive bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub min: Option<i64>,
    pub max: Option<i64>,
}

impl Member {
    const fn new(name: &'static str, shape: &'static Shape) -> Self {
        Self {
            name,
            shape,
            required: false,
            idempotency_token: false,
            deprecated: false,
            location: Location::Body,
        }
    }

    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn idempotency_token(mut self) -> Self {
        self.idempotency_token = true;
        self
    }

    const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }

    const fn at(mut self, location: Location) -> Self {
        self.location = location;
        self
    }
}

impl Shape {
    /// The members of a structure; none for every other kind.
    pub fn members(&self) -> &'static [Member] {
        match self.kind {
            Kind::Structure(members) => members,
            _ => &[],
        }
    }

    /// A member of a structure by name.
    pub fn member(&self, name: &str) -> Option<&'static Member> {
        self.members().iter().find(|member| member.name == name)
    }

    /// The shape below a path segment: a member of a structure, the item of a list, the value of a map.
    pub fn child(&self, name: &str) -> Option<&'static Shape> {
        match &self.kind {
            Kind::Structure(_) => self.member(name).map(|member| member.shape),
            Kind::List(list) => Some(list.item),
            Kind::Map(map) => Some(map.value),
            _ => None,
        }
    }
}

/// A service by id.
pub fn service(id: &str) -> Option<&'static Service> {
    SERVICES.iter().copied().find(|service| service.id == id)
}

/// An operation by service id and API name.
pub fn operation(service_id: &str, name: &str) -> Option<&'static Operation> {
    service(service_id)?
        .operations
        .iter()
        .copied()
        .find(|operation| operation.name == name)
}

/// An API name as the AWS CLI writes it: `MultiAZEnabled` is `multi-az-enabled`.
///
/// botocore's `xform_name`, whose special cases for plurals of abbreviations (`ARNs`, `AZs`) it keeps.
pub fn kebab_case(name: &str) -> String {
    separated(name, '-')
}

/// An API name as a Python or environment variable spells it, in lower case: `auth_token`.
pub fn snake_case(name: &str) -> String {
    separated(name, '_')
}

fn separated(name: &str, separator: char) -> String {
    let bytes = name.as_bytes();
    // A plural of an abbreviation of two letters or more stays in one piece.
    let tail = name.strip_suffix('s').map_or(0, |stem| {
        stem.bytes()
            .rev()
            .take_while(u8::is_ascii_uppercase)
            .count()
    });
    let plural_at = if tail >= 2 {
        bytes.len() - 1 - tail
    } else {
        bytes.len()
    };
    let mut acc = String::with_capacity(name.len() + 8);
    for (i, letter) in name.char_indices() {
        let upper = letter.is_ascii_uppercase();
        let after_word =
            i > 0 && (bytes[i - 1].is_ascii_lowercase() || bytes[i - 1].is_ascii_digit());
        let before_word = bytes.get(i + 1).is_some_and(u8::is_ascii_lowercase);
        let starts = if i >= plural_at {
            i == plural_at
        } else {
            upper && (after_word || before_word)
        };
        if i > 0 && starts {
            acc.push(separator);
        }
        acc.push(letter.to_ascii_lowercase());
    }
    acc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_transformed_as_botocore_does() {
        for service in SERVICES {
            for operation in service.operations {
                assert_eq!(kebab_case(operation.name), operation.cli_name);
                assert_eq!(snake_case(operation.name), operation.method);
            }
        }
        for (name, expected) in [
            ("MultiAZEnabled", "multi-az-enabled"),
            ("SnapshotArns", "snapshot-arns"),
            ("kmsEncryptionKey", "kms-encryption-key"),
            ("ResourceARNs", "resource-arns"),
            ("AZMode", "az-mode"),
            ("PreferredCacheClusterAZs", "preferred-cache-cluster-azs"),
        ] {
            assert_eq!(kebab_case(name), expected);
        }
    }
}
