//! What Amazon ElastiCache refuses. One folder per area, one file per rule or tight family of rules.

mod access;
mod cluster;
mod facts;
mod operations;
mod reading;

pub(super) use reading::Reading;

use super::Rule;

/// The rules of every area, in the order of codes.
pub(super) static AREAS: &[&[&Rule]] = &[cluster::RULES, operations::RULES, access::RULES];
