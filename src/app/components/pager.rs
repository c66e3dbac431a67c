//! Turns the pages of a list that is too long to be shown at once.

use yew::prelude::*;

use crate::app::workbench::{Action, PAGE};
use crate::document::Path;

pub fn pager(
    resource: usize,
    list: &Path,
    len: usize,
    start: usize,
    onact: &Callback<Action>,
) -> Html {
    if len <= PAGE {
        return Html::default();
    }
    let turn = |start: usize| {
        let list = list.clone();
        onact.reform(move |_: MouseEvent| Action::PageTurned {
            resource,
            list: list.clone(),
            start,
        })
    };
    let end = (start + PAGE).min(len);
    html! {
        <div class="pager" role="group" aria-label="Pages of the list">
            <button type="button" class="button button--quiet" disabled={start == 0} onclick={turn(start.saturating_sub(PAGE))}>{ "Previous" }</button>
            <span>{ format!("{} to {end} of {len}", start + 1) }</span>
            <button type="button" class="button button--quiet" disabled={end == len} onclick={turn(end)}>{ "Next" }</button>
        </div>
    }
}
