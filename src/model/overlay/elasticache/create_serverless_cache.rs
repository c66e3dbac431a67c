//! A cache without nodes.

use crate::model::overlay::{Note, Overlay, Section, pages, shared};

pub(in crate::model::overlay) static OVERLAY: Overlay = Overlay {
    service: "elasticache",
    operation: "CreateServerlessCache",
    title: "Serverless cache",
    summary: "Valkey, Redis OSS or Memcached without nodes to choose: it follows the load and is paid by use.",
    featured: true,
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html",
    sections: SECTIONS,
    notes: NOTES,
};

static SECTIONS: &[Section] = &[
    Section::new("Engine", &["Engine", "MajorEngineVersion"]).common(),
    Section::new(
        "Name and description",
        &["ServerlessCacheName", "Description"],
    )
    .common(),
    Section::new("Limits", &["CacheUsageLimits"]).common(),
    Section::new(
        "Connectivity",
        &[
            "SubnetIds",
            "SecurityGroupIds",
            "ConnectionType",
            "NetworkType",
        ],
    )
    .common(),
    Section::new("Security", &["UserGroupId", "KmsKeyId"]).common(),
    Section::new("Integrations", &["Integrations"]),
    Section::new("Seeding", &["SnapshotArnsToRestore"]),
    Section::new("Backups", &["SnapshotRetentionLimit", "DailySnapshotTime"]),
    Section::new("Tags", &["Tags"]),
];

static NOTES: &[Note] = &[
    Note::new("ServerlessCacheName", "Name", "1 to 40 letters, digits and single hyphens, beginning with a letter. Stored in lower case; part of the endpoint's name."),
    Note::new("Description", "Description", "What the cache is for, up to 255 characters."),
    Note::new("Engine", "Engine", "valkey costs least and takes Redis clients; redis; memcached.").docs(pages::ENGINE_VERSIONS),
    Note::new("MajorEngineVersion", "Major version", "Only the first number for Valkey (8) and Redis OSS (7); 1.6 for Memcached. Minor versions follow by themselves.").docs(pages::ENGINE_VERSIONS),
    Note::new("CacheUsageLimits", "Limits", "Bounds for storage and requests. A maximum caps the bill; a minimum keeps capacity ready and is paid for.").default("No limits").docs(pages::SCALING),
    Note::new("CacheUsageLimits.DataStorage", "Storage", "Bounds for the data kept, in gigabytes. At the maximum, keys are evicted or writes fail.").docs(pages::SCALING),
    Note::new("CacheUsageLimits.DataStorage.Maximum", "Most storage", "1 to 5000 GB.").docs(pages::SCALING),
    Note::new("CacheUsageLimits.DataStorage.Minimum", "Least storage", "1 to 5000 GB, not above the maximum; paid for even when unused.").docs(pages::SCALING),
    Note::new("CacheUsageLimits.DataStorage.Unit", "Unit of storage", "Always GB.").docs(pages::SCALING),
    Note::new("CacheUsageLimits.ECPUPerSecond", "Requests", "Bounds for ElastiCache processing units a second. A simple request of up to 1 KB is one.").docs(pages::SCALING),
    Note::new("CacheUsageLimits.ECPUPerSecond.Maximum", "Most ECPUs a second", "1000 to 15000000. Beyond it requests are throttled.").docs(pages::SCALING),
    Note::new("CacheUsageLimits.ECPUPerSecond.Minimum", "Least ECPUs a second", "1000 to 15000000, not above the maximum; paid for even when unused.").docs(pages::SCALING),
    Note::new("KmsKeyId", "Encryption key", "ARN of a KMS key of your own. Data are encrypted in any case.").default("A key that AWS owns").docs(pages::AT_REST),
    Note::new("SecurityGroupIds", "Security groups", "Firewalls of the cache's VPC endpoint, by id (sg-…). Open only the cache port, and only to your applications.").default("The default security group of the VPC").docs(pages::SECURITY_GROUPS),
    Note::new("SnapshotArnsToRestore", "Snapshots to restore", "ARNs of snapshots or, for Valkey and Redis OSS, of .rdb files in S3 to fill the cache from.").docs(pages::SEEDING),
    shared::TAGS,
    shared::TAG_KEY,
    shared::TAG_VALUE,
    Note::new("UserGroupId", "User group", "The users who may log in. Valkey and Redis OSS only; without one everybody who reaches the endpoint may do everything.").docs(pages::RBAC),
    Note::new("SubnetIds", "Subnets", "Two or three subnets of one VPC, each in a zone of its own.").default("Subnets of the default VPC").docs(pages::VPC),
    Note::new("SnapshotRetentionLimit", "Days to keep backups", "0 to 35 days for the daily backups; 0 switches them off.").default("0: no automatic backups").docs(pages::BACKUPS_AUTOMATIC),
    Note::new("DailySnapshotTime", "Time of the backup", "One time of day in UTC: 03:00. Does nothing without days to keep backups.").docs(pages::BACKUPS_AUTOMATIC),
    Note::new("NetworkType", "Network type", "IPv4, IPv6 or both; the subnets must be of that kind.").default("ipv4, or ipv6 in IPv6-only subnets").docs(pages::NETWORK_TYPE),
    Note::new("ConnectionType", "Connection type", "vpc is reached from your network, public from the internet (Valkey 9). Cannot be changed later.").default("vpc"),
    Note::new("Integrations", "Integrations", "Services that the cache works with by itself.").default("None"),
    Note::new("Integrations.IntegrationType", "Integration", "dynamodb; needs Valkey 9 or later."),
];
