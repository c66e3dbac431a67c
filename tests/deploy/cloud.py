"""AWS on loopback: a server that records every request and has moto answer it.

What moto lacks is answered here: the operations of `OWN`, global datastores (`stores`), and that what is removed is gone in the end
(`UNFINISHED`: moto leaves it "deleting" for ever). It also refuses, as AWS does, what came too early.
"""

import json
import logging
import re
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

import botocore.session
from moto.server import ThreadedMotoServer
from refusal import Refusal
from stores import Stores


@dataclass
class Kind:
    """Something that moto does not keep, or does not finish removing."""

    describe: str
    listed: str
    name: str
    missing: str
    delete: str
    creates: dict[str, str] = field(default_factory=dict)
    wrapper: str = ""
    status: tuple[str, str, str] = ("", "", "")


KINDS = [
    Kind("DescribeUserGroups", "UserGroups", "UserGroupId", "UserGroupNotFound", "DeleteUserGroup",
         {"CreateUserGroup": "UserGroupId"}, "", ("Status", "creating", "active")),
    Kind("DescribeCacheParameterGroups", "CacheParameterGroups", "CacheParameterGroupName", "CacheParameterGroupNotFound",
         "DeleteCacheParameterGroup", {"CreateCacheParameterGroup": "CacheParameterGroupName"}, "CacheParameterGroup"),
    Kind("DescribeServerlessCaches", "ServerlessCaches", "ServerlessCacheName", "ServerlessCacheNotFoundFault",
         "DeleteServerlessCache", {"CreateServerlessCache": "ServerlessCacheName"}, "ServerlessCache",
         ("Status", "creating", "available")),
    Kind("DescribeSnapshots", "Snapshots", "SnapshotName", "SnapshotNotFoundFault", "DeleteSnapshot",
         {"CreateSnapshot": "SnapshotName", "CopySnapshot": "TargetSnapshotName"}, "Snapshot",
         ("SnapshotStatus", "creating", "available")),
    Kind("DescribeReservedCacheNodes", "ReservedCacheNodes", "ReservedCacheNodeId", "ReservedCacheNodeNotFound", "",
         {"PurchaseReservedCacheNodesOffering": "ReservedCacheNodeId"}, "ReservedCacheNode"),
]  # fmt: skip
# Operations that are answered here although they are not about a kind of their own.
OWN_TOO = {"DeleteCacheSubnetGroup"}
OWN = {name for kind in KINDS for name in (kind.describe, kind.delete, *kind.creates) if name} | OWN_TOO
# Removals that moto begins and never ends, with what describes the thing afterwards.
UNFINISHED = {
    "DeleteUser": ("DescribeUsers", "UserId", "UserNotFound"),
    "DeleteReplicationGroup": ("DescribeReplicationGroups", "ReplicationGroupId", "ReplicationGroupNotFoundFault"),
    "DeleteCacheCluster": ("DescribeCacheClusters", "CacheClusterId", "CacheClusterNotFound"),
    "DeleteCacheSubnetGroup": ("DescribeCacheSubnetGroups", "CacheSubnetGroupName", "CacheSubnetGroupNotFoundFault"),
}
READS = re.compile("Describe|List|Get")


@dataclass
class Call:
    """A request that arrived."""

    operation: str
    region: str
    # The query protocol's pairs, or the JSON body with the identifier of the path.
    parameters: dict[str, Any]
    # Why it was refused.
    refused: str = ""

    @property
    def reads(self) -> bool:
        return bool(READS.match(self.operation))


def operation(method: str, path: str, pairs: dict[str, str]) -> tuple[str, str]:
    """The operation and, of DSQL, the identifier in the path."""
    if "Action" in pairs:
        return pairs["Action"], ""
    path = path.split("?")[0]
    if path.startswith("/stream/"):
        identifier = path.removeprefix("/stream/")
        names = {"POST": ("CreateStream", ""), "GET": ("ListStreams", "GetStream"), "DELETE": ("", "DeleteStream")}
        return names[method]["/" in identifier], identifier
    identifier = path.removeprefix("/cluster").strip("/")
    names = {
        "POST": ("CreateCluster", "UpdateCluster"),
        "GET": ("ListClusters", "GetCluster"),
        "DELETE": ("", "DeleteCluster"),
    }
    return names[method][bool(identifier)], identifier


def named(operation: str, identifier: str) -> dict[str, str]:
    """The members of a request of DSQL that are in its path."""
    if not identifier:
        return {}
    if operation.endswith(("Stream", "Streams")):
        return dict(zip(("clusterIdentifier", "streamIdentifier"), identifier.split("/"), strict=False))
    return {"identifier": identifier}


class Cloud:
    """The server, on a port that the kernel picks."""

    def __init__(self) -> None:
        self.model = botocore.session.get_session().get_service_model("elasticache")
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.moto.start()
        host, port = self.moto.get_host_and_port()
        self.behind = f"http://{host}:{port}"
        cloud = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args: Any) -> None:
                pass

            def answer(self) -> None:
                cloud.answer(self)

            do_GET = do_POST = do_DELETE = answer

        class Server(ThreadingHTTPServer):
            daemon_threads = True

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.lock = threading.Lock()
        self.reset()
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def reset(self) -> None:
        """Forgets everything."""
        self.calls: list[Call] = []
        # What is kept here, by Region, description and name: members and how often somebody looked.
        self.things: dict[tuple[str, str, str], dict[str, Any]] = {}
        # What moto keeps: by Region, description and name, and how often somebody looked since it was removed.
        self.moto_things: dict[tuple[str, str, str], int | None] = {}
        self.clusters: list[dict[str, Any]] = []
        # Streams that were made and not removed.
        self.streams: set[str] = set()
        self.stores = Stores()
        self.refuse: dict[str, str] = {}
        urllib.request.urlopen(urllib.request.Request(f"{self.behind}/moto-api/reset", method="POST")).read()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.moto.stop()

    def left(self) -> list[str]:
        """What was made and not removed."""
        kept = [f"{key[1]} {key[2]}" for key in self.things]
        kept += [f"{key[1]} {key[2]}" for key, looks in self.moto_things.items() if looks is None]
        kept += [f"stream {identifier}" for identifier in self.streams] + self.stores.left()
        return kept + [cluster["identifier"] for cluster in self.clusters if not cluster.get("removed")]

    def take(self) -> list[Call]:
        found, self.calls = self.calls, []
        return found

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        with self.lock:
            kind, status, text = self.respond(handler.command, handler.path, handler.headers, body)
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(text)))
        handler.end_headers()
        handler.wfile.write(text)

    def respond(self, method: str, path: str, headers: Any, body: bytes) -> tuple[str, int, bytes]:
        pairs = dict(parse_qsl(body.decode(), keep_blank_values=True)) if b"Action=" in body else {}
        name, identifier = operation(method, path, pairs)
        found = re.search(r"Credential=[^/]+/\d{8}/([^/]*)/", headers.get("Authorization", ""))
        region = found[1] if found else ""
        parameters: dict[str, Any] = {k: v for k, v in pairs.items() if k not in ("Action", "Version")}
        if not pairs:
            parameters = json.loads(body) if body else {}
            parameters.update(named(name, identifier))
        call = Call(name, region, parameters)
        self.calls.append(call)
        try:
            if name in self.refuse:
                raise Refusal(self.refuse[name], "You are not allowed to do this.")
            self.judge(call)
            inner = self.stores.answer(name, region, parameters)
            if inner is not None:
                return "text/xml", 200, self.xml(name, inner)
            if name in OWN:
                return "text/xml", 200, self.own(call)
            self.before(call)
        except Refusal as refusal:
            call.refused = refusal.code
            if not pairs:
                return "application/json", 403, json.dumps({"__type": refusal.code, "message": refusal.message}).encode()
            text = f"<ErrorResponse><Error><Code>{refusal.code}</Code><Message>{refusal.message}</Message></Error></ErrorResponse>"
            return "text/xml", 400, text.encode()
        return self.forward(call, method, path, headers, body)

    def judge(self, call: Call) -> None:
        """Refuses what came too early, as AWS does."""

        def listed(member: str) -> list[str]:
            return [v for k, v in call.parameters.items() if k.split(".")[0] == member]

        def status(describe: str, name: str) -> str:
            thing = self.things.get((call.region, describe, name.lower()))
            return thing["looks"][1] if thing else ""

        if call.operation == "CreateUserGroup":
            for user in listed("UserIds"):
                key = (call.region, "DescribeUsers", user.lower())
                if user != "default" and self.moto_things.get(key, 0) is not None:
                    raise Refusal("UserNotFound", f"{user} does not exist")
        if call.operation == "CreateReplicationGroup":
            for group in listed("UserGroupIds"):
                key = (call.region, "DescribeUserGroups", group.lower())
                if key in self.things and status("DescribeUserGroups", group) != "active":
                    raise Refusal("InvalidUserGroupState", f"{group} is not active")
        if call.operation == "CopySnapshot" and status("DescribeSnapshots", call.parameters["SourceSnapshotName"]) != "available":
            raise Refusal("InvalidSnapshotState", "the source is not available")
        if call.operation == "DeleteUser":
            for thing in self.things.values():
                if call.parameters["UserId"] in [v for k, v in thing["parameters"].items() if k.startswith("UserIds.")]:
                    raise Refusal("InvalidUserState", "the user is in a group")
        if call.operation == "DeleteUserGroup":
            for key, looks in self.moto_things.items():
                if key[1] == "DescribeReplicationGroups" and (looks is None or looks < 2):
                    raise Refusal("InvalidUserGroupState", "the group is in use")

    def own(self, call: Call) -> bytes:
        """The answer of an operation that moto lacks."""
        for kind in KINDS:
            if call.operation in kind.creates:
                name = call.parameters[kind.creates[call.operation]]
                key = (call.region, kind.describe, name.lower())
                if key in self.things:
                    raise Refusal(f"{kind.wrapper or 'UserGroup'}AlreadyExists")
                status = kind.status
                self.things[key] = {"parameters": call.parameters, "name": name, "kind": kind, "looks": [0, status[1]]}
                return self.xml(call.operation, self.described(kind, self.things[key], call.operation))
            name = call.parameters.get(kind.name, "")
            key = (call.region, kind.describe, name.lower())
            if call.operation in (kind.describe, kind.delete):
                thing = self.things.get(key)
                if thing is None:
                    raise Refusal(kind.missing, f"{name} not found")
                if call.operation == kind.delete:
                    del self.things[key]
                    return self.xml(call.operation, "")
                thing["looks"][0] += 1
                if thing["looks"][0] > 1:
                    thing["looks"][1] = kind.status[2]
                inner = f"<{kind.listed}><member>{self.described(kind, thing, '')}</member></{kind.listed}>"
                return self.xml(call.operation, inner)
        self.remove(call)
        return self.xml(call.operation, "")

    def described(self, kind: Kind, thing: dict[str, Any], created: str) -> str:
        """What AWS says about a thing, as XML."""
        shape = self.model.operation_model(kind.describe).output_shape.members[kind.listed].member
        text = ""
        for member, inner in shape.members.items():
            values = [v for k, v in thing["parameters"].items() if k.split(".")[0] == member]
            if member == kind.name:
                values = [thing["name"].lower()]
            elif member == kind.status[0]:
                values = [thing["looks"][1]]
            elif member == "Engine":
                # However it is asked for.
                values = [value.lower() for value in values]
            if not values or inner.type_name == "structure":
                continue
            if inner.type_name == "list" and inner.member.type_name == "string":
                text += f"<{member}>" + "".join(f"<member>{escape(v)}</member>" for v in values) + f"</{member}>"
            elif inner.type_name != "list":
                text += f"<{member}>{escape(values[0])}</{member}>"
        wrapper = kind.wrapper if created else ""
        return f"<{wrapper}>{text}</{wrapper}>" if wrapper else text

    @staticmethod
    def xml(name: str, inner: str) -> bytes:
        return f"<{name}Response><{name}Result>{inner}</{name}Result></{name}Response>".encode()

    def remove(self, call: Call) -> None:
        describe, member, missing = UNFINISHED[call.operation]
        key = (call.region, describe, call.parameters[member].lower())
        if self.moto_things.get(key, 0) is not None:
            raise Refusal(missing)
        # A subnet group is gone at once, everything else is there for one more look.
        self.moto_things[key] = 1 if describe == "DescribeCacheSubnetGroups" else 0

    def before(self, call: Call) -> None:
        """Ends what moto never ends."""
        for describe, member, missing in UNFINISHED.values():
            if call.operation == describe and member in call.parameters:
                key = (call.region, describe, call.parameters[member].lower())
                looks = self.moto_things.get(key)
                if looks is not None:
                    self.moto_things[key] = looks + 1
                    if looks >= 1:
                        self.moto_things[key] = 2
                        raise Refusal(missing, "not found")
        if call.operation in UNFINISHED:
            self.remove(call)

    def forward(self, call: Call, method: str, path: str, headers: Any, body: bytes) -> tuple[str, int, bytes]:
        """Moto's answer; notes what it made."""
        kept = {k: v for k, v in headers.items() if k.lower() not in ("content-length", "connection", "host", "expect")}
        request = urllib.request.Request(self.behind + path, data=body or None, headers=kept, method=method)
        try:
            with urllib.request.urlopen(request) as response:
                kind, status, text = response.headers.get("Content-Type", ""), response.status, response.read()
        except urllib.error.HTTPError as error:
            call.refused = str(error.code)
            return error.headers.get("Content-Type", ""), error.code, error.read()
        for describe, member, _ in UNFINISHED.values():
            if call.operation == describe.replace("Describe", "Create").removesuffix("s"):
                self.moto_things[call.region, describe, call.parameters[member].lower()] = None
        if call.operation == "CreateCluster":
            self.clusters.append(json.loads(text))
        if call.operation == "CreateStream":
            self.streams.add(json.loads(text)["streamIdentifier"])
        if call.operation == "DeleteStream":
            self.streams.discard(call.parameters["streamIdentifier"])
        if call.operation == "DeleteCluster":
            for cluster in self.clusters:
                if cluster["identifier"] == call.parameters["identifier"]:
                    cluster["removed"] = True
        return kind, status, text
