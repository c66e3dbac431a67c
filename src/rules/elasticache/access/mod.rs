//! What ElastiCache refuses about users, groups, access strings, parameter groups, subnet groups, snapshots, serverless caches, global datastores, reserved nodes.

use crate::rules::Rule;

/// Every rule of this area, in the order of codes.
pub(super) static RULES: &[&Rule] = &[];
