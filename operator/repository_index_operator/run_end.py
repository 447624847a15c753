"""How a run ended: by its Job's condition, in the words of its last pod."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from repository_index_api.index_job import AttemptResult, Stage
from repository_index_api.v1alpha1.status import Failure, IndexStatus, Phase, RunStatus
from repository_index_operator.attempts import attempts_of, commit_of, failure_of, result_of
from repository_index_operator.facts import Facts
from repository_index_operator.observed import Job, JobEnd, Resource
from repository_index_operator.status import (
    QUEUED_PROGRESS,
    RUN_TIMED_OUT,
    failure_status,
    index_status,
    whole_second,
)
from repository_index_operator.text import printable

LAST_POD_GRACE_SECONDS = 10.0
"""How long the end of a Job may be known before that of its last pod: they come by different watches."""


@dataclass(frozen=True, slots=True)
class RunEnd:
    """The end of a run, as the status shows it; `result` is the last attempt's own report."""

    phase: Phase
    run: RunStatus
    index: IndexStatus | None
    result: AttemptResult | None


class Unsettled(Enum):
    """Why the end of a Job is not the end of the run."""

    LAST_POD_UNSEEN = auto()
    NEVER_STARTED = auto()
    """Waiting for a first start used up the Job's deadline, which is not the repository's failure."""


def run_end(facts: Facts, resource: Resource, before: RunStatus, job: Job) -> RunEnd | Unsettled | None:
    """What the run of the ended `job` came to; `before` is what the status says of the run.

    None: the Job has not ended.
    """
    pods, end = facts.pods_of(job), job.end
    if end is None:
        return None
    start_times = [pod.start_time for pod in pods if pod.start_time]
    run = before.model_copy(
        update={
            "attempt": max(before.attempt, attempts_of(job, pods).started),
            "start_time": before.start_time or min(map(whole_second, start_times), default=None),
            "completion_time": whole_second(end.time),
            "next_retry_time": None,
        }
    )
    unseen_is_news = facts.end_ages[job.uid] < LAST_POD_GRACE_SECONDS
    if end.complete:
        pod = next((pod for pod in pods if pod.succeeded), None)
        if pod is None and unseen_is_news:
            return Unsettled.LAST_POD_UNSEEN
        return _published(resource, run, end, result_of(pod, run.id) if pod else None)

    if end.reason == "DeadlineExceeded":
        if run.start_time is None:
            return Unsettled.NEVER_STARTED
        message = (
            "the attempts, their delays and their waiting together took longer than spec.timeLimit,"
            " spec.retry and spec.pendingTimeoutSeconds allow"
        )
        return _failed(resource, run, Failure(reason=RUN_TIMED_OUT, message=message), None)
    last = max(
        (pod for pod in pods if pod.end_time and not pod.succeeded),
        key=lambda pod: pod.end_time or pod.created,
        default=None,
    )
    if last is None:
        if unseen_is_news:
            return Unsettled.LAST_POD_UNSEEN
        failure = before.last_failure or Failure(
            reason=end.reason or "JobFailed", message=printable(end.message)
        )
        return _failed(resource, run, failure, None)
    failure = failure_status(failure_of(last, run.id))
    if end.reason == "BackoffLimitExceeded":
        used_up = f"{failure.message} (no retry is left of spec.retry.limit {job.retry_limit})"
        failure = failure.model_copy(update={"message": used_up})
    return _failed(resource, run, failure, result_of(last, run.id))


def _published(resource: Resource, run: RunStatus, end: JobEnd, result: AttemptResult | None) -> RunEnd:
    index = index_status(run, result, resource.status.index, end.time)
    progress = (run.progress or QUEUED_PROGRESS).model_copy(
        update={
            "percent": 100,
            "stage": Stage.COMPLETE,
            "nodes": index.nodes,
            "edges": index.edges,
            "estimated_completion_time": None,
        }
    )
    commit = (commit_of(result.commit) if result else None) or run.commit
    unchanged = True if result and result.unchanged else None
    run = run.model_copy(update={"progress": progress, "commit": commit, "unchanged": unchanged})
    return RunEnd(Phase.SUCCEEDED, run, index, result)


def _failed(resource: Resource, run: RunStatus, failure: Failure, result: AttemptResult | None) -> RunEnd:
    run = run.model_copy(update={"last_failure": failure})
    return RunEnd(Phase.FAILED, run, resource.status.index, result)
