DRY_RUN = "--dry-run" in sys.argv[1:]
POLL_SECONDS = float(os.environ.get("POLL_SECONDS", "15"))
LOOKS = 240


def say(text: str) -> None:
    """Tell what happens."""
    print(text, file=sys.stderr, flush=True)


def send(client: Any, method: str, parameters: Any) -> dict[str, Any]:
    """Send a request and return the response; in a dry run, print the request."""
    if DRY_RUN:
        service = client.meta.service_model.service_name
        shown = json.dumps(parameters, default=str)
        print(service, client.meta.region_name, method, shown)
        return {}
    response: dict[str, Any] = getattr(client, method)(**parameters)
    return response


def look(
    client: Any, method: str, named: dict[str, Any], listed: str, missing: str
) -> dict[str, Any]:
    """Return what AWS says about something; nothing if there is none."""
    if DRY_RUN:
        return {}
    try:
        response: dict[str, Any] = getattr(client, method)(**named)
    except ClientError as error:
        if error.response["Error"]["Code"] == missing:
            return {}
        raise
    if not listed:
        return response
    first: dict[str, Any] = next(iter(response[listed]), {})
    return first
