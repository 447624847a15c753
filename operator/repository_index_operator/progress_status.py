"""When a pod's progress is worth a write, and how the status shows it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from repository_index_api.index_job import STAGE_PERCENT, Progress, Stage
from repository_index_api.v1alpha1.status import ProgressStatus

MIN_STEP_PERCENT = 10
MIN_INTERVAL = timedelta(seconds=5)

_ORDER = {stage: number for number, stage in enumerate(Stage)}


def believable(progress: Progress) -> Progress:
    """The pod's `progress` within the bounds that its stage and the calendar set."""
    first, last = STAGE_PERCENT[progress.stage]
    estimate = progress.estimated_completion_time
    if estimate is not None and (estimate.tzinfo is None or not 2000 < estimate.year < 3000):
        estimate = None
    return msgspec.structs.replace(
        progress,
        percent=min(max(progress.percent, first), last),
        estimated_completion_time=estimate and estimate.astimezone(UTC),
    )


def progress_status(progress: Progress) -> ProgressStatus:
    """A pod's progress, as the status shows it."""
    estimate = progress.estimated_completion_time
    return ProgressStatus(
        percent=progress.percent,
        stage=progress.stage,
        files_done=progress.files_done,
        files_total=progress.files_total,
        nodes=progress.nodes,
        edges=progress.edges,
        estimated_completion_time=estimate and estimate.replace(microsecond=0),
    )


def is_behind(progress: Progress, earlier: Progress | ProgressStatus) -> bool:
    """Whether `progress` lies before `earlier`, which within one attempt means: not to be believed."""
    return (_ORDER[progress.stage], progress.percent) < (_ORDER[earlier.stage], earlier.percent)


def is_news(progress: Progress, shown: ProgressStatus) -> bool:
    """Whether a person who sees `shown` would want to know: a new stage, or ten points more."""
    return not is_behind(progress, shown) and (
        progress.stage != shown.stage or progress.percent >= shown.percent + MIN_STEP_PERCENT
    )


def wait_before_write(written_time: datetime | None, now: datetime) -> float:
    """Seconds until the next write of progress may follow the one of `written_time`; 0: now."""
    if written_time is None:
        return 0.0
    return max(0.0, (written_time + MIN_INTERVAL - now).total_seconds())
