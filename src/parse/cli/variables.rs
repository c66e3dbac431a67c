//! Variables that stay within texts, since nobody knows here what they hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Document, Value};
use crate::parse::words::{Word, marks};
use crate::parse::{Note, Place};

/// What is said of them, at the first place of each.
pub(super) fn kept(calls: &[&[Word]], document: &Document) -> Vec<Note> {
    let mut places: BTreeMap<&str, Place> = BTreeMap::new();
    for word in calls.iter().copied().flatten() {
        for name in marks(&word.text) {
            places.entry(name).or_insert(word.place);
        }
    }
    if places.is_empty() {
        return Vec::new();
    }
    let mut names = BTreeSet::new();
    for resource in &document.resources {
        collect(&resource.parameters, &mut names);
    }
    let kept = places.into_iter().filter(|(name, _)| names.contains(*name));
    kept.map(|(name, place)| Note {
        place,
        message: format!("what {name} holds is not known here; ${name} stays in the text"),
    })
    .collect()
}

/// The names after each `$` of the texts of a value.
fn collect<'a>(value: &'a Value, names: &mut BTreeSet<&'a str>) {
    match value {
        Value::String(text) => {
            for part in text.split('$').skip(1) {
                let end = part
                    .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
                    .unwrap_or(part.len());
                // Other text may follow a name in braces at once.
                names.extend((1..=end.min(60)).filter_map(|end| part.get(..end)));
            }
        }
        Value::List(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Map(map) => map.iter().for_each(|(_, value)| collect(value, names)),
        _ => {}
    }
}
