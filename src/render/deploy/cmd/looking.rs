//! What batch files ask AWS about a thing: what it is called, how it is, whether it is there yet or still.

use super::super::dialect::{Operand, Search, Until};
use super::super::script::Script;
use super::{HEARD, QUERY, lines, or_fail, quoted};
use crate::deploy::Thing;
use crate::render::Writer;
use crate::render::cli::{Frame, Shell};

/// Asks AWS about a thing; the answer is empty if there is none.
pub(super) fn ask(
    script: &Script<'_>,
    writer: &mut Writer,
    index: usize,
    thing: &Thing<'_>,
    query: &str,
) {
    let frame = Frame {
        query: Some(&quoted(query)),
        after: HEARD,
        ..Frame::default()
    };
    script.about(writer, index, &thing.look(), Shell::Cmd, frame);
    lines(writer, &format!("call :answered {}", thing.kind.missing));
    or_fail(writer);
}

/// Sets the variable of a name that AWS chose, from the environment or by its tags; to nothing if there is none.
pub(super) fn find(
    script: &Script<'_>,
    writer: &mut Writer,
    (at, index): (usize, usize),
    thing: &Thing<'_>,
    living: bool,
) {
    let Some(search) = Search::of(script, thing, living, Shell::Cmd.query_json()) else {
        return;
    };
    let variable = script.variable(index, thing.kind.name);
    lines(writer, &format!("if defined {variable} goto :found_{at}"));
    let (Search::Clusters(query) | Search::Streams(_, query) | Search::Request(_, query)) = &search;
    if query.len() > QUERY {
        lines(
            writer,
            &format!(
                ">&2 echo error: its tags are too long for cmd, so it cannot be looked for: set {variable}\n\
                 goto :failed\n:found_{at}"
            ),
        );
        return;
    }
    let query = quoted(query);
    let mut region = String::new();
    Shell::Cmd.push_name(&mut region, thing.region);
    let found = match search {
        Search::Clusters(_) => {
            lines(
                writer,
                &format!("set composer_query={query}\ncall :find_cluster {region}"),
            );
            "composer_found"
        }
        Search::Streams(cluster, _) => {
            let cluster = match cluster {
                Operand::Variable(name) => {
                    lines(writer, &format!("if not defined {name} goto :found_{at}"));
                    format!("%{name}%")
                }
                Operand::Text(text) => text,
            };
            let call = format!("call :find_stream {region} {cluster}");
            lines(writer, &format!("set composer_query={query}\n{call}"));
            "composer_found"
        }
        Search::Request(request, _) => {
            let frame = Frame {
                query: Some(&query),
                after: HEARD,
                ..Frame::default()
            };
            script.about(writer, index, &request, Shell::Cmd, frame);
            lines(writer, "call :answered -");
            "composer_answer"
        }
    };
    or_fail(writer);
    lines(
        writer,
        &format!("set \"{variable}=%{found}%\"\n:found_{at}"),
    );
}

/// Runs a command until it answers what is waited for.
pub(super) fn until(
    script: &Script<'_>,
    writer: &mut Writer,
    (at, index): (usize, usize),
    thing: &Thing<'_>,
    (until, judge): (&Until, &str),
) {
    lines(writer, &format!("set \"composer_looks=0\"\n:wait_{at}"));
    let query;
    let (frame, judge) = match until {
        Until::Waiter(verb) => {
            let frame = Frame {
                verb: Some(verb),
                after: " 2>\"%composer_errors%\"",
                ..Frame::default()
            };
            (frame, "waited")
        }
        Until::Query(text) => {
            query = quoted(text);
            let frame = Frame {
                query: Some(&query),
                after: HEARD,
                ..Frame::default()
            };
            (frame, judge)
        }
    };
    script.about(writer, index, &thing.look(), Shell::Cmd, frame);
    let again = format!("call :{judge}\nif %errorlevel% equ 2 goto :wait_{at}");
    lines(writer, &again);
    or_fail(writer);
}

/// Runs a command until it answers nothing, if the name is known where AWS chose that.
pub(super) fn until_gone(
    script: &Script<'_>,
    writer: &mut Writer,
    (at, index): (usize, usize),
    thing: &Thing<'_>,
    gone: &Until,
) {
    let variable = script.variable(index, thing.kind.name);
    let unnamed = thing.name.is_none();
    if unnamed {
        let skip = format!("if not defined {variable} goto :gone_{at}");
        lines(writer, &skip);
    }
    let judge = format!("gone {}", thing.kind.missing);
    until(script, writer, (at, index), thing, (gone, &judge));
    if unnamed {
        lines(writer, &format!(":gone_{at}"));
    }
}
