"""A pod that was to end and does not: its replacement is held back until somebody says that it has failed."""

from __future__ import annotations

import pytest

from operator_objects import START, disruption_target, time
from operator_world import World
from repository_index_api.index_job import Stage
from repository_index_api.v1alpha1.status import Phase
from repository_index_operator.observed import ProgressReading

NODE = "node-2"
LOST_AFTER = 180
"""Seconds, of the default settings."""


def node(*, ready: bool) -> dict:
    condition = {"type": "Ready", "status": "True" if ready else "Unknown", "lastTransitionTime": time(START)}
    return {"metadata": {"name": NODE}, "status": {"conditions": [condition]}}


def on_a_silent_node() -> World:
    """A pod that has run for a minute, on a node that was not ready from its start on."""
    world = World()
    world.run_first_attempt()
    world.pod["spec"]["nodeName"] = NODE
    world.nodes[NODE] = node(ready=False)
    world.later(60)
    return world


@pytest.fixture
def world() -> World:
    """A running pod that was to end a minute after the start, because its node was lost; it is overdue."""
    world = on_a_silent_node()
    world.pod["metadata"]["deletionTimestamp"] = time(world.now)
    evicted = disruption_target("DeletionByTaintManager", "deleting due to NoExecute taint", world.now)
    world.pod["status"]["conditions"] = [evicted]
    return world


def reconciling(world: World) -> tuple[str, str]:
    condition = world.condition("Reconciling")
    return condition.reason, condition.message


def test_a_pod_that_ends_in_time_costs_no_look_at_its_node(world):
    world.later(5)
    decision = world.settle()
    assert (decision.actions, decision.requeue_after) == ((), 5.0)
    world.ends(143, "", disruption="evicted")
    assert world.settle().requeue_after is None
    assert world.looked_at == {}


def test_on_a_lost_node_the_condition_says_so_and_when_the_pod_is_given_up(world):
    world.later(15)
    world.settle()
    reason, message = reconciling(world)
    assert reason == "NodeLost"
    name = world.pod["metadata"]["name"]
    assert message == (
        f"node {NODE} has not been ready since 12:00:00 UTC: the pod {name} was to end by 12:01:00 UTC and"
        " still holds back its replacement; unless the node comes back, it is deleted by"
        " force at 12:04:00 UTC"
    )
    assert world.pod["status"]["phase"] == "Running"


def test_the_words_stay_while_nothing_changes(world):
    world.later(15)
    world.settle()
    writes = world.writes
    for _ in range(5):
        world.later(16)
        world.settle()
    assert world.writes == writes


def test_after_some_minutes_the_pod_is_given_up_and_the_run_goes_on(world):
    world.later(LOST_AFTER - 1)
    world.settle()
    assert world.pod["status"]["phase"] == "Running"
    world.later(1)
    world.settle()
    assert world.pod["status"]["phase"] == "Failed"
    assert (world.phase, world.run.next_retry_time) == (Phase.PENDING, None)
    assert world.run.last_failure.reason == "NodeLost"
    assert f"node {NODE} has not been ready since 12:00:00 UTC" in world.run.last_failure.message
    world.new_pod()
    world.settle()
    assert not world.is_gated()
    world.starts()
    world.settle()
    world.succeeds()
    (entry,) = world.status.history
    assert [attempt.reason for attempt in entry.attempts] == ["NodeLost", None]
    assert entry.attempts[0].node_name == NODE


def test_a_node_that_was_lost_later_has_its_time(world):
    world.later(LOST_AFTER)
    lost = node(ready=False)
    lost["status"]["conditions"][0]["lastTransitionTime"] = time(world.now)
    world.nodes[NODE] = lost
    world.settle()
    assert world.pod["status"]["phase"] == "Running"
    assert reconciling(world)[0] == "NodeLost"
    world.later(LOST_AFTER)
    world.settle()
    assert world.pod["status"]["phase"] == "Failed"


def test_what_was_seen_of_a_node_long_ago_gives_up_no_pod(world):
    world.later(15)
    world.settle()
    world.nodes[NODE] = node(ready=True)
    world.later(LOST_AFTER)
    world.settle()
    assert world.pod["status"]["phase"] == "Running"
    reason, message = reconciling(world)
    assert reason == "PodNotEnding"
    assert "though its node node-2 is ready" in message


def test_a_node_that_is_gone_is_left_to_kubernetes(world):
    del world.nodes[NODE]
    world.later(LOST_AFTER)
    world.settle()
    assert world.pod["status"]["phase"] == "Running"
    assert reconciling(world) == (
        "NodeLost",
        f"node {NODE} is gone: the pod {world.pod['metadata']['name']} was to end by 12:01:00 UTC and still"
        " holds back its replacement until Kubernetes gives it up",
    )


@pytest.mark.parametrize(
    ("kubernetes", "ours"),
    [
        ("EvictionByEvictionAPI", "Evicted"),
        ("PreemptionByScheduler", "Preempted"),
        ("DeletionByTaintManager", "EvictedByTaint"),
        ("DeletionByPodGC", "NodeLost"),
        ("TerminationByKubelet", "Evicted"),
        ("SomethingNew", "Disrupted"),
    ],
)
def test_every_disruption_is_named_and_not_counted(kubernetes, ours):
    world = World({"retry": {"limit": 0}})
    world.run_first_attempt()
    world.ends(143, "", disruption="as Kubernetes says", disruption_reason=kubernetes)
    world.settle()
    assert (world.phase, world.run.next_retry_time) == (Phase.PENDING, None)
    assert world.run.last_failure.reason == ours
    assert world.run.last_failure.message.endswith(": as Kubernetes says")


@pytest.fixture
def silent() -> World:
    """A running pod that nobody has asked to end, and whose progress cannot be read."""
    world = on_a_silent_node()
    world.reading = ProgressReading(world.pod["metadata"]["uid"], error="the pod cannot be reached")
    return world


def test_while_its_node_is_silent_nothing_is_said_of_a_pod_but_that(silent):
    silent.settle()
    reason, message = reconciling(silent)
    assert reason == "NodeNotReady"
    assert f"node {NODE} has not been ready since 12:00:00 UTC" in message
    assert silent.phase is Phase.RUNNING
    writes = silent.writes
    for _ in range(5):
        silent.later(16)
        silent.settle()
    assert silent.writes == writes


def test_when_the_node_is_back_the_condition_says_so_within_seconds(silent):
    wait = silent.settle().requeue_after
    assert wait is not None
    silent.nodes[NODE] = node(ready=True)
    silent.later(wait)
    silent.settle()
    assert reconciling(silent)[0] == "ProgressUnknown"
    silent.reports(Stage.PARSING, 40)
    silent.settle()
    assert reconciling(silent) == ("Running", "attempt 1 is running")


def test_a_pod_whose_progress_can_be_read_costs_no_look_at_its_node(silent):
    silent.reports(Stage.PARSING, 40)
    assert silent.settle().requeue_after is None
    assert silent.looked_at == {}


def test_a_silent_pod_on_a_node_that_goes_is_the_lost_nodes_matter(silent):
    silent.settle()
    silent.pod["metadata"]["deletionTimestamp"] = time(silent.now)
    silent.later(15)
    silent.settle()
    assert reconciling(silent)[0] == "NodeLost"
