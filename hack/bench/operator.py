"""The operator's speed and size with 10,000 resources, on simulated nodes: `make bench-operator`.

Writes `build/bench-operator.json`. A cluster of its own is made and removed; it needs what `make cluster`
needs, and two processors. The real API server, controller manager and scheduler work; only the nodes and
their pods are simulated, but for the last step, which starts pods on the real node.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from bench import etcd, operator_process, pod_progress, processor_shares, repositories, simulated_nodes
from bench.api import Api, connect, for_each
from bench.figures import Figure, at_least, at_most, publish_figures, reported
from bench.operator_process import Metrics, OperatorProcess, quantile, value
from cluster import binaries, commands
from cluster.containerd import PAUSE_IMAGE
from cluster.control_plane import SELDOM_COLLECTED
from cluster.network import Namespace
from cluster.providers.bare import BareCluster
from cluster.report import say
from cluster.settings import CHECKOUT, Settings, from_environment
from repository_index_operator.names import JOB_SELECTOR

OUTPUT = Path("build/bench-operator.json")
MIB = 1024 * 1024

CONTROLLER_MANAGER = {"kube-api-qps": 300, "kube-api-burst": 600, "concurrent-job-syncs": 20}
LIMITS = {"jobs": 1_000, "jobsPerNamespace": 1_000}
"""Of the operator's admission: half of the burst has to wait for its turn."""
SWEEP_SECONDS = 300
IDLE_SECONDS = 60
BURST_SECONDS = 600
REAL_PODS = 5

ARGO_A_MINUTE = 810
SPARK_OPERATOR_A_MINUTE = 150


@dataclass(frozen=True)
class Scale:
    """How many resources there are in all, and how many of them are new."""

    resources: int = 10_000
    runs: int = 2_000


@contextmanager
def bench_cluster() -> Iterator[Settings]:
    """A new cluster, which is removed at the end."""
    options = " ".join(f"--{name}={number}" for name, number in CONTROLLER_MANAGER.items())
    chosen = {"CLUSTER_NAME": "bench", "CLUSTER_NETWORK": "10.200.0.0/16", "PROVIDER": "bare"}
    settings = from_environment({**os.environ, **chosen, "CONTROLLER_MANAGER_OPTIONS": options})
    cluster = BareCluster(settings)
    cluster.down()
    try:
        cluster.up()
        yield settings
    finally:
        cluster.down()


async def measure(settings: Settings, scale: Scale, folder: Path) -> list[Figure]:
    """All figures, on a cluster that stands."""
    limits = folder / "limits.json"
    limits.write_text(json.dumps(LIMITS), encoding="utf-8")
    options = {
        "OPERATOR_LIMITS_FILE": str(limits),
        "OPERATOR_SWEEP_SECONDS": str(SWEEP_SECONDS),
        "OPERATOR_LEASE_NAMESPACE": "default",
    }
    kwok = simulated_nodes.program(settings.cache)
    found: list[Figure] = []
    async with connect(settings) as api, aiohttp.ClientSession(trust_env=False) as session:
        with simulated_nodes.running(settings, kwok, folder):
            found += fill(settings, scale.resources - scale.runs)
            await simulated_nodes.make_nodes(api)
            await repositories.make_namespaces(api)
            log = folder / "operator.log"
            with operator_process.running(settings, PAUSE_IMAGE, log, options) as operator:
                seconds = await operator.await_ready(session, 120)
                say(f"the operator is ready after {seconds:.1f} s")
                await operator.await_settled(session, 300)
                await operator.await_quiet(300)
                known = {os.getpid(): "the benchmark itself", operator.pid: "the operator"}
                async with pod_progress.serving(api):
                    before = processor_shares.seconds_by_program(settings.name, known)
                    began = time.monotonic()
                    found += await burst(api, session, operator, scale)
                    wall = time.monotonic() - began
                    after = processor_shares.seconds_by_program(settings.name, known)
                    found += processor_shares.shares("the burst", before, after, wall)
                found += memory(operator, scale)
            with operator_process.running(settings, PAUSE_IMAGE, log, options) as operator:
                found += await restart(session, operator, scale)
                found += await idle(operator)
                found += await real_node(api)
    return found


def fill(settings: Settings, count: int) -> list[Figure]:
    """The resources that were indexed long ago, and then the CRD, by which the API server finds them."""
    say(f"making {count:,} indexed resources")
    made = list(repositories.many_indexed(count, datetime.now(UTC)))
    namespace = Namespace(settings.name, settings.run / "network-namespace")
    etcd.lay_in(namespace.inside(), repositories.ETCD_PREFIX, made)
    crd = CHECKOUT / "crds/repositoryindexes.yaml"
    kubectl = [str(binaries.clients(settings.cache) / "kubectl"), f"--kubeconfig={settings.kubeconfig}"]
    commands.run([*kubectl, "apply", "--filename", crd], doing="making the CRD")
    commands.run(
        [*kubectl, "wait", "--for=condition=Established", "--filename", crd], doing="waiting for the CRD"
    )
    return [reported("size of an indexed resource, as JSON", len(made[0]), "bytes")]


async def burst(
    api: Api, session: aiohttp.ClientSession, operator: OperatorProcess, scale: Scale
) -> list[Figure]:
    """New resources as fast as the API server takes them, until all of their runs have ended."""
    say(f"a burst of {scale.runs:,} runs")
    before, cpu_before = await operator.metrics(session), operator.cpu_seconds()
    began = time.time()
    numbers = range(scale.resources - scale.runs, scale.resources)

    async def make(number: int) -> None:
        await api.call("POST", repositories.path(number), repositories.manifest(number))

    await for_each(numbers, make)
    say(f"made {scale.runs:,} resources in {time.time() - began:.1f} s")

    async def ended() -> bool:
        metrics = await operator.metrics(session)
        done = _difference(metrics, before, "repository_index_runs_total", phase="Succeeded")
        say(f"{done:.0f} runs have ended, {value(metrics, 'repository_index_queue_depth'):.0f} wait")
        return done >= scale.runs

    await _eventually(ended, within=BURST_SECONDS, every=5)
    wall, cpu = time.time() - began, operator.cpu_seconds() - cpu_before
    await operator.await_settled(session, 120)
    after = await operator.metrics(session)
    jobs = await api.items("/apis/batch/v1/jobs", labelSelector=JOB_SELECTOR)
    made = sorted(datetime.fromisoformat(job["metadata"]["creationTimestamp"]).timestamp() for job in jobs)
    minutes = (made[-1] - began) / 60
    writes = writes_by_kind(_minus(after, before))
    lag = quantile(_minus(after, before), "repository_index_status_lag_seconds", 0.99)
    return [
        reported("resources", scale.resources, ""),
        reported("new ones of them, each with a run", scale.runs, ""),
        at_least("resource to Job, sustained over the burst", len(made) / minutes, "a minute", 1_000),
        at_least(
            "runs that the operator's CPU time allows on one core", 60 / (cpu / scale.runs), "a minute", 1_000
        ),
        reported("the same of Argo Workflows, as reported by that project", ARGO_A_MINUTE, "a minute"),
        reported(
            "the same of spark-operator, as reported by that project", SPARK_OPERATOR_A_MINUTE, "a minute"
        ),
        reported("the operator's CPU time for a run", cpu / scale.runs * 1_000, "ms"),
        reported("the burst from its first resource to its last status", wall, "s"),
        at_most("status lag, 99th percentile", lag, "s", 5),
        at_most("writes to the API server for a run", writes.total() / scale.runs, "requests", 8),
        *(
            reported(f"of these, {kind}", count / scale.runs, "requests")
            for kind, count in writes.most_common()
        ),
        at_most("Jobs made beyond one for each run", len(made) - scale.runs, "Jobs", 0),
    ]


def writes_by_kind(metrics: Metrics) -> Counter[str]:
    """The operator's requests that change something, by verb and resource."""
    found: Counter[str] = Counter()
    for (sample, labels), count in metrics.items():
        words = dict(labels)
        if sample == "repository_index_api_requests_total" and words["verb"] != "GET" and count:
            found[f"{words['verb']} {words['resource']}"] += int(count)
    return found


def memory(operator: OperatorProcess, scale: Scale) -> list[Figure]:
    """Resident memory after the burst."""
    now, peak = operator.memory_bytes()
    return [
        at_most(f"memory at {scale.resources:,} resources after the burst", now / MIB, "MiB", 150),
        at_most(f"memory at {scale.resources:,} resources, peak of start and burst", peak / MIB, "MiB", 150),
    ]


async def restart(session: aiohttp.ClientSession, operator: OperatorProcess, scale: Scale) -> list[Figure]:
    """From the start of the process."""
    ready = await operator.await_ready(session, 120)
    settled = await operator.await_settled(session, 300)
    quiet = await operator.await_quiet(300)
    cpu = operator.cpu_seconds()
    now, peak = operator.memory_bytes()
    begins = f"restart with {scale.resources:,} resources"
    return [
        at_most(f"{begins}: ready", ready, "s", 30),
        reported(f"{begins}: all of them looked at", settled, "s"),
        reported(f"{begins}: nothing more to do", quiet, "s"),
        reported(f"{begins}: CPU time until then", cpu, "s"),
        at_most(f"memory at {scale.resources:,} resources after a restart", now / MIB, "MiB", 150),
        at_most(f"memory at {scale.resources:,} resources, peak of the restart", peak / MIB, "MiB", 150),
    ]


async def idle(operator: OperatorProcess) -> list[Figure]:
    """Nothing happens in the cluster, but one sweep in `SWEEP_SECONDS`."""
    say(f"idle for {SWEEP_SECONDS} s, a sweep included")
    before, started = operator.cpu_seconds(), time.monotonic()
    await asyncio.sleep(IDLE_SECONDS)
    quiet = (operator.cpu_seconds() - before) / (time.monotonic() - started)
    await asyncio.sleep(SWEEP_SECONDS - IDLE_SECONDS)
    share = (operator.cpu_seconds() - before) / (time.monotonic() - started)
    return [
        at_most("idle CPU, the sweep included", share * 100, "% of a core", 2),
        reported("idle CPU between sweeps", quiet * 100, "% of a core"),
    ]


async def real_node(api: Api) -> list[Figure]:
    """From the request that makes the resource to its pod's container running."""
    namespace = repositories.namespace(0)
    secret = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "repository-index-database"},
        "stringData": {"uri": "postgresql://nobody@nowhere.example/none"},
    }
    await api.call("POST", f"/api/v1/namespaces/{namespace}/secrets", secret)
    taken = []
    for attempt in range(REAL_PODS):
        number = (1_000 + attempt) * repositories.NAMESPACES * 10
        started = time.monotonic()
        made = await api.call(
            "POST", repositories.path(number), repositories.manifest(number, simulated=False)
        )
        selector = f"repoindex.dev/repository-index-name={made['metadata']['name']}"

        async def runs(selector: str = selector) -> bool:
            pods = await api.items(f"/api/v1/namespaces/{namespace}/pods", labelSelector=selector)
            return any(pod["status"].get("phase") == "Running" for pod in pods)

        await _eventually(runs, within=60, every=0.05)
        taken.append(time.monotonic() - started)
        await api.call("DELETE", f"{repositories.path(number)}/{made['metadata']['name']}")
        await asyncio.sleep(2)
    return [
        at_most(f"apply to first pod running on the real node, slowest of {REAL_PODS}", max(taken), "s", 3),
        reported(
            f"apply to first pod running on the real node, median of {REAL_PODS}",
            sorted(taken)[REAL_PODS // 2],
            "s",
        ),
    ]


def _minus(after: Metrics, before: Metrics) -> Metrics:
    return {sample: number - before.get(sample, 0.0) for sample, number in after.items()}


def _difference(after: Metrics, before: Metrics, name: str, **labels: str) -> float:
    return value(after, name, **labels) - value(before, name, **labels)


async def _eventually(holds: Callable[[], Awaitable[Any]], *, within: float, every: float) -> None:
    async with asyncio.timeout(within):
        while not await holds():  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(every)


def fixed_settings() -> list[Figure]:
    """What the measured figures depend on, and is the same each time."""
    return [
        reported("processors of the machine", os.cpu_count() or 0, "cores"),
        reported("of these, the operator's", 1, "cores"),
        reported("admission: Jobs at a time, in all", LIMITS["jobs"], "Jobs"),
        reported("admission: Jobs at a time, in a namespace", LIMITS["jobsPerNamespace"], "Jobs"),
        *(
            reported(f"kube-controller-manager --{name}", number, "")
            for name, number in CONTROLLER_MANAGER.items()
        ),
        reported("control plane: GOGC", float(SELDOM_COLLECTED["GOGC"]), "%"),
        *simulated_nodes.settings(),
    ]


def main() -> None:
    """Measure all, print it and write it."""
    with tempfile.TemporaryDirectory(prefix="bench-operator-") as folder, bench_cluster() as settings:
        found = asyncio.run(measure(settings, Scale(), Path(folder)))
    publish_figures([*found, *fixed_settings()], OUTPUT)


if __name__ == "__main__":
    main()
