//! Which resources a request touches, as IAM writes them.

use super::{action, arn, given_arn, literal};
use crate::catalog::actions;
use crate::document::references::THINGS;
use crate::document::{Document, Resource, Value};
use crate::model::generated::{dsql::names as d, elasticache::names as n};

/// The members that hold the ARN of what a request is about.
const ARNS: &[&str] = &[n::RESOURCE_NAME, d::RESOURCE_ARN];

/// The ARNs of a request's resources; `*` where IAM checks none or knows no better.
pub(super) fn resources(document: &Document, resource: &Resource) -> Vec<String> {
    let known = action(resource);
    let (required, optional) =
        known.map_or((&[][..], &[][..]), |known| (known.required, known.optional));
    let mut acc = Vec::new();
    for member in ARNS {
        acc.extend(texts(&resource.parameters, member).filter_map(given_arn));
    }
    for (types, must) in [(required, true), (optional, false)] {
        for name in types {
            let any = must && acc.is_empty();
            of_type(&mut acc, document, resource, name, any);
        }
    }
    // Operations that the reference does not list, and those that it lists without resources.
    if known.is_none() {
        for thing in THINGS {
            of_type(&mut acc, document, resource, thing.resource_type, false);
        }
    }
    if acc.is_empty() {
        acc.push("*".into());
    }
    acc
}

/// Adds a request's resources of a type; all of them where it names none and `must` have one.
fn of_type(
    acc: &mut Vec<String>,
    document: &Document,
    resource: &Resource,
    name: &str,
    must: bool,
) {
    let Some(known) = actions::resource_type(&resource.service, name) else {
        return;
    };
    let region = document.region_of(resource);
    if (name, &*resource.operation) == ("globalreplicationgroup", "CreateGlobalReplicationGroup") {
        // AWS puts something before the name that is asked for.
        let suffix = resource
            .parameters
            .text(n::GLOBAL_REPLICATION_GROUP_ID_SUFFIX);
        let name = format!("*{}", literal(suffix.unwrap_or_default()));
        return acc.push(known.arn(&literal(region), "*", &name));
    }
    let mut found = false;
    for text in members(known).flat_map(|member| texts(&resource.parameters, member)) {
        found = true;
        // ElastiCache keeps names in lower case.
        for spelling in [text.to_owned(), text.to_ascii_lowercase()] {
            let arn = known.arn(&literal(region), "*", &literal(&spelling));
            if !acc.contains(&arn) {
                acc.push(arn);
            }
        }
    }
    let answers = members(known).filter_map(|member| resource.parameters.get(member)?.as_ref_to());
    for (id, _) in answers {
        found = true;
        // What is only known later may be any; of a global datastore the end is known.
        let mut resources = document.resources.iter();
        let labelled = resources.find(|other| other.id.as_deref() == Some(id));
        let suffix =
            labelled.and_then(|other| other.parameters.text(n::GLOBAL_REPLICATION_GROUP_ID_SUFFIX));
        let name = format!("*{}", literal(suffix.unwrap_or_default()));
        let arn = known.arn(&literal(region), "*", &name);
        if !acc.contains(&arn) {
            acc.push(arn);
        }
    }
    if found {
        return;
    }
    let wildcard = match (name, &*resource.operation) {
        // The request that makes it takes a default group.
        ("parametergroup", "CreateCacheCluster" | "CreateReplicationGroup") => "default.*",
        _ if must => "*",
        _ => return,
    };
    acc.push(known.arn(&literal(region), "*", wildcard));
}

/// The texts of a member, which is a text or a list of them.
fn texts<'a>(parameters: &'a Value, member: &str) -> impl Iterator<Item = &'a str> {
    let value = parameters.get(member);
    let items = value.and_then(Value::as_list).unwrap_or_default();
    value.into_iter().chain(items).filter_map(Value::as_str)
}

/// The members that name a resource of a type, in whatever operation. ARNs are no names.
fn members(known: &'static actions::ResourceType) -> impl Iterator<Item = &'static str> {
    let things = THINGS
        .iter()
        .filter(|thing| (thing.service, thing.resource_type) == (known.service, known.name));
    things.flat_map(|thing| {
        let made_by = thing.made_by.iter().map(|(_, member)| *member);
        let named_by = thing
            .named_by
            .iter()
            .filter(|(_, answer)| *answer != Some(d::ARN));
        made_by.chain(named_by.map(|(member, _)| *member))
    })
}

/// The resources of Aurora DSQL clusters in a Region: the one that the request names, or all.
pub(super) fn dsql_cluster(region: &str, resource: &Resource) -> String {
    let identifier = resource.parameters.text(d::IDENTIFIER);
    let name = identifier.map_or("*".into(), literal);
    arn("dsql", region, &format!("cluster/{name}"))
}
