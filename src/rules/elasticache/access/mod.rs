//! What ElastiCache refuses about users, groups, access strings, parameter groups, subnet groups,
//! snapshots, global datastores, reserved nodes, and tags wherever they are.

mod tags;

use crate::rules::Rule;

/// Every rule of this area, in the order of codes.
pub(super) static RULES: &[&Rule] = &[
    &tags::TOO_MANY,
    &tags::NO_KEY,
    &tags::LONG_KEY,
    &tags::LONG_VALUE,
    &tags::DUPLICATE_KEY,
    &tags::RESERVED_KEY,
    &tags::DOUBTFUL_PREFIX,
    &tags::UNPORTABLE,
    &tags::SECRET,
    &tags::CASE_TWINS,
    &tags::EDGE_BLANKS,
];
