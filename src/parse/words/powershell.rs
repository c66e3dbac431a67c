//! PowerShell, with the argument rules of Windows programs.

use super::{Reader, mark, marks, name_at};
use crate::document::is_variable_name;

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
            '@' if !reader.in_word() && here(reader) => {}
            '>' if !in_placeholder(reader) => reader.skip_redirect(),
            c if is_single(c) => single(reader),
            c if is_double(c) => double(reader, '\0'),
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

/// What a variable is set to is known from then on; `\"` in an argument is a quote for the program.
fn end_command(reader: &mut Reader<'_>) {
    reader.end_word();
    if reader.command.get(1).is_some_and(|word| word.text == "=") {
        let words = std::mem::take(&mut reader.command);
        reader.lacks.clear();
        let variable = words[0].text.trim_start_matches('$');
        let name = marks(variable)
            .next()
            .map_or(variable, |name| name)
            .to_lowercase();
        if let [text] = &words[2..] {
            reader.known.set(&name, vec![text.text.clone()]);
        } else {
            reader.known.forget(&name);
            // `$answer = aws …`
            reader.command = words[2..].to_vec();
        }
    }
    for word in &mut reader.command {
        word.text = word.text.replace("\\\"", "\"");
    }
    reader.end_command();
}

/// Whether the `>` ends what is to be filled in: `<name>`.
fn in_placeholder(reader: &Reader<'_>) -> bool {
    reader
        .word
        .as_ref()
        .is_some_and(|word| word.text.starts_with('<'))
}

/// A text between `@'` and `'@`, each on a line of its own; whether there is one.
fn here(reader: &mut Reader<'_>) -> bool {
    let mut ahead = reader.chars.clone().skip(1);
    let Some(quote) = ahead.next().filter(|c| is_single(*c) || is_double(*c)) else {
        return false;
    };
    if ahead.find(|c| !matches!(c, ' ' | '\t' | '\r')) != Some('\n') {
        return false;
    }
    reader.skip_line();
    reader.next();
    reader.begin_word();
    if is_double(quote) {
        double(reader, '@');
    } else {
        let start = reader.place;
        let mut text = String::new();
        loop {
            let line = reader.take_while(|c| c != '\n');
            if let Some(rest) = line.trim_start().strip_prefix("'@") {
                reader.push(text.trim_end_matches(['\n', '\r']));
                // More may follow on the line.
                if !rest.trim().is_empty() {
                    reader.lacks(start, "what follows the end of this text is left out");
                }
                return true;
            }
            text.push_str(&line);
            if reader.next().is_none() {
                reader.note(start, "the text from here on does not end with '@");
                reader.push(&text);
                return true;
            }
            text.push('\n');
        }
    }
    true
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

/// A text in double quotes, whose end is followed by this character where it is `@`.
fn double(reader: &mut Reader<'_>, end: char) {
    reader.begin_word();
    if end != '@' {
        reader.next();
    }
    let mut line_start = end == '@';
    while let Some(c) = reader.peek() {
        let at_start = std::mem::replace(&mut line_start, c == '\n');
        match c {
            c if is_double(c) && end == '@' => {
                reader.next();
                if at_start && reader.take('@') {
                    if let Some(word) = &mut reader.word {
                        let length = word.text.trim_end_matches(['\n', '\r']).len();
                        word.text.truncate(length);
                    }
                    return;
                }
                reader.push_char(c);
            }
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
    if reader.peek() == Some('(') {
        return subexpression(reader);
    }
    let braced = reader.take('{');
    let name = name_at(reader);
    let is_env = name.eq_ignore_ascii_case("env") && reader.take(':');
    let name = if is_env { name_at(reader) } else { name };
    match reader.known.text(&name.to_lowercase()) {
        // What is set here stands after its own name.
        Some(text) if !reader.command.is_empty() || reader.in_word() => reader.push(&text),
        _ if is_env => reader.push(&mark(&name)),
        _ if name.is_empty() => reader.push_char('$'),
        _ => {
            if !["true", "false", "null"].contains(&name.as_str()) {
                reader.lacks(place, "a variable is not known; its place holds its name");
            }
            reader.push(&format!("${name}"));
        }
    }
    if braced {
        reader.take('}');
    }
}

/// `$($name)`; anything else is not run.
fn subexpression(reader: &mut Reader<'_>) {
    let place = reader.place;
    reader.next();
    let mut depth = 1;
    let mut inner = String::new();
    while let Some(c) = reader.next() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        inner.push(c);
    }
    let name = inner
        .trim()
        .strip_prefix('$')
        .unwrap_or_default()
        .to_lowercase();
    let env = name
        .strip_prefix("env:")
        .filter(|name| is_variable_name(name));
    match (reader.known.text(env.unwrap_or(&name)), env) {
        (Some(text), _) => reader.push(&text),
        (None, Some(name)) => reader.push(&mark(&name.to_uppercase())),
        _ => reader.lacks(
            place,
            "a command substitution is not run; its place is left empty",
        ),
    }
}
