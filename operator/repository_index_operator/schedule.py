"""When a schedule asks for a run: cron's syntax in a time zone, daylight saving as Debian's cron has it.

A time that the clock skips comes right after the gap, one that it passes twice comes once, unless the
schedule is for every hour (cron(8), "Daylight Saving Time and other time changes").
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

_SHORTHANDS = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}


class InvalidScheduleError(ValueError):
    """The schedule or its time zone is none; the message is a sentence for its author."""


def time_after(schedule: str, time_zone: str, after: datetime) -> datetime:
    """The first time of the schedule after `after`, in UTC.

    Raises:
        InvalidScheduleError: there is no such time zone, or no such time.
    """
    try:
        zone = ZoneInfo(time_zone)
    except (KeyError, ValueError, OSError) as error:
        raise InvalidScheduleError(
            f"spec.timeZone {time_zone!r} is no time zone: write a name of the IANA database, for instance"
            " Europe/Berlin"
        ) from error
    try:
        # The whole second after: the schedule's own times are whole minutes.
        return next(CronSim(_fields(schedule), after.astimezone(zone))).astimezone(UTC)
    except (CronSimError, StopIteration) as error:
        why = f" ({error})" if str(error) else ""
        raise InvalidScheduleError(
            f"spec.schedule {schedule!r} never comes{why}: write five fields (minute, hour, day of the month,"
            " month, day of the week), for instance '30 2 * * *'"
        ) from error


def is_time_of(schedule: str, time_zone: str, time: datetime) -> bool:
    """Whether `time` is one of the schedule's.

    Raises:
        InvalidScheduleError: as in `time_after`.
    """
    return time_after(schedule, time_zone, time - timedelta(seconds=1)) == time


def _fields(schedule: str) -> str:
    fields = _SHORTHANDS.get(schedule.strip().lower(), schedule)
    if len(fields.split()) != 5:
        raise CronSimError("Wrong number of fields")  # a sixth one would be seconds
    return fields
