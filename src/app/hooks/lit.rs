//! Field → lines: what a field makes lights up in the output, by one rule of the page's style sheet.
//!
//! A rule holds for whatever text is drawn later, so that nothing has to be done after an edit.

use std::fmt::Write as _;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{CssStyleRule, CssStyleSheet, Element, Event, HtmlElement};
use yew::prelude::*;

/// What a lit line looks like; the rest is in the style sheet's own properties.
const LOOK: &str = "{ background: var(--code-lit); text-decoration: var(--code-lit-line); }";

const NOWHERE: &str = ".line.line--nowhere";

/// A field: its resource and path, as the output's pieces say where they come from.
type Origin = Rc<str>;

/// Lights the lines of the field that is pointed at or, without one, has the focus, within an element.
#[hook]
pub fn use_lit_lines(within: NodeRef) {
    use_effect_with(within, |within| {
        let listeners = within.cast::<HtmlElement>().map(|form| listen(&form));
        move || drop(listeners)
    });
}

fn listen(form: &HtmlElement) -> Vec<EventListener> {
    let rule = rule();
    let pointed = Rc::new(std::cell::RefCell::new(None::<Origin>));
    let focused = Rc::new(std::cell::RefCell::new(None::<Origin>));
    let light = {
        let (pointed, focused) = (pointed.clone(), focused.clone());
        move || {
            let lit = pointed
                .borrow()
                .clone()
                .or_else(|| focused.borrow().clone());
            if let Some(rule) = &rule {
                rule.set_selector_text(
                    &lit.map_or_else(|| NOWHERE.to_owned(), |lit| selector(&lit)),
                );
            }
        }
    };
    let on = |event: &'static str, slot: &Rc<std::cell::RefCell<Option<Origin>>>, finds: bool| {
        let (slot, light) = (slot.clone(), light.clone());
        EventListener::new(form, event, move |event| {
            let next = if finds { origin(event) } else { None };
            if *slot.borrow() != next {
                let arrived = event.type_() == "focusin" && next.is_some();
                slot.replace(next.clone());
                light();
                if let Some(next) = next.filter(|_| arrived) {
                    show(&next);
                }
            }
        })
    };
    vec![
        on("pointerover", &pointed, true),
        on("pointerleave", &pointed, false),
        on("focusin", &focused, true),
        on("focusout", &focused, false),
    ]
}

/// A rule at the end of the page's style sheet, for nothing at first.
fn rule() -> Option<CssStyleRule> {
    let sheets = gloo::utils::document().style_sheets();
    let sheet: CssStyleSheet = sheets
        .item(sheets.length().checked_sub(1)?)?
        .dyn_into()
        .ok()?;
    // A browser that does not let the page change its own style sheet lights nothing.
    let end = sheet.css_rules().ok()?.length();
    let at = sheet
        .insert_rule_with_index(&format!("{NOWHERE} {LOOK}"), end)
        .ok()?;
    sheet.css_rules().ok()?.item(at)?.dyn_into().ok()
}

/// The field in which something happened.
fn origin(event: &Event) -> Option<Origin> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let around = target.closest("[data-field], .field, .cell").ok()??;
    let control = if around.has_attribute("data-field") {
        around
    } else {
        around.query_selector("[data-field]").ok()??
    };
    let path = control
        .get_attribute("data-field")
        .filter(|path| !path.is_empty())?;
    let form = control.closest("[data-resource]").ok()??;
    Some(format!("{} {path}", form.get_attribute("data-resource")?).into())
}

/// Pieces and lines that come from a field or from what is within it.
fn selector(origin: &str) -> String {
    let quoted = quoted(origin);
    let ends = [("", ""), ("^", "."), ("^", "[")];
    let own = ends.map(|(how, end)| {
        format!(".output__text [data-from{how}=\"{quoted}{end}\"]:not(.line--many)")
    });
    own.join(", ")
}

/// A text within the quotes of a selector: it may come from a link, and ends no quote.
fn quoted(text: &str) -> String {
    let mut acc = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() || " .-[]_".contains(letter) {
            acc.push(letter);
        } else {
            // Into a String nothing fails.
            write!(acc, "\\{:x} ", u32::from(letter)).ok();
        }
    }
    acc
}

/// Turns the output, where it scrolls by itself, to the first line of a field.
fn show(origin: &str) {
    let page = gloo::utils::document();
    let find = |selector: &str| page.query_selector(selector).ok().flatten();
    let (Some(panel), Some(piece)) = (find(".output__panel"), find(&selector(origin))) else {
        return;
    };
    let Some(line) = piece.closest(".line").ok().flatten() else {
        return;
    };
    let (frame, line) = (
        panel.get_bounding_client_rect(),
        line.get_bounding_client_rect(),
    );
    if line.top() < frame.top() || line.bottom() > frame.bottom() {
        let middle = line.top() - frame.top() - (frame.height() - line.height()) / 2.0;
        panel.set_scroll_top(panel.scroll_top() + whole(middle));
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_from_anywhere_ends_no_selector() {
        assert_eq!(
            selector("0 Tags[0].Key"),
            r#".output__text [data-from="0 Tags[0].Key"]:not(.line--many), .output__text [data-from^="0 Tags[0].Key."]:not(.line--many), .output__text [data-from^="0 Tags[0].Key["]:not(.line--many)"#
        );
        let hostile = quoted("0 a\"] { } \\ \n*");
        assert!(!hostile.contains(['"', '{', '}', '\n', '*']), "{hostile}");
        assert_eq!(hostile.matches('\\').count(), 6);
    }
}
