"""Chains: the text of an expression as extraction writes it into the facts, and as resolution reads it.

`self.client.get`, `items[0].name`, `<str>.join`: names with dots, brackets for an index, a literal as its
type in angle brackets.
"""

from __future__ import annotations

import re
from functools import cache

MAX_TEXT = 200
"""Longer expressions are cut; none that could be resolved is so long."""
MAX_CHAINS = 50_000
"""Texts that are remembered, some 10 MB of them."""
ELEMENT = "[]"
"""The part that stands for any index."""

_PLAIN = re.compile(r"[\w.]*\Z")
_STRING = re.compile(r"[A-Za-z]{0,2}[\"'`]")
_PART = re.compile(r"\.?([^\W\d]\w*)|(<\w+>)|\[([^\[\]]*)\]")


class _Chains(dict[str, str]):
    """The texts of expressions as the facts have them, each made once for all files.

    White space is taken out, what is too long is cut, a string literal becomes `<str>`.
    """

    def __missing__(self, text: str) -> str:
        clean = text
        if not _PLAIN.match(text):
            if _STRING.match(text):
                clean = "<str>" + text[max(text.rfind('"'), text.rfind("'"), text.rfind("`")) + 1 :]
            clean = "".join(clean.split())
            if len(clean) > MAX_TEXT:
                # The last character tells a list from a call of something in a list.
                clean = clean[: MAX_TEXT - 1] + clean[-1]
        if not clean.isascii():
            clean = clean.encode("latin-1").decode("utf-8", "replace")
        if len(text) <= MAX_TEXT:
            if len(self) > MAX_CHAINS:
                self.clear()
            self[text] = clean
        return clean


chains = _Chains()
"""Use it as a mapping from the source's text, as Latin-1, to the chain."""


@cache
def parts(text: str) -> tuple[str, ...]:
    """The names of a chain, `[]` for an index; empty if the text is no chain."""
    if text.isidentifier():
        return (text,)
    found, position = [], 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None or (match.group(1) and position and text[position] != "."):
            return ()
        found.append(match.group(1) or match.group(2) or ELEMENT)
        position = match.end()
    return tuple(found)
