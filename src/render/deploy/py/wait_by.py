

def wait_by(client: Any, waiter: str, named: dict[str, Any]) -> None:
    """Wait as AWS's own waiter does, look by look, and tell how it goes."""
    if DRY_RUN:
        return
    for _ in range(LOOKS):
        try:
            once = {"Delay": 1, "MaxAttempts": 1}
            client.get_waiter(waiter).wait(**named, WaiterConfig=once)
            return
        except WaiterError as error:
            if "Max attempts exceeded" not in str(error):
                raise
        say("  not yet")
        time.sleep(POLL_SECONDS)
    sys.exit("It took too long.")
