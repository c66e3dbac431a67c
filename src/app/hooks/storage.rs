//! What the browser keeps of the page: the last document, never a secret in it.
//!
//! A browser may refuse to store; then nothing is kept, and that is all. An embedded page keeps nothing.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::embed;
use crate::document::{Document, parse_json};

/// The document of last time, as JSON.
pub const KEY: &str = "cluster-composer.document";

/// There while the last visit ended in a crash.
pub const CRASH: &str = "cluster-composer.crash";

/// Waits for a pause in typing, in milliseconds.
const PAUSE: u32 = 400;

pub(super) fn get(key: &str) -> Option<String> {
    if embed::is_embedded() {
        return None;
    }
    gloo::utils::window()
        .local_storage()
        .ok()??
        .get_item(key)
        .ok()?
}

pub(super) fn set(key: &str, text: &str) {
    if embed::is_embedded() {
        return;
    }
    if let Ok(Some(storage)) = gloo::utils::window().local_storage() {
        // Full or forbidden: nothing is kept.
        storage.set_item(key, text).ok();
    }
}

/// The document of last time.
pub fn last_document() -> Option<Document> {
    let document = Document::from_value(&parse_json(&get(KEY)?).ok()?).ok()?;
    (!document.resources.is_empty()).then_some(document)
}

/// Remembers that the page crashed.
pub(super) fn mark_crash() {
    set(CRASH, "1");
}

/// Whether the page crashed last time; asked once, it is forgotten.
pub fn has_crashed() -> bool {
    let crashed = get(CRASH).is_some();
    if let (true, Ok(Some(storage))) = (crashed, gloo::utils::window().local_storage()) {
        // Forbidden: then nothing was kept either.
        storage.remove_item(CRASH).ok();
    }
    crashed
}

/// Keeps the document: in a pause of typing, and when the page is left.
#[hook]
pub fn use_autosave(document: Rc<Document>) {
    let waiting = use_mut_ref(|| None::<Rc<Document>>);
    let save = {
        let waiting = waiting.clone();
        move || {
            if let Some(document) = waiting.take() {
                set(KEY, &document.redacted().to_value().to_json());
            }
        }
    };
    let leave = save.clone();
    use_effect_with((), move |()| {
        let listener = EventListener::new(&gloo::utils::window(), "pagehide", move |_| leave());
        move || drop(listener)
    });
    use_effect_with(document, move |document| {
        // Before a start, and after everything was removed, what was kept is better than nothing.
        let worth = !document.resources.is_empty();
        waiting.replace(worth.then(|| document.clone()));
        // An edit that comes sooner replaces the wait.
        let timeout = Timeout::new(PAUSE, save);
        move || drop(timeout)
    });
}
