"""Answers `GET /progress` for all simulated pods, whose addresses are the machine's own."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bench.api import Api
from bench.simulated_nodes import COMMIT, COUNTS, RUN_SECONDS
from repository_index_api.index_job import (
    PROGRESS_PATH,
    PROGRESS_PORT,
    STAGE_PERCENT,
    Progress,
    Stage,
    encode_progress,
)
from repository_index_operator.names import JOB_SELECTOR, LABEL_RUN_ID

STAGES = (Stage.CONNECTING, Stage.PREPARING, Stage.PARSING, Stage.RESOLVING, Stage.WRITING)


@dataclass(frozen=True)
class RunningPod:
    """What is known of a pod that runs."""

    uid: str
    run_id: str
    started: datetime


def progress_of(pod: RunningPod, now: datetime) -> Progress:
    """How far the pod's run is: evenly from its start to the end of the shortest run."""
    share = min(0.99, max(0.0, (now - pod.started).total_seconds() / RUN_SECONDS[0]))
    percent = 10 + int(share * 89)
    stage = next(one for one in reversed(STAGES) if STAGE_PERCENT[one][0] <= percent)
    percent = min(percent, STAGE_PERCENT[stage][1])
    return Progress(
        run_id=pod.run_id,
        pod_uid=pod.uid,
        stage=stage,
        percent=percent,
        commit=COMMIT,
        files_done=int(COUNTS.files * share),
        files_total=COUNTS.files,
        nodes=int(COUNTS.nodes * share),
        edges=int(COUNTS.edges * share),
    )


class PodProgress:
    """Knows the running pods by address."""

    def __init__(self) -> None:
        self.asked = 0
        self._pods: dict[str, RunningPod] = {}

    def see(self, event: dict[str, Any]) -> None:
        """An event of the pods' watch."""
        if event["type"] not in ("ADDED", "MODIFIED", "DELETED"):
            return
        pod = event["object"]
        address, started = pod["status"].get("podIP"), pod["status"].get("startTime")
        if not address or not started:
            return
        if event["type"] == "DELETED" or pod["status"]["phase"] != "Running":
            self._pods.pop(address, None)
            return
        metadata = pod["metadata"]
        run_id, since = metadata["labels"][LABEL_RUN_ID], datetime.fromisoformat(started)
        self._pods[address] = RunningPod(metadata["uid"], run_id, since)

    async def answer(self, request: web.Request) -> web.Response:
        """`GET /progress`."""
        self.asked += 1
        transport = request.transport
        pod = self._pods.get(transport.get_extra_info("sockname")[0]) if transport else None
        if pod is None:
            return web.Response(status=404)
        return web.Response(
            body=encode_progress(progress_of(pod, datetime.now(UTC))), content_type="application/json"
        )


@asynccontextmanager
async def serving(api: Api) -> AsyncIterator[PodProgress]:
    """Follow the pods and answer for them."""
    server = PodProgress()
    application = web.Application()
    application.add_routes([web.get(PROGRESS_PATH, server.answer)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Only for what the machine sends to itself.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo")
    listener.bind(("0.0.0.0", PROGRESS_PORT))
    await web.SockSite(runner, listener).start()

    async def follow() -> None:
        while True:
            # What no longer fits the selector is told of as deleted.
            running = {"labelSelector": JOB_SELECTOR, "fieldSelector": "status.phase=Running"}
            async for event in api.watch("/api/v1/pods", **running):
                server.see(event)

    following = asyncio.create_task(follow())
    try:
        yield server
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await runner.cleanup()
