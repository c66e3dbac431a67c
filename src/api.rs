//! The JavaScript boundary of the npm package: plain objects in and out, `Error` for what cannot be read.
//!
//! Objects cross as JSON text, which is several times faster than value by value.
//! The types that callers see are in `scripts/pkg/index.d.ts`.

use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, Error, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::document::{Document, Map, Value, parse_json};
use crate::model::{self, Kind, Member, Operation, Protocol, Range, SERVICES, Shape, overlay};
use crate::render::{self, Options};
use crate::rules::{self, Diagnostic, Severity};
use crate::{catalog, iam, parse, responses, scenarios, share};

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
    to_js(&operation_value(service, found, protocol(known.protocol)))
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

/// The formats, with whether each can carry the document.
#[wasm_bindgen]
pub fn formats(document: &JsValue) -> Result<JsValue, Error> {
    let document = read(document, "formats")?;
    let all = render::FORMATS.iter().map(|format| {
        object([
            ("id", text(format.id)),
            ("title", text(format.title)),
            ("extension", text(format.extension)),
            ("available", Value::Bool((format.available)(&document))),
        ])
    });
    to_js(&Value::list(all))
}

/// Everything that is wrong with a document.
#[wasm_bindgen]
pub fn validate(document: &JsValue) -> Result<JsValue, Error> {
    let document = read(document, "validate")?;
    let diagnostics = rules::validate(&document);
    let all = to_js(&Value::list(diagnostics.iter().map(diagnostic)))?;
    let mut mirror = Mirror::default();
    for (item, diagnostic) in Array::from(&all).iter().zip(&diagnostics) {
        if let Some(fix) = &diagnostic.fix {
            let fixed = mirror.value(&document.with_edits(&fix.edits).to_value())?;
            let js = object([("title", text(&fix.title))]);
            let js = to_js(&js)?;
            set(&js, "document", &fixed)?;
            set(&item, "fix", &js)?;
        }
    }
    Ok(all)
}

/// The text of a document in a format. `options.revealSecrets` writes literal secrets as they are.
#[wasm_bindgen]
pub fn render(document: &JsValue, format: &str, options: &JsValue) -> Result<String, Error> {
    let document = read(document, "render")?;
    let known = render::format(format).ok_or_else(|| {
        let ids: Vec<&str> = render::FORMATS.iter().map(|format| format.id).collect();
        Error::new(&format!(
            "render: there is no format “{format}”; known are {}",
            ids.join(", ")
        ))
    })?;
    let reveal = Reflect::get(options, &"revealSecrets".into()).is_ok_and(|flag| flag.is_truthy());
    Ok((known.render)(
        &document,
        Options {
            reveal_secrets: reveal,
        },
    )
    .text)
}

/// The document of a text of any form. `options`: `service` and `operation` of bare parameters, `region`.
#[wasm_bindgen]
pub fn parse(text: &str, options: &JsValue) -> Result<JsValue, Error> {
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
    let parsed = parse::parse(text, &hints).map_err(|problem| {
        let error = Error::new(&format!("parse: {problem}"));
        for (key, number) in [
            ("line", problem.place.line),
            ("column", problem.place.column),
        ] {
            let number = f64::from(u32::try_from(number).unwrap_or(u32::MAX));
            // An Error is an ordinary, extensible object.
            let _ = Reflect::set(&error, &key.into(), &number.into());
        }
        error
    })?;
    to_js(&parsed.document.to_value())
}

/// The document of a share link's fragment.
#[wasm_bindgen(js_name = fromFragment)]
pub fn from_fragment(fragment: &str) -> Result<JsValue, Error> {
    let document = share::from_fragment(fragment)
        .map_err(|error| Error::new(&format!("fromFragment: {error}")))?;
    to_js(&document.to_value())
}

/// The share link's fragment of a document, with its `#`.
#[wasm_bindgen(js_name = toFragment)]
pub fn to_fragment(document: &JsValue) -> Result<String, Error> {
    Ok(share::to_fragment(&read(document, "toFragment")?))
}

/// The least IAM policy that lets somebody send a document's requests, with a reason for each statement.
#[wasm_bindgen]
pub fn policy(document: &JsValue) -> Result<JsValue, Error> {
    let policy = iam::policy(&read(document, "policy")?);
    let reasons = policy.statements.iter().map(|statement| {
        object([
            ("sid", text(&statement.sid)),
            ("reason", text(&statement.reason)),
            ("source", text(statement.source)),
        ])
    });
    to_js(&object([
        ("policy", policy.to_value()),
        ("reasons", Value::list(reasons)),
    ]))
}

/// What AWS answers to a document's request: an example, the documented errors, the states it leads through.
#[wasm_bindgen]
pub fn response(document: &JsValue, resource: usize) -> Result<JsValue, Error> {
    let document = read(document, "response")?;
    let answer = responses::response(&document, resource).ok_or_else(|| {
        Error::new(&format!(
            "response: resource {resource} is no request that AWS knows"
        ))
    })?;
    let errors = answer.errors.iter().map(|error| {
        object([
            ("code", text(error.code)),
            ("status", Value::integer(i64::from(error.status))),
            ("advice", text(error.advice)),
        ])
    });
    to_js(&object([
        ("example", answer.example),
        ("errors", Value::list(errors)),
        (
            "states",
            Value::list(answer.states.iter().map(|state| text(state))),
        ),
    ]))
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

fn read(document: &JsValue, function: &str) -> Result<Document, Error> {
    let problem = |message: String| Error::new(&format!("{function}: {message}"));
    let json = JSON::stringify(document).map_err(|error| {
        let reason = error
            .dyn_ref::<Error>()
            .map_or_else(String::new, |e| e.message().into());
        problem(format!("document: it cannot be written as JSON: {reason}"))
    })?;
    // JSON.stringify gives undefined for undefined, functions and symbols.
    let json = json
        .as_string()
        .ok_or_else(|| problem("document: expected an object, found undefined".to_owned()))?;
    let value = parse_json(&json).map_err(|error| {
        // JSON.stringify escapes half a character, and nothing else, like this.
        if json.contains(r"\ud") {
            problem(
                "document: a text holds a lone surrogate, which no request can carry".to_owned(),
            )
        } else {
            problem(format!("document: {error}"))
        }
    })?;
    Document::from_value(&value).map_err(|error| problem(error.to_string()))
}

fn to_js(value: &Value) -> Result<JsValue, Error> {
    JSON::parse(&value.to_json())
        .map_err(|_| Error::new("a value that is no JSON came out of the engine"))
}

fn set(object: &JsValue, key: &str, value: &JsValue) -> Result<(), Error> {
    Reflect::set(object, &key.into(), value)
        .map(|_| ())
        .map_err(|_| Error::new("an object cannot be written"))
}

/// Writes values as JavaScript objects; what several values share becomes one object, so that
/// hundreds of fixed documents that differ in one place cost little more than one.
#[derive(Default)]
struct Mirror {
    /// By the address of the shared contents; the value keeps the address taken.
    known: HashMap<*const (), (Value, JsValue)>,
}

impl Mirror {
    fn value(&mut self, value: &Value) -> Result<JsValue, Error> {
        let address: *const () = match value {
            Value::List(items) => Rc::as_ptr(items).cast(),
            Value::Map(map) => Rc::as_ptr(map).cast(),
            leaf => return to_js(leaf),
        };
        if let Some((_, js)) = self.known.get(&address) {
            return Ok(js.clone());
        }
        let js = match value {
            Value::List(items) => {
                let array = Array::new();
                for item in items.iter() {
                    array.push(&self.value(item)?);
                }
                JsValue::from(array)
            }
            Value::Map(map) => {
                let object = JsValue::from(Object::new());
                for (key, item) in map.iter() {
                    set(&object, key, &self.value(item)?)?;
                }
                object
            }
            leaf => to_js(leaf)?,
        };
        self.known.insert(address, (value.clone(), js.clone()));
        Ok(js)
    }
}

fn diagnostic(diagnostic: &Diagnostic) -> Value {
    object([
        ("code", text(diagnostic.rule.code)),
        ("rule", text(diagnostic.rule.name)),
        ("severity", text(severity(diagnostic.rule.severity))),
        ("resource", number(diagnostic.resource)),
        ("path", text(&diagnostic.path.to_string())),
        ("message", text(&diagnostic.message)),
        ("why", text(diagnostic.rule.why)),
        ("source", text(diagnostic.rule.source)),
    ])
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn protocol(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Query => "query",
        Protocol::RestJson => "rest-json",
    }
}

fn operation_value(service: &str, operation: &'static Operation, protocol: &str) -> Value {
    let described = Described {
        overlay: overlay::overlay(service, operation.name),
    };
    object([
        ("service", text(service)),
        ("operation", text(operation.name)),
        ("title", text(&overlay::title(service, operation.name))),
        ("summary", text(overlay::summary(service, operation.name))),
        ("protocol", text(protocol)),
        (
            "members",
            described.members(operation.input, "", &mut Vec::new()),
        ),
    ])
}

/// What is said about members beside their shape.
struct Described {
    overlay: Option<&'static overlay::Overlay>,
}

impl Described {
    /// `open` holds the shapes that are being described, so that a recursive one ends.
    fn members(&self, shape: &'static Shape, path: &str, open: &mut Vec<&'static str>) -> Value {
        let members = shape.members().iter();
        Value::list(members.map(|member| self.member(member, path, open)))
    }

    fn member(&self, member: &'static Member, path: &str, open: &mut Vec<&'static str>) -> Value {
        let path = if path.is_empty() {
            member.name.to_owned()
        } else {
            format!("{path}.{}", member.name)
        };
        let mut map = Map::default();
        map.insert("name", text(member.name));
        map.insert("required", Value::Bool(member.required));
        map.insert("secret", Value::Bool(overlay::is_secret(member)));
        if member.idempotency_token {
            map.insert("idempotencyToken", Value::Bool(true));
        }
        if member.deprecated {
            map.insert("deprecated", Value::Bool(true));
        }
        if let Some(overlay) = self.overlay {
            let note = overlay.note(&path);
            if let Some(note) = note {
                map.insert("label", text(note.label));
                map.insert("help", text(note.help));
                if let Some(default) = note.default {
                    map.insert("default", text(default));
                }
            }
            map.insert(
                "docs",
                text(note.and_then(|note| note.docs).unwrap_or(overlay.docs)),
            );
        }
        self.shape(&mut map, member.shape, &path, open);
        Value::Map(Rc::new(map))
    }

    /// Adds what a shape is to the description of a member, an item, a key or a value.
    fn shape(
        &self,
        map: &mut Map,
        shape: &'static Shape,
        path: &str,
        open: &mut Vec<&'static str>,
    ) {
        map.insert("shape", text(shape.name));
        let kind = match &shape.kind {
            Kind::Structure(_) => "structure",
            Kind::List(_) => "list",
            Kind::Map(_) => "map",
            Kind::String(_) => "string",
            Kind::Integer(_) => "integer",
            Kind::Double => "double",
            Kind::Boolean => "boolean",
            Kind::Timestamp => "timestamp",
        };
        map.insert("type", text(kind));
        if open.contains(&shape.name) {
            return;
        }
        open.push(shape.name);
        match &shape.kind {
            Kind::Structure(_) => map.insert("members", self.members(shape, path, open)),
            Kind::List(list) => {
                bounds(map, list.size);
                map.insert("item", self.nested(list.item, path, open));
            }
            Kind::Map(entries) => {
                bounds(map, entries.size);
                map.insert("key", self.nested(entries.key, path, open));
                map.insert("value", self.nested(entries.value, path, open));
            }
            Kind::String(known) => {
                bounds(map, known.length);
                if let Some(pattern) = known.pattern {
                    map.insert("pattern", text(pattern));
                }
                if !known.values.is_empty() {
                    map.insert(
                        "enum",
                        Value::list(known.values.iter().map(|value| text(value))),
                    );
                }
            }
            Kind::Integer(range) => bounds(map, *range),
            Kind::Double | Kind::Boolean | Kind::Timestamp => {}
        }
        open.pop();
    }

    fn nested(&self, shape: &'static Shape, path: &str, open: &mut Vec<&'static str>) -> Value {
        let mut map = Map::default();
        self.shape(&mut map, shape, path, open);
        Value::Map(Rc::new(map))
    }
}

fn bounds(map: &mut Map, range: Range) {
    for (key, bound) in [("min", range.min), ("max", range.max)] {
        if let Some(bound) = bound {
            map.insert(key, Value::integer(bound));
        }
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

fn number(number: usize) -> Value {
    Value::integer(i64::try_from(number).unwrap_or(i64::MAX))
}
