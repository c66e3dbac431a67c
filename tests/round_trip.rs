//! What we write we read: links and outputs of documents of every operation are those documents again.

#![cfg(not(target_arch = "wasm32"))]

use std::rc::Rc;

use cluster_composer::document::{Document, Map, Resource, Value};
use cluster_composer::model::{Kind, Location, Operation, SERVICES, Shape, overlay};
use cluster_composer::parse::{Hints, parse};
use cluster_composer::render::{self, Options};
use cluster_composer::share::{from_fragment, to_fragment};

/// How many documents are made.
const ROUND_TRIPS: u64 = 10_000;

const TEXTS: &[&str] = &[
    "",
    "a",
    "default",
    "two words",
    "it's",
    "say \"hi\"",
    "$HOME $(x) `y`",
    "100%",
    "%PATH%",
    "back\\slash",
    "two\nlines",
    "-x",
    "--debug",
    "file:///etc/passwd",
    "https://example.com/?a=b&c=d",
    "a,b",
    "[a]",
    "{\"a\": 1}",
    "Key=x,Value=y",
    "a;b|c&d>e<f",
    "tab\there",
    "äöü 日本 🎉",
    "null",
    "true",
    "0010",
    "7.0",
    "^x!",
    "#x",
    " both ends ",
];

/// Numbers in an order that only the seed decides (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let z = usize::try_from((z ^ (z >> 31)) & 0xffff_ffff).unwrap_or_default();
        z % n
    }

    /// A document of one or two requests; the seed chooses the operation, so that all come up.
    fn document(&mut self, seed: usize) -> Document {
        let all: Vec<(&str, &Operation)> = SERVICES
            .iter()
            .flat_map(|service| {
                service
                    .operations
                    .iter()
                    .map(|operation| (service.id, *operation))
            })
            .collect();
        let mut document = Document {
            region: Some("eu-west-1".into()),
            ..Document::default()
        };
        for i in 0..=self.below(2) {
            let (service, operation) = all[(seed + i * 37) % all.len()];
            // Beside requests that change something, a script's look-ups are left out.
            let reads = |name: &str| {
                ["Describe", "List", "Get"]
                    .iter()
                    .any(|v| name.starts_with(v))
            };
            let differs = |first: &Rc<Resource>| reads(&first.operation) != reads(operation.name);
            if document.resources.first().is_some_and(differs) {
                break;
            }
            let mut resource = Resource::new(service, operation.name);
            resource.parameters = self.structure(operation.input, 0);
            document.resources.push(Rc::new(resource));
        }
        document
    }

    fn structure(&mut self, shape: &'static Shape, depth: usize) -> Value {
        let mut map = Map::default();
        for member in shape.members() {
            if member.required || self.below(3) == 0 {
                let secret = overlay::is_secret(member);
                let mut value = self.value(member.shape, secret, depth + 1);
                // An empty list is no part of a query string.
                if member.location != Location::Body && value == Value::list([]) {
                    value = Value::list([Value::string("a")]);
                }
                map.insert(member.name, value);
            }
            if shape.union && !map.is_empty() {
                break;
            }
        }
        // A structure of nothing is not carried by a query.
        if let Some(member) = shape
            .members()
            .first()
            .filter(|_| map.is_empty() && depth > 0)
        {
            let secret = overlay::is_secret(member);
            map.insert(member.name, self.value(member.shape, secret, depth + 1));
        }
        Value::Map(Rc::new(map))
    }

    fn value(&mut self, shape: &'static Shape, secret: bool, depth: usize) -> Value {
        match &shape.kind {
            Kind::Structure(_) => self.structure(shape, depth),
            Kind::List(list) => {
                let n = self.below(4);
                let items = (0..n).map(|_| self.value(list.item, secret, depth + 1));
                Value::list(items.collect::<Vec<_>>())
            }
            Kind::Map(map) => {
                let value = self.value(map.value, false, depth + 1);
                Value::map([("Name".into(), value)])
            }
            Kind::String(_) if secret => Value::env(&format!("SECRET_{}", self.below(9))),
            Kind::String(text) if !text.values.is_empty() => {
                Value::string(text.values[self.below(text.values.len())])
            }
            Kind::String(_) => Value::string(TEXTS[self.below(TEXTS.len())]),
            Kind::Integer(_) => Value::Number(self.below(70_000).to_string().into()),
            Kind::Double => Value::Number("1.5".into()),
            Kind::Boolean => Value::Bool(self.below(2) == 0),
            Kind::Timestamp => Value::string("2026-11-20T08:00:00Z"),
        }
    }
}

/// The value with members by name: forms have orders of their own.
fn sorted(value: &Value) -> Value {
    match value {
        Value::List(items) => Value::list(items.iter().map(sorted)),
        Value::Map(map) => {
            let mut entries: Vec<_> = map.iter().map(|(k, v)| (k.clone(), sorted(v))).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Value::map(entries)
        }
        leaf => leaf.clone(),
    }
}

fn each(check: impl Fn(usize, &Document)) {
    for seed in 0..ROUND_TRIPS {
        let document = Numbers(seed).document(usize::try_from(seed).unwrap_or_default());
        // Passwords in access strings come out masked.
        check(
            usize::try_from(seed).unwrap_or_default(),
            &document.masked(false),
        );
    }
}

#[test]
fn links_are_the_documents_again() {
    each(|seed, document| {
        let link = to_fragment(document);
        let back = from_fragment(&link).unwrap_or_else(|error| panic!("{error}\n{link}"));
        assert_eq!(
            back.to_value().to_json(),
            document.to_value().to_json(),
            "{seed}: {link}"
        );
    });
}

#[test]
fn outputs_are_the_documents_again() {
    let formats: Vec<_> = render::FORMATS
        .iter()
        .filter(|format| FORMATS.contains(&format.id))
        .collect();
    assert_eq!(formats.len(), FORMATS.len());
    each(|seed, document| {
        let wanted = sorted(&document.to_value()).to_json();
        // Each document in one format, all formats for every operation in turn.
        let format = formats[(seed / 7) % formats.len()];
        let text = (format.render)(document, Options::default()).text;
        let parsed = parse(&text, &Hints::default())
            .unwrap_or_else(|error| panic!("{seed} {}: {error}\n{text}", format.id));
        let found = sorted(&parsed.document.to_value()).to_json();
        assert_eq!(found, wanted, "{seed} {}\n{text}", format.id);
    });
}

/// JSON carries the parameters of a request; what they are for is told beside them.
#[test]
fn parameters_are_the_same_again() {
    let json = render::FORMATS
        .iter()
        .find(|format| format.id == "json")
        .expect("a format");
    each(|seed, document| {
        let resource = document.resources.first().expect("a request");
        let single = Document::single("eu-west-1", (**resource).clone());
        let text = (json.render)(&single, Options::default()).text;
        let hints = Hints {
            operation: Some((resource.service.to_string(), resource.operation.to_string())),
            region: Some("eu-west-1".to_owned()),
        };
        let parsed = parse(&text, &hints).unwrap_or_else(|error| panic!("{seed}: {error}\n{text}"));
        let found = parsed.document.to_value().to_json();
        assert_eq!(found, single.to_value().to_json(), "{seed}\n{text}");
    });
}

/// The formats that carry all of a document.
const FORMATS: &[&str] = &[
    "cli-sh",
    "cli-cmd",
    "cli-powershell",
    "boto3",
    "api",
    "curl",
];
