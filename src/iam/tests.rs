//! What the policies of documents contain.

use super::{Options, policy};
use crate::document::{Document, parse_json};

fn statements(json: &str) -> Vec<(String, Vec<String>, Vec<String>)> {
    let value = parse_json(json).expect("the test's document is JSON");
    let document = Document::from_value(&value).expect("the test's document is one");
    let texts =
        |texts: &[std::borrow::Cow<'static, str>]| texts.iter().map(ToString::to_string).collect();
    policy(&document, Options::default())
        .statements
        .into_iter()
        .map(|s| (s.sid.to_string(), texts(&s.actions), s.resources))
        .collect()
}

#[test]
fn a_user_is_named_in_both_spellings() {
    let found = statements(
        r#"{"region":"eu-west-1","resources":[{"service":"elasticache","operation":"CreateUser",
            "parameters":{"UserId":"Ann","Tags":[{"Key":"a","Value":"b"}]}}]}"#,
    );
    let users: Vec<String> = ["Ann", "ann"]
        .map(|name| format!("arn:aws:elasticache:eu-west-1:*:user:{name}"))
        .into();
    let statement = |sid: &str, action: &str| {
        (
            sid.to_owned(),
            vec![format!("elasticache:{action}")],
            users.clone(),
        )
    };
    let wanted = [
        statement("CreateUser", "CreateUser"),
        statement("DescribeUsers", "DescribeUsers"),
        statement("Tags", "AddTagsToResource"),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn a_wildcard_in_a_name_stays_a_letter() {
    let found = statements(
        r#"{"resources":[{"service":"elasticache","operation":"DeleteUser","parameters":{"UserId":"*${a}?"}}]}"#,
    );
    assert_eq!(
        found[0].2,
        ["arn:aws:elasticache:us-west-2:*:user:${*}${$}{a}${?}"]
    );
}

#[test]
fn the_witness_is_checked_in_two_regions() {
    let found = statements(
        r#"{"region":"us-east-1","resources":[{"service":"dsql","operation":"CreateCluster",
            "parameters":{"multiRegionProperties":{"witnessRegion":"us-west-2"}}}]}"#,
    );
    let witness = found
        .iter()
        .find(|(sid, ..)| sid == "Witness")
        .expect("a witness");
    assert_eq!(
        witness.2,
        [
            "arn:aws:dsql:us-east-1:*:cluster/*",
            "arn:aws:dsql:us-west-2:*:cluster/*"
        ]
    );
}

#[test]
fn requests_of_one_operation_share_a_statement() {
    let found = statements(
        r#"{"resources":[
            {"service":"elasticache","operation":"CreateUser","parameters":{"UserId":"a"}},
            {"service":"elasticache","operation":"CreateUser","parameters":{"UserId":"b"}}]}"#,
    );
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].2.len(), 2);
}
