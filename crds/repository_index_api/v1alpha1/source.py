"""Where a repository is read from, and where its graph is written to."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from repository_index_api.schema import ApiModel, rule, validated

SecretName = Annotated[str, Field(min_length=1, max_length=253)]


class LocalSecret(ApiModel):
    """A Secret of the resource's namespace."""

    name: SecretName = Field(description="Name of a Secret in the same namespace.")


class GitSource(ApiModel):
    """A repository that git fetches."""

    url: str = Field(
        min_length=1,
        max_length=2_048,
        description="Address of the repository: https://, http://, ssh://, or user@host:path.",
        json_schema_extra=validated(
            rule(
                r"self.matches('^(https?|ssh)://[^/\\s-][^\\s]*$')"
                r" || self.matches('^[A-Za-z0-9_][A-Za-z0-9_.-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^\\s]+$')",
                "must begin with https://, http:// or ssh://, or have the form user@host:path",
            ),
            rule(
                "!self.matches('^[a-z]+://[^/@]*:[^/]*@')",
                "must not contain a password: put it into a Secret and name that in secretRef",
            ),
        ),
    )
    ref: str | None = Field(
        default=None,
        min_length=1,
        max_length=255,
        description="Branch, tag, full ref or commit. Default: the remote's HEAD.",
        json_schema_extra=validated(
            rule(
                r"self.matches('^[^-~^:?*\\[\\\\\\s][^~^:?*\\[\\\\\\s]*$') && !self.contains('..')",
                "must be a branch, a tag, a full ref such as refs/heads/main, or a commit's 40 hex digits",
            )
        ),
    )
    secret_ref: LocalSecret | None = Field(
        default=None,
        description="Credentials: username and password with hosts (the hosts that may see them), or"
        " ssh-privatekey with known_hosts.",
    )
    submodules: bool = Field(default=False, description="Whether submodules are checked out and indexed too.")


class PersistentVolumeClaimSource(ApiModel):
    """A repository or a plain folder on a volume, which is mounted read-only."""

    claim_name: SecretName = Field(description="Name of a PersistentVolumeClaim in the same namespace.")
    path: str = Field(
        default=".",
        min_length=1,
        max_length=4_096,
        description="Folder on the volume, relative to its root.",
        json_schema_extra=validated(
            rule(
                "!self.startsWith('/') && !self.matches('(^|/)[.][.](/|$)')",
                "must be relative to the volume's root and must not contain '..'",
            )
        ),
    )


class Source(ApiModel):
    """Where the repository is."""

    model_config = ConfigDict(
        json_schema_extra=validated(
            rule(
                "has(self.git) || has(self.persistentVolumeClaim)",
                "names no source: set spec.source.git.url, or spec.source.persistentVolumeClaim.claimName",
            ),
            rule(
                "!(has(self.git) && has(self.persistentVolumeClaim))",
                "names two sources: keep either spec.source.git or spec.source.persistentVolumeClaim",
            ),
        )
    )

    git: GitSource | None = Field(default=None, description="A repository that git fetches.")
    persistent_volume_claim: PersistentVolumeClaimSource | None = Field(
        default=None, description="A repository or folder on a volume."
    )


class DatabaseSecret(ApiModel):
    """Where the database's address and credentials stand."""

    name: SecretName = Field(
        default="repository-index-database", description="Name of a Secret in the same namespace."
    )
    key: SecretName = Field(
        default="uri",
        description="Key whose value is a PostgreSQL connection URI (as CloudNativePG's app Secret has it).",
    )


class Database(ApiModel):
    """The PostgreSQL database that receives the graph."""

    secret_ref: DatabaseSecret = Field(
        default=DatabaseSecret(), description="The Secret with the connection URI."
    )
