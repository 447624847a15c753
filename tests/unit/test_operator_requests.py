"""What people ask of a run by annotations and by spec.suspend."""

from __future__ import annotations

import pytest

from operator_world import World
from repository_index_api.index_job import Reason
from repository_index_api.v1alpha1.status import Phase, Trigger


def published() -> World:
    world = World()
    world.run_first_attempt()
    world.later(60)
    world.succeeds()
    return world


def run_again(world: World) -> None:
    world.new_pod()
    world.settle()
    world.starts()
    world.succeeds()


# One more run.


def test_a_request_is_answered_once():
    world = published()
    first = world.run.id
    world.annotate("reindex-requested-at", "2026-01-01T12:05:00Z")
    world.settle()
    second = world.run.id
    assert (world.phase, world.run.trigger) == (Phase.PENDING, Trigger.REQUESTED)
    assert second != first
    assert world.condition("Ready").status == "True", "readers still find the graph"
    run_again(world)
    world.later(60)
    assert world.tick().actions == ()
    assert world.run.id == second


def test_requests_during_a_run_become_one_follow_up():
    world = World()
    world.run_first_attempt()
    first = world.run.id
    for value in ("1", "2", "3"):
        world.annotate("reindex-requested-at", value)
        world.settle()
    assert world.run.id == first
    world.succeeds()
    assert (world.run.trigger, world.run.request) == (Trigger.REQUESTED, "3")
    run_again(world)
    assert world.phase is Phase.SUCCEEDED
    assert len(world.status.history) == 2


def test_the_same_words_ask_again_after_others_did():
    world = published()
    ids = []
    for value in ("now", "again", "now"):
        world.annotate("reindex-requested-at", value)
        world.settle()
        ids.append(world.run.id)
        run_again(world)
    assert len(set(ids)) == 3


def test_what_was_asked_before_the_first_run_is_answered_by_it():
    world = World()
    world.annotate("reindex-requested-at", "1")
    world.run_first_attempt()
    world.succeeds()
    assert (world.phase, world.run.trigger) == (Phase.SUCCEEDED, Trigger.CREATED)


def test_a_request_starts_a_failed_run_anew():
    world = World()
    world.run_first_attempt()
    world.ends(65, world.result(Reason.REPOSITORY_PARSE_ERROR, "no repository"))
    world.job_ends("Failed", "PodFailurePolicy")
    world.settle()
    assert world.phase is Phase.FAILED
    world.annotate("reindex-requested-at", "1")
    world.settle()
    assert world.phase is Phase.PENDING
    assert world.condition("Stalled").status == "False"


def test_a_lost_status_write_answers_no_request_twice():
    world = published()
    world.annotate("reindex-requested-at", "1")
    world.tick(lose_status_write=True)
    names = set(world.jobs)
    world.later(1)
    world.settle()
    assert set(world.jobs) == names
    assert world.run.request == "1"


# The end of a run.


def test_a_run_is_cancelled_by_its_id():
    world = World()
    world.run_first_attempt()
    world.annotate("cancel-run", "another")
    world.settle()
    assert world.phase is Phase.RUNNING
    world.annotate("cancel-run", world.run.id)
    world.settle()
    assert world.phase is Phase.CANCELLED
    assert world.jobs == {}
    assert world.run.last_failure.reason == "CancelRequested"
    assert world.told[-1] == "RunCancelled"
    assert world.status.history[0].reason == "CancelRequested"
    world.later(60)
    assert world.tick().actions == (), "it is not made again"


def test_a_cancelled_run_can_be_followed_by_one_that_is_asked_for():
    world = World()
    world.run_first_attempt()
    world.annotate("cancel-run", world.run.id)
    world.settle()
    world.annotate("reindex-requested-at", "1")
    world.settle()
    assert (world.phase, world.run.trigger) == (Phase.PENDING, Trigger.REQUESTED)


# Suspend and resume.


def test_suspended_from_the_start_nothing_runs():
    world = World({"suspend": True})
    world.settle()
    assert world.phase is Phase.SUSPENDED
    assert world.jobs == {}
    assert world.told == ["RunSuspended"]
    world.edit(suspend=False)
    world.settle()
    assert world.phase is Phase.PENDING
    assert len(world.jobs) == 1


def test_a_run_that_is_suspended_is_not_counted_as_failed_and_goes_on():
    world = World()
    world.run_first_attempt()
    run_id = world.run.id
    world.later(30)
    world.edit(suspend=True)
    world.settle()
    assert world.phase is Phase.SUSPENDED
    assert world.job["spec"]["suspend"] is True
    world.ends(143, world.result(Reason.TERMINATED, "stopped"))
    world.settle()
    assert world.phase is Phase.SUSPENDED
    world.later(3_600)
    world.edit(suspend=False)
    world.settle()
    assert world.job["spec"]["suspend"] is False
    world.later(1)
    world.new_pod()
    world.settle()
    assert not world.is_gated(), "a resumed run waits for no retry delay"
    world.starts()
    world.settle()
    assert (world.phase, world.run.id, world.run.attempt) == (Phase.RUNNING, run_id, 1)
    assert world.run.last_failure is None
    assert world.told == ["RunStarted", "RunSuspended", "RunResumed"]
    world.succeeds()
    assert world.phase is Phase.SUCCEEDED


def test_a_pod_that_a_person_deletes_is_counted_as_failed_all_the_same():
    world = World()
    world.run_first_attempt()
    world.pod["metadata"]["deletionTimestamp"] = "2026-01-01T12:00:10Z"
    world.ends(143, world.result(Reason.TERMINATED, "stopped"))
    world.counts_failure()
    world.settle()
    assert world.phase is Phase.RETRYING


@pytest.mark.parametrize("ended", [False, True])
def test_suspending_changes_nothing_of_what_is_published(ended):
    world = published() if ended else World({"suspend": True})
    world.settle()
    if ended:
        world.edit(suspend=True)
        world.settle()
        assert world.phase is Phase.SUCCEEDED, "no run is held back"
        world.annotate("reindex-requested-at", "1")
        world.settle()
    assert world.phase is Phase.SUSPENDED
    assert world.condition("Ready").status == str(ended)


def test_triggers_while_suspended_become_one_run():
    world = published()
    world.edit(suspend=True)
    world.settle()
    for value in ("1", "2"):
        world.annotate("reindex-requested-at", value)
        world.settle()
    world.edit(suspend=False)
    world.settle()
    run_again(world)
    assert world.phase is Phase.SUCCEEDED
    assert len(world.status.history) == 2
    world.later(60)
    assert world.tick().actions == ()
