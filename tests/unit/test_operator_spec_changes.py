"""What a change of the spec does to the run, and to what is known of the graph."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from operator_world import World
from repository_index_api.index_job import JOB_VARIABLE, decode_job
from repository_index_api.v1alpha1.status import Phase, Trigger
from repository_index_operator.decision import DeleteJob
from repository_index_operator.reconcile import refused_start
from repository_index_operator.runs import job_name


def requested_at(job: dict) -> datetime:
    (variable,) = (
        v for v in job["spec"]["template"]["spec"]["containers"][0]["env"] if v["name"] == JOB_VARIABLE
    )
    return decode_job(variable["value"]).requested_at


@pytest.mark.parametrize(
    "change",
    [
        {"source": {"git": {"url": "https://git.example/flask", "ref": "v2"}}},
        {"exclude": ["docs/"]},
        {"languages": ["python"]},
        {"timeLimit": {"softSeconds": 10, "hardSeconds": 20}},
        {"job": {"workers": 2}},
        {"database": {"secretRef": {"name": "other"}}},
    ],
)
def test_a_change_of_graph_or_pod_replaces_the_run(change):
    world = World()
    world.run_first_attempt()
    old = dict(world.jobs)
    world.later(5)
    world.edit(**change)
    decision = world.tick()
    assert isinstance(decision.actions[0], DeleteJob), "the old run is stopped first"
    world.settle()
    assert not old.keys() & world.jobs.keys()
    assert (world.phase, world.run.trigger, world.run.attempt) == (Phase.PENDING, Trigger.CHANGED, 1)
    assert world.run.last_failure is None
    assert world.told == ["RunStarted", "RunReplaced", "RunStarted"]


@pytest.mark.parametrize(
    "change",
    [
        {"priority": 7},
        {"schedule": "0 3 * * *"},
        {"suspend": False},
        {"historyLimit": 1},
        {"retry": {"limit": 1, "baseDelaySeconds": 10}},
        {"pendingTimeoutSeconds": 600},
        {"job": {"labels": {"cost-centre": "42"}, "annotations": {"note": "hello"}}},
    ],
)
def test_other_changes_replace_nothing(change):
    world = World()
    world.run_first_attempt()
    world.edit(**change)
    decision = world.settle()
    assert decision.actions == ()
    assert world.status.observed_generation == 2
    assert {condition.observed_generation for condition in world.status.conditions} == {2}
    assert len(world.jobs) == 1


def test_ready_is_about_the_current_spec():
    world = World()
    world.run_first_attempt()
    world.succeeds()
    first = world.status.index
    world.edit(exclude=["docs/"])
    world.settle()
    assert world.condition("Ready").status == "False"
    assert world.status.index == first, "the old graph still stands"
    world.edit(exclude=[])
    world.settle()
    assert world.condition("Ready").status == "True"
    assert world.run.id != first.run_id, "the graph is made anew all the same"


def published_then_changed(*, let_go: bool) -> World:
    """A graph is published, and a run of another spec is under way."""
    world = World()
    world.run_first_attempt()
    world.succeeds()
    world.edit(exclude=["docs/"])
    world.settle()
    world.new_pod()
    if let_go:
        world.settle()
    return world


@pytest.mark.parametrize("seen", ["let go", "running", "cancelled", "failed"])
def test_a_run_of_another_spec_may_have_published_before_it_was_stopped(seen):
    world = published_then_changed(let_go=True)
    if seen != "let go":
        world.starts()
        world.settle()
    if seen == "cancelled":
        world.delete_job()
        world.settle()
    elif seen == "failed":
        world.attempt_fails()
        world.job_ends("Failed", "BackoffLimitExceeded")
        world.settle()
    other = world.run.id
    world.edit(exclude=[])
    world.settle()
    ready = world.condition("Ready")
    assert (ready.status, ready.reason) == ("Unknown", "PossiblyReplaced")
    assert other in ready.message
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    assert world.condition("Ready").status == "Unknown"
    world.succeeds()
    assert world.condition("Ready").status == "True"
    assert world.status.index.possibly_replaced_by is None


def test_a_run_of_another_spec_that_never_started_replaced_nothing():
    world = published_then_changed(let_go=False)
    world.edit(exclude=[])
    world.settle()
    assert world.condition("Ready").status == "True"


def test_a_run_of_the_same_graph_may_publish_it_again():
    world = World()
    world.run_first_attempt()
    world.succeeds()
    for workers in (2, 3):
        world.edit(job={"workers": workers})
        world.settle()
        world.new_pod()
        world.settle()
        world.starts()
        world.settle()
        assert world.condition("Ready").status == "True"


def test_a_refused_job_does_not_make_the_graph_known_again():
    world = published_then_changed(let_go=True)
    world.edit(exclude=[])
    decision = world.decide()
    refused = refused_start(world.facts().resource, decision, "exceeded quota", world.now, for_good=False)
    assert next(c for c in refused.status.conditions if c.type == "Ready").status == "Unknown"


@pytest.mark.parametrize(
    "change",
    [
        {"timeLimit": {"softSeconds": 10, "hardSeconds": 20}},
        {"job": {"resources": {"limits": {"memory": "4Gi"}}}},
    ],
)
def test_a_change_of_the_pod_alone_leaves_the_graph_ready(change):
    world = World()
    world.run_first_attempt()
    world.succeeds()
    first = world.run.id
    world.edit(**change)
    world.settle()
    assert world.run.id != first
    assert (world.phase, world.condition("Ready").status) == (Phase.PENDING, "True")


@pytest.mark.parametrize("limit", [0, 5])
def test_a_run_keeps_the_retry_limit_of_its_job(limit):
    world = World({"retry": {"limit": 1, "jitter": 0}})
    world.run_first_attempt()
    world.edit(retry={"limit": limit, "jitter": 0})
    world.attempt_fails()
    assert (world.phase, world.run.next_retry_time) == (Phase.RETRYING, world.now + timedelta(seconds=60))
    world.counts_failure()
    world.later(60)
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    world.attempt_fails()
    assert world.run.next_retry_time is None, "the Job makes no further pod"
    world.counts_failure()
    world.job_ends("Failed", "BackoffLimitExceeded")
    world.settle()
    assert "spec.retry.limit 1" in world.run.last_failure.message


def test_the_names_of_pods_show_the_whole_id():
    world = World()
    world.settle()
    name = job_name("a" * 63, world.run.id)
    assert name.endswith(world.run.id)
    assert len(name) <= 58, "the API server cuts a generated name there"


def test_each_run_was_asked_for_later_than_the_one_before():
    world = World()
    world.settle()
    seen = [world.run.requested_time]
    for pattern in "abc":
        world.later(-1)  # even if the clock goes back
        world.edit(exclude=[pattern])
        world.settle()
        seen.append(world.run.requested_time)
        assert requested_at(world.job) == world.run.requested_time
    assert seen == sorted(set(seen))


def test_a_lost_status_write_after_a_change_makes_no_second_run():
    world = World()
    world.run_first_attempt()
    world.edit(exclude=["docs/"])
    world.later(1)
    world.tick(lose_status_write=True)
    made = dict(world.jobs)
    world.later(1)
    world.edit(priority=3)  # the generation moves on, the run does not
    world.settle()
    assert world.jobs == made
    assert world.run.id in world.job["metadata"]["name"]
