

def find_stream(
    client: Any, within: dict[str, Any], tags: dict[str, Any], target: str, going: bool
) -> str:
    """Return the identifier of the cluster's stream to the target, or nothing."""
    if DRY_RUN or not (tags or target):
        return ""
    missing = "ResourceNotFoundException"
    for page in client.get_paginator("list_streams").paginate(**within):
        for listed in page["streams"]:
            named = {**within, "streamIdentifier": listed["streamIdentifier"]}
            stream = look(client, "get_stream", named, "", missing)
            if "DELET" in stream.get("status", "") and not going:
                continue
            kinesis = stream.get("targetDefinition", {}).get("kinesis", {})
            if target and kinesis.get("streamArn") != target:
                continue
            if tags.items() <= stream.get("tags", {}).items():
                return str(listed["streamIdentifier"])
    return ""
