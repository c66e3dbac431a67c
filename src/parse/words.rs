//! A script of sh, cmd or PowerShell as commands of words. Nothing is expanded or run: a reference to an
//! environment variable becomes a mark in the word, a command substitution is left out and said.

mod cmd;
mod powershell;
mod sh;

use super::{Note, Place};
use crate::document::{Map, Value};

/// Around the name of an environment variable within a word; no text that people write has them.
const MARK: (char, char) = ('\u{fdd0}', '\u{fdd1}');

/// A word of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// With environment variables as marks.
    pub text: String,
    pub place: Place,
}

/// The commands of a script and what was left out.
#[derive(Debug, Default)]
pub(super) struct Script {
    pub commands: Vec<Vec<Word>>,
    pub notes: Vec<Note>,
}

/// Which shell a script is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Sh,
    Cmd,
    PowerShell,
}

/// The shell that a text looks like it was written for.
pub(super) fn dialect_of(text: &str) -> Dialect {
    let ends_with = |mark: char| text.lines().any(|line| line.ends_with(mark));
    let begins = |words: &[&str]| {
        text.lines().any(|line| {
            words
                .iter()
                .any(|word| line.trim_start().to_ascii_lowercase().starts_with(word))
        })
    };
    if ends_with('`')
        || text.contains("$env:")
        || text.contains("$PSNative")
        || begins(&["& {", "$erroractionpreference"])
    {
        Dialect::PowerShell
    } else if ends_with('^')
        || begins(&["@echo", "call aws", "setlocal", "rem "])
        || text.contains("\"{\\\"")
    {
        Dialect::Cmd
    } else {
        Dialect::Sh
    }
}

/// The commands of a script.
pub(super) fn commands(text: &str, dialect: Dialect) -> Script {
    let mut reader = Reader::new(text);
    match dialect {
        Dialect::Sh => sh::read(&mut reader),
        Dialect::Cmd => cmd::read(&mut reader),
        Dialect::PowerShell => powershell::read(&mut reader),
    }
    reader.end_command();
    reader.script
}

/// A mark for an environment variable.
pub(super) fn mark(name: &str) -> String {
    format!("{}{name}{}", MARK.0, MARK.1)
}

/// A word's text as a value: a word that is one mark is a reference, marks elsewhere are written `$NAME`.
pub(super) fn value_of(text: &str) -> Value {
    let inner = text
        .strip_prefix(MARK.0)
        .and_then(|rest| rest.strip_suffix(MARK.1));
    match inner {
        Some(name) if !name.contains([MARK.0, MARK.1]) => Value::env(name),
        _ => Value::string(unmarked(text)),
    }
}

/// The text with marks written as `$NAME`.
pub(super) fn unmarked(text: &str) -> String {
    text.replace(MARK.0, "$").replace(MARK.1, "")
}

/// A JSON value with the marks in its texts as references.
pub(super) fn with_references(value: &Value) -> Value {
    match value {
        Value::String(text) => value_of(text),
        Value::List(items) => Value::list(items.iter().map(with_references)),
        Value::Map(map) => {
            let entries = map
                .iter()
                .map(|(key, value)| (unmarked(key).into(), with_references(value)));
            Value::Map(std::rc::Rc::new(entries.collect::<Map>()))
        }
        leaf => leaf.clone(),
    }
}

/// Reads characters and collects words.
struct Reader<'a> {
    chars: std::iter::Peekable<std::str::Chars<'a>>,
    place: Place,
    /// The word being read, with its place.
    word: Option<Word>,
    command: Vec<Word>,
    script: Script,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            chars: text.chars().peekable(),
            place: Place::START,
            word: None,
            command: Vec::new(),
            script: Script::default(),
        }
    }

    fn peek(&mut self) -> Option<char> {
        self.chars.peek().copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.chars.next()?;
        if c == '\n' {
            self.place = Place {
                line: self.place.line + 1,
                column: 1,
            };
        } else {
            self.place.column += 1;
        }
        Some(c)
    }

    /// Takes the next character if it is this one.
    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.next();
        }
        found
    }

    /// Takes a line end: LF, or CR LF.
    fn take_line_end(&mut self) -> bool {
        if self.peek() == Some('\r') {
            let mut ahead = self.chars.clone();
            ahead.next();
            if ahead.next() == Some('\n') {
                self.next();
            }
        }
        self.take('\n')
    }

    /// Takes characters while they fit.
    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> String {
        let mut acc = String::new();
        while let Some(c) = self.peek().filter(|c| fits(*c)) {
            acc.push(c);
            self.next();
        }
        acc
    }

    fn skip_line(&mut self) {
        self.take_while(|c| c != '\n');
    }

    /// Appends to the word being read; an empty text makes an empty word.
    fn push(&mut self, text: &str) {
        let place = self.place;
        self.word
            .get_or_insert_with(|| Word {
                text: String::new(),
                place,
            })
            .text
            .push_str(text);
    }

    fn push_char(&mut self, c: char) {
        self.push(c.encode_utf8(&mut [0; 4]));
    }

    /// Begins a word here, if none is being read.
    fn begin_word(&mut self) {
        self.push("");
    }

    fn in_word(&self) -> bool {
        self.word.is_some()
    }

    fn end_word(&mut self) {
        self.command.extend(self.word.take());
    }

    fn end_command(&mut self) {
        self.end_word();
        if !self.command.is_empty() {
            self.script.commands.push(std::mem::take(&mut self.command));
        }
    }

    fn note(&mut self, place: Place, message: &str) {
        self.script.notes.push(Note {
            place,
            message: message.to_owned(),
        });
    }
}

/// The name of a variable at the reader.
fn name_at(reader: &mut Reader<'_>) -> String {
    reader.take_while(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(dialect: Dialect, text: &str, expected: &[&[&str]]) {
        let script = commands(text, dialect);
        let words: Vec<Vec<String>> = script
            .commands
            .iter()
            .map(|words| words.iter().map(|word| unmarked(&word.text)).collect())
            .collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn sh_words_are_what_sh_makes_of_them() {
        check(
            Dialect::Sh,
            "aws a \\\n  --b 'c d' \"e\\\"$F\" g\\ h ''",
            &[&["aws", "a", "--b", "c d", "e\"$F", "g h", ""]],
        );
        check(
            Dialect::Sh,
            "a 'it'\"'\"'s' '$(x)' \"\\\\\\\\\"",
            &[&["a", "it's", "$(x)", "\\\\"]],
        );
        check(
            Dialect::Sh,
            "# no\na b; c d && e # f\n\ng",
            &[&["a", "b"], &["c", "d"], &["e"], &["g"]],
        );
        check(
            Dialect::Sh,
            "a ${B} \"${C}d\" '{\"P\":[\"'\"$Q\"'\"]}'",
            &[&["a", "$B", "$Cd", "{\"P\":[\"$Q\"]}"]],
        );
    }

    #[test]
    fn cmd_words_are_what_windows_makes_of_them() {
        check(
            Dialect::Cmd,
            "@echo off\r\ncall aws a ^\r\n  --b \"{\\\"c\\\":1}\" %D% ^& \"e f\"\r\n",
            &[&["aws", "a", "--b", "{\"c\":1}", "$D", "&", "e f"]],
        );
    }

    #[test]
    fn powershell_words_are_what_windows_makes_of_them() {
        check(
            Dialect::PowerShell,
            "& {\n  $PSNativeCommandArgumentPassing = 'Legacy'\n  aws a `\n  --b '{\\\"c\\\":1}' $env:D \"$env:E\" 'it''s'\n}\n",
            &[&["aws", "a", "--b", "{\"c\":1}", "$D", "$E", "it's"]],
        );
    }
}
