"""The decision: from what is known of one RepositoryIndex to what is to be done about it.

Pure, and level-triggered: it looks at the state and never at what event brought it, so that it can be asked
again at any time, also by another process. Jobs are the record of runs that were started, the status is the
record of how they ended; a crash between two writes loses neither.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from repository_index_api.v1alpha1 import ANNOTATION_CANCEL, ANNOTATION_REINDEX
from repository_index_api.v1alpha1.status import (
    FINISHED,
    Failure,
    IndexStatus,
    Phase,
    RepositoryIndexStatus,
    RunStatus,
    Trigger,
)
from repository_index_operator.attempts import attempts_of
from repository_index_operator.decision import (
    Action,
    CreateJob,
    Decision,
    DeleteJob,
    ExpireJob,
    LiftGate,
    ResizePod,
    SuspendJob,
)
from repository_index_operator.facts import Facts
from repository_index_operator.held import kueues, pods_of_last_run, queued, suspend, wait_for_kueue
from repository_index_operator.job_manifest import (
    JobDefaults,
    TooLargeError,
    job_manifest,
    kept_unseen_seconds,
)
from repository_index_operator.lost_node import hanging, silent
from repository_index_operator.memory import grown_memory
from repository_index_operator.names import PURGE_FINALIZER
from repository_index_operator.observed import Job, Resource
from repository_index_operator.purge import finalizer_change, purge
from repository_index_operator.refresh import look_error, next_look_by_run
from repository_index_operator.run_end import Unsettled, run_end
from repository_index_operator.run_progress import follow
from repository_index_operator.runs import Run, is_wanted, job_name, make_same_graph, new_run
from repository_index_operator.status import (
    CANCEL_REQUESTED,
    INVALID_JOB,
    JOB_DELETED,
    QUEUED_PROGRESS,
    make_status,
    new_run_status,
    whole_second,
)
from repository_index_operator.text import printable
from repository_index_operator.triggers import wish
from repository_index_operator.waiting import why_refused


def reconcile(facts: Facts, defaults: JobDefaults, now: datetime) -> Decision:
    """Decide about one resource at the time `now`."""
    decision = _decide(facts, defaults, now)
    if facts.resource is not None and decision.status == facts.resource.status:
        decision = replace(decision, status=None)
    return replace(decision, actions=(*map(DeleteJob, facts.orphans), *decision.actions))


def _decide(facts: Facts, defaults: JobDefaults, now: datetime) -> Decision:
    resource = facts.resource
    if resource is None:
        return Decision()
    if resource.deleting:
        if PURGE_FINALIZER in resource.finalizers:
            return purge(facts, resource, defaults, now)
        return Decision(actions=_delete(facts.jobs))
    change = finalizer_change(resource)
    if change:
        # Before anything that it is to hold the resource for.
        return Decision(actions=(change,), requeue_after=0.0)
    if facts.conflict:
        return _yield_repository(facts, resource, now)

    run = _latest_run(resource, facts.jobs)
    if run is None:
        return _start(facts, resource, _asked_by(Trigger.CREATED, resource, None, now), defaults, now)
    if not is_wanted(run.id, resource):
        return _start(facts, resource, _asked_by(Trigger.CHANGED, resource, run, now), defaults, now)

    in_status = resource.status.run if resource.status.run and resource.status.run.id == run.id else None
    if in_status and resource.status.phase in FINISHED:
        return _after_end(facts, resource, run, in_status, defaults=defaults, now=now)
    if resource.cancelled_run == run.id:
        asked = Failure(reason=CANCEL_REQUESTED, message=f"the annotation {ANNOTATION_CANCEL} asked for it")
        return _cancelled(facts, resource, in_status or new_run_status(run, None), asked, now)
    job = next((job for job in facts.jobs if job.run_id == run.id), None)
    if job is None:
        return _without_job(facts, resource, run, in_status, defaults=defaults, now=now)
    if job.deleting:
        # Its end shows as its absence.
        return Decision()
    return _observe(facts, resource, run, job, defaults=defaults, now=now)


def _after_end(
    facts: Facts, resource: Resource, run: Run, ended: RunStatus, *, defaults: JobDefaults, now: datetime
) -> Decision:
    """The run has ended, and its end stands in the status: what asks for the next one?"""
    if _is_invalid(ended) and resource.generation != resource.status.observed_generation:
        # Any field may have been the invalid one.
        return _start(facts, resource, _asked_by(Trigger.CHANGED, resource, run, now), defaults, now)
    wished = wish(resource, ended, facts.look, now)
    if wished:
        again = new_run(resource, run, wished.trigger, wished.cause, now)
        again = replace(again, commit=wished.commit)
        return _start(facts, resource, again, defaults, now)
    return _settled(facts, resource, ended, now)


def _without_job(
    facts: Facts,
    resource: Resource,
    run: Run,
    in_status: RunStatus | None,
    *,
    defaults: JobDefaults,
    now: datetime,
) -> Decision:
    """The run has not ended, and has no Job: it had one, or was held back, or is to have one now."""
    if in_status and in_status.job_name:
        since = in_status.start_time or in_status.requested_time
        if (now - since).total_seconds() >= kept_unseen_seconds(resource.spec):
            # It may have ended and expired while no operator was there to see how.
            again = new_run(resource, run, run.trigger, cause=in_status.job_name, now=now)
            return _start(facts, resource, again, defaults, now)
        return _cancelled(facts, resource, in_status, _job_deleted(in_status), now)
    # What has not begun answers all that was asked for since.
    run = replace(run, request=resource.reindex_request, push=resource.status.push or "")
    if resource.status.phase is Phase.SUSPENDED and not resource.spec.suspend:
        run = replace(run, requested_time=max(now, run.requested_time))
    return _start(facts, resource, run, defaults, now)


def _latest_run(resource: Resource, jobs: tuple[Job, ...]) -> Run | None:
    """The run that was asked for last: of the status, or of a Job whose status write did not happen."""
    runs = [Run(job.run_id, job.trigger, job.requested_time, job.request, job.push) for job in jobs]
    if last := resource.status.run:
        asked = (last.request or "", last.push or "", last.commit or "")
        runs.append(Run(last.id, last.trigger, last.requested_time, *asked))
    return max(runs, key=lambda run: run.requested_time, default=None)


def _asked_by(trigger: Trigger, resource: Resource, previous: Run | None, now: datetime) -> Run:
    return new_run(resource, previous, trigger, str(resource.generation), now)


def _start(facts: Facts, resource: Resource, run: Run, defaults: JobDefaults, now: datetime) -> Decision:
    """Make the run's Job, in the place of any other.

    The publish fence keeps a replaced pod that still lives from overwriting the new run's work, so nobody
    waits for it. A Job that has ended is kept, for its logs, until the new run has ended too.
    """
    others = _delete(tuple(job for job in facts.jobs if job.run_id != run.id and not job.end))
    index = _index_once_stopped(facts, resource)
    pods = pods_of_last_run(facts, resource)
    if resource.spec.suspend:
        held = new_run_status(run, None)
        status = make_status(resource, now, phase=Phase.SUSPENDED, run=held, index=index, pods=pods)
        return Decision(actions=others, status=status)
    if not facts.admitted and not resource.spec.queue_name:
        held = new_run_status(run, None)
        return queued(facts, resource, held, index=index, actions=others, now=now)
    try:
        create = CreateJob(job_manifest(resource, run, defaults))
    except TooLargeError as error:
        status = _invalid(resource, new_run_status(run, None), index, str(error), now)
        return Decision(actions=others, status=status)
    # Said at once: the Job stands still, and no change of it would lead to another look.
    waiting = kueues(resource.spec.queue_name) if resource.spec.queue_name else None
    status = make_status(
        resource,
        now,
        phase=Phase.QUEUED if waiting else Phase.PENDING,
        run=new_run_status(run, job_name(resource.key.name, run.id)),
        index=index,
        waiting=waiting,
        pods=pods,
    )
    return Decision(actions=(*others, create), status=status)


def _index_once_stopped(facts: Facts, resource: Resource) -> IndexStatus | None:
    """What stands published when the runs so far are stopped, as far as can be known.

    A pod that was let go may have published although nobody has seen its end.
    """
    index, last = resource.status.index, resource.status.run
    if index is None:
        return None
    let_go = {job.run_id for job in facts.jobs if any(not pod.gated for pod in facts.pods_of(job))}
    if last and last.start_time and resource.status.phase is not Phase.SUCCEEDED:
        let_go.add(last.id)
    other = next((run_id for run_id in sorted(let_go) if not make_same_graph(run_id, index.run_id)), None)
    return index.model_copy(update={"possibly_replaced_by": other}) if other else index


def _invalid(
    resource: Resource, run: RunStatus, index: IndexStatus | None, message: str, now: datetime
) -> RepositoryIndexStatus:
    """The status of a run that the spec, as it is, makes impossible."""
    failure = Failure(reason=INVALID_JOB, message=f"the spec makes no valid Job: {printable(message)}")
    ended = run.model_copy(update={"last_failure": failure, "completion_time": whole_second(now)})
    return make_status(resource, now, phase=Phase.FAILED, run=ended, index=index)


def _is_invalid(run: RunStatus) -> bool:
    return bool(run.last_failure and run.last_failure.reason == INVALID_JOB)


def refused_start(
    resource: Resource, decision: Decision, message: str, now: datetime, *, for_good: bool
) -> Decision:
    """The decision instead of `decision`, whose Job the API server refused to make with `message`.

    `for_good`: as the spec is, it always will; else it is tried again.
    """
    if decision.status is None or decision.status.run is None:
        return Decision()
    run, index = decision.status.run.model_copy(update={"job_name": None}), decision.status.index
    if for_good:
        status = _invalid(resource, run, index, message, now)
    else:
        why = why_refused(message, resource.key.namespace)
        status = make_status(resource, now, phase=Phase.PENDING, run=run, index=index, waiting=why)
    return Decision(status=None if status == resource.status else status)


def _observe(
    facts: Facts, resource: Resource, run: Run, job: Job, *, defaults: JobDefaults, now: datetime
) -> Decision:
    """See how the run's Job is doing."""
    before = resource.status.run
    if before is None or before.id != run.id:
        # The Job was made, but the write of the status did not happen.
        before = new_run_status(run, job.name)
    stale = _delete(tuple(other for other in facts.jobs if other is not job and not other.end))
    end = run_end(facts, resource, before, job)
    if end:
        if end is Unsettled.LAST_POD_UNSEEN:
            return Decision(actions=stale, requeue_after=1.0)
        if end is Unsettled.NEVER_STARTED:
            again = new_run(resource, run, run.trigger, cause=job.uid, now=now)
            return _start(facts, resource, again, defaults, now)
        pods = facts.pods_of(job)
        status = make_status(resource, now, phase=end.phase, run=end.run, index=end.index, pods=pods)
        # Once the result stands in the status, the Job may go.
        return Decision(actions=stale, status=status, requeue_after=0.0, result=end.result)

    if resource.spec.suspend:
        return suspend(resource, before, job, stale=stale, now=now)
    if job.suspended and job.queue_name:
        return wait_for_kueue(resource, before, job, stale=stale, now=now)
    if job.suspended:
        stale = (*stale, SuspendJob(job, suspend=False))
    seen = follow(facts, resource, before, job, now)
    if seen is None:
        return Decision(actions=stale)
    index = resource.status.index
    if seen.is_retry and not facts.admitted and not job.queue_name:
        held = before.model_copy(update={"next_retry_time": None, "progress": QUEUED_PROGRESS})
        return queued(facts, resource, held, index=index, actions=stale, now=now)
    pods = facts.pods_of(job)
    hung = hanging(pods, facts.nodes, defaults.lost_after, now) or silent(
        pods, facts.progress, facts.nodes, now
    )
    waiting = (hung.waiting if hung else None) or seen.waiting
    status = make_status(resource, now, phase=seen.phase, run=seen.run, index=index, waiting=waiting)
    lift: tuple[Action, ...] = ()
    if seen.lift:
        memory = grown_memory(resource.spec.job, attempts_of(job, pods), pods)
        lift = (*((ResizePod(seen.lift, memory),) if memory else ()), LiftGate(seen.lift))
    waits = (seen.requeue_after, hung.requeue_after if hung else None)
    return Decision(
        actions=(*stale, *lift, *(hung.actions if hung else ())),
        status=status,
        requeue_after=min((wait for wait in waits if wait is not None), default=None),
    )


def _settled(facts: Facts, resource: Resource, run: RunStatus, now: datetime) -> Decision:
    """The run has ended and stands in the status, so that its Job may go: only the generation can move."""
    stale = tuple(job for job in facts.jobs if job.run_id != run.id)
    seconds = resource.spec.ttl_seconds_after_finished
    expire = tuple(
        ExpireJob(job, seconds)
        for job in facts.jobs
        if job.run_id == run.id and job.end and not job.deleting and job.ttl_seconds != seconds
    )
    phase = resource.status.phase or Phase.PENDING
    index, error = resource.status.index, look_error(resource, run, facts.look)
    status = make_status(resource, now, phase=phase, run=run, index=index, look_error=error)
    dues = (status.next_schedule_time, next_look_by_run(resource, run, facts.look))
    wait = min(((due - now).total_seconds() for due in dues if due), default=None)
    return Decision(actions=(*_delete(stale), *expire), status=status, requeue_after=wait)


def _cancelled(facts: Facts, resource: Resource, run: RunStatus, why: Failure, now: datetime) -> Decision:
    """Somebody wants the run to stop: it is not made again."""
    ended = run.model_copy(
        update={"completion_time": whole_second(now), "next_retry_time": None, "last_failure": why}
    )
    pods = pods_of_last_run(facts, resource)
    index = resource.status.index
    status = make_status(resource, now, phase=Phase.CANCELLED, run=ended, index=index, pods=pods)
    return Decision(actions=_delete(facts.jobs), status=status, requeue_after=0.0)


def _job_deleted(run: RunStatus) -> Failure:
    message = (
        f"the Job {run.job_name} was deleted before it had ended: the run is not made again until the spec"
        f" changes or the annotation {ANNOTATION_REINDEX} asks for it"
    )
    return Failure(reason=JOB_DELETED, message=message)


def _yield_repository(facts: Facts, resource: Resource, now: datetime) -> Decision:
    """Another resource has the repository: run nothing, and forget a run that has not ended."""
    phase, run = resource.status.phase, resource.status.run
    if phase not in FINISHED:
        phase, run = Phase.PENDING, None
    status = make_status(
        resource, now, phase=phase, run=run, index=resource.status.index, conflict=facts.conflict
    )
    return Decision(actions=_delete(facts.jobs), status=status)


def _delete(jobs: tuple[Job, ...]) -> tuple[Action, ...]:
    return tuple(DeleteJob(job) for job in jobs if not job.deleting)
