"""Makes the looks for moved commits that are due: one loop for all, one look for all that name the same.

A look leaves its trace in the cache: only when a commit moved, or a look fails, something is to be written.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from repository_index_api.v1alpha1.status import FINISHED
from repository_index_operator import metrics
from repository_index_operator.cache import Cache
from repository_index_operator.observed import Key, Look, Target
from repository_index_operator.refresh import MISSED_WITHIN_SECONDS, backed_off, moment_after
from repository_index_operator.remote_look import LookError, NeedsRunError
from repository_index_operator.workqueue import WorkQueue

PLAN_SECONDS = 4.0
LOOKS_AT_A_TIME = 16

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Plan:
    """When to look at a target: every `seconds`, next at `due`; `asked` by the resources (uid, last run)."""

    seconds: int
    due: datetime
    asked: list[tuple[str, str]] = field(default_factory=list)
    failures: int = 0
    is_busy: bool = False


class Refresher:
    """Looks by `commit_of` (see `RemoteLook`), and tells the cache and the queue what is news."""

    def __init__(
        self, cache: Cache, queue: WorkQueue[Key], commit_of: Callable[[Target], Awaitable[str]]
    ) -> None:
        self._cache = cache
        self._queue = queue
        self._commit_of = commit_of
        self._plans: dict[Target, Plan] = {}
        self._due: asyncio.Queue[Target] = asyncio.Queue()

    async def run(self) -> None:
        """Look until cancelled."""
        async with asyncio.TaskGroup() as group:
            for _ in range(LOOKS_AT_A_TIME):
                group.create_task(self._work())
            while True:
                self.plan(datetime.now(UTC))
                await asyncio.sleep(PLAN_SECONDS)

    def plan(self, now: datetime) -> None:
        """See who wants what to be looked at, and let the looks begin whose time has come."""
        wanted: dict[Target, int] = {}
        for resource in self._cache.resources:
            refresh = resource.refresh
            if refresh is not None and refresh.target is not None:
                known = wanted.get(refresh.target)
                if known is None or refresh.seconds < known:
                    wanted[refresh.target] = refresh.seconds
        for target in self._plans.keys() - wanted.keys():
            del self._plans[target]
        due: dict[Target, Plan] = {}
        for target, seconds in wanted.items():
            plan = self._plans.get(target)
            if plan is None or plan.seconds != seconds:
                first = moment_after(_name(target), min(seconds, MISSED_WITHIN_SECONDS), now)
                self._plans[target] = Plan(seconds, first)
            elif plan.due <= now and not plan.is_busy:
                due[target] = plan
        if due:
            self._begin(due)

    def _begin(self, due: Mapping[Target, Plan]) -> None:
        for plan in due.values():
            plan.asked = []
        for resource in self._cache.resources:
            target = resource.refresh.target if resource.refresh else None
            # A run that is under way looks by itself.
            if target and target in due and resource.phase in FINISHED and resource.deletion_time is None:
                due[target].asked.append((resource.uid, resource.run_id))
        for target, plan in due.items():
            if plan.asked:
                plan.is_busy = True
                self._due.put_nowait(target)

    async def _work(self) -> None:
        while True:
            await self.look(await self._due.get())

    async def look(self, target: Target) -> None:
        """Look at the target now, and tell those who asked for it."""
        plan = self._plans.get(target)
        if plan is None:
            return
        asked, commit, error = plan.asked, "", ""
        try:
            commit = await self._commit_of(target)
        except NeedsRunError as why:
            logger.debug("%s: %s", target.url, why)
        except LookError as why:
            error = f"the look for a new commit failed, and is made again: {why}"
        outcome = "failed" if error else "looked" if commit else "needs_run"
        metrics.LOOKS.labels(outcome).inc()
        plan.failures = plan.failures + 1 if error else 0
        seconds = backed_off(plan.seconds, plan.failures)
        plan.due = moment_after(_name(target), seconds, datetime.now(UTC))
        plan.is_busy = False
        for uid, run_id in asked:
            for key in self._cache.put_look(uid, Look(run_id, commit, error)):
                self._queue.add(key)


def _name(target: Target) -> str:
    return f"{target.url} {target.ref or ''}"
