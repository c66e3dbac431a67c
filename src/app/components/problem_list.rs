//! Everything that is wrong with the document, with counts and the way to each field.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::fix_preview::FixPreview;
use super::problem;
use crate::app::fix_all::{fix_all, is_fixable};
use crate::app::problems::{Problem, Problems, severity_id};
use crate::app::words;
use crate::app::workbench::Action;
use crate::document::Document;
use crate::rules::Severity;

/// Problems that are listed at once.
const SHOWN: usize = 100;

/// So few problems are seen at a glance, without a search.
const FEW: usize = 5;

/// The page is painted before long work begins, after so many milliseconds.
const BREATH: u32 = 30;

#[derive(PartialEq, Properties)]
pub struct ProblemListProps {
    pub problems: Problems,
    pub document: Rc<Document>,
    /// Id of the format in which a fix is previewed.
    pub format: &'static str,
    pub onact: Callback<Action>,
}

/// Which problems are listed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Filter {
    hidden: Vec<Severity>,
    /// Index of the only resource.
    resource: Option<usize>,
    query: String,
}

impl Filter {
    fn has(&self, problem: &Problem) -> bool {
        !self.hidden.contains(&problem.rule.severity)
            && self.resource.is_none_or(|only| only == problem.resource)
            && (self.query.is_empty() || {
                let path = problem.path.to_string();
                let rule = problem.rule;
                words::found(
                    &self.query,
                    &[&problem.message, &path, rule.code, rule.summary],
                )
            })
    }
}

#[component]
pub fn ProblemList(props: &ProblemListProps) -> Html {
    let problems = &props.problems;
    let filter = use_state(Filter::default);
    let several = props.document.resources.len() > 1;
    let only = filter
        .resource
        .filter(|only| several && *only < props.document.resources.len());
    let now = Filter {
        resource: only,
        ..(*filter).clone()
    };
    let worst_first = problems.worst_first().into_iter();
    let shown: Vec<_> = worst_first.filter(|problem| now.has(problem)).collect();
    let n_shown = shown.len();
    html! {
        <section class="panel problems" aria-labelledby="problems-title">
            <header class="panel__head">
                <h2 class="panel__title" id="problems-title">{ "Problems" }</h2>
                <div class="problems__counts">
                    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                        { count(problems, severity, &filter) }
                    }
                </div>
                <p class="sr-only" role="status">{ spoken(problems) }</p>
            </header>
            if problems.is_empty() {
                <p class="panel__empty"><span class="mark mark--fine"></span>{ "Nothing to complain about: AWS should take this as it is." }</p>
            } else {
                <div class="problems__filter">
                    if several || problems.len() > FEW || !now.query.is_empty() { { search(props, &now, &filter) } }
                    <FixAll problems={problems.clone()} document={props.document.clone()} onact={props.onact.clone()} />
                </div>
                <ul class="problems__list" tabindex="0" aria-labelledby="problems-title">
                    for found in shown.into_iter().take(SHOWN) {
                        { problem::in_list(found, several, preview(props, found), &props.onact) }
                    }
                    if n_shown > SHOWN {
                        <li class="panel__empty">{ format!("and {} more", n_shown - SHOWN) }</li>
                    }
                    if n_shown == 0 {
                        <li class="panel__empty">
                            { format!("{} hidden: no problem is of this sort.", words::count(problems.len(), "problem")) }
                            <button type="button" class="link-button" onclick={show_all(&filter)}>{ "Show all" }</button>
                        </li>
                    }
                </ul>
            }
        </section>
    }
}

/// What its fix would change.
fn preview(props: &ProblemListProps, problem: &Problem) -> Html {
    match &problem.fix {
        Some(fix) => {
            html! { <FixPreview document={props.document.clone()} fix={fix.clone()} format={props.format} /> }
        }
        None => Html::default(),
    }
}

fn show_all(filter: &UseStateHandle<Filter>) -> Callback<MouseEvent> {
    let filter = filter.setter();
    Callback::from(move |_| filter.set(Filter::default()))
}

/// By words, and by the request where there are several.
fn search(props: &ProblemListProps, now: &Filter, filter: &UseStateHandle<Filter>) -> Html {
    let oninput = {
        let (filter, now) = (filter.setter(), now.clone());
        Callback::from(move |event: InputEvent| {
            let input: web_sys::HtmlInputElement = event.target_unchecked_into();
            filter.set(Filter {
                query: input.value(),
                ..now.clone()
            });
        })
    };
    let onchange = {
        let (filter, now) = (filter.setter(), now.clone());
        Callback::from(move |event: Event| {
            let select: web_sys::HtmlSelectElement = event.target_unchecked_into();
            filter.set(Filter {
                // The first option is all of them.
                resource: usize::try_from(select.selected_index() - 1).ok(),
                ..now.clone()
            });
        })
    };
    let resources = &props.document.resources;
    html! {
        <>
            <input class="input" type="search" aria-label="Find problems" placeholder="Find problems" autocomplete="off" spellcheck="false"
                value={now.query.clone()} {oninput} />
            if resources.len() > 1 {
                <select class="input" aria-label="Problems of which request" {onchange}>
                    <option selected={now.resource.is_none()}>{ "All requests" }</option>
                    for (i, resource) in resources.iter().enumerate() {
                        <option key={i} selected={now.resource == Some(i)}>
                            { format!("{}. {}", i + 1, resource.id.as_ref().unwrap_or(&resource.operation)) }
                        </option>
                    }
                </select>
            }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct FixAllProps {
    problems: Problems,
    document: Rc<Document>,
    onact: Callback<Action>,
}

/// Applies every fix that is safe. It tries many documents, which takes a while for large ones.
#[component]
fn FixAll(props: &FixAllProps) -> Html {
    let busy = use_state(|| false);
    // The document of which no fix turned out to be safe.
    let stuck = use_state(|| None::<Rc<Document>>);
    let mut all = props.problems.iter();
    if !all.any(|problem| is_fixable(problem.rule.severity, problem.fix.as_ref())) {
        return Html::default();
    }
    let none_safe = stuck.as_ref() == Some(&props.document);
    let onclick = {
        let (document, onact) = (props.document.clone(), props.onact.clone());
        let (busy, stuck) = (busy.setter(), stuck.setter());
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let (document, onact) = (document.clone(), onact.clone());
            let (busy, stuck) = (busy.clone(), stuck.clone());
            Timeout::new(BREATH, move || {
                match fix_all(&document) {
                    Some(fix) => onact.emit(Action::FixApplied(fix)),
                    None => stuck.set(Some(document)),
                }
                busy.set(false);
            })
            .forget();
        })
    };
    html! {
        <button type="button" class="button button--fix" data-action="fix-all" disabled={none_safe} aria-busy={busy.to_string()} {onclick}>
            { if *busy { "Trying every fix …" } else if none_safe { "Nothing is safe to fix" } else { "Fix all that is safe" } }
        </button>
    }
}

/// A count that hides and shows the problems of its severity.
fn count(problems: &Problems, severity: Severity, filter: &UseStateHandle<Filter>) -> Html {
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
    let is_shown = !filter.hidden.contains(&severity);
    let onclick = {
        let filter = filter.clone();
        Callback::from(move |_: MouseEvent| {
            let mut next = (*filter).clone();
            if is_shown {
                next.hidden.push(severity);
            } else {
                next.hidden.retain(|other| *other != severity);
            }
            filter.set(next);
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
