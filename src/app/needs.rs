//! Why a field does nothing as the request stands: what it needs of other fields.

use super::choices;
use super::workbench::Places;
use crate::catalog;
use crate::document::{Resource, Value};
use crate::model::generated::elasticache::names as n;
use crate::model::overlay::{self, CLUSTER_MODE, Need, Test};

/// A field is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Off {
    /// As a clause whose subject is the field: `needs encryption in transit`.
    pub reason: &'static str,
    /// The member that would change it.
    pub see: Option<&'static str>,
}

/// Why a top-level member does nothing now; `None` where it does something.
pub fn off(index: usize, resource: &Resource, places: &Places, member: &str) -> Option<Off> {
    let unasked = |member| choices::unasked(index, resource, places, member);
    if let Some((choice, _)) = unasked(member) {
        return Some(Off {
            reason: choice.other,
            see: choice.says,
        });
    }
    let needs = overlay::needs(&resource.service, &resource.operation).iter();
    let mut missing =
        needs.filter(|need| need.member == member && !met(need, &resource.parameters));
    missing.next().map(|need| {
        let mut asked = need
            .see
            .iter()
            .copied()
            .filter(|other| unasked(other).is_none());
        Off {
            reason: need.reason,
            see: asked.next().or(need.see.first().copied()),
        }
    })
}

fn met(need: &Need, parameters: &Value) -> bool {
    match need.test {
        Test::True(member) => parameters.flag(member) == Some(true),
        Test::TrueOrDefault(member, engine) => match parameters.get(member) {
            Some(value) => value.as_bool() == Some(true),
            None => is(parameters, n::ENGINE, engine),
        },
        Test::Absent(member) => parameters.get(member).is_none(),
        Test::AtLeast(member, least) => parameters.int(member).is_some_and(|n| n >= least),
        Test::OneOf(member, texts) => texts.iter().any(|text| is(parameters, member, text)),
        Test::Not(member, text) => !is(parameters, member, text),
        Test::Replica => has_replica(parameters),
        Test::ReplicaOrShards => has_replica(parameters) || has_shards(parameters),
        Test::Shards => has_shards(parameters),
        Test::DataTiering => {
            let node = parameters
                .text(n::CACHE_NODE_TYPE)
                .and_then(catalog::node_type);
            node.is_none_or(|node| node.family.data_tiering)
        }
    }
}

fn is(parameters: &Value, member: &str, text: &str) -> bool {
    parameters
        .text(member)
        .is_some_and(|found| found.eq_ignore_ascii_case(text))
}

fn has_shards(parameters: &Value) -> bool {
    let answer = choices::said(&CLUSTER_MODE, parameters);
    answer.is_some_and(|answer| CLUSTER_MODE.answers[answer].value == Some("enabled"))
}

fn has_replica(parameters: &Value) -> bool {
    let some = |value: &Value, member| value.int(member).is_some_and(|n| n > 0);
    let listed = |value: &Value, member, least| {
        value
            .items(member)
            .is_some_and(|items| items.len() >= least)
    };
    parameters.int(n::NUM_CACHE_CLUSTERS).is_some_and(|n| n > 1)
        || listed(parameters, n::PREFERRED_CACHE_CLUSTER_AZS, 2)
        || some(parameters, n::REPLICAS_PER_NODE_GROUP)
        || parameters
            .items(n::NODE_GROUP_CONFIGURATION)
            .is_some_and(|groups| {
                groups.iter().any(|group| {
                    some(group, n::REPLICA_COUNT) || listed(group, n::REPLICA_AVAILABILITY_ZONES, 1)
                })
            })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;
    use crate::model::{self, overlay::ALL};

    fn reason(operation: &str, parameters: &str, member: &str) -> Option<&'static str> {
        let mut resource = Resource::new("elasticache", operation);
        resource.parameters = parse_json(parameters).expect("valid");
        off(0, &resource, &Places::default(), member).map(|off| off.reason)
    }

    #[test]
    fn a_field_is_off_until_it_has_what_it_needs() {
        fn group(parameters: &str, member: &str) -> Option<&'static str> {
            reason("CreateReplicationGroup", parameters, member)
        }
        assert_eq!(
            group(r#"{"NumCacheClusters":1}"#, n::MULTI_AZ_ENABLED),
            Some("needs at least one replica")
        );
        assert_eq!(
            group(r#"{"NumCacheClusters":2}"#, n::MULTI_AZ_ENABLED),
            Some("needs automatic failover")
        );
        let both = r#"{"NumCacheClusters":2,"AutomaticFailoverEnabled":true}"#;
        assert_eq!(group(both, n::MULTI_AZ_ENABLED), None);
        let token = r#"{"AuthToken":{"$env":"TOKEN"}}"#;
        assert_eq!(
            group(token, n::AUTH_TOKEN),
            Some("needs encryption in transit")
        );
        let tls = r#"{"AuthToken":{"$env":"TOKEN"},"TransitEncryptionEnabled":true}"#;
        assert_eq!(group(tls, n::AUTH_TOKEN), None);
        assert_eq!(group(r#"{"Engine":"valkey"}"#, n::KMS_KEY_ID), None);
        assert!(group(r#"{"Engine":"redis"}"#, n::KMS_KEY_ID).is_some());
        let kept = |days: &str| format!(r#"{{"SnapshotRetentionLimit":{days}}}"#);
        assert!(group(&kept("0"), n::SNAPSHOT_WINDOW).is_some());
        assert!(group(&kept("7"), n::SNAPSHOT_WINDOW).is_none());
        let node = |name: &str| format!(r#"{{"CacheNodeType":"cache.{name}"}}"#);
        assert!(group(&node("r7g.large"), n::DATA_TIERING_ENABLED).is_some());
        assert!(group(&node("r6gd.xlarge"), n::DATA_TIERING_ENABLED).is_none());
        assert!(group(&node("x9.large"), n::DATA_TIERING_ENABLED).is_none());
        let memcached = r#"{"Engine":"memcached"}"#;
        let cluster = |member| reason("CreateCacheCluster", memcached, member);
        assert!(cluster(n::SNAPSHOT_RETENTION_LIMIT).is_some());
        assert!(cluster(n::AZ_MODE).is_none());
    }

    #[test]
    fn needs_and_choices_name_members_of_their_operation() {
        for overlay in ALL {
            let input = model::operation(overlay.service, overlay.operation)
                .expect("known")
                .input;
            for need in overlay::needs(overlay.service, overlay.operation) {
                for member in [&[need.member], need.see].concat() {
                    assert!(
                        input.member(member).is_some(),
                        "{} {member}",
                        overlay.operation
                    );
                }
            }
            for choice in overlay::choices(overlay.service, overlay.operation) {
                let answers = choice.answers.iter().flat_map(|answer| answer.members);
                for member in answers.chain(choice.says.as_ref()) {
                    assert!(
                        input.member(member).is_some(),
                        "{} {member}",
                        overlay.operation
                    );
                }
            }
        }
    }
}
