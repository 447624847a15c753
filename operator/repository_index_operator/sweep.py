"""Lists everything from time to time, and so heals what the watches missed.

A watch that breaks with 410 Gone loses the deletions of the gap, for kopf only lists what is there then.
The first sweep fills the cache before any decision is made.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import TypeVar

from repository_index_api.v1alpha1 import PLURAL
from repository_index_operator import metrics
from repository_index_operator.cache import Cache, Store, Versioned
from repository_index_operator.cluster import CORE_PATH, JOBS_PATH, RESOURCES_PATH, Cluster
from repository_index_operator.errors import ClusterError, NotFoundError
from repository_index_operator.liveness import Liveness
from repository_index_operator.names import JOB_SELECTOR
from repository_index_operator.observe import (
    observe_job,
    observe_notice,
    observe_pod,
    observe_resource,
    version_of,
)
from repository_index_operator.observed import Key, RawObject
from repository_index_operator.workqueue import WorkQueue

logger = logging.getLogger(__name__)

T = TypeVar("T", bound=Versioned)

FIRST_SWEEP_RETRY_SECONDS = 5.0
FAILED_CREATE_SELECTOR = "reason=FailedCreate,involvedObject.kind=Job"
FAILED_MOUNT_SELECTOR = "reason=FailedMount,involvedObject.kind=Pod"


class Sweeper:
    """Compares the cache with the cluster."""

    def __init__(
        self,
        cluster: Cluster,
        cache: Cache,
        queue: WorkQueue[Key],
        liveness: Liveness,
        *,
        namespaces: Sequence[str],
        seconds: float,
    ) -> None:
        self._liveness = liveness
        self._cluster = cluster
        self._cache = cache
        self._queue = queue
        self._namespaces: Sequence[str | None] = namespaces or (None,)
        self._seconds = seconds

    async def first(self) -> None:
        """Fill the cache; patient with a cluster that is not ready for us."""
        while True:
            try:
                await self.sweep()
            except NotFoundError:
                logger.warning(
                    "the cluster does not know RepositoryIndex: kubectl apply -f crds/repositoryindexes.yaml"
                )
            except ClusterError as error:
                logger.warning("the cluster cannot be listed yet: %s", error)
            else:
                return
            await asyncio.sleep(FIRST_SWEEP_RETRY_SECONDS)

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            await asyncio.sleep(self._seconds)
            try:
                drift = await self.sweep()
            except ClusterError as error:
                logger.warning("sweep failed: %s", error)
                metrics.SWEEP_ERRORS.inc()
                continue
            self._liveness.swept(drift)
            for kind, number in drift.items():
                metrics.SWEEP_DRIFT.labels(kind).inc(number)
            if any(drift.values()):
                logger.info("the sweep was the first to see changes: %s", drift)

    async def sweep(self) -> dict[str, int]:
        """List everything once and work on what is news; returns how much that was, by kind.

        Jobs come before pods and Events, which are only taken in for Jobs that are known.
        """
        started = time.monotonic()
        cache = self._cache
        drift = {
            "resources": await self._heal(
                cache.resources,
                (RESOURCES_PATH, PLURAL, {}),
                observe_resource,
                cache.put_resource,
                cache.remove_resource,
            ),
            "jobs": await self._heal(
                cache.jobs,
                (JOBS_PATH, "jobs", {"labelSelector": JOB_SELECTOR}),
                observe_job,
                cache.put_job,
                cache.remove_job,
            ),
            "pods": await self._heal(
                cache.pods,
                (CORE_PATH, "pods", {"labelSelector": JOB_SELECTOR}),
                observe_pod,
                cache.put_pod,
                cache.drop_pod,
            ),
        }
        for selector in (FAILED_CREATE_SELECTOR, FAILED_MOUNT_SELECTOR):
            query = (CORE_PATH, "events", {"fieldSelector": selector})
            await self._heal(None, query, observe_notice, cache.put_notice, cache.remove_notice)
        metrics.SWEEP_DURATION.observe(time.monotonic() - started)
        metrics.LAST_SWEEP.set_to_current_time()
        return drift

    async def _heal(
        self,
        store: Store[T] | None,
        query: tuple[str, str, dict[str, str]],
        observe: Callable[[RawObject], T | None],
        put: Callable[[T], set[Key]],
        remove: Callable[[str], set[Key]],
    ) -> int:
        """Bring one store up to date; returns the number of keys that it concerns."""
        path, plural, selectors = query
        keys: set[Key] = set()
        listed: set[str] = set()
        versions: list[int] = []
        with store.during_list() if store is not None else nullcontext():
            for namespace in self._namespaces:
                async for page, version in self._cluster.list_all(path, plural, namespace, **selectors):
                    versions.append(version)
                    for raw in page:
                        uid = raw["metadata"]["uid"]
                        if store is not None and store.knows(uid, version_of(raw["metadata"])):
                            listed.add(uid)
                            continue
                        item = observe(raw)
                        if item is None or (store is not None and store.was_removed(item.uid)):
                            continue
                        listed.add(item.uid)
                        keys |= put(item)
        if store is not None:
            for uid in store.missing_from(listed, min(versions)):
                keys |= remove(uid)
        for key in keys:
            self._queue.add(key)
        return len(keys)
