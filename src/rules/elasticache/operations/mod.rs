//! What ElastiCache refuses about authentication, encryption, windows, snapshots, logs, tags, networking and the operations on existing clusters.

use crate::rules::Rule;

/// Every rule of this area, in the order of codes.
pub(super) static RULES: &[&Rule] = &[];
