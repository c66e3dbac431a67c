//! Reads a text of any form, says what was understood, and makes it the document or a part of it.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, HtmlDialogElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::app::hooks::reading::{Note, Reading};
use crate::app::hooks::{files, incoming, reading};
use crate::app::words;
use crate::app::workbench::Action;
use crate::document::{Document, references};
use crate::model::overlay;

/// Waits for a pause in typing, in milliseconds.
const PAUSE: u32 = 250;
/// So many requests and notes are listed.
const LISTED: usize = 60;

#[derive(PartialEq, Properties)]
pub struct ImportProps {
    /// While the dialog is open: the text to begin with.
    pub text: Option<Rc<str>>,
    /// Whether there is a document to add to.
    pub has_document: bool,
    pub onact: Callback<Action>,
}

#[component]
pub fn Import(props: &ImportProps) -> Html {
    let dialog = use_node_ref();
    use_effect_with((props.text.is_some(), dialog.clone()), |(open, dialog)| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            if *open && !dialog.open() {
                // Fails only where the dialog is not in the page.
                dialog.show_modal().ok();
            } else if !*open && dialog.open() {
                dialog.close();
            }
        }
    });
    let onclose = props.onact.reform(|_: Event| Action::ImportClosed);
    let close = props.onact.reform(|_: MouseEvent| Action::ImportClosed);
    html! {
        <dialog class="dialog" ref={dialog} aria-labelledby="import-title" data-dialog="import" {onclose}>
            <header class="dialog__head">
                <h2 class="panel__title" id="import-title">{ "Import" }</h2>
                <button type="button" class="icon-button" aria-label="Close" onclick={close}>{ icon(Icon::Close) }</button>
            </header>
            if let Some(text) = &props.text {
                <Reader text={text.clone()} has_document={props.has_document} onact={props.onact.clone()} />
            }
        </dialog>
    }
}

#[derive(PartialEq, Properties)]
struct ReaderProps {
    text: Rc<str>,
    has_document: bool,
    onact: Callback<Action>,
}

#[derive(Clone, PartialEq)]
enum State {
    Empty,
    Reading,
    Understood(Rc<Reading>),
    Refused(Note),
}

#[component]
fn Reader(props: &ReaderProps) -> Html {
    let state = use_state(|| State::Empty);
    let area = use_node_ref();
    let latest = use_mut_ref(|| (0_u32, None::<Timeout>));
    // The area holds its text by itself: a megabyte is not compared at every change.
    let look = {
        let (area, state, latest) = (area.clone(), state.setter(), latest.clone());
        move |pause: u32| {
            let mut last = latest.borrow_mut();
            last.0 += 1;
            let number = last.0;
            let (area, state, latest) = (area.clone(), state.clone(), latest.clone());
            last.1 = Some(Timeout::new(pause, move || {
                let text = area
                    .cast::<HtmlTextAreaElement>()
                    .map(|area| area.value())
                    .unwrap_or_default();
                if text.trim().is_empty() {
                    return state.set(State::Empty);
                }
                state.set(State::Reading);
                spawn_local(async move {
                    let read = reading::read(&text).await;
                    if latest.borrow().0 == number {
                        state.set(match read {
                            Ok(reading) => State::Understood(Rc::new(reading)),
                            Err(note) => State::Refused(note),
                        });
                    }
                });
            }));
        }
    };
    let fill = {
        let (area, look) = (area.clone(), look.clone());
        move |text: &str| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                area.set_value(text);
                look(0);
            }
        }
    };
    use_effect_with(props.text.clone(), {
        let fill = fill.clone();
        move |text| {
            if !text.is_empty() {
                fill(text);
            }
        }
    });
    let oninput = {
        let look = look.clone();
        Callback::from(move |_: InputEvent| look(PAUSE))
    };
    let from_file = {
        let (fill, state) = (fill.clone(), state.setter());
        move |file: web_sys::File| {
            let (fill, state) = (fill.clone(), state.clone());
            incoming::text_of(&file, move |text| match text {
                Ok(text) => fill(&text),
                Err(why) => state.set(State::Refused(Note {
                    message: why.into(),
                    place: None,
                })),
            });
        }
    };
    let onfile = {
        let from_file = from_file.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                from_file(file);
            }
            // The same file can be chosen again.
            input.set_value("");
        })
    };
    let ondrop = Callback::from(move |event: DragEvent| {
        let file = event.data_transfer().and_then(|data| data.files()?.get(0));
        if let Some(file) = file {
            event.prevent_default();
            from_file(file);
        }
    });
    let seek = {
        let area = area.clone();
        Callback::from(move |(line, column)| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                select(&area, line, column);
            }
        })
    };
    html! {
        <div class="import">
            <p class="import__lead" id="import-lead">
                { "Paste a document, an AWS CLI command, boto3 code, an API request, a link, a CloudFormation template or what a describe command printed. It is read here and never run; secrets become references to environment variables." }
            </p>
            <label class="sr-only" for="import-text">{ "Text to import" }</label>
            <textarea class="input input--code import__text" id="import-text" ref={area.clone()} rows="10" spellcheck="false" autocomplete="off"
                autocapitalize="off" autofocus=true aria-describedby="import-lead" {oninput} {ondrop} />
            <label class="import__file">
                <span>{ "or a file: " }</span>
                <input type="file" data-import-file="" onchange={onfile} />
            </label>
            <div role="status" class="import__status" data-import-state={state_id(&state)}>
                { match &*state {
                    State::Empty => html! { <p class="panel__empty">{ "What was understood appears here." }</p> },
                    State::Reading => html! { <p><progress aria-label="Reading" />{ " Reading…" }</p> },
                    State::Refused(note) => refused(note, &area, &seek),
                    State::Understood(reading) => understood(reading, &seek),
                } }
            </div>
            if let State::Understood(reading) = &*state { { ends(props, reading) } }
        </div>
    }
}

fn state_id(state: &State) -> &'static str {
    match state {
        State::Empty => "empty",
        State::Reading => "reading",
        State::Understood(_) => "understood",
        State::Refused(_) => "refused",
    }
}

fn refused(why: &Note, area: &NodeRef, seek: &Callback<(usize, usize)>) -> Html {
    let text = area
        .cast::<HtmlTextAreaElement>()
        .map(|area| area.value())
        .unwrap_or_default();
    let excerpt = why
        .place
        .and_then(|(line, column)| excerpt(&text, line, column));
    html! {
        <div class="import__refused">
            <p><strong>{ "This could not be read. " }</strong>{ place(why, seek) }</p>
            if let Some((before, at, after)) = excerpt {
                <pre class="import__excerpt">{ before }<mark>{ at }</mark>{ after }</pre>
            }
        </div>
    }
}

fn understood(reading: &Reading, seek: &Callback<(usize, usize)>) -> Html {
    let resources = &reading.document.resources;
    let n_more = |n: usize| (n > LISTED).then(|| format!("and {} more", n - LISTED));
    html! {
        <>
            <p><strong>{ format!("Read as {}: ", reading.form) }</strong>{ words::count(resources.len(), "request") }{ "." }</p>
            <ol class="import__list">
                for index in 0..resources.len().min(LISTED) {
                    <li>{ title(&reading.document, index) }</li>
                }
            </ol>
            if let Some(more) = n_more(resources.len()) { <p>{ more }</p> }
            if !reading.notes.is_empty() {
                <p><strong>{ format!("{}:", words::count(reading.notes.len(), "remark")) }</strong></p>
                <ul class="import__list" data-import-notes="">
                    for note in reading.notes.iter().take(LISTED) { <li>{ place(note, seek) }</li> }
                </ul>
                if let Some(more) = n_more(reading.notes.len()) { <p>{ more }</p> }
            }
        </>
    }
}

/// A remark; its place is a way there.
fn place(said: &Note, seek: &Callback<(usize, usize)>) -> Html {
    let there = said.place.map(|(line, column)| {
        let onclick = seek.reform(move |_: MouseEvent| (line, column));
        html! {
            <><button type="button" class="link-button" {onclick}>{ format!("Line {line}, column {column}") }</button>{ ": " }</>
        }
    });
    html! { <>{ for there }{ said.message.clone() }</> }
}

fn title(document: &Document, index: usize) -> String {
    let resource = &document.resources[index];
    let what = overlay::title(&resource.service, &resource.operation);
    let name = references::own_name(resource).map_or("", |(_, name)| name);
    format!("{what} {name}").trim_end().to_owned()
}

/// The ways to go on.
fn ends(props: &ReaderProps, reading: &Rc<Reading>) -> Html {
    let replace = {
        let reading = reading.clone();
        props.onact.reform(move |_: MouseEvent| Action::Opened {
            document: reading.document.clone(),
            title: "Import".into(),
        })
    };
    let add = {
        let reading = reading.clone();
        props
            .onact
            .reform(move |_: MouseEvent| Action::ResourcesAdded(reading.document.clone()))
    };
    if reading.document.resources.is_empty() {
        return html! { <p>{ "There is no request in it." }</p> };
    }
    html! {
        <div class="import__ends">
            <button type="button" class="button button--main" data-import="replace" onclick={replace}>
                { if props.has_document { "Replace what is open" } else { "Open" } }
            </button>
            if props.has_document {
                <button type="button" class="button" data-import="add" onclick={add}>{ "Add to what is open" }</button>
                <span class="import__note">{ "Undo brings back what was there." }</span>
            }
        </div>
    }
}

/// What stands around a place: the line before it, the character, the line after it; shortened.
fn excerpt(text: &str, line: usize, column: usize) -> Option<(String, String, String)> {
    const AROUND: usize = 60;
    let line = text.lines().nth(line.checked_sub(1)?)?;
    let at = column.checked_sub(1)?;
    let before: String = line
        .chars()
        .take(at)
        .skip(at.saturating_sub(AROUND))
        .collect();
    let mut rest = line.chars().skip(at);
    let mark = rest.next().map_or_else(|| " ".to_owned(), String::from);
    Some((before, mark, rest.take(AROUND).collect()))
}

/// Selects the character at a place and brings it into view.
fn select(area: &HtmlTextAreaElement, line: usize, column: usize) {
    let text = area.value();
    let mut start = 0_usize;
    for (number, shown) in text.split('\n').enumerate() {
        if number + 1 == line {
            let before = shown.chars().take(column.saturating_sub(1));
            start += before.map(char::len_utf16).sum::<usize>();
            break;
        }
        start += shown.encode_utf16().count() + 1;
    }
    let end = u32::try_from(start + 1).unwrap_or(u32::MAX);
    files::focus(area.unchecked_ref());
    // Places beyond the end are the end.
    area.set_selection_range(end - 1, end).ok();
    let n_lines = text.matches('\n').count() + 1;
    let height = f64::from(area.scroll_height());
    #[expect(clippy::cast_precision_loss, reason = "lines of a text")]
    let part = line.saturating_sub(3) as f64 / n_lines as f64;
    #[expect(clippy::cast_possible_truncation, reason = "within the height")]
    area.set_scroll_top((height * part) as i32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_marks_the_place() {
        let found = excerpt("one\ntwo three", 2, 5);
        let expected = ("two ".to_owned(), "t".to_owned(), "hree".to_owned());
        assert_eq!(found, Some(expected));
        assert_eq!(
            excerpt("one", 1, 4).map(|found| found.1).as_deref(),
            Some(" ")
        );
        assert_eq!(excerpt("one", 7, 1), None);
    }
}
