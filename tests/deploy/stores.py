"""Global datastores, which moto lacks: what they are, who is in them, and what AWS refuses meanwhile."""

from dataclasses import dataclass, field
from typing import Any

from moto.backends import get_backend
from moto.core import DEFAULT_ACCOUNT_ID
from refusal import Refusal

PREFIX = "sgaui-"
SETTLED = ("available", "primary-only")


@dataclass
class Store:
    """A global datastore."""

    name: str
    description: str
    # Region and name; the first is the primary.
    members: list[tuple[str, str]]
    status: str = "creating"
    # Members that are on their way out.
    leaving: list[tuple[str, str]] = field(default_factory=list)

    def look(self) -> str:
        """The status; what was begun has ended when somebody looks again."""
        seen = self.status
        if seen != "deleting":
            self.status = "available" if len(self.members) > 1 else "primary-only"
        return seen


def group(region: str, name: str) -> Any:
    """Moto's replication group."""
    groups = get_backend("elasticache")[DEFAULT_ACCOUNT_ID][region].replication_groups
    return groups.get(name) or groups.get(name.lower())


def tell(member: tuple[str, str], store: str, role: str) -> None:
    """Has a replication group say what it is in."""
    found = group(*member)
    if found:
        found.global_replication_group_id = store
        found.global_replication_group_member_role = role


class Stores:
    """All of them, by name."""

    def __init__(self) -> None:
        self.all: dict[str, Store] = {}

    def left(self) -> list[str]:
        return [f"global datastore {name}" for name in self.all]

    def named(self, parameters: dict[str, Any]) -> Store:
        name = parameters.get("GlobalReplicationGroupId", "")
        if name not in self.all:
            raise Refusal("GlobalReplicationGroupNotFoundFault", f"{name} does not exist")
        return self.all[name]

    def settled(self, parameters: dict[str, Any]) -> Store:
        store = self.named(parameters)
        if store.status not in SETTLED:
            raise Refusal("InvalidGlobalReplicationGroupState", f"it is {store.status}")
        return store

    def answer(self, operation: str, region: str, parameters: dict[str, Any]) -> str | None:
        """The result of an operation on them; nothing where moto is to answer."""
        method = getattr(self, f"on_{operation}", None)
        found: str | None = method(region, parameters) if method else None
        return found

    def xml(self, store: Store, status: str, members: bool) -> str:
        text = f"<GlobalReplicationGroupId>{store.name}</GlobalReplicationGroupId><Status>{status}</Status>"
        text += f"<GlobalReplicationGroupDescription>{store.description}</GlobalReplicationGroupDescription>"
        listed = "".join(
            f"<GlobalReplicationGroupMember><ReplicationGroupId>{name}</ReplicationGroupId>"
            f"<ReplicationGroupRegion>{where}</ReplicationGroupRegion>"
            f"<Role>{'SECONDARY' if i else 'PRIMARY'}</Role></GlobalReplicationGroupMember>"
            for i, (where, name) in enumerate(store.members if members else [])
        )
        return f"{text}<Members>{listed}</Members>"

    def on_CreateGlobalReplicationGroup(self, region: str, parameters: dict[str, Any]) -> str:
        name = PREFIX + parameters["GlobalReplicationGroupIdSuffix"].lower()
        primary = (region, parameters["PrimaryReplicationGroupId"].lower())
        if name in self.all:
            raise Refusal("GlobalReplicationGroupAlreadyExistsFault")
        if not group(*primary):
            raise Refusal("ReplicationGroupNotFoundFault")
        store = Store(name, parameters.get("GlobalReplicationGroupDescription", ""), [primary])
        self.all[name] = store
        tell(primary, name, "PRIMARY")
        return f"<GlobalReplicationGroup>{self.xml(store, store.status, True)}</GlobalReplicationGroup>"

    def on_DescribeGlobalReplicationGroups(self, region: str, parameters: dict[str, Any]) -> str:
        one = "GlobalReplicationGroupId" in parameters
        stores = [self.named(parameters)] if one else list(self.all.values())
        members = parameters.get("ShowMemberInfo") == "true"
        texts = [self.xml(store, store.look() if one else store.status, members) for store in stores]
        for store in stores:
            if one and store.status == "deleting":
                # Gone at the next look.
                del self.all[store.name]
                tell(store.members[0], "", "")
        listed = "".join(f"<GlobalReplicationGroup>{text}</GlobalReplicationGroup>" for text in texts)
        return f"<GlobalReplicationGroups>{listed}</GlobalReplicationGroups>"

    def on_CreateReplicationGroup(self, region: str, parameters: dict[str, Any]) -> None:
        if "GlobalReplicationGroupId" in parameters:
            store = self.settled(parameters)
            store.members.append((region, parameters["ReplicationGroupId"].lower()))
            store.status = "modifying"

    def on_DisassociateGlobalReplicationGroup(self, region: str, parameters: dict[str, Any]) -> str:
        store = self.settled(parameters)
        member = (parameters["ReplicationGroupRegion"], parameters["ReplicationGroupId"].lower())
        if member not in store.members[1:]:
            raise Refusal("InvalidParameterValue", f"{member} is no secondary")
        store.members.remove(member)
        store.leaving.append(member)
        store.status = "modifying"
        return f"<GlobalReplicationGroup>{self.xml(store, store.status, True)}</GlobalReplicationGroup>"

    def on_DescribeReplicationGroups(self, region: str, parameters: dict[str, Any]) -> None:
        """Who leaves is out at the second look."""
        member = (region, parameters.get("ReplicationGroupId", "").lower())
        for store in self.all.values():
            if store.leaving.count(member) == 1:
                store.leaving.append(member)
            elif member in store.leaving:
                store.leaving = [other for other in store.leaving if other != member]
                tell(member, "", "")

    def on_DeleteReplicationGroup(self, region: str, parameters: dict[str, Any]) -> None:
        found = group(region, parameters["ReplicationGroupId"])
        if found and found.global_replication_group_id:
            raise Refusal("InvalidReplicationGroupState", f"it is in {found.global_replication_group_id}")

    def on_DeleteGlobalReplicationGroup(self, region: str, parameters: dict[str, Any]) -> str:
        store = self.settled(parameters)
        if len(store.members) > 1 or parameters.get("RetainPrimaryReplicationGroup") != "true":
            raise Refusal("InvalidGlobalReplicationGroupState", f"its members are {store.members}")
        store.status = "deleting"
        return f"<GlobalReplicationGroup>{self.xml(store, store.status, True)}</GlobalReplicationGroup>"
