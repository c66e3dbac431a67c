//! Values as far as they are known, and what can be worked out about them.

use std::rc::Rc;

use super::syntax::Function;
use crate::document::Value;

/// A value as far as it is known.
#[derive(Clone, Debug)]
pub(super) enum Py {
    Unknown,
    None,
    Value(Value),
    List(Vec<Py>),
    Dict(Vec<(String, Py)>),
    /// The value of an environment variable.
    Env(String),
    /// A module, or something in one: `os.environ`.
    Module(String),
    Function(Rc<Function>),
    /// Service id and Region.
    Client(String, Option<String>),
    Session(Option<String>),
    /// A method of a value.
    Method(Box<Py>, String, Option<String>),
}

pub(super) fn module_call(name: &str, arguments: &[(Option<String>, Py)]) -> Py {
    let first = arguments
        .first()
        .map_or(Py::Unknown, |(_, value)| value.clone());
    let named = |key: &str| {
        arguments
            .iter()
            .find(|(name, _)| name.as_deref() == Some(key))
            .map(|(_, value)| value)
    };
    match name {
        "boto3.client" | "botocore.session.get_session.create_client" => client(arguments, None),
        "boto3.Session" | "boto3.session.Session" => {
            Py::Session(named("region_name").and_then(text_of))
        }
        "os.environ.get" | "os.getenv" => text_of(&first).map_or(Py::Unknown, Py::Env),
        "datetime.fromisoformat" | "datetime.datetime.fromisoformat" | "str" => first,
        "datetime" | "datetime.datetime" => datetime(arguments).unwrap_or(Py::Unknown),
        "json.dumps" => plain(&first).map_or(Py::Unknown, |value| {
            Py::Value(Value::string(value.to_json()))
        }),
        "list" | "tuple" => {
            if arguments.is_empty() {
                Py::List(Vec::new())
            } else {
                first
            }
        }
        "dict" => {
            let mut pairs = match first {
                Py::Dict(pairs) if arguments.first().is_some_and(|(name, _)| name.is_none()) => {
                    pairs
                }
                _ => Vec::new(),
            };
            for (name, value) in arguments {
                if let Some(name) = name {
                    put(&mut pairs, name.clone(), value.clone());
                }
            }
            Py::Dict(pairs)
        }
        "json.loads" => text_of(&first)
            .and_then(|text| crate::document::parse_json(&text).ok())
            .map_or(Py::Unknown, |value| of_json(&value)),
        "int" => text_of(&first).map_or(first, |text| number(text.trim())),
        "len" => match &first {
            Py::List(items) => Py::Value(Value::integer(items.len().try_into().unwrap_or(0))),
            _ => Py::Unknown,
        },
        "range" => range(arguments).unwrap_or(Py::Unknown),
        "enumerate" => match first {
            Py::List(items) => {
                let start = named("start").or(arguments.get(1).map(|(_, value)| value));
                let start = start.and_then(integer).unwrap_or(0);
                let pairs = items.into_iter().zip(start..);
                let pairs =
                    pairs.map(|(item, at)| Py::List(vec![Py::Value(Value::integer(at)), item]));
                Py::List(pairs.collect())
            }
            _ => Py::Unknown,
        },
        "zip" => match arguments {
            [(_, Py::List(a)), (_, Py::List(b))] => {
                let pairs = a
                    .iter()
                    .zip(b)
                    .map(|(a, b)| Py::List(vec![a.clone(), b.clone()]));
                Py::List(pairs.collect())
            }
            _ => Py::Unknown,
        },
        "isinstance" => match (&first, arguments.get(1).map(|(_, value)| value)) {
            (Py::List(_), Some(Py::Module(kind))) => Py::Value(Value::Bool(kind == "list")),
            (Py::Dict(_), Some(Py::Module(kind))) => Py::Value(Value::Bool(kind == "dict")),
            (Py::None, Some(Py::Module(_))) => Py::Value(Value::Bool(false)),
            (Py::Value(Value::String(_)), Some(Py::Module(kind))) => {
                Py::Value(Value::Bool(kind == "str"))
            }
            _ => Py::Unknown,
        },
        _ => Py::Unknown,
    }
}

/// No script that people write counts further.
const LONGEST_RANGE: i64 = 1_000;

fn integer(value: &Py) -> Option<i64> {
    match value {
        Py::Value(value) => value.as_integer(),
        _ => None,
    }
}

/// `range(3)`, `range(1, 4)`.
fn range(arguments: &[(Option<String>, Py)]) -> Option<Py> {
    let numbers: Option<Vec<i64>> = arguments.iter().map(|(_, value)| integer(value)).collect();
    let (from, to) = match numbers?[..] {
        [to] => (0, to),
        [from, to] => (from, to),
        _ => return None,
    };
    let fits = to
        .checked_sub(from)
        .is_some_and(|length| length <= LONGEST_RANGE);
    fits.then(|| Py::List((from..to).map(|n| Py::Value(Value::integer(n))).collect()))
}

fn of_json(value: &Value) -> Py {
    match value {
        Value::Null => Py::None,
        Value::List(items) => Py::List(items.iter().map(of_json).collect()),
        Value::Map(map) => {
            let pairs = map
                .iter()
                .map(|(name, value)| (name.to_string(), of_json(value)));
            Py::Dict(pairs.collect())
        }
        leaf => Py::Value(leaf.clone()),
    }
}

pub(super) fn client(arguments: &[(Option<String>, Py)], region: Option<String>) -> Py {
    let named = |key: &str| {
        arguments
            .iter()
            .find(|(name, _)| name.as_deref() == Some(key))
    };
    let service =
        named("service_name").or_else(|| arguments.iter().find(|(name, _)| name.is_none()));
    let mut positional = arguments.iter().filter(|(name, _)| name.is_none());
    let second = if named("service_name").is_some() {
        positional.next()
    } else {
        positional.nth(1)
    };
    let region = named("region_name")
        .or(second)
        .and_then(|(_, value)| text_of(value))
        .or(region);
    service
        .and_then(|(_, value)| text_of(value))
        .map_or(Py::Unknown, |service| Py::Client(service, region))
}

/// `datetime(2026, 11, 20, 8, 30, tzinfo=…)` as `2026-11-20T08:30:00Z`.
pub(super) fn datetime(arguments: &[(Option<String>, Py)]) -> Option<Py> {
    let numbers: Vec<i64> = arguments
        .iter()
        .filter(|(name, _)| name.is_none())
        .map(|(_, value)| match value {
            Py::Value(value) => value.as_integer(),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let at = |i: usize| numbers.get(i).copied().unwrap_or(0);
    if numbers.len() < 3 {
        return None;
    }
    let text = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        at(0),
        at(1),
        at(2),
        at(3),
        at(4),
        at(5)
    );
    Some(Py::Value(Value::string(text)))
}

pub(super) fn number(text: &str) -> Py {
    let digits = |prefix: &str, radix| {
        text.strip_prefix(prefix)
            .and_then(|digits| i64::from_str_radix(digits, radix).ok())
    };
    let based = digits("0x", 16)
        .or_else(|| digits("0o", 8))
        .or_else(|| digits("0b", 2));
    match based {
        Some(number) => Py::Value(Value::integer(number)),
        None if crate::document::parse_json(text).is_ok() => Py::Value(Value::Number(text.into())),
        None => Py::Unknown,
    }
}

pub(super) fn text_of(value: &Py) -> Option<String> {
    match value {
        Py::Value(Value::String(text)) => Some(text.to_string()),
        _ => None,
    }
}

pub(super) fn put(pairs: &mut Vec<(String, Py)>, key: String, value: Py) {
    match pairs.iter_mut().find(|(known, _)| *known == key) {
        Some((_, slot)) => *slot = value,
        None => pairs.push((key, value)),
    }
}

pub(super) fn index(of: &Py, key: &Py) -> Py {
    match (of, key) {
        (Py::Module(name), _) if name == "os.environ" => text_of(key).map_or(Py::Unknown, Py::Env),
        (Py::Dict(pairs), _) => {
            let key = text_of(key);
            pairs
                .iter()
                .find(|(known, _)| Some(known) == key.as_ref())
                .map_or(Py::Unknown, |(_, value)| value.clone())
        }
        (Py::List(items), Py::Value(at)) => {
            let at = at.as_integer().and_then(|at| usize::try_from(at).ok());
            at.and_then(|at| items.get(at))
                .cloned()
                .unwrap_or(Py::Unknown)
        }
        _ => Py::Unknown,
    }
}

/// Whether a value counts as true, where that is known.
pub(super) fn truth(value: &Py) -> Option<bool> {
    match value {
        Py::None => Some(false),
        Py::Value(Value::Bool(flag)) => Some(*flag),
        Py::Value(Value::String(text)) => Some(!text.is_empty()),
        Py::Value(Value::Number(text)) => Some(&**text != "0"),
        Py::List(items) => Some(!items.is_empty()),
        Py::Dict(pairs) => Some(!pairs.is_empty()),
        // A secret is expected to be there.
        Py::Function(_) | Py::Client(..) | Py::Session(_) | Py::Env(_) => Some(true),
        _ => None,
    }
}

pub(super) fn binary(left: &Py, operator: &str, right: &Py) -> Py {
    let flag = |flag: bool| Py::Value(Value::Bool(flag));
    match (operator, left, right) {
        ("+", Py::Value(Value::String(a)), Py::Value(Value::String(b))) => {
            Py::Value(Value::string(format!("{a}{b}")))
        }
        ("+", Py::List(a), Py::List(b)) => Py::List(a.iter().chain(b).cloned().collect()),
        ("+" | "-" | "*", Py::Value(a), Py::Value(b)) => {
            let (Some(a), Some(b)) = (a.as_integer(), b.as_integer()) else {
                return Py::Unknown;
            };
            let result = match operator {
                "+" => a.checked_add(b),
                "-" => a.checked_sub(b),
                _ => a.checked_mul(b),
            };
            result.map_or(Py::Unknown, |n| Py::Value(Value::integer(n)))
        }
        ("%", Py::Value(Value::String(template)), _) => super::text::percent(template, right)
            .map_or(Py::Unknown, |text| Py::Value(Value::string(text))),
        ("|", Py::Value(Value::Bool(a)), Py::Value(Value::Bool(b))) => flag(*a || *b),
        ("&", Py::Value(Value::Bool(a)), Py::Value(Value::Bool(b))) => flag(*a && *b),
        ("|", Py::Dict(a), Py::Dict(b)) => {
            let mut pairs = a.clone();
            for (key, value) in b {
                put(&mut pairs, key.clone(), value.clone());
            }
            Py::Dict(pairs)
        }
        ("==" | "is", Py::Value(a), Py::Value(b)) => flag(a == b),
        ("!=" | "is not", Py::Value(a), Py::Value(b)) => flag(a != b),
        ("is" | "==", _, Py::None) | ("is" | "==", Py::None, _) => {
            is_same_none(left, right).map_or(Py::Unknown, flag)
        }
        ("is not" | "!=", _, Py::None) | ("is not" | "!=", Py::None, _) => {
            is_same_none(left, right).map_or(Py::Unknown, |same| flag(!same))
        }
        ("and", _, _) => match truth(left) {
            Some(false) => left.clone(),
            Some(true) => right.clone(),
            None => Py::Unknown,
        },
        ("or", _, _) => match truth(left) {
            Some(true) => left.clone(),
            Some(false) => right.clone(),
            None => Py::Unknown,
        },
        _ => Py::Unknown,
    }
}

/// Whether both are `None`, where that is known.
pub(super) fn is_same_none(left: &Py, right: &Py) -> Option<bool> {
    let is_none = |value: &Py| match value {
        Py::None => Some(true),
        Py::Unknown | Py::Method(..) | Py::Module(_) => None,
        _ => Some(false),
    };
    Some(is_none(left)? == is_none(right)?)
}

/// The value as JSON, where all of it is known.
pub(super) fn plain(value: &Py) -> Option<Value> {
    match value {
        Py::None => Some(Value::Null),
        Py::Value(value) => Some(value.clone()),
        Py::Env(name) => Some(Value::env(name)),
        Py::List(items) => items
            .iter()
            .map(plain)
            .collect::<Option<Vec<_>>>()
            .map(Value::list),
        Py::Dict(pairs) => {
            let entries = pairs
                .iter()
                .map(|(key, value)| Some((Rc::from(key.as_str()), plain(value)?)));
            entries.collect::<Option<Vec<_>>>().map(Value::map)
        }
        _ => None,
    }
}

/// The value as JSON with what is known of it; the paths of the rest.
pub(super) fn known_part(value: &Py, path: &str, lacks: &mut Vec<String>) -> Option<Value> {
    match value {
        Py::List(items) => {
            let known = items.iter().enumerate();
            let known: Vec<Value> = known
                .filter_map(|(i, item)| known_part(item, &format!("{path}[{i}]"), lacks))
                .collect();
            // Of nothing that is known an empty list would say something else.
            (items.is_empty() || !known.is_empty()).then(|| Value::list(known))
        }
        Py::Dict(pairs) => {
            let pairs = pairs.iter().filter_map(|(key, value)| {
                let value = known_part(value, &format!("{path}.{key}"), lacks)?;
                Some((Rc::from(key.as_str()), value))
            });
            Some(Value::map(pairs.collect::<Vec<_>>()))
        }
        leaf => {
            let found = plain(leaf);
            if found.is_none() {
                lacks.push(path.chars().take(200).collect());
            }
            found
        }
    }
}
