"""The few lines that a command prints about what it did, each with the seconds since it began."""

import sys
import time

_BEGAN = time.monotonic()


def say(line: str) -> None:
    """Print one line to stderr; stdout is kept for answers that other programs read."""
    print(f"[{time.monotonic() - _BEGAN:6.1f} s] {line}", file=sys.stderr, flush=True)
