//! `responses`: what AWS answers to each request, the errors that it documents and what to do about them.

use super::{Format, Group, Options, Output, SpanKind, Writer, json};
use crate::deploy;
use crate::document::{Document, Resource};
use crate::responses::{Response, responses};

pub(super) static FORMAT: Format = Format {
    id: "responses",
    title: "Expected responses",
    extension: "txt",
    group: Group::Facts,
    available: |document| {
        let requests = &document.resources;
        requests
            .iter()
            .any(|resource| resource.operation().is_some())
    },
    render,
};

fn render(document: &Document, _: Options) -> Output {
    let mut writer = Writer::new();
    let answers = responses(document);
    for index in deploy::order(document).indexes {
        let Some(resource) = document.resources.get(index) else {
            continue;
        };
        if !writer.text().is_empty() {
            writer.plain("\n");
        }
        writer.resource(Some(index));
        writer.push(SpanKind::Command, &resource.operation);
        writer.plain(&format!(" in {}\n\n", document.region_of(resource)));
        match &answers[index] {
            Some(answer) => append(&mut writer, resource, answer),
            None => writer.push(SpanKind::Comment, "AWS knows no such operation.\n"),
        }
        writer.resource(None);
    }
    writer.finish()
}

fn append(writer: &mut Writer, resource: &Resource, answer: &Response) {
    if answer.states.len() > 1 {
        let states = answer.states.join(", then ");
        writer.push(SpanKind::Comment, &format!("Its status is {states}.\n\n"));
    }
    if answer.example.as_map().is_some_and(|map| !map.is_empty()) {
        json::append_foreign(writer, &answer.example);
        writer.plain("\n");
    } else {
        writer.push(SpanKind::Comment, "An empty answer says that it worked.\n");
    }
    if answer.errors.is_empty() {
        return;
    }
    writer.plain("\n");
    writer.push(
        SpanKind::Keyword,
        &format!("Errors of {}\n", resource.operation),
    );
    for error in &answer.errors {
        writer.plain("  ");
        writer.push(SpanKind::Number, &error.status.to_string());
        writer.plain(" ");
        writer.push(SpanKind::Name, error.code);
        writer.plain("\n      ");
        writer.push(SpanKind::Comment, error.advice);
        writer.plain("\n");
    }
}
