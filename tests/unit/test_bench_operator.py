"""The parts of `make bench-operator` that need no cluster: it simulates what operator and Job agree on."""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, datetime, timedelta

import pytest
import yaml

from bench import operator_process, pod_progress, processor_shares, repositories, simulated_nodes
from bench.operator import writes_by_kind
from repository_index_api.index_job import decode_progress, decode_result, encode_progress
from repository_index_operator.cache import Cache
from repository_index_operator.decision import CreateJob, Decision
from repository_index_operator.job_manifest import JobDefaults
from repository_index_operator.observe import observe_resource
from repository_index_operator.progress_status import believable, is_behind
from repository_index_operator.reconcile import reconcile

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
DEFAULTS = JobDefaults("indexer:1")


def decide(raw: dict) -> Decision:
    cache = Cache()
    resource = observe_resource({**raw, "metadata": {**raw["metadata"], "resourceVersion": "1"}})
    cache.put_resource(resource)
    return reconcile(cache.facts(resource.key), DEFAULTS, NOW)


def test_an_indexed_resource_asks_for_nothing():
    assert decide(repositories.indexed(7, NOW)) == Decision()


def test_many_indexed_resources_are_like_one_made_by_itself():
    made = [json.loads(text) for text in repositories.many_indexed(25, NOW)]
    assert made[24] == repositories.indexed(24, NOW)
    assert all(decide(raw) == Decision() for raw in made)
    assert len({raw["status"]["run"]["id"] for raw in made}) == 25


def test_a_new_resource_asks_for_a_job_that_the_simulated_nodes_take():
    raw = repositories.manifest(3)
    raw["metadata"] |= {"uid": "u", "generation": 1, "creationTimestamp": "2026-01-02T03:04:05Z"}
    (create,) = decide(raw).actions
    assert isinstance(create, CreateJob)
    pod = create.manifest["spec"]["template"]["spec"]
    assert pod["nodeSelector"] == simulated_nodes.NODE_LABEL
    assert pod["tolerations"][0]["key"] == simulated_nodes.TAINT["key"]


def test_a_simulated_pod_ends_with_a_message_of_the_contract():
    (end,) = (stage for stage in simulated_nodes.stages() if stage["metadata"]["name"] == "pod-end")
    template = end["spec"]["next"]["statusTemplate"]
    message = template.partition("printf `")[2].partition("`")[0] % ("run-1", "pod-1")
    result = decode_result(message)
    assert result is not None
    assert (result.run_id, result.pod_uid, result.reason) == ("run-1", "pod-1", None)
    assert result.counts == simulated_nodes.COUNTS


def test_the_stages_are_yaml_that_survives_a_round_trip():
    stages = simulated_nodes.stages()
    assert list(yaml.safe_load_all(yaml.safe_dump_all(stages))) == stages


def test_the_progress_of_a_simulated_pod_is_believed_and_goes_forward():
    pod = pod_progress.RunningPod("pod-1", "run-1", NOW)
    last = None
    for second in range(20):
        read = decode_progress(
            encode_progress(pod_progress.progress_of(pod, NOW + timedelta(seconds=second)))
        )
        assert believable(read) == read
        assert last is None or not is_behind(read, last)
        last = read
    assert last is not None
    assert last.percent > 90


@pytest.mark.parametrize(("share", "expected"), [(0.5, 1.0), (0.75, 1.5), (0.9, 1.8), (1.0, 2.0)])
def test_a_quantile_is_reckoned_as_prometheus_does(share: float, expected: float):
    counts = {"1.0": 50, "2.0": 100, "+Inf": 100}
    metrics = {("lag_bucket", (("le", bound),)): float(number) for bound, number in counts.items()}
    assert operator_process.quantile(metrics, "lag", share) == pytest.approx(expected)


def test_values_are_summed_over_the_labels_that_are_not_asked_for():
    metrics = {
        ("writes", (("code", "200"), ("verb", "PUT"))): 3.0,
        ("writes", (("code", "409"), ("verb", "PUT"))): 1.0,
        ("writes", (("code", "200"), ("verb", "GET"))): 9.0,
    }
    assert operator_process.value(metrics, "writes", verb="PUT") == 4
    assert operator_process.value(metrics, "writes") == 13


def test_writes_are_told_apart_by_what_they_change():
    name = "repository_index_api_requests_total"
    metrics = {
        (name, (("code", "201"), ("resource", "jobs"), ("verb", "POST"))): 3.0,
        (name, (("code", "409"), ("resource", "jobs"), ("verb", "POST"))): 1.0,
        (name, (("code", "200"), ("resource", "jobs"), ("verb", "GET"))): 9.0,
        ("another", (("verb", "POST"),)): 5.0,
    }
    assert writes_by_kind(metrics) == {"POST jobs": 4}


def test_the_processor_time_of_a_program_is_its_own():
    busy = {os.getpid(): "this test"}
    before = processor_shares.seconds_by_program("no-such-cluster", busy)
    started = time.process_time()
    while time.process_time() < started + 0.2:
        pass
    after = processor_shares.seconds_by_program("no-such-cluster", busy)
    assert 0.15 <= after["this test"] - before["this test"] <= 1
    assert set(after) == {"this test", processor_shares.OTHERS}


def test_shares_are_of_one_core_and_of_the_time_between():
    found = processor_shares.shares("the burst", {"a": 5.0}, {"a": 6.0, "b": 3.0}, 4.0)
    assert [(one.figure, one.value) for one in found] == [
        ("CPU in the burst: b", 75.0),
        ("CPU in the burst: a", 25.0),
        ("CPU in the burst: all", 100.0),
    ]


def test_every_stage_of_the_simulation_is_printed():
    printed = {one.figure: one.value for one in simulated_nodes.settings()}
    assert printed["kwok: stage pod-end, delay at least"] == simulated_nodes.RUN_SECONDS[0]
    assert printed["kwok: stage pod-end, delay at most"] == simulated_nodes.RUN_SECONDS[1]
    names = {stage["metadata"]["name"] for stage in simulated_nodes.stages()}
    assert names == {"node-ready", "pod-start", "pod-end", "pod-gone"}
    assert all(f"kwok: stage {name}, delay at most" in printed for name in names)
