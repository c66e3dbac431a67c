//! The steps that made the document, to go back to, and what differs from the first one.

use std::rc::Rc;

use yew::prelude::*;

use super::comparison::Comparison;
use super::dialog::Dialog;
use crate::app::differences;
use crate::app::workbench::{Action, History};

#[derive(PartialEq, Properties)]
pub struct HistoryProps {
    pub history: History,
    /// Id of the format whose lines are compared.
    pub format: &'static str,
    pub onact: Callback<Action>,
}

#[component]
pub fn HistoryDialog(props: &HistoryProps) -> Html {
    let (steps, at) = props.history.steps();
    // Names do not change while the dialog is open: nothing is edited behind it.
    let names = use_memo(steps.len(), |_| names(&props.history));
    let from = use_state(|| 0_usize);
    let onchoose = {
        let from = from.setter();
        Callback::from(move |event: Event| {
            let select: web_sys::HtmlSelectElement = event.target_unchecked_into();
            from.set(usize::try_from(select.selected_index()).unwrap_or(0));
        })
    };
    let from_step = &steps[(*from).min(steps.len() - 1)];
    html! {
        <Dialog id="history-title" title="History" class="history" onclose={props.onact.reform(|()| Action::PanelClosed)}>
            <div class="history__columns">
                <ol class="history__steps" aria-labelledby="history-title">
                    for (i, name) in names.iter().enumerate() {
                        { step(props, i, name, at) }
                    }
                </ol>
                <section class="history__comparison" aria-label="What differs">
                    <div class="history__from">
                        <label for="history-from">{ "Compare what is shown with" }</label>
                        <select class="input" id="history-from" onchange={onchoose}>
                            for (i, name) in names.iter().enumerate() {
                                <option key={i} selected={i == *from}>{ if i == 0 { "the start".to_owned() } else { format!("{}. {name}", i + 1) } }</option>
                            }
                        </select>
                    </div>
                    if steps.len() == 1 {
                        <p class="comparison__same">{ "This is the start. Every change becomes a step here: go back to any of them, and forth again." }</p>
                    } else {
                        <Comparison before={from_step.document.clone()} after={props.history.document().clone()} format={props.format} />
                    }
                </section>
            </div>
        </Dialog>
    }
}

fn step(props: &HistoryProps, i: usize, name: &Rc<str>, at: usize) -> Html {
    let is_shown = i == at;
    let onclick = props
        .onact
        .reform(move |_: MouseEvent| Action::StepChosen(i));
    html! {
        <li key={i}>
            <button type="button" class={classes!("history__step", (i > at).then_some("history__step--undone"))} data-step={i.to_string()}
                aria-current={is_shown.then_some("step")} autofocus={is_shown} {onclick}>
                <span class="history__number">{ i + 1 }</span>
                <span class="history__name">{ name.clone() }</span>
                if i > at { <span class="sr-only">{ ", undone" }</span> }
            </button>
        </li>
    }
}

/// What each step did, the oldest first.
fn names(history: &History) -> Vec<Rc<str>> {
    let (steps, _) = history.steps();
    let first = steps.iter().take(1).map(|step| step.title.clone());
    let pairs = steps.iter().zip(&steps[1..]);
    let others = pairs.map(|(before, step)| {
        differences::step(&step.title, &before.document, &step.document).into()
    });
    first.chain(others).collect()
}
