"""Chains of JavaScript and TypeScript: `a?.b!.#c["d"]`."""

from __future__ import annotations

import re
from functools import cache

from repository_indexer.chains import ELEMENT

_MARK = re.compile(r"\?\.(?=\[)|\?(?=\.)|!(?=[.\[]|$)")
"""What makes no difference to which member is meant: `?.` and TypeScript's `!`."""
_PART = re.compile(r"(#?(?:[^\W\d]|\$)[\w$]*)|(<\w+>)|\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
_SUBSCRIPT = re.compile(r'"[^"]*"|-?\d+|(?:[^\W\d]|\$)[\w$.]*|-?\d*:-?\d*')


@cache
def chain_parts(text: str) -> tuple[str, ...]:
    """The names of a chain and its subscripts, as `chains.parts` has them."""
    if text.isidentifier():
        return (text,)
    text = _MARK.sub("", text)
    found, position = [], 0
    while position < len(text):
        has_dot = text[position] == "."
        match = _PART.match(text, position + has_dot)
        if match is None or (match[1] and position and not has_dot):
            return ()
        if match[3] is None:
            found.append(match[1] or match[2])
        else:
            found.append(f"[{match[3]}]" if _SUBSCRIPT.fullmatch(match[3]) else ELEMENT)
        position = match.end()
    return tuple(found)
