//! The sizes of panes, as custom properties that the style sheet reads, remembered in the browser.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::storage;

fn key(pane: &str) -> String {
    format!("cluster-composer.pane.{pane}")
}

/// The share that a pane was given last time, in percent.
pub fn remembered(pane: &str) -> Option<f64> {
    let share: f64 = storage::get(&key(pane))?.parse().ok()?;
    share.is_finite().then_some(share)
}

/// Gives a pane its share, in percent; without one, the share that the style sheet has for it.
pub fn resize(pane: &str, share: Option<f64>) {
    let root = gloo::utils::document().document_element();
    let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let property = format!("--pane-{pane}");
    // They fail only for names that are no properties.
    match share {
        Some(share) => root
            .style()
            .set_property(&property, &format!("{share:.2}%"))
            .ok(),
        None => root.style().remove_property(&property).map(drop).ok(),
    };
}

/// Keeps the share for next time.
pub fn remember(pane: &str, share: Option<f64>) {
    storage::set(
        &key(pane),
        &share.map_or_else(String::new, |share| format!("{share:.2}")),
    );
}
