//! Texts that come in, read by the engine beside the page.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::document::{Document, Value, parse_json};

#[wasm_bindgen(module = "/www/js/reader.js")]
extern "C" {
    #[wasm_bindgen(js_name = read)]
    fn read_text(text: &str) -> Promise;
}

/// What was understood of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub document: Document,
    pub form: Rc<str>,
    /// What was left out and why.
    pub notes: Vec<Note>,
}

/// Something about a place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub message: Rc<str>,
    /// Line and column, from 1; absent where it is about no place.
    pub place: Option<(usize, usize)>,
}

/// Reads a text of any form. Of several at once only the last one is read.
pub async fn read(text: &str) -> Result<Reading, Note> {
    let answer = JsFuture::from(read_text(text)).await;
    let answer = answer.ok().and_then(|answer| answer.as_string());
    let answer = answer.and_then(|json| parse_json(&json).ok());
    let broken = || Note {
        message: "The text could not be read.".into(),
        place: None,
    };
    let answer = answer.ok_or_else(broken)?;
    let Some(json) = answer.text("document") else {
        return Err(note(&answer));
    };
    let value = parse_json(json).map_err(|_| broken())?;
    Ok(Reading {
        document: Document::from_value(&value).map_err(|_| broken())?,
        form: answer.text("form").unwrap_or_default().into(),
        notes: answer
            .items("notes")
            .unwrap_or_default()
            .iter()
            .map(note)
            .collect(),
    })
}

fn note(value: &Value) -> Note {
    let number = |name| usize::try_from(value.int(name)?).ok();
    let place = number("line").zip(number("column"));
    let message = value
        .text("message")
        .unwrap_or("the text could not be read");
    // The engine says the function and the place first.
    let prefix = place.map(|(line, column)| format!("read: line {line}, column {column}: "));
    let message = prefix
        .and_then(|prefix| message.strip_prefix(&prefix))
        .unwrap_or(message);
    Note {
        message: message.into(),
        place,
    }
}
