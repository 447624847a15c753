"""Bring the repository's files to a folder: the only package that runs git.

URL, ref, the repository's content and, on a volume, its `.git/config` are hostile. So git runs with an
environment and a configuration of ours alone, may speak https, http and ssh only, runs no hook and no
filter, and writes each blob byte for byte; a repository on a volume lends its objects, never its
configuration.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Checkout:
    """The repository's files: the folder `root`, at `commit` (None: no git there, or no commit yet)."""

    root: Path
    commit: str | None
