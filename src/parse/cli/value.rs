//! The words of an option as the value of its member: text, JSON or shorthand.

use std::rc::Rc;

use super::shorthand;
use crate::document::{Map, Value, parse_json};
use crate::model::{Kind, Shape};
use crate::parse::words::{Word, unmarked, value_of, with_references};
use crate::parse::{ParseError, Place, tree};

/// Reads the words of an option.
pub(super) fn read(shape: &'static Shape, words: &[Word]) -> Result<Value, ParseError> {
    match &shape.kind {
        Kind::List(list) => {
            if let [only] = words
                && only.text.trim_start().starts_with('[')
            {
                return json(only);
            }
            let items = words
                .iter()
                .map(|word| one(list.item, word))
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Value::list(items))
        }
        _ => words
            .first()
            .map_or(Ok(Value::string("")), |word| one(shape, word)),
    }
}

fn one(shape: &'static Shape, word: &Word) -> Result<Value, ParseError> {
    match &shape.kind {
        Kind::Structure(_) | Kind::Map(_) | Kind::List(_) => {
            if word.text.trim_start().starts_with(['{', '[']) {
                return json(word);
            }
            let value = shorthand::parse(&word.text).map_err(|error| ParseError {
                place: Place {
                    line: word.place.line,
                    column: word.place.column + error.at,
                },
                message: error.message,
            })?;
            Ok(fitted(shape, value))
        }
        _ => Ok(leaf(shape, &word.text)),
    }
}

/// Reads a word of JSON.
pub(super) fn json(word: &Word) -> Result<Value, ParseError> {
    let value = parse_json(&word.text).map_err(|error| {
        let column = if error.line == 1 {
            word.place.column + error.column
        } else {
            error.column
        };
        let place = Place {
            line: word.place.line + error.line - 1,
            column,
        };
        ParseError {
            place,
            message: format!("the JSON is not valid: {}", error.message),
        }
    })?;
    Ok(with_references(&value))
}

/// Reads a word of YAML.
pub(super) fn yaml(word: &Word, shape: &'static Shape) -> Result<Value, ParseError> {
    let nodes = tree::read(&word.text).map_err(|error| ParseError {
        place: Place {
            line: word.place.line + error.place.line - 1,
            column: error.place.column,
        },
        message: error.message,
    })?;
    match &nodes[..] {
        [node] => Ok(with_references(&node.value(Some(shape)))),
        _ => Ok(Value::Null),
    }
}

/// Text as a number or boolean where the shape is one.
pub(in crate::parse) fn leaf(shape: &Shape, text: &str) -> Value {
    // As JSON spells it, so that one number is one text everywhere.
    let number = || {
        parse_json(text)
            .ok()
            .filter(|value| matches!(value, Value::Number(_)))
    };
    match (&shape.kind, text.trim()) {
        (Kind::Integer(_) | Kind::Double, _) => number().unwrap_or_else(|| value_of(text)),
        (Kind::Boolean, "true" | "True") => Value::Bool(true),
        (Kind::Boolean, "false" | "False") => Value::Bool(false),
        _ => value_of(text),
    }
}

/// Shorthand has texts, lists and objects only: single texts become lists, texts numbers and booleans, where
/// the shape has them.
fn fitted(shape: &'static Shape, value: Value) -> Value {
    match (&shape.kind, value) {
        (Kind::Structure(_) | Kind::Map(_), Value::Map(map)) => {
            let entries = map.iter().map(|(key, value)| {
                let value = match shape.child(key) {
                    Some(child) => fitted(child, value.clone()),
                    None => with_references(value),
                };
                (Rc::from(unmarked(key)), value)
            });
            Value::Map(Rc::new(entries.collect::<Map>()))
        }
        (Kind::List(list), Value::List(items)) => {
            Value::list(items.iter().map(|item| fitted(list.item, item.clone())))
        }
        (Kind::List(list), other) => Value::list([fitted(list.item, other)]),
        (_, Value::String(text)) => leaf(shape, &text),
        (_, other) => with_references(&other),
    }
}
