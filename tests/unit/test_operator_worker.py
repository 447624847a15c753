"""A decision is carried out whole, or tried again: what the API server refuses is not taken for a success.

The API server is a stub, because a real one refuses a single kind of request only by policies made for it.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from operator_objects import DEFAULTS, KEY
from operator_world import World
from repository_index_operator.cache import Cache
from repository_index_operator.errors import (
    ClusterError,
    InvalidError,
    NamespaceTerminatingError,
    RefusedError,
)
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
        self.finalizers: list[tuple[str, ...]] = []
        self.events: list[Any] = []

    def _answer(self, method: str) -> None:
        if method == self._refused:
            raise self._error

    async def create_job(self, manifest: Any) -> Any:
        self._answer("create_job")
        return manifest

    async def delete_job(self, _job: Any, *, pods_first: bool = False) -> None:
        self._answer("delete_job")

    async def set_finalizers(self, _resource: Any, finalizers: Any) -> Any:
        self.finalizers.append(finalizers)
        return self._world.resource

    async def lift_gate(self, _pod: Any) -> Any:
        self._answer("lift_gate")
        return self._world.pod

    async def write_status(self, _resource: Any, status: Any) -> Any:
        self.written.append(status)
        return self._world.resource

    async def create_event(self, manifest: Any) -> None:
        self.events.append(manifest)


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


def deleted_with_rows() -> World:
    world = World({"deletionPolicy": "Purge"})
    world.run_first_attempt()
    world.succeeds()
    world.delete()
    return world


def test_a_purge_that_a_dying_namespace_refuses_lets_the_resource_go_and_says_so():
    error = NamespaceTerminatingError("because it is being terminated")
    cluster, again = work_once(deleted_with_rows(), "create_job", error)
    assert cluster.finalizers == [()]
    assert [event["reason"] for event in cluster.events] == ["RowsKept"]
    assert cluster.written == []
    assert again is None


def test_a_purge_that_a_quota_refuses_says_so_and_is_tried_again():
    cluster, again = work_once(deleted_with_rows(), "create_job", RefusedError("exceeded quota"))
    assert cluster.finalizers == []
    assert [status.phase for status in cluster.written] == ["Purging"]
    assert again == KEY


class CutAfterTheWrite(StubCluster):
    """The first write of a status is made, or is not, and its answer does not come."""

    def __init__(self, world: World, *, made: bool) -> None:
        super().__init__(world, "", ClusterError(""))
        self._made = made

    async def write_status(self, resource: Any, status: Any) -> Any:
        is_first = not self.written
        self.written.append(status)
        if is_first and not self._made:
            raise ClusterError("connection reset")
        metadata = self._world.resource["metadata"]
        assert str(resource.version) == metadata["resourceVersion"], "the API server would say 409"
        metadata["resourceVersion"] = str(resource.version + 1)
        self._world.resource["status"] = json.loads(status.model_dump_json(by_alias=True, exclude_none=True))
        if is_first:
            raise ClusterError("connection reset")
        return self._world.resource


@pytest.mark.parametrize(("made", "writes"), [(True, 1), (False, 2)])
def test_what_a_write_without_an_answer_did_is_told_once(made, writes):
    world = World()
    cluster, cache = CutAfterTheWrite(world, made=made), Cache()
    cache.put_resource(observe_resource(world.resource))

    async def create_job(manifest: Any) -> Any:
        world.create_job(manifest)
        return world.job

    cluster.create_job = create_job  # type: ignore[method-assign]

    async def story() -> None:
        queue: WorkQueue[Key] = WorkQueue()
        slots = Slots(cache, queue.add, None)
        worker = asyncio.create_task(Worker(cluster, cache, queue, slots, DEFAULTS).run())  # type: ignore[arg-type]
        queue.add(KEY)
        await asyncio.sleep(0.05)
        # The watch tells what was written, if it was.
        cache.put_resource(observe_resource(world.resource))
        for _ in range(3):
            queue.add(KEY)
            await asyncio.sleep(0.15)
        worker.cancel()

    asyncio.run(story())
    assert [event["reason"] for event in cluster.events] == ["RunStarted"]
    assert len(cluster.written) == writes


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
