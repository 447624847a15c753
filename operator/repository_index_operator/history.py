"""What the status remembers of past runs, and of their attempts."""

from __future__ import annotations

from collections.abc import Sequence

from repository_index_api.v1alpha1.status import (
    FINISHED,
    AttemptHistory,
    IndexStatus,
    Phase,
    RepositoryIndexStatus,
    RunHistory,
    RunStatus,
    Trigger,
)
from repository_index_operator.attempts import failure_of, result_of
from repository_index_operator.observed import Pod

STOPPED = "Stopped"
"""Why a run was cancelled: another run took its place, or another resource its repository."""
MAX_ATTEMPTS = 10
"""Attempts of one run that are remembered, the last ones: disruptions are not bounded by any limit."""


def remember(
    before: RepositoryIndexStatus,
    *,
    phase: Phase,
    run: RunStatus | None,
    index: IndexStatus | None,
    pods: Sequence[Pod],
    limit: int,
) -> list[RunHistory]:
    """The history of the status that follows `before`: with the run that has ended by this step, if one has.

    Args:
        phase: of the new status; `run` and `index` likewise.
        pods: those of the run that has ended.
        limit: how many runs are remembered.
    """
    old, history = before.run, list(before.history)
    if old is not None and before.phase not in FINISHED and (run is None or run.id != old.id):
        history.insert(0, _entry(old, Phase.CANCELLED, STOPPED, None, pods))
    if run is not None and phase in FINISHED:
        is_known = before.phase in FINISHED and old is not None and old.id == run.id
        # Of a look that found nothing new there is nothing to remember.
        if not is_known and not (run.unchanged and run.trigger is Trigger.NEW_COMMIT):
            reason = run.last_failure.reason if run.last_failure and phase is not Phase.SUCCEEDED else None
            history.insert(0, _entry(run, phase, reason, index, pods))
    return history[:limit]


def _entry(
    run: RunStatus, outcome: Phase, reason: str | None, index: IndexStatus | None, pods: Sequence[Pod]
) -> RunHistory:
    published = index if outcome is Phase.SUCCEEDED else None
    ended = sorted((pod for pod in pods if pod.end_time), key=lambda pod: (pod.end_time, pod.created))
    results = [result for pod in ended if (result := result_of(pod, run.id))]
    return RunHistory(
        id=run.id,
        trigger=run.trigger,
        outcome=outcome,
        reason=reason,
        commit=run.commit,
        start_time=run.start_time,
        completion_time=run.completion_time,
        nodes=published.nodes if published else 0,
        edges=published.edges if published else 0,
        peak_memory_bytes=max((result.peak_memory_bytes for result in results), default=0),
        cpu_seconds=round(sum(result.cpu_seconds for result in results), 3),
        attempts=[_attempt(pod, run.id) for pod in ended[-MAX_ATTEMPTS:]],
    )


def _attempt(pod: Pod, run_id: str) -> AttemptHistory:
    ran = (pod.end_time - pod.start_time).total_seconds() if pod.end_time and pod.start_time else 0.0
    return AttemptHistory(
        reason=None if pod.succeeded else failure_of(pod, run_id).reason,
        exit_code=pod.exit_code,
        node_name=pod.node or None,
        duration_seconds=max(0.0, ran),
    )
