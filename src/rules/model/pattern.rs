//! The model's patterns.

use std::collections::BTreeMap;

use regex_lite::Regex;

/// The patterns compiled so far.
#[derive(Debug, Default)]
pub(super) struct Patterns(BTreeMap<&'static str, Option<Regex>>);

impl Patterns {
    /// Whether a whole text is what a pattern describes. One that cannot be read describes every text.
    pub(super) fn matches(&mut self, pattern: &'static str, text: &str) -> bool {
        // The ids of hundreds of shards are not worth an expression each, nor is a long access string.
        match pattern {
            r"\d+" => return !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()),
            r".*\S.*" => {
                let space = |b: u8| b.is_ascii_whitespace() || b == b'\x0b';
                return text.bytes().any(|b| !space(b));
            }
            _ => {}
        }
        let compiled = self.0.entry(pattern);
        let compiled = compiled.or_insert_with(|| expression(pattern));
        compiled.as_ref().is_none_or(|regex| regex.is_match(text))
    }
}

fn expression(pattern: &str) -> Option<Regex> {
    Regex::new(&format!("^(?s:{pattern})$")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcuts_say_what_the_patterns_say() {
        let mut patterns = Patterns::default();
        for pattern in [r"\d+", r".*\S.*"] {
            let regex = expression(pattern).expect("a pattern");
            for text in [
                "",
                " ",
                "\t\r\n\u{b}\u{c}",
                "\u{a0}",
                "1",
                "12a",
                "\n1 ",
                "é",
                "٣",
            ] {
                let found = patterns.matches(pattern, text);
                assert_eq!(found, regex.is_match(text), "{pattern} {text:?}");
            }
        }
        assert!(patterns.0.is_empty());
    }
}
