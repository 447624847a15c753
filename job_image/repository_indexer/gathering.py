"""What is known of all of a repository's files: from the cache, or by reading what the cache does not have.

What a content says depends on the content and on how it is read alone, so it is looked up by both. A content
that is known is neither fetched nor opened.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import msgspec

from repository_indexer.dialects import decide_dialects, is_undecided, scan_name, unpack_scan
from repository_indexer.facts import FileFacts
from repository_indexer.folder import blob_id
from repository_indexer.inventory import measured, take_inventory
from repository_indexer.model import InventoryFile, SkipReason
from repository_indexer.packed import Key, Packed, pack, unpack
from repository_indexer.parallel_extract import extract_in_parallel, scan_in_parallel
from repository_indexer.source_tree import SourceTree

MANIFEST = "manifest"
"""In place of `InventoryFile.read_as`: the content itself."""
MANIFEST_BYTES = 1024 * 1024
"""A larger one is left out."""

PASSING = frozenset(
    [SkipReason.PARSE_TIMEOUT, SkipReason.PARSER_CRASHED, SkipReason.TOO_LARGE, SkipReason.UNREADABLE]
)
"""Why there are no facts today, which another machine or another limit could have."""


class Cache(Protocol):
    """What earlier runs found out about contents."""

    def find(self, keys: Collection[Key]) -> Iterable[tuple[Key, Packed]]:
        """What is known, in any order."""

    def keep(self, found: Mapping[Key, Packed]) -> None:
        """Remember it for later runs."""


class Selection(NamedTuple):
    """Which files are wanted; fields as in `take_inventory`."""

    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    languages: Sequence[str] = ()
    max_file_bytes: int = 1_000_000


class Told(NamedTuple):
    """What a file says, and of which content."""

    blob_id: str
    size: int | None
    facts: FileFacts


@dataclass(slots=True)
class Gathered:
    """All files in the order of their paths; by path, what those say that were to be read."""

    files: list[InventoryFile]
    told: dict[str, Told] = field(default_factory=dict)
    manifests: dict[str, bytes] = field(default_factory=dict)


def list_files(tree: SourceTree, selection: Selection) -> list[InventoryFile]:
    """The inventory of what is selected.

    Raises:
        RepositoryParseError: the tree cannot be read, or a pattern is none.
    """
    return take_inventory(tree, **selection._asdict())


def gather(
    tree: SourceTree,
    files: Sequence[InventoryFile],
    selection: Selection,
    cache: Cache | None = None,
    *,
    worker_count: int | None = None,
    on_total: Callable[[int], None] = lambda files_total: None,
    on_progress: Callable[[int, float], None] = lambda files_done, fraction: None,
) -> Gathered:
    """Read those of `files` that the cache does not know.

    Args:
        files: what `list_files` has listed; for a cache to know them, with their object ids.
        worker_count: processes at most; None: as many as the container has processors.
        on_total: called with the number of files that are to be read, be it from the cache.
        on_progress: called after each file with the number of files done and the fraction of bytes done.

    Raises:
        IndexingError: the contents cannot be had, the kernel killed a process, or most files crash the
            parser.
    """
    return _Gathering(tree, selection, cache, worker_count).run(files, on_total, on_progress)


class _Content(msgspec.Struct, array_like=True):
    """The content of a manifest."""

    content: bytes


_T = TypeVar("_T")
_facts_decoder = msgspec.msgpack.Decoder(FileFacts)
_content_decoder = msgspec.msgpack.Decoder(_Content)


class _Reading(Generic[_T]):
    """One way in which files are read, and by path what was found so far.

    Args:
        name_of: how a file is read, as keys have it.
        unpack: what was found, from its bytes; None if they are damaged.
    """

    def __init__(
        self, name_of: Callable[[InventoryFile], str], unpack: Callable[[bytes, InventoryFile], _T | None]
    ) -> None:
        self._name_of = name_of
        self._unpack = unpack
        self.found: dict[str, tuple[Packed, _T]] = {}

    def missing(self, files: Iterable[InventoryFile]) -> list[InventoryFile]:
        """Those of `files` of which nothing was found yet."""
        return [file for file in files if file.path not in self.found]

    def key(self, file: InventoryFile) -> Key:
        """What a file's reading is looked up by."""
        return Key(file.blob_id, self._name_of(file))

    def take(self, file: InventoryFile, packed: Packed) -> None:
        """Note what was found of a file, unless it is damaged.

        It is its own, even where another file has the same content: resolution tells them apart by identity.
        """
        found = self._unpack(packed.data, file)
        if found is not None:
            self.found[file.path] = (packed._replace(data=b""), found)

    def values(self) -> dict[str, _T]:
        """What was found, by path."""
        return {path: value for path, (_, value) in self.found.items()}


class _Gathering:
    """The steps; each leaves less that is missing."""

    def __init__(
        self, tree: SourceTree, selection: Selection, cache: Cache | None, worker_count: int | None
    ) -> None:
        self._tree = tree
        self._selection = selection
        self._cache = cache
        self._options: Any = {"max_file_bytes": selection.max_file_bytes, "worker_count": worker_count}
        self._fresh: dict[Key, Packed] = {}
        self._sizes: dict[str, int] = {}
        self._manifests = _Reading(lambda file: MANIFEST, lambda data, file: unpack(data, _content_decoder))
        self._scans = _Reading(scan_name, unpack_scan)
        self._facts = _Reading(
            lambda file: file.read_as or "", lambda data, file: unpack(data, _facts_decoder)
        )

    def run(
        self,
        files: Sequence[InventoryFile],
        on_total: Callable[[int], None],
        on_progress: Callable[[int, float], None],
    ) -> Gathered:
        manifests = [file for file in files if file.is_manifest]
        undecided = [file for file in files if is_undecided(file)]
        decided = [file for file in files if file.read_as and not is_undecided(file)]
        self._recall((self._manifests, manifests), (self._scans, undecided), (self._facts, decided))
        # All that is known to be missing by now is fetched in one go.
        missing = self._facts.missing(decided) + self._scans.missing(undecided)
        files = self._bring(files, missing + self._manifests.missing(manifests))
        self._read_manifests(file for file in files if file.is_manifest)
        self._scan(file for file in files if is_undecided(file))

        files = decide_dialects(files, self._scans.values(), self._selection.languages)
        to_read = [file for file in files if file.read_as]
        self._recall((self._facts, self._facts.missing(to_read)))
        files = self._bring(files, self._facts.missing(to_read))
        to_read = [file for file in files if file.read_as]
        on_total(len(to_read))
        self._extract(to_read, on_progress)
        if self._cache is not None and self._fresh:
            self._cache.keep(self._fresh)
        found = self._facts.found
        return Gathered(
            files=files,
            # In the order of the paths; what was found too large meanwhile is left out.
            told={file.path: Told(*found[file.path][0][:2], found[file.path][1]) for file in to_read},
            manifests={path: one.content for path, one in self._manifests.values().items()},
        )

    def _recall(self, *wanted: tuple[_Reading[Any], Sequence[InventoryFile]]) -> None:
        """Take what the cache knows."""
        if self._cache is None:
            return
        asked: dict[Key, list[tuple[_Reading[Any], InventoryFile]]] = {}
        for reading, files in wanted:
            for file in files:
                if file.blob_id:
                    asked.setdefault(reading.key(file), []).append((reading, file))
        for key, packed in self._cache.find(asked.keys()) if asked else ():
            self._sizes[key.blob_id] = packed.size or 0
            for reading, file in asked[key]:
                reading.take(file, packed)

    def _bring(self, files: Sequence[InventoryFile], missing: Sequence[InventoryFile]) -> list[InventoryFile]:
        """Make what is missing readable; `files` with the sizes that are known by now."""
        if missing:
            self._sizes |= self._tree.bring(missing)
        return [measured(file, self._sizes, self._selection.max_file_bytes) for file in files]

    def _read_manifests(self, files: Iterable[InventoryFile]) -> None:
        missing = self._manifests.missing(files)
        if not missing:
            return
        with contextlib.closing(self._tree.reader()) as read:
            for file in missing:
                content = read(file, MANIFEST_BYTES)
                if content is not None and len(content) < MANIFEST_BYTES:
                    packed = Packed(blob_id(content), len(content), pack(_Content(content)))
                    self._note(self._manifests, file, packed)

    def _scan(self, files: Iterable[InventoryFile]) -> None:
        missing = self._scans.missing(files)
        for file, packed in zip(missing, scan_in_parallel(self._tree, missing, **self._options), strict=True):
            if packed is not None:
                self._note(self._scans, file, packed)

    def _extract(self, files: Iterable[InventoryFile], on_progress: Callable[[int, float], None]) -> None:
        missing = self._facts.missing(files)
        done = len(self._facts.found)
        read = extract_in_parallel(
            self._tree,
            missing,
            **self._options,
            on_progress=lambda files_done, fraction: on_progress(done + files_done, fraction),
        )
        for file, packed in zip(missing, read, strict=True):
            self._note(self._facts, file, packed)

    def _note(self, reading: _Reading[Any], file: InventoryFile, packed: Packed) -> None:
        """Take what was found just now; unless it may pass, it is to be remembered."""
        reading.take(file, packed)
        _, found = reading.found[file.path]
        if not (isinstance(found, FileFacts) and found.skip in PASSING):
            self._fresh[reading.key(file)._replace(blob_id=packed.blob_id)] = packed
