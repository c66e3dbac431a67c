//! Pages of AWS's documentation that notes link to.

pub(super) const AT_REST: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html";
pub(super) const AUTH: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html";
pub(super) const AUTH_IAM: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html";
pub(super) const BACKUPS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html";
pub(super) const BACKUPS_AUTOMATIC: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html";
pub(super) const BACKUPS_COPYING: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-copying.html";
pub(super) const BACKUPS_EXPORTING: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-exporting.html";
pub(super) const BACKUPS_MANUAL: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-manual.html";
pub(super) const CLUSTER_MODE: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html";
pub(super) const DATA_TIERING: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html";
pub(super) const DSQL_ENCRYPTION: &str =
    "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/data-encryption.html";
pub(super) const DSQL_MULTI_REGION: &str = "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/configuring-multi-region-clusters.html";
pub(super) const DSQL_POLICIES: &str =
    "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/resource-based-policies.html";
pub(super) const DSQL_STATISTICS: &str =
    "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/dsql-statement-statistics.html";
pub(super) const DURABILITY: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/durability.html";
pub(super) const EC2_CLASSIC: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Migrating-ec2-classic_to_VPC.html";
pub(super) const ENGINE_VERSIONS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html";
pub(super) const FAILOVER: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html";
pub(super) const GLOBAL_DATASTORE: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html";
pub(super) const IN_TRANSIT: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html";
pub(super) const IN_TRANSIT_MEMCACHED: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-mc.html";
pub(super) const LOGS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html";
pub(super) const MAINTENANCE: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/maintenance-window.html";
pub(super) const NETWORK_TYPE: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html";
pub(super) const NODE_TYPES: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html";
pub(super) const NOTIFICATIONS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html";
pub(super) const OUTPOSTS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCache-Outposts.html";
pub(super) const PARAMETERS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html";
pub(super) const PARAMETER_GROUPS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Creating.html";
pub(super) const RBAC: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";
pub(super) const RESERVED: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/reserved-nodes-purchasing.html";
pub(super) const SCALING: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html";
pub(super) const SECURITY_GROUPS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/elasticache-vpc-accessing.html";
pub(super) const SEEDING: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html";
pub(super) const SHARDS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html";
pub(super) const SUBNET_GROUPS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html";
pub(super) const TAGS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html";
pub(super) const VPC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VPCs.EC.html";
pub(super) const ZONES: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RegionsAndAZs.html";
