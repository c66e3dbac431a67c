//! A value as one argument of JSON.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::document::{Map, Path, PathText, Value};
use crate::model::Shape;
use crate::render::members::{item, members};
use crate::render::quote::Json;
use crate::render::{Secrets, SpanKind, Writer};

use super::shell::Shell;

/// For whom a value is written.
pub(super) struct Scope<'a> {
    pub(super) shell: Shell,
    /// The resource's index.
    pub(super) index: usize,
    /// Absent where the resource has none.
    secrets: Option<&'a Secrets>,
    /// The top-level members that hold one.
    secret_members: BTreeSet<String>,
    /// The variables that the script around gives a value; `None` where the command stands alone.
    kept: Option<&'a BTreeSet<Rc<str>>>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(shell: Shell, index: usize, secrets: &'a Secrets) -> Self {
        let mut found = secrets.of_resource(index).peekable();
        Self {
            shell,
            index,
            secrets: found.peek().map(|_| secrets),
            secret_members: found
                .filter_map(|(path, _)| Path::parse(path).member().map(str::to_owned))
                .collect(),
            kept: None,
        }
    }

    /// The command is part of a script that gives these variables a value.
    pub(super) fn within(&mut self, kept: &'a BTreeSet<Rc<str>>) {
        self.kept = Some(kept);
    }

    pub(super) fn is_within_script(&self) -> bool {
        self.kept.is_some()
    }

    /// Whether the script around gives a variable its value.
    pub(super) fn keeps(&self, name: &str) -> bool {
        self.kept.is_some_and(|kept| kept.contains(name))
    }

    pub(super) fn has_secrets(&self) -> bool {
        self.secrets.is_some()
    }

    /// Whether there is a secret outside of some top-level members.
    pub(super) fn has_secrets_without(&self, members: &[&str]) -> bool {
        let Some(secrets) = self.secrets else {
            return false;
        };
        let mut paths = secrets.of_resource(self.index);
        paths.any(|(path, _)| {
            !Path::parse(path)
                .member()
                .is_some_and(|name| members.contains(&name))
        })
    }

    /// The environment variable to write instead of the value at a path.
    pub(super) fn variable(&self, path: &str) -> Option<&'a Rc<str>> {
        self.secrets?.variable(self.index, path)
    }

    /// Whether there is a secret in a top-level member.
    pub(super) fn has_secret_in(&self, member: &str) -> bool {
        self.secret_members.contains(member)
    }
}

/// Writes a value as one argument.
pub(super) fn write(
    writer: &mut Writer,
    scope: &Scope,
    shape: Option<&'static Shape>,
    value: &Value,
    member: &str,
) {
    let path = &mut PathText::root();
    path.key(member);
    let joined = scope.shell == Shell::Pwsh && scope.has_secret_in(member);
    writer.plain(if joined { "(" } else { "" });
    writer.plain(scope.shell.quote());
    let mut text = Text::new(writer, scope, scope.shell.json(), path);
    text.value(shape, value);
    writer.plain(scope.shell.quote());
    writer.plain(if joined { ")" } else { "" });
}

/// Writes an object without some of its members, in the form of a place.
pub(super) fn write_members(
    writer: &mut Writer,
    scope: &Scope,
    style: Json,
    (shape, value): (Option<&'static Shape>, &Value),
    without: &[&str],
) {
    let path = &mut PathText::root();
    let mut text = Text::new(writer, scope, style, path);
    if let Some(map) = value.as_map() {
        text.members(shape, map, without);
    } else {
        text.value(shape, value);
    }
}

struct Text<'a> {
    writer: &'a mut Writer,
    scope: &'a Scope<'a>,
    style: Json,
    path: &'a mut PathText,
    buffer: String,
}

impl<'a> Text<'a> {
    fn new(
        writer: &'a mut Writer,
        scope: &'a Scope<'a>,
        style: Json,
        path: &'a mut PathText,
    ) -> Self {
        Self {
            writer,
            scope,
            style,
            path,
            buffer: String::new(),
        }
    }

    fn value(&mut self, shape: Option<&'static Shape>, value: &Value) {
        if let Some(name) = self.scope.variable(self.path.as_str()) {
            self.buffer.clear();
            let shell = self.scope.shell;
            let kept = self.scope.keeps(name);
            shell.push_interruption(&mut self.buffer, name, kept, self.style);
            self.writer.plain(self.style.quote());
            self.writer.push(SpanKind::Secret, &self.buffer);
            self.writer.plain(self.style.quote());
            return;
        }
        self.buffer.clear();
        match value {
            Value::Null => self.writer.push(SpanKind::Constant, "null"),
            Value::Bool(true) => self.writer.push(SpanKind::Constant, "true"),
            Value::Bool(false) => self.writer.push(SpanKind::Constant, "false"),
            Value::Number(text) => {
                self.style.push_number(&mut self.buffer, text);
                self.writer.push(SpanKind::Number, &self.buffer);
            }
            Value::String(text) => {
                self.style.push_string(&mut self.buffer, text);
                self.writer.push(SpanKind::String, &self.buffer);
            }
            Value::List(items) => {
                let item = item(shape);
                self.writer.plain("[");
                for (i, value) in items.iter().enumerate() {
                    let back = self.path.index(i);
                    self.writer.plain(if i > 0 { "," } else { "" });
                    self.writer.at(self.path.as_str());
                    self.value(item, value);
                    self.path.back(back);
                }
                self.writer.plain("]");
            }
            Value::Map(map) => self.members(shape, map, &[]),
        }
    }

    fn members(&mut self, shape: Option<&'static Shape>, map: &Map, without: &[&str]) {
        self.writer.plain("{");
        let kept = members(shape, map).into_iter();
        let kept = kept.filter(|entry| !without.contains(&&**entry.name));
        for (i, entry) in kept.enumerate() {
            let back = self.path.key(entry.name);
            self.writer.plain(if i > 0 { "," } else { "" });
            self.writer.at(self.path.as_str());
            self.buffer.clear();
            self.style.push_string(&mut self.buffer, entry.name);
            self.writer.push(SpanKind::Name, &self.buffer);
            self.writer.plain(":");
            self.value(entry.shape, entry.value);
            self.path.back(back);
        }
        self.writer.plain("}");
    }
}
