//! Where in a JSON text a value stands.

/// A step into a JSON value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    Key(&'a str),
    Item(usize),
}

/// Line and column, both from 1, of the value that the steps lead to, or of the last one on the way
/// that is there. The text must be JSON.
pub(super) fn place(text: &str, steps: &[Step<'_>]) -> (usize, usize) {
    let mut cursor = Cursor { text, at: 0 };
    cursor.blanks();
    let mut found = cursor.at;
    for step in steps {
        let Some(at) = cursor.enter(*step) else { break };
        found = at;
    }
    let before = &text[..found];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Whether the character comes next; if so it is passed.
    fn pass(&mut self, c: char) -> bool {
        self.blanks();
        let there = self.rest().starts_with(c);
        self.at += if there { c.len_utf8() } else { 0 };
        there
    }

    /// From the start of an object or list to the start of a value in it.
    fn enter(&mut self, step: Step<'_>) -> Option<usize> {
        match step {
            Step::Item(index) => {
                if !self.pass('[') {
                    return None;
                }
                for _ in 0..index {
                    self.skip();
                    if !self.pass(',') {
                        return None;
                    }
                }
                self.blanks();
                (!self.rest().starts_with(']')).then_some(self.at)
            }
            Step::Key(wanted) => {
                if !self.pass('{') {
                    return None;
                }
                let mut found = None;
                // Of several members with one name the last one counts.
                while self.rest().trim_start().starts_with('"') {
                    self.blanks();
                    let start = self.at;
                    self.skip();
                    let name = &self.text[start + 1..self.at.saturating_sub(1).max(start + 1)];
                    self.pass(':');
                    self.blanks();
                    if name == wanted {
                        found = Some(self.at);
                    }
                    self.skip();
                    self.pass(',');
                }
                self.at = found?;
                found
            }
        }
    }

    /// Passes a value.
    fn skip(&mut self) {
        self.blanks();
        let mut depth = 0_usize;
        let mut in_text = false;
        let mut escaped = false;
        for (i, c) in self.rest().char_indices() {
            let ends_here = depth == 0 && !in_text && i > 0;
            if ends_here && matches!(c, ',' | '}' | ']' | ':' | ' ' | '\n' | '\r' | '\t') {
                self.at += i;
                return;
            }
            if in_text {
                in_text = escaped || c != '"';
                escaped = !escaped && c == '\\';
            } else {
                match c {
                    '"' => in_text = true,
                    '{' | '[' => depth += 1,
                    '}' | ']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            if depth == 0 && !in_text && matches!(c, '"' | '}' | ']') {
                self.at += i + 1;
                return;
            }
        }
        self.at = self.text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::Step::{Item, Key};
    use super::*;

    #[test]
    fn values_are_found_in_their_text() {
        let text = "{\n  \"a\": \"x\\\"},\",\n  \"é\": [1, {\"b\": -2.5e3}, [3]], \"c\": {}\n}";
        for (steps, expected) in [
            (&[][..], (1, 1)),
            (&[Key("a")], (2, 8)),
            (&[Key("é")], (3, 8)),
            (&[Key("é"), Item(0)], (3, 9)),
            (&[Key("é"), Item(1), Key("b")], (3, 18)),
            (&[Key("é"), Item(2)], (3, 27)),
            (&[Key("é"), Item(3)], (3, 8)),
            (&[Key("c"), Key("d")], (3, 38)),
            (&[Key("z")], (1, 1)),
        ] {
            assert_eq!(place(text, steps), expected, "{steps:?}");
        }
    }
}
