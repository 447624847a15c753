"""The operator reads progress from real servers on the loopback, honest and hostile ones."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import aiohttp
import pytest
from aiohttp import web

from operator_objects import KEY
from operator_world import World
from repository_index_api.index_job import PROGRESS_MAX_BYTES, Progress, Stage, encode_progress
from repository_index_operator import progress as progress_module
from repository_index_operator.cache import Cache
from repository_index_operator.observe import observe_job, observe_resource
from repository_index_operator.observed import Key
from repository_index_operator.progress import ProgressError, ProgressPoller, read_progress
from repository_index_operator.workqueue import WorkQueue

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@pytest.fixture
def world(monkeypatch, unused_port) -> World:
    monkeypatch.setattr(progress_module, "PROGRESS_PORT", unused_port)
    world = World()
    world.run_first_attempt()
    world.pod["status"]["podIP"] = "127.0.0.1"
    return world


@pytest.fixture
def unused_port() -> int:
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def document(world: World, **fields: object) -> bytes:
    known = {"run_id": world.run.id, "pod_uid": world.pod["metadata"]["uid"]}
    return encode_progress(Progress(**{**known, "stage": Stage.PARSING, "percent": 50, **fields}))


def ask(world: World, handler: Handler) -> Progress:
    """What the operator reads from a server that answers by `handler`."""

    async def story() -> Progress:
        application = web.Application()
        application.router.add_get("/{path:.*}", handler)
        runner = web.AppRunner(application, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", progress_module.PROGRESS_PORT).start()
        try:
            timeout = aiohttp.ClientTimeout(total=0.5)
            async with aiohttp.ClientSession(timeout=timeout, auto_decompress=False) as session:
                return await read_progress(session, world.observed_pod(), world.observed_job())
        finally:
            await runner.cleanup()

    return asyncio.run(story())


def answering(body: bytes, status: int = 200, **headers: str) -> Handler:
    async def handle(_: web.Request) -> web.Response:
        return web.Response(body=body, status=status, headers=headers)

    return handle


def test_a_pods_own_progress_is_read(world):
    progress = ask(world, answering(document(world, nodes=7)))
    assert (progress.stage, progress.percent, progress.nodes) == (Stage.PARSING, 50, 7)


@pytest.mark.parametrize("other", [{"pod_uid": "another"}, {"run_id": "another"}])
def test_another_pods_progress_is_refused(world, other):
    with pytest.raises(ProgressError, match="not this run's pod"):
        ask(world, answering(document(world, **other)))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "something else"),
        (b"<html>", "something else"),
        (b"[" * 10_000, "something else"),
        (b" " * (PROGRESS_MAX_BYTES + 1), "more than"),
        (b"\xff\xfe", "something else"),
    ],
)
def test_what_is_no_progress_is_refused(world, body, why):
    with pytest.raises(ProgressError, match=why):
        ask(world, answering(body))


def test_a_redirect_is_not_followed(world):
    followed = []

    async def handle(request: web.Request) -> web.Response:
        followed.append(request.path)
        raise web.HTTPFound("/elsewhere")

    with pytest.raises(ProgressError, match="status 302"):
        ask(world, handle)
    assert followed == ["/progress"]


def test_an_endless_answer_is_cut(world):
    async def handle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b" " * 4_096)
        except ConnectionError:
            return response

    with pytest.raises(ProgressError, match="more than"):
        ask(world, handle)


def test_a_compressed_answer_is_not_unpacked(world):
    import gzip

    bomb = gzip.compress(b" " * 10_000_000)
    assert len(bomb) < PROGRESS_MAX_BYTES
    with pytest.raises(ProgressError, match="something else"):
        ask(world, answering(bomb, **{"Content-Encoding": "gzip"}))


def test_a_slow_answer_is_not_waited_for(world):
    async def handle(_: web.Request) -> web.Response:
        await asyncio.sleep(5)
        return web.Response()

    started = time.monotonic()
    with pytest.raises(ProgressError, match="in time"):
        ask(world, handle)
    assert time.monotonic() - started < 3


def test_the_poller_tells_only_news_and_says_when_a_pod_is_silent(world, monkeypatch):
    monkeypatch.setattr(progress_module, "UNREACHABLE_INTERVAL_SECONDS", 0.05)
    world.pod["metadata"]["resourceVersion"] = "2"
    cache = Cache()
    cache.put_resource(observe_resource(world.resource))
    cache.put_job(observe_job(world.job))
    cache.put_pod(world.observed_pod())
    answers = [
        document(world, percent=50),
        document(world, percent=51),
        document(world, percent=44),
        document(world, percent=62),
    ]

    async def handle(_: web.Request) -> web.Response:
        return web.Response(body=answers[0] if len(answers) == 1 else answers.pop(0))

    async def story() -> None:
        queue: WorkQueue[Key] = WorkQueue()
        poller = asyncio.create_task(ProgressPoller(cache, queue, 0.02).run())
        application = web.Application()
        application.router.add_get("/progress", handle)
        runner = web.AppRunner(application, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", progress_module.PROGRESS_PORT).start()
        seen = []
        async with asyncio.timeout(5):
            for _ in range(2):
                queue.done(await queue.get())
                reading = cache.facts(KEY).progress
                seen.append(reading.progress.percent)
        assert seen == [50, 62]
        now = datetime.now(UTC)
        cache.mark_progress_written(reading.pod_uid, now)
        await asyncio.sleep(0.1)
        assert cache.facts(KEY).progress.written_time == now, "the next look does not forget it"

        await runner.cleanup()
        async with asyncio.timeout(5):
            queue.done(await queue.get())
        reading = cache.facts(KEY).progress
        assert reading.error == "the pod cannot be reached"
        assert reading.progress.percent == 62, "what was known is still known"
        poller.cancel()

    asyncio.run(story())


def test_hostile_numbers_are_bounded(world):
    progress = ask(
        world,
        answering(
            document(
                world,
                stage=Stage.CONNECTING,
                percent=100,
                estimated_completion_time=datetime.fromisoformat("9999-12-31T23:59:59-23:00"),
            )
        ),
    )
    assert (progress.percent, progress.estimated_completion_time) == (10, None)
