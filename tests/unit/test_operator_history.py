"""What the status remembers of past runs, and when their Jobs may go."""

from __future__ import annotations

import pytest

from operator_objects import COMMIT, START
from operator_world import World
from repository_index_api.index_job import Reason
from repository_index_api.v1alpha1.status import Phase, Trigger
from repository_index_operator.decision import ExpireJob
from repository_index_operator.history import MAX_ATTEMPTS, STOPPED


def test_a_run_that_has_ended_is_remembered_with_its_counts():
    world = World()
    world.run_first_attempt()
    assert world.status.history == []
    world.later(10)
    world.succeeds(nodes=10, edges=20)
    (entry,) = world.status.history
    assert (entry.id, entry.outcome, entry.reason) == (world.run.id, Phase.SUCCEEDED, None)
    assert (entry.nodes, entry.edges, entry.commit) == (10, 20, COMMIT)
    assert (entry.start_time, entry.completion_time) == (START, world.now)
    assert entry.peak_memory_bytes == 1_000_000
    assert [(attempt.reason, attempt.exit_code) for attempt in entry.attempts] == [(None, 0)]


def test_a_used_up_retry_budget_tells_what_each_attempt_died_of():
    world = World({"retry": {"limit": 1}})
    world.run_first_attempt()
    world.pod["spec"]["nodeName"] = "node-1"
    world.pod["status"]["containerStatuses"][0]["state"]["running"]["startedAt"] = "2026-01-01T11:59:00Z"
    world.ends(75, world.result(Reason.CONNECTION_ERROR, "database away"))
    terminated = world.pod["status"]["containerStatuses"][0]["state"]["terminated"]
    terminated["startedAt"] = "2026-01-01T11:59:00Z"
    world.counts_failure()
    world.settle()
    world.new_pod()
    world.later(600)
    world.settle()
    world.starts()
    world.settle()
    world.ends(137, "", reason="OOMKilled")
    world.counts_failure()
    world.job_ends("Failed", "BackoffLimitExceeded")
    world.settle()
    (entry,) = world.status.history
    assert (entry.outcome, entry.reason) == (Phase.FAILED, "OOMKilled")
    first, second = entry.attempts
    assert (first.reason, first.exit_code, first.node_name) == ("ConnectionError", 75, "node-1")
    assert first.duration_seconds == 60
    assert (second.reason, second.exit_code) == ("OOMKilled", 137)


def test_a_replaced_run_is_remembered_as_stopped():
    world = World()
    world.run_first_attempt()
    first = world.run.id
    world.edit(include=["src"])
    world.settle()
    (entry,) = world.status.history
    assert (entry.id, entry.outcome, entry.reason) == (first, Phase.CANCELLED, STOPPED)


def test_only_the_last_runs_and_attempts_are_remembered():
    world = World({"historyLimit": 2})
    for patterns in (["a"], ["b"], ["c"]):
        world.edit(include=patterns)
        world.settle()
        for _ in range(MAX_ATTEMPTS + 3):
            world.new_pod()
            world.settle()
            world.starts()
            world.ends(143, "", disruption="evicted")
        world.new_pod()
        world.settle()
        world.starts()
        world.succeeds()
    assert [entry.outcome for entry in world.status.history] == [Phase.SUCCEEDED] * 2
    assert world.status.history[0].id == world.run.id, "the newest comes first"
    assert len(world.status.history[0].attempts) == MAX_ATTEMPTS
    assert world.status.history[0].attempts[-1].reason is None, "of the attempts the last ones are kept"
    world.edit(historyLimit=0)
    world.settle()
    assert world.status.history == []


def test_a_job_may_go_soon_only_when_its_result_stands_in_the_status():
    world = World({"ttlSecondsAfterFinished": 60})
    world.run_first_attempt()
    assert world.job["spec"]["ttlSecondsAfterFinished"] == 86_400
    world.ends(0, world.result(commit=COMMIT), reason="Completed")
    world.job_ends("Complete", "CompletionsReached")
    decision = world.tick(lose_status_write=True)
    assert not any(isinstance(action, ExpireJob) for action in decision.actions)
    world.settle()
    assert world.job["spec"]["ttlSecondsAfterFinished"] == 60
    world.edit(ttlSecondsAfterFinished=5)
    world.settle()
    assert world.job["spec"]["ttlSecondsAfterFinished"] == 5, "a change holds for finished Jobs too"
    world.delete_job()
    assert world.settle().status is None
    assert world.phase is Phase.SUCCEEDED, "a Job that has expired was not cancelled"


@pytest.mark.parametrize("seconds", [86_400, 604_800])
def test_a_job_that_is_kept_for_a_day_or_more_is_told_so_when_it_is_made(seconds):
    world = World({"ttlSecondsAfterFinished": seconds})
    world.run_first_attempt()
    assert world.job["spec"]["ttlSecondsAfterFinished"] == seconds
    world.ends(0, world.result(commit=COMMIT), reason="Completed")
    world.job_ends("Complete", "CompletionsReached")
    assert not any(isinstance(action, ExpireJob) for action in (*world.tick().actions, *world.tick().actions))


@pytest.mark.parametrize("seconds", [60, 604_800])
def test_a_job_that_may_have_expired_unseen_is_made_again(seconds):
    world = World({"ttlSecondsAfterFinished": seconds})
    world.run_first_attempt()
    first = world.run.id
    world.delete_job()
    world.later(max(seconds, 86_400))
    world.settle()
    assert (world.phase, len(world.jobs)) == (Phase.PENDING, 1)
    assert world.run.id != first
    assert world.run.trigger is Trigger.CREATED


def test_a_job_that_cannot_have_expired_was_deleted_by_hand():
    world = World({"ttlSecondsAfterFinished": 60})
    world.run_first_attempt()
    world.delete_job()
    world.later(86_399)
    world.settle()
    assert (world.phase, world.jobs) == (Phase.CANCELLED, {})
