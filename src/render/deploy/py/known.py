

KNOWN: dict[str, str] = {}


def known(name: str) -> str:
    """Return what AWS answered; in a dry run, the name that stands for it."""
    value = KNOWN.get(name) or (f"<{name}>" if DRY_RUN else "")
    if not value:
        sys.exit(f"{name} is not known yet.")
    return value
