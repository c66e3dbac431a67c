//! What examples take from a request, and that every error is told.

use super::{errors, response};
use crate::document::{Document, Resource, parse_json};
use crate::model::SERVICES;

#[test]
fn the_example_says_what_the_request_says() {
    let json = r#"{"region":"eu-west-1","resources":[{"service":"elasticache","operation":"CreateReplicationGroup",
        "parameters":{"ReplicationGroupId":"orders","ReplicationGroupDescription":"Orders","CacheNodeType":"cache.r7g.large",
        "AutomaticFailoverEnabled":true,"AuthToken":{"$env":"TOKEN"}}}]}"#;
    let document = Document::from_value(&parse_json(json).expect("JSON")).expect("a document");
    let answer = response(&document, 0).expect("a known operation");
    let group = answer.example.get("ReplicationGroup").expect("a group");
    let texts = [
        ("ReplicationGroupId", "orders"),
        ("Description", "Orders"),
        ("CacheNodeType", "cache.r7g.large"),
        ("Status", "creating"),
        ("AutomaticFailover", "enabled"),
        (
            "ARN",
            "arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:orders",
        ),
    ];
    for (name, text) in texts {
        assert_eq!(group.text(name), Some(text), "{name}");
    }
    assert_eq!(group.flag("AuthTokenEnabled"), Some(true));
    assert!(!answer.example.to_json().contains("TOKEN"));
    assert_eq!(answer.states, ["creating", "available"]);
}

#[test]
fn every_operation_answers() {
    for service in SERVICES {
        for operation in service.operations {
            let document = Document::single("us-east-1", Resource::new(service.id, operation.name));
            let answer = response(&document, 0).expect("a known operation");
            assert_eq!(answer.errors.len(), operation.errors.len());
            let says = operation
                .output
                .is_some_and(|output| !output.members().is_empty());
            let example = answer.example.as_map().expect("an object");
            assert_eq!(!example.is_empty(), says, "{}", operation.name);
        }
    }
}

#[test]
fn an_error_of_a_state_is_told_from_one_of_a_name() {
    assert!(errors::advice("InvalidUserState").contains("wait"));
    assert!(errors::advice("UserGroupNotFound").contains("not there"));
    assert!(errors::advice("UserQuotaExceeded").contains("limit"));
}
