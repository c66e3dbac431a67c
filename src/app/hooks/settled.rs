//! The outputs first: all else that follows from what is typed is drawn in the next pause of typing.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::app::workbench::Workbench;

/// A pause in typing, in milliseconds: longer than a frame, so that the outputs have been painted.
const PAUSE: u32 = 50;

/// Without a pause the rest follows after so many milliseconds.
const PATIENCE: f64 = 300.0;

struct Settling {
    shown: Rc<Workbench>,
    newest: Rc<Workbench>,
    /// The wait for a pause, and when the first key came that it has not shown yet.
    wait: Option<(Timeout, f64)>,
}

impl Settling {
    fn settle(&mut self) {
        self.shown = self.newest.clone();
        self.wait = None;
    }
}

thread_local! {
    static TYPING: Cell<bool> = const { Cell::new(false) };
}

/// Whether what happened last was typing: a control that has the focus then knows its text best.
pub fn is_typing() -> bool {
    TYPING.get()
}

/// The page as everything but the outputs shows it. It is the newest one, except that what was typed
/// reaches it in the next pause, and at once when anything else happens. Meanwhile `<body>` lacks `data-settled`.
#[hook]
pub fn use_settled(newest: &Rc<Workbench>) -> Rc<Workbench> {
    TYPING.set(newest.typing);
    let update = use_force_update();
    let settling = use_memo((), |()| {
        RefCell::new(Settling {
            shown: newest.clone(),
            newest: newest.clone(),
            wait: None,
        })
    });
    let settle = use_memo((), |()| {
        let settling = settling.clone();
        Callback::from(move |()| {
            // Only ever borrowed for a moment, never while something else is called.
            if let Ok(mut settling) = settling.try_borrow_mut()
                && settling.wait.is_some()
            {
                settling.settle();
                update.force_update();
            }
        })
    });
    let shown = {
        let mut settling = settling.borrow_mut();
        if !Rc::ptr_eq(&settling.newest, newest) {
            settling.newest = newest.clone();
            if newest.typing {
                let now = js_sys::Date::now();
                let since = settling.wait.take().map_or(now, |(_, since)| since);
                if now - since < PATIENCE {
                    let settle = settle.clone();
                    let timeout = Timeout::new(PAUSE, move || settle.emit(()));
                    settling.wait = Some((timeout, since));
                } else {
                    settling.settle();
                }
            } else {
                settling.settle();
            }
        }
        settling.shown.clone()
    };
    use_effect_with(settle, |settle| {
        // Whatever is touched is up to date when its own listeners hear of it.
        let window = gloo::utils::window();
        let listen = |event: &'static str| {
            let settle = settle.clone();
            let capture = gloo::events::EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(&window, event, capture, move |event| {
                if !event.dyn_ref::<KeyboardEvent>().is_some_and(types) {
                    settle.emit(());
                }
            })
        };
        let listeners = ["keydown", "pointerdown", "click", "focusout"].map(listen);
        move || drop(listeners)
    });
    use_effect_with(Rc::ptr_eq(&shown, newest), |settled| {
        let body = gloo::utils::body();
        // Fails only for names that are no attribute names.
        body.toggle_attribute_with_force("data-settled", *settled)
            .ok();
    });
    shown
}

/// Whether a key does nothing but type.
fn types(event: &KeyboardEvent) -> bool {
    let key = event.key();
    let types = key.chars().count() == 1
        || matches!(
            &*key,
            "Backspace" | "Delete" | "Shift" | "Dead" | "Process" | "Unidentified"
        );
    types && !event.ctrl_key() && !event.meta_key()
}
