"""Whether deployment scripts make what documents ask for, twice without harm, and remove all of it again.

Usage: run.py [--only TEXT]

Every scenario that can be deployed, and documents made for this, run against AWS on loopback (`cloud`) as bash, cmd,
PowerShell (modelled, `model`) and boto3 scripts: every request that changes something must be the document's, in an
order that works, and the policy of the document must allow all requests and no others.
ShellCheck, Ruff, mypy and a grammar of PowerShell judge every script. Hostile texts (`hostile`) must run nothing.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "tests" / "oracle"))

import judges  # noqa: E402
import ps1  # noqa: E402
from access import difference  # noqa: E402
from cases import CASES, SECRET, refused_late, variables_held  # noqa: E402
from cloud import Call, Cloud  # noqa: E402
from expected import call, filled, variables  # noqa: E402
from forms import FORMS, WINDOWS, YES, Runner  # noqa: E402
from hostile import hostile  # noqa: E402

SCENARIOS = sorted((ROOT / "src" / "scenarios").glob("*.json"))


class Score:
    def __init__(self) -> None:
        self.passed = self.failed = self.skipped = 0

    def check(self, name: str, problem: str | None) -> None:
        if problem:
            self.failed += 1
            print(f"FAILED {name}: {problem[:3000]}", flush=True)
        else:
            self.passed += 1

    def skip(self, name: str, why: str) -> None:
        self.skipped += 1
        print(f"SKIPPED {name}: {why}", flush=True)


def engine(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the engine answers about each document: the scripts, and the policies."""
    wanted = [f"{what}-{form}" for what in ("deploy", "teardown") for form in FORMS]
    lines = "".join(json.dumps({"document": document, "formats": wanted, "facts": True}) + "\n" for document in documents)
    program = ROOT / "target" / "debug" / "examples" / "engine"
    done = subprocess.run([program], input=lines, stdout=subprocess.PIPE, check=True, text=True)
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def render(documents: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The outputs of each document."""
    return [answer["outputs"] for answer in engine(documents)]


def wanted(document: dict[str, Any], cloud: Cloud, environment: dict[str, str]) -> list[Call]:
    """The document's own requests, with answers filled in; in the document's order."""
    answers = {}
    for cluster in cloud.clusters:
        region = cluster["arn"].split(":")[3]
        for resource in document["resources"]:
            own = resource.get("region") or document.get("region")
            if resource["operation"] == "CreateCluster" and own == region and "id" in resource:
                for member in ("identifier", "arn"):
                    answers[resource["id"], member] = cluster[member]
    for resource in document["resources"]:
        for name in cloud.stores.all:
            if name.endswith(f"-{resource['parameters'].get('GlobalReplicationGroupIdSuffix')}"):
                answers[resource.get("id", ""), "GlobalReplicationGroupId"] = name
    requests = []
    for resource in document.get("_sent", document["resources"]):
        parameters = filled(resource["parameters"], environment, answers)
        requests.append(call(document, resource, parameters))
    return requests


def shown(calls: list[Call]) -> list[str]:
    """Calls as texts to compare; what clients fill in at random is left out."""
    texts = []
    for one in calls:
        parameters = {k: v for k, v in one.parameters.items() if k != "clientToken"}
        texts.append(f"{one.operation} {one.region} {json.dumps(parameters, sort_keys=True)}")
    return texts


def deploy(score: Score, cloud: Cloud, runner: Runner, name: str, document: dict[str, Any], answer: dict[str, Any]) -> None:
    """One document in every form, from nothing to nothing."""
    outputs = answer["outputs"]
    # The operations that any form sends: to deploy, and to remove everything again.
    sent_by: dict[str, set[str]] = {"deploy": set(), "teardown": set()}
    names = variables([resource["parameters"] for resource in document["resources"]])
    environment = {variable: SECRET for variable in names}
    order = document.get("_order")
    run = runner.run
    asked_in_bash: list[str] = []
    for form in runner.forms:
        label = f"{name}, {form}"
        cloud.reset()
        status, _, said = run(cloud, form, outputs[f"deploy-{form}"], **environment)
        calls = cloud.take()
        sent_by["deploy"].update(one.operation for one in calls)
        score.check(f"{label}: runs", None if status == 0 else f"exit status {status}: {said}")
        if status != 0:
            continue
        asked = [f"{one.operation} {one.region}" for one in calls]
        if form == "sh":
            asked_in_bash = asked
        elif form in WINDOWS and asked_in_bash:
            score.check(f"{label}: asks as in bash", None if asked == asked_in_bash else f"{asked}\ninstead of\n{asked_in_bash}")
        made = shown([one for one in calls if not one.reads])
        expected = shown(wanted(document, cloud, environment))
        if order:
            expected = [expected[index] for index in order]
        score.check(f"{label}: sends the document", None if made == expected else f"{made}\ninstead of\n{expected}")
        refused = [f"{one.operation} {one.refused}" for one in calls if one.refused and not one.reads]
        score.check(f"{label}: nothing comes too early", "; ".join(refused) or None)
        score.check(f"{label}: secrets are not shown", "a secret is shown" if SECRET in said else None)
        status, _, said = run(cloud, form, outputs[f"deploy-{form}"], **environment)
        calls = cloud.take()
        sent_by["deploy"].update(one.operation for one in calls)
        again = [one.operation for one in calls if not one.reads]
        score.check(f"{label}: runs again", None if status == 0 else f"exit status {status}: {said}")
        score.check(f"{label}: changes nothing again", f"sent {again}" if again else None)
        differs = "with another" in said
        score.check(f"{label}: what exists is the same", said if differs else None)
        # Without an answer nothing is removed.
        status, _, said = run(cloud, form, outputs[f"teardown-{form}"])
        removed = [one.operation for one in cloud.take() if not one.reads]
        score.check(f"{label}: teardown asks", None if not removed and status != 0 else f"{status}, sent {removed}")
        status, _, said = run(cloud, form, outputs[f"teardown-{form}"], YES.get(form, "--yes"))
        calls = cloud.take()
        sent_by["teardown"].update(one.operation for one in calls)
        score.check(f"{label}: teardown runs", None if status == 0 else f"exit status {status}: {said}")
        refused = [f"{one.operation} {one.refused}" for one in calls if one.refused and not one.reads]
        score.check(f"{label}: teardown does nothing too early", "; ".join(refused) or None)
        stays = "stays: nothing removes it" in outputs[f"teardown-{form}"]
        left = cloud.left()
        score.check(f"{label}: nothing is left", f"left {left}" if left and not stays else None)
        status, _, said = run(cloud, form, outputs[f"teardown-{form}"], YES.get(form, "--yes"))
        again = [one.operation for one in cloud.take() if not one.reads]
        score.check(f"{label}: teardown runs again", None if status == 0 and not again else f"{status} {again}: {said}")
        if names:
            status, _, said = run(cloud, form, outputs[f"deploy-{form}"])
            all_named = all(variable in said for variable in names)
            score.check(f"{label}: names what the environment lacks", None if status == 2 and all_named else f"{status}: {said}")
            score.check(f"{label}: sends nothing then", "sent something" if cloud.take() else None)
        if form == "boto3":
            for what in ("deploy", "teardown"):
                status, printed, said = run(cloud, form, outputs[f"{what}-{form}"], "--dry-run", **environment)
                sent = [one.operation for one in cloud.take()]
                score.check(f"{label}: {what} --dry-run", None if status == 0 and not sent else f"{status} {sent}: {said}")
                score.check(f"{label}: {what} --dry-run shows no secret", "it does" if SECRET in printed + said else None)
            printed = run(cloud, form, outputs["deploy-boto3"], "--dry-run", **environment)[1]
            methods = [line.split(" ")[2] for line in printed.splitlines()]
            steps = [one.split(" ")[0] for one in expected]
            plain = [step.lower() for step in steps]
            score.check(f"{label}: --dry-run prints the calls", None if [m.replace("_", "") for m in methods] == plain else f"{methods}, not {steps}")
    score.check(f"{name}: the policy", difference(answer["policy"], sent_by["deploy"]))
    everything = sent_by["deploy"] | sent_by["teardown"]
    score.check(f"{name}: the policy with teardown", difference(answer["teardown_policy"], everything))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="documents whose name holds this text")
    only = parser.parse_args().only
    documents = {path.stem: json.loads(path.read_text()) for path in SCENARIOS}
    documents.update(json.loads(json.dumps(CASES)))
    documents = {name: document for name, document in documents.items() if only in name}
    subprocess.run(["cargo", "build", "-q", "--example", "engine"], cwd=ROOT, check=True)
    answers = dict(zip(documents, engine(list(documents.values())), strict=True))
    outputs = {name: answer["outputs"] for name, answer in answers.items()}
    score = Score()
    cloud = Cloud()
    try:
        with Runner() as runner:
            if runner.missing:
                score.skip("batch files", f"not installed: {', '.join(runner.missing)}")
            for name, document in documents.items():
                deploy(score, cloud, runner, name, document, answers[name])
            for name, problem in (*refused_late(cloud, runner, outputs), *variables_held(cloud, runner, outputs)):
                score.check(name, problem)
            # As pip installs it.
            runner.kind, runner.forms = "aws.cmd", [form for form in runner.forms if form == "cmd"]
            for name in ("out of order", "dsql_multi_region"):
                if runner.forms and name in documents:
                    deploy(score, cloud, runner, f"{name}, aws.cmd", documents[name], answers[name])
    finally:
        cloud.close()
    if only in "hostile texts":
        for name, problem in hostile(render):
            score.check(name, problem)
    for form in ("sh", "boto3", "powershell"):
        if not outputs:
            break
        texts = {f"{name} {what}": out[f"{what}-{form}"] for name, out in outputs.items() for what in ("deploy", "teardown")}
        if form == "sh":
            blamed = {"shellcheck": shellcheck(texts)}
        elif form == "boto3":
            blamed = dict(judges.scripts(texts))
        else:
            found = {name: ps1.problem(text) for name, text in texts.items()}
            blamed = {"grammar of PowerShell": {name: problem for name, problem in found.items() if problem}}
        for judge, found in blamed.items():
            for name in texts:
                score.check(f"{judge}: {name}", found.get(name))
            for name, problem in found.items():
                if name not in texts:
                    score.check(f"{judge}: {name}", problem)
    print(f"\n{score.passed} passed, {score.failed} failed, {score.skipped} skipped")
    return 1 if score.failed else 0


def shellcheck(texts: dict[str, str]) -> dict[str, str]:
    with judges.Folder(texts, "sh") as folder:
        return judges.judge(["shellcheck", "--format=gcc", *folder.names], folder)


if __name__ == "__main__":
    sys.exit(main())
