"""Whether a run would only find again what is published.

A graph follows from the files, from what was asked for, and from this program: fingerprints are equal only
where all of these are.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import msgspec

from repository_indexer.gathering import PASSING, Gathered, Selection
from repository_indexer.model import InventoryFile
from repository_indexer.versions import indexer_version

NO_FINGERPRINT = b""
"""Of what is to be made anew in any case."""


def of_commit(selection: Selection, commit: str, *, with_submodules: bool) -> bytes:
    """The fingerprint of a commit's graph."""
    return _digest("commit", commit, with_submodules, selection)


def of_files(selection: Selection, files: Iterable[InventoryFile], commit: str | None) -> bytes:
    """The fingerprint of the graph of files, which have their object ids; `commit` is only noted with it."""
    listed = [(file.path, file.blob_id, file.size, file.read_as, file.skip) for file in files]
    if any(read_as is not None and not blob_id for _, blob_id, _, read_as, _ in listed):
        return NO_FINGERPRINT
    return _digest("files", listed, commit, selection)


def is_lasting(files: Iterable[InventoryFile], gathered: Gathered) -> bool:
    """Whether what was gathered is all that these files say, and will be so the next time."""
    blob_ids = {file.path: file.blob_id for file in files}
    return all(
        told.facts.skip not in PASSING and told.blob_id == blob_ids[path]
        for path, told in gathered.told.items()
    )


def _digest(*parts: object) -> bytes:
    return blake2b(msgspec.msgpack.encode([indexer_version(), *parts]), digest_size=16).digest()
