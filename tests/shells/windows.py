"""cmd.exe of wine: texts as batch files, with `aws` a program and with `aws` a batch file, as pip installs it."""

import os
import shutil
import subprocess

import recorder

PREFIX = recorder.BUILT / "wine"
SHIM = b'@echo OFF\r\nsetlocal\r\n"%~dp0recorder.exe" %*\r\nexit /B %ERRORLEVEL%\r\n'
KINDS = ["cmd", "cmd, aws.cmd"]


def missing():
    """What is not installed, if anything."""
    return [
        tool for tool in ("wine", recorder.WINDOWS_COMPILER) if not shutil.which(tool)
    ]


def _path(path):
    return "Z:" + str(path).replace("/", "\\")


def run_script(kind, text, folder, beside, variables=None):
    """Runs a batch file in a folder; returns the argument lists that `aws` got."""
    programs = beside / "programs"
    programs.mkdir()
    built = recorder.build_for_windows() / "recorder.exe"
    if kind == "cmd":
        shutil.copy(built, programs / "aws.exe")
    else:
        shutil.copy(built, programs / "recorder.exe")
        (programs / "aws.cmd").write_bytes(SHIM)
    script = beside / "script.bat"
    script.write_bytes(text.encode("ascii"))
    environment = {
        **os.environ,
        "WINEPREFIX": str(PREFIX),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=",
        "WINEPATH": _path(programs),
        "RECORD": _path(beside / "record"),
        **(variables or {}),
    }
    subprocess.run(
        ["wine", "cmd", "/d", "/c", _path(script)],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=500,
        check=False,
    )
    return recorder.read(beside / "record")
