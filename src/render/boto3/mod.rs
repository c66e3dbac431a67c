//! `boto3`: a complete Python script, as Ruff formats it and mypy accepts it in strict mode.
//!
//! Parameters that fit boto3's type stubs are keyword arguments. Everything else, wrong types and
//! unknown names alike, goes through a dictionary that no type checker looks into.

pub(super) mod entry;
pub(super) mod literal;
pub(super) mod parts;
mod script;
mod typed;
pub(super) mod value;

use super::{Format, Group, Options, Output, Secrets, Writer};
use crate::document::Document;

pub(super) static FORMAT: Format = Format {
    id: "boto3",
    title: "boto3",
    extension: "py",
    group: Group::Requests,
    available: |_| true,
    render,
};

fn render(document: &Document, options: Options) -> Output {
    let document = &*document.masked(options.reveal_secrets);
    let secrets = Secrets::with_answers(document, options.reveal_secrets, &[]);
    let mut writer = Writer::with(options);
    script::Script::of(document, &secrets).write(&mut writer);
    writer.finish()
}
