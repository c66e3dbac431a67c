//! What fields suggest while anything else may be typed: node types, versions, parameter groups and
//! their families, zones, Regions.

use std::rc::Rc;

use super::field::Field;
use super::{node_types, parameter_groups};
use crate::catalog;
use crate::document::{Document, Resource};

/// A set of suggestions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Engines,
    Versions,
    /// Of serverless caches.
    MajorVersions,
    NodeTypes,
    Families,
    ParameterGroups,
    Regions,
    Zones,
}

/// Every kind, to make one list of each.
pub const KINDS: &[Kind] = &[
    Kind::Engines,
    Kind::Versions,
    Kind::MajorVersions,
    Kind::NodeTypes,
    Kind::Families,
    Kind::ParameterGroups,
    Kind::Regions,
    Kind::Zones,
];

/// Which members suggest what; items of lists go by the list's name.
const MEMBERS: &[(&str, Kind)] = &[
    ("Engine", Kind::Engines),
    ("EngineVersion", Kind::Versions),
    ("MajorEngineVersion", Kind::MajorVersions),
    ("CacheNodeType", Kind::NodeTypes),
    ("CacheParameterGroupFamily", Kind::Families),
    ("CacheParameterGroupName", Kind::ParameterGroups),
    ("PrimaryRegion", Kind::Regions),
    ("ReplicationGroupRegion", Kind::Regions),
    ("witnessRegion", Kind::Regions),
    ("PreferredAvailabilityZone", Kind::Zones),
    ("PreferredAvailabilityZones", Kind::Zones),
    ("PreferredCacheClusterAZs", Kind::Zones),
    ("PrimaryAvailabilityZone", Kind::Zones),
    ("ReplicaAvailabilityZones", Kind::Zones),
    ("NewAvailabilityZones", Kind::Zones),
];

/// Versions that are a sign of no engine are those of all.
const ENGINES: &[&str] = &["valkey", "redis", "memcached"];

/// A value on offer, and what to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub value: Rc<str>,
    pub note: Rc<str>,
}

/// What a field suggests.
pub fn kind_of(field: &Field) -> Option<Kind> {
    let name = field
        .path
        .segments()
        .iter()
        .rev()
        .find_map(|segment| match segment {
            crate::document::Segment::Key(name) => Some(&**name),
            crate::document::Segment::Index(_) => None,
        })?;
    MEMBERS
        .iter()
        .find(|(member, _)| *member == name)
        .map(|(_, kind)| *kind)
}

/// The `id` of the list that a resource's fields take their suggestions from.
pub fn list_id(resource: usize, kind: Kind) -> String {
    format!("suggest-{resource}-{kind:?}").to_lowercase()
}

/// What is suggested to a resource.
pub fn suggestions(kind: Kind, document: &Document, resource: &Resource) -> Vec<Suggestion> {
    let engine = resource.parameters.text("Engine");
    match kind {
        Kind::Engines => ENGINES.iter().map(|name| suggestion(name, "")).collect(),
        Kind::Versions => versions(engine),
        Kind::MajorVersions => major_versions(engine),
        Kind::NodeTypes => node_types(document, resource),
        Kind::Families => families(),
        Kind::ParameterGroups => parameter_groups::fitting(document, resource),
        Kind::Regions => regions(&resource.service),
        Kind::Zones => zones(document.region_of(resource)),
    }
}

/// The Regions of a service, by id.
pub fn regions(service: &str) -> Vec<Suggestion> {
    let offered = catalog::regions().iter().filter(|region| {
        if service == "dsql" {
            region.dsql
        } else {
            region.elasticache
        }
    });
    offered
        .map(|region| suggestion(region.id, region.name))
        .collect()
}

fn versions(engine: Option<&str>) -> Vec<Suggestion> {
    let versions = engines(engine).flat_map(|engine| catalog::engine_versions(engine).iter().rev());
    versions
        .map(|version| suggestion(version.version, version.engine))
        .collect()
}

fn major_versions(engine: Option<&str>) -> Vec<Suggestion> {
    let known = engines(engine).filter_map(catalog::engine);
    known
        .flat_map(|engine| {
            let majors = engine.serverless.iter().rev();
            majors.map(|major| suggestion(major, engine.name))
        })
        .collect()
}

/// The engine that is named, or all of them.
pub(super) fn engines(engine: Option<&str>) -> impl Iterator<Item = &'static str> {
    ENGINES
        .iter()
        .copied()
        .filter(move |name| engine.is_none_or(|engine| engine.eq_ignore_ascii_case(name)))
}

fn node_types(document: &Document, resource: &Resource) -> Vec<Suggestion> {
    node_types::offers(document, resource)
        .into_iter()
        .filter(|offer| offer.absent.is_none())
        .map(|offer| {
            let node = offer.node;
            suggestion(
                node.name,
                &format!("{} vCPU, {}", node.vcpu, node.memory_text()),
            )
        })
        .collect()
}

fn families() -> Vec<Suggestion> {
    catalog::families()
        .iter()
        .rev()
        .map(|family| suggestion(family.name, family.engine))
        .collect()
}

fn zones(region: &str) -> Vec<Suggestion> {
    let zones = catalog::region(region).map_or(&[][..], |region| region.zones);
    zones.iter().map(|zone| suggestion(zone, "")).collect()
}

pub(super) fn suggestion(value: &str, note: &str) -> Suggestion {
    Suggestion {
        value: value.into(),
        note: note.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;
    use crate::model::{SERVICES, Shape};

    fn members(shape: &'static Shape, acc: &mut Vec<&'static str>) {
        for member in shape.members() {
            acc.push(member.name);
            members(member.shape, acc);
            if let crate::model::Kind::List(list) = &member.shape.kind {
                members(list.item, acc);
            }
        }
    }

    #[test]
    fn every_member_with_suggestions_is_one_of_the_model() {
        let mut known = Vec::new();
        for operation in SERVICES.iter().flat_map(|service| service.operations) {
            members(operation.input, &mut known);
        }
        for (name, _) in MEMBERS {
            assert!(known.contains(name), "{name}");
        }
    }

    #[test]
    fn suggestions_follow_the_engine_and_the_region() {
        let mut resource = Resource::new("elasticache", "CreateCacheCluster");
        resource.parameters = parse_json(r#"{"Engine":"memcached"}"#).expect("valid");
        let document = Document::single("eu-central-1", resource.clone());
        let all = |kind| suggestions(kind, &document, &resource);
        assert!(
            all(Kind::Versions)
                .iter()
                .all(|version| &*version.note == "memcached")
        );
        assert!(
            all(Kind::Zones)
                .iter()
                .any(|zone| &*zone.value == "eu-central-1a")
        );
        for kind in KINDS {
            let none = *kind == Kind::MajorVersions;
            assert!(none || !all(*kind).is_empty(), "{kind:?}");
        }
    }

    #[test]
    fn serverless_caches_have_major_versions() {
        let mut resource = Resource::new("elasticache", "CreateServerlessCache");
        resource.parameters = parse_json(r#"{"Engine":"valkey"}"#).expect("valid");
        let document = Document::single("us-west-2", resource.clone());
        let found = suggestions(Kind::MajorVersions, &document, &resource);
        assert!(found.iter().any(|major| &*major.value == "8"), "{found:?}");
        assert!(found.iter().all(|major| !major.value.contains('.')));
    }
}
