//! Text of one line or of several.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::kept::Kept;
use super::{FieldProps, reference, typed};
use crate::app::field::shown;
use crate::app::suggest;
use crate::app::workbench::{Action, Place};
use crate::document::Value;

/// Longer texts have a control of fixed size: fitting it to them takes too long.
const HUGE: usize = 10_000;

/// A line. Pasted text of several lines is kept, and shown by `lines` from then on.
pub(super) fn line(props: &FieldProps) -> Html {
    let ties = props.ties();
    let kind = suggest::kind_of(&props.field);
    let list = kind
        .map(|kind| suggest::list_id(props.field.resource, kind))
        .or_else(|| reference::list_id(props));
    let oninput = {
        let props = props.clone();
        Callback::from(move |event: InputEvent| props.set(text(&typed(&event))))
    };
    let onpaste = {
        let props = props.clone();
        Callback::from(move |event: Event| {
            if let Some(whole) = pasted_lines(&event) {
                event.prevent_default();
                props.set(text(&whole));
            }
        })
    };
    let input = html! {
        <>
            <input class="input" type="text" autocomplete="off" spellcheck="false" autocapitalize="off"
                id={ties.id.clone()} data-field={ties.path} {list}
                aria-label={ties.label} aria-describedby={ties.describedby} aria-invalid={ties.invalid} aria-required={ties.required}
                placeholder={placeholder(props)} {oninput} {onpaste} />
            <Kept key="line" id={ties.id} value={shown(props.value.as_ref())} />
        </>
    };
    if kind == Some(suggest::Kind::NodeTypes) {
        with_table(props, input)
    } else {
        input
    }
}

/// Beside a node type, the way to the table of all of them.
fn with_table(props: &FieldProps, input: Html) -> Html {
    let place = Place {
        resource: props.field.resource,
        path: props.field.path.clone(),
    };
    let onclick = props
        .onact
        .reform(move |_: MouseEvent| Action::NodeTypesOpened(place.clone()));
    html! {
        <div class="beside">
            { input }
            <button type="button" class="button" data-action="choose-node-type" aria-haspopup="dialog" {onclick}>
                { "Choose" }<span class="sr-only">{ " a node type from a table" }</span>
            </button>
        </div>
    }
}

/// Several lines.
pub(super) fn lines(props: &FieldProps) -> Html {
    let ties = props.ties();
    let huge = props
        .value
        .as_ref()
        .and_then(Value::as_str)
        .is_some_and(|text| text.len() > HUGE);
    let oninput = {
        let props = props.clone();
        Callback::from(move |event: InputEvent| props.set(text(&typed(&event))))
    };
    html! {
        <>
            <textarea class={classes!("input", "input--lines", huge.then_some("input--huge"))} rows="3" autocomplete="off" spellcheck="false"
                id={ties.id.clone()} data-field={ties.path}
                aria-label={ties.label} aria-describedby={ties.describedby} aria-invalid={ties.invalid} aria-required={ties.required}
                {oninput} />
            <Kept key="lines" id={ties.id} value={shown(props.value.as_ref())} />
        </>
    }
}

fn text(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| Value::string(text))
}

fn placeholder(props: &FieldProps) -> Option<&'static str> {
    // An empty text is not the same as none.
    matches!(&props.value, Some(Value::String(text)) if text.is_empty()).then_some("(empty text)")
}

/// What a one-line input would hold after a paste of several lines, which by itself it would join.
fn pasted_lines(event: &Event) -> Option<Rc<str>> {
    let pasted = pasted(event)?;
    if !pasted.trim_end_matches(['\n', '\r']).contains('\n') {
        return None;
    }
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let units: Vec<u16> = input.value().encode_utf16().collect();
    let place = |at: Result<Option<u32>, _>| {
        at.ok()
            .flatten()
            .map_or(units.len(), |at| at as usize)
            .min(units.len())
    };
    let (start, end) = (place(input.selection_start()), place(input.selection_end()));
    let before = String::from_utf16_lossy(&units[..start]);
    let after = String::from_utf16_lossy(&units[end.max(start)..]);
    Some(format!("{before}{pasted}{after}").into())
}

/// The text that a paste event brings.
pub(super) fn pasted(event: &Event) -> Option<String> {
    let event = event.dyn_ref::<web_sys::ClipboardEvent>()?;
    event.clipboard_data()?.get_data("text/plain").ok()
}
