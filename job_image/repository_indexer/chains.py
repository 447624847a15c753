"""Chains: the text of an expression as extraction writes it into the facts, and as resolution reads it.

`self.client.get`, `items[0].name`, `<str>.join`: names with dots, brackets for a subscript, a literal as its
type in angle brackets. A string alone is its text in double quotes (`"name"`), if it is short.
"""

from __future__ import annotations

import re
from functools import cache

MAX_TEXT = 200
"""Longer expressions are cut; none that could be resolved is so long."""
MAX_NAMES = 50
"""Longer chains are cut too: whoever follows one asks for each of its beginnings."""
MAX_CHAINS = 50_000
"""Texts that are remembered, some 10 MB of them."""
MAX_STRING = 60
"""Longer strings are `<str>`: nobody's key or attribute."""
ELEMENT = "[]"
"""The part that stands for any subscript that is no string, number, name or slice."""

_PLAIN = re.compile(r"[\w.]*\Z")
_STRING_START = re.compile(r"[A-Za-z]{0,2}([\"'`])(?=.*\1)", re.DOTALL)
"""One quote alone is part of a name (`f'`)."""
_STRING = re.compile(r"[bBrRuU]{0,2}(?:\"([^\\\n$\"]*)\"|'([^\\\n$\"']*)'|`([^\\\n$\"`]*)`)\Z")
"""One that is kept."""
_NAMES = re.compile(r"\.?[^\W\d]\w*(?:\.[^\W\d]\w*)*\Z")
"""The most frequent of all chains."""
_KEY = re.compile(r"\[\s*[bBrRuU]?([\"'`])((?:(?!\1)[^\\\[\]\"\n$])*)\1\s*\]")
_SPACE = re.compile(r'("[^"]*")|(?<=\w)(\s)\s*(?=\w)|\s+')
_SYMBOL = re.compile(r":\w+[?!=]?\Z")
_NUMBER = re.compile(r"[-+]?\d[\w.]*\Z")
_PART = re.compile(r"\.?([^\W\d]\w*)|(<\w+>)|\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
_PATH = re.compile(
    r"(?:[$@]{0,2}\\?[^\W\d][\w$]*|\$+)"
    r"(?:(?:\.|::|\??->|[?!&]\.|\\)(?:[$@#]?[^\W\d][\w$]*|\$+)|[?!]?\.?\[[^\[\]]*\]|::<[^<>]*>)*[?!]?\Z"
)
"""Chains with other joints, which the languages' rules take apart themselves: `$a->b`, `a::b`, `a?.b`."""
_SUBSCRIPT = re.compile(r'"[^"]*"|-?\d+|[^\W\d][\w.]*|-?\d*:-?\d*')


class _Chains(dict[str, str]):
    """The texts of expressions as the facts have them, each made once for all files.

    White space is taken out, but for one between words (`not a`), and what is too long is cut.
    """

    def __missing__(self, text: str) -> str:
        clean = _cleaned(text)
        if len(text) <= MAX_TEXT:
            if len(self) > MAX_CHAINS:
                self.clear()
            self[text] = clean
        return clean


class _Carried(dict[str, str]):
    """The same of those that can carry a value, chains and literals; empty for all others."""

    def __missing__(self, text: str) -> str:
        if len(text) > MAX_TEXT and not _STRING_START.match(text):
            return ""
        clean = chains[text]
        if not (clean[:1] == '"' or _NAMES.match(clean) or _can_carry(clean)):
            clean = ""
        if len(text) <= MAX_TEXT:
            if len(self) > MAX_CHAINS:
                self.clear()
            self[text] = clean
        return clean


chains = _Chains()
"""Use it as a mapping from the source's text, as Latin-1, to the chain."""
carried = _Carried()
"""The same for values that are handed on."""


def _can_carry(clean: str) -> bool:
    return bool(_NUMBER.match(clean) or _SYMBOL.match(clean) or parts(clean) or _PATH.match(clean))


def _cleaned(text: str) -> str:
    clean = text
    if not _PLAIN.match(text):
        # Matching takes a hundred bytes for each character of the string.
        string = _STRING.match(text) if len(text) <= MAX_STRING else None
        if string is not None:
            return _decoded(f'"{string[string.lastindex or 0]}"')
        if _STRING_START.match(text):
            clean = "<str>" + text[max(text.rfind('"'), text.rfind("'"), text.rfind("`")) + 1 :]
        clean = _SPACE.sub(r"\1\2", _KEY.sub(r'["\2"]', clean))
        if len(clean) > MAX_TEXT:
            # The last character tells a list from a call of something in a list.
            clean = clean[: MAX_TEXT - 1] + clean[-1]
    elif len(text) > MAX_TEXT and text.count(".") > MAX_NAMES:
        # A name alone is kept, however long; this is no chain any more.
        return _decoded(text[:MAX_TEXT]) + "…"
    return _decoded(clean)


def _decoded(text: str) -> str:
    return text if text.isascii() else text.encode("latin-1").decode("utf-8", "replace")


def key_text(text: str) -> str:
    """The key of a mapping's item as `parts` has it in brackets; empty if it is no string, number or name."""
    clean = chains[text]
    return clean if len(text) <= MAX_TEXT and _SUBSCRIPT.fullmatch(clean) else ""


@cache
def parts(text: str) -> tuple[str, ...]:
    """The names of a chain and its subscripts, those in brackets; empty if the text is no chain.

    A subscript that is no string, number, name or slice is `ELEMENT`.
    """
    if text.isidentifier():
        return (text,)
    found, position = [], 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None or (match.group(1) and position and text[position] != "."):
            return ()
        subscript = match.group(3)
        if subscript is not None:
            found.append(f"[{subscript}]" if _SUBSCRIPT.fullmatch(subscript) else ELEMENT)
        else:
            found.append(match.group(1) or match.group(2))
        position = match.end()
    return tuple(found)
