//! What differs between two documents: a table of fields and the lines of an output.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::differences::{self, Difference};
use crate::app::lines::{self, Fate};
use crate::document::Document;
use crate::render::{self, Options};

/// Rows and lines that are shown at most.
const SHOWN: usize = 200;

/// Lines that stayed, around those that did not.
const AROUND: usize = 2;

#[derive(PartialEq, Properties)]
pub struct ComparisonProps {
    pub before: Rc<Document>,
    pub after: Rc<Document>,
    /// Id of the format whose lines are compared.
    pub format: &'static str,
}

#[component]
pub fn Comparison(props: &ComparisonProps) -> Html {
    let found = use_memo(
        (props.before.clone(), props.after.clone()),
        |(before, after)| differences::between(before, after),
    );
    let lines = use_memo(
        (props.before.clone(), props.after.clone(), props.format),
        |(before, after, format)| changed_lines(before, after, format),
    );
    if props.before == props.after {
        return html! { <p class="comparison__same">{ "Nothing differs." }</p> };
    }
    let several = props
        .before
        .resources
        .len()
        .max(props.after.resources.len())
        > 1;
    let title = render::format(props.format).map_or("", |format| format.title);
    html! {
        <div class="comparison">
            if !found.is_empty() {
                <div class="comparison__scroll" tabindex="0" role="region" aria-label="Fields that differ">
                    <table class="comparison__table">
                        <thead>
                            <tr>
                                <th scope="col">{ "Field" }</th>
                                <th scope="col">{ "Before" }</th>
                                <th scope="col">{ "After" }</th>
                            </tr>
                        </thead>
                        <tbody>
                            for difference in found.iter().take(SHOWN) {
                                { row(difference, several) }
                            }
                        </tbody>
                    </table>
                </div>
            }
            if found.len() > SHOWN {
                <p class="comparison__same">{ format!("and {} more fields", found.len() - SHOWN) }</p>
            }
            if lines.is_empty() {
                <p class="comparison__same">{ format!("{title}: the same.") }</p>
            } else {
                <pre class="comparison__lines" tabindex="0" role="region" aria-label={format!("Lines of {title} that differ")}>
                    for (fate, text) in lines.iter().take(SHOWN) {
                        { line(*fate, text) }
                    }
                    if lines.len() > SHOWN {
                        <span class="comparison__gap">{ format!("… and {} more lines", lines.len() - SHOWN) }</span>
                    }
                </pre>
            }
        </div>
    }
}

fn row(difference: &Difference, several: bool) -> Html {
    let value = |text: &Option<Rc<str>>| match text {
        Some(text) => html! { <code>{ text.clone() }</code> },
        None => html! { <span class="comparison__unset">{ "not set" }</span> },
    };
    html! {
        <tr>
            <th scope="row">
                if let Some(index) = difference.resource.filter(|_| several) {
                    <span class="problem__resource"><span class="sr-only">{ "Request " }</span>{ index + 1 }</span>
                }
                { difference.label.clone() }
            </th>
            <td>{ value(&difference.before) }</td>
            <td>{ value(&difference.after) }</td>
        </tr>
    }
}

fn line(fate: Option<Fate>, text: &str) -> Html {
    let text = text.to_owned();
    match fate {
        Some(Fate::Added) => {
            html! { <ins class="comparison__line comparison__line--added">{ "+ " }{ text }</ins> }
        }
        Some(Fate::Removed) => {
            html! { <del class="comparison__line comparison__line--removed">{ "- " }{ text }</del> }
        }
        Some(Fate::Kept) => html! { <span class="comparison__line">{ "  " }{ text }</span> },
        None => html! { <span class="comparison__gap">{ "⋯" }</span> },
    }
}

/// Lines that differ with a few around them; `None` for those that are left out.
fn changed_lines(before: &Document, after: &Document, format: &str) -> Vec<(Option<Fate>, String)> {
    let Some(format) = render::format(format) else {
        return Vec::new();
    };
    let render = |document: &Document| (format.render)(document, Options::default()).text;
    let (before, after) = (render(before), render(after));
    let all = lines::compare(&before, &after);
    let mut is_near = vec![false; all.len()];
    for i in (0..all.len()).filter(|i| all[*i].0 != Fate::Kept) {
        let near = i.saturating_sub(AROUND)..(i + AROUND + 1).min(all.len());
        is_near[near].fill(true);
    }
    let mut acc = Vec::new();
    for (i, (fate, text)) in all.iter().enumerate() {
        if is_near[i] {
            acc.push((Some(*fate), (*text).to_owned()));
        } else if !acc.is_empty() && is_near[i - 1] {
            acc.push((None, String::new()));
        }
    }
    if let Some((None, _)) = acc.last() {
        acc.pop();
    }
    acc
}
