"""The whole story of a run, as the operator decides it: from the manifest to the end of its Job."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from operator_objects import COMMIT, START
from operator_world import World
from repository_index_api.index_job import JOB_VARIABLE, Reason, Stage, decode_job
from repository_index_api.v1alpha1.status import Phase, Trigger
from repository_index_operator.decision import CreateJob


def requested_at(job: dict) -> datetime:
    (variable,) = (
        v for v in job["spec"]["template"]["spec"]["containers"][0]["env"] if v["name"] == JOB_VARIABLE
    )
    return decode_job(variable["value"]).requested_at


# From the manifest to the graph.


def test_from_created_to_published():
    world = World()
    world.settle()
    assert world.phase is Phase.PENDING
    assert world.run.trigger is Trigger.CREATED
    assert world.run.job_name == world.job["metadata"]["name"]
    assert world.condition("Ready").status == "False"
    assert world.condition("Reconciling").status == "True"

    world.later(1)
    world.new_pod()
    assert world.is_gated()
    world.settle()
    assert not world.is_gated(), "the first attempt waits for nothing"

    world.later(2)
    world.starts()
    world.settle()
    assert (world.phase, world.run.attempt, world.run.start_time) == (Phase.RUNNING, 1, world.now)

    world.later(10)
    world.succeeds(nodes=10, edges=20)
    status = world.status
    assert status.phase is Phase.SUCCEEDED
    assert (status.index.nodes, status.index.edges, status.index.commit) == (10, 20, COMMIT)
    assert status.index.run_id == status.run.id
    assert status.run.completion_time == world.now
    assert (status.run.progress.percent, status.run.progress.stage) == (100, Stage.COMPLETE)
    assert [(c.type, c.status) for c in status.conditions] == [
        ("Ready", "True"),
        ("Reconciling", "False"),
        ("Stalled", "False"),
    ]
    assert status.observed_generation == 1
    assert world.told == ["RunStarted", "Published"]
    assert world.writes == 3


def test_a_run_that_is_over_is_left_alone():
    world = World()
    world.run_first_attempt()
    world.succeeds()
    before = world.resource["status"]
    for _ in range(3):
        world.later(86_400)
        decision = world.tick()
        assert (decision.actions, decision.status, decision.requeue_after) == ((), None, None)
    assert world.resource["status"] == before


def test_conditions_keep_their_transition_time_while_their_status_stays():
    world = World()
    world.run_first_attempt()
    assert world.condition("Reconciling").last_transition_time == START
    world.later(60)
    world.succeeds()
    assert world.condition("Reconciling").last_transition_time == world.now
    assert world.condition("Stalled").last_transition_time == START


def test_success_needs_the_jobs_word():
    world = World()
    world.run_first_attempt()
    world.ends(0, world.result(commit=COMMIT))
    assert world.settle().status is None
    assert world.phase is Phase.RUNNING


# Crashes and lost writes.


def test_a_lost_status_write_makes_no_second_run():
    world = World()
    world.tick(lose_status_write=True)
    created = dict(world.jobs)
    world.later(3)
    world.settle()
    assert world.jobs == created
    assert world.run.requested_time == START, "the Job remembers when the run was asked for"
    assert world.run.requested_time == requested_at(world.job)


def test_a_decision_taken_twice_on_stale_knowledge_is_the_same_run():
    world = World()
    first, second = world.decide(), None
    world.later(5)
    second = world.decide()
    names = [
        action.manifest["metadata"]["name"]
        for decision in (first, second)
        for action in decision.actions
        if isinstance(action, CreateJob)
    ]
    assert len(names) == 2
    assert names[0] == names[1]


@pytest.mark.parametrize("chapter", ["pending", "running", "retrying", "succeeded"])
def test_a_restart_changes_nothing(chapter):
    world = World()
    world.run_first_attempt()
    if chapter == "retrying":
        world.ends(75, world.result(Reason.CONNECTION_ERROR, "database away"))
        world.settle()
        world.new_pod()
        world.settle()
    elif chapter == "succeeded":
        world.succeeds()
    elif chapter == "pending":
        world = World()
        world.settle()
    world.later(1)
    decision = world.decide()  # from the cluster alone: a World keeps nothing in memory
    assert (decision.actions, decision.status) == ((), None)


def test_a_status_that_nobody_can_read_is_made_anew_from_the_job():
    world = World()
    world.run_first_attempt()
    expected = world.run.id
    world.resource["status"] = {"phase": "Nonsense", "run": 7}
    world.settle()
    assert (world.phase, world.run.id) == (Phase.RUNNING, expected)
    assert len(world.jobs) == 1


# How Jobs end otherwise.


def test_a_complete_job_without_a_message_has_the_last_known_counts_and_says_so():
    world = World()
    world.run_first_attempt()
    world.reports(Stage.WRITING, 95, nodes=77, edges=88, commit=COMMIT)
    world.settle()
    world.ends(0, "")
    world.job_ends("Complete")
    world.settle()
    assert world.phase is Phase.SUCCEEDED
    assert (world.status.index.nodes, world.status.index.edges) == (77, 88)
    assert world.status.index.commit == COMMIT
    assert "left no result" in world.condition("Ready").message


def test_a_complete_job_whose_pod_is_gone_is_a_success():
    world = World()
    world.run_first_attempt()
    world.pods.clear()
    world.job_ends("Complete")
    assert world.tick().requeue_after == 1.0, "the pod's end may still be on its way"
    assert world.phase is not Phase.SUCCEEDED
    world.later(11)
    world.settle()
    assert world.phase is Phase.SUCCEEDED


@pytest.mark.parametrize("skew", [-3_600, 3_600])
def test_the_wait_for_the_last_pod_needs_no_agreement_of_clocks(skew):
    world = World()
    world.run_first_attempt()
    world.pods.clear()
    world.job_ends("Complete", at=world.now + timedelta(seconds=skew))
    assert world.tick().requeue_after == 1.0
    world.later(11)
    world.settle()
    assert world.phase is Phase.SUCCEEDED


def test_the_end_of_a_job_waits_for_its_last_pods_words():
    world = World()
    world.run_first_attempt()
    world.job_ends("Failed", "PodFailurePolicy", "Container indexer failed with exit code 66")
    assert world.tick().requeue_after == 1.0
    world.later(1)
    world.ends(66, world.result(Reason.SOURCE_NOT_FOUND, "no ref main"))
    world.settle()
    assert world.run.last_failure.message == "no ref main"


def test_a_job_deleted_by_hand_is_cancelled_and_not_made_again():
    world = World()
    world.run_first_attempt()
    world.delete_job()
    world.settle()
    assert world.phase is Phase.CANCELLED
    assert world.jobs == {}
    assert world.condition("Stalled").reason == "JobDeleted"
    world.later(100_000)
    assert world.settle().actions == ()
    world.edit(exclude=["docs/"])
    world.settle()
    assert (world.phase, world.run.trigger) == (Phase.PENDING, Trigger.CHANGED)


def test_a_job_that_is_going_is_waited_for():
    world = World()
    world.run_first_attempt()
    world.job["metadata"]["deletionTimestamp"] = "2026-01-01T12:00:00Z"
    decision = world.tick()
    assert (decision.actions, decision.status) == ((), None)


def test_deleting_the_job_of_a_published_run_changes_nothing():
    world = World()
    world.run_first_attempt()
    world.succeeds()
    world.delete_job()
    decision = world.tick()
    assert (decision.actions, decision.status) == ((), None)


def test_the_jobs_own_deadline_ends_the_run():
    world = World()
    world.run_first_attempt()
    world.job_ends("Failed", "DeadlineExceeded")
    world.settle()
    assert (world.phase, world.run.last_failure.reason) == (Phase.FAILED, "RunTimedOut")


def test_a_job_that_only_ever_waited_is_made_again():
    world = World()
    world.settle()
    first = world.run.id
    world.later(90_000)
    world.job_ends("Failed", "DeadlineExceeded")
    world.settle()
    assert world.phase is Phase.PENDING
    assert world.run.id != first
    assert world.job["metadata"]["name"] == world.run.job_name
