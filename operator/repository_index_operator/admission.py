"""Who may start next: fair across namespaces, then by priority, then first come.

The namespace with the fewest running attempts comes first, and of those with as many the one that was served
longest ago: so one with 500 runs waiting does not delay one with a single run (max-min fairness).
"""

from __future__ import annotations

import heapq
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from repository_index_operator.attempts import attempts_of
from repository_index_operator.observed import Job, Key, Pod


@dataclass(frozen=True, slots=True)
class Limits:
    """How many attempts may run at a time; 0: as many as like to."""

    jobs: int = 0
    jobs_per_namespace: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run that would like to start, or to go on; `since` it was asked for."""

    key: Key
    priority: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run stands in the queue, from 1, and what it waits for, in a sentence."""

    position: int
    why: str


@dataclass(frozen=True, slots=True)
class Admission:
    """Who may start now, and where the others stand."""

    admitted: tuple[Key, ...]
    places: Mapping[Key, Place]


def admit(
    waiting: Iterable[Candidate],
    running: Mapping[str, int],
    served: Mapping[str, float],
    limits: Limits,
) -> Admission:
    """Decide about all that wait.

    Args:
        running: attempts that hold a slot, by namespace.
        served: when a namespace was given a slot last; any numbers that grow with time.
    """
    queues: dict[str, deque[Candidate]] = {}
    for candidate in sorted(waiting, key=lambda one: (-one.priority, one.since, one.key)):
        queues.setdefault(candidate.key.namespace, deque()).append(candidate)
    counts = Counter(running)
    heap = [(counts[name], served.get(name, 0.0), name) for name in queues]
    heapq.heapify(heap)
    admitted: list[Key] = []
    places: dict[Key, Place] = {}
    turn = max(served.values(), default=0.0)
    while heap:
        count, _, name = heapq.heappop(heap)
        key = queues[name].popleft().key
        why = why_full(name, counts, limits)
        if why:
            places[key] = Place(len(places) + 1, why)
        else:
            admitted.append(key)
            counts[name] += 1
        turn += 1
        if queues[name]:
            heapq.heappush(heap, (count + 1, turn, name))
    return Admission(tuple(admitted), places)


def why_full(namespace: str, running: Mapping[str, int], limits: Limits) -> str:
    """Why no further attempt may run in the namespace, in a sentence; empty: one may."""
    if 0 < limits.jobs_per_namespace <= running.get(namespace, 0):
        return f"namespace {namespace} has the {limits.jobs_per_namespace} running Jobs that it may have"
    if 0 < limits.jobs <= sum(running.values()):
        return f"the cluster has the {limits.jobs} running Jobs that it may have"
    return ""


def is_news(shown: int, position: int) -> bool:
    """Whether a place in the queue has changed by so much that it is worth a write: by half."""
    return position * 2 <= shown or position > shown * 2


def holds_slot(job: Job, pods: tuple[Pod, ...]) -> bool:
    """Whether the Job runs an attempt or is about to; a waiting retry holds no slot, nor a Job of Kueue's."""
    if job.end or job.deleting or job.suspended or job.queue_name:
        return False
    attempts = attempts_of(job, pods)
    if attempts.current and not attempts.current.gated:
        return True
    if attempts.failure:
        return not attempts.failure.counts
    return attempts.counted == 0
