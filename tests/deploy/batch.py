"""Batch files in cmd.exe of wine, whose `aws` is the AWS CLI of this system: a small Windows program hands it over."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Self

sys.path.append(str(Path(__file__).resolve().parent.parent / "shells"))

import recorder  # noqa: E402
import windows  # noqa: E402

WINE = {"WINEPREFIX": str(windows.PREFIX), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml=", "DISPLAY": ""}
SOURCE = Path(__file__).with_name("bridge.c")


def path(file: Path) -> str:
    """A file as Windows names it."""
    return "Z:" + str(file).replace("/", "\\")


def build() -> Path:
    program = recorder.BUILT / "windows" / "bridge.exe"
    program.parent.mkdir(parents=True, exist_ok=True)
    if not program.exists() or program.stat().st_mtime < SOURCE.stat().st_mtime:
        command = [recorder.WINDOWS_COMPILER, "-O1", "-municode", "-o", str(program), str(SOURCE), "-lws2_32"]
        subprocess.run(command, check=True)
    return program


class Bridge:
    """Runs `aws` for two kinds of programs: an aws.exe, and an aws.cmd as pip makes one."""

    def __init__(self, folder: Path, aws: Path) -> None:
        self.aws = aws
        self.environment: dict[str, str] = {}
        self.work = folder
        program = build()
        self.programs = {"aws.exe": folder / "exe", "aws.cmd": folder / "cmd"}
        for kind, inside in self.programs.items():
            inside.mkdir()
            shutil.copy(program, inside / ("aws.exe" if kind == "aws.exe" else "recorder.exe"))
        (self.programs["aws.cmd"] / "aws.cmd").write_bytes(windows.SHIM)

    def __enter__(self) -> Self:
        self.server = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.serve, daemon=True).start()
        # While something runs in wine, everything else starts at once.
        environment = {**os.environ, **WINE}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.keeper = subprocess.Popen(["wine", "cmd", "/d"], env=environment, **pipes)
        return self

    def __exit__(self, *_: object) -> None:
        assert self.keeper.stdin is not None
        self.keeper.stdin.close()
        self.keeper.wait()
        self.server.close()

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                self.answer(connection, stream)

    def answer(self, connection: socket.socket, stream: Any) -> None:
        def number() -> int:
            return int.from_bytes(stream.read(4), "little")

        arguments = [stream.read(number()).decode("utf-8", "replace") for _ in range(number())]
        command = [str(self.aws), *arguments]
        done = subprocess.run(
            command, cwd=self.work, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        for text in (done.stdout, done.stderr):
            # As programs write lines on Windows.
            text = text.replace(b"\n", b"\r\n")
            connection.sendall(len(text).to_bytes(4, "little") + text)
        connection.sendall(done.returncode.to_bytes(4, "little"))

    def command(self, script: Path, flags: tuple[str, ...]) -> list[str]:
        return ["wine", "cmd", "/d", "/c", path(script), *flags]

    def variables(self, environment: dict[str, str], work: Path, kind: str) -> dict[str, str]:
        """What cmd.exe has in its environment. What `aws` has is kept here."""
        self.environment, self.work = environment, work
        return {
            **environment,
            **WINE,
            "PATH": os.environ["PATH"],
            "WINEPATH": path(self.programs[kind]),
            "BRIDGE": str(self.server.getsockname()[1]),
            "TEMP": path(work),
            "TMP": path(work),
        }
