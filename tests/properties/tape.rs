//! Documents from a tape of numbers: each choice reads one, and an empty tape chooses the plainest.
//! Shorter tapes and smaller numbers give plainer documents, which is how a failure is narrowed down.

use std::rc::Rc;
use std::sync::LazyLock;

use cluster_composer::document::{Document, Map, Resource, Value, default_region, parse_json};
use cluster_composer::model::{Kind, Operation, SERVICES, Service, Shape};
use cluster_composer::rules;
use cluster_composer::scenarios;

/// Deeper values are not made.
const DEEPEST: usize = 5;

/// Texts that are wrong nearly everywhere, or right in surprising places.
const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "default",
    "redis",
    "valkey",
    "memcached",
    "Redis",
    "7.1",
    "8.0",
    "6.x",
    "99",
    "1.2.3.4.5",
    "-",
    "--",
    "a--b",
    "a-",
    "1a",
    "\u{0}",
    "\u{1b}[31m",
    "é",
    "💥",
    "a\nb",
    "\u{202e}",
    "'\"$`\\%!^&|<>",
    "0-16383",
    "5-1",
    "0-",
    "-1-5",
    "99999999999999999999-1",
    "mon:99:99-",
    "sun:05:00-sun:06:00",
    "00:00-24:00",
    "23:59-00:59",
    "arn:",
    "arn:aws:::::",
    "arn:aws:s3:::bucket/a,b",
    "arn:aws:kms:us-east-1:1:key/",
    "sg-",
    "subnet-1",
    "us-west-2",
    "us-west-2a",
    "us-moon-1z",
    "cache.r6gd.xlarge",
    "cache.",
    "default.redis7.cluster.on",
    "on ~* +@all",
    "on >p #zz (+@all ~",
    "off",
    "aws:x",
    "{\"Version\":",
    "[]",
    "null",
    "true",
    "{}",
    "AWS_OWNED_KMS_KEY",
    "GB",
    "iam",
    "password",
    "no-password-required",
    "enabled",
    "compatible",
    "cross-az",
    "async",
    "dual_stack",
    "-x",
    "file:///etc/passwd",
];

/// Numbers as JSON writes them.
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2",
    "-1",
    "5",
    "6",
    "7",
    "90",
    "91",
    "500",
    "501",
    "16384",
    "65536",
    "1.5",
    "-0",
    "1e+2",
    "1e+400",
    "9223372036854775807",
    "99999999999999999999999999",
    "-9223372036854775809",
];

const REGIONS: &[&str] = &[
    "us-west-2",
    "us-east-1",
    "eu-central-1",
    "cn-north-1",
    "us-gov-west-1",
    "",
    "us-moon-1",
    "a/b#?c d",
];

/// Documents to begin with: every example of every rule, and the scenarios.
static EXAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut acc: Vec<String> = scenarios::ALL
        .iter()
        .map(|scenario| scenario.json.to_owned())
        .collect();
    for rule in rules::all() {
        let service = if rule.code.starts_with("DS") {
            "dsql"
        } else {
            "elasticache"
        };
        for example in rule.examples.bad.iter().chain(rule.examples.good) {
            let value = parse_json(example).unwrap();
            // Small documents find as much, sooner.
            if example.len() > 3000 {
                continue;
            }
            acc.push(if value.get("resources").is_some() {
                (*example).to_owned()
            } else {
                let mut resource = Resource::new(service, rule.operations.first().unwrap());
                resource.parameters = value;
                Document::single(default_region(service), resource)
                    .to_value()
                    .to_json()
            });
        }
    }
    acc
});

/// Numbers that decide.
#[derive(Clone, Debug)]
pub(crate) struct Tape {
    numbers: Vec<u32>,
    at: usize,
}

impl Tape {
    pub(crate) fn new(numbers: Vec<u32>) -> Self {
        Self { numbers, at: 0 }
    }

    /// A number below `n`; 0 at the end of the tape and where `n` is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let number = self.numbers.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::try_from(number).unwrap() % n.max(1)
    }

    fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    pub(crate) fn document(&mut self) -> Document {
        let mut document = match self.below(8) {
            7 => Document::default(),
            _ => self.example(),
        };
        for _ in 0..self.below(3) {
            let resource = match self.below(3) {
                0 => self.made(),
                _ => match self.example().resources.first() {
                    Some(resource) => (**resource).clone(),
                    None => self.made(),
                },
            };
            document.resources.push(Rc::new(resource));
        }
        for _ in 0..self.below(6) {
            self.mutate(&mut document);
        }
        document
    }

    fn example(&mut self) -> Document {
        let at = self.below(EXAMPLES.len());
        Document::from_value(&parse_json(&EXAMPLES[at]).unwrap()).unwrap()
    }

    /// A request made from a shape.
    fn made(&mut self) -> Resource {
        let service: &Service = self.pick(SERVICES);
        let operation: &Operation = self.pick(service.operations);
        let mut resource = Resource::new(service.id, operation.name);
        resource.parameters = self.fitting(operation.input, 0);
        resource
    }

    fn mutate(&mut self, document: &mut Document) {
        if self.below(12) == 11 {
            document.region = match self.below(REGIONS.len() + 1) {
                0 => None,
                at => Some(REGIONS[at - 1].into()),
            };
        }
        let n = document.resources.len();
        let at = self.below(n);
        let Some(resource) = document.resources.get_mut(at) else {
            return;
        };
        let resource = Rc::make_mut(resource);
        match self.below(24) {
            20 => resource.region = Some(self.pick(REGIONS).into()),
            21 => resource.id = Some(self.pick(TEXTS).into()),
            22 => resource.operation = self.pick(SERVICES[0].operations).name.into(),
            23 => resource.service = self.pick(&["dsql", "elasticache", "s3", ""]).into(),
            _ => {
                let shape = resource.operation().map(|operation| operation.input);
                resource.parameters = self.mutated(&resource.parameters.clone(), shape, 0);
            }
        }
    }

    /// The value with one place changed.
    fn mutated(&mut self, value: &Value, shape: Option<&'static Shape>, depth: usize) -> Value {
        match value {
            Value::Map(map) if depth == 0 || self.below(3) > 0 => {
                self.mutated_map(map, shape, depth)
            }
            Value::List(items) if !items.is_empty() && self.below(3) > 0 => {
                let mut items = items.to_vec();
                let at = self.below(items.len());
                let inner = match shape.map(|shape| &shape.kind) {
                    Some(Kind::List(list)) => Some(list.item),
                    _ => None,
                };
                match self.below(5) {
                    0 => drop(items.remove(at)),
                    1 => items.push(items[at].clone()),
                    2 => items.swap(0, at),
                    _ => items[at] = self.mutated(&items[at].clone(), inner, depth + 1),
                }
                Value::list(items)
            }
            _ => self.value(shape, depth),
        }
    }

    fn mutated_map(&mut self, map: &Map, shape: Option<&'static Shape>, depth: usize) -> Value {
        let mut map = map.clone();
        let keys: Vec<Rc<str>> = map.iter().map(|(key, _)| key.clone()).collect();
        let members = shape.map_or(&[][..], |shape| shape.members());
        let at = self.below(keys.len());
        match (self.below(6), keys.get(at)) {
            (0, Some(key)) => drop(map.remove(key)),
            (1 | 2, _) if !members.is_empty() => {
                let member = &members[self.below(members.len())];
                let value = self.value(Some(member.shape), depth + 1);
                map.insert(member.name, value);
            }
            (3, _) => {
                let name = self.pick(&[
                    "Unknown",
                    "CacheNodeTypes",
                    "engine",
                    "",
                    "Passwords",
                    "a.b[0]",
                ]);
                let value = self.value(None, depth + 1);
                map.insert(name, value);
            }
            (_, Some(key)) => {
                let inner = shape.and_then(|shape| shape.child(key));
                let value = self.mutated(&map.get(key).unwrap().clone(), inner, depth + 1);
                map.insert(key.clone(), value);
            }
            _ => {}
        }
        Value::Map(Rc::new(map))
    }

    /// A value that fits a shape, more often than not.
    fn value(&mut self, shape: Option<&'static Shape>, depth: usize) -> Value {
        match shape {
            Some(shape) if self.below(3) < 2 => self.fitting(shape, depth),
            _ => self.anything(depth),
        }
    }

    fn anything(&mut self, depth: usize) -> Value {
        match self.below(9) {
            0 => Value::Null,
            1 => Value::Bool(true),
            2 | 3 => Value::Number(self.pick(NUMBERS).into()),
            4 | 5 => Value::string(self.pick(TEXTS)),
            6 => Value::env(self.pick(&["TOKEN", "", "a b", "PATH"])),
            7 if depth < DEEPEST => {
                let n = self.below(4);
                Value::list((0..n).map(|_| self.anything(depth + 1)).collect::<Vec<_>>())
            }
            _ if depth < DEEPEST => {
                let key: Rc<str> = self.pick(&["Key", "Value", "$env", "Type", ""]).into();
                Value::map([(key, self.anything(depth + 1))])
            }
            _ => Value::map([]),
        }
    }

    fn fitting(&mut self, shape: &'static Shape, depth: usize) -> Value {
        match &shape.kind {
            Kind::Structure(members) => {
                let mut map = Map::default();
                for member in *members {
                    if depth < DEEPEST && self.below(if member.required { 8 } else { 4 }) < 2 {
                        let value = self.value(Some(member.shape), depth + 1);
                        map.insert(member.name, value);
                    }
                }
                Value::Map(Rc::new(map))
            }
            Kind::List(list) => {
                let n = 1 + self.below(3);
                Value::list(
                    (0..n)
                        .map(|_| self.value(Some(list.item), depth + 1))
                        .collect::<Vec<_>>(),
                )
            }
            Kind::Map(map) => {
                let key = self.pick(TEXTS);
                Value::map([(key.into(), self.value(Some(map.value), depth + 1))])
            }
            Kind::String(text) if !text.values.is_empty() && self.below(5) < 4 => {
                Value::string(self.pick(text.values))
            }
            Kind::String(_) => Value::string(self.pick(TEXTS)),
            Kind::Integer(_) | Kind::Double => Value::Number(self.pick(NUMBERS).into()),
            Kind::Boolean => Value::Bool(self.below(2) == 0),
            Kind::Timestamp => {
                Value::string(self.pick(&["2026-11-20T00:00:00Z", "yesterday", "1700000000"]))
            }
        }
    }
}
