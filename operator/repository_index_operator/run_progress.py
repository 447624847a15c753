"""How a run that has not ended is doing: its phase, its attempt, and when its next pod may start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from repository_index_api.v1alpha1.status import Phase, ProgressStatus, RunStatus
from repository_index_operator.attempts import Attempts, attempts_of, commit_of
from repository_index_operator.facts import Facts
from repository_index_operator.observed import Job, Notice, Pod, ProgressReading, Resource
from repository_index_operator.progress_status import is_news, progress_status, wait_before_write
from repository_index_operator.retry import retry_delay
from repository_index_operator.status import QUEUED_PROGRESS, failure_status, whole_second
from repository_index_operator.text import printable
from repository_index_operator.waiting import Waiting, why_refused, why_waiting

PROGRESS_UNKNOWN = "ProgressUnknown"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the run came to.

    `lift`: the pod that may start now, and `is_retry` whether it gave up its slot while it waited.
    """

    phase: Phase
    run: RunStatus
    waiting: Waiting | None = None
    lift: Pod | None = None
    is_retry: bool = False
    requeue_after: float | None = None


def suspended(before: RunStatus) -> RunStatus:
    """The run, as the status shows it while it is held back."""
    return before.model_copy(update={"progress": QUEUED_PROGRESS, "next_retry_time": None})


def follow(facts: Facts, resource: Resource, before: RunStatus, job: Job, now: datetime) -> Seen | None:
    """Look at the run of the unfinished `job`; `before` is what the status says of it.

    None: its last pod has ended, and the Job's own condition, which alone decides, comes in a moment. A pod
    that takes its place is such a decision too: to go on.
    """
    pods = facts.pods_of(job)
    attempts = attempts_of(job, pods)
    current, failure = attempts.current, attempts.failure
    if current is None and (
        attempts.succeeded or (failure and not (failure.retried and attempts.counted <= job.retry_limit))
    ):
        return None

    retry_time = _retry_time(resource, before, attempts)
    may_start = retry_time is None or retry_time <= now
    lift = current if current and current.gated and may_start else None
    if current and current.running:
        phase = Phase.RUNNING
    elif attempts.counted and (failure is None or failure.counts):
        phase = Phase.RETRYING
    else:
        phase = Phase.PENDING

    started = attempts.started + (1 if lift else 0)
    attempt = max(before.attempt, started)
    start_times = [pod.start_time for pod in pods if pod.start_time]
    run = before.model_copy(
        update={
            "attempt": attempt,
            "start_time": before.start_time or min(map(whole_second, start_times), default=None),
            "next_retry_time": None if may_start else retry_time,
            "last_failure": failure_status(failure) if failure else before.last_failure,
        }
    )
    if phase is not Phase.RUNNING or current is None:
        wait = None if may_start or retry_time is None else (retry_time - now).total_seconds()
        run = run.model_copy(update={"progress": QUEUED_PROGRESS})
        is_retry = bool(lift and failure and failure.counts)
        return Seen(phase, run, why_held_up(job, pods, current, facts.notices), lift, is_retry, wait)
    return _with_progress(run, current, facts.progress, same_attempt=before.attempt == attempt, now=now)


def _retry_time(resource: Resource, before: RunStatus, attempts: Attempts) -> datetime | None:
    """When the next attempt may start; None: at once, as after a disruption."""
    if attempts.failure is None:
        # The failed pod itself may be gone: then the status remembers.
        return before.next_retry_time if attempts.counted else None
    if not attempts.failure.counts:
        return None
    delay = retry_delay(resource.spec.retry, attempts.counted, attempts.failed_uid)
    return whole_second(attempts.failure.time + delay)


def why_held_up(
    job: Job, pods: tuple[Pod, ...], current: Pod | None, notices: Mapping[str, Notice]
) -> Waiting | None:
    """What keeps the Job's `current` pod from running, or from being made; None: nothing that is known."""
    if current:
        return why_waiting(current, job.key.namespace, notices.get(current.uid))
    notice = notices.get(job.uid)
    latest_pod = max((pod.created for pod in pods), default=None)
    if notice is None or (latest_pod and notice.time < latest_pod):
        return None
    return why_refused(notice.message, job.key.namespace)


def _with_progress(
    run: RunStatus, pod: Pod, reading: ProgressReading | None, *, same_attempt: bool, now: datetime
) -> Seen:
    """Add the running pod's progress, if it is worth a write."""
    shown: ProgressStatus = (same_attempt and run.progress) or QUEUED_PROGRESS
    run = run.model_copy(update={"progress": shown})
    if reading is None or reading.pod_uid != pod.uid:
        return Seen(Phase.RUNNING, run)
    waiting = None
    if reading.error:
        waiting = Waiting(
            PROGRESS_UNKNOWN,
            f"attempt {run.attempt} is running, but its progress cannot be read: {printable(reading.error)}",
        )
    progress = reading.progress
    if progress is None or not is_news(progress, shown):
        return Seen(Phase.RUNNING, run, waiting)
    wait = wait_before_write(reading.written_time, now)
    if wait:
        return Seen(Phase.RUNNING, run, waiting, requeue_after=wait)
    commit = commit_of(progress.commit) or run.commit
    run = run.model_copy(update={"progress": progress_status(progress), "commit": commit})
    return Seen(Phase.RUNNING, run, waiting)
