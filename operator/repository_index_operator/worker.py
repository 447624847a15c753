"""Carries decisions out: facts from the cache, one decision, its actions, at most one write of the status."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pydantic import ValidationError

from repository_index_api.index_job import AttemptResult
from repository_index_api.v1alpha1.status import ProgressStatus, RepositoryIndexStatus
from repository_index_operator import metrics
from repository_index_operator.actions import Actions
from repository_index_operator.announce import count, event_manifest
from repository_index_operator.cache import Cache
from repository_index_operator.cluster import Cluster
from repository_index_operator.decision import CreateJob, Decision
from repository_index_operator.errors import (
    ClusterError,
    ConflictError,
    InvalidError,
    NotFoundError,
    RefusedError,
)
from repository_index_operator.facts import Facts
from repository_index_operator.job_manifest import JobDefaults
from repository_index_operator.observe import observe_resource
from repository_index_operator.observed import Key, Resource
from repository_index_operator.purge import refused
from repository_index_operator.reconcile import reconcile, refused_start
from repository_index_operator.slots import Slots
from repository_index_operator.transitions import Transition, transitions
from repository_index_operator.workqueue import WorkQueue

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Written:
    """One write of a status: over what, and what it tells of."""

    before: Resource
    status: RepositoryIndexStatus
    result: AttemptResult | None
    time: datetime


class Worker:
    """Works on keys of the queue; several of them may do so side by side."""

    def __init__(
        self, cluster: Cluster, cache: Cache, queue: WorkQueue[Key], slots: Slots, defaults: JobDefaults
    ) -> None:
        self._slots = slots
        self._cluster = cluster
        self._cache = cache
        self._actions = Actions(cluster, cache)
        self._queue = queue
        self._defaults = defaults
        self._in_doubt: dict[Key, Written] = {}
        """Writes whose answer did not come: they may have been made all the same."""

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
            metrics.RECONCILES.labels("Succeeded").inc()
            self._queue.forget(key)

    def _fail(self, key: Key, reason: str, at_least: float = 0.0) -> None:
        metrics.RECONCILES.labels("Failed").inc()
        metrics.RECONCILE_ERRORS.labels(reason).inc()
        self._queue.retry(key, at_least)

    async def _reconcile(self, key: Key) -> None:
        facts = self._cache.facts(key)
        await self._settle_doubt(key, facts.resource)
        facts = replace(facts, admitted=self._slots.is_granted(key), place=self._slots.place(key))
        now = datetime.now(UTC)
        decision = reconcile(facts, self._defaults, now)
        if decision.queued:
            # Asked for only now: most resources want no slot most of the time.
            admitted = self._slots.request(decision.queued)
            facts = replace(facts, admitted=admitted, place=self._slots.place(key))
            decision = reconcile(facts, self._defaults, now)
        decision, refusal = await self._carry_out(facts, decision, now)
        if decision.queued is None:
            self._slots.release(key)
        if facts.resource is not None and decision.status is not None:
            written = Written(facts.resource, decision.status, decision.result, now)
            await self._write(written)
            await self._announce(written)
            if facts.progress and _progress(decision.status) != _progress(facts.resource.status):
                self._cache.mark_progress_written(facts.progress.pod_uid, now)
        if decision.requeue_after is not None:
            self._queue.add_after(key, decision.requeue_after)
        if refusal is not None:
            raise refusal

    async def _carry_out(
        self, facts: Facts, decision: Decision, now: datetime
    ) -> tuple[Decision, RefusedError | None]:
        """Do what was decided; returns what became of it, and a refusal that is to be tried again."""
        resource = facts.resource
        if resource is not None:
            # First, for with its last finalizer the resource is gone; told twice, it is one Event.
            await self._tell(resource, decision.told, now)
        for action in decision.actions:
            try:
                await self._actions.do(action)
            except RefusedError as error:
                if resource is None or not isinstance(action, CreateJob):
                    # Nothing that the author of the spec could mend.
                    raise ClusterError(f"{type(action).__name__} is refused: {error}") from error
                for_good = isinstance(error, InvalidError)
                if not resource.deleting:
                    instead = refused_start(resource, decision, str(error), now, for_good=for_good)
                    return instead, None if for_good else error
                instead, _ = await self._carry_out(facts, refused(facts, resource, error, now), now)
                return instead, None if for_good or instead.told else error
        return decision, None

    async def _write(self, written: Written) -> None:
        key = written.before.key
        try:
            raw = await self._cluster.write_status(written.before, written.status)
        except (ConflictError, NotFoundError):
            raise
        except ClusterError:
            self._in_doubt[key] = written
            raise
        self._in_doubt.pop(key, None)
        metrics.STATUS_WRITES.inc()
        news = self._queue.news_since(key)
        if news is not None:
            metrics.STATUS_LAG.observe(time.monotonic() - news)
        self._cache.put_resource(observe_resource(raw))

    async def _settle_doubt(self, key: Key, resource: Resource | None) -> None:
        """Announce a write without an answer, once the resource shows that it was made."""
        written = self._in_doubt.get(key)
        if written is None or (resource is not None and resource.version == written.before.version):
            return
        del self._in_doubt[key]
        if resource is not None and resource.uid == written.before.uid and resource.status == written.status:
            metrics.STATUS_WRITES.inc()
            await self._announce(written)

    async def _announce(self, written: Written) -> None:
        """Tell people and Prometheus what happened."""
        resource, status = written.before, written.status
        happened = transitions(resource.status, status)
        count(resource.key.namespace, status, happened, written.result)
        await self._tell(resource, happened, written.time, status.run.id if status.run else "")

    async def _tell(
        self, resource: Resource, happened: Sequence[Transition], now: datetime, run_id: str = ""
    ) -> None:
        """By the log and by Events."""
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
