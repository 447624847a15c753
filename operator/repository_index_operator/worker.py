"""Carries decisions out: facts from the cache, one decision, its actions, at most one write of the status."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable
from dataclasses import replace
from datetime import UTC, datetime

from pydantic import ValidationError

from repository_index_api.index_job import AttemptResult
from repository_index_api.v1alpha1.status import ProgressStatus, RepositoryIndexStatus
from repository_index_operator import metrics
from repository_index_operator.announce import count, event_manifest
from repository_index_operator.cache import Cache
from repository_index_operator.cluster import Cluster
from repository_index_operator.decision import (
    Action,
    CreateJob,
    DeleteJob,
    ExpireJob,
    LiftGate,
    ResizePod,
    SuspendJob,
)
from repository_index_operator.errors import (
    ClusterError,
    ConflictError,
    InvalidError,
    NotFoundError,
    RefusedError,
)
from repository_index_operator.job_manifest import JobDefaults
from repository_index_operator.observe import observe_job, observe_pod, observe_resource
from repository_index_operator.observed import Key, Pod, RawObject, Resource
from repository_index_operator.reconcile import reconcile, refused_start
from repository_index_operator.slots import Slots
from repository_index_operator.transitions import transitions
from repository_index_operator.workqueue import WorkQueue

logger = logging.getLogger(__name__)


class Worker:
    """Works on keys of the queue; several of them may do so side by side."""

    def __init__(
        self, cluster: Cluster, cache: Cache, queue: WorkQueue[Key], slots: Slots, defaults: JobDefaults
    ) -> None:
        self._slots = slots
        self._cluster = cluster
        self._cache = cache
        self._queue = queue
        self._defaults = defaults

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            key = await self._queue.get()
            started = time.monotonic()
            try:
                await self._work(key)
            finally:
                self._queue.done(key)
                metrics.RECONCILE_DURATION.observe(time.monotonic() - started)
            # A resource that asks for nothing is worked on without a pause: with thousands of them in the
            # queue, neither the Lease would be renewed nor a probe answered.
            await asyncio.sleep(0)

    async def _work(self, key: Key) -> None:
        """Work on one key; whatever fails is tried again later."""
        try:
            await self._reconcile(key)
        except (ConflictError, NotFoundError) as error:
            # Something changed meanwhile, and the watch is about to tell.
            logger.debug("%s: %s", key, error)
            self._fail(key, type(error).__name__)
        except ClusterError as error:
            # A refusal stands in the status, for those whom it concerns.
            level = logging.INFO if isinstance(error, RefusedError) else logging.WARNING
            logger.log(level, "%s: %s", key, error, extra={"resource": str(key)})
            self._fail(key, type(error).__name__, error.retry_after or 0.0)
        except ValidationError as error:
            logger.error("%s: a spec that this version does not know: %s", key, error)
            self._fail(key, "InvalidSpec")
        except Exception:
            # A defect: it must not stop the work on other resources.
            logger.exception("%s: reconcile failed", key, extra={"resource": str(key)})
            self._fail(key, "Defect")
        else:
            self._queue.forget(key)

    def _fail(self, key: Key, reason: str, at_least: float = 0.0) -> None:
        metrics.RECONCILE_ERRORS.labels(reason).inc()
        self._queue.retry(key, at_least)

    async def _reconcile(self, key: Key) -> None:
        facts = self._cache.facts(key)
        facts = replace(facts, admitted=self._slots.is_granted(key), place=self._slots.place(key))
        now = datetime.now(UTC)
        decision = reconcile(facts, self._defaults, now)
        if decision.queued:
            # Asked for only now: most resources want no slot most of the time.
            admitted = self._slots.request(decision.queued)
            facts = replace(facts, admitted=admitted, place=self._slots.place(key))
            decision = reconcile(facts, self._defaults, now)
        refusal: RefusedError | None = None
        for action in decision.actions:
            try:
                await self._act(action)
            except RefusedError as error:
                if facts.resource is None or not isinstance(action, CreateJob):
                    # Nothing that the author of the spec could mend.
                    raise ClusterError(f"{type(action).__name__} is refused: {error}") from error
                for_good = isinstance(error, InvalidError)
                refusal = None if for_good else error
                decision = refused_start(facts.resource, decision, str(error), now, for_good=for_good)
                break
        if decision.queued is None:
            self._slots.release(key)
        if facts.resource is not None and decision.status is not None:
            await self._write(facts.resource, decision.status)
            await self._announce(facts.resource, decision.status, decision.result, now)
            if facts.progress and _progress(decision.status) != _progress(facts.resource.status):
                self._cache.mark_progress_written(facts.progress.pod_uid, now)
        if decision.requeue_after is not None:
            self._queue.add_after(key, decision.requeue_after)
        if refusal is not None:
            raise refusal

    async def _act(self, action: Action) -> None:
        """Do it; what it brought goes into the cache at once, for the watch may be late."""
        match action:
            case CreateJob(manifest):
                job = observe_job(await self._cluster.create_job(manifest))
                if job is not None:
                    self._cache.put_job(job)
            case DeleteJob(job):
                try:
                    await self._cluster.delete_job(job)
                except (NotFoundError, ConflictError):
                    return
                logger.info("%s: Job %s deleted", job.key, job.name, extra={"resource": str(job.key)})
            case LiftGate(pod):
                try:
                    seen = observe_pod(await self._cluster.lift_gate(pod))
                except (NotFoundError, ConflictError):
                    return
                if seen is not None:
                    self._cache.put_pod(seen)
            case ResizePod(pod, memory_limit):
                await self._resize(pod, memory_limit)
            case ExpireJob(job, seconds):
                await self._patched(self._cluster.expire_job(job, seconds))
            case SuspendJob(job, suspend):
                await self._patched(self._cluster.suspend_job(job, suspend=suspend))

    async def _resize(self, pod: Pod, memory_limit: str) -> None:
        try:
            seen = observe_pod(await self._cluster.resize_pod(pod, memory_limit))
        except (NotFoundError, ConflictError):
            return
        except RefusedError as error:
            # A quota, as a rule: the attempt is made all the same, with the memory that it had.
            logger.warning("%s: no more memory than before: %s", pod.name, error)
            return
        logger.info("%s: its memory limit is %s now", pod.name, memory_limit)
        if seen is not None:
            self._cache.put_pod(seen)

    async def _patched(self, patch: Awaitable[RawObject]) -> None:
        """Await the patch of a Job, which may be gone by now."""
        try:
            job = observe_job(await patch)
        except (NotFoundError, ConflictError):
            return
        if job is not None:
            self._cache.put_job(job)

    async def _write(self, resource: Resource, status: RepositoryIndexStatus) -> None:
        written = await self._cluster.write_status(resource, status)
        metrics.STATUS_WRITES.inc()
        news = self._queue.news_since(resource.key)
        if news is not None:
            metrics.STATUS_LAG.observe(time.monotonic() - news)
        self._cache.put_resource(observe_resource(written))

    async def _announce(
        self,
        resource: Resource,
        status: RepositoryIndexStatus,
        result: AttemptResult | None,
        now: datetime,
    ) -> None:
        """Tell people and Prometheus what happened."""
        happened = transitions(resource.status, status)
        count(resource.key.namespace, status, happened, result)
        run_id = status.run.id if status.run else ""
        for transition in happened:
            logger.info(
                "%s: %s",
                transition.happening,
                transition.message,
                extra={"resource": str(resource.key), "run": run_id},
            )
            try:
                await self._cluster.create_event(event_manifest(resource, run_id, transition, now))
            except ClusterError as error:
                # An Event is a courtesy: the status says it too.
                logger.warning("Event not posted: %s", error, extra={"resource": str(resource.key)})


def _progress(status: RepositoryIndexStatus) -> ProgressStatus | None:
    return status.run.progress if status.run else None
