"""Runs outputs in an empty folder, without anybody's configuration, against the capture server."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from capture import Capture, Request
from documents import Case
from meaning import KEY, SECRET_KEY

BIN = Path(sys.executable).parent
SECONDS = 120


class Sandbox:
    """A folder that must stay empty, and an environment in which every address is the server's."""

    def __init__(self, capture: Capture, case: Case, environment: dict[str, str]) -> None:
        self.top = Path(tempfile.mkdtemp(prefix="oracle."))
        self.work = self.top / "work"
        self.work.mkdir()
        self.environment = {
            "PATH": f"{BIN}:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.top),
            "LC_ALL": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_ENDPOINT_URL": capture.url,
            "AWS_CONFIG_FILE": str(self.top / "none"),
            "AWS_SHARED_CREDENTIALS_FILE": str(self.top / "none"),
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_PAGER": "",
            # What aims elsewhere arrives at the server, as at a proxy, and is seen.
            "HTTP_PROXY": capture.url,
            "HTTPS_PROXY": capture.url,
            "http_proxy": capture.url,
            "https_proxy": capture.url,
            "NO_PROXY": "127.0.0.1",
            "no_proxy": "127.0.0.1",
            **case.environment,
            **environment,
        }

    def run(self, command: list[str]) -> tuple[int, str]:
        """Exit status and everything that was written."""
        process = subprocess.Popen(
            command,
            cwd=self.work,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
        return process.returncode, output.decode("utf-8", "replace")


# Per format: the file's name and what runs it.
PROGRAMS = {
    "cli-sh": ("command.sh", ["bash"]),
    "curl": ("command.sh", ["bash"]),
    "boto3": ("script.py", [sys.executable, "-W", "error::SyntaxWarning"]),
}


def run(capture: Capture, case: Case, form: str, text: str, **environment: str) -> tuple[list[Request], list[str]]:
    """The requests that an output sent, and what went wrong."""
    if form == "curl":
        # curl has no setting for another endpoint; its address is all that is changed.
        text = re.sub(r"^(curl '?)https://[^/' ]+", rf"\1{capture.url}", text, flags=re.MULTILINE)
    sandbox = Sandbox(capture, case, environment)
    name, program = PROGRAMS[form]
    try:
        file = sandbox.top / name
        file.write_bytes(text.encode())
        capture.take()
        status, output = sandbox.run([*program, str(file)])
        requests = capture.take()
        problems = []
        if status != 0:
            problems.append(f"exit status {status}: {' | '.join(line.strip() for line in output.splitlines() if line.strip())}")
        if left := sorted(os.listdir(sandbox.work)):
            problems.append(f"left files behind: {left}")
        if any(not request.target.startswith("/") for request in requests):
            problems.append(f"went elsewhere: {[request.target for request in requests]}")
        if len(requests) != 1:
            problems.append(f"sent {len(requests)} requests")
        return requests, problems
    finally:
        shutil.rmtree(sandbox.top, ignore_errors=True)
