

def secret(name: str) -> str:
    """Return an environment variable; in a dry run, its name."""
    return f"<{name}>" if DRY_RUN else os.environ[name]
