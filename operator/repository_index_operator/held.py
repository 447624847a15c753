"""Runs that are held back: in the queue, by spec.suspend, or by Kueue."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from repository_index_api.v1alpha1.status import IndexStatus, Phase, RunStatus
from repository_index_operator.admission import Candidate, Place, is_news
from repository_index_operator.decision import Action, Decision, DeleteJob, SuspendJob
from repository_index_operator.facts import Facts
from repository_index_operator.observed import Job, Pod, Resource
from repository_index_operator.run_progress import suspended
from repository_index_operator.status import make_status
from repository_index_operator.waiting import Waiting


def queued(
    facts: Facts,
    resource: Resource,
    run: RunStatus,
    *,
    index: IndexStatus | None,
    actions: tuple[Action, ...],
    now: datetime,
) -> Decision:
    """The run waits for a slot."""
    place = place_in_queue(facts, resource)
    waiting = Waiting(Phase.QUEUED, in_words(place)) if place else None
    status = make_status(
        resource,
        now,
        phase=Phase.QUEUED,
        run=run,
        index=index,
        waiting=waiting,
        pods=pods_of_last_run(facts, resource),
        queue_position=place.position if place else None,
    )
    candidate = Candidate(resource.key, resource.spec.priority, run.requested_time)
    return Decision(actions=actions, status=status, queued=candidate)


def place_in_queue(facts: Facts, resource: Resource) -> Place | None:
    """Where it stands in the queue, as the status shows it: only what is news is written."""
    shown, place = resource.status.queue_position, facts.place
    if place and shown and not is_news(shown, place.position):
        return replace(place, position=shown)
    return place


def in_words(place: Place) -> str:
    """The place, for people."""
    return f"place {place.position} in the queue: {place.why}"


def suspend(
    resource: Resource, before: RunStatus, job: Job, *, stale: tuple[Action, ...], now: datetime
) -> Decision:
    """Stop the run, and keep it. One of Kueue's loses its Job, for whose suspension Kueue decides alone."""
    run, actions = suspended(before), stale
    if job.queue_name:
        run, actions = run.model_copy(update={"job_name": None}), (*stale, DeleteJob(job))
    elif not job.suspended:
        actions = (*stale, SuspendJob(job, suspend=True))
    index = resource.status.index
    status = make_status(resource, now, phase=Phase.SUSPENDED, run=run, index=index)
    return Decision(actions=actions, status=status)


def kueues(queue_name: str) -> Waiting:
    """What a Job waits for that Kueue has to release."""
    return Waiting(Phase.QUEUED, f"Kueue has not admitted the Job to the LocalQueue {queue_name}")


def wait_for_kueue(
    resource: Resource, before: RunStatus, job: Job, *, stale: tuple[Action, ...], now: datetime
) -> Decision:
    """Kueue has not released the Job yet, or has taken its place from it."""
    index, waiting = resource.status.index, kueues(job.queue_name)
    status = make_status(
        resource, now, phase=Phase.QUEUED, run=suspended(before), index=index, waiting=waiting
    )
    return Decision(actions=stale, status=status)


def pods_of_last_run(facts: Facts, resource: Resource) -> tuple[Pod, ...]:
    """The pods of the run that the status speaks of."""
    last = resource.status.run
    return tuple(pod for job in facts.jobs if last and job.run_id == last.id for pod in facts.pods_of(job))
