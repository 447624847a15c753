"""What asks for one more run of a repository whose last run has ended.

What asks during a run is kept where it stands (an annotation, a time that has passed) until the run has
ended, and so all of it becomes one follow-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from repository_index_api.v1alpha1.status import RunStatus, Trigger
from repository_index_operator.observed import Look, Resource
from repository_index_operator.refresh import is_answered, moved_to, next_look_by_run, pushed_commit
from repository_index_operator.schedule import InvalidScheduleError, is_time_of, time_after


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish for a run; `cause` tells it apart from other wishes of the same trigger."""

    trigger: Trigger
    cause: str
    commit: str = ""
    """What the source is known to be at."""


@dataclass(frozen=True, slots=True)
class NextTime:
    """When the schedule asks for the next run, or why it never will."""

    time: datetime | None = None
    error: str = ""


def wish(resource: Resource, last: RunStatus, look: Look | None, now: datetime) -> Wish | None:
    """What asks for a run after the ended run `last`; None: nothing does."""
    request = resource.reindex_request
    if request and request != last.request:
        # The same words may ask again after others did.
        return Wish(Trigger.REQUESTED, f"{request} after {last.id}")
    due = resource.status.next_schedule_time
    if due and due <= now and next_time(resource, last, now).time == due:
        return Wish(Trigger.SCHEDULED, due.isoformat())
    push = resource.status.push
    if push and push != last.push and not is_answered(resource, last, push):
        return Wish(Trigger.NEW_COMMIT, f"{push} after {last.id}", pushed_commit(push))
    commit = moved_to(resource, last, look)
    if commit:
        return Wish(Trigger.NEW_COMMIT, f"{commit} after {last.id}", commit)
    due = next_look_by_run(resource, last, look)
    if due and due <= now:
        return Wish(Trigger.NEW_COMMIT, due.isoformat())
    return None


def next_time(resource: Resource, run: RunStatus | None, now: datetime) -> NextTime:
    """The next time of the schedule for the status in which `run` is the last run.

    A time that has come and that no run has answered yet stays: it is run once, however many times have
    passed since, also those at which the operator was down.
    """
    schedule, zone = resource.spec.schedule, resource.spec.time_zone
    if not schedule:
        return NextTime()
    before = resource.status.next_schedule_time
    try:
        is_answered = before and run and run.requested_time >= before
        if before and before <= now and not is_answered and is_time_of(schedule, zone, before):
            return NextTime(before)
        return NextTime(time_after(schedule, zone, now))
    except InvalidScheduleError as error:
        return NextTime(error=str(error))
