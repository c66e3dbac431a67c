//! `deploy-sh` and `teardown-sh`: scripts for bash 3.2 and later.

use super::query::{differences, recognized};
use super::script::{Script, member, plain};
use crate::deploy::{Removal, Step, Thing, peers};
use crate::document::Value;
use crate::model::generated::dsql::names as d;
use crate::render::cli::{Frame, Shell};
use crate::render::quote::{Json, push_q1};
use crate::render::{SpanKind, Writer};

/// What both scripts begin with, after their remarks.
const START: &str = include_str!("sh/start.sh");
const NEED: &str = include_str!("sh/need.sh");
const EXISTS: &str = include_str!("sh/exists.sh");
const FIND: &str = include_str!("sh/find.sh");
const AWAIT: &str = include_str!("sh/await.sh");
const AWAIT_BY: &str = include_str!("sh/await_by.sh");
const GONE: &str = include_str!("sh/gone.sh");
const CONFIRM: &str = include_str!("sh/confirm.sh");

pub(super) fn deploy(script: &Script<'_>, writer: &mut Writer) {
    let steps = &script.plan.steps;
    head(
        script,
        writer,
        "Makes what is listed, in this order. What exists already is left as it is, so that",
        "it can be run again; the first error ends it.",
    );
    writer.plain(START);
    if !script.needed().is_empty() {
        writer.plain(NEED);
    }
    if steps.iter().any(|step| is_compared(script, step)) {
        writer.plain(EXISTS);
    }
    if steps.iter().any(|step| is_found(script, step)) {
        writer.plain(FIND);
    }
    let waits = |by: bool| {
        steps.iter().any(|step| match step {
            Step::Wait(index) => {
                let thing = script.plan.thing(*index);
                thing.is_some_and(|thing| thing.kind.waiters.is_some() == by)
            }
            _ => false,
        })
    };
    if waits(false) {
        writer.plain(AWAIT);
    }
    if waits(true) {
        writer.plain(AWAIT_BY);
    }
    need(script, writer);
    let mut number = 0;
    for step in steps {
        let mut numbered = |index: usize| {
            number += 1;
            format!("{number}. {}", script.title(index))
        };
        match step {
            Step::Make(index) => {
                begin(script, writer, *index, &numbered(*index));
                make(script, writer, *index);
            }
            Step::Join(index) => {
                begin(script, writer, *index, &numbered(*index));
                join(script, writer, *index);
            }
            Step::Send(index) => {
                begin(script, writer, *index, &numbered(*index));
                script.command(writer, *index, Shell::Sh, Frame::default());
            }
            Step::Keep { thing, member } => keep(script, writer, *thing, member),
            Step::Wait(index) => wait(script, writer, *index),
        }
    }
    writer.resource(None);
    writer.plain("\nsay 'Done.'\n");
}

pub(super) fn teardown(script: &Script<'_>, writer: &mut Writer) {
    let removals = &script.plan.removals;
    head(
        script,
        writer,
        "Removes what is listed, the last one first, and all data in it; no final snapshot is",
        "taken. What does not exist is passed over. It asks first; --yes answers.",
    );
    writer.plain(START);
    let finds = script.plan.steps.iter().any(|step| is_found(script, step));
    if finds {
        writer.plain(FIND);
    }
    let waits = |by: bool| {
        removals.iter().any(|removal| match removal {
            Removal::Gone(index) => {
                let thing = script.plan.thing(*index);
                thing.is_some_and(|thing| thing.kind.waiters.is_some() == by)
            }
            _ => false,
        })
    };
    if waits(false) {
        writer.plain(GONE);
    }
    if waits(true) {
        writer.plain(AWAIT_BY);
    }
    writer.plain(CONFIRM);
    for removal in removals {
        match removal {
            Removal::Remove(index) => remove(script, writer, *index),
            Removal::Gone(index) => gone(script, writer, *index),
            Removal::Stays(index) => {
                let title = format!("{} stays: nothing removes it", script.title(*index));
                begin(script, writer, *index, &title);
            }
        }
    }
    writer.resource(None);
    writer.plain("\nsay 'Done.'\n");
}

fn head(script: &Script<'_>, writer: &mut Writer, does: &str, how: &str) {
    writer.push(SpanKind::Comment, "#!/usr/bin/env bash\n");
    let mut lines = vec![does.to_owned(), how.to_owned(), String::new()];
    let mut number = 0;
    for step in &script.plan.steps {
        if let Step::Make(index) | Step::Join(index) | Step::Send(index) = step {
            number += 1;
            lines.push(format!("  {number}. {}", script.title(*index)));
        }
    }
    lines.push(String::new());
    lines.push("POLL_SECONDS (15) is the time between two looks.".to_owned());
    for line in lines {
        let text = format!("# {line}");
        writer.push(SpanKind::Comment, &format!("{}\n", text.trim_end()));
    }
    // Backticks are part of the expressions that AWS's answers are asked with.
    writer.push(SpanKind::Comment, "# shellcheck disable=SC2016\n");
}

/// Names all variables at once that the environment lacks.
fn need(script: &Script<'_>, writer: &mut Writer) {
    let needed = script.needed();
    if needed.is_empty() {
        return;
    }
    writer.plain("\n");
    writer.push(SpanKind::Command, "need");
    for name in needed {
        writer.plain(" \\\n  ");
        writer.push(SpanKind::Secret, &name);
    }
    writer.plain("\n");
}

/// Says what comes.
fn begin(script: &Script<'_>, writer: &mut Writer, index: usize, title: &str) {
    writer.resource(None);
    writer.plain("\n");
    script.origin(writer, index, false);
    say(writer, "", title);
}

fn say(writer: &mut Writer, indent: &str, text: &str) {
    writer.plain(indent);
    writer.push(SpanKind::Command, "say");
    writer.plain(" ");
    writer.push(SpanKind::String, &format!("'{}'", plain(text)));
    writer.plain("\n");
}

/// Whether a step makes something that is found by its tags.
fn is_found(script: &Script<'_>, step: &Step) -> bool {
    let Step::Make(index) = step else {
        return false;
    };
    let thing = script.plan.thing(*index);
    thing.is_some_and(|thing| thing.name.is_none() && !thing.tags().is_empty())
}

/// Whether a step tells in what something that exists differs.
fn is_compared(script: &Script<'_>, step: &Step) -> bool {
    let Step::Make(index) = step else {
        return false;
    };
    let thing = script.plan.thing(*index);
    thing.is_some_and(|thing| !thing.asked().is_empty())
}

fn quoted(text: &str) -> String {
    let mut acc = String::new();
    push_q1(&mut acc, text);
    acc
}

/// Asks AWS about a thing; the answer is empty if there is none.
fn ask(script: &Script<'_>, writer: &mut Writer, index: usize, thing: &Thing<'_>, query: &str) {
    let frame = Frame {
        before: &format!("ask {} ", thing.kind.missing),
        query: Some(&quoted(query)),
        ..Frame::default()
    };
    script.about(writer, index, &thing.look(), Shell::Sh, frame);
}

/// Sets the variable of a name that AWS chose, from the environment or by its tags; to nothing if there is none.
fn find(script: &Script<'_>, writer: &mut Writer, index: usize, thing: &Thing<'_>, living: bool) {
    let variable = script.variable(index, thing.kind.name);
    let Some(query) = recognized(thing, living, Json::WindowsFile) else {
        writer.plain(&format!("{variable}=${{{variable}-}}\n"));
        return;
    };
    let mut region = String::new();
    Shell::Sh.push_name(&mut region, thing.region);
    writer.plain(&format!("if [[ -z ${{{variable}-}} ]]; then\n  "));
    writer.push(SpanKind::Command, "find_cluster");
    writer.plain(&format!(
        " {region} {}\n  {variable}=$composer_answer\nfi\n",
        quoted(&query)
    ));
}

fn make(script: &Script<'_>, writer: &mut Writer, index: usize) {
    let Some(thing) = script.plan.thing(index) else {
        return;
    };
    if thing.name.is_some() {
        ask(script, writer, index, &thing, &member(&thing, thing.sign()));
        writer.plain("if [[ -n $composer_answer ]]; then\n");
    } else {
        find(script, writer, index, &thing, true);
        let variable = script.variable(index, thing.kind.name);
        writer.plain(&format!("if [[ -n ${variable} ]]; then\n"));
    }
    if let Some(query) = differences(&thing, Json::WindowsFile) {
        let frame = Frame {
            indent: 2,
            before: &format!("ask {} ", thing.kind.missing),
            query: Some(&quoted(&query)),
            ..Frame::default()
        };
        script.about(writer, index, &thing.look(), Shell::Sh, frame);
        writer.plain("  exists\n");
    } else {
        say(writer, "  ", "  exists already");
    }
    writer.plain("else\n");
    if thing.name.is_some() {
        let frame = Frame {
            indent: 2,
            after: " >/dev/null",
            ..Frame::default()
        };
        script.command(writer, index, Shell::Sh, frame);
    } else {
        let frame = Frame {
            indent: 2,
            before: &format!("{}=$(", script.variable(index, thing.kind.name)),
            query: Some(thing.kind.name),
            after: ")",
            ..Frame::default()
        };
        script.command(writer, index, Shell::Sh, frame);
        let variable = script.variable(index, thing.kind.name);
        writer.plain(&format!("  say \"  {variable}=${variable}\"\n"));
    }
    writer.plain("fi\n");
}

/// Keeps a member of what AWS tells about a thing in a variable.
fn keep(script: &Script<'_>, writer: &mut Writer, index: usize, member: &str) {
    let Some(thing) = script.plan.thing(index) else {
        return;
    };
    let frame = Frame {
        before: &format!("{}=$(", script.variable(index, member)),
        query: Some(&quoted(&self::member(&thing, member))),
        after: ")",
        ..Frame::default()
    };
    script.about(writer, index, &thing.look(), Shell::Sh, frame);
}

/// Names the peers of a cluster, unless it has them.
fn join(script: &Script<'_>, writer: &mut Writer, index: usize) {
    let request = script.request(index);
    let Some(properties) = request.parameters.get(d::MULTI_REGION_PROPERTIES) else {
        return;
    };
    let mut look = request.clone();
    look.operation = "GetCluster".into();
    look.region = Some(script.plan.document.region_of(request).into());
    let identifier = request.parameters.get(d::IDENTIFIER);
    look.parameters = Value::map([(
        d::IDENTIFIER.into(),
        identifier.cloned().unwrap_or(Value::Null),
    )]);
    let frame = Frame {
        before: "ask - ",
        query: Some("multiRegionProperties.clusters"),
        ..Frame::default()
    };
    script.about(writer, index, &look, Shell::Sh, frame);
    let has = peers(properties).into_iter().map(|peer| {
        let text = match (peer.as_ref_to(), peer.as_str()) {
            (Some((id, member)), _) => {
                let name = script.secrets.answer(id, member);
                format!("\"${}\"", name.map_or("UNKNOWN", |name| name))
            }
            (None, text) => quoted(&plain(text.unwrap_or_default())),
        };
        format!("$composer_answer == *{text}*")
    });
    let has: Vec<String> = has.collect();
    writer.plain(&format!("if [[ {} ]]; then\n", has.join(" && ")));
    say(writer, "  ", "  has its peers already");
    writer.plain("else\n");
    let frame = Frame {
        indent: 2,
        after: " >/dev/null",
        ..Frame::default()
    };
    script.command(writer, index, Shell::Sh, frame);
    writer.plain("fi\n");
}

fn wait(script: &Script<'_>, writer: &mut Writer, index: usize) {
    let Some(thing) = script.plan.thing(index) else {
        return;
    };
    begin(
        script,
        writer,
        index,
        &format!("Waiting for {}", script.title(index)),
    );
    let (status, ready) = thing.kind.status;
    let query = quoted(&member(&thing, status));
    let verb = thing.kind.waiters.map(|[ready, _]| format!("wait {ready}"));
    let frame = match &verb {
        Some(verb) => Frame {
            before: "await_by ",
            verb: Some(verb),
            ..Frame::default()
        },
        None => Frame {
            before: &format!("await {ready} "),
            query: Some(&query),
            ..Frame::default()
        },
    };
    script.about(writer, index, &thing.look(), Shell::Sh, frame);
}

fn remove(script: &Script<'_>, writer: &mut Writer, index: usize) {
    let (Some(thing), title) = (script.plan.thing(index), script.title(index)) else {
        return;
    };
    let Some(remove) = thing.remove() else { return };
    begin(script, writer, index, &title);
    if thing.name.is_some() {
        ask(script, writer, index, &thing, &member(&thing, thing.sign()));
    } else {
        find(script, writer, index, &thing, false);
        let variable = script.variable(index, thing.kind.name);
        writer.plain(&format!(
            "composer_answer=''\nif [[ -n ${variable} ]]; then\n"
        ));
        let frame = Frame {
            indent: 2,
            before: &format!("ask {} ", thing.kind.missing),
            query: Some(thing.kind.status.0),
            ..Frame::default()
        };
        script.about(writer, index, &thing.look(), Shell::Sh, frame);
        writer.plain("fi\n");
    }
    writer.plain("case $composer_answer in\n  '')");
    say(writer, " ", "  does not exist");
    writer.plain("    ;;\n  *[Dd]eleting* | *DELET*)");
    say(writer, " ", "  is being removed");
    writer.plain("    ;;\n  *)\n");
    if let Some(unprotect) = thing.unprotect() {
        let frame = Frame {
            indent: 4,
            after: " >/dev/null",
            ..Frame::default()
        };
        script.about(writer, index, &unprotect, Shell::Sh, frame);
    }
    let frame = Frame {
        indent: 4,
        after: " >/dev/null",
        ..Frame::default()
    };
    script.about(writer, index, &remove, Shell::Sh, frame);
    writer.plain("    ;;\nesac\n");
}

fn gone(script: &Script<'_>, writer: &mut Writer, index: usize) {
    let Some(thing) = script.plan.thing(index) else {
        return;
    };
    begin(
        script,
        writer,
        index,
        &format!("Waiting until {} is gone", script.title(index)),
    );
    let query = quoted(&member(&thing, thing.sign()));
    let verb = thing.kind.waiters.map(|[_, gone]| format!("wait {gone}"));
    let indent = if thing.name.is_none() { 2 } else { 0 };
    if thing.name.is_none() {
        let variable = script.variable(index, thing.kind.name);
        writer.plain(&format!("if [[ -n ${variable} ]]; then\n"));
    }
    let frame = match &verb {
        Some(verb) => Frame {
            indent,
            before: "await_by ",
            verb: Some(verb),
            ..Frame::default()
        },
        None => Frame {
            indent,
            before: &format!("gone {} ", thing.kind.missing),
            query: Some(&query),
            ..Frame::default()
        },
    };
    script.about(writer, index, &thing.look(), Shell::Sh, frame);
    if thing.name.is_none() {
        writer.plain("fi\n");
    }
}
