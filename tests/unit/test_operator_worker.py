"""A decision is carried out whole, or tried again: what the API server refuses is not taken for a success.

The API server is a stub, because a real one refuses a single kind of request only by policies made for it.
"""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from operator_world import DEFAULTS, KEY, World
from repository_index_operator.cache import Cache
from repository_index_operator.errors import ClusterError, InvalidError, RefusedError
from repository_index_operator.observe import observe_job, observe_pod, observe_resource
from repository_index_operator.observed import Key
from repository_index_operator.slots import Slots
from repository_index_operator.worker import Worker
from repository_index_operator.workqueue import WorkQueue


class StubCluster:
    """Refuses what it is told to, and remembers the statuses that were written."""

    def __init__(self, world: World, refused: str, error: ClusterError) -> None:
        self._world = world
        self._refused = refused
        self._error = error
        self.written: list[Any] = []

    def _answer(self, method: str) -> None:
        if method == self._refused:
            raise self._error

    async def create_job(self, manifest: Any) -> Any:
        self._answer("create_job")
        return manifest

    async def delete_job(self, _job: Any) -> None:
        self._answer("delete_job")

    async def lift_gate(self, _pod: Any) -> Any:
        self._answer("lift_gate")
        return self._world.pod

    async def write_status(self, _resource: Any, status: Any) -> Any:
        self.written.append(status)
        return self._world.resource

    async def create_event(self, _manifest: Any) -> None:
        pass


def work_once(world: World, refused: str, error: ClusterError) -> tuple[StubCluster, Key | None]:
    """Let a worker look once at what the world shows; returns the key if it comes again."""
    cluster, cache = StubCluster(world, refused, error), Cache()
    cache.put_resource(observe_resource(world.resource))
    for raw in world.jobs.values():
        cache.put_job(observe_job(raw))
    for raw in world.pods.values():
        cache.put_pod(observe_pod(raw))

    async def story() -> Key | None:
        queue: WorkQueue[Key] = WorkQueue()
        worker = asyncio.create_task(
            Worker(cluster, cache, queue, Slots(cache, queue.add, None), DEFAULTS).run()
        )  # type: ignore[arg-type]
        queue.add(KEY)
        await asyncio.sleep(0.05)
        worker.cancel()
        try:
            async with asyncio.timeout(0.5):
                return await queue.get()
        except TimeoutError:
            return None

    return cluster, asyncio.run(story())


REFUSALS = [RefusedError("forbidden"), InvalidError("immutable")]


@pytest.mark.parametrize("error", REFUSALS)
def test_a_gate_that_may_not_be_lifted_is_tried_again_and_no_failure(error, caplog):
    world = World()
    world.settle()
    world.new_pod()
    cluster, again = work_once(world, "lift_gate", error)
    assert cluster.written == []
    assert again == KEY
    assert f"LiftGate is refused: {error}" in caplog.text


@pytest.mark.parametrize("error", REFUSALS)
def test_a_job_that_may_not_be_deleted_is_tried_again_and_no_failure(error, caplog):
    world = World()
    world.run_first_attempt()
    world.edit(exclude=["docs/"])
    cluster, again = work_once(world, "delete_job", error)
    assert cluster.written == []
    assert again == KEY
    assert f"DeleteJob is refused: {error}" in caplog.text


def test_a_job_that_may_not_be_made_says_so_and_is_tried_again():
    cluster, again = work_once(World(), "create_job", RefusedError("exceeded quota"))
    assert [status.phase for status in cluster.written] == ["Pending"]
    assert again == KEY


def test_a_job_that_can_never_be_made_fails():
    cluster, again = work_once(World(), "create_job", InvalidError("must be at most 63 characters"))
    assert [status.phase for status in cluster.written] == ["Failed"]
    assert again is None


def test_a_long_queue_leaves_the_loop_to_others():
    # Nothing is known of these resources, so that nothing is to be awaited for them.
    async def story() -> int:
        cache, queue = Cache(), WorkQueue[Key]()
        worker = Worker(None, cache, queue, Slots(cache, queue.add, None), DEFAULTS)  # type: ignore[arg-type]
        for number in range(200):
            queue.add(Key("team-a", f"gone-{number}"))
        working = asyncio.create_task(worker.run())
        turns = 0
        while len(queue):
            await asyncio.sleep(0)
            turns += 1
        working.cancel()
        return turns

    assert asyncio.run(story()) > 100
