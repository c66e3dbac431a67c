

def role(found: dict[str, Any]) -> str:
    """Return what a replication group is in its global datastore, or nothing."""
    info = found.get("GlobalReplicationGroupInfo", {})
    return str(info.get("GlobalReplicationGroupMemberRole", ""))
