//! What stands after a `$`.

use super::{Reader, Shell, assignment, mark};
use crate::parse::words::name_at;

const UNKNOWN: &str = "what this expands to is not known here; it stays in the text";

impl Shell {
    /// `$NAME`, `${NAME}` and its like, `$(command)`, `$'text'`, or a lone `$`.
    pub(super) fn dollar(&mut self, reader: &mut Reader<'_>, quoted: bool) {
        let place = reader.place;
        reader.next();
        match reader.peek() {
            Some('{') => {
                reader.next();
                self.braced(reader, quoted);
            }
            Some('(') => self.substitution(reader, ')'),
            Some('\'') if !quoted => escapes(reader),
            // A text to be translated.
            Some('"') if !quoted => {}
            Some(c) if c.is_ascii_alphabetic() || c == '_' => {
                let name = name_at(reader);
                self.variable(reader, &name, quoted);
            }
            Some(c) if c.is_ascii_digit() || matches!(c, '@' | '?') => {
                reader.next();
                reader.push(&format!("${c}"));
                reader.lacks(place, UNKNOWN);
            }
            _ => reader.push_char('$'),
        }
    }

    /// The text of a variable; without quotes its words.
    fn variable(&mut self, reader: &mut Reader<'_>, name: &str, quoted: bool) {
        let Some(text) = reader.known.text(name) else {
            return reader.push(&mark(name));
        };
        let sets = reader
            .word
            .as_ref()
            .is_some_and(|word| assignment(&word.text).is_some());
        if quoted || sets {
            return reader.push(&text);
        }
        if text.starts_with(char::is_whitespace) {
            self.end_word(reader);
        }
        for (i, part) in text.split_whitespace().enumerate() {
            if i > 0 {
                self.end_word(reader);
            }
            reader.push(part);
        }
        if text.ends_with(char::is_whitespace) {
            self.end_word(reader);
        }
    }

    /// What follows `${`.
    fn braced(&mut self, reader: &mut Reader<'_>, quoted: bool) {
        let place = reader.place;
        let name = name_at(reader);
        let operation = reader.take_while(|c| c != '}' && c != '\n');
        reader.take('}');
        let is_set = reader.known.text(&name).is_some();
        let default = [":-", ":=", "-", "="]
            .iter()
            .find_map(|mark| operation.strip_prefix(mark))
            .map(|text| text.trim_matches(['"', '\'']))
            .filter(|text| !text.is_empty() && !text.contains(['$', '`']));
        match operation.as_str() {
            _ if name.is_empty() => reader.lacks(place, UNKNOWN),
            "" => self.variable(reader, &name, quoted),
            "[@]" | "[*]" => match reader.known.words(&name) {
                Some(words) => {
                    for (i, word) in words.iter().enumerate() {
                        if i > 0 {
                            self.end_word(reader);
                        }
                        reader.push(word);
                    }
                }
                None => reader.push(&mark(&name)),
            },
            other if is_set && other.starts_with([':', '-', '=', '?']) => {
                self.variable(reader, &name, quoted);
            }
            other => {
                if let Some(text) = default {
                    reader.push(text);
                    let message = format!("{name} is taken as its default here");
                    return reader.lacks(place, &message);
                }
                if !other.starts_with([':', '-', '=', '?']) {
                    reader.lacks(place, UNKNOWN);
                }
                reader.push(&mark(&name));
            }
        }
    }
}

/// `$'it\'s'`.
fn escapes(reader: &mut Reader<'_>) {
    reader.begin_word();
    reader.next();
    while let Some(c) = reader.next() {
        match c {
            '\'' => return,
            '\\' => {
                let Some(c) = reader.next() else { break };
                let c = match c {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'x' => code(reader, 2),
                    'u' => code(reader, 4),
                    'U' => code(reader, 8),
                    c => c,
                };
                reader.push_char(c);
            }
            c => reader.push_char(c),
        }
    }
    let place = reader.place;
    reader.note(place, "a single quote is not closed");
}

/// A character by up to so many hexadecimal digits.
fn code(reader: &mut Reader<'_>, digits: usize) -> char {
    let mut code = 0;
    for _ in 0..digits {
        let Some(digit) = reader.peek().and_then(|c| c.to_digit(16)) else {
            break;
        };
        code = code * 16 + digit;
        reader.next();
    }
    char::from_u32(code).unwrap_or('\u{fffd}')
}
