"""Cron's syntax, time zones, daylight saving; and what a schedule makes of times that have passed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from operator_world import World
from repository_index_api.v1alpha1.status import Phase, Trigger
from repository_index_operator.schedule import InvalidScheduleError, is_time_of, time_after

BERLIN = "Europe/Berlin"


def times(schedule: str, zone: str, after: datetime, number: int) -> list[str]:
    found = []
    for _ in range(number):
        after = time_after(schedule, zone, after)
        found.append(after.strftime("%d %H:%M"))
    return found


@pytest.mark.parametrize(
    ("schedule", "zone", "after", "expected"),
    [
        ("30 2 * * *", "UTC", datetime(2026, 1, 1, 2, 30, tzinfo=UTC), ["02 02:30", "03 02:30"]),
        ("@daily", "UTC", datetime(2026, 1, 1, 2, 30, tzinfo=UTC), ["02 00:00", "03 00:00"]),
        ("0 9 * * MON", "UTC", datetime(2026, 1, 1, tzinfo=UTC), ["05 09:00", "12 09:00"]),
        ("30 9 * * *", "Asia/Kolkata", datetime(2026, 1, 1, tzinfo=UTC), ["01 04:00", "02 04:00"]),
        # In the night of March 29th the clock goes from 02:00 to 03:00, 01:00 UTC.
        ("30 2 * * *", BERLIN, datetime(2026, 3, 28, 12, tzinfo=UTC), ["29 01:00", "30 00:30"]),
        ("0 * * * *", BERLIN, datetime(2026, 3, 29, 0, 30, tzinfo=UTC), ["29 01:00", "29 02:00"]),
        # In the night of October 25th it goes from 03:00 back to 02:00, 01:00 UTC.
        ("30 2 * * *", BERLIN, datetime(2026, 10, 24, 12, tzinfo=UTC), ["25 00:30", "26 01:30"]),
        ("30 * * * *", BERLIN, datetime(2026, 10, 25, 0, 0, tzinfo=UTC), ["25 00:30", "25 01:30"]),
    ],
)
def test_the_times_of_a_schedule(schedule, zone, after, expected):
    assert times(schedule, zone, after, len(expected)) == expected


@pytest.mark.parametrize(
    ("schedule", "zone", "words"),
    [
        ("0 0 30 2 *", "UTC", "spec.schedule '0 0 30 2 *' never comes"),
        ("61 * * * *", "UTC", "Bad minute"),
        ("* * * *", "UTC", "five fields"),
        ("* * * * * *", "UTC", "five fields"),
        ("* * * * *", "Europe/Atlantis", "spec.timeZone 'Europe/Atlantis' is no time zone"),
        ("* * * * *", "../../etc/passwd", "is no time zone"),
        ("* * * * *", "", "is no time zone"),
    ],
)
def test_a_schedule_that_is_none_says_so(schedule, zone, words):
    with pytest.raises(InvalidScheduleError, match=words.replace("*", r"\*")):
        time_after(schedule, zone, datetime(2026, 1, 1, tzinfo=UTC))


def test_whether_a_time_is_the_schedules():
    assert is_time_of("30 2 * * *", "UTC", datetime(2026, 1, 1, 2, 30, tzinfo=UTC))
    assert not is_time_of("30 2 * * *", "UTC", datetime(2026, 1, 1, 2, 31, tzinfo=UTC))


def published(**spec: object) -> World:
    world = World(spec)
    world.run_first_attempt()
    world.later(60)
    world.succeeds()
    return world


def test_a_scheduled_time_starts_a_run_and_the_next_one_stands_in_the_status():
    world = published(schedule="0 * * * *")
    first = world.run.id
    assert world.status.next_schedule_time == datetime(2026, 1, 1, 13, tzinfo=UTC)
    world.later(3_538)
    decision = world.tick()
    assert (decision.actions, decision.status) == ((), None)
    assert decision.requeue_after == 2
    world.later(2)
    world.tick()
    assert (world.phase, world.run.trigger) == (Phase.PENDING, Trigger.SCHEDULED)
    assert world.run.id != first
    assert world.status.next_schedule_time == datetime(2026, 1, 1, 14, tzinfo=UTC)


def test_missed_times_are_made_up_for_once():
    world = published(schedule="0 * * * *")
    world.later(10 * 3_600)
    world.tick()
    scheduled = world.run.id
    assert world.run.trigger is Trigger.SCHEDULED
    world.new_pod()
    world.settle()
    world.starts()
    world.succeeds()
    world.later(60)
    assert world.tick().status is None
    assert world.run.id == scheduled
    assert world.status.next_schedule_time == datetime(2026, 1, 1, 23, tzinfo=UTC)


def test_a_time_that_comes_during_a_run_waits_for_its_end():
    world = World({"schedule": "*/10 * * * *"})
    world.run_first_attempt()
    first = world.run.id
    world.later(3_000)
    world.settle()
    assert world.run.id == first
    world.succeeds()
    assert world.run.trigger is Trigger.SCHEDULED
    assert world.run.id != first
    assert [entry.id for entry in world.status.history] == [first]


def test_another_schedule_does_not_make_up_for_times_that_were_none():
    world = published(schedule="0 0 1 1 *")
    world.later(86_400)
    world.edit(schedule="0 0 * * *")
    world.settle()
    assert world.phase is Phase.SUCCEEDED
    assert world.status.next_schedule_time == datetime(2026, 1, 3, tzinfo=UTC)
    world.edit(schedule=None)
    world.settle()
    assert world.status.next_schedule_time is None


def test_a_schedule_that_never_comes_is_told_and_runs_nothing():
    world = published(schedule="0 0 30 2 *")
    stalled = world.condition("Stalled")
    assert (stalled.status, stalled.reason) == ("True", "InvalidSchedule")
    assert world.condition("Ready").status == "True"
    world.later(timedelta(days=800).total_seconds())
    assert world.tick().actions == ()


def test_a_lost_status_write_makes_no_second_scheduled_run():
    world = published(schedule="0 * * * *")
    world.later(3_600)
    world.tick(lose_status_write=True)
    names = set(world.jobs)
    assert len(names) == 2
    world.later(5)
    world.settle()
    assert set(world.jobs) == names
    assert world.status.next_schedule_time == datetime(2026, 1, 1, 14, tzinfo=UTC)
