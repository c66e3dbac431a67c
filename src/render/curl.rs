//! `curl`: the request as a command for sh, bash and zsh, signed by curl with credentials of the environment.
//!
//! One parameter a line; curl percent-encodes what it is given, except where a terminal might act on the
//! value: that is percent-encoded here. What is too long for a command line is read from standard input.

use std::rc::Rc;

use super::quote::{Json, defused, is_flag_safe, is_plain_word, push_q1};
use super::wire::{self, Parameter, Piece, Rest, Text, percent_encode};
use super::{Format, Group, Options, Output, Secrets, SpanKind, Writer, remarks};
use crate::catalog::endpoint_host;
use crate::deploy::order;
use crate::document::{Document, Map, PathText, Value};
use crate::model::Protocol;

pub(super) static FORMAT: Format = Format {
    id: "curl",
    title: "curl",
    extension: "sh",
    group: Group::Requests,
    available: |_| true,
    render,
};

/// Bytes of a command beyond which some system refuses it.
const LONGEST: usize = 100_000;

/// Ends the data on standard input; no line of the data is the same.
const END: &str = "DATA";

fn render(document: &Document, options: Options) -> Output {
    let document = &*document.masked(options.reveal_secrets);
    let secrets = Secrets::with_answers(document, options.reveal_secrets, &[]);
    let mut command = Command {
        writer: Writer::with(options),
        follows: false,
    };
    let order = order(document).indexes;
    for (at, index) in order.iter().copied().enumerate() {
        let resource = &document.resources[index];
        if at > 0 {
            command.writer.resource(None);
            command.writer.plain("\n");
        }
        command.writer.resource(Some(index));
        remarks::write(
            &mut command.writer,
            document,
            (index, &order),
            "#",
            "\n",
            &secrets,
        );
        command.follows = false;
        let region = document.region_of(resource);
        let host = endpoint_host(&resource.service, region);
        let signer = (region, &*resource.service);
        match resource.service() {
            Some(service) if service.protocol == Protocol::Query => {
                let mut parameters = wire::query(resource, index, &secrets);
                let version = fixed("Version", service.api_version);
                let at = parameters.partition_point(|other| other.name < version.name);
                parameters.insert(at, version);
                parameters.insert(0, fixed("Action", &resource.operation));
                command.query(&host, signer, &parameters);
            }
            _ => command.rest(&host, signer, &wire::rest(resource, index, &secrets)),
        }
    }
    command.writer.finish()
}

/// A parameter that no member stands for.
fn fixed(name: &str, value: &str) -> Parameter {
    Parameter {
        name: name.into(),
        text: Text::Plain(value.into()),
        path: "".into(),
    }
}

struct Command {
    writer: Writer,
    /// An argument stands before this one.
    follows: bool,
}

impl Command {
    fn query(&mut self, host: &str, signer: (&str, &str), parameters: &[Parameter]) {
        let mark = self.writer.mark();
        self.start(&format!("https://{host}/"), signer);
        for parameter in parameters {
            if self.writer.since(mark) > LONGEST {
                break;
            }
            self.parameter(parameter);
        }
        if self.writer.since(mark) > LONGEST {
            self.writer.rewind(mark);
            self.follows = false;
            self.start(&format!("https://{host}/"), signer);
            self.read_parameters(parameters);
        }
        self.writer.path(None);
        self.writer.plain("\n");
    }

    fn rest(&mut self, host: &str, signer: (&str, &str), request: &Rest) {
        let has_query = !request.query.is_empty();
        let mut url = format!("https://{host}");
        for piece in &request.path {
            match piece {
                Piece::Literal(literal) => url.push_str(literal),
                Piece::Member(member) => url.push_str(&encoded(&member.text)),
                Piece::Missing(name) => url.push_str(&percent_encode(&format!("<{name}>"))),
            }
        }
        for (i, parameter) in request.query.iter().enumerate() {
            url.push(if i == 0 { '?' } else { '&' });
            url.push_str(&percent_encode(&parameter.name));
            url.push('=');
            url.push_str(&encoded(&parameter.text));
        }
        let bound = request
            .query
            .first()
            .map(|parameter| parameter.path.clone());
        self.writer.path(if has_query { bound } else { None });
        self.start(&url, signer);
        let default = if request.body.is_some() {
            "POST"
        } else {
            "GET"
        };
        if request.method != default {
            self.flag("--request");
            self.writer.push(SpanKind::Keyword, request.method);
        }
        for header in &request.headers {
            self.writer.path(Some(header.path.clone()));
            self.flag("--header");
            let mut text = String::new();
            push_q1(
                &mut text,
                &format!("{}: {}", header.name, encoded(&header.text)),
            );
            self.writer.push(SpanKind::String, &text);
        }
        if let Some(body) = &request.body {
            self.body(body);
        }
        self.writer.path(None);
        self.writer.plain("\n");
    }

    fn body(&mut self, body: &Value) {
        self.writer.path(None);
        self.flag("--header");
        self.writer
            .push(SpanKind::String, "'Content-Type: application/json'");
        self.flag("--data");
        let mark = self.writer.mark();
        self.writer.plain("'");
        self.json(body, &mut PathText::root(), 0);
        self.writer.path(None);
        self.writer.plain("'");
        if self.writer.since(mark) > LONGEST {
            self.writer.rewind(mark);
            self.writer.plain(&format!("@- <<'{END}'\n"));
            self.json(body, &mut PathText::root(), 0);
            self.writer.path(None);
            self.writer.plain(&format!("\n{END}"));
        }
    }

    /// What every command starts with.
    fn start(&mut self, url: &str, (region, service): (&str, &str)) {
        self.writer.push(SpanKind::Command, "curl");
        self.writer.plain(" ");
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._/:".contains(&byte);
        let quote = if url.bytes().all(plain) { "" } else { "'" };
        self.writer
            .push(SpanKind::String, &format!("{quote}{url}{quote}"));
        self.writer.path(None);
        self.follows = true;
        self.flag("--fail-with-body");
        self.flag("--aws-sigv4");
        let scope = format!("aws:amz:{}:{}", defused(region), defused(service));
        self.writer.push(SpanKind::String, &scope);
        self.flag("--user");
        self.writer.push(
            SpanKind::Secret,
            "\"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\"",
        );
        // The header only with temporary credentials: curl would sign an empty one and not send it.
        self.line();
        self.writer.push(
            SpanKind::Secret,
            "${AWS_SESSION_TOKEN:+\"-HX-Amz-Security-Token: $AWS_SESSION_TOKEN\"}",
        );
    }

    fn line(&mut self) {
        if self.follows {
            self.writer.plain(" \\\n  ");
        }
    }

    /// A flag on a line of its own; what follows is its argument.
    fn flag(&mut self, name: &str) {
        self.line();
        self.writer.push(SpanKind::Name, name);
        if name != "--fail-with-body" {
            self.writer.plain(" ");
        }
    }

    fn parameter(&mut self, parameter: &Parameter) {
        self.writer.path(provenance(parameter));
        let name = percent_encode(&parameter.name);
        match &parameter.text {
            Text::Secret(variable) => {
                self.flag("--data-urlencode");
                self.writer.plain("\"");
                self.writer.push(SpanKind::Name, &name);
                self.writer.plain("=");
                self.writer.push(SpanKind::Secret, &format!("${variable}"));
                self.writer.plain("\"");
            }
            Text::Plain(text) => {
                let safe = is_flag_safe(text);
                self.flag(if safe { "--data-urlencode" } else { "--data" });
                let mut value = String::new();
                if is_plain_word(&name) {
                    self.writer.push(SpanKind::Name, &name);
                    self.writer.plain("=");
                    if !text.is_empty() {
                        push_q1(&mut value, &sent(text, safe));
                    }
                } else {
                    push_q1(&mut value, &format!("{name}={}", sent(text, safe)));
                }
                self.writer.push(SpanKind::String, &value);
            }
        }
    }

    /// Secrets as arguments, everything else on standard input; curl leaves out the line ends.
    fn read_parameters(&mut self, parameters: &[Parameter]) {
        let (secrets, others): (Vec<_>, Vec<_>) = parameters
            .iter()
            .partition(|parameter| matches!(parameter.text, Text::Secret(_)));
        for parameter in secrets {
            self.parameter(parameter);
        }
        self.writer.path(None);
        self.flag("--data");
        self.writer.plain(&format!("@- <<'{END}'\n"));
        for (i, parameter) in others.into_iter().enumerate() {
            self.writer.path(provenance(parameter));
            self.writer.plain(if i == 0 { "" } else { "&" });
            self.writer
                .push(SpanKind::Name, &percent_encode(&parameter.name));
            self.writer.plain("=");
            self.writer
                .push(SpanKind::String, &encoded(&parameter.text));
            self.writer.plain("\n");
        }
        self.writer.path(None);
        self.writer.plain(END);
    }

    /// JSON between single quotes, a member a line.
    fn json(&mut self, value: &Value, path: &mut PathText, depth: usize) {
        let (brackets, n) = match value {
            Value::List(items) => ("[]", items.len()),
            Value::Map(map) => ("{}", map.len()),
            leaf => return self.leaf(leaf, path),
        };
        if n == 0 {
            self.writer.at(path.as_str());
            return self.writer.plain(brackets);
        }
        let indent = "  ".repeat(depth + 1);
        self.writer.plain(&brackets[..1]);
        let items = value.as_list().unwrap_or_default().iter().enumerate();
        for (i, item) in items {
            self.writer.plain(if i == 0 { "\n" } else { ",\n" });
            self.writer.plain(&indent);
            let back = path.index(i);
            self.json(item, path, depth + 1);
            path.back(back);
        }
        let entries = value.as_map().into_iter().flat_map(Map::iter);
        for (i, (name, item)) in entries.enumerate() {
            self.writer.plain(if i == 0 { "\n" } else { ",\n" });
            self.writer.plain(&indent);
            let back = path.key(name);
            self.writer.at(path.as_str());
            let mut key = String::new();
            Json::Posix.push_string(&mut key, name);
            self.writer.push(SpanKind::Name, &key);
            self.writer.plain(": ");
            self.json(item, path, depth + 1);
            path.back(back);
        }
        self.writer.plain("\n");
        self.writer.plain(&indent[2..]);
        self.writer.plain(&brackets[1..]);
    }

    fn leaf(&mut self, leaf: &Value, path: &PathText) {
        let mut text = String::new();
        let kind = match leaf {
            Value::Number(number) => {
                Json::Posix.push_number(&mut text, number);
                SpanKind::Number
            }
            Value::String(string) => {
                Json::Posix.push_string(&mut text, string);
                SpanKind::String
            }
            other => {
                text.push_str(&other.to_json());
                SpanKind::Constant
            }
        };
        self.writer.at(path.as_str());
        self.writer.push(kind, &text);
    }
}

/// The path of the member that a parameter stands for.
fn provenance(parameter: &Parameter) -> Option<Rc<str>> {
    (!parameter.path.is_empty()).then(|| parameter.path.clone())
}

/// What curl is to be given of a value: the text, or its encoding where curl must not touch it.
fn sent(text: &str, safe: bool) -> String {
    if safe {
        text.to_owned()
    } else {
        percent_encode(text)
    }
}

/// A text percent-encoded; of a secret, its variable's name.
fn encoded(text: &Text) -> String {
    match text {
        Text::Plain(text) => percent_encode(text),
        Text::Secret(name) => percent_encode(&format!("<{name}>")),
    }
}
