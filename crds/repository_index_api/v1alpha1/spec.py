"""What a user writes: `spec` of a RepositoryIndex."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field

from repository_index_api.schema import ApiModel, between, rule, validated
from repository_index_api.v1alpha1.job_template import JobTemplate
from repository_index_api.v1alpha1.source import Database, Source

Pattern = Annotated[str, Field(min_length=1, max_length=256)]


class Retry(ApiModel):
    """How often and when a failed attempt is tried again."""

    model_config = ConfigDict(
        json_schema_extra=validated(
            rule(
                "self.maxDelaySeconds >= self.baseDelaySeconds",
                "maxDelaySeconds must not be less than baseDelaySeconds",
            )
        )
    )

    limit: int = Field(
        default=3,
        description="Attempts after the first; 0: a failed attempt is final. A change is for the next run.",
        json_schema_extra=between(0, 20, "; 0 means that a failed attempt is not tried again"),
    )
    base_delay_seconds: int = Field(
        default=60,
        description="Delay before the first retry; it doubles with each further one.",
        json_schema_extra=between(
            10, 86_400, ": the Job's own delay, which cannot be configured, begins at 10 seconds"
        ),
    )
    max_delay_seconds: int = Field(
        default=600, description="Upper bound of the delay.", json_schema_extra=between(10, 86_400)
    )
    jitter: float = Field(
        default=0.2,
        description="Part of the delay by which it varies at random in either direction.",
        json_schema_extra=validated(rule("self >= 0.0 && self <= 1.0", "must be from 0 to 1")),
    )


class TimeLimit(ApiModel):
    """How long one attempt may run, counted by the process from its own start."""

    model_config = ConfigDict(
        json_schema_extra=validated(
            rule("self.softSeconds < self.hardSeconds", "softSeconds must be less than hardSeconds")
        )
    )

    soft_seconds: int = Field(
        default=3_300,
        description="After this the attempt is asked to end.",
        json_schema_extra=between(1, 604_800),
    )
    hard_seconds: int = Field(
        default=3_600, description="After this it is killed.", json_schema_extra=between(2, 604_800)
    )


class DeletionPolicy(StrEnum):
    """What becomes of the rows when the resource is deleted."""

    RETAIN = "Retain"
    PURGE = "Purge"


def fixed(field: str) -> dict[str, str]:
    """The rule that an optional field of the spec keeps its first value, also that of not being there.

    It stands on the spec and not on the field, where a rule would not see the field come and go.
    """
    return rule(
        f"has(self.{field}) == has(oldSelf.{field})"
        f" && (!has(self.{field}) || self.{field} == oldSelf.{field})",
        f"spec.{field} cannot be changed, set or unset later, for the rows in the database carry it:"
        " delete this RepositoryIndex and create another",
    )


class RepositoryIndexSpec(ApiModel):
    """Which repository is to be indexed, for whom, and how."""

    model_config = ConfigDict(json_schema_extra=validated(fixed("tenant"), fixed("repository")))

    source: Source = Field(description="Where the repository is; exactly one kind of source.")
    tenant: str | None = Field(
        default=None,
        min_length=1,
        max_length=63,
        description="Who owns the rows. Default: the namespace's name. Cannot be changed later.",
        json_schema_extra=validated(
            rule(
                "self.matches('^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$')",
                "must consist of lower case letters, digits, '.', '_' and '-', a letter or digit at each end",
            )
        ),
    )
    repository: str | None = Field(
        default=None,
        min_length=1,
        max_length=253,
        description="Name in the database. Default: metadata.name. Cannot be changed later.",
        json_schema_extra=validated(
            rule(
                "self.matches('^[A-Za-z0-9][A-Za-z0-9._/-]*$')",
                "must consist of letters, digits, '.', '_', '/' and '-', and begin with a letter or digit",
            )
        ),
    )
    database: Database = Field(
        default=Database(), description="The PostgreSQL database that receives the graph."
    )
    include: list[Pattern] = Field(
        default=[],
        max_length=64,
        description="Patterns, as in .gitignore, of the files to index. Default: all.",
    )
    exclude: list[Pattern] = Field(
        default=[], max_length=64, description="Patterns, as in .gitignore, of files to leave out."
    )
    languages: list[Annotated[str, Field(min_length=1, max_length=32)]] = Field(
        default=[], max_length=64, description="Languages to index, for instance python. Default: all known."
    )
    max_file_bytes: int = Field(
        default=1_000_000,
        description="Larger files are listed as skipped.",
        json_schema_extra=between(1, 100_000_000),
    )
    suspend: bool = Field(
        default=False,
        description="Whether runs are held back; one that is under way is stopped, and goes on afterwards.",
    )
    priority: int = Field(
        default=0,
        description="Higher is admitted first in its namespace.",
        json_schema_extra=between(-1_000_000_000, 1_000_000_000),
    )
    schedule: str | None = Field(
        default=None,
        max_length=256,
        description="When to index again, in cron's syntax. A time that was missed is made up for once.",
        json_schema_extra=validated(
            rule(
                r"self.matches('^\\s*(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|"
                r"[^@\\s]\\S*(\\s+\\S+){4})\\s*$')",
                "must be five fields (minute, hour, day of the month, month, day of the week), for instance"
                " '30 2 * * *', or one of @hourly, @daily, @weekly, @monthly, @yearly",
            )
        ),
    )
    time_zone: str = Field(
        default="UTC",
        min_length=1,
        max_length=64,
        description="Time zone of the schedule, by its name in the IANA database.",
    )
    refresh_interval: str | None = Field(
        default=None,
        max_length=20,
        description="How often to look for a new commit, for instance 10m. There is a run only if it moved.",
        json_schema_extra=validated(
            rule(
                "self.matches('^([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,7}s)?$') && self != ''"
                " && duration(self) >= duration('10s') && duration(self) <= duration('720h')",
                "must be from 10s to 720h, in hours, minutes and seconds, for instance 10m or 1h30m",
            )
        ),
    )
    retry: Retry = Field(default=Retry(), description="How often and when a failed attempt is tried again.")
    time_limit: TimeLimit = Field(default=TimeLimit(), description="How long one attempt may run.")
    pending_timeout_seconds: int = Field(
        default=86_400,
        description="How long a run's pods may wait to start, in all. A change is for the next run.",
        json_schema_extra=between(60, 31_536_000),
    )
    deletion_policy: DeletionPolicy = Field(
        default=DeletionPolicy.RETAIN,
        description="What becomes of the rows when the resource is deleted. Retain: they stay. Purge: a Job"
        " deletes them before the resource goes; a change to Retain lets it go without.",
    )
    ttl_seconds_after_finished: int = Field(
        default=86_400,
        description="How long a finished Job, with its pods and their logs, is kept.",
        json_schema_extra=between(0, 31_536_000),
    )
    history_limit: int = Field(
        default=5, description="How many runs the status remembers.", json_schema_extra=between(0, 50)
    )
    job: JobTemplate = Field(default=JobTemplate(), description="What the pods of the Jobs look like.")
    queue_name: str | None = Field(
        default=None,
        min_length=1,
        max_length=63,
        description="A Kueue LocalQueue of the namespace, which then decides when runs may start, in place of"
        " the operator's own limits. A change is for the next run.",
        json_schema_extra=validated(
            rule(
                "self.matches('^[a-z0-9]([a-z0-9-]*[a-z0-9])?$')",
                "must be a LocalQueue's name: lower case letters, digits and '-'",
            )
        ),
    )
