//! Parts of the page one after the other while it starts, so that a phone can scroll and answer in between.

use std::cell::Cell;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

thread_local! {
    static STARTED: Cell<bool> = const { Cell::new(false) };
}

/// From now on everything is drawn at once.
pub fn started() {
    STARTED.set(true);
}

/// How many parts beside the first are to be drawn: all of `last`, except that a page which is
/// starting draws one more with each task.
#[hook]
pub fn use_stages(last: u8) -> u8 {
    let stage = use_state(|| if STARTED.get() { last } else { 0 });
    let next = stage.setter();
    use_effect_with(*stage, move |stage| {
        let stage = *stage;
        let timer = (stage < last).then(|| Timeout::new(0, move || next.set(stage + 1)));
        move || drop(timer)
    });
    *stage
}
