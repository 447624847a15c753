"""What a run is: its id, its Job's name, and whether it is what the spec asks for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from repository_index_api.v1alpha1.spec import RepositoryIndexSpec
from repository_index_api.v1alpha1.status import Trigger
from repository_index_operator.observed import Resource

NOT_OF_THE_RUN = frozenset(
    {
        "suspend",
        "priority",
        "schedule",
        "time_zone",
        "refresh_interval",
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


def _hash(*parts: object) -> str:
    return hashlib.sha256(msgspec.json.encode(parts, order="sorted")).hexdigest()[:8]


def _what(uid: str, spec: RepositoryIndexSpec) -> str:
    """Hash of what a run of `spec` does. Defaults are left out, so that a new field changes no hash."""
    return _hash(uid, spec.model_dump(mode="json", exclude=set(NOT_OF_THE_RUN), exclude_defaults=True))


def new_run(resource: Resource, previous: Run | None, trigger: Trigger, cause: str, now: datetime) -> Run:
    """The run that `trigger` asks for.

    Its id is two hashes: of what is to be done, and of what asked for it. `cause` tells two requests of the
    same trigger apart (for instance the generation), so that a decision taken twice is the same run.
    """
    return Run(
        id=f"{_what(resource.uid, resource.spec)}-{_hash(trigger, cause)}",
        trigger=trigger,
        # Clocks step back: a later run must be later all the same, or the fence would refuse it.
        requested_time=max(now, previous.requested_time + timedelta(milliseconds=1)) if previous else now,
    )


def is_wanted(run_id: str, resource: Resource) -> bool:
    """Whether the run `run_id` does what the resource's spec asks for now."""
    return run_id.startswith(_what(resource.uid, resource.spec) + "-")


def job_name(resource_name: str, run_id: str) -> str:
    """The name of the run's Job: short enough that its pods' names show the id too."""
    return f"{resource_name[:40].replace('.', '-').rstrip('-')}-{run_id}"
