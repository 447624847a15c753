"""Who may start next, who holds a slot, and what a run shows while it waits."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from operator_objects import DEFAULTS, KEY, START, raw_resource
from operator_world import World
from repository_index_api.index_job import Reason
from repository_index_api.v1alpha1.status import Phase
from repository_index_operator.admission import Candidate, Limits, Place, admit, holds_slot
from repository_index_operator.cache import Cache
from repository_index_operator.decision import DeleteJob, LiftGate
from repository_index_operator.observe import observe_job, observe_pod, observe_resource
from repository_index_operator.observed import Key
from repository_index_operator.reconcile import reconcile
from repository_index_operator.slots import Slots


def candidate(namespace: str, number: int, priority: int = 0) -> Candidate:
    return Candidate(Key(namespace, f"r{number:03}"), priority, START + timedelta(seconds=number))


def names(keys) -> list[str]:
    return [f"{key.namespace}/{key.name}" for key in keys]


def test_one_of_few_is_not_delayed_by_many():
    waiting = [candidate("many", number) for number in range(500)] + [candidate("one", 999)]
    served: dict[str, float] = {}
    running: Counter[str] = Counter()
    order = []
    for turn in range(1, 4):
        (key,) = admit(waiting, running, served, Limits(jobs=1)).admitted
        order.append(key.namespace)
        served[key.namespace] = turn
        waiting = [one for one in waiting if one.key != key]
    assert "one" in order[:2], "a single slot goes round"


def test_slots_are_shared_evenly():
    waiting = [candidate("a", n) for n in range(10)] + [candidate("b", 50 + n) for n in range(10)]
    found = admit(waiting, {"a": 2}, {}, Limits(jobs=8))
    assert Counter(key.namespace for key in found.admitted) == {"a": 2, "b": 4}


def test_within_a_namespace_priority_goes_before_age():
    waiting = [candidate("a", 1), candidate("a", 2, priority=5), candidate("a", 0), candidate("a", 3, -1)]
    found = admit(waiting, {}, {}, Limits(jobs=2))
    assert names(found.admitted) == ["a/r002", "a/r000"]
    assert {key.name: place.position for key, place in found.places.items()} == {"r001": 1, "r003": 2}


def test_a_full_namespace_waits_for_itself_and_holds_nobody_up():
    waiting = [candidate("a", n) for n in range(3)] + [candidate("b", 9)]
    found = admit(waiting, {"a": 1}, {}, Limits(jobs=10, jobs_per_namespace=2))
    assert names(found.admitted) == ["b/r009", "a/r000"]
    assert [place.why for place in found.places.values()] == [
        "namespace a has the 2 running Jobs that it may have"
    ] * 2


def test_without_limits_all_may_start():
    assert len(admit([candidate("a", n) for n in range(50)], {"a": 99}, {}, Limits()).admitted) == 50


def test_too_many_running_after_the_limit_was_lowered():
    found = admit([candidate("a", 1)], {"b": 9}, {}, Limits(jobs=5))
    assert found.admitted == ()
    assert found.places[Key("a", "r001")].why == "the cluster has the 5 running Jobs that it may have"


# Who holds a slot.


def holds(world: World) -> bool:
    pods = tuple(pod for raw in world.pods.values() if (pod := observe_pod(raw)))
    return holds_slot(world.observed_job(), pods)


def test_a_retry_that_waits_holds_no_slot():
    world = World()
    world.settle()
    assert holds(world), "a Job that has just been made is about to run"
    world.new_pod()
    assert holds(world)
    world.settle()
    world.starts()
    assert holds(world)
    world.ends(75, world.result(Reason.CONNECTION_ERROR, "away"))
    assert not holds(world)
    world.counts_failure()
    world.new_pod()
    world.settle()
    assert not holds(world)
    world.later(100)
    world.settle()
    assert holds(world)
    world.ends(143, "", disruption="evicted")
    assert holds(world), "what takes its place starts at once"
    world.job["spec"]["suspend"] = True
    assert not holds(world)


def test_a_job_that_has_ended_holds_no_slot():
    world = World()
    world.run_first_attempt()
    world.succeeds()
    assert not holds(world)


# The story of a run that waits.


class Waiting(World):
    """A world in which the run is not admitted."""

    place: Place | None = None
    admitted = False

    def facts(self):
        return replace(super().facts(), admitted=self.admitted, place=self.place)


def test_a_run_that_is_not_admitted_has_no_job_and_says_why():
    world = Waiting()
    world.place = Place(7, "the cluster has the 5 running Jobs that it may have")
    decision = world.tick()
    assert decision.queued == Candidate(KEY, 0, START)
    assert (world.phase, world.status.queue_position, world.jobs) == (Phase.QUEUED, 7, {})
    reconciling = world.condition("Reconciling")
    assert (reconciling.status, reconciling.reason) == ("True", "Queued")
    assert reconciling.message == "place 7 in the queue: the cluster has the 5 running Jobs that it may have"
    world.place = Place(5, world.place.why)
    assert world.tick().status is None, "a small step is not worth a write"
    world.place = Place(3, world.place.why)
    world.tick()
    assert world.status.queue_position == 3
    world.admitted = True
    world.later(60)
    world.settle()
    assert (world.phase, world.status.queue_position) == (Phase.PENDING, None)
    assert world.run.requested_time == START
    assert world.told == ["RunStarted"]


def test_a_retry_asks_for_a_slot_again():
    world = Waiting()
    world.admitted = True
    world.run_first_attempt()
    world.ends(75, world.result(Reason.CONNECTION_ERROR, "away"))
    world.counts_failure()
    world.settle()
    world.new_pod()
    world.settle()
    assert world.phase is Phase.RETRYING
    world.admitted, world.place = False, Place(1, "full")
    world.later(100)
    decision = world.tick()
    assert decision.queued
    assert not any(isinstance(action, LiftGate) for action in decision.actions)
    assert (world.phase, world.status.queue_position, world.run.attempt) == (Phase.QUEUED, 1, 1)
    world.admitted = True
    world.settle()
    assert not world.is_gated()
    assert world.run.attempt == 2


# The queue itself.


def slots(tmp_path, text: str):
    limits = tmp_path / "limits.json"
    limits.write_text(text)
    woken: list[Key] = []
    cache = Cache()
    return Slots(cache, woken.append, limits), cache, woken, limits


def test_the_next_one_is_woken_when_a_slot_is_given_back(tmp_path):
    queue, _, woken, _ = slots(tmp_path, '{"jobs": 1}')
    first, second = candidate("a", 1), candidate("a", 2)
    assert queue.request(first)
    assert not queue.request(second)
    assert queue.place(second.key) == Place(1, "the cluster has the 1 running Jobs that it may have")
    assert queue.depths() == {"a": 1}
    queue.release(first.key)
    queue.look()
    assert woken[-1] == second.key
    assert queue.is_granted(second.key)
    assert queue.depths() == {}


def test_a_slot_is_held_by_the_job_from_then_on(tmp_path):
    queue, cache, _, _ = slots(tmp_path, '{"jobs": 1}')
    world = World()
    world.settle()
    cache.put_resource(observe_resource(world.resource))
    assert queue.request(Candidate(KEY, 0, START))
    job = observe_job(world.job)
    assert job
    cache.put_job(job)
    queue.release(KEY)
    assert cache.slots_held == {"team-a": 1}
    other = candidate("b", 1)
    assert not queue.request(other)
    cache.remove_job(job.uid)
    assert cache.slots_held == {}
    queue.look()
    assert queue.is_granted(other.key)


def test_the_limits_are_read_while_the_operator_runs(tmp_path, caplog):
    queue, _, woken, limits = slots(tmp_path, '{"jobs": 1, "jobsPerNamespace": 1}')
    assert queue.request(candidate("a", 1))
    assert not queue.request(candidate("a", 2))
    for wrong in ('{"jobs": -1}', "{", '{"job": 5}'):
        limits.write_text(wrong)
        queue.look()
        assert queue.limits == Limits(1, 1)
        assert "the limits stay as they are" in caplog.text
        caplog.clear()
        queue.look()
        assert caplog.text == "", "it is said once"
    limits.write_text('{"jobs": 2, "jobsPerNamespace": 2}')
    queue.look()
    assert woken[-1] == Key("a", "r002")


@pytest.mark.parametrize("text", ["{}", '{"jobs": 0}'])
def test_no_limits_no_queue(tmp_path, text):
    queue, *_ = slots(tmp_path, text)
    assert queue.is_granted(KEY)


# Kueue.


def test_a_job_of_kueues_is_made_suspended_and_followed():
    world = World({"queueName": "team-queue"})
    world.tick()
    assert world.phase is Phase.QUEUED, "a Job that stands still wakes nobody"
    world.settle()
    assert world.job["metadata"]["labels"]["kueue.x-k8s.io/queue-name"] == "team-queue"
    assert world.job["spec"]["suspend"] is True
    assert world.phase is Phase.QUEUED
    assert "team-queue" in world.condition("Reconciling").message

    world.job["spec"]["suspend"] = False
    world.job["status"]["startTime"] = "2026-01-01T12:00:00Z"
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    assert (world.phase, world.run.attempt) == (Phase.RUNNING, 1)

    world.later(60)
    world.suspend_job(world.job, True)
    world.ends(143, world.result(Reason.TERMINATED, "stopped"))
    world.settle()
    assert world.phase is Phase.QUEUED, "preempted by Kueue"
    world.later(60)
    world.suspend_job(world.job, False)
    world.later(1)
    world.new_pod()
    world.settle()
    assert not world.is_gated()
    world.starts()
    world.succeeds()
    assert world.phase is Phase.SUCCEEDED
    assert world.status.run.last_failure is None


def test_a_suspended_run_of_kueues_loses_its_job_and_gets_another():
    world = World({"queueName": "team-queue"})
    world.settle()
    world.edit(suspend=True)
    decision = world.tick()
    assert any(isinstance(action, DeleteJob) for action in decision.actions)
    world.settle()
    assert (world.phase, world.jobs) == (Phase.SUSPENDED, {})
    world.edit(suspend=False)
    world.settle()
    assert (world.phase, len(world.jobs)) == (Phase.QUEUED, 1)


def test_kueues_jobs_are_not_in_the_operators_queue():
    world = Waiting({"queueName": "team-queue"})
    world.settle()
    assert len(world.jobs) == 1


def test_two_resources_have_keys_of_their_own():
    raw = raw_resource({"priority": 3}, key=Key("b", "x"), uid="other")
    cache = Cache()
    cache.put_resource(observe_resource(json.loads(json.dumps(raw))))
    facts = replace(cache.facts(Key("b", "x")), admitted=False)
    assert reconcile(facts, DEFAULTS, START).queued == Candidate(Key("b", "x"), 3, START)
