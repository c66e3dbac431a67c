//! Redirections: files that the script writes itself are known where they are read.

use super::{Reader, Shell, Word};
use crate::parse::words::{READ, program};

/// Where the next word goes.
enum Way {
    Output,
    Input,
    Text,
    Nowhere,
}

/// A text that follows the line: `<<EOF`.
struct Here {
    end: String,
    /// Nothing within it is expanded.
    quoted: bool,
    /// Tabs at the beginning of lines are no part of it.
    indented: bool,
    to: To,
}

/// Where such a text goes.
enum To {
    Nowhere,
    /// It is printed, to a file or not.
    Output(Option<String>),
    Variable(String),
    /// The input of a command that has been read.
    Command(usize),
}

/// What belongs to the command being read.
#[derive(Default)]
pub(super) struct Current {
    next: Option<Way>,
    input: Option<String>,
    text: Option<String>,
    output: Option<String>,
    here: Vec<Here>,
}

#[derive(Default)]
pub(super) struct Redirects {
    current: Current,
    /// Texts that begin on the next line.
    pending: Vec<Here>,
}

impl Redirects {
    pub(super) fn suspended(&mut self) -> Current {
        std::mem::take(&mut self.current)
    }

    pub(super) fn resume(&mut self, current: Current) {
        self.current = current;
    }

    /// Takes a word that a redirection is about; others are given back.
    pub(super) fn target(&mut self, word: Word) -> Option<Word> {
        let current = &mut self.current;
        match current.next.take() {
            None => return Some(word),
            Some(Way::Output) => current.output = Some(word.text),
            Some(Way::Input) => current.input = Some(word.text),
            Some(Way::Text) => current.text = Some(word.text + "\n"),
            Some(Way::Nowhere) => {}
        }
        None
    }

    /// What `cat` prints, where that is known.
    pub(super) fn content(&self, reader: &mut Reader<'_>, name: Option<String>) -> Option<String> {
        let file = name.or_else(|| self.current.input.clone());
        match file {
            Some(file) => reader.known.file(&file).map(|(text, _)| text),
            None => self.current.text.clone(),
        }
    }

    /// The command ends: what it prints is in its file, and the texts that follow belong to it.
    pub(super) fn end_command(&mut self, reader: &mut Reader<'_>, printed: Option<&str>) {
        let current = std::mem::take(&mut self.current);
        let command = &reader.command;
        let name = command.first().map_or("", |word| word.text.as_str());
        let last = || command.last().map(|word| word.text.clone());
        let output = if name == "tee" {
            last()
        } else {
            current.output
        };
        for mut here in current.here {
            here.to = match name {
                "cat" | "tee" => To::Output(output.clone()),
                "read" => last().map_or(To::Nowhere, To::Variable),
                _ if program(command, READ).is_some() => To::Command(reader.script.commands.len()),
                _ => To::Nowhere,
            };
            self.pending.push(here);
        }
        if let Some((path, text)) = output.zip(printed) {
            let line = reader.place.line;
            reader
                .known
                .write(path.trim_start_matches("./"), text.to_owned(), line);
        }
    }
}

impl Shell {
    /// `>`, `<`, `<<EOF`, `<<<text`, with a number before it or not.
    pub(super) fn redirect(&mut self, reader: &mut Reader<'_>) {
        let is_number = |word: &Word| {
            !word.text.is_empty() && word.text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let number = if reader.word.as_ref().is_some_and(is_number) {
            reader.word.take().map(|word| word.text)
        } else {
            if !reader.in_word() && placeholder(reader) {
                return;
            }
            self.end_word(reader);
            None
        };
        let way = if reader.take('<') {
            if reader.take('<') {
                if !reader.take('<') {
                    return self.here(reader);
                }
                Way::Text
            } else if reader.peek() == Some('(') {
                return self.substitution(reader, ')');
            } else if reader.take('&') {
                Way::Nowhere
            } else {
                Way::Input
            }
        } else {
            reader.next();
            reader.take('>');
            reader.take('|');
            let is_output = number.is_none_or(|number| number == "1");
            if reader.take('&') || !is_output {
                Way::Nowhere
            } else {
                Way::Output
            }
        };
        self.redirects.current.next = Some(way);
    }

    /// What follows `<<`.
    fn here(&mut self, reader: &mut Reader<'_>) {
        let indented = reader.take('-');
        reader.take_while(|c| matches!(c, ' ' | '\t'));
        let word = reader.take_while(|c| !c.is_whitespace() && !";&|<>()".contains(c));
        let end: String = word
            .chars()
            .filter(|c| !matches!(c, '\'' | '"' | '\\'))
            .collect();
        self.redirects.current.here.push(Here {
            quoted: end != word,
            end,
            indented,
            to: To::Nowhere,
        });
    }

    /// Reads the texts that begin here.
    pub(super) fn here_documents(&mut self, reader: &mut Reader<'_>) {
        for here in std::mem::take(&mut self.redirects.pending) {
            let line = reader.place.line;
            let text = self.within(reader, |shell, reader| shell.here_document(reader, &here));
            match here.to {
                To::Nowhere => {}
                To::Output(file) => {
                    if let Some(path) = file {
                        reader
                            .known
                            .write(path.trim_start_matches("./"), text.clone(), line);
                    }
                    self.printed = Some(text);
                }
                To::Variable(name) => reader.known.set(&name, vec![text]),
                To::Command(at) => {
                    reader.known.write("/dev/stdin", text, line);
                    for word in reader.script.commands.get_mut(at).into_iter().flatten() {
                        reader.known.fill_in(word);
                    }
                    reader.known.write("/dev/stdin", String::new(), line);
                }
            }
        }
    }

    fn here_document(&mut self, reader: &mut Reader<'_>, here: &Here) -> String {
        let start = reader.place;
        reader.begin_word();
        loop {
            let line: String = reader.chars.clone().take_while(|c| *c != '\n').collect();
            let shown = if here.indented {
                line.trim_start_matches('\t')
            } else {
                &line
            };
            if shown.trim_end_matches('\r') == here.end {
                reader.skip_line();
                reader.take('\n');
                break;
            }
            if reader.peek().is_none() {
                reader.note(
                    start,
                    &format!("the text from here on does not end with {}", here.end),
                );
                break;
            }
            if here.indented {
                reader.take_while(|c| c == '\t');
            }
            while let Some(c) = reader.peek().filter(|c| *c != '\n') {
                match c {
                    '$' if !here.quoted => self.dollar(reader, true),
                    '`' if !here.quoted => self.substitution(reader, '`'),
                    '\\' if !here.quoted => {
                        reader.next();
                        match reader.peek() {
                            Some(c @ ('\\' | '$' | '`')) => {
                                reader.next();
                                reader.push_char(c);
                            }
                            _ => reader.push_char('\\'),
                        }
                    }
                    c => {
                        reader.next();
                        reader.push_char(c);
                    }
                }
            }
            if reader.take('\n') {
                reader.push_char('\n');
            }
        }
        let lacks = std::mem::take(&mut reader.lacks);
        reader.script.notes.extend(lacks);
        reader.word.take().map(|word| word.text).unwrap_or_default()
    }
}

/// `<name>`, as documentation writes what is to be filled in.
fn placeholder(reader: &mut Reader<'_>) -> bool {
    let mut ahead = reader.chars.clone().skip(1);
    let name: String = ahead
        .by_ref()
        .take_while(|c| *c != '>')
        .take(60)
        .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
        .collect();
    let length = name.len() + 2;
    if name.is_empty() || reader.chars.clone().nth(length - 1) != Some('>') {
        return false;
    }
    for _ in 0..length {
        if let Some(c) = reader.next() {
            reader.push_char(c);
        }
    }
    true
}
