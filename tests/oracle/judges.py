"""What tools say of the texts, without running them: Ruff and mypy of the scripts, ShellCheck of the commands."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self

BIN = Path(sys.executable).parent


class Folder:
    """Texts as files, whose names lead back to them."""

    def __init__(self, texts: dict[str, str], extension: str) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="judges."))
        self.names: dict[str, str] = {}
        for i, (name, text) in enumerate(texts.items()):
            file = f"output_{i:05}.{extension}"
            self.names[file] = name
            (self.path / file).write_bytes(text.encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)

    def blamed(self, output: str) -> dict[str, str]:
        """The texts that a tool's output names, each with the first line about it."""
        found: dict[str, str] = {}
        for line in output.splitlines():
            for file in re.findall(r"output_\d{5}\.\w+", line):
                found.setdefault(self.names[file], line[-300:])
        return found


def judge(command: list[str], folder: Folder) -> dict[str, str]:
    """The texts that a tool objects to."""
    done = subprocess.run(
        command, check=False, cwd=folder.path, capture_output=True, text=True, errors="replace"
    )
    found = folder.blamed(done.stdout + done.stderr)
    if done.returncode != 0 and not found:
        found[command[0]] = (done.stdout + done.stderr)[-500:]
    return found


def scripts(texts: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each judge of Python scripts with the scripts that it objects to."""
    with Folder(texts, "py") as folder:
        ruff = [str(BIN / "ruff")]
        yield "ruff check", judge([*ruff, "check", "--isolated", "--no-cache", "--output-format=concise", "."], folder)
        yield "ruff format", judge([*ruff, "format", "--isolated", "--no-cache", "--check", "."], folder)
        mypy = [str(BIN / "mypy"), "--strict", "--no-error-summary", "--hide-error-context", "--cache-dir=cache", "."]
        yield "mypy --strict", judge(mypy, folder)


# ShellCheck suspects literal values of being meant otherwise: an expansion or a curly quote between quotes.
LITERAL = "--exclude=SC2016,SC1112"


def commands(texts: dict[str, str]) -> dict[str, str]:
    """The shell commands that ShellCheck objects to."""
    with Folder(texts, "sh") as folder:
        return judge(["shellcheck", "--shell=sh", "--format=gcc", LITERAL, *folder.names], folder)
