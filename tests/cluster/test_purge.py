"""`deletionPolicy: Purge` on the real cluster: rows and resource go together, nothing is stuck for ever."""

from __future__ import annotations

import time

import psycopg
import pytest

from host_operator import host_operator
from kubectl import eventually

pytestmark = pytest.mark.cluster


def repositories(tenant):
    """The tenant's repositories in the database, with their nodes."""
    with tenant.connect() as connection:
        return dict(
            connection.execute(
                "SELECT name, (SELECT count(*) FROM code_graph.node AS n"
                " WHERE (n.tenant_id, n.repository_id) = (r.tenant_id, r.id)) FROM code_graph.repository AS r"
            ).fetchall()
        )


def index(tenant, name="flask", **spec):
    """Index flask as the repository `name`, which is to be purged."""
    tenant.kubectl.apply(tenant.manifest(name, deletionPolicy="Purge", **spec))
    return tenant.wait_for_phase(name, "Succeeded")


def delete(tenant, name="flask", *options):
    tenant.kubectl.run("delete", "repositoryindex", name, "--wait=false", *options)


def wait_until_gone(tenant, name="flask", within=60.0):
    eventually(lambda: name not in tenant.kubectl.run("get", "repositoryindex").stdout, within=within)


def condition(tenant, kind, name="flask"):
    found = [c for c in tenant.status(name).get("conditions", []) if c["type"] == kind]
    assert found
    return found[0]


def events(tenant, reason):
    selector = f"involvedObject.kind=RepositoryIndex,reason={reason}"
    return [event["message"] for event in tenant.kubectl.items("events", "--field-selector", selector)]


def set_may_write(tenant, *, may_write):
    with psycopg.connect(tenant.postgres.owner_uri, autocommit=True) as owner:
        owner.execute(
            "UPDATE code_graph.tenant_role SET may_write = %s WHERE role = %s", [may_write, tenant.role]
        )


@pytest.mark.parametrize("cascade", ["background", "foreground", "orphan"])
def test_the_rows_go_and_then_the_resource(tenant, cascade):
    index(tenant)
    nodes = index(tenant, "other")["index"]["nodes"]
    assert tenant.kubectl.get("repositoryindex", "flask")["metadata"]["finalizers"] == ["repoindex.dev/purge"]
    delete(tenant, "flask", f"--cascade={cascade}")
    wait_until_gone(tenant)
    assert repositories(tenant) == {"other": nodes}
    (told,) = events(tenant, "Purged")
    assert f"{nodes} nodes" in told
    if cascade != "orphan":
        # The run's and the purge's go with the resource.
        eventually(lambda: len(tenant.jobs()) == 1, within=30)


def test_a_run_is_stopped_first_and_brings_nothing_back(tenant):
    tenant.kubectl.apply(tenant.slow(deletionPolicy="Purge"))
    tenant.wait_for_stage("django", "Parsing")
    (pod,) = tenant.pods()
    delete(tenant, "django")
    name = pod["metadata"]["name"]
    eventually(lambda: name not in tenant.kubectl.run("get", "pods").stdout, within=15)
    wait_until_gone(tenant, "django")
    assert repositories(tenant) == {}


def test_a_database_that_is_away_is_told_and_then_the_purge_goes_on(tenant, infrastructure):
    index(tenant)
    selector = '{"spec":{"selector":{"app.kubernetes.io/name":"%s"}}}'
    infrastructure.run("patch", "service", "postgres", "--patch", selector % "nobody")
    try:
        delete(tenant)

        def says():
            reconciling = condition(tenant, "Reconciling")
            assert reconciling["reason"] == "ConnectionError", reconciling
            return reconciling["message"]

        message = eventually(says, within=15)
    finally:
        infrastructure.run("patch", "service", "postgres", "--patch", selector % "postgres")
    assert "out of reach" in message
    assert '"deletionPolicy": "Retain"' in message
    wait_until_gone(tenant, within=90)
    assert repositories(tenant) == {}


def test_retain_lets_go_of_what_cannot_be_purged(tenant):
    nodes = index(tenant)["index"]["nodes"]
    tenant.kubectl.delete("secret", "repository-index-database")
    delete(tenant)

    def says():
        reconciling = condition(tenant, "Reconciling")
        assert reconciling["reason"] == "SecretMissing", reconciling
        return reconciling["message"]

    command = eventually(says, within=15).partition("keep its rows: ")[2]
    # As the message says it, word for word.
    _, _, patch = command.partition("--patch '")
    tenant.kubectl.run(
        "patch", "repositoryindex", "flask", "--type=merge", "--patch", patch.removesuffix("'")
    )
    wait_until_gone(tenant, within=15)
    assert repositories(tenant) == {"flask": nodes}
    eventually(lambda: not tenant.jobs() and not tenant.pods(), within=60)


def test_a_role_that_may_no_longer_write_is_stalled_until_it_may(tenant):
    index(tenant)
    set_may_write(tenant, may_write=False)
    delete(tenant)

    def stalled():
        found = condition(tenant, "Stalled")
        assert (found["status"], found["reason"]) == ("True", "PurgeFailed"), found
        return found["message"]

    message = eventually(stalled, within=30)
    assert "TenantValidationError" in message
    set_may_write(tenant, may_write=True)
    job = tenant.status("flask")["run"]["jobName"]
    assert f"delete the Job {job}" in message
    tenant.kubectl.run("delete", "job", job)
    wait_until_gone(tenant)
    assert repositories(tenant) == {}


def test_a_namespace_that_is_deleted_goes(tenant, kubectl):
    index(tenant)
    tenant.kubectl.apply(tenant.slow(deletionPolicy="Purge"))
    tenant.wait_for_stage("django", "Parsing")
    kubectl.run("delete", "namespace", tenant.namespace, "--timeout=90s")


def test_the_loser_of_a_conflict_takes_nothing_with_it(tenant):
    nodes = index(tenant, "older", repository="shared")["index"]["nodes"]
    tenant.kubectl.apply(tenant.manifest("younger", repository="shared", deletionPolicy="Purge"))
    eventually(lambda: condition(tenant, "Stalled", "younger")["reason"] == "RepositoryConflict", within=15)
    delete(tenant, "younger")
    wait_until_gone(tenant, "younger", within=15)
    assert "older" in events(tenant, "RowsKept")[0]
    assert repositories(tenant) == {"shared": nodes}


def test_a_deletion_while_no_operator_runs_and_a_restart_in_the_middle(tenant, kubectl, operator, tmp_path):
    settings = {"INDEXER_IMAGE": "repository-indexer:dev", "OPERATOR_SWEEP_SECONDS": "5"}
    with host_operator(kubectl, operator, tmp_path / "log", settings) as process:
        index(tenant)
        process.kill()
        delete(tenant)
        time.sleep(2)
        assert repositories(tenant).keys() == {"flask"}
        process.start()
        eventually(lambda: tenant.status("flask").get("phase") == "Purging", within=15, every=0.05)
        process.kill()
        # The Job needs no operator, and the resource does not go without one.
        eventually(lambda: repositories(tenant) == {}, within=30)
        assert tenant.status("flask")["phase"] == "Purging"
        process.start()
        wait_until_gone(tenant, within=15)
