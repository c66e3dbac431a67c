//! What a field of the form is about, and which control fits it.

use std::rc::Rc;

use crate::document::{Path, Segment, Value};
use crate::model::overlay::{self, Note, Overlay};
use crate::model::{Kind, Member, Shape};

use super::words;

/// A place in a resource's parameters that can be filled in.
#[derive(Clone, Debug)]
pub struct Field {
    pub resource: usize,
    pub path: Path,
    pub shape: &'static Shape,
    /// Absent for items of lists and values of maps.
    pub member: Option<&'static Member>,
    pub overlay: Option<&'static Overlay>,
    /// The value must not be written down.
    pub secret: bool,
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.resource == other.resource
            && std::ptr::eq(self.shape, other.shape)
            && self.overlay.map(std::ptr::from_ref) == other.overlay.map(std::ptr::from_ref)
            && self.path == other.path
    }
}

/// The shape of places of which nothing is known.
static ANYTHING: Shape = Shape {
    name: "Anything",
    kind: Kind::Structure(&[]),
    union: false,
};

/// The kinds of controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    Text,
    /// Text of several lines.
    LongText,
    Number,
    /// Unset, yes or no.
    Boolean,
    /// One of a closed set.
    Choice(&'static [&'static str]),
    /// A list of plain values.
    Items,
    /// A list of small structures: a row each.
    Table,
    /// A list of structures: a card each.
    Cards,
    Structure,
    Map,
    Secret,
    /// The value's JSON, for everything that no other control can show.
    Json,
}

/// Texts of so many characters, and texts of several lines, get a control of several lines.
const LONG: usize = 120;

/// Members whose text is usually long.
const LONG_MEMBERS: &[&str] = &["AccessString", "policy"];

/// Structures of at most so many plain members are rows of a table.
const COLUMNS: usize = 2;

impl Field {
    /// A top-level member.
    pub fn new(
        resource: usize,
        member: &'static Member,
        overlay: Option<&'static Overlay>,
    ) -> Self {
        Self {
            resource,
            path: Path::root().key(member.name),
            shape: member.shape,
            member: Some(member),
            overlay,
            secret: overlay::is_secret(member),
        }
    }

    /// A place of which nothing is known.
    pub fn free(resource: usize, path: Path) -> Self {
        Self {
            resource,
            path,
            shape: &ANYTHING,
            member: None,
            overlay: None,
            secret: false,
        }
    }

    /// A member of the structure that this is.
    #[must_use]
    pub fn member(&self, member: &'static Member) -> Self {
        Self {
            path: self.path.key(member.name),
            shape: member.shape,
            member: Some(member),
            secret: overlay::is_secret(member),
            ..self.clone()
        }
    }

    /// An item of the list that this is.
    #[must_use]
    pub fn item(&self, index: usize, item: &'static Shape) -> Self {
        Self {
            path: self.path.index(index),
            shape: item,
            member: None,
            ..self.clone()
        }
    }

    /// The value of a key of the map that this is.
    #[must_use]
    pub fn entry(&self, key: &str, value: &'static Shape) -> Self {
        Self {
            path: self.path.key(key),
            shape: value,
            member: None,
            ..self.clone()
        }
    }

    pub fn required(&self) -> bool {
        self.member.is_some_and(|member| member.required)
    }

    pub fn note(&self) -> Option<&'static Note> {
        self.overlay?.note(&self.path.without_indexes())
    }

    /// What the field is called.
    pub fn label(&self) -> Rc<str> {
        if let Some(note) = self.note().filter(|_| self.member.is_some()) {
            return note.label.into();
        }
        match self.path.segments().last() {
            Some(Segment::Key(name)) => words::label(name).into(),
            Some(Segment::Index(index)) => format!("Item {}", index + 1).into(),
            None => "Parameters".into(),
        }
    }

    /// The last part of its path, as it is written.
    pub fn name(&self) -> Rc<str> {
        match self.path.segments().last() {
            Some(Segment::Key(name)) => name.clone(),
            _ => self.label(),
        }
    }

    /// The `id` of its control.
    pub fn id(&self) -> String {
        let path = self.path.to_string();
        let clean = path.replace(|c: char| c.is_whitespace() || c == '"', "_");
        format!("f{}-{clean}", self.resource)
    }

    /// The control for a value; one that can show it without changing it.
    pub fn control(&self, value: Option<&Value>) -> Control {
        let control = self.natural(value);
        let fits = match (control, value) {
            (_, None) | (Control::Json, _) => true,
            (Control::Secret, Some(value)) => value.as_str().is_some() || value.as_env().is_some(),
            (Control::Items | Control::Table | Control::Cards, Some(value)) => {
                value.as_list().is_some()
            }
            (Control::Structure | Control::Map, Some(value)) => {
                value.as_map().is_some() && value.as_env().is_none()
            }
            (_, Some(value)) => {
                matches!(value, Value::String(_) | Value::Number(_) | Value::Bool(_))
            }
        };
        if fits { control } else { Control::Json }
    }

    fn natural(&self, value: Option<&Value>) -> Control {
        match &self.shape.kind {
            Kind::String(_) if self.secret => Control::Secret,
            Kind::String(text) if !text.values.is_empty() => Control::Choice(text.values),
            Kind::String(_) => {
                let name = self.member.map_or("", |member| member.name);
                let text = value.and_then(Value::as_str).unwrap_or_default();
                let long = text.len() > LONG || text.contains(['\n', '\r']);
                if long || LONG_MEMBERS.contains(&name) {
                    Control::LongText
                } else {
                    Control::Text
                }
            }
            Kind::Timestamp => Control::Text,
            Kind::Integer(_) | Kind::Double => Control::Number,
            Kind::Boolean => Control::Boolean,
            Kind::Map(map) if is_plain(map.value) => Control::Map,
            Kind::Map(_) => Control::Json,
            Kind::Structure(_) => Control::Structure,
            Kind::List(list) => match &list.item.kind {
                Kind::Structure(members) => {
                    let plain = members.iter().all(|member| is_plain(member.shape));
                    if plain && members.len() <= COLUMNS {
                        Control::Table
                    } else {
                        Control::Cards
                    }
                }
                Kind::List(_) | Kind::Map(_) => Control::Json,
                _ => Control::Items,
            },
        }
    }
}

fn is_plain(shape: &Shape) -> bool {
    !matches!(
        shape.kind,
        Kind::Structure(_) | Kind::List(_) | Kind::Map(_)
    )
}

/// A text as the value of a number: text that is no number stays text, and is reported by the rules.
pub fn number(text: &str) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    Some(match crate::document::parse_json(text) {
        Ok(Value::Number(number)) if &*number == text => Value::Number(number),
        _ => Value::string(text),
    })
}

/// A plain value as a text field shows it.
pub fn shown(value: Option<&Value>) -> Rc<str> {
    match value {
        Some(Value::String(text) | Value::Number(text)) => text.clone(),
        Some(value @ Value::Bool(_)) => value.to_json().into(),
        _ => "".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;
    use crate::model::{self, SERVICES};

    fn control(service: &str, operation: &str, member: &str, json: &str) -> Control {
        let operation = model::operation(service, operation).expect("operation");
        let member = operation.input.member(member).expect("member");
        let value = parse_json(json).expect("valid JSON");
        Field::new(0, member, None).control(Some(&value).filter(|value| **value != Value::Null))
    }

    #[test]
    fn every_kind_of_member_has_its_control() {
        let group = |member, json| control("elasticache", "CreateReplicationGroup", member, json);
        assert_eq!(group("Engine", "null"), Control::Text);
        assert_eq!(group("Engine", r#""a\nb""#), Control::LongText);
        assert_eq!(group("Port", "null"), Control::Number);
        assert_eq!(group("MultiAZEnabled", "null"), Control::Boolean);
        assert!(matches!(group("NetworkType", "null"), Control::Choice(_)));
        assert_eq!(group("SnapshotArns", "null"), Control::Items);
        assert_eq!(group("Tags", "null"), Control::Table);
        assert_eq!(group("NodeGroupConfiguration", "null"), Control::Cards);
        assert_eq!(group("AuthToken", "null"), Control::Secret);
        assert_eq!(
            control("dsql", "CreateCluster", "tags", "null"),
            Control::Map
        );
        assert_eq!(
            control("dsql", "CreateCluster", "policy", "null"),
            Control::LongText
        );
        assert_eq!(
            control(
                "elasticache",
                "CreateServerlessCache",
                "CacheUsageLimits",
                "null"
            ),
            Control::Structure
        );
    }

    #[test]
    fn a_value_that_its_control_cannot_show_is_shown_as_json() {
        let group = |member, json| control("elasticache", "CreateReplicationGroup", member, json);
        assert_eq!(group("Port", r#""63x""#), Control::Number);
        assert_eq!(group("Port", "[1]"), Control::Json);
        assert_eq!(group("Tags", r#""a=b""#), Control::Json);
        assert_eq!(group("SnapshotArns", "{}"), Control::Json);
        assert_eq!(group("AuthToken", r#"{"$env":"TOKEN"}"#), Control::Secret);
        assert_eq!(group("Engine", r#"{"$env":"TOKEN"}"#), Control::Json);
    }

    #[test]
    fn text_that_is_no_number_stays_text() {
        assert_eq!(number(""), None);
        assert_eq!(number("6379"), Some(Value::integer(6379)));
        for text in ["63x", "-", "007", " 5", "1 2", "\"5\""] {
            assert_eq!(number(text), Some(Value::string(text)), "{text}");
        }
        for text in ["6379", "63x", "-1", "1e3"] {
            assert_eq!(&*shown(number(text).as_ref()), text);
        }
    }

    #[test]
    fn ids_are_one_word_and_differ() {
        for service in SERVICES {
            for operation in service.operations {
                let ids: Vec<String> = operation
                    .input
                    .members()
                    .iter()
                    .map(|member| Field::new(0, member, None).id())
                    .collect();
                assert!(ids.iter().all(|id| !id.contains(char::is_whitespace)));
            }
        }
        let tags = model::operation("dsql", "CreateCluster")
            .and_then(|o| o.input.member("tags"))
            .expect("member");
        let field = Field::new(1, tags, None).entry("a b", tags.shape);
        assert_eq!(field.id(), "f1-tags[_a_b_]");
    }
}
