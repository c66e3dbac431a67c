"""Whether what we say beside a request is true: the policy that lets it run, and the example of its answer."""

import re
from typing import Any

import botocore.session
from botocore.validate import ParamValidator
from documents import Case
from policy_sentry.analysis.expand import determine_actions_to_expand
from policy_sentry.querying.actions import get_action_data

# Whether it is there already, and how far it is; what AWS names is looked for in lists.
LOOKING = re.compile(r":(Describe\w+|GetCluster|GetStream|ListClusters|ListStreams)$")
# Operations that the Service Authorization Reference does not list under their own name.
UNLISTED = {
    "elasticache:PrepareMigration",
    "elasticache:StopMigration",
    "dsql:CreateStream",
    "dsql:DeleteStream",
    "dsql:GetStream",
    "dsql:ListStreams",
}


def policy(case: Case, document: dict[str, Any]) -> list[str]:
    """What is wrong with the policy of a case: it parses, knows its actions, and lets the call through."""
    problems = []
    statements = document["Statement"]
    if document["Version"] != "2012-10-17" or not statements:
        return ["no policy"]
    sids = [statement["Sid"] for statement in statements]
    if len(set(sids)) != len(sids) or not all(sid.isalnum() and sid.isascii() for sid in sids):
        problems.append(f"Sids {sids}")
    called = f"{case.service}:{case.operation}"
    own = []
    for statement in statements:
        if set(statement) - {"Sid", "Effect", "Action", "Resource", "Condition"} or statement["Effect"] != "Allow":
            problems.append(f"statement {statement}")
        expanded = determine_actions_to_expand(statement["Action"])
        if sorted(a.lower() for a in expanded) != sorted(a.lower() for a in statement["Action"]):
            problems.append(f"a wildcard in {statement['Action']}")
        for action in statement["Action"]:
            service, name = action.split(":")
            if action not in UNLISTED and not get_action_data(service, name):
                problems.append(f"IAM knows no {action}")
            if service == case.service:
                own.append(action)
        for resource in statement["Resource"]:
            if resource != "*" and not (resource.startswith("arn:") and len(resource.split(":")) >= 6):
                problems.append(f"no ARN: {resource}")
    if called not in own:
        problems.append(f"does not let {called} through")
    beside = {a for a in own if a != called}
    operations = {f"{case.service}:{name}" for name in botocore.session.get_session().get_service_model(case.service).operation_names}
    # What is beside the call is no call of its own, but for tags and policies that the call sets, and looking.
    allowed = ("AddTagsToResource", "TagResource", "PutClusterPolicy")
    surplus = {a for a in beside & operations if a.split(":")[1] not in allowed and not LOOKING.search(a)}
    if surplus:
        problems.append(f"lets more through: {sorted(surplus)}")
    return problems


def example(case: Case, answer: dict[str, Any]) -> list[str]:
    """What is wrong with an answer's example: names and types are those of botocore's output shape."""
    model = botocore.session.get_session().get_service_model(case.service).operation_model(case.operation)
    shape = model.output_shape
    if shape is None:
        return [] if answer == {} else [f"answers nothing, but shows {answer}"]
    if shape.members and not answer:
        return ["an empty example"]
    problems = unknown(shape, answer, "")
    report = ParamValidator().validate(answer, shape)
    return problems + ([report.generate_report()] if report.has_errors() else [])


def unknown(shape: Any, value: Any, path: str) -> list[str]:
    """Members that the shape does not have, and values that its enumerations do not have."""
    if shape.type_name == "structure" and isinstance(value, dict):
        problems = [f"{path}.{name} is unknown" for name in value if name not in shape.members]
        return problems + [p for n, v in value.items() if n in shape.members for p in unknown(shape.members[n], v, f"{path}.{n}")]
    if shape.type_name == "list" and isinstance(value, list):
        return [p for i, item in enumerate(value) for p in unknown(shape.member, item, f"{path}[{i}]")]
    if shape.type_name == "string" and shape.enum and value not in shape.enum:
        return [f"{path}: {value!r} is none of {shape.enum}"]
    return []
