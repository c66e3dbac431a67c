"""The languages of deployment scripts, and how a script in one of them is run against AWS on loopback."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Self

from batch import Bridge
from cloud import Cloud
from quick_aws import QuickAws

sys.path.append(str(Path(__file__).resolve().parent.parent / "shells"))

import windows  # noqa: E402

BIN = Path(sys.executable).parent
# The extension of a file, and what runs it. Batch files are run by wine, PowerShell by a model of it.
FORMS = {
    "sh": ("sh", ["bash"]),
    "powershell": ("ps1", [sys.executable, str(Path(__file__).with_name("model.py"))]),
    "cmd": ("cmd", []),
    "boto3": ("py", [sys.executable]),
}
# What they say comes with what they print.
WINDOWS = ("cmd", "powershell")
# What answers that everything is to be removed.
YES = {"powershell": "-Yes"}

# No script takes as long.
SECONDS = 120


class Runner:
    """Runs scripts. Their `aws` is the AWS CLI, quicker to start."""

    def __init__(self) -> None:
        self.programs = Path(tempfile.mkdtemp(prefix="deploy-programs."))
        self.missing = windows.missing()
        self.forms = [form for form in FORMS if form != "cmd" or not self.missing]
        # Which kind of `aws` batch files find.
        self.kind = "aws.exe"

    def __enter__(self) -> Self:
        self.quick = QuickAws(self.programs)
        self.quick.__enter__()
        self.bridge = None
        if "cmd" in self.forms:
            self.bridge = Bridge(self.programs, self.programs / "aws")
            self.bridge.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        if self.bridge:
            self.bridge.__exit__(None, None, None)
        self.quick.__exit__(None, None, None)
        shutil.rmtree(self.programs)

    def run(self, cloud: Cloud, form: str, text: str, *flags: str, **environment: str) -> tuple[int, str, str]:
        """Exit status, what was printed, and what was said."""
        extension, program = FORMS[form]
        with tempfile.TemporaryDirectory(prefix="deploy.") as top:
            file = Path(top) / f"script.{extension}"
            file.write_text(text, "utf-8", newline="")
            work = Path(top) / "work"
            work.mkdir()
            command = [*program, str(file), *flags]
            variables = {
                "PATH": f"{self.programs}:{BIN}:/usr/local/bin:/usr/bin:/bin",
                "HOME": top,
                "LC_ALL": "C.UTF-8",
                "PYTHONDONTWRITEBYTECODE": "1",
                "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY": "example",
                "AWS_ENDPOINT_URL": cloud.url,
                "AWS_CONFIG_FILE": f"{top}/none",
                "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_MAX_ATTEMPTS": "1",
                "POLL_SECONDS": "0",
                **environment,
            }
            if self.bridge and form == "cmd":
                command = self.bridge.command(file, flags)
                variables = self.bridge.variables(variables, work, self.kind)
            done = ended(command, work, variables)
            left = sorted(os.listdir(work))
            said = done.stderr + (done.stdout if form in WINDOWS else "") + (f"\nleft files behind: {left}" if left else "")
            return (done.returncode if not left else 99), done.stdout, said


def ended(command: list[str], work: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A command that has ended, by itself or because it took too long."""
    options: dict[str, Any] = {"cwd": work, "env": variables, "stdin": subprocess.DEVNULL}
    try:
        return subprocess.run(
            command, **options, capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        said = (error.stderr or b"")[-1000:].decode("utf-8", "replace")
        return subprocess.CompletedProcess(command, 98, "", f"took too long: {said}")
