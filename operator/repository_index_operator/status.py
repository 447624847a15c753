"""The status of a RepositoryIndex: its conditions, and what a run puts into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from repository_index_api.index_job import AttemptResult, Stage
from repository_index_api.v1alpha1 import REPOSITORY_CONFLICT
from repository_index_api.v1alpha1.status import (
    FINISHED,
    Condition,
    ConditionType,
    Failure,
    IndexStatus,
    Phase,
    ProgressStatus,
    RepositoryIndexStatus,
    RunStatus,
)
from repository_index_operator.attempts import AttemptFailure, commit_of
from repository_index_operator.history import remember
from repository_index_operator.observed import Pod, Resource
from repository_index_operator.refresh import LOOK_FAILED
from repository_index_operator.runs import Run, makes_wanted_graph
from repository_index_operator.triggers import next_time
from repository_index_operator.waiting import Waiting

PUBLISHED = "Published"
NOT_PUBLISHED = "NotPublished"
POSSIBLY_REPLACED = "PossiblyReplaced"
INVALID_JOB = "InvalidJob"
INVALID_SCHEDULE = "InvalidSchedule"
JOB_DELETED = "JobDeleted"
PURGE_FAILED = "PurgeFailed"
CANCEL_REQUESTED = "CancelRequested"
RUN_TIMED_OUT = "RunTimedOut"
"""The Job's own deadline, which bounds all attempts, their delays and their waiting together."""

QUEUED_PROGRESS = ProgressStatus(percent=0, stage=Stage.QUEUED)


@dataclass(frozen=True, slots=True)
class Told:
    """One condition: whether it holds (None: unknown), why in one word, and why in a sentence."""

    holds: bool | None
    reason: str
    message: str = ""


def make_status(
    resource: Resource,
    now: datetime,
    *,
    phase: Phase,
    run: RunStatus | None,
    index: IndexStatus | None,
    waiting: Waiting | None = None,
    conflict: str | None = None,
    pods: Sequence[Pod] = (),
    queue_position: int | None = None,
    look_error: str = "",
) -> RepositoryIndexStatus:
    """The whole status; everything that can be derived from its parts is derived here.

    `waiting` says what holds the run up; `conflict` which other resource has the repository; `pods` are those
    of the run that the status before speaks of; `look_error` why a look for a moved commit failed.
    """
    schedule = next_time(resource, run, now)
    return RepositoryIndexStatus(
        observed_generation=resource.generation,
        phase=phase,
        queue_position=queue_position,
        next_schedule_time=schedule.time,
        push=resource.status.push,
        conditions=make_conditions(
            resource,
            now,
            ready=_ready(resource, phase, index),
            reconciling=_reconciling(phase, run, waiting, conflict, look_error),
            stalled=_stalled(phase, run, conflict, schedule.error),
        ),
        run=run,
        index=index,
        history=remember(
            resource.status, phase=phase, run=run, index=index, pods=pods, limit=resource.spec.history_limit
        ),
    )


def make_conditions(
    resource: Resource, now: datetime, *, ready: Told, reconciling: Told, stalled: Told
) -> list[Condition]:
    """The three conditions; those that hold as before keep the time of their last transition."""
    told = {
        ConditionType.READY: ready,
        ConditionType.RECONCILING: reconciling,
        ConditionType.STALLED: stalled,
    }
    before = {condition.type: condition for condition in resource.status.conditions}
    return [_condition(kind, what, before.get(kind), resource.generation, now) for kind, what in told.items()]


def _condition(
    kind: ConditionType, told: Told, before: Condition | None, generation: int, now: datetime
) -> Condition:
    status = "Unknown" if told.holds is None else str(told.holds)
    unchanged = before is not None and before.status == status
    return Condition(
        type=kind,
        status=status,
        reason=told.reason,
        message=told.message,
        observed_generation=generation,
        last_transition_time=before.last_transition_time if before and unchanged else whole_second(now),
    )


def _ready(resource: Resource, phase: Phase, index: IndexStatus | None) -> Told:
    """Ready is about what readers find: it holds also during a refresh, and after one that failed."""
    if index is not None and makes_wanted_graph(index.run_id, resource):
        if index.possibly_replaced_by:
            message = (
                f"run {index.possibly_replaced_by} of another spec was stopped and may have published before"
                " that: the next run's end tells"
            )
            return Told(None, POSSIBLY_REPLACED, message)
        where = f"commit {index.commit[:12]}" if index.commit else "the source"
        message = f"the graph of {where} has {index.nodes} nodes and {index.edges} edges"
        if not index.duration_seconds:
            message += " as last seen: the pod that published it left no result"
        return Told(True, PUBLISHED, message)
    if index is not None:
        return Told(False, NOT_PUBLISHED, "the published graph is that of an earlier spec")
    return Told(False, NOT_PUBLISHED, "no graph is published yet")


def _reconciling(
    phase: Phase, run: RunStatus | None, waiting: Waiting | None, conflict: str | None, look_error: str
) -> Told:
    if look_error:
        # Of what is published nothing is wrong, so neither Ready nor Stalled changes.
        return Told(False, LOOK_FAILED, look_error)
    if conflict or phase in FINISHED:
        return Told(False, phase)
    if phase is Phase.SUSPENDED:
        return Told(False, phase, "spec.suspend holds the run back")
    attempt = run.attempt if run else 1
    if waiting:
        return Told(True, waiting.reason, waiting.message)
    if phase is Phase.RETRYING and run and run.last_failure:
        why = run.last_failure.reason
        if run.next_retry_time:
            when = f"{run.next_retry_time:%H:%M:%S} UTC"
            return Told(True, phase, f"attempt {attempt} failed ({why}); the next one starts at {when}")
        return Told(True, phase, f"attempt {attempt} is being started; the one before failed ({why})")
    if phase is Phase.RUNNING:
        return Told(True, phase, f"attempt {attempt} is running")
    return Told(True, phase, f"attempt {attempt} is being started")


def _stalled(phase: Phase, run: RunStatus | None, conflict: str | None, schedule_error: str) -> Told:
    if conflict:
        return Told(True, REPOSITORY_CONFLICT, conflict)
    if phase in (Phase.FAILED, Phase.CANCELLED) and run and run.last_failure:
        return Told(True, run.last_failure.reason, run.last_failure.message)
    if schedule_error:
        return Told(True, INVALID_SCHEDULE, schedule_error)
    return Told(False, phase)


def new_run_status(run: Run, job_name: str | None) -> RunStatus:
    """The status of a run that has not started."""
    return RunStatus(
        id=run.id,
        trigger=run.trigger,
        requested_time=run.requested_time,
        request=run.request or None,
        push=run.push or None,
        job_name=job_name,
        commit=run.commit or None,
        attempt=1,
        progress=QUEUED_PROGRESS,
    )


def failure_status(failure: AttemptFailure) -> Failure:
    """A failed attempt, as the status shows it."""
    return Failure(reason=failure.reason, message=failure.message, exit_code=failure.exit_code)


def index_status(
    run: RunStatus, result: AttemptResult | None, before: IndexStatus | None, end_time: datetime
) -> IndexStatus:
    """What the run published: by its result, or, where the pod left none, by the last counts seen.

    In the second case the duration is 0, from which the Ready condition knows to say so.
    """
    if result is None or result.counts is None:
        seen = run.progress or QUEUED_PROGRESS
        last = before or IndexStatus(run_id=run.id)
        return last.model_copy(
            update={
                "run_id": run.id,
                "possibly_replaced_by": None,
                "commit": run.commit or last.commit,
                "published_time": whole_second(end_time),
                "duration_seconds": 0.0,
                "nodes": seen.nodes or last.nodes,
                "edges": seen.edges or last.edges,
            }
        )
    counts, published_time = result.counts, result.published_time
    if (
        published_time is None
        or published_time.tzinfo is None
        or not run.requested_time <= published_time <= end_time
    ):
        published_time = end_time
    return IndexStatus(
        commit=commit_of(result.commit),
        run_id=run.id,
        published_time=whole_second(published_time),
        duration_seconds=max(0.001, round(result.duration_seconds, 3)),
        files=counts.files,
        skipped_files=counts.skipped_files,
        parse_errors=counts.parse_errors,
        nodes=counts.nodes,
        edges=counts.edges,
        unresolved=counts.unresolved,
        nodes_created=counts.nodes_created,
        nodes_deleted=counts.nodes_deleted,
        edges_created=counts.edges_created,
        edges_deleted=counts.edges_deleted,
        languages={name: count for name, count in counts.languages.items() if name.isprintable()},
    )


def whole_second(time: datetime) -> datetime:
    """`time` as Kubernetes writes times: without a fraction."""
    return time.replace(microsecond=0)
