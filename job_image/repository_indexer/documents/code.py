"""The code that a document holds, as a parser gets it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_NO_LINE_END = re.compile(rb"[^\n]")


class Code(NamedTuple):
    """Code in UTF-8, each line of it at the number of the line where it stands in the document."""

    text: bytes
    language: str
    """A name of `languages()`; empty if it is a language that nobody here knows."""


def keep_only(text: bytes, spans: Iterable[tuple[int, int]]) -> bytes:
    """`text` with blanks in place of all that lies outside of `spans` (start and end, in order)."""
    kept, position = [], 0
    for start, end in spans:
        kept += [_NO_LINE_END.sub(b" ", text[position:start]), text[start:end]]
        position = end
    return b"".join([*kept, _NO_LINE_END.sub(b" ", text[position:])])
