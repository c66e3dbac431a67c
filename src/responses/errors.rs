//! What to do about each error that AWS documents.

/// What to do about an error, by the kind that its code tells.
pub(super) fn advice(code: &str) -> &'static str {
    match code {
        "AccessDeniedException" => {
            "The caller lacks a permission: compare the caller's policies with the IAM policy of this document."
        }
        "ThrottlingException" | "APICallRateForCustomerExceeded" => {
            "Too many requests at once: wait some seconds and send it again."
        }
        "InternalServerException" => {
            "AWS failed. Look whether the request took effect, then send it again."
        }
        "ValidationException" | "InvalidParameterValue" => {
            "A value is refused; the message names it. The problems of this document may show which."
        }
        "InvalidParameterCombination" => {
            "Values contradict each other; the message names them. The problems of this document may show which."
        }
        "InvalidARN" => "The ARN names nothing that is there: check account, Region and name.",
        "InvalidCredentialsException" => {
            "The credentials are not accepted: renew them, or choose another profile."
        }
        "InvalidKMSKeyFault" => {
            "The key cannot be used: it must be symmetric, enabled, in this Region, and its policy must let the caller in."
        }
        "ConflictException" => {
            "It changes at this moment, or something with this name is there: look at it, wait, send it again."
        }
        "ServiceLinkedRoleNotFoundFault" => {
            "The service's own role is missing: aws iam create-service-linked-role --aws-service-name elasticache.amazonaws.com makes it."
        }
        "InsufficientCacheClusterCapacity" => {
            "The zone has no free nodes of this type: choose another zone or node type, or try later."
        }
        "InvalidVPCNetworkStateFault" => {
            "The subnets cannot take nodes: look at their free addresses and at the VPC."
        }
        "InvalidSubnet" => "A subnet does not exist, or subnets belong to different VPCs.",
        "SubnetInUse" => "A node still uses the subnet that is to go.",
        "SubnetNotAllowedFault" => {
            "A subnet's kind fits no other in the group, as with those of an Outpost or a local zone."
        }
        "CacheSubnetGroupInUse" => {
            "A cluster still uses the subnet group: delete the cluster first."
        }
        "DefaultUserRequired" => "A user group needs a user whose name is default: add one.",
        "DefaultUserAssociatedToUserGroup" => {
            "It is the default user of a group: put another user named default in its place first."
        }
        "DuplicateUserName" => "Two users of the group have one user name: leave one out.",
        "NoOperationFault" => "Nothing would change.",
        "MigrationHealthFault" => {
            "The migration is not healthy: look at both sides before going on."
        }
        "SnapshotFeatureNotSupportedFault" => {
            "Backups need Valkey or Redis OSS on a node type that has them."
        }
        "TestFailoverNotAvailableFault" => "A failover cannot be tested at this moment.",
        "AuthorizationAlreadyExists" => "It is allowed already; nothing is left to do.",
        "AuthorizationNotFound" => "It was not allowed; nothing is left to do.",
        _ => by_kind(code),
    }
}

/// Codes of one kind have one ending.
fn by_kind(code: &str) -> &'static str {
    let has = |part: &str| code.contains(part);
    if has("AlreadyExists") {
        "Something with this name is there. Compare it with this request: use it, or choose another name."
    } else if has("NotFound") {
        "What the request names is not there: check the name, the Region and the account, or create it first."
    } else if has("Quota") {
        "A limit of the account is reached: delete what is no longer needed, or ask for more in Service Quotas."
    } else if has("UnderMigration") {
        "A data migration decides what is possible now: look at its state."
    } else {
        "It is not in a state in which this is possible: wait until its status is available or active."
    }
}
