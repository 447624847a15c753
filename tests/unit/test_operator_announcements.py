"""What people and Prometheus are told."""

from __future__ import annotations

import pytest
from prometheus_client import REGISTRY
from prometheus_client.metrics import MetricWrapperBase

from operator_objects import KEY, START
from operator_world import World
from repository_index_api.index_job import AttemptResult, Reason, Stage
from repository_index_operator import metrics
from repository_index_operator.announce import MAX_MESSAGE, count, event_manifest
from repository_index_operator.cache import Cache
from repository_index_operator.observe import observe_resource
from repository_index_operator.reconcile import refused_start
from repository_index_operator.transitions import Happening, Transition, transitions


def sample(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_the_same_event_has_the_same_name_and_another_one_another():
    resource = World().facts().resource
    first = Transition(Happening.PUBLISHED, "10 nodes")
    names = {
        event_manifest(resource, "run-1", first, START)["metadata"]["name"],
        event_manifest(resource, "run-1", first, START.replace(hour=13))["metadata"]["name"],
    }
    assert len(names) == 1
    for run, other in (
        ("run-2", first),
        ("run-1", Transition(Happening.PUBLISHED, "11 nodes")),
        ("run-1", Transition(Happening.RUN_FAILED, "10 nodes")),
    ):
        names.add(event_manifest(resource, run, other, START)["metadata"]["name"])
    assert len(names) == 4


def test_an_event_is_one_that_the_api_server_takes():
    resource = World().facts().resource
    event = event_manifest(resource, "r", Transition(Happening.RUN_FAILED, "x\x1b[2J\n" * 1_000), START)
    assert event["type"] == "Warning"
    assert event["metadata"]["namespace"] == KEY.namespace
    assert event["involvedObject"]["uid"] == resource.uid
    assert event["lastTimestamp"] == "2026-01-01T12:00:00Z", "kubectl describe sorts by it"
    assert len(event["message"]) <= MAX_MESSAGE
    assert event["message"].isprintable()


def test_runs_and_attempts_are_counted_once():
    world = World()
    world.run_first_attempt()
    before = world.status
    world.later(30)
    world.ends(75, world.result(Reason.STORAGE_ERROR, "disk full"))
    world.settle()
    count("counted", world.status, transitions(before, world.status), None)
    assert sample("repository_index_retries_total", namespace="counted") == 1
    attempts = "repository_index_attempts_total"
    assert sample(attempts, namespace="counted", reason="StorageError") == 1

    count("counted", world.status, transitions(world.status, world.status), None)
    assert sample("repository_index_retries_total", namespace="counted") == 1

    world.counts_failure()
    world.later(120)
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    before = world.status
    world.succeeds(nodes=10, edges=20)
    peak = sample("repository_index_run_peak_memory_bytes_sum")
    result = AttemptResult(run_id="r", peak_memory_bytes=5_000, stage_seconds={Stage.PARSING: 7.5})
    parsing = sample("repository_index_stage_duration_seconds_sum", stage="Parsing")
    count("counted", world.status, transitions(before, world.status), result)
    runs = "repository_index_runs_total"
    assert sample(runs, namespace="counted", phase="Succeeded", reason="") == 1
    assert sample("repository_index_nodes_written_total", namespace="counted") == 10
    assert sample("repository_index_edges_written_total", namespace="counted") == 20
    assert sample("repository_index_run_peak_memory_bytes_sum") == peak + 5_000
    assert sample("repository_index_stage_duration_seconds_sum", stage="Parsing") == parsing + 7.5
    assert sample(attempts, namespace="counted", reason="StorageError") == 1
    assert sample(attempts, namespace="counted", reason="") == 1


def test_a_run_whose_job_cannot_be_made_has_no_attempt():
    world = World()
    before = world.status
    refused = refused_start(world.facts().resource, world.decide(), "too long", START, for_good=True)
    count("invalid", refused.status, transitions(before, refused.status), None)
    runs = "repository_index_runs_total"
    assert sample(runs, namespace="invalid", phase="Failed", reason="InvalidJob") == 1
    assert sample("repository_index_attempts_total", namespace="invalid", reason="InvalidJob") == 0


def test_words_that_anybody_may_write_into_a_pods_status_are_no_labels():
    world = World()
    world.run_first_attempt()
    before = world.status
    world.ends(1, pod_status={"reason": "SomethingOfSomebody-1234"})
    world.counts_failure()
    world.job_ends("Failed", "PodFailurePolicy")
    world.settle()
    assert world.run.last_failure.reason == "SomethingOfSomebody-1234"
    count("bounded", world.status, transitions(before, world.status), None)
    assert sample("repository_index_runs_total", namespace="bounded", phase="Failed", reason="Other") == 1
    assert sample("repository_index_attempts_total", namespace="bounded", reason="Other") == 1


@pytest.mark.parametrize("reason", [*Reason, "", "Disrupted", "Evicted", "RunTimedOut", "JobDeleted"])
def test_reasons_that_are_known_are_labels(reason):
    assert metrics.reason_label(reason) == reason


def test_no_label_is_an_objects_name():
    cache = Cache()
    cache.put_resource(observe_resource(World().resource))
    collector = metrics.PhaseCollector(cache)
    try:
        labels = {
            label
            for family in REGISTRY.collect()
            if family.name.startswith("repository_index")
            for made in family.samples
            for label in made.labels
        }
    finally:
        REGISTRY.unregister(collector)
    named = {
        label
        for metric in vars(metrics).values()
        if isinstance(metric, MetricWrapperBase)
        for label in metric._labelnames
    }
    kinds = {"phase", "reason", "stage", "kind", "result", "outcome", "verb", "resource", "code"}
    assert labels | named <= {"namespace", "le", *kinds}
