"""sh, bash, zsh and fish: texts as scripts, and pasted at a prompt."""

import contextlib
import os
import pty
import select
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import recorder

SCRIPTS = {
    "sh": ["dash"],
    "bash": ["bash", "--norc", "--noprofile"],
    "zsh": ["zsh", "-f"],
    "fish": ["fish", "--no-config"],
}
# dash has no editor: the terminal's own cuts lines at 4096 bytes, and nothing can be pasted in brackets.
PROMPTS = {
    "sh": ["dash", "-i"],
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--private", "-i"],
}
# The places of texts that are tried there: one for flags, one for JSON, and more where it is quick.
PASTED = {
    "sh": ["text"],
    "bash": ["text", "member", "map key"],
    "zsh": ["text", "member", "map key"],
    "fish": ["text", "map key"],
}
LONGEST_PASTE = 3_000
PATIENCE = 20


def available(shell):
    return shutil.which(SCRIPTS[shell][0]) is not None


def environment(home, record, variables):
    return {
        "PATH": f"{recorder.build()}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "RECORD": str(record),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm",
        "HISTFILE": "/dev/null",
        "PS1": "$ ",
        "PS2": "> ",
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        **variables,
    }


@contextlib.contextmanager
def room():
    """An empty folder to run in, and one beside it."""
    # A shell that just ended may still write its own files into what is its home here.
    with tempfile.TemporaryDirectory(prefix="shells.", ignore_cleanup_errors=True) as top:
        inside, beside = Path(top) / "inside", Path(top) / "beside"
        inside.mkdir()
        # Where it finds this folder, fish does not begin to fill it in the background.
        (beside / "fish" / "generated_completions").mkdir(parents=True)
        yield inside, beside


def intruders(folder):
    """The files that a command made without being asked to."""
    return [
        name
        for name in sorted(os.listdir(folder))
        if not name.startswith("cluster-composer-")
    ]


def run_script(shell, text, folder, beside, variables=None):
    """Runs a script in a folder; returns the argument lists that `aws` got."""
    record, script = beside / "record", beside / "script"
    script.write_text(text, "utf-8", newline="")
    subprocess.run(
        [*SCRIPTS[shell], script],
        cwd=folder,
        env=environment(beside, record, variables or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=300,
        check=False,
    )
    return recorder.read(record)


class Prompt:
    """An interactive shell on a terminal of its own, into which one command after the other is pasted."""

    def __init__(self, shell, folder, beside):
        self._fifo_path = beside / f"fifo-{time.monotonic_ns()}"
        os.mkfifo(self._fifo_path)
        self._fifo = os.open(self._fifo_path, os.O_RDWR | os.O_NONBLOCK)
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.chdir(folder)
            os.execvpe(
                PROMPTS[shell][0],
                PROMPTS[shell],
                environment(beside, self._fifo_path, {}),
            )
        os.set_blocking(self._terminal, False)
        self._shown, self._recorded = bytearray(), bytearray()
        self._brackets = shell != "sh"
        ready = b"\x1b[?2004h" if self._brackets else b"$ "
        self._until(lambda: ready in self._shown)

    def close(self):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._terminal)
        os.close(self._fifo)

    def paste(self, text):
        """Pastes one command and Enter; returns what `aws` got, or nothing if it was not run in time."""
        self._shown.clear()
        self._recorded.clear()
        if self._brackets:
            self._send(b"\x1b[200~" + text.rstrip("\n").encode() + b"\x1b[201~\r")
        else:
            self._send(text.encode())
        if not self._until(lambda: self._recorded.endswith(b"\n")):
            return None
        ready = b"\x1b[?2004h" if self._brackets else b"$ "
        self._until(lambda: ready in self._shown)
        return recorder.parse(self._recorded.decode("ascii"))

    def _send(self, data):
        deadline = time.monotonic() + PATIENCE
        while data and time.monotonic() < deadline:
            self._read(0.05, writing=True)
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(self._terminal, data[:512]) :]

    def _until(self, done):
        deadline = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > deadline or not self._read(0.5):
                return done()
        return True

    def _read(self, seconds, writing=False):
        """Takes what there is; false once the shell has gone."""
        wanted = [self._terminal] if writing else []
        ready, _, _ = select.select([self._terminal, self._fifo], wanted, [], seconds)
        try:
            if self._terminal in ready:
                data = os.read(self._terminal, 65536)
                self._shown += data
                # fish asks the terminal what it is.
                if b"\x1b[c" in data:
                    os.write(self._terminal, b"\x1b[?1;2c")
        except OSError:
            return False
        if self._fifo in ready:
            self._recorded += os.read(self._fifo, 65536)
        return True
