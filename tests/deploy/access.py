"""Whether the policy of a deployment lets through what its scripts send, and nothing else."""

from typing import Any

import botocore.session
from policy_sentry.analysis.expand import determine_actions_to_expand

# What IAM checks beside the request that is sent: no script sends these by themselves.
BESIDE = {
    "elasticache:AddTagsToResource": "requests that make something carry tags",
    "dsql:TagResource": "requests that make something carry tags",
    "dsql:PutClusterPolicy": "a cluster is made with a policy",
    "dsql:PutMultiRegionProperties": "a cluster is made for several Regions",
    "dsql:AddPeerCluster": "a cluster is linked to its peer",
    "dsql:RemovePeerCluster": "an update of a cluster of several Regions may drop a peer",
    "dsql:PutWitnessRegion": "a cluster has a witness",
}
OURS = ("elasticache", "dsql")


def allowed(policy: dict[str, Any]) -> set[str]:
    """The actions of ElastiCache and Aurora DSQL that a policy allows, wildcards written out."""
    actions: set[str] = set()
    for statement in policy["Statement"]:
        assert statement["Effect"] == "Allow" and statement["Resource"], statement
        plain = [action for action in statement["Action"] if "*" not in action]
        wide = [action for action in statement["Action"] if "*" in action]
        actions.update(plain, determine_actions_to_expand(wide) if wide else [])
    return {action for action in actions if action.split(":")[0] in OURS}


def service(operation: str) -> str:
    """The service of an operation; the two have none of the same name."""
    session = botocore.session.get_session()
    (found,) = [name for name in OURS if operation in session.get_service_model(name).operation_names]
    return found


def difference(policy: dict[str, Any], operations: set[str]) -> str | None:
    """In what a policy differs from the requests that were recorded."""
    sent = {f"{service(operation)}:{operation}" for operation in operations}
    found = allowed(policy)
    missing, surplus = sent - found, found - sent - set(BESIDE)
    texts = [f"refuses {sorted(missing)}" if missing else "", f"allows more: {sorted(surplus)}" if surplus else ""]
    return "; ".join(filter(None, texts)) or None
