//! `cli-sh`, `cli-cmd`, `cli-powershell`: AWS CLI commands as people write them in each shell.
//!
//! A parameter is a flag where the shell can carry its value so; otherwise the whole request travels as
//! `--cli-input-json`, and in a file where it is too long for a command line. Nothing here quotes: `quote` does.

mod argument;
mod command;
mod flag;
mod input;
mod shell;
mod shorthand;
#[cfg(test)]
mod tests;

use super::{Format, Group, Options, Output, Secrets, Writer, remarks};
use crate::deploy::order;
use crate::document::Document;
pub(super) use command::{Command, Frame};
pub(super) use shell::Shell;

pub(super) static SH: Format = Format {
    id: "cli-sh",
    title: "AWS CLI (sh)",
    extension: "sh",
    group: Group::Requests,
    available: |_| true,
    render: |document, options| render(document, options, Shell::Sh),
};

pub(super) static CMD: Format = Format {
    id: "cli-cmd",
    title: "AWS CLI (cmd)",
    extension: "bat",
    group: Group::Requests,
    available: |_| true,
    render: |document, options| render(document, options, Shell::Cmd),
};

pub(super) static POWERSHELL: Format = Format {
    id: "cli-powershell",
    title: "AWS CLI (PowerShell)",
    extension: "ps1",
    group: Group::Requests,
    available: |_| true,
    render: |document, options| render(document, options, Shell::Pwsh),
};

fn render(document: &Document, options: Options, shell: Shell) -> Output {
    let document = &*document.masked(options.reveal_secrets);
    let secrets = Secrets::with_answers(document, options.reveal_secrets, &[]);
    let mut writer = Writer::with(options);
    let order = order(document).indexes;
    for (at, index) in order.iter().copied().enumerate() {
        writer.resource(None);
        if at > 0 {
            writer.plain(shell.line_end());
        }
        writer.resource(Some(index));
        let resource = &document.resources[index];
        remarks::write(
            &mut writer,
            document,
            (index, &order),
            shell.remark(),
            shell.line_end(),
            &secrets,
        );
        let command = Command::new(document, index, resource, shell, &secrets);
        command.followed(at + 1 < order.len()).write(&mut writer);
    }
    writer.finish()
}
