//! YAML texts without quotes: YAML 1.2's core schema, and the shape where it says more.

use std::rc::Rc;

use crate::document::{Value, parse_json};
use crate::model::{Kind, Shape};

pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// A text without quotes as a value. Numbers stay as typed; what is no number in JSON stays text.
pub(super) fn value(text: &Rc<str>, shape: Option<&'static Shape>) -> Value {
    let kind = shape.map(|shape| &shape.kind);
    let is_flag = matches!(kind, Some(Kind::Boolean));
    match (kind, &**text) {
        (_, text) if is_null(text) => Value::Null,
        (Some(Kind::String(_) | Kind::Timestamp), _) => Value::String(text.clone()),
        (_, "true" | "True" | "TRUE") => Value::Bool(true),
        (_, "false" | "False" | "FALSE") => Value::Bool(false),
        // YAML 1.1's, which templates are written in.
        (_, "yes" | "Yes" | "on" | "On" | "no" | "No" | "off" | "Off") if is_flag => {
            Value::Bool(text.starts_with(['y', 'Y']) || text.eq_ignore_ascii_case("on"))
        }
        _ => number(text).unwrap_or_else(|| Value::String(text.clone())),
    }
}

fn number(text: &Rc<str>) -> Option<Value> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || ['+', '-', '.'].contains(&c)) {
        return None;
    }
    let json = |text: &str| {
        let value = parse_json(text).ok();
        value.filter(|value| matches!(value, Value::Number(_)))
    };
    if let Some(value) = json(text) {
        return Some(value);
    }
    let radix = |prefix, radix| {
        let digits: &str = text.strip_prefix(prefix)?;
        i64::from_str_radix(digits, radix).ok().map(Value::integer)
    };
    if let Some(value) = radix("0x", 16).or_else(|| radix("0o", 8)) {
        return Some(value);
    }
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let rewritten = if unsigned.starts_with('.') {
        format!("0{unsigned}")
    } else {
        unsigned.to_owned()
    };
    json(&rewritten)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model;

    #[test]
    fn texts_without_quotes_are_what_yaml_says() {
        for (text, expected) in [
            ("", "null"),
            ("~", "null"),
            ("true", "true"),
            ("False", "false"),
            ("yes", r#""yes""#),
            ("6379", "6379"),
            ("-1.50", "-1.50"),
            ("1e3", "1e+3"),
            ("+5", "5"),
            (".5", "0.5"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("0001", r#""0001""#),
            ("2026-11-21", r#""2026-11-21""#),
            (".inf", r#"".inf""#),
            ("-", r#""-""#),
            ("5.0.6", r#""5.0.6""#),
        ] {
            assert_eq!(value(&text.into(), None).to_json(), expected, "{text}");
        }
    }

    #[test]
    fn the_shape_says_what_is_text() {
        let input = model::operation("elasticache", "CreateReplicationGroup").map(|o| o.input);
        let read = |member: &str, text: &str| {
            let shape = input.and_then(|input| input.child(member));
            value(&text.into(), shape).to_json()
        };
        assert_eq!(read("EngineVersion", "7.0"), r#""7.0""#);
        assert_eq!(read("Port", "7000"), "7000");
        assert_eq!(read("MultiAZEnabled", "on"), "true");
        assert_eq!(read("Engine", "null"), "null");
    }
}
