//! sh, bash, zsh and fish.

use super::{Reader, mark, name_at};

pub(super) fn read(reader: &mut Reader<'_>) {
    while let Some(c) = reader.peek() {
        match c {
            '#' if !reader.in_word() => reader.skip_line(),
            '\n' | ';' | '&' | '|' => {
                reader.next();
                reader.end_command();
            }
            c if c.is_whitespace() => {
                reader.next();
                reader.end_word();
            }
            '\'' => single(reader),
            '"' => double(reader),
            '\\' => {
                reader.next();
                if !reader.take_line_end()
                    && let Some(c) = reader.next()
                {
                    reader.push_char(c);
                }
            }
            '$' => dollar(reader),
            '`' => substitution(reader, '`'),
            c => {
                reader.begin_word();
                reader.next();
                reader.push_char(c);
            }
        }
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

fn double(reader: &mut Reader<'_>) {
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
            '$' => dollar(reader),
            '`' => substitution(reader, '`'),
            c => {
                reader.next();
                reader.push_char(c);
            }
        }
    }
    let place = reader.place;
    reader.note(place, "a double quote is not closed");
}

/// `$NAME`, `${NAME}` (with or without a default or error text), `$(command)`, or a lone `$`.
fn dollar(reader: &mut Reader<'_>) {
    let place = reader.place;
    reader.begin_word();
    reader.next();
    match reader.peek() {
        Some('{') => {
            reader.next();
            let name = name_at(reader);
            reader.take_while(|c| c != '}' && c != '\n');
            reader.take('}');
            reader.push(&mark(&name));
        }
        Some('(') => {
            reader.next();
            skip_nested(reader);
            reader.note(
                place,
                "a command substitution is not run; its place is left empty",
            );
        }
        Some(c) if c.is_ascii_alphabetic() || c == '_' => {
            let name = name_at(reader);
            reader.push(&mark(&name));
        }
        _ => reader.push_char('$'),
    }
}

fn skip_nested(reader: &mut Reader<'_>) {
    let mut depth = 1;
    while let Some(c) = reader.next() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}

fn substitution(reader: &mut Reader<'_>, end: char) {
    let place = reader.place;
    reader.begin_word();
    reader.next();
    reader.take_while(|c| c != end);
    reader.take(end);
    reader.note(
        place,
        "a command substitution is not run; its place is left empty",
    );
}
