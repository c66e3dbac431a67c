//! JSON text to values and back.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

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
    serde_json::from_str(text).map_err(|error: serde_json::Error| {
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

/// The name under which `serde_json` hands over a number as it was typed (its feature `arbitrary_precision`).
const NUMBER: &str = "$serde_json::private::Number";

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Reader(&Texts::default()).deserialize(deserializer)
    }
}

/// Texts that were read lately, to share: large documents are made of the same names and zones.
#[derive(Debug)]
pub struct Texts(RefCell<Vec<Rc<str>>>);

impl Default for Texts {
    fn default() -> Self {
        Self(RefCell::new(vec!["".into(); Self::SLOTS]))
    }
}

impl Texts {
    const SLOTS: usize = 128;
    /// Longer texts are rarely said twice.
    const LONGEST: usize = 40;

    /// The text, shared with one that was read before.
    pub fn share(&self, text: &str) -> Rc<str> {
        if text.len() > Self::LONGEST {
            return text.into();
        }
        // Texts of one slot replace each other.
        let hash = text.bytes().fold(0_usize, |hash, byte| {
            hash.wrapping_mul(31).wrapping_add(byte.into())
        });
        let slot = &mut self.0.borrow_mut()[hash % Self::SLOTS];
        if &**slot != text {
            *slot = text.into();
        }
        slot.clone()
    }
}

/// Makes values of what `serde_json` reads, without values of its own in between.
#[derive(Clone, Copy)]
struct Reader<'a>(&'a Texts);

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(self.0.share(&number.to_string())))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(self.0.share(&number.to_string())))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(self.0.share(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut acc = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            acc.push(item);
        }
        Ok(Value::List(Rc::new(acc)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut acc: Vec<(Rc<str>, Value)> = Vec::new();
        let mut places = BTreeMap::new();
        while let Some(key) = entries.next_key_seed(Name(self.0))? {
            if acc.is_empty() && &*key == NUMBER {
                return Ok(Value::Number(entries.next_value_seed(Name(self.0))?));
            }
            let value = entries.next_value_seed(self)?;
            // Few names are looked through, many are looked up.
            let known = if acc.len() < 16 {
                acc.iter().position(|(name, _)| *name == key)
            } else {
                if places.is_empty() {
                    places.extend(
                        acc.iter()
                            .enumerate()
                            .map(|(at, (name, _))| (name.clone(), at)),
                    );
                }
                places.get(&key).copied()
            };
            if let Some(at) = known {
                acc[at].1 = value;
            } else {
                if !places.is_empty() {
                    places.insert(key.clone(), acc.len());
                }
                acc.push((key, value));
            }
        }
        Ok(Value::Map(Rc::new(acc.into_iter().collect::<Map>())))
    }
}

/// Reads a name, or the text of a number.
struct Name<'a>(&'a Texts);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Rc<str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Rc<str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Rc<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Rc<str>, E> {
        Ok(self.0.share(text))
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
