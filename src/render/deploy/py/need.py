

def need(*names: str) -> None:
    """End the program unless the environment has all of these variables."""
    missing = [name for name in names if not os.environ.get(name)]
    if missing and not DRY_RUN:
        say(f"Not set in the environment: {', '.join(missing)}")
        sys.exit(2)
