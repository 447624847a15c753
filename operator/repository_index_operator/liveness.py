"""Whether the operator still works: its liveness probe.

An idle watch is silent, so silence says nothing. A watch is stuck when the sweep, again and again, is the
first to see changes of a kind of which the watch has told nothing in between.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

from repository_index_operator.observed import Key
from repository_index_operator.workqueue import WorkQueue

MAX_WAIT_SECONDS = 300.0
"""A key that has waited for a worker for so long means that the workers are stuck: calls end after 15 s."""
MISSED_SWEEPS = 3


class Liveness:
    """What is known of the health of the work queue and of the watches."""

    def __init__(self, queue: WorkQueue[Key]) -> None:
        self._queue = queue
        self._told: set[str] = set()
        self._missed: dict[str, int] = {}

    def watch_told(self, kind: str) -> None:
        """A watch has told of an object of this kind."""
        self._told.add(kind)

    def swept(self, drift: Mapping[str, int]) -> None:
        """A sweep was the first to see so many changes, by kind."""
        for kind, number in drift.items():
            is_missed = number > 0 and kind not in self._told
            self._missed[kind] = self._missed.get(kind, 0) + 1 if is_missed else 0
        self._told.clear()

    def trouble(self) -> str:
        """What is stuck, in a sentence; empty: nothing is."""
        oldest = self._queue.oldest()
        if oldest is not None and time.monotonic() - oldest > MAX_WAIT_SECONDS:
            return f"a resource has waited for a worker for more than {MAX_WAIT_SECONDS:.0f} s"
        stuck = sorted(kind for kind, missed in self._missed.items() if missed >= MISSED_SWEEPS)
        if stuck:
            return f"the watch of {', '.join(stuck)} tells nothing, but {MISSED_SWEEPS} sweeps saw changes"
        return ""
