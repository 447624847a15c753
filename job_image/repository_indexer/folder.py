"""A folder of the file system as a source. Nothing is followed, and nothing but regular files is opened."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from repository_indexer.errors import RepositoryParseError
from repository_indexer.model import InventoryFile, SkipReason
from repository_indexer.source_tree import Entry, Reader

HASH_CHUNK = 1024 * 1024


class Folder:
    """The files below `root`, except those of `.git`; a folder with a `.git` of its own is a submodule."""

    def __init__(self, root: Path) -> None:
        self._root = os.fsencode(root)

    def entries(self) -> Iterator[Entry]:
        """Everything that is no folder, and the folders that are not entered.

        Raises:
            RepositoryParseError: the root is no folder or cannot be read.
        """
        if not os.path.isdir(self._root):  # noqa: PTH112 - bytes, which pathlib does not take
            raise RepositoryParseError(f"{os.fsdecode(self._root)} is not a folder: nothing to index there")
        folders = [b""]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(self._path(folder)) as scan:
                    found = list(scan)
            except OSError as error:
                if not folder:
                    root = os.fsdecode(self._root)
                    raise RepositoryParseError(f"{root} cannot be read: {error.strerror}") from error
                yield Entry(folder, skip=SkipReason.UNREADABLE)
                continue
            if folder and any(entry.name == b".git" for entry in found):
                yield Entry(folder, skip=SkipReason.SUBMODULE)
                continue
            for entry in found:
                path = folder + b"/" + entry.name if folder else entry.name
                if entry.name == b".git":
                    continue
                try:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(path)
                    else:
                        yield _entry(path, entry.stat(follow_symlinks=False))
                except OSError:
                    yield Entry(path, skip=SkipReason.UNREADABLE)

    def identified(self, files: Sequence[InventoryFile]) -> list[InventoryFile]:
        """The files with git's object ids of those that are to be read, which are hashed for it."""
        return [replace(file, blob_id=self._blob_id(file)) if file.is_wanted else file for file in files]

    def bring(self, files: Iterable[InventoryFile]) -> Mapping[str, int]:
        """Nothing is to be done: they are here."""
        return {}

    def reader(self) -> Reader:
        """Reads regular files; what has become a link, pipe or device since is not opened."""
        return _FileReader(self)

    def read(self, file: InventoryFile, limit: int) -> bytes | None:
        """At most `limit` bytes of a file; None if it cannot be read."""
        return read_regular_file(self._path(file.raw_path), limit)

    def _path(self, relative: bytes) -> bytes:
        return os.path.join(self._root, relative) if relative else self._root  # noqa: PTH118 - bytes

    def _blob_id(self, file: InventoryFile) -> str:
        content = self.read(file, file.size or 0)
        # One that is cut short in this moment, or cannot be read, is told so when its facts are wanted.
        return blob_id(content) if content is not None else ""


class _FileReader:
    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def __call__(self, file: InventoryFile, limit: int) -> bytes | None:
        return self._folder.read(file, limit)

    def close(self) -> None:
        pass


def _entry(path: bytes, status: os.stat_result) -> Entry:
    if stat.S_ISLNK(status.st_mode):
        return Entry(path, status.st_size, skip=SkipReason.SYMLINK)
    if not stat.S_ISREG(status.st_mode):
        return Entry(path, status.st_size, skip=SkipReason.UNREADABLE)
    return Entry(path, status.st_size)


def read_regular_file(raw_path: bytes, limit: int) -> bytes | None:
    """At most `limit` bytes of a regular file; None if it cannot be read, or is a link, pipe or device."""
    try:
        # NONBLOCK, so that a pipe put in the file's place cannot hold the process up.
        descriptor = os.open(raw_path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        content = os.read(descriptor, limit)
        while len(content) < limit and (more := os.read(descriptor, limit - len(content))):
            content += more
        return content
    except OSError:
        return None
    finally:
        os.close(descriptor)


def blob_id(content: bytes) -> str:
    """Git's object id of a file's content, in the SHA-1 format."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
