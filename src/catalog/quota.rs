//! Quotas that an account has unless it asked for more.
//!
//! <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html> and
//! <https://docs.aws.amazon.com/aurora-dsql/latest/userguide/CHAP_quotas.html>, as of [`super::AS_OF`].

pub const NODES_PER_REGION: i64 = 300;
/// Nodes of a Redis or Valkey group with cluster mode on.
pub const NODES_PER_CLUSTER: i64 = 90;
/// What [`NODES_PER_CLUSTER`] may be raised to, from Redis 5.0.6 and Valkey 7.2.
pub const NODES_PER_CLUSTER_RAISED: i64 = 500;
pub const NODES_PER_MEMCACHED_CLUSTER: i64 = 60;
/// A primary and five replicas.
pub const NODES_PER_SHARD: i64 = 6;
pub const REPLICAS_PER_SHARD: i64 = NODES_PER_SHARD - 1;
pub const PARAMETER_GROUPS: i64 = 300;
pub const SUBNET_GROUPS: i64 = 300;
pub const SUBNETS_PER_GROUP: i64 = 20;
pub const USERS: i64 = 2_000;
pub const USER_GROUPS: i64 = 200;
pub const USERS_PER_GROUP: i64 = 100;
pub const USER_GROUPS_PER_REPLICATION_GROUP: i64 = 1;
pub const SERVERLESS_CACHES: i64 = 40;
pub const SERVERLESS_STORAGE_GB: i64 = 5_000;
pub const SERVERLESS_ECPU_PER_SECOND: i64 = 15_000_000;
pub const SERVERLESS_SNAPSHOTS_PER_DAY: i64 = 24;
pub const DSQL_CLUSTERS: i64 = 20;
pub const DSQL_MULTI_REGION_CLUSTERS: i64 = 5;
