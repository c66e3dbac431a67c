//! `deploy-sh` and `teardown-sh`: scripts for bash 3.2 and later.

use super::dialect::{
    self, Dialect, Operand, PEERS, Search, Until, Use, joining, remarks, role, told,
};
use super::query::differences;
use super::script::{Script, member, plain};
use crate::deploy::Thing;
use crate::render::cli::{Frame, Shell};
use crate::render::{SpanKind, Writer};

/// What both scripts begin with, after their remarks.
const START: &str = include_str!("sh/start.sh");
const NEED: &str = include_str!("sh/need.sh");
const EXISTS: &str = include_str!("sh/exists.sh");
const FIND: &str = include_str!("sh/find.sh");
const FIND_STREAM: &str = include_str!("sh/find_stream.sh");
const AWAIT: &str = include_str!("sh/await.sh");
const AWAIT_BY: &str = include_str!("sh/await_by.sh");
const GONE: &str = include_str!("sh/gone.sh");
const CONFIRM: &str = include_str!("sh/confirm.sh");

pub(super) fn deploy(script: &Script<'_>, writer: &mut Writer) {
    head(script, writer, &dialect::DEPLOYS);
    let uses = dialect::uses_to_deploy(script);
    for (wanted, piece) in [
        (true, START),
        (!script.needed().is_empty(), NEED),
        (uses.contains(&Use::Compare), EXISTS),
        (uses.contains(&Use::Find), FIND),
        (uses.contains(&Use::FindStream), FIND_STREAM),
        (uses.contains(&Use::Look), AWAIT),
        (uses.contains(&Use::Waiter), AWAIT_BY),
    ] {
        writer.plain(if wanted { piece } else { "" });
    }
    need(script, writer);
    dialect::deploy::<Bash>(script, writer);
    writer.plain("\nsay 'Done.'\n");
}

pub(super) fn teardown(script: &Script<'_>, writer: &mut Writer) {
    let how = "taken. What does not exist is passed over. It asks first; --yes answers.";
    head(script, writer, &[dialect::REMOVES, how]);
    let uses = dialect::uses_to_remove(script);
    for (wanted, piece) in [
        (true, START),
        (uses.contains(&Use::Find), FIND),
        (uses.contains(&Use::FindStream), FIND_STREAM),
        (uses.contains(&Use::Look), GONE),
        (uses.contains(&Use::Waiter), AWAIT_BY),
        (true, CONFIRM),
    ] {
        writer.plain(if wanted { piece } else { "" });
    }
    dialect::teardown::<Bash>(script, writer);
    writer.plain("\nsay 'Done.'\n");
}

fn head(script: &Script<'_>, writer: &mut Writer, does: &[&str]) {
    writer.push(SpanKind::Comment, "#!/usr/bin/env bash\n");
    for line in remarks(script, does) {
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

fn say(writer: &mut Writer, indent: &str, text: &str) {
    writer.plain(indent);
    writer.push(SpanKind::Command, "say");
    writer.plain(" ");
    writer.push(SpanKind::String, &format!("'{}'", plain(text)));
    writer.plain("\n");
}

fn quoted(text: &str) -> String {
    let mut acc = String::new();
    Shell::Sh.push_query(&mut acc, text);
    acc
}

/// Asks AWS about a thing; the answer is empty if there is none.
fn ask(
    script: &Script<'_>,
    writer: &mut Writer,
    (index, thing): (usize, &Thing<'_>),
    indent: usize,
    query: &str,
) {
    let frame = Frame {
        indent,
        before: &format!("ask {} ", thing.kind.missing),
        query: Some(&quoted(query)),
        ..Frame::default()
    };
    script.about(writer, index, &thing.look(), Shell::Sh, frame);
}

/// A command whose answer nobody reads.
fn silent(indent: usize) -> Frame<'static> {
    Frame {
        indent,
        after: " >/dev/null",
        ..Frame::default()
    }
}

/// Sets the variable of a name that AWS chose, from the environment or by how it is recognized; to nothing if there is
/// none.
fn find(script: &Script<'_>, writer: &mut Writer, index: usize, thing: &Thing<'_>, living: bool) {
    let variable = script.variable(index, thing.kind.name);
    let Some(search) = Search::of(script, thing, living, Shell::Sh.query_json()) else {
        writer.plain(&format!("{variable}=${{{variable}-}}\n"));
        return;
    };
    writer.plain(&format!("if [[ -z ${{{variable}-}} ]]; then\n"));
    let mut region = String::new();
    Shell::Sh.push_name(&mut region, thing.region);
    let (function, words) = match search {
        Search::Clusters(query) => ("find_cluster", format!("{region} {}", quoted(&query))),
        Search::Streams(cluster, query) => {
            let cluster = match cluster {
                Operand::Variable(name) => format!("\"${{{name}-}}\""),
                Operand::Text(text) => text,
            };
            (
                "find_stream",
                format!("{region} {cluster} {}", quoted(&query)),
            )
        }
        Search::Request(request, query) => {
            let frame = Frame {
                indent: 2,
                before: "ask - ",
                query: Some(&quoted(&query)),
                ..Frame::default()
            };
            script.about(writer, index, &request, Shell::Sh, frame);
            return writer.plain(&format!(
                "  {variable}=${{composer_answer%%[[:space:]]*}}\nfi\n"
            ));
        }
    };
    writer.plain("  ");
    writer.push(SpanKind::Command, function);
    writer.plain(&format!(" {words}\n  {variable}=$composer_answer\nfi\n"));
}

/// Runs a command until it answers what is waited for.
fn until(
    script: &Script<'_>,
    writer: &mut Writer,
    (index, thing): (usize, &Thing<'_>),
    indent: usize,
    (until, loops): (&Until, &str),
) {
    let query;
    let (before, verb, query) = match until {
        Until::Waiter(verb) => ("await_by ", Some(&**verb), None),
        Until::Query(text) => {
            query = quoted(text);
            (loops, None, Some(&*query))
        }
    };
    let frame = Frame {
        indent,
        before,
        verb,
        query,
        after: "",
    };
    script.about(writer, index, &thing.look(), Shell::Sh, frame);
}

struct Bash;

impl Dialect for Bash {
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
            writer.plain("if [[ -n $composer_answer ]]; then\n");
        } else {
            find(script, writer, index, &thing, true);
            writer.plain(&format!("if [[ -n ${variable} ]]; then\n"));
        }
        if let Some(query) = differences(&thing, Shell::Sh.query_json()) {
            ask(script, writer, (index, &thing), 2, &query);
            writer.plain("  exists\n");
        } else {
            say(writer, "  ", "  exists already");
        }
        writer.plain("else\n");
        if thing.name.is_some() {
            script.command(writer, index, Shell::Sh, silent(2));
        } else {
            let frame = Frame {
                indent: 2,
                before: &format!("{variable}=$("),
                query: Some(told(&thing)),
                after: ")",
                ..Frame::default()
            };
            script.command(writer, index, Shell::Sh, frame);
            writer.plain(&format!("  say \"  {variable}=${variable}\"\n"));
        }
        writer.plain("fi\n");
    }

    fn join(script: &Script<'_>, writer: &mut Writer, _: usize, index: usize) {
        let Some((look, peers)) = joining(script, index) else {
            return;
        };
        let frame = Frame {
            before: "ask - ",
            query: Some(PEERS),
            ..Frame::default()
        };
        script.about(writer, index, &look, Shell::Sh, frame);
        let has = peers.into_iter().map(|peer| match peer {
            Operand::Variable(name) => format!("$composer_answer == *\"${name}\"*"),
            Operand::Text(text) => format!("$composer_answer == *{}*", quoted(&text)),
        });
        let has: Vec<String> = has.collect();
        writer.plain(&format!("if [[ {} ]]; then\n", has.join(" && ")));
        say(writer, "  ", "  has its peers already");
        writer.plain("else\n");
        script.command(writer, index, Shell::Sh, silent(2));
        writer.plain("fi\n");
    }

    fn send(script: &Script<'_>, writer: &mut Writer, index: usize) {
        script.command(writer, index, Shell::Sh, Frame::default());
    }

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

    fn wait(script: &Script<'_>, writer: &mut Writer, _: usize, index: usize) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        let loops = match thing.kind.status.1 {
            [one] => format!("await {one} "),
            several => format!("await {} ", quoted(&several.join(" "))),
        };
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
            let settled = Until::settled(&thing, Shell::Sh.query_json());
            until_gone(script, writer, (index, &thing), &settled);
        }
    }

    fn leave(script: &Script<'_>, writer: &mut Writer, _: usize, index: usize) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        let Some(leave) = thing.leave() else { return };
        ask(script, writer, (index, &thing), 0, &role(&thing));
        writer.plain("if [[ $composer_answer == SECONDARY ]]; then\n");
        script.about(writer, index, &leave, Shell::Sh, silent(2));
        writer.plain("else\n");
        say(writer, "  ", "  is in none");
        writer.plain("fi\n");
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
            writer.plain(&format!(
                "composer_answer=''\nif [[ -n ${variable} ]]; then\n"
            ));
            let sign = member(&thing, thing.sign());
            ask(script, writer, (index, &thing), 2, &sign);
            writer.plain("fi\n");
        }
        writer.plain("case $composer_answer in\n  '')");
        say(writer, " ", "  does not exist");
        writer.plain("    ;;\n  *[Dd]eleting* | *DELET*)");
        say(writer, " ", "  is being removed");
        writer.plain("    ;;\n  *)\n");
        if let Some(unprotect) = thing.unprotect() {
            script.about(writer, index, &unprotect, Shell::Sh, silent(4));
        }
        script.about(writer, index, &remove, Shell::Sh, silent(4));
        writer.plain("    ;;\nesac\n");
    }

    fn gone(script: &Script<'_>, writer: &mut Writer, _: usize, index: usize) {
        let Some(thing) = script.plan.thing(index) else {
            return;
        };
        until_gone(script, writer, (index, &thing), &Until::gone(&thing));
    }
}

/// Runs a command until it answers nothing, if the name is known where AWS chose that.
fn until_gone(script: &Script<'_>, writer: &mut Writer, about: (usize, &Thing<'_>), gone: &Until) {
    let (index, thing) = about;
    let loops = format!("gone {} ", thing.kind.missing);
    if thing.name.is_some() {
        return until(script, writer, about, 0, (gone, &loops));
    }
    let variable = script.variable(index, thing.kind.name);
    writer.plain(&format!("if [[ -n ${variable} ]]; then\n"));
    until(script, writer, about, 2, (gone, &loops));
    writer.plain("fi\n");
}
