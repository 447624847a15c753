"""The operator as a process of this machine, on one core, and what it takes."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from bench.processor_shares import process_seconds
from cluster import processes
from cluster.settings import Settings

CORE = max(os.sched_getaffinity(0))
QUIET_SECONDS = 3.0
QUIET_SHARE = 0.05
_KIB = 1024

Metrics = Mapping[tuple[str, tuple[tuple[str, str], ...]], float]
"""Values by the sample's name and labels."""


class OperatorProcess:
    """One that runs."""

    def __init__(self, pid: int, port: int) -> None:
        self.pid = pid
        self._folder = Path(f"/proc/{pid}")
        self._port = port
        self._started = time.monotonic()

    async def await_ready(self, session: aiohttp.ClientSession, within: float) -> float:
        """Seconds from the start until it leads, and has listed everything.

        Raises:
            TimeoutError: it did not.
        """
        listed = "repository_index_sweep_duration_seconds_count"
        return await self._await(session, lambda metrics: value(metrics, listed) > 0, within)

    async def await_settled(self, session: aiohttp.ClientSession, within: float) -> float:
        """Seconds from the start until nothing waits for a worker any more.

        Raises:
            TimeoutError: something still does.
        """
        depth = "repository_index_workqueue_depth"
        return await self._await(session, lambda metrics: value(metrics, depth) == 0, within)

    async def await_quiet(self, within: float) -> float:
        """Seconds from the start until it has nothing to do: kopf too has listed everything, and compared it.

        Raises:
            TimeoutError: it still has.
        """
        async with asyncio.timeout(within):
            before = self.cpu_seconds()
            while True:
                await asyncio.sleep(QUIET_SECONDS)
                now = self.cpu_seconds()
                if now - before < QUIET_SECONDS * QUIET_SHARE:
                    return time.monotonic() - self._started - QUIET_SECONDS
                before = now

    async def _await(
        self, session: aiohttp.ClientSession, holds: Callable[[Metrics], bool], within: float
    ) -> float:
        async with asyncio.timeout(within):
            while True:
                with contextlib.suppress(aiohttp.ClientError):
                    if holds(await self.metrics(session)):
                        return time.monotonic() - self._started
                await asyncio.sleep(0.5)

    async def metrics(self, session: aiohttp.ClientSession) -> Metrics:
        """All samples of /metrics."""
        async with session.get(f"http://127.0.0.1:{self._port}/metrics") as response:
            text = await response.text()
        return {
            (sample.name, tuple(sorted(sample.labels.items()))): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    def cpu_seconds(self) -> float:
        """Processor time since its start, of the user and of the system."""
        return process_seconds(self._folder)

    def memory_bytes(self) -> tuple[int, int]:
        """Resident memory: now, and at its peak."""
        lines = (self._folder / "status").read_text(encoding="utf-8").splitlines()
        sizes = {name: rest for name, _, rest in (line.partition(":") for line in lines)}
        now, peak = (int(sizes[name].split()[0]) * _KIB for name in ("VmRSS", "VmHWM"))
        return now, peak


def value(metrics: Metrics, name: str, **labels: str) -> float:
    """The sum of all samples of this name with these labels."""
    wanted = set(labels.items())
    return sum(
        number for (sample, found), number in metrics.items() if sample == name and wanted <= set(found)
    )


def quantile(metrics: Metrics, name: str, share: float) -> float:
    """The quantile of a histogram, as Prometheus reckons it: evenly within a bucket."""
    counts: dict[float, float] = {}
    for (sample, labels), number in metrics.items():
        if sample == f"{name}_bucket":
            bound = float(dict(labels)["le"])
            counts[bound] = counts.get(bound, 0.0) + number
    total = counts.get(float("inf"), 0.0)
    lower, below = 0.0, 0.0
    for bound in sorted(counts):
        if total and counts[bound] >= share * total:
            within = (share * total - below) / max(counts[bound] - below, 1)
            return lower if bound == float("inf") else lower + (bound - lower) * within
        lower, below = bound, counts[bound]
    return 0.0


@contextlib.contextmanager
def running(
    settings: Settings, image: str, log: Path, options: Mapping[str, str]
) -> Iterator[OperatorProcess]:
    """Run the operator of this checkout on one core."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    environment = {
        **{name: text for name, text in os.environ.items() if not name.startswith("OPERATOR_")},
        "KUBECONFIG": str(settings.kubeconfig),
        "INDEXER_IMAGE": image,
        "OPERATOR_HTTP_PORT": str(port),
        # With the cluster's mark, `hack/cluster down` ends it even if nobody else could.
        processes.MARK: settings.name,
        **options,
    }
    program = Path(sys.executable).parent / "repository-index-operator"
    with log.open("ab") as output:
        process = subprocess.Popen(
            ["taskset", "--cpu-list", str(CORE), str(program)], env=environment, stderr=output
        )
    try:
        yield OperatorProcess(process.pid, port)
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
