//! `--cli-input-json`: as an argument, or in a file that the script writes first.

use crate::document::Value;
use crate::model::Shape;
use crate::render::quote::Json;
use crate::render::{SpanKind, Writer};

use super::argument::{self, Scope};
use super::shell::Shell;

/// How long a line of cmd.exe's `echo` may be, with its redirection.
const ECHOED: usize = 7_900;

/// The parameters of a resource without those that are flags.
pub(super) struct Input<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) shape: Option<&'static Shape>,
    pub(super) value: &'a Value,
    pub(super) without: &'a [&'a str],
}

/// The file of a resource.
pub(super) fn file_name(index: usize) -> String {
    format!("cluster-composer-{}.json", index + 1)
}

impl Input<'_> {
    pub(super) fn write_argument(&self, writer: &mut Writer) {
        let shell = self.scope.shell;
        let joined = shell == Shell::Pwsh && self.scope.has_secrets_without(self.without);
        writer.plain(if joined { "(" } else { "" });
        writer.plain(shell.quote());
        self.write_json(writer, shell.json());
        writer.path(None);
        writer.plain(shell.quote());
        writer.plain(if joined { ")" } else { "" });
    }

    fn write_json(&self, writer: &mut Writer, style: Json) {
        argument::write_members(
            writer,
            self.scope,
            style,
            (self.shape, self.value),
            self.without,
        );
    }

    /// Writes the statement that makes the file.
    pub(super) fn write_file(&self, writer: &mut Writer) {
        let name = file_name(self.scope.index);
        match self.scope.shell {
            Shell::Sh => {
                writer.push(SpanKind::Command, "printf");
                writer.plain(" '%s' '");
                self.write_json(writer, Json::Posix);
                writer.path(None);
                writer.plain(&format!("' > {name}\n"));
            }
            Shell::Pwsh => {
                writer.push(SpanKind::Command, "[IO.File]::WriteAllText");
                writer.plain("(\"$PWD/");
                writer.plain(&name);
                writer.plain("\", '");
                self.write_json(writer, Json::WindowsFile);
                writer.path(None);
                writer.plain("')\n");
            }
            Shell::Cmd => self.echo(writer, &name),
        }
    }

    /// cmd.exe writes a file line by line; JSON may go on in a new line after every token.
    fn echo(&self, writer: &mut Writer, name: &str) {
        let mut json = Writer::new();
        self.write_json(&mut json, Json::WindowsFile);
        let Some(lines) = lines(json.text(), ECHOED) else {
            let text =
                format!("rem Too long for a line of cmd: first save the JSON output as {name}");
            writer.push(SpanKind::Comment, &text);
            writer.plain("\r\n");
            return;
        };
        for (i, line) in lines.into_iter().enumerate() {
            writer.plain(if i > 0 { "@>>" } else { "@>" });
            writer.plain(name);
            writer.plain(" ");
            writer.push(SpanKind::Command, "echo");
            writer.plain(" ");
            writer.push(SpanKind::String, line);
            writer.plain("\r\n");
        }
    }
}

/// The JSON in lines of at most so many bytes; `None` where a single string is longer.
fn lines(json: &str, longest: usize) -> Option<Vec<&str>> {
    let mut lines = Vec::new();
    let (mut start, mut end, mut quoted) = (0, 0, false);
    for (i, byte) in json.bytes().enumerate() {
        // No string of this JSON has a quote within.
        quoted ^= byte == b'"';
        if !quoted && matches!(byte, b',' | b'{' | b'[' | b':') {
            end = i + 1;
        }
        if i + 1 - start > longest {
            if end == start {
                return None;
            }
            lines.push(&json[start..end]);
            start = end;
        }
    }
    lines.push(&json[start..]);
    Some(lines)
}
