//! What every operation without an overlay does, in a line of our own.

/// Service, operation, summary.
pub(super) static SUMMARIES: &[(&str, &[(&str, &str)])] =
    &[("elasticache", ELASTICACHE), ("dsql", DSQL)];

static ELASTICACHE: &[(&str, &str)] = &[
    (
        "AddTagsToResource",
        "Puts tags on a resource, or new values on tags that it has.",
    ),
    (
        "AuthorizeCacheSecurityGroupIngress",
        "Lets an EC2 security group into a cache security group. For EC2-Classic, which is gone.",
    ),
    (
        "BatchApplyUpdateAction",
        "Starts a service update on up to twenty clusters or groups.",
    ),
    (
        "BatchStopUpdateAction",
        "Stops a service update that is under way.",
    ),
    (
        "CompleteMigration",
        "Ends a live migration and makes the target the place to write to.",
    ),
    (
        "CopyServerlessCacheSnapshot",
        "Copies a backup of a serverless cache, under another name or key.",
    ),
    (
        "CreateServerlessCacheSnapshot",
        "Backs up a serverless cache by hand.",
    ),
    (
        "DecreaseNodeGroupsInGlobalReplicationGroup",
        "Takes shards out of every Region of a global datastore.",
    ),
    (
        "DecreaseReplicaCount",
        "Takes replicas away, from all shards or from some.",
    ),
    (
        "DeleteCacheCluster",
        "Deletes a cluster with its nodes and endpoints, with a last snapshot if you name one.",
    ),
    (
        "DeleteCacheParameterGroup",
        "Deletes a parameter group that no cluster uses.",
    ),
    (
        "DeleteCacheSecurityGroup",
        "Deletes a cache security group that no cluster uses.",
    ),
    (
        "DeleteCacheSubnetGroup",
        "Deletes a subnet group that no cluster uses.",
    ),
    (
        "DeleteGlobalReplicationGroup",
        "Deletes a global datastore whose secondaries have left; its primary cluster may stay.",
    ),
    (
        "DeleteReplicationGroup",
        "Deletes a replication group; its primary may stay as a cluster of its own.",
    ),
    (
        "DeleteServerlessCache",
        "Deletes a serverless cache, with a last snapshot if you name one.",
    ),
    (
        "DeleteServerlessCacheSnapshot",
        "Deletes a backup of a serverless cache.",
    ),
    ("DeleteSnapshot", "Deletes a snapshot for good."),
    (
        "DeleteUser",
        "Deletes a user and takes it out of its groups.",
    ),
    (
        "DeleteUserGroup",
        "Deletes a user group that no cache uses.",
    ),
    (
        "DescribeCacheClusters",
        "Lists clusters, or tells everything about one.",
    ),
    (
        "DescribeCacheEngineVersions",
        "Lists engines and the versions on offer.",
    ),
    (
        "DescribeCacheParameterGroups",
        "Lists parameter groups, or tells about one.",
    ),
    (
        "DescribeCacheParameters",
        "Lists the parameters of a group with their values.",
    ),
    (
        "DescribeCacheSecurityGroups",
        "Lists cache security groups, or tells about one.",
    ),
    (
        "DescribeCacheSubnetGroups",
        "Lists subnet groups, or tells about one.",
    ),
    (
        "DescribeEngineDefaultParameters",
        "Lists the default parameters of an engine family.",
    ),
    (
        "DescribeEvents",
        "Lists what happened to clusters and groups in the last days.",
    ),
    (
        "DescribeGlobalReplicationGroups",
        "Lists global datastores, or tells about one.",
    ),
    (
        "DescribeReplicationGroups",
        "Lists replication groups, or tells everything about one.",
    ),
    (
        "DescribeReservedCacheNodes",
        "Lists the reservations of the account.",
    ),
    (
        "DescribeReservedCacheNodesOfferings",
        "Lists reservations on sale, with the ids that a purchase needs.",
    ),
    (
        "DescribeServerlessCacheSnapshots",
        "Lists backups of serverless caches, or tells about one.",
    ),
    (
        "DescribeServerlessCaches",
        "Lists serverless caches, or tells about one.",
    ),
    (
        "DescribeServiceUpdates",
        "Lists the service updates that AWS has published.",
    ),
    (
        "DescribeSnapshots",
        "Lists snapshots of clusters and replication groups, or tells about one.",
    ),
    (
        "DescribeUpdateActions",
        "Lists service updates for your clusters and how far they are.",
    ),
    (
        "DescribeUserGroups",
        "Lists user groups, or tells about one.",
    ),
    ("DescribeUsers", "Lists users, or tells about one."),
    (
        "DisassociateGlobalReplicationGroup",
        "Lets a secondary leave its global datastore and stand alone.",
    ),
    (
        "ExportServerlessCacheSnapshot",
        "Writes a backup of a serverless cache to an S3 bucket.",
    ),
    (
        "FailoverGlobalReplicationGroup",
        "Makes a secondary Region the one that takes writes.",
    ),
    (
        "IncreaseNodeGroupsInGlobalReplicationGroup",
        "Adds shards in every Region of a global datastore.",
    ),
    (
        "IncreaseReplicaCount",
        "Adds replicas, to all shards or to some.",
    ),
    (
        "ListAllowedNodeTypeModifications",
        "Lists the node types to which a cluster can be scaled.",
    ),
    ("ListTagsForResource", "Lists the tags of a resource."),
    (
        "ModifyCacheCluster",
        "Changes settings or the number of nodes of a cluster.",
    ),
    (
        "ModifyCacheParameterGroup",
        "Changes up to twenty parameters of a group.",
    ),
    (
        "ModifyCacheSubnetGroup",
        "Changes the description or the subnets of a subnet group.",
    ),
    (
        "ModifyGlobalReplicationGroup",
        "Changes node type, version or settings of a global datastore.",
    ),
    (
        "ModifyReplicationGroup",
        "Changes settings of a replication group: node type, version, failover, access, backups and more.",
    ),
    (
        "ModifyReplicationGroupShardConfiguration",
        "Adds or removes shards, or spreads the slots anew, while the cluster runs.",
    ),
    (
        "ModifyServerlessCache",
        "Changes limits, access or backups of a serverless cache.",
    ),
    (
        "ModifyUser",
        "Changes the permissions or passwords of a user.",
    ),
    (
        "ModifyUserGroup",
        "Adds users to a group or takes them out.",
    ),
    (
        "PrepareMigration",
        "Checks whether data can be moved into a serverless cache, and sets the move up.",
    ),
    (
        "RebalanceSlotsInGlobalReplicationGroup",
        "Spreads the slots of a global datastore evenly over its shards.",
    ),
    (
        "RebootCacheCluster",
        "Restarts nodes of a cluster, for instance to apply parameters.",
    ),
    ("RemoveTagsFromResource", "Takes tags off a resource."),
    (
        "ResetCacheParameterGroup",
        "Sets parameters of a group back to the engine's defaults.",
    ),
    (
        "RevokeCacheSecurityGroupIngress",
        "Takes an EC2 security group out of a cache security group.",
    ),
    (
        "StartMigration",
        "Begins to copy live data from a server of your own.",
    ),
    (
        "StopMigration",
        "Pauses the copying of a migration into a serverless cache.",
    ),
    (
        "TestFailover",
        "Makes a shard fail over, to see that everything copes.",
    ),
    (
        "TestMigration",
        "Tries the connection to the server from which data are to be moved.",
    ),
];

static DSQL: &[(&str, &str)] = &[
    (
        "CreateStream",
        "Sends every change of a cluster's data to a Kinesis stream.",
    ),
    (
        "DeleteCluster",
        "Deletes a cluster that is not protected against it.",
    ),
    (
        "DeleteClusterPolicy",
        "Removes the access policy of a cluster.",
    ),
    ("DeleteStream", "Stops and deletes a stream of changes."),
    ("GetCluster", "Tells everything about a cluster."),
    ("GetClusterPolicy", "Shows the access policy of a cluster."),
    ("GetStream", "Tells everything about a stream of changes."),
    (
        "GetVpcEndpointServiceName",
        "Names the service that a VPC endpoint for a cluster connects to.",
    ),
    ("ListClusters", "Lists the clusters of the Region."),
    ("ListStreams", "Lists the streams of changes of a cluster."),
    ("ListTagsForResource", "Lists the tags of a resource."),
    (
        "PutClusterPolicy",
        "Sets who may reach a cluster, and from where.",
    ),
    (
        "TagResource",
        "Puts tags on a resource, or new values on tags that it has.",
    ),
    ("UntagResource", "Takes tags off a resource."),
    (
        "UpdateCluster",
        "Changes protection, key or peers of a cluster; the last step of a multi-Region pair.",
    ),
];
