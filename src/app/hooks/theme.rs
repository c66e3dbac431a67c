//! Light or dark, as the system or the person has it, remembered.

use yew::prelude::*;

use super::storage;
use crate::app::workbench::Theme;

/// `auto`, `light` or `dark`.
pub const KEY: &str = "cluster-composer.theme";

/// The theme that was chosen last time.
pub fn remembered() -> Theme {
    match storage::get(KEY).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Auto,
    }
}

#[hook]
pub fn use_theme(theme: Theme) {
    use_effect_with(theme, |theme| {
        let id = match theme {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        storage::set(KEY, id);
        if let Some(root) = gloo::utils::document().document_element() {
            // Fails only for names that are no attribute names.
            root.set_attribute("data-theme", id).ok();
        }
    });
}
