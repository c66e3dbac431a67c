//! Keys that work everywhere on the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::app::problems::Problems;
use crate::app::workbench::{Action, Panel};

/// Undo and redo of everything.
#[hook]
pub fn use_history_keys(onact: Callback<Action>) {
    use_keys(onact, (), |event, ()| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return None;
        }
        match (&*event.key().to_lowercase(), event.shift_key()) {
            ("z", false) => Some(Action::Undone),
            ("z", true) | ("y", false) => Some(Action::Redone),
            _ => None,
        }
    });
}

/// Ctrl+K opens the command palette, ? the list of keys.
#[hook]
pub fn use_panel_keys(onact: Callback<Action>) {
    use_keys(onact, (), |event, ()| {
        let command = event.ctrl_key() || event.meta_key();
        match &*event.key() {
            "k" | "K" if command && !event.alt_key() && !event.shift_key() => {
                Some(Action::PanelOpened(Panel::Palette))
            }
            "?" if !command && !types(event) => Some(Action::PanelOpened(Panel::Shortcuts)),
            _ => None,
        }
    });
}

/// Whether a key goes into a field.
fn types(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(&*target.tag_name(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// F8 and Shift+F8 walk through the problems.
#[hook]
pub fn use_problem_keys(onact: Callback<Action>, problems: Problems) {
    let at = use_mut_ref(|| None::<usize>);
    use_keys(onact, problems, move |event, problems| {
        if event.key() != "F8" || problems.is_empty() {
            return None;
        }
        let last = problems.len() - 1;
        let next = match (*at.borrow(), event.shift_key()) {
            (None, false) => 0,
            (None | Some(0), true) => last,
            (Some(at), false) if at >= last => 0,
            (Some(at), false) => at + 1,
            (Some(at), true) => (at - 1).min(last),
        };
        at.replace(Some(next));
        let worst_first = problems.worst_first();
        let problem = worst_first.get(next)?;
        Some(Action::Sought {
            resource: problem.resource,
            path: problem.path.clone(),
        })
    });
}

/// Turns keys into actions, wherever the focus is.
#[hook]
fn use_keys<T: Clone + PartialEq + 'static>(
    onact: Callback<Action>,
    with: T,
    action: impl Fn(&KeyboardEvent, &T) -> Option<Action> + 'static,
) {
    use_effect_with((onact, with), |(onact, with)| {
        let (onact, with) = (onact.clone(), with.clone());
        let options = EventListenerOptions::enable_prevent_default();
        let window = gloo::utils::window();
        let listener = EventListener::new_with_options(&window, "keydown", options, move |event| {
            let event = event.dyn_ref::<KeyboardEvent>();
            if let Some((event, action)) =
                event.and_then(|event| Some((event, action(event, &with)?)))
            {
                event.prevent_default();
                onact.emit(action);
            }
        });
        move || drop(listener)
    });
}
