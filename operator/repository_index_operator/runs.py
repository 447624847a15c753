"""What a run is: its id, its Job's name, and whether it is what the spec asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from repository_index_api.v1alpha1.spec import RepositoryIndexSpec
from repository_index_api.v1alpha1.status import Trigger
from repository_index_operator.observed import Resource

GRAPH_FIELDS = frozenset(
    {
        "source",
        "tenant",
        "repository",
        "database",
        "include",
        "exclude",
        "languages",
        "max_file_bytes",
    }
)
"""Fields that say what the graph is of, and where it stands."""

NOT_OF_THE_RUN = frozenset(
    {
        "suspend",
        "priority",
        "schedule",
        "time_zone",
        "refresh_interval",
        "retry",
        "pending_timeout_seconds",
        "deletion_policy",
        "ttl_seconds_after_finished",
        "history_limit",
        "queue_name",
    }
)
"""Fields that say when a run happens and what becomes of its traces, but change neither graph nor pod."""


@dataclass(frozen=True, slots=True)
class Run:
    """One wish to index. The publish fence orders the runs of a repository by `requested_time`."""

    id: str
    trigger: Trigger
    requested_time: datetime
    request: str = ""
    """The annotation that asks for runs, as it was when this one was asked for."""
    push: str = ""
    """The last push that the webhook was told of; likewise."""
    commit: str = ""
    """What the source is known to be at."""


_OF_LATER_ATTEMPTS = ("labels", "annotations", "memory_growth", "max_memory")
"""Fields of spec.job that no pod is made of."""


def _hash(*parts: object) -> str:
    return hashlib.sha256(msgspec.json.encode(parts, order="sorted")).hexdigest()[:8]


def _graph(resource: Resource) -> str:
    """Hash of the graph that the spec asks for. Without defaults, so that a new field changes no hash."""
    fields = resource.spec.model_dump(mode="json", include=set(GRAPH_FIELDS), exclude_defaults=True)
    return _hash(resource.uid, fields)


def _pod(spec: RepositoryIndexSpec) -> str:
    """Hash of how the pods make it."""
    others = {*GRAPH_FIELDS, *NOT_OF_THE_RUN, "job"}
    job = spec.job.model_dump(mode="json", exclude=set(_OF_LATER_ATTEMPTS), exclude_defaults=True)
    return _hash(spec.model_dump(mode="json", exclude=others, exclude_defaults=True), job)[:6]


def new_run(resource: Resource, previous: Run | None, trigger: Trigger, cause: str, now: datetime) -> Run:
    """The run that `trigger` asks for.

    Its id is three hashes: of the graph, of the pod, and of what asked for the run. `cause` tells two
    requests of the same trigger apart (for instance the generation), so that a decision taken twice is the
    same run.
    """
    return Run(
        id=f"{_graph(resource)}-{_pod(resource.spec)}-{_hash(trigger, cause)[:6]}",
        trigger=trigger,
        # Clocks step back: a later run must be later all the same, or the fence would refuse it.
        requested_time=max(now, previous.requested_time + timedelta(milliseconds=1)) if previous else now,
        request=resource.reindex_request,
        push=resource.status.push or "",
    )


def purge_run(resource: Resource, previous: Iterable[datetime], now: datetime) -> Run:
    """The purge of a resource that is being deleted; later than its runs, of the `previous` times."""
    after = (time + timedelta(milliseconds=1) for time in previous)
    return Run(f"purge-{_hash(resource.uid)}", Trigger.DELETED, max(now, *after))


def is_wanted(run_id: str, resource: Resource) -> bool:
    """Whether the run `run_id` does what the resource's spec asks for now."""
    return run_id.startswith(f"{_graph(resource)}-{_pod(resource.spec)}-")


def makes_wanted_graph(run_id: str, resource: Resource) -> bool:
    """Whether the run `run_id` makes the graph that the resource's spec asks for now."""
    return run_id.startswith(f"{_graph(resource)}-")


def make_same_graph(run_id: str, other_id: str) -> bool:
    """Whether two runs of one resource make the same graph."""
    return run_id.partition("-")[0] == other_id.partition("-")[0]


def job_name(resource_name: str, run_id: str) -> str:
    """The name of the run's Job: short enough that its pods' names show the id too."""
    return f"{resource_name[:35].replace('.', '-').rstrip('-')}-{run_id}"
