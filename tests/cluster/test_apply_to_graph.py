"""The main job: from `kubectl apply` to rows, and one graph whatever is done in between."""

import threading
import time

import pytest

from kubectl import eventually

pytestmark = pytest.mark.cluster

STAGES = ["Queued", "Connecting", "Preparing", "Parsing", "Resolving", "Writing", "Complete"]


def counts(tenant, repository):
    """The rows of nodes, edges and files."""
    with tenant.connect() as connection:
        return tuple(
            connection.execute(
                f"SELECT count(*) FROM code_graph.{table} AS t"
                " JOIN code_graph.repository AS r ON r.tenant_id = t.tenant_id AND r.id = t.repository_id"
                " WHERE r.name = %s",
                [repository],
            ).fetchone()[0]
            for table in ("node", "edge", "file")
        )


def assert_counts_are_the_rows(tenant, name):
    index = tenant.status(name)["index"]
    assert (index["nodes"], index["edges"], index["files"]) == counts(tenant, name)
    return index


def test_apply_watch_ready(tenant):
    seen = []
    done = threading.Event()

    def watch():
        while not done.is_set():
            progress = tenant.status("django").get("run", {}).get("progress")
            if progress and progress not in seen:
                seen.append(progress)
            time.sleep(0.2)

    manifest = tenant.manifest("django", source=tenant.slow()["spec"]["source"])
    tenant.kubectl.apply(manifest)
    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        tenant.kubectl.run("wait", "--for=condition=Ready", "repositoryindex/django", "--timeout=240s")
    finally:
        done.set()
        watcher.join()

    percents = [progress["percent"] for progress in seen]
    stages = [STAGES.index(progress["stage"]) for progress in seen]
    assert percents == sorted(percents)
    assert stages == sorted(stages)
    assert len(set(stages)) >= 3, f"only {seen} was ever seen"
    status = tenant.status("django")
    assert status["phase"] == "Succeeded"
    assert status["run"]["progress"]["percent"] == 100
    assert status["observedGeneration"] == 1
    index = assert_counts_are_the_rows(tenant, "django")
    assert index["languages"]["python"] > 2_000
    assert len(index["commit"]) == 40

    with tenant.connect() as connection:
        callers = connection.execute("SELECT caller FROM code_graph.callers('django', 'slugify')").fetchall()
    assert ("django.template.defaultfilters.slugify",) in callers


def test_apply_twice_is_one_run(tenant):
    tenant.kubectl.apply(tenant.manifest())
    first = tenant.wait_for_phase("flask", "Succeeded")
    assert "unchanged" in tenant.kubectl.apply(tenant.manifest()).stdout
    time.sleep(5)
    assert tenant.status("flask") == first
    assert len(tenant.jobs()) == 1
    assert_counts_are_the_rows(tenant, "flask")


def test_operator_restarted_in_the_middle_of_a_run(tenant, operator):
    tenant.kubectl.apply(tenant.slow())
    before = tenant.wait_for_stage("django", "Parsing")
    operator.run("delete", "pod", "--selector", "app.kubernetes.io/name=repository-index-operator", "--wait")
    after = tenant.wait_for_phase("django", "Succeeded", within=300)
    assert after["run"]["id"] == before["run"]["id"]
    assert after["run"]["attempt"] == 1
    assert len(tenant.jobs()) == 1
    assert_counts_are_the_rows(tenant, "django")


def test_pod_deleted_in_the_middle_of_a_run(tenant):
    tenant.kubectl.apply(tenant.slow(retry={"baseDelaySeconds": 10}))
    before = tenant.wait_for_stage("django", "Parsing")
    (pod,) = tenant.pods()
    tenant.kubectl.run("delete", "pod", pod["metadata"]["name"], "--wait=false")
    after = tenant.wait_for_phase("django", "Succeeded", within=300)
    assert after["run"]["id"] == before["run"]["id"]
    assert after["run"]["attempt"] == 2
    assert_counts_are_the_rows(tenant, "django")


def test_a_changed_spec_replaces_the_run(tenant):
    tenant.kubectl.apply(tenant.slow())
    before = tenant.wait_for_stage("django", "Parsing")
    tenant.kubectl.apply(tenant.manifest("django"))
    after = tenant.wait_for_phase("django", "Succeeded", within=120)
    assert after["run"]["id"] != before["run"]["id"]
    assert after["observedGeneration"] == 2
    index = assert_counts_are_the_rows(tenant, "django")
    assert index["languages"]["python"] < 200, "the graph is flask's"
    eventually(lambda: len(tenant.jobs()) == 1)


def test_deletion_ends_job_and_pod(tenant):
    tenant.kubectl.apply(tenant.slow())
    tenant.wait_for_stage("django", "Parsing")
    started = time.monotonic()
    tenant.kubectl.run("delete", "repositoryindex", "django")
    eventually(lambda: not tenant.jobs() and not tenant.pods(), within=30)
    assert time.monotonic() - started < 20
    assert counts(tenant, "django") == (0, 0, 0), "something was half published"
