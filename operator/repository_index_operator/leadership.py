"""One of several replicas acts: it holds a Lease, and stops acting before the Lease can be another's.

The rules are those of client-go's leader election (k8s.io/client-go/tools/leaderelection): whoever does not
hold the Lease counts its time from when it saw the last change, on a clock of its own, so that clocks need
not agree. The Python client has an election too, but it cannot make the Lease and has no time limits.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import time
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

from repository_index_operator import metrics
from repository_index_operator.cluster import Cluster
from repository_index_operator.errors import ClusterError, NotFoundError
from repository_index_operator.names import OPERATOR

LEASE_SECONDS = 10.0
RENEW_SECONDS = 7.0
"""A leader that could not renew for so long stops, some seconds before another one may begin."""
RETRY_SECONDS = 1.0

logger = logging.getLogger(__name__)


class Lease:
    """The Lease as one replica sees it."""

    def __init__(self, cluster: Cluster, namespace: str) -> None:
        self.identity = f"{os.environ.get('HOSTNAME', OPERATOR)}-{secrets.token_hex(4)}"
        self._cluster = cluster
        self._namespace = namespace
        self._seen: object = None
        self._seen_at = 0.0

    async def take(self) -> bool:
        """Take or renew it; False: another one has it.

        Raises:
            ClusterError: the API server does not answer, or another one was quicker.
        """
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        spec = {
            "holderIdentity": self.identity,
            "leaseDurationSeconds": int(LEASE_SECONDS),
            "acquireTime": now,
            "renewTime": now,
        }
        try:
            lease = dict(await self._cluster.get_lease(self._namespace, OPERATOR))
        except NotFoundError:
            metadata = {"namespace": self._namespace, "name": OPERATOR}
            await self._cluster.create_lease({"metadata": metadata, "spec": spec})
            return True
        held = lease.get("spec") or {}
        if held != self._seen:
            self._seen, self._seen_at = held, time.monotonic()
        holder = held.get("holderIdentity")
        if holder == self.identity:
            spec["acquireTime"] = held.get("acquireTime") or now
        elif holder and time.monotonic() < self._seen_at + LEASE_SECONDS:
            return False
        await self._cluster.replace_lease({**lease, "spec": {**held, **spec}})
        return True

    async def release(self) -> None:
        """Let another one take it at once, if it is ours."""
        try:
            async with asyncio.timeout(RETRY_SECONDS):
                lease = dict(await self._cluster.get_lease(self._namespace, OPERATOR))
                if lease["spec"].get("holderIdentity") == self.identity:
                    await self._cluster.replace_lease({**lease, "spec": {"leaseDurationSeconds": 1}})
        except (ClusterError, TimeoutError) as error:
            logger.info("the Lease is not released: %s", error)


async def lead(cluster: Cluster, namespace: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Wait for the Lease in `namespace`, then do `work`; return when it has ended, or the Lease is lost.

    Raises:
        Exception: whatever ended `work`.
    """
    lease = Lease(cluster, namespace)
    while not await _taken(lease, RETRY_SECONDS):  # noqa: ASYNC110 - the Lease tells nobody of its end
        await asyncio.sleep(RETRY_SECONDS)
    logger.info("leading as %s", lease.identity)
    metrics.LEADER.set(1)
    tasks = [asyncio.create_task(work()), asyncio.create_task(_keep(lease))]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        metrics.LEADER.set(0)
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        # Only now, when nothing acts any more, may another one begin.
        await lease.release()
    for end in ends:
        if isinstance(end, Exception):
            raise end


async def _keep(lease: Lease) -> None:
    """Renew until that has failed for too long.

    Raises:
        ClusterError: the Lease is lost.
    """
    renewed = time.monotonic()
    while True:
        await asyncio.sleep(RETRY_SECONDS)
        left = renewed + RENEW_SECONDS - time.monotonic()
        if left <= 0:
            raise ClusterError("the Lease is lost: another replica may act now, so this one must not")
        started = time.monotonic()
        if await _taken(lease, min(left, 2 * RETRY_SECONDS)):
            renewed = started


async def _taken(lease: Lease, seconds: float) -> bool:
    """Whether the Lease could be taken or renewed within `seconds`."""
    try:
        async with asyncio.timeout(seconds):
            return await lease.take()
    except (ClusterError, TimeoutError) as error:
        logger.warning("the Lease cannot be taken: %s %s", type(error).__name__, error)
        return False
