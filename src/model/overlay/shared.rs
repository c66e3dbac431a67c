//! Notes about members that several operations have.

use super::{Note, pages};

pub(super) const TAGS: Note = Note::new(
    "Tags",
    "Tags",
    "Names and values of your own, for costs, owners and permissions. Up to 50; keys are unique and do not begin with aws:.",
)
.docs(pages::TAGS);
pub(super) const TAG_KEY: Note = Note::new(
    "Tags.Key",
    "Tag key",
    "1 to 128 characters. Env and env are two keys.",
)
.docs(pages::TAGS);
pub(super) const TAG_VALUE: Note = Note::new(
    "Tags.Value",
    "Tag value",
    "Up to 256 characters; may be empty.",
)
.docs(pages::TAGS);

pub(super) const ENGINE_VERSION: Note = Note::new(
    "EngineVersion",
    "Engine version",
    "Take the newest unless a client needs an older one: versions go up in place, never down.",
)
.docs(pages::ENGINE_VERSIONS);
pub(super) const NODE_TYPE: Note = Note::new(
    "CacheNodeType",
    "Node type",
    "Memory, processor and network of every node. Graviton types (7g, 6g) give the most for the price; t types are for tests.",
)
.docs(pages::NODE_TYPES);
pub(super) const SUBNET_GROUP: Note = Note::new(
    "CacheSubnetGroupName",
    "Subnet group",
    "Names the subnets in which nodes may stand; it must exist. Take one with private subnets in several zones.",
)
.default("The default group of the default VPC")
.docs(pages::SUBNET_GROUPS);
pub(super) const SECURITY_GROUPS: Note = Note::new(
    "SecurityGroupIds",
    "Security groups",
    "VPC firewalls, by id (sg-…). Choose one that opens only the cache port, and only to your applications.",
)
.default("The default security group of the VPC")
.docs(pages::SECURITY_GROUPS);
pub(super) const CACHE_SECURITY_GROUPS: Note = Note::new(
    "CacheSecurityGroupNames",
    "Cache security groups",
    "For clusters outside a VPC, which can no longer be made. Use security groups instead.",
)
.docs(pages::EC2_CLASSIC);
pub(super) const PORT: Note = Note::new("Port", "Port", "The port on which every node listens.")
    .default("6379; 11211 for Memcached");
pub(super) const NETWORK_TYPE: Note = Note::new(
    "NetworkType",
    "Network type",
    "IPv4, IPv6 or both. Anything but IPv4 needs subnets of that kind and a Nitro node type, and cannot be changed later.",
)
.default("ipv4")
.docs(pages::NETWORK_TYPE);
pub(super) const IP_DISCOVERY: Note = Note::new(
    "IpDiscovery",
    "Discovery address",
    "Which kind of address clients learn when they look for nodes. State it with dual_stack.",
)
.docs(pages::NETWORK_TYPE);
pub(super) const MAINTENANCE_WINDOW: Note = Note::new(
    "PreferredMaintenanceWindow",
    "Maintenance window",
    "When updates may run each week, in UTC: sun:05:00-sun:06:00. At least an hour; choose a quiet one.",
)
.default("AWS chooses day and hour")
.docs(pages::MAINTENANCE);
pub(super) const AUTO_MINOR: Note = Note::new(
    "AutoMinorVersionUpgrade",
    "Minor version upgrades",
    "Whether new minor versions are installed in the maintenance window. Works from Valkey 7.2 and Redis OSS 6.0.",
)
.docs(pages::ENGINE_VERSIONS);
pub(super) const NOTIFICATION_TOPIC: Note = Note::new(
    "NotificationTopicArn",
    "SNS topic",
    "ARN of the topic that hears of failovers and maintenance. A standard topic of the same account and Region.",
)
.default("No notifications")
.docs(pages::NOTIFICATIONS);
pub(super) const RETENTION: Note = Note::new(
    "SnapshotRetentionLimit",
    "Days to keep backups",
    "0 to 35 days for the daily backups; 0 switches them off.",
)
.default("0: no automatic backups")
.docs(pages::BACKUPS_AUTOMATIC);
pub(super) const SNAPSHOT_WINDOW: Note = Note::new(
    "SnapshotWindow",
    "Backup window",
    "When the daily backup begins, in UTC: 03:00-04:00. At least an hour, and not within the maintenance window.",
)
.default("AWS chooses the hour")
.docs(pages::BACKUPS_AUTOMATIC);
pub(super) const SNAPSHOT_KEY: Note = Note::new(
    "KmsKeyId",
    "Encryption key",
    "Id, ARN or alias of a KMS key of the same Region, to encrypt the snapshot with.",
)
.docs(pages::AT_REST);

pub(super) const LOGS: Note = Note::new(
    "LogDeliveryConfigurations",
    "Log delivery",
    "Sends the slow log, the engine log or both to CloudWatch Logs or Data Firehose. One entry for each log; not for Memcached.",
)
.docs(pages::LOGS);
pub(super) const LOG_TYPE: Note = Note::new(
    "LogDeliveryConfigurations.LogType",
    "Log",
    "slow-log: commands that took long (Redis OSS 6.0 or later). engine-log: what the engine says (6.2 or later). Valkey has both.",
)
.docs(pages::LOGS);
pub(super) const LOG_DESTINATION_TYPE: Note = Note::new(
    "LogDeliveryConfigurations.DestinationType",
    "Destination type",
    "Where the log goes; the details below must be of the same kind.",
)
.docs(pages::LOGS);
pub(super) const LOG_DESTINATION: Note = Note::new(
    "LogDeliveryConfigurations.DestinationDetails",
    "Destination",
    "The log group or the delivery stream; exactly one of them.",
)
.docs(pages::LOGS);
pub(super) const LOG_CLOUDWATCH: Note = Note::new(
    "LogDeliveryConfigurations.DestinationDetails.CloudWatchLogsDetails",
    "CloudWatch Logs",
    "For the destination type cloudwatch-logs.",
)
.docs(pages::LOGS);
pub(super) const LOG_GROUP: Note = Note::new(
    "LogDeliveryConfigurations.DestinationDetails.CloudWatchLogsDetails.LogGroup",
    "Log group",
    "Name of the log group, not its ARN.",
)
.docs(pages::LOGS);
pub(super) const LOG_FIREHOSE: Note = Note::new(
    "LogDeliveryConfigurations.DestinationDetails.KinesisFirehoseDetails",
    "Data Firehose",
    "For the destination type kinesis-firehose.",
)
.docs(pages::LOGS);
pub(super) const LOG_STREAM: Note = Note::new(
    "LogDeliveryConfigurations.DestinationDetails.KinesisFirehoseDetails.DeliveryStream",
    "Delivery stream",
    "Name of the delivery stream, not its ARN.",
)
.docs(pages::LOGS);
pub(super) const LOG_FORMAT: Note = Note::new(
    "LogDeliveryConfigurations.LogFormat",
    "Log format",
    "json is easier to search, text easier to read.",
)
.docs(pages::LOGS);
pub(super) const LOG_ENABLED: Note = Note::new(
    "LogDeliveryConfigurations.Enabled",
    "Deliver this log",
    "No keeps the settings without sending anything.",
)
.default("true")
.docs(pages::LOGS);
