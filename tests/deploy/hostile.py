"""Hostile texts in every place of deployment scripts: nothing runs, and what AWS is to get arrives."""

import contextlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jmespath.parser
import ps1

sys.path.append(str(Path(__file__).resolve().parent.parent / "shells"))

import unix  # noqa: E402
import windows  # noqa: E402

FIXTURE = Path(__file__).parent.parent / "fixtures" / "hostile.json"
CHUNK = 12
PACK = 6


def stored(text: str) -> list[dict[str, Any]]:
    """Global datastores with the text in every place. Nothing ends the wait for them but an answer of AWS's."""
    caches = {"service": "elasticache", "region": text}
    store = {"$ref": text + "z", "member": "GlobalReplicationGroupId"}
    return [
        {**caches, "operation": "CreateGlobalReplicationGroup", "id": text + "z",
         "parameters": {"GlobalReplicationGroupIdSuffix": text, "PrimaryReplicationGroupId": text}},
        {**caches, "operation": "CreateReplicationGroup",
         "parameters": {"ReplicationGroupId": text + "z", "GlobalReplicationGroupId": store}},
        {**caches, "operation": "CreateReplicationGroup",
         "parameters": {"ReplicationGroupId": text + "y", "GlobalReplicationGroupId": text}},
    ]  # fmt: skip


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
        {**dsql, "operation": "CreateStream", "id": text + "y", "parameters": {
            "clusterIdentifier": {"$ref": text + "x", "member": "identifier"}, "ordering": text, "format": text,
            "targetDefinition": {"kinesis": {"streamArn": text, "roleArn": text}}, "tags": {text: text}}},
        {**dsql, "operation": "CreateStream", "parameters": {
            "clusterIdentifier": text, "targetDefinition": {"kinesis": {"streamArn": text}}, "tags": {text: text}}},
        {"service": text, "operation": text, "parameters": {text: text}},
    ]  # fmt: skip


Render = Callable[[list[dict[str, Any]]], list[dict[str, str]]]
Texts = list[tuple[str, str]]


def hostile(render: Render) -> Iterator[tuple[str, str | None]]:
    """What happens, by name; `render` gives the scripts of documents."""
    found = json.loads(FIXTURE.read_text("ascii"))
    texts = [(name, text) for name, text in found.items() if len(text) < 4_000]
    yield from in_bash_and_powershell(render, texts)
    if not windows.missing():
        # Longer ones travel in files.
        yield from in_cmd(render, [(name, text) for name, text in texts if len(text) < 300])


def in_bash_and_powershell(render: Render, texts: Texts) -> Iterator[tuple[str, str | None]]:
    chunks = [texts[i : i + CHUNK] for i in range(0, len(texts), CHUNK)]

    def outputs_of(make: Callable[[str], list[dict[str, Any]]]) -> list[dict[str, str]]:
        return render([{"region": "us-west-2", "resources": [one for _, text in chunk for one in make(text)]} for chunk in chunks])

    for chunk, outputs, stores in zip(chunks, outputs_of(made), outputs_of(stored), strict=True):
        names = ", ".join(name for name, _ in chunk)
        outputs["teardown-sh, global datastores"] = stores["teardown-sh"]
        for what in ("deploy-powershell", "teardown-powershell"):
            yield f"{what}: {names}", ps1.problem(outputs[what])
            yield f"{what}, global datastores: {names}", ps1.problem(stores[what])
        for what in ("deploy-sh", "teardown-sh", "teardown-sh, global datastores"):
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


def packed(texts: Texts) -> dict[str, Any]:
    """A document with the texts in as few resources as hold all of them, so that few commands try them."""
    all_texts = [text for _, text in texts]
    resources = []
    for i in range(0, len(texts), PACK):
        some = (all_texts + all_texts)[i : i + PACK]
        group = {"ReplicationGroupId": some[0], "ReplicationGroupDescription": some[1], "UserGroupIds": some}
        cluster = {"tags": {text: text for text in some}}
        resources += [
            {"service": "elasticache", "operation": "CreateReplicationGroup", "region": some[2], "parameters": group},
            {"service": "dsql", "operation": "CreateCluster", "id": f"{some[3]}{i}", "region": some[4], "parameters": cluster},
        ]
    return {"region": "us-west-2", "resources": resources}


def in_cmd(render: Render, texts: Texts) -> Iterator[tuple[str, str | None]]:
    """What happens in cmd.exe where nothing exists, and where everything does."""
    special = [(name, text) for name, text in texts if set(text) & set('%^&|<>"!\r\n')]
    for kind in windows.KINDS:
        # A batch file is slow, and only what cmd.exe acts on can go wrong in it.
        texts = texts if kind == "cmd" else special
        outputs = render([packed(texts)])[0]
        for what, answer in (("deploy-cmd", ""), ("deploy-cmd", "x"), ("teardown-cmd", "x")):
            label = f"{kind}, {what}, {'everything' if answer else 'nothing'} exists"
            script = outputs[what].replace('if "%~1"=="--yes" goto', "goto")
            with unix.room() as (folder, beside):
                variables = {"ANSWER": answer} if answer else {}
                recorded = windows.run_script(kind, script, folder, beside, variables)
                intruders = unix.intruders(folder)
            yield label, f"made {intruders}" if intruders else None
            wrong = [words for words in recorded if any(word.startswith("-") for word in words[:2])]
            yield f"{label}: options", f"{wrong}"[:500] if wrong else None
            carried = set().union(*(carried_by(words) for words in recorded))
            lost = [name for name, text in texts if text not in carried]
            yield f"{label}: arrive", f"{lost} of {len(recorded)}" if lost else None


def carried_by(words: list[str]) -> set[str]:
    """The texts in the arguments of a command: themselves, in JSON, and in what answers are asked with."""
    found = set(words)

    def strings(value: Any) -> None:
        if isinstance(value, str):
            found.add(value)
        for part in [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []:
            strings(part)

    for flag, value in zip(words, words[1:], strict=False):
        # What is broken carries nothing.
        with contextlib.suppress(ValueError):
            if flag == "--cli-input-json":
                strings(json.loads(value))
            elif flag == "--query":
                strings(jmespath.parser.Parser().parse(value).parsed)
    return found


def unix_text(text: str) -> bool:
    """Whether a text is an argument as it stands: others travel as JSON."""
    return text.isascii() and text.isprintable() and "://" not in text and not text.startswith("-") and bool(text)
