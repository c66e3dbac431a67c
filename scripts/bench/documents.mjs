/** A typical cluster: three shards, two replicas each, with what people usually set. */
export const typical = cluster(3);

/**
 * A cluster of `n` shards, each with a name, slots of its own, zones and two replicas.
 * Every shard of one `kind` differs from that of the next in all of them.
 */
export function cluster(n, kind = 0) {
  const zones = ["us-west-2a", "us-west-2b", "us-west-2c"];
  const bound = (index) => (index === 0 || index === n ? (index / n) * 16384 : Math.floor((index * 16384) / n) - (kind % 7));
  return {
    version: 1,
    region: "us-west-2",
    resources: [
      {
        service: "elasticache",
        operation: "CreateReplicationGroup",
        parameters: {
          ReplicationGroupId: kind === 0 ? "orders" : `orders-${kind}`,
          ReplicationGroupDescription: "Orders of today",
          AutomaticFailoverEnabled: true,
          MultiAZEnabled: true,
          NumNodeGroups: n,
          NodeGroupConfiguration: Array.from({ length: n }, (_, index) => ({
            NodeGroupId: String(index + 1 + (kind % 9000)).padStart(4, "0"),
            Slots: `${bound(index)}-${bound(index + 1) - 1}`,
            ReplicaCount: 2,
            PrimaryAvailabilityZone: zones[(index + kind) % 3],
            ReplicaAvailabilityZones: [zones[(index + kind + 1) % 3], zones[(index + kind + 2) % 3]],
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
