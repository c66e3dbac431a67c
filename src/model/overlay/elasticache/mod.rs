//! Overlays of Amazon ElastiCache, one file per operation.

pub(super) mod copy_snapshot;
pub(super) mod create_cache_cluster;
pub(super) mod create_cache_parameter_group;
pub(super) mod create_cache_security_group;
pub(super) mod create_cache_subnet_group;
pub(super) mod create_global_replication_group;
pub(super) mod create_replication_group;
pub(super) mod create_serverless_cache;
pub(super) mod create_snapshot;
pub(super) mod create_user;
pub(super) mod create_user_group;
pub(super) mod purchase_reserved_cache_nodes_offering;
