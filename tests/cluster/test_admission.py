"""Runs wait for slots, and Jobs for Kueue, on the real cluster."""

from __future__ import annotations

import json
import time

import pytest

from host_operator import HostOperator, host_operator
from kubectl import eventually

pytestmark = pytest.mark.cluster


@pytest.fixture
def limits(tmp_path):
    """The file with the limits; a test may change it."""
    file = tmp_path / "limits.json"
    file.write_text(json.dumps({"jobs": 1, "jobsPerNamespace": 1}))
    return file


@pytest.fixture
def process(kubectl, operator, tmp_path, limits):
    settings = {"INDEXER_IMAGE": "repository-indexer:dev", "OPERATOR_LIMITS_FILE": str(limits)}
    with host_operator(kubectl, operator, tmp_path / "log", settings) as started:
        yield started


def unfinished(tenants):
    return [job for tenant in tenants for job in tenant.jobs() if not job["status"].get("completionTime")]


def test_one_job_at_a_time_and_fair_across_namespaces(new_tenant, process: HostOperator):
    many, one = new_tenant(), new_tenant()
    for number in range(4):
        many.kubectl.apply(many.manifest(f"flask-{number}"))
    eventually(lambda: many.status("flask-0").get("phase") in ("Running", "Succeeded"), within=60)
    waiting = many.wait_for_phase("flask-3", "Queued", within=10)
    assert waiting["queuePosition"] >= 1
    reconciling = next(c for c in waiting["conditions"] if c["type"] == "Reconciling")
    assert "running Jobs that it may have" in reconciling["message"]
    assert not any(job["metadata"]["name"].startswith("flask-3") for job in many.jobs()), "it has no Job yet"
    one.kubectl.apply(one.manifest())

    started: dict[str, str] = {}

    def all_succeeded():
        assert len(unfinished([many, one])) <= 1
        for tenant, name in [(one, "flask"), *((many, f"flask-{n}") for n in range(4))]:
            run = tenant.status(name).get("run", {})
            if run.get("startTime"):
                started.setdefault(f"{tenant.namespace}/{name}", run["startTime"])
        return len(started) == 5

    eventually(all_succeeded, within=240)
    later = [start for name, start in started.items() if start > started[f"{one.namespace}/flask"]]
    assert len(later) >= 2, f"the one was not kept waiting for the many: {started}"


def test_the_limits_are_changed_while_the_operator_runs(tenant, process: HostOperator, limits):
    for number in range(3):
        tenant.kubectl.apply(tenant.slow(f"django-{number}"))
    tenant.wait_for_phase("django-2", "Queued", within=30)
    assert len(unfinished([tenant])) == 1
    limits.write_text(json.dumps({"jobs": 3, "jobsPerNamespace": 3}))
    eventually(lambda: len(unfinished([tenant])) == 3, within=20)
    assert process.metric("repository_index_queue_depth") == 0


def test_a_job_is_released_and_preempted_as_kueue_does(tenant):
    tenant.kubectl.apply(tenant.slow(queueName="team-queue", retry={"limit": 0}))
    tenant.wait_for_phase("django", "Queued", within=20)
    (job,) = tenant.jobs()
    name = job["metadata"]["name"]
    assert job["spec"]["suspend"] is True
    assert job["metadata"]["labels"]["kueue.x-k8s.io/queue-name"] == "team-queue"
    time.sleep(3)
    assert tenant.pods() == []

    def kueue(**spec) -> None:
        tenant.kubectl.run("patch", "job", name, "--type=merge", "--patch", json.dumps({"spec": spec}))

    selected = {"spec": {"nodeSelector": {"kubernetes.io/os": "linux"}}}
    kueue(suspend=False, template=selected)
    tenant.wait_for_stage("django", "Parsing")
    kueue(suspend=True)
    tenant.wait_for_phase("django", "Queued", within=30)
    eventually(lambda: not tenant.pods(), within=60)
    eventually(lambda: "startTime" not in tenant.jobs()[0]["status"], within=20)
    kueue(template={"spec": {"nodeSelector": None}})
    kueue(suspend=False, template=selected)
    status = tenant.wait_for_phase("django", "Running", within=60)
    assert status["run"]["attempt"] == 1
    assert "lastFailure" not in status["run"]
    tenant.kubectl.delete("repositoryindex", "django")
