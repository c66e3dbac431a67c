//! An example of an answer: a walk over the output shape.

use std::rc::Rc;

use super::{ACCOUNT, arn, states};
use crate::catalog;
use crate::document::{Document, Map, Resource, Value};
use crate::model::generated::{dsql::names as d, elasticache::names as n};
use crate::model::{Kind, Member, Operation, Shape};

/// Deeper than any shape of the models is; a recursive one ends there.
const DEEPEST: usize = 8;
/// An Aurora DSQL identifier: 26 lower-case letters and digits.
const IDENTIFIER: &str = "4abcdefghijklmnopqrstuvwx5";

/// An example of what an operation answers to a request.
pub(super) fn example(document: &Document, resource: &Resource, operation: &Operation) -> Value {
    let Some(output) = operation.output else {
        return Value::map([]);
    };
    let request = Request {
        service: &resource.service,
        region: document.region_of(resource),
        operation: operation.name,
        parameters: &resource.parameters,
    };
    request.structure(output, 0)
}

struct Request<'a> {
    service: &'a str,
    region: &'a str,
    operation: &'static str,
    parameters: &'a Value,
}

impl Request<'_> {
    fn structure(&self, shape: &'static Shape, depth: usize) -> Value {
        let members = shape.members().iter();
        Value::map(members.filter_map(|member| {
            let value = self.member(shape, member, depth)?;
            Some((Rc::from(member.name), value))
        }))
    }

    /// A member's value, unless AWS would leave it out.
    fn member(&self, of: &'static Shape, member: &'static Member, depth: usize) -> Option<Value> {
        let given = self
            .given(member.name)
            .and_then(|value| fitting(member.shape, value));
        if let Some(value) = given {
            return Some(value);
        }
        if left_out(member.name) {
            return None;
        }
        if member.name.eq_ignore_ascii_case("status") {
            return self.status(of, member.shape);
        }
        if member.name.eq_ignore_ascii_case("arn") {
            return Some(Value::string(self.own_arn(of)));
        }
        self.made_up(of, member, depth)
    }

    /// What the request says about a member of the answer.
    fn given(&self, name: &str) -> Option<&Value> {
        let other = match name {
            n::DESCRIPTION => n::REPLICATION_GROUP_DESCRIPTION,
            n::AUTOMATIC_FAILOVER => n::AUTOMATIC_FAILOVER_ENABLED,
            n::MULTI_AZ => n::MULTI_AZ_ENABLED,
            n::PREFERRED_AVAILABILITY_ZONE => n::PREFERRED_AVAILABILITY_ZONE,
            n::KMS_KEY_ID => n::KMS_KEY_ID,
            n::SNAPSHOT_NAME => n::TARGET_SNAPSHOT_NAME,
            n::SERVERLESS_CACHE_SNAPSHOT_NAME => n::TARGET_SERVERLESS_CACHE_SNAPSHOT_NAME,
            n::SUBNETS => "",
            _ => name,
        };
        let value = self
            .parameters
            .get(name)
            .or_else(|| self.parameters.get(other));
        value.filter(|value| value.as_env().is_none())
    }

    fn status(&self, of: &'static Shape, shape: &'static Shape) -> Option<Value> {
        let peered = self.operation == "CreateCluster"
            && self.parameters.get(d::MULTI_REGION_PROPERTIES).is_some();
        let chain = if peered {
            states::PEERED
        } else {
            states::states(self.operation)
        };
        let main = chain.first().filter(|_| is_about(self.operation, of));
        let text = main.copied().unwrap_or_else(|| {
            let by_shape = states::lasting(shape.name);
            if by_shape == "available" {
                states::lasting(of.name)
            } else {
                by_shape
            }
        });
        match &shape.kind {
            Kind::String(known) if known.values.is_empty() || known.values.contains(&text) => {
                Some(Value::string(text))
            }
            Kind::String(known) => known.values.first().map(|first| Value::string(*first)),
            _ => None,
        }
    }

    fn own_arn(&self, of: &'static Shape) -> String {
        if self.service == "dsql" {
            let cluster = self
                .text(d::IDENTIFIER)
                .or_else(|| self.text(d::CLUSTER_IDENTIFIER));
            let cluster = cluster.unwrap_or(IDENTIFIER);
            let own = arn("dsql", "Cluster", self.region, cluster).unwrap_or_default();
            return if of.name.contains("Stream") {
                format!("{own}/stream/{IDENTIFIER}")
            } else {
                own
            };
        }
        let kind = match of.name {
            "CacheCluster" => "cluster".to_owned(),
            "ReservedCacheNode" => "reserved-instance".to_owned(),
            name => name
                .strip_prefix("Cache")
                .unwrap_or(name)
                .to_ascii_lowercase(),
        };
        let named = of
            .members()
            .iter()
            .find(|member| is_name_of(member.name, of.name));
        let name = named
            .and_then(|member| self.given(member.name))
            .and_then(Value::as_str);
        arn("elasticache", &kind, self.region, name.unwrap_or("example")).unwrap_or_else(|| {
            format!(
                "arn:aws:elasticache:{}:{ACCOUNT}:{kind}:example",
                self.region
            )
        })
    }

    fn made_up(&self, of: &'static Shape, member: &'static Member, depth: usize) -> Option<Value> {
        let parameter = |name: &str| self.parameters.get(name);
        Some(match &member.shape.kind {
            Kind::Structure(members) if members.is_empty() || depth >= DEEPEST => return None,
            Kind::Structure(_) => {
                let value = self.structure(member.shape, depth + 1);
                return Some(value)
                    .filter(|value| value.as_map().is_some_and(|map| !map.is_empty()));
            }
            Kind::List(list) => {
                let item = self.item(list.item, member.name, depth)?;
                Value::list([item])
            }
            Kind::Map(_) => Value::map([]),
            Kind::Boolean => Value::Bool(match member.name {
                n::AUTH_TOKEN_ENABLED => parameter(n::AUTH_TOKEN).is_some(),
                n::CLUSTER_ENABLED => {
                    self.parameters.int(n::NUM_NODE_GROUPS).unwrap_or(1) > 1
                        || parameter(n::NODE_GROUP_CONFIGURATION).is_some()
                        || self.text(n::CLUSTER_MODE) == Some("enabled")
                }
                n::AUTO_MINOR_VERSION_UPGRADE | d::DELETION_PROTECTION_ENABLED => true,
                _ => false,
            }),
            Kind::Integer(_) => Value::integer(if member.name.contains("Port") {
                6379
            } else {
                1
            }),
            Kind::Double => Value::Number("0.0".into()),
            Kind::Timestamp => Value::string("2026-01-01T00:00:00+00:00"),
            Kind::String(known) => match known.values {
                [] => Value::string(self.word(of, member.name)),
                values => Value::string(self.choice(member.name, values)),
            },
        })
    }

    fn item(&self, shape: &'static Shape, name: &str, depth: usize) -> Option<Value> {
        match &shape.kind {
            Kind::Structure(_) if depth >= DEEPEST => None,
            Kind::Structure(_) => {
                let value = self.structure(shape, depth + 1);
                Some(value).filter(|value| value.as_map().is_some_and(|map| !map.is_empty()))
            }
            Kind::String(known) => {
                let text = known.values.first().map(|value| (*value).to_owned());
                Some(Value::string(
                    text.unwrap_or_else(|| self.word(shape, name)),
                ))
            }
            Kind::Integer(_) => Some(Value::integer(1)),
            _ => None,
        }
    }

    /// One of a closed set, as it is for something ordinary.
    fn choice(&self, name: &str, values: &'static [&'static str]) -> &'static str {
        let flag = |parameter: &str| self.parameters.flag(parameter).unwrap_or(false);
        let wanted = match name {
            n::AUTOMATIC_FAILOVER if flag(n::AUTOMATIC_FAILOVER_ENABLED) => "enabled",
            n::MULTI_AZ if flag(n::MULTI_AZ_ENABLED) => "enabled",
            n::AUTOMATIC_FAILOVER | n::MULTI_AZ | n::DATA_TIERING | n::CLUSTER_MODE => "disabled",
            _ => "",
        };
        values
            .iter()
            .find(|value| **value == wanted)
            .or(values.first())
            .copied()
            .unwrap_or_default()
    }

    /// A text that a person would take for a real one.
    fn word(&self, of: &'static Shape, name: &str) -> String {
        let engine = self.text(n::ENGINE).and_then(catalog::engine);
        let engine = engine.map_or("valkey", |engine| engine.name);
        let newest = catalog::newest_version(engine);
        let family = newest.map_or("valkey8", |version| version.family);
        let text = match name {
            n::ENGINE => engine,
            n::ENGINE_VERSION | n::FULL_ENGINE_VERSION | n::MINIMUM_ENGINE_VERSION => {
                newest.map_or("8.0", |version| version.version)
            }
            n::MAJOR_ENGINE_VERSION => newest.map_or("8", |version| {
                version.version.split('.').next().unwrap_or("8")
            }),
            n::CACHE_PARAMETER_GROUP_FAMILY => family,
            n::CACHE_PARAMETER_GROUP_NAME => return format!("default.{family}"),
            n::CACHE_NODE_TYPE => "cache.m7g.large",
            n::PREFERRED_MAINTENANCE_WINDOW => "sun:05:00-sun:06:00",
            n::SNAPSHOT_WINDOW => "03:00-04:00",
            n::DAILY_SNAPSHOT_TIME => "03:00",
            n::VPC_ID => "vpc-0123456789abcdef0",
            n::SLOTS => "0-16383",
            n::OWNER_ID => ACCOUNT,
            n::CURRENT_ROLE => "primary",
            n::ACCESS_STRING => "on ~* +@all",
            n::ADDRESS => {
                return format!(
                    "{}.abc123.cache.{}",
                    self.name(),
                    catalog::partition_of(self.region).dns_suffix
                );
            }
            n::MEMBER_CLUSTERS => return format!("{}-001", self.name()),
            n::NODE_GROUP_ID | n::CACHE_NODE_ID => "0001",
            n::SUBNET_IDENTIFIER | n::SUBNET_IDS => "subnet-0123456789abcdef0",
            n::SECURITY_GROUP_ID | n::SECURITY_GROUP_IDS => "sg-0123456789abcdef0",
            d::IDENTIFIER | d::CLUSTER_IDENTIFIER | d::STREAM_IDENTIFIER => IDENTIFIER,
            d::ENDPOINT => return format!("{IDENTIFIER}.dsql.{}.on.aws", self.region),
            d::CLUSTERS => {
                return arn("dsql", "Cluster", self.region, IDENTIFIER).unwrap_or_default();
            }
            d::POLICY => r#"{"Version":"2012-10-17","Statement":[]}"#,
            d::POLICY_VERSION => "1",
            d::SERVICE_NAME => return format!("com.amazonaws.{}.dsql-abcd", self.region),
            d::ROLE_ARN => return format!("arn:aws:iam::{ACCOUNT}:role/example"),
            d::STREAM_ARN => {
                return format!("arn:aws:kinesis:{}:{ACCOUNT}:stream/example", self.region);
            }
            _ if name.contains("AvailabilityZone") => return format!("{}a", self.region),
            _ if name.ends_with("Region") => return self.region.to_owned(),
            _ if is_name_of(name, of.name) => self.name(),
            _ if name.ends_with("Arn") || name.ends_with("ARN") => {
                return format!("arn:aws:elasticache:{}:{ACCOUNT}:example", self.region);
            }
            _ => "example",
        };
        text.to_owned()
    }

    /// The name of what the request is about.
    fn name(&self) -> &str {
        let parameters = self.parameters.as_map();
        let mut entries = parameters.into_iter().flat_map(Map::iter);
        let ending = |key: &str| key.ends_with("Id") || key.ends_with("Name");
        let named = entries.find_map(|(key, value)| value.as_str().filter(|_| ending(key)));
        named.filter(|name| !name.is_empty()).unwrap_or("example")
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.parameters.text(name)
    }
}

/// Whether a structure is what an operation is about: `CreateUser` and `User`, and answers without a wrapper.
fn is_about(operation: &str, of: &'static Shape) -> bool {
    operation.ends_with(of.name)
        || of.name.ends_with("Output")
        || of.name.ends_with("Response")
        || of.name.ends_with("Result")
        || of.name == "ReplicationGroup"
        || of.name == "GlobalReplicationGroup"
        || of.name == "CacheCluster"
}

/// Whether a member names the structure it is in: `UserId` in `User`.
fn is_name_of(member: &str, of: &str) -> bool {
    let ends = |end: &str| {
        member
            .strip_suffix(end)
            .is_some_and(|stem| of.starts_with(stem) && !stem.is_empty())
    };
    ends("Id") || ends("Name") || member == n::USER_ID || member == n::USER_GROUP_ID
}

/// What an answer has only while something changes, pages on or fails.
fn left_out(name: &str) -> bool {
    name.starts_with("Pending")
        || matches!(
            name,
            n::MARKER
                | n::NEXT_TOKEN
                | n::MESSAGE
                | n::MIGRATION
                | n::SNAPSHOTTING_CLUSTER_ID
                | n::GLOBAL_REPLICATION_GROUP_INFO
                | n::MEMBER_CLUSTERS_OUTPOST_ARNS
                | n::PREFERRED_OUTPOST_ARN
                | n::CUSTOMER_OUTPOST_ARN
                | n::KMS_KEY_ID
                | n::AUTH_TOKEN_LAST_MODIFIED_DATE
                | n::LOG_DELIVERY_CONFIGURATIONS
                | n::USER_GROUP_IDS
                | n::NOTIFICATION_CONFIGURATION
                | d::NEXT_TOKEN
                | d::STATUS_REASON
                | d::KMS_KEY_ARN
                | d::METRIC_GROUPS
        )
}

/// A request's value as an answer's shape takes it, where it does.
fn fitting(shape: &'static Shape, value: &Value) -> Option<Value> {
    match (&shape.kind, value) {
        (Kind::Structure(_), Value::Map(map)) => {
            let entries = map.iter().filter_map(|(key, item)| {
                let member = shape.member(key)?;
                Some((key.clone(), fitting(member.shape, item)?))
            });
            Some(Value::map(entries))
        }
        (Kind::List(list), Value::List(items)) => Some(Value::list(
            items.iter().filter_map(|item| fitting(list.item, item)),
        )),
        (Kind::Map(map), Value::Map(entries)) => {
            Some(Value::map(entries.iter().filter_map(|(key, item)| {
                Some((key.clone(), fitting(map.value, item)?))
            })))
        }
        (Kind::String(known), Value::String(text)) => {
            let fits = known.values.is_empty() || known.values.contains(&&**text);
            fits.then(|| value.clone())
        }
        (Kind::Integer(_), Value::Number(number)) => {
            number.parse::<i64>().is_ok().then(|| value.clone())
        }
        (Kind::Boolean, Value::Bool(_)) => Some(value.clone()),
        _ => None,
    }
}
