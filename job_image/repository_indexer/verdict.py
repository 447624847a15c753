"""Why an attempt ended, in the contract's words and in a sentence for the person who reads the status."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from enum import Enum

from repository_index_api.index_job import Progress, Reason
from repository_indexer.report import Outcome


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """Seconds from the attempt's start; at `soft` it is asked to end, at `hard` it is killed."""

    soft: float = float("inf")
    hard: float = float("inf")


NO_LIMITS = TimeLimits()


class Ending(Enum):
    """Why the supervisor itself ended the attempt."""

    SOFT_LIMIT = Reason.SOFT_TIME_LIMIT_EXCEEDED
    HARD_LIMIT = Reason.HARD_TIME_LIMIT_EXCEEDED
    TERMINATED = Reason.TERMINATED


@dataclass(frozen=True, slots=True)
class End:
    """What the supervisor has seen of the end."""

    outcome: Outcome | None
    """The attempt's own last word, if it said one."""
    ending: Ending | None
    exit_status: int | None
    """As waitpid(2) gives it; None: it did not end even when it was killed."""
    out_of_memory: bool
    """The kernel's out-of-memory killer struck in this container."""
    progress: Progress
    limits: TimeLimits


def judge(end: End) -> tuple[Reason | None, str]:
    """The reason (None: published) and the sentence.

    What was published is published, whatever the clock said meanwhile; and when the supervisor ended the
    attempt, what the attempt said of it is no news.
    """
    if end.outcome and end.outcome.reason is None:
        return None, end.outcome.message
    if end.ending:
        return end.ending.value, _ending_sentence(end.ending, end)
    if end.outcome:
        return end.outcome.reason, end.outcome.message
    status = end.exit_status or 0
    if not os.WIFSIGNALED(status):
        code = os.waitstatus_to_exitcode(status)
        return Reason.INTERNAL_ERROR, f"The attempt's process ended without a word (exit code {code})."
    if os.WTERMSIG(status) != signal.SIGKILL:
        name = signal.Signals(os.WTERMSIG(status)).name
        return Reason.INTERNAL_ERROR, f"The attempt's process died of {name} while {_activity(end)}."
    if end.out_of_memory:
        return Reason.OUT_OF_MEMORY, (
            f"The container ran out of memory while {_activity(end)}: raise spec.job.resources.limits.memory."
        )
    return Reason.OUT_OF_MEMORY, f"The attempt's process was killed from outside while {_activity(end)}."


def _ending_sentence(ending: Ending, end: End) -> str:
    if ending is Ending.TERMINATED:
        return f"The attempt was asked to end while {_activity(end)}; nothing was published."
    if ending is Ending.SOFT_LIMIT:
        field, limit = "softSeconds", end.limits.soft
    else:
        field, limit = "hardSeconds", end.limits.hard
    return (
        f"The attempt took longer than {limit:g} s and was ended while {_activity(end)};"
        f" raise spec.timeLimit.{field}, or index less of the repository (spec.exclude)."
    )


def _activity(end: End) -> str:
    return f"{end.progress.stage.lower()} ({end.progress.percent}%)"
