"""When the next attempt comes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from operator_objects import COMMIT
from operator_world import World
from repository_index_api.index_job import Reason
from repository_index_api.v1alpha1.status import Phase


def test_retries_come_at_60_120_240_480_600_seconds_and_then_the_run_fails():
    world = World({"retry": {"limit": 5, "jitter": 0}})
    world.run_first_attempt()
    for attempt, delay in enumerate((60, 120, 240, 480, 600), start=1):
        world.later(10)
        failed = world.now
        world.attempt_fails()
        assert world.run.attempt == attempt
        assert world.run.next_retry_time == failed + timedelta(seconds=delay)
        world.counts_failure()
        world.later(min(10 * 2 ** (attempt - 1), delay))
        world.new_pod()
        left = (failed + timedelta(seconds=delay) - world.now).total_seconds()
        if left:
            assert world.settle().requeue_after == left
            assert world.is_gated()
        world.now = failed + timedelta(seconds=delay)
        world.settle()
        assert not world.is_gated()
        assert (world.phase, world.run.next_retry_time) == (Phase.RETRYING, None)
        assert world.run.attempt == attempt + 1
        world.starts()
        world.settle()
        assert world.phase is Phase.RUNNING
        assert world.run.progress.percent == 0
    world.attempt_fails()
    assert world.phase is Phase.RUNNING, "nothing is scheduled beyond the limit"
    world.counts_failure()
    world.job_ends("Failed", "BackoffLimitExceeded")
    world.settle()
    assert (world.phase, world.run.attempt) == (Phase.FAILED, 6)
    assert world.run.last_failure.reason == "ConnectionError"
    assert "limit 5" in world.run.last_failure.message
    assert world.told.count("AttemptFailed") == 5
    assert world.told[-1] == "RunFailed"


@pytest.mark.parametrize("message", ["", "published"])
def test_a_pod_that_failed_around_a_container_that_did_not_is_tried_again(message):
    world = World({"retry": {"jitter": 0}})
    world.run_first_attempt()
    text = world.result(commit=COMMIT) if message else ""
    world.ends(0, text, pod_status={"phase": "Failed", "message": "a sidecar failed"})
    world.settle()
    assert (world.phase, world.run.last_failure.reason) == (Phase.RETRYING, "PodFailed")
    assert world.run.last_failure.message == "a sidecar failed"
    world.counts_failure()
    world.later(10)
    world.new_pod()
    world.settle()
    assert world.is_gated()
    world.later(50)
    world.settle()
    assert not world.is_gated()


def test_a_replacement_pod_proves_that_the_job_goes_on():
    """Whatever the failure looks like: the Job controller judges, and the operator lifts the gate."""
    world = World({"retry": {"jitter": 0}})
    world.run_first_attempt()
    world.ends(66, "")
    assert world.settle().status is None
    world.later(10)
    world.new_pod()
    world.later(50)
    world.settle()
    assert not world.is_gated()


def test_the_next_attempts_time_survives_the_failed_pod():
    world = World({"retry": {"jitter": 0}})
    world.run_first_attempt()
    world.attempt_fails()
    planned = world.run.next_retry_time
    world.counts_failure()
    world.pods.clear()
    world.later(10)
    world.new_pod()
    world.settle()
    assert (world.is_gated(), world.run.next_retry_time) == (True, planned)
    world.now = planned
    world.settle()
    assert not world.is_gated()


def test_a_retry_that_is_overdue_starts_at_once():
    world = World()
    world.run_first_attempt()
    world.attempt_fails()
    world.later(10_000)
    world.new_pod()
    world.settle()
    assert not world.is_gated()


def test_a_disruption_does_not_count_and_is_not_waited_for():
    world = World()
    world.run_first_attempt()
    world.ends(143, "", disruption="Eviction API: evicting")
    world.settle()
    assert (world.phase, world.run.next_retry_time) == (Phase.PENDING, None)
    assert world.run.last_failure.reason == "Evicted"
    world.later(10)
    world.new_pod()
    world.settle()
    assert not world.is_gated()
    world.starts()
    world.settle()
    assert (world.phase, world.run.attempt) == (Phase.RUNNING, 2)
    # A failure after it is the first that counts.
    world.attempt_fails()
    assert (world.run.next_retry_time - world.now).total_seconds() <= 72


def test_a_disruption_of_an_attempt_that_would_fail_for_good_is_a_disruption():
    world = World()
    world.run_first_attempt()
    world.ends(70, world.result(Reason.INTERNAL_ERROR, "x"), disruption="preempted")
    world.settle()
    assert world.phase is Phase.PENDING
