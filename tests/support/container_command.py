"""The container's command as a process, and what it tells on its way and at its end."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from git_remotes import free_port
from repository_index_api.index_job import (
    AttemptResult,
    GitSource,
    IndexJob,
    Progress,
    Stage,
    decode_progress,
    decode_result,
    encode_job,
)


@dataclass
class Attempt:
    """One run of the container's command."""

    process: subprocess.Popen[bytes]
    port: int
    message_file: Path
    seen: list[Progress] = field(default_factory=list)

    def poll(self) -> Progress | None:
        with contextlib.suppress(OSError):
            address = f"http://127.0.0.1:{self.port}/progress"
            with urllib.request.urlopen(address, timeout=2) as answer:
                self.seen.append(decode_progress(answer.read()))
                return self.seen[-1]
        return None

    def wait_for(self, stage: Stage) -> None:
        deadline = time.monotonic() + 60
        while not ((progress := self.poll()) and progress.stage is stage):
            assert time.monotonic() < deadline
            assert self.process.poll() is None, "the attempt ended before"
            time.sleep(0.005)

    def result(self) -> tuple[int, AttemptResult]:
        while self.process.poll() is None:
            self.poll()
            time.sleep(0.005)
        message = self.message_file.read_bytes()
        assert len(message) <= 3_584
        result = decode_result(message.decode())
        assert result is not None
        return self.process.returncode, result


class StartAttempt(Protocol):
    """Starts an attempt; variables of its environment by name."""

    def __call__(
        self, job: IndexJob, uri: str | None = None, volume: Path = ..., **variables: str
    ) -> Attempt: ...


@contextlib.contextmanager
def attempts(folder: Path, database_uri: str) -> Iterator[StartAttempt]:
    """Attempts with their files in `folder`; those that are left run no longer than the block."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(
        job: IndexJob, uri: str | None = None, volume: Path = Path("/nonexistent"), **variables: str
    ) -> Attempt:
        own = folder / f"attempt-{len(processes)}"
        own.mkdir()
        port = free_port()
        options = {
            "--scratch": own,
            "--volume": volume,
            "--git-secret": own / "no-secret",
            "--termination-message": own / "message",
            "--port": port,
        }
        command = [sys.executable, "-I", "-m", "repository_indexer", "run"]
        command += [str(word) for option in options.items() for word in option]
        environment = {
            "PATH": os.environ["PATH"],
            "REPOSITORY_INDEX_JOB": encode_job(job),
            "DATABASE_URI": uri or database_uri,
            "POD_UID": f"pod-{len(processes)}",
            **variables,
        }
        processes.append(subprocess.Popen(command, env=environment))
        return Attempt(processes[-1], port, own / "message")

    try:
        yield start
    finally:
        for process in processes:
            if process.poll() is None:
                process.kill()
                process.wait()


def job_of(url: str | None = None, **changes: object) -> IndexJob:
    """A job for the repository `app` of `alpha`."""
    values: dict[str, object] = {
        "run_id": "run-1",
        "requested_at": datetime.now(UTC),
        "tenant": "alpha",
        "repository": "app",
        "git": GitSource(url=url) if url else None,
        "workers": 2,
    }
    return IndexJob(**{**values, **changes})  # type: ignore[arg-type]
