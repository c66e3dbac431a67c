

def gone(
    client: Any, method: str, named: dict[str, Any], listed: str, missing: str
) -> None:
    """Look until something is gone, and tell how it goes."""
    if DRY_RUN:
        return
    for _ in range(LOOKS):
        if not look(client, method, named, listed, missing):
            return
        say("  not yet")
        time.sleep(POLL_SECONDS)
    sys.exit("It is not gone in time.")
