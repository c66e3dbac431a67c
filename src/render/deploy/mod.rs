//! `deploy-…` and `teardown-…`: scripts that make everything that a document asks for, and that remove it again.
//!
//! `crate::deploy` plans the steps; here each language writes them in its own idiom, with the commands and values that
//! the other formats write too.

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

pub(super) static DEPLOY_SH: Format = Format {
    id: "deploy-sh",
    title: "Deployment script (bash)",
    extension: "sh",
    group: Group::Deployment,
    available,
    render: |document, options| render(document, options, sh::deploy),
};

pub(super) static TEARDOWN_SH: Format = Format {
    id: "teardown-sh",
    title: "Teardown script (bash)",
    extension: "sh",
    group: Group::Deployment,
    available,
    render: |document, options| render(document, options, sh::teardown),
};

pub(super) static DEPLOY_BOTO3: Format = Format {
    id: "deploy-boto3",
    title: "Deployment script (boto3)",
    extension: "py",
    group: Group::Deployment,
    available,
    render: |document, options| render(document, options, py::deploy),
};

pub(super) static TEARDOWN_BOTO3: Format = Format {
    id: "teardown-boto3",
    title: "Teardown script (boto3)",
    extension: "py",
    group: Group::Deployment,
    available,
    render: |document, options| render(document, options, py::teardown),
};

fn render(document: &Document, options: Options, write: fn(&Script<'_>, &mut Writer)) -> Output {
    let plan = crate::deploy::Plan::of(document);
    let script = Script::new(&plan, document.resources.len(), options.reveal_secrets);
    let mut writer = Writer::new();
    write(&script, &mut writer);
    writer.finish()
}
