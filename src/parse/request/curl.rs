//! `curl` commands, and `awscurl`, which signs by itself; the request is in the URL and the data.

use super::http::Request;
use super::{host_and_path, host_parts, query, rest};
use crate::document::Resource;
use crate::model::{self, Protocol};
use crate::parse::words::{self, Word};
use crate::parse::{Note, ParseError, Place};

const PROGRAMS: &[&str] = &["curl", "curl.exe", "awscurl"];

/// Options of one letter that take a value.
const LETTERS: &str = "AbcCdDeEFHKmoPQrtTuUwxXyYz";
/// Long ones that take a value and say nothing about the request.
const WITH_VALUE: &[&str] = &[
    "header",
    "user",
    "output",
    "user-agent",
    "connect-to",
    "connect-timeout",
    "resolve",
    "max-time",
    "retry",
    "proxy",
    "cacert",
    "cert",
    "key",
    "write-out",
    "cookie",
    "referer",
    "profile",
    "access_key",
    "secret_key",
    "security_token",
    "session_token",
];

/// Reads the `curl` commands of a script; `None` where there are none.
pub(super) fn read(text: &str, notes: &mut Vec<Note>) -> Option<Result<Vec<Resource>, ParseError>> {
    if !text.contains("curl") {
        return None;
    }
    let script = words::commands(text, words::dialect_of(text));
    let commands: Vec<&[Word]> = script
        .commands
        .iter()
        .filter_map(|words| words::program(words, PROGRAMS))
        .collect();
    if commands.is_empty() {
        return None;
    }
    notes.extend(script.notes);
    Some(
        commands
            .into_iter()
            .map(|words| command(words, notes))
            .collect(),
    )
}

/// What a command says.
#[derive(Default)]
struct Given {
    url: Option<String>,
    method: Option<String>,
    region: Option<String>,
    service: Option<String>,
    /// Texts, and whether they are still to be encoded.
    data: Vec<(String, bool)>,
    in_url: bool,
    /// Data that is not in the text.
    unread: Option<ParseError>,
}

fn command(words: &[Word], notes: &mut Vec<Note>) -> Result<Resource, ParseError> {
    let place = words.first().map_or(Place::START, |word| word.place);
    let given = options(words);
    if let Some(unread) = given.unread {
        return Err(unread);
    }
    let url = given.url.ok_or_else(|| ParseError {
        place,
        message: "the curl command has no URL".to_owned(),
    })?;
    let (host, path) = host_and_path(&url);
    let is_known = |region: &String| words::marks(region).next().is_none();
    let (of_host, host_region) = host_parts(host);
    let service = of_host.or_else(|| Some(model::service(&given.service?)?.id));
    let is_rest = service
        .and_then(model::service)
        .is_some_and(|service| service.protocol == Protocol::RestJson);
    let mut resource = if is_rest {
        let method = given.method.unwrap_or_else(|| {
            let sends = !given.data.is_empty() && !given.in_url;
            if sends { "POST" } else { "GET" }.to_owned()
        });
        let body: String = given.data.iter().map(|(text, _)| text.as_str()).collect();
        rest::resource(&Request {
            host,
            method: &method,
            target: path,
            body,
            region: None,
            place,
        })?
    } else {
        let in_url = path.split_once('?').map_or("", |(_, query)| query);
        let mut pairs = query::pairs(in_url, place)?;
        for (text, encode) in &given.data {
            match text.split_once('=') {
                // curl encodes what follows the =.
                Some((name, value)) if *encode => pairs.push((name.to_owned(), value.to_owned())),
                _ => pairs.extend(query::pairs(text, place)?),
            }
        }
        query::resource(pairs, service, place, notes)?
    };
    resource.region = given
        .region
        .filter(is_known)
        .or(host_region.filter(is_known))
        .map(Into::into)
        .or(resource
            .region
            .filter(|region| words::marks(region).next().is_none()));
    Ok(resource)
}

fn options(words: &[Word]) -> Given {
    let mut given = Given::default();
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        let text = word.text.as_str();
        if let Some(long) = text.strip_prefix("--") {
            let (name, inline) = match long.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (long, None),
            };
            if Given::takes(name) {
                let at = if inline.is_some() {
                    word
                } else {
                    rest.next().unwrap_or(word)
                };
                let value = inline.unwrap_or_else(|| at.text.clone());
                given.option(name, value, at.place);
            } else {
                given.option(name, String::new(), word.place);
            }
        } else if let Some(letters) = text.strip_prefix('-').filter(|rest| !rest.is_empty()) {
            for (at, letter) in letters.char_indices() {
                let takes = LETTERS.contains(letter);
                let value = if takes {
                    let inline = &letters[at + letter.len_utf8()..];
                    if inline.is_empty() {
                        rest.next()
                            .map_or_else(String::new, |word| word.text.clone())
                    } else {
                        inline.to_owned()
                    }
                } else {
                    String::new()
                };
                let name = match letter {
                    'X' => "request",
                    'd' => "data",
                    'G' => "get",
                    _ => "",
                };
                given.option(name, value, word.place);
                if takes {
                    break;
                }
            }
        } else if text.contains("://") {
            given.url = Some(text.to_owned());
        }
    }
    given
}

impl Given {
    fn takes(name: &str) -> bool {
        let ours = ["request", "url", "json", "aws-sigv4", "region", "service"];
        ours.contains(&name) || name.starts_with("data") || WITH_VALUE.contains(&name)
    }

    fn option(&mut self, name: &str, value: String, place: Place) {
        match name {
            "request" => self.method = Some(value),
            "url" => self.url = Some(value),
            "get" => {
                self.in_url = true;
                self.method.get_or_insert_with(|| "GET".to_owned());
            }
            "data" | "data-raw" | "data-binary" | "data-ascii" | "json" | "data-urlencode" => {
                if value.starts_with('@') && name != "data-raw" {
                    let message = format!("the file of --{name} cannot be read here");
                    self.unread.get_or_insert(ParseError { place, message });
                } else {
                    self.data.push((value, name == "data-urlencode"));
                }
            }
            "aws-sigv4" => self.region = value.split(':').nth(2).map(str::to_owned),
            "region" => self.region = Some(value),
            "service" => self.service = Some(value),
            _ => {}
        }
    }
}
