//! sh, bash, zsh and fish.

mod expand;
mod redirect;

use super::{Reader, Word, assignment, mark};
use crate::document::is_variable_name;
use redirect::Redirects;

/// Subshells and substitutions nest no deeper.
const DEEPEST: usize = 30;

pub(super) fn read(reader: &mut Reader<'_>) {
    let mut shell = Shell::default();
    while reader.peek().is_some() {
        shell.list(reader, None);
        // A bracket too many.
        reader.next();
    }
    shell.end_command(reader);
}

/// What is to be known of a script beside its words.
#[derive(Default)]
struct Shell {
    redirects: Redirects,
    /// Whether the output of a command is left out of the word being read.
    is_open: bool,
    /// Whether the line goes on that before it.
    goes_on: bool,
    depth: usize,
    /// The words of the array being read.
    array: Option<Vec<String>>,
    /// What the last command printed, where that is plain.
    printed: Option<String>,
    /// How many commands ended.
    n_commands: usize,
}

impl Shell {
    /// Reads commands up to an end that is not taken.
    fn list(&mut self, reader: &mut Reader<'_>, end: Option<char>) {
        while let Some(c) = reader.peek() {
            let goes_on = std::mem::take(&mut self.goes_on);
            match c {
                ')' => break,
                c if Some(c) == end => break,
                '#' if !reader.in_word() => self.comment(reader, goes_on),
                '\n' => {
                    reader.next();
                    self.end_command(reader);
                    self.here_documents(reader);
                }
                '&' if reader.chars.clone().nth(1) == Some('>') => {
                    reader.next();
                    self.end_word(reader);
                    self.redirect(reader);
                }
                ';' | '&' | '|' => {
                    reader.next();
                    self.end_command(reader);
                }
                '<' | '>' => self.redirect(reader),
                '(' => self.bracket(reader),
                c if c.is_whitespace() => {
                    reader.next();
                    self.end_word(reader);
                    self.goes_on = goes_on;
                }
                '\'' => single(reader),
                '"' => self.double(reader),
                // What a word processor makes of a quote.
                '“' | '”' if !reader.in_word() => typographic(reader),
                '\\' => self.backslash(reader),
                '$' => self.dollar(reader, false),
                '`' => self.substitution(reader, '`'),
                c => {
                    reader.begin_word();
                    reader.next();
                    reader.push_char(c);
                }
            }
        }
    }

    /// A comment; one between the lines of a command is read as if it was not there.
    fn comment(&mut self, reader: &mut Reader<'_>, goes_on: bool) {
        let place = reader.place;
        let comment = reader.take_while(|c| c != '\n');
        if goes_on && !reader.command.is_empty() && comment.trim_end().ends_with('\\') {
            reader.next();
            self.goes_on = true;
            reader.lacks(
                place,
                "a shell would end the command at this comment; here it goes on after it",
            );
        }
    }

    /// A line that goes on, or an escaped character.
    fn backslash(&mut self, reader: &mut Reader<'_>) {
        let place = reader.place;
        reader.next();
        let mut ahead = reader.chars.clone();
        let n_spaces = ahead
            .by_ref()
            .take_while(|c| matches!(c, ' ' | '\t'))
            .count();
        let ends = reader
            .chars
            .clone()
            .nth(n_spaces)
            .is_some_and(|c| matches!(c, '\n' | '\r'));
        if n_spaces > 0 && ends {
            reader.take_while(|c| matches!(c, ' ' | '\t'));
            reader.lacks(
                place,
                "a shell would end the command at the space after this \\; here it goes on",
            );
        }
        if reader.take_line_end() {
            self.goes_on = true;
        } else if let Some(c) = reader.next() {
            reader.push_char(c);
        }
    }

    /// A subshell, or the words of an array.
    fn bracket(&mut self, reader: &mut Reader<'_>) {
        let name = reader.word.as_ref().and_then(|word| {
            let name = word.text.strip_suffix('=')?;
            let (name, more) = name
                .strip_suffix('+')
                .map_or((name, false), |name| (name, true));
            is_variable_name(name).then(|| (name.to_owned(), more))
        });
        reader.next();
        let Some((name, more)) = name else {
            self.end_command(reader);
            self.nested(reader, ')');
            self.end_command(reader);
            return;
        };
        reader.word = None;
        let mut words = more
            .then(|| reader.known.words(&name))
            .flatten()
            .unwrap_or_default();
        words.extend(self.within(reader, |shell, reader| {
            shell.array = Some(Vec::new());
            shell.nested(reader, ')');
            shell.end_command(reader);
            shell.array.take().unwrap_or_default()
        }));
        reader.known.set(&name, words);
    }

    /// Reads up to an end and takes it.
    fn nested(&mut self, reader: &mut Reader<'_>, end: char) {
        self.depth += 1;
        if self.depth > DEEPEST {
            // Nobody reads what nests deeper.
            while reader.next().is_some() {}
        }
        self.list(reader, Some(end));
        self.depth -= 1;
        reader.take(end);
    }

    /// Does something with a command of its own.
    fn within<T>(
        &mut self,
        reader: &mut Reader<'_>,
        what: impl FnOnce(&mut Self, &mut Reader<'_>) -> T,
    ) -> T {
        let outer = (
            reader.word.take(),
            std::mem::take(&mut reader.command),
            std::mem::take(&mut reader.lacks),
            self.is_open,
            self.redirects.suspended(),
            self.array.take(),
        );
        let result = what(self, reader);
        (reader.word, reader.command, reader.lacks, self.is_open) =
            (outer.0, outer.1, outer.2, outer.3);
        self.redirects.resume(outer.4);
        self.array = outer.5;
        result
    }

    /// The output of a command stands here.
    fn substitution(&mut self, reader: &mut Reader<'_>, end: char) {
        let place = reader.place;
        reader.begin_word();
        reader.next();
        let printed = self.within(reader, |shell, reader| {
            let before = shell.n_commands;
            shell.nested(reader, end);
            shell.end_command(reader);
            let one = shell.n_commands == before + 1;
            shell.printed.take().filter(|_| one)
        });
        if let Some(text) = printed {
            return reader.push(text.trim_end_matches('\n'));
        }
        self.is_open = true;
        reader.lacks(
            place,
            "a command substitution is not run; its place is left empty",
        );
    }

    fn double(&mut self, reader: &mut Reader<'_>) {
        reader.begin_word();
        reader.next();
        while let Some(c) = reader.peek() {
            match c {
                '"' => {
                    reader.next();
                    return;
                }
                '\\' => {
                    reader.next();
                    match reader.peek() {
                        Some(c @ ('"' | '\\' | '$' | '`')) => {
                            reader.next();
                            reader.push_char(c);
                        }
                        Some('\n' | '\r') if reader.take_line_end() => {}
                        _ => reader.push_char('\\'),
                    }
                }
                '$' => self.dollar(reader, true),
                '`' => self.substitution(reader, '`'),
                c => {
                    reader.next();
                    reader.push_char(c);
                }
            }
        }
        let place = reader.place;
        reader.note(place, "a double quote is not closed");
    }

    fn end_word(&mut self, reader: &mut Reader<'_>) {
        let is_open = std::mem::take(&mut self.is_open);
        let Some(mut word) = reader.word.take() else {
            return;
        };
        // What a variable is set to that is not known is the variable itself.
        if is_open && let Some((name, _)) = assignment(&word.text) {
            word.text = format!("{name}={}", mark(name));
        }
        // What a word processor makes of two hyphens.
        if let Some(rest) = word.text.strip_prefix(['–', '—'])
            && rest.starts_with(|c: char| c.is_ascii_lowercase())
        {
            word.text = format!("--{rest}");
            reader.lacks(word.place, "a dash stands where two hyphens are meant");
        }
        if let Some(word) = self.redirects.target(word) {
            reader.command.push(word);
        }
    }

    fn end_command(&mut self, reader: &mut Reader<'_>) {
        self.end_word(reader);
        if let Some(array) = &mut self.array {
            array.extend(reader.command.drain(..).map(|word| word.text));
            return;
        }
        if reader.command.is_empty() {
            // `> file` alone.
            self.redirects.suspended();
            return;
        }
        self.n_commands += 1;
        self.printed = self.run(reader);
        self.redirects.end_command(reader, self.printed.as_deref());
        reader.end_command();
    }

    /// What a command of the shell itself does; gives what it prints, where that is known.
    fn run(&mut self, reader: &mut Reader<'_>) -> Option<String> {
        let words = reader.command.clone();
        let (first, rest) = words.split_first()?;
        let name = first.text.as_str();
        if name.starts_with('-') && !reader.script.commands.is_empty() {
            reader.note(
                first.place,
                "this line belongs to no command and is left out; the line before it does not end with \\",
            );
        }
        let declares = ["export", "local", "readonly", "declare", "typeset"].contains(&name);
        match name {
            "cat" => return self.redirects.content(reader, rest_of(rest)),
            "echo" => {
                let words: Vec<&str> = rest.iter().map(|word| word.text.as_str()).collect();
                return Some(words.join(" ") + "\n");
            }
            "unset" => rest.iter().for_each(|word| reader.known.forget(&word.text)),
            _ => {
                let words = if declares { rest } else { &words };
                let set = words
                    .iter()
                    .filter(|word| !declares || !word.text.starts_with('-'));
                let set: Vec<_> = set.map(|word| assignment(&word.text)).collect();
                if set.iter().all(Option::is_some) {
                    for (name, value) in set.into_iter().flatten() {
                        reader.known.set(name, vec![value.to_owned()]);
                    }
                }
            }
        }
        None
    }
}

/// The only word of a command beside its options.
fn rest_of(words: &[Word]) -> Option<String> {
    match words {
        [] => None,
        [only] => Some(only.text.clone()),
        _ => Some(String::new()),
    }
}

fn single(reader: &mut Reader<'_>) {
    reader.begin_word();
    reader.next();
    while let Some(c) = reader.next() {
        if c == '\'' {
            return;
        }
        reader.push_char(c);
    }
    let place = reader.place;
    reader.note(place, "a single quote is not closed");
}

fn typographic(reader: &mut Reader<'_>) {
    reader.begin_word();
    let place = reader.place;
    reader.next();
    let text = reader.take_while(|c| c != '”' && c != '“');
    reader.push(&text);
    reader.next();
    reader.lacks(place, "typographic quotes stand where plain ones are meant");
}
