"""Resources that go, that are in each other's way, or whose Job is refused."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from operator_objects import START, raw_resource
from operator_world import World
from repository_index_api.v1alpha1.status import Phase, Trigger
from repository_index_operator.decision import CreateJob
from repository_index_operator.observed import Key
from repository_index_operator.reconcile import refused_start


def test_a_resource_that_is_going_stops_its_job():
    world = World()
    world.run_first_attempt()
    world.resource["metadata"]["deletionTimestamp"] = "2026-01-01T12:00:00Z"
    decision = world.tick()
    assert world.jobs == {}
    assert decision.status is None


def rival(namespace: str, *, tenant: str, created: datetime) -> dict:
    spec = {"tenant": tenant, "repository": "flask"}
    return raw_resource(spec, key=Key(namespace, "rival"), uid="uid-rival", created=created)


def test_of_two_resources_for_one_repository_the_older_wins():
    world = World()
    world.others = [rival("team-a", tenant="team-a", created=START - timedelta(days=1))]
    world.settle()
    assert world.jobs == {}
    assert world.phase is Phase.PENDING
    assert world.condition("Stalled").reason == "RepositoryConflict"
    assert "team-a/rival" in world.condition("Stalled").message
    assert world.told == ["RepositoryConflict"]
    world.others = []
    world.settle()
    assert world.condition("Stalled").status == "False"
    assert len(world.jobs) == 1


def test_the_younger_one_does_not_disturb():
    world = World()
    world.others = [rival("team-a", tenant="team-a", created=START + timedelta(days=1))]
    world.settle()
    assert len(world.jobs) == 1


def test_no_other_namespace_can_squat_on_a_namespaces_own_tenant():
    world = World()
    world.others = [rival("evil", tenant="team-a", created=START - timedelta(days=1))]
    world.settle()
    assert len(world.jobs) == 1


def test_a_conflict_stops_a_run_and_keeps_what_is_published():
    world = World()
    world.run_first_attempt()
    world.others = [rival("team-a", tenant="team-a", created=START - timedelta(days=1))]
    world.settle()
    assert (world.jobs, world.run, world.phase) == ({}, None, Phase.PENDING)


def test_a_refused_job_says_so_and_is_tried_again():
    world = World()
    facts, decision = world.facts(), world.decide()
    message = 'jobs.batch "x" is forbidden: exceeded quota: q, requested: count/jobs.batch=1'
    refused = refused_start(facts.resource, decision, message, world.now, for_good=False)
    status = refused.status
    assert (refused.actions, status.phase, status.run.job_name) == ((), Phase.PENDING, None)
    reconciling = next(c for c in status.conditions if c.type == "Reconciling")
    assert reconciling.reason == "ResourceQuotaExceeded"
    assert "namespace team-a" in reconciling.message
    world.resource["status"] = json.loads(status.model_dump_json(by_alias=True, exclude_none=True))
    again = world.decide()
    assert isinstance(again.actions[0], CreateJob)
    assert again.actions[0].manifest == decision.actions[0].manifest
    still = refused_start(world.facts().resource, again, message, world.now, for_good=False)
    assert still.status is None
    world.settle()
    assert world.run.job_name


@pytest.mark.parametrize("change", [{"job": {"workers": 1}}, {"job": {"labels": {"a": "b"}}}])
def test_a_spec_that_makes_no_valid_job_fails_until_it_changes(change):
    world = World()
    message = "quantities must match the regular expression"
    status = refused_start(world.facts().resource, world.decide(), message, world.now, for_good=True).status
    assert status.phase is Phase.FAILED
    assert next(c for c in status.conditions if c.type == "Stalled").reason == "InvalidJob"
    world.resource["status"] = json.loads(status.model_dump_json(by_alias=True, exclude_none=True))
    assert world.settle().actions == ()
    world.edit(**change)
    world.settle()
    assert (world.phase, world.run.trigger, len(world.jobs)) == (Phase.PENDING, Trigger.CHANGED, 1)


def test_a_spec_that_says_more_than_a_container_can_be_told_fails_with_a_sentence():
    """Linux allows 128 KiB in one variable; a control character takes six bytes there."""
    world = World({"include": ["\x01" * 256] * 64, "exclude": ["\x01" * 256] * 64})
    world.settle()
    assert world.jobs == {}
    assert (world.phase, world.run.last_failure.reason) == (Phase.FAILED, "InvalidJob")
    assert "shorten the patterns of spec.include and spec.exclude" in world.run.last_failure.message
    world.edit(include=["src/"] * 64)
    world.settle()
    assert (world.phase, len(world.jobs)) == (Phase.PENDING, 1)


def test_a_change_to_a_spec_that_makes_no_job_stops_the_old_run():
    world = World()
    world.run_first_attempt()
    world.edit(include=["\x01" * 256] * 64, exclude=["\x01" * 256] * 64)
    world.settle()
    assert (world.phase, world.jobs) == (Phase.FAILED, {})
