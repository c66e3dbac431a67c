//! Clipboard, downloads, focus.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Element, HtmlAnchorElement, HtmlElement, Url};

/// Copies a text and says whether the browser allowed it.
pub fn copy(text: &str, ondone: impl FnOnce(bool) + 'static) {
    let clipboard = gloo::utils::window().navigator().clipboard();
    // Absent where the page was not loaded securely.
    if clipboard.is_undefined() {
        return ondone(false);
    }
    let promise = clipboard.write_text(text);
    spawn_local(async move { ondone(JsFuture::from(promise).await.is_ok()) });
}

/// Offers a text as a file.
pub fn download(name: &str, text: &str) {
    // Fails only where the browser has no blobs, and then nothing can be saved.
    try_download(name, text).ok();
}

fn try_download(name: &str, text: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
    let url = Url::create_object_url_with_blob(&blob)?;
    follow(name, &url)?;
    Url::revoke_object_url(&url)
}

/// Offers what an address of the page's own holds as a file.
pub fn follow(name: &str, url: &str) -> Result<(), JsValue> {
    let document = gloo::utils::document();
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(url);
    link.set_download(name);
    link.click();
    Ok(())
}

/// Focuses an element.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that cannot take the focus leaves it where it is.
        element.focus().ok();
    }
}
