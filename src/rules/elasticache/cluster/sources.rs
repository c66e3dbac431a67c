//! The pages of AWS's documentation that the rules of this area cite.

pub(super) const GROUP: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html";
pub(super) const CLUSTER: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html";
pub(super) const SHARD: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_NodeGroupConfiguration.html";
pub(super) const SHARDS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html";
pub(super) const FAILOVER: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html";
pub(super) const FAULTS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/FaultTolerance.html";
pub(super) const VERSIONS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html";
pub(super) const END_OF_LIFE: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/deprecated-engine-versions.html";
pub(super) const PARAMETERS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html";
pub(super) const NODE_TYPES: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html";
