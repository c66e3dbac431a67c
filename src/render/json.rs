//! `json`: the parameters, as `--cli-input-json` takes them; of several resources a list of them.
//!
//! Literal secrets become `{"$env": "NAME"}`, which is the document's own spelling.

use super::{Format, Group, Options, Output, Secrets, SpanKind, Writer};
use crate::deploy::order;
use crate::document::{Document, PathText, Value, push_json_string};

pub(super) static FORMAT: Format = Format {
    id: "json",
    title: "JSON",
    extension: "json",
    group: Group::Requests,
    available: |_| true,
    render,
};

fn render(document: &Document, options: Options) -> Output {
    let document = &*document.masked(options.reveal_secrets);
    let secrets = Secrets::of(document, options.reveal_secrets);
    let mut json = Json {
        writer: Writer::with(options),
        secrets,
        resource: 0,
        path: PathText::root(),
        paths: true,
    };
    let several = document.resources.len() != 1;
    if several {
        json.writer.plain("[");
    }
    for (at, index) in order(document).indexes.into_iter().enumerate() {
        let resource = &document.resources[index];
        json.resource = index;
        if several {
            json.line(at, 0);
        }
        json.writer.resource(Some(index));
        json.value(&resource.parameters, usize::from(several));
        json.writer.resource(None);
    }
    if several {
        json.close(0, "]");
    }
    json.writer.plain("\n");
    json.writer.finish()
}

/// Appends a value that holds no secrets, with the paths of its parts.
pub(super) fn append(writer: &mut Writer, value: &Value) {
    append_with(writer, value, true);
}

/// Appends a value that is no part of the parameters.
pub(super) fn append_foreign(writer: &mut Writer, value: &Value) {
    append_with(writer, value, false);
}

fn append_with(writer: &mut Writer, value: &Value, paths: bool) {
    let mut json = Json {
        writer: std::mem::take(writer),
        secrets: Secrets::default(),
        resource: 0,
        path: PathText::root(),
        paths,
    };
    json.value(value, 0);
    *writer = json.writer;
}

struct Json {
    writer: Writer,
    secrets: Secrets,
    resource: usize,
    path: PathText,
    /// Whether the value is one of the parameters.
    paths: bool,
}

impl Json {
    /// What follows comes from the value that has been reached.
    fn here(&mut self) {
        if self.paths {
            self.writer.at(self.path.as_str());
        }
    }

    fn value(&mut self, item: &Value, depth: usize) {
        match item {
            Value::List(items) if !items.is_empty() => {
                self.writer.plain("[");
                for (i, item) in items.iter().enumerate() {
                    self.line(i, depth);
                    let back = self.path.index(i);
                    self.value(item, depth + 1);
                    self.path.back(back);
                }
                self.close(depth, "]");
            }
            Value::Map(map) if !map.is_empty() => {
                self.writer.plain("{");
                for (i, (key, item)) in map.iter().enumerate() {
                    self.line(i, depth);
                    let mut name = String::new();
                    push_json_string(&mut name, key);
                    let back = self.path.key(key);
                    self.here();
                    self.writer.push(SpanKind::Name, &name);
                    self.writer.plain(": ");
                    self.value(item, depth + 1);
                    self.path.back(back);
                }
                self.close(depth, "}");
            }
            leaf => self.leaf(leaf),
        }
    }

    fn leaf(&mut self, leaf: &Value) {
        let path = self.path.as_str();
        let variable = self.secrets.variable(self.resource, path).cloned();
        self.here();
        if let Some(name) = variable {
            return self
                .writer
                .push(SpanKind::Secret, &Value::env(&name).to_json());
        }
        let kind = match leaf {
            Value::String(_) => SpanKind::String,
            Value::Number(_) => SpanKind::Number,
            Value::Bool(_) | Value::Null => SpanKind::Constant,
            Value::List(_) | Value::Map(_) => SpanKind::Plain,
        };
        self.writer.push(kind, &leaf.to_json());
    }

    fn line(&mut self, i: usize, depth: usize) {
        self.writer.plain(if i > 0 { ",\n" } else { "\n" });
        self.writer.plain(&"  ".repeat(depth + 1));
    }

    fn close(&mut self, depth: usize, bracket: &str) {
        self.writer.plain("\n");
        self.writer.plain(&"  ".repeat(depth));
        self.writer.plain(bracket);
    }
}
