//! Which members do something only together with others, and why: a form says so beside them.
//!
//! Only what a look at the same request tells; what is wrong in the end is for the rules to say.

use super::super::generated::elasticache::names as n;

/// What a member needs of other members to do anything.
#[derive(Debug)]
pub struct Need {
    /// The top-level member that is of no use without it.
    pub member: &'static str,
    pub test: Test,
    /// What is missing, as a clause: `needs encryption in transit`.
    pub reason: &'static str,
    /// The member that would change it; of several that a form may show, the first that it does.
    pub see: &'static [&'static str],
}

/// A question to the members of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// The member is true.
    True(&'static str),
    /// The member is true, or absent with this engine.
    TrueOrDefault(&'static str, &'static str),
    /// The member is absent.
    Absent(&'static str),
    /// The member is a number, and at least so much.
    AtLeast(&'static str, i64),
    /// The member is one of these texts.
    OneOf(&'static str, &'static [&'static str]),
    /// The member is absent, or any text but this one.
    Not(&'static str, &'static str),
    /// Some shard has a replica.
    Replica,
    /// The same, or cluster mode is on.
    ReplicaOrShards,
    /// Keys are divided over shards.
    Shards,
    /// The node type keeps values on SSD, or is not known.
    DataTiering,
}

impl Need {
    const fn new(
        member: &'static str,
        test: Test,
        reason: &'static str,
        see: &'static [&'static str],
    ) -> Self {
        Self {
            member,
            test,
            reason,
            see,
        }
    }
}

const REPLICAS: &[&str] = &[n::NUM_CACHE_CLUSTERS, n::REPLICAS_PER_NODE_GROUP];
const TRANSIT: &str = "needs encryption in transit";
const RETENTION: &str = "does nothing while no backups are kept";
const GLOBAL: &str = "comes from the global datastore";
const OF_GROUP: &str = "comes from the group that the node joins";
const MEMCACHED: &str = "is not for Memcached";

const fn global(member: &'static str) -> Need {
    const TEST: Test = Test::Absent(n::GLOBAL_REPLICATION_GROUP_ID);
    Need::new(member, TEST, GLOBAL, &[n::GLOBAL_REPLICATION_GROUP_ID])
}

const fn of_group(member: &'static str) -> Need {
    const TEST: Test = Test::Absent(n::REPLICATION_GROUP_ID);
    Need::new(member, TEST, OF_GROUP, &[n::REPLICATION_GROUP_ID])
}

const fn of_redis(member: &'static str) -> Need {
    const TEST: Test = Test::Not(n::ENGINE, "memcached");
    Need::new(member, TEST, MEMCACHED, &[n::ENGINE])
}

const fn of_memcached(member: &'static str) -> Need {
    // Until an engine is named, nothing is off.
    const TEST: Test = Test::Not(n::ENGINE, "redis");
    Need::new(member, TEST, "is for Memcached only", &[n::ENGINE])
}

const BACKUP_WINDOW: Need = Need::new(
    n::SNAPSHOT_WINDOW,
    Test::AtLeast(n::SNAPSHOT_RETENTION_LIMIT, 1),
    RETENTION,
    &[n::SNAPSHOT_RETENTION_LIMIT],
);

const DISCOVERY: Need = Need::new(
    n::IP_DISCOVERY,
    Test::OneOf(n::NETWORK_TYPE, &["dual_stack", "ipv6"]),
    "is a choice only with IPv6 or both kinds of addresses",
    &[n::NETWORK_TYPE],
);

static GROUP: &[Need] = &[
    global(n::ENGINE),
    global(n::ENGINE_VERSION),
    global(n::CACHE_NODE_TYPE),
    global(n::NUM_NODE_GROUPS),
    global(n::CACHE_PARAMETER_GROUP_NAME),
    global(n::TRANSIT_ENCRYPTION_ENABLED),
    global(n::AT_REST_ENCRYPTION_ENABLED),
    global(n::SNAPSHOT_ARNS),
    global(n::SNAPSHOT_NAME),
    global(n::SERVERLESS_CACHE_SNAPSHOT_NAME),
    global(n::PRIMARY_CLUSTER_ID),
    Need::new(
        n::AUTOMATIC_FAILOVER_ENABLED,
        Test::ReplicaOrShards,
        "needs at least one replica",
        REPLICAS,
    ),
    Need::new(
        n::MULTI_AZ_ENABLED,
        Test::Replica,
        "needs at least one replica",
        REPLICAS,
    ),
    Need::new(
        n::MULTI_AZ_ENABLED,
        Test::True(n::AUTOMATIC_FAILOVER_ENABLED),
        "needs automatic failover",
        &[n::AUTOMATIC_FAILOVER_ENABLED],
    ),
    Need::new(
        n::DATA_TIERING_ENABLED,
        Test::DataTiering,
        "works on r6gd nodes only",
        &[n::CACHE_NODE_TYPE],
    ),
    Need::new(
        n::TRANSIT_ENCRYPTION_MODE,
        Test::True(n::TRANSIT_ENCRYPTION_ENABLED),
        TRANSIT,
        &[n::TRANSIT_ENCRYPTION_ENABLED],
    ),
    Need::new(
        n::USER_GROUP_IDS,
        Test::True(n::TRANSIT_ENCRYPTION_ENABLED),
        TRANSIT,
        &[n::TRANSIT_ENCRYPTION_ENABLED],
    ),
    Need::new(
        n::USER_GROUP_IDS,
        Test::Absent(n::AUTH_TOKEN),
        "does not go with an AUTH token",
        &[n::AUTH_TOKEN],
    ),
    Need::new(
        n::AUTH_TOKEN,
        Test::True(n::TRANSIT_ENCRYPTION_ENABLED),
        TRANSIT,
        &[n::TRANSIT_ENCRYPTION_ENABLED],
    ),
    Need::new(
        n::AUTH_TOKEN,
        Test::Absent(n::USER_GROUP_IDS),
        "does not go with a user group",
        &[n::USER_GROUP_IDS],
    ),
    Need::new(
        n::KMS_KEY_ID,
        Test::TrueOrDefault(n::AT_REST_ENCRYPTION_ENABLED, "valkey"),
        "needs encryption at rest",
        &[n::AT_REST_ENCRYPTION_ENABLED],
    ),
    Need::new(
        n::DURABILITY,
        Test::Shards,
        "needs cluster mode",
        &[n::CLUSTER_MODE],
    ),
    Need::new(
        n::DURABILITY,
        Test::True(n::MULTI_AZ_ENABLED),
        "needs Multi-AZ",
        &[n::MULTI_AZ_ENABLED],
    ),
    DISCOVERY,
    BACKUP_WINDOW,
];

static CLUSTER: &[Need] = &[
    of_group(n::ENGINE_VERSION),
    of_group(n::CACHE_NODE_TYPE),
    of_group(n::NUM_CACHE_NODES),
    of_group(n::CACHE_PARAMETER_GROUP_NAME),
    of_group(n::CACHE_SUBNET_GROUP_NAME),
    of_group(n::SECURITY_GROUP_IDS),
    of_group(n::PORT),
    of_group(n::SNAPSHOT_ARNS),
    of_group(n::SNAPSHOT_NAME),
    of_group(n::SNAPSHOT_RETENTION_LIMIT),
    of_group(n::PREFERRED_MAINTENANCE_WINDOW),
    of_group(n::NOTIFICATION_TOPIC_ARN),
    of_redis(n::REPLICATION_GROUP_ID),
    of_redis(n::AUTH_TOKEN),
    of_redis(n::LOG_DELIVERY_CONFIGURATIONS),
    of_redis(n::SNAPSHOT_ARNS),
    of_redis(n::SNAPSHOT_NAME),
    of_redis(n::SNAPSHOT_RETENTION_LIMIT),
    of_redis(n::SNAPSHOT_WINDOW),
    of_memcached(n::AZ_MODE),
    of_memcached(n::PREFERRED_AVAILABILITY_ZONES),
    of_memcached(n::TRANSIT_ENCRYPTION_ENABLED),
    Need::new(
        n::PREFERRED_AVAILABILITY_ZONE,
        Test::Absent(n::PREFERRED_AVAILABILITY_ZONES),
        "does not go with a zone for each node",
        &[n::PREFERRED_AVAILABILITY_ZONES],
    ),
    DISCOVERY,
    BACKUP_WINDOW,
];

static SERVERLESS: &[Need] = &[
    Need::new(
        n::USER_GROUP_ID,
        Test::Not(n::ENGINE, "memcached"),
        MEMCACHED,
        &[n::ENGINE],
    ),
    Need::new(
        n::DAILY_SNAPSHOT_TIME,
        Test::AtLeast(n::SNAPSHOT_RETENTION_LIMIT, 1),
        RETENTION,
        &[n::SNAPSHOT_RETENTION_LIMIT],
    ),
];

/// What members of an operation need, in the order in which it is best seen to.
pub fn needs(service: &str, operation: &str) -> &'static [Need] {
    match (service, operation) {
        ("elasticache", "CreateReplicationGroup") => GROUP,
        ("elasticache", "CreateCacheCluster") => CLUSTER,
        ("elasticache", "CreateServerlessCache") => SERVERLESS,
        _ => &[],
    }
}
