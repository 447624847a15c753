"""The progress document, made from the attempt's updates: it never goes backwards."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from repository_index_api.index_job import STAGE_PERCENT, Progress, Stage
from repository_indexer.report import Update

STAGES = list(Stage)

LEAST_PARSING_SECONDS = 3.0
LEAST_PARSING_PERCENT = 2
"""What must have been parsed before the end is estimated; less says nothing."""


def percent_of(update: Update) -> int:
    """The whole percent of an update, rounded down."""
    start, end = STAGE_PERCENT[update.stage]
    return start + int((end - start) * update.fraction)


class ProgressTracker:
    """What is known of one attempt's progress.

    Args:
        clock: monotonic seconds.
    """

    def __init__(self, run_id: str, pod_uid: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started = self._stage_entered = clock()
        self._parsing_began: float | None = None
        self.progress = Progress(run_id=run_id, pod_uid=pod_uid, stage=Stage.QUEUED, percent=0)
        self.stage_seconds: dict[Stage, float] = {}

    @property
    def elapsed_seconds(self) -> float:
        """Time since the attempt began."""
        return self._clock() - self._started

    def update(self, update: Update) -> None:
        """Take an update over; one that would lead back to an earlier stage is passed over."""
        known = self.progress
        if STAGES.index(update.stage) < STAGES.index(known.stage):
            return
        if update.stage != known.stage:
            self.end_stage()
            if update.stage is Stage.PARSING:
                self._parsing_began = self._clock()
        self.progress = replace(
            known,
            stage=update.stage,
            percent=max(known.percent, percent_of(update)),
            commit=update.commit or known.commit,
            files_done=max(known.files_done, update.files_done),
            files_total=max(known.files_total, update.files_total),
            nodes=max(known.nodes, update.nodes),
            edges=max(known.edges, update.edges),
            estimated_completion_time=None,
        )

    def end_stage(self) -> None:
        """Book the time since the last stage began."""
        now = self._clock()
        stage = self.progress.stage
        self.stage_seconds[stage] = round(self.stage_seconds.get(stage, 0.0) + now - self._stage_entered, 3)
        self._stage_entered = now

    def document(self) -> Progress:
        """The progress, with the time of its completion if the pace since the parsing began holds."""
        start = STAGE_PERCENT[Stage.PARSING][0]
        done = self.progress.percent - start
        if self._parsing_began is None or done < LEAST_PARSING_PERCENT or self.progress.percent == 100:
            return self.progress
        elapsed = self._clock() - self._parsing_began
        if elapsed < LEAST_PARSING_SECONDS:
            return self.progress
        remaining = timedelta(seconds=round(elapsed * (100 - self.progress.percent) / done))
        end = (datetime.now(UTC) + remaining).replace(microsecond=0)
        return replace(self.progress, estimated_completion_time=end)
