"""What people and Prometheus are told."""

from __future__ import annotations

from prometheus_client import REGISTRY

from operator_world import KEY, START, World
from repository_index_api.index_job import AttemptResult, Reason
from repository_index_operator import metrics
from repository_index_operator.announce import MAX_NOTE, count, event_manifest
from repository_index_operator.cache import Cache
from repository_index_operator.observe import observe_resource
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
    assert event["regarding"]["uid"] == resource.uid
    assert event["eventTime"] == "2026-01-01T12:00:00.000000Z"
    assert len(event["note"]) <= MAX_NOTE
    assert event["note"].isprintable()


def test_runs_and_attempts_are_counted_once():
    world = World()
    world.run_first_attempt()
    before = world.status
    world.later(30)
    world.ends(75, world.result(Reason.STORAGE_ERROR, "disk full"))
    world.settle()
    count("counted", world.status, transitions(before, world.status), None)
    assert sample("repository_index_retries_total", namespace="counted") == 1
    attempts = "repository_index_failed_attempts_total"
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
    result = AttemptResult(run_id="r", peak_memory_bytes=5_000)
    count("counted", world.status, transitions(before, world.status), result)
    runs = "repository_index_runs_total"
    assert sample(runs, namespace="counted", phase="Succeeded", reason="") == 1
    assert sample("repository_index_nodes_written_total", namespace="counted") == 10
    assert sample("repository_index_edges_written_total", namespace="counted") == 20
    assert sample("repository_index_run_peak_memory_bytes_sum") == peak + 5_000


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
    assert labels <= {"namespace", "phase", "reason", "le"}
