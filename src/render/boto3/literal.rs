//! Python literals as Ruff's formatter leaves them.

/// A string literal: in double quotes, unless that takes more escapes. What cannot be seen is escaped.
pub(in crate::render) fn string(text: &str) -> String {
    quoted(text, is_visible)
}

/// A string literal of ASCII characters, whose width is its length.
pub(in crate::render) fn ascii(text: &str) -> String {
    quoted(text, |c| c.is_ascii() && is_visible(c))
}

/// The width of a string literal of a short text in ASCII.
pub(super) fn width(text: &str, longest: usize) -> Option<usize> {
    let plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\'' | b'\\');
    if text.len() > longest || !text.is_ascii() {
        None
    } else if text.bytes().all(plain) {
        Some(text.len() + 2)
    } else {
        Some(string(text).len())
    }
}

fn quoted(text: &str, is_plain: fn(char) -> bool) -> String {
    let count = |quote: u8| text.bytes().filter(|byte| *byte == quote).count();
    let quote = if count(b'"') > count(b'\'') {
        '\''
    } else {
        '"'
    };
    let mut acc = String::with_capacity(text.len() + 2);
    acc.push(quote);
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => acc.push(c),
            '\\' => acc.push_str("\\\\"),
            '\n' => acc.push_str("\\n"),
            '\r' => acc.push_str("\\r"),
            '\t' => acc.push_str("\\t"),
            c if c == quote => acc.extend(['\\', c]),
            c if !is_plain(c) => acc.push_str(&escape(c)),
            c => acc.push(c),
        }
    }
    acc.push(quote);
    acc
}

fn escape(c: char) -> String {
    let code = u32::from(c);
    match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

/// Whether a reader sees the character as itself: no control, no unusual space, nothing that joins or
/// reorders its neighbors, nothing private or unassigned for ever.
fn is_visible(c: char) -> bool {
    !matches!(u32::from(c),
        0..=0x1f
        | 0x7f..=0xa0
        | 0xad
        | 0x34f
        | 0x61c
        | 0x115f..=0x1160
        | 0x1680
        | 0x17b4..=0x17b5
        | 0x180b..=0x180f
        | 0x2000..=0x200f
        | 0x2028..=0x202f
        | 0x205f..=0x206f
        | 0x3000
        | 0x3164
        | 0xe000..=0xf8ff
        | 0xfdd0..=0xfdef
        | 0xfe00..=0xfe0f
        | 0xfeff
        | 0xffa0
        | 0xfff0..=0xffff
        | 0xe_0000..)
}

/// A number literal. Python reads no integer of more than 4,300 digits: that becomes a string.
pub(super) fn number(text: &str) -> String {
    if text.len() > 4_000
        && text
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_digit())
    {
        return string(text);
    }
    // Ruff writes exponents in lower case and without a plus.
    text.to_ascii_lowercase().replace("e+", "e")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_quoted_as_ruff_does() {
        for (text, expected) in [
            ("", r#""""#),
            ("a b", r#""a b""#),
            (r#"say "hi""#, r#"'say "hi"'"#),
            ("it's", r#""it's""#),
            (r#"'"'"#, r#""'\"'""#),
            (r#"'""'"#, r#""'\"\"'""#),
            (r#""'""#, r#"'"\'"'"#),
            ("\\", r#""\\""#),
            (
                "a\n\t\u{1b}\u{200b}\u{1f600}é\u{e0001}",
                r#""a\n\t\x1b\u200b😀é\U000e0001""#,
            ),
        ] {
            assert_eq!(string(text), expected);
        }
    }

    #[test]
    fn numbers_are_what_python_reads() {
        assert_eq!(number("1E+5"), "1e5");
        assert_eq!(number("-0"), "-0");
        assert!(number(&"9".repeat(5000)).starts_with('"'));
    }
}
