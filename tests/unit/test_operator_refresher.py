"""One loop looks for all resources: when it is due, once for all that name the same, few at a time."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from datetime import timedelta

import pytest

from operator_objects import COMMIT, START, raw_resource
from operator_world import World
from repository_index_operator import refresher as refreshers
from repository_index_operator.cache import Cache
from repository_index_operator.observe import observe_resource
from repository_index_operator.observed import Key, Look, Target
from repository_index_operator.refresher import LOOKS_AT_A_TIME, Refresher
from repository_index_operator.remote_look import LookError, NeedsRunError
from repository_index_operator.workqueue import WorkQueue


class Remotes:
    """What looks find, and how many there were."""

    def __init__(self) -> None:
        self.answers: dict[str, str | Exception] = {}
        self.looks: Counter[Target] = Counter()
        self.now = self.most = 0

    async def commit_of(self, target: Target) -> str:
        self.looks[target] += 1
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0)
        self.now -= 1
        answer = self.answers.get(target.url, COMMIT)
        if isinstance(answer, Exception):
            raise answer
        return answer


def resource(number: int, url: str, *, interval: str = "10m", phase: str = "Succeeded", version: str = "1"):
    raw = raw_resource(
        {"source": {"git": {"url": url, "ref": "main"}}, "refreshInterval": interval},
        key=Key("team-a", f"r{number}"),
        uid=f"uid-{number}",
        resourceVersion=version,
    )
    run = {"id": f"run-{number}", "trigger": "Created", "requestedTime": "2026-01-01T12:00:00Z"}
    return observe_resource({**raw, "status": {"phase": phase, "run": run}})


def url(number: int) -> str:
    return f"https://git.example/{number}"


class Story:
    """The refresher, with a clock that the test moves."""

    def __init__(self, monkeypatch, *resources) -> None:
        self.now = START
        self.remotes, self.cache = Remotes(), Cache()
        self.queue: WorkQueue[Key] = WorkQueue()
        for item in resources:
            self.cache.put_resource(item)
        self.refresher = Refresher(self.cache, self.queue, self.remotes.commit_of)
        story = self

        class Clock:
            @staticmethod
            def now(_zone):
                return story.now

        monkeypatch.setattr(refreshers, "datetime", Clock)

    async def look(self) -> None:
        """What is due now is looked at."""
        self.refresher.plan(self.now)
        due = self.refresher._due
        await asyncio.gather(*(self.refresher.look(due.get_nowait()) for _ in range(due.qsize())))

    async def pass_by(self, seconds: float, step: float = 1.0) -> list[int]:
        """How many looks there were in each step of this time."""
        counts, end = [], self.now + timedelta(seconds=seconds)
        while self.now < end:
            before = self.remotes.looks.total()
            await self.look()
            counts.append(self.remotes.looks.total() - before)
            self.now += timedelta(seconds=step)
        return counts


def test_each_is_looked_at_once_in_an_interval(monkeypatch):
    story = Story(monkeypatch, *(resource(n, url(n)) for n in range(20)))
    asyncio.run(story.pass_by(3_600, step=10))
    assert all(6 <= looks <= 8 for looks in story.remotes.looks.values()), story.remotes.looks
    assert len(story.remotes.looks) == 20


def test_after_a_start_what_was_missed_is_looked_at_soon_and_not_at_once(monkeypatch):
    story = Story(monkeypatch, *(resource(n, url(n), interval="24h") for n in range(300)))
    counts = asyncio.run(story.pass_by(310, step=10))
    assert set(story.remotes.looks.values()) == {1}
    assert len(story.remotes.looks) == 300
    assert max(counts) < 30, counts


def test_who_names_the_same_is_looked_at_together(monkeypatch):
    same = [resource(n, url(1), interval="10m" if n else "5m") for n in range(50)]
    story = Story(monkeypatch, *same)
    asyncio.run(story.pass_by(301, step=10))
    assert story.remotes.looks == {Target(url(1), "main"): 1}
    assert {story.cache.looks[item.uid] for item in same} == {Look(item.run_id, COMMIT) for item in same}
    assert len(story.queue) == 50


def test_never_more_than_a_few_at_a_time(monkeypatch):
    story = Story(monkeypatch, *(resource(n, url(n)) for n in range(200)))
    story.refresher.plan(story.now)
    story.now += timedelta(days=1)

    async def run() -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                await story.refresher.run()

    asyncio.run(run())
    assert story.remotes.looks.total() == 200
    assert story.remotes.most == LOOKS_AT_A_TIME


def test_what_was_seen_before_is_no_news(monkeypatch):
    story = Story(monkeypatch, resource(1, url(1)))
    asyncio.run(story.pass_by(601, step=10))

    async def key() -> Key:
        return await story.queue.get()

    assert asyncio.run(key()) == Key("team-a", "r1")
    story.queue.done(Key("team-a", "r1"))
    asyncio.run(story.pass_by(601, step=10))
    assert story.remotes.looks.total() >= 2
    assert len(story.queue) == 0
    story.remotes.answers[url(1)] = "b" * 40
    asyncio.run(story.pass_by(601, step=10))
    assert len(story.queue) == 1


@pytest.mark.parametrize("phase", ["Running", "Queued", "Suspended", ""])
def test_during_a_run_nobody_looks(monkeypatch, phase):
    story = Story(monkeypatch, resource(1, url(1), phase=phase))
    asyncio.run(story.pass_by(601, step=10))
    assert story.remotes.looks.total() == 0
    story.cache.put_resource(resource(1, url(1), version="2"))
    asyncio.run(story.pass_by(601, step=10))
    assert story.remotes.looks.total() >= 1


def test_after_failures_it_looks_ever_less(monkeypatch):
    story = Story(monkeypatch, resource(1, url(1), interval="1m"))
    story.remotes.answers[url(1)] = LookError("does not answer")
    asyncio.run(story.pass_by(3_600, step=10))
    assert story.remotes.looks.total() <= 7
    assert story.cache.looks["uid-1"].error.endswith("does not answer")
    story.remotes.answers[url(1)] = COMMIT
    asyncio.run(story.pass_by(7_200, step=10))
    assert story.cache.looks["uid-1"] == Look("run-1", COMMIT)
    assert story.remotes.looks.total() > 50, "and as often as before once it answers"


def test_what_only_a_run_can_see_is_left_to_it(monkeypatch):
    story = Story(monkeypatch, resource(1, url(1)))
    story.remotes.answers[url(1)] = NeedsRunError("no public address")
    asyncio.run(story.pass_by(301, step=10))
    assert story.cache.looks["uid-1"].needs_run


def test_a_changed_interval_holds_at_once(monkeypatch):
    story = Story(monkeypatch, resource(1, url(1), interval="24h"))
    asyncio.run(story.pass_by(301, step=10))
    before = story.remotes.looks.total()
    story.cache.put_resource(resource(1, url(1), interval="1m", version="2"))
    asyncio.run(story.pass_by(300, step=10))
    assert story.remotes.looks.total() - before >= 4


def test_who_is_gone_is_forgotten(monkeypatch):
    story = Story(monkeypatch, resource(1, url(1)))
    asyncio.run(story.pass_by(301, step=10))
    story.cache.remove_resource("uid-1")
    assert story.cache.looks == {}
    before = story.remotes.looks.total()
    asyncio.run(story.pass_by(1_200, step=10))
    assert story.remotes.looks.total() == before


def test_a_world_with_an_interval_is_one_that_is_looked_at():
    """The stub's resources are those that the operator knows."""
    world = World({"refreshInterval": "10m"})
    assert observe_resource(world.resource).refresh.target == Target("https://git.example/flask", None)
