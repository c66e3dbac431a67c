//! Memcached, a single node of Redis OSS, or one more replica.

use crate::model::overlay::{Note, Overlay, Section, pages, shared};

pub(in crate::model::overlay) static OVERLAY: Overlay = Overlay {
    service: "elasticache",
    operation: "CreateCacheCluster",
    title: "Memcached cluster or single node",
    summary: "Memcached with up to 40 nodes, a single Redis OSS node, or one more replica of a group. For anything else take a replication group.",
    featured: true,
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html",
    sections: SECTIONS,
    notes: NOTES,
};

static SECTIONS: &[Section] = &[
    Section::new(
        "Engine",
        &["Engine", "EngineVersion", "CacheParameterGroupName"],
    )
    .common(),
    Section::new("Name", &["CacheClusterId"]).common(),
    Section::new(
        "Location",
        &["OutpostMode", "PreferredOutpostArn", "PreferredOutpostArns"],
    ),
    Section::new("Nodes", &["NumCacheNodes", "CacheNodeType"]).common(),
    Section::new("Replica of a group", &["ReplicationGroupId"]),
    Section::new(
        "Availability Zones",
        &[
            "AZMode",
            "PreferredAvailabilityZone",
            "PreferredAvailabilityZones",
        ],
    ),
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
    Section::new("Security", &["TransitEncryptionEnabled", "AuthToken"]),
    Section::new("Logs", &["LogDeliveryConfigurations"]),
    Section::new("Seeding", &["SnapshotArns", "SnapshotName"]).common(),
    Section::new("Backups", &["SnapshotRetentionLimit", "SnapshotWindow"]),
    Section::new(
        "Maintenance",
        &["PreferredMaintenanceWindow", "AutoMinorVersionUpgrade"],
    ),
    Section::new("Notifications", &["NotificationTopicArn"]),
    Section::new("Tags", &["Tags"]),
];

static NOTES: &[Note] = &[
    Note::new("CacheClusterId", "Name", "1 to 50 letters, digits and single hyphens, beginning with a letter. Stored in lower case; part of the endpoint's name."),
    Note::new("ReplicationGroupId", "Group to join", "Adds this node as a replica to a one-shard group. Nearly every other setting then comes from the group."),
    Note::new("AZMode", "One zone or several", "Memcached only. cross-az spreads the nodes and needs at least two.").default("single-az").docs(pages::ZONES),
    Note::new("PreferredAvailabilityZone", "Zone", "One zone for all nodes.").default("AWS chooses").docs(pages::ZONES),
    Note::new("PreferredAvailabilityZones", "Zone of each node", "Memcached only: one zone for each node, repeats allowed. With several zones set the mode to cross-az.").docs(pages::ZONES),
    Note::new("NumCacheNodes", "Number of nodes", "1 to 40 for Memcached; always 1 for Redis OSS."),
    shared::NODE_TYPE,
    Note::new("Engine", "Engine", "memcached or redis. For Valkey make a replication group or a serverless cache.").docs(pages::ENGINE_VERSIONS),
    shared::ENGINE_VERSION,
    Note::new("CacheParameterGroupName", "Parameter group", "Engine settings of the version's family. Groups that end in .cluster.on are refused here.").default("The default group of the version").docs(pages::PARAMETERS),
    shared::SUBNET_GROUP,
    shared::CACHE_SECURITY_GROUPS,
    shared::SECURITY_GROUPS,
    shared::TAGS,
    shared::TAG_KEY,
    shared::TAG_VALUE,
    Note::new("SnapshotArns", "RDB file in S3", "ARN of one .rdb file to fill a Redis OSS node from. No comma in its name; ElastiCache must be allowed to read it.").docs(pages::SEEDING),
    Note::new("SnapshotName", "Snapshot", "A snapshot to fill a Redis OSS node from.").docs(pages::BACKUPS),
    shared::MAINTENANCE_WINDOW,
    shared::PORT,
    shared::NOTIFICATION_TOPIC,
    shared::AUTO_MINOR,
    shared::RETENTION,
    shared::SNAPSHOT_WINDOW,
    Note::new("AuthToken", "AUTH token", "One password for all clients, 16 to 128 printable characters. Not for Memcached; use a replication group with TLS.").docs(pages::AUTH),
    Note::new("OutpostMode", "Outpost mode", "Only single-outpost works. Goes with an Outpost ARN.").docs(pages::OUTPOSTS),
    Note::new("PreferredOutpostArn", "Outpost", "ARN of the Outpost for the nodes, in place of zones.").docs(pages::OUTPOSTS),
    Note::new("PreferredOutpostArns", "Outposts", "The same as a list. Give one or the other.").docs(pages::OUTPOSTS),
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
    Note::new("TransitEncryptionEnabled", "Encryption in transit", "TLS for Memcached 1.6.12 or later, inside a VPC. For Redis OSS with TLS make a replication group.").default("false").docs(pages::IN_TRANSIT_MEMCACHED),
    shared::NETWORK_TYPE,
    shared::IP_DISCOVERY,
];
