//! What a status says, from the request to the end.

/// The states that an operation leads through, the last of which lasts.
pub(super) fn states(operation: &str) -> &'static [&'static str] {
    match operation {
        "CreateCacheCluster"
        | "CreateReplicationGroup"
        | "CreateServerlessCache"
        | "CreateServerlessCacheSnapshot"
        | "CopyServerlessCacheSnapshot"
        | "CreateSnapshot" => &["creating", "available"],
        "CopySnapshot" => &["copying", "available"],
        "ExportServerlessCacheSnapshot" => &["exporting", "available"],
        "CreateUser" | "CreateUserGroup" => &["creating", "active"],
        "CreateGlobalReplicationGroup" => &["creating", "primary-only", "available"],
        "ModifyUser" | "ModifyUserGroup" => &["modifying", "active"],
        "ModifyCacheCluster"
        | "ModifyReplicationGroup"
        | "ModifyServerlessCache"
        | "ModifyReplicationGroupShardConfiguration"
        | "IncreaseReplicaCount"
        | "DecreaseReplicaCount"
        | "TestFailover"
        | "ModifyGlobalReplicationGroup"
        | "FailoverGlobalReplicationGroup"
        | "IncreaseNodeGroupsInGlobalReplicationGroup"
        | "DecreaseNodeGroupsInGlobalReplicationGroup"
        | "RebalanceSlotsInGlobalReplicationGroup"
        | "DisassociateGlobalReplicationGroup" => &["modifying", "available"],
        "RebootCacheCluster" => &["rebooting cluster nodes", "available"],
        "DeleteCacheCluster"
        | "DeleteReplicationGroup"
        | "DeleteServerlessCache"
        | "DeleteServerlessCacheSnapshot"
        | "DeleteSnapshot"
        | "DeleteUser"
        | "DeleteUserGroup"
        | "DeleteGlobalReplicationGroup" => &["deleting"],
        "PurchaseReservedCacheNodesOffering" => &["payment-pending", "active"],
        "CreateCluster" | "CreateStream" => &["CREATING", "ACTIVE"],
        "UpdateCluster" => &["UPDATING", "ACTIVE"],
        "DeleteCluster" | "DeleteStream" => &["DELETING", "DELETED"],
        _ => &[],
    }
}

/// The states of a cluster that is to have peers: it waits for them.
pub(super) const PEERED: &[&str] = &["PENDING_SETUP", "CREATING", "ACTIVE"];

/// The state in which a description shows what is there.
pub(super) fn lasting(shape: &str) -> &'static str {
    match shape {
        "User" | "UserGroup" | "SecurityGroupMembership" | "NotificationConfiguration" => "active",
        "ClusterStatus" | "StreamStatus" => "ACTIVE",
        _ => "available",
    }
}
