//! One control per kind of value. A widget is controlled: it shows a value, holds none, judges none,
//! and says what was typed as an `Edit`. Label, help and problems are the frame's business.

mod access;
mod backups;
mod boolean;
mod cards;
mod choice;
mod frame;
mod items;
mod json;
mod kept;
mod logs;
mod map;
mod number;
pub mod question;
mod reference;
mod secret;
mod segments;
mod structure;
mod table;
mod text;
mod window;
mod zones;

use std::rc::Rc;

use yew::prelude::*;

use super::field::{Control, Field};
use super::logs::entries;
use super::needs::Off;
use super::problems::Problems;
use super::workbench::{Action, Places};
use crate::document::{Edit, Value};
use crate::model::generated::elasticache::names;

/// What every widget is given.
#[derive(Clone, PartialEq, Properties)]
pub struct FieldProps {
    pub field: Field,
    pub value: Option<Value>,
    /// Those at the field and below it.
    #[prop_or_default]
    pub problems: Problems,
    #[prop_or_default]
    pub places: Places,
    pub onedit: Callback<Edit>,
    pub onact: Callback<Action>,
    /// Without label and help, as in a table; `false` when not given.
    #[prop_or_default]
    pub compact: bool,
    /// Why it does nothing as the request stands.
    #[prop_or_default]
    pub off: Option<Off>,
    /// Of a list of zones: the nodes that they are for.
    #[prop_or_default]
    pub nodes: Option<Nodes>,
}

impl FieldProps {
    /// Sets or, with `None`, removes the value.
    fn set(&self, value: Option<Value>) {
        self.onedit.emit(Edit::Set {
            resource: self.field.resource,
            path: self.field.path.clone(),
            value,
        });
    }

    /// The same for another field, with a part of the value and of the problems.
    fn part(&self, field: Field, value: Option<Value>) -> Self {
        Self {
            value,
            problems: self.problems.within(&field.path),
            places: self.places.clone(),
            onedit: self.onedit.clone(),
            onact: self.onact.clone(),
            compact: false,
            off: None,
            nodes: None,
            field,
        }
    }

    fn compact(self) -> Self {
        Self {
            compact: true,
            ..self
        }
    }

    fn items(&self) -> &[Value] {
        self.value
            .as_ref()
            .and_then(Value::as_list)
            .unwrap_or_default()
    }

    /// The attributes that tie a control to its label, help and problems.
    fn ties(&self) -> Ties {
        let id = self.field.id();
        let problems = self.problems.at(&self.field.path).next().is_some();
        let mut described = Vec::new();
        if problems {
            described.push(format!("{id}-problems"));
        }
        if self.off.is_some() {
            described.push(format!("{id}-off"));
        }
        if !self.compact && frame::has_help(&self.field) {
            described.push(format!("{id}-help"));
        }
        Ties {
            path: self.field.path.to_string().into(),
            describedby: (!described.is_empty()).then(|| described.join(" ").into()),
            invalid: self
                .problems
                .at(&self.field.path)
                .any(|problem| problem.rule.severity == crate::rules::Severity::Error)
                .then_some("true"),
            label: self.compact.then(|| frame::long_label(&self.field).into()),
            required: (self.field.required() && !self.compact).then_some("true"),
            id: id.into(),
        }
    }
}

/// What a control needs besides its value.
struct Ties {
    id: AttrValue,
    path: AttrValue,
    describedby: Option<AttrValue>,
    invalid: Option<&'static str>,
    label: Option<AttrValue>,
    required: Option<&'static str>,
}

/// A field with the control that fits it, its label, help and problems.
#[component]
pub fn FieldView(props: &FieldProps) -> Html {
    if let Some(form) = window::form_of(props) {
        return frame::leaf(props, window::window(props, form));
    }
    match props.field.control(props.value.as_ref()) {
        Control::Text => frame::leaf(props, text::line(props)),
        Control::LongText => frame::leaf(
            props,
            html! { <>{ text::lines(props) }{ access::told(props) }</> },
        ),
        Control::Number if backups::is_retention(props) => {
            frame::leaf(props, backups::backups(props))
        }
        Control::Number => frame::leaf(props, number::number(props)),
        Control::Choice(values) => frame::leaf(props, choice::choice(props, values)),
        Control::Secret => frame::leaf(props, secret::secret(props)),
        Control::Boolean => frame::group(props, boolean::boolean(props)),
        Control::Items => {
            let zones = props.nodes.as_ref().map(|nodes| zones::zones(props, nodes));
            frame::group(props, zones.unwrap_or_else(|| items::items(props)))
        }
        Control::Table => frame::group(props, table::table(props)),
        Control::Cards => {
            let logs = log_entries(props).map(|entries| logs::logs(props, entries));
            frame::group(props, logs.unwrap_or_else(|| cards::cards(props)))
        }
        Control::Structure => frame::group(props, structure::structure(props)),
        Control::Map => frame::group(props, html! { <map::MapEditor ..props.clone() /> }),
        Control::Json => frame::leaf(props, html! { <json::JsonEditor ..props.clone() /> }),
    }
}

/// Of log delivery, where each log's entry is.
fn log_entries(props: &FieldProps) -> Option<[Option<usize>; 2]> {
    let name = props.field.member?.name;
    (name == names::LOG_DELIVERY_CONFIGURATIONS)
        .then(|| entries(props.value.as_ref()))
        .flatten()
}

/// A part of a structure or list, keyed by where it is.
fn part(props: FieldProps) -> Html {
    let key = props.field.path.to_string();
    html! { <FieldView {key} ..props /> }
}

pub use json::JsonEditor;
pub use zones::Nodes;

/// A value at a place that AWS does not know, as JSON, to keep or to remove.
pub fn unknown(props: &FieldProps) -> Html {
    let key = props.field.path.to_string();
    let onclick = {
        let props = props.clone();
        Callback::from(move |_: MouseEvent| props.set(None))
    };
    html! {
        <div class="field" {key}>
            <div class="field__head">
                <label class="field__label" for={props.field.id()}><code>{ props.field.name() }</code></label>
                <button type="button" class="link-button" {onclick}>{ "Remove" }</button>
            </div>
            <JsonEditor ..props.clone() />
            { frame::problems(props) }
        </div>
    }
}

/// The text of an input or text area after an event.
fn typed(event: &InputEvent) -> Rc<str> {
    use wasm_bindgen::JsCast;
    let target = event.target();
    let text = target.and_then(|target| {
        let area = target
            .dyn_ref::<web_sys::HtmlTextAreaElement>()
            .map(web_sys::HtmlTextAreaElement::value);
        area.or_else(|| {
            target
                .dyn_ref::<web_sys::HtmlInputElement>()
                .map(web_sys::HtmlInputElement::value)
        })
    });
    text.unwrap_or_default().into()
}
