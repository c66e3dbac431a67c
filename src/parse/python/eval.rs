//! What requests a script would send: its statements followed with known values, and nothing run.
//!
//! Conditions that cannot be known count as true, since scripts look first and create what is not there.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::syntax::{Argument, Expression, Function, Kind, Statement};
use super::text;
use super::value::{Py, binary, client, index, module_call, number, put, text_of, truth};
use crate::document::{Resource, Value};
use crate::model;
use crate::parse::{Note, Place};

/// No script that people write takes more steps; what a value holds counts each time that it is looked up, so
/// that values cannot double without end.
pub(super) const STEPS: usize = 1_000_000;
/// Nor nests values deeper.
const DEPTH: usize = 64;
/// Nor makes more requests: a few calls within calls could make any number.
pub(super) const REQUESTS: usize = 1_000;
/// Nor calls deeper.
const CALLS: usize = 12;

/// Functions that every script has.
const BUILT_IN: &[&str] = &[
    "dict",
    "list",
    "str",
    "int",
    "bool",
    "isinstance",
    "range",
    "enumerate",
    "zip",
    "tuple",
    "len",
];

pub(super) struct Run {
    pub resources: Vec<Resource>,
    pub notes: Vec<Note>,
    globals: BTreeMap<String, Py>,
    locals: Vec<BTreeMap<String, Py>>,
    pub(super) steps: usize,
}

/// Follows a script; where it only defines functions, those.
pub(super) fn run(statements: &[Statement]) -> Run {
    let mut run = Run {
        resources: Vec::new(),
        notes: Vec::new(),
        globals: BTreeMap::new(),
        locals: Vec::new(),
        steps: 0,
    };
    run.globals
        .insert("__name__".to_owned(), Py::Value(Value::string("__main__")));
    run.block(statements);
    if run.resources.is_empty() {
        let functions: Vec<Rc<Function>> = run
            .globals
            .values()
            .filter_map(|value| match value {
                Py::Function(function) => Some(function.clone()),
                _ => None,
            })
            .collect();
        for function in functions {
            run.call(&function, &[]);
        }
    }
    run
}

impl Run {
    /// Runs statements; gives what they return, if they do.
    fn block(&mut self, statements: &[Statement]) -> Option<Py> {
        statements
            .iter()
            .find_map(|statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &Statement) -> Option<Py> {
        self.steps += 1;
        if self.steps > STEPS {
            return Some(Py::Unknown);
        }
        match statement {
            Statement::Expression(value) => {
                self.value(value);
            }
            Statement::Assign(targets, value) => {
                let value = self.value(value);
                for target in targets {
                    self.assign(target, value.clone());
                }
            }
            Statement::Import(names) => {
                for (name, full) in names {
                    self.bind(name, Py::Module(full.clone()));
                }
            }
            Statement::Function(function) => {
                self.bind(&function.name, Py::Function(function.clone()));
            }
            Statement::If(condition, body, otherwise) => {
                let condition = self.value(condition);
                return match truth(&condition) {
                    Some(false) => self.block(otherwise),
                    Some(true) => self.block(body),
                    // Of an unknown condition's branches none returns for sure.
                    None => {
                        self.block(body);
                        None
                    }
                };
            }
            Statement::For(target, items, body) => {
                let Py::List(items) = self.value(items) else {
                    self.assign(target, Py::Unknown);
                    return self.block(body);
                };
                for item in items {
                    self.assign(target, item);
                    if let Some(value) = self.block(body) {
                        return Some(value);
                    }
                }
            }
            Statement::Block(body) => return self.block(body),
            Statement::Return(value) => {
                return Some(value.as_ref().map_or(Py::None, |value| self.value(value)));
            }
        }
        None
    }

    fn bind(&mut self, name: &str, value: Py) {
        self.locals
            .last_mut()
            .unwrap_or(&mut self.globals)
            .insert(name.to_owned(), value);
    }

    fn lookup(&mut self, name: &str) -> Py {
        let local = self.locals.last().and_then(|scope| scope.get(name));
        match local.or_else(|| self.globals.get(name)) {
            Some(value) => {
                let mut steps = self.steps;
                if !within(value, &mut steps, DEPTH) {
                    self.steps = steps;
                    return Py::Unknown;
                }
                let value = value.clone();
                self.steps = steps;
                value
            }
            // Snippets leave out what is plain.
            None if ["boto3", "os", "datetime", "json"].contains(&name) => {
                Py::Module(name.to_owned())
            }
            None if BUILT_IN.contains(&name) => Py::Module(name.to_owned()),
            None => Py::Unknown,
        }
    }

    fn assign(&mut self, target: &Expression, value: Py) {
        match &target.kind {
            Kind::Name(name) => self.bind(name, value),
            Kind::List(targets) => {
                let values = match value {
                    Py::List(values) => values,
                    _ => Vec::new(),
                };
                for (i, target) in targets.iter().enumerate() {
                    self.assign(target, values.get(i).cloned().unwrap_or(Py::Unknown));
                }
            }
            // Of an object only `self` is followed.
            Kind::Attribute(of, name) => {
                if let Kind::Name(of) = &of.kind {
                    self.globals.insert(format!("{of}.{name}"), value);
                }
            }
            Kind::Index(of, key) => {
                let key = self.value(key);
                if let (Kind::Name(name), Py::Dict(mut pairs), Some(key)) =
                    (&of.kind, self.value(of), text_of(&key))
                {
                    put(&mut pairs, key, value);
                    self.bind(name, Py::Dict(pairs));
                }
            }
            _ => {}
        }
    }

    fn value(&mut self, expression: &Expression) -> Py {
        self.steps += 1;
        if self.steps > STEPS {
            return Py::Unknown;
        }
        match &expression.kind {
            Kind::Unknown => Py::Unknown,
            Kind::Name(name) => match name.as_str() {
                "True" => Py::Value(Value::Bool(true)),
                "False" => Py::Value(Value::Bool(false)),
                "None" => Py::None,
                _ => self.lookup(name),
            },
            Kind::Number(text) => number(text),
            Kind::Text(text) => Py::Value(Value::string(text.as_str())),
            Kind::List(items) => Py::List(items.iter().map(|item| self.value(item)).collect()),
            Kind::Dict(pairs) => self.dict(pairs),
            Kind::Attribute(of, name) => self.attribute(of, name),
            Kind::Index(of, key) => {
                let (of, key) = (self.value(of), self.value(key));
                index(&of, &key)
            }
            Kind::Call(function, arguments) => {
                self.call_expression(function, arguments, expression.place)
            }
            Kind::Not(operand) => {
                let operand = self.value(operand);
                truth(&operand).map_or(Py::Unknown, |truth| Py::Value(Value::Bool(!truth)))
            }
            Kind::Negative(operand) => match self.value(operand) {
                Py::Value(Value::Number(text)) => {
                    Py::Value(Value::Number(format!("-{text}").into()))
                }
                _ => Py::Unknown,
            },
            Kind::Binary(left, operator, right) => {
                let (left, right) = (self.value(left), self.value(right));
                binary(&left, operator, &right)
            }
            Kind::Format(parts) => {
                let mut acc = String::new();
                for (before, value, spec) in parts {
                    acc.push_str(before);
                    if let Some(value) = value {
                        let value = self.value(value);
                        let Some(shown) = text::shown(&value, spec) else {
                            return Py::Unknown;
                        };
                        acc.push_str(&shown);
                    }
                }
                self.steps += acc.len() / 16;
                Py::Value(Value::string(acc))
            }
            Kind::Each(parts) => {
                let [element, target, items] = &**parts;
                let Py::List(items) = self.value(items) else {
                    return Py::Unknown;
                };
                let items = items.into_iter().map(|item| {
                    self.assign(target, item);
                    self.value(element)
                });
                Py::List(items.collect())
            }
            Kind::Either(parts) => {
                let [condition, then, otherwise] = &**parts;
                let condition = self.value(condition);
                if truth(&condition) == Some(false) {
                    self.value(otherwise)
                } else {
                    self.value(then)
                }
            }
        }
    }

    fn dict(&mut self, pairs: &[(Option<Expression>, Expression)]) -> Py {
        let mut acc = Vec::new();
        for (key, value) in pairs {
            let value = self.value(value);
            match key {
                Some(key) => {
                    let key = self.value(key);
                    if let Some(key) = text_of(&key) {
                        put(&mut acc, key, value);
                    }
                }
                None => {
                    if let Py::Dict(more) = value {
                        for (key, value) in more {
                            put(&mut acc, key, value);
                        }
                    }
                }
            }
        }
        Py::Dict(acc)
    }

    fn attribute(&mut self, of: &Expression, name: &str) -> Py {
        let holder = match &of.kind {
            Kind::Name(name) => Some(name.clone()),
            _ => None,
        };
        if let Some(of) = &holder
            && self.globals.contains_key(&format!("{of}.{name}"))
        {
            return self.lookup(&format!("{of}.{name}"));
        }
        match self.value(of) {
            Py::Module(module) => Py::Module(format!("{module}.{name}")),
            // An attribute of something that is not known.
            Py::Method(of, _, _) if matches!(*of, Py::Unknown) => {
                Py::Method(of, name.to_owned(), None)
            }
            value => Py::Method(Box::new(value), name.to_owned(), holder),
        }
    }

    fn call_expression(
        &mut self,
        function: &Expression,
        arguments: &[Argument],
        place: Place,
    ) -> Py {
        let function = self.value(function);
        let mut values: Vec<(Option<String>, Py)> = Vec::new();
        for argument in arguments {
            let value = self.value(&argument.value);
            match (argument.name.as_deref(), value) {
                (Some("**"), Py::Dict(pairs)) => {
                    values.extend(pairs.into_iter().map(|(key, value)| (Some(key), value)));
                }
                (Some("**"), _) => {
                    self.note(place, "what ** unpacks is not known, so it is left out");
                }
                (name, value) => values.push((name.map(str::to_owned), value)),
            }
        }
        match function {
            Py::Function(function) => self.call(&function, &values),
            Py::Module(name) => module_call(&name, &values),
            Py::Method(of, name, holder) => {
                self.method(*of, &name, holder.as_deref(), values, place)
            }
            _ => Py::Unknown,
        }
    }

    fn call(&mut self, function: &Rc<Function>, arguments: &[(Option<String>, Py)]) -> Py {
        if self.locals.len() >= CALLS {
            return Py::Unknown;
        }
        let mut scope = BTreeMap::new();
        let mut positional = arguments.iter().filter(|(name, _)| name.is_none());
        for (parameter, default) in &function.parameters {
            let named = arguments
                .iter()
                .find(|(name, _)| name.as_ref() == Some(parameter))
                .map(|(_, value)| value.clone());
            let value = named.or_else(|| positional.next().map(|(_, value)| value.clone()));
            let value = match (value, default) {
                (Some(value), _) => value,
                (None, Some(default)) => self.value(default),
                (None, None) => Py::Unknown,
            };
            scope.insert(parameter.clone(), value);
        }
        self.locals.push(scope);
        let result = self.block(&function.body).unwrap_or(Py::None);
        self.locals.pop();
        result
    }

    fn method(
        &mut self,
        of: Py,
        name: &str,
        holder: Option<&str>,
        arguments: Vec<(Option<String>, Py)>,
        place: Place,
    ) -> Py {
        match (of, name) {
            (Py::Session(region), "client") => client(&arguments, region),
            (Py::Client(service, region), _) => {
                self.request(&service, region, name, arguments, place);
                Py::Unknown
            }
            (Py::Dict(mut pairs), "update") => {
                for (key, value) in arguments {
                    match (key, value) {
                        (Some(key), value) => put(&mut pairs, key, value),
                        (None, Py::Dict(more)) => more
                            .into_iter()
                            .for_each(|(key, value)| put(&mut pairs, key, value)),
                        _ => {}
                    }
                }
                if let Some(holder) = holder {
                    self.rebind(holder, Py::Dict(pairs));
                }
                Py::None
            }
            (Py::List(mut items), "append") => {
                items.extend(arguments.into_iter().map(|(_, value)| value));
                if let Some(holder) = holder {
                    self.rebind(holder, Py::List(items));
                }
                Py::None
            }
            (of @ Py::Dict(_), "get") => match index(
                &of,
                &arguments
                    .first()
                    .map_or(Py::Unknown, |(_, key)| key.clone()),
            ) {
                Py::Unknown => arguments
                    .get(1)
                    .map_or(Py::None, |(_, value)| value.clone()),
                found => found,
            },
            (Py::Value(Value::String(text)), _) => text::method(&text, name, &arguments),
            (Py::Dict(pairs), "items") => {
                let key = |key: String| Py::Value(Value::string(key));
                let pairs = pairs.into_iter();
                Py::List(
                    pairs
                        .map(|(name, value)| Py::List(vec![key(name), value]))
                        .collect(),
                )
            }
            (Py::Dict(pairs), "keys") => {
                let names = pairs
                    .into_iter()
                    .map(|(name, _)| Py::Value(Value::string(name)));
                Py::List(names.collect())
            }
            (Py::Dict(pairs), "values") => {
                Py::List(pairs.into_iter().map(|(_, value)| value).collect())
            }
            // A client that a function is given: its service is told by the request.
            (Py::Unknown, _) => {
                let service = model::SERVICES.iter().find(|service| {
                    service
                        .operations
                        .iter()
                        .any(|operation| operation.method == name)
                });
                if let Some(service) = service {
                    self.request(service.id, None, name, arguments, place);
                }
                Py::Unknown
            }
            _ => Py::Unknown,
        }
    }

    fn rebind(&mut self, name: &str, value: Py) {
        let local = self
            .locals
            .last()
            .is_some_and(|scope| scope.contains_key(name));
        if local {
            self.bind(name, value);
        } else {
            self.globals.insert(name.to_owned(), value);
        }
    }

    pub(super) fn note(&mut self, place: Place, message: &str) {
        self.notes.push(Note {
            place,
            message: message.to_owned(),
        });
    }
}

/// Counts what a value holds; whether that is within the steps and nests no deeper.
fn within(value: &Py, steps: &mut usize, depth: usize) -> bool {
    *steps += match value {
        Py::Value(Value::String(text)) => 1 + text.len() / 16,
        _ => 1,
    };
    if depth == 0 || *steps > STEPS {
        return false;
    }
    match value {
        Py::List(items) => items.iter().all(|item| within(item, steps, depth - 1)),
        Py::Dict(pairs) => pairs
            .iter()
            .all(|(_, value)| within(value, steps, depth - 1)),
        Py::Method(of, _, _) => within(of, steps, depth - 1),
        _ => true,
    }
}
