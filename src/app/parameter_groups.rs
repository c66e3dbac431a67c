//! Parameter groups that a request may name: those of the document, and the default ones.

use super::suggest::{Suggestion, engines, suggestion};
use crate::catalog;
use crate::document::{Document, Resource, Value};

/// The groups of the document and the default ones that fit engine, version and cluster mode.
pub(super) fn fitting(document: &Document, resource: &Resource) -> Vec<Suggestion> {
    let given = |name| resource.parameters.text(name);
    if resource.operation.contains("ParameterGroup") {
        return Vec::new();
    }
    let family = match (given("Engine"), given("EngineVersion")) {
        (Some(engine), Some(version)) => catalog::family_of(engine, version),
        _ => None,
    };
    let fits = |known: &catalog::Family| match family {
        Some(family) => known.name == family,
        None => engines(given("Engine")).any(|engine| engine == known.engine),
    };
    let made = document.resources.iter().filter_map(|made| {
        let name = made.parameters.text("CacheParameterGroupName")?;
        let of = made.parameters.text("CacheParameterGroupFamily")?;
        let fitting = catalog::family(of).is_none_or(fits);
        (made.operation.as_ref() == "CreateCacheParameterGroup" && fitting)
            .then(|| suggestion(name, "of this document"))
    });
    let cluster_mode = cluster_mode(resource);
    let defaults = catalog::families().iter().rev().filter(|known| fits(known));
    let defaults = defaults.flat_map(|known| {
        let on = known.cluster_group.filter(|_| cluster_mode != Some(false));
        let off = (cluster_mode != Some(true) || known.cluster_group.is_none())
            .then_some(known.default_group);
        [
            off.map(|name| suggestion(name, known.engine)),
            on.map(|name| suggestion(name, "cluster mode on")),
        ]
    });
    made.chain(defaults.flatten()).collect()
}

/// Whether cluster mode is on, where the parameters say so.
fn cluster_mode(resource: &Resource) -> Option<bool> {
    let parameters = &resource.parameters;
    match parameters.text("ClusterMode") {
        Some("enabled") => return Some(true),
        Some("disabled") => return Some(false),
        Some(_) => return None,
        None => {}
    }
    if &*resource.operation == "CreateCacheCluster" {
        return Some(false);
    }
    let n_groups = parameters
        .get("NumNodeGroups")
        .and_then(Value::as_integer)
        .unwrap_or(0);
    let n_configured = parameters
        .get("NodeGroupConfiguration")
        .and_then(Value::as_list)
        .map_or(0, <[Value]>::len);
    (n_groups > 1 || n_configured > 1).then_some(true)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::document::parse_json;

    fn names(operation: &str, parameters: &str) -> Vec<String> {
        let mut resource = Resource::new("elasticache", operation);
        resource.parameters = parse_json(parameters).expect("valid");
        let mut document = Document::single("us-west-2", resource.clone());
        let mut group = Resource::new("elasticache", "CreateCacheParameterGroup");
        group.parameters = parse_json(
            r#"{"CacheParameterGroupName":"tuned","CacheParameterGroupFamily":"valkey8"}"#,
        )
        .expect("valid");
        document.resources.push(Rc::new(group));
        let all = fitting(&document, &resource);
        all.iter().map(|one| one.value.to_string()).collect()
    }

    #[test]
    fn parameter_groups_fit_version_and_cluster_mode() {
        for (operation, parameters, expected) in [
            (
                "CreateReplicationGroup",
                r#"{"Engine":"valkey","EngineVersion":"8.1"}"#,
                &["tuned", "default.valkey8", "default.valkey8.cluster.on"][..],
            ),
            (
                "CreateReplicationGroup",
                r#"{"Engine":"redis","EngineVersion":"6.x","NumNodeGroups":3}"#,
                &["default.redis6.x.cluster.on"],
            ),
            (
                "CreateReplicationGroup",
                r#"{"Engine":"redis","EngineVersion":"7.1","ClusterMode":"disabled"}"#,
                &["default.redis7"],
            ),
            (
                "CreateCacheCluster",
                r#"{"Engine":"memcached","EngineVersion":"1.6.22"}"#,
                &["default.memcached1.6"],
            ),
            ("CreateCacheParameterGroup", "{}", &[]),
        ] {
            let found = names(operation, parameters);
            assert_eq!(found, expected, "{parameters}");
        }
    }
}
