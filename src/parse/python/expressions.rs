//! Values: what stands on the right of a `=`, between brackets, and in calls.

use super::syntax::{Argument, DEPTH, Expression, HEIGHT, Kind, Parser, Read};
use super::text::{Piece, pieces};
use super::tokens::{self, Token};
use crate::parse::Place;

impl Parser {
    /// Names to bind, up to `in`.
    pub(super) fn targets(&mut self) -> Read<Expression> {
        let place = self.place();
        let mut acc = vec![self.primary()?];
        let mut several = false;
        while self.take(",") {
            several = true;
            if !self.is_word("in") {
                acc.push(self.primary()?);
            }
        }
        Ok(if several {
            Expression {
                kind: Kind::List(acc),
                place,
            }
        } else {
            acc.remove(0)
        })
    }

    /// One expression, or several with commas as a tuple.
    pub(super) fn expressions(&mut self) -> Read<Expression> {
        let place = self.place();
        let first = self.starred()?;
        if !self.is(",") {
            return Ok(first);
        }
        let mut acc = vec![first];
        while self.take(",") {
            if matches!(
                self.peek(),
                Token::Newline | Token::End | Token::Operator("=" | ")" | ":" | ";")
            ) {
                break;
            }
            acc.push(self.starred()?);
        }
        Ok(Expression {
            kind: Kind::List(acc),
            place,
        })
    }

    fn starred(&mut self) -> Read<Expression> {
        let place = self.place();
        if self.take("*") {
            self.expression()?;
            return Ok(Expression {
                kind: Kind::Unknown,
                place,
            });
        }
        self.expression()
    }

    pub(super) fn expression(&mut self) -> Read<Expression> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.problem("the script nests too deeply"));
        }
        let beside = std::mem::take(&mut self.height);
        let result = self.expression_inner();
        self.height = beside.max(self.height + 1);
        self.depth -= 1;
        result
    }

    /// Says that the tree grows by one.
    fn grow(&mut self) -> Read<()> {
        self.height += 1;
        if self.height > HEIGHT {
            return Err(self.problem("the script nests too deeply"));
        }
        Ok(())
    }

    /// What follows `not`.
    fn negated(&mut self) -> Read<Expression> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.problem("the script nests too deeply"));
        }
        self.grow()?;
        let result = self.binary(1);
        self.depth -= 1;
        result
    }

    fn expression_inner(&mut self) -> Read<Expression> {
        let place = self.place();
        if self.take_word("lambda") {
            self.header();
            self.expect(":")?;
            self.expression()?;
            return Ok(Expression {
                kind: Kind::Unknown,
                place,
            });
        }
        let then = self.binary(0)?;
        if self.take(":=") {
            return self.expression();
        }
        if !self.take_word("if") {
            return Ok(then);
        }
        let condition = self.binary(0)?;
        // A comprehension's condition has no `else`.
        if !self.take_word("else") {
            return Ok(Expression {
                kind: Kind::Unknown,
                place,
            });
        }
        let otherwise = self.expression()?;
        Ok(Expression {
            kind: Kind::Either(Box::new([condition, then, otherwise])),
            place,
        })
    }

    fn binary(&mut self, level: usize) -> Read<Expression> {
        const LEVELS: &[&[&str]] = &[
            &["or"],
            &["and"],
            &["in", "is", "not", "==", "!=", "<", ">", "<=", ">="],
            &["|", "^", "&", "<<", ">>"],
            &["+", "-"],
            &["*", "/", "//", "%", "@", "**"],
        ];
        let Some(operators) = LEVELS.get(level) else {
            return self.unary();
        };
        let place = self.place();
        if level == 1 && self.take_word("not") {
            let operand = self.negated()?;
            return Ok(Expression {
                kind: Kind::Not(Box::new(operand)),
                place,
            });
        }
        let mut left = self.binary(level + 1)?;
        loop {
            let found = operators
                .iter()
                .find(|operator| self.is(operator) || self.is_word(operator));
            let Some(operator) = found else {
                return Ok(left);
            };
            self.at += 1;
            self.grow()?;
            let mut operator = *operator;
            if operator == "not" && self.take_word("in") {
                operator = "not in";
            } else if operator == "is" && self.take_word("not") {
                operator = "is not";
            }
            if level == 1 && self.is_word("not") {
                let right = self.negated()?;
                left = Expression {
                    kind: Kind::Binary(Box::new(left), operator, Box::new(right)),
                    place,
                };
                continue;
            }
            let right = self.binary(level + 1)?;
            left = Expression {
                kind: Kind::Binary(Box::new(left), operator, Box::new(right)),
                place,
            };
        }
    }

    fn unary(&mut self) -> Read<Expression> {
        let place = self.place();
        let mut operators: Vec<fn(Box<Expression>) -> Kind> = Vec::new();
        loop {
            if self.take_word("await") || self.take_word("yield") || self.take("+") {
                continue;
            }
            if self.take_word("not") {
                operators.push(Kind::Not);
            } else if self.take("-") {
                operators.push(Kind::Negative);
            } else if self.take("~") {
                operators.push(|_| Kind::Unknown);
            } else {
                break;
            }
            self.grow()?;
        }
        let mut acc = self.primary()?;
        while let Some(kind) = operators.pop() {
            acc = Expression {
                kind: kind(Box::new(acc)),
                place,
            };
        }
        Ok(acc)
    }

    fn primary(&mut self) -> Read<Expression> {
        let mut acc = self.atom()?;
        loop {
            let place = self.place();
            if self.is(".") || self.is("(") || self.is("[") {
                self.grow()?;
            }
            if self.take(".") {
                let name = self.name()?;
                acc = Expression {
                    kind: Kind::Attribute(Box::new(acc), name),
                    place,
                };
            } else if self.take("(") {
                let arguments = self.arguments()?;
                let place = acc.place;
                acc = Expression {
                    kind: Kind::Call(Box::new(acc), arguments),
                    place,
                };
            } else if self.take("[") {
                let index = if self.is(":") {
                    Expression {
                        kind: Kind::Unknown,
                        place,
                    }
                } else {
                    self.expressions()?
                };
                let sliced = self.is(":");
                while !self.take("]") {
                    if *self.peek() == Token::End {
                        return Err(self.problem("expected “]”"));
                    }
                    self.at += 1;
                }
                let kind = if sliced {
                    Kind::Unknown
                } else {
                    Kind::Index(Box::new(acc), Box::new(index))
                };
                acc = Expression { kind, place };
            } else {
                return Ok(acc);
            }
        }
    }

    fn arguments(&mut self) -> Read<Vec<Argument>> {
        let mut acc = Vec::new();
        while !self.take(")") {
            if self.take("**") {
                acc.push(Argument {
                    name: Some("**".to_owned()),
                    value: self.expression()?,
                });
            } else if self.take("*") {
                self.expression()?;
            } else {
                let next = self.tokens.get(self.at + 1).map(|(token, _)| token);
                let name = match (self.peek().clone(), next) {
                    (Token::Name(name), Some(Token::Operator("="))) => {
                        self.at += 2;
                        Some(name)
                    }
                    _ => None,
                };
                let value = self.expression()?;
                self.comprehension(")")?;
                acc.push(Argument { name, value });
            }
            if !self.take(",") && !self.is(")") {
                return Err(self.problem("expected “,” or “)”"));
            }
        }
        Ok(acc)
    }

    /// `for target in items` up to a closing bracket; what has more than that is left to be skipped.
    fn each(&mut self, elements: &[Expression], end: &'static str) -> Read<Option<Kind>> {
        let at = self.at;
        let [element] = elements else {
            return Ok(None);
        };
        self.at += 1;
        let target = self.targets()?;
        if self.take_word("in") {
            self.grow()?;
            // Its items stand two levels below it.
            self.depth += 2;
            if self.depth > DEPTH {
                return Err(self.problem("the script nests too deeply"));
            }
            let items = self.binary(0)?;
            self.depth -= 2;
            if self.take(end) {
                let parts = [element.clone(), target, items];
                return Ok(Some(Kind::Each(Box::new(parts))));
            }
        }
        self.at = at;
        Ok(None)
    }

    /// Skips `for … in …` up to a closing bracket; whether there was one.
    fn comprehension(&mut self, end: &str) -> Read<bool> {
        self.take_word("async");
        if !self.is_word("for") {
            return Ok(false);
        }
        let mut open = 0usize;
        loop {
            match self.peek() {
                Token::Operator("(" | "[" | "{") => open += 1,
                Token::Operator(found) if open == 0 && *found == end => return Ok(true),
                Token::Operator(")" | "]" | "}") => open = open.saturating_sub(1),
                Token::End => return Err(self.problem(&format!("expected “{end}”"))),
                _ => {}
            }
            self.at += 1;
        }
    }

    fn atom(&mut self) -> Read<Expression> {
        let place = self.place();
        let token = self.peek().clone();
        self.at += 1;
        let kind = match token {
            Token::Name(name) => Kind::Name(name),
            Token::Number(text) => Kind::Number(text),
            Token::Text(_) | Token::Template(_) | Token::Unknown => {
                self.at -= 1;
                self.texts()
            }
            Token::Operator("...") => Kind::Unknown,
            Token::Operator("(") => self.bracketed(")")?,
            Token::Operator("[") => self.bracketed("]")?,
            Token::Operator("{") => self.braced()?,
            _ => {
                self.at -= 1;
                return Err(self.problem("expected a value"));
            }
        };
        Ok(Expression { kind, place })
    }

    /// Texts that stand next to each other are one.
    fn texts(&mut self) -> Kind {
        let mut parts: Option<Vec<(String, Option<Expression>, String)>> = Some(Vec::new());
        loop {
            let place = self.place();
            match self.peek().clone() {
                Token::Text(text) => {
                    if let Some(parts) = &mut parts {
                        parts.push((text, None, String::new()));
                    }
                }
                Token::Template(text) => {
                    let more = self.template(&text, place);
                    parts = parts.zip(more).map(|(mut parts, more)| {
                        parts.extend(more);
                        parts
                    });
                }
                Token::Unknown => parts = None,
                _ => break,
            }
            self.at += 1;
        }
        match parts {
            None => Kind::Unknown,
            Some(parts) if parts.iter().all(|(_, value, _)| value.is_none()) => {
                Kind::Text(parts.into_iter().map(|(text, _, _)| text).collect())
            }
            Some(parts) => Kind::Format(parts),
        }
    }

    /// The parts of an f-string.
    fn template(
        &self,
        text: &str,
        place: Place,
    ) -> Option<Vec<(String, Option<Expression>, String)>> {
        let mut acc = Vec::new();
        for piece in pieces(text)? {
            match piece {
                Piece::Text(text) => acc.push((text, None, String::new())),
                Piece::Field(source, spec) => {
                    let mut tokens = tokens::read(source.trim()).ok()?;
                    for (_, at) in &mut tokens {
                        *at = place;
                    }
                    let mut parser = Self {
                        tokens,
                        at: 0,
                        depth: self.depth + 1,
                        height: self.height,
                    };
                    let value = parser.expression().ok()?;
                    if !parser.take_token(&Token::Newline) {
                        return None;
                    }
                    acc.push((String::new(), Some(value), spec));
                }
            }
        }
        Some(acc)
    }

    fn bracketed(&mut self, end: &'static str) -> Read<Kind> {
        let mut acc = Vec::new();
        let mut comma = false;
        while !self.take(end) {
            acc.push(self.starred()?);
            if self.is_word("for")
                && let Some(kind) = self.each(&acc, end)?
            {
                return Ok(kind);
            }
            if self.comprehension(end)? {
                self.expect(end)?;
                return Ok(Kind::Unknown);
            }
            comma = self.take(",");
            if !comma && !self.is(end) {
                return Err(self.problem(&format!("expected “,” or “{end}”")));
            }
        }
        // One value in parentheses is that value.
        Ok(if end == ")" && acc.len() == 1 && !comma {
            acc.remove(0).kind
        } else {
            Kind::List(acc)
        })
    }

    fn braced(&mut self) -> Read<Kind> {
        let (mut pairs, mut items) = (Vec::new(), Vec::new());
        while !self.take("}") {
            if self.take("**") {
                pairs.push((None, self.expression()?));
            } else {
                let key = self.expression()?;
                if self.take(":") {
                    pairs.push((Some(key), self.expression()?));
                } else {
                    items.push(key);
                }
            }
            if self.comprehension("}")? {
                self.expect("}")?;
                return Ok(Kind::Unknown);
            }
            if !self.take(",") && !self.is("}") {
                return Err(self.problem("expected “,” or “}”"));
            }
        }
        Ok(if items.is_empty() {
            Kind::Dict(pairs)
        } else {
            Kind::List(items)
        })
    }
}
