"""Documents beside the scenarios, and what happens when AWS refuses."""

from collections.abc import Iterator
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
    # Clusters that name each other: the loop is opened, and closed by an update.
    "several Regions of caches": {
        "region": "us-west-2",
        "resources": [
            group("orders", NumCacheClusters=2),
            {**group("orders", NumCacheClusters=2), "region": "us-east-1"},
        ],
    },
}


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
