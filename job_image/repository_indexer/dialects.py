"""Languages of files that only the whole repository tells: a header is C or C++ by what includes it.

A family of languages whose files can be so has a `dialects.py`: `scan(path, content)` says what one file
contributes, by its content and the ending of its name alone; `decide(files)` gives the languages of those
that their names do not say.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import ModuleType
from typing import Any

import msgspec

from repository_indexer.languages import languages
from repository_indexer.model import InventoryFile, SkipReason
from repository_indexer.packed import pack, unpack


def is_undecided(file: InventoryFile) -> bool:
    """Whether a file is in a family in which only the whole repository tells some languages."""
    return _family(file) != ""


def scan_name(file: InventoryFile) -> str:
    """What the scan of a file depends on besides its content."""
    return f"{_family(file)} scan {os.path.splitext(file.path)[1]}"  # noqa: PTH122 - a path of the repository


def scan(content: bytes, file: InventoryFile) -> bytes:
    """What a file contributes to the decision, packed."""
    return pack(_dialects(_family(file)).scan(file.path, content))


def unpack_scan(data: bytes, file: InventoryFile) -> Any | None:  # noqa: ANN401 - each family has its own
    """What `scan` packed; None if it is damaged."""
    return unpack(data, _decoder(_family(file)))


def decide_dialects(
    files: Sequence[InventoryFile], scans: Mapping[str, Any], wanted: Sequence[str]
) -> list[InventoryFile]:
    """`files` in their order, each read as the language that it turns out to have.

    Args:
        scans: what `scan` found, by path; of a file that could not be read there is none.
        wanted: names of languages; if any, files in others are not read.
    """
    members: dict[str, dict[str, tuple[str, Any]]] = {}
    for file in files:
        if family := _family(file):
            scanned = scans.get(file.path) or _dialects(family).Scan()
            members.setdefault(family, {})[file.path] = (file.read_as or "", scanned)
    found = {path: read_as for family in members.values() for path, (read_as, _) in family.items()}
    for family in sorted(members):
        found |= _dialects(family).decide(members[family])
    return [_decided(file, found[file.path], wanted) if file.path in found else file for file in files]


def _decided(file: InventoryFile, language: str, wanted: Sequence[str]) -> InventoryFile:
    if not language:
        return replace(file, read_as=None, skip=SkipReason.UNKNOWN_LANGUAGE)
    if wanted and language not in wanted:
        return replace(file, read_as=None, skip=SkipReason.EXCLUDED)
    return replace(file, read_as=language)


def _family(file: InventoryFile) -> str:
    """The name of the file's family, if it has dialects; else empty."""
    return _families_with_dialects().get(file.read_as or "", "")


@cache
def _families_with_dialects() -> Mapping[str, str]:
    """By name of a language."""
    return {one.name: one.family for one in languages().values() if one.has_dialects}


def _dialects(family: str) -> ModuleType:
    return importlib.import_module(f"repository_indexer.languages.{family}.dialects")


@cache
def _decoder(family: str) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(_dialects(family).Scan)
