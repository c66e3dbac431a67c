//! A script of sh, cmd or PowerShell as commands of words. Nothing is run: what the script itself says of its
//! variables and files is put in their places; any other variable becomes a mark in the word, and the output of
//! a command is left out and said.

mod cmd;
mod known;
mod powershell;
mod prompt;
mod sh;

use std::borrow::Cow;

use super::{Note, Place};
use crate::document::{Map, Value};
use known::Known;

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
    // `$name = 'value'`
    let sets = |line: &str| {
        let name = line.trim_start().strip_prefix('$');
        let set = name.and_then(|name| name.split_once('='));
        set.is_some_and(|(name, _)| crate::document::is_variable_name(name.trim_end()))
    };
    if ends_with('`')
        || text.contains("$env:")
        || text.contains("$PSNative")
        || begins(&["& {", "$erroractionpreference"])
        || text.lines().any(sets)
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
    let text: Cow<'_, str> = prompt::without(text);
    let mut reader = Reader::new(&text);
    match dialect {
        Dialect::Sh => sh::read(&mut reader),
        Dialect::Cmd => cmd::read(&mut reader),
        Dialect::PowerShell => powershell::read(&mut reader),
    }
    reader.end_command();
    let mut script = reader.script;
    script
        .notes
        .sort_by_key(|note| (note.place.line, note.place.column));
    script
}

/// The programs whose commands are read; what other commands lack is not worth a note.
const READ: &[&str] = &[
    "aws", "aws.exe", "aws.cmd", "awslocal", "aws-cli", "curl", "curl.exe", "awscurl",
];

/// The names of variables that a word holds.
pub(super) fn marks(text: &str) -> impl Iterator<Item = &str> {
    let mut parts = text.split(MARK.0);
    parts.next();
    parts.filter_map(|part| part.split_once(MARK.1).map(|(name, _)| name))
}

/// The words after the program, where a command runs one of these; what stands before it may be assignments,
/// a prompt or a program that runs another one.
pub(super) fn program<'a>(words: &'a [Word], names: &[&str]) -> Option<&'a [Word]> {
    const BEFORE: &[&str] = &[
        "$", ">", "%", "sudo", "exec", "&", "if", "!", "then", "else", "do", "while", "until", "{",
        "time", "nohup", "env", "command", "eval", "PS", "+", "-",
    ];
    let mut at = 0;
    loop {
        let text = &words.get(at)?.text;
        let name = text.rsplit(['/', '\\']).next()?;
        let name = name
            .split(':')
            .next()
            .filter(|name| !name.is_empty())
            .unwrap_or(text);
        if names.contains(&name) {
            return Some(&words[at + 1..]);
        }
        if ["docker", "podman"].contains(&name) {
            let image = |word: &Word| word.text.contains("/aws-cli");
            at += words[at..].iter().position(image)?;
        } else if BEFORE.contains(&text.as_str()) || assignment(text).is_some() {
            at += 1;
        } else {
            return None;
        }
    }
}

/// Name and value of `NAME=value`.
fn assignment(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once('=')?;
    crate::document::is_variable_name(name).then_some((name, value))
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
    /// What the command being read lacks.
    lacks: Vec<Note>,
    known: Known,
    script: Script,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            chars: text.chars().peekable(),
            place: Place::START,
            word: None,
            command: Vec::new(),
            lacks: Vec::new(),
            known: Known::default(),
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

    /// Leaves out `>file`, `2>&1` and the like.
    fn skip_redirect(&mut self) {
        let is_number = |word: &Word| word.text == "*" || word.text.parse::<u8>().is_ok();
        if self.word.as_ref().is_some_and(is_number) {
            self.word = None;
        }
        self.end_word();
        self.take_while(|c| matches!(c, '>' | '&' | ' ' | '\t'));
        self.take_while(|c| !c.is_whitespace());
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
        let mut command = std::mem::take(&mut self.command);
        let lacks = std::mem::take(&mut self.lacks);
        if program(&command, READ).is_some() {
            self.script.notes.extend(lacks);
            for word in &mut command {
                self.known.fill_in(word);
            }
        }
        if !command.is_empty() {
            self.script.commands.push(command);
        }
    }

    /// Says something of the text as a whole.
    fn note(&mut self, place: Place, message: &str) {
        self.script.notes.push(Note {
            place,
            message: message.to_owned(),
        });
    }

    /// Says what the command being read lacks.
    fn lacks(&mut self, place: Place, message: &str) {
        self.lacks.push(Note {
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
