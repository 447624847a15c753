"""The text of one file and the captures in it, by place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import partial

Spans = Sequence[tuple[int, int]]
"""Starts and negative ends in the order of the text, outer ones first."""
_LINE_END = re.compile("\n")
Captures = Mapping[str, Spans]


class Source:
    """One file's text: pieces of it, lines, and where the captures are."""

    def __init__(self, utf8: bytes, captures: Captures) -> None:
        # As Latin-1 every byte is a character: positions stay those of the bytes, and slicing is quick.
        self.text = utf8.decode("latin-1")
        self.is_ascii = utf8.isascii()
        self.captures = captures
        starts = [0, *(end.end() for end in _LINE_END.finditer(self.text))]
        self.line: Callable[[int], int] = partial(bisect_right, starts)
        """The line of a position."""

    def cut(self, start: int, end: int) -> str:
        """The text between two positions."""
        text = self.text[start:end]
        if self.is_ascii or text.isascii():
            return text
        return text.encode("latin-1").decode("utf-8", "replace")

    def spans(self, name: str) -> Spans:
        """Start and negative end of all captures of that name, in their order."""
        return self.captures.get(name, ())

    def texts(self, name: str) -> list[str]:
        """The texts of all captures of that name, in their order."""
        return [self.cut(start, -end) for start, end, _ in self.places(name)]

    def places(self, *names: str) -> list[tuple[int, int, str]]:
        """Start, negative end and name of these captures in the order of the text, outer ones first."""
        captures = self.captures
        found = [(*span, name) for name in names if name in captures for span in captures[name]]
        if len(names) > 1:
            found.sort()
        return found

    def names(self, *beginnings: str) -> list[str]:
        """The names among the captures that begin so."""
        return sorted(name for name in self.captures if name.startswith(beginnings))
