"""The operator's process: in a pod of the cluster, or anywhere with a KUBECONFIG.

Everything that must run for ever is a task; when one of them ends, all do, and Kubernetes starts the process
anew. There is nothing to save at the end: what is known stands in the cluster.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys
from collections.abc import Sequence

from pydantic import ValidationError

from repository_index_operator import logs
from repository_index_operator.cache import Cache
from repository_index_operator.cluster import Cluster
from repository_index_operator.endpoints import Endpoints
from repository_index_operator.errors import ClusterError
from repository_index_operator.handlers import watch
from repository_index_operator.leadership import lead
from repository_index_operator.liveness import Liveness
from repository_index_operator.metrics import LEADER, PhaseCollector
from repository_index_operator.observed import Key
from repository_index_operator.progress import ProgressPoller
from repository_index_operator.push import namespace_secret
from repository_index_operator.refresher import Refresher
from repository_index_operator.remote_look import RemoteLook
from repository_index_operator.settings import Settings
from repository_index_operator.slots import Slots
from repository_index_operator.sweep import Sweeper
from repository_index_operator.webhook import Webhook, read_master_secret
from repository_index_operator.worker import Worker
from repository_index_operator.workqueue import WorkQueue

logger = logging.getLogger("repository_index_operator")


async def operate(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT."""
    cluster = await Cluster.connect()
    cache = Cache()
    queue: WorkQueue[Key] = WorkQueue()
    PhaseCollector(cache)
    slots = Slots(cache, queue.add, settings.operator_limits_file)
    liveness = Liveness(queue)
    endpoints = Endpoints(queue, slots, liveness)
    await endpoints.start(settings.operator_http_port)
    namespaces = settings.operator_namespaces
    webhook = await serve_webhook(settings, cluster)
    sweeper = Sweeper(
        cluster, cache, queue, liveness, namespaces=namespaces, seconds=settings.operator_sweep_seconds
    )
    worker = Worker(cluster, cache, queue, slots, settings.job_defaults)
    refresher = Refresher(cache, queue, RemoteLook(settings.operator_look_networks).commit_of)
    poller = ProgressPoller(cache, queue, settings.operator_progress_seconds)

    async def work() -> None:
        # Decisions about half of the truth would be wrong ones, and kopf needs the CRD to be there.
        await sweeper.first()
        endpoints.ready = True
        logger.info("ready: %d resources, %d Jobs", len(cache.resources), len(cache.jobs))
        async with asyncio.TaskGroup() as group:
            watching = asyncio.Event()
            group.create_task(
                watch(cache, queue, cluster, liveness, namespaces=namespaces, watching=watching)
            )
            group.create_task(sweeper.run())
            group.create_task(poller.run())
            group.create_task(slots.run())
            group.create_task(refresher.run())
            for _ in range(settings.operator_workers):
                group.create_task(worker.run())
            await watching.wait()
            # kopf has taken the signals for itself, and is slow to end beside tasks that are not its own.
            stop_on_signals(stopping)

    stopping = asyncio.Event()
    stop_on_signals(stopping)
    if settings.operator_lease_namespace:
        # A replica that stands by is as ready as it can be.
        endpoints.ready = True
        working = asyncio.create_task(lead(cluster, settings.operator_lease_namespace, work))
    else:
        LEADER.set(1)
        working = asyncio.create_task(work())
    stopped = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        logger.info("stopping")
        stopped.cancel()
        await endpoints.stop()
        working.cancel()
        await asyncio.gather(working, *((webhook.stop(),) if webhook else ()), return_exceptions=True)
        await cluster.close()
    if not working.cancelled():
        working.result()


async def serve_webhook(settings: Settings, cluster: Cluster) -> Webhook | None:
    """Every replica serves it, for those who send pushes do not know which one leads."""
    if settings.operator_webhook_secret_file is None:
        return None
    webhook = Webhook(cluster, settings.operator_webhook_secret_file, settings.operator_namespaces)
    await webhook.start(settings.operator_webhook_port)
    return webhook


def stop_on_signals(stopping: asyncio.Event) -> None:
    """Take SIGTERM and SIGINT as the wish to stop."""
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)


def print_webhook_secret(settings: Settings, namespace: str) -> int:
    """Print the secret that a forge is told for the webhook of a namespace."""
    if settings.operator_webhook_secret_file is None:
        print("there is no webhook: see webhook in the chart's values", file=sys.stderr)
        return 1
    try:
        master = read_master_secret(settings.operator_webhook_secret_file)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(namespace_secret(master, namespace))
    return 0


def main(words: Sequence[str] | None = None) -> int:
    """The program `repository-index-operator`; `words` are its arguments, by default those of the process."""
    parser = argparse.ArgumentParser(prog="repository-index-operator", description=__doc__)
    help_text = "print the secret of the namespace's webhook, and end"
    parser.add_argument("--webhook-secret", metavar="NAMESPACE", help=help_text)
    arguments = parser.parse_args(words)
    try:
        settings = Settings()  # type: ignore[call-arg] # the environment fills it
    except ValidationError as error:
        print(f"wrong settings: {error}", file=sys.stderr)
        return 2
    if arguments.webhook_secret:
        return print_webhook_secret(settings, arguments.webhook_secret)
    logs.configure(settings.operator_log_level)
    try:
        asyncio.run(operate(settings))
    except ClusterError as error:
        logger.error("%s", error)
        return 1
    except Exception:
        logger.exception("the operator cannot go on")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
