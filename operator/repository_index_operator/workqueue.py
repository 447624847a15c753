"""A queue of keys, as controllers have it: a key waits at most once and is worked on by one worker at a time.

The rules are those of client-go's workqueue: a key that is added while it is worked on comes again
afterwards, so that no change is missed, and one that fails comes back later and later.
https://pkg.go.dev/k8s.io/client-go/util/workqueue

As in controller-runtime's priority queue, news of what is under way goes before what is only beginning: a
thousand new resources must not delay the status of those that run.
"""

from __future__ import annotations

import asyncio
import heapq
import random
import time
from collections import deque
from collections.abc import Hashable
from typing import Generic, TypeVar

from repository_index_operator.metrics import WORKQUEUE_ADDS, WORKQUEUE_LATENCY, WORKQUEUE_RETRIES

K = TypeVar("K", bound=Hashable)

FIRST_BACKOFF_SECONDS = 0.2
MAX_BACKOFF_SECONDS = 120.0


class WorkQueue(Generic[K]):
    """The keys that wait for a worker, and those that will later."""

    def __init__(self) -> None:
        self._ready: deque[K] = deque()
        self._urgent: deque[K] = deque()
        """Keys that go before all others; they may stand in `_ready` too."""
        self._added: dict[K, float] = {}
        """Keys that wait or must come again, with the time since when."""
        self._news: dict[K, float] = {}
        """Since when there is urgent news of a key that no successful work has answered yet."""
        self._news_in_work: dict[K, float] = {}
        self._busy: set[K] = set()
        self._due: dict[K, float] = {}
        self._later: list[tuple[float, int, K]] = []
        self._sequence = 0
        self._failures: dict[K, int] = {}
        self._wakeup = asyncio.Event()

    def __len__(self) -> int:
        """How many keys wait for a worker."""
        return len(self._added.keys() - self._busy)

    def oldest(self) -> float | None:
        """Since when (monotonic) the first of the waiting keys has waited; None: none waits."""
        return min((since for key, since in self._added.items() if key not in self._busy), default=None)

    def news_since(self, key: K) -> float | None:
        """Since when (monotonic) there is the urgent news that is being worked on; None: there is none."""
        return self._news_in_work.get(key)

    def add(self, key: K, *, urgent: bool = False) -> None:
        """The key is to be worked on as soon as possible; if `urgent`, before the others."""
        if urgent and key not in self._news:
            self._news[key] = time.monotonic()
            if key in self._added and key not in self._busy:
                self._urgent.append(key)
        if key in self._added:
            return
        WORKQUEUE_ADDS.inc()
        self._added[key] = time.monotonic()
        if key not in self._busy:
            self._line_up(key)

    def _line_up(self, key: K) -> None:
        (self._urgent if key in self._news else self._ready).append(key)
        self._wakeup.set()

    def add_after(self, key: K, seconds: float) -> None:
        """The key is to be worked on after a while; of several such times the first counts."""
        due = time.monotonic() + max(0.0, seconds)
        if due >= self._due.get(key, float("inf")):
            return
        self._due[key] = due
        self._sequence += 1
        heapq.heappush(self._later, (due, self._sequence, key))
        self._wakeup.set()

    def retry(self, key: K, at_least: float = 0.0) -> None:
        """The work on the key failed: it comes again after a delay that doubles each time, with jitter."""
        WORKQUEUE_RETRIES.inc()
        failures = self._failures.get(key, 0)
        self._failures[key] = failures + 1
        backoff = min(MAX_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2.0**failures)
        jitter = random.uniform(0.75, 1.25)  # noqa: S311 - no secret
        self.add_after(key, max(at_least, backoff * jitter))

    def forget(self, key: K) -> None:
        """The work on the key succeeded: the next failure is a first one."""
        self._failures.pop(key, None)
        self._news_in_work.pop(key, None)

    async def get(self) -> K:
        """Wait for a key; the caller must say `done` when it has worked on it."""
        while True:
            self._promote()
            while self._urgent or self._ready:
                key = (self._urgent or self._ready).popleft()
                if key in self._busy or key not in self._added:
                    # It stood in both lines, and its turn has been.
                    continue
                WORKQUEUE_LATENCY.observe(time.monotonic() - self._added.pop(key))
                self._busy.add(key)
                if key in self._news:
                    self._news_in_work[key] = self._news.pop(key)
                return key
            self._wakeup.clear()
            timeout = self._later[0][0] - time.monotonic() if self._later else None
            try:
                async with asyncio.timeout(timeout):
                    await self._wakeup.wait()
            except TimeoutError:
                continue

    def done(self, key: K) -> None:
        """The worker has left the key."""
        self._busy.discard(key)
        if key in self._news_in_work:
            # The work failed: the news still waits for its answer.
            self._news[key] = self._news_in_work.pop(key)
        if key in self._added:
            self._line_up(key)

    def _promote(self) -> None:
        """Let the keys whose time has come wait with the others."""
        now = time.monotonic()
        while self._later and self._later[0][0] <= now:
            due, _, key = heapq.heappop(self._later)
            if self._due.get(key) == due:
                del self._due[key]
                self.add(key)
