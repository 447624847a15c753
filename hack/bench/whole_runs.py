"""Whole runs of the indexer, as processes, into a PostgreSQL server of the benchmark's own."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import make_conninfo

from repository_indexer.database import add_tenant, migrate
from repository_indexer.embedded_postgres import running_server

TENANT = "bench"
SAMPLE_SECONDS = 0.02


@dataclass(frozen=True)
class Run:
    """A run's wall time from start to end of the process, and the largest of its processes."""

    seconds: float
    peak_bytes: int
    """The peak resident memory of the largest process, pages that it shares with its parent included."""
    printed: str


@contextlib.contextmanager
def database() -> Iterator[tuple[str, str]]:
    """The owner's and the tenant's URI; the server is durable, as one in production is."""
    folder = Path(tempfile.mkdtemp(prefix="bench-postgres-"))
    options = {"shared_buffers": "1GB", "max_wal_size": "8GB"}
    try:
        with running_server(folder, options=options) as owner_uri:
            migrate(owner_uri)
            role = add_tenant(owner_uri, TENANT, password=secrets.token_urlsafe())
            yield owner_uri, make_conninfo(owner_uri, user=role)
    finally:
        shutil.rmtree(folder)


def index(folder: Path, uri: str, repository: str, workers: int = 2) -> Run:
    """Index a folder in a cold process.

    Raises:
        subprocess.CalledProcessError: the run failed.
    """
    command = [sys.executable, "-m", "repository_indexer", "index", str(folder), "--database", uri]
    command += ["--tenant", TENANT, "--repository", repository, "--workers", str(workers)]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        peak = _Peak(process.pid)
        peak.start()
        assert process.stdout is not None
        printed = process.stdout.read()
        process.wait()
        seconds = time.perf_counter() - started
        peak.stop()
    if process.returncode:
        sys.stderr.write(printed)
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, peak.largest, printed)


class _Peak(threading.Thread):
    """Samples the peak resident memory of a process and of all its descendants."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self.largest = 0

    def run(self) -> None:
        while not self._ended.wait(SAMPLE_SECONDS):
            for pid in self._processes():
                self.largest = max(self.largest, _peak_bytes(pid))

    def stop(self) -> None:
        self._ended.set()
        self.join()

    def _processes(self) -> list[int]:
        found = [self._pid]
        for pid in found:
            with contextlib.suppress(OSError):
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
                found += map(int, children.split())
        return found


def _peak_bytes(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def copies(sources: list[Path], root: Path, count: int) -> None:
    """Fill `root` with `count` Python files of a project's kind, no two alike, in packages of a hundred.

    Each file calls a function of the next one of its package, and nothing beyond that, so that the work grows
    with the number of files and nothing else.
    """
    for number in range(count):
        package = root / f"package{number // 100:04}"
        if number % 100 == 0:
            package.mkdir(parents=True)
            (package / "__init__.py").touch()
        text = sources[number % len(sources)].read_text(encoding="utf-8")
        following = min(number + 1, count - 1, number // 100 * 100 + 99) % 100
        links = LINKS.format(number=number % 100, following=following)
        (package / f"module{number % 100:02}.py").write_text(f"# {number}\n{text}{links}", encoding="utf-8")


LINKS = """

def linked{number:02}():
    return 1


def links_on():
    from .module{following:02} import linked{following:02}

    return linked{following:02}()
"""
"""What each file ends with, so that there are callers elsewhere."""


def rename_linked(root: Path, number: int) -> tuple[str, str]:
    """Rename in one file what the file before calls, the old name left as another one of it.

    Returns:
        The old and the new function.
    """
    package = f"package{number // 100:04}"
    changed = root / package / f"module{number % 100:02}.py"
    old, new = f"linked{number % 100:02}", "renamed"
    text = changed.read_text(encoding="utf-8").replace(f"def {old}():", f"def {new}():")
    changed.write_text(f"{text}\n\n{old} = {new}\n", encoding="utf-8")
    module = f"{package}.module{number % 100:02}"
    return f"{module}.{old}", f"{module}.{new}"
