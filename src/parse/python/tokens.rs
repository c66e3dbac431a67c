//! Python text as tokens, with indents.

use crate::parse::{ParseError, Place};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(String),
    /// As written, without underscores.
    Number(String),
    Text(String),
    /// An f-string with places.
    Template(String),
    /// A text whose value is not in it: bytes.
    Unknown,
    Operator(&'static str),
    Newline,
    Indent,
    Dedent,
    End,
}

/// The longest first.
const OPERATORS: &[&str] = &[
    "**=", "//=", ">>=", "<<=", "...", "!=", "->", ":=", "**", "//", "==", "<=", ">=", "+=", "-=",
    "*=", "/=", "%=", "|=", "&=", "^=", "@=", "<<", ">>", "(", ")", "[", "]", "{", "}", ",", ":",
    ".", ";", "=", "+", "-", "*", "/", "%", "<", ">", "|", "&", "^", "~", "@", "!",
];

/// Reads a whole text.
pub(super) fn read(text: &str) -> Result<Vec<(Token, Place)>, ParseError> {
    let mut lexer = Lexer {
        chars: text.chars().collect(),
        at: 0,
        place: Place::START,
        open: 0,
        indents: vec![0],
        tokens: Vec::new(),
    };
    lexer.run()?;
    Ok(lexer.tokens)
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    place: Place,
    /// Brackets that are open; within them line ends mean nothing.
    open: usize,
    indents: Vec<usize>,
    tokens: Vec<(Token, Place)>,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        if c == '\n' {
            self.place = Place {
                line: self.place.line + 1,
                column: 1,
            };
        } else {
            self.place.column += 1;
        }
        Some(c)
    }

    fn skip(&mut self, n: usize) {
        for _ in 0..n {
            self.next();
        }
    }

    fn push(&mut self, token: Token, place: Place) {
        self.tokens.push((token, place));
    }

    fn at_line_start(&self) -> bool {
        self.open == 0
            && matches!(
                self.tokens.last(),
                None | Some((Token::Newline | Token::Indent | Token::Dedent, _))
            )
    }

    fn run(&mut self) -> Result<(), ParseError> {
        loop {
            if self.at == 0 || (self.at_line_start() && self.chars.get(self.at - 1) == Some(&'\n'))
            {
                self.indent();
            }
            let place = self.place;
            let Some(c) = self.peek(0) else { break };
            match c {
                '\n' => {
                    self.next();
                    if self.open == 0 && !self.at_line_start() {
                        self.push(Token::Newline, place);
                    }
                }
                '#' => {
                    while self.peek(0).is_some_and(|c| c != '\n') {
                        self.next();
                    }
                }
                '\\' if matches!(
                    (self.peek(1), self.peek(2)),
                    (Some('\n'), _) | (Some('\r'), Some('\n'))
                ) =>
                {
                    let n = if self.peek(1) == Some('\r') { 3 } else { 2 };
                    self.skip(n);
                }
                c if c.is_whitespace() => {
                    self.next();
                }
                '"' | '\'' => {
                    let token = self.text("")?;
                    self.push(token, place);
                }
                c if c.is_ascii_digit() => {
                    let number = self.number();
                    self.push(Token::Number(number), place);
                }
                c if c.is_alphabetic() || c == '_' => self.name(place)?,
                _ => self.operator(place)?,
            }
        }
        let place = self.place;
        if !self.at_line_start() {
            self.push(Token::Newline, place);
        }
        for _ in 1..self.indents.len() {
            self.push(Token::Dedent, place);
        }
        self.push(Token::End, place);
        Ok(())
    }

    /// Measures the white space at the start of a line that is not empty.
    fn indent(&mut self) {
        let spaces = self.chars[self.at..]
            .iter()
            .take_while(|c| matches!(c, ' ' | '\t'))
            .count();
        if matches!(self.peek(spaces), None | Some('\n' | '\r' | '#')) {
            return;
        }
        let width = self.chars[self.at..self.at + spaces]
            .iter()
            .fold(0, |width, c| {
                if *c == '\t' {
                    (width / 8 + 1) * 8
                } else {
                    width + 1
                }
            });
        self.skip(spaces);
        let place = self.place;
        if self.indents.last().is_some_and(|last| width > *last) {
            // The first line of a pasted snippet may be indented as a whole.
            if self.tokens.is_empty() {
                self.indents = vec![width];
            } else {
                self.indents.push(width);
                self.push(Token::Indent, place);
            }
        }
        while self.indents.len() > 1 && self.indents.last().is_some_and(|last| width < *last) {
            self.indents.pop();
            self.push(Token::Dedent, place);
        }
    }

    fn number(&mut self) -> String {
        let mut acc = String::new();
        while let Some(c) = self
            .peek(0)
            .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))
        {
            if c != '_' {
                acc.push(c);
            }
            self.next();
        }
        acc
    }

    fn name(&mut self, place: Place) -> Result<(), ParseError> {
        let mut acc = String::new();
        while let Some(c) = self.peek(0).filter(|c| c.is_alphanumeric() || *c == '_') {
            acc.push(c);
            self.next();
        }
        let prefix = acc.to_ascii_lowercase();
        let is_prefix = ["r", "u", "b", "f", "rb", "br", "fr", "rf"].contains(&prefix.as_str());
        let token = if is_prefix && matches!(self.peek(0), Some('"' | '\'')) {
            self.text(&prefix)?
        } else {
            Token::Name(acc)
        };
        self.push(token, place);
        Ok(())
    }

    fn operator(&mut self, place: Place) -> Result<(), ParseError> {
        let found = OPERATORS.iter().find(|operator| {
            operator
                .chars()
                .enumerate()
                .all(|(i, c)| self.peek(i) == Some(c))
        });
        let Some(operator) = found else {
            let c = self.peek(0).unwrap_or_default();
            return Err(ParseError {
                place,
                message: format!("“{c}” has no place in Python"),
            });
        };
        match *operator {
            "(" | "[" | "{" => self.open += 1,
            ")" | "]" | "}" => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        self.skip(operator.len());
        self.push(Token::Operator(operator), place);
        Ok(())
    }

    fn text(&mut self, prefix: &str) -> Result<Token, ParseError> {
        let start = self.place;
        let quote = self.next().unwrap_or('"');
        let triple = self.peek(0) == Some(quote) && self.peek(1) == Some(quote);
        if triple {
            self.skip(2);
        }
        let raw = prefix.contains('r');
        let mut acc = String::new();
        loop {
            let ends = self.peek(0) == Some(quote)
                && (!triple || (self.peek(1) == Some(quote) && self.peek(2) == Some(quote)));
            if ends {
                self.skip(if triple { 3 } else { 1 });
                break;
            }
            match self.next() {
                None => {
                    return Err(ParseError {
                        place: start,
                        message: "the text is not closed".to_owned(),
                    });
                }
                Some('\n') if !triple => {
                    return Err(ParseError {
                        place: start,
                        message: "the text is not closed on its line".to_owned(),
                    });
                }
                Some('\\') if raw => {
                    acc.push('\\');
                    acc.extend(self.next());
                }
                Some('\\') => self.escape(&mut acc),
                Some(c) => acc.push(c),
            }
        }
        Ok(if prefix.contains('b') {
            Token::Unknown
        } else if prefix.contains('f') && acc.contains(['{', '}']) {
            Token::Template(acc)
        } else {
            Token::Text(acc)
        })
    }

    fn escape(&mut self, acc: &mut String) {
        let Some(c) = self.next() else { return };
        let simple = match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0'..='7' => return self.octal(c, acc),
            'a' => '\u{7}',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            '\\' | '\'' | '"' => c,
            '\n' => return,
            'x' => return self.hexadecimal(2, acc),
            'u' => return self.hexadecimal(4, acc),
            'U' => return self.hexadecimal(8, acc),
            other => {
                acc.push('\\');
                other
            }
        };
        acc.push(simple);
    }

    fn octal(&mut self, first: char, acc: &mut String) {
        let mut code = first.to_digit(8).unwrap_or(0);
        for _ in 0..2 {
            let Some(digit) = self.peek(0).and_then(|c| c.to_digit(8)) else {
                break;
            };
            code = code * 8 + digit;
            self.next();
        }
        acc.extend(char::from_u32(code));
    }

    fn hexadecimal(&mut self, digits: usize, acc: &mut String) {
        let mut code = 0;
        for _ in 0..digits {
            let Some(digit) = self.peek(0).and_then(|c| c.to_digit(16)) else {
                break;
            };
            code = code * 16 + digit;
            self.next();
        }
        acc.push(char::from_u32(code).unwrap_or('\u{fffd}'));
    }
}
