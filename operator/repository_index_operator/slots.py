"""The queue of runs that wait for a slot: who waits, who has been let go, and when to look again."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from repository_index_operator import metrics
from repository_index_operator.admission import Candidate, Limits, Place, admit, is_news, why_full
from repository_index_operator.cache import Cache
from repository_index_operator.observed import Key

LOOK_SECONDS = 0.2

logger = logging.getLogger(__name__)


class LimitsFile(BaseModel):
    """The file that says how many attempts may run; 0: as many as like to."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)

    jobs: int = Field(default=0, ge=0)
    jobs_per_namespace: int = Field(default=0, ge=0)


class Slots:
    """Slots for running attempts; `wake` is told of whom it concerns."""

    def __init__(self, cache: Cache, wake: Callable[[Key], None], limits_file: Path | None) -> None:
        self.limits = Limits()
        self._cache = cache
        self._wake = wake
        self._file = limits_file
        self._read_text: str | None = None
        self._waiting: dict[Key, Candidate] = {}
        self._granted: set[Key] = set()
        """Let go, and not yet seen to hold their slot."""
        self._served: dict[str, float] = {}
        self._places: dict[Key, Place] = {}
        self._seen: object = None
        self._read_limits()

    def is_granted(self, key: Key) -> bool:
        """Whether the run of the resource may start."""
        return self.limits == Limits() or key in self._granted

    def place(self, key: Key) -> Place | None:
        """Where the run of the resource stands."""
        return self._places.get(key)

    def request(self, candidate: Candidate) -> bool:
        """Ask for a slot; False: it waits, and its key is woken when it is its turn."""
        key = candidate.key
        if key in self._granted:
            return True
        self._waiting[key] = candidate
        why = why_full(key.namespace, self._running(), self.limits)
        if why:
            # As good as any until the next look: to order all of them at each request would take too long.
            self._places.setdefault(key, Place(len(self._waiting), why))
        else:
            self._grant()
        return self.is_granted(key)

    def release(self, key: Key) -> None:
        """The resource wants no slot, or is seen to hold the one that it was given."""
        self._waiting.pop(key, None)
        self._places.pop(key, None)
        self._granted.discard(key)

    def depths(self) -> Counter[str]:
        """How many runs wait, by namespace."""
        return Counter(key.namespace for key in self._waiting)

    async def run(self) -> None:
        """Look again whenever something has changed, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            self.look()

    def look(self) -> None:
        """Let go whom what has changed since the last look makes room for."""
        self._read_limits()
        state = (self._cache.slots_version, self.limits, frozenset(self._granted))
        if self._waiting and state != self._seen:
            self._grant()
        self._seen = state

    def _running(self) -> Counter[str]:
        """Attempts that hold a slot or have been given one, by namespace."""
        return self._cache.slots_held + Counter(key.namespace for key in self._granted)

    def _grant(self) -> None:
        found = admit(self._waiting.values(), self._running(), self._served, self.limits)
        for key in found.admitted:
            waited = (datetime.now(UTC) - self._waiting.pop(key).since).total_seconds()
            metrics.QUEUE_WAIT.observe(max(0.0, waited))
            self._granted.add(key)
            self._served[key.namespace] = max(self._served.values(), default=0.0) + 1
            self._wake(key)
        for key, place in found.places.items():
            before = self._places.get(key)
            if before is None or is_news(before.position, place.position):
                self._wake(key)
        self._places = dict(found.places)

    def _read_limits(self) -> None:
        """The limits are read anew while the operator runs; a file that is wrong changes nothing."""
        if self._file is None:
            return
        try:
            text = self._file.read_text(encoding="utf-8")
        except OSError as error:
            text = str(error)
        if text == self._read_text:
            return
        self._read_text = text
        try:
            read = LimitsFile.model_validate(json.loads(text))
        except ValueError as error:
            logger.error("%s: the limits stay as they are: %s", self._file, error)
            return
        self.limits = Limits(read.jobs, read.jobs_per_namespace)
        logger.info("limits: %s", self.limits)
