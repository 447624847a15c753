"""What the operator knows of the cluster's objects: small projections, made from the API's JSON.

The whole objects are never kept: at ten thousand resources that is what the memory limit asks for.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, NamedTuple

from pydantic import ValidationError

from repository_index_api.index_job import Progress
from repository_index_api.v1alpha1.spec import RepositoryIndexSpec
from repository_index_api.v1alpha1.status import RepositoryIndexStatus, Trigger

RawObject = Mapping[str, Any]
"""An object as the API server sends it."""


class Key(NamedTuple):
    """Which RepositoryIndex: the unit of work of the operator."""

    namespace: str
    name: str

    def __str__(self) -> str:
        return f"{self.namespace}/{self.name}"


class Target(NamedTuple):
    """What the operator can look at by itself, without credentials."""

    url: str
    ref: str | None


class Refresh(NamedTuple):
    """How often to look for a moved commit; `target` None: only a run can look."""

    seconds: int
    target: Target | None


@dataclass(frozen=True, slots=True)
class Look:
    """What the last look for a moved commit brought, made after the run `run_id`: a commit, or an `error`.

    Neither of them: only a run can tell.
    """

    run_id: str
    commit: str = ""
    error: str = ""

    @property
    def needs_run(self) -> bool:
        """Whether the operator cannot look at this source by itself."""
        return not self.commit and not self.error


@dataclass(frozen=True, slots=True)
class Resource:
    """A RepositoryIndex, its spec and status decoded."""

    key: Key
    uid: str
    version: int
    generation: int
    created: datetime
    deletion_time: datetime | None
    finalizers: tuple[str, ...]
    reindex_request: str
    cancelled_run: str
    refresh: Refresh | None
    spec: RepositoryIndexSpec
    status: RepositoryIndexStatus

    @property
    def deleting(self) -> bool:
        """Whether it is to go, and only its finalizers are waited for."""
        return self.deletion_time is not None

    @property
    def tenant(self) -> str:
        """Who owns the rows."""
        return self.spec.tenant or self.key.namespace

    @property
    def repository(self) -> str:
        """The repository's name in the database."""
        return self.spec.repository or self.key.name


@dataclass(frozen=True, slots=True)
class StoredResource:
    """A RepositoryIndex as the cache holds it: spec and status as JSON, a third of their size as objects.

    The status, by far the greater one, is compressed to a quarter of that: 40 us well spent.
    """

    key: Key
    uid: str
    version: int
    generation: int
    created: datetime
    deletion_time: datetime | None
    finalizers: tuple[str, ...]
    reindex_request: str
    cancelled_run: str
    tenant: str
    repository: str
    phase: str
    run_id: str
    refresh: Refresh | None
    refused: bool
    """Whether the database refused its last run the tenant."""
    spec: bytes
    packed_status: bytes

    def decode(self) -> Resource:
        """The resource with its spec and status as models.

        A status that this version cannot read counts as empty: the Jobs tell what is going on.

        Raises:
            pydantic.ValidationError: the spec is not one that this version knows.
        """
        try:
            status = RepositoryIndexStatus.model_validate_json(zlib.decompress(self.packed_status))
        except ValidationError:
            status = RepositoryIndexStatus()
        return Resource(
            key=self.key,
            uid=self.uid,
            version=self.version,
            generation=self.generation,
            created=self.created,
            deletion_time=self.deletion_time,
            finalizers=self.finalizers,
            reindex_request=self.reindex_request,
            cancelled_run=self.cancelled_run,
            refresh=self.refresh,
            spec=RepositoryIndexSpec.model_validate_json(self.spec),
            status=status,
        )


@dataclass(frozen=True, slots=True)
class JobEnd:
    """The terminal condition of a Job."""

    complete: bool
    reason: str
    message: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Job:
    """A Job that the operator made.

    `failed` counts its failed pods, disruptions left out; `retry_limit` is how many of them it replaces.
    """

    key: Key
    name: str
    uid: str
    version: int
    owner_uid: str
    created: datetime
    deleting: bool
    run_id: str
    trigger: Trigger
    requested_time: datetime
    request: str
    push: str
    suspended: bool
    queue_name: str
    """Of Kueue, which then decides when the Job may run."""
    start_time: datetime | None
    """Set anew when the Job is resumed."""
    failed: int
    retry_limit: int
    ttl_seconds: int | None
    end: JobEnd | None


@dataclass(frozen=True, slots=True)
class Pod:
    """A pod of such a Job, that is, an attempt.

    `end_time` is None until the pod has ended for good; `exit_code` is None where the container never ended,
    for instance because the pod was evicted before it could start.
    """

    namespace: str
    name: str
    uid: str
    version: int
    job_uid: str
    created: datetime
    deletion_time: datetime | None
    """By when it is to be gone: it was deleted by whomsoever, and its grace is over then."""
    stopped: bool
    """It was deleted by the Job controller or by a person, or had been counted before that."""
    gated: bool
    node: str
    ip: str
    start_time: datetime | None
    end_time: datetime | None
    succeeded: bool
    disruption: str | None
    """What its condition DisruptionTarget says, and `disruption_reason` its reason; None: not disrupted."""
    disruption_reason: str
    exit_code: int | None
    exit_reason: str
    exit_message: str
    pod_reason: str
    pod_message: str
    waiting_reason: str
    waiting_message: str
    unschedulable: str | None
    image: str
    memory_limit: int | None
    """In bytes."""
    memory_request: int | None

    @property
    def running(self) -> bool:
        """Whether its container has been started and the pod has not ended."""
        return self.start_time is not None and self.end_time is None


class NodeState(Enum):
    """How a node does, as far as its pods go."""

    READY = auto()
    NOT_READY = auto()
    GONE = auto()
    UNKNOWN = auto()
    """The operator may not look."""


@dataclass(frozen=True, slots=True)
class NodeReading:
    """What a look at a node brought at `time`; `since` when it is as it is."""

    name: str
    time: datetime
    state: NodeState
    since: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """An Event about a Job or a pod, of which the object's own status says nothing."""

    uid: str
    version: int
    subject_uid: str
    time: datetime
    message: str


@dataclass(frozen=True, slots=True)
class ProgressReading:
    """What the last look at a running pod's progress brought.

    `error` is empty, or says why it cannot be read. `written_time`: when this pod's progress was last written
    to the status by this process.
    """

    pod_uid: str
    progress: Progress | None = None
    error: str = ""
    written_time: datetime | None = None
