//! The AWS CLI's shorthand: `Key=a,Value=b`, `a=b,c`, `a=[b,c]`, `a={b=c}`, `'quoted'`.

use std::rc::Rc;

use crate::document::{Map, Value};

/// Why a text is no shorthand.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ShorthandError {
    /// In characters, from 0.
    pub at: usize,
    pub message: String,
}

/// No structure of any service nests deeper.
const DEPTH: usize = 16;

/// Reads shorthand; leaves are texts.
pub(super) fn parse(text: &str) -> Result<Value, ShorthandError> {
    let mut reader = Reader {
        chars: text.chars().collect(),
        at: 0,
        depth: 0,
    };
    let value = reader.pairs(None)?;
    if reader.at < reader.chars.len() {
        return Err(reader.expected("a comma"));
    }
    Ok(value)
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    depth: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn expected(&self, what: &str) -> ShorthandError {
        let found = self
            .peek()
            .map_or("the end".to_owned(), |c| format!("“{c}”"));
        ShorthandError {
            at: self.at,
            message: format!("expected {what} in the shorthand, found {found}"),
        }
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// `key=value,key=value` up to the end or a closing bracket.
    fn pairs(&mut self, end: Option<char>) -> Result<Value, ShorthandError> {
        let mut map = Map::default();
        loop {
            self.skip_space();
            if end.is_some() && self.peek() == end {
                break;
            }
            let key = self.key()?;
            let value = self.value(end)?;
            map.insert(key, value);
            self.skip_space();
            if !self.take(',') {
                break;
            }
        }
        Ok(Value::Map(Rc::new(map)))
    }

    fn key(&mut self) -> Result<String, ShorthandError> {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|c| !matches!(c, '=' | ',' | '[' | ']' | '{' | '}'))
        {
            self.at += 1;
        }
        let key: String = self.chars[start..self.at].iter().collect();
        if key.trim().is_empty() || !self.take('=') {
            return Err(self.expected("a key followed by ="));
        }
        // `key@=` would read a file; the text after it is kept.
        Ok(key.trim().trim_end_matches('@').to_owned())
    }

    /// A value; several in a row without keys of their own are a list.
    fn value(&mut self, end: Option<char>) -> Result<Value, ShorthandError> {
        self.skip_space();
        if matches!(self.peek(), Some('[' | '{')) {
            return self.nested();
        }
        let mut items = vec![self.text(end)?];
        while self.peek() == Some(',') && !self.key_follows() {
            self.at += 1;
            self.skip_space();
            // A comma at the end makes a list of one.
            if self.peek().is_none() || self.peek() == end {
                return Ok(Value::list(items));
            }
            items.push(self.text(end)?);
        }
        Ok(if items.len() == 1 {
            items.remove(0)
        } else {
            Value::list(items)
        })
    }

    /// Whether what is after the comma here has a key.
    fn key_follows(&self) -> bool {
        let rest = self.chars[self.at + 1..].iter();
        let stop = rest
            .copied()
            .find(|c| matches!(c, '=' | ',' | '[' | ']' | '{' | '}' | '\'' | '"'));
        stop == Some('=')
    }

    fn nested(&mut self) -> Result<Value, ShorthandError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(ShorthandError {
                at: self.at,
                message: "the shorthand nests too deeply".to_owned(),
            });
        }
        let value = if self.take('{') {
            let map = self.pairs(Some('}'))?;
            self.skip_space();
            if !self.take('}') {
                return Err(self.expected("a closing }"));
            }
            map
        } else {
            self.at += 1;
            let mut items = Vec::new();
            loop {
                self.skip_space();
                if self.take(']') {
                    break;
                }
                items.push(if matches!(self.peek(), Some('[' | '{')) {
                    self.nested()?
                } else {
                    self.text(Some(']'))?
                });
                self.skip_space();
                if !self.take(',') && self.peek() != Some(']') {
                    return Err(self.expected("a comma or ]"));
                }
            }
            Value::list(items)
        };
        self.depth -= 1;
        Ok(value)
    }

    /// A quoted text, or one up to a comma or bracket; `\` makes the next character plain.
    fn text(&mut self, end: Option<char>) -> Result<Value, ShorthandError> {
        let mut acc = String::new();
        if let Some(quote @ ('\'' | '"')) = self.peek() {
            self.at += 1;
            loop {
                match self.peek() {
                    None => return Err(self.expected("a closing quote")),
                    Some('\\') if matches!(self.chars.get(self.at + 1), Some(c) if *c == quote || *c == '\\') =>
                    {
                        acc.push(self.chars[self.at + 1]);
                        self.at += 2;
                    }
                    Some(c) if c == quote => {
                        self.at += 1;
                        return Ok(Value::string(acc));
                    }
                    Some(c) => {
                        acc.push(c);
                        self.at += 1;
                    }
                }
            }
        }
        while let Some(c) = self.peek() {
            match c {
                '\\' if self.chars.get(self.at + 1) == Some(&',') => {
                    acc.push(',');
                    self.at += 1;
                }
                ',' => break,
                c if Some(c) == end => break,
                c => acc.push(c),
            }
            self.at += 1;
        }
        Ok(Value::string(acc.trim_end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shorthand_is_read_as_the_cli_reads_it() {
        for (text, expected) in [
            ("Key=env,Value=dev", r#"{"Key":"env","Value":"dev"}"#),
            (
                "witnessRegion=us-west-2,clusters=a,b",
                r#"{"witnessRegion":"us-west-2","clusters":["a","b"]}"#,
            ),
            (
                "clusters=[a,b],witnessRegion=w",
                r#"{"clusters":["a","b"],"witnessRegion":"w"}"#,
            ),
            (
                "A={B={C=d},E=[f]},G=h",
                r#"{"A":{"B":{"C":"d"},"E":["f"]},"G":"h"}"#,
            ),
            (
                "Owner=Jo Doe,Url=a=b,Empty=",
                r#"{"Owner":"Jo Doe","Url":"a=b","Empty":""}"#,
            ),
            (
                r"Key='a,\'b\\',Value=c\,d",
                r#"{"Key":"a,'b\\","Value":"c,d"}"#,
            ),
            ("a=[{b=c},{b=d}]", r#"{"a":[{"b":"c"},{"b":"d"}]}"#),
        ] {
            assert_eq!(
                parse(text).map(|value| value.to_json()),
                Ok(expected.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_shorthand_says_where() {
        for (text, at) in [
            ("us-west-2", 9),
            ("a={b=c", 6),
            ("a=[b", 4),
            ("a='b", 4),
            ("=a", 0),
        ] {
            assert_eq!(parse(text).expect_err(text).at, at, "{text}");
        }
        assert!(parse(&"a={".repeat(1000)).is_err());
    }
}
