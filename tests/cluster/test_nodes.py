"""A node is drained, taken by what is more important, or lost in the middle of a run: the run ends well.

The runs prefer a second node, which nothing else may use, so that only they are hit.
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager

import pytest

from cluster import mounts, nodes, settings
from hack_cluster import hack_cluster
from host_operator import host_operator
from kubectl import eventually
from network_cut import cut_off

pytestmark = pytest.mark.cluster

TAINT = "drill"
GIVE_UP_SECONDS = 20


@pytest.fixture(scope="module")
def second_node(environment, kubectl, operator, postgres, git_server):
    """A node for the runs of this file alone; it goes at their end."""
    if "CLUSTER_NAME" not in environment:
        pytest.skip("NO SECOND NODE: only one that hack/cluster itself has made can be lost")
    node = nodes.further(settings.from_environment(os.environ), 1)
    hack_cluster("up", NODES="2")
    # Also whatever was there before leaves it.
    kubectl.run("taint", "--overwrite", "node", node.name, f"{TAINT}=only:NoExecute")
    yield node
    hack_cluster("up", NODES="1")


@pytest.fixture(scope="module", autouse=True)
def impatient_operator(second_node, kubectl, operator, tmp_path_factory):
    """One that soon gives up a pod on a lost node."""
    values = {
        "INDEXER_IMAGE": "repository-indexer:dev",
        "OPERATOR_LOST_NODE_SECONDS": str(GIVE_UP_SECONDS),
    }
    with host_operator(kubectl, operator, tmp_path_factory.mktemp("operator") / "log", values):
        yield


@pytest.fixture
def start(tenant, second_node):
    """Begin a run on the second node that allows no failure, and wait until it parses."""
    here = {
        "matchExpressions": [
            {"key": "kubernetes.io/hostname", "operator": "In", "values": [second_node.name]}
        ]
    }
    preferred = [{"weight": 100, "preference": here}]
    lost = {"key": "node.kubernetes.io/unreachable", "operator": "Exists", "effect": "NoExecute"}
    job = {
        "workers": 1,
        "resources": {"requests": {"cpu": "100m"}, "limits": {"cpu": "500m", "memory": "1Gi"}},
        "tolerations": [{"key": TAINT, "operator": "Exists"}, {**lost, "tolerationSeconds": 3}],
        "affinity": {
            "nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": preferred},
        },
    }

    def begin():
        tenant.kubectl.run("wait", "--for=condition=Ready", f"node/{second_node.name}", "--timeout=90s")
        tenant.kubectl.apply(tenant.slow(job=job, include=["django/"], retry={"limit": 0}))
        tenant.wait_for_stage("django", "Parsing")
        (pod,) = tenant.pods()
        assert pod["spec"]["nodeName"] == second_node.name
        return pod

    return begin


def assert_it_ends_well(tenant, first_pod, why, second_node):
    """The run succeeded on the other node with its second attempt; nothing counts or is written twice."""
    status = tenant.wait_for_phase("django", "Succeeded", within=240)
    (entry,) = status["history"]
    assert [attempt.get("reason") for attempt in entry["attempts"]] == [why, None]
    first, second = (attempt["nodeName"] for attempt in entry["attempts"])
    assert first == second_node.name
    assert second != second_node.name
    assert status["run"]["attempt"] == 2
    assert status["run"]["lastFailure"]["reason"] == why
    assert_nothing_is_doubled(tenant, first_pod, status)
    return status


def assert_nothing_is_doubled(tenant, first_pod, status):
    (job,) = tenant.jobs()
    assert job["status"].get("failed", 0) == 0
    (pod,) = (pod for pod in tenant.pods() if pod["status"]["phase"] == "Succeeded")
    assert pod["metadata"]["uid"] != first_pod["metadata"]["uid"]
    with tenant.connect() as connection:
        (rows,) = connection.execute("SELECT count(*) FROM code_graph.node").fetchone()
        published = connection.execute("SELECT run_id, attempt FROM code_graph.index_run").fetchall()
    assert rows == status["index"]["nodes"]
    assert published == [(status["run"]["id"], pod["metadata"]["uid"])]


def test_a_node_is_drained(tenant, start, second_node):
    pod = start()
    try:
        tenant.kubectl.run("drain", second_node.name, "--delete-emptydir-data", "--timeout=60s")
        assert_it_ends_well(tenant, pod, "Evicted", second_node)
    finally:
        tenant.kubectl.run("uncordon", second_node.name)


@pytest.fixture
def important(kubectl):
    """A priority above all others' but the system's."""
    name = "drill-important"
    kind = {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": name}}
    kubectl.apply({**kind, "value": 1_000_000})
    yield name
    kubectl.delete("priorityclass", name)


def test_a_pod_of_higher_priority_takes_the_place(tenant, start, second_node, important):
    pod = start()
    whole = tenant.kubectl.get("node", second_node.name)["status"]["allocatable"]["cpu"]
    container = {
        "name": "pause",
        "image": pod["spec"]["containers"][0]["image"],
        "command": ["sleep", "600"],
        "resources": {"requests": {"cpu": whole}},
    }
    tenant.kubectl.apply(
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": "important"},
            "spec": {
                "priorityClassName": important,
                "nodeSelector": {"kubernetes.io/hostname": second_node.name},
                "tolerations": [{"operator": "Exists"}],
                "terminationGracePeriodSeconds": 0,
                "containers": [container],
            },
        }
    )
    assert_it_ends_well(tenant, pod, "Preempted", second_node)
    assert tenant.kubectl.get("pod", "important")["spec"]["nodeName"] == second_node.name
    # The next drill wants the node.
    tenant.kubectl.delete("pod", "important", "--wait")


@contextmanager
def frozen(node):
    """Stop the node's pods where they are, which would else end by themselves without their database."""
    stopped = mounts.processes_in_control_group(node.control_group)
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in stopped & mounts.processes_in_control_group(node.control_group):
            os.kill(process, signal.SIGCONT)


def test_a_node_is_cut_off_and_comes_back(tenant, start, second_node, kubectl):
    pod = start()
    with cut_off(second_node.namespace), frozen(second_node):

        def says_what_it_waits_for():
            status = tenant.status("django")
            told = {condition["type"]: condition for condition in status["conditions"]}
            assert told["Reconciling"]["reason"] == "NodeLost", told["Reconciling"]
            return told["Reconciling"]["message"]

        message = eventually(says_what_it_waits_for, within=120)
        assert f"node {second_node.name} has not been ready since" in message
        assert "deleted by force at" in message
        status = assert_it_ends_well(tenant, pod, "NodeLost", second_node)
        assert "was given up" in status["run"]["lastFailure"]["message"]
        assert mounts.processes_in_control_group(second_node.control_group), "the old pod still stands"

    kubectl.run("wait", "--for=condition=Ready", f"node/{second_node.name}", "--timeout=90s")
    eventually(lambda: not mounts.processes_in_control_group(second_node.control_group), within=90, every=1)
    assert tenant.status("django") == status
    assert_nothing_is_doubled(tenant, pod, status)
