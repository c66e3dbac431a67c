//! Keys that work everywhere on the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::app::workbench::Action;

#[hook]
pub fn use_shortcuts(onact: Callback<Action>) {
    use_effect_with(onact, |onact| {
        let onact = onact.clone();
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(
            &gloo::utils::window(),
            "keydown",
            options,
            move |event| {
                if let Some(action) = event.dyn_ref::<KeyboardEvent>().and_then(action) {
                    event.prevent_default();
                    onact.emit(action);
                }
            },
        );
        move || drop(listener)
    });
}

fn action(event: &KeyboardEvent) -> Option<Action> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return None;
    }
    match (&*event.key().to_lowercase(), event.shift_key()) {
        ("z", false) => Some(Action::Undone),
        ("z", true) | ("y", false) => Some(Action::Redone),
        _ => None,
    }
}
