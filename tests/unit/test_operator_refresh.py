"""When a look for a moved commit is due, and what a look and a push ask for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from operator_objects import COMMIT, START
from operator_world import World
from repository_index_api.index_job import Reason
from repository_index_api.v1alpha1.status import Phase, Trigger
from repository_index_operator.observed import Look, Refresh, Target
from repository_index_operator.refresh import (
    backed_off,
    interval_seconds,
    moment_after,
    pushed,
    refresh_of,
)

URL = "https://git.example/flask"
NEXT = "b" * 40
PRIVATE = {"git": {"url": URL, "secretRef": {"name": "git"}}}


def published(**spec) -> World:
    world = World({"refreshInterval": "10m", **spec})
    world.run_first_attempt()
    world.later(60)
    world.succeeds()
    return world


def run_again(world: World, **end) -> None:
    world.new_pod()
    world.settle()
    world.starts()
    world.later(5)
    world.settle()
    world.succeeds(**end)


def looked(world: World, commit: str = "", error: str = "") -> None:
    world.look = Look(world.run.id, commit, error)
    world.settle()


# When, and who.


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("10m", 600),
        ("1h30m", 5_400),
        ("45s", 45),
        ("1h0m1s", 3_601),
        ("", 0),
        ("10", 0),
        ("m", 0),
        ("-1m", 0),
    ],
)
def test_an_interval_is_read(text, seconds):
    assert interval_seconds(text) == seconds


@pytest.mark.parametrize(
    ("source", "refresh"),
    [
        ({"git": {"url": URL, "ref": "main"}}, Refresh(600, Target(URL, "main"))),
        ({"git": {"url": URL}}, Refresh(600, Target(URL, None))),
        (PRIVATE, Refresh(600, None)),
        ({"git": {"url": "git@git.example:flask"}}, Refresh(600, None)),
        ({"git": {"url": "ssh://git@git.example/flask"}}, Refresh(600, None)),
        ({"git": {"url": "https://user@git.example/flask"}}, Refresh(600, None)),
        ({"git": {"url": "https://git.example\\@127.0.0.1/flask"}}, Refresh(600, None)),
        ({"git": {"url": "https://git.example/flask?x"}}, Refresh(600, None)),
        ({"persistentVolumeClaim": {"claimName": "code"}}, Refresh(600, None)),
        ({"git": {"url": URL, "ref": COMMIT}}, None),
    ],
)
def test_the_operator_looks_where_nobody_is_asked_for_credentials(source, refresh):
    assert refresh_of({"source": source, "refreshInterval": "10m"}) == refresh


def test_without_an_interval_nobody_looks():
    assert refresh_of({"source": {"git": {"url": URL}}}) is None


def test_moments_of_one_name_are_an_interval_apart():
    first = moment_after("a", 600, START)
    assert START < first <= START + timedelta(seconds=600)
    assert moment_after("a", 600, first) - first == timedelta(seconds=600)
    assert moment_after("a", 600, first - timedelta(seconds=1)) == first


def test_ten_thousand_do_not_look_at_once():
    moments = [moment_after(f"https://git.example/{n}", 600, START) for n in range(10_000)]
    busiest = max(
        sum(0 <= (m - START).total_seconds() - second < 1 for m in moments) for second in range(600)
    )
    assert busiest < 50, "on average 17 in a second"


def test_failures_double_the_interval_to_an_hour():
    assert [backed_off(600, n) for n in (0, 1, 2, 3, 1_000)] == [600, 1_200, 2_400, 3_600, 3_600]
    assert backed_off(86_400, 5) == 86_400


# What a look asks for.


def test_a_moved_commit_is_indexed_once():
    world = published()
    looked(world, NEXT)
    assert (world.phase, world.run.trigger, world.run.commit) == (Phase.PENDING, Trigger.NEW_COMMIT, NEXT)
    run = world.run.id
    run_again(world, commit=NEXT)
    looked(world, NEXT)
    assert (world.phase, world.run.id) == (Phase.SUCCEEDED, run)
    assert [entry.commit for entry in world.status.history] == [NEXT, COMMIT]


def test_a_commit_that_stands_starts_no_run():
    world = published()
    before = world.writes
    looked(world, COMMIT)
    assert world.tick().actions == ()
    assert world.writes == before, "and writes nothing"


def test_a_look_before_the_last_run_says_nothing():
    world = published()
    stale = Look(world.run.id, NEXT)
    world.annotate("reindex-requested-at", "1")
    world.settle()
    run_again(world, commit="c" * 40)
    world.look = stale
    world.settle()
    assert world.phase is Phase.SUCCEEDED


def test_a_commit_whose_run_failed_is_not_tried_again():
    world = published()
    looked(world, NEXT)
    world.new_pod()
    world.settle()
    world.starts()
    world.ends(66, world.result(Reason.SOURCE_NOT_FOUND, "gone"))
    world.job_ends("Failed", "PodFailurePolicy")
    world.settle()
    failed = world.run.id
    looked(world, NEXT)
    assert (world.phase, world.run.id) == (Phase.FAILED, failed)
    looked(world, "c" * 40)
    assert world.run.trigger is Trigger.NEW_COMMIT
    assert world.run.id != failed


def test_a_run_that_waits_in_the_queue_remembers_its_commit():
    world = published()
    world.edit(suspend=True)
    world.settle()
    looked(world, NEXT)
    assert world.phase is Phase.SUSPENDED
    world.edit(suspend=False)
    world.settle()
    assert (world.run.trigger, world.run.commit) == (Trigger.NEW_COMMIT, NEXT)


def test_a_look_that_fails_is_said_and_changes_nothing_else():
    world = published()
    run, told = world.run, len(world.told)
    looked(world, error="git.example does not answer")
    assert (world.phase, world.run) == (Phase.SUCCEEDED, run)
    assert [world.condition(kind).status for kind in ("Ready", "Reconciling", "Stalled")] == [
        "True",
        "False",
        "False",
    ]
    reconciling = world.condition("Reconciling")
    assert (reconciling.reason, reconciling.message) == ("LookFailed", "git.example does not answer")
    assert world.told[told:] == ["LookFailed"]
    # A process that has just begun has made no look yet.
    world.look = None
    assert world.tick().status is None
    looked(world, COMMIT)
    assert world.condition("Reconciling").reason == "Succeeded"


# What only a run can see.


def test_a_private_source_is_looked_at_by_a_run_that_stays_out_of_the_history():
    world = published(source=PRIVATE)
    first = world.run.id
    wait = world.settle().requeue_after
    assert 0 < wait <= 600
    world.later(wait - 1)
    assert world.tick().actions == ()
    world.later(2)
    world.settle()
    assert (world.phase, world.run.trigger) == (Phase.PENDING, Trigger.NEW_COMMIT)
    run_again(world, unchanged=True)
    assert (world.phase, world.run.unchanged) == (Phase.SUCCEEDED, True)
    assert [entry.id for entry in world.status.history] == [first]
    assert world.told[-1] == "Unchanged"


def test_a_run_that_finds_something_new_is_remembered():
    world = published(source=PRIVATE)
    world.later(600)
    world.settle()
    run_again(world, commit=NEXT)
    assert [entry.trigger for entry in world.status.history] == [Trigger.NEW_COMMIT, Trigger.CREATED]


def test_what_a_person_asked_for_is_remembered_also_when_nothing_was_new():
    world = published()
    world.annotate("reindex-requested-at", "1")
    world.settle()
    run_again(world, unchanged=True)
    assert [entry.trigger for entry in world.status.history] == [Trigger.REQUESTED, Trigger.CREATED]


def test_missed_looks_are_made_once():
    world = published(source=PRIVATE)
    world.later(86_400)
    world.settle()
    run = world.run.id
    run_again(world, unchanged=True)
    assert world.phase is Phase.SUCCEEDED
    assert world.run.id == run
    assert world.tick().requeue_after > 0


def test_a_public_source_that_the_operator_cannot_see_is_looked_at_by_a_run():
    world = published()
    world.later(3_600)
    assert world.tick().actions == ()
    looked(world)
    assert world.run.trigger is Trigger.NEW_COMMIT


def test_looks_by_runs_that_fail_come_ever_later():
    world = published(source=PRIVATE)
    waits = []
    for _ in range(3):
        world.later(world.tick().requeue_after + 1)
        asked = world.now
        world.settle()
        world.new_pod()
        world.settle()
        world.starts()
        world.ends(77, world.result(Reason.SOURCE_ACCESS_ERROR, "refused"))
        world.job_ends("Failed", "PodFailurePolicy")
        world.settle()
        waits.append(world.tick().requeue_after)
        assert world.now == asked
    assert [wait <= limit for wait, limit in zip(waits, (1_200, 2_400, 3_600), strict=True)] == [True] * 3
    assert waits[2] > 600


# What a push asks for.


def push(world: World, commit: str) -> None:
    world.later(1)
    world.resource.setdefault("status", {})["push"] = pushed(commit, world.now)


def test_a_push_starts_one_run():
    world = published(refreshInterval=None)
    push(world, NEXT)
    world.settle()
    assert (world.phase, world.run.trigger, world.run.commit) == (Phase.PENDING, Trigger.NEW_COMMIT, NEXT)
    run = world.run.id
    run_again(world, commit=NEXT)
    assert (world.phase, world.run.id) == (Phase.SUCCEEDED, run)


def test_pushes_during_a_run_become_one_follow_up():
    world = published(refreshInterval=None)
    push(world, NEXT)
    world.settle()
    for letter in "cde":
        push(world, letter * 40)
        world.settle()
    run_again(world, commit="c" * 40)
    assert (world.phase, world.run.commit) == (Phase.PENDING, "e" * 40)
    run_again(world, commit="e" * 40)
    assert world.phase is Phase.SUCCEEDED
    assert len(world.status.history) == 3


def test_a_push_that_the_run_already_saw_asks_for_nothing():
    world = published(refreshInterval=None)
    push(world, NEXT)
    world.settle()
    push(world, "c" * 40)
    run_again(world, commit="c" * 40)
    assert world.phase is Phase.SUCCEEDED


def test_pushes_that_arrive_in_the_wrong_order_end():
    """The run indexes what the ref is at, whichever push asked for it."""
    world = published(refreshInterval=None)
    push(world, NEXT)
    world.settle()
    run_again(world, commit="c" * 40)
    assert world.phase is Phase.SUCCEEDED
    assert world.tick().actions == ()


def test_the_same_commit_pushed_again_after_another_is_indexed_again():
    world = published(refreshInterval=None)
    for commit in (NEXT, "c" * 40, NEXT):
        push(world, commit)
        world.settle()
        assert world.phase is Phase.PENDING
        run_again(world, commit=commit)
    assert world.phase is Phase.SUCCEEDED


def test_a_lost_status_write_answers_no_push_twice():
    world = published(refreshInterval=None)
    push(world, NEXT)
    world.tick(lose_status_write=True)
    names = set(world.jobs)
    world.later(1)
    world.settle()
    run_again(world, commit="c" * 40)
    assert (set(world.jobs), world.phase) == (names & set(world.jobs), Phase.SUCCEEDED)


def test_a_push_says_when():
    moment = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
    assert pushed(NEXT, moment) == f"{NEXT} 2026-01-02T03:04:05.000678Z"
