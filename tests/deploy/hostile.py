"""Hostile texts in every place of deployment scripts: nothing runs, and what AWS is to get arrives."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent / "shells"))

import unix  # noqa: E402

FIXTURE = Path(__file__).parent.parent / "fixtures" / "hostile.json"
CHUNK = 12


def made(text: str) -> list[dict[str, Any]]:
    """Resources with the text as name, value, tag, label and Region, of kinds whose waits end at once."""
    caches, dsql = {"service": "elasticache"}, {"service": "dsql"}
    return [
        {**caches, "operation": "CreateCacheSubnetGroup", "id": text,
         "parameters": {"CacheSubnetGroupName": text, "CacheSubnetGroupDescription": text, "SubnetIds": [text]}},
        {**caches, "operation": "CreateReplicationGroup", "region": text,
         "parameters": {"ReplicationGroupId": text, "ReplicationGroupDescription": text, "UserGroupIds": [text]}},
        {**dsql, "operation": "CreateCluster", "id": text + "x", "parameters": {"tags": {text: text, "a": "b"}}},
        {**dsql, "operation": "UpdateCluster", "parameters": {
            "identifier": {"$ref": text + "x", "member": "identifier"},
            "multiRegionProperties": {"clusters": [text, {"$ref": text + "x", "member": "arn"}]}}},
        {"service": text, "operation": text, "parameters": {text: text}},
    ]  # fmt: skip


def hostile(render: Callable[[list[dict[str, Any]]], list[dict[str, str]]]) -> Iterator[tuple[str, str | None]]:
    """What happens in bash, by name; `render` gives the scripts of documents."""
    found = json.loads(FIXTURE.read_text("ascii"))
    texts = [(name, text) for name, text in found.items() if len(text) < 4_000]
    chunks = [texts[i : i + CHUNK] for i in range(0, len(texts), CHUNK)]
    documents = [
        {"region": "us-west-2", "resources": [resource for _, text in chunk for resource in made(text)]} for chunk in chunks
    ]
    for chunk, outputs in zip(chunks, render(documents), strict=True):
        names = ", ".join(name for name, _ in chunk)
        for what in ("deploy-sh", "teardown-sh"):
            with unix.room() as (folder, beside):
                script = outputs[what].replace("${1-} != --yes", "${1-} != ''")
                needed = re.search(r"^need((?: \\\n  \w+)+)$", script, re.MULTILINE)
                variables = dict.fromkeys(re.findall(r"\w+", needed[1]) if needed else [], "x")
                recorded = unix.run_script("bash", script, folder, beside, variables)
                intruders = unix.intruders(folder)
                yield f"bash, {what}: {names}", f"made {intruders}" if intruders else None
                wrong = [words for words in recorded if any(word.startswith("-") for word in words[:2])]
                yield f"bash, {what}: {names}: options", f"{wrong}"[:500] if wrong else None
                if what == "deploy-sh":
                    arrived = {word for words in recorded for word in words}
                    lost = [name for name, text in chunk if unix_text(text) and text not in arrived]
                    yield f"bash, {what}: {names}: arrive", f"{lost} of {len(recorded)}" if lost else None


def unix_text(text: str) -> bool:
    """Whether a text is an argument as it stands: others travel as JSON."""
    return text.isascii() and text.isprintable() and "://" not in text and not text.startswith("-") and bool(text)
