//! A window of time: no preference, or day, time and duration in UTC, and what clocks here show then.
//! The text itself can be typed as well, and stays whatever it is.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::segments::segments;
use super::{FieldProps, text};
use crate::app::hooks::clock;
use crate::app::windows::{self, DAY_NAMES, Form, Window};
use crate::document::Value;

/// The longest duration that is offered, in hours.
const LONGEST: u32 = 24;

/// The form of a field that is a window.
pub(super) fn form_of(props: &FieldProps) -> Option<Form> {
    let is_text = |value: &Value| value.as_str().is_some();
    if props.compact || !props.value.as_ref().is_none_or(is_text) {
        return None;
    }
    match props.field.member?.name {
        "PreferredMaintenanceWindow" => Some(Form::Weekly),
        "SnapshotWindow" => Some(Form::Daily),
        "DailySnapshotTime" => Some(Form::Once),
        _ => None,
    }
}

pub(super) fn window(props: &FieldProps, form: Form) -> Html {
    let written = props.value.as_ref().and_then(Value::as_str);
    let shown = written.and_then(|text| form.read(text));
    html! {
        <div class="window">
            { preference(props, form) }
            if written.is_some() { { parts(props, form, shown) } }
            <div class="window__text">{ text::line(props) }</div>
            if let Some(window) = shown {
                <p class="field__written">
                    { format!("By clocks here ({}): {}.", clock::zone(), form.told(window, clock::ahead())) }
                </p>
            }
        </div>
    }
}

fn preference(props: &FieldProps, form: Form) -> Html {
    let usual = Value::string(form.write(form.usual()));
    let is_set = props.value.is_some();
    let options = [
        ("No preference", !is_set, None),
        ("Choose", is_set, Some(usual)),
    ];
    segments(props, Some(props.field.label().to_string()), options)
}

fn parts(props: &FieldProps, form: Form, shown: Option<Window>) -> Html {
    let changed = {
        let props = props.clone();
        move |change: &dyn Fn(&mut Window)| {
            let mut window = shown.unwrap_or(form.usual());
            change(&mut window);
            props.set(Some(Value::string(form.write(window))));
        }
    };
    let onday = {
        let changed = changed.clone();
        Callback::from(move |event: Event| {
            if let Some(day) = chosen(&event) {
                changed(&|window| window.day = day);
            }
        })
    };
    let ontime = {
        let changed = changed.clone();
        Callback::from(move |event: InputEvent| {
            let input: Option<HtmlInputElement> =
                event.target().and_then(|target| target.dyn_into().ok());
            // Half a time is none yet.
            if let Some(start) = input.and_then(|input| windows::clock(&input.value())) {
                changed(&|window| window.start = start);
            }
        })
    };
    let onlength = Callback::from(move |event: Event| {
        if let Some(length) = chosen(&event) {
            changed(&|window| window.length = length);
        }
    });
    let length = shown.map(|window| window.length);
    let odd =
        length.filter(|minutes| minutes % 60 != 0 || !(1..=LONGEST).contains(&(minutes / 60)));
    html! {
        <div class="window__parts">
            if form == Form::Weekly {
                <label class="window__part">
                    { "Start day" }
                    <select class="input" onchange={onday}>
                        for (day, name) in (0_u32..).zip(DAY_NAMES) {
                            <option key={name} value={day.to_string()} selected={shown.is_some_and(|window| window.day == day)}>{ name }</option>
                        }
                    </select>
                </label>
            }
            <label class="window__part">
                { "Start time (UTC)" }
                <input class="input" type="time" value={shown.map(|window| windows::time(window.start)).unwrap_or_default()} oninput={ontime} />
            </label>
            if form != Form::Once {
                <label class="window__part">
                    { "Duration" }
                    <select class="input" onchange={onlength}>
                        if let Some(minutes) = odd {
                            <option value={minutes.to_string()} selected=true>{ format!("{minutes} minutes") }</option>
                        }
                        for hours in 1..=LONGEST {
                            <option key={hours} value={(hours * 60).to_string()} selected={length == Some(hours * 60)}>
                                { crate::app::words::count(hours as usize, "hour") }
                            </option>
                        }
                    </select>
                </label>
            }
        </div>
    }
}

fn chosen(event: &Event) -> Option<u32> {
    let select: HtmlSelectElement = event.target()?.dyn_into().ok()?;
    select.value().parse().ok()
}
