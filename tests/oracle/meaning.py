"""What a request means: a sorted list of names and values, whoever sent it."""

import collections
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import botocore.auth
import botocore.awsrequest
import botocore.config
import botocore.session
from botocore.compat import HTTPHeaders
from botocore.credentials import Credentials
from capture import Request, success
from documents import Case

Pairs = list[tuple[str, str]]

SIGNATURE = {
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
}
KEY = "AKIDEXAMPLE"
SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
SESSION = botocore.session.get_session()
SESSION.set_credentials(KEY, SECRET_KEY)


class Unreadable(Exception):
    """A text is no request."""


def leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """The leaves of a JSON value, each with its path."""
    if isinstance(value, dict) and value:
        for key, child in value.items():
            yield from leaves(child, f"{path}/{key}")
    elif isinstance(value, list) and value:
        for i, child in enumerate(value):
            yield from leaves(child, f"{path}/{i}")
    else:
        yield path, json.dumps(value)


def meaning(case: Case, request: Request) -> Pairs:
    """The names and values of a request; idempotency tokens that the case does not give are left out."""
    parts = urlsplit(request.target)
    pairs = [(f"?{k}", v) for k, v in pairs_of(parts.query)]
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/x-www-form-urlencoded"):
        pairs += pairs_of(request.body.decode("latin-1"))
    elif request.body:
        pairs.append(("@type", kind.partition(";")[0]))
        pairs += leaves(json.loads(request.body), "")
    pairs += [("@method", request.method), ("@path", parts.path)]
    tokens = {
        spelling
        for name, shape in shape_of(case).members.items()
        if shape.metadata.get("idempotencyToken") and name not in case.parameters
        for wire in [shape.serialization.get("name", name)]
        for spelling in (wire, f"/{wire}", f"?{wire}")
    }
    kept = [pair for pair in pairs if pair[0] not in tokens]
    # A body of nothing but a token is an empty body.
    if request.body and kind.startswith("application/json") and not any(n.startswith("/") for n, _ in kept):
        kept = [*[pair for pair in kept if pair[0] != ""], ("", "{}")]
    return sorted(kept)


def pairs_of(text: str) -> Pairs:
    return parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text), separator="&", errors="strict")


def shape_of(case: Case) -> Any:
    return SESSION.get_service_model(case.service).operation_model(case.operation).input_shape


CLIENTS: dict[tuple[str, str], Any] = {}


def reference(case: Case) -> tuple[Request, str]:
    """The request that botocore makes of the parameters, and the host that it would go to."""
    client = CLIENTS.get((case.service, case.region))
    if client is None:
        client = SESSION.create_client(case.service, region_name=case.region)
        CLIENTS[case.service, case.region] = client
    sent: list[Any] = []

    def stop(request: Any, **_: Any) -> Any:
        sent.append(request)
        answer = botocore.awsrequest.AWSResponse(request.url, 200, {}, None)
        body = request.body or b""
        answer._content = success(body.encode() if isinstance(body, str) else body)[1]
        return answer

    client.meta.events.register_first("before-send", stop, unique_id="oracle")
    try:
        method = client.meta.method_to_api_mapping
        name = next(python for python, api in method.items() if api == case.operation)
        getattr(client, name)(**case.parameters)
    finally:
        client.meta.events.unregister("before-send", unique_id="oracle")
    request = sent[0]
    parts = urlsplit(request.url)
    headers = {
        k.lower(): v.decode() if isinstance(v, bytes) else str(v) for k, v in request.headers.items()
    }
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    body = request.body or b""
    return Request(request.method, target, headers, body.encode() if isinstance(body, str) else body), parts.netloc


def revealed(text: str, environment: dict[str, str]) -> str:
    """Secrets' placeholders replaced by their encoded values."""
    for name, value in environment.items():
        text = text.replace(f"<{name}>", quote(value, safe="-._~"))
    return text


def api(case: Case, text: str) -> tuple[Request, str]:
    """The request that an `api` text shows, and its host."""
    if not text.startswith("https://"):
        return http(text)
    lines = text.split("\n")
    if lines[-1] != "" or not all(re.fullmatch(r"    [?&]\S+", line) for line in lines[1:-1]):
        raise Unreadable(f"laid out unlike a request: {text!r}")
    signature = [line for line in lines[1:-1] if line[5:].partition("=")[0] in SIGNATURE]
    kept = [line[4:] for line in lines[1:-1] if line not in signature]
    if {line[5:].partition("=")[0] for line in signature} != SIGNATURE or lines[-7:-1] != signature:
        raise Unreadable("signature parameters are missing or not at the end")
    names = [line[1:].partition("=")[0] for line in kept]
    top = [name.partition(".")[0] for name in names]
    if names[0] != "Action" or top[1:] != sorted(top[1:]):
        raise Unreadable(f"not in order of name: {names}")
    url = revealed(lines[0] + "".join(kept), case.environment)
    if not re.fullmatch(r"https://[a-z0-9.-]+/\?(?:[A-Za-z0-9\-._~&=]|%[0-9A-F]{2})+", url):
        raise Unreadable(f"no URL: {url!r}")
    parts = urlsplit(url)
    headers = {"content-type": "application/x-www-form-urlencoded"}
    return Request("POST", parts.path, headers, parts.query.encode()), parts.netloc


def http(text: str) -> tuple[Request, str]:
    head, blank, body = text.partition("\n\n")
    first, *lines = head.split("\n")
    found = re.fullmatch(r"([A-Z]+) (/\S*) HTTP/1\.1", first)
    if not found or not blank:
        raise Unreadable(f"no HTTP request: {text!r}")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    if headers["x-amz-date"] != "<date>" or "<signature>" not in headers["authorization"]:
        raise Unreadable("the signature's placeholders are missing")
    return Request(found[1], found[2], headers, body.strip().encode()), headers["host"]


def is_signed(request: Request) -> bool:
    """Whether the signature is the one that botocore computes for what arrived."""
    found = re.search(r"SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)", request.headers.get("authorization", ""))
    if not found:
        return False
    names = found[1].split(";")
    region, service = request.scope

    class Signer(botocore.auth.SigV4Auth):  # type: ignore[misc]
        def headers_to_sign(self, _: Any) -> HTTPHeaders:
            headers = HTTPHeaders()
            for name in names:
                headers[name] = request.headers.get(name, "")
            return headers

    # Tokens that the signature covers must have been sent.
    if not {"host", "x-amz-date"} <= set(names) or not set(names) <= set(request.headers):
        return False
    url = f"http://{request.headers['host']}{request.target}"
    made = botocore.awsrequest.AWSRequest(request.method, url, data=request.body)
    made.context["timestamp"] = request.headers["x-amz-date"]
    signer = Signer(Credentials(KEY, SECRET_KEY), service, region)
    return bool(signer.signature(signer.string_to_sign(made, signer.canonical_request(made)), made) == found[2])


def differences(expected: Pairs, actual: Pairs) -> list[str]:
    """Lines of what is missing and what is too much."""
    missing = collections.Counter(expected) - collections.Counter(actual)
    extra = collections.Counter(actual) - collections.Counter(expected)
    lines = [f"- {name} = {ascii(value)[:300]}" for name, value in sorted(missing.elements())]
    return lines + [f"+ {name} = {ascii(value)[:300]}" for name, value in sorted(extra.elements())]
