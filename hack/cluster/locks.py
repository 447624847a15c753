"""Locks between commands that run at the same time."""

import contextlib
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .report import say


@contextmanager
def held(file: Path, what: str) -> Iterator[None]:
    """Hold a lock, waiting for it; the holder may remove the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    while True:
        with file.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(f"waiting for another command that works on {what}")
                fcntl.flock(lock, fcntl.LOCK_EX)
            if _is_still(file, lock):
                yield
                return
        # The one who held it has removed the file: a lock on it holds off nobody any more.


def is_free(file: Path) -> bool:
    """Whether nobody holds a lock now."""
    try:
        with file.open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False
    return True


def _is_still(file: Path, lock: IO[str]) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return file.stat().st_ino == Path(f"/proc/self/fd/{lock.fileno()}").stat().st_ino
    return False
