"""`hack/cluster` as the tests call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def hack_cluster(*arguments: str, **environment: str) -> str:
    """What the command prints; a failure is an AssertionError that shows it."""
    run = subprocess.run(
        [sys.executable, str(ROOT / "hack/cluster"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert run.returncode == 0, f"hack/cluster {' '.join(arguments)}: {run.stderr}\n{run.stdout}"
    return run.stdout


def cluster_environment() -> dict[str, str]:
    """What `hack/cluster env` tells, with the clients' folder before this process's PATH."""
    variables: dict[str, str] = json.loads(hack_cluster("env", "--json"))
    return {**variables, "PATH": f"{variables['PATH']}:{os.environ['PATH']}"}
