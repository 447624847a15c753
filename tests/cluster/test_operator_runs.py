"""The operator's promises about runs, attempts and restarts, on the real cluster."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from host_operator import HostOperator, host_operator
from kubectl import eventually

pytestmark = pytest.mark.cluster

NOWHERE = "postgresql://nobody:secret-word@127.0.0.1:1/none"


@pytest.fixture
def process(kubectl, operator, tmp_path):
    """The operator as a process that the test can kill."""
    settings = {
        "INDEXER_IMAGE": "repository-indexer:dev",
        "OPERATOR_SWEEP_SECONDS": "5",
    }
    with host_operator(kubectl, operator, tmp_path / "log", settings) as started:
        yield started


def break_database(tenant):
    tenant.kubectl.apply(
        {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": "repository-index-database"},
            "stringData": {"uri": NOWHERE},
        }
    )


def gates(pod):
    return [gate["name"] for gate in pod["spec"].get("schedulingGates", [])]


def newest(pods):
    return max(pods, key=lambda pod: pod["metadata"]["creationTimestamp"])


def events(tenant):
    found = tenant.kubectl.items("events", "--field-selector", "involvedObject.kind=RepositoryIndex")
    return sorted(event["reason"] for event in found)


def test_a_retry_waits_behind_its_gate_also_while_no_operator_runs(tenant, process: HostOperator):
    break_database(tenant)
    tenant.kubectl.apply(tenant.manifest(retry={"baseDelaySeconds": 30, "jitter": 0, "limit": 1}))
    run = tenant.wait_for_phase("flask", "Retrying", within=120)["run"]
    assert run["attempt"] == 1
    planned = datetime.fromisoformat(run["nextRetryTime"])

    def replacement_waits():
        pods = tenant.pods()
        assert len(pods) == 2
        return gates(newest(pods)) == ["repoindex.dev/attempt"]

    eventually(replacement_waits, within=30)
    process.kill()
    assert "nodeName" not in newest(tenant.pods())["spec"], "a retry that waits holds no node"
    time.sleep(2)
    process.start()
    assert tenant.status("flask")["run"] == run, "a restart changes nothing"

    eventually(lambda: not gates(newest(tenant.pods())), within=40)
    late = datetime.now(UTC) - planned
    assert timedelta(0) <= late < timedelta(seconds=3)

    status = tenant.wait_for_phase("flask", "Failed", within=60)
    assert status["run"]["attempt"] == 2
    failure = status["run"]["lastFailure"]
    assert (failure["reason"], failure["exitCode"]) == ("ConnectionError", 75)
    assert "secret-word" not in json.dumps(status)
    (entry,) = status["history"]
    assert (entry["outcome"], entry["reason"]) == ("Failed", "ConnectionError")
    assert [(died["reason"], died["exitCode"]) for died in entry["attempts"]] == [("ConnectionError", 75)] * 2
    assert all(died["nodeName"] and died["durationSeconds"] > 0 for died in entry["attempts"])
    assert events(tenant) == ["AttemptFailed", "RetryScheduled", "RunFailed", "RunStarted"]


def test_an_eviction_is_not_counted_and_not_waited_for(tenant):
    tenant.kubectl.apply(tenant.slow(retry={"limit": 0}))
    tenant.wait_for_stage("django", "Parsing")
    (pod,) = tenant.pods()
    name = pod["metadata"]["name"]
    eviction = {
        "apiVersion": "policy/v1",
        "kind": "Eviction",
        "metadata": {"name": name, "namespace": tenant.namespace},
    }
    path = f"/api/v1/namespaces/{tenant.namespace}/pods/{name}/eviction"
    tenant.kubectl.run("create", "--raw", path, "--filename", "-", stdin=json.dumps(eviction))
    started = time.monotonic()

    def replaced():
        pods = [pod for pod in tenant.pods() if pod["metadata"]["name"] != name]
        return pods and not gates(pods[0])

    eventually(replaced, within=45)
    assert time.monotonic() - started < 40
    status = tenant.wait_for_phase("django", "Running", "Succeeded", within=60)
    assert status["run"]["attempt"] == 2
    assert status["run"]["lastFailure"]["reason"] == "Evicted"
    (job,) = tenant.jobs()
    assert job["status"].get("failed", 0) == 0
    tenant.kubectl.delete("repositoryindex", "django")


def test_a_job_deleted_by_hand_is_cancelled_until_the_spec_changes(tenant):
    tenant.kubectl.apply(tenant.slow())
    tenant.wait_for_stage("django", "Parsing")
    (job,) = tenant.jobs()
    tenant.kubectl.run("delete", "job", job["metadata"]["name"])
    status = tenant.wait_for_phase("django", "Cancelled", within=15)
    stalled = next(c for c in status["conditions"] if c["type"] == "Stalled")
    assert (stalled["status"], stalled["reason"]) == ("True", "JobDeleted")
    time.sleep(3)
    assert tenant.jobs() == []
    tenant.kubectl.apply(tenant.manifest("django"))
    tenant.wait_for_phase("django", "Succeeded", within=120)


def test_two_resources_for_one_repository(tenant):
    tenant.kubectl.apply(tenant.manifest("older", repository="shared"))
    tenant.wait_for_phase("older", "Succeeded", within=120)
    tenant.kubectl.apply(tenant.manifest("younger", repository="shared"))

    def stalled():
        conditions = {c["type"]: c for c in tenant.status("younger").get("conditions", [])}
        assert conditions["Stalled"]["reason"] == "RepositoryConflict"
        return conditions["Stalled"]

    assert f"{tenant.namespace}/older" in eventually(stalled, within=15)["message"]
    assert len(tenant.jobs()) == 1
    tenant.kubectl.run("delete", "repositoryindex", "older")
    tenant.wait_for_phase("younger", "Succeeded", within=120)


def test_out_of_memory_has_its_name(tenant):
    job = {"resources": {"limits": {"memory": "48Mi"}, "requests": {"memory": "48Mi"}}}
    source = tenant.slow()["spec"]["source"]
    tenant.kubectl.apply(tenant.manifest("django", source=source, job=job, retry={"limit": 0}))
    status = tenant.wait_for_phase("django", "Failed", within=120)
    failure = status["run"]["lastFailure"]
    assert (failure["reason"], failure["exitCode"]) == ("OOMKilled", 137)
    assert "memory" in failure["message"]


def test_after_out_of_memory_the_next_attempt_has_more(tenant):
    memory = {"memory": "48Mi"}
    job = {"resources": {"limits": memory, "requests": memory}, "memoryGrowth": 12, "maxMemory": "512Mi"}
    retry = {"limit": 1, "baseDelaySeconds": 10, "jitter": 0}
    tenant.kubectl.apply(tenant.manifest(job=job, retry=retry))
    status = tenant.wait_for_phase("flask", "Succeeded", within=120)
    first, second = status["history"][0]["attempts"]
    assert first["reason"] == "OOMKilled"
    assert "reason" not in second
    limits = [pod["spec"]["containers"][0]["resources"]["limits"]["memory"] for pod in tenant.pods()]
    assert sorted(limits) == ["48Mi", "512Mi"]


def test_a_run_leaves_nothing_on_the_resource_but_its_status(tenant):
    tenant.kubectl.apply(tenant.manifest())
    tenant.wait_for_phase("flask", "Succeeded", within=120)
    metadata = tenant.kubectl.get("repositoryindex", "flask")["metadata"]
    assert "finalizers" not in metadata
    assert set(metadata.get("annotations", {})) <= {"kubectl.kubernetes.io/last-applied-configuration"}
    assert events(tenant) == ["Published", "RunStarted"]


def test_few_writes_and_a_short_way(tenant, process: HostOperator):
    """From the manifest to the first pod in seconds; the status is written about eight times a run."""
    started = time.monotonic()
    tenant.kubectl.apply(tenant.manifest())
    eventually(lambda: tenant.pods() and tenant.pods()[0]["spec"].get("nodeName"), within=15, every=0.05)
    assert time.monotonic() - started < 5
    tenant.wait_for_phase("flask", "Succeeded", within=120)
    assert process.metric("repository_index_status_writes_total") <= 8
    labels = f'namespace="{tenant.namespace}"'
    assert process.metric(f'repository_index_runs_total{{{labels},phase="Succeeded",reason=""}}') == 1
    assert process.metric(f'repository_index_resources{{{labels},phase="Succeeded"}}') == 1
    nodes = tenant.status("flask")["index"]["nodes"]
    assert process.metric(f"repository_index_nodes_written_total{{{labels}}}") == nodes
    assert process.memory_bytes() < 120 * 2**20


def test_a_change_while_no_operator_runs_is_caught_up_with(tenant, process: HostOperator):
    tenant.kubectl.apply(tenant.slow())
    tenant.wait_for_stage("django", "Parsing")
    before = tenant.status("django")["run"]["id"]
    assert process.stop() == 0
    tenant.kubectl.apply(tenant.manifest("django"))
    tenant.kubectl.apply(tenant.manifest("new"))
    process.start()
    tenant.wait_for_phase("new", "Succeeded", within=120)
    assert tenant.wait_for_phase("django", "Succeeded", within=120)["run"]["id"] != before


def test_a_resource_deleted_while_no_operator_runs_leaves_no_job(tenant, process: HostOperator):
    tenant.kubectl.apply(tenant.slow())
    tenant.wait_for_stage("django", "Parsing")
    process.kill()
    tenant.kubectl.run("delete", "repositoryindex", "django")
    process.start()
    eventually(lambda: not tenant.jobs() and not tenant.pods(), within=60)
