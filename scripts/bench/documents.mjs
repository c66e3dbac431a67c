/** A typical cluster: three shards, two replicas each, with what people usually set. */
export const typical = cluster(3);

/** A cluster of `n` shards, each with a name, slots of its own, zones and two replicas. */
export function cluster(n) {
  const zones = ["us-west-2a", "us-west-2b", "us-west-2c"];
  const bound = (index) => Math.floor((index * 16384) / n);
  return {
    version: 1,
    region: "us-west-2",
    resources: [
      {
        service: "elasticache",
        operation: "CreateReplicationGroup",
        parameters: {
          ReplicationGroupId: "orders",
          ReplicationGroupDescription: "Orders of today",
          AutomaticFailoverEnabled: true,
          MultiAZEnabled: true,
          NodeGroupConfiguration: Array.from({ length: n }, (_, index) => ({
            NodeGroupId: String(index + 1).padStart(4, "0"),
            Slots: `${bound(index)}-${bound(index + 1) - 1}`,
            ReplicaCount: 2,
            PrimaryAvailabilityZone: zones[index % 3],
            ReplicaAvailabilityZones: [zones[(index + 1) % 3], zones[(index + 2) % 3]],
          })),
          CacheNodeType: "cache.r7g.large",
          Engine: "valkey",
          EngineVersion: "8.0",
          CacheParameterGroupName: "default.valkey8.cluster.on",
          CacheSubnetGroupName: "inner",
          SecurityGroupIds: ["sg-0a1b2c3d"],
          Tags: [
            { Key: "env", Value: "production" },
            { Key: "team", Value: "orders" },
          ],
          SnapshotRetentionLimit: 7,
          TransitEncryptionEnabled: true,
          AtRestEncryptionEnabled: true,
        },
      },
    ],
  };
}
