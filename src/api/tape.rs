//! Values as a tape of numbers beside one text, which cross the JavaScript boundary in one go.
//!
//! Both directions describe a value relative to the document that is held: what it shares with it is
//! named, not sent. `scripts/pkg/documents.js` says what the words mean.

use std::rc::Rc;

use crate::document::{Document, Map, Texts, Value};
use crate::rules::{Diagnostic, Rule, Severity};

const NULL: i32 = 0;
const FALSE: i32 = 1;
const TRUE: i32 = 2;
const INTEGER: i32 = 3;
const NUMBER: i32 = 4;
const TEXT: i32 = 5;
const LIST: i32 = 6;
const MAP: i32 = 7;
const NAMES: i32 = 8;
const KEEP: i32 = 9;
const CHANGED: i32 = 10;
const OBJECT: i32 = 11;

/// Reads a value, described relative to `held`; `None` where the tape is not one of ours.
pub(super) fn read(words: &[i32], text: &str, held: &Value) -> Option<Value> {
    let mut reader = Reader {
        words,
        text,
        names: Vec::new(),
        texts: Texts::default(),
    };
    reader.value(Some(held))
}

struct Reader<'a> {
    /// What is still to be read.
    words: &'a [i32],
    text: &'a str,
    /// The lists of names that objects on the tape have.
    names: Vec<Vec<Rc<str>>>,
    texts: Texts,
}

impl Reader<'_> {
    fn word(&mut self) -> Option<i32> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(*first)
    }

    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.word()?).ok()
    }

    fn text(&mut self) -> Option<Rc<str>> {
        let size = self.size()?;
        let (text, rest) = self.text.split_at_checked(size)?;
        self.text = rest;
        Some(self.texts.share(text))
    }

    /// `held` is what is held at the same place.
    fn value(&mut self, held: Option<&Value>) -> Option<Value> {
        loop {
            let word = self.word()?;
            return Some(match word {
                NULL => Value::Null,
                FALSE => Value::Bool(false),
                TRUE => Value::Bool(true),
                INTEGER => {
                    let number = self.word()?;
                    Value::Number(match number {
                        0..10 => self.texts.share(&"0123456789"[digit(number)..][..1]),
                        _ => number.to_string().into(),
                    })
                }
                NUMBER => Value::Number(self.text()?),
                TEXT => Value::String(self.text()?),
                LIST => {
                    let size = self.size()?;
                    Value::List(Rc::new(self.children(size, held)?))
                }
                MAP => {
                    let names = self.size()?;
                    let size = self.names.get(names)?.len();
                    let values = self.children(size, held)?;
                    let names = self.names.get(names)?.iter().cloned();
                    Value::Map(Rc::new(names.zip(values).collect::<Map>()))
                }
                NAMES => {
                    let size = self.size()?;
                    let names: Option<Vec<_>> = (0..size).map(|_| self.text()).collect();
                    self.names.push(names?);
                    continue;
                }
                _ => return None,
            });
        }
    }

    fn children(&mut self, size: usize, held: Option<&Value>) -> Option<Vec<Value>> {
        // Each child is at least a word or part of a run that is held.
        let mut acc = Vec::with_capacity(size.min(self.words.len()));
        while acc.len() < size {
            match *self.words.first()? {
                KEEP => {
                    self.word()?;
                    let (at, run) = (self.size()?, self.size()?);
                    for place in at..at.checked_add(run)? {
                        acc.push(child(held?, place)?.clone());
                    }
                }
                CHANGED => {
                    self.word()?;
                    let place = self.size()?;
                    acc.push(self.value(Some(child(held?, place)?))?);
                }
                _ => acc.push(self.value(None)?),
            }
        }
        (acc.len() == size).then_some(acc)
    }
}

fn digit(number: i32) -> usize {
    usize::try_from(number).unwrap_or_default()
}

fn child(value: &Value, place: usize) -> Option<&Value> {
    match value {
        Value::List(items) => items.get(place),
        Value::Map(map) => map.at(place).map(|(_, value)| value),
        _ => None,
    }
}

/// Writes diagnostics: the rules that made them, then each with its fixed document, described
/// relative to `held`, the value of which `document` was read.
pub(super) fn diagnostics(
    found: &[Diagnostic],
    document: &Document,
    held: &Value,
) -> (Vec<i32>, String) {
    let mut rules: Vec<&'static Rule> = found.iter().map(|found| found.rule).collect();
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    let mut writer = Writer::default();
    writer.size(rules.len());
    for rule in &rules {
        let severity = match rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        for text in [rule.code, rule.name, severity, rule.why, rule.source] {
            writer.text(text);
        }
    }
    writer.size(found.len());
    for found in found {
        let rule = rules.binary_search_by_key(&found.rule.code, |rule| rule.code);
        writer.size(rule.unwrap_or_default());
        writer.size(found.resource);
        writer.text(&found.path.to_string());
        writer.text(&found.message);
        if let Some(fix) = &found.fix {
            writer.words.push(TRUE);
            writer.text(&fix.title);
            writer.value(&document.with_edits(&fix.edits).to_value(), Some(held));
        } else {
            writer.words.push(FALSE);
        }
    }
    (writer.words, writer.acc)
}

#[derive(Default)]
struct Writer {
    words: Vec<i32>,
    acc: String,
}

impl Writer {
    fn size(&mut self, size: usize) {
        self.words.push(i32::try_from(size).unwrap_or(i32::MAX));
    }

    /// JavaScript counts texts in units of UTF-16.
    fn text(&mut self, text: &str) {
        self.acc.push_str(text);
        self.size(if text.is_ascii() {
            text.len()
        } else {
            text.encode_utf16().count()
        });
    }

    fn value(&mut self, value: &Value, held: Option<&Value>) {
        match value {
            Value::Null => self.words.push(NULL),
            Value::Bool(flag) => self.words.push(if *flag { TRUE } else { FALSE }),
            Value::Number(text) => {
                if let Ok(number) = text.parse() {
                    self.words.extend([INTEGER, number]);
                } else {
                    self.words.push(NUMBER);
                    self.text(text);
                }
            }
            Value::String(text) => {
                self.words.push(TEXT);
                self.text(text);
            }
            Value::List(items) => {
                self.words.push(LIST);
                self.size(items.len());
                let known = held.and_then(Value::as_list).unwrap_or_default();
                // An item that is gone shifts those after it.
                let (mut i, mut shift) = (0, 0);
                while i < items.len() {
                    let shared = |from: usize| {
                        let pairs = items[i..].iter().zip(known.iter().skip(from));
                        pairs.take_while(|(item, was)| is_shared(item, was)).count()
                    };
                    let mut run = shared(i + shift);
                    if run == 0 {
                        run = shared(i + shift + 1);
                        shift += usize::from(run > 0);
                    }
                    if run > 0 {
                        self.keep(i + shift, run);
                        i += run;
                    } else {
                        self.child(&items[i], known.get(i + shift), i + shift);
                        i += 1;
                    }
                }
            }
            Value::Map(map) => {
                self.words.push(OBJECT);
                self.size(map.len());
                let known = held.and_then(Value::as_map);
                for (i, (name, value)) in map.iter().enumerate() {
                    self.text(name);
                    let place = known.and_then(|known| place(known, name, i));
                    let was = place.and_then(|place| child(held?, place));
                    self.child(value, was, place.unwrap_or_default());
                }
            }
        }
    }

    fn child(&mut self, value: &Value, was: Option<&Value>, place: usize) {
        match was {
            Some(was) if is_shared(value, was) => self.keep(place, 1),
            Some(Value::List(_) | Value::Map(_))
                if matches!(value, Value::List(_) | Value::Map(_)) =>
            {
                self.words.push(CHANGED);
                self.size(place);
                self.value(value, was);
            }
            _ => self.value(value, None),
        }
    }

    fn keep(&mut self, place: usize, run: usize) {
        self.words.push(KEEP);
        self.size(place);
        self.size(run);
    }
}

/// Whether a value is the one that is held, at the same address.
fn is_shared(value: &Value, held: &Value) -> bool {
    match (value, held) {
        (Value::List(a), Value::List(b)) => Rc::ptr_eq(a, b),
        (Value::Map(a), Value::Map(b)) => Rc::ptr_eq(a, b),
        (Value::String(a), Value::String(b)) | (Value::Number(a), Value::Number(b)) => {
            Rc::ptr_eq(a, b)
        }
        _ => false,
    }
}

/// Where a map has a name that stood at `near` or is soon found.
fn place(known: &Map, name: &str, near: usize) -> Option<usize> {
    let is = |place: &usize| known.at(*place).is_some_and(|(known, _)| **known == *name);
    [near, near + 1]
        .into_iter()
        .chain(0..known.len().min(64))
        .find(is)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;

    #[test]
    fn a_damaged_tape_is_refused() {
        let held = parse_json(r#"{"a":[1,2]}"#).expect("JSON");
        for words in [
            &[][..],
            &[12],
            &[LIST, 2, NULL],
            &[LIST, -1],
            &[LIST, i32::MAX],
            &[TEXT, 3],
            &[MAP, 0],
            &[LIST, 1, KEEP, 0, 2],
            &[LIST, 1, KEEP, 0, 1, NULL],
            &[LIST, 1, KEEP, 5, 1],
            &[NAMES, 1, 1],
        ] {
            let read = read(words, "é", &held);
            assert!(
                read.is_none() || words == [LIST, 1, KEEP, 0, 1, NULL],
                "{words:?}"
            );
        }
    }

    #[test]
    fn what_is_held_is_shared() {
        let held = parse_json(r#"{"a":[{"x":1},{"x":2}],"b":"é"}"#).expect("JSON");
        let words = [
            NAMES, 2, 1, 1, MAP, 0, CHANGED, 0, LIST, 2, KEEP, 0, 1, NAMES, 1, 1, MAP, 1, INTEGER,
            30, KEEP, 1, 1,
        ];
        let read = read(&words, "abx", &held).expect("a value");
        assert_eq!(read.to_json(), r#"{"a":[{"x":1},{"x":30}],"b":"é"}"#);
        assert!(is_shared(
            &read.items("a").expect("a list")[0],
            &held.items("a").expect("a list")[0]
        ));
    }

    #[test]
    fn a_fixed_document_names_what_it_shares() {
        let held = parse_json(
            r#"{"resources":[{"operation":"CreateReplicationGroup","parameters":
            {"NodeGroupConfiguration":[{"Slots":"0-1"},{"Slot":"2-3"},{"Slots":"4-5"}]}}]}"#,
        )
        .expect("JSON");
        let document = Document::from_value(&held).expect("a document");
        let mut found = crate::rules::validate(&document);
        found.retain(|found| found.rule.code == "M003");
        let (words, text) = diagnostics(&found, &document, &held);
        let kept = [KEEP, 0, 1, CHANGED, 1, OBJECT, 1, 5];
        assert!(
            words.windows(kept.len()).any(|part| part == kept),
            "{words:?}"
        );
        assert!(!text.contains("4-5"), "{text}");
    }
}
