//! What ElastiCache refuses about identifiers, topology, slots, versions, node types, failover, zones.

mod ages;
mod azmode;
mod convert;
mod counts;
mod durability;
mod engine;
mod failover;
mod fits;
mod global;
mod groups;
mod ids;
mod mode;
mod nodes;
mod outpost_shards;
mod outposts;
mod place;
mod preferred;
mod primary;
mod replica;
mod seeding;
mod shards;
mod size;
mod slots;
mod sources;
mod strangers;
mod versions;
mod zones;

use crate::rules::Rule;

pub(super) use place::Odd;
pub(super) use slots::Slots;

/// Every rule of this area, in the order of codes.
pub(super) static RULES: &[&Rule] = &[
    &ids::MALFORMED,
    &ids::UPPER_CASE,
    &ids::BLANK_DESCRIPTION,
    &ids::GLOBAL_PREFIX,
    &counts::OUT_OF_RANGE,
    &counts::OF_REDIS,
    &counts::OF_MEMCACHED,
    &counts::MISSING,
    &size::UNSTATED,
    &size::TWO_SIZES,
    &size::TWO_COUNTS,
    &size::OVER_DEFAULT,
    &size::OVER_LIMIT,
    &failover::WITHOUT_REPLICA,
    &failover::MULTI_AZ_WITHOUT_REPLICA,
    &failover::SINGLE_NODE,
    &failover::MULTI_AZ_WITHOUT_FAILOVER,
    &failover::SHARDS_WITHOUT_FAILOVER,
    &failover::SHARDS_FAILOVER_UNSTATED,
    &failover::ONE_ZONE_POSSIBLE,
    &failover::REPLICAS_ONLY,
    &mode::DISABLED_SHARDS,
    &mode::COMPATIBLE_SHARDS,
    &mode::COMPATIBLE_NEW,
    &mode::COMPATIBLE_VERSION,
    &mode::DISABLED_GROUP,
    &mode::ENABLED_GROUP,
    &mode::SHARDS_GROUP,
    &mode::LONE_CLUSTER_GROUP,
    &mode::FEW_SHARDS,
    &shards::EMPTY,
    &shards::COUNT,
    &shards::COUNT_UNSTATED,
    &shards::DUPLICATE_ID,
    &shards::SOME_IDS,
    &shards::ZONE_COUNT,
    &shards::TWO_REPLICA_COUNTS,
    &slots::GRAMMAR,
    &slots::OUT_OF_RANGE,
    &slots::REVERSED,
    &slots::OF_SOME,
    &slots::OVERLAP,
    &slots::GAP,
    &seeding::WITHOUT_SLOTS,
    &seeding::WITHOUT_SHARDS,
    &zones::FORM,
    &zones::OTHER_REGION,
    &zones::DEFAULT_REGION,
    &zones::UNKNOWN,
    &zones::ONE_ZONE,
    &preferred::COUNT,
    &preferred::UNCOUNTED,
    &preferred::SHARDED,
    &preferred::TWO_WAYS,
    &preferred::LOCAL_NODE_TYPE,
    &preferred::LOCAL_GLOBAL,
    &azmode::BOTH,
    &azmode::LIST_OF_REDIS,
    &azmode::COUNT,
    &azmode::MODE_OF_REDIS,
    &azmode::CROSS_ONE_NODE,
    &azmode::CROSS_SAME_ZONES,
    &azmode::SINGLE_ZONES_DIFFER,
    &azmode::MODE_UNSTATED,
    &azmode::CROSS_WITH_ONE,
    &azmode::TOGETHER,
    &azmode::ONE_NODE,
    &engine::MISSING,
    &engine::UNSTATED,
    &engine::OF_CLUSTER,
    &engine::VALKEY_CLUSTER,
    &engine::OF_GROUP,
    &engine::MEMCACHED_GROUP,
    &engine::UPPER_CASE,
    &versions::UNSTATED,
    &versions::FORM,
    &versions::PATCH,
    &versions::MAJOR_ONLY,
    &versions::WILDCARD,
    &versions::TWO_PARTS,
    &versions::OFFERED,
    &ages::OF_VALKEY,
    &ages::OF_REDIS,
    &ages::WITHDRAWN,
    &ages::FIVE,
    &ages::EXTENDED,
    &ages::FLOATING,
    &groups::OTHER_ENGINE,
    &groups::OTHER_VERSION,
    &groups::OLDER,
    &groups::NO_SUCH,
    &groups::NOT_KNOWN,
    &groups::OF_CLUSTER,
    &groups::WITHDRAWN,
    &nodes::MISSING,
    &nodes::FORM,
    &nodes::WITHDRAWN,
    &nodes::T2,
    &nodes::FAMILY,
    &nodes::SIZE,
    &nodes::OLD,
    &nodes::BURSTABLE,
    &nodes::MICRO,
    &fits::ENGINE,
    &fits::VERSION,
    &fits::REGION,
    &fits::OLD_VERSION,
    &fits::TIERING_OFF,
    &fits::TIERING_ON,
    &fits::SINGLE,
    &durability::VERSION,
    &durability::CLUSTER_MODE,
    &durability::MULTI_AZ,
    &durability::REPLICA,
    &durability::ENCRYPTION,
    &durability::NODE_TYPE,
    &durability::TIERING,
    &durability::GLOBAL,
    &durability::PLACE,
    &outposts::FORM,
    &outposts::CROSS,
    &outposts::UNNAMED,
    &outposts::MODE_UNSTATED,
    &outposts::TWO_WAYS,
    &outposts::NODE_TYPE,
    &outposts::REGION,
    &outposts::ZONE,
    &outposts::MULTI_AZ,
    &outpost_shards::TWO_WAYS,
    &outpost_shards::COUNT,
    &outpost_shards::SEVERAL,
    &global::INHERITS,
    &global::CLASSIC,
    &global::REGION,
    &global::PRIMARY,
    &primary::SHARDS,
    &primary::CLUSTER_MODE,
    &primary::SNAPSHOT,
    &primary::INHERITS,
    &primary::TIERING,
    &replica::INHERITS,
    &replica::MEMCACHED,
    &replica::ENGINE,
    &replica::PLACE,
    &replica::OWN_ID,
    &replica::OF_MEMCACHED,
    &strangers::OF_GROUP,
    &strangers::OF_CLUSTER,
];
