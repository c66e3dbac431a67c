//! WHAT COMES OUT: a document as text in each format, with the provenance of every piece of it.
//!
//! Rendering is total: whatever is in the document comes out somehow, and no value can run anything.
//! All quoting is in `quote`. Nothing here knows whether the document is right; `rules` does.

mod api;
mod boto3;
mod cli;
mod curl;
mod deploy;
mod iam;
mod json;
mod members;
mod output;
mod quote;
mod remarks;
mod responses;
mod timestamp;
mod wire;

pub use crate::document::{Secrets, is_variable_name};
pub use output::{Mark, Output, Span, SpanKind, Writer};

use crate::document::Document;

/// A format of the outputs.
#[derive(Debug)]
pub struct Format {
    /// `cli-sh`.
    pub id: &'static str,
    /// As a tab names it: `AWS CLI (sh)`.
    pub title: &'static str,
    /// Of a downloaded file, without the dot: `sh`.
    pub extension: &'static str,
    pub group: Group,
    /// Whether the format can carry the document.
    pub available: fn(&Document) -> bool,
    pub render: fn(&Document, Options) -> Output,
}

/// What a format is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The requests themselves: everything in the document comes out, and can be read back.
    Requests,
    /// Scripts that make everything, wait for it, or remove it.
    Deployment,
    /// What is told about the requests.
    Facts,
}

impl Group {
    /// Every group, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Requests, Self::Deployment, Self::Facts];

    /// `requests`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Deployment => "deployment",
            Self::Facts => "facts",
        }
    }

    /// As a choice names it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Requests => "Requests",
            Self::Deployment => "Deployment",
            Self::Facts => "Facts",
        }
    }
}

/// What a caller may ask of a renderer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Writes literal secrets as they are instead of as environment variables.
    pub reveal_secrets: bool,
    /// Leaves out the spans, for callers that want the text and nothing else.
    pub text_only: bool,
}

/// Every format, in the order in which they are offered.
pub static FORMATS: &[&Format] = &[
    &cli::SH,
    &cli::CMD,
    &cli::POWERSHELL,
    &boto3::FORMAT,
    &api::FORMAT,
    &curl::FORMAT,
    &json::FORMAT,
    &deploy::FORMATS[0],
    &deploy::FORMATS[1],
    &deploy::FORMATS[2],
    &deploy::FORMATS[3],
    &deploy::FORMATS[4],
    &deploy::FORMATS[5],
    &deploy::FORMATS[6],
    &deploy::FORMATS[7],
    &iam::FORMAT,
    &responses::FORMAT,
];

/// The formats of a group.
pub fn formats(group: Group) -> impl Iterator<Item = &'static Format> {
    FORMATS
        .iter()
        .copied()
        .filter(move |format| format.group == group)
}

/// A format by id.
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.id == id)
}
