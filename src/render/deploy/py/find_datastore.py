

def find_datastore(client: Any, suffix: str, primary: str, going: bool) -> str:
    """Return the name of the global datastore with the suffix, or nothing."""
    if DRY_RUN:
        return ""
    pages = client.get_paginator("describe_global_replication_groups")
    for page in pages.paginate(ShowMemberInfo=True):
        for found in page["GlobalReplicationGroups"]:
            name = str(found["GlobalReplicationGroupId"])
            members = [member["ReplicationGroupId"] for member in found["Members"]]
            if not name.endswith(suffix) or (primary and primary not in members):
                continue
            if going or found["Status"] != "deleting":
                return name
    return ""
