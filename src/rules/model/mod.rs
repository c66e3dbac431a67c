//! What follows from the model alone: the `M` rules. One walk over shape and value finds most of their faults.

mod pattern;
mod place;
mod walk;

use std::collections::BTreeMap;

pub(super) use walk::{shown, walk};

use super::{Check, Examples, Rule, Severity};
use crate::document::{Document, Path};

const VALIDATION: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/CommonErrors.html";

const fn walked(
    code: &'static str,
    name: &'static str,
    summary: &'static str,
    why: &'static str,
    fix: &'static str,
    examples: Examples,
) -> Rule {
    Rule {
        code,
        name,
        severity: Severity::Error,
        operations: &["CreateReplicationGroup"],
        summary,
        why,
        fix,
        source: VALIDATION,
        examples,
        check: Check::Walk,
    }
}

static UNKNOWN_SERVICE: Rule = walked(
    "M001",
    "unknown-service",
    "The service is not one that this tool knows.",
    "Without a model there are no checks and no outputs for the resource.",
    "Choose a service from the list.",
    Examples::new(
        &[
            r#"{"resources": [{"service": "elasticcache", "operation": "DescribeUsers", "parameters": {}}]}"#,
        ],
        &[
            r#"{"resources": [{"service": "dsql", "operation": "CreateCluster", "parameters": {"deletionProtectionEnabled": true}}]}"#,
        ],
    ),
);
static UNKNOWN_OPERATION: Rule = walked(
    "M002",
    "unknown-operation",
    "The service has no operation of this name.",
    "AWS answers InvalidAction, and the clients have no such command.",
    "Use the API's name of an operation, such as CreateReplicationGroup.",
    Examples::new(
        &[
            r#"{"resources": [{"service": "elasticache", "operation": "DescribeReplicationGrups", "parameters": {}}]}"#,
        ],
        &[
            r#"{"resources": [{"service": "elasticache", "operation": "DescribeUsers", "parameters": {}}]}"#,
        ],
    ),
);
static UNKNOWN_MEMBER: Rule = walked(
    "M003",
    "unknown-member",
    "The operation takes no parameter of this name.",
    "The AWS CLI and boto3 refuse unknown parameters; a raw request has them ignored or refused.",
    "Use the name that the API has; names are case-sensitive.",
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1, "CacheParameterGroup": "default.redis7"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1, "CacheParameterGroupName": "default.redis7"}"#,
        ],
    ),
);
static MISSING_MEMBER: Rule = walked(
    "M004",
    "missing-required-member",
    "A required parameter is absent.",
    "The clients and AWS refuse a request without it.",
    "Give the parameter a value.",
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
        ],
    ),
);
static WRONG_TYPE: Rule = walked(
    "M005",
    "wrong-type",
    "The value is of another JSON type than the parameter.",
    "The clients refuse a value of another type before anything is sent.",
    "Write the value as the type that the parameter has.",
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1, "Port": "6379"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1, "Port": 6379}"#,
        ],
    ),
);
static UNKNOWN_VALUE: Rule = walked(
    "M006",
    "value-not-in-enumeration",
    "The parameter takes only certain values, and this is none of them.",
    "The set is closed; AWS answers InvalidParameterValue.",
    "Choose one of the listed values; they are case-sensitive.",
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1, "NetworkType": "IPv4"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1, "NetworkType": "ipv4"}"#,
        ],
    ),
);
static PATTERN: Rule = walked(
    "M007",
    "pattern-mismatch",
    "The text has another form than the parameter's pattern.",
    "The pattern is part of the service's own model.",
    "Write the text so that all of it matches the pattern.",
    Examples::new(
        &[
            r#"{"resources": [{"service": "elasticache", "operation": "DeleteUser", "parameters": {"UserId": "1st"}}]}"#,
        ],
        &[
            r#"{"resources": [{"service": "elasticache", "operation": "DeleteUser", "parameters": {"UserId": "first"}}]}"#,
        ],
    ),
);
static LENGTH: Rule = walked(
    "M008",
    "length-out-of-range",
    "The text is too short or too long.",
    "The bounds are part of the service's own model; boto3 checks the lower one, AWS both.",
    "Shorten or lengthen the text.",
    Examples::new(
        &[
            r#"{"resources": [{"service": "elasticache", "operation": "DeleteUser", "parameters": {"UserId": ""}}]}"#,
        ],
        &[
            r#"{"resources": [{"service": "elasticache", "operation": "DeleteUser", "parameters": {"UserId": "a"}}]}"#,
        ],
    ),
);
static NUMBER: Rule = walked(
    "M009",
    "number-out-of-range",
    "The number is outside the parameter's bounds.",
    "The bounds are part of the service's own model.",
    "Choose a number within the bounds.",
    Examples::new(
        &[
            r#"{"resources": [{"service": "dsql", "operation": "ListClusters", "parameters": {"maxResults": 101}}]}"#,
        ],
        &[
            r#"{"resources": [{"service": "dsql", "operation": "ListClusters", "parameters": {"maxResults": 100}}]}"#,
        ],
    ),
);
static SIZE: Rule = walked(
    "M010",
    "size-out-of-range",
    "The list or map has too few or too many entries.",
    "The bounds are part of the service's own model.",
    "Add or remove entries.",
    Examples::new(
        &[
            r#"{"resources": [{"service": "elasticache", "operation": "DescribeUsers", "parameters": {"Filters": [{"Name": "engine", "Values": []}]}}]}"#,
        ],
        &[
            r#"{"resources": [{"service": "elasticache", "operation": "DescribeUsers", "parameters": {"Filters": [{"Name": "engine", "Values": ["valkey"]}]}}]}"#,
        ],
    ),
);
static NULL: Rule = walked(
    "M011",
    "null-value",
    "The value is null.",
    "The clients refuse null; a parameter that is not wanted is left out.",
    "Leave the parameter out or give it a value.",
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1, "Port": null}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
        ],
    ),
);
static NUL_CHARACTER: Rule = walked(
    "M012",
    "nul-character",
    "The text holds the character U+0000.",
    "No command line can carry it, and no service takes it.",
    "Remove the character.",
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Or\u0000ders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1}"#,
        ],
    ),
);
static ENV_NAME: Rule = walked(
    "M013",
    "environment-name-unusable",
    "The name of the environment variable is not one that every shell takes.",
    "A secret is read from the variable when the output runs; the name must be letters, digits and underscores, not starting with a digit.",
    "Rename the variable.",
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AuthToken": {"$env": "my token"}}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 1, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AuthToken": {"$env": "MY_TOKEN"}}"#,
        ],
    ),
);
static UNION: Rule = walked(
    "M014",
    "several-of-a-union",
    "Exactly one member of the structure is to be set.",
    "The members are alternatives; the clients refuse none and several.",
    "Keep one of them.",
    Examples::new(
        &[
            r#"{"resources": [{"service": "dsql", "operation": "CreateStream", "parameters": {"clusterIdentifier": "abcdefghijklmnopqrstuvwxyz", "targetDefinition": {}, "ordering": "UNORDERED", "format": "JSON"}}]}"#,
        ],
        &[
            r#"{"resources": [{"service": "dsql", "operation": "CreateStream", "parameters": {"clusterIdentifier": "abcdefghijklmnopqrstuvwxyz", "targetDefinition": {"kinesis": {"streamArn": "arn:aws:kinesis:us-east-1:111122223333:stream/orders", "roleArn": "arn:aws:iam::111122223333:role/orders"}}, "ordering": "UNORDERED", "format": "JSON"}}]}"#,
        ],
    ),
);
static TIMESTAMP: Rule = walked(
    "M015",
    "timestamp-unreadable",
    "The text is no date and time.",
    "The clients read timestamps before they send them.",
    "Write it as 2026-11-20T08:00:00Z.",
    Examples::new(
        &[
            r#"{"resources": [{"service": "elasticache", "operation": "DescribeEvents", "parameters": {"StartTime": "yesterday"}}]}"#,
        ],
        &[
            r#"{"resources": [{"service": "elasticache", "operation": "DescribeEvents", "parameters": {"StartTime": "2026-11-20T08:00:00Z"}}]}"#,
        ],
    ),
);
static UNKNOWN_KEY: Rule = Rule {
    severity: Severity::Warning,
    check: Check::Document(check_keys),
    ..walked(
        "M016",
        "unknown-key",
        "The document has a key that is not part of its format, or one whose value is of another type.",
        "What nobody reads has no effect on the outputs; it is carried along as it is.",
        "Remove it, or write it as the format has it.",
        Examples::new(
            &[
                r#"{"regoin": "us-west-2", "resources": []}"#,
                r#"{"region": 1, "resources": []}"#,
            ],
            &[r#"{"version": 1, "region": "us-west-2", "resources": []}"#],
        ),
    )
};
static DUPLICATE_ID: Rule = Rule {
    check: Check::Document(check_ids),
    ..walked(
        "M017",
        "duplicate-id",
        "Two resources have the same id.",
        "An id is how other resources refer to one; it must be unique in the document.",
        "Rename one of them.",
        Examples::new(
            &[
                r#"{"resources": [{"id": "a", "operation": "DescribeUsers", "parameters": {}}, {"id": "a", "operation": "DescribeUsers", "parameters": {}}]}"#,
            ],
            &[
                r#"{"resources": [{"id": "a", "operation": "DescribeUsers", "parameters": {}}, {"id": "b", "operation": "DescribeUsers", "parameters": {}}]}"#,
            ],
        ),
    )
};
static DEPRECATED: Rule = Rule {
    severity: Severity::Warning,
    ..walked(
        "M018",
        "deprecated-member",
        "AWS has deprecated the parameter.",
        "It may be refused or ignored, now or later.",
        "Leave it out.",
        Examples::new(
            &[
                r#"{"resources": [{"operation": "ModifyReplicationGroup", "parameters": {"ReplicationGroupId": "orders", "NodeGroupId": "0001"}}]}"#,
            ],
            &[
                r#"{"resources": [{"operation": "ModifyReplicationGroup", "parameters": {"ReplicationGroupId": "orders", "SnapshotRetentionLimit": 7, "ApplyImmediately": true}}]}"#,
            ],
        ),
    )
};

/// The rules of every area, in the order of codes.
pub(super) static AREAS: &[&[&Rule]] = &[RULES];

/// Every rule, in the order of codes.
pub(super) static RULES: &[&Rule] = &[
    &UNKNOWN_SERVICE,
    &UNKNOWN_OPERATION,
    &UNKNOWN_MEMBER,
    &MISSING_MEMBER,
    &WRONG_TYPE,
    &UNKNOWN_VALUE,
    &PATTERN,
    &LENGTH,
    &NUMBER,
    &SIZE,
    &NULL,
    &NUL_CHARACTER,
    &ENV_NAME,
    &UNION,
    &TIMESTAMP,
    &UNKNOWN_KEY,
    &DUPLICATE_ID,
    &DEPRECATED,
];

/// Whether a rule's findings are left out where a rule of a service says more about the same place.
pub(super) fn yields(rule: &Rule) -> bool {
    let generic = [
        &UNKNOWN_MEMBER,
        &UNKNOWN_VALUE,
        &PATTERN,
        &LENGTH,
        &NUMBER,
        &SIZE,
    ];
    generic
        .into_iter()
        .any(|generic| std::ptr::eq(generic, rule))
}

fn check_keys(document: &Document, report: &mut super::Report<'_>) {
    for (key, _) in document.extra.iter() {
        let message = match &**key {
            "version" => {
                "the document says another version than 1; what is not known here is carried along"
                    .to_owned()
            }
            "region" => "the Region is to be text".to_owned(),
            _ => format!("the document has no key “{}”", shown(key)),
        };
        report.at_resource(0, Path::root(), message);
    }
    for (index, resource) in document.resources.iter().enumerate() {
        for (key, _) in resource.extra.iter() {
            report.at_resource(
                index,
                Path::root(),
                format!(
                    "a resource has no key “{}”, or its value is of another type",
                    shown(key)
                ),
            );
        }
    }
}

fn check_ids(document: &Document, report: &mut super::Report<'_>) {
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, resource) in document.resources.iter().enumerate() {
        if let Some(id) = &resource.id {
            holders.entry(id).or_default().push(index);
        }
    }
    for (id, indexes) in holders {
        for (i, index) in indexes.iter().enumerate() {
            // The first names the next one, and the others name the first.
            let other = if i == 0 {
                indexes.get(1)
            } else {
                indexes.first()
            };
            let Some(other) = other else { continue };
            let message = format!(
                "the id “{}” is that of resource {} too",
                shown(id),
                other + 1
            );
            report.at_resource(*index, Path::root(), message);
        }
    }
}
