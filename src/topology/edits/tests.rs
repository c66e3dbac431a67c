//! Each edit by what it makes of a document.

use super::*;
use crate::document::{Resource, parse_json};

fn document(parameters: &str) -> Document {
    let mut resource = Resource::new("elasticache", "CreateReplicationGroup");
    resource.parameters = parse_json(parameters).expect("valid JSON");
    Document::single("us-west-2", resource)
}

fn check(before: &str, edit: impl Fn(&Document) -> Vec<Edit>, after: &str) {
    let before = document(before);
    let edited = before.with_edits(&edit(&before));
    assert_eq!(edited.resources[0].parameters.to_json(), after);
}

#[test]
fn a_border_is_moved_with_all_slots_written_out() {
    check(
        r#"{"NumNodeGroups":2}"#,
        |d| move_border(d, 0, 0, 4096),
        r#"{"NumNodeGroups":2,"NodeGroupConfiguration":[{"Slots":"0-4095"},{"Slots":"4096-16383"}]}"#,
    );
    let two = r#"{"NodeGroupConfiguration":[{"Slots":"0-99"},{"Slots":"100-16383"}]}"#;
    check(
        two,
        |d| move_border(d, 0, 0, 0),
        r#"{"NodeGroupConfiguration":[{"Slots":"0-0"},{"Slots":"1-16383"}]}"#,
    );
    check(
        two,
        |d| move_border(d, 0, 0, 99_999),
        r#"{"NodeGroupConfiguration":[{"Slots":"0-16382"},{"Slots":"16383-16383"}]}"#,
    );
    check(two, |d| move_border(d, 0, 1, 5), two);
    check(two, |d| equalize_slots(d, 0), r#"{"NumNodeGroups":2}"#);
}

#[test]
fn nodes_are_put_into_zones() {
    check(
        r#"{"NumCacheClusters":3}"#,
        |d| set_zone(d, 0, 0, 1, "us-west-2a"),
        r#"{"NumCacheClusters":3,"PreferredCacheClusterAZs":["us-west-2a","us-west-2a","us-west-2c"]}"#,
    );
    check(
        r#"{"NumNodeGroups":2,"ReplicasPerNodeGroup":1}"#,
        |d| set_zone(d, 0, 1, 0, "us-west-2c"),
        r#"{"NumNodeGroups":2,"ReplicasPerNodeGroup":1,"NodeGroupConfiguration":[{},{"PrimaryAvailabilityZone":"us-west-2c"}]}"#,
    );
}

#[test]
fn shards_come_and_go() {
    check(
        r#"{"NumNodeGroups":2}"#,
        |d| add_shard(d, 0),
        r#"{"NumNodeGroups":3}"#,
    );
    check(
        r#"{"NumNodeGroups":1}"#,
        |d| remove_shard(d, 0, 0),
        r#"{"NumNodeGroups":1}"#,
    );
    check(
        r#"{"NumCacheClusters":2}"#,
        |d| add_shard(d, 0),
        r#"{"NumNodeGroups":2,"ReplicasPerNodeGroup":1}"#,
    );
    let two = r#"{"NodeGroupConfiguration":[{"NodeGroupId":"0001","Slots":"0-8191"},{"NodeGroupId":"0002","Slots":"8192-16383"}]}"#;
    check(
        two,
        |d| add_shard(d, 0),
        r#"{"NodeGroupConfiguration":[{"NodeGroupId":"0001","Slots":"0-4095"},{"NodeGroupId":"0002","Slots":"8192-16383"},{"Slots":"4096-8191","NodeGroupId":"0003"}]}"#,
    );
    check(
        two,
        |d| remove_shard(d, 0, 0),
        r#"{"NodeGroupConfiguration":[{"NodeGroupId":"0002","Slots":"0-16383"}]}"#,
    );
}

#[test]
fn replicas_come_and_go() {
    check(
        r#"{"NumCacheClusters":1}"#,
        |d| add_replica(d, 0, 0),
        r#"{"NumCacheClusters":2}"#,
    );
    check(
        r#"{"NumCacheClusters":2,"PreferredCacheClusterAZs":["us-west-2a","us-west-2b"]}"#,
        |d| add_replica(d, 0, 0),
        r#"{"NumCacheClusters":3,"PreferredCacheClusterAZs":["us-west-2a","us-west-2b","us-west-2c"]}"#,
    );
    check(
        r#"{"NumNodeGroups":2,"ReplicasPerNodeGroup":5}"#,
        |d| add_replica(d, 0, 0),
        r#"{"NumNodeGroups":2,"ReplicasPerNodeGroup":5}"#,
    );
    check(
        r#"{"NodeGroupConfiguration":[{"ReplicaCount":2,"ReplicaAvailabilityZones":["us-west-2a","us-west-2b"]}]}"#,
        |d| remove_replica(d, 0, 0, 1),
        r#"{"NodeGroupConfiguration":[{"ReplicaCount":1,"ReplicaAvailabilityZones":["us-west-2b"]}]}"#,
    );
}
