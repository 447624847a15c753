"""Prometheus' own tool, as `make test` puts it beside Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def promtool(*arguments: str, folder: Path | None = None, stdin: str | None = None) -> str:
    """What it prints; an AssertionError with that where it is not content."""
    program = Path(sys.executable).parent / "promtool"
    assert program.exists(), "no promtool: make .venv/bin/promtool"
    run = subprocess.run(
        [str(program), *arguments], input=stdin, cwd=folder, capture_output=True, text=True, check=False
    )
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    return said
