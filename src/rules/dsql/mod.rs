//! What Amazon Aurora DSQL refuses. One file per rule or tight family of rules.

use super::Rule;

/// The rules of every area, in the order of codes.
pub(super) static AREAS: &[&[&Rule]] = &[];
