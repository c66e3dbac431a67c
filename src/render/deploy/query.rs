//! Expressions of `JMESPath` that ask AWS's answer whether it is what was asked for.

use crate::deploy::Thing;
use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::render::quote::Json;

/// The names of the members in which what exists differs from what is asked for; none where nothing can be compared.
pub(super) fn differences(thing: &Thing<'_>, style: Json) -> Option<String> {
    let parts: Vec<String> = thing
        .asked()
        .into_iter()
        .map(|(member, answer, value)| {
            let name = literal(&Value::string(member), style);
            let value = lowered(member, value);
            if value.as_list().is_some() {
                let empty = literal(&Value::list([]), style);
                let value = literal(&value, style);
                format!("sort({answer} || {empty}) != sort({value}) && {name}")
            } else {
                format!("{answer} != {} && {name}", literal(&value, style))
            }
        })
        .collect();
    if parts.is_empty() {
        return None;
    }
    let of = if thing.kind.list.is_empty() {
        String::new()
    } else {
        format!("{}[0].", thing.kind.list)
    };
    Some(format!("{of}[{}][?@]", parts.join(", ")))
}

/// Whether a description is that of a thing whose name AWS chooses, and with `living` is not being removed; none where
/// nothing tells it from others.
pub(super) fn recognized(thing: &Thing<'_>, living: bool, style: Json) -> Option<String> {
    let text = |text: &str| literal(&Value::string(text), style);
    let mut parts: Vec<String> = Vec::new();
    for (key, value) in thing.tags() {
        let mut name = String::new();
        style.push_string(&mut name, key);
        parts.push(format!("tags.{name} == {}", text(value)));
    }
    if let Some((path, target)) = thing.target() {
        parts.push(format!("{} == {}", path.join("."), text(target)));
    }
    if let Some(suffix) = thing.suffix() {
        parts.push(format!("ends_with({}, {})", thing.kind.name, text(&suffix)));
        if let Some(primary) = thing
            .request
            .parameters
            .text(n::PRIMARY_REPLICATION_GROUP_ID)
        {
            let primary = text(&primary.to_lowercase());
            parts.push(format!("Members[?ReplicationGroupId == {primary}]"));
        }
    }
    if parts.is_empty() {
        return None;
    }
    if living {
        let going: &[&str] = if thing.kind.service == "dsql" {
            &["PENDING_DELETE", "DELETING", "DELETED"]
        } else {
            &["deleting"]
        };
        for state in going {
            parts.push(format!("{} != {}", thing.kind.status.0, text(state)));
        }
    }
    Some(parts.join(" && "))
}

/// The state of a thing that is there, stays, and cannot be changed yet; nothing of any other.
pub(super) fn unsettled(thing: &Thing<'_>, style: Json) -> String {
    let (status, ready) = thing.kind.status;
    let text = |text: &str| literal(&Value::string(text), style);
    let other = |state: &&str| format!("{status} != {}", text(state));
    let mut open: String = ready.iter().map(other).collect::<Vec<_>>().join(" && ");
    if thing.kind.list == "ReplicationGroups" {
        open = format!("({open} || GlobalReplicationGroupInfo.GlobalReplicationGroupMemberRole)");
    }
    let going = text("deleting");
    format!(
        "{}[?{status} != {going} && {open}].[{status}]",
        thing.kind.list
    )
}

/// AWS writes engines and the ids of users and groups in lower case.
fn lowered(member: &str, value: &Value) -> Value {
    let lower = member == "Engine" || member.ends_with("Id") || member.ends_with("Ids");
    match value {
        Value::String(text) if lower => Value::string(text.to_lowercase()),
        Value::List(items) => Value::list(items.iter().map(|item| lowered(member, item))),
        other => other.clone(),
    }
}

/// A literal: JSON between backticks, of strings that keep plain characters only.
fn literal(value: &Value, style: Json) -> String {
    let mut acc = String::from("`");
    push(&mut acc, value, style);
    acc.push('`');
    acc
}

fn push(acc: &mut String, value: &Value, style: Json) {
    match value {
        Value::String(text) => style.push_string(acc, text),
        Value::Number(text) => style.push_number(acc, text),
        Value::List(items) => {
            acc.push('[');
            for (i, item) in items.iter().enumerate() {
                acc.push_str(if i > 0 { "," } else { "" });
                push(acc, item, style);
            }
            acc.push(']');
        }
        Value::Bool(flag) => acc.push_str(if *flag { "true" } else { "false" }),
        Value::Null | Value::Map(_) => acc.push_str("null"),
    }
}
