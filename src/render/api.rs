//! `api`: the request itself. The query protocol's URL with one parameter a line, and REST-JSON's
//! method, path, headers and body. The signature's values are placeholders.

use super::wire::{self, Parameter, Piece, Rest, Text, percent_encode};
use super::{Format, Group, Options, Output, Secrets, SpanKind, Writer, json};
use crate::catalog::endpoint_host;
use crate::deploy::order;
use crate::document::{Document, Resource};
use crate::model::{Protocol, Service};

pub(super) static FORMAT: Format = Format {
    id: "api",
    title: "API request",
    extension: "txt",
    group: Group::Requests,
    available: |_| true,
    render,
};

/// The parameters of a URL that is signed by Signature Version 4, in the order in which signers write them.
static SIGNATURE: &[(&str, SpanKind, &str)] = &[
    ("X-Amz-Algorithm", SpanKind::String, "AWS4-HMAC-SHA256"),
    ("X-Amz-Credential", SpanKind::Placeholder, "<credential>"),
    ("X-Amz-Date", SpanKind::Placeholder, "<date>"),
    ("X-Amz-Expires", SpanKind::Placeholder, "<seconds>"),
    ("X-Amz-SignedHeaders", SpanKind::String, "host"),
    ("X-Amz-Signature", SpanKind::Placeholder, "<signature>"),
];

fn render(document: &Document, options: Options) -> Output {
    let document = &*document.masked(options.reveal_secrets);
    let secrets = Secrets::with_answers(document, options.reveal_secrets, &[]);
    let mut writer = Writer::with(options);
    let order = order(document).indexes;
    for (at, index) in order.iter().copied().enumerate() {
        let resource = &document.resources[index];
        if at > 0 {
            writer.resource(None);
            writer.plain("\n");
        }
        writer.resource(Some(index));
        let host = endpoint_host(&resource.service, document.region_of(resource));
        match resource.service() {
            Some(service) if service.protocol == Protocol::Query => {
                let parameters = wire::query(resource, index, &secrets);
                query(&mut writer, service, resource, &host, &parameters);
            }
            _ => rest(&mut writer, &host, &wire::rest(resource, index, &secrets)),
        }
    }
    writer.finish()
}

fn query(
    writer: &mut Writer,
    service: &Service,
    resource: &Resource,
    host: &str,
    parameters: &[Parameter],
) {
    writer.push(SpanKind::String, &format!("https://{host}/"));
    writer.plain("\n    ?");
    pair(
        writer,
        "Action",
        SpanKind::Command,
        &percent_encode(&resource.operation),
    );
    let version = |writer: &mut Writer| {
        writer.path(None);
        writer.plain("\n    &");
        pair(writer, "Version", SpanKind::String, service.api_version);
    };
    let mut versioned = false;
    for parameter in parameters {
        if !versioned && parameter.name.as_str() > "Version" {
            version(writer);
            versioned = true;
        }
        writer.path(Some(parameter.path.clone()));
        writer.plain("\n    &");
        writer.push(SpanKind::Name, &percent_encode(&parameter.name));
        writer.plain("=");
        text(writer, &parameter.text);
    }
    if !versioned {
        version(writer);
    }
    writer.path(None);
    for (name, kind, value) in SIGNATURE {
        writer.plain("\n    &");
        pair(writer, name, *kind, value);
    }
    writer.plain("\n");
}

fn pair(writer: &mut Writer, name: &str, kind: SpanKind, value: &str) {
    writer.push(SpanKind::Name, name);
    writer.plain("=");
    writer.push(kind, value);
}

/// A value, percent-encoded; of a secret, the variable's name as a placeholder.
fn text(writer: &mut Writer, value: &Text) {
    match value {
        Text::Plain(text) => writer.push(SpanKind::String, &percent_encode(text)),
        Text::Secret(name) => {
            writer.push(SpanKind::Secret, &format!("<{}>", percent_encode(name)));
        }
    }
}

fn rest(writer: &mut Writer, host: &str, request: &Rest) {
    writer.push(SpanKind::Command, request.method);
    writer.plain(" ");
    for piece in &request.path {
        match piece {
            Piece::Literal(literal) => writer.push(SpanKind::String, literal),
            Piece::Missing(name) => writer.push(SpanKind::Placeholder, &format!("<{name}>")),
            Piece::Member(member) => {
                writer.path(Some(member.path.clone()));
                text(writer, &member.text);
                writer.path(None);
            }
        }
    }
    for (i, parameter) in request.query.iter().enumerate() {
        writer.path(Some(parameter.path.clone()));
        writer.plain(if i == 0 { "?" } else { "&" });
        writer.push(SpanKind::Name, &percent_encode(&parameter.name));
        writer.plain("=");
        text(writer, &parameter.text);
        writer.path(None);
    }
    writer.plain(" HTTP/1.1\n");
    header(writer, "Host", SpanKind::String, host);
    let content = request.body.is_some();
    if content {
        header(writer, "Content-Type", SpanKind::String, "application/json");
    }
    for parameter in &request.headers {
        writer.path(Some(parameter.path.clone()));
        writer.push(SpanKind::Name, &parameter.name);
        writer.plain(": ");
        text(writer, &parameter.text);
        writer.plain("\n");
        writer.path(None);
    }
    header(writer, "X-Amz-Date", SpanKind::Placeholder, "<date>");
    writer.push(SpanKind::Name, "Authorization");
    writer.plain(": AWS4-HMAC-SHA256 Credential=");
    writer.push(SpanKind::Placeholder, "<credential>");
    let signed = if content {
        "content-type;host;x-amz-date"
    } else {
        "host;x-amz-date"
    };
    writer.plain(&format!(", SignedHeaders={signed}, Signature="));
    writer.push(SpanKind::Placeholder, "<signature>");
    writer.plain("\n\n");
    if let Some(body) = &request.body {
        json::append(writer, body);
        writer.path(None);
        writer.plain("\n");
    }
}

fn header(writer: &mut Writer, name: &str, kind: SpanKind, value: &str) {
    writer.push(SpanKind::Name, name);
    writer.plain(": ");
    writer.push(kind, value);
    writer.plain("\n");
}
