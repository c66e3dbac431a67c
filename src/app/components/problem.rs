//! A problem: at its field in brief, in the list with why, source and fix.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::problems::{Problem, Problems, severity_id};
use crate::app::words;
use crate::app::workbench::Action;
use crate::rules::Severity;

/// Below a control.
pub fn at_field(problem: &Rc<Problem>, onact: &Callback<Action>) -> Html {
    html! {
        <div class={classes!("problem", class(problem))} key={key(problem)}>
            { mark(problem) }
            <span class="problem__text">{ sentence(&problem.message) }</span>
            { rule_link(problem) }
            { why(problem) }
            { fix(problem, onact) }
        </div>
    }
}

/// In the list of problems; the number of the request where there are several. `preview` is shown below its fix.
pub fn in_list(
    problem: &Rc<Problem>,
    several: bool,
    preview: Html,
    onact: &Callback<Action>,
) -> Html {
    let seek = onact.reform({
        let (resource, path) = (problem.resource, problem.path.clone());
        move |_: MouseEvent| Action::Sought {
            resource,
            path: path.clone(),
        }
    });
    let place = if problem.path.is_root() {
        "whole request".to_owned()
    } else {
        problem.path.to_string()
    };
    let rule = problem.rule;
    html! {
        <li class={classes!("problem", "problem--listed")} key={key(problem)}
            data-diagnostic={rule.code} data-severity={severity_id(rule.severity)}>
            { mark(problem) }
            <div class="problem__body">
                <button type="button" class="problem__jump" onclick={seek}>
                    <span class="problem__text">{ sentence(&problem.message) }</span>
                    <span class="problem__place">
                        if several { <span class="problem__resource">{ problem.resource + 1 }</span> }
                        <code>{ place }</code>
                    </span>
                </button>
                <div class="problem__more">
                    { rule_link(problem) }
                    { why(problem) }
                </div>
                { fix(problem, onact) }
                { preview }
            </div>
        </li>
    }
}

/// How many problems of the worst severity something has.
pub fn badge(problems: &Problems) -> Html {
    let Some(worst) = problems.worst() else {
        return Html::default();
    };
    badge_of(worst, problems.count(worst))
}

/// The same for problems that are counted already.
pub fn badge_of(worst: Severity, n: usize) -> Html {
    let id = severity_id(worst);
    html! {
        <span class={classes!("badge", format!("badge--{id}"))}>
            { n }<span class="sr-only">{ if n == 1 { " problem" } else { " problems" } }</span>
        </span>
    }
}

fn fix(problem: &Rc<Problem>, onact: &Callback<Action>) -> Html {
    let Some(fix) = &problem.fix else {
        return Html::default();
    };
    let onclick = onact.reform({
        let fix = fix.clone();
        move |_: MouseEvent| Action::FixApplied(fix.clone())
    });
    html! { <button type="button" class="button button--fix" {onclick}>{ &fix.title }</button> }
}

/// To what the page of rules says of it.
fn rule_link(problem: &Problem) -> Html {
    let code = problem.rule.code;
    html! {
        <a class="problem__rule" href={format!("docs/rules.html#{code}")} target="_blank" rel="noreferrer"
            aria-label={format!("Rule {code}")}>{ code }</a>
    }
}

/// The reason, and who says so, on demand.
fn why(problem: &Problem) -> Html {
    let rule = problem.rule;
    html! {
        <details class="problem__why">
            <summary>{ "Why" }<span class="sr-only">{ format!(": {}", rule.summary) }</span></summary>
            <p>
                { rule.why }{ " " }
                <a href={rule.source} target="_blank" rel="noreferrer" aria-label={format!("Source of {}", rule.code)}>{ "Source" }</a>
            </p>
        </details>
    }
}

fn mark(problem: &Problem) -> Html {
    let id = severity_id(problem.rule.severity);
    html! { <span class={classes!("mark", format!("mark--{id}"))}><span class="sr-only">{ words::label(id) }{ ": " }</span></span> }
}

fn class(problem: &Problem) -> String {
    format!("problem--{}", severity_id(problem.rule.severity))
}

fn key(problem: &Problem) -> String {
    format!(
        "{} {} {} {}",
        problem.resource, problem.path, problem.rule.code, problem.message
    )
}

/// A message as a sentence: it begins in lower case and has no full stop.
pub fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    // A message may begin with a parameter's name, which keeps its case.
    let word: String = message
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .collect();
    let is_name = word.chars().skip(1).any(char::is_uppercase);
    let end = if message.ends_with(['.', '?', '!']) {
        ""
    } else {
        "."
    };
    if is_name {
        format!("{message}{end}")
    } else {
        format!("{}{}{end}", first.to_uppercase(), letters.as_str())
    }
}
