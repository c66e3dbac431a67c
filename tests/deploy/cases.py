"""Documents beside the scenarios, and what happens when AWS refuses."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cloud import Cloud
from forms import Runner

SECRET = "a-secret-of-sixteen-letters"


def made(operation: str, **parameters: Any) -> dict[str, Any]:
    return {"service": "elasticache", "operation": operation, "parameters": parameters}


def user(name: str) -> dict[str, Any]:
    return made("CreateUser", UserId=name, UserName=name, Engine="Redis", AccessString="on ~* +@all",
                Passwords=[{"$env": "USER_PASSWORD"}])  # fmt: skip


def group(name: str, **more: Any) -> dict[str, Any]:
    return made("CreateReplicationGroup", ReplicationGroupId=name, ReplicationGroupDescription="it's 100% \"mine\" $(x)",
                Engine="redis", CacheNodeType="cache.m6g.large", **more)  # fmt: skip


def dsql(operation: str, region: str, **parameters: Any) -> dict[str, Any]:
    return {"service": "dsql", "operation": operation, "region": region, "parameters": parameters}


def answer(label: str, member: str) -> dict[str, str]:
    return {"$ref": label, "member": member}


def peer(label: str, region: str, other: str) -> dict[str, Any]:
    """A cluster that names another one as its peer."""
    regions = {"witnessRegion": "us-west-2", "clusters": [answer(other, "arn")]}
    return {**dsql("CreateCluster", region, multiRegionProperties=regions, tags={"Name": "orders"}), "id": label}


def stream(cluster: Any, name: str) -> dict[str, Any]:
    target = {"streamArn": f"arn:aws:kinesis:us-east-1:111122223333:stream/{name}", "roleArn": ROLE}
    return dsql("CreateStream", "us-east-1", clusterIdentifier=cluster, targetDefinition={"kinesis": target},
                ordering="UNORDERED", format="JSON", tags={"Name": "changes"})  # fmt: skip


ROLE = "arn:aws:iam::111122223333:role/streams"
WORLD = answer("world", "GlobalReplicationGroupId")
# `_order` is the order in which a document's requests are to be sent; `_sent` is what is sent instead of them.
CASES: dict[str, dict[str, Any]] = {
    # Out of order: the group is named before its users are made, and by the cluster.
    "out of order": {
        "region": "us-west-2",
        "resources": [
            group("orders", NumCacheClusters=2, TransitEncryptionEnabled=True, UserGroupIds=["team"]),
            made("CreateUserGroup", UserGroupId="team", Engine="redis", UserIds=["one", "two"]),
            user("one"),
            user("two"),
        ],
        "_order": [2, 3, 1, 0],
    },
    # A primary, and two secondaries that join one after the other; one is named as AWS will name it.
    "global datastore": {
        "region": "us-west-2",
        "resources": [
            {**group("orders-eu", NumCacheClusters=2, GlobalReplicationGroupId=WORLD), "region": "eu-west-1"},
            {**group("orders-us", NumCacheClusters=2, GlobalReplicationGroupId="sgaui-world"), "region": "us-east-1"},
            {**made("CreateGlobalReplicationGroup", GlobalReplicationGroupIdSuffix="world",
                    GlobalReplicationGroupDescription="Orders", PrimaryReplicationGroupId="orders"), "id": "world"},
            group("orders", NumCacheClusters=2),
        ],
        "_order": [3, 2, 0, 1],
    },
    # Streams of one cluster are told apart by where they send to; they have no label.
    "streams": {
        "region": "us-west-2",
        "resources": [
            stream(answer("orders", "identifier"), "one"),
            stream(answer("orders", "identifier"), "two"),
            {**dsql("CreateCluster", "us-east-1", tags={"Name": "orders"}), "id": "orders"},
        ],
        "_order": [2, 0, 1],
    },
    # Clusters that name each other: the loop is opened, and closed by an update.
    "peers": {
        "region": "us-east-1",
        "resources": [peer("east", "us-east-1", "west"), peer("west", "us-east-2", "east")],
        "_sent": [
            {**dsql("CreateCluster", "us-east-1", multiRegionProperties={"witnessRegion": "us-west-2"},
                    tags={"Name": "orders"}), "id": "east"},
            peer("west", "us-east-2", "east"),
            dsql("UpdateCluster", "us-east-1", identifier=answer("east", "identifier"), multiRegionProperties={
                "witnessRegion": "us-west-2", "clusters": [answer("west", "arn")]}),
        ],  # fmt: skip
    },
    "several Regions of caches": {
        "region": "us-west-2",
        "resources": [
            group("orders", NumCacheClusters=2),
            {**group("orders", NumCacheClusters=2), "region": "us-east-1"},
        ],
    },
}


# The boto3 programs of AWS's tutorial on clusters and users, by their file names, with the requests that each sends.
PROGRAMS = {
    "CreateClusterModeDisabledCluster.py": ["cluster-mode-disabled"],
    "ClusterModeDisabledWithRBAC.py": ["cluster-mode-disabled-rbac"],
    "ClusterModeEnabled.py": ["cluster-mode-enabled"],
    "ClusterModeEnabledWithRBAC.py": ["cluster-mode-enabled-rbac"],
    "UserAndUserGroups.py": ["user", "user-default", "user-group"],
}
SEEDS = Path(__file__).parent.parent / "fixtures" / "seeds"


def program(names: list[str]) -> dict[str, Any]:
    """The deployment of a program."""
    documents = [json.loads((SEEDS / f"{name}.json").read_text("utf-8"))["document"] for name in names]
    resources = [resource for document in documents for resource in document["resources"]]
    return {"version": 1, "region": "us-west-2", "resources": resources}


CASES.update({f"program {name}": program(names) for name, names in PROGRAMS.items()})


def refused_late(cloud: Cloud, runner: Runner, outputs: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """A script ends at the first error, with AWS's words."""
    if "out of order" not in outputs:
        return
    for form in runner.forms:
        cloud.reset()
        cloud.refuse = {"CreateUserGroup": "AccessDenied"}
        status, _, said = runner.run(cloud, form, outputs["out of order"][f"deploy-{form}"], USER_PASSWORD=SECRET)
        sent = [one.operation for one in cloud.take() if not one.reads]
        fine = status == 1 or (form == "sh" and status > 0)
        yield f"{form}: ends at an error", None if fine and sent[-1:] == ["CreateUserGroup"] else f"{status}, sent {sent}"
        words = "AccessDenied" in said and "You are not allowed to do this." in said
        yield f"{form}: says what AWS says", None if words else said
        yield f"{form}: shows no secret", "it does" if SECRET in said else None


# What variables may hold and, by form, what they may not.
HELD = ["fine&ok|<>!(x) y'z$", "a$(x)`y` #;*?~{b}"]
UNFIT = {"cmd": ['quoted"quoted"quoted', "a%PATH%bcdefghijklm", "a^bcdefghijklmnopqrst"], "powershell": ['quoted"quoted"quoted']}


def variables_held(cloud: Cloud, runner: Runner, outputs: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """What a variable holds arrives as it is, or is refused before anything is sent."""
    if "out of order" not in outputs:
        return
    for form in runner.forms:
        script = outputs["out of order"][f"deploy-{form}"]
        for value in HELD:
            cloud.reset()
            _, _, said = runner.run(cloud, form, script, USER_PASSWORD=value)
            sent = {v for one in cloud.take() if one.operation == "CreateUser" for k, v in one.parameters.items() if "Passwords" in k}
            yield f"{form}: {value} arrives", None if sent == {value} else f"{sent}: {said}"
        for value in UNFIT.get(form, []):
            cloud.reset()
            status, _, said = runner.run(cloud, form, script, USER_PASSWORD=value)
            fine = status == 2 and "USER_PASSWORD" in said and value not in said and not cloud.take()
            yield f"{form}: {value} is refused", None if fine else f"{status}: {said}"
