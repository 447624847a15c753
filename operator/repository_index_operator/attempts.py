"""What became of an attempt: read from its pod, which is hostile input."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from repository_index_api.index_job import (
    EXIT_CODES,
    AttemptResult,
    Reason,
    decode_result,
    is_retried,
)
from repository_index_operator.observed import Job, Pod
from repository_index_operator.text import printable
from repository_index_operator.waiting import NODE_LOST

DISRUPTED = "Disrupted"
EVICTED = "Evicted"
PREEMPTED = "Preempted"
TAINTED = "EvictedByTaint"
POD_FAILED = "PodFailed"
MAX_REASON = 100
"""Characters of a reason that is somebody else's."""
PENDING_TIMEOUT = "PendingTimeout"
"""The pod's own deadline, which counts from its arrival on the node, passed before its container started."""

_REASON_OF_CODE = {code: reason for reason, code in EXIT_CODES.items() if reason != Reason.STORAGE_ERROR}
_COMMIT = re.compile(r"[0-9a-f]{7,64}")

_EXPLANATIONS: dict[str, str] = {
    Reason.OUT_OF_MEMORY: "the container used more memory than its limit allows: raise"
    " spec.job.resources.limits.memory",
    Reason.TERMINATED: "the container was stopped from outside",
    Reason.HARD_TIME_LIMIT_EXCEEDED: "the attempt did not end within its time: raise"
    " spec.timeLimit.hardSeconds",
    PENDING_TIMEOUT: "the pod was on its node for longer than spec.pendingTimeoutSeconds, and its"
    " container could not start: see the pod's Events, or raise the limit",
}


_DISRUPTIONS = {
    "PreemptionByScheduler": (PREEMPTED, "a pod of higher priority took its place"),
    "EvictionByEvictionAPI": (EVICTED, "the pod was evicted, as when its node is drained"),
    "TerminationByKubelet": (EVICTED, "its node ran short of something, or was shut down"),
    "DeletionByTaintManager": (
        TAINTED,
        "the pod does not tolerate a taint of its node, which may be lost or about to be shut down",
    ),
    "DeletionByPodGC": (NODE_LOST, "the pod was lost with its node"),
    NODE_LOST: (NODE_LOST, "the pod was lost with its node"),
}
"""By the reason of the condition DisruptionTarget (docs: Pod disruption conditions); the last one is ours."""


@dataclass(frozen=True, slots=True)
class AttemptFailure:
    """A failed attempt. `counts`: against the retry limit; `retried`: if the limit allows it."""

    reason: str
    message: str
    exit_code: int | None
    time: datetime
    counts: bool
    retried: bool


@dataclass(frozen=True, slots=True)
class Attempts:
    """The pods of a run's Job: those that have ended, in order, and the one that has not."""

    current: Pod | None
    failure: AttemptFailure | None
    """Of the pod that ended last; None if none has, or if it succeeded."""
    failed_uid: str
    succeeded: bool
    counted: int
    """Failed attempts that count against the retry limit."""
    started: int
    """Attempts that were let go."""


def result_of(pod: Pod, run_id: str) -> AttemptResult | None:
    """The result that the pod's container left, if it is one of this run and this pod."""
    result = decode_result(pod.exit_message)
    if result is None or result.run_id != run_id or result.pod_uid not in ("", pod.uid):
        return None
    return result


def commit_of(text: str | None) -> str | None:
    """`text` if it is a commit's hexadecimal name, else None."""
    return text if text and _COMMIT.fullmatch(text) else None


def failure_of(pod: Pod, run_id: str) -> AttemptFailure:
    """Why the ended `pod` failed.

    The exit code decides, for the Job controller judges by it too: a message whose reason has another exit
    code is not believed.
    """
    code, end_time = pod.exit_code, pod.end_time or pod.created
    reason, message = _explain(pod, run_id)
    disrupted = pod.disruption is not None
    return AttemptFailure(
        reason=reason,
        message=printable(message),
        exit_code=code,
        time=end_time,
        counts=not disrupted,
        # 0: the indexer ended well but its pod did not, which the Job's rules on exit codes pass over.
        retried=disrupted or not code or is_retried(code),
    )


def _explain(pod: Pod, run_id: str) -> tuple[str, str]:
    if pod.disruption is not None:
        reason, words = _DISRUPTIONS.get(pod.disruption_reason, (DISRUPTED, "the pod was disrupted"))
        return reason, f"{words}: {pod.disruption}" if pod.disruption else words
    code = pod.exit_code
    result = result_of(pod, run_id)
    stopped = _why_stopped(pod)
    if result and result.reason and EXIT_CODES[result.reason] == code:
        if stopped and result.reason is Reason.TERMINATED:
            # The supervisor only saw the signal; the kubelet knows why it sent it.
            return stopped
        return result.reason, result.message or _EXPLANATIONS.get(result.reason, "")
    if pod.exit_reason == "OOMKilled":
        return Reason.OUT_OF_MEMORY, _EXPLANATIONS[Reason.OUT_OF_MEMORY]
    if stopped:
        return stopped
    if not code:
        what = "before its container ended" if code is None else "though its container ended well"
        return POD_FAILED, pod.pod_message or f"the pod failed {what}"
    if code == EXIT_CODES[Reason.OUT_OF_MEMORY]:
        # 137 is any SIGKILL; only the kernel's word (above) makes it an out of memory.
        return Reason.TERMINATED, "the container was killed from outside (SIGKILL)"
    known = _REASON_OF_CODE.get(code)
    if known:
        return known, _EXPLANATIONS.get(
            known, f"the container ended with exit code {code} and left no message"
        )
    return POD_FAILED, f"the container ended with exit code {code}, which the indexer never uses"


def _why_stopped(pod: Pod) -> tuple[str, str] | None:
    """Why the kubelet ended the pod, in its own words; None: it did not say."""
    if not pod.pod_reason:
        return None
    if pod.pod_reason == "DeadlineExceeded":
        reason = Reason.HARD_TIME_LIMIT_EXCEEDED if pod.start_time else PENDING_TIMEOUT
        return reason, _EXPLANATIONS[reason]
    message = pod.pod_message or f"the kubelet ended the pod ({pod.pod_reason})"
    return printable(pod.pod_reason, MAX_REASON), message


def attempts_of(job: Job, pods: tuple[Pod, ...]) -> Attempts:
    """Put the Job's pods in order."""
    ended = sorted(
        (pod for pod in pods if pod.end_time and not _is_suspended(pod, job)),
        key=lambda pod: (pod.end_time, pod.created),
    )
    current = max((pod for pod in pods if not pod.end_time), key=lambda pod: pod.created, default=None)
    failures = [failure_of(pod, job.run_id) for pod in ended if not pod.succeeded]
    last = ended[-1] if ended else None
    # The Job's own count remembers pods that are gone; the pods show a failure before the Job counts it.
    counted = max(job.failed, sum(failure.counts for failure in failures))
    started_now = 1 if current and not current.gated else 0
    return Attempts(
        current=current,
        failure=failures[-1] if last and not last.succeeded else None,
        failed_uid=last.uid if last else "",
        succeeded=bool(last and last.succeeded),
        counted=counted,
        started=max(len(ended), counted) + started_now,
    )


def _is_suspended(pod: Pod, job: Job) -> bool:
    """Whether the pod ended because the Job was suspended: the Job controller stops it, and counts nothing.

    A Job's start time is taken from it when it is suspended, and set anew a moment after it is resumed (docs:
    Suspending a Job).
    """
    before_resume = job.start_time is None or pod.created < job.start_time
    return pod.stopped and (job.suspended or before_resume)
