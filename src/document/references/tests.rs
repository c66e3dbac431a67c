use super::*;
use crate::document::parse_json;
use crate::model::{self, Shape};

fn document(resources: &str) -> Document {
    let text = format!(r#"{{"region": "us-west-2", "resources": [{resources}]}}"#);
    Document::from_value(&parse_json(&text).expect("JSON")).expect("a document")
}

fn shown(document: &Document) -> Vec<String> {
    let all = references(document).into_iter();
    all.map(|r| format!("{} {} {}", r.from, r.path, r.to))
        .collect()
}

#[test]
fn the_table_is_the_models() {
    for thing in THINGS {
        for (path, _) in thing.named_by {
            let known = |operation: &&'static model::Operation| at(operation.input, path);
            let all = model::service(thing.service).expect("known").operations;
            assert!(all.iter().any(|o| known(o).is_some()), "{path}");
        }
        for (maker, member) in thing.made_by {
            let operation = model::operation(thing.service, maker).expect("known");
            let known = operation.input.member(member).is_some();
            assert!(known || member.is_empty(), "{maker} {member}");
        }
    }
}

fn at(shape: &'static Shape, path: &str) -> Option<&'static Shape> {
    path.split('.').try_fold(shape, |shape, name| {
        let shape = match &shape.kind {
            model::Kind::List(list) => list.item,
            _ => shape,
        };
        shape.child(name)
    })
}

#[test]
fn names_lead_to_what_makes_them_in_their_region() {
    let found = shown(&document(
        r#"{"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders", "UserGroupIds": ["Readers", "gone"], "CacheSubnetGroupName": "private", "SnapshotName": "nightly"}},
        {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "readers", "UserIds": ["app"]}},
        {"operation": "CreateUser", "parameters": {"UserId": "app"}},
        {"operation": "CreateCacheSubnetGroup", "region": "eu-west-1", "parameters": {"CacheSubnetGroupName": "private"}},
        {"operation": "CreateSnapshot", "parameters": {"SnapshotName": "nightly", "ReplicationGroupId": "orders"}}"#,
    ));
    let expected = [
        "0 UserGroupIds[0] 1",
        "0 SnapshotName 4",
        "1 UserIds[0] 2",
        "4 ReplicationGroupId 0",
    ];
    assert_eq!(found, expected);
}

#[test]
fn global_datastores_are_named_with_a_prefix_and_everywhere() {
    let found = shown(&document(
        r#"{"operation": "CreateReplicationGroup", "parameters": {"ReplicationGroupId": "orders"}},
        {"operation": "CreateGlobalReplicationGroup", "parameters": {"GlobalReplicationGroupIdSuffix": "world", "PrimaryReplicationGroupId": "orders"}},
        {"operation": "CreateReplicationGroup", "region": "eu-west-1", "parameters": {"ReplicationGroupId": "orders-eu", "GlobalReplicationGroupId": "sgaui-world"}},
        {"operation": "FailoverGlobalReplicationGroup", "parameters": {"GlobalReplicationGroupId": "world", "PrimaryReplicationGroupId": "orders-eu"}}"#,
    ));
    let expected = [
        "1 PrimaryReplicationGroupId 0",
        "2 GlobalReplicationGroupId 1",
        "3 GlobalReplicationGroupId 1",
        "3 PrimaryReplicationGroupId 2",
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_known_later_is_named_by_its_label() {
    let found = shown(&document(
        r#"{"service": "dsql", "operation": "CreateCluster", "id": "east", "parameters": {}},
        {"service": "dsql", "operation": "CreateCluster", "parameters": {"multiRegionProperties": {"clusters": [{"$ref": "east", "member": "arn"}, {"$ref": "west", "member": "arn"}]}}}"#,
    ));
    assert_eq!(found, ["1 multiRegionProperties.clusters[0] 0"]);
}

#[test]
fn what_names_a_resource_follows_its_new_name() {
    let document = document(
        r#"{"operation": "CreateReplicationGroup", "parameters": {"UserGroupIds": ["x", "readers"]}},
        {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "readers"}},
        {"operation": "CreateGlobalReplicationGroup", "parameters": {"GlobalReplicationGroupIdSuffix": "w"}},
        {"operation": "ModifyGlobalReplicationGroup", "parameters": {"GlobalReplicationGroupId": "sgaui-w"}}"#,
    );
    let own = Path::root().key(n::USER_GROUP_ID);
    let edits = following(&document, 1, &own, "writers");
    let path = Path::parse("UserGroupIds[1]");
    assert_eq!(edits, [Edit::set(0, path, Value::string("writers"))]);
    assert!(following(&document, 1, &Path::parse("Engine"), "x").is_empty());
    let suffix = Path::root().key(n::GLOBAL_REPLICATION_GROUP_ID_SUFFIX);
    let edits = following(&document, 2, &suffix, "all");
    let path = Path::root().key(n::GLOBAL_REPLICATION_GROUP_ID);
    assert_eq!(edits, [Edit::set(3, path, Value::string("sgaui-all"))]);
}
