//! YAML text to nodes. The parser hands over events; what is built of them is bounded in depth, and in size
//! where aliases repeat it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};

use super::{Content, Node};
use crate::parse::{ParseError, Place};

/// Deeper nesting is refused.
const DEEPEST: usize = 100;
/// How many nodes and bytes aliases may repeat in all.
const MOST_REPEATED: usize = 1_000_000;

/// The YAML documents of a text.
pub(in crate::parse) fn read(text: &str) -> Result<Vec<Node>, ParseError> {
    let mut parser = Parser::new_from_str(text);
    let mut builder = Builder::default();
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| ParseError {
            place: place_of(error.marker()),
            message: format!("the YAML is not valid: {}", error.info()),
        })?;
        builder.event(event, place_of(&span.start))?;
    }
    Ok(builder.documents)
}

fn place_of(marker: &Marker) -> Place {
    Place {
        line: marker.line().max(1),
        column: marker.col() + 1,
    }
}

#[derive(Default)]
struct Builder {
    documents: Vec<Node>,
    open: Vec<Open>,
    /// What anchors stand for, with how much it is.
    anchors: BTreeMap<usize, (Node, usize)>,
    repeated: usize,
}

/// A list or map that has not ended yet.
struct Open {
    place: Place,
    tag: Option<Rc<str>>,
    anchor: usize,
    size: usize,
    items: Items,
}

enum Items {
    List(Vec<Node>),
    Map {
        entries: Vec<(Rc<str>, Node)>,
        key: Option<Rc<str>>,
        known: BTreeSet<Rc<str>>,
    },
}

impl Builder {
    fn event(&mut self, event: Event<'_>, place: Place) -> Result<(), ParseError> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let is_text = tag
                    .as_deref()
                    .is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
                let size = text.len() + 1;
                let node = Node {
                    place,
                    tag: tag.as_deref().and_then(short),
                    content: Content::Scalar {
                        quoted: is_text || style != ScalarStyle::Plain,
                        text: text.as_ref().into(),
                    },
                };
                self.end(node, size, anchor)
            }
            Event::SequenceStart(anchor, tag) => {
                self.start(Items::List(Vec::new()), anchor, tag.as_deref(), place)
            }
            Event::MappingStart(anchor, tag) => {
                let items = Items::Map {
                    entries: Vec::new(),
                    key: None,
                    known: BTreeSet::new(),
                };
                self.start(items, anchor, tag.as_deref(), place)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = self.open.pop() else {
                    return Ok(());
                };
                let content = match open.items {
                    Items::List(items) => Content::List(Rc::new(items)),
                    Items::Map { entries, .. } => Content::Map(Rc::new(merged(entries)?)),
                };
                let node = Node {
                    place: open.place,
                    tag: open.tag,
                    content,
                };
                self.end(node, open.size, open.anchor)
            }
            Event::Alias(anchor) => {
                // An alias within what it stands for has no anchor yet.
                let (node, size) = self.anchors.get(&anchor).cloned().ok_or_else(|| {
                    wrong(place, "the alias stands for nothing that ended before it")
                })?;
                self.repeated += size;
                if self.repeated > MOST_REPEATED {
                    return Err(wrong(place, "the aliases repeat too much"));
                }
                self.end(node, size, 0)
            }
            _ => Ok(()),
        }
    }

    fn start(
        &mut self,
        items: Items,
        anchor: usize,
        tag: Option<&Tag>,
        place: Place,
    ) -> Result<(), ParseError> {
        if self.open.len() == DEEPEST {
            return Err(wrong(place, "the text nests too deeply"));
        }
        self.open.push(Open {
            place,
            tag: tag.and_then(short),
            anchor,
            size: 1,
            items,
        });
        Ok(())
    }

    /// Puts a whole node where it belongs.
    fn end(&mut self, node: Node, size: usize, anchor: usize) -> Result<(), ParseError> {
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        let Some(open) = self.open.last_mut() else {
            self.documents.push(node);
            return Ok(());
        };
        open.size += size;
        match &mut open.items {
            Items::List(items) => items.push(node),
            Items::Map {
                entries,
                key,
                known,
            } => {
                if let Some(name) = key.take() {
                    entries.push((name, node));
                } else {
                    let Some(name) = node.text() else {
                        return Err(wrong(node.place, "a key is to be text"));
                    };
                    if !known.insert(name.clone()) {
                        let name: String = name.chars().take(60).collect();
                        return Err(wrong(
                            node.place,
                            &format!("the key “{name}” stands here twice"),
                        ));
                    }
                    *key = Some(name.clone());
                }
            }
        }
        Ok(())
    }
}

/// The entries with those of the maps that `<<` names, unless they stand there themselves.
fn merged(entries: Vec<(Rc<str>, Node)>) -> Result<Vec<(Rc<str>, Node)>, ParseError> {
    let Some((_, given)) = entries.iter().find(|(name, _)| &**name == "<<") else {
        return Ok(entries);
    };
    let maps = match &given.content {
        Content::List(items) => items,
        _ => std::slice::from_ref(given),
    };
    if let Some(other) = maps.iter().find(|node| !node.is_map()) {
        return Err(wrong(other.place, "<< is to name maps"));
    }
    let mut known: BTreeSet<Rc<str>> = entries.iter().map(|(name, _)| name.clone()).collect();
    let more = maps.iter().flat_map(Node::entries);
    let more: Vec<_> = more
        .filter(|(name, _)| known.insert(name.clone()))
        .cloned()
        .collect();
    let own = entries.iter().filter(|(name, _)| &**name != "<<").cloned();
    Ok(more.into_iter().chain(own).collect())
}

/// `Ref` of `!Ref`.
fn short(tag: &Tag) -> Option<Rc<str>> {
    (tag.handle == "!" && !tag.suffix.is_empty()).then(|| tag.suffix.as_str().into())
}

fn wrong(place: Place, message: &str) -> ParseError {
    ParseError {
        place,
        message: message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> String {
        let nodes = read(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let values = nodes.iter().map(|node| node.value(None).to_json());
        values.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn yaml_is_read_as_what_it_means() {
        for (text, expected) in [
            ("a: 1\nb:\n- x\n- 'y'\n", r#"{"a":1,"b":["x","y"]}"#),
            ("{\"a\": [1, null, \"\\u00e9\"]}", r#"{"a":[1,null,"é"]}"#),
            ("a: |\n  b\n  c\n", r#"{"a":"b\nc\n"}"#),
            ("a: !!str 1\nb: \"1\"\n", r#"{"a":"1","b":"1"}"#),
            ("a: &x {b: c}\nd: *x\n", r#"{"a":{"b":"c"},"d":{"b":"c"}}"#),
            (
                "a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n",
                r#"{"a":{"b":1,"c":2},"d":{"b":1,"c":3}}"#,
            ),
            (
                "a: &x {b: 1}\nd: {<<: [*x, {b: 2, c: 3}]}\n",
                r#"{"a":{"b":1},"d":{"b":1,"c":3}}"#,
            ),
            ("--- 1\n--- 2\n", "1 2"),
            ("# nothing\n", ""),
        ] {
            assert_eq!(json(text), expected, "{text}");
        }
    }

    #[test]
    fn nodes_know_their_places_and_tags() {
        let nodes = read("a:\n  b: !Ref c\n").expect("valid YAML");
        let node = nodes[0].get("a").and_then(|a| a.get("b")).expect("there");
        assert_eq!((node.place.line, node.place.column), (2, 6));
        assert_eq!(node.tag.as_deref(), Some("Ref"));
    }

    #[test]
    fn hostile_yaml_ends_in_a_message() {
        let level = |i: usize| {
            let one = format!("*a{}, ", i - 1).repeat(8);
            format!("a{i}: &a{i} [{one}]\n")
        };
        let levels: Vec<String> = (1..30).map(level).collect();
        let bomb = format!("a0: &a0 [x, x, x, x, x, x, x, x]\n{}", levels.concat());
        for (text, line) in [
            (bomb.as_str(), 7),
            ("a: &a [*a]", 1),
            (&"[".repeat(100_000), 1),
            ("a: 1\na: 2", 2),
            ("a: 1\n<<: x", 2),
            ("[a]: 1", 1),
            ("a: [", 2),
            ("a:\n\t- b", 2),
        ] {
            let error = read(text).expect_err(&text[..text.len().min(40)]);
            assert_eq!(error.place.line, line, "{error}");
        }
    }
}
