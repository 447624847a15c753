"""The operator's own HTTP endpoints: /metrics, /healthz, /readyz."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from repository_index_operator import metrics
from repository_index_operator.liveness import Liveness
from repository_index_operator.observed import Key
from repository_index_operator.slots import Slots
from repository_index_operator.workqueue import WorkQueue


class Endpoints:
    """`ready` is set once the cache is full and work is done."""

    def __init__(self, queue: WorkQueue[Key], slots: Slots, liveness: Liveness) -> None:
        self.ready = False
        self._liveness = liveness
        self._slots = slots
        self._queue = queue
        application = web.Application()
        application.add_routes(
            [
                web.get("/metrics", self._metrics),
                web.get("/healthz", self._health),
                web.get("/readyz", self._readiness),
            ]
        )
        self._runner = web.AppRunner(application, access_log=None)

    async def start(self, port: int) -> None:
        """Listen on all addresses."""
        await self._runner.setup()
        await web.TCPSite(self._runner, port=port).start()

    async def stop(self) -> None:
        """End all connections."""
        await self._runner.cleanup()

    async def _metrics(self, _: web.Request) -> web.Response:
        metrics.WORKQUEUE_DEPTH.set(len(self._queue))
        metrics.QUEUE_DEPTH.clear()
        for namespace, depth in self._slots.depths().items():
            metrics.QUEUE_DEPTH.labels(namespace).set(depth)
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _health(self, _: web.Request) -> web.Response:
        # That the loop answers is news already; and a task that ends takes the process with it.
        trouble = self._liveness.trouble()
        return web.Response(status=503 if trouble else 200, text=f"{trouble or 'ok'}\n")

    async def _readiness(self, _: web.Request) -> web.Response:
        if self.ready:
            return web.Response(text="ok\n")
        return web.Response(status=503, text="the cluster has not been listed yet\n")
