

def wait(
    client: Any, method: str, named: dict[str, Any], listed: str, *status: str
) -> None:
    """Look until a member has one of some values, and tell how it goes."""
    member, *ready = status
    if DRY_RUN:
        return
    for _ in range(LOOKS):
        state = look(client, method, named, listed, "").get(member, "not there yet")
        if state in ready:
            return
        if "fail" in state.lower():
            sys.exit(f"It is {state}.")
        say(f"  {state}")
        time.sleep(POLL_SECONDS)
    sys.exit("It did not get ready in time.")
