//! THE PAGE, in Yew: the only part of the crate, beside `api`, that knows a browser.
//!
//! In reading order: `workbench` is all state as a value; `outline`, `choices`, `needs`, `field`, `problems`, `blocks`,
//! `commands`, `differences`, `fix_all`, `lines`, `link`, `node_types`, `suggest`, `operations`, `windows`, `logs`, `spread`, `review` and `words` say what follows from it, without DOM; `components` and
//! `widgets` show it; `hooks` talk to the browser. `App` puts them together.

pub mod blocks;
pub mod choices;
pub mod commands;
pub mod components;
pub mod differences;
pub mod field;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod first_view;
pub mod fix_all;
pub mod hooks;
pub mod lines;
pub mod link;
pub mod logs;
pub mod names;
pub mod needs;
pub mod node_types;
pub mod operations;
pub mod outline;
mod parameter_groups;
pub mod picture;
pub mod problems;
pub mod review;
pub mod sharing;
pub mod spread;
pub mod suggest;
pub mod widgets;
pub mod windows;
pub mod words;
pub mod workbench;

use std::rc::Rc;

use yew::prelude::*;

use self::components::compose::Compose;
use self::components::header::Header;
use self::components::import::Import;
use self::components::node_types::NodeTypes;
use self::components::notice::Notice;
use self::components::panels::Panels;
use self::components::picker::Picker;
use self::components::printed::Printed;
use self::components::share::Share;
use self::components::start::Start;
use self::components::suggestions::Regions;
use self::hooks::{
    crash, embed, focus, incoming, link as address, settled, shortcuts, stages, storage, theme,
};
use self::workbench::{Action, View, Workbench};
use crate::document::{Document, Edit};

/// Mounts the page in `<body>`.
pub fn run() {
    crash::watch();
    embed::mark();
    yew::Renderer::<App>::new().render();
}

/// The page.
#[component]
pub fn App() -> Html {
    let state = use_reducer(|| first(embed::wanted_theme().unwrap_or_else(theme::remembered)));
    let newest = use_memo((*state).clone(), Workbench::clone);
    let document = newest.document().clone();
    crash::use_black_box(&document);
    storage::use_autosave(&newest);
    let page = settled::use_settled(&newest);
    theme::use_theme(page.theme);
    focus::use_focus(page.focus.clone());
    focus::use_top(page.view);

    let dispatcher = state.dispatcher();
    let onact = use_callback((), {
        let dispatcher = dispatcher.clone();
        move |action: Action, ()| dispatcher.dispatch(action)
    });
    let onedit = use_callback((), move |edit: Edit, ()| {
        dispatcher.dispatch(Action::Edited {
            edit,
            at: js_sys::Date::now(),
        });
    });
    shortcuts::use_history_keys(onact.clone());
    shortcuts::use_panel_keys(onact.clone());
    address::use_links(onact.clone());
    address::use_address(
        page.document().clone(),
        page.view,
        page.n_opened,
        onact.clone(),
    );
    incoming::use_incoming(onact.clone());
    embed::use_embedding(page.document().clone(), onact.clone());
    use_effect_with((), |()| {
        stages::started();
        let body = gloo::utils::body();
        // Fails only for names that are no attribute names.
        body.set_attribute("data-ready", "").ok();
        body.set_attribute("data-app", "").ok();
    });

    html! {
        <>
            <Views page={page.clone()} newest={document} onact={onact.clone()} onedit={onedit.clone()} />
            <Share open={page.sharing} document={page.document().clone()} onact={onact.clone()} />
            <Import text={page.importing.clone()} has_document={!page.document().resources.is_empty()} onact={onact.clone()} />
            <Picker open={page.picking} onact={onact.clone()} />
            <Panels page={page.clone()} onact={onact.clone()} />
            <Printed document={page.document().clone()} />
            <NodeTypes document={page.document().clone()} place={page.choosing.clone()} {onedit} {onact} />
            <Regions />
        </>
    }
}

#[derive(PartialEq, Properties)]
struct ViewsProps {
    page: Rc<Workbench>,
    /// The document as it was typed, which the outputs show before `page` has it.
    newest: Rc<Document>,
    onact: Callback<Action>,
    onedit: Callback<Edit>,
}

/// All that is to be seen while no dialog is open.
#[component]
fn Views(props: &ViewsProps) -> Html {
    let ViewsProps {
        page,
        newest,
        onact,
        onedit,
    } = props;
    html! {
        <>
            <Header page={page.clone()} onact={onact.clone()} onedit={onedit.clone()} />
            <Notice text={page.notice.clone()} unread={page.unread.clone()} onact={onact.clone()} />
            if page.view == View::Compose {
                <Compose page={page.clone()} newest={newest.clone()} onact={onact.clone()} onedit={onedit.clone()} />
            } else {
                <Start has_document={!page.document().resources.is_empty()} onact={onact.clone()} />
            }
        </>
    }
}

/// What a link holds; without one, the page as it was left, or a new one.
fn first(theme: workbench::Theme) -> Workbench {
    let mut page = Workbench::new(theme);
    if let Some(format) = embed::formats().first() {
        page = page.after(Action::FormatChosen(format.id));
    }
    let last = storage::last_document();
    // The address of last time is a link to the same document, without the order in which it was written.
    // What could not be read of a link is said again.
    let known = |last: &Document| address::is_of(last) || storage::had_this_address();
    let link = address::followed().filter(|action| {
        let whole = matches!(action, Action::Followed(_));
        !(whole && last.as_ref().is_some_and(known))
    });
    if let Some(document) = last {
        page = page.after(Action::Opened {
            document,
            title: "Last time".into(),
        });
        if let Some(kept) = storage::last_kept() {
            page = page.with_kept(&kept);
        }
    }
    if let Some(action) = link {
        page = page.after(action);
    }
    // What it crashed over is not shown at once: it might crash again.
    if storage::has_crashed() {
        page.after(Action::StartShown)
    } else {
        page
    }
}
