//! Values that stand for what AWS answers about another resource.

use std::collections::BTreeMap;

use super::{GUIDE, rule};
use crate::deploy::{By, kind_of};
use crate::document::{Document, Edit, Path, Resource, Value, answers};
use crate::model::generated::dsql::names as d;
use crate::rules::nearest::nearest;
use crate::rules::{Examples, Report, Rule, Severity, shown};

const GOOD: &str = r#"{"region": "us-east-1", "resources": [{"service": "dsql", "operation": "CreateCluster", "id": "east", "parameters": {"deletionProtectionEnabled": true, "tags": {"Name": "orders"}, "multiRegionProperties": {"witnessRegion": "us-west-2"}}}, {"service": "dsql", "operation": "CreateCluster", "region": "us-east-2", "parameters": {"deletionProtectionEnabled": true, "tags": {"Name": "orders"}, "multiRegionProperties": {"witnessRegion": "us-west-2", "clusters": [{"$ref": "east", "member": "arn"}]}}}]}"#;

pub(super) static UNKNOWN_LABEL: Rule = rule(
    "DP001",
    "reference-to-no-resource",
    Severity::Error,
    [
        "A value stands for what AWS answers about a resource, and no resource has that label.",
        "The resource was removed or renamed, so nothing ever answers; scripts read an environment variable instead.",
        "Give the resource the label again, or write the value itself.",
        GUIDE,
    ],
    Examples::new(
        &[
            r#"{"region": "us-east-2", "resources": [{"service": "dsql", "operation": "CreateCluster", "parameters": {"deletionProtectionEnabled": true, "multiRegionProperties": {"witnessRegion": "us-west-2", "clusters": [{"$ref": "east", "member": "arn"}]}}}]}"#,
        ],
        &[GOOD],
    ),
    check_labels,
);

pub(super) static UNKNOWN_ANSWER: Rule = rule(
    "DP002",
    "reference-to-no-answer",
    Severity::Error,
    [
        "A value stands for a member of an answer that has no such member.",
        "Only texts and numbers that AWS tells about what the resource makes can be taken over.",
        "Name a member of the description, such as arn or identifier.",
        GUIDE,
    ],
    Examples::new(
        &[
            r#"{"region": "us-east-1", "resources": [{"service": "dsql", "operation": "CreateCluster", "id": "east", "parameters": {"deletionProtectionEnabled": true, "tags": {"Name": "orders"}, "multiRegionProperties": {"witnessRegion": "us-west-2"}}}, {"service": "dsql", "operation": "CreateCluster", "region": "us-east-2", "parameters": {"deletionProtectionEnabled": true, "tags": {"Name": "orders"}, "multiRegionProperties": {"witnessRegion": "us-west-2", "clusters": [{"$ref": "east", "member": "ARN"}]}}}]}"#,
        ],
        &[GOOD],
    ),
    check_members,
);

pub(super) static NEVER_RECOGNIZED: Rule = rule(
    "DP004",
    "cluster-without-tags",
    Severity::Info,
    [
        "A cluster of Aurora DSQL without tags is not recognized when a deployment runs again.",
        "AWS chooses its identifier. Deployment scripts find it by its tags, and would make another one.",
        "Add a tag, such as Name.",
        "https://docs.aws.amazon.com/aurora-dsql/latest/APIReference/API_CreateCluster.html",
    ],
    Examples::new(
        &[
            r#"{"region": "us-east-1", "resources": [{"service": "dsql", "operation": "CreateCluster", "parameters": {"deletionProtectionEnabled": true}}]}"#,
        ],
        &[
            r#"{"region": "us-east-1", "resources": [{"service": "dsql", "operation": "CreateCluster", "parameters": {"deletionProtectionEnabled": true, "tags": {"Name": "orders"}}}]}"#,
        ],
    ),
    check_tags,
);

/// The resources by label; the first of those with one label.
fn labels(document: &Document) -> BTreeMap<&str, &Resource> {
    let mut labels = BTreeMap::new();
    for resource in &document.resources {
        if let Some(id) = &resource.id {
            labels.entry(&**id).or_insert(&**resource);
        }
    }
    labels
}

fn check_labels(document: &Document, report: &mut Report<'_>) {
    let labels = labels(document);
    let known: Vec<&str> = labels.keys().copied().collect();
    for (index, resource) in document.resources.iter().enumerate() {
        for answer in answers(&resource.parameters) {
            if labels.contains_key(&*answer.id) {
                continue;
            }
            let message = format!("no resource has the label “{}”", shown(&answer.id));
            let finding = report.at_resource(index, answer.path.clone(), message);
            if let Some(near) = nearest(&answer.id, &known) {
                let edit = set(index, answer.path, near, &answer.member);
                finding.fix(format!("Change to {near}"), [edit]);
            }
        }
    }
}

fn check_members(document: &Document, report: &mut Report<'_>) {
    let labels = labels(document);
    if labels.is_empty() {
        return;
    }
    for (index, resource) in document.resources.iter().enumerate() {
        for answer in answers(&resource.parameters) {
            let Some(named) = labels.get(&*answer.id) else {
                continue;
            };
            let kind = kind_of(named).map(|(kind, _)| kind);
            if kind.is_some_and(|kind| kind.answers(&answer.member)) {
                continue;
            }
            let (id, member) = (shown(&answer.id), shown(&answer.member));
            let Some(kind) = kind else {
                let message = format!("the resource {id} makes nothing that AWS describes");
                report.at_resource(index, answer.path, message);
                continue;
            };
            let message = format!("AWS tells no “{member}” about the {} {id}", kind.title);
            let finding = report.at_resource(index, answer.path.clone(), message);
            let members = kind.described().map_or(&[][..], |shape| shape.members());
            let known: Vec<&str> = members
                .iter()
                .map(|member| member.name)
                .filter(|name| kind.answers(name))
                .collect();
            if let Some(near) = nearest(&answer.member, &known) {
                let edit = set(index, answer.path, &answer.id, near);
                finding.fix(format!("Change to {near}"), [edit]);
            }
        }
    }
}

fn set(index: usize, path: Path, id: &str, member: &str) -> Edit {
    let value = Value::map([
        (crate::document::REF_KEY.into(), Value::string(id)),
        ("member".into(), Value::string(member)),
    ]);
    Edit::set(index, path, value)
}

fn check_tags(document: &Document, report: &mut Report<'_>) {
    for (index, resource) in document.resources.iter().enumerate() {
        let found = kind_of(resource).and_then(|(kind, _)| kind.found);
        let unnamed = found.is_some_and(|found| found.by == By::Tags);
        let tags = resource.parameters.get(d::TAGS);
        let tagged = tags.is_some_and(|tags| tags.as_map().is_none_or(|map| !map.is_empty()));
        if unnamed && !tagged {
            let message = "without a tag it is not recognized when a deployment runs again";
            report.at_resource(index, Path::root(), message);
        }
    }
}
