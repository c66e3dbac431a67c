//! Parameters of parameter groups: which there are, and what they take.

use std::collections::BTreeSet;

use crate::catalog::{self, Parameter};
use crate::document::{Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::nearest::nearest;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::rule;

const MODIFY: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheParameterGroup.html";
const RESET: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ResetCacheParameterGroup.html";
const PARAMETERS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html";
const BOTH: &[&str] = &["ModifyCacheParameterGroup", "ResetCacheParameterGroup"];
const ONE: &[&str] = &["ModifyCacheParameterGroup"];
const MOST: usize = 20;
const GOOD: &[&str] = &[
    r#"{"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"}]}"#,
    r#"{"resources": [{"operation": "CreateCacheParameterGroup", "parameters": {"CacheParameterGroupName": "orders", "CacheParameterGroupFamily": "valkey8", "Description": "Orders"}}, {"operation": "ModifyCacheParameterGroup", "parameters": {"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "timeout", "ParameterValue": "20"}]}}]}"#,
];

pub(super) static TOO_MANY: Rule = rule(
    "EC545",
    "too-many-parameters",
    Severity::Error,
    BOTH,
    [
        "A request changes at most 20 parameters.",
        "AWS refuses more.",
        "Send several requests.",
        MODIFY,
    ],
    Examples::new(
        &[
            r#"{"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "timeout", "ParameterValue": "100"}, {"ParameterName": "maxmemory-samples", "ParameterValue": "100"}, {"ParameterName": "tcp-keepalive", "ParameterValue": "100"}, {"ParameterName": "slowlog-max-len", "ParameterValue": "100"}, {"ParameterName": "lfu-decay-time", "ParameterValue": "100"}, {"ParameterName": "list-compress-depth", "ParameterValue": "100"}, {"ParameterName": "set-max-intset-entries", "ParameterValue": "100"}, {"ParameterName": "stream-node-max-bytes", "ParameterValue": "100"}, {"ParameterName": "stream-node-max-entries", "ParameterValue": "100"}, {"ParameterName": "zset-max-listpack-entries", "ParameterValue": "100"}, {"ParameterName": "zset-max-listpack-value", "ParameterValue": "100"}, {"ParameterName": "hash-max-listpack-entries", "ParameterValue": "100"}, {"ParameterName": "hash-max-listpack-value", "ParameterValue": "100"}, {"ParameterName": "repl-backlog-ttl", "ParameterValue": "100"}, {"ParameterName": "min-replicas-to-write", "ParameterValue": "100"}, {"ParameterName": "min-replicas-max-lag", "ParameterValue": "100"}, {"ParameterName": "active-expire-effort", "ParameterValue": "2"}, {"ParameterName": "acllog-max-len", "ParameterValue": "100"}, {"ParameterName": "lfu-log-factor", "ParameterValue": "100"}, {"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"}, {"ParameterName": "activedefrag", "ParameterValue": "yes"}]}"#,
        ],
        GOOD,
    ),
    check_count,
);

pub(super) static DEFAULT: Rule = rule(
    "EC546",
    "default-parameter-group-changed",
    Severity::Error,
    BOTH,
    [
        "A default parameter group cannot be changed.",
        "It belongs to AWS and to every cluster that names none.",
        "Create a parameter group of the same family and change that.",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.html",
    ],
    Examples::new(
        &[
            r#"{"CacheParameterGroupName": "default.valkey8", "ParameterNameValues": [{"ParameterName": "timeout", "ParameterValue": "20"}]}"#,
        ],
        GOOD,
    ),
    check_default,
);

pub(super) static UNKNOWN: Rule = rule(
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
    check_known,
);

pub(super) static VALUE: Rule = rule(
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
    check_value,
);

pub(super) static FIXED: Rule = rule(
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
    check_fixed,
);

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

pub(super) static RESET_WHAT: Rule = rule(
    "EC551",
    "reset-all-and-some",
    Severity::Error,
    &["ResetCacheParameterGroup"],
    [
        "ResetAllParameters true goes without names, false with at least one.",
        "The request says either that all parameters are reset, or which.",
        "Name parameters in ParameterNameValues, or set ResetAllParameters to true.",
        RESET,
    ],
    Examples::new(
        &[
            r#"{"CacheParameterGroupName": "orders", "ResetAllParameters": true, "ParameterNameValues": [{"ParameterName": "timeout"}]}"#,
            r#"{"CacheParameterGroupName": "orders"}"#,
        ],
        &[
            r#"{"CacheParameterGroupName": "orders", "ResetAllParameters": true}"#,
            r#"{"CacheParameterGroupName": "orders", "ParameterNameValues": [{"ParameterName": "timeout"}]}"#,
        ],
    ),
    check_reset,
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

/// The family of the group, where the document creates it.
fn family<'a>(scope: &Scope<'a>) -> Option<&'a str> {
    let group = scope.text(n::CACHE_PARAMETER_GROUP_NAME)?;
    let is_it = |name: &str| name.eq_ignore_ascii_case(group);
    let (_, made) = scope
        .others("CreateCacheParameterGroup")
        .find(|(_, other)| {
            other
                .parameters
                .text(n::CACHE_PARAMETER_GROUP_NAME)
                .is_some_and(is_it)
        })?;
    let family = made.parameters.text(n::CACHE_PARAMETER_GROUP_FAMILY)?;
    catalog::family(family).map(|_| family)
}

/// The parameters of a name that the group may have: of its family, or else of every family.
fn candidates(family: Option<&str>, name: &str) -> Vec<&'static Parameter> {
    match family {
        Some(family) => catalog::parameter(family, name).into_iter().collect(),
        None => catalog::families()
            .iter()
            .filter_map(|family| catalog::parameter(family.name, name))
            .collect(),
    }
}

fn check_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    let count = scope
        .items(n::PARAMETER_NAME_VALUES)
        .map_or(0, <[Value]>::len);
    if count > MOST {
        report.at(
            n::PARAMETER_NAME_VALUES,
            format!("{count} parameters, at most {MOST} are allowed"),
        );
    }
}

fn check_default(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(name) = scope.text(n::CACHE_PARAMETER_GROUP_NAME)
        && name.starts_with("default.")
    {
        let message = format!("“{}” belongs to AWS and cannot be changed", shown(name));
        report.at(n::CACHE_PARAMETER_GROUP_NAME, message);
    }
}

fn check_known(scope: &Scope<'_>, report: &mut Report<'_>) {
    let family = family(scope);
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
        let finding = report.at_path(place.clone(), message);
        let families = catalog::families().iter().map(|family| family.name);
        let names: BTreeSet<&str> = families
            .filter(|other| family.is_none_or(|family| family == *other))
            .flat_map(catalog::parameters)
            .map(|parameter| parameter.name)
            .collect();
        let names: Vec<&str> = names.into_iter().collect();
        if let Some(meant) = nearest(&name.replace('_', "-"), &names) {
            let edit = Edit::set(scope.index, place, Value::string(meant));
            finding.fix(format!("Write {meant}"), [edit]);
        }
    }
}

fn check_value(scope: &Scope<'_>, report: &mut Report<'_>) {
    let family = family(scope);
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
            report.at_path(path(i).key(n::PARAMETER_VALUE), message);
        }
    }
}

fn check_fixed(scope: &Scope<'_>, report: &mut Report<'_>) {
    let family = family(scope);
    for (i, name, _) in named(scope).take(MOST) {
        let candidates = candidates(family, name);
        if !candidates.is_empty() && !candidates.iter().any(|parameter| parameter.modifiable()) {
            let message = format!("{name} could not be changed in {}", catalog::AS_OF);
            report
                .at_path(path(i).key(n::PARAMETER_NAME), message)
                .fix("Remove the parameter", [Edit::remove(scope.index, path(i))]);
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

fn check_reset(scope: &Scope<'_>, report: &mut Report<'_>) {
    let all = match scope.get(n::RESET_ALL_PARAMETERS) {
        None => Some(false),
        Some(value) => value.as_bool(),
    };
    let names = scope
        .items(n::PARAMETER_NAME_VALUES)
        .is_some_and(|items| !items.is_empty());
    match all {
        Some(true) if names => {
            let edit = scope.remove(n::PARAMETER_NAME_VALUES);
            report
                .at(
                    n::PARAMETER_NAME_VALUES,
                    "ResetAllParameters resets all, these included",
                )
                .fix("Remove ParameterNameValues", [edit]);
        }
        Some(false) if !names => {
            report.at(
                n::PARAMETER_NAME_VALUES,
                "nothing says which parameters are reset",
            );
        }
        _ => {}
    }
}
