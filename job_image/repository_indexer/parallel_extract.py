"""Extract the facts of all files in worker processes; a file that ends its process is recorded as skipped."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import msgspec

from repository_indexer import container, workers
from repository_indexer.errors import IndexingError
from repository_indexer.extract import extract_file, extract_path
from repository_indexer.facts import FileFacts
from repository_indexer.model import InventoryFile, SkipReason
from repository_indexer.workers import Failure

PROCESSOR_SECONDS = 30.0
"""Of one file; the parser's own budget is far below, so this ends what does not look at the clock."""
BYTES_PER_WORKER = 256 * 1024
"""A process more costs some 10 ms, and is worth it from here on."""
TOLERATED_CRASHES = 20

_SKIP_REASONS = {
    Failure.CRASHED: SkipReason.PARSER_CRASHED,
    Failure.TIMED_OUT: SkipReason.PARSE_TIMEOUT,
}

_logger = logging.getLogger(__name__)


def extract_in_parallel(
    files: Sequence[InventoryFile],
    *,
    max_file_bytes: int,
    worker_count: int | None = None,
    on_progress: Callable[[int, float], None] = lambda files_done, fraction: None,
) -> list[FileFacts]:
    """The facts of each of `files`, which all have a language, in their order.

    Args:
        max_file_bytes: a file that has grown beyond it since the inventory is skipped.
        worker_count: processes at most; None: as many as the container has processors.
        on_progress: called after each file with the number of files done and the fraction of bytes done.

    Raises:
        OutOfMemoryError: the kernel killed a process.
        IndexingError: most files crash the parser, which is a defect of ours and no property of the files.
    """
    total = sum(file.size for file in files)
    progress = _Progress(files, total, on_progress)
    failures: list[int] = []

    def task(item: int) -> bytes:
        file = files[item]
        facts = extract_path(file.raw_path, file.language or "", file.path, max_file_bytes)
        return msgspec.msgpack.encode(facts)

    def on_failure(item: int, failure: Failure, detail: str) -> None:
        failures.append(item)
        _logger.warning("%s: the parser %s: %s", files[item].path, failure.value, detail)

    # Each language's queries are compiled once, before the processes are forked.
    for language in sorted({file.language for file in files if file.language}):
        extract_file(b"", language, "")
    results = workers.run(
        task,
        [file.size for file in files],
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
    return _decoded(results, files)


def _decoded(results: list[bytes | Failure], files: Sequence[InventoryFile]) -> list[FileFacts]:
    decoder = msgspec.msgpack.Decoder(FileFacts)
    facts: list[FileFacts] = []
    results.reverse()
    for file in files:
        # Taken off the list, so that no file is held twice.
        result = results.pop()
        if isinstance(result, Failure):
            facts.append(FileFacts(file.language or "", skip=_SKIP_REASONS[result]))
        else:
            facts.append(decoder.decode(result))
    return facts


class _Progress:
    def __init__(
        self, files: Sequence[InventoryFile], total: int, on_progress: Callable[[int, float], None]
    ) -> None:
        self._files = files
        self._total = total
        self._on_progress = on_progress
        self._files_done = self._bytes_done = 0

    def done(self, item: int) -> None:
        self._files_done += 1
        self._bytes_done += self._files[item].size
        self._on_progress(self._files_done, self._bytes_done / (self._total or 1))
