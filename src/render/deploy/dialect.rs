//! What the scripts of shells share: the walk along a plan, and what it takes subroutines for.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::query::{recognized, unsettled};
use super::script::{Script, member, plain};
use crate::deploy::{By, Removal, Step, Thing, peers};
use crate::document::{Resource, Value};
use crate::model::generated::dsql::names as d;
use crate::render::Writer;
use crate::render::quote::Json;

/// How a shell writes each step. `at` is the step's number among all, for labels.
pub(super) trait Dialect {
    /// Says what comes.
    fn begin(script: &Script<'_>, writer: &mut Writer, index: usize, title: &str);
    fn make(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize);
    fn join(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize);
    fn send(script: &Script<'_>, writer: &mut Writer, index: usize);
    fn keep(script: &Script<'_>, writer: &mut Writer, index: usize, member: &str);
    fn wait(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize);
    /// Sets the variable of a name that AWS chose.
    fn find(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize);
    /// Waits until something can be changed, if it is there and stays.
    fn settle(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize);
    /// Takes a replication group out of its global datastore.
    fn leave(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize);
    fn remove(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize);
    fn gone(script: &Script<'_>, writer: &mut Writer, at: usize, index: usize);
}

/// Writes the steps that make everything.
pub(super) fn deploy<D: Dialect>(script: &Script<'_>, writer: &mut Writer) {
    let mut number = 0;
    for (at, step) in (1..).zip(&script.plan.steps) {
        if let Step::Make(index) | Step::Join(index) | Step::Send(index) = step {
            number += 1;
            let title = format!("{number}. {}", script.title(*index));
            D::begin(script, writer, *index, &title);
        }
        match step {
            Step::Make(index) => D::make(script, writer, at, *index),
            Step::Join(index) => D::join(script, writer, at, *index),
            Step::Send(index) => D::send(script, writer, *index),
            Step::Keep { thing, member } => D::keep(script, writer, *thing, member),
            Step::Wait(index) => {
                let title = format!("Waiting for {}", script.title(*index));
                D::begin(script, writer, *index, &title);
                D::wait(script, writer, at, *index);
            }
        }
    }
    writer.resource(None);
}

/// Writes the steps that remove everything.
pub(super) fn teardown<D: Dialect>(script: &Script<'_>, writer: &mut Writer) {
    for (at, removal) in (1..).zip(&script.plan.removals) {
        match removal {
            Removal::Find(index) => {
                let title = format!("Looking for {}", script.title(*index));
                D::begin(script, writer, *index, &title);
                D::find(script, writer, at, *index);
            }
            Removal::Settle(index) => {
                let title = format!("Waiting until {} can be changed", script.title(*index));
                D::begin(script, writer, *index, &title);
                D::settle(script, writer, at, *index);
            }
            Removal::Leave(index) => {
                let title = format!(
                    "Taking {} out of its global datastore",
                    script.title(*index)
                );
                D::begin(script, writer, *index, &title);
                D::leave(script, writer, at, *index);
            }
            Removal::Remove(index) => {
                D::begin(script, writer, *index, &script.title(*index));
                D::remove(script, writer, at, *index);
            }
            Removal::Gone(index) => {
                let title = format!("Waiting until {} is gone", script.title(*index));
                D::begin(script, writer, *index, &title);
                D::gone(script, writer, at, *index);
            }
            Removal::Stays(index) => {
                let title = format!("{} stays: nothing removes it", script.title(*index));
                D::begin(script, writer, *index, &title);
            }
        }
    }
    writer.resource(None);
}

/// The remarks at the top of a script: what it does, and with what.
pub(super) fn remarks(script: &Script<'_>, does: &[&str]) -> Vec<String> {
    let mut lines: Vec<String> = does.iter().map(|line| (*line).to_owned()).collect();
    lines.push(String::new());
    let mut number = 0;
    for step in &script.plan.steps {
        if let Step::Make(index) | Step::Join(index) | Step::Send(index) = step {
            number += 1;
            lines.push(format!("  {number}. {}", script.title(*index)));
        }
    }
    lines.push(String::new());
    lines.push("POLL_SECONDS (15) is the time between two looks.".to_owned());
    lines
}

/// What a deployment says first.
pub(super) const DEPLOYS: [&str; 2] = [
    "Makes what is listed, in this order. What exists already is left as it is, so that",
    "it can be run again; the first error ends it.",
];

/// What a teardown says first; how it is answered depends on the shell.
pub(super) const REMOVES: &str =
    "Removes what is listed, the last one first, and all data in it; no final snapshot is";

/// What the steps of a script take a subroutine for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// Telling in what something that exists differs.
    Compare,
    /// Finding a cluster by its tags.
    Find,
    /// Finding a stream by where it sends to.
    FindStream,
    /// Looking again and again.
    Look,
    /// AWS's own waiters.
    Waiter,
    /// Telling that something is being removed.
    Status,
}

/// What the steps that make everything take.
pub(super) fn uses_to_deploy(script: &Script<'_>) -> BTreeSet<Use> {
    let mut uses = BTreeSet::new();
    for step in &script.plan.steps {
        match step {
            Step::Make(index) => {
                let Some(thing) = script.plan.thing(*index) else {
                    continue;
                };
                uses.extend((!thing.asked().is_empty()).then_some(Use::Compare));
                uses.extend(finder(&thing));
            }
            Step::Wait(index) => uses.extend(wait_use(script, *index)),
            _ => {}
        }
    }
    uses
}

/// What the steps that remove everything take.
pub(super) fn uses_to_remove(script: &Script<'_>) -> BTreeSet<Use> {
    let mut uses = BTreeSet::new();
    for removal in &script.plan.removals {
        match removal {
            Removal::Find(index) => {
                let thing = script.plan.thing(*index);
                uses.extend(thing.and_then(|thing| finder(&thing)));
            }
            Removal::Settle(_) => {
                uses.insert(Use::Look);
            }
            Removal::Remove(index) => {
                let Some(thing) = script.plan.thing(*index) else {
                    continue;
                };
                uses.extend((!thing.kind.status.0.is_empty()).then_some(Use::Status));
            }
            Removal::Gone(index) => uses.extend(wait_use(script, *index)),
            Removal::Leave(_) | Removal::Stays(_) => {}
        }
    }
    uses
}

fn wait_use(script: &Script<'_>, index: usize) -> Option<Use> {
    let thing = script.plan.thing(index)?;
    let waiters = thing.kind.waiters.map(|_| Use::Waiter);
    Some(waiters.unwrap_or(Use::Look))
}

/// What finds a thing whose name AWS chose, and takes several requests for it.
fn finder(thing: &Thing<'_>) -> Option<Use> {
    match thing.kind.found.filter(|_| thing.is_recognized())?.by {
        By::Tags => Some(Use::Find),
        By::Target => Some(Use::FindStream),
        By::Suffix => None,
    }
}

/// How a script looks for something whose name AWS chose.
pub(super) enum Search {
    /// Among all clusters, by an expression.
    Clusters(String),
    /// Among the streams of a cluster.
    Streams(Operand, String),
    /// With a request and an expression for the name.
    Request(Resource, String),
}

impl Search {
    /// None where nothing but the environment may name it.
    pub(super) fn of(
        script: &Script<'_>,
        thing: &Thing<'_>,
        living: bool,
        style: Json,
    ) -> Option<Self> {
        let query = recognized(thing, living, style)?;
        Some(match thing.kind.found?.by {
            By::Tags => Self::Clusters(query),
            By::Target => Self::Streams(cluster(script, thing)?, query),
            By::Suffix => {
                let query = format!("{}[?{query}].[{}]", thing.kind.list, thing.kind.name);
                Self::Request(thing.list()?, query)
            }
        })
    }
}

/// The cluster that a stream is of; none where a script does not know it or it is no plain word.
fn cluster(script: &Script<'_>, thing: &Thing<'_>) -> Option<Operand> {
    let (_, value) = thing.within()?;
    if let Some((id, member)) = value.as_ref_to() {
        let name = script.secrets.answer(id, member)?;
        return script
            .kept
            .contains(name)
            .then(|| Operand::Variable(name.clone()));
    }
    let text = value.as_str()?;
    let is_plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric());
    is_plain.then(|| Operand::Text(text.to_owned()))
}

/// How a script learns that it need not wait any longer.
pub(super) enum Until {
    /// What stands instead of the operation's name: one of AWS's own waiters.
    Waiter(String),
    /// An expression whose value says it.
    Query(String),
}

impl Until {
    pub(super) fn ready(thing: &Thing<'_>) -> Self {
        match thing.kind.waiters {
            Some([ready, _]) => Self::Waiter(format!("wait {ready}")),
            None => Self::Query(member(thing, thing.kind.status.0)),
        }
    }

    pub(super) fn settled(thing: &Thing<'_>, style: Json) -> Self {
        Self::Query(unsettled(thing, style))
    }

    pub(super) fn gone(thing: &Thing<'_>) -> Self {
        match thing.kind.waiters {
            Some([_, gone]) => Self::Waiter(format!("wait {gone}")),
            None => Self::Query(member(thing, thing.sign())),
        }
    }
}

/// What a script compares with or looks in.
pub(super) enum Operand {
    /// The variable that holds it.
    Variable(Rc<str>),
    /// Itself, of nothing but plain characters.
    Text(String),
}

/// The request that looks which peers a cluster has, and those that it is to have.
pub(super) fn joining(script: &Script<'_>, index: usize) -> Option<(Resource, Vec<Operand>)> {
    let request = script.request(index);
    let properties = request.parameters.get(d::MULTI_REGION_PROPERTIES)?;
    let mut look = request.clone();
    look.operation = "GetCluster".into();
    look.region = Some(script.plan.document.region_of(request).into());
    let identifier = request.parameters.get(d::IDENTIFIER);
    look.parameters = Value::map([(
        d::IDENTIFIER.into(),
        identifier.cloned().unwrap_or(Value::Null),
    )]);
    let named = peers(properties).into_iter().map(|peer| {
        let Some((id, member)) = peer.as_ref_to() else {
            return Operand::Text(plain(peer.as_str().unwrap_or_default()));
        };
        let name = script.secrets.answer(id, member).cloned();
        Operand::Variable(name.unwrap_or_else(|| "UNKNOWN".into()))
    });
    Some((look, named.collect()))
}

/// The expression for the peers that a cluster has.
pub(super) const PEERS: &str = "multiRegionProperties.clusters";

/// The expression for what a replication group is in its global datastore.
pub(super) fn role(thing: &Thing<'_>) -> String {
    member(
        thing,
        "GlobalReplicationGroupInfo.GlobalReplicationGroupMemberRole",
    )
}

/// Where the answer to the request that makes something tells its name.
pub(super) fn told(thing: &Thing<'_>) -> &'static str {
    thing.kind.found.map_or(thing.kind.name, |found| found.told)
}
