"""Documents for every operation, made from the pinned botocore's model and from nothing of ours."""

import functools
import random
from dataclasses import dataclass, field
from typing import Any

import botocore.session

REGIONS = {"elasticache": ["us-west-2", "eu-central-1", "cn-north-1", "us-gov-west-1"], "dsql": ["us-east-1", "eu-west-2"]}

# Members whose value is given as an environment variable.
SECRETS = {"AuthToken", "Passwords"}

AWKWARD = [
    "two words",
    "it's",
    'say "hi"',
    "",
    "$HOME",
    "$(touch canary)",
    "`touch canary`",
    "100%",
    "%PATH%",
    "back\\slash",
    "trailing\\",
    "two\nlines",
    "line end\n",
    "-x",
    "--endpoint-url=http://127.0.0.1:1/",
    "file:///etc/hostname",
    "fileb:///etc/hostname",
    "http://127.0.0.1:1/",
    "https://127.0.0.1:1/",
    "a,b",
    "[a",
    "[a,b]",
    "{a}",
    '{"a": 1}',
    "Key=x,Value=y",
    "@/etc/hostname",
    "=",
    "a;b|c&d>e<f",
    "*?",
    "!x",
    "~",
    "#x",
    " both ends ",
    "tab\there",
    "äöü ß 日本 🎉",
    "\u200b\u202e\u2028\ufeff",
    "\x07\x1b[2J",
    "null",
    "true",
    "0x10",
    "+",
    "'\"'\\'\"",
    "\\'; touch canary; '",
    "\u2019; touch canary; \u2018",
    "a%0Ab&Action=x",
    "--",
    "<x>",
]


@dataclass
class Case:
    """A document of one request, what it stands for, and the environment it needs."""

    name: str
    service: str
    operation: str
    region: str
    # As boto3 takes them, secrets spelled out.
    parameters: Any
    # The same with secrets as environment variables.
    written: Any
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def mode(self) -> str:
        """What the values are like: the last word of the name."""
        return self.name.rpartition(".")[2]

    def document(self) -> dict[str, Any]:
        resource = {"service": self.service, "operation": self.operation, "parameters": self.written}
        return {"version": 1, "region": self.region, "resources": [resource]}

    def without(self, members: set[str]) -> "Case":
        """The case with some top-level members left out."""

        def cut(value: dict[str, Any]) -> dict[str, Any]:
            return {k: v for k, v in value.items() if k not in members}

        parts = (self.name, self.service, self.operation, self.region)
        return Case(*parts, cut(self.parameters), cut(self.written), self.environment)


class Maker:
    """Makes the parameters of one request."""

    def __init__(self, mode: str, seed: int):
        self.mode = mode
        self.n = seed
        self.environment: dict[str, str] = {}

    def next(self) -> int:
        self.n += 1
        return self.n

    def text(self, shape: Any, name: str) -> str:
        if shape.enum:
            return shape.enum[self.next() % len(shape.enum)]
        least = max(shape.metadata.get("min") or 0, 1 if shape.serialization.get("location") == "uri" else 0)
        if self.mode == "awkward":
            value = AWKWARD[self.next() % len(AWKWARD)]
        else:
            value = f"{name.lower()}-{self.next()}"
        return value + "x" * (least - len(value))

    def pair(self, shape: Any, name: str) -> tuple[Any, Any]:
        """A value as boto3 takes it and as the document writes it."""
        kind = shape.type_name
        if kind == "structure":
            return self.structure(shape)
        if kind == "list":
            least = shape.metadata.get("min") or 0
            n = max(least, self.next() % 4 if self.mode == "awkward" else 2)
            pairs = [self.pair(shape.member, name) for _ in range(n)]
            return [p for p, _ in pairs], [w for _, w in pairs]
        if kind == "map":
            keys = ["Name", "a b" if self.mode == "awkward" else "team"]
            pairs = {key: self.pair(shape.value, key) for key in keys}
            return {k: p for k, (p, _) in pairs.items()}, {k: w for k, (_, w) in pairs.items()}
        if kind == "string":
            value = self.text(shape, name)
            if name not in SECRETS:
                return value, value
            variable = f"SECRET_{len(self.environment) + 1}"
            # No shell hands on an empty variable where one is asked for.
            value = value or "no secret"
            self.environment[variable] = value
            return value, {"$env": variable}
        value = self.plain(shape)
        return value, value

    def plain(self, shape: Any) -> Any:
        kind = shape.type_name
        awkward = self.mode == "awkward"
        if kind in ("integer", "long"):
            least = shape.metadata.get("min") or 0
            most = shape.metadata.get("max") or 2147483647
            return (least if self.next() % 2 else most) if awkward else least + 1
        if kind == "boolean":
            return self.next() % 2 == 0
        if kind == "timestamp":
            return "2026-11-20T08:00:00.5+02:00" if awkward else "2026-11-20T08:00:00Z"
        if kind in ("double", "float"):
            return 1.5
        raise ValueError(f"no value for a {kind}")

    def structure(self, shape: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        names = list(shape.members)
        if getattr(shape, "is_tagged_union", False):
            names = names[:1]
        elif self.mode == "required":
            names = [name for name in names if name in shape.required_members]
        pairs = {name: self.pair(shape.members[name], name) for name in names}
        return {k: p for k, (p, _) in pairs.items()}, {k: w for k, (_, w) in pairs.items()}


@functools.cache
def models() -> dict[str, Any]:
    session = botocore.session.get_session()
    return {name: session.get_service_model(name) for name in REGIONS}


def cases() -> list[Case]:
    """Three documents of every operation, and one of the richest operations for every awkward value."""
    found = []
    for service, model in models().items():
        for i, operation in enumerate(model.operation_names):
            shape = model.operation_model(operation).input_shape
            for mode in ("required", "everything", "awkward"):
                maker = Maker(mode, i * 5)
                parameters, written = maker.structure(shape)
                region = REGIONS[service][i % len(REGIONS[service])]
                name = f"{service}.{operation}.{mode}"
                found.append(Case(name, service, operation, region, parameters, written, maker.environment))
    return found + sweep()


def sweep() -> list[Case]:
    found = []
    for i, value in enumerate(AWKWARD):
        full = value or "x"
        group = {
            "ReplicationGroupId": full,
            "ReplicationGroupDescription": value,
            "SecurityGroupIds": [value],
            "CacheSecurityGroupNames": [value, value],
            "Tags": [{"Key": value, "Value": value}],
            "NodeGroupConfiguration": [{"Slots": value, "ReplicaAvailabilityZones": [value, value]}],
            "LogDeliveryConfigurations": [{"DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": value}}}],
        }
        cluster = {
            "policy": full,
            "tags": {full: value},
            "multiRegionProperties": {"witnessRegion": value, "clusters": [value, value]},
        }
        for service, operation, parameters in (
            ("elasticache", "CreateReplicationGroup", group),
            ("dsql", "CreateCluster", cluster),
        ):
            name = f"{service}.{operation}.awkward-{i + 1}"
            found.append(Case(name, service, operation, REGIONS[service][0], parameters, parameters))
    return found


def wild(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Documents that nobody checked: wrong types, unknown names, several requests, strange Regions."""
    rng = random.Random(seed)
    names = {service: list(model.operation_names) for service, model in models().items()}
    shapes = {
        (service, name): model.operation_model(name).input_shape
        for service, model in models().items()
        for name in names[service]
    }
    return [Wild(rng, names, shapes).document() for _ in range(count)]


class Wild:
    """Makes one such document."""

    def __init__(self, rng: random.Random, names: dict[str, list[str]], shapes: dict[tuple[str, str], Any]):
        self.rng = rng
        self.names = names
        self.shapes = shapes

    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = {"resources": [self.resource() for _ in range(self.rng.choice([1, 1, 1, 2, 4]))]}
        if self.rng.random() < 0.5:
            document["region"] = self.rng.choice(["us-east-1", "", "mars", self.string()])
        return document

    def resource(self) -> dict[str, Any]:
        service = self.rng.choice(["elasticache", "elasticache", "dsql"])
        operation = self.rng.choice(self.names[service])
        shape = self.shapes[service, operation]
        resource = {"service": service, "operation": operation, "parameters": self.like(shape)}
        if self.rng.random() < 0.05:
            resource["operation"] = self.string()
        if self.rng.random() < 0.05:
            resource["service"] = self.string()
        if self.rng.random() < 0.2:
            resource["region"] = self.rng.choice(["us-east-2", "eu-west-1", self.string()])
        return resource

    def like(self, shape: Any) -> Any:
        """Something like the shape."""
        if self.rng.random() < 0.02:
            return self.any(3)
        kind = shape.type_name
        if kind == "structure":
            value = {}
            for name, member in shape.members.items():
                if name in shape.required_members or self.rng.random() < 0.3:
                    value[name] = self.like(member)
            if self.rng.random() < 0.02:
                value[self.string()] = self.any(2)
            return value
        if kind == "list":
            return [self.like(shape.member) for _ in range(self.rng.choice([0, 1, 2, 2, 3, 7]))]
        if kind == "map":
            return {self.string(): self.like(shape.value) for _ in range(self.rng.randrange(4))}
        if kind == "string":
            return self.rng.choice(shape.enum) if shape.enum and self.rng.random() < 0.9 else self.string()
        if kind == "boolean":
            return self.rng.random() < 0.5
        if kind in ("integer", "long"):
            return self.number() if self.rng.random() < 0.3 else self.rng.randrange(-5, 100000)
        return self.string()

    def any(self, depth: int) -> Any:
        makers = [self.string, self.number, lambda: None, lambda: self.rng.random() < 0.5]
        if depth:
            makers.append(lambda: [self.any(depth - 1) for _ in range(self.rng.randrange(4))])
            makers.append(lambda: {self.string(): self.any(depth - 1) for _ in range(self.rng.randrange(4))})
        return self.rng.choice(makers)()

    def number(self) -> Any:
        return self.rng.choice([0, -1, 1.5, -2.25e-7, 1e300, 10**30, 6379, int("9" * 90)])

    def string(self) -> str:
        kind = self.rng.random()
        if kind < 0.3:
            return self.rng.choice(AWKWARD)
        if kind < 0.6:
            return "".join(self.rng.choice("abcxyz-0189.") for _ in range(self.rng.randrange(1, 30)))
        if kind < 0.9:
            alphabet = "ab '\"'\"\\\\\n\r\t\0{}[](),=:#%$`~é日🎉\u0301\u200d\u2028\ufeff\U000e0001\x7f\x85"
            return "".join(self.rng.choice(alphabet) for _ in range(self.rng.randrange(0, 12)))
        return self.rng.choice("ax'\"é ") * self.rng.randrange(60, 120)
