"""What every source of a repository offers: its entries by name, and the contents of those that are wanted.

`folder.Folder` is a folder of the file system, `checkout.git_tree.GitTree` a commit in git's object store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from repository_indexer.model import InventoryFile, SkipReason


class Entry(NamedTuple):
    """Something that stands in the repository and is no folder.

    `path` is relative to the root; `size` is None and `blob_id` empty where nobody knows them without reading
    the content; `skip` says why there is none that could be read (a symbolic link).
    """

    path: bytes
    size: int | None = None
    blob_id: str = ""
    skip: SkipReason | None = None


class Reader(Protocol):
    """Reads contents, in one process."""

    def __call__(self, file: InventoryFile, limit: int) -> bytes | None:
        """At most `limit` bytes of a file; None if it cannot be read."""

    def close(self) -> None:
        """Give back what the reader holds."""


class SourceTree(Protocol):
    """A repository at one commit, or a folder as it stands."""

    def entries(self) -> Iterator[Entry]:
        """Everything that is no folder, in any order.

        Raises:
            RepositoryParseError: the tree cannot be read.
        """

    def identified(self, files: Sequence[InventoryFile]) -> list[InventoryFile]:
        """The files with the object ids of those that are to be read."""

    def bring(self, files: Iterable[InventoryFile]) -> Mapping[str, int]:
        """Make these files readable here; the sizes that were not known, by object id.

        Raises:
            IndexingError: they cannot be had.
        """

    def reader(self) -> Reader:
        """A reader, for the process that uses it first."""
