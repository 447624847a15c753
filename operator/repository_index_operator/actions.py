"""Carries the actions of a decision out, and puts what they bring into the cache before a watch tells."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from datetime import UTC, datetime

from repository_index_operator.cache import Cache
from repository_index_operator.cluster import Cluster
from repository_index_operator.decision import (
    Action,
    CreateJob,
    DeleteJob,
    ExpireJob,
    GiveUpPod,
    LiftGate,
    LookAtNode,
    ResizePod,
    SetFinalizers,
    SuspendJob,
)
from repository_index_operator.errors import ConflictError, NotFoundError, RefusedError
from repository_index_operator.observe import observe_job, observe_node, observe_pod, observe_resource
from repository_index_operator.observed import NodeReading, NodeState, Pod, RawObject

logger = logging.getLogger(__name__)


class Actions:
    """Does one action after the other."""

    def __init__(self, cluster: Cluster, cache: Cache) -> None:
        self._cluster = cluster
        self._cache = cache

    async def do(self, action: Action) -> None:
        """Do it.

        Raises:
            ClusterError: the API server refuses it, or cannot be asked.
        """
        match action:
            case CreateJob(manifest):
                self._put_job(await self._cluster.create_job(manifest))
            case SetFinalizers(resource, finalizers):
                changed = await self._cluster.set_finalizers(resource, finalizers)
                if not resource.deleting:
                    # Else it may be gone by now, which the watch tells.
                    self._cache.put_resource(observe_resource(changed))
            case LookAtNode(name):
                await self._look_at_node(name)
            case _:
                try:
                    await self._change(action)
                except (NotFoundError, ConflictError):
                    # It is gone, or another one by now, which the watch tells.
                    return

    async def _change(self, action: Action) -> None:
        """Do something to a Job or a pod that was there when it was decided."""
        match action:
            case DeleteJob(job, pods_first):
                await self._cluster.delete_job(job, pods_first=pods_first)
                logger.info("%s: Job %s deleted", job.key, job.name, extra={"resource": str(job.key)})
            case ExpireJob(job, seconds):
                self._put_job(await self._cluster.expire_job(job, seconds))
            case SuspendJob(job, suspend):
                self._put_job(await self._cluster.suspend_job(job, suspend=suspend))
            case LiftGate(pod):
                await self._put_pod(self._cluster.lift_gate(pod))
            case ResizePod(pod, memory_limit):
                await self._resize(pod, memory_limit)
            case GiveUpPod(pod, message):
                await self._put_pod(self._cluster.fail_pod(pod, message, datetime.now(UTC)))
                await self._cluster.delete_pod_by_force(pod)
                logger.warning("%s: deleted by force: %s", pod.name, message)

    async def _resize(self, pod: Pod, memory_limit: str) -> None:
        try:
            await self._put_pod(self._cluster.resize_pod(pod, memory_limit))
        except RefusedError as error:
            # A quota, as a rule: the attempt is made all the same, with the memory that it had.
            logger.warning("%s: no more memory than before: %s", pod.name, error)
            return
        logger.info("%s: its memory limit is %s now", pod.name, memory_limit)

    async def _look_at_node(self, name: str) -> None:
        now = datetime.now(UTC)
        try:
            reading = observe_node(await self._cluster.get_node(name), now)
        except NotFoundError:
            reading = NodeReading(name, now, NodeState.GONE, now)
        except RefusedError:
            reading = NodeReading(name, now, NodeState.UNKNOWN, now)
        self._cache.nodes[name] = reading

    def _put_job(self, raw: RawObject) -> None:
        job = observe_job(raw)
        if job is not None:
            self._cache.put_job(job)

    async def _put_pod(self, changed: Awaitable[RawObject]) -> None:
        pod = observe_pod(await changed)
        if pod is not None:
            self._cache.put_pod(pod)
