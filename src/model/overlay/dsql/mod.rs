//! Overlays of Amazon Aurora DSQL, one file per operation.

pub(super) mod create_cluster;
