//! What AWS's model does not say and we add, one file per operation: titles, help in our own words,
//! sections as people think, defaults; and which members are secret.
//!
//! Everything is optional: an operation without an overlay still gets its form, checks and outputs.

use super::{Kind, Member};

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
pub static ALL: &[&Overlay] = &[];

/// Members whose value must not be written down.
static SECRETS: &[&str] = &["AuthToken", "Passwords"];

/// The overlay of an operation.
pub fn overlay(service: &str, operation: &str) -> Option<&'static Overlay> {
    ALL.iter()
        .copied()
        .find(|overlay| overlay.operation == operation && overlay.service == service)
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
