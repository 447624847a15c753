"""The operator as a process of this machine, in the place of the one that the chart installed."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from kubectl import Kubectl, eventually

DEPLOYMENT = "deployment/repository-index"


class HostOperator:
    """A process that can be killed and started again; `settings` are its environment variables."""

    def __init__(
        self,
        environment: dict[str, str],
        log: Path,
        settings: dict[str, str],
        *,
        inside: Callable[..., list[str]] = lambda program: [program],
        address: str = "127.0.0.1",
    ) -> None:
        """`inside` makes the command that starts a program where it is to run, which is at `address`."""
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self._port = int(listener.getsockname()[1])
        self._environment = {
            **os.environ,
            **environment,
            **settings,
            "OPERATOR_HTTP_PORT": str(self._port),
        }
        self.log = log
        self._inside = inside
        self._address = address
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = Path(sys.executable).parent / "repository-index-operator"
        output: IO[bytes]
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(self._inside(str(program)), env=self._environment, stderr=output)
        eventually(self.is_ready, within=30)

    def is_ready(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.log.read_text()[-2_000:]
        try:
            return self.read("/readyz") == "ok\n"
        except (OSError, urllib.error.URLError):
            return False

    def read(self, path: str) -> str:
        """One of its own endpoints."""
        with urllib.request.urlopen(f"http://{self._address}:{self._port}{path}", timeout=5) as answer:
            return str(answer.read().decode())

    def metric(self, sample: str) -> float:
        """The value of the sample, which is written as Prometheus shows it; 0 if there is none yet."""
        for line in self.read("/metrics").splitlines():
            if line.startswith(f"{sample} "):
                return float(line.rpartition(" ")[2])
        return 0.0

    def memory_bytes(self) -> int:
        assert self._process is not None
        pages = Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        """As a node that loses power does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def signal(self, number: int) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def wait(self, timeout: float) -> int:
        """The exit code, once it has ended."""
        assert self._process is not None
        return self._process.wait(timeout=timeout)

    def stop(self) -> int:
        """By SIGTERM; returns the exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(timeout=20)


@contextlib.contextmanager
def host_operator(
    kubectl: Kubectl, system: Kubectl, log: Path, settings: dict[str, str]
) -> Iterator[HostOperator]:
    """Run it for the time of the block; the chart's own operator pauses meanwhile."""
    replicas = system.get(DEPLOYMENT)["spec"]["replicas"]
    system.run("scale", DEPLOYMENT, "--replicas=0")
    system.run("wait", "--for=delete", "pod", "--selector=app.kubernetes.io/instance=repository-index")
    operator = HostOperator(kubectl.environment, log, settings)
    try:
        operator.start()
        yield operator
    finally:
        with contextlib.suppress(ProcessLookupError):
            operator.kill()
        system.run("scale", DEPLOYMENT, f"--replicas={replicas}")
        system.run("rollout", "status", DEPLOYMENT, "--timeout=60s")
