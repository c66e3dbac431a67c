//! A parameter as a flag.

use std::rc::Rc;

use crate::document::{PathText, Value};
use crate::model::{self, Kind, Shape};
use crate::render::{SpanKind, Writer, quote};

use super::argument::{self, Scope};
use super::shell::Shell;
use super::shorthand::{self, Around};

/// Where a line of words is broken.
const WIDTH: usize = 100;

/// A parameter that the command line can carry.
pub(super) struct Flag<'a> {
    /// The member's name.
    member: &'a str,
    shape: Option<&'static Shape>,
    value: &'a Value,
    form: Form<'a>,
}

enum Form<'a> {
    Switch(bool),
    /// One word, or the variable that holds it.
    Word(Scalar<'a>),
    Words,
    Shorthand(Around),
    Json,
}

/// A scalar's text by its kind.
enum Scalar<'a> {
    Text(&'a str),
    Number(&'a str),
    Variable(&'a Rc<str>),
}

impl<'a> Flag<'a> {
    /// The flag of a member, if the shell can carry the value so.
    pub(super) fn of(
        scope: &Scope<'a>,
        member: &'a str,
        shape: &'static Shape,
        value: &'a Value,
    ) -> Option<Self> {
        Some(Self {
            member,
            shape: Some(shape),
            value,
            form: form(scope, member, shape, value)?,
        })
    }

    /// The flag of a member that holds a secret, whatever else it holds; `None` where its name is no flag's.
    pub(super) fn of_secret(
        scope: &Scope<'a>,
        member: &'a str,
        shape: Option<&'static Shape>,
        value: &'a Value,
    ) -> Option<Self> {
        let known = shape.and_then(|shape| form(scope, member, shape, value));
        let form = match (known, scope.variable(&root(member))) {
            (Some(form), _) => form,
            (None, Some(name)) => Form::Word(Scalar::Variable(name)),
            (None, None) => Form::Json,
        };
        quote::is_plain_word(&model::kebab_case(member)).then_some(Self {
            member,
            shape,
            value,
            form,
        })
    }

    pub(super) fn member(&self) -> &'a str {
        self.member
    }

    /// Whether its value is an argument of JSON.
    pub(super) fn is_json(&self) -> bool {
        matches!(self.form, Form::Json)
    }

    pub(super) fn write(&self, writer: &mut Writer, scope: &Scope) {
        let mut path = PathText::root();
        path.key(self.member);
        writer.at(path.as_str());
        let name = model::kebab_case(self.member);
        if let Form::Switch(on) = self.form {
            let no = if on { "" } else { "no-" };
            writer.push(SpanKind::Name, &format!("--{no}{name}"));
            return;
        }
        writer.push(SpanKind::Name, &format!("--{name}"));
        match &self.form {
            Form::Switch(_) => {}
            Form::Word(word) => write_word(writer, scope, word),
            Form::Json => {
                writer.plain(" ");
                argument::write(writer, scope, self.shape, self.value, self.member);
            }
            Form::Words => {
                let items = self.value.as_list().unwrap_or_default();
                let single =
                    items.len() == 1 && scope.variable(&format!("{}[0]", path.as_str())).is_some();
                let item = |writer: &mut Writer, i: usize| {
                    let mut path = path.clone();
                    path.index(i);
                    writer.at(path.as_str());
                    write_item(writer, scope, path.as_str(), &items[i]);
                };
                if single {
                    writer.plain("=");
                    item(writer, 0);
                } else {
                    write_row(writer, scope, name.len(), items.len(), item);
                }
            }
            Form::Shorthand(_) => self.write_shorthand(writer, scope, &path, name.len()),
        }
    }

    fn write_shorthand(&self, writer: &mut Writer, scope: &Scope, path: &PathText, name: usize) {
        let (Form::Shorthand(around), Some(shape)) = (&self.form, self.shape) else {
            return;
        };
        let word = |writer: &mut Writer, shape, value: &Value, path: &mut PathText| {
            let Some(map) = value.as_map() else { return };
            let quote = match around {
                Around::Nothing => "",
                Around::Quotes => scope.shell.quote(),
                Around::Variable => "\"",
            };
            writer.at(path.as_str());
            writer.plain(quote);
            shorthand::write(writer, scope, (shape, map), path, *around);
            writer.plain(quote);
        };
        match (&shape.kind, self.value) {
            (Kind::List(list), Value::List(items)) => {
                let item = |writer: &mut Writer, i: usize| {
                    let mut path = path.clone();
                    path.index(i);
                    word(writer, list.item, &items[i], &mut path);
                };
                write_row(writer, scope, name, items.len(), item);
            }
            (_, value) => {
                writer.plain(" ");
                word(writer, shape, value, &mut path.clone());
            }
        }
    }
}

/// The path of a top-level member.
fn root(member: &str) -> String {
    let mut path = PathText::root();
    path.key(member);
    path.as_str().to_owned()
}

fn form<'a>(
    scope: &Scope<'a>,
    member: &str,
    shape: &'static Shape,
    value: &'a Value,
) -> Option<Form<'a>> {
    let path = &mut PathText::root();
    path.key(member);
    if let Some(name) = scope.variable(path.as_str()) {
        return Some(Form::Word(Scalar::Variable(name)));
    }
    let json = || (scope.shell == Shell::Sh).then_some(Form::Json);
    match (&shape.kind, value) {
        (Kind::Boolean, Value::Bool(flag)) => Some(Form::Switch(*flag)),
        (Kind::String(_) | Kind::Timestamp, Value::String(text)) => {
            let carried = scope.shell.carries(text);
            carried.then_some(Form::Word(Scalar::Text(text)))
        }
        (Kind::Integer(_), Value::Number(text)) => {
            is_integer(text).then_some(Form::Word(Scalar::Number(text)))
        }
        (Kind::Double, Value::Number(text)) => {
            let plain = text.strip_prefix('-').unwrap_or(text);
            quote::is_plain_word(plain).then_some(Form::Word(Scalar::Number(text)))
        }
        (Kind::List(list), Value::List(items)) => {
            let words = !items.is_empty() && are_words(scope, list.item, items, path);
            if words {
                return Some(Form::Words);
            }
            let around = list_around(scope, list.item, items, path);
            around.map(Form::Shorthand).or_else(json)
        }
        (Kind::Structure(_) | Kind::Map(_), Value::Map(_)) => {
            let around = shorthand::around(scope, shape, value, path);
            around.map(Form::Shorthand).or_else(json)
        }
        _ => None,
    }
}

/// Whether every item is a plain word or a secret.
fn are_words(scope: &Scope, shape: &'static Shape, items: &[Value], path: &mut PathText) -> bool {
    items.iter().enumerate().all(|(i, item)| {
        let back = path.index(i);
        let secret = scope.variable(path.as_str()).is_some();
        path.back(back);
        secret || shorthand::is_word(&shape.kind, item)
    })
}

/// What the words of a list of structures need around them.
fn list_around(
    scope: &Scope,
    shape: &'static Shape,
    items: &[Value],
    path: &mut PathText,
) -> Option<Around> {
    let mut most = None;
    for (i, item) in items.iter().enumerate() {
        let back = path.index(i);
        let around = shorthand::around(scope, shape, item, path)?;
        path.back(back);
        most = most.max(Some(around));
    }
    most
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A flag's only value. After `=` nothing is an option, whatever it begins with.
fn write_word(writer: &mut Writer, scope: &Scope, word: &Scalar) {
    let mut text = String::new();
    let (kind, dash) = match word {
        Scalar::Variable(name) => {
            push_variable(&mut text, scope, name);
            (SpanKind::Secret, true)
        }
        Scalar::Text(value) => {
            scope.shell.push_text(&mut text, value);
            (SpanKind::String, value.starts_with('-'))
        }
        Scalar::Number(value) => {
            text.push_str(value);
            (SpanKind::Number, value.starts_with('-'))
        }
    };
    writer.plain(if dash { "=" } else { " " });
    writer.push(kind, &text);
}

/// An item among others: a plain word or a secret.
fn write_item(writer: &mut Writer, scope: &Scope, path: &str, value: &Value) {
    if let Some(name) = scope.variable(path) {
        let mut text = String::new();
        push_variable(&mut text, scope, name);
        writer.push(SpanKind::Secret, &text);
        return;
    }
    match value {
        Value::String(text) => writer.push(SpanKind::String, text),
        Value::Number(text) => writer.push(SpanKind::Number, text),
        Value::Bool(flag) => writer.push(SpanKind::Constant, if *flag { "true" } else { "false" }),
        Value::Null | Value::List(_) | Value::Map(_) => {}
    }
}

fn push_variable(acc: &mut String, scope: &Scope, name: &str) {
    acc.push('"');
    scope.shell.push_variable(acc, name, scope.keeps(name));
    acc.push('"');
}

/// Words after a flag: on its line if they fit, else one a line.
fn write_row(
    writer: &mut Writer,
    scope: &Scope,
    name: usize,
    n_items: usize,
    item: impl Fn(&mut Writer, usize),
) {
    let flag = writer.current_path();
    let mark = writer.mark();
    let fits = |writer: &Writer| name + writer.since(mark) <= WIDTH;
    for i in 0..n_items {
        writer.path(flag.clone());
        writer.plain(" ");
        item(writer, i);
        if n_items > 1 && !fits(writer) {
            break;
        }
    }
    if n_items == 1 || fits(writer) {
        return;
    }
    writer.rewind(mark);
    for i in 0..n_items {
        writer.path(flag.clone());
        writer.plain(scope.shell.continuation());
        writer.plain("    ");
        item(writer, i);
    }
}
