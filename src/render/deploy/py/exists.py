

def exists(
    found: dict[str, Any], parameters: dict[str, Any], *members: tuple[str, str]
) -> None:
    """Tell that something exists, and in what it differs from what is asked for."""

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return sorted(str(item).lower() for item in value)
        return str(value).lower()

    different = [
        name
        for name, answer in members
        if plain(parameters[name]) != plain(found.get(answer))
    ]
    others = f", with another {', '.join(different)}" if different else ""
    say(f"  exists already{others}")
