

def find_cluster(client: Any, tags: dict[str, Any], going: bool) -> str:
    """Return the identifier of the cluster with the tags, or nothing."""
    if DRY_RUN or not tags:
        return ""
    missing = "ResourceNotFoundException"
    for page in client.get_paginator("list_clusters").paginate():
        for listed in page["clusters"]:
            named = {"identifier": listed["identifier"]}
            cluster = look(client, "get_cluster", named, "", missing)
            if "DELET" in cluster.get("status", "") and not going:
                continue
            if tags.items() <= cluster.get("tags", {}).items():
                return str(listed["identifier"])
    return ""
