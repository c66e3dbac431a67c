//! Log delivery: for each log where it goes, under which name, and in which format.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{FieldProps, frame, part};
use crate::app::logs::{DESTINATIONS, LOGS, sent_to};
use crate::document::{Edit, Path};
use crate::model::generated::elasticache::names as n;
use crate::model::{Kind, Shape};

pub(super) fn logs(props: &FieldProps, entries: [Option<usize>; 2]) -> Html {
    let Kind::List(list) = &props.field.shape.kind else {
        return Html::default();
    };
    html! {
        for ((log, title), entry) in LOGS.into_iter().zip(entries) {
            { one(props, list.item, log, title, entry) }
        }
    }
}

fn one(
    list: &FieldProps,
    shape: &'static Shape,
    log: &'static str,
    title: &'static str,
    entry: Option<usize>,
) -> Html {
    let index = entry.unwrap_or(list.items().len());
    let item = list.part(
        list.field.item(index, shape),
        list.items().get(index).cloned(),
    );
    let kind = item
        .value
        .as_ref()
        .and_then(|value| value.text(n::DESTINATION_TYPE));
    let chosen = DESTINATIONS.iter().find(|(id, ..)| Some(*id) == kind);
    let path = entry.map(|_| item.field.path.to_string());
    html! {
        <fieldset class="log" key={log} data-field={path} tabindex="-1">
            <legend class="field__head"><span class="field__label">{ title }</span><code class="field__name">{ log }</code></legend>
            <div class="window__parts">
                <label class="window__part">
                    { "Destination type" }
                    { destination_type(&item, log, entry.is_some(), kind) }
                </label>
                if let Some((_, _, member, name)) = chosen {
                    <div class="window__part log__name">
                        <span aria-hidden="true">{ if *name == n::LOG_GROUP { "Log group" } else { "Delivery stream" } }</span>
                        { inner(&item, &[n::DESTINATION_DETAILS, member, name]) }
                    </div>
                }
                if entry.is_some() {
                    <div class="window__part">
                        <span aria-hidden="true">{ "Format" }</span>
                        { inner(&item, &[n::LOG_FORMAT]) }
                    </div>
                }
            </div>
            if entry.is_none() {
                <p class="field__off">{ "Off: format and destination are asked for once the log goes somewhere." }</p>
            } else {
                { problems(&item) }
            }
        </fieldset>
    }
}

fn destination_type(
    item: &FieldProps,
    log: &'static str,
    exists: bool,
    kind: Option<&str>,
) -> Html {
    let known = DESTINATIONS.iter().any(|(id, ..)| Some(*id) == kind);
    let onchange = {
        let item = item.clone();
        Callback::from(move |event: Event| {
            let select = event.target().and_then(|target| target.dyn_into().ok());
            let Some(kind) = select.map(|select: HtmlSelectElement| select.value()) else {
                return;
            };
            let (resource, path) = (item.field.resource, item.field.path.clone());
            let value = sent_to(log, item.value.as_ref(), &kind);
            item.onedit.emit(Edit::Set {
                resource,
                path,
                value,
            });
        })
    };
    let path = item.field.path.key(n::DESTINATION_TYPE).to_string();
    html! {
        <select class="input" data-field={exists.then_some(path)} {onchange}>
            <option value="" selected={!exists}>{ "Not delivered" }</option>
            if exists && !known {
                <option value="?" selected=true disabled=true>{ kind.unwrap_or("Not set").to_owned() }</option>
            }
            for (id, words, ..) in DESTINATIONS {
                <option key={id} value={id} selected={kind == Some(id)}>{ words }</option>
            }
        </select>
    }
}

/// The control of a member within an entry.
fn inner(item: &FieldProps, way: &[&str]) -> Html {
    let step = |props: FieldProps, name: &&str| {
        let member = props.field.shape.member(name)?;
        let value = props
            .value
            .as_ref()
            .and_then(|value| value.get(name))
            .cloned();
        Some(props.part(props.field.member(member), value))
    };
    let found = way.iter().try_fold(item.clone(), step);
    found.map_or_else(Html::default, |props| part(props.compact()))
}

/// What is wrong with the entry as a whole; its controls say what is wrong with them.
fn problems(item: &FieldProps) -> Html {
    let details = item.field.path.key(n::DESTINATION_DETAILS);
    let places = [
        item.field.path.clone(),
        item.field.path.key(n::LOG_TYPE),
        item.field.path.key(n::DESTINATION_TYPE),
        details.key(n::CLOUD_WATCH_LOGS_DETAILS),
        details.key(n::KINESIS_FIREHOSE_DETAILS),
        details,
    ];
    let at = |path: Path| {
        let mut place = item.clone();
        place.field.path = path;
        frame::problems(&place)
    };
    html! { for path in places { { at(path) } } }
}
