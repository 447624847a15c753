"""Which file an `#include` names, where nobody told the compiler's include folders.

As a compiler does, first the folder of the file itself, for names in quotes; then any folder of the
repository could be an include folder: a file fits whose path ends with the name, and of several the one
in the innermost folder that is around the including file too. Two that are equally near are none.
"""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from collections.abc import Iterable

from repository_indexer.languages.c.standard_headers import STANDARD

_AFTER_ALL = "\U0010ffff"


class IncludeIndex:
    """Finds the files that are included among `paths`, those of the repository."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = frozenset(paths)
        self._reversed = sorted(f"/{path}"[::-1] for path in self.paths)
        self._by_ending: dict[str, list[str]] = {}
        self._found: dict[tuple[str, str], str] = {}

    def file(self, includer: str, name: str, *, in_quotes: bool) -> str:
        """The path of the file that `includer` includes as `name`; empty if there is no single one."""
        folder = includer.rpartition("/")[0]
        name = name.replace("\\", "/")
        if in_quotes:
            beside = posixpath.normpath(f"{folder}/{name}" if folder else name)
            if beside in self.paths:
                return beside
        elif name in STANDARD:
            # A file that happens to have the name is not meant, unless this is a C library itself.
            name = f"include/{name}"
        key = (folder, name)
        if key not in self._found:
            self._found[key] = self._nearest(folder, posixpath.normpath(name))
        return self._found[key]

    def _nearest(self, folder: str, name: str) -> str:
        while name.startswith("../"):
            name = name[3:]
        ending = self._ending_with(name)
        while True:
            start = bisect_left(ending, f"{folder}/" if folder else "")
            end = bisect_left(ending, f"{folder}/{_AFTER_ALL}") if folder else len(ending)
            if end - start == 1:
                return ending[start]
            if end > start or not folder:
                return ""
            folder = folder.rpartition("/")[0]

    def _ending_with(self, name: str) -> list[str]:
        """All paths that end with `name`, sorted."""
        if name not in self._by_ending:
            start = f"/{name}"[::-1]
            first = bisect_left(self._reversed, start)
            last = bisect_left(self._reversed, start + _AFTER_ALL)
            self._by_ending[name] = sorted(path[::-1][1:] for path in self._reversed[first:last])
        return self._by_ending[name]
