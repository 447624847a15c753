"""The progress document: monotone, honest about what it cannot know yet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repository_index_api.index_job import STAGE_PERCENT, Stage, decode_progress, encode_progress
from repository_indexer.progress import ProgressTracker, percent_of
from repository_indexer.report import Update


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("update", "percent"),
    [
        (Update(Stage.QUEUED), 0),
        (Update(Stage.CONNECTING), 10),
        (Update(Stage.PREPARING, 0.9), 20),
        (Update(Stage.PARSING), 30),
        (Update(Stage.PARSING, 0.5), 55),
        (Update(Stage.PARSING, 1.0), 80),
        (Update(Stage.RESOLVING, 0.55), 85),
        (Update(Stage.WRITING, 1.0), 99),
        (Update(Stage.COMPLETE, 1.0), 100),
    ],
)
def test_percent(update: Update, percent: int) -> None:
    assert percent_of(update) == percent


updates = st.builds(
    Update,
    stage=st.sampled_from(Stage),
    fraction=st.floats(0, 1),
    files_done=st.integers(0, 2**53),
    files_total=st.integers(0, 2**53),
    nodes=st.integers(0, 2**53),
)


@given(st.lists(updates, max_size=20))
def test_whatever_comes_it_never_goes_backwards(received: list[Update]) -> None:
    tracker = ProgressTracker("run", "pod")
    order = list(Stage)
    last = tracker.document()
    for update in received:
        tracker.update(update)
        document = decode_progress(encode_progress(tracker.document()))
        assert order.index(document.stage) >= order.index(last.stage)
        assert document.percent >= last.percent
        assert document.files_done >= last.files_done
        assert document.nodes >= last.nodes
        start, end = STAGE_PERCENT[document.stage]
        assert start <= document.percent <= end
        last = document


def test_time_is_booked_to_the_stage_in_which_it_passed() -> None:
    clock = Clock()
    tracker = ProgressTracker("run", "pod", clock)
    for seconds, stage in (
        (0.5, Stage.CONNECTING),
        (2, Stage.PARSING),
        (10, Stage.PARSING),
        (1, Stage.WRITING),
    ):
        clock.now += seconds
        tracker.update(Update(stage))
    clock.now += 4
    tracker.end_stage()
    assert tracker.stage_seconds == {
        Stage.QUEUED: 0.5,
        Stage.CONNECTING: 2.0,
        Stage.PARSING: 11.0,
        Stage.WRITING: 4.0,
    }


def test_the_end_is_estimated_once_there_is_something_to_go_by() -> None:
    clock = Clock()
    tracker = ProgressTracker("run", "pod", clock)
    clock.now = 60.0  # a slow check-out says nothing of the parsing
    tracker.update(Update(Stage.PARSING))
    clock.now += 1
    tracker.update(Update(Stage.PARSING, 0.1))
    assert tracker.document().estimated_completion_time is None
    clock.now += 9
    tracker.update(Update(Stage.PARSING, 0.2))
    estimate = tracker.document().estimated_completion_time
    # 10 s for 10 of 70 points: 60 more.
    assert estimate is not None
    assert abs(estimate - datetime.now(UTC) - timedelta(seconds=60)) < timedelta(seconds=2)
    tracker.update(Update(Stage.COMPLETE, 1.0))
    assert tracker.document().estimated_completion_time is None
