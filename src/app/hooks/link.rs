//! The link that the page was opened with, or that is followed while it is open.

use gloo::events::EventListener;
use yew::prelude::*;

use crate::app::link;
use crate::app::workbench::Action;

/// What the address holds, where it holds a configuration.
pub fn followed() -> Option<Action> {
    // A location without a fragment is one without a link.
    link::followed(&gloo::utils::window().location().hash().ok()?)
}

/// Opens links that are followed while the page is open.
#[hook]
pub fn use_links(onact: Callback<Action>) {
    use_effect_with(onact, |onact| {
        let onact = onact.clone();
        let listener = EventListener::new(&gloo::utils::window(), "hashchange", move |_| {
            if let Some(action) = followed() {
                onact.emit(action);
            }
        });
        move || drop(listener)
    });
}
