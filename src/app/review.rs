//! Everything that a request says, in words, section by section.

use super::choices;
use super::field::Field;
use super::outline;
use super::words;
use super::workbench::Places;
use crate::document::{Path, Resource, Value};
use crate::model::overlay;

/// What a section of the form says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub title: &'static str,
    pub lines: Vec<Line>,
}

/// What a parameter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub path: Path,
    pub label: String,
    pub text: String,
}

/// Of a longer list, the rest is counted.
const SHOWN: usize = 12;
/// Longer texts are cut.
const LONGEST: usize = 160;

/// The sections in which something is said, in the order of the form.
pub fn groups(index: usize, resource: &Resource) -> Vec<Group> {
    let Some(operation) = resource.operation() else {
        return Vec::new();
    };
    let overlay = overlay::overlay(&resource.service, &resource.operation);
    let sections = outline::sections(&resource.service, operation);
    let known = sections.into_iter().map(|section| Group {
        title: section.title,
        lines: section
            .members
            .iter()
            .filter_map(|member| {
                let value = resource.parameters.get(member.name)?;
                let field = Field::new(index, member, overlay);
                Some(Line {
                    label: field.label().to_string(),
                    text: told(&field, value),
                    path: field.path,
                })
            })
            .collect(),
    });
    let unknown = Group {
        title: outline::UNKNOWN,
        lines: outline::unknown(resource, operation)
            .iter()
            .map(|name| Line {
                path: Path::root().key(name),
                label: name.to_string(),
                text: "kept as written".to_owned(),
            })
            .collect(),
    };
    let mut groups: Vec<Group> = known.chain([unknown]).collect();
    groups.retain(|group| !group.lines.is_empty());
    groups
}

/// What was typed and is kept aside, because no standing answer asks for it: the members' labels.
pub fn aside(index: usize, resource: &Resource, places: &Places) -> Vec<String> {
    let overlay = overlay::overlay(&resource.service, &resource.operation);
    let choices = overlay::choices(&resource.service, &resource.operation);
    let mut labels: Vec<String> = choices
        .iter()
        .flat_map(|choice| choices::members(choice))
        .filter(|member| places.aside(index, member).is_some())
        .map(|member| {
            let note = overlay.and_then(|overlay| overlay.note(member));
            note.map_or_else(|| words::label(member), |note| note.label.to_owned())
        })
        .collect();
    labels.dedup();
    labels
}

/// A value in words; never a secret.
fn told(field: &Field, value: &Value) -> String {
    if let Some(name) = value.as_env() {
        return format!("from ${name}");
    }
    match value {
        Value::List(items) => list(field, items),
        _ if field.secret => "a secret, not shown".to_owned(),
        Value::Bool(flag) => if *flag { "Yes" } else { "No" }.to_owned(),
        Value::String(text) if text.is_empty() => "(empty text)".to_owned(),
        Value::String(text) | Value::Number(text) => cut(text),
        Value::Null => "null".to_owned(),
        Value::Map(map) => {
            let parts = map.iter().map(|(name, value)| {
                let inner = match field.shape.member(name) {
                    Some(member) => field.member(member),
                    None => field.entry(name, field.shape),
                };
                match value {
                    // What is inside says enough.
                    Value::Map(_) if value.as_env().is_none() => told(&inner, value),
                    _ => format!("{} {}", inner.label(), told(&inner, value)),
                }
            });
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}

fn list(field: &Field, items: &[Value]) -> String {
    let crate::model::Kind::List(list) = &field.shape.kind else {
        return words::count(items.len(), "item");
    };
    let shown = items.iter().take(SHOWN).enumerate().map(|(index, item)| {
        let text = told(&field.item(index, list.item), item);
        match item {
            Value::Map(_) if !field.secret => format!("{}: {text}", index + 1),
            _ => text,
        }
    });
    let joint = if items.iter().any(|item| item.as_map().is_some()) {
        "; "
    } else {
        ", "
    };
    let more = (items.len() > SHOWN).then(|| format!("and {} more", items.len() - SHOWN));
    let all: Vec<String> = shown.chain(more).collect();
    if all.is_empty() {
        "(empty list)".to_owned()
    } else {
        all.join(joint)
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;

    fn lines(parameters: &str) -> Vec<String> {
        let mut resource = Resource::new("elasticache", "CreateReplicationGroup");
        resource.parameters = parse_json(parameters).expect("valid");
        let line =
            |group: &Group, line: &Line| format!("{}: {} = {}", group.title, line.label, line.text);
        groups(0, &resource)
            .iter()
            .flat_map(|group| {
                group
                    .lines
                    .iter()
                    .map(|shown| line(group, shown))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn everything_is_told_in_the_order_of_the_form() {
        let told = lines(
            r#"{"Tags":[{"Key":"env","Value":"dev"}],"Engine":"valkey","MultiAZEnabled":true,"Port":"63x","Odd":1,
            "NodeGroupConfiguration":[{"Slots":"0-16383","ReplicaCount":2}]}"#,
        );
        assert_eq!(
            told,
            [
                "Engine and mode: Engine = valkey",
                "Shards, replicas and failover: Multi-AZ = Yes",
                "Slots and keyspaces: Shard settings = 1: Slots 0-16383, Replicas of the shard 2",
                "Connectivity: Port = 63x",
                "Tags: Tags = 1: Tag key env, Tag value dev",
                "Not known to AWS: Odd = kept as written",
            ]
        );
    }

    #[test]
    fn no_secret_is_told() {
        assert_eq!(
            lines(r#"{"AuthToken":"hunter2!"}"#),
            ["Security: AUTH token = a secret, not shown"]
        );
        assert_eq!(
            lines(r#"{"AuthToken":{"$env":"TOKEN"}}"#),
            ["Security: AUTH token = from $TOKEN"]
        );
        let mut user = Resource::new("elasticache", "CreateUser");
        user.parameters = parse_json(r#"{"Passwords":["hunter2!",{"$env":"B"}]}"#).expect("valid");
        assert_eq!(
            groups(0, &user)[0].lines[0].text,
            "a secret, not shown; from $B"
        );
    }

    #[test]
    fn long_lists_and_texts_are_cut() {
        let many = format!("[{}]", vec!["\"a\""; 500].join(","));
        let told = lines(&format!(
            r#"{{"SnapshotArns":{many},"ReplicationGroupDescription":"{}"}}"#,
            "ä".repeat(1_000_000)
        ));
        assert!(told.iter().all(|line| line.len() < 1_000), "{told:?}");
        assert!(told[1].ends_with("and 488 more"));
    }
}
