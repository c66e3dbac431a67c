//! Everything that is wrong with the document, with counts and the way to each field.

use std::rc::Rc;

use yew::prelude::*;

use super::problem;
use crate::app::fix_all::{fix_all, is_fixable};
use crate::app::problems::{Problems, severity_id};
use crate::app::words;
use crate::app::workbench::Action;
use crate::document::Document;
use crate::rules::Severity;

/// Problems that are listed at once.
const SHOWN: usize = 100;

#[derive(PartialEq, Properties)]
pub struct ProblemListProps {
    pub problems: Problems,
    pub document: Rc<Document>,
    pub onact: Callback<Action>,
}

#[component]
pub fn ProblemList(props: &ProblemListProps) -> Html {
    let problems = &props.problems;
    let hidden = use_state(Vec::<Severity>::new);
    let shown: Vec<_> = problems
        .worst_first()
        .into_iter()
        .filter(|problem| !hidden.contains(&problem.rule.severity))
        .collect();
    let n_shown = shown.len();
    // The document of which no fix turned out to be safe.
    let stuck = use_state(|| None::<Rc<Document>>);
    let fixable = problems
        .iter()
        .any(|problem| is_fixable(problem.rule.severity, problem.fix.as_ref()));
    let none_safe = stuck.as_ref() == Some(&props.document);
    let onfix = {
        let (document, onact) = (props.document.clone(), props.onact.clone());
        Callback::from(move |_: MouseEvent| match fix_all(&document) {
            Some(fix) => onact.emit(Action::FixApplied(fix)),
            None => stuck.set(Some(document.clone())),
        })
    };
    let several = props.document.resources.len() > 1;
    html! {
        <section class="panel problems" aria-labelledby="problems-title">
            <header class="panel__head">
                <h2 class="panel__title" id="problems-title">{ "Problems" }</h2>
                <div class="problems__counts">
                    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                        { count(problems, severity, &hidden) }
                    }
                </div>
                if fixable {
                    <button type="button" class="button button--fix" data-action="fix-all" disabled={none_safe} onclick={onfix}>
                        { if none_safe { "Nothing is safe to fix" } else { "Fix all that is safe" } }
                    </button>
                }
                <p class="sr-only" role="status">{ spoken(problems) }</p>
            </header>
            if problems.is_empty() {
                <p class="panel__empty"><span class="mark mark--fine"></span>{ "Nothing to complain about: AWS should take this as it is." }</p>
            } else {
                <ul class="problems__list" tabindex="0" aria-labelledby="problems-title">
                    for found in shown.into_iter().take(SHOWN) {
                        { problem::in_list(found, several, &props.onact) }
                    }
                    if n_shown > SHOWN {
                        <li class="panel__empty">{ format!("and {} more", n_shown - SHOWN) }</li>
                    }
                </ul>
            }
        </section>
    }
}

/// A count that hides and shows the problems of its severity.
fn count(problems: &Problems, severity: Severity, hidden: &UseStateHandle<Vec<Severity>>) -> Html {
    let n = problems.count(severity);
    if n == 0 {
        return Html::default();
    }
    let id = severity_id(severity);
    let noun = if severity == Severity::Info {
        "note"
    } else {
        id
    };
    let is_shown = !hidden.contains(&severity);
    let onclick = {
        let hidden = hidden.clone();
        Callback::from(move |_: MouseEvent| {
            let mut next = (*hidden).clone();
            if is_shown {
                next.push(severity);
            } else {
                next.retain(|other| *other != severity);
            }
            hidden.set(next);
        })
    };
    html! {
        <button type="button" class={classes!("count", format!("count--{id}"))} aria-pressed={is_shown.to_string()} {onclick}>
            <span class={classes!("mark", format!("mark--{id}"))}></span>{ words::count(n, noun) }
        </button>
    }
}

fn spoken(problems: &Problems) -> String {
    if problems.is_empty() {
        return "No problems".to_owned();
    }
    let (errors, warnings) = (
        problems.count(Severity::Error),
        problems.count(Severity::Warning),
    );
    format!(
        "{}, {}",
        words::count(errors, "error"),
        words::count(warnings, "warning")
    )
}
