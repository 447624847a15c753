"""Calls in text that is not parsed at all, such as the body of a macro: names before brackets."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"([^\W\d]\w*(?:(?:\.|->|::)[^\W\d]\w*)*)\s*\(|[()]"
    r"|\"(?:\\.|[^\"\\])*\"?|'(?:\\.|[^'\\])*'?|/\*.*?(?:\*/|\Z)",
    re.DOTALL,
)
# fmt: off
_NEVER_CALLED = frozenset([
    "alignof", "catch", "decltype", "defined", "do", "else", "for", "if", "noexcept", "return", "sizeof",
    "switch", "throw", "typeof", "while", "__attribute__", "__declspec", "__typeof__", "__extension__",
    # Of SQL
    "AND", "AS", "ELSIF", "IF", "IN", "NOT", "ON", "OR", "OVER", "RETURN", "THEN", "VALUES", "WHEN", "WHILE",
])
# fmt: on
"""Words that stand before brackets and are no names."""


def calls_in(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """The calls between two positions: where the name starts, where it ends, and where the call does."""
    found: list[tuple[int, int, int]] = []
    opened: list[tuple[int, int] | None] = []
    for token in _TOKEN.finditer(text, start, end):
        name = token[1]
        if name:
            # A name that is pasted together is another one.
            is_piece = text[token.start() - 3 : token.start()].rstrip().endswith("#")
            is_piece = is_piece or name in _NEVER_CALLED
            opened.append(None if is_piece else token.span(1))
        elif token[0] == "(":
            opened.append(None)
        elif token[0] == ")" and opened and (called := opened.pop()):
            found.append((*called, token.end()))
    found += [(*called, end) for called in opened if called]
    return found
