//! What AWS's model does not say and we add, one file per operation: titles, help in our own words,
//! sections as people think, defaults, which members answer one question and which need others;
//! and which members are secret.
//!
//! Everything is optional: an operation without an overlay still gets its form, checks and outputs.

mod choices;
mod dsql;
mod elasticache;
mod needs;
mod pages;
mod shared;
mod summaries;
mod words;

use super::{Kind, Member};

pub use choices::{Answer, CLUSTER_MODE, Choice, choices};
pub use needs::{Need, Test, needs};
pub use words::words;

/// What we say about an operation.
#[derive(Debug)]
pub struct Overlay {
    /// Service id.
    pub service: &'static str,
    /// The API's name of the operation.
    pub operation: &'static str,
    /// What it makes, in a few words: `Replication group`.
    pub title: &'static str,
    /// One or two sentences.
    pub summary: &'static str,
    /// Whether it is offered before others.
    pub featured: bool,
    /// AWS's page about the operation.
    pub docs: &'static str,
    /// The members in the order in which people think about them.
    pub sections: &'static [Section],
    /// Notes about members, by path without indexes: `NodeGroupConfiguration.Slots`.
    pub notes: &'static [Note],
}

/// A group of members on the page.
#[derive(Debug)]
pub struct Section {
    pub title: &'static str,
    /// Names of top-level members.
    pub members: &'static [&'static str],
    /// Whether it is shown at first; other sections are one click away.
    pub common: bool,
}

/// What we say about a member.
#[derive(Debug)]
pub struct Note {
    /// Path without indexes: `NodeGroupConfiguration.Slots`.
    pub path: &'static str,
    /// The label in words: `Number of shards`.
    pub label: &'static str,
    /// What it does and what to choose, in our own words.
    pub help: &'static str,
    /// What AWS does when it is absent, where that is documented.
    pub default: Option<&'static str>,
    /// AWS's page about it, where a better one exists than the operation's.
    pub docs: Option<&'static str>,
}

/// Every overlay, in the order in which operations are offered.
pub static ALL: &[&Overlay] = &[
    &elasticache::create_replication_group::OVERLAY,
    &elasticache::create_serverless_cache::OVERLAY,
    &elasticache::create_cache_cluster::OVERLAY,
    &elasticache::create_global_replication_group::OVERLAY,
    &elasticache::create_user::OVERLAY,
    &elasticache::create_user_group::OVERLAY,
    &elasticache::create_cache_parameter_group::OVERLAY,
    &elasticache::create_cache_subnet_group::OVERLAY,
    &elasticache::create_snapshot::OVERLAY,
    &elasticache::copy_snapshot::OVERLAY,
    &elasticache::purchase_reserved_cache_nodes_offering::OVERLAY,
    &dsql::create_cluster::OVERLAY,
    &elasticache::create_cache_security_group::OVERLAY,
];

/// Members whose value must not be written down.
static SECRETS: &[&str] = &["AuthToken", "Passwords"];

/// The overlay of an operation.
pub fn overlay(service: &str, operation: &str) -> Option<&'static Overlay> {
    ALL.iter()
        .copied()
        .find(|overlay| overlay.operation == operation && overlay.service == service)
}

/// What an operation is called in a list: what it makes, or its name in words.
pub fn title(service: &str, operation: &str) -> String {
    overlay(service, operation).map_or_else(|| words(operation), |overlay| overlay.title.to_owned())
}

/// What an operation does, in a sentence or two; empty for operations that the model does not have.
pub fn summary(service: &str, operation: &str) -> &'static str {
    if let Some(overlay) = overlay(service, operation) {
        return overlay.summary;
    }
    let rows = summaries::SUMMARIES
        .iter()
        .filter(|(id, _)| *id == service)
        .flat_map(|(_, rows)| *rows);
    let mut found = rows.filter(|(name, _)| *name == operation);
    found.next().map_or("", |(_, summary)| *summary)
}

/// Whether an operation is offered before others.
pub fn featured(service: &str, operation: &str) -> bool {
    overlay(service, operation).is_some_and(|overlay| overlay.featured)
}

impl Section {
    const fn new(title: &'static str, members: &'static [&'static str]) -> Self {
        Self {
            title,
            members,
            common: false,
        }
    }

    /// Shown at first.
    const fn common(mut self) -> Self {
        self.common = true;
        self
    }
}

impl Note {
    const fn new(path: &'static str, label: &'static str, help: &'static str) -> Self {
        Self {
            path,
            label,
            help,
            default: None,
            docs: None,
        }
    }

    const fn default(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }

    const fn docs(mut self, page: &'static str) -> Self {
        self.docs = Some(page);
        self
    }
}

impl Overlay {
    /// The note about a member, by its path without indexes.
    pub fn note(&self, path: &str) -> Option<&'static Note> {
        self.notes.iter().find(|note| note.path == path)
    }
}

/// Whether a member holds a secret, or a list of them.
pub fn is_secret(member: &Member) -> bool {
    let textual = match &member.shape.kind {
        Kind::String(_) => true,
        Kind::List(list) => matches!(list.item.kind, Kind::String(_)),
        _ => false,
    };
    textual && SECRETS.contains(&member.name)
}

/// Whether the name of a member that the model does not have sounds like a secret's.
pub fn looks_secret(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["passw", "authtok", "token", "secret"]
        .iter()
        .any(|word| lower.contains(word))
}

/// The environment variable that a literal secret is read from instead: `Passwords.1` is `PASSWORDS_1`.
pub fn env_name(key: &str) -> String {
    let parts = key
        .split('.')
        .map(|part| super::snake_case(part).to_ascii_uppercase());
    let name = parts.collect::<Vec<_>>().join("_");
    name.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect()
}
