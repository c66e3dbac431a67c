//! `iam`: the least policy with which somebody may run the deployment.

use super::{Format, Group, Options, Output, Writer, json};
use crate::document::Document;
use crate::iam;

pub(super) static FORMAT: Format = Format {
    id: "iam",
    title: "IAM policy",
    extension: "json",
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
    let policy = iam::policy(document, iam::Options::default());
    json::append_foreign(&mut writer, &policy.to_value());
    writer.plain("\n");
    writer.finish()
}
