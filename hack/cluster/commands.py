"""Running other programs to their end, and waiting for conditions."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .errors import ClusterError

_TAIL_LINES = 15


def run(
    command: Sequence[str | Path],
    *,
    doing: str,
    environment: Mapping[str, str] | None = None,
    directory: Path | None = None,
    stdin: str | None = None,
    timeout: float | None = None,
) -> str:
    """Run a command and return its stdout.

    ``doing`` completes the sentence "... failed" of the error that is raised when the command is missing,
    fails, or takes longer than ``timeout`` seconds; the end of its stderr is shown with it.
    """
    try:
        done = subprocess.run(
            [str(word) for word in command],
            input=stdin,
            cwd=directory,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout,
            check=False,
        )
    except FileNotFoundError as error:
        raise ClusterError(
            f"{doing} failed because {error.filename} is missing; install it and run this again"
        ) from None
    except subprocess.TimeoutExpired as error:
        stderr = error.stderr.decode(errors="replace") if isinstance(error.stderr, bytes) else ""
        raise ClusterError(
            f"{doing} took longer than {timeout:.0f} s; run this again", tail(stderr)
        ) from None
    if done.returncode != 0:
        raise ClusterError(
            f"{doing} failed: `{Path(str(command[0])).name}` ended with exit code {done.returncode}",
            tail(done.stderr or done.stdout),
        )
    return done.stdout


def succeeds(command: Sequence[str | Path], *, timeout: float = 10) -> bool:
    """Whether a command exists and ends with exit code 0 in time; what it prints is dropped."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=timeout,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def wait_until(condition: Callable[[], bool], *, seconds: float, interval: float = 0.1) -> bool:
    """Ask until the condition holds; False when it does not within the time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(interval)
    return True


def tail(text: str) -> str:
    """The last lines of a program's output."""
    return "\n".join(text.rstrip().splitlines()[-_TAIL_LINES:])
