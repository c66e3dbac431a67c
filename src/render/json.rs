//! `json`: the parameters, as `--cli-input-json` takes them.

use super::{Format, Options, Output, SpanKind, Writer};
use crate::document::{Document, Path, Segment, Value, push_json_string};

pub(super) static FORMAT: Format = Format {
    id: "json",
    title: "JSON",
    extension: "json",
    available: |_| true,
    render,
};

fn render(document: &Document, _options: Options) -> Output {
    let mut writer = Writer::new();
    for (index, resource) in document.resources.iter().enumerate() {
        writer.resource(Some(index));
        value(&mut writer, &resource.parameters, &mut Path::root(), 0);
        writer.plain("\n");
    }
    writer.finish()
}

fn value(writer: &mut Writer, item: &Value, path: &mut Path, depth: usize) {
    match item {
        Value::List(items) if !items.is_empty() => {
            writer.plain("[");
            for (i, item) in items.iter().enumerate() {
                line(writer, i, depth);
                path.push(Segment::Index(i));
                value(writer, item, path, depth + 1);
                path.pop();
            }
            close(writer, depth, "]");
        }
        Value::Map(map) if !map.is_empty() => {
            writer.plain("{");
            for (i, (key, item)) in map.iter().enumerate() {
                line(writer, i, depth);
                let mut name = String::new();
                push_json_string(&mut name, key);
                path.push(Segment::Key(key.clone()));
                writer.path(Some(path.to_string().into()));
                writer.push(SpanKind::Name, &name);
                writer.plain(": ");
                value(writer, item, path, depth + 1);
                path.pop();
            }
            close(writer, depth, "}");
        }
        leaf => {
            let kind = match leaf {
                Value::String(_) => SpanKind::String,
                Value::Number(_) => SpanKind::Number,
                Value::Bool(_) | Value::Null => SpanKind::Constant,
                Value::List(_) | Value::Map(_) => SpanKind::Plain,
            };
            writer.path(Some(path.to_string().into()));
            writer.push(kind, &leaf.to_json());
        }
    }
}

fn line(writer: &mut Writer, i: usize, depth: usize) {
    writer.plain(if i > 0 { ",\n" } else { "\n" });
    writer.plain(&"  ".repeat(depth + 1));
}

fn close(writer: &mut Writer, depth: usize, bracket: &str) {
    writer.plain("\n");
    writer.plain(&"  ".repeat(depth));
    writer.plain(bracket);
}
