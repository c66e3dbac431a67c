"""What a document asks AWS for, as botocore sends it."""

import json
from types import SimpleNamespace
from typing import Any

import boto3
from cloud import Call, named, operation

REGIONS = {"dsql": "us-east-1", "elasticache": "us-west-2"}


def filled(value: Any, environment: dict[str, str], answers: dict[tuple[str, str], str]) -> Any:
    """A value with variables and answers filled in."""
    if isinstance(value, list):
        return [filled(item, environment, answers) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"$env"}:
        return environment[value["$env"]]
    if set(value) == {"$ref", "member"}:
        return answers[value["$ref"], value["member"]]
    return {key: filled(item, environment, answers) for key, item in value.items()}


def variables(value: Any) -> set[str]:
    """The environment variables that a value names."""
    if isinstance(value, list):
        return {name for item in value for name in variables(item)}
    if not isinstance(value, dict):
        return set()
    if set(value) == {"$env"}:
        return {value["$env"]}
    return {name for item in value.values() for name in variables(item)}


def call(document: dict[str, Any], resource: dict[str, Any], parameters: dict[str, Any]) -> Call:
    """The request of a resource."""
    service = resource["service"]
    region = resource.get("region") or document.get("region") or REGIONS[service]
    client = boto3.client(service, region_name=region, aws_access_key_id="x", aws_secret_access_key="x")
    sent: dict[str, Any] = {}

    def keep(params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
        sent.update(params)
        return SimpleNamespace(status_code=200), {}

    client.meta.events.register("before-call", keep)
    method = {value: key for key, value in client.meta.method_to_api_mapping.items()}[resource["operation"]]
    getattr(client, method)(**parameters)
    body = sent["body"]
    if isinstance(body, dict):
        found = {k: str(v) for k, v in body.items() if k not in ("Action", "Version")}
        return Call(body["Action"], region, found)
    name, identifier = operation(sent["method"], sent["url_path"], {})
    found = json.loads(body or b"{}")
    return Call(name, region, {**found, **named(name, identifier)})
