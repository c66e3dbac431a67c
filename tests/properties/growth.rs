//! What is said and written grows with the document and not faster, and very long lists and texts
//! come to an end. How long that takes is for the benchmarks.

use std::rc::Rc;

use cluster_composer::document::{Document, Map, Resource, Value, default_region};
use cluster_composer::model::{Kind, Shape, overlay};
use cluster_composer::render::{self, Options};
use cluster_composer::rules::validate;
use cluster_composer::share;

/// An item that differs from others by its number.
fn item(shape: &'static Shape, number: usize, depth: usize) -> Value {
    match &shape.kind {
        Kind::Structure(members) if depth < 3 => {
            let mut map = Map::default();
            for member in *members {
                map.insert(member.name, item(member.shape, number, depth + 1));
            }
            Value::Map(Rc::new(map))
        }
        Kind::List(list) if depth < 3 => Value::list([item(list.item, number, depth + 1)]),
        Kind::Integer(_) | Kind::Double => Value::Number(number.to_string().into()),
        Kind::Boolean => Value::Bool(number.is_multiple_of(2)),
        _ => Value::string(format!("item-{number}")),
    }
}

/// Requests with one list or map of `n` items each, for every list and map of the curated operations.
fn long_lists(n: usize) -> Vec<Document> {
    let mut acc = Vec::new();
    for overlay in overlay::ALL {
        let mut resource = Resource::new(overlay.service, overlay.operation);
        let operation = resource.operation().unwrap();
        for member in operation.input.members() {
            let value = match &member.shape.kind {
                Kind::List(list) => {
                    Value::list((0..n).map(|i| item(list.item, i, 1)).collect::<Vec<_>>())
                }
                Kind::Map(map) => {
                    Value::map((0..n).map(|i| (format!("key-{i}").into(), item(map.value, i, 1))))
                }
                _ => continue,
            };
            resource.parameters = Value::map([(member.name.into(), value)]);
            acc.push(Document::single(
                default_region(overlay.service),
                resource.clone(),
            ));
        }
    }
    acc
}

/// Requests with one text of `n` characters each, for every text of the curated operations.
fn long_texts(n: usize, unit: &str) -> Vec<Document> {
    let mut acc = Vec::new();
    for overlay in overlay::ALL {
        let mut resource = Resource::new(overlay.service, overlay.operation);
        let operation = resource.operation().unwrap();
        for member in operation.input.members() {
            if matches!(member.shape.kind, Kind::String(_)) {
                let text = unit.repeat(n / unit.len());
                resource.parameters = Value::map([(member.name.into(), Value::string(text))]);
                acc.push(Document::single(
                    default_region(overlay.service),
                    resource.clone(),
                ));
            }
        }
    }
    acc
}

/// How many bytes are said and written about a document.
fn said(document: &Document) -> usize {
    let messages: usize = validate(document)
        .iter()
        .map(|found| found.message.len() + found.path.to_string().len())
        .sum();
    let outputs = render::FORMATS
        .iter()
        .map(|format| (format.render)(document, Options::default()).text.len());
    messages + outputs.sum::<usize>() + share::to_fragment(document).len()
}

fn place(document: &Document) -> String {
    let resource = &document.resources[0];
    let members = resource.parameters.as_map().into_iter().flat_map(Map::iter);
    let names: Vec<&str> = members.map(|(name, _)| &**name).collect();
    format!("{} {}", resource.operation, names.join(", "))
}

#[test]
fn twice_the_items_are_at_most_twice_the_words() {
    for (short, long) in long_lists(200).iter().zip(&long_lists(400)) {
        let (short_said, long_said) = (said(short), said(long));
        let most = short_said * 5 / 2 + 2000;
        assert!(
            long_said <= most,
            "{}: {short_said} and {long_said} bytes",
            place(long)
        );
    }
}

#[test]
fn lists_of_thousands_of_items_are_checked() {
    for document in long_lists(2_000) {
        let found = validate(&document).len();
        assert!(found <= 50_000, "{}: {found} findings", place(&document));
    }
}

#[test]
fn very_long_texts_are_checked_in_few_words() {
    for unit in ["a", "+@all "] {
        for document in long_texts(100_000, unit) {
            let messages = validate(&document)
                .into_iter()
                .map(|found| found.message.len());
            let n_bytes: usize = messages.sum();
            assert!(
                n_bytes < 10_000,
                "{}: {n_bytes} bytes of messages",
                place(&document)
            );
        }
    }
}
