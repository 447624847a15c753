"""The operator's process: in a pod of the cluster, or anywhere with a KUBECONFIG.

Everything that must run for ever is a task; when one of them ends, all do, and Kubernetes starts the process
anew. There is nothing to save at the end: what is known stands in the cluster.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Coroutine

import kopf
from pydantic import ValidationError

from repository_index_operator import logs
from repository_index_operator.cache import Cache
from repository_index_operator.cluster import Cluster
from repository_index_operator.endpoints import Endpoints
from repository_index_operator.handlers import kopf_settings, make_registry
from repository_index_operator.metrics import PhaseCollector
from repository_index_operator.observed import Key
from repository_index_operator.progress import ProgressPoller
from repository_index_operator.settings import Settings
from repository_index_operator.sweep import Sweeper
from repository_index_operator.worker import Worker
from repository_index_operator.workqueue import WorkQueue

logger = logging.getLogger("repository_index_operator")


async def operate(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT, which kopf listens to."""
    cache = Cache()
    queue: WorkQueue[Key] = WorkQueue()
    PhaseCollector(cache)
    endpoints = Endpoints(queue)
    await endpoints.start(settings.operator_http_port)
    cluster = await Cluster.connect()
    namespaces = settings.operator_namespaces
    sweeper = Sweeper(cluster, cache, queue, namespaces, settings.operator_sweep_seconds)
    worker = Worker(cluster, cache, queue, settings.job_defaults)
    poller = ProgressPoller(cache, queue, settings.operator_progress_seconds)
    stop = asyncio.Event()
    watches = kopf.operator(
        registry=make_registry(cache, queue, cluster.configuration),
        settings=kopf_settings(),
        standalone=True,
        clusterwide=not namespaces,
        namespaces=namespaces,
        stop_flag=stop,
    )

    async def work() -> None:
        # Decisions about half of the truth would be wrong ones.
        await sweeper.first()
        endpoints.ready = True
        logger.info("ready: %d resources, %d Jobs", len(cache.resources), len(cache.jobs))
        async with asyncio.TaskGroup() as group:
            group.create_task(sweeper.run())
            group.create_task(poller.run())
            for _ in range(settings.operator_workers):
                group.create_task(worker.run())

    try:
        await _until_one_ends(watches, work())
    finally:
        stop.set()
        await endpoints.stop()
        await cluster.close()


async def _until_one_ends(*coroutines: Coroutine[object, object, None]) -> None:
    """Run side by side; when one ends, for whatever reason, the others are cancelled."""
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


def main() -> int:
    """The program `repository-index-operator`."""
    try:
        settings = Settings()  # type: ignore[call-arg] # the environment fills it
    except ValidationError as error:
        print(f"wrong settings: {error}", file=sys.stderr)
        return 2
    logs.configure(settings.operator_log_level)
    asyncio.run(operate(settings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
