//! API requests: a URL or query string of the query protocol (both spellings of lists, with or without a
//! signature), an HTTP request as text, and `curl` commands of either.

mod curl;
mod http;
mod query;
mod rest;

use super::{Hints, Note, ParseError, Parsed, Place, document_of};
use crate::document::{PercentError, Resource, percent_decoded};
use crate::model;

/// A text that begins like a URL, a query string, a request or a `curl` command.
pub(super) fn parse(text: &str, _hints: &Hints) -> Option<Result<Parsed, ParseError>> {
    let mut notes = Vec::new();
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let read = match curl::read(text, &mut notes) {
        Some(read) => read,
        None if begins(first) && (http::is_request_line(first) || text.contains("Action=")) => {
            requests(text, &mut notes)
        }
        None => return None,
    };
    Some(read.map(|resources| Parsed {
        document: document_of(resources),
        form: "API request",
        notes,
    }))
}

/// Whether a request begins with the line.
fn begins(line: &str) -> bool {
    let line = line.trim_start();
    let is_query = || {
        let name = line.split('=').next().unwrap_or_default();
        let name = name.trim_start_matches(['?', '&']);
        let is_name = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
        name.len() < line.len() && !name.is_empty() && name.chars().all(is_name)
    };
    line.starts_with("https://")
        || line.starts_with("http://")
        || http::is_request_line(line)
        || is_query()
}

/// Reads requests of either protocol, in any order.
fn requests(text: &str, notes: &mut Vec<Note>) -> Result<Vec<Resource>, ParseError> {
    let starts = |line: &str| {
        let line = line.trim_start();
        line.starts_with("https://") || line.starts_with("http://") || http::is_request_line(line)
    };
    let lines: Vec<&str> = text.lines().collect();
    let mut blocks: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match blocks.last_mut() {
            Some(block) if !starts(line) => block.end = at + 1,
            _ if !line.trim().is_empty() => blocks.push(at..at + 1),
            _ => {}
        }
    }
    let read = blocks.into_iter().map(|block| {
        let place = Place {
            line: block.start + 1,
            column: 1,
        };
        let lines = &lines[block];
        match http::Request::of(lines, place) {
            Some(request) => request.read(notes),
            None => query::read(lines, place, notes),
        }
    });
    read.collect()
}

/// The service id and Region of a host such as `elasticache.us-west-2.amazonaws.com`.
fn host_parts(host: &str) -> (Option<&'static str>, Option<String>) {
    let host = host.split(':').next().unwrap_or(host);
    let mut labels = host.split('.');
    // An endpoint in a VPC has a name of its own before the service's.
    let service = labels
        .by_ref()
        .take(3)
        .find_map(|label| model::service(label.trim_end_matches("-fips")));
    let region = labels.next().filter(|label| {
        label.matches('-').count() >= 2 && host.contains("amazonaws") | host.contains("api.")
    });
    (service.map(|service| service.id), region.map(str::to_owned))
}

/// The Region of a signature's scope: `AKIA…/20261120/us-west-2/elasticache/aws4_request`.
fn region_of_scope(scope: &str) -> Option<String> {
    let mut parts = scope.split('/').skip(1);
    let (date, region) = (parts.next()?, parts.next()?);
    let is_scope = date.len() == 8
        && date.bytes().all(|byte| byte.is_ascii_digit())
        && parts.nth(1)?.starts_with("aws4_request");
    is_scope.then(|| region.to_owned())
}

/// The host of a URL, and its path with the query.
fn host_and_path(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    rest.split_at(end)
}

/// Text with `%XX` decoded; `+` is a space in a query string.
fn decoded(text: &str, plus: bool, place: Place) -> Result<String, ParseError> {
    let read = if plus {
        percent_decoded(&text.replace('+', " "))
    } else {
        percent_decoded(text)
    };
    read.map_err(|error| ParseError {
        place,
        message: match error {
            PercentError::Digits => "a % is not followed by two hexadecimal digits".to_owned(),
            PercentError::Utf8 => "the text is not UTF-8".to_owned(),
        },
    })
}
