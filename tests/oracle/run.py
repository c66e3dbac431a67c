"""Whether every output means the same request, judged by the real clients.

Usage: run.py [--quick] [--only TEXT] [--show]

For every operation of every service, documents made from the pinned botocore's model are rendered.
The AWS CLI command is run by bash, the boto3 script by Python, the curl command as it is, all against
a loopback server, and the API request is read; each must mean what botocore itself sends. Ruff, mypy
and ShellCheck judge the texts, and botocore must accept what we find no error in.

--quick takes every tenth document, --only those whose name holds the text; --show prints the outputs.
"""

import argparse
import concurrent.futures
import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import facts
import judges
import seeds
from botocore import xform_name
from botocore.validate import ParamValidator
from capture import Capture
from clients import run
from documents import Case, cases, models, wild
from meaning import (
    Unreadable,
    api,
    differences,
    is_signed,
    meaning,
    reference,
    shape_of,
)

ROOT = Path(__file__).resolve().parent.parent.parent
FORMATS = ["cli-sh", "boto3", "api", "curl"]
EXCEPTIONS: list[dict[str, str]] = json.loads((Path(__file__).parent / "exceptions.json").read_text())


def engine(requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers of `examples/engine.rs`."""
    command = ["cargo", "build", "-q", "--example", "engine", "--message-format=json"]
    built = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    messages = [json.loads(line) for line in built.stdout.splitlines()]
    program = next(m["executable"] for m in messages if m.get("executable"))
    text = "".join(json.dumps(request) + "\n" for request in requests)
    done = subprocess.run([program], input=text, stdout=subprocess.PIPE, check=True, text=True, encoding="utf-8")
    return [json.loads(line) for line in done.stdout.split("\n") if line]


CAPTURE: Capture | None = None


def check(case: Case, form: str, text: str) -> list[str]:
    """What is wrong with an output of a case."""
    global CAPTURE
    if CAPTURE is None:
        CAPTURE = Capture()
    wanted, host = reference(case)
    problems: list[str] = []
    try:
        if form == "api":
            request, shown = api(case, text)
            if shown != host:
                problems.append(f"goes to {shown}, not {host}")
        else:
            requests, problems = run(CAPTURE, case, form, text)
            if len(requests) != 1:
                return problems
            request = requests[0]
            if request.scope != wanted.scope:
                problems.append(f"signed for {request.scope}, not {wanted.scope}")
            if form == "curl":
                problems += curl(case, text, host, CAPTURE, is_signed(request))
        return problems + differences(meaning(case, wanted), meaning(case, request))
    except (Unreadable, ValueError, KeyError) as error:
        return [*problems, f"{type(error).__name__}: {error}"]


def curl(case: Case, text: str, host: str, capture: Capture, signed: bool) -> list[str]:
    """What is wrong with a curl command besides its request."""
    problems = []
    if not text.removeprefix("curl ").removeprefix("'").startswith(f"https://{host}/"):
        problems.append(f"does not go to {host}")
    # Older curls sign a percent-encoded path as it is sent, services read it as encoded twice (curl/curl#16927).
    path = text.split("\n")[0].partition("?")[0]
    if not signed and "%" not in path:
        problems.append("the signature is wrong")
    if case.name.endswith("required"):
        requests, more = run(capture, case, "curl", text, AWS_SESSION_TOKEN="session token")
        problems += more
        if any(request.headers.get("x-amz-security-token") != "session token" for request in requests):
            problems.append("the session token is not sent")
    return problems


def work(task: tuple[Case, str, str]) -> list[str]:
    return check(*task)


class Report:
    """Counts, and prints what failed."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def add(self, name: str, problems: list[str]) -> None:
        if not problems:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED {name}")
        for problem in problems[:12]:
            print(f"    {problem[:500]} … {problem[-200:]}" if len(problem) > 700 else f"    {problem}")


def exceptions(case: Case, form: str) -> list[dict[str, str]]:
    """The exceptions for a format that a case needs."""
    return [
        e
        for e in EXCEPTIONS
        if e["format"] == form
        and e["operation"] == f"{case.service}.{case.operation}"
        and (e["member"] == "*" or e["member"] in case.parameters)
        and e.get("document", case.mode) == case.mode
    ]


def is_shown(exception: dict[str, str], problems: list[str]) -> bool:
    """Whether problems are the ones that an exception expects: they name what it shows, or its member or flag."""
    member = exception["member"]
    signs = [exception["shows"]] if "shows" in exception else [member, xform_name(member, "-")]
    return any(sign in problem for sign in signs for problem in problems)


def compare(report: Report, chosen: list[Case], show: bool) -> dict[str, dict[str, str]]:
    """Runs every output of every case; the texts by format and case."""
    variants: list[tuple[Case, str, bool]] = []
    for case in chosen:
        for form in FORMATS:
            known = exceptions(case, form)
            if known and all(e["member"] != "*" for e in known):
                variants.append((case.without({e["member"] for e in known}), form, False))
            variants.append((case, form, bool(known)))
    answers = engine([{"document": case.document(), "formats": [form]} for case, form, _ in variants])
    tasks = []
    texts: dict[str, dict[str, str]] = {form: {} for form in FORMATS}
    for (case, form, excepted), answer in zip(variants, answers, strict=True):
        text = answer["outputs"][form]
        tasks.append((case, form, text))
        texts[form][f"{case.name}{'' if excepted else ' as clients know it'}" if exceptions(case, form) else case.name] = text
        if show:
            print(f"=== {case.name} {form}\n{text}")
    with concurrent.futures.ProcessPoolExecutor(max_workers=2) as pool:
        for (case, form, excepted), problems in zip(variants, pool.map(work, tasks), strict=True):
            name = f"{case.name} {form}"
            if not excepted:
                report.add(name, problems)
            elif problems:
                expected = all(is_shown(e, problems) for e in exceptions(case, form))
                report.add(f"{name}, excepted", [] if expected else problems)
            else:
                report.add(name, ["passes: its exceptions are no longer needed"])
    return texts


def static(report: Report, texts: dict[str, dict[str, str]], chosen: list[Case], count: int) -> None:
    """What the judges say, also of documents that nobody checked."""
    strange = wild(count)
    formats = ["boto3", "cli-sh", "curl"]
    answers = engine([{"document": document, "formats": formats} for document in strange])
    for i, answer in enumerate(answers):
        for form in formats:
            texts[form][f"wild {i}"] = answer["outputs"][form]
    cases_by_name = {case.name: case for case in chosen}
    for judge, objections in judges.scripts(texts["boto3"]):
        unknown = {name: line for name, line in objections.items() if not untyped(line, judge)}
        report.add(f"{judge}, {len(texts['boto3'])} scripts", [f"{n}: {line}" for n, line in unknown.items()])
        if judge == "mypy --strict":
            needed = {name for name in objections if untyped(objections[name], judge)}
            for e in EXCEPTIONS:
                if e["format"] != "mypy":
                    continue
                users = [n for n, c in cases_by_name.items() if f"{c.service}.{c.operation}" == e["operation"] and e["member"] in c.parameters]
                if users and not needed & set(users):
                    report.add(f"exception for {e['member']} of {e['operation']}", ["no longer needed"])
    for form in ("cli-sh", "curl"):
        objections = judges.commands(texts[form])
        report.add(f"shellcheck, {len(texts[form])} {form} commands", [f"{n}: {line}" for n, line in objections.items()])


def untyped(line: str, judge: str) -> bool:
    """Whether an objection is that boto3's stubs are older than botocore."""
    return judge == "mypy --strict" and any(
        f'Unexpected keyword argument "{e["member"]}"' in line for e in EXCEPTIONS if e["format"] == "mypy"
    )


def validation(report: Report, chosen: list[Case], count: int) -> None:
    """What we find no error in, botocore accepts; what botocore accepts, we find of the right types.

    To Python a boolean is an integer, and an integer has any size.
    """
    made = [
        Case(f"wild {i}", r["service"], r["operation"], "us-east-1", r["parameters"], r["parameters"])
        for i, document in enumerate(wild(count, seed=2))
        for r in document["resources"]
    ]
    known = [case for case in made if is_known(case)]
    judged = chosen + known
    answers = engine([{"document": case.document(), "formats": []} for case in judged])
    refused: list[str] = []
    accused: list[str] = []
    for case, answer in zip(judged, answers, strict=True):
        errors = [d for d in answer["diagnostics"] if d["severity"] == "error"]
        wrong = [d for d in errors if d["rule"] in TYPES]
        verdict = ParamValidator().validate(case.parameters, shape_of(case))
        if verdict.has_errors() and not errors:
            refused.append(f"{case.name} {case.operation}: botocore: {verdict.generate_report()[:300]}")
        wrong = [d for d in wrong if not re.search(r"found (a boolean|-?\d{19,})", d["message"])]
        if wrong and not verdict.has_errors():
            accused.append(f"{case.name} {case.operation}: {wrong[0]['path']}: {wrong[0]['message'][:200]}")
    report.add(f"botocore accepts what has no errors, {len(judged)} documents", refused)
    report.add(f"botocore refuses what has errors of type, {len(judged)} documents", accused)


def published(report: Report) -> None:
    """The published examples say what our outputs of the same documents say."""
    fixtures = seeds.fixtures()
    if not fixtures:
        report.add("published examples", ["there are none"])
    answers = engine([{"document": f["document"], "formats": FORMATS} for f in fixtures.values()])
    for (name, fixture), answer in zip(fixtures.items(), answers, strict=True):
        report.add(f"published example {name}", seeds.check(fixture, answer["outputs"]))


def beside(report: Report, chosen: list[Case]) -> None:
    """Policies let the requests through and nothing else; examples have the shape of the answers."""
    answers = engine([{"document": case.document(), "formats": [], "facts": True} for case in chosen])
    policies, examples = [], []
    for case, answer in zip(chosen, answers, strict=True):
        policies += [f"{case.name}: {problem}" for problem in facts.policy(case, answer["policy"])]
        examples += [f"{case.name}: {problem}" for problem in facts.example(case, answer["examples"][0])]
    report.add(f"policies of {len(chosen)} documents", policies)
    report.add(f"examples of answers to {len(chosen)} documents", examples)


# The rules that check what botocore checks.
TYPES = {"unknown-member", "missing-required", "wrong-type"}


def is_known(case: Case) -> bool:
    """Whether botocore has the operation."""
    model = models().get(case.service)
    return model is not None and case.operation in model.operation_names


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    for program in ("curl", "bash", "shellcheck"):
        if not shutil.which(program):
            sys.exit(f"error: the oracle needs {program}")
    chosen = [case for case in cases() if options.only in case.name]
    if options.quick:
        chosen = chosen[::10]
    began = time.monotonic()
    report = Report()
    published(report)
    texts = compare(report, chosen, options.show)
    compared = time.monotonic()
    static(report, texts, chosen, 100 if options.quick else 1000)
    validation(report, chosen, 100 if options.quick else 2000)
    beside(report, chosen)
    operations = len({(case.service, case.operation) for case in chosen})
    print(
        f"{operations} operations, {len(chosen)} documents, {len(FORMATS)} formats: "
        f"{compared - began:.0f} s of clients, {time.monotonic() - compared:.0f} s of judges"
    )
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
