//! The outputs: a tab for each format, the text in color, copy and download.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::app::blocks::{Block, Blocks, Line, Piece};
use crate::app::hooks::{changed, embed, files};
use crate::app::workbench::Action;
use crate::document::{Document, Path};
use crate::iam;
use crate::render::{self, Format, Group, Options, SpanKind};

#[derive(PartialEq, Properties)]
pub struct OutputProps {
    pub document: Rc<Document>,
    /// Id of the format that is shown.
    pub format: &'static str,
    pub onact: Callback<Action>,
}

#[component]
pub fn Output(props: &OutputProps) -> Html {
    let shown = use_mut_ref(|| ("", Blocks::default()));
    let blocks = use_memo(
        (props.document.clone(), props.format),
        |(document, format)| {
            let output =
                render::format(format).map(|format| (format.render)(document, Options::default()));
            let (before, blocks) = shown.borrow().clone();
            let blocks = if before == *format {
                blocks
            } else {
                blocks.cleared()
            };
            let next = blocks.next(output.unwrap_or_default());
            shown.replace((*format, next.clone()));
            next
        },
    );
    let changed = changed::use_changed_lines(&props.document);
    let seek = {
        let onact = props.onact.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(action) = origin(&event) {
                onact.emit(action);
            }
        })
    };
    let format = render::format(props.format);
    html! {
        <section class="panel output" aria-label="Output">
            <header class="panel__head">
                <h2 class="panel__title">{ "Output" }</h2>
                { groups(props) }
                <Tools text={Rc::<str>::from(blocks.text())} name={file_name(&props.document, format)} />
            </header>
                <div class="tabs" role="tablist" aria-label="Formats" onkeydown={walk(props)}>
                    for format in beside(props.format) {
                        { tab(props, format, changed::of(&changed, format)) }
                    }
                </div>
            <div class="output__panel" role="tabpanel" id="output-panel" aria-labelledby={format!("tab-{}", props.format)} tabindex="0">
                <pre class="output__text" data-output={props.format} onclick={seek}>
                    for block in blocks.iter() {
                        <BlockView key={block.id} block={block.clone()} />
                    }
                </pre>
                if props.format == "iam" {
                    <Reasons document={props.document.clone()} />
                }
            </div>
        </section>
    }
}

/// The formats that have tabs: those offered of the group that is shown.
fn beside(format: &str) -> Vec<&'static Format> {
    let shown = render::format(format).map(|format| format.group);
    let mut formats = embed::formats();
    formats.retain(|format| Some(format.group) == shown);
    formats
}

/// A choice of what the outputs are for, where formats of several groups are offered.
fn groups(props: &OutputProps) -> Html {
    let offered = embed::formats();
    let shown = render::format(props.format).map(|format| format.group);
    let first = |group: Group| {
        let mut formats = offered.iter().filter(|format| format.group == group);
        let able = formats
            .clone()
            .find(|format| (format.available)(&props.document));
        able.or_else(|| formats.next()).map(|format| format.id)
    };
    let choices: Vec<_> = Group::ALL
        .into_iter()
        .filter_map(|group| Some((group, first(group)?)))
        .collect();
    if choices.len() < 2 {
        return Html::default();
    }
    html! {
        <fieldset class="segments output__groups">
            <legend class="sr-only">{ "What to show" }</legend>
            for (group, id) in choices {
                <label class="segments__option">
                    <input type="radio" name="format-group" data-group={group.id()} checked={Some(group) == shown}
                        onchange={props.onact.reform(move |_: Event| Action::FormatChosen(id))} />
                    <span>{ group.title() }</span>
                </label>
            }
        </fieldset>
    }
}

#[derive(PartialEq, Properties)]
struct ReasonsProps {
    document: Rc<Document>,
}

/// Why each statement of the policy is there: a policy itself has no place for it.
#[component]
fn Reasons(props: &ReasonsProps) -> Html {
    let policy = use_memo(props.document.clone(), |document| {
        iam::policy(document, iam::Options::default())
    });
    html! {
        <dl class="output__reasons" aria-label="Why each statement is there">
            for statement in &policy.statements {
                <dt key={statement.sid.to_string()}>{ &*statement.sid }</dt>
                <dd>
                    { &*statement.reason }{ " " }
                    <a href={statement.source} target="_blank" rel="noopener">{ "Source" }</a>
                </dd>
            }
        </dl>
    }
}

/// `changed` is the number of lines that the last edit changed in it.
fn tab(props: &OutputProps, format: &'static Format, changed: usize) -> Html {
    let chosen = format.id == props.format;
    let onclick = props
        .onact
        .reform(move |_: MouseEvent| Action::FormatChosen(format.id));
    html! {
        <button type="button" class="tabs__tab" role="tab" key={format.id} id={format!("tab-{}", format.id)} data-format={format.id}
            aria-selected={chosen.to_string()} aria-controls="output-panel" tabindex={if chosen { "0" } else { "-1" }}
            aria-disabled={(!(format.available)(&props.document)).then_some("true")} {onclick}>
            { format.title }
            if changed > 0 {
                <span class="tabs__changed" data-changed={changed.to_string()} title="Lines that the last edit changed">
                    <span class="sr-only">{ ", " }</span>{ changed }<span class="sr-only">{ if changed == 1 { " line changed" } else { " lines changed" } }</span>
                </span>
            }
        </button>
    }
}

/// Arrow keys walk through the tabs.
fn walk(props: &OutputProps) -> Callback<KeyboardEvent> {
    let (onact, format) = (props.onact.clone(), props.format);
    Callback::from(move |event: KeyboardEvent| {
        let formats = beside(format);
        let n_formats = formats.len();
        let at = formats
            .iter()
            .position(|other| other.id == format)
            .unwrap_or(0);
        let to = match &*event.key() {
            "ArrowRight" => (at + 1) % n_formats,
            "ArrowLeft" => (at + n_formats - 1) % n_formats,
            "Home" => 0,
            "End" => n_formats - 1,
            _ => return,
        };
        event.prevent_default();
        let id = formats[to].id;
        onact.emit(Action::FormatChosen(id));
        if let Some(tab) = gloo::utils::document().get_element_by_id(&format!("tab-{id}")) {
            files::focus(&tab);
        }
    })
}

#[derive(PartialEq, Properties)]
struct ToolsProps {
    text: Rc<str>,
    name: Rc<str>,
}

/// Copies and downloads what is shown.
#[component]
fn Tools(props: &ToolsProps) -> Html {
    let copied = use_state(|| None::<(Rc<str>, bool)>);
    let copy = {
        let (text, copied) = (props.text.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| {
            let (text, copied) = (text.clone(), copied.clone());
            files::copy(&text.clone(), move |done| {
                copied.set(Some((text.clone(), done)));
            });
        })
    };
    let download = {
        let (text, name) = (props.text.clone(), props.name.clone());
        Callback::from(move |_: MouseEvent| files::download(&name, &text))
    };
    // Said only as long as it is true of what is shown.
    let done = copied
        .as_ref()
        .filter(|(text, _)| *text == props.text)
        .map(|(_, done)| *done);
    html! {
        <div class="output__tools">
            <button type="button" class={classes!("button", (done == Some(true)).then_some("button--done"))} data-action="copy" onclick={copy}>
                { if done == Some(true) { "Copied" } else { "Copy" } }
            </button>
            <button type="button" class="button" data-action="download" onclick={download}>{ "Download" }</button>
            <span class="sr-only" role="status">
                { match done {
                    Some(true) => "Copied to the clipboard",
                    Some(false) => "The browser did not allow copying: select the text and copy it by keyboard",
                    None => "",
                } }
            </span>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct BlockProps {
    block: Rc<Block>,
}

#[component]
fn BlockView(props: &BlockProps) -> Html {
    html! {
        <span class={if props.block.is_long() { "output__block output__block--long" } else { "output__block" }}>
            for line in &props.block.lines {
                { line_view(line) }
            }
        </span>
    }
}

fn line_view(line: &Line) -> Html {
    let origin = line.pieces.iter().find_map(|piece| piece.origin.as_ref());
    // Of a line that several fields make, each lights up its own pieces.
    let many = origin.is_some_and(|(resource, path)| {
        let mut others = line.pieces.iter().filter_map(|piece| piece.origin.as_ref());
        others.any(|other| other.0 != *resource || !other.1.starts_with(&**path))
    });
    let class = match (line.changed, many) {
        (false, false) => "line",
        (true, false) => "line line--changed",
        (false, true) => "line line--many",
        (true, true) => "line line--many line--changed",
    };
    html! {
        <span key={line.id} {class} data-from={origin.map(place)}>
            for piece in &line.pieces {
                { piece_view(piece, origin.filter(|_| !many)) }
            }
        </span>
    }
}

fn piece_view(piece: &Piece, line: Option<&(usize, Rc<str>)>) -> Html {
    let text = AttrValue::from(piece.text.clone());
    let own = piece.origin.as_ref().filter(|origin| Some(*origin) != line);
    if piece.kind == SpanKind::Plain && own.is_none() {
        return Html::from(text);
    }
    html! { <span class={format!("token--{}", piece.kind.id())} data-from={own.map(place)}>{ text }</span> }
}

fn place((resource, path): &(usize, Rc<str>)) -> String {
    format!("{resource} {path}")
}

/// The field that the clicked piece of output came from; none while text is being selected.
fn origin(event: &MouseEvent) -> Option<Action> {
    let selects = gloo::utils::window()
        .get_selection()
        .ok()
        .flatten()
        .is_some_and(|selection| !selection.is_collapsed());
    if selects {
        return None;
    }
    let element = event
        .target_dyn_into::<HtmlElement>()?
        .closest("[data-from]")
        .ok()
        .flatten()?;
    let from = element.get_attribute("data-from")?;
    let (resource, path) = from.split_once(' ')?;
    Some(Action::Sought {
        resource: resource.parse().ok()?,
        path: Path::parse(path),
    })
}

/// `create-cache-cluster.sh`.
fn file_name(document: &Document, format: Option<&Format>) -> Rc<str> {
    let stem = match &document.resources[..] {
        [only] => crate::model::kebab_case(&only.operation),
        _ => "cluster".to_owned(),
    };
    format!("{stem}.{}", format.map_or("txt", |format| format.extension)).into()
}
