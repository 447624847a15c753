"""The liveness probe fails for what is stuck, and never for what is idle."""

from __future__ import annotations

import asyncio

import pytest

from repository_index_operator import liveness as module
from repository_index_operator.liveness import MISSED_SWEEPS, Liveness
from repository_index_operator.workqueue import WorkQueue


@pytest.fixture
def queue():
    async def make():
        return WorkQueue()

    return asyncio.run(make())


NOTHING = {"resources": 0, "jobs": 0, "pods": 0}


def test_an_idle_cluster_is_no_trouble(queue):
    live = Liveness(queue)
    for _ in range(100):
        live.swept(NOTHING)
    assert live.trouble() == ""


def test_a_watch_that_lags_is_no_trouble(queue):
    live = Liveness(queue)
    for _ in range(100):
        live.watch_told("pods")
        live.swept({**NOTHING, "pods": 3})
    assert live.trouble() == ""


def test_a_watch_that_misses_everything_is_stuck(queue):
    live = Liveness(queue)
    for sweep in range(MISSED_SWEEPS):
        assert live.trouble() == "", sweep
        live.watch_told("jobs")
        live.swept({**NOTHING, "pods": 1, "jobs": 1})
    assert live.trouble() == "the watch of pods tells nothing, but 3 sweeps saw changes"
    live.watch_told("pods")
    live.swept({**NOTHING, "pods": 1})
    assert live.trouble() == "", "it has come back"


def test_a_key_that_no_worker_takes_is_trouble(queue, monkeypatch):
    live = Liveness(queue)
    assert live.trouble() == ""
    queue.add("key")
    assert live.trouble() == ""
    monkeypatch.setattr(module, "MAX_WAIT_SECONDS", -1.0)
    assert "waited for a worker" in live.trouble()
