//! The AWS CLI's shorthand, `Key=env,Value=dev`, where every value is a plain word or a secret.

use crate::document::{Map, PathText, Value};
use crate::model::{Kind, Shape};
use crate::render::members::members;
use crate::render::{SpanKind, Writer, quote};

use super::argument::Scope;
use super::shell::Shell;

/// What a word of shorthand needs around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Around {
    Nothing,
    /// Quotes, for its brackets.
    Quotes,
    /// Double quotes, for the variable within.
    Variable,
}

/// What a structure or map needs around it as one word; `None` where shorthand cannot carry it.
pub(super) fn around(
    scope: &Scope,
    shape: &'static Shape,
    value: &Value,
    path: &mut PathText,
) -> Option<Around> {
    value.as_map()?;
    let mut check = Check { scope, path };
    check.value(shape, value, 0)
}

struct Check<'a> {
    scope: &'a Scope<'a>,
    path: &'a mut PathText,
}

impl Check<'_> {
    fn value(&mut self, shape: &'static Shape, value: &Value, depth: usize) -> Option<Around> {
        if self.scope.variable(self.path.as_str()).is_some() {
            return Some(Around::Variable);
        }
        match (&shape.kind, value) {
            (Kind::Structure(_) | Kind::Map(_), Value::Map(map)) if !map.is_empty() => {
                let mut most = brackets(depth > 0);
                for (key, value) in map.iter() {
                    let child = shape.child(key)?;
                    most = most.max(self.piece(key)?);
                    let back = self.path.key(key);
                    most = most.max(self.value(child, value, depth + 1)?);
                    self.path.back(back);
                }
                Some(most)
            }
            (Kind::List(list), Value::List(items)) if !items.is_empty() => {
                let mut most = brackets(depth > 1);
                for (i, item) in items.iter().enumerate() {
                    let back = self.path.index(i);
                    let mut around = self.value(list.item, item, depth + 1)?;
                    self.path.back(back);
                    if let (Around::Nothing, Value::String(text) | Value::Number(text)) =
                        (around, item)
                    {
                        around = self.piece(text)?;
                    }
                    most = most.max(around);
                }
                Some(most)
            }
            (kind, value) => is_word(kind, value).then_some(Around::Nothing),
        }
    }

    /// What a piece of its own after a comma needs: PowerShell would read digits as a number.
    fn piece(&self, text: &str) -> Option<Around> {
        let digit = text.starts_with(|c: char| c.is_ascii_digit());
        quote::is_plain_word(text).then(|| brackets(digit && self.scope.shell == Shell::Pwsh))
    }
}

fn brackets(needed: bool) -> Around {
    if needed {
        Around::Quotes
    } else {
        Around::Nothing
    }
}

/// Whether a scalar is of its type and a plain word, so that it needs no quotes anywhere.
pub(super) fn is_word(kind: &Kind, value: &Value) -> bool {
    match (kind, value) {
        (Kind::Boolean, Value::Bool(_)) => true,
        (Kind::String(_) | Kind::Timestamp, Value::String(text))
        | (Kind::Double, Value::Number(text)) => quote::is_plain_word(text),
        (Kind::Integer(_), Value::Number(text)) => text.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

/// Writes what `around` allows, without its quotes.
pub(super) fn write(
    writer: &mut Writer,
    scope: &Scope,
    (shape, map): (&'static Shape, &Map),
    path: &mut PathText,
    around: Around,
) {
    let mut text = Text {
        writer,
        scope,
        path,
        around,
        buffer: String::new(),
    };
    text.members(shape, map);
}

struct Text<'a> {
    writer: &'a mut Writer,
    scope: &'a Scope<'a>,
    path: &'a mut PathText,
    around: Around,
    buffer: String,
}

impl Text<'_> {
    fn members(&mut self, shape: &'static Shape, map: &Map) {
        for (i, entry) in members(Some(shape), map).into_iter().enumerate() {
            let back = self.path.key(entry.name);
            if i > 0 {
                self.writer.plain(",");
            }
            self.writer.at(self.path.as_str());
            self.writer.push(SpanKind::Name, entry.name);
            self.writer.plain("=");
            if let Some(shape) = entry.shape {
                self.value(shape, entry.value);
            }
            self.path.back(back);
        }
    }

    /// `a,b` or, where something is around the word anyway, `[a,b]`.
    fn list(&mut self, item: &'static Shape, items: &[Value]) {
        let brackets = self.around != Around::Nothing;
        self.writer.plain(if brackets { "[" } else { "" });
        for (i, value) in items.iter().enumerate() {
            let back = self.path.index(i);
            self.writer.plain(if i > 0 { "," } else { "" });
            self.writer.at(self.path.as_str());
            self.value(item, value);
            self.path.back(back);
        }
        self.writer.plain(if brackets { "]" } else { "" });
    }

    fn value(&mut self, shape: &'static Shape, value: &Value) {
        if let Some(name) = self.scope.variable(self.path.as_str()) {
            self.buffer.clear();
            let kept = self.scope.keeps(name);
            self.scope.shell.push_variable(&mut self.buffer, name, kept);
            self.writer.plain("'");
            self.writer.push(SpanKind::Secret, &self.buffer);
            self.writer.plain("'");
            return;
        }
        match value {
            Value::Bool(flag) => self
                .writer
                .push(SpanKind::Constant, if *flag { "true" } else { "false" }),
            Value::Number(text) => self.writer.push(SpanKind::Number, text),
            Value::String(text) => self.writer.push(SpanKind::String, text),
            Value::List(items) => {
                if let Kind::List(list) = &shape.kind {
                    self.list(list.item, items);
                }
            }
            Value::Map(map) => {
                self.writer.plain("{");
                self.members(shape, map);
                self.writer.plain("}");
            }
            Value::Null => {}
        }
    }
}
