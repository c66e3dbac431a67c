//! cmd.exe, with the argument rules of Windows programs.

use super::{Reader, Word, mark};

pub(super) fn read(reader: &mut Reader<'_>) {
    while let Some(c) = reader.peek() {
        match c {
            '\n' | '&' | '|' => {
                reader.next();
                end_command(reader);
            }
            c if c.is_whitespace() => {
                reader.next();
                reader.end_word();
            }
            '>' if !reader
                .word
                .as_ref()
                .is_some_and(|word| word.text.starts_with('<')) =>
            {
                reader.skip_redirect();
            }
            '"' => quoted(reader),
            '^' => {
                reader.next();
                if !reader.take_line_end()
                    && let Some(c) = reader.next()
                {
                    reader.push_char(c);
                }
            }
            '%' => percent(reader),
            '\\' => backslashes(reader),
            c => {
                reader.begin_word();
                reader.next();
                reader.push_char(c);
            }
        }
    }
    end_command(reader);
}

/// Commands of cmd itself are left out, `call` before a program too.
fn end_command(reader: &mut Reader<'_>) {
    const OWN: [&str; 6] = ["echo", "rem", "setlocal", "endlocal", "set", "exit"];
    reader.end_word();
    // A leading @ keeps cmd from showing the command.
    if let Some(first) = reader.command.first_mut()
        && let Some(rest) = first.text.strip_prefix('@')
    {
        first.text = rest.to_owned();
    }
    let first = reader
        .command
        .first()
        .map(|word| word.text.to_ascii_lowercase());
    match first.as_deref() {
        Some("call") => {
            reader.command.remove(0);
        }
        Some(first) if OWN.contains(&first) || first.starts_with(':') => {
            let words = std::mem::take(&mut reader.command);
            if first == "set" {
                set(reader, &words[1..]);
            }
        }
        _ => {}
    }
    reader.end_command();
}

/// `set NAME=value`, or with quotes around both.
fn set(reader: &mut Reader<'_>, words: &[Word]) {
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    if let Some((name, value)) = words.join(" ").split_once('=') {
        reader
            .known
            .set(&name.to_lowercase(), vec![value.to_owned()]);
    }
}

fn quoted(reader: &mut Reader<'_>) {
    reader.begin_word();
    reader.next();
    while let Some(c) = reader.peek() {
        match c {
            '"' => {
                reader.next();
                // Two quotes within quotes are one.
                if !reader.take('"') {
                    return;
                }
                reader.push_char('"');
            }
            '\\' => backslashes(reader),
            '%' => percent(reader),
            '\n' => break,
            c => {
                reader.next();
                reader.push_char(c);
            }
        }
    }
    let place = reader.place;
    reader.note(place, "a double quote is not closed");
}

/// Backslashes stand for themselves but before a quote, where two are one and an odd one escapes it.
fn backslashes(reader: &mut Reader<'_>) {
    reader.begin_word();
    let run = reader.take_while(|c| c == '\\');
    if reader.peek() == Some('"') {
        reader.push(&"\\".repeat(run.len() / 2));
        if run.len() % 2 == 1 {
            reader.next();
            reader.push_char('"');
        }
    } else {
        reader.push(&run);
    }
}

/// `%NAME%`, `%%`, or a lone `%`.
fn percent(reader: &mut Reader<'_>) {
    reader.begin_word();
    reader.next();
    if reader.take('%') {
        return reader.push_char('%');
    }
    let mut ahead = reader.chars.clone();
    let name: String = ahead
        .by_ref()
        .take_while(|c| *c != '%' && *c != '\n')
        .collect();
    let closed = reader.chars.clone().nth(name.chars().count()) == Some('%');
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if closed && is_name {
        for _ in 0..=name.chars().count() {
            reader.next();
        }
        match reader.known.text(&name.to_lowercase()) {
            Some(text) => reader.push(&text),
            None => reader.push(&mark(&name)),
        }
    } else {
        reader.push_char('%');
    }
}
