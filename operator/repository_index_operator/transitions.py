"""What a person or a counter wants to know of the step from one status to the next.

Told from the statuses alone, and only after the write: so a restart repeats nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from repository_index_api.v1alpha1 import REPOSITORY_CONFLICT
from repository_index_api.v1alpha1.status import FINISHED, ConditionType, Phase, RepositoryIndexStatus
from repository_index_operator.refresh import LOOK_FAILED
from repository_index_operator.status import PURGE_FAILED


class Happening(StrEnum):
    """What can happen; the reason of the Kubernetes Event about it."""

    RUN_STARTED = "RunStarted"
    RUN_REPLACED = "RunReplaced"
    ATTEMPT_FAILED = "AttemptFailed"
    RETRY_SCHEDULED = "RetryScheduled"
    WAITING = "Waiting"
    PUBLISHED = "Published"
    UNCHANGED = "Unchanged"
    LOOK_FAILED = LOOK_FAILED
    RUN_FAILED = "RunFailed"
    RUN_CANCELLED = "RunCancelled"
    RUN_SUSPENDED = "RunSuspended"
    RUN_RESUMED = "RunResumed"
    REPOSITORY_CONFLICT = REPOSITORY_CONFLICT
    PURGED = "Purged"
    PURGE_FAILED = PURGE_FAILED
    ROWS_KEPT = "RowsKept"
    """The resource goes, and its rows stay although they should have gone or may not be its own."""


WARNINGS = frozenset(
    {
        Happening.ATTEMPT_FAILED,
        Happening.WAITING,
        Happening.RUN_FAILED,
        Happening.REPOSITORY_CONFLICT,
        Happening.LOOK_FAILED,
        Happening.PURGE_FAILED,
    }
)


@dataclass(frozen=True, slots=True)
class Transition:
    """One happening, in a sentence."""

    happening: Happening
    message: str


def transitions(before: RepositoryIndexStatus, after: RepositoryIndexStatus) -> list[Transition]:
    """What happened between two statuses, in order."""
    return [
        *_run_began(before, after),
        *_was_suspended(before, after),
        *_attempt_ended(before, after),
        *_run_ended(before, after),
        *_held_up(before, after),
    ]


def _run_began(before: RepositoryIndexStatus, after: RepositoryIndexStatus) -> list[Transition]:
    old, new = before.run, after.run
    if new is None or new.job_name is None:
        return []
    if old is not None and (old.id, old.job_name) == (new.id, new.job_name):
        return []
    found = []
    if old is not None and old.id != new.id and before.phase not in FINISHED:
        found.append(
            Transition(Happening.RUN_REPLACED, f"run {old.id} is stopped: run {new.id} takes its place")
        )
    started = f"run {new.id} ({new.trigger}): Job {new.job_name}"
    return [*found, Transition(Happening.RUN_STARTED, started)]


def _was_suspended(before: RepositoryIndexStatus, after: RepositoryIndexStatus) -> list[Transition]:
    run = after.run
    if run is None or (before.phase is Phase.SUSPENDED) == (after.phase is Phase.SUSPENDED):
        return []
    if after.phase is Phase.SUSPENDED:
        return [Transition(Happening.RUN_SUSPENDED, f"run {run.id} is held back by spec.suspend")]
    if before.run and before.run.id == run.id and after.phase not in FINISHED:
        return [Transition(Happening.RUN_RESUMED, f"run {run.id} goes on")]
    return []


def _attempt_ended(before: RepositoryIndexStatus, after: RepositoryIndexStatus) -> list[Transition]:
    """An attempt failed, and the run goes on."""
    old, new = before.run, after.run
    if new is None or new.last_failure is None or after.phase in FINISHED:
        return []
    same_run = old is not None and old.id == new.id
    old_failure = old.last_failure if old and same_run else None
    old_retry = old.next_retry_time if old and same_run else None
    is_scheduled = new.next_retry_time is not None and new.next_retry_time != old_retry
    if new.last_failure == old_failure and not is_scheduled:
        return []
    failure = new.last_failure
    found = [
        Transition(Happening.ATTEMPT_FAILED, f"attempt {new.attempt}: {failure.reason}: {failure.message}")
    ]
    if is_scheduled:
        when = f"attempt {new.attempt + 1} starts at {new.next_retry_time:%Y-%m-%d %H:%M:%S} UTC"
        found.append(Transition(Happening.RETRY_SCHEDULED, when))
    return found


def _run_ended(before: RepositoryIndexStatus, after: RepositoryIndexStatus) -> list[Transition]:
    run, index = after.run, after.index
    if run is None or after.phase not in FINISHED:
        return []
    if before.run is not None and before.run.id == run.id and before.phase == after.phase:
        return []
    if after.phase is Phase.SUCCEEDED and run.unchanged:
        return [Transition(Happening.UNCHANGED, f"commit {run.commit or 'unknown'} stands published")]
    if after.phase is Phase.SUCCEEDED and index:
        message = (
            f"{index.nodes} nodes and {index.edges} edges of commit {index.commit or 'unknown'}: nodes"
            f" +{index.nodes_created} -{index.nodes_deleted},"
            f" edges +{index.edges_created} -{index.edges_deleted}"
        )
        return [Transition(Happening.PUBLISHED, message)]
    if after.phase is Phase.FAILED and run.last_failure:
        message = f"{run.last_failure.reason}: {run.last_failure.message}"
        return [Transition(Happening.RUN_FAILED, message)]
    return [Transition(Happening.RUN_CANCELLED, run.last_failure.message if run.last_failure else "")]


def _held_up(before: RepositoryIndexStatus, after: RepositoryIndexStatus) -> list[Transition]:
    """Something keeps the run from going on, or from beginning."""
    found = []
    old = {condition.type: condition for condition in before.conditions}
    for condition in after.conditions:
        previous = old.get(condition.type)
        if previous and previous.reason == condition.reason:
            continue
        if condition.reason == LOOK_FAILED:
            found.append(Transition(Happening.LOOK_FAILED, condition.message))
        if condition.status != "True":
            continue
        if condition.type is ConditionType.RECONCILING and condition.reason not in list(Phase):
            found.append(Transition(Happening.WAITING, f"{condition.reason}: {condition.message}"))
        if condition.type is ConditionType.STALLED and condition.reason == REPOSITORY_CONFLICT:
            found.append(Transition(Happening.REPOSITORY_CONFLICT, condition.message))
        if condition.type is ConditionType.STALLED and condition.reason == PURGE_FAILED:
            found.append(Transition(Happening.PURGE_FAILED, condition.message))
    return found
