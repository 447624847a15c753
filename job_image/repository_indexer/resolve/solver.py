"""Sets of values that flow from variable to variable until nothing changes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

MAX_VALUES = 50
"""A variable that can hold more values than these is known no further."""
STEPS_PER_VARIABLE = 100
"""On average values reach no variable more often; beyond, the rest is not followed, so time is bounded."""

Watcher = Callable[[int], None]
_NOTHING: frozenset[int] = frozenset()


class Solver:
    """Variables are numbers, as are values."""

    def __init__(self) -> None:
        self._held: list[set[int] | None] = []
        self._targets: list[list[int] | None] = []
        self._watchers: list[list[Watcher] | None] = []
        self._waiting: deque[tuple[int, int]] = deque()
        self._steps = 0

    def variable(self) -> int:
        """A new variable."""
        self._held.append(None)
        self._targets.append(None)
        self._watchers.append(None)
        return len(self._held) - 1

    def held(self, variable: int) -> set[int] | frozenset[int]:
        """The values that the variable can hold."""
        return self._held[variable] or _NOTHING

    def is_known(self, variable: int) -> bool:
        """Whether no more values came than are followed."""
        return len(self._held[variable] or _NOTHING) < MAX_VALUES

    def add(self, variable: int, value: int) -> None:
        """The variable can hold the value."""
        held = self._held[variable]
        if held is None:
            held = self._held[variable] = set()
        if value not in held and len(held) < MAX_VALUES:
            held.add(value)
            self._waiting.append((variable, value))

    def flow(self, source: int, target: int) -> None:
        """All that `source` can hold, `target` can."""
        if source == target:
            return
        targets = self._targets[source]
        if targets is None:
            targets = self._targets[source] = []
        targets.append(target)
        for value in tuple(self._held[source] or ()):
            self.add(target, value)

    def watch(self, variable: int, watcher: Watcher) -> None:
        """Call `watcher` once with each value that the variable can hold, now or later."""
        watchers = self._watchers[variable]
        if watchers is None:
            watchers = self._watchers[variable] = []
        watchers.append(watcher)
        for value in tuple(self._held[variable] or ()):
            watcher(value)

    def run(self) -> bool:
        """Let all flow; whether anything did."""
        any_flow = bool(self._waiting)
        waiting, targets, watchers = self._waiting, self._targets, self._watchers
        while waiting:
            variable, value = waiting.popleft()
            self._steps += 1
            if self._steps > STEPS_PER_VARIABLE * len(targets):
                waiting.clear()
                return False
            for target in targets[variable] or ():
                self.add(target, value)
            for watcher in tuple(watchers[variable] or ()):
                watcher(value)
        return any_flow
