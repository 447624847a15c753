"""Languages of files that only the whole repository tells: a header is C or C++ by what includes it.

A family of languages whose files can be so has a `dialects.py`: `scan(path, content)` says what one file
contributes, by its content and the ending of its name alone; `decide(files)` gives the languages of those
that their names do not say.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import ModuleType

from repository_indexer.languages import Language, languages
from repository_indexer.model import InventoryFile, SkipReason


def decide_dialects(
    files: Sequence[InventoryFile],
    wanted: Mapping[str, Language],
    read: Callable[[InventoryFile], bytes | None],
) -> list[InventoryFile]:
    """`files` in their order, each with the language that it turns out to have.

    Args:
        files: those of such families are there whether they are wanted or not.
        wanted: the languages that are to be indexed.
        read: gives a file's content, None if that is gone.
    """
    found: dict[str, InventoryFile] = {}
    for family in sorted({language.family for language in languages().values() if language.has_dialects}):
        module = importlib.import_module(f"repository_indexer.languages.{family}.dialects")
        members = [file for file in files if file.language and languages()[file.language].family == family]
        for file, language in _decided(members, module, read):
            if not language:
                found[file.path] = replace(file, language=None, skip=SkipReason.UNKNOWN_LANGUAGE)
            elif language not in wanted:
                found[file.path] = replace(file, language=None, skip=SkipReason.EXCLUDED)
            else:
                found[file.path] = replace(file, language=language)
    return [found.get(file.path, file) for file in files]


def _decided(
    members: Sequence[InventoryFile], module: ModuleType, read: Callable[[InventoryFile], bytes | None]
) -> list[tuple[InventoryFile, str]]:
    scans = {file.path: (file.language, module.scan(file.path, read(file) or b"")) for file in members}
    decided: Mapping[str, str] = module.decide(scans)
    return [(file, decided.get(file.path, file.language or "")) for file in members]
