//! Replicas that are added to a group, and what Memcached does not have.

use super::sources;
use crate::document::{Edit, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const CLUSTER: &[&str] = &["CreateCacheCluster"];
/// What a replica takes from its group.
const INHERITED: &[(&str, &str)] = &[
    (n::ENGINE_VERSION, "the version"),
    (n::CACHE_NODE_TYPE, "the node type"),
    (n::NUM_CACHE_NODES, "its size, one node,"),
    (n::CACHE_PARAMETER_GROUP_NAME, "the parameter group"),
    (n::CACHE_SUBNET_GROUP_NAME, "the subnets"),
    (n::CACHE_SECURITY_GROUP_NAMES, "the security groups"),
    (n::SECURITY_GROUP_IDS, "the security groups"),
    (n::PORT, "the port"),
    (n::SNAPSHOT_ARNS, "the data"),
    (n::SNAPSHOT_NAME, "the data"),
    (n::SNAPSHOT_RETENTION_LIMIT, "the backups"),
    (n::SNAPSHOT_WINDOW, "the backups"),
    (n::PREFERRED_MAINTENANCE_WINDOW, "the maintenance window"),
    (n::NOTIFICATION_TOPIC_ARN, "the notifications"),
    (n::AUTH_TOKEN, "the token"),
    (n::TRANSIT_ENCRYPTION_ENABLED, "encryption"),
];
/// What Memcached does not have.
const NOT_OF_MEMCACHED: &[(&str, &str)] = &[
    (n::SNAPSHOT_ARNS, "no snapshots"),
    (n::SNAPSHOT_NAME, "no snapshots"),
    (n::SNAPSHOT_RETENTION_LIMIT, "no backups"),
    (n::SNAPSHOT_WINDOW, "no backups"),
    (n::AUTH_TOKEN, "no token"),
    (n::LOG_DELIVERY_CONFIGURATIONS, "no log delivery"),
];

pub(super) static INHERITS: Rule = Rule {
    code: "EC190",
    name: "replica-with-inherited-parameter",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "A replica that is added to a group takes its settings from the group.",
    why: "AWS answers that no additional parameters can be given for a replica.",
    fix: "Leave the parameter out.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders-2", "ReplicationGroupId": "orders", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large"}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders-2", "ReplicationGroupId": "orders", "PreferredAvailabilityZone": "us-west-2b"}"#,
        ],
    ),
    check: Check::Resource(check_inherits),
};

pub(super) static MEMCACHED: Rule = Rule {
    code: "EC191",
    name: "replica-of-memcached",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "Memcached has no replicas.",
    why: "ReplicationGroupId is for a node of Redis or Valkey only.",
    fix: "Leave Engine out, or ReplicationGroupId.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders-2", "ReplicationGroupId": "orders", "Engine": "memcached"}"#,
        ],
        &[r#"{"CacheClusterId": "orders-2", "ReplicationGroupId": "orders"}"#],
    ),
    check: Check::Resource(check_memcached),
};

pub(super) static ENGINE: Rule = Rule {
    code: "EC192",
    name: "replica-engine-stated",
    severity: Severity::Info,
    operations: CLUSTER,
    summary: "A replica needs no engine.",
    why: "It follows from the group.",
    fix: "Leave Engine out.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[r#"{"CacheClusterId": "orders-2", "ReplicationGroupId": "orders", "Engine": "redis"}"#],
        &[r#"{"CacheClusterId": "orders-2", "ReplicationGroupId": "orders"}"#],
    ),
    check: Check::Resource(check_engine),
};

pub(super) static PLACE: Rule = Rule {
    code: "EC193",
    name: "replica-in-several-zones",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "A replica is placed by PreferredAvailabilityZone.",
    why: "It is one node; AZMode and PreferredAvailabilityZones are for Memcached.",
    fix: "Use PreferredAvailabilityZone.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders-2", "ReplicationGroupId": "orders", "PreferredAvailabilityZones": ["us-west-2b"]}"#,
            r#"{"CacheClusterId": "orders-2", "ReplicationGroupId": "orders", "AZMode": "cross-az"}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders-2", "ReplicationGroupId": "orders", "PreferredAvailabilityZone": "us-west-2b"}"#,
        ],
    ),
    check: Check::Resource(check_place),
};

pub(super) static OWN_ID: Rule = Rule {
    code: "EC194",
    name: "replica-named-like-group",
    severity: Severity::Warning,
    operations: CLUSTER,
    summary: "A replica has a name of its own.",
    why: "CacheClusterId names the new node, ReplicationGroupId the group that it joins.",
    fix: "Choose another CacheClusterId.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[r#"{"CacheClusterId": "orders", "ReplicationGroupId": "orders"}"#],
        &[r#"{"CacheClusterId": "orders-2", "ReplicationGroupId": "orders"}"#],
    ),
    check: Check::Resource(check_own_id),
};

pub(super) static OF_MEMCACHED: Rule = Rule {
    code: "EC205",
    name: "memcached-with-redis-parameter",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "Memcached has no snapshots, backups, tokens and log delivery.",
    why: "The parameters are valid for Redis only.",
    fix: "Leave the parameter out.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "SnapshotRetentionLimit": 5}"#,
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "SnapshotName": "sessions-1"}"#,
        ],
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az"}"#,
        ],
    ),
    check: Check::Resource(check_of_memcached),
};

fn check_inherits(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !facts::is_replica(scope) {
        return;
    }
    for (member, what) in INHERITED {
        if scope.has(member) {
            report
                .at(member, format!("a replica takes {what} from its group"))
                .fix("Leave it out", [scope.remove(member)]);
        }
    }
}

fn check_memcached(scope: &Scope<'_>, report: &mut Report<'_>) {
    if facts::is_replica(scope) && facts::engine(scope) == Some("memcached") {
        report
            .at(n::ENGINE, "Memcached has no replicas")
            .fix("Leave it out", [scope.remove(n::ENGINE)]);
    }
}

fn check_engine(scope: &Scope<'_>, report: &mut Report<'_>) {
    let of_redis = matches!(facts::engine(scope), Some("redis" | "valkey"));
    if facts::is_replica(scope) && of_redis {
        report
            .at(n::ENGINE, "the engine follows from the group")
            .fix("Leave it out", [scope.remove(n::ENGINE)]);
    }
}

fn check_place(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !facts::is_replica(scope) {
        return;
    }
    if scope.has(n::AZ_MODE) {
        report
            .at(n::AZ_MODE, "a replica is one node, in one zone")
            .fix("Leave it out", [scope.remove(n::AZ_MODE)]);
    }
    let list = n::PREFERRED_AVAILABILITY_ZONES;
    let Some(zones) = scope.items(list) else {
        return;
    };
    let finding = report.at(list, "a replica is one node, in one zone");
    let mut edits: Vec<Edit> = vec![scope.remove(list)];
    let one = n::PREFERRED_AVAILABILITY_ZONE;
    if let Some(zone) = zones.first().filter(|_| !scope.has(one)) {
        edits.push(scope.set(one, zone.clone()));
        finding.fix("Replace it by PreferredAvailabilityZone", edits);
    } else {
        finding.fix("Leave it out", edits);
    }
}

fn check_own_id(scope: &Scope<'_>, report: &mut Report<'_>) {
    let ids = (
        scope.text(n::CACHE_CLUSTER_ID),
        scope.text(n::REPLICATION_GROUP_ID),
    );
    let (Some(own), Some(group)) = ids else {
        return;
    };
    if own.eq_ignore_ascii_case(group) && !own.is_empty() {
        let finding = report.at(n::CACHE_CLUSTER_ID, "the replica is named like its group");
        // Room for the two characters that are added.
        if own.len() <= 48 {
            let other = format!("{own}-2");
            finding.fix(
                format!("Change to {other}"),
                [scope.set(n::CACHE_CLUSTER_ID, Value::string(other))],
            );
        }
    }
}

fn check_of_memcached(scope: &Scope<'_>, report: &mut Report<'_>) {
    if facts::engine(scope) != Some("memcached") || facts::is_replica(scope) {
        return;
    }
    for (member, what) in NOT_OF_MEMCACHED {
        if scope.has(member) {
            report
                .at(member, format!("Memcached has {what}"))
                .fix("Leave it out", [scope.remove(member)]);
        }
    }
}
