"""The folders that an attempt works with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from repository_index_api.index_job import (
    GIT_CREDENTIALS_MOUNT_PATH,
    SCRATCH_MOUNT_PATH,
    SOURCE_MOUNT_PATH,
)


@dataclass(frozen=True)
class Places:
    """By default those of the container, where the operator's manifest mounts them."""

    scratch: Path = Path(SCRATCH_MOUNT_PATH)
    """For the check-out and temporary files; writable."""
    volume: Path = Path(SOURCE_MOUNT_PATH)
    """The volume below which a path source lies."""
    git_secret: Path = Path(GIT_CREDENTIALS_MOUNT_PATH)
    """The git Secret's keys; need not exist."""
