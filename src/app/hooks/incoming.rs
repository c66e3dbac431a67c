//! Texts that are pasted or dropped anywhere on the page, and files.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event, File};
use yew::prelude::*;

use crate::app::workbench::Action;

/// Larger files are not looked at, in bytes.
const LARGEST: f64 = 8_000_000.0;

/// Reads what is pasted or dropped where no field takes it.
#[hook]
pub fn use_incoming(onact: Callback<Action>) {
    use_effect_with(onact, |onact| {
        let window = gloo::utils::window();
        let listen = |kind: &'static str, handle: fn(&Event, &Callback<Action>)| {
            let onact = onact.clone();
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, kind, options, move |event| {
                handle(event, &onact);
            })
        };
        let listeners = [
            listen("paste", pasted),
            listen("dragover", |event, _| {
                // Only then it may be dropped.
                if !is_taken(event) {
                    event.prevent_default();
                }
            }),
            listen("drop", dropped),
        ];
        move || drop(listeners)
    });
}

fn pasted(event: &Event, onact: &Callback<Action>) {
    let data = event
        .dyn_ref::<ClipboardEvent>()
        .and_then(ClipboardEvent::clipboard_data);
    if !is_taken(event) {
        take(data, event, onact);
    }
}

fn dropped(event: &Event, onact: &Callback<Action>) {
    let data = event
        .dyn_ref::<DragEvent>()
        .and_then(DragEvent::data_transfer);
    if !is_taken(event) {
        take(data, event, onact);
    }
}

fn take(data: Option<DataTransfer>, event: &Event, onact: &Callback<Action>) {
    let Some(data) = data else {
        return;
    };
    if let Some(file) = data.files().and_then(|files| files.get(0)) {
        event.prevent_default();
        let onact = onact.clone();
        text_of(&file, move |text| {
            onact.emit(match text {
                Ok(text) => Action::ImportOpened(text.into()),
                Err(why) => Action::Noticed(why.into()),
            });
        });
        return;
    }
    let text = data.get_data("text/plain").unwrap_or_default();
    if !text.trim().is_empty() {
        event.prevent_default();
        onact.emit(Action::ImportOpened(text.into()));
    }
}

/// Whether a field or an open dialog has to do with it.
fn is_taken(event: &Event) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let field = "input, textarea, select, [contenteditable], dialog";
    target.is_some_and(|target| matches!(target.closest(field), Ok(Some(_))))
        || matches!(
            gloo::utils::document().query_selector("dialog[open]"),
            Ok(Some(_))
        )
}

/// The text of a file, or why there is none.
pub fn text_of(file: &File, ondone: impl FnOnce(Result<String, String>) + 'static) {
    let name = file.name();
    if file.size() > LARGEST {
        return ondone(Err(format!(
            "{name} is too large to be a configuration: up to 8 MB are read."
        )));
    }
    let promise = file.text();
    spawn_local(async move {
        let text = JsFuture::from(promise).await;
        let text = text.ok().as_ref().and_then(JsValue::as_string);
        ondone(text.ok_or_else(|| format!("{name} could not be read.")));
    });
}
