//! Tokens as the part of Python's syntax that scripts with requests are made of.

use std::rc::Rc;

use super::tokens::Token;
use crate::parse::{ParseError, Place};

#[derive(Clone, Debug)]
pub(super) struct Expression {
    pub kind: Kind,
    pub place: Place,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    Name(String),
    Number(String),
    Text(String),
    /// Lists, tuples and sets.
    List(Vec<Expression>),
    /// A pair without a key is `**value`.
    Dict(Vec<(Option<Expression>, Expression)>),
    Attribute(Box<Expression>, String),
    Index(Box<Expression>, Box<Expression>),
    Call(Box<Expression>, Vec<Argument>),
    Not(Box<Expression>),
    Negative(Box<Expression>),
    Binary(Box<Expression>, &'static str, Box<Expression>),
    /// `then if condition else otherwise`: condition, then, otherwise.
    Either(Box<[Expression; 3]>),
    /// Something whose value is not worked out.
    Unknown,
}

#[derive(Clone, Debug)]
pub(super) struct Argument {
    /// `None` of a positional argument, `**` of an unpacked one.
    pub name: Option<String>,
    pub value: Expression,
}

#[derive(Clone, Debug)]
pub(super) enum Statement {
    Expression(Expression),
    /// Targets, value.
    Assign(Vec<Expression>, Expression),
    /// `import a.b as c`, `from a import b as c`: name here, full name.
    Import(Vec<(String, String)>),
    Function(Rc<Function>),
    /// Condition, body, otherwise.
    If(Expression, Vec<Statement>, Vec<Statement>),
    For(Expression, Expression, Vec<Statement>),
    /// Bodies that run one after the other: `try`, `with`, `while`, `class`.
    Block(Vec<Statement>),
    Return(Option<Expression>),
}

#[derive(Debug)]
pub(super) struct Function {
    pub name: String,
    /// Name and default.
    pub parameters: Vec<(String, Option<Expression>)>,
    pub body: Vec<Statement>,
}

/// What nests deeper is no script that people write.
const DEPTH: usize = 60;

/// Reads all statements.
pub(super) fn read(tokens: Vec<(Token, Place)>) -> Result<Vec<Statement>, ParseError> {
    let mut parser = Parser {
        tokens,
        at: 0,
        depth: 0,
    };
    let mut acc = Vec::new();
    while *parser.peek() != Token::End {
        parser.statement(&mut acc)?;
    }
    Ok(acc)
}

struct Parser {
    tokens: Vec<(Token, Place)>,
    at: usize,
    depth: usize,
}

type Read<T> = Result<T, ParseError>;

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens
            .get(self.at)
            .map_or(&Token::End, |(token, _)| token)
    }

    fn place(&self) -> Place {
        self.tokens
            .get(self.at)
            .or(self.tokens.last())
            .map_or(Place::START, |(_, place)| *place)
    }

    fn is(&self, operator: &str) -> bool {
        matches!(self.peek(), Token::Operator(found) if *found == operator)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Token::Name(found) if found == word)
    }

    fn take(&mut self, operator: &str) -> bool {
        let found = self.is(operator);
        self.at += usize::from(found);
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.at += usize::from(found);
        found
    }

    fn take_token(&mut self, token: &Token) -> bool {
        let found = self.peek() == token;
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, operator: &str) -> Read<()> {
        if self.take(operator) {
            Ok(())
        } else {
            Err(self.problem(&format!("expected “{operator}”")))
        }
    }

    fn problem(&self, message: &str) -> ParseError {
        ParseError {
            place: self.place(),
            message: message.to_owned(),
        }
    }

    fn name(&mut self) -> Read<String> {
        match self.peek().clone() {
            Token::Name(name) => {
                self.at += 1;
                Ok(name)
            }
            _ => Err(self.problem("expected a name")),
        }
    }

    fn skip_line(&mut self) {
        while !matches!(self.peek(), Token::Newline | Token::End) {
            self.at += 1;
        }
        self.take_token(&Token::Newline);
    }

    fn statement(&mut self, acc: &mut Vec<Statement>) -> Read<()> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.problem("the script nests too deeply"));
        }
        let result = self.statement_inner(acc);
        self.depth -= 1;
        result
    }

    fn statement_inner(&mut self, acc: &mut Vec<Statement>) -> Read<()> {
        while self.take("@") {
            self.skip_line();
        }
        self.take_word("async");
        let word = match self.peek() {
            Token::Name(word) => word.clone(),
            _ => String::new(),
        };
        match word.as_str() {
            "def" => acc.push(self.function()?),
            "if" => {
                self.at += 1;
                acc.push(self.condition()?);
            }
            "for" => {
                self.at += 1;
                let target = self.targets()?;
                if !self.take_word("in") {
                    return Err(self.problem("expected “in”"));
                }
                let items = self.expressions()?;
                let body = self.body()?;
                acc.push(Statement::For(target, items, body));
            }
            "try" | "else" | "finally" => {
                self.at += 1;
                acc.push(Statement::Block(self.body()?));
            }
            "except" => {
                while !self.is(":") && *self.peek() != Token::End {
                    self.at += 1;
                }
                // What happens when a request fails makes no request of its own.
                self.body()?;
            }
            "while" | "with" | "class" => {
                self.at += 1;
                self.header();
                acc.push(Statement::Block(self.body()?));
            }
            _ => {
                self.simple(acc)?;
                while self.take(";") {
                    if !matches!(self.peek(), Token::Newline) {
                        self.simple(acc)?;
                    }
                }
                if !self.take_token(&Token::Newline) && *self.peek() != Token::End {
                    if self.take_token(&Token::Indent) || self.take_token(&Token::Dedent) {
                        return Ok(());
                    }
                    return Err(self.problem("expected the end of the line"));
                }
            }
        }
        Ok(())
    }

    /// Skips to the colon that ends a header.
    fn header(&mut self) {
        let mut open = 0usize;
        loop {
            match self.peek() {
                Token::Operator("(" | "[" | "{") => open += 1,
                Token::Operator(")" | "]" | "}") => open = open.saturating_sub(1),
                Token::Operator(":") if open == 0 => return,
                Token::Newline | Token::End => return,
                _ => {}
            }
            self.at += 1;
        }
    }

    fn condition(&mut self) -> Read<Statement> {
        let condition = self.expression()?;
        let body = self.body()?;
        let mut otherwise = Vec::new();
        if self.take_word("elif") {
            otherwise.push(self.condition()?);
        } else if self.take_word("else") {
            otherwise = self.body()?;
        }
        Ok(Statement::If(condition, body, otherwise))
    }

    /// `:` and an indented block, or statements on the same line.
    fn body(&mut self) -> Read<Vec<Statement>> {
        self.expect(":")?;
        let mut acc = Vec::new();
        if !self.take_token(&Token::Newline) {
            self.statement(&mut acc)?;
            return Ok(acc);
        }
        if !self.take_token(&Token::Indent) {
            return Err(self.problem("expected an indented block"));
        }
        while !self.take_token(&Token::Dedent) && *self.peek() != Token::End {
            self.statement(&mut acc)?;
        }
        Ok(acc)
    }

    fn function(&mut self) -> Read<Statement> {
        self.at += 1;
        let name = self.name()?;
        self.expect("(")?;
        let mut parameters = Vec::new();
        while !self.take(")") {
            let starred = self.take("*") || self.take("**") || self.take("/");
            if let Token::Name(parameter) = self.peek().clone() {
                self.at += 1;
                if self.take(":") {
                    self.expression()?;
                }
                let default = if self.take("=") {
                    Some(self.expression()?)
                } else {
                    None
                };
                if !starred {
                    parameters.push((parameter, default));
                }
            }
            if !self.take(",") && !self.is(")") {
                return Err(self.problem("expected “,” or “)”"));
            }
        }
        if self.take("->") {
            self.expression()?;
        }
        let body = self.body()?;
        Ok(Statement::Function(Rc::new(Function {
            name,
            parameters,
            body,
        })))
    }

    fn simple(&mut self, acc: &mut Vec<Statement>) -> Read<()> {
        let word = match self.peek() {
            Token::Name(word) => word.clone(),
            _ => String::new(),
        };
        match word.as_str() {
            "import" | "from" => {
                self.at += 1;
                acc.push(self.import(word == "from")?);
            }
            "return" => {
                self.at += 1;
                let value = if matches!(self.peek(), Token::Newline | Token::End) || self.is(";") {
                    None
                } else {
                    Some(self.expressions()?)
                };
                acc.push(Statement::Return(value));
            }
            "pass" | "break" | "continue" | "raise" | "global" | "nonlocal" | "del" | "assert" => {
                while !matches!(self.peek(), Token::Newline | Token::End) && !self.is(";") {
                    self.at += 1;
                }
            }
            _ => self.assignment(acc)?,
        }
        Ok(())
    }

    fn assignment(&mut self, acc: &mut Vec<Statement>) -> Read<()> {
        let mut targets = vec![self.expressions()?];
        if self.take(":") {
            self.expression()?;
        }
        for operator in [
            "+=", "-=", "*=", "/=", "|=", "%=", "&=", "^=", "//=", "**=", ">>=", "<<=", "@=",
        ] {
            if self.take(operator) {
                let target = targets.remove(0);
                let place = target.place;
                let value = self.expressions()?;
                let kind = Kind::Binary(
                    Box::new(target.clone()),
                    operator.trim_end_matches('='),
                    Box::new(value),
                );
                acc.push(Statement::Assign(vec![target], Expression { kind, place }));
                return Ok(());
            }
        }
        while self.take("=") {
            targets.push(self.expressions()?);
        }
        let value = targets.pop();
        acc.extend(value.map(|value| {
            if targets.is_empty() {
                Statement::Expression(value)
            } else {
                Statement::Assign(targets, value)
            }
        }));
        Ok(())
    }

    fn import(&mut self, from: bool) -> Read<Statement> {
        let dotted = |parser: &mut Self| -> Read<String> {
            let mut acc = String::new();
            while parser.take(".") || parser.take("...") {
                acc.push('.');
            }
            if !parser.is_word("import") {
                acc.push_str(&parser.name()?);
            }
            while parser.take(".") {
                acc.push('.');
                acc.push_str(&parser.name()?);
            }
            Ok(acc)
        };
        let mut acc = Vec::new();
        let module = if from { Some(dotted(self)?) } else { None };
        if from && !self.take_word("import") {
            return Err(self.problem("expected “import”"));
        }
        let bracketed = self.take("(");
        loop {
            if (bracketed && self.is(")")) || self.take("*") {
                break;
            }
            let name = dotted(self)?;
            let first = name.split('.').next().unwrap_or_default().to_owned();
            let full = module
                .as_ref()
                .map_or_else(|| name.clone(), |module| format!("{module}.{name}"));
            let (local, full) = if self.take_word("as") {
                (self.name()?, full)
            } else if from {
                (name, full)
            } else {
                (first.clone(), first)
            };
            acc.push((local, full));
            if !self.take(",") {
                break;
            }
        }
        if bracketed {
            self.expect(")")?;
        }
        Ok(Statement::Import(acc))
    }

    /// Names to bind, up to `in`.
    fn targets(&mut self) -> Read<Expression> {
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
    fn expressions(&mut self) -> Read<Expression> {
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
        let result = self.expression_inner();
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
            let operand = self.binary(1)?;
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
            let mut operator = *operator;
            if operator == "not" && self.take_word("in") {
                operator = "not in";
            } else if operator == "is" && self.take_word("not") {
                operator = "is not";
            }
            if level == 1 && self.is_word("not") {
                let right = self.binary(1)?;
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
        if self.take_word("await") || self.take_word("yield") || self.take("+") {
            return self.unary();
        }
        if self.take_word("not") {
            let operand = self.unary()?;
            return Ok(Expression {
                kind: Kind::Not(Box::new(operand)),
                place,
            });
        }
        if self.take("-") {
            let operand = self.unary()?;
            return Ok(Expression {
                kind: Kind::Negative(Box::new(operand)),
                place,
            });
        }
        if self.take("~") {
            self.unary()?;
            return Ok(Expression {
                kind: Kind::Unknown,
                place,
            });
        }
        self.primary()
    }

    fn primary(&mut self) -> Read<Expression> {
        let mut acc = self.atom()?;
        loop {
            let place = self.place();
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
            Token::Text(_) | Token::Unknown => {
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
        let mut acc = Some(String::new());
        loop {
            match self.peek() {
                Token::Text(text) => {
                    if let Some(acc) = &mut acc {
                        acc.push_str(text);
                    }
                }
                Token::Unknown => acc = None,
                _ => return acc.map_or(Kind::Unknown, Kind::Text),
            }
            self.at += 1;
        }
    }

    fn bracketed(&mut self, end: &'static str) -> Read<Kind> {
        let mut acc = Vec::new();
        let mut comma = false;
        while !self.take(end) {
            acc.push(self.starred()?);
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
