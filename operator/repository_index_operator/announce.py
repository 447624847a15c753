"""Transitions, as Kubernetes Events and as counts."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from repository_index_api.index_job import AttemptResult
from repository_index_api.v1alpha1 import GROUP, KIND, VERSION
from repository_index_api.v1alpha1.status import RepositoryIndexStatus
from repository_index_operator import metrics
from repository_index_operator.names import OPERATOR
from repository_index_operator.observed import Resource
from repository_index_operator.text import printable
from repository_index_operator.transitions import WARNINGS, Happening, Transition

MAX_MESSAGE = 1_024
"""What the API server allows for an Event of events.k8s.io/v1, as which it can be read too."""


def event_manifest(resource: Resource, run_id: str, transition: Transition, now: datetime) -> dict[str, Any]:
    """An Event about the transition; its name is made of what it says, so that it exists only once.

    It is one of core/v1, for `kubectl describe` sorts by `lastTimestamp`, which events.k8s.io/v1 forbids.
    """
    time = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    digest = hashlib.sha256(
        "\0".join((resource.uid, run_id, transition.happening, transition.message)).encode()
    ).hexdigest()
    return {
        "apiVersion": "v1",
        "kind": "Event",
        "metadata": {
            "name": f"{resource.key.name[:200]}.{digest[:16]}",
            "namespace": resource.key.namespace,
        },
        "involvedObject": {
            "apiVersion": f"{GROUP}/{VERSION}",
            "kind": KIND,
            "namespace": resource.key.namespace,
            "name": resource.key.name,
            "uid": resource.uid,
        },
        "type": "Warning" if transition.happening in WARNINGS else "Normal",
        "reason": transition.happening.value,
        "message": printable(transition.message, MAX_MESSAGE),
        "firstTimestamp": time,
        "lastTimestamp": time,
        "count": 1,
        "source": {"component": OPERATOR},
        "reportingComponent": f"{GROUP}/{OPERATOR}",
        "reportingInstance": OPERATOR,
    }


def count(
    namespace: str, status: RepositoryIndexStatus, happened: list[Transition], result: AttemptResult | None
) -> None:
    """Count what happened; `result` is the report of the run's last attempt, if the run has ended."""
    happenings = {transition.happening for transition in happened}
    run, index = status.run, status.index
    if run is None:
        return
    reason = metrics.reason_label(run.last_failure.reason if run.last_failure else "")
    # A run whose Job could not be made had no attempt.
    if run.job_name and happenings & {Happening.ATTEMPT_FAILED, Happening.RUN_FAILED}:
        metrics.ATTEMPTS.labels(namespace, reason).inc()
    elif Happening.PUBLISHED in happenings:
        metrics.ATTEMPTS.labels(namespace, "").inc()
    if Happening.RETRY_SCHEDULED in happenings:
        metrics.RETRIES.labels(namespace).inc()
    ends = {Happening.PUBLISHED, Happening.UNCHANGED, Happening.RUN_FAILED, Happening.RUN_CANCELLED}
    if not happenings & ends:
        return
    phase = str(status.phase)
    metrics.RUNS.labels(namespace, phase, "" if Happening.RUN_FAILED not in happenings else reason).inc()
    if run.start_time and run.completion_time:
        metrics.RUN_DURATION.labels(phase).observe((run.completion_time - run.start_time).total_seconds())
        metrics.RUN_WAIT.observe(max(0.0, (run.start_time - run.requested_time).total_seconds()))
    if Happening.PUBLISHED in happenings and index:
        metrics.NODES_WRITTEN.labels(namespace).inc(index.nodes_created + index.nodes_deleted)
        metrics.EDGES_WRITTEN.labels(namespace).inc(index.edges_created + index.edges_deleted)
    if result:
        metrics.RUN_PEAK_MEMORY.observe(result.peak_memory_bytes)
        metrics.RUN_CPU.observe(result.cpu_seconds)
        for stage, seconds in result.stage_seconds.items():
            metrics.STAGE_DURATION.labels(stage).observe(seconds)
