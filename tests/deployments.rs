//! Deployments with mistakes in them: told at every end, and every output is still there.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use cluster_composer::deploy::KINDS;
use cluster_composer::document::{Document, Resource, parse_json};
use cluster_composer::model;
use cluster_composer::render::{FORMATS, Options};
use cluster_composer::responses::response;
use cluster_composer::rules::{Severity, validate};

fn document(resources: &str) -> Document {
    let text = format!(r#"{{"version": 1, "region": "us-west-2", "resources": [{resources}]}}"#);
    Document::from_value(&parse_json(&text).unwrap()).unwrap()
}

/// What is found of a rule: resources, places and messages.
fn found(document: &Document, code: &str) -> Vec<(usize, String, String)> {
    let found = validate(document).into_iter();
    found
        .filter(|found| found.rule.code == code)
        .map(|found| (found.resource, found.path.to_string(), found.message))
        .collect()
}

/// Every output that there is, none of which is empty; and the scripts that deploy, on which the rest is tried.
fn outputs(document: &Document) -> Vec<(&'static str, String)> {
    let options = Options::default();
    let available = FORMATS.iter().filter(|format| (format.available)(document));
    let texts: Vec<_> = available
        .map(|format| (format.id, (format.render)(document, options).text))
        .collect();
    for (id, text) in &texts {
        assert!(!text.trim().is_empty(), "{id}");
    }
    for wanted in ["cli-sh", "boto3", "deploy-sh", "teardown-boto3", "iam"] {
        assert!(texts.iter().any(|(id, _)| *id == wanted), "{wanted}");
    }
    texts
}

const USER: &str = r#"{"operation": "CreateUser", "parameters": {"UserId": "app", "UserName": "app", "Engine": "valkey"}}"#;

#[test]
fn two_resources_of_one_name_are_told_at_both() {
    let other = USER.replace("app", "App");
    let all = document(&format!("{USER}, {other}, {USER}"));
    let places: Vec<(usize, String)> = found(&all, "EC605")
        .into_iter()
        .map(|(index, path, message)| {
            let number = message.split("resource ").nth(1).unwrap().to_owned();
            assert_eq!(path, "UserId");
            (index, number)
        })
        .collect();
    let expected = [(0, "2 too"), (1, "1 too"), (2, "1 too")];
    assert_eq!(
        places,
        expected.map(|(index, text)| (index, text.to_owned()))
    );
    outputs(&all);
    let far = USER.replacen('{', r#"{"region": "eu-west-1", "#, 1);
    assert_eq!(found(&document(&format!("{USER}, {far}")), "EC605"), []);
}

#[test]
fn two_resources_of_one_label_are_told_at_both() {
    let cluster = r#"{"id": "east", "service": "dsql", "operation": "CreateCluster", "parameters": {"tags": {"a": "b"}}}"#;
    let all = document(&format!("{cluster}, {cluster}"));
    let indexes: Vec<usize> = found(&all, "M017")
        .into_iter()
        .map(|(index, ..)| index)
        .collect();
    assert_eq!(indexes, [0, 1]);
    outputs(&all);
}

#[test]
fn a_reference_to_what_was_removed_is_told_where_it_stands() {
    let update = r#"{"service": "dsql", "operation": "UpdateCluster", "parameters": {"identifier": {"$ref": "east", "member": "identifier"}}}"#;
    let group = r#"{"operation": "CreateUserGroup", "parameters": {"UserGroupId": "team", "Engine": "valkey", "UserIds": ["gone"]}}"#;
    let all = document(&format!("{update}, {group}, {USER}"));
    let [(0, path, message)] = &found(&all, "DP001")[..] else {
        panic!("not told: {:?}", found(&all, "DP001"));
    };
    assert!(
        path == "identifier" && message.contains("east"),
        "{path}: {message}"
    );
    let texts = outputs(&all);
    let script = |id: &str| &texts.iter().find(|(found, _)| *found == id).unwrap().1;
    // It can still be run, by somebody who knows the cluster.
    assert!(script("deploy-sh").contains("EAST_IDENTIFIER"));
    let told = validate(&all);
    assert!(
        told.iter()
            .any(|found| found.resource == 1 && found.message.contains("gone"))
    );
}

#[test]
fn a_region_without_aurora_dsql_is_told() {
    let all = document(
        r#"{"service": "dsql", "region": "mx-central-1", "operation": "CreateCluster", "parameters": {"tags": {"a": "b"}}}, {"service": "dsql", "region": "us-east-1", "operation": "CreateCluster", "parameters": {"tags": {"a": "c"}}}"#,
    );
    let [(0, _, message)] = &found(&all, "DS009")[..] else {
        panic!("not told: {:?}", found(&all, "DS009"));
    };
    assert!(message.contains("mx-central-1"), "{message}");
    outputs(&all);
}

#[test]
fn a_circle_that_no_update_closes_is_named() {
    let cluster = |id: &str, peer: &str| {
        format!(
            r#"{{"id": "{id}", "service": "dsql", "operation": "CreateCluster", "parameters": {{"multiRegionProperties": {{"witnessRegion": "us-west-2", "clusters": [{{"$ref": "{peer}", "member": "arn"}}]}}}}}}"#
        )
    };
    let three = [cluster("a", "b"), cluster("b", "c"), cluster("c", "a")].join(", ");
    let all = document(&three);
    let [(0, _, message)] = &found(&all, "DP003")[..] else {
        panic!("not told: {:?}", found(&all, "DP003"));
    };
    for name in ["a", "b", "c"] {
        let named = format!("the Aurora DSQL cluster “{name}”");
        assert!(
            message.contains(&named) || message.contains(&format!("cluster {name}")),
            "{message}"
        );
    }
    outputs(&all);
    let two = [cluster("a", "b"), cluster("b", "a")].join(", ");
    assert_eq!(found(&document(&two), "DP003"), []);
}

#[test]
fn two_hundred_resources_are_judged_and_rendered() {
    let resources: Vec<String> = (0..50)
        .map(|i| {
            format!(
                r#"{{"operation": "CreateReplicationGroup", "parameters": {{"ReplicationGroupId": "group-{i}", "ReplicationGroupDescription": "x", "UserGroupIds": ["team-{i}"], "CacheSubnetGroupName": "net-{i}"}}}}, {{"operation": "CreateUserGroup", "parameters": {{"UserGroupId": "team-{i}", "Engine": "valkey", "UserIds": ["user-{i}"]}}}}, {{"operation": "CreateCacheSubnetGroup", "parameters": {{"CacheSubnetGroupName": "net-{i}", "CacheSubnetGroupDescription": "x", "SubnetIds": ["subnet-0123456789abcdef0"]}}}}, {{"operation": "CreateUser", "parameters": {{"UserId": "user-{i}", "UserName": "u", "Engine": "valkey"}}}}"#
            )
        })
        .collect();
    let all = document(&resources.join(", "));
    assert_eq!(all.resources.len(), 200);
    for (id, text) in outputs(&all) {
        if id == "responses" {
            continue;
        }
        for name in ["group-49", "team-0", "user-25", "net-7"] {
            assert!(text.contains(name), "{id} has no {name}");
        }
    }
    let told = validate(&all);
    let wrong = |index: usize| {
        let mut found = told.iter().filter(|found| found.resource == index);
        found.any(|found| found.rule.severity == Severity::Error)
    };
    assert!(
        (0..200).step_by(4).all(wrong),
        "a group without a node type is wrong"
    );
}

/// What a deployment waits for is what a request's answer is said to lead to.
#[test]
fn deployments_wait_for_the_states_that_requests_lead_to() {
    let mut n_compared = 0;
    for kind in KINDS {
        let service = model::service(kind.service).unwrap();
        for operation in service.operations {
            let made = Resource::new(service.id, operation.name);
            let is_maker = cluster_composer::deploy::kind_of(&made)
                .is_some_and(|(found, _)| std::ptr::eq(found, kind));
            if !is_maker || kind.status.0.is_empty() {
                continue;
            }
            let states = response(&Document::single("us-east-1", made), 0)
                .unwrap()
                .states;
            let last = states.last();
            assert!(
                last.is_some_and(|last| kind.status.1.contains(last)),
                "{} {last:?}",
                operation.name
            );
            n_compared += 1;
        }
    }
    assert!(n_compared >= 10, "only {n_compared}");
}
