"""Documents with a hostile text in every kind of place."""

import json
from pathlib import Path

FIXTURE = Path(__file__).parent.parent / "fixtures" / "hostile.json"


def texts():
    """The hostile texts by name; those that are only big are made here."""
    found = json.loads(FIXTURE.read_text("ascii"))
    found["size.plain"] = "y" * 100_000
    found["size.beyond-one-argument"] = "it's 100% \\ big. " * 12_000
    return found


def resource(operation, parameters, service="elasticache"):
    return {"service": service, "operation": operation, "parameters": parameters}


def group(**parameters):
    required = {"ReplicationGroupId": "orders", "ReplicationGroupDescription": "mine"}
    return resource("CreateReplicationGroup", {**required, **parameters})


def cluster(**parameters):
    return resource("CreateCluster", parameters, "dsql")


PLACES = {
    "text": lambda text: group(ReplicationGroupDescription=text),
    "only item": lambda text: resource(
        "CreateCacheCluster", {"CacheClusterId": "a", "SecurityGroupIds": [text]}
    ),
    "second item": lambda text: resource(
        "CreateCacheCluster",
        {"CacheClusterId": "a", "SecurityGroupIds": ["sg-1", text]},
    ),
    "member": lambda text: group(
        Tags=[{"Key": "k", "Value": text}, {"Key": "b", "Value": "c"}]
    ),
    "nested item": lambda text: group(
        NodeGroupConfiguration=[
            {"ReplicaCount": 1, "ReplicaAvailabilityZones": [text, "us-west-2b"]},
            {"Slots": "0-1", "ReplicaAvailabilityZones": [text]},
        ]
    ),
    "deep member": lambda text: group(
        LogDeliveryConfigurations=[
            {
                "LogType": "slow-log",
                "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": text}},
                "Enabled": True,
            }
        ]
    ),
    "map value": lambda text: cluster(tags={"Name": text, "a": "b"}),
    "map key": lambda text: cluster(
        tags={text: "value", "a": "b"}, deletionProtectionEnabled=True
    ),
    "structure": lambda text: cluster(
        multiRegionProperties={"witnessRegion": text, "clusters": [text]}
    ),
    "number": lambda text: group(Port=text, NumNodeGroups=-3),
}

# Places that no parser of arguments reads back; they must not run anything.
NAMES = {
    "operation": lambda text: resource(text, {"Port": 1}),
    "service": lambda text: resource("CreateCacheCluster", {"Engine": "redis"}, text),
    "region": lambda text: (
        resource("CreateCacheCluster", {"Engine": "redis"}) | {"region": text}
    ),
    "unknown member": lambda text: group(**{text or "x": text}),
    "everything": lambda text: (
        resource(text, {text or "x": {text: [text]}}, text) | {"region": text}
    ),
    "no object": lambda text: resource("CreateCacheCluster", [text]),
}


def resources(places, names=None):
    """`[(name, resource)]` for each text in each place."""
    return [
        (f"{name} as {place}", build(text))
        for name, text in texts().items()
        for place, build in places.items()
        if names is None or place in names
    ]


def packed():
    """The texts, several to a map: for shells that carry them all in the same way."""
    pairs = list(texts().items())
    found = []
    for i in range(0, len(pairs), 8):
        some = dict(pairs[i : i + 8])
        tags = {text: text for text in some.values() if len(text) < 5_000}
        found.append((", ".join(some), cluster(tags=tags)))
    return found


def sensible():
    """Requests as people write them, and some that are wrong."""
    found = {
        "plain words": group(
            NumNodeGroups=2,
            MultiAZEnabled=True,
            AtRestEncryptionEnabled=False,
            CacheNodeType="cache.r7g.large",
            PreferredCacheClusterAZs=["us-west-2a", "us-west-2b"],
            Tags=[{"Key": "env", "Value": "dev"}, {"Key": "team", "Value": "a/b:c"}],
        ),
        "digits": cluster(
            tags={"1": "2", "0x10": "1e3"},
            multiRegionProperties={"clusters": ["1", "2.50", "0x10"]},
        ),
        "numbers": group(Port=6379, NumNodeGroups=-1, SnapshotRetentionLimit=0),
        "empty": group(Tags=[], SecurityGroupIds=[], NodeGroupConfiguration=[{}]),
        "null": group(Port=None, Tags=[None], Engine="redis"),
        "types": group(Port="6379", Tags={"a": 1}, Engine=7, MultiAZEnabled="true"),
        "fraction": group(NumNodeGroups=1.5),
        "paging": resource("DescribeCacheClusters", {"MaxRecords": 20, "Marker": "m"}),
        "paging, awkward": resource(
            "DescribeCacheClusters", {"MaxRecords": 20, "Marker": "--"}
        ),
        "time": resource(
            "DescribeEvents", {"StartTime": "2026-01-01T00:00:00Z", "EndTime": "17"}
        ),
        "time as a number": resource("DescribeEvents", {"EndTime": 1767225600}),
        "many nodes": group(
            NodeGroupConfiguration=[
                {
                    "NodeGroupId": f"{i:04}",
                    "Slots": f"{i * 32}-{i * 32 + 31}",
                    "ReplicaCount": 2,
                    "PrimaryAvailabilityZone": "us-west-2a",
                    "ReplicaAvailabilityZones": ["us-west-2b", "us-west-2c"],
                }
                for i in range(500)
            ]
        ),
        "many words": group(
            CacheSecurityGroupNames=[f"group-{i}" for i in range(10_000)]
        ),
        "no parameters": resource("DescribeCacheClusters", {}),
    }
    return list(found.items())
