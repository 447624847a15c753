"""Two operators: one leads, the other takes over when it is killed, stopped, cut off or asleep."""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from ipaddress import IPv4Network

import pytest

from cluster import network, nodes
from cluster import settings as settings_of_cluster
from cluster.network import Link, Namespace
from host_operator import HostOperator, host_operator
from kubectl import eventually
from network_cut import cut_off

pytestmark = pytest.mark.cluster

TAKE_OVER_SECONDS = 15


@pytest.fixture
def settings(operator):
    return {
        "INDEXER_IMAGE": "repository-indexer:dev",
        "OPERATOR_SWEEP_SECONDS": "5",
        "OPERATOR_LEASE_NAMESPACE": operator.namespace,
    }


@pytest.fixture
def pair(kubectl, operator, tmp_path, settings):
    """The leader, and the one that stands by."""
    with ExitStack() as stack:
        leader = stack.enter_context(host_operator(kubectl, operator, tmp_path / "first.log", settings))
        eventually(lambda: leads(leader), within=30)
        standby = HostOperator(kubectl.environment, tmp_path / "second.log", settings)
        stack.callback(standby.kill)
        standby.start()
        yield leader, standby


def leads(process: HostOperator) -> bool:
    return process.metric("repository_index_leader") == 1


@pytest.mark.parametrize("moment", ["Pending", "Running"])
def test_the_other_one_takes_over_when_the_leader_is_killed(tenant, pair, moment):
    leader, standby = pair
    assert not leads(standby)
    tenant.kubectl.apply(tenant.slow())
    tenant.wait_for_phase("django", *(("Pending", "Running") if moment == "Pending" else ("Running",)))
    leader.kill()
    killed = time.monotonic()
    tenant.kubectl.run(
        "annotate", "repositoryindex", "django", "repoindex.dev/reindex-requested-at=meanwhile"
    )
    eventually(lambda: leads(standby), within=TAKE_OVER_SECONDS)
    assert time.monotonic() - killed < TAKE_OVER_SECONDS

    def both_runs_succeeded():
        history = tenant.status("django").get("history", [])
        assert [entry["outcome"] for entry in history] == ["Succeeded", "Succeeded"], history
        return [entry["trigger"] for entry in history]

    assert eventually(both_runs_succeeded, within=240) == ["Requested", "Created"]


def test_a_leader_that_is_stopped_lets_go_at_once(tenant, pair):
    leader, standby = pair
    stopped = time.monotonic()
    assert leader.stop() == 0
    eventually(lambda: leads(standby), within=5)
    assert time.monotonic() - stopped < 5
    tenant.kubectl.apply(tenant.manifest())
    tenant.wait_for_phase("flask", "Succeeded")


@pytest.fixture
def elsewhere(environment, tmp_path):
    """A network namespace with a way to the cluster, as a node of its own would have; with its address."""
    if "CLUSTER_NAME" not in environment:
        pytest.skip(
            "NO NETWORK TO CUT OFF: only the nodes that hack/cluster has made let one be joined to them"
        )
    cluster = settings_of_cluster.from_environment(os.environ)
    # The last node's, which nobody has.
    index = settings_of_cluster.MAX_NODES
    gateway, address = cluster.network.gateway_of_node(index), cluster.network.address_of_node(index)
    first = nodes.first(cluster).namespace
    namespace = Namespace(f"{cluster.name}.elsewhere", tmp_path / "network-namespace", first)
    network.make(namespace, Link(gateway, address, behind=IPv4Network(address)))
    yield namespace, str(address)
    network.remove(namespace)


def test_a_leader_that_is_cut_off_stops_before_the_other_one_leads(
    kubectl, operator, tenant, tmp_path, settings, elsewhere
):
    namespace, address = elsewhere
    with ExitStack() as stack:
        stack.enter_context(host_operator(kubectl, operator, tmp_path / "none.log", settings)).stop()
        leader = HostOperator(
            kubectl.environment,
            tmp_path / "cut-off.log",
            settings,
            inside=namespace.inside,
            address=address,
        )
        stack.callback(leader.kill)
        leader.start()
        eventually(lambda: leads(leader), within=30)
        standby = HostOperator(kubectl.environment, tmp_path / "standby.log", settings)
        stack.callback(standby.kill)
        standby.start()
        tenant.kubectl.apply(tenant.slow())
        tenant.wait_for_phase("django", "Running")

        stack.enter_context(cut_off(namespace))
        cut = time.monotonic()
        tenant.kubectl.run(
            "annotate", "repositoryindex", "django", "repoindex.dev/reindex-requested-at=meanwhile"
        )
        exit_code = leader.wait(timeout=TAKE_OVER_SECONDS)
        ended = datetime.now(UTC)
        assert exit_code != 0
        assert "the Lease is lost" in leader.log.read_text()
        eventually(lambda: leads(standby), within=TAKE_OVER_SECONDS, every=0.05)
        assert time.monotonic() - cut < TAKE_OVER_SECONDS
        lease = operator.get("lease", "repository-index-operator")["spec"]
        assert datetime.fromisoformat(lease["acquireTime"]) > ended, "there were two for a while"

        def both_runs_succeeded():
            history = tenant.status("django").get("history", [])
            assert [entry["outcome"] for entry in history] == ["Succeeded", "Succeeded"], history
            return [entry["trigger"] for entry in history]

        assert eventually(both_runs_succeeded, within=240) == ["Requested", "Created"]
        made = tenant.kubectl.items("events", "--field-selector=reason=SuccessfulCreate")
        assert len({event["involvedObject"]["uid"] for event in made}) == 2, "one Job of each run"
        assert len(made) == 2, "and one pod of each"


def test_a_leader_that_slept_finds_another_one_and_ends(tenant, pair):
    leader, standby = pair
    leader.signal(signal.SIGSTOP)
    eventually(lambda: leads(standby), within=TAKE_OVER_SECONDS)
    leader.signal(signal.SIGCONT)
    assert leader.wait(timeout=10) != 0
    assert leads(standby)
