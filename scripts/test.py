"""Runs the project's tests in groups and adds up what their runners report.

Usage: test.py [GROUP...]

A group goes on after a failure, so that one run shows everything; the exit status is 1 when
anything failed. `make test` sets up what the groups need and runs all of them.
"""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WASM = "wasm32-unknown-unknown"
DENY = ["--", "-D", "warnings"]
PYTHON = str(ROOT / ".venv" / "bin" / "python")
E2E = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "tests" / "e2e").glob("*.test.mjs"))
PKG = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "tests" / "pkg").glob("*.test.mjs"))

# What a runner says of its result: cargo and wasm-bindgen, node, our own.
COUNTS = [
    re.compile(r"^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored", re.MULTILINE),
    re.compile(r"^ℹ pass (\d+)\nℹ fail (\d+)\nℹ cancelled \d+\nℹ skipped (\d+)", re.MULTILINE),
    re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.MULTILINE),
]


WORDS = ("passed", "failed", "skipped")


@dataclass
class Step:
    """One command. A check counts as one test; a suite counts what its runner reports."""

    title: str
    command: list[str]
    suite: bool = False


def node(files: list[str]) -> list[str]:
    return ["node", "--test", "--test-reporter=spec", "--test-concurrency=1", *files]


GROUPS: dict[str, list[Step]] = {
    "lint": [
        Step("format", ["cargo", "fmt", "--check"]),
        Step("lints, engine", ["cargo", "clippy", "-q", "--all-targets", *DENY]),
        Step("lints, page", ["cargo", "clippy", "-q", "--all-targets", "--features", "app", *DENY]),
        Step("lints, package", ["cargo", "clippy", "-q", "--all-targets", "--features", "api", *DENY]),
        Step("lints, page on wasm32", ["cargo", "clippy", "-q", "--lib", "--bins", "--target", WASM, "--features", "app", *DENY]),
        Step("lints, package on wasm32", ["cargo", "clippy", "-q", "--lib", "--target", WASM, "--features", "api", *DENY]),
        Step("lints, Python", [PYTHON, "-m", "ruff", "check", "scripts", "tests"]),
        Step("lints, shell", ["bash", "-n", *sorted(str(p) for p in ROOT.glob("scripts/*.sh")), ".ci/run"]),
    ],
    "native": [
        Step("native", ["cargo", "test", "-q", "--no-fail-fast", "--all-features"], suite=True),
        Step("the model is what botocore says", [PYTHON, "scripts/model.py", "--check"]),
        Step("the catalog is what its sources say", [PYTHON, "scripts/catalog.py", "--check"]),
    ],
    "oracle": [
        Step("requests of real clients", [PYTHON, "tests/oracle/run.py"], suite=True),
        Step("deployments, twice and back", [PYTHON, "tests/deploy/run.py"], suite=True),
        Step("examples of the AWS CLI", [PYTHON, "tests/oracle/cli_examples.py"], suite=True),
        Step("hostile texts in every shell", [PYTHON, "tests/shells/run.py"], suite=True),
    ],
    "pkg": [
        Step("package", ["make", "--no-print-directory", "pkg"]),
        Step("package in Node", node(PKG), suite=True),
    ],
    "wasm": [
        Step("wasm in a browser", ["cargo", "test", "--target", WASM, "--test", "wasm"], suite=True),
    ],
    "e2e": [
        Step("site", ["make", "--no-print-directory", "build"]),
        Step("end to end", node(E2E), suite=True),
    ],
}


def environment() -> dict[str, str]:
    tools = [ROOT / ".tools" / "cargo" / "bin", ROOT / "node_modules" / ".bin", ROOT / ".venv" / "bin"]
    return {
        **os.environ,
        "PATH": os.pathsep.join([*map(str, tools), os.environ["PATH"]]),
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER": "wasm-bindgen-test-runner",
        "CHROMEDRIVER": os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run(step: Step) -> tuple[int, int, int]:
    """Runs a step, shows what it prints, and gives how many tests passed, failed and were skipped."""
    output = []
    with subprocess.Popen(
        step.command,
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            output.append(line)
    ok = process.returncode == 0
    if not step.suite:
        return (1, 0, 0) if ok else (0, 1, 0)
    text = re.sub(r"\x1b\[[0-9;]*m", "", "".join(output))
    found = [m.groups() for pattern in COUNTS for m in pattern.finditer(text)]
    passed, failed, skipped = (sum(int(counts[i] or 0) for counts in found) for i in range(3))
    # A runner that breaks, or that finds nothing to run, has not passed.
    if (not ok and failed == 0) or passed + failed == 0:
        failed += 1
    return passed, failed, skipped


def main() -> int:
    chosen = sys.argv[1:] or list(GROUPS)
    unknown = [name for name in chosen if name not in GROUPS]
    if unknown:
        sys.exit(f"error: no group {', '.join(unknown)}; there are {', '.join(GROUPS)}")
    rows = []
    for name in chosen:
        for step in GROUPS[name]:
            print(f"\n=== {name}: {step.title}\n", flush=True)
            began = time.monotonic()
            counts = run(step)
            rows.append((f"{name}: {step.title}", counts, time.monotonic() - began))
    print("\n=== summary\n")
    for title, counts, seconds in rows:
        shown = "".join(f"{n:7} {word}" for n, word in zip(counts, WORDS, strict=True) if n or word != "skipped")
        print(f"{'FAILED' if counts[1] else 'ok':6}  {title:40} {shown}  {seconds:.1f} s")
    passed, failed, skipped = (sum(counts[i] for _, counts, _ in rows) for i in range(3))
    print(f"\n{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
