//! `deploy-…` and `teardown-…`: scripts that make everything that a document asks for, and that remove it again.
//!
//! `crate::deploy` plans the steps; here each language writes them in its own idiom, with the commands and values that
//! the other formats write too.

mod cmd;
mod dialect;
mod pwsh;
mod py;
mod query;
mod script;
mod sh;

use super::{Format, Group, Options, Output, Writer};
use crate::deploy::kind_of;
use crate::document::Document;
use script::Script;

/// Whether there is something in the document that a deployment can make.
fn available(document: &Document) -> bool {
    let mut resources = document.resources.iter();
    resources.any(|resource| kind_of(resource).is_some())
}

/// Every script, in the order in which they are offered.
pub(super) static FORMATS: [Format; 8] = [
    script("deploy-sh", "Deploy (bash)", "sh", |document, options| {
        render(document, options, sh::deploy)
    }),
    script("deploy-cmd", "Deploy (cmd)", "cmd", |document, options| {
        render(document, options, cmd::deploy)
    }),
    script(
        "deploy-powershell",
        "Deploy (PowerShell)",
        "ps1",
        |document, options| render(document, options, pwsh::deploy),
    ),
    script(
        "deploy-boto3",
        "Deploy (boto3)",
        "py",
        |document, options| render(document, options, py::deploy),
    ),
    script(
        "teardown-sh",
        "Teardown (bash)",
        "sh",
        |document, options| render(document, options, sh::teardown),
    ),
    script(
        "teardown-cmd",
        "Teardown (cmd)",
        "cmd",
        |document, options| render(document, options, cmd::teardown),
    ),
    script(
        "teardown-powershell",
        "Teardown (PowerShell)",
        "ps1",
        |document, options| render(document, options, pwsh::teardown),
    ),
    script(
        "teardown-boto3",
        "Teardown (boto3)",
        "py",
        |document, options| render(document, options, py::teardown),
    ),
];

const fn script(
    id: &'static str,
    title: &'static str,
    extension: &'static str,
    render: fn(&Document, Options) -> Output,
) -> Format {
    Format {
        id,
        title,
        extension,
        group: Group::Deployment,
        available,
        render,
    }
}

fn render(document: &Document, options: Options, write: fn(&Script<'_>, &mut Writer)) -> Output {
    let plan = crate::deploy::Plan::of(document);
    let script = Script::new(&plan, document.resources.len(), options.reveal_secrets);
    let mut writer = Writer::with(options);
    write(&script, &mut writer);
    writer.finish()
}
