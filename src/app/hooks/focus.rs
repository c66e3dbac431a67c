//! Brings a field into view and focuses it.

use web_sys::{Element, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::files;
use crate::app::workbench::{Focus, View};
use crate::document::Path;

#[hook]
pub fn use_focus(wish: Option<Focus>) {
    use_effect_with(wish, |wish| {
        if let Some(element) = wish
            .as_ref()
            .and_then(|wish| find(wish.resource, &wish.path))
        {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Center);
            options.set_behavior(ScrollBehavior::Auto);
            element.scroll_into_view_with_scroll_into_view_options(&options);
            files::focus(&element);
        }
    });
}

/// Another view begins at its top.
#[hook]
pub fn use_top(view: View) {
    use_effect_with(view, |_| {
        gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
    });
}

/// The control of a path, or of the nearest place around it that has one.
fn find(resource: usize, path: &Path) -> Option<Element> {
    let form = gloo::utils::document()
        .query_selector(&format!("[data-resource='{resource}']"))
        .ok()??;
    let mut place = path.clone();
    loop {
        let quoted = place
            .to_string()
            .replace('\\', "\\\\")
            .replace('\'', "\\'")
            .replace('\n', "\\a ");
        if let Ok(Some(found)) = form.query_selector(&format!("[data-field='{quoted}']")) {
            return Some(found);
        }
        if place.is_root() {
            return None;
        }
        place = place.parent();
    }
}
