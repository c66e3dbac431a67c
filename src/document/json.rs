//! JSON text to values and back.

use std::fmt;
use std::rc::Rc;

use super::{Map, Value};

/// Why a text is no JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// What is wrong, without the place.
    pub message: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} at line {}, column {}",
            self.message, self.line, self.column
        )
    }
}

/// Reads JSON text. Of several members with one name the last one counts, as in every other JSON reader.
pub fn parse_json(text: &str) -> Result<Value, JsonError> {
    serde_json::from_str(text).map(from_serde).map_err(|error| {
        let whole = error.to_string();
        let message = whole
            .rsplit_once(" at line ")
            .map_or(whole.as_str(), |(message, _)| message);
        // Column 0 is the line end before it.
        let (line, column) = match (error.line(), error.column()) {
            (line, 0) if line > 1 => (
                line - 1,
                text.lines()
                    .nth(line - 2)
                    .map_or(0, |line| line.chars().count())
                    + 1,
            ),
            (line, column) => (line, column.max(1)),
        };
        JsonError {
            message: message.to_owned(),
            line,
            column,
        }
    })
}

fn from_serde(value: serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(flag) => Value::Bool(flag),
        serde_json::Value::Number(number) => Value::Number(number.to_string().into()),
        serde_json::Value::String(text) => Value::String(text.into()),
        serde_json::Value::Array(items) => Value::list(items.into_iter().map(from_serde)),
        serde_json::Value::Object(entries) => Value::Map(Rc::new(
            entries
                .into_iter()
                .map(|(key, value)| (key.into(), from_serde(value)))
                .collect::<Map>(),
        )),
    }
}

impl Value {
    /// Compact JSON: `{"Port":6379}`.
    pub fn to_json(&self) -> String {
        let mut acc = String::new();
        self.write_json(&mut acc, None);
        acc
    }

    /// JSON with an indent of two spaces.
    pub fn to_pretty_json(&self) -> String {
        let mut acc = String::new();
        self.write_json(&mut acc, Some(0));
        acc
    }

    /// `indent` is the current depth of pretty JSON, `None` for compact JSON.
    fn write_json(&self, acc: &mut String, indent: Option<usize>) {
        match self {
            Self::Null => acc.push_str("null"),
            Self::Bool(flag) => acc.push_str(if *flag { "true" } else { "false" }),
            Self::Number(text) => acc.push_str(text),
            Self::String(text) => push_json_string(acc, text),
            Self::List(items) => {
                acc.push('[');
                for (i, item) in items.iter().enumerate() {
                    separate(acc, i, indent);
                    item.write_json(acc, indent.map(|depth| depth + 1));
                }
                close(acc, items.is_empty(), indent, ']');
            }
            Self::Map(map) => {
                acc.push('{');
                for (i, (key, value)) in map.iter().enumerate() {
                    separate(acc, i, indent);
                    push_json_string(acc, key);
                    acc.push_str(if indent.is_some() { ": " } else { ":" });
                    value.write_json(acc, indent.map(|depth| depth + 1));
                }
                close(acc, map.is_empty(), indent, '}');
            }
        }
    }
}

fn separate(acc: &mut String, i: usize, indent: Option<usize>) {
    if i > 0 {
        acc.push(',');
    }
    if let Some(depth) = indent {
        acc.push('\n');
        acc.extend(std::iter::repeat_n("  ", depth + 1));
    }
}

fn close(acc: &mut String, empty: bool, indent: Option<usize>, bracket: char) {
    if let (Some(depth), false) = (indent, empty) {
        acc.push('\n');
        acc.extend(std::iter::repeat_n("  ", depth));
    }
    acc.push(bracket);
}

/// Appends a JSON string literal.
pub fn push_json_string(acc: &mut String, text: &str) {
    acc.push('"');
    for c in text.chars() {
        match c {
            '"' => acc.push_str("\\\""),
            '\\' => acc.push_str("\\\\"),
            '\n' => acc.push_str("\\n"),
            '\r' => acc.push_str("\\r"),
            '\t' => acc.push_str("\\t"),
            c if (c as u32) < 0x20 || c == '\u{7f}' => {
                acc.push_str("\\u00");
                for n in [c as u32 >> 4, c as u32 & 15] {
                    acc.extend(char::from_digit(n, 16));
                }
            }
            c => acc.push(c),
        }
    }
    acc.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_written_as_it_was_read() {
        for text in [
            r#"{"b":[1,1.50,1e+999,-0],"a":{"x":null,"y":true},"c":"\"\\\n\u0001é"}"#,
            "[]",
            "{}",
            "\"\"",
        ] {
            assert_eq!(parse_json(text).expect("valid").to_json(), text);
        }
        assert_eq!(
            parse_json("{\"a\":[1,{}]}")
                .expect("valid")
                .to_pretty_json(),
            "{\n  \"a\": [\n    1,\n    {}\n  ]\n}"
        );
    }

    #[test]
    fn errors_say_where() {
        let error = parse_json("{\n  \"a\": tru\n}").expect_err("invalid");
        assert_eq!(
            (error.line, error.to_string().contains("line 2")),
            (2, true)
        );
        assert!(parse_json(&"[".repeat(100_000)).is_err());
    }
}
