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
    /// An f-string: text, what follows it, and how that is shown.
    Format(Vec<(String, Option<Expression>, String)>),
    /// `[element for target in items]`: element, target, items.
    Each(Box<[Expression; 3]>),
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
pub(super) const DEPTH: usize = 60;
/// Operators and calls in a row; each makes the tree one higher.
pub(super) const HEIGHT: usize = 200;

/// Reads all statements.
pub(super) fn read(tokens: Vec<(Token, Place)>) -> Result<Vec<Statement>, ParseError> {
    let mut parser = Parser {
        tokens,
        at: 0,
        depth: 0,
        height: 0,
    };
    let mut acc = Vec::new();
    while *parser.peek() != Token::End {
        parser.statement(&mut acc)?;
    }
    Ok(acc)
}

pub(super) struct Parser {
    pub(super) tokens: Vec<(Token, Place)>,
    pub(super) at: usize,
    pub(super) depth: usize,
    /// At most how high the tree of the expression at hand is.
    pub(super) height: usize,
}

pub(super) type Read<T> = Result<T, ParseError>;

impl Parser {
    pub(super) fn peek(&self) -> &Token {
        self.tokens
            .get(self.at)
            .map_or(&Token::End, |(token, _)| token)
    }

    pub(super) fn place(&self) -> Place {
        self.tokens
            .get(self.at)
            .or(self.tokens.last())
            .map_or(Place::START, |(_, place)| *place)
    }

    pub(super) fn is(&self, operator: &str) -> bool {
        matches!(self.peek(), Token::Operator(found) if *found == operator)
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Token::Name(found) if found == word)
    }

    pub(super) fn take(&mut self, operator: &str) -> bool {
        let found = self.is(operator);
        self.at += usize::from(found);
        found
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.at += usize::from(found);
        found
    }

    pub(super) fn take_token(&mut self, token: &Token) -> bool {
        let found = self.peek() == token;
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, operator: &str) -> Read<()> {
        if self.take(operator) {
            Ok(())
        } else {
            Err(self.problem(&format!("expected “{operator}”")))
        }
    }

    pub(super) fn problem(&self, message: &str) -> ParseError {
        ParseError {
            place: self.place(),
            message: message.to_owned(),
        }
    }

    pub(super) fn name(&mut self) -> Read<String> {
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
    pub(super) fn header(&mut self) {
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
}
