//! What the AWS CLI prints of something that exists, as the request that creates one like it.
//!
//! Members that the request has too are copied; a recipe says what has another name or form, and what
//! nobody can know from the output.

mod access;
mod caches;
mod groups;

use std::rc::Rc;

use super::tree::{Content, Node};
use super::{Note, ParseError, Parsed, Place, document_of};
use crate::document::{Map, Resource, Value};
use crate::model::{self, Kind, Shape};

/// How one kind of thing becomes a request.
struct Recipe {
    /// The member of an output that lists such things, empty where none does.
    many: &'static str,
    /// The member of an output that holds one.
    one: &'static str,
    /// The member that tells such a thing where it stands alone; no recipe before this one has it.
    id: &'static str,
    service: &'static str,
    operation: &'static str,
    /// What the request may say and the output does not, in words.
    unknown: &'static str,
    make: fn(&mut Item<'_>) -> Fate,
}

/// What becomes of a thing.
#[derive(PartialEq, Eq)]
enum Fate {
    Kept,
    /// Left out; a note says why.
    Dropped,
}

/// Things that stand alone are told by the first recipe whose id they have.
static RECIPES: &[Recipe] = &[
    groups::SNAPSHOT,
    groups::SERVERLESS_SNAPSHOT,
    groups::SERVERLESS_CACHE,
    caches::CACHE_CLUSTER,
    caches::REPLICATION_GROUP,
    groups::GLOBAL_GROUP,
    access::USER,
    access::USER_GROUP,
    groups::SUBNET_GROUP,
    groups::PARAMETER_GROUP,
    access::SECURITY_GROUP,
    groups::DSQL_CLUSTER,
];

/// A thing on its way to a request.
struct Item<'a> {
    node: &'a Node,
    input: &'static Shape,
    parameters: Map,
    /// Requests that follow the one that creates it.
    more: Vec<Resource>,
    notes: &'a mut Vec<Note>,
}

/// Whether all of the texts are outputs.
pub(super) fn recognizes(nodes: &[Node]) -> bool {
    let is_empty = |node: &Node| {
        let mut entries = node.entries().iter();
        entries.any(|(name, node)| {
            let is_list = matches!(&node.content, Content::List(items) if items.is_empty());
            is_list && RECIPES.iter().any(|recipe| recipe.many == &**name)
        })
    };
    let mut all = nodes.iter();
    !nodes.is_empty() && all.all(|node| is_empty(node) || !things(node).is_empty())
}

/// The requests that make what outputs show.
pub(super) fn read(texts: &[Node]) -> Result<Parsed, ParseError> {
    let mut notes = Vec::new();
    let mut resources: Vec<Resource> = Vec::new();
    let mut members = Vec::new();
    for (recipe, node) in texts.iter().flat_map(things) {
        let is_member = recipe.operation == caches::CACHE_CLUSTER.operation
            && node.get("ReplicationGroupId").is_some();
        if is_member {
            members.push(node);
        } else {
            resources.extend(made(recipe, node, &mut notes));
        }
    }
    caches::add_members(&members, &mut resources, &mut notes);
    if resources.is_empty() {
        let place = texts.first().map_or(Place::START, |node| node.place);
        let why = notes.first().map_or(
            "the output shows nothing that a request creates",
            |first: &Note| &first.message,
        );
        return Err(ParseError {
            place,
            message: why.to_owned(),
        });
    }
    Ok(Parsed {
        document: document_of(resources),
        form: "output of the AWS CLI",
        notes,
    })
}

/// The things that a text shows, each with its recipe; none where it is no output.
fn things(node: &Node) -> Vec<(&'static Recipe, &Node)> {
    match &node.content {
        Content::List(items) => {
            let found: Vec<_> = items.iter().map(things).collect();
            if found.iter().any(Vec::is_empty) {
                return Vec::new();
            }
            found.into_iter().flatten().collect()
        }
        Content::Map(entries) => {
            let within = |(name, value): &'_ (Rc<str>, Node)| {
                let named = || RECIPES.iter().filter(|_| !name.is_empty());
                let many = named().find(|recipe| recipe.many == &**name);
                let one = named().find(|recipe| recipe.one == &**name);
                match &value.content {
                    Content::List(_) => many.map(|recipe| (recipe, true)),
                    Content::Map(_) => one.map(|recipe| (recipe, false)),
                    Content::Scalar { .. } => None,
                }
            };
            let mut acc = Vec::new();
            for entry in entries.iter() {
                match within(entry) {
                    Some((recipe, true)) => {
                        let items = entry.1.items().iter().filter(|item| item.is_map());
                        acc.extend(items.map(|item| (recipe, item)));
                    }
                    Some((recipe, false)) => acc.push((recipe, &entry.1)),
                    None => {}
                }
            }
            let exists = ["ARN", "arn", "Status", "status"];
            if acc.is_empty() && exists.iter().any(|name| node.get(name).is_some()) {
                let alone = RECIPES
                    .iter()
                    .find(|recipe| node.text_of(recipe.id).is_some());
                acc.extend(alone.map(|recipe| (recipe, node)));
            }
            acc
        }
        Content::Scalar { .. } => Vec::new(),
    }
}

fn made(recipe: &Recipe, node: &Node, notes: &mut Vec<Note>) -> Vec<Resource> {
    let Some(operation) = model::operation(recipe.service, recipe.operation) else {
        return Vec::new();
    };
    let mut item = Item {
        node,
        input: operation.input,
        parameters: Map::default(),
        more: Vec::new(),
        notes,
    };
    item.copy_all();
    if (recipe.make)(&mut item) == Fate::Dropped {
        return Vec::new();
    }
    if !recipe.unknown.is_empty() {
        item.note(
            node.place,
            &format!("the output does not say {}", recipe.unknown),
        );
    }
    let mut resource = Resource::new(recipe.service, recipe.operation);
    resource.parameters = Value::Map(Rc::new(item.parameters));
    let mut all = vec![resource];
    all.append(&mut item.more);
    let arn = node.text_of("ARN").or_else(|| node.text_of("arn"));
    let region = arn.and_then(|arn| arn.split(':').nth(3).filter(|part| !part.is_empty()));
    for resource in &mut all {
        resource.region = region.map(Into::into);
    }
    all
}

impl Item<'_> {
    fn note(&mut self, place: Place, message: &str) {
        self.notes.push(Note {
            place,
            message: message.to_owned(),
        });
    }

    /// Copies every member that the request has too.
    fn copy_all(&mut self) {
        for (name, node) in self.node.entries() {
            if let Some(member) = self.input.member(name)
                && let Some(value) = known(node, member.shape)
            {
                self.parameters.insert(name.clone(), value);
            }
        }
    }

    fn set(&mut self, name: &str, value: Value) {
        self.parameters.insert(name, value);
    }

    fn remove(&mut self, names: &[&str]) {
        for name in names {
            self.parameters.remove(name);
        }
    }

    fn set_text(&mut self, name: &str, text: Option<&Rc<str>>) {
        if let Some(text) = text {
            self.set(name, Value::String(text.clone()));
        }
    }

    /// Sets a list of texts, unless there are none.
    fn set_texts<'a>(&mut self, name: &str, texts: impl Iterator<Item = &'a Rc<str>>) {
        let texts: Vec<Value> = texts.map(|text| Value::String(text.clone())).collect();
        if !texts.is_empty() {
            self.set(name, Value::list(texts));
        }
    }

    /// Copies a member under another name.
    fn rename(&mut self, from: &str, to: &'static str) {
        let member = self.input.member(to);
        if let Some((node, member)) = self.node.get(from).zip(member)
            && let Some(value) = known(node, member.shape)
        {
            self.set(to, value);
        }
    }

    /// Sets a boolean from a member that says `enabled` or `disabled`.
    fn set_flag(&mut self, from: &str, to: &str) {
        match self.node.text_of(from).map(|text| &**text) {
            Some("enabled" | "enabling") => self.set(to, Value::Bool(true)),
            Some("disabled" | "disabling") => self.set(to, Value::Bool(false)),
            _ => {}
        }
    }
}

/// The value with what the shape knows of it: outputs say more. `None` where it is something else or null.
fn known(node: &Node, shape: &'static Shape) -> Option<Value> {
    match (&shape.kind, &node.content) {
        _ if node.is_null() => None,
        (Kind::Structure(_), Content::Map(entries)) => {
            let entries = entries.iter().filter_map(|(name, node)| {
                let member = shape.member(name)?;
                Some((name.clone(), known(node, member.shape)?))
            });
            Some(Value::map(entries.collect::<Vec<_>>()))
        }
        (Kind::List(list), Content::List(items)) => Some(Value::list(
            items.iter().filter_map(|item| known(item, list.item)),
        )),
        (Kind::Map(_), Content::Map(_)) => Some(node.value(Some(shape))),
        (Kind::Structure(_) | Kind::List(_) | Kind::Map(_), _)
        | (_, Content::List(_) | Content::Map(_)) => None,
        _ => Some(node.value(Some(shape))),
    }
}

/// The items of a list within a thing.
fn items<'a>(node: &'a Node, name: &str) -> &'a [Node] {
    node.get(name).map_or(&[], Node::items)
}
