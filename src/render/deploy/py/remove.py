

def remove(
    client: Any, method: str, named: dict[str, Any], found: dict[str, Any], status: str
) -> None:
    """Remove something that exists and is not being removed."""
    if not found and not DRY_RUN:
        say("  does not exist")
    elif "delet" in str(found.get(status, "")).lower():
        say("  is being removed")
    else:
        send(client, method, named)
