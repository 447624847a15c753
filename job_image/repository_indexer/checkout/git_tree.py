"""A commit in git's object store as a source: no work tree is made, and only wanted contents are fetched.

Names in a tree are data: they are never names of files here, so that none can lead anywhere.
"""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, cast

from repository_indexer.checkout.command import NOTHING, Git, GitFailedError
from repository_indexer.checkout.messages import explain_local
from repository_indexer.errors import RepositoryParseError, StorageError
from repository_indexer.model import InventoryFile, SkipReason
from repository_indexer.source_tree import Entry, Reader

MAX_ENTRIES = 3_000_000
"""A tree can name itself a thousandfold with a few objects; the largest repositories have a sixth of this."""

_SKIPPED_MODES = {b"120000": SkipReason.SYMLINK, b"160000": SkipReason.SUBMODULE}
_NO_NAMES = frozenset([b"", b".", b"..", b".git"])
"""What git gives no file as a name."""


class GitTree:
    """The tree of `commit` in the bare repository `store`; `name` is what people call it."""

    def __init__(self, git: Git, store: Path, commit: str, name: str) -> None:
        self._git = git
        self._store = store
        self._commit = commit
        self._name = name

    def entries(self) -> Iterator[Entry]:
        """Everything in the tree, with its object ids; the sizes are not known.

        Raises:
            RepositoryParseError: it cannot be read, or has too many entries.
        """
        records = self._records("ls-tree", "-r", "-z", "--full-tree", self._commit, end=b"\0")
        for number, record in enumerate(records):
            if number == MAX_ENTRIES:
                raise RepositoryParseError(
                    f"The repository {self._name!r} has more than {MAX_ENTRIES:,} files."
                )
            mode_type_id, _, path = record.partition(b"\t")
            mode, kind, blob_id = mode_type_id.split(b" ")
            skip = _SKIPPED_MODES.get(mode)
            if not _NO_NAMES.isdisjoint(path.lower().split(b"/")):
                skip = SkipReason.UNREADABLE
            # A submodule's is that of a commit.
            yield Entry(path, None, blob_id.decode() if kind == b"blob" else "", skip)

    def identified(self, files: Sequence[InventoryFile]) -> list[InventoryFile]:
        """The files as they are: git told their ids."""
        return list(files)

    def bring(self, files: Iterable[InventoryFile]) -> Mapping[str, int]:
        """The sizes of these files, which are all here.

        Raises:
            RepositoryParseError: they are not, for the repository is damaged.
        """
        wanted = {file.blob_id for file in files}
        sizes = self.sizes(wanted)
        if missing := wanted - sizes.keys():
            raise RepositoryParseError(
                f"The repository {self._name!r} cannot be read: {len(missing)} of its files' contents are not"
                f" there, such as {min(missing)}."
            )
        return sizes

    def reader(self) -> Reader:
        """Reads by a git process of its own, which the first call starts."""
        return _BlobReader(self._git, self._store)

    def sizes(self, blob_ids: Collection[str]) -> dict[str, int]:
        """The sizes of those contents that are here."""
        if not blob_ids:
            return {}
        sizes = {}
        asked = self.listed(blob_ids)
        for line in self._records("cat-file", "--batch-check", "--buffer", stdin=asked):
            blob_id, _, told = line.decode().partition(" ")
            kind, _, size = told.partition(" ")
            if kind == "blob":
                sizes[blob_id] = int(size)
        return sizes

    def listed(self, blob_ids: Iterable[str]) -> Path:
        """A file with these object ids, a line each."""
        path = self._store / "wanted"
        try:
            path.write_text("".join(f"{blob_id}\n" for blob_id in sorted(blob_ids)))
        except OSError as error:
            raise StorageError(f"The scratch disk cannot be written: {error.strerror}.") from None
        return path

    def _records(self, *arguments: str, end: bytes = b"\n", stdin: Path = NOTHING) -> Iterator[bytes]:
        try:
            yield from self._git.records(*arguments, end=end, cwd=self._store, stdin=stdin)
        except GitFailedError as failure:
            raise explain_local(str(failure), self._name) from None


class _BlobReader:
    """Asks `git cat-file --batch` for one content after the other."""

    def __init__(self, git: Git, store: Path) -> None:
        self._git = git
        self._store = store
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, file: InventoryFile, limit: int) -> bytes | None:
        """At most `limit` bytes of a file; None if it is not there."""
        if self._process is None:
            self._process = self._git.conversation("cat-file", "--batch", cwd=self._store)
        requests, answers = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        try:
            requests.write(f"{file.blob_id}\n".encode())
            requests.flush()
        except BrokenPipeError:
            self.close()
            return None
        # `<id> blob <size>`, the content and a line break; or `<id> missing`.
        words = answers.readline().split()
        if len(words) != 3:
            return None
        size = int(words[2])
        content = answers.read(min(size, limit))
        if size > limit:
            # Nobody wants the rest, which may be gigabytes.
            self.close()
        else:
            answers.read(1)
        return content if words[1] == b"blob" else None

    def close(self) -> None:
        """End the git process; a next call starts another."""
        if self._process is not None:
            self._process.kill()
            with contextlib.suppress(BrokenPipeError):
                self._process.__exit__(None, None, None)
            self._process = None
