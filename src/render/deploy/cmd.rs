//! `deploy-cmd` and `teardown-cmd`: batch files.
//!
//! cmd.exe writes what a variable holds into a line before it reads the line. So what AWS answers goes through files and
//! the variables of `for`, which it fills in later; only names that AWS chose stand in lines.

mod looking;

use super::dialect::{self, Dialect, Operand, PEERS, Until, Use, joining, remarks, role, told};
use super::query::differences;
use super::script::{Script, member, plain};
use crate::render::cli::{Frame, Shell};
use crate::render::{SpanKind, Writer};
use looking::{ask, find, until, until_gone};

/// What both scripts begin with, after their remarks.
const START: &str = include_str!("cmd/start.cmd");
const NEEDED: &str = include_str!("cmd/needed.cmd");
const CONFIRM: &str = include_str!("cmd/confirm.cmd");
const END: &str = include_str!("cmd/end.cmd");
// Subroutines; they stand after the end.
const NEED: &str = include_str!("cmd/need.cmd");
const ANSWERED: &str = include_str!("cmd/answered.cmd");
const KEPT: &str = include_str!("cmd/kept.cmd");
const EXISTS: &str = include_str!("cmd/exists.cmd");
const FIND: &str = include_str!("cmd/find.cmd");
const FIND_STREAM: &str = include_str!("cmd/find_stream.cmd");
const READY: &str = include_str!("cmd/ready.cmd");
const GONE: &str = include_str!("cmd/gone.cmd");
const AGAIN: &str = include_str!("cmd/again.cmd");
const WAITED: &str = include_str!("cmd/waited.cmd");
const GOING: &str = include_str!("cmd/going.cmd");

/// Keeps what a command answers, and why it fails.
const HEARD: &str = " >\"%composer_answers%\" 2>\"%composer_errors%\"";
/// How long an expression may be: a line of cmd.exe has 8191 characters.
const QUERY: usize = 7_000;

pub(super) fn deploy(script: &Script<'_>, writer: &mut Writer) {
    head(script, writer, &dialect::DEPLOYS);
    let needed = script.needed();
    for name in &needed {
        writer.push(SpanKind::Keyword, "call");
        writer.plain(" :need ");
        writer.push(SpanKind::Secret, name);
        writer.plain("\r\n");
    }
    lines(writer, if needed.is_empty() { "" } else { NEEDED });
    dialect::deploy::<Cmd>(script, writer);
    let uses = dialect::uses_to_deploy(script);
    for (wanted, piece) in [
        (true, END),
        (!needed.is_empty(), NEED),
        (true, ANSWERED),
        (!script.kept.is_empty(), KEPT),
        (uses.contains(&Use::Compare), EXISTS),
        (uses.contains(&Use::Find), FIND),
        (uses.contains(&Use::FindStream), FIND_STREAM),
        (uses.contains(&Use::Look), READY),
        (uses.contains(&Use::Look), AGAIN),
        (uses.contains(&Use::Waiter), WAITED),
    ] {
        lines(writer, if wanted { piece } else { "" });
    }
}

pub(super) fn teardown(script: &Script<'_>, writer: &mut Writer) {
    let how = "taken. What does not exist is passed over. It asks first; --yes answers.";
    head(script, writer, &[dialect::REMOVES, how]);
    lines(writer, CONFIRM);
    dialect::teardown::<Cmd>(script, writer);
    let uses = dialect::uses_to_remove(script);
    for (wanted, piece) in [
        (true, END),
        (true, ANSWERED),
        (uses.contains(&Use::Find), FIND),
        (uses.contains(&Use::FindStream), FIND_STREAM),
        (uses.contains(&Use::Status), GOING),
        (uses.contains(&Use::Look), GONE),
        (uses.contains(&Use::Look), AGAIN),
        (uses.contains(&Use::Waiter), WAITED),
    ] {
        lines(writer, if wanted { piece } else { "" });
    }
}

/// Writes text with the line ends that cmd.exe finds labels by.
fn lines(writer: &mut Writer, text: &str) {
    for line in text.split_terminator('\n') {
        let kind = if line.starts_with("rem ") {
            SpanKind::Comment
        } else {
            SpanKind::Plain
        };
        writer.push(kind, &format!("{line}\r\n"));
    }
}

fn head(script: &Script<'_>, writer: &mut Writer, does: &[&str]) {
    lines(writer, "@echo off");
    for line in remarks(script, does) {
        lines(writer, format!("rem {line}").trim_end());
    }
    lines(writer, START);
}

fn echo(writer: &mut Writer, text: &str) {
    writer.push(SpanKind::Command, "echo");
    writer.plain(" ");
    writer.push(SpanKind::String, &plain(text));
    writer.plain("\r\n");
}

fn quoted(text: &str) -> String {
    let mut acc = String::new();
    Shell::Cmd.push_query(&mut acc, text);
    acc
}

/// Ends the script where the command before failed.
fn or_fail(writer: &mut Writer) {
    lines(writer, "if %errorlevel% neq 0 goto :failed");
}

/// A command whose answer nobody reads.
const SILENT: Frame<'static> = Frame {
    indent: 0,
    before: "",
    verb: None,
    query: None,
    after: " >nul",
};

struct Cmd;

impl Dialect for Cmd {
    fn begin(script: &Script<'_>, writer: &mut Writer, index: usize, title: &str) {
        writer.resource(None);
        writer.plain("\r\n");
        script.origin(writer, index, false);
        echo(writer, title);
    }

    fn make(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        let variable = script.variable(index, thing.kind.name);
        if thing.name.is_some() {
            let sign = member(&thing, thing.sign());
            ask(script, writer, index, &thing, &sign);
            lines(
                writer,
                &format!("if not defined composer_answer goto :make_{at}"),
            );
        } else {
            find(script, writer, (at, index), &thing, true);
            lines(
                writer,
                &format!("if not defined {variable} goto :make_{at}"),
            );
        }
        let differences = differences(&thing, Shell::Cmd.query_json());
        if let Some(query) = differences.filter(|query| query.len() <= QUERY) {
            ask(script, writer, index, &thing, &query);
            lines(writer, "call :exists");
        } else {
            echo(writer, "  exists already");
        }
        lines(writer, &format!("goto :made_{at}\n:make_{at}"));
        if thing.name.is_some() {
            script.command(writer, index, Shell::Cmd, SILENT);
            or_fail(writer);
        } else {
            let frame = Frame {
                query: Some(told(&thing)),
                after: " >\"%composer_answers%\"",
                ..Frame::default()
            };
            script.command(writer, index, Shell::Cmd, frame);
            or_fail(writer);
            let told = format!("call :kept {variable}\necho   {variable}=%{variable}%");
            lines(writer, &told);
        }
        lines(writer, &format!(":made_{at}"));
    }

    fn join(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize) {
        let Some((look, peers)) = joining(script, index) else {
            return;
        };
        let frame = Frame {
            query: Some(PEERS),
            after: HEARD,
            ..Frame::default()
        };
        script.about(writer, index, &look, Shell::Cmd, frame);
        lines(writer, "call :answered -");
        or_fail(writer);
        for peer in peers {
            let text = match peer {
                Operand::Variable(name) => format!("%{name}%"),
                Operand::Text(text) => text,
            };
            lines(
                writer,
                &format!(
                    "\"%composer_find%\" \"{text}\" \"%composer_answers%\" >nul\n\
                     if %errorlevel% neq 0 goto :join_{at}"
                ),
            );
        }
        echo(writer, "  has its peers already");
        lines(writer, &format!("goto :joined_{at}\n:join_{at}"));
        script.command(writer, index, Shell::Cmd, SILENT);
        or_fail(writer);
        lines(writer, &format!(":joined_{at}"));
    }

    fn send(script: &Script<'_>, writer: &mut Writer, index: usize) {
        let frame = Frame {
            after: " >\"%composer_answers%\"",
            ..Frame::default()
        };
        script.command(writer, index, Shell::Cmd, frame);
        or_fail(writer);
        lines(writer, "type \"%composer_answers%\"");
    }

    fn keep(script: &Script<'_>, writer: &mut Writer, index: usize, member: &str) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        let frame = Frame {
            query: Some(&quoted(&self::member(&thing, member))),
            after: " >\"%composer_answers%\"",
            ..Frame::default()
        };
        script.about(writer, index, &thing.look(), Shell::Cmd, frame);
        or_fail(writer);
        let variable = script.variable(index, member);
        lines(writer, &format!("call :kept {variable}"));
    }

    fn wait(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        let judge = format!("ready {}", thing.kind.status.1.join(" "));
        let ready = Until::ready(&thing);
        until(script, writer, (at, index), &thing, (&ready, &judge));
    }

    fn find(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize) {
        if let Some(thing) = script.plan.thing(index) {
            find(script, writer, (at, index), &thing, false);
        }
    }

    fn settle(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize) {
        if let Some(thing) = script.plan.thing(index) {
            let settled = Until::settled(&thing, Shell::Cmd.query_json());
            until_gone(script, writer, (at, index), &thing, &settled);
        }
    }

    fn leave(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        let Some(leave) = thing.leave() else { return };
        ask(script, writer, index, &thing, &role(&thing));
        let skip = format!(
            "if not \"%composer_answer%\"==\"SECONDARY\" echo   is in none\nif not \"%composer_answer%\"==\"SECONDARY\" goto :left_{at}"
        );
        lines(writer, &skip);
        script.about(writer, index, &leave, Shell::Cmd, SILENT);
        or_fail(writer);
        lines(writer, &format!(":left_{at}"));
    }

    fn remove(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        let Some(remove) = thing.remove() else { return };
        if thing.name.is_some() {
            let sign = member(&thing, thing.sign());
            ask(script, writer, index, &thing, &sign);
        } else {
            let variable = script.variable(index, thing.kind.name);
            let skip =
                format!("set \"composer_answer=\"\nif not defined {variable} goto :asked_{at}");
            lines(writer, &skip);
            let sign = member(&thing, thing.sign());
            ask(script, writer, index, &thing, &sign);
            lines(writer, &format!(":asked_{at}"));
        }
        let skip = format!("if not defined composer_answer goto :removed_{at}");
        lines(
            writer,
            "if not defined composer_answer echo   does not exist",
        );
        lines(writer, &skip);
        // What has no status is described by its name.
        if !thing.kind.status.0.is_empty() {
            let skip = format!("call :going\nif %errorlevel% equ 0 goto :removed_{at}");
            lines(writer, &skip);
        }
        if let Some(unprotect) = thing.unprotect() {
            script.about(writer, index, &unprotect, Shell::Cmd, SILENT);
            or_fail(writer);
        }
        script.about(writer, index, &remove, Shell::Cmd, SILENT);
        or_fail(writer);
        lines(writer, &format!(":removed_{at}"));
    }

    fn gone(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        until_gone(script, writer, (at, index), &thing, &Until::gone(&thing));
    }
}
