"""Bring a repository here: the only package that runs git.

URL, ref, the repository's content and, on a volume, its `.git/config` are hostile. So git runs with an
environment and a configuration of ours alone, may speak https, http and ssh only, runs no hook and no
filter, and hands each blob out byte for byte; a repository on a volume lends its objects, never its
configuration.
"""

from __future__ import annotations

from dataclasses import dataclass

from repository_indexer.source_tree import SourceTree


@dataclass(frozen=True, slots=True)
class Checkout:
    """The repository's files at `commit` (None: no git there, or no commit yet).

    With `is_pinned` the commit alone says what the files are; a work tree on a volume can hold anything.
    """

    tree: SourceTree
    commit: str | None
    is_pinned: bool = False
