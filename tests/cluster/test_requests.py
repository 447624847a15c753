"""What people ask of runs by annotation, schedule and suspend, on the real cluster."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from kubectl import eventually

pytestmark = pytest.mark.cluster


def annotate(tenant, resource: str, **annotations: str) -> None:
    words = [f"repoindex.dev/{name.replace('_', '-')}={value}" for name, value in annotations.items()]
    tenant.kubectl.run("annotate", "--overwrite", "repositoryindex", resource, *words)


def patch(tenant, resource: str, spec: str) -> None:
    tenant.kubectl.run("patch", "repositoryindex", resource, "--type=merge", "--patch", f'{{"spec": {spec}}}')


def test_one_more_run_is_asked_for_and_the_last_ones_are_remembered(tenant):
    tenant.kubectl.apply(tenant.manifest(ttlSecondsAfterFinished=5))
    first = tenant.wait_for_phase("flask", "Succeeded")["run"]["id"]
    annotate(tenant, "flask", reindex_requested_at=datetime.now(UTC).isoformat())

    def again():
        status = tenant.status("flask")
        assert status["run"]["id"] != first
        assert status["phase"] == "Succeeded"
        return status

    status = eventually(again, within=90)
    assert status["run"]["trigger"] == "Requested"
    assert [entry["outcome"] for entry in status["history"]] == ["Succeeded", "Succeeded"]
    newest = status["history"][0]
    assert newest["nodes"] == status["index"]["nodes"]
    assert newest["peakMemoryBytes"] > 10_000_000
    assert newest["attempts"][0]["nodeName"]
    eventually(lambda: not tenant.jobs() and not tenant.pods(), within=60)
    assert tenant.status("flask")["phase"] == "Succeeded", "an expired Job is not a cancelled run"


def test_a_run_is_cancelled(tenant):
    tenant.kubectl.apply(tenant.slow())
    run = tenant.wait_for_stage("django", "Parsing")["run"]
    annotate(tenant, "django", cancel_run=run["id"])
    status = tenant.wait_for_phase("django", "Cancelled", within=10)
    assert status["run"]["lastFailure"]["reason"] == "CancelRequested"
    eventually(lambda: not tenant.jobs() and not tenant.pods(), within=60)


def test_a_run_is_suspended_and_goes_on_without_a_failure(tenant):
    tenant.kubectl.apply(tenant.slow(retry={"limit": 0}))
    run = tenant.wait_for_stage("django", "Parsing")["run"]
    patch(tenant, "django", '{"suspend": true}')
    tenant.wait_for_phase("django", "Suspended", within=10)
    eventually(lambda: not tenant.pods(), within=60)
    time.sleep(3)
    assert tenant.pods() == []
    (job,) = tenant.jobs()
    assert job["status"].get("failed", 0) == 0
    assert "startTime" not in job["status"], "the Job's clock stands while it is suspended"
    resumed = datetime.now(UTC).replace(microsecond=0)
    patch(tenant, "django", '{"suspend": false}')
    status = tenant.wait_for_phase("django", "Running", within=30)
    (job,) = tenant.jobs()
    assert datetime.fromisoformat(job["status"]["startTime"]) >= resumed, "and begins anew"
    assert (status["run"]["id"], status["run"]["attempt"]) == (run["id"], 1)
    assert "lastFailure" not in status["run"]
    tenant.wait_for_phase("django", "Succeeded", within=120)
    (entry,) = tenant.status("django")["history"]
    assert entry["outcome"] == "Succeeded"


def test_a_schedule_starts_runs(tenant):
    tenant.kubectl.apply(tenant.manifest(schedule="* * * * *", timeZone="Asia/Kolkata"))
    status = tenant.wait_for_phase("flask", "Succeeded")
    due = datetime.fromisoformat(status["nextScheduleTime"])
    assert due.second == 0

    def scheduled():
        status = tenant.status("flask")
        assert status["run"]["trigger"] == "Scheduled"
        requested = datetime.fromisoformat(status["run"]["requestedTime"])
        assert requested >= due, "the run of the minute before, which became due during the first run"
        return requested

    late = (eventually(scheduled, within=90) - due).total_seconds()
    assert late < 3
    assert datetime.fromisoformat(tenant.status("flask")["nextScheduleTime"]) > due
    patch(tenant, "flask", '{"schedule": "0 0 30 2 *"}')

    def stalled():
        conditions = {c["type"]: c for c in tenant.status("flask")["conditions"]}
        assert conditions["Stalled"]["reason"] == "InvalidSchedule"
        return conditions

    assert eventually(stalled, within=60)["Ready"]["status"] == "True"


@pytest.mark.parametrize("schedule", ["* * * *", "* * * * * *", "@often", "", "tomorrow"])
def test_what_is_no_schedule_is_refused(tenant, schedule):
    refused = tenant.kubectl.apply(tenant.manifest(schedule=schedule), check=False)
    assert refused.returncode != 0
    assert "must be five fields" in refused.stderr
