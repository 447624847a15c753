"""What a check-out holds, whether it is a folder or a commit in git's object store."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import replace

from repository_indexer.checkout import Checkout
from repository_indexer.inventory import display_path
from repository_indexer.model import InventoryFile, SkipReason


def files_of(checkout: Checkout, wanted: Iterable[str] | None = None) -> dict[str, bytes | SkipReason | None]:
    """By path, the contents of what can be read (of the `wanted` ones alone), and why the rest cannot."""
    files = [
        InventoryFile(display_path(entry.path), entry.path, entry.blob_id, entry.size, None, entry.skip)
        for entry in checkout.tree.entries()
    ]
    to_read = [
        replace(file, read_as="any")
        for file in files
        if file.skip is None and (wanted is None or file.path in wanted)
    ]
    sizes = checkout.tree.bring(to_read)
    contents: dict[str, bytes | SkipReason | None] = {
        os.fsdecode(file.raw_path): file.skip for file in files if file.skip or wanted is None
    }
    with contextlib.closing(checkout.tree.reader()) as read:
        for file in to_read:
            content = contents[os.fsdecode(file.raw_path)] = read(file, 10**9)
            assert content is None or len(content) == sizes.get(file.blob_id, file.size)
    return contents
