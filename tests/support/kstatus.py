"""What kstatus says of an object: the rules by which Flux and Helm judge a custom resource.

They are those of sigs.k8s.io/cli-utils v0.37.2, pkg/kstatus/status: checkGenericProperties (generic.go),
then checkReadyCondition (status.go), for a kind of which it has no rules of its own. The copy that Flux and
Helm use, github.com/fluxcd/cli-utils v1.2.2, has the same ones.
"""

from __future__ import annotations

from typing import Any


def kstatus(resource: dict[str, Any]) -> str:
    """Current, InProgress, Failed or Terminating."""
    metadata, status = resource["metadata"], resource.get("status") or {}
    if metadata.get("deletionTimestamp"):
        return "Terminating"
    if (
        "generation" in metadata
        and status.get("observedGeneration", metadata["generation"]) != metadata["generation"]
    ):
        return "InProgress"
    conditions = status.get("conditions") or []
    for condition in conditions:
        if condition["type"] == "Reconciling" and condition["status"] == "True":
            return "InProgress"
        if condition["type"] == "Stalled" and condition["status"] == "True":
            return "Failed"
    for condition in conditions:
        if condition["type"] == "Ready":
            return "Current" if condition["status"] == "True" else "InProgress"
    return "Current"
