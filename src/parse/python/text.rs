//! Texts made of other values: f-strings, `format`, `%`, and the methods of texts that scripts use.

use super::value::{Py, text_of};
use crate::document::Value;

/// Texts may not grow without end, in bytes.
const LONGEST: usize = 1_000_000;

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Text(String),
    /// What stands between braces, and how it is shown.
    Field(String, String),
}

/// The pieces of `"a{b:02d}{{c}}"`; `None` where braces do not fit.
pub(super) fn pieces(template: &str) -> Option<Vec<Piece>> {
    let mut acc = Vec::new();
    let mut text = String::new();
    let mut chars = template.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' if chars.peek() == Some(&c) => {
                chars.next();
                text.push(c);
            }
            '}' => return None,
            '{' => {
                acc.push(Piece::Text(std::mem::take(&mut text)));
                let (mut source, mut spec) = (String::new(), None::<String>);
                let (mut depth, mut quote) = (0usize, None);
                loop {
                    let c = chars.next()?;
                    match c {
                        _ if quote == Some(c) => quote = None,
                        '\'' | '"' if quote.is_none() => quote = Some(c),
                        _ if quote.is_some() => {}
                        '}' if depth == 0 => break,
                        '(' | '[' | '{' => depth += 1,
                        ')' | ']' | '}' => depth = depth.saturating_sub(1),
                        ':' if depth == 0 && spec.is_none() => {
                            spec = Some(String::new());
                            continue;
                        }
                        _ => {}
                    }
                    spec.as_mut().unwrap_or(&mut source).push(c);
                }
                acc.push(Piece::Field(source, spec.unwrap_or_default()));
            }
            c => text.push(c),
        }
    }
    acc.push(Piece::Text(text));
    Some(acc)
}

/// A value as `str` shows it, with a width where one is asked for; `None` where that is not known.
pub(super) fn shown(value: &Py, spec: &str) -> Option<String> {
    let text = match value {
        Py::None => "None".to_owned(),
        Py::Value(Value::String(text) | Value::Number(text)) => text.to_string(),
        Py::Value(Value::Bool(flag)) => if *flag { "True" } else { "False" }.to_owned(),
        _ => return None,
    };
    match spec {
        "" | "s" | "d" => Some(text),
        _ => {
            let width = spec
                .strip_prefix('0')?
                .trim_end_matches('d')
                .parse::<usize>()
                .ok()?;
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            (is_number && width < 40).then(|| format!("{text:0>width$}"))
        }
    }
}

/// `"{}-{name}".format(…)`.
fn format(template: &str, arguments: &[(Option<String>, Py)]) -> Option<String> {
    let mut positional = arguments.iter().filter(|(name, _)| name.is_none());
    let mut acc = String::new();
    for piece in pieces(template)? {
        match piece {
            Piece::Text(text) => acc.push_str(&text),
            Piece::Field(name, spec) => {
                let value = match name.parse::<usize>() {
                    _ if name.is_empty() => positional.next(),
                    Ok(at) => arguments.iter().filter(|(name, _)| name.is_none()).nth(at),
                    Err(_) => arguments
                        .iter()
                        .find(|(known, _)| known.as_ref() == Some(&name)),
                };
                acc.push_str(&shown(&value?.1, &spec)?);
            }
        }
        if acc.len() > LONGEST {
            return None;
        }
    }
    Some(acc)
}

/// `"%s-%s" % (a, b)`.
pub(super) fn percent(template: &str, value: &Py) -> Option<String> {
    let one = std::slice::from_ref(value);
    let mut values = match value {
        Py::List(values) => values.iter(),
        _ => one.iter(),
    };
    let mut acc = String::new();
    let mut parts = template.split('%');
    acc.push_str(parts.next()?);
    while let Some(part) = parts.next() {
        match part.chars().next() {
            // Two of them are one.
            None => {
                acc.push('%');
                acc.push_str(parts.next()?);
            }
            Some('s' | 'd') => {
                acc.push_str(&shown(values.next()?, "")?);
                acc.push_str(&part[1..]);
            }
            _ => return None,
        }
    }
    Some(acc)
}

/// What a method of a text gives.
pub(super) fn method(text: &str, name: &str, arguments: &[(Option<String>, Py)]) -> Py {
    let argument = |at: usize| arguments.get(at).and_then(|(_, value)| text_of(value));
    let found = match name {
        "format" => format(text, arguments),
        "lower" => Some(text.to_lowercase()),
        "upper" => Some(text.to_uppercase()),
        "strip" if arguments.is_empty() => Some(text.trim().to_owned()),
        "replace" => argument(0)
            .zip(argument(1))
            .filter(|(from, to)| !from.is_empty() && text.len() * to.len().max(1) <= LONGEST)
            .map(|(from, to)| text.replace(&from, &to)),
        "join" => match arguments.first() {
            Some((_, Py::List(items))) => {
                let items: Option<Vec<String>> = items.iter().map(text_of).collect();
                items
                    .filter(|items| items.len() * text.len() <= LONGEST)
                    .map(|items| items.join(text))
            }
            _ => None,
        },
        "split" => {
            let parts: Vec<&str> = match argument(0).filter(|by| !by.is_empty()) {
                Some(by) => text.split(&*by).collect(),
                None => text.split_whitespace().collect(),
            };
            let parts = parts.into_iter().map(|part| Py::Value(Value::string(part)));
            return Py::List(parts.collect());
        }
        _ => None,
    };
    found.map_or(Py::Unknown, |text| Py::Value(Value::string(text)))
}
