//! Parameters of parameter groups: which there are, and what they take.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{self, Parameter};
use crate::document::{Document, Edit, Path, Resource, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::nearest::nearest;
use crate::rules::{Check, Examples, Reading, Report, Rule, Scope, Severity, shown};

use super::rule;

const MODIFY: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheParameterGroup.html";
const PARAMETERS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html";
const BOTH: &[&str] = &["ModifyCacheParameterGroup", "ResetCacheParameterGroup"];
const ONE: &[&str] = &["ModifyCacheParameterGroup"];
const MOST: usize = 20;
const GOOD: &[&str] = &[
    r#"{"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"}]}"#,
    r#"{"resources": [{"operation": "CreateCacheParameterGroup", "parameters": {"CacheParameterGroupName": "orders", "CacheParameterGroupFamily": "valkey8", "Description": "Orders"}}, {"operation": "ModifyCacheParameterGroup", "parameters": {"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "timeout", "ParameterValue": "20"}]}}]}"#,
];

pub(super) static UNKNOWN: Rule = Rule {
    check: Check::Document(|document, report| each(document, report, check_known)),
    ..rule(
        "EC547",
        "parameter-unknown",
        Severity::Warning,
        BOTH,
        [
            "The family is not known to have a parameter of this name.",
            "AWS refuses parameters that the group's family does not have; each engine version brings some and drops some.",
            "Check the name against the family's parameters.",
            PARAMETERS,
        ],
        Examples::new(
            &[
                r#"{"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "maxmemory_policy", "ParameterValue": "allkeys-lru"}]}"#,
                r#"{"resources": [{"operation": "CreateCacheParameterGroup", "parameters": {"CacheParameterGroupName": "orders", "CacheParameterGroupFamily": "valkey8", "Description": "Orders"}}, {"operation": "ModifyCacheParameterGroup", "parameters": {"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "hash-max-ziplist-entries", "ParameterValue": "128"}]}}]}"#,
            ],
            GOOD,
        ),
        |_, _| {},
    )
};

pub(super) static VALUE: Rule = Rule {
    check: Check::Document(|document, report| each(document, report, check_value)),
    ..rule(
        "EC548",
        "parameter-value",
        Severity::Warning,
        ONE,
        [
            "The parameter is not known to take this value.",
            "Values are words or ranges of numbers, and AWS refuses others.",
            "Choose a value that the parameter takes.",
            PARAMETERS,
        ],
        Examples::new(
            &[
                r#"{"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "maxmemory-policy", "ParameterValue": "lru"}]}"#,
            ],
            GOOD,
        ),
        |_, _| {},
    )
};

pub(super) static FIXED: Rule = Rule {
    check: Check::Document(|document, report| each(document, report, check_fixed)),
    ..rule(
        "EC549",
        "parameter-cannot-be-changed",
        Severity::Warning,
        ONE,
        [
            "The parameter is one of those that cannot be changed.",
            "ElastiCache sets it by the node type, the engine or the cluster's mode.",
            "Leave the parameter out.",
            PARAMETERS,
        ],
        Examples::new(
            &[
                r#"{"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "maxclients", "ParameterValue": "1000"}]}"#,
            ],
            GOOD,
        ),
        |_, _| {},
    )
};

pub(super) static TWICE: Rule = rule(
    "EC550",
    "parameter-twice",
    Severity::Warning,
    BOTH,
    [
        "A parameter is listed twice.",
        "Only one of the values can be kept.",
        "Remove one of them.",
        MODIFY,
    ],
    Examples::new(
        &[
            r#"{"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "timeout", "ParameterValue": "20"}, {"ParameterName": "timeout", "ParameterValue": "30"}]}"#,
        ],
        GOOD,
    ),
    check_twice,
);

fn path(index: usize) -> Path {
    Path::root().key(n::PARAMETER_NAME_VALUES).index(index)
}

/// The parameters that a request names, with their indexes and objects.
fn named<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (usize, &'a str, &'a Value)> + use<'a> {
    let items = scope.items(n::PARAMETER_NAME_VALUES).unwrap_or_default();
    let named = |(i, item): (usize, &'a Value)| Some((i, item.text(n::PARAMETER_NAME)?, item));
    items.iter().enumerate().filter_map(named)
}

/// Looks at each request that names parameters, with the family of its group, where the document
/// creates it.
fn each(
    document: &Document,
    report: &mut Report<'_>,
    check: fn(&Scope<'_>, Option<&str>, &mut Report<'_>),
) {
    let group = |resource: &Resource| {
        let name = resource.parameters.text(n::CACHE_PARAMETER_GROUP_NAME)?;
        Some(name.to_ascii_lowercase())
    };
    let mut families = BTreeMap::new();
    for resource in &document.resources {
        let family = resource.parameters.text(n::CACHE_PARAMETER_GROUP_FAMILY);
        let family = family.and_then(catalog::family).map(|family| family.name);
        if &*resource.operation == "CreateCacheParameterGroup"
            && let (Some(group), Some(family)) = (group(resource), family)
        {
            families.insert(group, family);
        }
    }
    for (index, resource) in document.resources.iter().enumerate() {
        if BOTH.contains(&&*resource.operation) && &*resource.service == "elasticache" {
            let family = group(resource).and_then(|group| families.get(&group).copied());
            let reading = Reading::default();
            check(&Scope::new(document, index, &reading), family, report);
        }
    }
}

/// The parameters of a name that the group may have: of its family, or else of every family.
fn candidates(family: Option<&str>, name: &str) -> Vec<&'static Parameter> {
    match family {
        Some(family) => catalog::parameter(family, name).into_iter().collect(),
        None => catalog::parameters_named(name).collect(),
    }
}

fn check_known(scope: &Scope<'_>, family: Option<&str>, report: &mut Report<'_>) {
    for (i, name, _) in named(scope).take(MOST) {
        if name.is_empty() || !candidates(family, name).is_empty() {
            continue;
        }
        let whose = family.unwrap_or("a family");
        let message = format!(
            "“{}” was no parameter of {whose} in {}",
            shown(name),
            catalog::AS_OF
        );
        let place = path(i).key(n::PARAMETER_NAME);
        let finding = report.at_resource(scope.index, place.clone(), message);
        let names = match family {
            Some(family) => catalog::parameters(family)
                .map(|known| known.name)
                .collect(),
            None => catalog::parameter_names(),
        };
        if let Some(meant) = nearest(&name.replace('_', "-"), &names) {
            let edit = Edit::set(scope.index, place, Value::string(meant));
            finding.fix(format!("Write {meant}"), [edit]);
        }
    }
}

fn check_value(scope: &Scope<'_>, family: Option<&str>, report: &mut Report<'_>) {
    if scope.operation() == BOTH[1] {
        return;
    }
    for (i, name, item) in named(scope).take(MOST) {
        let Some(value) = item.text(n::PARAMETER_VALUE) else {
            continue;
        };
        let candidates = candidates(family, name);
        let refused = |parameter: &&Parameter| parameter.accepts(value) == Some(false);
        let changeable = candidates.iter().any(|parameter| parameter.modifiable());
        if let Some(parameter) = candidates.first()
            && changeable
            && candidates.iter().all(refused)
        {
            let message = format!(
                "“{}” is not a value of {name}, which took {} in {}",
                shown(value),
                if parameter.allowed.is_empty() {
                    "whole numbers"
                } else {
                    parameter.allowed
                },
                catalog::AS_OF
            );
            report.at_resource(scope.index, path(i).key(n::PARAMETER_VALUE), message);
        }
    }
}

fn check_fixed(scope: &Scope<'_>, family: Option<&str>, report: &mut Report<'_>) {
    if scope.operation() == BOTH[1] {
        return;
    }
    for (i, name, _) in named(scope).take(MOST) {
        let candidates = candidates(family, name);
        if !candidates.is_empty() && !candidates.iter().any(|parameter| parameter.modifiable()) {
            let message = format!("{name} could not be changed in {}", catalog::AS_OF);
            let place = path(i).key(n::PARAMETER_NAME);
            let finding = report.at_resource(scope.index, place, message);
            // A request that names no parameter is none.
            if named(scope).count() > 1 {
                finding.fix("Remove the parameter", [Edit::remove(scope.index, path(i))]);
            }
        }
    }
}

fn check_twice(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for (i, name, _) in named(scope) {
        if !seen.insert(name) {
            report
                .at_path(
                    path(i).key(n::PARAMETER_NAME),
                    format!("“{}” is listed twice", shown(name)),
                )
                .fix("Remove it", [Edit::remove(scope.index, path(i))]);
        }
    }
}
