//! What PowerShell scripts ask AWS about a thing: what it is called, how it is, whether it is there yet or still.

use super::super::dialect::{Operand, Search, Until};
use super::super::script::Script;
use super::{about, quoted};
use crate::deploy::Thing;
use crate::render::cli::{Frame, Shell};
use crate::render::{SpanKind, Writer};

/// Asks AWS about a thing; the answer is empty if there is none.
pub(super) fn ask(
    script: &Script<'_>,
    writer: &mut Writer,
    (index, thing): (usize, &Thing<'_>),
    indent: usize,
    query: &str,
) {
    let function = format!("$answer = Get-Answer '{}'", thing.kind.missing);
    let frame = Frame {
        query: Some(&quoted(query)),
        ..Frame::default()
    };
    about(
        script,
        writer,
        (index, indent),
        (&function, frame),
        &thing.look(),
    );
}

/// Sets the variable of a name that AWS chose, from the environment or by its tags; to nothing if there is none.
pub(super) fn find(
    script: &Script<'_>,
    writer: &mut Writer,
    index: usize,
    thing: &Thing<'_>,
    living: bool,
) {
    let variable = script.variable(index, thing.kind.name);
    writer.plain(&format!("${variable} = \"$env:{variable}\"\n"));
    let Some(search) = Search::of(script, thing, living, Shell::Pwsh.query_json()) else {
        return;
    };
    let mut region = String::new();
    Shell::Pwsh.push_name(&mut region, thing.region);
    writer.plain(&format!("if (-not ${variable}) {{\n"));
    let (function, words) = match search {
        Search::Clusters(query) => ("Find-Cluster", format!("{region} {}", quoted(&query))),
        Search::Streams(cluster, query) => {
            let cluster = match cluster {
                Operand::Variable(name) => format!("${name}"),
                Operand::Text(text) => format!("'{text}'"),
            };
            (
                "Find-Stream",
                format!("{region} {cluster} {}", quoted(&query)),
            )
        }
        Search::Request(request, query) => {
            let frame = Frame {
                query: Some(&quoted(&query)),
                ..Frame::default()
            };
            let asked = ("$answer = Get-Answer '-'", frame);
            about(script, writer, (index, 4), asked, &request);
            return writer.plain(&format!(
                "    ${variable} = @($answer -split '\\s+')[0]\n}}\n"
            ));
        }
    };
    writer.plain(&format!("    ${variable} = "));
    writer.push(SpanKind::Command, function);
    writer.plain(&format!(" {words}\n}}\n"));
}

/// Runs a command until it answers what is waited for.
pub(super) fn until(
    script: &Script<'_>,
    writer: &mut Writer,
    (index, thing): (usize, &Thing<'_>),
    indent: usize,
    (until, loops): (&Until, &str),
) {
    let query;
    let mut frame = Frame::default();
    let function = match until {
        Until::Waiter(verb) => {
            frame.verb = Some(verb);
            "Wait-Aws"
        }
        Until::Query(text) => {
            query = quoted(text);
            frame.query = Some(&query);
            loops
        }
    };
    about(
        script,
        writer,
        (index, indent),
        (function, frame),
        &thing.look(),
    );
}

/// Runs a command until it answers nothing, if the name is known where AWS chose that.
pub(super) fn until_gone(
    script: &Script<'_>,
    writer: &mut Writer,
    about: (usize, &Thing<'_>),
    gone: &Until,
) {
    let (index, thing) = about;
    let loops = format!("Wait-Gone '{}'", thing.kind.missing);
    if thing.name.is_some() {
        return until(script, writer, about, 0, (gone, &loops));
    }
    let variable = script.variable(index, thing.kind.name);
    writer.plain(&format!("if (${variable}) {{\n"));
    until(script, writer, about, 4, (gone, &loops));
    writer.plain("}\n");
}
