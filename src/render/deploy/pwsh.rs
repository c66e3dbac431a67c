//! `deploy-powershell` and `teardown-powershell`: scripts for Windows PowerShell 5.1 and later, on every system.
//!
//! Windows PowerShell makes an error of what a program writes to its standard error where that is redirected and errors
//! stop the script; so commands are blocks that functions run with another preference.

mod looking;

use super::dialect::{self, Dialect, Operand, PEERS, Until, Use, joining, remarks, role, told};
use super::query::differences;
use super::script::{Script, member, plain};
use crate::document::Resource;
use crate::render::cli::{Frame, Shell};
use crate::render::{SpanKind, Writer};
use looking::{ask, find, until, until_gone};

/// What both scripts begin with, after their remarks and parameters.
const START: &str = include_str!("pwsh/start.ps1");
const NEED: &str = include_str!("pwsh/need.ps1");
const EXISTS: &str = include_str!("pwsh/exists.ps1");
const FIND: &str = include_str!("pwsh/find.ps1");
const FIND_STREAM: &str = include_str!("pwsh/find_stream.ps1");
const WAIT_STATUS: &str = include_str!("pwsh/wait_status.ps1");
const WAIT_GONE: &str = include_str!("pwsh/wait_gone.ps1");
const WAIT_AWS: &str = include_str!("pwsh/wait_aws.ps1");
const CONFIRM: &str = include_str!("pwsh/confirm.ps1");

const DONE: &str = "\nWrite-Host 'Done.'\n";

pub(super) fn deploy(script: &Script<'_>, writer: &mut Writer) {
    head(script, writer, &dialect::DEPLOYS);
    let uses = dialect::uses_to_deploy(script);
    for (wanted, piece) in [
        (true, START),
        (!script.needed().is_empty(), NEED),
        (uses.contains(&Use::Compare), EXISTS),
        (uses.contains(&Use::Find), FIND),
        (uses.contains(&Use::FindStream), FIND_STREAM),
        (uses.contains(&Use::Look), WAIT_STATUS),
        (uses.contains(&Use::Waiter), WAIT_AWS),
    ] {
        writer.plain(if wanted { piece } else { "" });
    }
    need(script, writer);
    dialect::deploy::<PowerShell>(script, writer);
    writer.plain(DONE);
}

pub(super) fn teardown(script: &Script<'_>, writer: &mut Writer) {
    let how = "taken. What does not exist is passed over. It asks first; -Yes answers.";
    head(script, writer, &[dialect::REMOVES, how]);
    writer.plain("param([switch] $Yes)\n");
    let uses = dialect::uses_to_remove(script);
    for (wanted, piece) in [
        (true, START),
        (uses.contains(&Use::Find), FIND),
        (uses.contains(&Use::FindStream), FIND_STREAM),
        (uses.contains(&Use::Look), WAIT_GONE),
        (uses.contains(&Use::Waiter), WAIT_AWS),
        (true, CONFIRM),
    ] {
        writer.plain(if wanted { piece } else { "" });
    }
    dialect::teardown::<PowerShell>(script, writer);
    writer.plain(DONE);
}

fn head(script: &Script<'_>, writer: &mut Writer, does: &[&str]) {
    writer.push(SpanKind::Comment, "#Requires -Version 5.1\n");
    for line in remarks(script, does) {
        let text = format!("# {line}");
        writer.push(SpanKind::Comment, &format!("{}\n", text.trim_end()));
    }
}

/// Names all variables at once that the environment lacks.
fn need(script: &Script<'_>, writer: &mut Writer) {
    let needed = script.needed();
    if needed.is_empty() {
        return;
    }
    writer.plain("\n");
    writer.push(SpanKind::Command, "Assert-Environment");
    writer.plain(" @(");
    for (i, name) in needed.iter().enumerate() {
        writer.plain(if i > 0 { ",\n    '" } else { "\n    '" });
        writer.push(SpanKind::Secret, name);
        writer.plain("'");
    }
    writer.plain("\n)\n");
}

fn say(writer: &mut Writer, indent: &str, text: &str) {
    writer.plain(indent);
    writer.push(SpanKind::Command, "Write-Host");
    writer.plain(" ");
    writer.push(SpanKind::String, &format!("'{}'", plain(text)));
    writer.plain("\n");
}

fn quoted(text: &str) -> String {
    let mut acc = String::new();
    Shell::Pwsh.push_query(&mut acc, text);
    acc
}

/// Writes a command as the block that a function is given.
fn block(
    writer: &mut Writer,
    indent: usize,
    function: &str,
    frame: Frame<'_>,
    command: impl FnOnce(&mut Writer, Frame<'_>),
) {
    let margin = " ".repeat(indent);
    writer.plain(&format!("{margin}{function} {{\n"));
    let indent = indent + 4;
    command(writer, Frame { indent, ..frame });
    writer.plain(&format!("{margin}}}\n"));
}

/// Writes the command of a request of the plan, as a block.
fn request(
    script: &Script<'_>,
    writer: &mut Writer,
    (index, indent): (usize, usize),
    function: &str,
    query: Option<&str>,
) {
    let frame = Frame {
        query,
        ..Frame::default()
    };
    block(writer, indent, function, frame, |writer, frame| {
        script.command(writer, index, Shell::Pwsh, frame);
    });
}

/// Writes the command of a request about what a request of the plan makes, as a block.
fn about(
    script: &Script<'_>,
    writer: &mut Writer,
    (index, indent): (usize, usize),
    (function, frame): (&str, Frame<'_>),
    request: &Resource,
) {
    block(writer, indent, function, frame, |writer, frame| {
        script.about(writer, index, request, Shell::Pwsh, frame);
    });
}

const SILENT: &str = "$null = Invoke-Request";

struct PowerShell;

impl Dialect for PowerShell {
    fn begin(script: &Script<'_>, writer: &mut Writer, index: usize, title: &str) {
        writer.resource(None);
        writer.plain("\n");
        script.origin(writer, index, false);
        say(writer, "", title);
    }

    fn make(script: &Script<'_>, writer: &mut Writer, _: usize, index: usize) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        let variable = script.variable(index, thing.kind.name);
        if thing.name.is_some() {
            let sign = member(&thing, thing.sign());
            ask(script, writer, (index, &thing), 0, &sign);
            writer.plain("if ($answer) {\n");
        } else {
            find(script, writer, index, &thing, true);
            writer.plain(&format!("if (${variable}) {{\n"));
        }
        if let Some(query) = differences(&thing, Shell::Pwsh.query_json()) {
            ask(script, writer, (index, &thing), 4, &query);
            writer.plain("    Write-Existing $answer\n");
        } else {
            say(writer, "    ", "  exists already");
        }
        writer.plain("} else {\n");
        if thing.name.is_some() {
            request(script, writer, (index, 4), SILENT, None);
        } else {
            let function = format!("${variable} = Invoke-Request");
            let name = Some(told(&thing));
            request(script, writer, (index, 4), &function, name);
            writer.plain(&format!("    Write-Host \"  {variable}=${variable}\"\n"));
        }
        writer.plain("}\n");
    }

    fn join(script: &Script<'_>, writer: &mut Writer, _: usize, index: usize) {
        let Some((look, peers)) = joining(script, index) else {
            return;
        };
        let frame = Frame {
            query: Some(PEERS),
            ..Frame::default()
        };
        let function = "$answer = Get-Answer '-'";
        about(script, writer, (index, 0), (function, frame), &look);
        let has = peers.into_iter().map(|peer| match peer {
            Operand::Variable(name) if script.kept.contains(&name) => {
                format!("$answer.Contains(${name})")
            }
            Operand::Variable(name) => format!("$answer.Contains($env:{name})"),
            Operand::Text(text) => format!("$answer.Contains('{text}')"),
        });
        let has: Vec<String> = has.collect();
        writer.plain(&format!("if ({}) {{\n", has.join(" -and ")));
        say(writer, "    ", "  has its peers already");
        writer.plain("} else {\n");
        request(script, writer, (index, 4), SILENT, None);
        writer.plain("}\n");
    }

    fn send(script: &Script<'_>, writer: &mut Writer, index: usize) {
        request(script, writer, (index, 0), "Invoke-Request", None);
    }

    fn keep(script: &Script<'_>, writer: &mut Writer, index: usize, member: &str) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        let function = format!("${} = Invoke-Request", script.variable(index, member));
        let frame = Frame {
            query: Some(&quoted(&self::member(&thing, member))),
            ..Frame::default()
        };
        about(
            script,
            writer,
            (index, 0),
            (&function, frame),
            &thing.look(),
        );
    }

    fn wait(script: &Script<'_>, writer: &mut Writer, _: usize, index: usize) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        let loops = format!("Wait-Status '{}'", thing.kind.status.1.join("', '"));
        let ready = Until::ready(&thing);
        until(script, writer, (index, &thing), 0, (&ready, &loops));
    }

    fn find(script: &Script<'_>, writer: &mut Writer, _: usize, index: usize) {
        if let Some(thing) = script.plan.thing(index) {
            find(script, writer, index, &thing, false);
        }
    }

    fn settle(script: &Script<'_>, writer: &mut Writer, _: usize, index: usize) {
        if let Some(thing) = script.plan.thing(index) {
            let settled = Until::settled(&thing, Shell::Pwsh.query_json());
            until_gone(script, writer, (index, &thing), &settled);
        }
    }

    fn leave(script: &Script<'_>, writer: &mut Writer, _: usize, index: usize) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        let Some(leave) = thing.leave() else { return };
        ask(script, writer, (index, &thing), 0, &role(&thing));
        writer.plain("if ($answer -ceq 'SECONDARY') {\n");
        let silent = (SILENT, Frame::default());
        about(script, writer, (index, 4), silent, &leave);
        writer.plain("} else {\n");
        say(writer, "    ", "  is in none");
        writer.plain("}\n");
    }

    fn remove(script: &Script<'_>, writer: &mut Writer, _: usize, index: usize) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        let Some(remove) = thing.remove() else { return };
        if thing.name.is_some() {
            let sign = member(&thing, thing.sign());
            ask(script, writer, (index, &thing), 0, &sign);
        } else {
            let variable = script.variable(index, thing.kind.name);
            writer.plain(&format!("$answer = ''\nif (${variable}) {{\n"));
            let sign = member(&thing, thing.sign());
            ask(script, writer, (index, &thing), 4, &sign);
            writer.plain("}\n");
        }
        writer.plain("if (-not $answer) {\n");
        say(writer, "    ", "  does not exist");
        // What has no status is described by its name.
        if !thing.kind.status.0.is_empty() {
            writer.plain("} elseif ($answer -match 'delet') {\n");
            say(writer, "    ", "  is being removed");
        }
        writer.plain("} else {\n");
        if let Some(unprotect) = thing.unprotect() {
            let silent = (SILENT, Frame::default());
            about(script, writer, (index, 4), silent, &unprotect);
        }
        let silent = (SILENT, Frame::default());
        about(script, writer, (index, 4), silent, &remove);
        writer.plain("}\n");
    }

    fn gone(script: &Script<'_>, writer: &mut Writer, _: usize, index: usize) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        until_gone(script, writer, (index, &thing), &Until::gone(&thing));
    }
}
