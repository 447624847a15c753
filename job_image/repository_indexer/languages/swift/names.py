"""Chains of Swift: `a?.b!.c[0]`, `.case`, `Type<Int>.make`."""

from __future__ import annotations

import re
from functools import cache

from repository_indexer.chains import parts as general_parts

_PART = re.compile(
    r"(?P<joint>[?!]*\.)?(?:(?P<name>[$`]?[^\W\d]\w*`?|\$\d+|\d+)(?:<[^()=;]*>(?=[.(\[]|\Z))?|[?!]*\[(?P<key>[^\[\]]*)\])"
)


@cache
def parts(text: str) -> tuple[str, ...]:
    """The names of a chain without type arguments and signs for optionals; empty if the text is no chain."""
    if text.isidentifier():
        return (text,)
    text = text.rstrip("?!")
    found: list[str] = []
    position = 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None or (match["name"] and position and not match["joint"]):
            return general_parts(text) if not position else ()
        name = match["name"]
        found.append(name.strip("`") if name else f"[{match['key']}]")
        position = match.end()
    return tuple(found)
