//! The keys that work everywhere.

use yew::prelude::*;

use super::dialog::Dialog;
use crate::app::workbench::Action;

/// What they do, and the keys.
const KEYS: &[(&str, &[&str])] = &[
    ("Find an action, a field or an operation", &["Ctrl", "K"]),
    ("Undo", &["Ctrl", "Z"]),
    ("Redo", &["Ctrl", "Shift", "Z"]),
    ("Next problem", &["F8"]),
    ("Previous problem", &["Shift", "F8"]),
    ("Walk through the formats, from their tabs", &["←", "→"]),
    ("Move the border of a pane", &["←", "→", "↑", "↓"]),
    ("Give a border its place again", &["Delete"]),
    ("Close a dialog", &["Esc"]),
    ("This list, outside of text fields", &["?"]),
];

#[derive(PartialEq, Properties)]
pub struct ShortcutsProps {
    pub onact: Callback<Action>,
}

#[component]
pub fn Shortcuts(props: &ShortcutsProps) -> Html {
    html! {
        <Dialog id="shortcuts-title" title="Keys" class="shortcuts" onclose={props.onact.reform(|()| Action::PanelClosed)}>
            <dl class="shortcuts__list">
                for (what, keys) in KEYS {
                    <div class="shortcuts__row">
                        <dt>{ *what }</dt>
                        <dd>
                            for key in *keys { <kbd>{ *key }</kbd>{ " " } }
                        </dd>
                    </div>
                }
            </dl>
            <p class="comparison__same">{ "On a Mac, ⌘ is as good as Ctrl." }</p>
        </Dialog>
    }
}
