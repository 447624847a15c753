"""A pod that outlives its run can never overwrite newer work."""

import pytest

from kubectl import eventually

pytestmark = pytest.mark.cluster


def ghost_of(pod):
    """A pod like this one that belongs to no Job: as if it came back from a lost node."""
    spec = {key: value for key, value in pod["spec"].items() if key not in ("nodeName", "schedulingGates")}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "ghost"}, "spec": spec}


def test_the_pod_of_a_replaced_run_ends_as_superseded(tenant):
    tenant.kubectl.apply(tenant.slow(include=["django/contrib/", "django/db/"]))
    tenant.wait_for_stage("django", "Parsing")
    (pod,) = tenant.pods()
    tenant.kubectl.apply(ghost_of(pod))

    def claimed():
        with tenant.connect() as connection:
            row = connection.execute("SELECT claim_attempt FROM code_graph.repository").fetchone()
        return row and str(row[0]) == tenant.kubectl.get("pod", "ghost")["metadata"]["uid"]

    eventually(claimed, within=60)

    tenant.kubectl.apply(tenant.manifest("django"))
    newer = tenant.wait_for_phase("django", "Succeeded")
    assert newer["index"]["languages"]["python"] < 200, "the graph is flask's"

    def ghost_ended():
        status = tenant.kubectl.get("pod", "ghost")["status"]
        return status["phase"] == "Failed" and status["containerStatuses"][0]["state"]["terminated"]

    end = eventually(ghost_ended, within=240)
    assert end["exitCode"] == 76
    assert '"reason":"Superseded"' in end["message"]
    assert tenant.status("django") == newer
    with tenant.connect() as connection:
        (nodes,) = connection.execute("SELECT count(*) FROM code_graph.node").fetchone()
    assert nodes == newer["index"]["nodes"]


def test_two_tenants_with_one_repository_name_have_two_graphs(new_tenant):
    """Neither sees the other's rows with its own credentials; tests/postgres tries it as an attacker."""
    one, other = new_tenant(), new_tenant()
    one.kubectl.apply(one.manifest())
    other.kubectl.apply(other.manifest(include=["src/"]))
    ours = one.wait_for_phase("flask", "Succeeded")["index"]["nodes"]
    theirs = other.wait_for_phase("flask", "Succeeded")["index"]["nodes"]
    assert ours > theirs > 0
    for tenant, nodes in ((one, ours), (other, theirs)):
        with tenant.connect() as connection:
            assert connection.execute("SELECT count(*) FROM code_graph.node").fetchone() == (nodes,)
            assert connection.execute("SELECT count(*) FROM code_graph.repository").fetchone() == (1,)
