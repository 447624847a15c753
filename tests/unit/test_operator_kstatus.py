"""What kstatus, and so Flux, Argo CD and Helm, says of every state that the operator can write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import yaml

from kstatus import kstatus
from operator_objects import DEFAULTS, KEY, START, raw_resource
from operator_world import World
from repository_index_api.index_job import Reason, Stage
from repository_index_api.v1alpha1.status import Phase
from repository_index_operator.admission import Place
from repository_index_operator.facts import Facts
from repository_index_operator.observed import Key
from repository_index_operator.reconcile import reconcile, refused_start

Story = Iterator[tuple[str, str]]
"""What kstatus should say, step by step, and of what."""


def created() -> World:
    """As the API server makes it: the CRD's default says that nobody has looked at it."""
    world = World()
    world.resource["status"] = {"observedGeneration": -1}
    return world


def fails(world: World, reason: Reason, code: int, why: str) -> None:
    world.ends(code, world.result(reason, "as it happens"))
    world.counts_failure()
    if why:
        world.job_ends("Failed", why)
    world.settle()


def succeeds(world: World) -> Story:
    yield "InProgress", "just created"
    world.settle()
    yield "InProgress", "Pending"
    world.new_pod()
    world.settle()
    world.waits("ImagePullBackOff", "no such image")
    world.settle()
    yield "InProgress", "an image that cannot be pulled may be pushed yet"
    world.starts()
    world.settle()
    world.reports(Stage.PARSING, 40)
    world.later(10)
    world.settle()
    yield "InProgress", "Running"
    world.later(20)
    world.succeeds()
    yield "Current", "Succeeded"


def is_refreshed(world: World) -> Story:
    yield from succeeds(world)
    world.later(60)
    world.annotate("reindex-requested-at", "now")
    world.settle()
    yield "InProgress", "Pending again, and still Ready"
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    world.later(30)
    fails(world, Reason.QUOTA_EXCEEDED, 73, "PodFailurePolicy")
    yield "Failed", "the refresh failed, and the graph before it is still Ready"
    world.later(30)
    world.annotate("reindex-requested-at", "once more")
    world.settle()
    yield "InProgress", "tried again"


def is_changed(world: World) -> Story:
    yield from succeeds(world)
    world.later(60)
    world.edit(exclude=["docs/"])
    yield "InProgress", "the operator has not seen the change"
    world.settle()
    yield "InProgress", "Pending"
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    world.later(30)
    world.succeeds()
    yield "Current", "Succeeded"
    world.later(60)
    world.edit(historyLimit=1)
    yield "InProgress", "the operator has not seen the change"
    world.settle()
    yield "Current", "a change that needs no run"


def is_retried_until_it_fails(world: World) -> Story:
    world.edit(retry={"limit": 1})
    world.run_first_attempt()
    world.later(30)
    fails(world, Reason.STORAGE_ERROR, 75, "")
    yield "InProgress", "Retrying"
    world.later(120)
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    yield "InProgress", "the second attempt"
    world.later(30)
    fails(world, Reason.STORAGE_ERROR, 75, "BackoffLimitExceeded")
    yield "Failed", "no retry is left"


def is_suspended(world: World) -> Story:
    world.run_first_attempt()
    world.later(30)
    world.edit(suspend=True)
    world.settle()
    yield "InProgress", "Suspended without a graph"
    world.later(30)
    world.edit(suspend=False)
    world.settle()
    yield "InProgress", "goes on"


def is_suspended_with_a_graph(world: World) -> Story:
    yield from succeeds(world)
    world.later(60)
    world.edit(suspend=True)
    world.settle()
    yield "Current", "its graph stands, and nothing is to be done"


def is_cancelled(world: World) -> Story:
    world.run_first_attempt()
    world.later(30)
    world.annotate("cancel-run", world.run.id)
    world.settle()
    yield "Failed", "Cancelled: a person must ask for the next run"


def loses_its_job(world: World) -> Story:
    world.run_first_attempt()
    world.later(30)
    world.delete_job()
    world.settle()
    yield "Failed", "its Job was deleted by hand"


def has_no_valid_schedule(world: World) -> Story:
    world.edit(schedule="0 0 30 2 *")
    world.run_first_attempt()
    yield "InProgress", "the run goes on all the same"
    world.later(30)
    world.succeeds()
    yield "Failed", "its schedule will never come"
    world.edit(schedule="0 0 1 2 *")
    world.settle()
    yield "Current", "mended"


def has_a_rival(world: World) -> Story:
    rival = raw_resource(
        {"repository": "flask"}, key=Key("team-a", "older"), uid="older", created=START - timedelta(hours=1)
    )
    world.others.append(rival)
    world.settle()
    yield "Failed", "another resource has the repository"
    world.others.clear()
    world.later(30)
    world.settle()
    yield "InProgress", "it has gone"


def is_deleted(world: World) -> Story:
    yield from succeeds(world)
    world.resource["metadata"]["deletionTimestamp"] = "2026-01-02T00:00:00Z"
    yield "Terminating", "deleted"


def is_purged(world: World) -> Story:
    world.edit(deletionPolicy="Purge")
    yield from succeeds(world)
    world.later(60)
    world.delete()
    world.settle()
    yield "Terminating", "its rows are being deleted"


STORIES = [
    succeeds,
    is_refreshed,
    is_changed,
    is_retried_until_it_fails,
    is_suspended,
    is_suspended_with_a_graph,
    is_cancelled,
    loses_its_job,
    has_no_valid_schedule,
    has_a_rival,
    is_deleted,
    is_purged,
]


@pytest.mark.parametrize("story", STORIES)
def test_kstatus_judges_right(story: Callable[[World], Story]):
    world = created()
    for expected, what in story(world):
        assert kstatus(world.resource) == expected, what


@pytest.mark.parametrize("story", STORIES)
def test_conditions_move_only_with_their_status_and_speak_of_the_generation_that_was_seen(story):
    world = created()
    before: dict[str, Any] = {}
    for _, what in story(world):
        status = world.resource["status"]
        told = {condition["type"]: condition for condition in status.get("conditions", ())}
        for kind, condition in told.items():
            assert condition["observedGeneration"] == status["observedGeneration"], what
            if kind in before:
                moved = condition["lastTransitionTime"] != before[kind]["lastTransitionTime"]
                assert not moved or condition["status"] != before[kind]["status"], (kind, what)
        before = told


def test_all_phases_were_seen():
    seen = set()
    for story in STORIES:
        world = created()
        seen |= {world.phase for _ in story(world)}
    assert seen - {None} == set(Phase) - {Phase.QUEUED}


def test_who_waits_in_the_queue_or_for_a_quota_is_in_progress():
    world = created()
    facts: Facts = replace(world.facts(), admitted=False, place=Place(3, "the cluster is full"))
    queued = reconcile(facts, DEFAULTS, START).status
    refused = refused_start(facts.resource, world.decide(), "exceeded quota", START, for_good=False).status
    invalid = refused_start(facts.resource, world.decide(), "too long", START, for_good=True).status
    assert queued.phase is Phase.QUEUED
    for status, expected in ((queued, "InProgress"), (refused, "InProgress"), (invalid, "Failed")):
        world.resource["status"] = yaml.safe_load(status.model_dump_json(by_alias=True, exclude_none=True))
        assert kstatus(world.resource) == expected


def test_what_nobody_has_looked_at_is_in_progress_only_by_the_crds_default():
    unseen = raw_resource(key=KEY)
    assert kstatus(unseen) == "Current", "the published rules take a resource without a status for a good one"
    unseen["status"] = {"observedGeneration": -1}
    assert kstatus(unseen) == "InProgress"
