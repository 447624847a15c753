"""`deletionPolicy: Purge`: a finalizer, one Job once the runs have stopped, nothing that holds for ever."""

from __future__ import annotations

from dataclasses import replace

import pytest

from operator_objects import DEFAULTS, START, raw_resource, time
from operator_world import World
from repository_index_api.index_job import IndexCounts, Reason, decode_job
from repository_index_api.v1alpha1.status import Phase, Trigger
from repository_index_operator.decision import CreateJob, DeleteJob, SetFinalizers
from repository_index_operator.errors import InvalidError, NamespaceTerminatingError, RefusedError
from repository_index_operator.names import PURGE_FINALIZER
from repository_index_operator.observed import Key
from repository_index_operator.purge import STOP_GRACE, refused
from repository_index_operator.reconcile import reconcile

LET_GO = (
    "kubectl --namespace team-a patch repositoryindex flask --type=merge"
    """ --patch '{"spec": {"deletionPolicy": "Retain"}}'"""
)


def published() -> World:
    """A resource with the policy, and a graph."""
    world = World({"deletionPolicy": "Purge"})
    world.run_first_attempt()
    world.succeeds()
    world.later(60)
    return world


def purging() -> World:
    """One whose purge has its Job, and that its first pod."""
    world = published()
    world.delete()
    world.settle()
    world.new_pod()
    world.starts()
    world.settle()
    return world


def finalizers(world: World) -> list[str]:
    return list(world.resource["metadata"].get("finalizers", []))


def is_gone(world: World) -> bool:
    return not finalizers(world)


def attempt_fails(world: World, reason: Reason, code: int, message: str) -> None:
    world.ends(code, world.result(reason, message))
    world.counts_failure()
    world.settle()


def test_the_finalizer_comes_before_anything_that_it_is_to_hold_for():
    world = World({"deletionPolicy": "Purge"})
    decision = world.tick()
    assert [type(action) for action in decision.actions] == [SetFinalizers]
    assert decision.status is None
    assert finalizers(world) == [PURGE_FINALIZER]
    world.settle()
    assert world.phase is Phase.PENDING


def test_the_finalizer_follows_the_policy_and_leaves_others_alone():
    world = World()
    world.resource["metadata"]["finalizers"] = ["example.com/backup"]
    world.settle()
    assert finalizers(world) == ["example.com/backup"]
    world.edit(deletionPolicy="Purge")
    world.settle()
    assert finalizers(world) == ["example.com/backup", PURGE_FINALIZER]
    run = world.run
    world.edit(deletionPolicy="Retain")
    world.settle()
    assert finalizers(world) == ["example.com/backup"]
    assert world.run == run, "the policy is nothing of the run's"


def test_the_rows_are_deleted_by_one_job_and_then_the_resource_goes():
    world = published()
    indexed = world.run
    world.delete()
    world.settle()
    assert world.phase is Phase.PURGING
    assert (world.run.trigger, world.run.job_name) == (Trigger.DELETED, world.job["metadata"]["name"])
    (container,) = world.job["spec"]["template"]["spec"]["containers"]
    assert container["args"] == ["purge"]
    told = decode_job(next(v["value"] for v in container["env"] if v["name"] == "REPOSITORY_INDEX_JOB"))
    assert (told.tenant, told.repository, told.git, told.path) == ("team-a", "flask", None, None)
    assert told.requested_at > indexed.requested_time
    assert [entry.id for entry in world.status.history] == [indexed.id]
    assert world.condition("Ready").status == "False"
    world.new_pod()
    world.starts()
    world.settle()
    assert not is_gone(world)
    counts = IndexCounts(nodes_deleted=10, edges_deleted=20)
    world.ends(0, world.result(counts=counts), reason="Completed")
    world.job_ends("Complete", "CompletionsReached")
    (told,) = world.decide().told
    assert told.happening == "Purged"
    assert "10 nodes and 20 edges" in told.message
    world.tick()
    assert is_gone(world)


def test_a_run_is_stopped_and_waited_for_with_its_pods():
    world = World({"deletionPolicy": "Purge"})
    world.run_first_attempt()
    running = world.job["metadata"]["name"]
    world.delete()
    (stop,) = world.tick().actions
    assert isinstance(stop, DeleteJob)
    assert stop.pods_first
    world.later(20)
    assert not [action for action in world.tick().actions if isinstance(action, CreateJob)]
    assert "being stopped" in world.condition("Reconciling").message
    assert [(entry.outcome, entry.reason) for entry in world.status.history] == [("Cancelled", "Stopped")]
    world.delete_job(running)
    world.settle()
    assert world.run.job_name == world.job["metadata"]["name"] != running


def test_the_pod_of_a_lost_node_is_not_waited_for_for_ever():
    world = World({"deletionPolicy": "Purge"})
    world.run_first_attempt()
    world.delete()
    wait = world.tick().requeue_after
    assert wait == STOP_GRACE.total_seconds()
    world.later(wait)
    world.settle()
    assert world.job["metadata"]["annotations"]["repoindex.dev/trigger"] == "Deleted"


@pytest.mark.parametrize("finalizer", ["foregroundDeletion", "orphan"])
def test_the_garbage_collector_goes_first_for_it_would_take_the_job(finalizer):
    world = published()
    world.delete(finalizer)
    jobs = dict(world.jobs)
    world.settle()
    assert world.jobs == jobs
    world.resource["metadata"]["finalizers"].remove(finalizer)
    world.settle()
    assert world.run.job_name in world.jobs


def test_a_job_that_the_garbage_collector_or_a_person_deletes_is_made_again():
    world = purging()
    name = world.run.job_name
    world.job["metadata"]["deletionTimestamp"] = time(world.now)
    assert world.tick().actions == ()
    world.delete_job()
    world.settle()
    assert world.job["metadata"]["name"] == name


def test_a_lost_status_write_or_a_restart_makes_no_second_job_and_no_other_time():
    world = published()
    world.delete()
    world.tick(lose_status_write=True)
    world.later(5)
    world.settle()
    made = [job for job in world.jobs.values() if job["spec"]["template"]["spec"].get("volumes") is None]
    assert len(made) == 1
    assert world.run.requested_time == START.replace(minute=1)


def test_a_database_that_is_away_is_told_and_how_to_let_go():
    world = purging()
    attempt_fails(world, Reason.CONNECTION_ERROR, 75, "the database is out of reach: refused")
    condition = world.condition("Reconciling")
    assert (condition.status, condition.reason) == ("True", "ConnectionError")
    assert "the database is out of reach: refused" in condition.message
    assert "tried again by itself" in condition.message
    assert LET_GO in condition.message
    assert world.condition("Stalled").status == "False"
    world.new_pod()
    world.starts()
    world.settle()
    assert world.condition("Reconciling").reason == "ConnectionError", "the next attempt may fail as well"
    assert world.run.attempt == 2
    world.ends(0, world.result(counts=IndexCounts()), reason="Completed")
    world.job_ends("Complete", "CompletionsReached")
    world.tick()
    assert is_gone(world)


@pytest.mark.parametrize(
    ("reason", "code", "end"),
    [
        (Reason.TENANT_VALIDATION_ERROR, 78, "PodFailurePolicy"),
        (Reason.CONNECTION_ERROR, 75, "BackoffLimitExceeded"),
    ],
    ids=["permanent", "exhausted"],
)
def test_what_a_person_must_mend_is_stalled_and_says_how_to_go_on(reason, code, end):
    world = purging()
    world.ends(code, world.result(reason, "the words of the database"))
    world.job_ends("Failed", end)
    world.settle()
    stalled = world.condition("Stalled")
    assert (stalled.status, stalled.reason) == ("True", "PurgeFailed")
    assert f"{reason}: the words of the database" in stalled.message
    assert f"delete the Job {world.run.job_name}" in stalled.message
    assert LET_GO in stalled.message
    assert "PurgeFailed" in world.told
    assert not is_gone(world)
    world.delete_job()
    world.settle()
    assert world.run.job_name in world.jobs, "deleting the Job is to try again"
    assert world.condition("Stalled").status == "False"


def test_what_is_not_tried_again_is_not_said_to_be_before_the_job_has_ended():
    world = purging()
    world.ends(78, world.result(Reason.TENANT_VALIDATION_ERROR, "the words of the database"))
    assert world.decide().status is None


def test_the_end_of_the_pod_may_be_seen_after_that_of_its_job():
    world = purging()
    world.job_ends("Failed", "PodFailurePolicy")
    assert world.decide().requeue_after == 1.0
    assert world.decide().status is None


def test_retain_lets_go_at_any_time():
    world = purging()
    world.edit(deletionPolicy="Retain")
    purge_job = world.run.job_name
    world.tick()
    assert is_gone(world)
    assert purge_job in world.deleted, "the purge is stopped too"
    assert world.told[-1] == "RowsKept"


def test_rows_that_another_resource_holds_are_not_touched():
    world = published()
    world.others = [
        raw_resource({"repository": "flask"}, key=Key("team-a", "older"), uid="uid-older", created=START)
    ]
    world.others[0]["metadata"]["creationTimestamp"] = "2025-01-01T00:00:00Z"
    world.delete()
    (told,) = world.decide().told
    assert told.happening == "RowsKept"
    assert "team-a/older" in told.message
    decision = world.tick()
    assert not [action for action in decision.actions if isinstance(action, CreateJob)]
    assert is_gone(world)


def test_a_run_that_another_made_after_the_deletion_keeps_its_rows():
    world = purging()
    world.ends(76, world.result(Reason.SUPERSEDED, "run x has claimed repository 'flask': its rows stay"))
    world.job_ends("Failed", "PodFailurePolicy")
    (told,) = world.decide().told
    assert (told.happening, "its rows stay" in told.message) == ("RowsKept", True)
    world.tick()
    assert is_gone(world)


@pytest.mark.parametrize("spec", [{}, {"suspend": True}])
def test_a_resource_that_never_ran_goes_at_once(spec):
    world = World({"deletionPolicy": "Purge", **spec})
    world.tick()
    if spec:
        world.settle()
        assert world.phase is Phase.SUSPENDED
    world.delete()
    world.tick()
    assert is_gone(world)
    assert world.jobs == {}


def test_one_that_failed_has_claimed_the_repository_and_is_purged():
    world = World({"deletionPolicy": "Purge", "retry": {"limit": 0}})
    world.run_first_attempt()
    world.ends(66, world.result(Reason.SOURCE_NOT_FOUND, "no such ref"))
    world.job_ends("Failed", "PodFailurePolicy")
    world.settle()
    assert world.phase is Phase.FAILED
    world.delete_job()
    world.delete()
    world.settle()
    assert world.run.job_name in world.jobs


def test_a_namespace_that_is_being_deleted_lets_go_and_says_that_the_rows_stay():
    world = published()
    world.delete()
    facts = world.facts()
    decision = refused(facts, facts.resource, NamespaceTerminatingError("it is being terminated"), world.now)
    assert SetFinalizers(facts.resource, ()) in decision.actions
    (told,) = decision.told
    assert told.happening == "RowsKept"
    assert "repository 'flask' of tenant 'team-a' stay" in told.message


def test_a_job_that_is_refused_says_why_and_how_to_let_go():
    world = published()
    world.delete()
    facts = world.facts()
    message = "jobs.batch is forbidden: exceeded quota: tight, requested: count/jobs.batch=1"
    status = refused(facts, facts.resource, RefusedError(message), world.now).status
    reconciling = next(c for c in status.conditions if c.type == "Reconciling")
    assert reconciling.reason == "ResourceQuotaExceeded"
    assert LET_GO in reconciling.message
    status = refused(facts, facts.resource, InvalidError("must be less than the limit"), world.now).status
    stalled = next(c for c in status.conditions if c.type == "Stalled")
    assert (stalled.reason, "must be less than the limit" in stalled.message) == ("PurgeFailed", True)


def test_a_missing_secret_is_told_and_waited_for():
    world = published()
    world.delete()
    world.settle()
    world.new_pod()
    world.waits("CreateContainerConfigError", 'secret "repository-index-database" not found')
    world.settle()
    condition = world.condition("Reconciling")
    assert condition.reason == "SecretMissing"
    assert LET_GO in condition.message


def test_purges_wait_for_a_slot_before_the_runs_of_their_namespace():
    world = published()
    world.delete()
    facts = world.facts()
    decision = reconcile(replace(facts, admitted=False), DEFAULTS, world.now)
    assert decision.queued is not None
    assert decision.queued.priority > 1_000_000_000
    assert not [action for action in decision.actions if isinstance(action, CreateJob)]
    assert decision.status.phase is Phase.PURGING


def test_deletion_without_the_policy_is_as_ever():
    world = World()
    world.run_first_attempt()
    world.delete("example.com/backup")
    world.settle()
    assert world.jobs == {}
    assert world.phase is Phase.RUNNING
