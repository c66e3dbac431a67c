//! API requests: a URL or query string of the query protocol (both spellings of lists, with or without a
//! signature), a REST request as text, and `curl` commands of either.

mod query;
mod rest;

use super::words::{self, Dialect, Word, unmarked};
use super::{Hints, Note, ParseError, Parsed, Place, document_of};
use crate::document::Resource;
use crate::model::{self, Protocol};

/// A text that begins like a URL, a query string, a request or a `curl` command.
pub(super) fn parse(text: &str, _hints: &Hints) -> Option<Result<Parsed, ParseError>> {
    let start = text.trim_start();
    let mut notes = Vec::new();
    let read = if start.starts_with("curl ")
        || text
            .lines()
            .any(|line| line.trim_start().starts_with("curl "))
    {
        curl(text, &mut notes)
    } else if rest::is_request_line(start.lines().next().unwrap_or_default()) {
        rest::read(text, &mut notes)
    } else if ["https://", "http://", "?Action=", "Action=", "&"]
        .iter()
        .any(|begin| start.starts_with(begin))
        && text.contains("Action=")
    {
        query::read(text, &mut notes)
    } else {
        return None;
    };
    Some(read.map(|resources| Parsed {
        document: document_of(resources),
        form: "API request",
        notes,
    }))
}

/// The service id and Region of a host such as `elasticache.us-west-2.amazonaws.com`.
fn host_parts(host: &str) -> (Option<&'static str>, Option<String>) {
    let host = host.split(':').next().unwrap_or(host);
    let mut labels = host.split('.');
    let service = labels
        .next()
        .map(|label| label.trim_end_matches("-fips"))
        .and_then(model::service);
    let region = labels.next().filter(|label| {
        label.matches('-').count() >= 2 && host.contains("amazonaws") | host.contains("api.")
    });
    (service.map(|service| service.id), region.map(str::to_owned))
}

/// `curl` commands; the request is in the URL and the data.
fn curl(text: &str, notes: &mut Vec<Note>) -> Result<Vec<Resource>, ParseError> {
    let script = words::commands(text, Dialect::Sh);
    notes.extend(script.notes);
    let mut resources = Vec::new();
    for command in &script.commands {
        if command.first().is_some_and(|word| word.text == "curl") {
            resources.push(curl_command(command, notes)?);
        }
    }
    let place = Place::first_of(text);
    if resources.is_empty() {
        return Err(ParseError {
            place,
            message: "there is no curl command here".to_owned(),
        });
    }
    Ok(resources)
}

fn curl_command(words: &[Word], notes: &mut Vec<Note>) -> Result<Resource, ParseError> {
    const WITH_VALUE: [&str; 12] = [
        "-H",
        "--header",
        "-u",
        "--user",
        "-o",
        "--output",
        "-A",
        "--user-agent",
        "--connect-to",
        "--resolve",
        "--max-time",
        "-m",
    ];
    let place = words.first().map_or(Place::START, |word| word.place);
    let (mut url, mut method, mut region) = (None, None, None);
    let mut data: Vec<(String, bool)> = Vec::new();
    let mut rest = words.iter().skip(1);
    while let Some(word) = rest.next() {
        let (option, inline) = match word.text.split_once('=') {
            Some((option, value)) if option.starts_with("--") => (option, Some(value.to_owned())),
            _ => (word.text.as_str(), None),
        };
        let mut value = || {
            inline
                .clone()
                .or_else(|| rest.next().map(|word| word.text.clone()))
                .unwrap_or_default()
        };
        match option {
            "-X" | "--request" => method = Some(value()),
            "--url" => url = Some(value()),
            "-d" | "--data" | "--data-raw" | "--data-binary" | "--json" => {
                data.push((value(), false));
            }
            "--data-urlencode" => data.push((value(), true)),
            "--aws-sigv4" => region = value().split(':').nth(2).map(str::to_owned),
            "-G" | "--get" => method = Some("GET".to_owned()),
            option if WITH_VALUE.contains(&option) => {
                value();
            }
            option if option.starts_with('-') => {}
            text if text.contains("://") => url = Some(text.to_owned()),
            _ => {}
        }
    }
    let url = url.ok_or_else(|| ParseError {
        place,
        message: "the curl command has no URL".to_owned(),
    })?;
    let (host, path) = host_and_path(&url);
    let (service, host_region) = host_parts(host);
    let known = service.and_then(model::service);
    let mut resource = if known.is_some_and(|service| service.protocol == Protocol::RestJson) {
        let body: String = data.iter().map(|(text, _)| text.as_str()).collect();
        let method =
            method.unwrap_or_else(|| if data.is_empty() { "GET" } else { "POST" }.to_owned());
        rest::resource(&rest::Request {
            host,
            method: &method,
            target: path,
            body: &body,
            place,
        })?
    } else {
        let in_url = path.split_once('?').map_or("", |(_, query)| query);
        let mut pairs = query::pairs(in_url, place)?;
        for (text, encode) in &data {
            match text.split_once('=') {
                // curl encodes what follows the =.
                Some((name, value)) if *encode => pairs.push((name.to_owned(), value.to_owned())),
                _ => pairs.extend(query::pairs(text, place)?),
            }
        }
        query::resource(pairs, service, place, notes)?
    };
    resource.region = region
        .or(host_region)
        .map(|region| unmarked(&region).into());
    Ok(resource)
}

/// The host of a URL, and its path with the query.
fn host_and_path(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    rest.split_at(end)
}

/// Text with `%XX` decoded; `+` is a space in a query string.
fn decoded(text: &str, plus: bool, place: Place) -> Result<String, ParseError> {
    let mut acc = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'%' => {
                let mut digit = || bytes.next().and_then(|b| char::from(b).to_digit(16));
                let (Some(high), Some(low)) = (digit(), digit()) else {
                    return Err(ParseError {
                        place,
                        message: "a % is not followed by two hexadecimal digits".to_owned(),
                    });
                };
                acc.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            }
            b'+' if plus => acc.push(b' '),
            byte => acc.push(byte),
        }
    }
    String::from_utf8(acc).map_err(|_| ParseError {
        place,
        message: "the text is not UTF-8".to_owned(),
    })
}
