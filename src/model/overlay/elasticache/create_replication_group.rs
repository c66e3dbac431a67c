//! Valkey and Redis OSS with replicas, shards or both.

use crate::model::overlay::{Note, Overlay, Section, pages, shared};

pub(in crate::model::overlay) static OVERLAY: Overlay = Overlay {
    service: "elasticache",
    operation: "CreateReplicationGroup",
    title: "Replication group",
    summary: "A Valkey or Redis OSS cluster: one node, a primary with replicas, or up to 500 shards that each have them.",
    featured: true,
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html",
    sections: SECTIONS,
    notes: NOTES,
};

static SECTIONS: &[Section] = &[
    Section::new(
        "Engine and mode",
        &[
            "Engine",
            "ClusterMode",
            "EngineVersion",
            "CacheParameterGroupName",
        ],
    )
    .common(),
    Section::new(
        "Name and description",
        &["ReplicationGroupId", "ReplicationGroupDescription"],
    )
    .common(),
    Section::new(
        "Existing cluster or global datastore",
        &["PrimaryClusterId", "GlobalReplicationGroupId"],
    ),
    Section::new(
        "Shards, replicas and failover",
        &[
            "NumNodeGroups",
            "ReplicasPerNodeGroup",
            "NumCacheClusters",
            "AutomaticFailoverEnabled",
            "MultiAZEnabled",
        ],
    )
    .common(),
    Section::new("Node type", &["CacheNodeType", "DataTieringEnabled"]).common(),
    Section::new("Slots and keyspaces", &["NodeGroupConfiguration"]),
    Section::new("Availability Zones", &["PreferredCacheClusterAZs"]),
    Section::new(
        "Connectivity",
        &[
            "CacheSubnetGroupName",
            "SecurityGroupIds",
            "Port",
            "NetworkType",
            "IpDiscovery",
            "CacheSecurityGroupNames",
        ],
    )
    .common(),
    Section::new(
        "Security",
        &[
            "TransitEncryptionEnabled",
            "TransitEncryptionMode",
            "UserGroupIds",
            "AuthToken",
            "AtRestEncryptionEnabled",
            "KmsKeyId",
        ],
    )
    .common(),
    Section::new("Logs", &["LogDeliveryConfigurations"]),
    Section::new(
        "Seeding",
        &[
            "SnapshotArns",
            "SnapshotName",
            "ServerlessCacheSnapshotName",
        ],
    ),
    Section::new(
        "Backups and durability",
        &["SnapshotRetentionLimit", "SnapshotWindow", "Durability"],
    ),
    Section::new(
        "Maintenance",
        &["PreferredMaintenanceWindow", "AutoMinorVersionUpgrade"],
    ),
    Section::new("Notifications", &["NotificationTopicArn"]),
    Section::new("Tags", &["Tags"]),
];

static NOTES: &[Note] = &[
    Note::new("ReplicationGroupId", "Name", "1 to 40 letters, digits and single hyphens, beginning with a letter. Stored in lower case; part of the endpoint's name."),
    Note::new("ReplicationGroupDescription", "Description", "What the cluster is for, in your words. It may not be empty."),
    Note::new("GlobalReplicationGroupId", "Global datastore", "Makes this group a secondary in another Region. Engine, version, node type, shards and encryption then come from the primary.").docs(pages::GLOBAL_DATASTORE),
    Note::new("PrimaryClusterId", "Existing cluster to grow", "An available single-node cluster that becomes the primary. It brings its engine, node type and data."),
    Note::new("AutomaticFailoverEnabled", "Automatic failover", "Promotes a replica when a primary fails. Needs a replica in one-shard groups; cluster mode demands it.").default("false").docs(pages::FAILOVER),
    Note::new("MultiAZEnabled", "Multi-AZ", "Keeps replicas in other zones than their primary. Needs automatic failover and a replica in every shard.").default("false").docs(pages::FAILOVER),
    Note::new("NumCacheClusters", "Number of nodes", "The primary and its replicas, 1 to 6, of a group with one shard. With shards use replicas per shard instead."),
    Note::new("PreferredCacheClusterAZs", "Zone of each node", "One zone for each node of a one-shard group, the primary's first. As many as nodes; zones may repeat.").default("AWS spreads the nodes").docs(pages::ZONES),
    Note::new("NumNodeGroups", "Number of shards", "1 to 500. Shards divide keys and load; three or more fail over best. Cluster mode disabled has one.").default("1").docs(pages::SHARDS),
    Note::new("ReplicasPerNodeGroup", "Replicas per shard", "0 to 5 copies beside each primary. One or two make failover and reading from replicas possible.").docs(pages::SHARDS),
    Note::new("NodeGroupConfiguration", "Shard settings", "Slots, replicas and zones shard by shard. Leave it out and slots are divided equally and zones chosen for you.").docs(pages::SHARDS),
    Note::new("NodeGroupConfiguration.NodeGroupId", "Shard id", "1 to 4 digits. Name every shard or none.").docs(pages::SHARDS),
    Note::new("NodeGroupConfiguration.Slots", "Slots", "The range of the 16384 hash slots that the shard holds: 0-5460. All shards together cover 0 to 16383 once.").default("An equal share").docs(pages::SHARDS),
    Note::new("NodeGroupConfiguration.ReplicaCount", "Replicas of the shard", "0 to 5, where it differs from the others.").docs(pages::SHARDS),
    Note::new("NodeGroupConfiguration.PrimaryAvailabilityZone", "Zone of the primary", "Where the shard's primary begins; after a failover it may be elsewhere.").docs(pages::ZONES),
    Note::new("NodeGroupConfiguration.ReplicaAvailabilityZones", "Zones of the replicas", "One for each replica of the shard. With Multi-AZ one of them differs from the primary's.").docs(pages::ZONES),
    Note::new("NodeGroupConfiguration.PrimaryOutpostArn", "Outpost of the primary", "ARN of the Outpost that holds the primary, in place of a zone.").docs(pages::OUTPOSTS),
    Note::new("NodeGroupConfiguration.ReplicaOutpostArns", "Outposts of the replicas", "One ARN for each replica; a shard stays on one Outpost.").docs(pages::OUTPOSTS),
    shared::NODE_TYPE,
    Note::new("Engine", "Engine", "valkey costs less and takes the same clients; redis stands for Redis OSS up to 7.1.").docs(pages::ENGINE_VERSIONS),
    shared::ENGINE_VERSION,
    Note::new("CacheParameterGroupName", "Parameter group", "Engine settings of the version's family. Groups that end in .cluster.on are for shards.").default("The default group of engine and mode").docs(pages::PARAMETERS),
    shared::SUBNET_GROUP,
    shared::CACHE_SECURITY_GROUPS,
    shared::SECURITY_GROUPS,
    shared::TAGS,
    shared::TAG_KEY,
    shared::TAG_VALUE,
    Note::new("SnapshotArns", "RDB files in S3", "ARNs of .rdb files to fill the cluster from, one a shard. No commas in names; ElastiCache must be allowed to read them.").docs(pages::SEEDING),
    Note::new("SnapshotName", "Snapshot", "A snapshot of a node-based cluster to fill this one from.").docs(pages::BACKUPS),
    Note::new("ServerlessCacheSnapshotName", "Serverless snapshot", "A snapshot of a serverless Valkey or Redis OSS cache to fill this cluster from.").docs(pages::BACKUPS),
    shared::MAINTENANCE_WINDOW,
    shared::PORT,
    shared::NOTIFICATION_TOPIC,
    shared::AUTO_MINOR,
    shared::RETENTION,
    shared::SNAPSHOT_WINDOW,
    Note::new("AuthToken", "AUTH token", "One password for all clients: 16 to 128 letters, digits and ! & # $ ^ < > -. Needs encryption in transit; not with user groups.").docs(pages::AUTH),
    Note::new("TransitEncryptionEnabled", "Encryption in transit", "TLS between clients and nodes. Needed for AUTH and user groups; state it, for defaults differ by engine.").docs(pages::IN_TRANSIT),
    Note::new("TransitEncryptionMode", "Clients without TLS", "required refuses them; preferred still lets them in while clients are being changed.").docs(pages::IN_TRANSIT),
    Note::new("AtRestEncryptionEnabled", "Encryption at rest", "Encrypts what is written to disk and backups. Cannot be changed later.").default("true for Valkey, false for Redis OSS").docs(pages::AT_REST),
    Note::new("KmsKeyId", "Encryption key", "Your own KMS key for encryption at rest: id, ARN or alias, of the same Region.").default("A key that AWS owns").docs(pages::AT_REST),
    Note::new("UserGroupIds", "User group", "The users who may log in; exactly one group. Needs encryption in transit and Redis OSS 6.0 or later, or Valkey.").docs(pages::RBAC),
    shared::LOGS,
    shared::LOG_TYPE,
    shared::LOG_DESTINATION_TYPE,
    shared::LOG_DESTINATION,
    shared::LOG_CLOUDWATCH,
    shared::LOG_GROUP,
    shared::LOG_FIREHOSE,
    shared::LOG_STREAM,
    shared::LOG_FORMAT,
    shared::LOG_ENABLED,
    Note::new("DataTieringEnabled", "Data tiering", "Moves values that are seldom used to SSD. r6gd node types need it, all others refuse it.").docs(pages::DATA_TIERING),
    shared::NETWORK_TYPE,
    shared::IP_DISCOVERY,
    Note::new("ClusterMode", "Cluster mode", "enabled divides keys over shards and can grow; disabled keeps one shard. compatible is a step between, for existing groups.").docs(pages::CLUSTER_MODE),
    Note::new("Durability", "Durability", "sync answers a write once it is stored in several zones, async before. Needs Valkey 9.0, cluster mode, Multi-AZ, a replica and TLS.").default("Decided by engine, version and mode").docs(pages::DURABILITY),
];
