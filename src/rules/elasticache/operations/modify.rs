//! Changes of existing caches.

use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::rule;

const MODIFY_GROUP: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html";
const RBAC: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html";
const GROUP: &[&str] = &["ModifyReplicationGroup"];
const NODES: &[&str] = &["ModifyReplicationGroup", "ModifyCacheCluster"];
const GOOD: &[&str] =
    &[r#"{"ReplicationGroupId": "orders", "SnapshotRetentionLimit": 7, "ApplyImmediately": true}"#];
const LONGEST_DESCRIPTION: usize = 255;

pub(super) static LATER: Rule = rule(
    "EC520",
    "apply-immediately-false",
    Severity::Error,
    &[
        "IncreaseReplicaCount",
        "DecreaseReplicaCount",
        "ModifyReplicationGroupShardConfiguration",
        "IncreaseNodeGroupsInGlobalReplicationGroup",
        "DecreaseNodeGroupsInGlobalReplicationGroup",
        "ModifyGlobalReplicationGroup",
    ],
    [
        "ApplyImmediately is true; this operation cannot wait.",
        "The parameter is required, and true is its only permitted value.",
        "Set ApplyImmediately to true.",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_IncreaseReplicaCount.html",
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "ApplyImmediately": false, "NewReplicaCount": 2}"#],
        &[r#"{"ReplicationGroupId": "orders", "ApplyImmediately": true, "NewReplicaCount": 2}"#],
    ),
    check_later,
);

pub(super) static WAITS: Rule = rule(
    "EC521",
    "change-waits-for-maintenance",
    Severity::Info,
    NODES,
    [
        "Without ApplyImmediately the change waits for the next maintenance window.",
        "Until then the cache runs as before, and another request may replace this one.",
        "Set ApplyImmediately to true if it is not to wait.",
        MODIFY_GROUP,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "CacheNodeType": "cache.m7g.large"}"#],
        &[
            r#"{"ReplicationGroupId": "orders", "CacheNodeType": "cache.m7g.large", "ApplyImmediately": true}"#,
        ],
    ),
    check_waits,
);

pub(super) static NOTHING: Rule = rule(
    "EC522",
    "nothing-to-modify",
    Severity::Warning,
    &[
        "ModifyReplicationGroup",
        "ModifyCacheCluster",
        "ModifyServerlessCache",
    ],
    [
        "The request changes nothing.",
        "AWS refuses a modification without any.",
        "Set what is to change.",
        MODIFY_GROUP,
    ],
    Examples::new(&[r#"{"ReplicationGroupId": "orders"}"#], GOOD),
    check_nothing,
);

pub(super) static TOPIC_STATUS: Rule = rule(
    "EC523",
    "topic-status",
    Severity::Error,
    NODES,
    [
        "NotificationTopicStatus is active or inactive.",
        "Notifications are sent only while it is active.",
        "Write active or inactive.",
        MODIFY_GROUP,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "NotificationTopicStatus": "Active"}"#],
        &[r#"{"ReplicationGroupId": "orders", "NotificationTopicStatus": "inactive"}"#],
    ),
    check_topic_status,
);

pub(super) static DESCRIPTION: Rule = rule(
    "EC524",
    "group-description-too-long",
    Severity::Error,
    GROUP,
    [
        "A group's description has at most 255 characters.",
        "AWS refuses a longer one.",
        "Shorten the description.",
        MODIFY_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-private-"}"#,
        ],
        &[r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders"}"#],
    ),
    check_description,
);

pub(super) static MULTI_AZ: Rule = rule(
    "EC525",
    "multi-az-on-failover-off",
    Severity::Error,
    GROUP,
    [
        "Multi-AZ cannot be switched on while automatic failover is switched off.",
        "Multi-AZ is failover to another zone.",
        "Set AutomaticFailoverEnabled to true.",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "MultiAZEnabled": true, "AutomaticFailoverEnabled": false}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "MultiAZEnabled": true, "AutomaticFailoverEnabled": true}"#,
        ],
    ),
    check_multi_az,
);

pub(super) static SEVERAL_GROUPS: Rule = rule(
    "EC526",
    "several-user-groups-added",
    Severity::Error,
    GROUP,
    [
        "A replication group takes one user group.",
        "The parameter is a list, but the quota is one.",
        "Keep one; put all users into it.",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html",
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "UserGroupIdsToAdd": ["app", "ops"]}"#],
        &[
            r#"{"ReplicationGroupId": "orders", "UserGroupIdsToAdd": ["app"], "UserGroupIdsToRemove": ["ops"]}"#,
        ],
    ),
    check_several_groups,
);

pub(super) static ADDED_AND_REMOVED: Rule = rule(
    "EC527",
    "user-group-added-and-removed",
    Severity::Warning,
    &["ModifyReplicationGroup", "ModifyServerlessCache"],
    [
        "A user group is added and removed in one request.",
        "The two cancel each other out, or one of them is refused.",
        "Keep one of the two.",
        RBAC,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "UserGroupIdsToAdd": ["app"], "UserGroupIdsToRemove": ["app"]}"#,
            r#"{"resources": [{"operation": "ModifyServerlessCache", "parameters": {"ServerlessCacheName": "orders", "UserGroupId": "app", "RemoveUserGroup": true}}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "UserGroupIdsToAdd": ["app"], "UserGroupIdsToRemove": ["ops"]}"#,
        ],
    ),
    check_added_and_removed,
);

pub(super) static MODE: Rule = rule(
    "EC528",
    "encryption-switched-on-at-once",
    Severity::Warning,
    GROUP,
    [
        "Encryption of an existing group is switched on with TransitEncryptionMode preferred.",
        "Clients then move to encrypted connections one by one; required comes when all have.",
        "Set TransitEncryptionMode to preferred.",
        MODIFY_GROUP,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "TransitEncryptionEnabled": true}"#],
        &[
            r#"{"ReplicationGroupId": "orders", "TransitEncryptionEnabled": true, "TransitEncryptionMode": "preferred"}"#,
        ],
    ),
    check_mode,
);

pub(super) static CLUSTER_MODE: Rule = rule(
    "EC529",
    "cluster-mode-needs-two-steps",
    Severity::Info,
    GROUP,
    [
        "Cluster mode is switched on in two steps: compatible, then enabled.",
        "In compatible mode old and new clients work side by side.",
        "Set ClusterMode to compatible first, if the group's mode is disabled.",
        MODIFY_GROUP,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "ClusterMode": "enabled"}"#],
        &[r#"{"ReplicationGroupId": "orders", "ClusterMode": "compatible"}"#],
    ),
    check_cluster_mode,
);

pub(super) static TOKEN_DELETED: Rule = rule(
    "EC530",
    "token-deleted-without-users",
    Severity::Error,
    NODES,
    [
        "A token is deleted only on the way to user groups.",
        "Otherwise the group would be open to whoever reaches it.",
        "Name the user group in UserGroupIdsToAdd.",
        MODIFY_GROUP,
    ],
    Examples::new(
        &[r#"{"ReplicationGroupId": "orders", "AuthTokenUpdateStrategy": "DELETE"}"#],
        &[
            r#"{"ReplicationGroupId": "orders", "AuthTokenUpdateStrategy": "DELETE", "UserGroupIdsToAdd": ["app"]}"#,
        ],
    ),
    check_token_deleted,
);

fn check_later(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.flag(n::APPLY_IMMEDIATELY) == Some(false) {
        let edit = scope.set(n::APPLY_IMMEDIATELY, Value::Bool(true));
        report
            .at(
                n::APPLY_IMMEDIATELY,
                format!("{} cannot wait", scope.operation()),
            )
            .fix("Set ApplyImmediately to true", [edit]);
    }
}

fn check_waits(scope: &Scope<'_>, report: &mut Report<'_>) {
    let waiting = [
        n::CACHE_NODE_TYPE,
        n::ENGINE_VERSION,
        n::CACHE_PARAMETER_GROUP_NAME,
    ];
    let Some(member) = waiting.into_iter().find(|member| scope.has(member)) else {
        return;
    };
    let now = match scope.get(n::APPLY_IMMEDIATELY) {
        None => false,
        Some(value) => value.as_bool().unwrap_or(true),
    };
    if !now {
        let message = format!("{member} changes in the next maintenance window");
        report.at(n::APPLY_IMMEDIATELY, message);
    }
}

fn check_nothing(scope: &Scope<'_>, report: &mut Report<'_>) {
    let ids = [
        n::REPLICATION_GROUP_ID,
        n::CACHE_CLUSTER_ID,
        n::SERVERLESS_CACHE_NAME,
    ];
    let Some(map) = scope.parameters().as_map() else {
        return;
    };
    let is_id = |key: &str| ids.contains(&key);
    let identified = map.iter().any(|(key, _)| is_id(key));
    let changes = map
        .iter()
        .any(|(key, _)| !is_id(key) && &**key != n::APPLY_IMMEDIATELY);
    if identified && !changes {
        report.whole("nothing is to be changed");
    }
}

fn check_topic_status(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(status) = scope.text(n::NOTIFICATION_TOPIC_STATUS) else {
        return;
    };
    if matches!(status, "active" | "inactive") {
        return;
    }
    let message = format!("“{}” is neither active nor inactive", shown(status));
    let finding = report.at(n::NOTIFICATION_TOPIC_STATUS, message);
    let lower = status.trim().to_ascii_lowercase();
    if matches!(&*lower, "active" | "inactive") {
        let edit = scope.set(n::NOTIFICATION_TOPIC_STATUS, Value::string(&*lower));
        finding.fix(format!("Write {lower}"), [edit]);
    }
}

fn check_description(scope: &Scope<'_>, report: &mut Report<'_>) {
    let text = scope
        .text(n::REPLICATION_GROUP_DESCRIPTION)
        .unwrap_or_default();
    let length = text.chars().count();
    if length > LONGEST_DESCRIPTION {
        let message = format!("{length} characters, at most {LONGEST_DESCRIPTION} are allowed");
        report.at(n::REPLICATION_GROUP_DESCRIPTION, message);
    }
}

fn check_multi_az(scope: &Scope<'_>, report: &mut Report<'_>) {
    let on = scope.flag(n::MULTI_AZ_ENABLED) == Some(true);
    if on && scope.flag(n::AUTOMATIC_FAILOVER_ENABLED) == Some(false) {
        let edit = scope.set(n::AUTOMATIC_FAILOVER_ENABLED, Value::Bool(true));
        report
            .at(n::MULTI_AZ_ENABLED, "Multi-AZ needs automatic failover")
            .fix("Set AutomaticFailoverEnabled to true", [edit]);
    }
}

fn check_several_groups(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(items @ [first, _, ..]) = scope.items(n::USER_GROUP_IDS_TO_ADD) {
        let message = format!("{} user groups, one is allowed", items.len());
        let kept = Value::list([first.clone()]);
        report.at(n::USER_GROUP_IDS_TO_ADD, message).fix(
            "Keep the first",
            [scope.set(n::USER_GROUP_IDS_TO_ADD, kept)],
        );
    }
}

fn check_added_and_removed(scope: &Scope<'_>, report: &mut Report<'_>) {
    let added: Vec<&str> = scope
        .texts(n::USER_GROUP_IDS_TO_ADD)
        .map(|(_, id)| id)
        .take(2)
        .collect();
    for (i, id) in scope.texts(n::USER_GROUP_IDS_TO_REMOVE) {
        if added.contains(&id) {
            let path = crate::document::Path::root()
                .key(n::USER_GROUP_IDS_TO_REMOVE)
                .index(i);
            report.at_path(path, format!("“{}” is added, too", shown(id)));
        }
    }
    if scope.flag(n::REMOVE_USER_GROUP) == Some(true) && scope.has(n::USER_GROUP_ID) {
        report
            .at(
                n::REMOVE_USER_GROUP,
                "UserGroupId sets the user group that this removes",
            )
            .fix(
                "Remove RemoveUserGroup",
                [scope.remove(n::REMOVE_USER_GROUP)],
            );
    }
}

fn check_mode(scope: &Scope<'_>, report: &mut Report<'_>) {
    let on = scope.flag(n::TRANSIT_ENCRYPTION_ENABLED) == Some(true);
    if on && !scope.has(n::TRANSIT_ENCRYPTION_MODE) {
        let edit = scope.set(n::TRANSIT_ENCRYPTION_MODE, Value::string("preferred"));
        report
            .at(
                n::TRANSIT_ENCRYPTION_MODE,
                "encryption is switched on by way of the mode preferred",
            )
            .fix("Set TransitEncryptionMode to preferred", [edit]);
    }
}

fn check_cluster_mode(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.text(n::CLUSTER_MODE) == Some("enabled") {
        report.at(
            n::CLUSTER_MODE,
            "the mode has to be compatible before it is enabled",
        );
    }
}

fn check_token_deleted(scope: &Scope<'_>, report: &mut Report<'_>) {
    let deleted = scope.text(n::AUTH_TOKEN_UPDATE_STRATEGY) == Some("DELETE");
    if deleted && !scope.has(n::USER_GROUP_IDS_TO_ADD) {
        report.at(
            n::AUTH_TOKEN_UPDATE_STRATEGY,
            "no user group takes the place of the token",
        );
    }
}
