//! When the page has to give up, it shows the last document instead of losing it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::storage;
use crate::document::Document;

thread_local! {
    /// What the page would show; set before anything is computed from it.
    static LAST: RefCell<Option<Rc<Document>>> = const { RefCell::new(None) };
}

/// Shows the last document should the page panic.
pub fn watch() {
    yew::set_custom_panic_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        storage::mark_crash();
        // Without a document to show it in there is nothing left to do.
        show().ok();
    }));
}

/// Remembers a document, for the worst case.
#[hook]
pub fn use_black_box(document: &Rc<Document>) {
    LAST.with(|last| {
        if let Ok(mut last) = last.try_borrow_mut() {
            *last = Some(document.clone());
        }
    });
}

fn show() -> Result<(), JsValue> {
    let last = LAST.with(|last| last.try_borrow().ok().and_then(|last| last.clone()));
    let page = gloo::utils::document();
    let element = |name: &str, text: &str| -> Result<web_sys::Element, JsValue> {
        let element = page.create_element(name)?;
        element.set_text_content(Some(text));
        Ok(element)
    };
    let main = element("main", "")?;
    main.set_class_name("crash");
    main.append_child(&element("h1", "Something went wrong in this page")?.into())?;
    let help = "Nothing is lost: below is your configuration as it was, without secrets. Copy it, then reload the page.";
    main.append_child(&element("p", help)?.into())?;
    if let Some(document) = last {
        let text = page
            .create_element("textarea")?
            .dyn_into::<HtmlTextAreaElement>()?;
        text.set_class_name("input input--code");
        text.set_attribute("aria-label", "Your configuration")?;
        text.set_attribute("data-crash", "")?;
        text.set_rows(24);
        text.set_value(&document.redacted().to_value().to_pretty_json());
        main.append_child(&text)?;
    }
    let body = gloo::utils::body();
    body.set_text_content(None);
    body.append_child(&main)?;
    Ok(())
}
