"""What the pods of the Jobs look like, as far as a tenant may say."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from repository_index_api.schema import NOT_BUILT, ApiModel, between, rule, validated

LabelValue = Annotated[str, Field(max_length=63)]
Quantity = Annotated[
    int | str,
    Field(
        json_schema_extra={
            "x-kubernetes-int-or-string": True,
            # Bounds what the rule can cost, which the API server reckons beforehand.
            "maxLength": 32,
            **validated(
                rule(
                    "isQuantity(string(self)) && !quantity(string(self)).isLessThan(quantity('0'))",
                    "must be a quantity that is not negative, for instance 500m, 2 or 4Gi",
                )
            ),
        }
    ),
]


class Resources(ApiModel):
    """Compute resources of the container, as in a pod."""

    requests: dict[str, Quantity] = Field(
        default={}, max_length=16, description="What the scheduler sets aside."
    )
    limits: dict[str, Quantity] = Field(
        default={}, max_length=16, description="What the container may use at most."
    )


class Toleration(ApiModel):
    """A taint that the pod tolerates, as in a pod."""

    key: str | None = Field(default=None, max_length=316, description="Taint key; none matches all keys.")
    operator: str | None = Field(default=None, max_length=16, description="Exists or Equal.")
    value: str | None = Field(default=None, max_length=63, description="Taint value to match.")
    effect: str | None = Field(
        default=None,
        max_length=32,
        description="NoSchedule, PreferNoSchedule or NoExecute; none matches all.",
    )
    toleration_seconds: int | None = Field(
        default=None, description="How long a NoExecute taint is tolerated."
    )


ALLOWED_VARIABLES = (
    *("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"),
    *("http_proxy", "https_proxy", "no_proxy", "all_proxy"),
    "TZ",
)
"""The pod holds credentials that the author of the resource may not read, and any other variable may make the
loader, the resolver, Python, git, ssh, OpenSSL or libpq run or trust something else."""


class EnvironmentVariable(ApiModel):
    """A variable of the container; only plain values, for a reference could read any Secret."""

    name: str = Field(
        min_length=1,
        max_length=253,
        description="Name of the variable.",
        json_schema_extra=validated(
            rule(
                f"self in {list(ALLOWED_VARIABLES)}",
                f"is not one of the variables that may be set: {', '.join(ALLOWED_VARIABLES)}",
            )
        ),
    )
    value: str = Field(default="", max_length=4_096, description="Its value, taken as it is written.")


class JobTemplate(ApiModel):
    """What the pods of the Jobs look like."""

    resources: Resources | None = Field(
        default=None, description="Compute resources. Default: the operator's setting."
    )
    memory_growth: float = Field(
        default=1.5,
        description="After OOMKilled the next attempt gets so many times the memory, limit and request; 1: no"
        " more than before.",
        json_schema_extra=validated(rule("self >= 1.0 && self <= 16.0", "must be from 1 to 16")),
    )
    max_memory: Quantity | None = Field(
        default=None, description="Upper bound of the memory limit after OOMKilled. Default: none."
    )
    scratch_size: Quantity = Field(
        default="10Gi", description="Size limit of the volume that holds the check-out."
    )
    node_selector: dict[str, LabelValue] = Field(
        default={}, max_length=64, description="Labels that the node must have."
    )
    tolerations: list[Toleration] = Field(default=[], max_length=64, description="Taints that are tolerated.")
    affinity: dict[str, Any] | None = Field(
        default=None,
        description="Affinity, as in a pod.",
        json_schema_extra={"x-kubernetes-preserve-unknown-fields": True},
    )
    priority_class_name: str | None = Field(
        default=None, max_length=253, description="PriorityClass of the pods."
    )
    env: list[EnvironmentVariable] = Field(
        default=[],
        max_length=len(ALLOWED_VARIABLES),
        description="Environment variables: proxy settings and TZ.",
        json_schema_extra={"x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"]},
    )
    labels: dict[str, LabelValue] = Field(
        default={}, max_length=64, description="Further labels of the Job; its pods do not get them."
    )
    annotations: dict[str, Annotated[str, Field(max_length=4_096)]] = Field(
        default={},
        max_length=64,
        description="Further annotations of the Job; its pods do not get them.",
    )
    workers: int | None = Field(
        default=None,
        description="Parsing processes. Default: as many as the container has processors.",
        json_schema_extra=between(1, 64),
    )
    image: str | None = Field(default=None, description="Image of the indexer.", json_schema_extra=NOT_BUILT)
    service_account_name: str | None = Field(
        default=None, description="ServiceAccount of the pods.", json_schema_extra=NOT_BUILT
    )
