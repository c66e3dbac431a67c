//! `deploy-boto3` and `teardown-boto3`: Python scripts, as Ruff formats them and mypy accepts them in strict mode.

mod body;

use std::collections::BTreeSet;

use super::script::{Script, plain};
use crate::deploy::{By, Removal, Step, Thing};
use crate::render::boto3::entry::{client, clients};
use crate::render::boto3::literal;
use crate::render::boto3::parts::definition;
use crate::render::{SpanKind, Writer};
use body::{Body, Does, call};

const START: &str = include_str!("py/start.py");
const SECRET: &str = include_str!("py/secret.py");
const KNOWN: &str = include_str!("py/known.py");
const TELL: &str = include_str!("py/tell.py");
const NEED: &str = include_str!("py/need.py");
const EXISTS: &str = include_str!("py/exists.py");
const FIND: &str = include_str!("py/find.py");
const FIND_STREAM: &str = include_str!("py/find_stream.py");
const FIND_DATASTORE: &str = include_str!("py/find_datastore.py");
const ROLE: &str = include_str!("py/role.py");
const SETTLE: &str = include_str!("py/settle.py");
const WAIT: &str = include_str!("py/wait.py");
const WAIT_BY: &str = include_str!("py/wait_by.py");
const GONE: &str = include_str!("py/gone.py");
const REMOVE: &str = include_str!("py/remove.py");
const END: &str = include_str!("py/end.py");

/// A function of the script: its name, the request that it is about, and what it does.
struct Function<'a> {
    name: String,
    index: usize,
    title: String,
    body: Does<'a>,
}

pub(super) fn deploy(script: &Script<'_>, writer: &mut Writer) {
    let functions = makers(script);
    let steps = &script.plan.steps;
    let waits = |by: bool| steps.iter().any(|step| waits(script, step, by));
    let needed = script.needed();
    head(
        script,
        writer,
        "Make what is listed, in this order.",
        &[
            "What exists already is left as it is, so that it can be run again.",
            "With --dry-run it prints the requests and sends none.",
        ],
    );
    imports(writer, waits(false) || waits(true), waits(true));
    writer.plain(START);
    let has_known = !script.plan.kept().is_empty();
    for (wanted, piece) in [
        (!needed.is_empty(), SECRET),
        (!needed.is_empty(), NEED),
        (has_known, KNOWN),
        (
            steps.iter().any(|step| matches!(step, Step::Keep { .. })),
            TELL,
        ),
        (
            steps.iter().any(|step| made(script, step).is_some()),
            EXISTS,
        ),
        (finds(script, By::Tags), FIND),
        (finds(script, By::Target), FIND_STREAM),
        (finds(script, By::Suffix), FIND_DATASTORE),
        (waits(false), WAIT),
        (waits(true), WAIT_BY),
    ] {
        writer.plain(if wanted { piece } else { "" });
    }
    all(script, writer, &functions);
    main(
        script,
        writer,
        &functions,
        &[("--dry-run", "print the requests and send none")],
        |writer| {
            if !needed.is_empty() {
                let names: Vec<String> = needed.iter().map(|name| literal::string(name)).collect();
                call(writer, 4, "need", &names);
            }
        },
    );
}

pub(super) fn teardown(script: &Script<'_>, writer: &mut Writer) {
    let functions = removers(script);
    let removals = &script.plan.removals;
    let gone = |by: bool| {
        removals.iter().any(|removal| match removal {
            Removal::Gone(index) => {
                let thing = script.plan.thing(*index);
                thing.is_some_and(|thing| thing.kind.waiters.is_some() == by)
            }
            _ => false,
        })
    };
    let some = |is: fn(&Removal) -> bool| removals.iter().any(is);
    let settles = some(|removal| matches!(removal, Removal::Settle(_)));
    let leaves = some(|removal| matches!(removal, Removal::Leave(_)));
    head(
        script,
        writer,
        "Remove what is listed, the last one first, and all data in it.",
        &[
            "No final snapshot is taken; what does not exist is passed over.",
            "It asks first; --yes answers. With --dry-run it prints the requests and sends none.",
        ],
    );
    imports(writer, settles || gone(false) || gone(true), gone(true));
    writer.plain(START);
    for (wanted, piece) in [
        (some(|removal| matches!(removal, Removal::Find(_))), KNOWN),
        (finds(script, By::Tags), FIND),
        (finds(script, By::Target), FIND_STREAM),
        (finds(script, By::Suffix), FIND_DATASTORE),
        (settles || leaves, ROLE),
        (settles, SETTLE),
        (
            some(|removal| matches!(removal, Removal::Remove(_))),
            REMOVE,
        ),
        (gone(false), GONE),
        (gone(true), WAIT_BY),
    ] {
        writer.plain(if wanted { piece } else { "" });
    }
    all(script, writer, &functions);
    let flags = [
        ("--dry-run", "print the requests and send none"),
        ("--yes", "do not ask"),
    ];
    main(script, writer, &functions, &flags, |writer| {
        writer.plain("    asks = not DRY_RUN and \"--yes\" not in sys.argv[1:]\n    if asks and input(\"Remove all of this? Type yes: \") != \"yes\":\n        say(\"Nothing was removed.\")\n        sys.exit(2)\n");
    });
}

/// What a step makes.
fn made<'a>(script: &'a Script<'_>, step: &Step) -> Option<Thing<'a>> {
    match step {
        Step::Make(index) => script.plan.thing(*index),
        _ => None,
    }
}

/// Whether the script looks for things whose names AWS chose, in a way.
fn finds(script: &Script<'_>, by: By) -> bool {
    let mut things = script.plan.steps.iter();
    let found = |step| made(script, step).and_then(|thing| thing.kind.found);
    things.any(|step| found(step).is_some_and(|found| found.by == by))
}

/// Whether a step waits, with a waiter of AWS's or without.
fn waits(script: &Script<'_>, step: &Step, by: bool) -> bool {
    match step {
        Step::Wait(index) => {
            let thing = script.plan.thing(*index);
            thing.is_some_and(|thing| thing.kind.waiters.is_some() == by)
        }
        _ => false,
    }
}

fn head(script: &Script<'_>, writer: &mut Writer, does: &str, how: &[&str]) {
    let mut lines = vec![does.to_owned(), String::new()];
    let mut number = 0;
    for step in &script.plan.steps {
        if let Step::Make(index) | Step::Join(index) | Step::Send(index) = step {
            number += 1;
            lines.push(format!("{number}. {}", script.title(*index)));
        }
    }
    lines.push(String::new());
    lines.extend(how.iter().map(|line| (*line).to_owned()));
    lines.push("POLL_SECONDS (15) in the environment is the time between two looks.".to_owned());
    lines.push("Exit status: 0 done, 1 AWS refused or it took too long, 2 wrong use.".to_owned());
    let text = format!("\"\"\"{}\n\"\"\"\n", lines.join("\n"));
    writer.push(SpanKind::String, &text);
}

fn imports(writer: &mut Writer, waits: bool, waiters: bool) {
    let mut text = String::from(
        "\nfrom __future__ import annotations\n\nimport argparse\nimport json\nimport os\nimport sys\n",
    );
    text.push_str(if waits { "import time\n" } else { "" });
    text.push_str("from typing import Any\n\nimport boto3\nfrom botocore.exceptions import BotoCoreError, ClientError");
    text.push_str(if waiters { ", WaiterError\n\n" } else { "\n\n" });
    writer.plain(&text);
}

/// A stem for names of functions: `replication_group`.
fn stem(thing: &Thing<'_>) -> String {
    let title = thing
        .kind
        .title
        .strip_prefix("Aurora ")
        .unwrap_or(thing.kind.title);
    title.to_ascii_lowercase().replace(' ', "_")
}

fn makers<'a>(script: &'a Script<'a>) -> Vec<Function<'a>> {
    let mut number = 0;
    let steps = script.plan.steps.iter().enumerate();
    steps
        .map(|(at, step)| {
            let n = at + 1;
            let (Step::Make(index)
            | Step::Join(index)
            | Step::Send(index)
            | Step::Wait(index)
            | Step::Keep { thing: index, .. }) = step;
            let index = *index;
            if matches!(step, Step::Make(_) | Step::Join(_) | Step::Send(_)) {
                number += 1;
            }
            let numbered = format!("{number}. {}", script.title(index));
            let (name, title, body): (String, String, Does<'a>) = match step {
                Step::Make(_) => (
                    script
                        .plan
                        .thing(index)
                        .map_or_else(|| "make".to_owned(), |thing| stem(&thing)),
                    numbered,
                    Does::Make,
                ),
                Step::Join(_) => ("join".to_owned(), numbered, Does::Join),
                Step::Send(_) => ("send".to_owned(), numbered, Does::Send),
                Step::Wait(_) => (
                    "wait".to_owned(),
                    format!("Waiting for {}", script.title(index)),
                    Does::Wait,
                ),
                Step::Keep { member, .. } => (
                    "keep".to_owned(),
                    format!("Keeping {} of {}", plain(member), script.title(index)),
                    Does::Keep(member),
                ),
            };
            Function {
                name: format!("{name}_{n}"),
                index,
                title,
                body,
            }
        })
        .collect()
}

fn removers<'a>(script: &'a Script<'a>) -> Vec<Function<'a>> {
    let removals = script.plan.removals.iter().enumerate();
    removals
        .map(|(at, removal)| {
            let (Removal::Find(index)
            | Removal::Settle(index)
            | Removal::Leave(index)
            | Removal::Remove(index)
            | Removal::Gone(index)
            | Removal::Stays(index)) = *removal;
            let title = script.title(index);
            let (name, title, body): (&str, String, Does<'a>) = match removal {
                Removal::Find(_) => ("find", format!("Looking for {title}"), Does::Find),
                Removal::Settle(_) => (
                    "settle",
                    format!("Waiting until {title} can be changed"),
                    Does::Settle,
                ),
                Removal::Leave(_) => (
                    "leave",
                    format!("Taking {title} out of its global datastore"),
                    Does::Leave,
                ),
                Removal::Remove(_) => ("remove", title, Does::Remove),
                Removal::Gone(_) => ("gone", format!("Waiting until {title} is gone"), Does::Gone),
                Removal::Stays(_) => (
                    "stays",
                    format!("{title} stays: nothing removes it"),
                    Does::Nothing,
                ),
            };
            Function {
                name: format!("{name}_{}", at + 1),
                index,
                title,
                body,
            }
        })
        .collect()
}

/// Writes the functions.
fn all(script: &Script<'_>, writer: &mut Writer, functions: &[Function<'_>]) {
    for function in functions {
        writer.resource(None);
        writer.plain("\n\n");
        script.origin(writer, function.index, false);
        let does = format!("{}.", plain(&function.title));
        definition(writer, &function.name, "(client: Any) -> None", &does);
        writer.plain("    say(");
        writer.push(SpanKind::String, &literal::string(&plain(&function.title)));
        writer.plain(")\n");
        Body {
            script,
            writer,
            index: function.index,
        }
        .write(function.body);
    }
    writer.resource(None);
}

fn main(
    script: &Script<'_>,
    writer: &mut Writer,
    functions: &[Function<'_>],
    flags: &[(&str, &str)],
    before: impl Fn(&mut Writer),
) {
    let document = &script.plan.document;
    let clients = clients(document);
    let key = |index: usize| {
        let request = script.request(index);
        (&*request.service, document.region_of(request))
    };
    writer.plain("\n\n");
    definition(writer, "main", "() -> None", "Run the steps in order.");
    writer.plain("    parser = argparse.ArgumentParser()\n");
    for (flag, does) in flags {
        let arguments = [
            format!("\"{flag}\""),
            "action=\"store_true\"".to_owned(),
            format!("help=\"{does}\""),
        ];
        call(writer, 4, "parser.add_argument", &arguments);
    }
    writer.plain("    parser.parse_args()\n");
    before(writer);
    let used: BTreeSet<(&str, &str)> = functions
        .iter()
        .map(|function| key(function.index))
        .collect();
    for (i, found) in clients.iter().enumerate() {
        if used.contains(found.0) {
            client(writer, i, found);
        }
    }
    writer.plain("    try:\n");
    for function in functions {
        writer.resource(script.plan.origins.get(function.index).copied());
        let name = clients
            .get(&key(function.index))
            .map_or("client", String::as_str);
        writer.plain("        ");
        writer.push(SpanKind::Command, &function.name);
        writer.plain(&format!("({name})\n"));
    }
    writer.resource(None);
    if functions.is_empty() {
        writer.plain("        say(\"There is nothing to do.\")\n");
    }
    writer.plain(END);
}
