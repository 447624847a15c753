"""What the models need to become a CRD: bounds as CEL rules, and the mark of what is not built yet.

Bounds that a person may run into are CEL rules with a sentence that says what to write instead, not
`minimum` or `pattern`, whose messages only repeat the bound.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

NOT_BUILT: dict[str, Any] = {"x-not-built": True}
"""Marks a field whose behaviour does not exist yet: the generator leaves it out of the CRD, so that the API
server refuses it instead of accepting and ignoring it."""


def rule(expression: str, message: str) -> dict[str, str]:
    """A CEL rule of the CRD: what must be true, and what `kubectl apply` says where it is not."""
    return {"rule": expression, "message": message}


def validated(*rules: dict[str, str]) -> dict[str, Any]:
    """The schema extension that carries CEL `rules`.

    https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
    """
    return {"x-kubernetes-validations": list(rules)}


def between(low: int, high: int, why: str = "") -> dict[str, Any]:
    """A number's bounds, in words."""
    return validated(rule(f"self >= {low} && self <= {high}", f"must be from {low} to {high}{why}"))


class ApiModel(BaseModel):
    """Python's names in the code, Kubernetes' camelCase in the manifest; unknown fields are ignored."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True)
