"""Texts of C and C++ taken apart: chains of names, types, lists of parameters."""

from __future__ import annotations

import re
from functools import cache

_ARGUMENTS = re.compile(r"<[^<>()]*>")
_NAME = re.compile(r"[^\W\d]\w*")
_WORDS = re.compile(r"\b(?:const|volatile|struct|union|enum|class|typename|restrict|register|inline)\b")
_DEFAULT = re.compile(r"=(?!=).*", re.DOTALL)
_SUBSCRIPT = re.compile(r"\[[^\[\]]*\]")
_QUALIFIER = re.compile(r"(?:\w+\s*::\s*)+(?=\w)")
MAX_NESTING = 8
"""Type arguments that lie deeper in each other are not taken out."""


@cache
def without_arguments(text: str) -> str:
    """A name without its type arguments: `a::B<C>::d<E>` is `a::B::d`."""
    for _ in range(MAX_NESTING):
        plain = _ARGUMENTS.sub("", text)
        if plain == text:
            break
        text = plain
    return text


@cache
def plain_chain(text: str) -> str:
    """A chain with dots only: `a::b<C>->d` is `a.b.d`."""
    return without_arguments(text.replace("->", ".")).replace("::", ".").lstrip(".")


@cache
def last_arguments(text: str) -> tuple[str, ...]:
    """The type arguments that a chain ends with."""
    if not text.endswith(">"):
        return ()
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        depth += {">": 1, "<": -1}.get(text[position], 0)
        if depth == 0:
            return tuple(split_outside(text[position + 1 : -1]))
    return ()


def plain_names(text: str) -> list[str]:
    """The names of a path with `::`, without type arguments."""
    return _NAME.findall(without_arguments(text)) if text else []


@cache
def parameter_types(signature: str) -> tuple[str, ...]:
    """The types of a list of parameters, so that a declaration's are the same as those of its definition.

    Without the parameters' names and defaults, without qualifiers of names and `const`.
    """
    inside = signature.strip()[1:-1] if signature.startswith("(") else signature
    types = [_parameter_type(one) for one in split_outside(inside)]
    return () if types in ([], [""], ["void"]) else tuple(types)


def _parameter_type(text: str) -> str:
    text = _WORDS.sub(" ", _DEFAULT.sub("", text))
    text = _QUALIFIER.sub("", text)
    arrays = len(_SUBSCRIPT.findall(text))
    text = _SUBSCRIPT.sub("", text).strip()
    if "(" not in text:
        # The last of several names is that of the parameter.
        names = list(_NAME.finditer(text))
        outside = [one for one in names if text.count("<", 0, one.start()) == text.count(">", 0, one.start())]
        if len(outside) > 1 and not text[outside[-1].end() :].strip() and outside[-1][0] not in _SPECIFIERS:
            text = text[: outside[-1].start()]
    return re.sub(r"\s+", "", text) + "*" * arrays


_SPECIFIERS = frozenset(["int", "char", "long", "short", "unsigned", "signed", "double", "float", "bool"])


def split_outside(text: str) -> list[str]:
    """Split at the commas that lie in no brackets."""
    found, depth, start = [], 0, 0
    for position, character in enumerate(text):
        if character in "(<[{":
            depth += 1
        elif character in ")>]}":
            depth -= 1
        elif character == "," and depth == 0:
            found.append(text[start:position].strip())
            start = position + 1
    last = text[start:].strip()
    return [*found, last] if last else found
