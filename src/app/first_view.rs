//! THE FIRST VIEW as plain HTML. Who comes without a link and without a document of last time sees
//! `www/start.html`, and `www/boot.js` loads the app with the first thing that is touched. The app
//! then draws the same view in its place.
//!
//! The test here holds the file to what the app draws; `tests/e2e/first.test.mjs` compares them in a browser.

use std::path::Path;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use yew::LocalServerRenderer;
use yew::prelude::*;

use crate::app::hooks::{storage, theme};
use crate::app::workbench::{Theme, Workbench};
use crate::app::{Views, ViewsProps};

const COMMAND: &str = "UPDATE_START=1 cargo test --features app --lib first_view";

/// What the app draws when there is nothing to open.
fn drawn() -> String {
    let page = Rc::new(Workbench::new(Theme::Auto));
    let props = ViewsProps {
        newest: page.document().clone(),
        page,
        onact: Callback::noop(),
        onedit: Callback::noop(),
    };
    let renderer = LocalServerRenderer::<Views>::with_props(props).hydratable(false);
    let mut html = pin!(renderer.render());
    let mut context = Context::from_waker(Waker::noop());
    // Nothing in it waits for anything.
    for _ in 0..1_000 {
        if let Poll::Ready(html) = html.as_mut().poll(&mut context) {
            return html;
        }
    }
    panic!("the first view waits for something");
}

#[test]
fn the_plain_first_view_is_what_the_app_draws() {
    let drawn = drawn();
    assert!(drawn.contains("data-scenario=") && drawn.contains("data-operation="));
    // In a browser the app sets the property, not the attribute.
    let drawn = drawn.replace(" value=\"\"", "");
    // An element a line where lists are long, for the eye of a reviewer.
    let text = drawn
        .replace("<li", "\n<li")
        .replace("<section", "\n<section");
    let text =
        format!("<!-- Generated from what the app draws. Do not edit: {COMMAND} -->\n{text}\n");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/start.html");
    if std::env::var_os("UPDATE_START").is_some() {
        std::fs::write(&file, &text).expect("written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == text,
        "www/start.html is not what the app draws: run {COMMAND}"
    );
}

#[test]
fn the_boot_script_looks_where_the_app_keeps_things() {
    let boot = include_str!("../../www/boot.js");
    for key in [storage::KEY, storage::CRASH, theme::KEY] {
        assert!(boot.contains(&format!("\"{key}\"")), "{key}");
    }
}
