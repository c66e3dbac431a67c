//! The command palette: everything that can be done or gone to, by a few letters.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::dialog::Dialog;
use crate::app::commands::{self, Act, Command};
use crate::app::hooks::print;
use crate::app::words;
use crate::app::workbench::{Action, Workbench};

/// Commands that are listed at once.
const SHOWN: usize = 60;

/// Controls whose own words are short, with what they do.
const NAMES: &[(&str, &str)] = &[
    ("copy", "Copy the output"),
    ("download", "Download the output"),
    ("fix-all", "Fix all problems that are safe to fix"),
    ("start", "Start: scenarios and operations"),
    ("continue", "Back to what you were composing"),
    ("add-resource", "Add a request"),
    ("remove-resource", "Remove this request"),
    ("history", "History, and compare with the start"),
    ("theme", "Next theme"),
    ("import", "Import a command, script or document"),
    ("share", "Share a link"),
];

#[derive(PartialEq, Properties)]
pub struct PaletteProps {
    pub page: Rc<Workbench>,
    pub onact: Callback<Action>,
}

#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let commands = use_memo((), |()| {
        let mut all = controls();
        all.extend(commands::all(&props.page));
        all
    });
    let query = use_state(String::new);
    let active = use_state(|| 0_usize);
    let found: Vec<Command> = commands::find(&query, &commands)
        .into_iter()
        .cloned()
        .collect();
    let n_found = found.len();
    let shown: Rc<Vec<Command>> = Rc::new(found.into_iter().take(SHOWN).collect());
    let at = (*active).min(shown.len().saturating_sub(1));
    use_effect_with((at, (*query).clone()), |(at, _)| {
        let option = gloo::utils::document().get_element_by_id(&option_id(*at));
        if let Some(option) = option {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let run = {
        let onact = props.onact.clone();
        Callback::from(move |command: Command| {
            onact.emit(Action::PanelClosed);
            match command.act {
                Act::Page(action) => onact.emit(action),
                Act::Press(action) => press(&action),
                Act::Print => print::print(),
            }
        })
    };
    let oninput = {
        let (query, active) = (query.setter(), active.setter());
        Callback::from(move |event: InputEvent| {
            let input: web_sys::HtmlInputElement = event.target_unchecked_into();
            query.set(input.value());
            active.set(0);
        })
    };
    let onkeydown = {
        let (run, shown, active) = (run.clone(), shown.clone(), active.setter());
        Callback::from(move |event: KeyboardEvent| {
            let n_shown = shown.len().max(1);
            match &*event.key() {
                "ArrowDown" => active.set((at + 1) % n_shown),
                "ArrowUp" => active.set((at + n_shown - 1) % n_shown),
                "PageDown" => active.set((at + 8).min(n_shown - 1)),
                "PageUp" => active.set(at.saturating_sub(8)),
                "Enter" => {
                    if let Some(command) = shown.get(at) {
                        run.emit(command.clone());
                    }
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    html! {
        <Dialog id="palette-title" title="Go to or do" class="palette" onclose={props.onact.reform(|()| Action::PanelClosed)}>
            <input class="input" type="text" role="combobox" autofocus=true autocomplete="off" spellcheck="false"
                aria-labelledby="palette-title" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list"
                aria-activedescendant={(!shown.is_empty()).then(|| option_id(at))}
                placeholder="An action, a field, an operation, a scenario, a format …" value={(*query).clone()} {oninput} {onkeydown} />
            <ul class="palette__list" role="listbox" id="palette-list" aria-labelledby="palette-title">
                for (i, command) in shown.iter().enumerate() {
                    { option(i, command, i == at, &run) }
                }
            </ul>
            <p class="palette__foot" role="status">
                { if n_found == 0 { "Nothing has these letters in this order.".to_owned() } else { words::count(n_found, "thing") + " found" } }
                if n_found > SHOWN { { format!(", the first {SHOWN} are shown") } }
            </p>
        </Dialog>
    }
}

fn option(i: usize, command: &Command, active: bool, run: &Callback<Command>) -> Html {
    let onclick = run.reform({
        let command = command.clone();
        move |_: MouseEvent| command.clone()
    });
    // The focus stays in the text field.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <li class="palette__option" role="option" id={option_id(i)} aria-selected={active.to_string()} {onclick} {onmousedown}>
            <span class="palette__sort">{ command.sort }</span>
            <span class="palette__title">{ command.title.clone() }</span>
            <span class="palette__detail">{ command.detail.clone() }</span>
        </li>
    }
}

fn option_id(i: usize) -> String {
    format!("palette-{i}")
}

/// The page's own controls, each once: whatever can be pressed now.
fn controls() -> Vec<Command> {
    let Ok(found) = gloo::utils::document().query_selector_all("[data-action]:not(dialog *)")
    else {
        return Vec::new();
    };
    let mut acc: Vec<Command> = Vec::new();
    for i in 0..found.length() {
        let Some(control) = found
            .item(i)
            .and_then(|node| node.dyn_into::<HtmlElement>().ok())
        else {
            continue;
        };
        let action: Rc<str> = control
            .get_attribute("data-action")
            .unwrap_or_default()
            .into();
        let hidden = control.has_attribute("disabled") || control.offset_parent().is_none();
        let act = Act::Press(action.clone());
        if hidden || &*action == "palette" || acc.iter().any(|other| other.act == act) {
            continue;
        }
        acc.push(Command {
            sort: "Action",
            title: name(&control, &action),
            detail: control.title().into(),
            act,
        });
    }
    acc
}

fn name(control: &Element, action: &str) -> Rc<str> {
    if let Some((_, name)) = NAMES.iter().find(|(known, _)| *known == action) {
        return (*name).into();
    }
    let own = control
        .get_attribute("aria-label")
        .or_else(|| control.text_content());
    own.unwrap_or_default().trim().into()
}

/// Presses a control, once the palette is gone and the focus is back.
fn press(action: &str) {
    let selector = format!("[data-action='{action}']:not(dialog *)");
    Timeout::new(0, move || {
        let control = gloo::utils::document()
            .query_selector(&selector)
            .ok()
            .flatten();
        if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
            control.click();
        }
    })
    .forget();
}
