"""Which branches of `#if` are parsed: all that stand as whole statements, else the first.

No grammar can parse `#ifdef A if (x) { #else { #endif`, and the preprocessor's own answer depends on a
configuration that nobody told. So the directives are masked by blanks, and a later branch stays beside the
first one only if both are whole: brackets closed, ending as a statement, declaration or item of a list
does. What is off by itself (`#if 0`, `#ifdef __cplusplus` in C) is masked in any case.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_DIRECTIVE = re.compile(
    rb"\n[ \t]*+#[ \t]*+(if|ifdef|ifndef|elif|elifdef|elifndef|else|endif)\b"
    # A comment behind the condition goes on for as many lines as it likes.
    rb"([^\n\\/]*+(?:(?:\\\n?|/(?:\*.*?(?:\*/|\Z))?)[^\n\\/]*+)*+)",
    re.DOTALL,
)
_NOISE = re.compile(
    rb"/\*.*?(?:\*/|\Z)|//[^\n]*+|\"(?:\\.|[^\"\\\n])*+\"?|'(?:\\.|[^'\\\n]){1,4}'"
    rb"|\n[ \t]*+#(?:[^\n\\]|\\.)*+",
    re.DOTALL,
)
"""Comments, literals and directives, which say nothing about brackets."""
_COMMENT = re.compile(rb"/\*.*?(?:\*/|\Z)|//[^\n]*+|\"(?:\\.|[^\"\\\n])*+\"?", re.DOTALL)
_NO_BRACKET = re.compile(rb"[^(){}\[\]]+")
_NO_LINE_END = re.compile(rb"[^\n]")
_NUMBER = re.compile(rb"\s*([01])\s*(?:/[/*]|\Z)")
_DEFINED = re.compile(rb"\s*(!?)\s*defined\s*\(?\s*(\w+)\s*\)?\s*(?:/[/*]|\Z)")
_NAME = re.compile(rb"\s*(\w+)")
LANGUAGE_MACROS = frozenset([b"__cplusplus", b"__OBJC__"])
"""What a compiler defines by the language alone."""
_ENDS = b";},:"


class _Shape:
    """Of a piece of code: its open brackets, the most that it closes of those before, its last character."""

    __slots__ = ("depth", "last", "lowest")

    def __init__(self) -> None:
        self.depth = self.lowest = 0
        self.last = b""

    def add(self, other: _Shape) -> None:
        """Put more code behind it."""
        self.lowest = min(self.lowest, self.depth + other.lowest)
        self.depth += other.depth
        self.last = other.last or self.last

    def read(self, code: bytes) -> None:
        """Put `code` behind it."""
        plain = _NOISE.sub(b" ", code)
        depth = self.depth
        for bracket in _NO_BRACKET.sub(b"", plain):
            if bracket in b"({[":
                depth += 1
            else:
                depth -= 1
                self.lowest = min(self.lowest, depth)
        self.depth = depth
        self.last = plain.rstrip()[-1:] or self.last

    @property
    def is_whole(self) -> bool:
        """Whether it can stand beside another piece."""
        return self.depth == 0 and self.lowest == 0 and self.last in _ENDS


class _Branch:
    """What follows a directive up to the next one of its group; `holds` is None where nobody knows."""

    __slots__ = ("end", "holds", "shape", "start")

    def __init__(self, start: int, holds: bool | None) -> None:
        self.start, self.end = start, start
        self.holds = holds
        self.shape = _Shape()


class _Group:
    """An `#if` with its branches; `is_alternative`: their shapes must be known, for one may be left out."""

    __slots__ = ("branches", "is_alternative")

    def __init__(self, branch: _Branch, is_alternative: bool) -> None:
        self.branches = [branch]
        self.is_alternative = is_alternative

    def kept(self) -> list[_Branch]:
        """The branches that are parsed."""
        kept: list[_Branch] = []
        has_code, all_whole = False, True
        for branch in self.branches:
            shape = branch.shape
            if branch.holds is not False and (not has_code or (all_whole and shape.is_whole)):
                kept.append(branch)
                has_code = has_code or bool(shape.last)
                all_whole = all_whole and shape.is_whole
            if branch.holds:
                break
        return kept


def mask_conditionals(text: bytes, defined: Collection[bytes]) -> bytes:
    """`text` with blanks in place of the directives of conditionals, and of the branches that are left out.

    Args:
        text: begins with a line end; as many bytes are given back.
        defined: those of `LANGUAGE_MACROS` that are defined.
    """
    directives = list(_DIRECTIVE.finditer(text))
    if not directives:
        return text
    counts = _branch_counts(directives)
    if counts is None:
        # Some stand in comments.
        directives = list(_DIRECTIVE.finditer(_COMMENT.sub(_blank, text)))
        counts = _branch_counts(directives)
    return text if counts is None else _masked(text, _left_out(text, directives, counts, defined))


def _branch_counts(directives: list[re.Match[bytes]]) -> dict[int, int] | None:
    """How many branches each group has, by its first directive; None if they do not belong together."""
    counts: dict[int, int] = {}
    opened: list[int] = []
    for position, directive in enumerate(directives):
        word = directive[1]
        if word.startswith(b"if"):
            opened.append(position)
            counts[position] = 1
        elif not opened:
            return None
        elif word == b"endif":
            opened.pop()
        else:
            counts[opened[-1]] += 1
    return None if opened else counts


def _left_out(
    text: bytes, directives: list[re.Match[bytes]], counts: dict[int, int], defined: Collection[bytes]
) -> list[tuple[int, int]]:
    """Start and end of all that is masked; the spans can lie within each other."""
    spans: list[tuple[int, int]] = []
    groups: list[_Group] = []
    position = 0
    for number, directive in enumerate(directives):
        start, end, word = directive.start() + 1, directive.end(), directive[1]
        if groups and groups[-1].is_alternative:
            groups[-1].branches[-1].shape.read(text[position:start])
        spans.append((start, end))
        position = end
        if word.startswith(b"if"):
            is_alternative = counts[number] > 1 or bool(groups and groups[-1].is_alternative)
            groups.append(_Group(_Branch(end, _holds(word, directive[2], defined)), is_alternative))
            continue
        groups[-1].branches[-1].end = start
        if word != b"endif":
            holds = None if word == b"else" else _holds(word[2:], directive[2], defined)
            groups[-1].branches.append(_Branch(end, holds))
            continue
        group = groups.pop()
        kept = group.kept()
        left_out = set(group.branches).difference(kept)
        spans += [(branch.start, branch.end) for branch in left_out]
        if groups and groups[-1].is_alternative:
            for branch in kept:
                groups[-1].branches[-1].shape.add(branch.shape)
    return spans


def _holds(word: bytes, condition: bytes, defined: Collection[bytes]) -> bool | None:
    """Whether a condition is true in any configuration, or false, or neither."""
    if word == b"if":
        if number := _NUMBER.match(condition):
            return number[1] == b"1"
        if (tested := _DEFINED.match(condition)) and tested[2] in LANGUAGE_MACROS:
            return (tested[2] in defined) != bool(tested[1])
        return None
    name = _NAME.match(condition)
    if name is None or name[1] not in LANGUAGE_MACROS:
        return None
    return (name[1] in defined) == (word == b"ifdef")


def _masked(text: bytes, spans: list[tuple[int, int]]) -> bytes:
    kept, position = [], 0
    for start, end in sorted(spans):
        if end > position:
            kept += [text[position:start], _NO_LINE_END.sub(b" ", text[max(start, position) : end])]
            position = end
    return b"".join([*kept, text[position:]])


def _blank(match: re.Match[bytes]) -> bytes:
    return _NO_LINE_END.sub(b" ", match[0])
