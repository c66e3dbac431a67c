//! The document of the last call, kept for the next: a page asks about one document many times.
//!
//! `scripts/pkg/documents.js` knows what is held and sends what changed. Callers see the functions
//! of `scripts/pkg/index.js`, which hold a document first and then ask about it.

use std::cell::RefCell;

use js_sys::{Array, Error, Int32Array};
use wasm_bindgen::prelude::*;

use super::{object, tape, text, to_js};
use crate::document::{Document, Value, parse_json};
use crate::render::{Format, Options, SpanKind};
use crate::{iam, render, responses, rules, share};

/// A document as it came and as it was understood.
struct Held {
    value: Value,
    document: Document,
}

thread_local! {
    static HELD: RefCell<Held> = RefCell::new(Held { value: Value::map([]), document: Document::default() });
}

/// Holds the document that a tape describes relative to the one held.
#[wasm_bindgen]
pub fn hold(function: &str, words: &[i32], bytes: &[u8]) -> Result<(), Error> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let value = HELD.with_borrow(|held| tape::read(words, text, &held.value));
    let value = value.ok_or_else(|| problem(function, "document: the tape is damaged"))?;
    keep(function, value)
}

/// Holds the document of a text that `JSON.stringify` wrote.
#[wasm_bindgen(js_name = holdText)]
pub fn hold_text(function: &str, json: &str) -> Result<(), Error> {
    let value = parse_json(json).map_err(|error| {
        // JSON.stringify escapes half a character, and nothing else, like this.
        if json.contains(r"\ud") {
            problem(
                function,
                "document: a text holds a lone surrogate, which no request can carry",
            )
        } else {
            problem(function, &format!("document: {error}"))
        }
    })?;
    keep(function, value)
}

fn keep(function: &str, value: Value) -> Result<(), Error> {
    let document =
        Document::from_value(&value).map_err(|error| problem(function, &error.to_string()))?;
    let held = Held { value, document };
    HELD.set(held);
    Ok(())
}

fn problem(function: &str, message: &str) -> Error {
    Error::new(&format!("{function}: {message}"))
}

/// The formats, with whether each can carry the document that is held.
#[wasm_bindgen]
pub fn formats() -> Result<JsValue, Error> {
    let all = HELD.with_borrow(|held| {
        let all = render::FORMATS.iter().map(|format| {
            object([
                ("id", text(format.id)),
                ("title", text(format.title)),
                ("extension", text(format.extension)),
                ("available", Value::Bool((format.available)(&held.document))),
            ])
        });
        Value::list(all)
    });
    to_js(&all)
}

/// Everything that is wrong with the document that is held: a tape and its text.
#[wasm_bindgen]
pub fn validate() -> Array {
    let (words, text) = HELD.with_borrow(|held| {
        let found = rules::validate(&held.document);
        tape::diagnostics(&found, &held.document, &held.value)
    });
    Array::of2(&Int32Array::from(words.as_slice()), &text.into())
}

/// The text of the document that is held in a format; with `reveal`, literal secrets as they are.
#[wasm_bindgen]
pub fn render(format: &str, reveal: bool) -> Result<String, Error> {
    let known = known_format("render", format)?;
    let options = Options {
        reveal_secrets: reveal,
        text_only: true,
    };
    Ok(HELD.with_borrow(|held| (known.render)(&held.document, options).text))
}

/// The text of the document that is held in a format, in pieces of one kind each: `[[kind, text], …]`.
#[wasm_bindgen]
pub fn spans(format: &str) -> Result<JsValue, Error> {
    let known = known_format("spans", format)?;
    let output = HELD.with_borrow(|held| (known.render)(&held.document, Options::default()));
    let mut pieces: Vec<(SpanKind, &str)> = Vec::new();
    let mut start = 0;
    for span in &output.spans {
        match pieces.last_mut() {
            Some((kind, piece)) if *kind == span.kind => {
                *piece = &output.text[start..span.range.end];
            }
            _ => {
                start = span.range.start;
                pieces.push((span.kind, &output.text[span.range.clone()]));
            }
        }
    }
    let pieces = pieces.into_iter();
    to_js(&Value::list(pieces.map(|(kind, piece)| {
        Value::list([text(kind.id()), text(piece)])
    })))
}

fn known_format(function: &str, format: &str) -> Result<&'static Format, Error> {
    render::format(format).ok_or_else(|| {
        let ids: Vec<&str> = render::FORMATS.iter().map(|format| format.id).collect();
        problem(
            function,
            &format!(
                "there is no format “{format}”; known are {}",
                ids.join(", ")
            ),
        )
    })
}

/// The share link's fragment of the document that is held, with its `#`.
#[wasm_bindgen(js_name = toFragment)]
pub fn to_fragment() -> String {
    HELD.with_borrow(|held| share::to_fragment(&held.document))
}

/// The least IAM policy that lets somebody send the requests that are held, with a reason for each statement.
/// With `teardown` they may also remove everything again.
#[wasm_bindgen]
pub fn policy(teardown: bool) -> Result<JsValue, Error> {
    let options = iam::Options { teardown };
    let policy = HELD.with_borrow(|held| iam::policy(&held.document, options));
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

/// What AWS answers to a request that is held: an example, the documented errors, the states it leads through.
#[wasm_bindgen]
pub fn response(resource: usize) -> Result<JsValue, Error> {
    let answer = HELD.with_borrow(|held| responses::response(&held.document, resource));
    let answer = answer.ok_or_else(|| {
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
