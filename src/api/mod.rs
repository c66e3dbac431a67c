//! The JavaScript boundary of the npm package: plain objects in and out, `Error` for what cannot be read.
//!
//! The documents of callers come as what changed since the last call (`held`, `tape`); what else
//! comes out crosses as JSON text, which is several times faster than value by value.
//! `scripts/pkg` is the other side, with the types that callers see.

mod describe;
pub mod held;
mod tape;

use std::rc::Rc;

use js_sys::{Error, JSON, Reflect};
use wasm_bindgen::prelude::*;

use crate::document::Value;
use crate::model::{self, Protocol, SERVICES, overlay};
use crate::{catalog, parse, scenarios, share};

/// Every operation of every service.
#[wasm_bindgen]
pub fn operations() -> Result<JsValue, Error> {
    let all = SERVICES.iter().flat_map(|service| {
        service.operations.iter().map(|operation| {
            object([
                ("service", text(service.id)),
                ("operation", text(operation.name)),
                ("title", text(&overlay::title(service.id, operation.name))),
                (
                    "summary",
                    text(overlay::summary(service.id, operation.name)),
                ),
                (
                    "featured",
                    Value::Bool(overlay::featured(service.id, operation.name)),
                ),
                ("protocol", text(protocol(service.protocol))),
            ])
        })
    });
    to_js(&Value::list(all))
}

/// The shape of an operation's input.
#[wasm_bindgen]
pub fn describe(service: &str, operation: &str) -> Result<JsValue, Error> {
    let known = model::service(service)
        .ok_or_else(|| Error::new(&format!("describe: there is no service “{service}”")))?;
    let found = model::operation(service, operation).ok_or_else(|| {
        Error::new(&format!(
            "describe: {} has no operation “{operation}”",
            known.title
        ))
    })?;
    to_js(&describe::operation_value(
        service,
        found,
        protocol(known.protocol),
    ))
}

/// The ready starting points.
#[wasm_bindgen]
pub fn scenarios() -> Result<JsValue, Error> {
    let all = scenarios::ALL.iter().map(|scenario| {
        object([
            ("id", text(scenario.id)),
            ("title", text(scenario.title)),
            ("summary", text(scenario.summary)),
            ("document", scenario.document().to_value()),
        ])
    });
    to_js(&Value::list(all))
}

/// The document of a text of any form. `options`: `service` and `operation` of bare parameters, `region`.
#[wasm_bindgen]
pub fn parse(text: &str, options: &JsValue) -> Result<JsValue, Error> {
    to_js(&parsed(text, options, "parse")?.document.to_value())
}

/// Like `parse`, with the form that the text was read as, and what was left out of it and why.
#[wasm_bindgen]
pub fn read(text: &str, options: &JsValue) -> Result<JsValue, Error> {
    let parsed = parsed(text, options, "read")?;
    let number = |number: usize| Value::integer(i64::try_from(number).unwrap_or(i64::MAX));
    let notes = parsed.notes.iter().map(|note| {
        object([
            ("message", Value::string(&*note.message)),
            ("line", number(note.place.line)),
            ("column", number(note.place.column)),
        ])
    });
    to_js(&object([
        ("document", parsed.document.to_value()),
        ("form", Value::string(parsed.form)),
        ("notes", Value::list(notes)),
    ]))
}

fn parsed(input: &str, options: &JsValue, function: &str) -> Result<parse::Parsed, Error> {
    let option = |key: &str| {
        Reflect::get(options, &key.into())
            .ok()
            .and_then(|value| value.as_string())
    };
    let operation = option("operation").map(|operation| {
        (
            option("service").unwrap_or_else(|| "elasticache".to_owned()),
            operation,
        )
    });
    let hints = parse::Hints {
        operation,
        region: option("region"),
    };
    parse::parse(input, &hints).map_err(|problem| {
        let error = Error::new(&format!("{function}: {problem}"));
        for (key, number) in [
            ("line", problem.place.line),
            ("column", problem.place.column),
        ] {
            let number = f64::from(u32::try_from(number).unwrap_or(u32::MAX));
            // An Error is an ordinary, extensible object.
            let _ = Reflect::set(&error, &key.into(), &number.into());
        }
        error
    })
}

/// The document of a share link's fragment.
#[wasm_bindgen(js_name = fromFragment)]
pub fn from_fragment(fragment: &str) -> Result<JsValue, Error> {
    let document = share::from_fragment(fragment)
        .map_err(|error| Error::new(&format!("fromFragment: {error}")))?;
    to_js(&document.to_value())
}

/// The versions of the package, the models and the catalog.
#[wasm_bindgen]
pub fn version() -> Result<JsValue, Error> {
    let services = SERVICES.iter().map(|service| {
        let known = object([
            ("apiVersion", text(service.api_version)),
            ("model", text(service.source)),
            ("catalog", text(catalog::AS_OF)),
        ]);
        (service.id.into(), known)
    });
    to_js(&object([
        ("version", text(env!("CARGO_PKG_VERSION"))),
        ("services", Value::map(services)),
    ]))
}

fn to_js(value: &Value) -> Result<JsValue, Error> {
    JSON::parse(&value.to_json())
        .map_err(|_| Error::new("a value that is no JSON came out of the engine"))
}

fn protocol(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Query => "query",
        Protocol::RestJson => "rest-json",
    }
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::map(
        entries
            .into_iter()
            .map(|(key, value)| (Rc::from(key), value)),
    )
}

fn text(text: &str) -> Value {
    Value::string(text)
}
