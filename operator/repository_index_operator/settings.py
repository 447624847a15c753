"""The operator's settings: environment variables, which the chart sets."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from repository_index_api.v1alpha1.job_template import Resources
from repository_index_operator.addresses import Network
from repository_index_operator.job_manifest import JobDefaults


class Settings(BaseSettings):
    """One environment variable for each field, by its name in capitals: `INDEXER_IMAGE`, ..."""

    model_config = SettingsConfigDict(frozen=True)

    indexer_image: str = Field(description="Image of the pods of the index Jobs.")
    indexer_image_pull_policy: Literal["Always", "IfNotPresent", "Never"] = "IfNotPresent"
    indexer_resources: Resources = Field(
        default=Resources(), description="Compute resources of the pods whose spec names none; JSON."
    )
    operator_namespaces: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Namespaces to watch, separated by commas; empty: all."
    )
    operator_limits_file: Path | None = Field(
        default=None,
        description='JSON: {"jobs": N, "jobsPerNamespace": M}, how many Jobs may run at a time in all and in'
        " one namespace; 0: any number. Read anew while the operator runs.",
    )
    operator_lease_namespace: str = Field(
        default="",
        description="Namespace of the Lease that elects one of several replicas; empty: there is one only.",
    )
    operator_workers: int = Field(default=16, ge=1, description="Resources that are worked on at a time.")
    operator_progress_seconds: float = Field(
        default=2.0, gt=0, description="How often the progress of running pods is read."
    )
    operator_sweep_seconds: float = Field(
        default=300.0, gt=0, description="How often everything is listed, to heal what the watches missed."
    )
    operator_lost_node_seconds: float = Field(
        default=180.0,
        ge=0,
        description="How long a pod that was to end may hang on a node that is not ready, before it is"
        " deleted by force: until then its Job makes no other one.",
    )
    operator_http_port: int = Field(default=8080, description="Port of /metrics, /healthz and /readyz.")
    operator_look_networks: Annotated[tuple[Network, ...], NoDecode] = Field(
        default=(),
        description="Networks, separated by commas, in which the operator itself looks for moved commits,"
        " beside all public addresses.",
    )
    operator_webhook_secret_file: Path | None = Field(
        default=None,
        description="The webhook's master secret; none: there is no webhook. Read anew each time.",
    )
    operator_webhook_port: int = Field(default=8081, description="Port of /webhook/NAMESPACE.")
    operator_log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("operator_namespaces", "operator_look_networks", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return value

    @property
    def job_defaults(self) -> JobDefaults:
        """What these settings say about every Job."""
        return JobDefaults(
            image=self.indexer_image,
            image_pull_policy=self.indexer_image_pull_policy,
            resources=self.indexer_resources,
            lost_after=timedelta(seconds=self.operator_lost_node_seconds),
        )
