//! HTTP requests as text: `POST /cluster HTTP/1.1`, headers, an empty line, a body.

use super::{host_and_path, host_parts, query, region_of_scope, rest};
use crate::document::Resource;
use crate::model::{self, Protocol};
use crate::parse::{Note, ParseError, Place};

/// What a request is made of.
pub(super) struct Request<'a> {
    pub host: &'a str,
    pub method: &'a str,
    /// The path with the query.
    pub target: &'a str,
    pub body: String,
    /// The Region of its signature.
    pub region: Option<String>,
    pub place: Place,
}

/// `POST /cluster HTTP/1.1`, or with a whole URL.
pub(super) fn is_request_line(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let method = words
        .next()
        .is_some_and(|word| ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(&word));
    let is_target = |word: &str| {
        ["/", "https://", "http://"]
            .iter()
            .any(|begin| word.starts_with(begin))
    };
    method && words.next().is_some_and(is_target)
}

impl<'a> Request<'a> {
    /// The request of lines that begin with a request line.
    pub(super) fn of(lines: &[&'a str], place: Place) -> Option<Self> {
        let first = lines.first().filter(|line| is_request_line(line))?;
        let mut words = first.split_whitespace();
        let (method, target) = (words.next()?, words.next()?);
        let headers = lines[1..].iter().take_while(|line| !line.trim().is_empty());
        let header = |wanted: &str| {
            headers.clone().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.trim()
                    .eq_ignore_ascii_case(wanted)
                    .then_some(value.trim())
            })
        };
        let (host, target) = if target.starts_with('/') {
            (header("host").unwrap_or_default(), target)
        } else {
            host_and_path(target)
        };
        let region = header("authorization")
            .and_then(|value| value.split_once("Credential="))
            .and_then(|(_, scope)| region_of_scope(scope));
        let body = lines
            .get(headers.count() + 1..)
            .unwrap_or_default()
            .join("\n");
        Some(Self {
            host,
            method,
            target,
            body,
            region,
            place,
        })
    }

    /// The resource, by the protocol of its host; of an unknown host by whether there is an `Action`.
    pub(super) fn read(&self, notes: &mut Vec<Note>) -> Result<Resource, ParseError> {
        let (service, host_region) = host_parts(self.host);
        let is_query = match service.and_then(model::service) {
            Some(service) => service.protocol == Protocol::Query,
            None => self.target.contains("Action=") || self.body.contains("Action="),
        };
        let mut resource = if is_query {
            let in_target = self.target.split_once('?').map_or("", |(_, query)| query);
            let mut pairs = query::pairs(in_target, self.place)?;
            pairs.extend(query::pairs(self.body.trim(), self.place)?);
            query::resource(pairs, service, self.place, notes)?
        } else {
            rest::resource(self)?
        };
        resource.region = host_region
            .or_else(|| self.region.clone())
            .map(Into::into)
            .or(resource.region);
        Ok(resource)
    }
}
