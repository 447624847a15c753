"""The text of one file and the captures in it, by place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain

Place = tuple[int, int, str]
"""Start, negative end and name of a capture: sorted, they have the order of the text, outer ones first."""
_LINE_END = re.compile("\n")
Captures = Mapping[str, list[Place]]
"""By name, sorted."""


class Source:
    """One file's text: pieces of it, lines, and where the captures are."""

    def __init__(self, utf8: bytes, captures: Captures) -> None:
        # As Latin-1 every byte is a character: positions stay those of the bytes, and slicing is quick.
        self.text = utf8.decode("latin-1")
        self.is_ascii = utf8.isascii()
        self.captures = captures
        self._families: dict[str, list[str]] = {}
        """The names of captures by their first part."""
        for name in captures:
            self._families.setdefault(name.partition(".")[0], []).append(name)
        starts = [0, *[end.end() for end in _LINE_END.finditer(self.text)]]
        self.line: Callable[[int], int] = partial(bisect_right, starts)
        """The line of a position."""

    def cut(self, start: int, end: int) -> str:
        """The text between two positions."""
        text = self.text[start:end]
        if self.is_ascii or text.isascii():
            return text
        return text.encode("latin-1").decode("utf-8", "replace")

    def texts(self, name: str) -> list[str]:
        """The texts of all captures of that name, in their order."""
        return [self.cut(start, -end) for start, end, _ in self.places(name)]

    def places(self, *names: str) -> Sequence[Place]:
        """The captures of these names in the order of the text, outer ones first."""
        captures = self.captures
        lists = [captures[name] for name in names if name in captures]
        if len(lists) == 1:
            return lists[0]
        # Sorted parts one after another are soon sorted.
        return sorted(chain.from_iterable(lists))

    def names(self, beginning: str) -> list[str]:
        """The names among the captures that begin so, which is with all of their first part."""
        family = self._families.get(beginning.rstrip("."), ())
        return sorted([name for name in family if name.startswith(beginning)])
