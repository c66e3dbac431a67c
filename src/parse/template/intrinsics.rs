//! What a template says of itself: parameters with their defaults, mappings, conditions and functions.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::document::ENV_KEY;
use crate::model::overlay;
use crate::parse::tree::{Content, Node};
use crate::parse::{Hints, Note, Place};

/// Functions that make more than this much text, or take more steps, are left out.
const MOST_WORK: usize = 10_000_000;
/// Conditions within conditions and functions within functions; the text itself nests no deeper.
pub(super) const DEEPEST: usize = 200;

/// What a template knows before it is deployed.
pub(super) struct Known<'a> {
    parameters: BTreeMap<&'a str, &'a Node>,
    pub(super) conditions: BTreeMap<&'a str, &'a Node>,
    mappings: BTreeMap<&'a str, &'a Node>,
    /// The names of resources by logical names.
    names: BTreeMap<Rc<str>, Rc<str>>,
    region: Option<Rc<str>>,
    work: usize,
    pub(super) depth: usize,
    pub notes: Vec<Note>,
}

/// A value, or nothing for `AWS::NoValue`; else why it is not known.
type Found = Result<Option<Node>, Note>;

impl<'a> Known<'a> {
    pub(super) fn new(template: &'a Node, hints: &Hints) -> Self {
        let section = |name: &str| {
            let entries = template.get(name).map_or(&[][..], Node::entries);
            entries.iter().map(|(name, node)| (&**name, node)).collect()
        };
        Self {
            parameters: section("Parameters"),
            conditions: section("Conditions"),
            mappings: section("Mappings"),
            names: BTreeMap::new(),
            region: hints.region.as_deref().map(Into::into),
            work: 0,
            depth: 0,
            notes: Vec::new(),
        }
    }

    /// Makes the name of a resource known.
    pub(super) fn name(&mut self, logical: &str, name: &Rc<str>) {
        self.names.insert(logical.into(), name.clone());
    }

    /// The value without functions; what is not known is left out and noted.
    pub(super) fn value(&mut self, node: &Node) -> Option<Node> {
        match self.find(node) {
            Ok(found) => found,
            Err(why) => {
                self.notes.push(why);
                None
            }
        }
    }

    /// The same without notes.
    pub(super) fn quietly(&mut self, node: &Node) -> Option<Node> {
        let n_notes = self.notes.len();
        let found = self.find(node).ok().flatten();
        self.notes.truncate(n_notes);
        found
    }

    fn find(&mut self, node: &Node) -> Found {
        self.spend(node.place, 1)?;
        if self.depth == DEEPEST {
            return unknown(node.place, "the template nests too deeply");
        }
        self.depth += 1;
        let found = match function(node) {
            Some((name, argument)) => self.call(&name, &argument),
            None => self.plain(node),
        };
        self.depth -= 1;
        found
    }

    fn plain(&mut self, node: &Node) -> Found {
        let content = match &node.content {
            Content::Scalar { text, .. } if text.contains("{{resolve:") => {
                return unknown(
                    node.place,
                    "a dynamic reference is known to CloudFormation only",
                );
            }
            Content::Scalar { .. } => node.content.clone(),
            Content::List(items) => {
                let n_items = items.len();
                let items: Vec<Node> = items.iter().filter_map(|item| self.value(item)).collect();
                // Of nothing that is known an empty list would say something else.
                if items.is_empty() && n_items > 0 {
                    return Ok(None);
                }
                Content::List(Rc::new(items))
            }
            Content::Map(entries) => {
                let mut acc = Vec::new();
                for (name, node) in entries.iter() {
                    let found = if overlay::looks_secret(name) {
                        self.secret(&overlay::env_name(name), node)
                    } else {
                        self.value(node)
                    };
                    acc.extend(found.map(|node| (name.clone(), node)));
                }
                Content::Map(Rc::new(acc))
            }
        };
        Ok(Some(Node {
            place: node.place,
            tag: None,
            content,
        }))
    }

    /// A secret that is not known is read from an environment variable.
    fn secret(&mut self, variable: &str, node: &Node) -> Option<Node> {
        if function(node).is_none()
            && let Content::List(items) = &node.content
        {
            let items = items
                .iter()
                .enumerate()
                .filter_map(|(i, item)| self.secret(&format!("{variable}_{}", i + 1), item));
            return Some(Node {
                content: Content::List(Rc::new(items.collect())),
                ..node.clone()
            });
        }
        match self.find(node) {
            Ok(found) => found,
            Err(why) => {
                let message = format!("{}; it is read from an environment variable", why.message);
                self.notes.push(Note { message, ..why });
                let name = scalar(node.place, variable.into());
                Some(Node {
                    place: node.place,
                    tag: None,
                    content: Content::Map(Rc::new(vec![(ENV_KEY.into(), name)])),
                })
            }
        }
    }

    fn call(&mut self, name: &str, argument: &Node) -> Found {
        let place = argument.place;
        match name {
            "Ref" => match argument.text() {
                Some(name) => self.reference(&name.clone(), place),
                None => unknown(place, "Ref is to name something"),
            },
            "Sub" => self.substitute(argument),
            "Join" => {
                let [separator, list] = arguments(argument)?;
                let separator = self.text(&separator)?;
                let mut acc = String::new();
                for (i, item) in self.texts(&list)?.iter().enumerate() {
                    if i > 0 {
                        acc.push_str(&separator);
                    }
                    acc.push_str(item);
                    self.spend(place, item.len() + separator.len())?;
                }
                Ok(Some(scalar(place, acc.into())))
            }
            "Split" => {
                let [separator, text] = arguments(argument)?;
                let (separator, text) = (self.text(&separator)?, self.text(&text)?);
                self.spend(place, text.len())?;
                if separator.is_empty() {
                    return unknown(place, "Fn::Split needs a separator");
                }
                Ok(Some(list(place, text.split(&*separator))))
            }
            "Select" => {
                let [index, list] = arguments(argument)?;
                let index = self.text(&index)?.parse().ok();
                let items = self.texts(&list)?;
                match index.and_then(|index: usize| items.get(index)) {
                    Some(item) => Ok(Some(scalar(place, item.clone()))),
                    None => unknown(place, "Fn::Select chooses no item"),
                }
            }
            "FindInMap" => {
                let [map, first, second] = arguments(argument)?;
                let keys = [self.text(&map)?, self.text(&first)?, self.text(&second)?];
                let map = self.mappings.get(&*keys[0]).copied();
                let first = map.and_then(|map| map.get(&keys[1]));
                self.spend(place, map.map_or(0, |map| map.entries().len()))?;
                self.spend(place, first.map_or(0, |map| map.entries().len()))?;
                match first.and_then(|map| map.get(&keys[2])) {
                    Some(found) => {
                        self.spend(place, size(found))?;
                        Ok(Some(found.clone()))
                    }
                    None => unknown(place, "Fn::FindInMap finds nothing"),
                }
            }
            "If" => {
                let [condition, yes, no] = arguments(argument)?;
                let holds = self.condition(&condition)?;
                self.find(if holds { &yes } else { &no })
            }
            _ => {
                let name: String = name.chars().take(40).collect();
                unknown(
                    place,
                    &format!("what {name} gives is known to CloudFormation only"),
                )
            }
        }
    }

    fn reference(&mut self, name: &str, place: Place) -> Found {
        self.spend(place, 1)?;
        let shown: String = name.chars().take(60).collect();
        if name == "AWS::NoValue" {
            return Ok(None);
        }
        if name == "AWS::Region"
            && let Some(region) = &self.region
        {
            return Ok(Some(scalar(place, region.clone())));
        }
        if let Some(name) = self.names.get(name) {
            return Ok(Some(scalar(place, name.clone())));
        }
        let Some(parameter) = self.parameters.get(name).copied() else {
            return unknown(place, &format!("{shown} is known to CloudFormation only"));
        };
        let kind = parameter.text_of("Type").map_or("", |kind| kind);
        let Some(default) = parameter
            .text_of("Default")
            .filter(|_| !kind.starts_with("AWS::SSM::"))
        else {
            return unknown(
                place,
                &format!("the parameter {shown} has no value in the template"),
            );
        };
        self.spend(place, default.len())?;
        Ok(Some(
            if kind == "CommaDelimitedList" || kind.starts_with("List<") {
                list(place, default.split(',').map(str::trim))
            } else {
                scalar(place, default.clone())
            },
        ))
    }

    /// `Fn::Sub`: a text with `${Name}`, with values of its own or without.
    fn substitute(&mut self, argument: &Node) -> Found {
        let (text, own) = match &argument.content {
            Content::List(items) => (items.first(), items.get(1)),
            _ => (Some(argument), None),
        };
        let Some(text) = text.and_then(Node::text) else {
            return unknown(argument.place, "Fn::Sub needs a text");
        };
        let mut acc = String::new();
        let mut rest = &**text;
        while let Some((before, after)) = rest.split_once("${") {
            acc.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                return unknown(argument.place, "a ${ of Fn::Sub does not end");
            };
            rest = after;
            if let Some(literal) = name.strip_prefix('!') {
                acc.push_str("${");
                acc.push_str(literal);
                acc.push('}');
                continue;
            }
            let name = name.trim();
            let found = match own.and_then(|own| own.get(name)) {
                Some(node) => self.find(&node.clone())?,
                None => self.reference(name, argument.place)?,
            };
            match found.as_ref().and_then(Node::text) {
                Some(text) => {
                    self.spend(argument.place, text.len())?;
                    acc.push_str(text);
                }
                None => return unknown(argument.place, "a ${} of Fn::Sub is no text"),
            }
        }
        acc.push_str(rest);
        if acc.contains("{{resolve:") {
            return unknown(
                argument.place,
                "a dynamic reference is known to CloudFormation only",
            );
        }
        Ok(Some(scalar(argument.place, acc.into())))
    }

    pub(super) fn text(&mut self, node: &Node) -> Result<Rc<str>, Note> {
        let found = self.find(node)?;
        match found.as_ref().and_then(Node::text) {
            Some(text) => Ok(text.clone()),
            None => unknown(node.place, "a function needs a text here"),
        }
    }

    /// The texts of a list, all of which must be known.
    fn texts(&mut self, node: &Node) -> Result<Vec<Rc<str>>, Note> {
        let found = match function(node) {
            Some(_) => self.find(node)?,
            None => Some(node.clone()),
        };
        let items = found.as_ref().map_or(&[][..], Node::items);
        self.spend(node.place, items.len())?;
        items.iter().map(|item| self.text(item)).collect()
    }

    pub(super) fn spend(&mut self, place: Place, work: usize) -> Result<(), Note> {
        self.work = self.work.saturating_add(work);
        if self.work > MOST_WORK {
            return unknown(place, "the template's functions make too much of it");
        }
        Ok(())
    }
}

/// The function that a node calls, without `Fn::`, and its argument.
pub(super) fn function(node: &Node) -> Option<(Rc<str>, Node)> {
    if let Some(tag) = &node.tag {
        let argument = Node {
            tag: None,
            ..node.clone()
        };
        return Some((tag.clone(), argument));
    }
    let [(name, argument)] = node.entries() else {
        return None;
    };
    match &**name {
        "Ref" | "Condition" => Some((name.clone(), argument.clone())),
        _ => Some((name.strip_prefix("Fn::")?.into(), argument.clone())),
    }
}

fn scalar(place: Place, text: Rc<str>) -> Node {
    Node {
        place,
        tag: None,
        content: Content::Scalar { text, quoted: true },
    }
}

fn list<'a>(place: Place, texts: impl Iterator<Item = &'a str>) -> Node {
    let items = texts.map(|text| scalar(place, text.into())).collect();
    Node {
        place,
        tag: None,
        content: Content::List(Rc::new(items)),
    }
}

/// The arguments of a function that takes so many.
pub(super) fn arguments<const N: usize>(node: &Node) -> Result<[Node; N], Note> {
    let items = node.items();
    if items.len() != N {
        return unknown(node.place, &format!("the function takes {N} arguments"));
    }
    Ok(std::array::from_fn(|i| items[i].clone()))
}

/// How many nodes and bytes a node is.
fn size(node: &Node) -> usize {
    match &node.content {
        Content::Scalar { text, .. } => text.len() + 1,
        Content::List(items) => items.iter().map(size).sum::<usize>() + 1,
        Content::Map(entries) => entries.iter().map(|(_, node)| size(node)).sum::<usize>() + 1,
    }
}

pub(super) fn unknown<T>(place: Place, message: &str) -> Result<T, Note> {
    Err(Note {
        place,
        message: message.to_owned(),
    })
}
