"""The progress of a run in its status."""

from __future__ import annotations

from operator_world import World
from repository_index_api.index_job import Progress, Stage
from repository_index_api.v1alpha1.status import Phase
from repository_index_operator.observed import ProgressReading


def test_progress_is_written_at_a_new_stage_or_ten_points_and_not_too_often():
    world = World()
    world.run_first_attempt()
    writes = world.writes
    world.reports(Stage.CONNECTING, 10)
    world.settle()
    assert world.run.progress.stage is Stage.CONNECTING
    assert world.writes == writes + 1

    world.reading = ProgressReading(world.reading.pod_uid, world.reading.progress, written_time=world.now)
    world.later(2)
    world.reports(Stage.PREPARING, 20)
    assert world.settle().requeue_after == 3.0, "five seconds apart"
    assert world.run.progress.stage is Stage.CONNECTING
    world.later(3)
    world.reports(Stage.PARSING, 31, files_done=1, files_total=50)
    world.settle()
    assert (world.run.progress.percent, world.run.progress.files_total) == (31, 50)
    world.later(10)
    world.reports(Stage.PARSING, 40)
    assert world.settle().status is None
    world.reports(Stage.PARSING, 41)
    world.settle()
    assert world.run.progress.percent == 41
    assert world.writes == writes + 3


def test_progress_never_goes_back_within_an_attempt():
    world = World()
    world.run_first_attempt()
    world.reports(Stage.PARSING, 60)
    world.settle()
    world.later(60)
    world.reports(Stage.PREPARING, 20)
    assert world.settle().status is None
    world.reports(Stage.PARSING, 45)
    assert world.settle().status is None


def test_a_new_attempt_begins_at_nothing():
    world = World({"retry": {"jitter": 0}})
    world.run_first_attempt()
    world.reports(Stage.WRITING, 95)
    world.settle()
    world.attempt_fails()
    assert world.run.progress.percent == 0
    world.later(60)
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    world.reports(Stage.CONNECTING, 10)
    world.settle()
    assert world.run.progress.stage is Stage.CONNECTING


def test_progress_of_another_pod_is_not_shown():
    world = World()
    world.run_first_attempt()
    progress = Progress(world.run.id, "another-pod", stage=Stage.PARSING, percent=50)
    world.reading = ProgressReading("another-pod", progress)
    assert world.settle().status is None


def test_unreadable_progress_is_said_and_the_run_goes_on():
    world = World()
    world.run_first_attempt()
    world.reading = ProgressReading(world.pod["metadata"]["uid"], error="the pod cannot be reached")
    world.settle()
    assert world.phase is Phase.RUNNING
    assert world.condition("Reconciling").reason == "ProgressUnknown"
    assert "cannot be reached" in world.condition("Reconciling").message
    world.succeeds()
    assert world.phase is Phase.SUCCEEDED
