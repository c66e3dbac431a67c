//! The page in a frame of another page: its layout, and what the two tell each other.
//!
//! Embedded, the page neither reads nor keeps anything in the browser: what somebody composed
//! elsewhere is not for the page around to see.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use crate::app::link;
use crate::app::workbench::{Action, Theme};
use crate::document::{Document, parse_json};
use crate::render::{self, Format};
use crate::share;

#[wasm_bindgen(module = "/www/embed/frame.js")]
extern "C" {
    fn mode() -> Option<String>;
    fn parameter(name: &str) -> Option<String>;
    fn connect(onopen: &Closure<dyn Fn(String, String)>, ontheme: &Closure<dyn Fn(String)>);
    fn changed(document: &str, fragment: &str);
}

/// Waits for a pause in typing, in milliseconds.
const PAUSE: u32 = 150;

/// Whether the page is to look like a part of another one.
pub fn is_embedded() -> bool {
    mode().is_some()
}

/// Marks the page, for its styles.
pub fn mark() {
    if let (Some(mode), Some(root)) = (mode(), gloo::utils::document().document_element()) {
        // Fails only for names that are no attribute names.
        root.set_attribute("data-embed", &mode).ok();
    }
}

/// The theme that the page around asks for.
pub fn wanted_theme() -> Option<Theme> {
    if is_embedded() {
        theme(&parameter("theme")?)
    } else {
        None
    }
}

/// The formats to offer: those that the page around names, in its order, else all of them.
pub fn formats() -> Vec<&'static Format> {
    let wanted = mode()
        .and_then(|_| parameter("formats"))
        .unwrap_or_default();
    let named: Vec<_> = wanted
        .split_whitespace()
        .filter_map(render::format)
        .collect();
    if named.is_empty() {
        render::FORMATS.to_vec()
    } else {
        named
    }
}

/// Talks to the page around: says what is composed here, does what it asks for.
#[hook]
pub fn use_embedding(document: Rc<Document>, onact: Callback<Action>) {
    use_effect_with((), move |()| {
        if !is_embedded() {
            return;
        }
        let open = onact.clone();
        let onopen = Closure::<dyn Fn(String, String)>::new(move |form: String, text: String| {
            if let Some(action) = asked(&form, &text) {
                open.emit(action);
            }
        });
        let ontheme = Closure::<dyn Fn(String)>::new(move |id: String| {
            if let Some(theme) = theme(&id) {
                onact.emit(Action::ThemeChosen(theme));
            }
        });
        connect(&onopen, &ontheme);
        // They listen as long as the page lives.
        onopen.forget();
        ontheme.forget();
    });
    use_effect_with(document, |document| {
        let document = document.clone();
        let timeout = is_embedded().then(|| {
            Timeout::new(PAUSE, move || {
                let document = document.redacted();
                changed(
                    &document.to_value().to_json(),
                    &share::to_fragment(&document),
                );
            })
        });
        move || drop(timeout)
    });
}

fn asked(form: &str, text: &str) -> Option<Action> {
    if form == "fragment" {
        return link::followed(text);
    }
    let read = parse_json(text).map_err(|error| error.to_string());
    let read =
        read.and_then(|value| Document::from_value(&value).map_err(|error| error.to_string()));
    Some(match read {
        Ok(document) => Action::Opened {
            document,
            title: "From the page around".into(),
        },
        Err(error) => Action::Noticed(format!("The page around sent no document: {error}.").into()),
    })
}

fn theme(id: &str) -> Option<Theme> {
    match id {
        "light" => Some(Theme::Light),
        "dark" => Some(Theme::Dark),
        _ => None,
    }
}
