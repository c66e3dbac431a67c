"""A loopback server that records AWS requests and answers each with the smallest success."""

import re
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl


@dataclass
class Request:
    """What arrived."""

    method: str
    # As sent: path and query string.
    target: str
    # Names in lower case.
    headers: dict[str, str]
    body: bytes

    @property
    def scope(self) -> tuple[str, str]:
        """Region and service that the request is signed for."""
        found = re.search(r"Credential=[^/]+/\d{8}/([^/]*)/([^/]*)/aws4_request", self.headers.get("authorization", ""))
        return (found[1], found[2]) if found else ("", "")


def success(body: bytes) -> tuple[str, bytes]:
    """The type and text of the smallest answer that clients accept."""
    pairs = dict(parse_qsl(body.decode("latin-1"))) if b"Action=" in body else {}
    if action := re.sub(r"\W", "_", pairs.get("Action", "")):
        return "text/xml", f"<{action}Response><{action}Result/></{action}Response>".encode()
    return "application/json", b"{}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        pass

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append(Request(self.command, self.path, headers, body))  # type: ignore[attr-defined]
        kind, answer = success(body)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_CONNECT = answer


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up early is no news."""


class Capture:
    """The server, on a port that the kernel picks; a context manager."""

    def __init__(self) -> None:
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.requests = []  # type: ignore[attr-defined]
        self.address = f"127.0.0.1:{self.server.server_address[1]}"
        self.url = f"http://{self.address}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def take(self) -> list[Request]:
        """The requests since the last call."""
        found: list[Request] = list(self.server.requests)  # type: ignore[attr-defined]
        self.server.requests.clear()  # type: ignore[attr-defined]
        return found

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

