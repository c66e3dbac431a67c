//! The walk over shape and value.

use std::collections::BTreeMap;

use regex_lite::Regex;

use super::pattern::Patterns;
use super::place::Place;
use super::{
    DEPRECATED, ENV_NAME, LENGTH, MISSING_MEMBER, NUL_CHARACTER, NULL, NUMBER, PATTERN, SIZE,
    TIMESTAMP, UNION, UNKNOWN_MEMBER, UNKNOWN_OPERATION, UNKNOWN_SERVICE, UNKNOWN_VALUE,
    WRONG_TYPE,
};
use crate::document::{Document, ENV_KEY, Edit, Map, Resource, Value, is_variable_name};
use crate::model::{Kind, Member, Range, SERVICES, Shape, Text, overlay};
use crate::rules::nearest::nearest;
use crate::rules::{Diagnostic, Fix, MOST_FINDINGS, Rule};

/// Walks every resource along its operation's input shape.
pub(crate) fn walk(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let mut walk = Walk {
        resource: 0,
        patterns: Patterns::default(),
        found: BTreeMap::new(),
        diagnostics,
    };
    for (index, resource) in document.resources.iter().enumerate() {
        walk.resource = index;
        walk.resource(resource);
    }
}

/// The walk's place and what it has found.
struct Walk<'a> {
    resource: usize,
    patterns: Patterns,
    /// How many findings of each rule each resource has.
    found: BTreeMap<(usize, &'static str), usize>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Walk<'_> {
    fn report(&mut self, at: &Place<'_>, rule: &'static Rule, message: String, fix: Option<Fix>) {
        let found = self.found.entry((self.resource, rule.code)).or_insert(0);
        *found += 1;
        if *found > MOST_FINDINGS {
            return;
        }
        self.diagnostics.push(Diagnostic {
            rule,
            resource: self.resource,
            path: at.path(),
            message,
            fix,
        });
    }

    /// Whether more findings of a rule would not be shown.
    fn is_full(&self, rule: &'static Rule) -> bool {
        let found = self.found.get(&(self.resource, rule.code));
        found.is_some_and(|found| *found >= MOST_FINDINGS)
    }

    fn resource(&mut self, resource: &Resource) {
        let Some(service) = resource.service() else {
            let known: Vec<&str> = SERVICES.iter().map(|service| service.id).collect();
            let fix = nearest(&resource.service, &known)
                .map(|name| self.operation_fix(name, &resource.operation));
            let message = format!(
                "there is no service “{}” here; known are {}",
                shown(&resource.service),
                known.join(", ")
            );
            return self.report(&Place::Root, &UNKNOWN_SERVICE, message, fix);
        };
        let Some(operation) = resource.operation() else {
            let names: Vec<&str> = service
                .operations
                .iter()
                .map(|operation| operation.name)
                .collect();
            let fix = nearest(&resource.operation, &names)
                .map(|name| self.operation_fix(&resource.service, name));
            let message = if resource.operation.is_empty() {
                "the resource names no operation".to_owned()
            } else {
                format!(
                    "{} has no operation “{}”",
                    service.title,
                    shown(&resource.operation)
                )
            };
            return self.report(&Place::Root, &UNKNOWN_OPERATION, message, fix);
        };
        self.value(&Place::Root, operation.input, &resource.parameters, false);
    }

    fn operation_fix(&self, service: &str, operation: &str) -> Fix {
        let title = format!("Change to {service} {operation}");
        let edit = Edit::Operation {
            resource: self.resource,
            service: service.into(),
            operation: operation.into(),
        };
        Fix {
            title,
            edits: vec![edit],
        }
    }

    fn set(&self, at: &Place<'_>, title: String, value: Value) -> Fix {
        Fix {
            title,
            edits: vec![Edit::set(self.resource, at.path(), value)],
        }
    }

    fn value(&mut self, at: &Place<'_>, shape: &'static Shape, value: &Value, secret: bool) {
        if matches!(value, Value::Null) {
            let fix = Fix {
                title: format!("Remove {}", at.path()),
                edits: vec![Edit::remove(self.resource, at.path())],
            };
            return self.report(at, &NULL, format!("{} is null", at.shown()), Some(fix));
        }
        if secret && value.get(ENV_KEY).is_some() {
            return self.env(at, value);
        }
        match (&shape.kind, value) {
            (Kind::Structure(members), Value::Map(_)) => self.structure(at, shape, members, value),
            (Kind::List(list), Value::List(items)) => {
                self.size(at, list.size, items.len());
                for (i, item) in items.iter().enumerate() {
                    self.value(&Place::Index(at, i), list.item, item, secret);
                }
            }
            (Kind::Map(map), Value::Map(entries)) => {
                self.size(at, map.size, entries.len());
                for (key, item) in entries.iter() {
                    let at = Place::Key(at, key);
                    if let Kind::String(text) = &map.key.kind {
                        self.text(&at, text, key, "the key ", false);
                    }
                    self.value(&at, map.value, item, secret);
                }
            }
            (Kind::String(text), Value::String(value)) => self.text(at, text, value, "", secret),
            // What it stands for is for the rules about deployments to judge.
            (Kind::String(_), Value::Map(_)) if value.as_ref_to().is_some() => {}
            (Kind::Integer(range), Value::Number(number)) => self.integer(at, *range, number),
            (Kind::Timestamp, Value::String(text)) if !is_timestamp(text) => {
                self.report(
                    at,
                    &TIMESTAMP,
                    format!("“{}” is no date and time", shown(text)),
                    None,
                );
            }
            (Kind::Boolean, Value::Bool(_))
            | (Kind::Double, Value::Number(_))
            | (Kind::Timestamp, Value::Number(_) | Value::String(_)) => {}
            _ => self.wrong_type(at, shape, value, secret),
        }
    }

    fn structure(
        &mut self,
        at: &Place<'_>,
        shape: &'static Shape,
        members: &'static [Member],
        value: &Value,
    ) {
        let Some(map) = value.as_map() else { return };
        for member in members
            .iter()
            .filter(|member| member.required && !map.contains(member.name))
        {
            let message = format!("{} is required", member.name);
            self.report(&Place::Key(at, member.name), &MISSING_MEMBER, message, None);
        }
        if shape.union && map.len() != 1 {
            let names: Vec<&str> = members.iter().map(|member| member.name).collect();
            self.report(
                at,
                &UNION,
                format!(
                    "{} takes exactly one of {}, found {}",
                    at.shown(),
                    names.join(", "),
                    map.len()
                ),
                None,
            );
        }
        for (name, value) in map.iter() {
            let at = Place::Key(at, name);
            match shape.member(name) {
                Some(member) => {
                    if member.deprecated {
                        self.report(&at, &DEPRECATED, format!("{name} is deprecated"), None);
                    }
                    self.value(&at, member.shape, value, overlay::is_secret(member));
                }
                None => self.unknown_member(&at, name, members, map),
            }
        }
    }

    fn unknown_member(
        &mut self,
        at: &Place<'_>,
        name: &str,
        members: &'static [Member],
        map: &Map,
    ) {
        if self.is_full(&UNKNOWN_MEMBER) {
            return;
        }
        let names: Vec<&str> = members.iter().map(|member| member.name).collect();
        let known = nearest(name, &names);
        let message = match known {
            Some(known) => format!(
                "there is no parameter {}; the nearest is {known}",
                shown(name)
            ),
            None => format!("there is no parameter {}", shown(name)),
        };
        // A rename onto a member that is there would lose what it holds.
        let fix = known.filter(|known| !map.contains(known)).map(|known| Fix {
            title: format!("Rename to {known}"),
            edits: vec![Edit::rename(self.resource, at.path(), known)],
        });
        self.report(at, &UNKNOWN_MEMBER, message, fix);
    }

    fn wrong_type(&mut self, at: &Place<'_>, shape: &'static Shape, value: &Value, secret: bool) {
        let expected = type_name(&shape.kind);
        let mut message = format!(
            "{} is to be {expected}, found {}",
            at.shown(),
            value.type_name()
        );
        if value.get(ENV_KEY).is_some() {
            message = format!(
                "{} is no secret, so it is written as {expected}, not taken from the environment",
                at.shown()
            );
        }
        let fix = converted(&shape.kind, value).filter(|_| !secret);
        let fix = fix.map(|value| {
            self.set(
                at,
                format!("Write it as {}", shown(&value.to_json())),
                value,
            )
        });
        self.report(at, &WRONG_TYPE, message, fix);
    }

    fn env(&mut self, at: &Place<'_>, value: &Value) {
        match value.as_env() {
            Some(name) if is_variable_name(name) => {}
            Some(name) => {
                let fix = self.set(
                    at,
                    "Rename the variable".to_owned(),
                    Value::env(&env_name(name)),
                );
                self.report(
                    at,
                    &ENV_NAME,
                    format!(
                        "“{}” cannot be the name of an environment variable",
                        shown(name)
                    ),
                    Some(fix),
                );
            }
            None => self.report(
                at,
                &WRONG_TYPE,
                format!("{} is to be text or {{\"$env\": \"NAME\"}}", at.shown()),
                None,
            ),
        }
    }

    fn size(&mut self, at: &Place<'_>, range: Range, size: usize) {
        if let Some(bound) = outside(range, i64::try_from(size).unwrap_or(i64::MAX)) {
            self.report(
                at,
                &SIZE,
                format!("{} has {size} entries; {bound}", at.shown()),
                None,
            );
        }
    }

    fn integer(&mut self, at: &Place<'_>, range: Range, number: &str) {
        match number.parse::<i64>() {
            Ok(n) => {
                if let Some(bound) = outside(range, n) {
                    let nearest = n.clamp(range.min.unwrap_or(n), range.max.unwrap_or(n));
                    let fix = self.set(at, format!("Set it to {nearest}"), Value::integer(nearest));
                    self.report(
                        at,
                        &NUMBER,
                        format!("{n} is out of range; {bound}"),
                        Some(fix),
                    );
                } else if i32::try_from(n).is_err() {
                    self.report(
                        at,
                        &NUMBER,
                        format!("{n} does not fit an integer of 32 bits"),
                        None,
                    );
                }
            }
            Err(_) => self.report(
                at,
                &WRONG_TYPE,
                format!(
                    "{} is to be a whole number, found {}",
                    at.shown(),
                    shown(number)
                ),
                None,
            ),
        }
    }

    /// `what` goes before the value in messages. A secret's text is never shown.
    fn text(&mut self, at: &Place<'_>, text: &'static Text, value: &str, what: &str, secret: bool) {
        let quoted = || {
            if secret {
                "the secret".to_owned()
            } else {
                format!("{what}“{}”", shown(value))
            }
        };
        if value.bytes().any(|byte| byte == 0) {
            self.report(
                at,
                &NUL_CHARACTER,
                format!("{} holds the character U+0000", quoted()),
                None,
            );
        }
        if !text.values.is_empty() {
            if !text.values.contains(&value) {
                let fix = nearest(value, text.values)
                    .map(|known| self.set(at, format!("Change to {known}"), Value::string(known)));
                self.report(
                    at,
                    &UNKNOWN_VALUE,
                    format!("{} is none of {}", quoted(), text.values.join(", ")),
                    fix,
                );
            }
            return;
        }
        let length = || i64::try_from(value.chars().count()).unwrap_or(i64::MAX);
        let bounded = text.length.min.is_some() || text.length.max.is_some();
        if let Some(bound) = bounded.then(|| outside(text.length, length())).flatten() {
            let length = length();
            return self.report(
                at,
                &LENGTH,
                format!("{} has {length} characters; {bound}", quoted()),
                None,
            );
        }
        if let Some(pattern) = text.pattern
            && !self.patterns.matches(pattern, value)
        {
            self.report(
                at,
                &PATTERN,
                format!("{} does not match the pattern {pattern}", quoted()),
                None,
            );
        }
    }
}

/// The bound that a number breaks, in words.
fn outside(range: Range, n: i64) -> Option<String> {
    match (range.min, range.max) {
        (Some(min), _) if n < min => Some(format!("at least {min} are needed")),
        (_, Some(max)) if n > max => Some(format!("at most {max} are allowed")),
        _ => None,
    }
}

fn type_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Structure(_) | Kind::Map(_) => "an object",
        Kind::List(_) => "a list",
        Kind::String(_) => "text",
        Kind::Integer(_) => "a whole number",
        Kind::Double => "a number",
        Kind::Boolean => "true or false",
        Kind::Timestamp => "a date and time",
    }
}

/// The value as the kind takes it, where that is plain: `"6379"` as `6379`, `"a"` as `["a"]`.
fn converted(kind: &Kind, value: &Value) -> Option<Value> {
    match (kind, value) {
        (Kind::String(_), Value::Number(text)) => Some(Value::String(text.clone())),
        (Kind::String(_), Value::Bool(flag)) => Some(Value::string(flag.to_string())),
        (Kind::Integer(_), Value::String(text)) => text.trim().parse().ok().map(Value::integer),
        (Kind::Boolean, Value::String(text)) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(Value::Bool(true)),
            "false" | "no" | "off" => Some(Value::Bool(false)),
            _ => None,
        },
        (Kind::List(list), Value::Map(map)) if matches!(list.item.kind, Kind::Structure(_)) => {
            let item = list.item;
            if map.iter().all(|(name, _)| item.member(name).is_some()) {
                return Some(Value::list([value.clone()]));
            }
            // A map from key to value, where a list of pairs is taken.
            let pairs = map.iter().map(|(key, value)| {
                let key = ("Key".into(), Value::String(key.clone()));
                Value::map([key, ("Value".into(), value.clone())])
            });
            let paired = item.member("Key").is_some() && item.member("Value").is_some();
            paired.then(|| Value::list(pairs))
        }
        (Kind::List(list), Value::String(_)) if matches!(list.item.kind, Kind::String(_)) => {
            Some(Value::list([value.clone()]))
        }
        _ => None,
    }
}

/// Text for a message: long text is cut, control characters are escaped.
pub(crate) fn shown(text: &str) -> String {
    const LIMIT: usize = 60;
    let mut acc: String = text
        .chars()
        .take(LIMIT)
        .flat_map(|c| {
            if c.is_control() {
                c.escape_default().collect::<Vec<_>>()
            } else {
                vec![c]
            }
        })
        .collect();
    if text.chars().nth(LIMIT).is_some() {
        acc.push('…');
    }
    acc
}

/// The nearest usable name.
fn env_name(name: &str) -> String {
    let acc: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .take(64)
        .collect();
    if acc.is_empty() || acc.starts_with(|c: char| c.is_ascii_digit()) {
        format!("SECRET_{acc}")
    } else {
        acc
    }
}

/// ISO 8601 with a date at least, or seconds since 1970.
fn is_timestamp(text: &str) -> bool {
    let date = Regex::new(
        r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$|^\d+(\.\d+)?$",
    );
    date.is_ok_and(|date| date.is_match(text))
}
