//! What ElastiCache refuses about identifiers, topology, slots, versions, node types, failover, zones.

use crate::rules::Rule;

/// Every rule of this area, in the order of codes.
pub(super) static RULES: &[&Rule] = &[];
