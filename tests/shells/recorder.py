"""Builds the program that stands in for `aws`, and reads what it recorded."""

import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
BUILT = HERE.parent.parent / "target" / "shells"
WINDOWS_COMPILER = "x86_64-w64-mingw32-gcc"


def build():
    """The folder with the recorder of this system, named aws."""
    folder = BUILT / "here"
    compiler = shutil.which("cc") or shutil.which("gcc")
    return _compile(folder, "aws", [compiler, "-O1"])


def build_for_windows():
    """The folder with the recorder for Windows, named recorder.exe."""
    return _compile(
        BUILT / "windows", "recorder.exe", [WINDOWS_COMPILER, "-O1", "-municode"]
    )


def _compile(folder, name, compiler):
    folder.mkdir(parents=True, exist_ok=True)
    program, source = folder / name, HERE / "recorder.c"
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        libraries = ["-lshell32"] if name.endswith(".exe") else []
        subprocess.run([*compiler, "-o", program, source, *libraries], check=True)
    return folder


def parse(lines):
    """The argument lists of recorded lines."""
    return [
        [
            bytes.fromhex(word[1:]).decode("utf-8", "surrogateescape")
            for word in line.split()
        ]
        for line in lines.splitlines()
    ]


def read(path):
    return parse(path.read_text("ascii")) if path.exists() else []
