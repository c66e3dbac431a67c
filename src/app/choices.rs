//! Questions that decide which fields are asked for, and what answering them changes.

use super::workbench::Places;
use crate::catalog;
use crate::document::{Edit, Path, Resource, Value};
use crate::model::generated::elasticache::names as n;
use crate::model::overlay::{self, CLUSTER_MODE, Choice};

/// The suffix of a parameter group in which keys are divided over shards.
const CLUSTER_ON: &str = ".cluster.on";

/// The answer that the parameters give, by its index.
pub fn said(choice: &Choice, parameters: &Value) -> Option<usize> {
    let mut answers = choice.answers.iter();
    if let Some(value) = choice.says.and_then(|member| parameters.get(member)) {
        return answers.position(|answer| answer.value.is_some() && answer.value == value.as_str());
    }
    let is_set = |member: &&str| parameters.get(member).is_some();
    let group = || parameters.text(n::CACHE_PARAMETER_GROUP_NAME);
    if *choice == CLUSTER_MODE && group().is_some_and(|name| name.ends_with(CLUSTER_ON)) {
        return answers.position(|answer| answer.value == Some("enabled"));
    }
    answers.position(|answer| answer.members.iter().any(is_set))
}

/// The answer that stands: what the parameters say, else what the person chose. `None` asks for everything.
pub fn standing(
    choice: &'static Choice,
    index: usize,
    resource: &Resource,
    places: &Places,
) -> Option<usize> {
    said(choice, &resource.parameters)
        .or_else(|| places.answer(index, choice))
        // What no parameter says of itself is the first answer until somebody says otherwise.
        .or(choice.says.is_none().then_some(0))
}

/// The question whose standing answer does not ask for a member, and that answer.
pub fn unasked(
    index: usize,
    resource: &Resource,
    places: &Places,
    member: &str,
) -> Option<(&'static Choice, usize)> {
    let choices = overlay::choices(&resource.service, &resource.operation);
    let choice = choices
        .iter()
        .find(|choice| members(choice).any(|name| name == member))?;
    let answer = standing(choice, index, resource, places)?;
    let asked = choice.answers[answer].members.contains(&member);
    (!asked).then_some((*choice, answer))
}

/// Every member that is asked for by some answer.
pub fn members(choice: &Choice) -> impl Iterator<Item = &'static str> + use<> {
    let answers = choice.answers.iter();
    answers.flat_map(|answer| answer.members.iter().copied())
}

/// What follows from a change of the mode: as many replicas as before, and the default group of the mode.
pub fn carried(answer: Option<usize>, index: usize, parameters: &Value) -> Vec<Edit> {
    let enabled = answer.map(|answer| CLUSTER_MODE.answers[answer].value == Some("enabled"));
    let Some(enabled) = enabled else {
        return Vec::new();
    };
    let set = |member: &str, value| Edit::set(index, Path::root().key(member), value);
    let mut edits = Vec::new();
    let nodes = parameters.int(n::NUM_CACHE_CLUSTERS);
    let replicas = parameters.int(n::REPLICAS_PER_NODE_GROUP);
    match (enabled, nodes, replicas) {
        (true, Some(nodes @ 1..), None) => {
            edits.push(set(n::REPLICAS_PER_NODE_GROUP, Value::integer(nodes - 1)));
        }
        (false, None, Some(replicas @ 0..=1_000)) => {
            edits.push(set(n::NUM_CACHE_CLUSTERS, Value::integer(replicas + 1)));
        }
        _ => {}
    }
    let name = parameters.text(n::CACHE_PARAMETER_GROUP_NAME);
    if let Some(twin) = name.and_then(|name| default_group(name, enabled)) {
        edits.push(set(n::CACHE_PARAMETER_GROUP_NAME, Value::string(twin)));
    }
    edits
}

/// The default group of the same family with cluster mode the other way, where `name` is one.
fn default_group(name: &str, enabled: bool) -> Option<&'static str> {
    catalog::families().iter().find_map(|family| {
        let on = family.cluster_group?;
        match enabled {
            true if name == family.default_group => Some(on),
            false if name == on => Some(family.default_group),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;

    fn mode(parameters: &str) -> Option<&'static str> {
        let parameters = parse_json(parameters).expect("valid");
        said(&CLUSTER_MODE, &parameters).map(|answer| CLUSTER_MODE.answers[answer].label)
    }

    #[test]
    fn the_mode_is_what_is_said_or_follows() {
        assert_eq!(mode("{}"), None);
        assert_eq!(
            mode(r#"{"ClusterMode":"disabled","NumNodeGroups":3}"#),
            Some("Disabled")
        );
        assert_eq!(mode(r#"{"ClusterMode":7}"#), None);
        assert_eq!(mode(r#"{"NumCacheClusters":3}"#), Some("Disabled"));
        assert_eq!(
            mode(r#"{"NumCacheClusters":3,"NumNodeGroups":3}"#),
            Some("Enabled")
        );
        let group =
            r#"{"NumCacheClusters":1,"CacheParameterGroupName":"default.redis7.cluster.on"}"#;
        assert_eq!(mode(group), Some("Enabled"));
    }

    #[test]
    fn only_the_fields_of_the_answer_are_asked_for() {
        let mut resource = Resource::new("elasticache", "CreateReplicationGroup");
        resource.parameters = parse_json(r#"{"ClusterMode":"disabled"}"#).expect("valid");
        let hidden = |member| unasked(0, &resource, &Places::default(), member).is_some();
        assert!(hidden(n::NUM_NODE_GROUPS) && hidden(n::USER_GROUP_IDS));
        assert!(!hidden(n::NUM_CACHE_CLUSTERS) && !hidden(n::ENGINE));
    }

    #[test]
    fn a_change_of_mode_keeps_replicas_and_the_family() {
        let carry = |answer, parameters: &str| {
            let mut resource = Resource::new("elasticache", "CreateReplicationGroup");
            resource.parameters = parse_json(parameters).expect("valid");
            let edits = carried(Some(answer), 0, &resource.parameters);
            crate::document::Document::single("us-west-2", resource)
                .with_edits(&edits)
                .resources[0]
                .parameters
                .to_json()
        };
        assert_eq!(
            carry(
                0,
                r#"{"NumCacheClusters":3,"CacheParameterGroupName":"default.redis7"}"#
            ),
            r#"{"NumCacheClusters":3,"CacheParameterGroupName":"default.redis7.cluster.on","ReplicasPerNodeGroup":2}"#
        );
        assert_eq!(
            carry(
                1,
                r#"{"ReplicasPerNodeGroup":2,"CacheParameterGroupName":"mine"}"#
            ),
            r#"{"ReplicasPerNodeGroup":2,"CacheParameterGroupName":"mine","NumCacheClusters":3}"#
        );
    }
}
