//! The only module that quotes: what makes a text safe in a shell's command line.
//!
//! No value may run anything, in any shell, as a script or pasted at a prompt:
//! * a plain word needs no quotes anywhere;
//! * `q1` carries a flag-safe text through sh, bash, zsh, fish alike; `'…\''…'` would execute in fish;
//! * a sentence stands between double quotes in cmd.exe and PowerShell, also where `aws` is a batch file;
//! * everything else travels as JSON whose strings have nothing left that any shell acts on.
//!
//! `tests/shells` proves it in the shells themselves.

use std::ops::RangeInclusive;

/// How JSON is written for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Json {
    /// Between single quotes in sh, bash, zsh, fish, and in a file that they write.
    Posix,
    /// An argument of cmd.exe or PowerShell: `\"` for each quote, by Microsoft's rules of arguments.
    Windows,
    /// In a file that cmd.exe or PowerShell writes.
    WindowsFile,
}

/// What the AWS CLI replaces by the contents of a file or page.
const LOADED: &[&str] = &["file://", "fileb://", "http://", "https://"];

fn is_loaded(text: &str) -> bool {
    LOADED.iter().any(|prefix| text.starts_with(prefix))
}

/// Safe without quotes in every shell, and no option: `[A-Za-z0-9][A-Za-z0-9_./:-]*`.
pub(super) fn is_plain_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.bytes().all(is_plain)
        && !is_loaded(text)
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'/' | b':' | b'-')
}

/// Arrives unchanged as a flag's value in sh, bash, zsh and fish, written by `q1`, also typed at a prompt.
///
/// Control characters execute even between quotes once a terminal sees them, the AWS CLI loads URLs and drops
/// `--`, and shells' editors mangle what has no glyph.
pub(super) fn is_flag_safe(text: &str) -> bool {
    text != "--" && !is_loaded(text) && text.chars().all(is_visible)
}

/// Line ends, printable ASCII, and letters and punctuation that every editor knows.
fn is_visible(c: char) -> bool {
    match c {
        '\u{ad}' => false,
        '\n' | ' '..='~' | '\u{a1}'..='\u{ff}' => true,
        _ => c.is_alphanumeric() || SIGNS.iter().any(|signs| signs.contains(&c)),
    }
}

/// Punctuation and currencies beyond Latin 1.
const SIGNS: &[RangeInclusive<char>] = &[
    '\u{2010}'..='\u{2027}',
    '\u{2030}'..='\u{205e}',
    '\u{20a0}'..='\u{20bf}',
    '\u{3000}'..='\u{303f}',
    '\u{ff01}'..='\u{ff5e}',
];

/// Safe between double quotes in cmd.exe and PowerShell, also when cmd.exe reads it twice.
pub(super) fn is_sentence(text: &str) -> bool {
    let safe = |byte| is_plain(byte) || matches!(byte, b' ' | b',' | b'=' | b'+' | b'@');
    !text.is_empty() && !text.starts_with('-') && !is_loaded(text) && text.bytes().all(safe)
}

/// A word that is safe everywhere: what is not plain becomes `_`. For names that are wrong anyway.
pub(super) fn defused(text: &str) -> String {
    let mut acc: String = text
        .chars()
        .map(|c| {
            if u8::try_from(c).is_ok_and(is_plain) {
                c
            } else {
                '_'
            }
        })
        .collect();
    if !acc.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        acc.insert(0, 'x');
    }
    if is_loaded(&acc) {
        acc.insert(0, 'x');
    }
    acc
}

/// Appends one argument for every POSIX-like shell and fish; a plain word as it is.
///
/// Quotes go between `"`, backslashes that fish would act on are doubled between `"`, the rest goes between `'`.
pub(super) fn push_q1(acc: &mut String, text: &str) {
    if is_plain_word(text) {
        acc.push_str(text);
        return;
    }
    if text.is_empty() {
        acc.push_str("''");
    }
    let mut rest = text;
    while !rest.is_empty() {
        let quotes = run(rest, b'\'');
        let slashes = run(rest, b'\\');
        let end = if quotes > 0 {
            acc.push('"');
            acc.push_str(&rest[..quotes]);
            acc.push('"');
            quotes
        } else if doubles(rest, slashes) {
            acc.push('"');
            acc.extend(std::iter::repeat_n("\\\\", slashes));
            acc.push('"');
            slashes
        } else {
            let end = plain_end(rest);
            acc.push('\'');
            acc.push_str(&rest[..end]);
            acc.push('\'');
            end
        };
        rest = &rest[end..];
    }
}

/// How many of a byte the text starts with.
fn run(text: &str, byte: u8) -> usize {
    text.bytes().take_while(|b| *b == byte).count()
}

/// Whether backslashes at the start of the text must not stand between single quotes in fish.
fn doubles(text: &str, slashes: usize) -> bool {
    slashes > 1 || slashes == 1 && matches!(text.as_bytes().get(1), None | Some(b'\''))
}

/// The end of the piece at the start of the text that can stand between single quotes.
fn plain_end(text: &str) -> usize {
    let special = |(i, _): &(usize, &str)| {
        let rest = &text[*i..];
        rest.starts_with('\'') || doubles(rest, run(rest, b'\\').min(2))
    };
    text.match_indices(['\'', '\\'])
        .find(special)
        .map_or(text.len(), |(i, _)| i)
}

impl Json {
    /// What a quote of the JSON is written as.
    pub(super) fn quote(self) -> &'static str {
        match self {
            Self::Windows => "\\\"",
            Self::Posix | Self::WindowsFile => "\"",
        }
    }

    fn keeps(self, byte: u8) -> bool {
        match self {
            Self::Posix => matches!(byte, b' '..=b'~') && !matches!(byte, b'\'' | b'"' | b'\\'),
            Self::Windows | Self::WindowsFile => is_plain(byte),
        }
    }

    /// Appends a JSON string literal. What the place does not keep becomes `\uXXXX`, by UTF-16 code unit.
    pub(super) fn push_string(self, acc: &mut String, text: &str) {
        acc.push_str(self.quote());
        self.push_inner(acc, text);
        acc.push_str(self.quote());
    }

    /// The literal without its quotes.
    fn push_inner(self, acc: &mut String, text: &str) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let mut rest = text;
        while !rest.is_empty() {
            let kept = rest.bytes().take_while(|byte| self.keeps(*byte)).count();
            acc.push_str(&rest[..kept]);
            rest = &rest[kept..];
            let Some(c) = rest.chars().next() else { break };
            for unit in c.encode_utf16(&mut [0; 2]) {
                acc.push_str("\\u");
                let digits = [12, 8, 4, 0].map(|shift| HEX[usize::from(*unit >> shift & 15)]);
                acc.extend(digits.map(char::from));
            }
            rest = &rest[c.len_utf8()..];
        }
    }

    /// Appends a number as it was typed; what only claims to be one becomes a string.
    pub(super) fn push_number(self, acc: &mut String, number: &str) {
        let digit =
            |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
        if !number.is_empty() && number.bytes().all(digit) {
            acc.push_str(number);
        } else {
            self.push_string(acc, number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn q1(text: &str) -> String {
        let mut acc = String::new();
        push_q1(&mut acc, text);
        acc
    }

    fn json(style: Json, text: &str) -> String {
        let mut acc = String::new();
        style.push_string(&mut acc, text);
        acc
    }

    #[test]
    fn arguments_are_quoted_for_posix_shells_and_fish_alike() {
        for (text, expected) in [
            ("", "''"),
            ("cache.t3.micro", "cache.t3.micro"),
            ("a b", "'a b'"),
            ("it's", r#"'it'"'"'s'"#),
            ("''", r#""''""#),
            (r"a\nb", r"'a\nb'"),
            (r"\", r#""\\""#),
            (r"\\", r#""\\\\""#),
            (r"a\", r#"'a'"\\""#),
            (r"\'", r#""\\""'""#),
            (r"a\\\b", r#"'a'"\\\\\\"'b'"#),
            ("file://x", "'file://x'"),
            ("-x", "'-x'"),
            ("é\n$(x)", "'é\n$(x)'"),
        ] {
            assert_eq!(q1(text), expected, "{text:?}");
        }
    }

    /// What a POSIX shell (or, with `fish`, fish) makes of a quoted argument.
    fn unquoted(argument: &str, fish: bool) -> String {
        let mut acc = String::new();
        let mut letters = argument.chars().peekable();
        while let Some(quote) = letters.next() {
            assert!(matches!(quote, '\'' | '"'), "{argument}");
            while let Some(c) = letters.next() {
                match c {
                    _ if c == quote => break,
                    '\\' if quote == '"' => acc.extend(letters.next()),
                    '\\' if fish && matches!(letters.peek(), Some('\\' | '\'')) => {
                        acc.extend(letters.next());
                    }
                    c => acc.push(c),
                }
            }
        }
        acc
    }

    #[test]
    fn every_short_text_of_special_characters_survives_quoting() {
        let mut texts = vec![String::new()];
        for _ in 0..5 {
            let longer = texts
                .iter()
                .flat_map(|text| ["'", "\\", "\"", "$", " "].map(|c| format!("{text}{c}")));
            texts = longer.chain([String::new()]).collect();
            for text in &texts {
                for fish in [false, true] {
                    assert_eq!(unquoted(&q1(text), fish), *text);
                }
            }
        }
    }

    #[test]
    fn json_strings_keep_only_what_is_safe_in_the_place() {
        let text = "it's \"100%\" \\ é 🦀";
        assert_eq!(
            json(Json::Posix, text),
            r#""it\u0027s \u0022100%\u0022 \u005c \u00e9 \ud83e\udd80""#
        );
        assert_eq!(
            json(Json::Windows, text),
            r#"\"it\u0027s\u0020\u0022100\u0025\u0022\u0020\u005c\u0020\u00e9\u0020\ud83e\udd80\""#
        );
        let mut acc = String::new();
        Json::Posix.push_number(&mut acc, "1e+3");
        Json::WindowsFile.push_number(&mut acc, "1&2");
        assert_eq!(acc, r#"1e+3"1\u00262""#);
    }

    #[test]
    fn texts_are_sorted_by_what_carries_them() {
        for (text, plain, sentence, flag) in [
            ("cache.t3.micro", true, true, true),
            ("", false, false, true),
            ("My cluster, a=b", false, true, true),
            ("-x", false, false, true),
            ("--", false, false, false),
            ("a%b", false, false, true),
            ("http://x", false, false, false),
            ("fileb://x", false, false, false),
            (" file://x", false, true, true),
            ("a\tb", false, false, false),
            ("a\nb", false, false, true),
            ("é", false, false, true),
            ("日本語", false, false, true),
            ("\u{7f}", false, false, false),
            ("\u{a0}", false, false, false),
            ("a\u{200b}b", false, false, false),
            ("\u{202e}", false, false, false),
            ("\u{e000}", false, false, false),
        ] {
            let found = (is_plain_word(text), is_sentence(text), is_flag_safe(text));
            assert_eq!(found, (plain, sentence, flag), "{text:?}");
        }
    }

    #[test]
    fn wrong_names_are_defused() {
        for (text, expected) in [
            ("--debug", "x--debug"),
            ("a;b", "a_b"),
            ("", "x"),
            ("file://a", "xfile://a"),
            ("us-west-2", "us-west-2"),
        ] {
            assert_eq!(defused(text), expected);
            assert!(is_plain_word(&defused(text)));
        }
    }
}
