

def tell(found: dict[str, Any], member: str) -> str:
    """Return a member of what AWS says about something."""
    value: Any = found
    for name in member.split("."):
        value = value.get(name, {}) if isinstance(value, dict) else {}
    return "" if isinstance(value, dict) else str(value)
