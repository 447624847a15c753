"""Chains of C#: `a?.b!.C<int>[0]`."""

from __future__ import annotations

import re
from functools import cache

from repository_indexer.chains import parts as general_parts

_PART = re.compile(
    r"(?P<joint>\??\.|::|!)?(?:@?(?P<name>[^\W\d]\w*)(?P<arguments><[^()=;]*>)?|[?!]?\[(?P<key>[^\[\]]*)\])"
)


@cache
def parts(text: str) -> tuple[str, ...]:
    """The names of a chain without type arguments and signs for null; empty if the text is no chain."""
    if text.isidentifier():
        return (text,)
    text = text.removeprefix(":").removeprefix("global::").rstrip("!")
    found: list[str] = []
    position = 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None or (match["name"] and position and not match["joint"]):
            if text.startswith("!.", position):
                position += 1
                continue
            return general_parts(text) if not found else ()
        found.append(match["name"] or f"[{match['key']}]")
        position = match.end()
    return tuple(found)


@cache
def type_arguments(text: str) -> tuple[str, ...]:
    """The type arguments that the last name of a chain has."""
    if not text.endswith(">"):
        return ()
    depth, end, found = 0, len(text) - 1, []
    for position in range(len(text) - 1, -1, -1):
        character = text[position]
        if character in ">)]":
            depth += 1
        elif character in "<([":
            depth -= 1
            if not depth:
                found.append(text[position + 1 : end])
                return tuple(reversed(found))
        elif character == "," and depth == 1:
            found.append(text[position + 1 : end])
            end = position
    return ()
