//! Python expressions, laid out as Ruff's formatter leaves them.
//!
//! Where the formatter would have a choice, none is left to it: what is not short and plain has an
//! item a line with a comma after the last one.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::literal;
use super::parts::assign;
use crate::document::{Map, PathText, Value};
use crate::model::Shape;
use crate::render::members::{item, members};
use crate::render::{Secrets, SpanKind, Writer};

/// Ruff's line length.
pub(in crate::render) const WIDTH: usize = 88;

/// A step below a path.
#[derive(Clone, Copy)]
enum Step<'a> {
    Item(usize),
    Key(&'a str),
}

/// Writes the values of one resource.
pub(in crate::render) struct Values<'a> {
    pub(in crate::render) writer: &'a mut Writer,
    pub(in crate::render) secrets: &'a Secrets,
    /// The variables that the script itself gives a value.
    pub(in crate::render) kept: &'a BTreeSet<Rc<str>>,
    pub(in crate::render) index: usize,
    pub(in crate::render) path: PathText,
}

impl Values<'_> {
    /// `return client.method(Name=value, …)`.
    pub(in crate::render) fn call(
        &mut self,
        method: &str,
        shape: Option<&'static Shape>,
        value: &Value,
    ) {
        self.writer.plain("    ");
        self.writer.push(SpanKind::Keyword, "return");
        self.writer.plain(" client.");
        self.writer.push(SpanKind::Command, method);
        let Some(map) = value.as_map().filter(|map| !map.is_empty()) else {
            self.writer.plain("()\n");
            return;
        };
        self.writer.plain("(\n");
        let indent = 8;
        for entry in members(shape, map) {
            let back = self.path.key(entry.name);
            let path = self.here();
            self.start(&path, indent);
            self.writer.push(SpanKind::Name, entry.name);
            self.writer.plain("=");
            let column = indent + entry.name.len() + 1;
            self.value(entry.shape, entry.value, indent, column, &path);
            self.end(&path);
            self.path.back(back);
        }
        self.writer.path(None);
        self.writer.plain("    )\n");
    }

    /// `target = …`, of a type that lets everything pass.
    pub(in crate::render) fn assignment(
        &mut self,
        target: &str,
        shape: Option<&'static Shape>,
        value: &Value,
    ) {
        let start = match value {
            Value::Map(_) => format!("    {target}: dict[str, Any] = "),
            Value::List(_) => format!("    {target}: Any = "),
            leaf => {
                let (kind, text) = match leaf {
                    Value::String(text) => (SpanKind::String, literal::ascii(text)),
                    leaf => scalar(leaf),
                };
                assign(self.writer, &format!("{target}: Any"), kind, &text);
                return;
            }
        };
        self.writer.plain(&start);
        let path = self.here();
        self.value(shape, value, 4, start.len(), &path);
        self.writer.path(None);
        self.writer.plain("\n");
    }

    /// An expression that starts at a column of a line with an indent, followed by a comma at most.
    pub(in crate::render) fn value(
        &mut self,
        shape: Option<&'static Shape>,
        value: &Value,
        indent: usize,
        column: usize,
        path: &Rc<str>,
    ) {
        if let Some(name) = self.secrets.variable(self.index, path) {
            self.secret(&name.clone(), indent, column);
            return;
        }
        match value {
            Value::List(items) if !items.is_empty() => self.list(shape, items, indent, column),
            Value::Map(map) if !map.is_empty() => self.dict(shape, map, indent, column),
            leaf => {
                let (kind, text) = scalar(leaf);
                self.writer.push(kind, &text);
            }
        }
    }

    fn list(
        &mut self,
        shape: Option<&'static Shape>,
        items: &[Value],
        indent: usize,
        column: usize,
    ) {
        let parts = items.iter().enumerate();
        let inline = self.inline(parts.map(|(i, value)| (Step::Item(i), value)), column);
        self.writer.plain(if inline { "[" } else { "[\n" });
        for (i, value) in items.iter().enumerate() {
            let back = self.path.index(i);
            self.part(item(shape), value, indent + 4, None, (inline, i));
            self.path.back(back);
        }
        self.close("]", indent, inline);
    }

    fn dict(&mut self, shape: Option<&'static Shape>, map: &Map, indent: usize, column: usize) {
        let entries = members(shape, map);
        let parts = entries
            .iter()
            .map(|entry| (Step::Key(entry.name), entry.value));
        let inline = self.inline(parts, column);
        self.writer.plain(if inline { "{" } else { "{\n" });
        for (i, entry) in entries.into_iter().enumerate() {
            let back = self.path.key(entry.name);
            let key = literal::string(entry.name);
            self.part(
                entry.shape,
                entry.value,
                indent + 4,
                Some(&key),
                (inline, i),
            );
            self.path.back(back);
        }
        self.close("}", indent, inline);
    }

    /// An item or entry, on a line of its own unless the whole is on one line.
    fn part(
        &mut self,
        shape: Option<&'static Shape>,
        value: &Value,
        indent: usize,
        key: Option<&str>,
        (inline, i): (bool, usize),
    ) {
        let path = self.here();
        if inline {
            if i > 0 {
                self.writer.plain(", ");
            }
            self.writer.path(Some(path.clone()));
        } else {
            self.start(&path, indent);
        }
        let mut column = indent;
        if let Some(key) = key {
            self.writer.push(SpanKind::Name, key);
            self.writer.plain(": ");
            column += key.chars().count() + ": ".len();
        }
        self.value(shape, value, indent, column, &path);
        if !inline {
            self.end(&path);
        }
    }

    fn secret(&mut self, name: &str, indent: usize, column: usize) {
        let text = literal::string(name);
        let function = self.reader(name);
        self.writer.push(SpanKind::Command, function);
        if text.is_ascii() && column + function.len() + "(),".len() + text.len() <= WIDTH {
            self.writer.plain("(");
            self.writer.push(SpanKind::Secret, &text);
        } else {
            self.writer.plain("(\n");
            self.writer.plain(&" ".repeat(indent + 4));
            self.writer.push(SpanKind::Secret, &text);
            self.writer.plain(",\n");
            self.writer.plain(&" ".repeat(indent));
        }
        self.writer.plain(")");
    }

    /// Whether the parts of a list or dictionary fit on the line with brackets and a comma.
    fn inline<'v>(
        &mut self,
        parts: impl Iterator<Item = (Step<'v>, &'v Value)>,
        column: usize,
    ) -> bool {
        let mut end = column + "[],".len();
        for (i, (step, value)) in parts.enumerate() {
            let Some(width) = self.width(step, value) else {
                return false;
            };
            end += width + if i > 0 { ", ".len() } else { 0 };
            if end > WIDTH {
                return false;
            }
        }
        true
    }

    /// The width of a part below the current path, where it is short and plain.
    fn width(&mut self, step: Step<'_>, value: &Value) -> Option<usize> {
        let (back, key) = match step {
            Step::Item(index) => (self.path.index(index), 0),
            Step::Key(name) => (
                self.path.key(name),
                literal::width(name, WIDTH)? + ": ".len(),
            ),
        };
        let name = self.secrets.variable(self.index, self.path.as_str());
        self.path.back(back);
        if let Some(name) = name {
            let function = self.reader(name).len();
            return Some(key + function + "()".len() + literal::width(name, WIDTH)?);
        }
        Some(
            key + match value {
                Value::String(text) => literal::width(text, WIDTH)?,
                Value::Number(text) if text.len() < WIDTH => literal::number(text).len(),
                Value::Bool(flag) => {
                    if *flag {
                        "True".len()
                    } else {
                        "False".len()
                    }
                }
                _ => return None,
            },
        )
    }

    /// The function that gives a variable's value.
    fn reader(&self, variable: &str) -> &'static str {
        if self.kept.contains(variable) {
            "known"
        } else {
            "secret"
        }
    }

    fn here(&self) -> Rc<str> {
        self.path.as_str().into()
    }

    fn start(&mut self, path: &Rc<str>, indent: usize) {
        self.writer.path(Some(path.clone()));
        self.writer.plain(&" ".repeat(indent));
    }

    fn end(&mut self, path: &Rc<str>) {
        self.writer.path(Some(path.clone()));
        self.writer.plain(",\n");
    }

    fn close(&mut self, bracket: &str, indent: usize, inline: bool) {
        let path = self.here();
        self.writer.path(Some(path));
        if !inline {
            self.writer.plain(&" ".repeat(indent));
        }
        self.writer.plain(bracket);
    }
}

fn scalar(value: &Value) -> (SpanKind, String) {
    match value {
        Value::Null => (SpanKind::Constant, "None".into()),
        Value::Bool(true) => (SpanKind::Constant, "True".into()),
        Value::Bool(false) => (SpanKind::Constant, "False".into()),
        Value::Number(text) => (SpanKind::Number, literal::number(text)),
        Value::String(text) => (SpanKind::String, literal::string(text)),
        Value::List(_) => (SpanKind::Plain, "[]".into()),
        Value::Map(_) => (SpanKind::Plain, "{}".into()),
    }
}
