//! What is printed is drawn when it is about to be.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// Whether the page is being printed.
#[hook]
pub fn use_printing() -> bool {
    let printing = use_state(|| false);
    let setter = printing.setter();
    use_effect_with((), move |()| {
        let window = gloo::utils::window();
        let listeners = [("beforeprint", true), ("afterprint", false)].map(|(event, prints)| {
            let setter = setter.clone();
            EventListener::new(&window, event, move |_| setter.set(prints))
        });
        move || drop(listeners)
    });
    *printing
}

/// Asks the browser to print, once what was open is closed.
pub fn print() {
    Timeout::new(0, || {
        // A browser that does not print has nothing to say about it.
        gloo::utils::window().print().ok();
    })
    .forget();
}
