//! What Amazon ElastiCache refuses. One file per rule or tight family of rules.

use super::Rule;

/// Every rule, in the order of codes.
pub static RULES: &[&Rule] = &[];
