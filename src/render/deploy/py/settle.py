

def settle(
    client: Any, method: str, named: dict[str, Any], listed: str, *states: str
) -> None:
    """Look until something can be changed, is being removed or is not there."""
    missing, *ready = states
    if DRY_RUN:
        return
    for _ in range(LOOKS):
        found = look(client, method, named, listed, missing)
        state = found.get("Status", "deleting")
        if state == "deleting" or (state in ready and not role(found)):
            return
        say(f"  {state}")
        time.sleep(POLL_SECONDS)
    sys.exit("It did not settle in time.")
