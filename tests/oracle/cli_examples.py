"""The AWS CLI's own examples: we read their commands as it does, and their outputs as what was made.

Usage: cli_examples.py

The texts are those of the pinned awscli and are not copied. A process of its own: importing awscli puts its older
botocore in the place of the pinned one.
"""

import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import awscli

sys.path.append(str(Path(__file__).resolve().parent.parent / "shells"))

from aws_arguments import Reader  # noqa: E402

FOLDER = Path(awscli.__file__).parent / "examples" / "elasticache"

# Commands that we read otherwise than the AWS CLI does, each with the reason.
OTHERWISE = {
    "test-failover 1": "its lines end in / instead of \\, so the AWS CLI refuses it; we read it and note the slashes",
}

# What the outputs of these commands show is made by this operation.
MADE_BY = {
    "create-cache-cluster": "CreateCacheCluster",
    "create-cache-parameter-group": "CreateCacheParameterGroup",
    "create-cache-subnet-group": "CreateCacheSubnetGroup",
    "create-global-replication-group": "CreateGlobalReplicationGroup",
    "create-replication-group": "CreateReplicationGroup",
    "create-snapshot": "CreateSnapshot",
    "create-user": "CreateUser",
    "create-user-group": "CreateUserGroup",
    # The cluster there is a node of a group.
    "describe-cache-clusters": "CreateReplicationGroup",
    "describe-cache-parameter-groups": "CreateCacheParameterGroup",
    "describe-cache-subnet-groups": "CreateCacheSubnetGroup",
    "describe-global-replication-groups": "CreateGlobalReplicationGroup",
    "describe-replication-groups": "CreateReplicationGroup",
    "describe-snapshots": "CreateSnapshot",
    "describe-user-groups": "CreateUserGroup",
    "describe-users": "CreateUser",
}

Engine = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
Say = Callable[[str, list[str]], None]


def blocks(text: str) -> Iterator[str]:
    """The indented blocks of a text, with their indentation taken away."""
    lines: list[str] = []
    for line in [*text.splitlines(), "end"]:
        if line.startswith("    ") or (lines and not line.strip()):
            lines.append(line.removeprefix("    "))
        elif lines:
            yield "\n".join(lines).strip("\n")
            lines = []


def examples() -> Iterator[tuple[str, str, list[str]]]:
    """Each command with its name, and the outputs that follow it."""
    for file in sorted(FOLDER.glob("*.rst")):
        found: list[tuple[str, str, list[str]]] = []
        for block in blocks(file.read_text()):
            if block.lstrip().startswith("aws elasticache "):
                found.append((f"{file.stem} {len(found) + 1}", block, []))
            elif found and block.startswith("{"):
                found[-1][2].append(block)
        yield from found


def is_same(expected: Any, found: Any) -> bool:
    """Whether two values are the same; an environment variable stands for any text."""
    if isinstance(found, dict) and list(found) == ["$env"]:
        return isinstance(expected, str)
    if isinstance(expected, dict) and isinstance(found, dict):
        return expected.keys() == found.keys() and all(is_same(expected[k], found[k]) for k in expected)
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(is_same, expected, found))
    return type(expected) is type(found) and expected == found


def command_problems(expected: Any, answer: dict[str, Any]) -> list[str]:
    """How what we read differs from what the AWS CLI reads."""
    if isinstance(expected, str):
        return [f"the AWS CLI refuses it: {expected}"]
    if "error" in answer:
        return [answer["error"]]
    service, operation, parameters = expected[:3]
    resources = answer["document"]["resources"]
    if [(r["service"], r["operation"]) for r in resources] != [(service, operation)]:
        return [f"we read {resources}"]
    found = resources[0]["parameters"]
    return [] if is_same(parameters, found) else [f"the AWS CLI reads {parameters}, we read {found}"]


def output_problems(operation: str, answer: dict[str, Any]) -> list[str]:
    if "error" in answer:
        return [answer["error"]]
    made = {r["operation"] for r in answer["document"]["resources"]}
    right = answer["form"] == "output of the AWS CLI" and operation in made
    return [] if right else [f"read as {answer['form']}, made by {made}"]


def check(engine: Engine, say: Say) -> None:
    all_examples = list(examples())
    if len(all_examples) < 50:
        say("the AWS CLI's examples", [f"only {len(all_examples)} found"])
    answers = engine([{"parse": command} for _, command, _ in all_examples])
    with tempfile.TemporaryDirectory() as folder:
        lists = [shlex.split(command.replace("\\\n", " "))[1:] for _, command, _ in all_examples]
        expected = Reader().read(lists, Path(folder))
    for (name, _, _), wanted, answer in zip(all_examples, expected, answers, strict=True):
        problems = command_problems(wanted, answer)
        if name in OTHERWISE:
            problems = [] if problems else [f"is read like the AWS CLI does; {OTHERWISE[name]!r} no longer holds"]
        say(f"example {name}", problems)
    outputs = [(n, MADE_BY[n.split()[0]], o) for n, _, texts in all_examples if n.split()[0] in MADE_BY for o in texts]
    answers = engine([{"parse": output} for _, _, output in outputs])
    for (name, operation, _), answer in zip(outputs, answers, strict=True):
        say(f"output of example {name}", output_problems(operation, answer))


def main() -> int:
    from run import Report, engine

    report = Report()
    check(engine, report.add)
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
