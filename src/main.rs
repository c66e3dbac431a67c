//! Mounts the page, nothing else.

use yew::prelude::*;

#[component]
fn Page() -> Html {
    use_effect_with((), |()| {
        let marked = gloo::utils::body().set_attribute("data-ready", "");
        debug_assert!(marked.is_ok());
    });
    html! { <main><h1>{ "Cluster Composer" }</h1></main> }
}

fn main() {
    yew::Renderer::<Page>::new().render();
}
