//! One resource's command: which parameters are flags, and what happens to the others.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::document::{Document, Resource, Value};
use crate::model::{self, Operation, Shape};
use crate::render::members::{Entry, members};
use crate::render::{Secrets, SpanKind, Writer};

use super::argument::Scope;
use super::flag::Flag;
use super::input::{self, Input};
use super::shell::Shell;

/// What a script writes around a command.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::render) struct Frame<'f> {
    /// Spaces before each line.
    pub(in crate::render) indent: usize,
    /// What stands before `aws`, with the space between.
    pub(in crate::render) before: &'f str,
    /// What stands instead of the operation's name.
    pub(in crate::render) verb: Option<&'f str>,
    /// An expression, quoted: the command answers with its value as text.
    pub(in crate::render) query: Option<&'f str>,
    /// What stands after the last argument.
    pub(in crate::render) after: &'f str,
}

pub(in crate::render) struct Command<'a> {
    frame: Frame<'a>,
    scope: Scope<'a>,
    resource: &'a Resource,
    operation: Option<&'static Operation>,
    region: &'a str,
    /// Another command comes after this one.
    followed: bool,
}

/// How the parameters travel that are no flags.
enum Rest {
    Nothing,
    /// All but those flags, as an argument.
    Argument,
    /// The same, in a file that the script writes.
    File,
}

impl<'a> Command<'a> {
    pub(in crate::render) fn new(
        document: &'a Document,
        index: usize,
        resource: &'a Resource,
        shell: Shell,
        secrets: &'a Secrets,
    ) -> Self {
        Self {
            frame: Frame::default(),
            scope: Scope::new(shell, index, secrets),
            resource,
            operation: resource.operation(),
            region: document.region_of(resource),
            followed: false,
        }
    }

    pub(in crate::render) fn framed(mut self, frame: Frame<'a>) -> Self {
        self.frame = frame;
        self
    }

    /// The command is part of a script that gives these variables a value.
    pub(in crate::render) fn within(mut self, kept: &'a BTreeSet<Rc<str>>) -> Self {
        self.scope.within(kept);
        self
    }

    /// Whether another command comes after this one.
    pub(super) fn followed(mut self, followed: bool) -> Self {
        self.followed = followed;
        self
    }

    /// Writes the command in the most readable way that carries it.
    pub(in crate::render) fn write(&self, writer: &mut Writer) {
        let mark = writer.mark();
        let longest = if self.scope.is_within_script() {
            self.scope.shell.longest() - Shell::AROUND
        } else {
            self.scope.shell.longest()
        };
        let fits = |writer: &Writer| writer.since(mark) <= longest;
        let hopeless = least(&self.resource.parameters) > longest;
        if let Some(flags) = self.flags().filter(|_| !hopeless) {
            self.write_command(writer, &flags, &Rest::Nothing);
            if fits(writer) {
                return;
            }
            writer.rewind(mark);
        }
        let flags = self.secret_flags();
        if !hopeless {
            self.write_command(writer, &flags, &Rest::Argument);
            if fits(writer) {
                return;
            }
            writer.rewind(mark);
        }
        self.write_command(writer, &flags, &Rest::File);
    }

    fn input(&self) -> Option<&'static Shape> {
        self.operation.map(|operation| operation.input)
    }

    /// Every parameter as a flag, if each is one that the operation has and the shell can carry.
    fn flags(&self) -> Option<Vec<Flag<'_>>> {
        let map = self.resource.parameters.as_map()?;
        let flag = |entry: Entry<'a>| Flag::of(&self.scope, entry.name, entry.shape?, entry.value);
        members(self.input(), map).into_iter().map(flag).collect()
    }

    /// The parameters that stand beside the JSON, because a variable cannot be read within it.
    fn secret_flags(&self) -> Vec<Flag<'_>> {
        let Some(map) = self.resource.parameters.as_map() else {
            return Vec::new();
        };
        let secret = |entry: &Entry| self.scope.has_secret_in(entry.name);
        let flag =
            |entry: Entry<'a>| Flag::of_secret(&self.scope, entry.name, entry.shape, entry.value);
        let found = members(self.input(), map).into_iter().filter(secret);
        found.filter_map(flag).collect()
    }

    fn write_command(&self, writer: &mut Writer, flags: &[Flag], rest: &Rest) {
        let shell = self.scope.shell;
        let without: Vec<&str> = flags.iter().map(Flag::member).collect();
        let input = Input {
            scope: &self.scope,
            shape: self.input(),
            value: &self.resource.parameters,
            without: &without,
        };
        let margin = " ".repeat(self.frame.indent);
        if matches!(rest, Rest::File) {
            writer.plain(&margin);
            input.write_file(writer);
        }
        writer.plain(&margin);
        // Windows PowerShell and `Legacy` pass `\"` on as it stands, which all versions can be told to do; scripts are
        // told once.
        let json = matches!(rest, Rest::Argument) || flags.iter().any(Flag::is_json);
        let block = shell == Shell::Pwsh && json && !self.scope.is_within_script();
        if block {
            writer.plain("& {\n  ");
            writer.push(SpanKind::Name, "$PSNativeCommandArgumentPassing");
            writer.plain(" = ");
            writer.push(SpanKind::String, "'Legacy'");
            writer.plain("\n  ");
        }
        self.write_name(writer, json);
        let line = |writer: &mut Writer| {
            writer.path(None);
            writer.plain(shell.continuation());
            writer.plain(&margin);
            writer.plain(if block { "    " } else { "  " });
        };
        match rest {
            Rest::Nothing => {}
            Rest::Argument => {
                line(writer);
                writer.push(SpanKind::Name, "--cli-input-json");
                writer.plain(" ");
                input.write_argument(writer);
            }
            Rest::File => {
                line(writer);
                writer.push(SpanKind::Name, "--cli-input-json");
                writer.plain(" ");
                let file = format!("file://{}", input::file_name(self.scope.index));
                writer.push(SpanKind::String, &file);
            }
        }
        for flag in flags {
            line(writer);
            flag.write(writer, &self.scope);
        }
        if !matches!(rest, Rest::Nothing) && self.pages(&without) {
            line(writer);
            writer.push(SpanKind::Name, "--no-paginate");
        }
        line(writer);
        writer.push(SpanKind::Name, "--region");
        writer.plain(" ");
        self.write_word(writer, SpanKind::String, self.region);
        if let Some(query) = self.frame.query {
            line(writer);
            writer.push(SpanKind::Name, "--query");
            writer.plain(" ");
            writer.push(SpanKind::String, query);
            line(writer);
            writer.push(SpanKind::Name, "--output");
            writer.plain(" ");
            writer.push(SpanKind::String, "text");
        }
        writer.plain(self.frame.after);
        writer.plain(shell.line_end());
        if block {
            writer.plain("}\n");
        }
    }

    /// `aws elasticache create-cache-cluster`.
    fn write_name(&self, writer: &mut Writer, json: bool) {
        if self.scope.shell == Shell::Cmd && self.scope.is_within_script() {
            writer.push(SpanKind::Keyword, "call");
            writer.plain(" ");
        } else if self.scope.shell == Shell::Cmd {
            let secret = self.scope.has_secrets();
            // A batch file shows its commands, and with them what a variable holds.
            writer.plain(if secret { "@" } else { "" });
            // Without `call` an aws that is a batch file itself ends this one. It would change a secret's `^`.
            if self.followed || json && !secret {
                writer.push(SpanKind::Keyword, "call");
                writer.plain(" ");
            }
        }
        writer.plain(self.frame.before);
        writer.push(SpanKind::Command, "aws");
        writer.plain(" ");
        self.write_word(writer, SpanKind::Command, &self.resource.service);
        writer.plain(" ");
        if let Some(verb) = self.frame.verb {
            return writer.push(SpanKind::Command, verb);
        }
        let operation = model::kebab_case(&self.resource.operation);
        self.write_word(writer, SpanKind::Command, &operation);
    }

    fn write_word(&self, writer: &mut Writer, kind: SpanKind, text: &str) {
        let mut word = String::new();
        self.scope.shell.push_name(&mut word, text);
        writer.push(kind, &word);
    }

    /// Whether the JSON has members by which the AWS CLI pages: it ignores them there unless it is told not to page.
    fn pages(&self, without: &[&str]) -> bool {
        let paging = self.operation.map_or(&[][..], |operation| operation.paging);
        let given = |name: &&&str| self.resource.parameters.get(name).is_some();
        paging
            .iter()
            .any(|name| given(&name) && !without.contains(name))
    }
}

/// How many characters the value takes at least, however it is written.
fn least(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) => 1,
        Value::Number(text) | Value::String(text) => text.len(),
        Value::List(items) => items.iter().map(|item| least(item) + 1).sum(),
        Value::Map(map) => map.iter().map(|(_, value)| least(value) + 1).sum(),
    }
}
