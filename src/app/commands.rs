//! What the command palette offers, and how it is found by a few letters.

use std::rc::Rc;

use super::differences;
use super::field::Field;
use super::operations;
use super::workbench::{Action, Panel, Theme, View, Workbench};
use crate::document::{Path, Resource};
use crate::model::overlay;
use crate::render::FORMATS;
use crate::scenarios;

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// `Field`, `Action`: what sort of thing it is.
    pub sort: &'static str,
    pub title: Rc<str>,
    /// What else it is found by, and what tells it from others of its name.
    pub detail: Rc<str>,
    pub act: Act,
}

/// How it is done.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    Page(Action),
    /// By the control of the page that has this `data-action`.
    Press(Rc<str>),
    /// By the browser's own dialog.
    Print,
}

/// Values within lists and structures that are offered at most.
const INNER: usize = 400;

/// Everything the page offers but its controls, in the order in which it is shown without a query.
pub fn all(page: &Workbench) -> Vec<Command> {
    let mut acc = Vec::new();
    let composing = page.view == View::Compose;
    let action = |title: &str, detail: &str, act: Act| Command {
        sort: "Action",
        title: title.into(),
        detail: detail.into(),
        act,
    };
    let keys = Act::Page(Action::PanelOpened(Panel::Shortcuts));
    acc.push(action("Keys", "Shortcuts (?)", keys));
    if composing {
        acc.push(action(
            "Print",
            "The review and all outputs (Ctrl+P)",
            Act::Print,
        ));
        requests(page, &mut acc);
        fields(page, &mut acc);
    }
    for format in FORMATS {
        acc.push(Command {
            sort: "Format",
            title: format.title.into(),
            detail: "Show this output".into(),
            act: Act::Page(Action::FormatChosen(format.id)),
        });
    }
    acc.retain(|command| composing || command.sort != "Format");
    for (theme, title) in [
        (Theme::Light, "Light"),
        (Theme::Dark, "Dark"),
        (Theme::Auto, "As the system has it"),
    ] {
        acc.push(Command {
            sort: "Theme",
            title: title.into(),
            detail: "How the page looks".into(),
            act: Act::Page(Action::ThemeChosen(theme)),
        });
    }
    for scenario in scenarios::ALL {
        acc.push(Command {
            sort: "Scenario",
            title: scenario.title.into(),
            detail: scenario.summary.into(),
            act: Act::Page(Action::Opened {
                document: scenario.document(),
                title: scenario.title.into(),
            }),
        });
    }
    offers(composing, &mut acc);
    acc
}

fn requests(page: &Workbench, acc: &mut Vec<Command>) {
    let resources = &page.document().resources;
    for (i, resource) in resources.iter().enumerate().filter(|_| resources.len() > 1) {
        let name = resource
            .id
            .clone()
            .unwrap_or_else(|| resource.operation.clone());
        acc.push(Command {
            sort: "Request",
            title: format!("{}. {name}", i + 1).into(),
            detail: overlay::title(&resource.service, &resource.operation).into(),
            act: Act::Page(Action::ResourceSelected(i)),
        });
    }
}

fn fields(page: &Workbench, acc: &mut Vec<Command>) {
    let resources = &page.document().resources;
    let mut inner = INNER;
    // The fields of the request that is shown come first.
    let shown = page.resource.min(resources.len().saturating_sub(1));
    let order = (shown..resources.len()).chain(0..shown);
    for (i, resource) in order.filter_map(|i| Some((i, resources.get(i)?))) {
        let notes = overlay::overlay(&resource.service, &resource.operation);
        let members = resource
            .operation()
            .map_or(&[][..], |operation| operation.input.members());
        for member in members {
            let field = Field::new(i, member, notes);
            acc.push(field_command(
                i,
                resource,
                field.path.clone(),
                field.label(),
            ));
        }
        let values = differences::values(i, resource);
        let within = values
            .into_iter()
            .filter(|value| value.path.segments().len() > 1);
        for value in within.take(inner) {
            inner -= 1;
            acc.push(field_command(i, resource, value.path, value.label));
        }
    }
}

fn field_command(index: usize, resource: &Resource, path: Path, title: Rc<str>) -> Command {
    Command {
        sort: "Field",
        title,
        detail: format!("{path} · {}", resource.operation).into(),
        act: Act::Page(Action::Sought {
            resource: index,
            path,
        }),
    }
}

/// Operations: added to what is composed, or started with.
fn offers(composing: bool, acc: &mut Vec<Command>) {
    let groups = operations::search("");
    for offer in groups.into_iter().flat_map(|group| group.offers) {
        let (service, operation) = (offer.service, offer.operation);
        let act = if composing {
            Action::ResourceAdded { service, operation }
        } else {
            Action::OperationChosen { service, operation }
        };
        acc.push(Command {
            sort: if composing {
                "Add request"
            } else {
                "Start with"
            },
            title: offer.title,
            detail: format!("{service} · {operation}").into(),
            act: Act::Page(act),
        });
    }
}

/// The commands that a query finds, the best first; all of them without a query.
pub fn find<'a>(query: &str, commands: &'a [Command]) -> Vec<&'a Command> {
    let letters: Vec<char> = query
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    if letters.is_empty() {
        return commands.iter().collect();
    }
    let mut found: Vec<(u32, &Command)> = commands
        .iter()
        .filter_map(|command| {
            // What it is called counts more than what else it is found by.
            let title = badness(&letters, &command.title);
            let rest = || {
                badness(
                    &letters,
                    &format!("{} {} {}", command.sort, command.title, command.detail),
                )
            };
            let worst = title.or_else(|| rest().map(|bad| bad + BEYOND_TITLE))?;
            Some((worst, command))
        })
        .collect();
    found.sort_by_key(|(bad, _)| *bad);
    found.into_iter().map(|(_, command)| command).collect()
}

const BEYOND_TITLE: u32 = 12;

/// Letters that do not follow each other cost this much where the next one begins a word, and more elsewhere.
const JUMP: u32 = 2;
const LEAP: u32 = 9;

/// How badly letters fit a text in which they occur in order: 0 where it begins with them. `None` where they do not.
fn badness(letters: &[char], text: &str) -> Option<u32> {
    let text: Vec<char> = text.chars().collect();
    let lower: Vec<char> = text
        .iter()
        .map(|c| c.to_lowercase().next().unwrap_or(*c))
        .collect();
    let starts = |i: usize| {
        i == 0
            || !text[i - 1].is_alphanumeric()
            || (text[i].is_uppercase() && !text[i - 1].is_uppercase())
    };
    // The least cost of each end of the letters so far.
    let mut row: Vec<Option<u32>> = vec![None; lower.len()];
    for (n, letter) in letters.iter().enumerate() {
        let mut next = vec![None; lower.len()];
        let mut best: Option<u32> = None;
        for i in 0..lower.len() {
            let jump = if starts(i) { JUMP } else { LEAP };
            if lower[i] == *letter {
                next[i] = if n == 0 {
                    Some(if i == 0 { 0 } else { jump })
                } else {
                    let straight = i.checked_sub(1).and_then(|before| row[before]);
                    // Spaces are not typed.
                    let word = i
                        .checked_sub(2)
                        .filter(|_| starts(i))
                        .and_then(|before| row[before]);
                    let far = best.map(|best| best + jump);
                    [straight, word, far].into_iter().flatten().min()
                };
            }
            if let Some(here) = row[i] {
                best = Some(best.map_or(here, |best: u32| best.min(here)));
            }
        }
        row = next;
    }
    row.into_iter().flatten().min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Workbench {
        Workbench::new(Theme::Auto).after(Action::OperationChosen {
            service: "elasticache",
            operation: "CreateReplicationGroup",
        })
    }

    fn first(query: &str) -> (String, String) {
        let all = all(&page());
        let found = find(query, &all);
        let best = found.first().expect("something is found");
        (best.sort.to_owned(), best.title.to_string())
    }

    #[test]
    fn a_few_letters_find_what_is_meant() {
        assert_eq!(
            first("number of shards"),
            ("Field".into(), "Number of shards".into())
        );
        assert_eq!(first("dark"), ("Theme".into(), "Dark".into()));
        assert_eq!(first("NumNodeGroups").0, "Field");
        assert_eq!(
            first("createusergroup"),
            ("Add request".into(), "User group".into())
        );
        assert_eq!(first("boto").0, "Format");
        assert!(find("qqqq", &all(&page())).is_empty());
    }

    #[test]
    fn letters_at_the_beginnings_of_words_fit_better() {
        let bad = |query: &str, text: &str| badness(&query.chars().collect::<Vec<_>>(), text);
        assert_eq!(bad("node", "Node type"), Some(0));
        assert_eq!(bad("nodetype", "Node type"), Some(0));
        assert!(bad("nt", "Node type") < bad("nt", "Count"));
        assert!(bad("type", "Node type") < bad("type", "Taxy pez"));
        assert_eq!(bad("x", "Node type"), None);
        assert_eq!(bad("edon", "Node"), None);
    }

    #[test]
    fn every_field_operation_and_scenario_is_offered() {
        let all = all(&page());
        let n = |sort: &str| all.iter().filter(|command| command.sort == sort).count();
        assert_eq!(n("Scenario"), scenarios::ALL.len());
        assert_eq!(n("Format"), FORMATS.len());
        assert_eq!(n("Theme"), 3);
        let n_operations: usize = crate::model::SERVICES
            .iter()
            .map(|s| s.operations.len())
            .sum();
        assert_eq!(n("Add request"), n_operations);
        let operation = crate::model::operation("elasticache", "CreateReplicationGroup");
        assert_eq!(n("Field"), operation.map_or(0, |o| o.input.members().len()));
    }
}
