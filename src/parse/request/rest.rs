//! Requests of the REST-JSON protocol: the operation is told by method and path.

use super::http::Request;
use super::{decoded, host_parts};
use crate::document::{Resource, Value, parse_json};
use crate::model::{Kind, Location, Member, Operation, Protocol, SERVICES, Service};
use crate::parse::ParseError;
use crate::parse::cli::leaf;
use crate::parse::members::Members;
use crate::parse::words::{unmarked, value_of, with_references};

/// The resource of one request.
pub(super) fn resource(request: &Request<'_>) -> Result<Resource, ParseError> {
    let problem = |message: String| ParseError {
        place: request.place,
        message,
    };
    let (service, _) = host_parts(request.host);
    let (path, query) = request
        .target
        .split_once('?')
        .unwrap_or((request.target, ""));
    let candidates = SERVICES.iter().filter(|known| {
        known.protocol == Protocol::RestJson && service.is_none_or(|id| id == known.id)
    });
    let found: Option<(&Service, &Operation)> = candidates
        .flat_map(|known| {
            known
                .operations
                .iter()
                .map(move |operation| (*known, *operation))
        })
        .find(|(_, operation)| {
            operation.http.method == request.method && bindings(operation.http.uri, path).is_some()
        });
    let Some((known, operation)) = found else {
        return Err(problem(format!(
            "no operation is called with {} {path}",
            request.method
        )));
    };
    let mut map = Members::default();
    for (name, text) in bindings(operation.http.uri, path).unwrap_or_default() {
        let member = bound(operation, |location| location == Location::Uri(name));
        map.insert(
            member.map_or(name, |member| member.name),
            value_of(&decoded(text, false, request.place)?),
        );
    }
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, text) = (
            decoded(name, false, request.place)?,
            decoded(text, true, request.place)?,
        );
        let member = operation
            .input
            .members()
            .iter()
            .find(|member| matches!(member.location, Location::Query(wire) if wire == name));
        insert(&mut map, member, &name, &text);
    }
    if !request.body.trim().is_empty() {
        let body = parse_json(&request.body)
            .map_err(|error| problem(format!("the body is not valid JSON: {error}")))?;
        let entries = body
            .as_map()
            .ok_or_else(|| problem("the body is to be a JSON object".to_owned()))?;
        for (name, value) in entries.iter() {
            map.insert(name.clone(), with_references(value));
        }
    }
    let mut resource = Resource::new(known.id, operation.name);
    resource.parameters = map.value();
    Ok(resource)
}

fn bound(operation: &Operation, fits: impl Fn(Location) -> bool) -> Option<&'static Member> {
    operation
        .input
        .members()
        .iter()
        .find(|member| fits(member.location))
}

fn insert(map: &mut Members, member: Option<&'static Member>, name: &str, text: &str) {
    let Some(member) = member else {
        return map.insert(unmarked(name), value_of(text));
    };
    // A list in the query string is the same name several times.
    match &member.shape.kind {
        Kind::List(list) => {
            let mut items = map
                .get(member.name)
                .and_then(Value::as_list)
                .unwrap_or_default()
                .to_vec();
            items.push(leaf(list.item, text));
            map.insert(member.name, Value::list(items));
        }
        _ => map.insert(member.name, leaf(member.shape, text)),
    }
}

/// The texts at the placeholders of a path, where the path fits.
fn bindings<'a>(template: &'static str, path: &'a str) -> Option<Vec<(&'static str, &'a str)>> {
    let (wanted, given): (Vec<&'static str>, Vec<&'a str>) =
        (template.split('/').collect(), path.split('/').collect());
    if wanted.len() != given.len() {
        return None;
    }
    let mut acc = Vec::new();
    for (wanted, given) in wanted.into_iter().zip(given) {
        match wanted
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'))
        {
            Some(name) => acc.push((name.trim_end_matches('+'), given)),
            None if wanted == given => {}
            None => return None,
        }
    }
    Some(acc)
}
