//! The address: the link that it holds, and the document that it follows.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::embed;
use crate::app::link;
use crate::app::workbench::{Action, View};
use crate::document::Document;
use crate::share;

/// Waits for a pause in typing, in milliseconds.
const PAUSE: u32 = 300;

/// Longer fragments stay out of the address, in bytes.
const LONGEST: usize = 32_000;

const TOO_LONG: &str = "This configuration is too long for the address of the page, which no longer holds it. Share offers it as a link and as a file.";

/// The fragment of the address, with its `#`; empty where there is none.
pub(super) fn fragment() -> String {
    // A location without a fragment is one without a link.
    gloo::utils::window().location().hash().unwrap_or_default()
}

/// The address of the page, without a fragment.
pub fn base() -> String {
    let whole = gloo::utils::window().location().href().unwrap_or_default();
    whole.split('#').next().unwrap_or_default().to_owned()
}

/// What the address holds, where it holds a configuration.
pub fn followed() -> Option<Action> {
    link::followed(&fragment())
}

/// Whether the address is the one that follows a document.
pub fn is_of(document: &Document) -> bool {
    share::to_fragment(document) == fragment()
}

/// Opens links that are followed while the page is open; the address without one is the start.
#[hook]
pub fn use_links(onact: Callback<Action>) {
    use_effect_with(onact, |onact| {
        let onact = onact.clone();
        let listener = EventListener::new(&gloo::utils::window(), "hashchange", move |_| {
            if let Some(action) = followed() {
                onact.emit(action);
            } else if fragment().is_empty() {
                onact.emit(Action::StartShown);
            }
        });
        move || drop(listener)
    });
}

/// What the address was last made of.
#[derive(Default)]
struct Written {
    /// How many documents had been opened.
    n_opened: u32,
    /// A document that is to be written, the wait for it, and whether that is over.
    waiting: Option<(Rc<Document>, Timeout, Rc<Cell<bool>>)>,
    too_long: bool,
}

/// Lets the address follow the document: what is opened is a page of its own to the browser, an edit is not.
#[hook]
pub fn use_address(document: Rc<Document>, view: View, n_opened: u32, onact: Callback<Action>) {
    let written = use_mut_ref(Written::default);
    let first = use_mut_ref(|| true);
    use_effect_with(
        (document, view, n_opened),
        move |(document, view, n_opened)| {
            let first = first.replace(false);
            if embed::is_embedded() || *view != View::Compose || document.resources.is_empty() {
                written.borrow_mut().n_opened = *n_opened;
                return;
            }
            let opened = written.borrow().n_opened != *n_opened;
            written.borrow_mut().n_opened = *n_opened;
            let waiting = written.borrow_mut().waiting.take();
            if opened && !first {
                // What was edited last before belongs to the page before.
                if let Some((before, _, over)) = waiting
                    && !over.get()
                {
                    write(&before, false);
                }
                say(&written, !write(document, true), &onact);
                return;
            }
            let over = Rc::new(Cell::new(false));
            let timeout = Timeout::new(PAUSE, {
                let (written, document, over) = (written.clone(), document.clone(), over.clone());
                move || {
                    over.set(true);
                    say(&written, !write(&document, false), &onact);
                }
            });
            written.borrow_mut().waiting = Some((document.clone(), timeout, over));
        },
    );
}

/// Writes a document into the address, as a new page or in place of this one, and says whether it fits.
fn write(document: &Document, push: bool) -> bool {
    let wanted = share::to_fragment(document);
    let fits = wanted.len() <= LONGEST;
    let wanted = if fits { wanted } else { String::new() };
    if wanted == fragment() {
        return fits;
    }
    let address = format!("{}{wanted}", base());
    if let Ok(history) = gloo::utils::window().history() {
        // A browser that has had enough of changes keeps the address that it has.
        let _ = if push {
            history.push_state_with_url(&JsValue::NULL, "", Some(&address))
        } else {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&address))
        };
    }
    fits
}

fn say(written: &RefCell<Written>, too_long: bool, onact: &Callback<Action>) {
    let before = written.borrow().too_long;
    written.borrow_mut().too_long = too_long;
    if too_long && !before {
        onact.emit(Action::Noticed(TOO_LONG.into()));
    }
}
