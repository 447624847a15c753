"""What the operator answers: `status` of a RepositoryIndex."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from repository_index_api.index_job import Reason, Stage
from repository_index_api.schema import ApiModel


class Phase(StrEnum):
    """The run's state in one word."""

    PENDING = "Pending"
    QUEUED = "Queued"
    RUNNING = "Running"
    RETRYING = "Retrying"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    SUSPENDED = "Suspended"
    CANCELLED = "Cancelled"
    PURGING = "Purging"
    """The resource is being deleted, and its rows with it."""


FINISHED = frozenset({Phase.SUCCEEDED, Phase.FAILED, Phase.CANCELLED})
"""Phases in which the run has ended."""


class ConditionType(StrEnum):
    """The conditions of kstatus (sigs.k8s.io/cli-utils/pkg/kstatus)."""

    READY = "Ready"
    RECONCILING = "Reconciling"
    STALLED = "Stalled"


class Condition(ApiModel):
    """metav1.Condition."""

    type: ConditionType = Field(description="Ready, Reconciling or Stalled.")
    status: str = Field(
        description="True, False or Unknown.", json_schema_extra={"enum": ["True", "False", "Unknown"]}
    )
    reason: str = Field(max_length=1_024, description="Why, in one word.")
    message: str = Field(max_length=32_768, description="Why, in a sentence for a person.")
    observed_generation: int = Field(description="The metadata.generation that this condition speaks of.")
    last_transition_time: datetime = Field(description="When `status` last changed.")


class Trigger(StrEnum):
    """What asked for a run."""

    CREATED = "Created"
    CHANGED = "Changed"
    SCHEDULED = "Scheduled"
    REQUESTED = "Requested"
    NEW_COMMIT = "NewCommit"
    DELETED = "Deleted"
    """Asks for no index run but for the purge of the rows."""


class Failure(ApiModel):
    """How the last failed attempt of the run ended."""

    reason: str = Field(description=f"For instance {Reason.STORAGE_ERROR} or {Reason.OUT_OF_MEMORY}.")
    message: str = Field(description="What was wrong and what to do.")
    exit_code: int | None = Field(default=None, description="The container's exit code, if it came to one.")


class ProgressStatus(ApiModel):
    """How far the current attempt is."""

    percent: int = Field(
        description="0 queued, 10 connecting, 20 preparing, 30 parsing, 80 resolving, 90 writing, 100."
    )
    stage: Stage = Field(description="What the attempt is doing.")
    files_done: int = Field(default=0, description="Files parsed.")
    files_total: int = Field(default=0, description="Files to parse.")
    nodes: int = Field(default=0, description="Nodes found so far.")
    edges: int = Field(default=0, description="Edges found so far.")
    estimated_completion_time: datetime | None = Field(
        default=None, description="When the attempt may be done."
    )


class RunStatus(ApiModel):
    """The current or last run."""

    id: str = Field(description="Hash of the resource, the fields that matter, and the trigger.")
    trigger: Trigger = Field(description="What asked for the run.")
    requested_time: datetime = Field(description="When it was asked for.")
    request: str | None = Field(
        default=None, description="The annotation reindex-requested-at as it was when the run was asked for."
    )
    push: str | None = Field(
        default=None, description="The push of status.push as it was when the run was asked for."
    )
    job_name: str | None = Field(default=None, description="The run's Job.")
    commit: str | None = Field(default=None, description="The commit that is being indexed.")
    unchanged: bool | None = Field(
        default=None, description="True: what it would have published stood published already."
    )
    attempt: int = Field(default=0, description="Counts the pods that were started, from 1.")
    start_time: datetime | None = Field(default=None, description="When the first attempt started.")
    completion_time: datetime | None = Field(default=None, description="When the run ended.")
    next_retry_time: datetime | None = Field(default=None, description="When the next attempt starts.")
    last_failure: Failure | None = Field(default=None, description="How the last failed attempt ended.")
    progress: ProgressStatus | None = Field(default=None, description="How far the current attempt is.")


class IndexStatus(ApiModel):
    """The graph that stands published."""

    commit: str | None = Field(default=None, description="The commit that it shows.")
    run_id: str = Field(description="The run that published it.")
    possibly_replaced_by: str | None = Field(
        default=None,
        description="A run of another spec that was stopped since, and may have published before that.",
    )
    published_time: datetime | None = Field(default=None, description="When readers first saw it.")
    duration_seconds: float = Field(default=0, description="How long the attempt that published it took.")
    files: int = Field(default=0, description="Files of the repository, skipped ones included.")
    skipped_files: int = Field(default=0, description="Files that are not in the graph; table file says why.")
    parse_errors: int = Field(default=0, description="Files with a syntax error, indexed as far as possible.")
    nodes: int = Field(default=0, description="Nodes of the graph.")
    edges: int = Field(default=0, description="Edges of the graph.")
    unresolved: int = Field(default=0, description="References that the rules could not bind.")
    nodes_created: int = Field(default=0, description="Nodes that the run added.")
    nodes_deleted: int = Field(default=0, description="Nodes that it removed.")
    edges_created: int = Field(default=0, description="Edges that it added.")
    edges_deleted: int = Field(default=0, description="Edges that it removed.")
    languages: dict[str, int] = Field(default={}, description="Files by language, the most frequent ones.")


class AttemptHistory(ApiModel):
    """One attempt of a past run."""

    reason: str | None = Field(default=None, description="Why it failed; none: it did not.")
    exit_code: int | None = Field(default=None, description="The container's exit code.")
    node_name: str | None = Field(default=None, description="The node that it ran on.")
    duration_seconds: float = Field(default=0, description="How long it ran.")


class RunHistory(ApiModel):
    """One past run."""

    id: str = Field(description="The run's id.")
    trigger: Trigger = Field(description="What asked for it.")
    outcome: Phase = Field(description="Succeeded, Failed or Cancelled.")
    reason: str | None = Field(default=None, description="Why it did not succeed.")
    commit: str | None = Field(default=None, description="The commit that it indexed.")
    start_time: datetime | None = Field(default=None, description="When its first attempt started.")
    completion_time: datetime | None = Field(default=None, description="When it ended.")
    nodes: int = Field(default=0, description="Nodes that it left.")
    edges: int = Field(default=0, description="Edges that it left.")
    peak_memory_bytes: int = Field(default=0, description="Most memory that an attempt used.")
    cpu_seconds: float = Field(default=0, description="Processor time of its attempts.")
    attempts: list[AttemptHistory] = Field(default=[], description="Its attempts, in order.")


class RepositoryIndexStatus(ApiModel):
    """What the operator knows; it is the only writer."""

    observed_generation: int | None = Field(
        default=None, description="The metadata.generation that this status speaks of."
    )
    phase: Phase | None = Field(default=None, description="The run's state in one word.")
    queue_position: int | None = Field(
        default=None, description="Place in the queue, from 1; brought up to date when it has halved."
    )
    next_schedule_time: datetime | None = Field(
        default=None, description="When the schedule asks for the next run."
    )
    push: str | None = Field(
        default=None, description="The last push that the webhook was told of: the commit, and when."
    )
    conditions: list[Condition] = Field(
        default=[],
        description="Ready: a graph of the current spec is published. Reconciling: a run is under way."
        " Stalled: a person must act.",
        json_schema_extra={"x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["type"]},
    )
    run: RunStatus | None = Field(default=None, description="The current or last run.")
    index: IndexStatus | None = Field(default=None, description="The graph that stands published.")
    history: list[RunHistory] = Field(default=[], description="The last runs, newest first.")
