"""Two operators: one leads, the other takes over when it is killed, stopped or asleep."""

from __future__ import annotations

import signal
import time
from contextlib import ExitStack

import pytest

from host_operator import HostOperator, host_operator
from kubectl import eventually

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


def test_a_leader_that_slept_finds_another_one_and_ends(tenant, pair):
    leader, standby = pair
    leader.signal(signal.SIGSTOP)
    eventually(lambda: leads(standby), within=TAKE_OVER_SECONDS)
    leader.signal(signal.SIGCONT)
    assert leader.wait(timeout=10) != 0
    assert leads(standby)
