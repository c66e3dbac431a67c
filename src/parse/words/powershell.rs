//! PowerShell, with the argument rules of Windows programs.

use super::{Reader, mark, name_at};

pub(super) fn read(reader: &mut Reader<'_>) {
    while let Some(c) = reader.peek() {
        match c {
            '#' if !reader.in_word() => reader.skip_line(),
            '\n' | ';' | '|' => {
                reader.next();
                end_command(reader);
            }
            c if c.is_whitespace() => {
                reader.next();
                reader.end_word();
            }
            // A script block around the commands.
            '&' | '{' | '}' if !reader.in_word() => {
                reader.next();
                end_command(reader);
            }
            '`' => {
                reader.next();
                if !reader.take_line_end()
                    && let Some(c) = reader.next()
                {
                    reader.push_char(escaped(c));
                }
            }
            c if is_single(c) => single(reader),
            c if is_double(c) => double(reader),
            '$' => dollar(reader),
            c => {
                reader.begin_word();
                reader.next();
                reader.push_char(c);
            }
        }
    }
    end_command(reader);
}

/// Assignments are left out; `\"` in an argument is a quote for the program.
fn end_command(reader: &mut Reader<'_>) {
    reader.end_word();
    if reader.command.get(1).is_some_and(|word| word.text == "=") {
        reader.command.clear();
    }
    for word in &mut reader.command {
        word.text = word.text.replace("\\\"", "\"");
    }
    reader.end_command();
}

fn is_single(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201b}')
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201e}')
}

fn escaped(c: char) -> char {
    match c {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        c => c,
    }
}

fn single(reader: &mut Reader<'_>) {
    reader.begin_word();
    reader.next();
    while let Some(c) = reader.next() {
        if is_single(c) {
            // Two in a row are the second one.
            match reader.peek().filter(|c| is_single(*c)) {
                Some(second) => {
                    reader.next();
                    reader.push_char(second);
                }
                None => return,
            }
        } else {
            reader.push_char(c);
        }
    }
    let place = reader.place;
    reader.note(place, "a single quote is not closed");
}

fn double(reader: &mut Reader<'_>) {
    reader.begin_word();
    reader.next();
    while let Some(c) = reader.peek() {
        match c {
            c if is_double(c) => {
                reader.next();
                match reader.peek().filter(|c| is_double(*c)) {
                    Some(second) => {
                        reader.next();
                        reader.push_char(second);
                    }
                    None => return,
                }
            }
            '`' => {
                reader.next();
                if let Some(c) = reader.next() {
                    reader.push_char(escaped(c));
                }
            }
            '$' => dollar(reader),
            c => {
                reader.next();
                reader.push_char(c);
            }
        }
    }
    let place = reader.place;
    reader.note(place, "a double quote is not closed");
}

/// `$env:NAME`, `${env:NAME}`, another variable, `$(…)`, or a lone `$`.
fn dollar(reader: &mut Reader<'_>) {
    let place = reader.place;
    reader.begin_word();
    reader.next();
    let braced = reader.take('{');
    let name = name_at(reader);
    if name.eq_ignore_ascii_case("env") && reader.take(':') {
        let name = name_at(reader);
        reader.push(&mark(&name));
    } else if name.is_empty() {
        reader.push_char('$');
    } else {
        if !["true", "false", "null", "PSNativeCommandArgumentPassing"].contains(&name.as_str()) {
            reader.note(place, "a variable is not known; its place holds its name");
        }
        reader.push(&format!("${name}"));
    }
    if braced {
        reader.take('}');
    }
}
