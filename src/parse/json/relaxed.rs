//! JSON as editors take it, with comments and with commas before closing brackets.

use crate::parse::{Note, Place};

/// The text with spaces in the place of what JSON does not have, so that places stay; and what is said of it.
pub(super) fn plain(text: &str) -> (String, Option<Note>) {
    let mut acc = String::with_capacity(text.len());
    // Where a comma stands that nothing follows yet, and the first thing that was left out.
    let (mut comma, mut first): (Option<usize>, Option<usize>) = (None, None);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = acc.len();
        let length = match c {
            '"' => {
                let mut escaped = false;
                let end = rest[1..].find(|c| {
                    let ends = c == '"' && !escaped;
                    escaped = c == '\\' && !escaped;
                    ends
                });
                end.map_or(rest.len(), |end| end + 2)
            }
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            c => c.len_utf8(),
        };
        let (part, after) = rest.split_at(length);
        rest = after;
        if c == '/' && length > 1 {
            first.get_or_insert(at);
            // Bytes stay where they are, and line ends too.
            acc.extend(
                part.bytes()
                    .map(|byte| if byte == b'\n' { '\n' } else { ' ' }),
            );
            continue;
        }
        match c {
            ']' | '}' => {
                if let Some(at) = comma.take() {
                    first = Some(first.map_or(at, |first| first.min(at)));
                    acc.replace_range(at..=at, " ");
                }
            }
            ',' => comma = Some(at),
            c if !c.is_whitespace() => comma = None,
            _ => {}
        }
        acc.push_str(part);
    }
    let note = first.map(|at| Note {
        place: Place::of(text, at),
        message: "comments and commas before closing brackets are no JSON; they are left out"
            .to_owned(),
    });
    (acc, note)
}
