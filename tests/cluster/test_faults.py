"""Nothing is lost and nothing doubled, whatever the API server and the way to it do meanwhile.

The operator is a process of this machine that reaches the API server by a way that fails as the tests say.
What it catches up with after it was down itself is in test_operator_runs.py.
"""

from __future__ import annotations

import json
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from cluster.settings import from_environment
from faulty_api import Fault, FaultyApi
from hack_cluster import hack_cluster
from host_operator import HostOperator, host_operator
from kubectl import eventually

pytestmark = pytest.mark.cluster

SWEEP_SECONDS = 5
STATUS, JOBS, PODS = "/repositoryindexes/[^/]+/status$", "/jobs$", "/pods/[^/]+$"


@pytest.fixture(scope="module")
def api(kubectl, operator):
    with FaultyApi(Path(kubectl.environment["KUBECONFIG"])).served() as served:
        yield served


@pytest.fixture(scope="module")
def process(kubectl, operator, api, tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    api.write_kubeconfig(folder / "kubeconfig")
    settings = {
        "KUBECONFIG": str(folder / "kubeconfig"),
        "INDEXER_IMAGE": "repository-indexer:dev",
        "OPERATOR_SWEEP_SECONDS": str(SWEEP_SECONDS),
    }
    with host_operator(kubectl, operator, folder / "log", settings) as started:
        yield started


def events(tenant, name: str) -> list[str]:
    selector = f"involvedObject.kind=RepositoryIndex,involvedObject.name={name}"
    return sorted(event["reason"] for event in tenant.kubectl.items("events", "--field-selector", selector))


def assert_one_good_run(tenant, api: FaultyApi, name: str) -> None:
    """One run, one Job, one attempt, and the story told once."""
    status = tenant.wait_for_phase(name, "Succeeded", within=150)
    (entry,) = status["history"]
    assert (entry["outcome"], len(entry["attempts"])) == ("Succeeded", 1)
    assert "lastFailure" not in status["run"]
    assert len(tenant.jobs()) == len(tenant.pods()) == 1
    assert api.created("jobs", tenant.namespace) == 1
    eventually(lambda: events(tenant, name) == ["Published", "RunStarted"], within=10)


TROUBLES = {
    "too many requests": [
        Fault("POST", JOBS, 429, 2, {"Retry-After": "1"}),
        Fault("PUT", STATUS, 429, 2, {"Retry-After": "1"}),
        Fault("PATCH", PODS, 429, 1, {"Retry-After": "1"}),
    ],
    "conflicts and errors": [
        Fault("POST", JOBS, 500, 2),
        Fault("PUT", STATUS, 409, 3),
        Fault("PATCH", PODS, 500, 2),
        Fault("PUT", STATUS, 503, 1),
    ],
    "cut after it was done": [
        Fault("POST", JOBS, None),
        Fault("PUT", STATUS, None, 2),
        Fault("PATCH", PODS, None),
    ],
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_run_comes_through_what_the_api_server_answers(tenant, api, process, trouble):
    faults = [replace(fault) for fault in TROUBLES[trouble]]
    api.faults, api.happened = list(faults), []
    tenant.kubectl.apply(tenant.manifest())
    assert_one_good_run(tenant, api, "flask")
    assert {id(fault) for fault in api.happened} == {id(fault) for fault in faults}, "each has happened"
    assert api.faults == []
    assert 'reason="Defect"} 0.0' in process.read("/metrics")


@pytest.mark.parametrize("then_expired", [True, False], ids=["410 Gone", "silence"])
def test_the_sweep_heals_a_deletion_and_a_change_that_no_watch_told_of(tenant, api, process, then_expired):
    tenant.kubectl.apply(tenant.manifest("older", repository="shared"), tenant.manifest("changed"))
    tenant.wait_for_phase("older", "Succeeded", within=150)
    before = tenant.wait_for_phase("changed", "Succeeded", within=150)["run"]["id"]
    tenant.kubectl.apply(tenant.manifest("younger", repository="shared"))
    eventually(lambda: is_stalled(tenant, "younger"), within=15)
    jobs = api.created("jobs", tenant.namespace)
    with api.deaf_watches(then_expired=then_expired):
        tenant.kubectl.run("delete", "repositoryindex", "older")
        tenant.kubectl.apply(tenant.manifest("changed", exclude=["docs/"]))
    started = time.monotonic()
    eventually(lambda: not is_stalled(tenant, "younger"), within=SWEEP_SECONDS + 10)
    assert time.monotonic() - started < SWEEP_SECONDS + 10
    tenant.wait_for_phase("younger", "Succeeded", within=150)
    eventually(lambda: tenant.status("changed")["run"]["id"] != before, within=10)
    tenant.wait_for_phase("changed", "Succeeded", within=150)
    assert api.created("jobs", tenant.namespace) == jobs + 2
    assert process.metric('repository_index_sweep_drift_total{kind="resources"}') >= 1


def is_stalled(tenant, name: str) -> bool:
    conditions = {c["type"]: c for c in tenant.status(name).get("conditions", [])}
    return conditions["Stalled"]["status"] == "True"


def program(name: str) -> int:
    """The pid that hack/cluster recorded for a program of this cluster's control plane."""
    places = from_environment()
    record = places.run / "processes" / f"{name}.json"
    if not record.exists():
        pytest.skip(
            "NOT TESTED: the control plane of this cluster is not hack/cluster's own, of provider bare"
        )
    return int(json.loads(record.read_text())["pid"])


def some_seconds(tenant) -> dict:
    """A run that may end while nobody can be told of it."""
    return tenant.manifest("django", source=tenant.slow()["spec"]["source"])


def test_a_run_comes_through_a_restart_of_the_api_server(tenant, api, process: HostOperator):
    api.faults = []
    server = program("kube-apiserver")
    tenant.kubectl.apply(some_seconds(tenant))
    tenant.wait_for_phase("django", "Running")
    os.kill(server, signal.SIGKILL)
    time.sleep(3)
    assert process.is_ready()
    hack_cluster("up")
    assert program("kube-apiserver") != server
    assert_one_good_run(tenant, api, "django")
    (node,) = tenant.kubectl.items("nodes")
    assert {c["type"]: c["status"] for c in node["status"]["conditions"]}["Ready"] == "True"


def test_a_run_comes_through_an_etcd_that_hangs(tenant, api, process: HostOperator):
    """For longer than the operator waits for an answer."""
    api.faults = []
    etcd = program("etcd")
    tenant.kubectl.apply(some_seconds(tenant))
    tenant.wait_for_phase("django", "Pending", "Running")
    os.kill(etcd, signal.SIGSTOP)
    try:
        time.sleep(17)
    finally:
        os.kill(etcd, signal.SIGCONT)
    assert process.is_ready()
    assert_one_good_run(tenant, api, "django")
