"""The AWS CLI as a program that starts quickly: its modules are loaded once, in a process that forks for each command.

`python quick_aws.py FOLDER` serves `FOLDER/aws` until its standard input ends.
"""

import array
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

CLIENT = """#!{python} -SE
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect(os.path.join({folder!r}, "socket"))
message = json.dumps([sys.argv, os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(server, [len(message).to_bytes(4, "big")], [0, 1, 2])
server.sendall(message)
answer = server.recv(1)
sys.exit(answer[0] if answer else 255)
"""


class QuickAws:
    """Serves `aws` in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        client = self.folder / "aws"
        client.write_text(CLIENT.format(python=sys.executable, folder=str(self.folder)))
        client.chmod(0o755)
        command = [sys.executable, __file__, str(self.folder)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        self.process.stdout.readline()
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def received(connection: socket.socket) -> tuple[list[str], str, dict[str, str], list[int]]:
    head, descriptors, _, _ = socket.recv_fds(connection, 4, 3)
    data = b""
    while len(data) < int.from_bytes(head, "big"):
        data += connection.recv(1 << 16)
    arguments, folder, environment = json.loads(data)
    return arguments, folder, environment, list(array.array("i", descriptors))


def obey(connection: socket.socket) -> int:
    """Runs one command in this process."""
    import awscli.clidriver

    arguments, folder, environment, descriptors = received(connection)
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
    # Where the AWS CLI's own data are, which it notes as it is loaded.
    data = {name: value for name, value in os.environ.items() if name == "AWS_DATA_PATH"}
    os.environ.clear()
    os.environ.update(environment | data)
    os.chdir(folder)
    sys.argv = arguments
    try:
        status = awscli.clidriver.main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    connection.send(bytes([status & 255]))
    return status


def main() -> None:
    import awscli.clidriver  # noqa: F401
    import awscli.handlers  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    server = socket.socket(socket.AF_UNIX)
    server.bind(os.path.join(sys.argv[1], "socket"))
    server.listen(8)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    print("ready", flush=True)
    while True:
        connection, _ = server.accept()
        if os.fork() == 0:
            os._exit(obey(connection) & 255)
        connection.close()


if __name__ == "__main__":
    main()
