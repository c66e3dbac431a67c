//! The place of a value within a resource's parameters.

use std::fmt;
use std::rc::Rc;

/// `NodeGroupConfiguration[0].Slots`; empty for the whole resource.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path(Vec<Segment>);

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment {
    /// A member of a structure or a key of a map.
    Key(Rc<str>),
    /// An item of a list, from 0.
    Index(usize),
}

impl Path {
    /// The path of the whole resource.
    pub fn root() -> Self {
        Self::default()
    }

    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    #[must_use]
    pub fn key(&self, name: &str) -> Self {
        self.with(Segment::Key(name.into()))
    }

    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.with(Segment::Index(index))
    }

    #[must_use]
    pub fn with(&self, segment: Segment) -> Self {
        let mut segments = self.0.clone();
        segments.push(segment);
        Self(segments)
    }

    /// The path of what this is a part of; the root is its own parent.
    #[must_use]
    pub fn parent(&self) -> Self {
        Self(self.0[..self.0.len().saturating_sub(1)].to_vec())
    }

    /// `MEMBER[index].NAME`: a member of an item of a top-level list.
    pub fn item_member(member: &str, index: usize, name: &str) -> Self {
        Self(vec![
            Segment::Key(member.into()),
            Segment::Index(index),
            Segment::Key(name.into()),
        ])
    }

    /// In place, for walks.
    pub fn push(&mut self, segment: Segment) {
        self.0.push(segment);
    }

    /// In place, for walks.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// The name of the top-level member that this lies in.
    pub fn member(&self) -> Option<&str> {
        match self.0.first() {
            Some(Segment::Key(name)) => Some(name),
            _ => None,
        }
    }

    /// The path without indexes: `NodeGroupConfiguration.Slots`, as the overlay names members.
    pub fn without_indexes(&self) -> String {
        let keys = self.0.iter().filter_map(|segment| match segment {
            Segment::Key(name) => Some(&**name),
            Segment::Index(_) => None,
        });
        keys.collect::<Vec<_>>().join(".")
    }

    /// Reads what `Display` writes. Total: what is no index or quoted key is a plain key.
    pub fn parse(text: &str) -> Self {
        let mut segments = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            rest = rest.strip_prefix('.').unwrap_or(rest);
            if let Some((segment, after)) = bracketed(rest) {
                segments.push(segment);
                rest = after;
                continue;
            }
            let end = rest
                .char_indices()
                .skip(1)
                .find(|(_, c)| matches!(c, '.' | '['))
                .map_or(rest.len(), |(i, _)| i);
            if end > 0 {
                segments.push(Segment::Key(rest[..end].into()));
            }
            rest = &rest[end..];
        }
        Self(segments)
    }
}

/// `[0]` or `["a key"]` at the start of the text, and what follows.
fn bracketed(text: &str) -> Option<(Segment, &str)> {
    let inner = text.strip_prefix('[')?;
    if inner.starts_with('"') {
        let mut stream = serde_json::Deserializer::from_str(inner).into_iter::<String>();
        let key = stream.next()?.ok()?;
        let after = inner[stream.byte_offset()..].strip_prefix(']')?;
        return Some((Segment::Key(key.into()), after));
    }
    let (digits, after) = inner.split_once(']')?;
    Some((Segment::Index(digits.parse().ok()?), after))
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Index(index) => write!(f, "[{index}]")?,
                Segment::Key(name) => write_key(f, name, i == 0)?,
            }
        }
        Ok(())
    }
}

fn write_key(acc: &mut impl fmt::Write, name: &str, first: bool) -> fmt::Result {
    if is_plain(name) {
        if !first {
            acc.write_char('.')?;
        }
        acc.write_str(name)
    } else {
        write!(acc, "[{}]", serde_json::Value::from(name))
    }
}

/// A path as text that grows and shrinks in place, for walks that need the text at every step.
#[derive(Clone, Debug, Default)]
pub struct PathText(String);

impl PathText {
    /// The path of the whole resource.
    pub fn root() -> Self {
        Self::default()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Goes to a member or key; what is returned leads back.
    pub fn key(&mut self, name: &str) -> usize {
        let back = self.0.len();
        write_key(&mut self.0, name, back == 0).expect("a String takes everything");
        back
    }

    /// Goes to an item of a list; what is returned leads back.
    pub fn index(&mut self, index: usize) -> usize {
        let back = self.0.len();
        self.0.push('[');
        push_number(&mut self.0, index);
        self.0.push(']');
        back
    }

    /// Goes back to where a step was taken.
    pub fn back(&mut self, to: usize) {
        self.0.truncate(to);
    }
}

/// Renderers write thousands of these.
fn push_number(acc: &mut String, number: usize) {
    if number > 9 {
        push_number(acc, number / 10);
    }
    acc.push(char::from(b"0123456789"[number % 10]));
}

fn is_plain(name: &str) -> bool {
    let is_sign = |c: char| matches!(c, '_' | '-' | '$' | '@' | '/' | ':');
    !name.is_empty()
        && (name.bytes().all(|byte| byte.is_ascii_alphanumeric())
            || name.chars().all(|c| c.is_alphanumeric() || is_sign(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_they_are_written() {
        for text in [
            "",
            "Slots",
            "NodeGroupConfiguration[0].Slots",
            "tags[\"a.b\"]",
            "a[0][1].b",
            "tags[\"\"]",
            "[\"[0]\"]",
        ] {
            assert_eq!(Path::parse(text).to_string(), text);
        }
        assert_eq!(
            Path::root().key("A").index(3).key("b c").to_string(),
            "A[3][\"b c\"]"
        );
        let mut text = PathText::root();
        text.key("A");
        let back = text.index(3);
        text.key("x");
        text.back(back);
        text.key("b c");
        assert_eq!(text.as_str(), "A[\"b c\"]");
        assert_eq!(Path::parse("A[3].B.C").without_indexes(), "A.B.C");
    }
}
