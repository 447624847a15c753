"""Read files in worker processes; a file that ends its process is recorded as skipped."""

from __future__ import annotations

import logging
import struct
from collections.abc import Callable, Sequence

from repository_indexer import container, dialects, workers
from repository_indexer.errors import IndexingError
from repository_indexer.extract import extract_file
from repository_indexer.facts import FileFacts
from repository_indexer.folder import blob_id
from repository_indexer.languages import languages
from repository_indexer.model import InventoryFile, SkipReason
from repository_indexer.packed import Packed, pack
from repository_indexer.reading import read_content
from repository_indexer.source_tree import SourceTree
from repository_indexer.workers import Failure

PROCESSOR_SECONDS = 30.0
"""Of one file; the parser's own budget is far below, so this ends what does not look at the clock."""
BYTES_PER_WORKER = 256 * 1024
"""A process more costs some 10 ms, and is worth it from here on."""
TOLERATED_CRASHES = 20

_HEADER = struct.Struct("<20sq")
"""Of a result: the object id of what was read, and its size; -1 if nothing was."""
_SKIP_REASONS = {
    Failure.CRASHED: SkipReason.PARSER_CRASHED,
    Failure.TIMED_OUT: SkipReason.PARSE_TIMEOUT,
}

_logger = logging.getLogger(__name__)


def extract_in_parallel(
    tree: SourceTree,
    files: Sequence[InventoryFile],
    *,
    max_file_bytes: int,
    worker_count: int | None = None,
    on_progress: Callable[[int, float], None] = lambda files_done, fraction: None,
) -> list[Packed]:
    """The facts of each of `files`, which are all to be read, in their order.

    Args:
        tree: where their contents are read.
        max_file_bytes: a file that has grown beyond it since the inventory is skipped.
        worker_count: processes at most; None: as many as the container has processors.
        on_progress: called after each file with the number of files done and the fraction of bytes done.

    Raises:
        OutOfMemoryError: the kernel killed a process.
        IndexingError: most files crash the parser, which is a defect of ours and no property of the files.
    """
    # Each language's queries are compiled once, before the processes are forked.
    for language in sorted({file.read_as for file in files if file.read_as} & languages().keys()):
        extract_file(b"", language, "")
    found = _read(
        tree,
        files,
        lambda content, file: pack(read_content(content, file.read_as or "")),
        max_file_bytes=max_file_bytes,
        worker_count=worker_count,
        on_progress=on_progress,
    )
    return [
        Packed(file.blob_id, file.size, pack(FileFacts("", skip=one))) if isinstance(one, SkipReason) else one
        for file, one in zip(files, found, strict=True)
    ]


def scan_in_parallel(
    tree: SourceTree,
    files: Sequence[InventoryFile],
    *,
    max_file_bytes: int,
    worker_count: int | None = None,
) -> list[Packed | None]:
    """What `dialects.scan` says of each of `files`, in their order; None where it failed.

    Arguments and errors as of `extract_in_parallel`.
    """
    found = _read(tree, files, dialects.scan, max_file_bytes=max_file_bytes, worker_count=worker_count)
    return [None if isinstance(one, SkipReason) else one for one in found]


def _read(
    tree: SourceTree,
    files: Sequence[InventoryFile],
    make: Callable[[bytes, InventoryFile], bytes],
    *,
    max_file_bytes: int,
    worker_count: int | None,
    on_progress: Callable[[int, float], None] = lambda files_done, fraction: None,
) -> list[Packed | SkipReason]:
    """What `make` makes of the content of each file, or why that could not be had."""
    weights = [file.size or 0 for file in files]
    total = sum(weights)
    progress = _Progress(weights, total, on_progress)
    failures: list[int] = []
    read = tree.reader()

    def task(item: int) -> bytes:
        file = files[item]
        content = read(file, max_file_bytes + 1)
        if content is None or len(content) > max_file_bytes:
            reason = SkipReason.UNREADABLE if content is None else SkipReason.TOO_LARGE
            return _HEADER.pack(b"", -1) + reason.value.encode()
        # The file may be another than when its object id was taken.
        header = _HEADER.pack(bytes.fromhex(blob_id(content)), len(content))
        return header + make(content, file)

    def on_failure(item: int, failure: Failure, detail: str) -> None:
        failures.append(item)
        _logger.warning("%s: the parser %s: %s", files[item].path, failure.value, detail)

    results = workers.run(
        task,
        weights,
        workers=min(worker_count or container.processor_count(), 1 + total // BYTES_PER_WORKER),
        budget_seconds=PROCESSOR_SECONDS,
        on_done=progress.done,
        on_failure=on_failure,
    )
    if len(failures) > max(TOLERATED_CRASHES, len(files) // 2):
        raise IndexingError(
            f"The parser failed on {len(failures)} of {len(files)} files, first on"
            f" {files[failures[0]].path!r}: this is a defect of the indexer, and nothing was published."
        )
    return [_told(result) for result in results]


def _told(result: bytes | Failure) -> Packed | SkipReason:
    if isinstance(result, Failure):
        return _SKIP_REASONS[result]
    raw_id, size = _HEADER.unpack_from(result)
    data = result[_HEADER.size :]
    return Packed(raw_id.hex(), size, data) if size >= 0 else SkipReason(data.decode())


class _Progress:
    def __init__(self, weights: Sequence[int], total: int, on_progress: Callable[[int, float], None]) -> None:
        self._weights = weights
        self._total = total
        self._on_progress = on_progress
        self._files_done = self._bytes_done = 0

    def done(self, item: int) -> None:
        self._files_done += 1
        self._bytes_done += self._weights[item]
        self._on_progress(self._files_done, self._bytes_done / (self._total or 1))
