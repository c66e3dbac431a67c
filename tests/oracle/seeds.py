"""Published examples as documents: our outputs say the same as they do.

A fixture holds a document and, of the example, its flags, its keyword arguments or its query parameters.
"""

import ast
import json
import shlex
from pathlib import Path
from typing import Any

from documents import Case
from meaning import api, pairs_of

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "seeds"


def fixtures() -> dict[str, dict[str, Any]]:
    return {file.stem: json.loads(file.read_text()) for file in sorted(FOLDER.glob("*.json"))}


def check(fixture: dict[str, Any], outputs: dict[str, str]) -> list[str]:
    """How the outputs differ from the example."""
    resource = fixture["document"]["resources"][0]
    environment = fixture.get("environment", {})
    problems = []
    if "cli" in fixture:
        program, service, command, flags = flags_of(outputs["cli-sh"])
        found = {"command": command, "flags": {k: v for k, v in flags.items() if k != "--region"}}
        if (program, service) != ("aws", resource["service"]) or found != fixture["cli"]:
            problems.append(f"the command is {found}")
    if "boto3" in fixture:
        found = call_of(outputs["boto3"], environment)
        if found != fixture["boto3"]:
            problems.append(f"the call is {found}")
    if "query" in fixture:
        case = Case("", resource["service"], resource["operation"], "", {}, {}, environment)
        request, host = api(case, outputs["api"])
        found = {"host": host, "parameters": dict(pairs_of(request.body.decode()))}
        if found != fixture["query"]:
            problems.append(f"the request is {found}")
    return problems


def flags_of(text: str) -> tuple[str, str, str, dict[str, list[str]]]:
    """A command's program, service, name, and flags with their values."""
    program, service, command, *rest = shlex.split(text.replace("\\\n", " "))
    flags: dict[str, list[str]] = {}
    for word in rest:
        if word.startswith("--"):
            name, given, value = word.partition("=")
            values = flags[name] = [value] if given else []
        else:
            values.append(word)
    return program, service, command, flags


def call_of(text: str, environment: dict[str, str]) -> dict[str, Any]:
    """The service, method and keyword arguments of the one request of a script."""

    def value(node: ast.expr) -> Any:
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "secret":
            return environment[ast.literal_eval(node.args[0])]
        if isinstance(node, ast.List):
            return [value(item) for item in node.elts]
        if isinstance(node, ast.Dict):
            return {value(key): value(item) for key, item in zip(node.keys, node.values, strict=True) if key}
        return ast.literal_eval(node)

    found: dict[str, Any] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            if owner == "boto3":
                found["service"] = value(node.args[0])
            elif owner == "client":
                found["method"] = node.func.attr
                found["arguments"] = {keyword.arg: value(keyword.value) for keyword in node.keywords}
    return found
