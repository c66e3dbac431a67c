//! What the browser keeps of the page: the last document and what is kept aside of it, never a secret in them.
//!
//! A browser may refuse to store; then nothing is kept, and that is all. An embedded page keeps nothing.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::{embed, link};
use crate::app::workbench::{Places, Workbench};
use crate::document::{Document, parse_json};

/// The document of last time, as JSON.
pub const KEY: &str = "cluster-composer.document";

/// What is kept aside of that document, as a document.
const ASIDE: &str = "cluster-composer.aside";

/// The fragment that the address had when they were kept.
const ADDRESS: &str = "cluster-composer.address";

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

fn forget(key: &str) {
    if let Ok(Some(storage)) = gloo::utils::window().local_storage() {
        // Forbidden: then nothing was kept either.
        storage.remove_item(key).ok();
    }
}

fn document(key: &str) -> Option<Document> {
    let document = Document::from_value(&parse_json(&get(key)?).ok()?).ok()?;
    (!document.resources.is_empty()).then_some(document)
}

/// The document of last time.
pub fn last_document() -> Option<Document> {
    document(KEY)
}

/// What was kept aside of it.
pub fn last_kept() -> Option<Document> {
    document(ASIDE)
}

/// Whether the address is the one that the document of last time had. It may hold less than that document:
/// it is written in a pause of typing, and the page may have been left before.
pub fn had_this_address() -> bool {
    get(ADDRESS).is_some_and(|address| address == link::fragment())
}

/// Remembers that the page crashed.
pub(super) fn mark_crash() {
    set(CRASH, "1");
}

/// Whether the page crashed last time; asked once, it is forgotten.
pub fn has_crashed() -> bool {
    let crashed = get(CRASH).is_some();
    if crashed {
        forget(CRASH);
    }
    crashed
}

/// Keeps the document and what is aside: in a pause of typing, and when the page is left.
#[hook]
pub fn use_autosave(page: &Rc<Workbench>) {
    let waiting = use_mut_ref(|| None::<Rc<Workbench>>);
    let save = {
        let waiting = waiting.clone();
        move || {
            if let Some(page) = waiting.take() {
                store(&page);
            }
        }
    };
    let leave = save.clone();
    use_effect_with((), move |()| {
        let listener = EventListener::new(&gloo::utils::window(), "pagehide", move |_| leave());
        move || drop(listener)
    });
    let page = page.clone();
    let what: (Rc<Document>, Places) = (page.document().clone(), page.places.clone());
    use_effect_with(what, move |(document, _)| {
        // Before a start, and after everything was removed, what was kept is better than nothing.
        let worth = !document.resources.is_empty();
        waiting.replace(worth.then_some(page));
        // An edit that comes sooner replaces the wait.
        let timeout = Timeout::new(PAUSE, save);
        move || drop(timeout)
    });
}

fn store(page: &Workbench) {
    let text = |document: &Document| document.redacted().to_value().to_json();
    set(KEY, &text(page.document()));
    set(ADDRESS, &link::fragment());
    match page.kept() {
        Some(kept) => set(ASIDE, &text(&kept)),
        None if embed::is_embedded() => {}
        None => forget(ASIDE),
    }
}
