"""The work queue's promises: no change missed, no key worked on twice at a time, failures back off."""

from __future__ import annotations

import asyncio
import time

from repository_index_operator import workqueue
from repository_index_operator.workqueue import WorkQueue


async def take(queue: WorkQueue[str], within: float = 1.0) -> str | None:
    try:
        async with asyncio.timeout(within):
            return await queue.get()
    except TimeoutError:
        return None


def test_a_key_waits_only_once():
    async def story():
        queue: WorkQueue[str] = WorkQueue()
        for _ in range(3):
            queue.add("a")
        queue.add("b")
        assert len(queue) == 2
        assert [await take(queue), await take(queue)] == ["a", "b"]
        assert await take(queue, 0.05) is None

    asyncio.run(story())


def test_a_change_during_the_work_brings_the_key_back_afterwards():
    async def story():
        queue: WorkQueue[str] = WorkQueue()
        queue.add("a")
        assert await take(queue) == "a"
        queue.add("a")
        assert await take(queue, 0.05) is None, "nobody else works on it meanwhile"
        queue.done("a")
        assert await take(queue) == "a"

    asyncio.run(story())


def test_of_two_delays_the_shorter_one_counts():
    async def story():
        queue: WorkQueue[str] = WorkQueue()
        queue.add_after("a", 30)
        queue.add_after("a", 0.05)
        queue.add_after("a", 60)
        started = time.monotonic()
        assert await take(queue) == "a"
        assert 0.04 <= time.monotonic() - started < 0.5
        queue.done("a")
        assert await take(queue, 0.1) is None, "the longer ones are forgotten"

    asyncio.run(story())


def test_failures_back_off_until_a_success(monkeypatch):
    monkeypatch.setattr(workqueue, "FIRST_BACKOFF_SECONDS", 0.02)

    async def story():
        queue: WorkQueue[str] = WorkQueue()
        waits = []
        for _ in range(4):
            queue.retry("a")
            started = time.monotonic()
            assert await take(queue) == "a"
            waits.append(time.monotonic() - started)
            queue.done("a")
        assert waits[3] > waits[0] * 3
        queue.forget("a")
        queue.retry("a")
        started = time.monotonic()
        assert await take(queue) == "a"
        assert time.monotonic() - started < waits[3]

    asyncio.run(story())


def test_a_server_that_asks_for_patience_gets_it():
    async def story():
        queue: WorkQueue[str] = WorkQueue()
        queue.retry("a", at_least=30)
        assert await take(queue, 0.5) is None

    asyncio.run(story())


def test_workers_share_the_work_without_meeting_on_a_key():
    async def story():
        queue: WorkQueue[str] = WorkQueue()
        busy: set[str] = set()
        done: list[str] = []

        async def work() -> None:
            while True:
                key = await queue.get()
                assert key not in busy
                busy.add(key)
                await asyncio.sleep(0.001)
                busy.remove(key)
                done.append(key)
                queue.done(key)

        workers = [asyncio.create_task(work()) for _ in range(8)]
        for _ in range(50):
            for key in "abcdefgh":
                queue.add(key)
            await asyncio.sleep(0.0005)
        await asyncio.sleep(0.1)
        for worker in workers:
            assert not worker.done()
            worker.cancel()
        assert set(done) == set("abcdefgh")

    asyncio.run(story())


def test_news_of_what_is_under_way_goes_before_what_only_begins():
    async def story():
        queue: WorkQueue[str] = WorkQueue()
        queue.add("new-1")
        queue.add("running-1")
        queue.add("new-2")
        queue.add("running-1", urgent=True)
        queue.add("running-2", urgent=True)
        assert len(queue) == 4
        assert [await take(queue) for _ in range(4)] == ["running-1", "running-2", "new-1", "new-2"]
        assert await take(queue, 0.05) is None, "one that stood in both lines comes once"

    asyncio.run(story())


def test_urgent_news_during_the_work_comes_first_afterwards():
    async def story():
        queue: WorkQueue[str] = WorkQueue()
        queue.add("a")
        assert await take(queue) == "a"
        queue.add("b")
        queue.add("a", urgent=True)
        assert await take(queue) == "b", "a is still worked on"
        queue.add("c")
        queue.done("a")
        assert [await take(queue), await take(queue)] == ["a", "c"]

    asyncio.run(story())


def test_the_age_of_news_counts_from_its_arrival_until_a_work_succeeds():
    async def story():
        queue: WorkQueue[str] = WorkQueue()
        before = time.monotonic()
        queue.add("a", urgent=True)
        queue.add("a", urgent=True)
        after = time.monotonic()
        await take(queue)
        assert before <= (queue.news_since("a") or 0) <= after
        queue.retry("a")
        queue.done("a")
        await take(queue)
        assert before <= (queue.news_since("a") or 0) <= after, "a failure does not make the news younger"
        queue.forget("a")
        queue.done("a")
        queue.add("a")
        await take(queue)
        assert queue.news_since("a") is None

    asyncio.run(story())
