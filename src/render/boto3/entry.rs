//! `main`: clients, calls in order, errors.

use std::collections::{BTreeMap, BTreeSet};

use super::literal;
use super::parts::{assign, definition};
use super::script::Script;
use super::value::WIDTH;
use crate::document::Document;
use crate::render::{SpanKind, Writer};

/// Writes the helper that prints, `main`, and its call.
pub(super) fn main(script: &Script<'_>, writer: &mut Writer) {
    let single = script.calls.len() == 1;
    let does = if single {
        "Send the request and print the response."
    } else {
        "Send the requests in order and print each response."
    };
    if !single {
        show(writer);
    }
    writer.plain("\n\n");
    definition(writer, "main", "() -> None", does);
    for (i, found) in script.clients.iter().enumerate() {
        client(writer, i, found);
    }
    writer.plain("    ");
    writer.push(SpanKind::Keyword, "try");
    writer.plain(":\n");
    for call in &script.calls {
        writer.resource(Some(call.index));
        let key = (
            &*call.resource.service,
            script.document.region_of(call.resource),
        );
        let client = script.clients.get(&key).map_or("client", String::as_str);
        let text = format!("{}({client})", call.name);
        let indent = " ".repeat(8);
        writer.plain(&if single {
            format!("{indent}response = {text}\n")
        } else if "        show()".len() + text.len() <= WIDTH {
            format!("{indent}show({text})\n")
        } else {
            format!("{indent}show(\n{indent}    {text},\n{indent})\n")
        });
    }
    writer.resource(None);
    handlers(writer);
    if single {
        writer.plain("    print(json.dumps(response, indent=2, default=str))\n");
    }
    writer.plain("\n\n");
    writer.push(SpanKind::Keyword, "if");
    writer.plain(" __name__ == ");
    writer.push(SpanKind::String, "\"__main__\"");
    writer.plain(":\n    main()\n");
}

pub(in crate::render) fn client(
    writer: &mut Writer,
    index: usize,
    (key, name): (&(&str, &str), &String),
) {
    let (service, region) = *key;
    let known = crate::model::service(service).is_some();
    let region = literal::string(region);
    let mut argument = literal::string(service);
    if !known {
        // The stubs know no such service: a variable of any type keeps them quiet.
        let variable = format!("service_{}", index + 1);
        let name = literal::ascii(service);
        assign(writer, &format!("{variable}: Any"), SpanKind::String, &name);
        argument = variable;
    }
    writer.plain(&format!("    {name} = boto3."));
    writer.push(SpanKind::Command, "client");
    let one_line = format!("    {name} = boto3.client({argument}, region_name={region})");
    let breaks = !one_line.is_ascii() || one_line.len() > WIDTH;
    writer.plain(if breaks { "(\n        " } else { "(" });
    writer.push(
        if known {
            SpanKind::String
        } else {
            SpanKind::Plain
        },
        &argument,
    );
    writer.plain(if breaks { ",\n        " } else { ", " });
    writer.push(SpanKind::Name, "region_name");
    writer.plain("=");
    writer.push(SpanKind::String, &region);
    writer.plain(if breaks { ",\n    )\n" } else { ")\n" });
}
/// Names of the clients' variables.
pub(in crate::render) fn clients(document: &Document) -> BTreeMap<(&str, &str), String> {
    let keys: BTreeSet<(&str, &str)> = document
        .resources
        .iter()
        .map(|resource| (&*resource.service, document.region_of(resource)))
        .collect();
    let single = keys.len() == 1;
    let plain = |text: &str| {
        let word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        text.len() <= 20 && text.bytes().all(word)
    };
    let name = |i: usize, service: &str, region: &str| {
        if single {
            "client".to_owned()
        } else if crate::model::service(service).is_none() || !plain(region) {
            format!("client_{}", i + 1)
        } else if keys.iter().filter(|(other, _)| *other == service).count() == 1 {
            service.to_owned()
        } else {
            format!("{service}_{}", region.replace('-', "_"))
        }
    };
    keys.iter()
        .enumerate()
        .map(|(i, &(service, region))| ((service, region), name(i, service, region)))
        .collect()
}

fn show(writer: &mut Writer) {
    writer.plain("\n\n");
    definition(
        writer,
        "show",
        "(response: object) -> None",
        "Print a response as JSON.",
    );
    writer.plain("    print(json.dumps(response, indent=2, default=str))\n");
}

fn handlers(writer: &mut Writer) {
    for (error, lines) in [
        (
            "ClientError",
            "        details = error.response[\"Error\"]\n        sys.exit(f\"{details['Code']}: {details['Message']}\")\n",
        ),
        ("BotoCoreError", "        sys.exit(str(error))\n"),
    ] {
        writer.plain("    ");
        writer.push(SpanKind::Keyword, "except");
        writer.plain(&format!(" {error} "));
        writer.push(SpanKind::Keyword, "as");
        writer.plain(" error:\n");
        writer.plain(lines);
    }
}
