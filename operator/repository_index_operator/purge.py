"""What becomes of the rows when a resource goes: `deletionPolicy: Purge`, for which a finalizer holds it.

Nothing of it can hold the resource for ever: `Retain` lets it go at any time, and so do a namespace that is
being deleted, rows that are another's, and the want of any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from repository_index_api.index_job import Reason
from repository_index_api.v1alpha1.spec import DeletionPolicy
from repository_index_api.v1alpha1.status import Failure, Phase, RepositoryIndexStatus, RunStatus, Trigger
from repository_index_operator.admission import Candidate
from repository_index_operator.attempts import attempts_of, failure_of, result_of
from repository_index_operator.decision import CreateJob, Decision, DeleteJob, SetFinalizers
from repository_index_operator.errors import InvalidError, NamespaceTerminatingError, RefusedError
from repository_index_operator.facts import Facts
from repository_index_operator.held import in_words, place_in_queue, pods_of_last_run
from repository_index_operator.history import remember
from repository_index_operator.job_manifest import JobDefaults
from repository_index_operator.names import PURGE_FINALIZER
from repository_index_operator.observed import Job, Resource
from repository_index_operator.purge_job import purge_manifest
from repository_index_operator.run_end import LAST_POD_GRACE_SECONDS
from repository_index_operator.run_progress import why_held_up
from repository_index_operator.runs import Run, job_name, purge_run
from repository_index_operator.status import (
    PURGE_FAILED,
    Told,
    failure_status,
    make_conditions,
    new_run_status,
    whole_second,
)
from repository_index_operator.text import printable
from repository_index_operator.transitions import Happening, Transition
from repository_index_operator.waiting import Waiting, why_refused

STOP_GRACE = timedelta(seconds=60)
"""How long the pods of runs may take to end. Those of a lost node never do: then only the claim is left, and
it keeps an attempt from publishing that had taken it before the purge."""
GARBAGE_COLLECTORS_FINALIZERS = frozenset({"foregroundDeletion", "orphan"})
"""While one of them stands on it, what a resource owns is deleted or taken from it, also a new Job."""
PRIORITY = 1_000_000_001
"""Before all runs of its namespace: greater than spec.priority can be."""


def finalizer_change(resource: Resource) -> SetFinalizers | None:
    """What brings the finalizer of a resource that stays to what its deletion policy says; None: nothing."""
    wanted = resource.spec.deletion_policy is DeletionPolicy.PURGE
    if wanted == (PURGE_FINALIZER in resource.finalizers):
        return None
    if wanted:
        return SetFinalizers(resource, (*resource.finalizers, PURGE_FINALIZER))
    return _without_finalizer(resource)


def purge(facts: Facts, resource: Resource, defaults: JobDefaults, now: datetime) -> Decision:
    """Decide about a resource that is being deleted and has the finalizer."""
    if resource.spec.deletion_policy is DeletionPolicy.RETAIN:
        return _let_go(facts, resource, Happening.ROWS_KEPT, "spec.deletionPolicy is Retain: its rows stay")
    if facts.conflict:
        return _let_go(
            facts, resource, Happening.ROWS_KEPT, f"nothing is purged, for {facts.conflict.partition(':')[0]}"
        )
    if _never_ran(facts, resource):
        return _let_go(facts, resource, Happening.PURGED, "there was nothing to purge: it never had a run")
    job = next((job for job in facts.jobs if job.trigger is Trigger.DELETED), None)
    before = _run_status(facts, resource, job, now)
    stopping = _running(facts.jobs)
    stop = tuple(DeleteJob(other, pods_first=True) for other in stopping if not other.deleting)
    if job is not None:
        seen = _watch(facts, resource, before, job, now)
        return replace(seen, actions=(*stop, *seen.actions))

    if stopping and resource.deletion_time and now < resource.deletion_time + STOP_GRACE:
        status = _status(facts, resource, before, now, "its run is being stopped")
        wait = (resource.deletion_time + STOP_GRACE - now).total_seconds()
        return Decision(actions=stop, status=status, requeue_after=wait)
    if GARBAGE_COLLECTORS_FINALIZERS & set(resource.finalizers):
        message = "Kubernetes' garbage collector is to deal with what depends on the resource first"
        return Decision(actions=stop, status=_status(facts, resource, before, now, message))
    if not facts.admitted:
        place = place_in_queue(facts, resource)
        message = in_words(place) if place else ""
        position = place.position if place else None
        status = _status(facts, resource, before, now, message, queue_position=position)
        queued = Candidate(resource.key, PRIORITY, before.requested_time)
        return Decision(actions=stop, status=status, queued=queued)
    run = Run(before.id, before.trigger, before.requested_time)
    begun = new_run_status(run, job_name(resource.key.name, run.id))
    status = _status(facts, resource, begun, now, _doing(resource))
    return Decision(
        actions=(*stop, CreateJob(purge_manifest(resource, run, defaults))),
        status=status,
    )


def refused(facts: Facts, resource: Resource, error: RefusedError, now: datetime) -> Decision:
    """The decision instead of one whose purge Job the API server refused to make."""
    if isinstance(error, NamespaceTerminatingError):
        message = (
            f"the rows of repository {resource.repository!r} of tenant {resource.tenant!r} stay: the"
            " namespace is being deleted, so that no Job can be made to purge them"
        )
        return _let_go(facts, resource, Happening.ROWS_KEPT, message)
    run = _run_status(facts, resource, None, now).model_copy(update={"job_name": None})
    if isinstance(error, InvalidError):
        why = f"the spec makes no valid Job: {printable(str(error))}"
        status = _stalled(facts, resource, run, why, now)
    else:
        waiting = why_refused(str(error), resource.key.namespace)
        status = _status(facts, resource, run, now, waiting=waiting)
    return Decision(status=None if status == resource.status else status)


def _watch(facts: Facts, resource: Resource, before: RunStatus, job: Job, now: datetime) -> Decision:
    """See how the purge's Job is doing."""
    if job.deleting:
        # Somebody wants it to be made again.
        return Decision()
    pods = facts.pods_of(job)
    attempts = attempts_of(job, pods)
    start_times = [pod.start_time for pod in pods if pod.start_time]
    run = before.model_copy(
        update={
            "job_name": job.name,
            "attempt": max(before.attempt, attempts.started),
            "start_time": before.start_time or min(map(whole_second, start_times), default=None),
            "last_failure": failure_status(attempts.failure) if attempts.failure else before.last_failure,
        }
    )
    if job.end and job.end.complete:
        pod = next((pod for pod in pods if pod.succeeded), None)
        result = result_of(pod, job.run_id) if pod else None
        counts = result.counts if result else None
        message = f"repository {resource.repository!r} of tenant {resource.tenant!r} is purged"
        if counts:
            message += f": {counts.nodes_deleted} nodes and {counts.edges_deleted} edges are deleted"
        return _let_go(facts, resource, Happening.PURGED, message)
    if job.end:
        ended = [pod for pod in pods if pod.end_time and not pod.succeeded]
        last = max(ended, key=lambda pod: pod.end_time or pod.created, default=None)
        if last is None and facts.end_ages[job.uid] < LAST_POD_GRACE_SECONDS:
            return Decision(requeue_after=1.0)
        if last is not None:
            run = run.model_copy(update={"last_failure": failure_status(failure_of(last, job.run_id))})
        failure = run.last_failure or Failure(
            reason=job.end.reason or "JobFailed", message=printable(job.end.message)
        )
        if failure.reason == Reason.SUPERSEDED:
            return _let_go(facts, resource, Happening.ROWS_KEPT, failure.message)
        why = f"{failure.reason}: {failure.message}. To try again, mend it and delete the Job {job.name}"
        return Decision(status=_stalled(facts, resource, run, why, now))

    if attempts.current is None and attempts.failure and not attempts.failure.retried:
        # The Job is about to end by it.
        return Decision()
    waiting = why_held_up(job, pods, attempts.current, facts.notices)
    message = _doing(resource)
    if waiting is None and run.last_failure:
        waiting = Waiting(
            run.last_failure.reason,
            f"the purge failed, and is tried again by itself: {run.last_failure.message}",
        )
    return Decision(status=_status(facts, resource, run, now, message, waiting=waiting))


def _doing(resource: Resource) -> str:
    return f"the rows of repository {resource.repository!r} of tenant {resource.tenant!r} are being deleted"


def _run_status(facts: Facts, resource: Resource, job: Job | None, now: datetime) -> RunStatus:
    """What the status says of the purge, or is to say of one that begins."""
    shown = resource.status.run
    if shown and shown.trigger is Trigger.DELETED:
        return shown
    if job is not None:
        # The write of the status did not happen.
        return new_run_status(Run(job.run_id, job.trigger, job.requested_time), job.name)
    previous = [job.requested_time for job in facts.jobs]
    if shown:
        previous.append(shown.requested_time)
    return new_run_status(purge_run(resource, previous, now), None)


def _running(jobs: Sequence[Job]) -> tuple[Job, ...]:
    """The Jobs of runs that may still publish."""
    return tuple(job for job in jobs if job.trigger is not Trigger.DELETED and not job.end)


def _never_ran(facts: Facts, resource: Resource) -> bool:
    """Whether nothing can be in the database, as far as is known: in doubt a Job looks."""
    status = resource.status
    if facts.jobs or status.index or status.history:
        return False
    run = status.run
    return run is None or (run.trigger is Trigger.CREATED and run.job_name is None and run.start_time is None)


def _let_go(facts: Facts, resource: Resource, happening: Happening, message: str) -> Decision:
    jobs = tuple(DeleteJob(job) for job in facts.jobs if not job.deleting)
    return Decision(
        actions=(*jobs, _without_finalizer(resource)), told=(Transition(happening, printable(message)),)
    )


def _without_finalizer(resource: Resource) -> SetFinalizers:
    return SetFinalizers(resource, tuple(f for f in resource.finalizers if f != PURGE_FINALIZER))


def _stalled(
    facts: Facts, resource: Resource, run: RunStatus, why: str, now: datetime
) -> RepositoryIndexStatus:
    return _status(facts, resource, run, now, failure=f"the rows could not be purged: {why}")


def _status(
    facts: Facts,
    resource: Resource,
    run: RunStatus,
    now: datetime,
    message: str = "",
    *,
    waiting: Waiting | None = None,
    failure: str | None = None,
    queue_position: int | None = None,
) -> RepositoryIndexStatus:
    """The status of a purge: what it is doing, or what it waits for, or why a person must act."""
    let_go = (
        "; to let the resource go and keep its rows:"
        f" kubectl --namespace {resource.key.namespace} patch repositoryindex {resource.key.name}"
        """ --type=merge --patch '{"spec": {"deletionPolicy": "Retain"}}'"""
    )
    if failure:
        reconciling = Told(False, PURGE_FAILED)
    elif waiting:
        reconciling = Told(True, waiting.reason, waiting.message + let_go)
    else:
        reconciling = Told(True, Phase.PURGING, message)
    return RepositoryIndexStatus(
        observed_generation=resource.generation,
        phase=Phase.PURGING,
        queue_position=queue_position,
        conditions=make_conditions(
            resource,
            now,
            ready=Told(False, Phase.PURGING, "the resource is being deleted, and its rows with it"),
            reconciling=reconciling,
            stalled=Told(True, PURGE_FAILED, failure + let_go) if failure else Told(False, Phase.PURGING),
        ),
        run=run,
        index=resource.status.index,
        history=remember(
            resource.status,
            phase=Phase.PURGING,
            run=run,
            index=resource.status.index,
            pods=pods_of_last_run(facts, resource),
            limit=resource.spec.history_limit,
        ),
    )
