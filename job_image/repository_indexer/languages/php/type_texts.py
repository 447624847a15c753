"""Types of PHP, as declared and as told in comments (docs.phpdoc.org): `@var`, `@param`, `@return`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# fmt: off
NO_CLASSES = frozenset([
    "array", "array-key", "bool", "boolean", "callable", "class-string", "double", "false", "float", "int",
    "integer", "iterable", "list", "mixed", "negative-int", "never", "non-empty-array", "non-empty-list",
    "non-empty-string", "null", "numeric", "numeric-string", "object", "parent", "positive-int", "resource",
    "scalar", "self", "static", "string", "true", "void",
])
SEQUENCES = frozenset([
    "array", "iterable", "list", "non-empty-array", "non-empty-list", "Generator", "\\Generator", "Iterator",
    "\\Iterator", "IteratorAggregate", "\\IteratorAggregate", "Traversable", "\\Traversable",
])
# fmt: on
"""Types whose last argument, or second one of a generator, is that of the elements."""
MAX_TYPE = 500
"""Longer types are not read."""
_TAG = re.compile(r"@(?:phpstan-|psalm-)?(var|param|return)\s+")
_VARIABLE = re.compile(r"\s*&?(?:\.\.\.)?(\$\w+)")
_NAME = re.compile(r"\\?[^\W\d]\w*(?:\\\w+)*")
_WORD = re.compile(r"(?<![\w$\-\\])\\?[^\W\d][\w\-]*(?:\\\w+)*(?![\w\-]|\s*:(?!:))")
_OPENING, _CLOSING = "<{([", ">})]"


@lru_cache(20_000)
def documented_types(doc: str) -> Mapping[str, str]:
    """The types in a comment, the first one of `return`, of `var` and of each variable."""
    found: dict[str, str] = {}
    for tag in _TAG.finditer(doc):
        end = _type_end(doc, tag.end())
        text, name = doc[tag.end() : end].strip(), tag[1]
        variable = _VARIABLE.match(doc, end)
        if variable is not None and name == "param":
            name = variable[1]
        if text and name != "param":
            found.setdefault(name, text)
    return found


@lru_cache(20_000)
def alternatives(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What something of a type can be.

    Names of classes; `[]` with the types of keys and elements; `{}` with those of its places.
    """
    text = text.strip()
    while text.startswith("(") and _closing(text, 0) == len(text) - 1:
        text = text[1:-1].strip()
    if len(text) > MAX_TYPE:
        return ()
    parts = _split(text, "|&")
    if len(parts) > 1:
        return tuple(one for part in parts for one in alternatives(part))
    text = text.lstrip("?").strip()
    if text.endswith("[]"):
        return (("[]", ("", text[:-2])),)
    bracket = min((at for at in (text.find("<"), text.find("{")) if at > 0), default=-1)
    if bracket < 0:
        is_class = text in ("self", "static", "$this") or (_NAME.fullmatch(text) and text not in NO_CLASSES)
        return ((text, ()),) if is_class else ()
    name = text[:bracket]
    if text[bracket] == "<" and name in SEQUENCES:
        arguments = _split(text[bracket + 1 : _closing(text, bracket)], ",")
        element = arguments[1] if len(arguments) > 1 else arguments[0]
        return (("[]", (arguments[0] if len(arguments) > 1 else "", element)),)
    if text[bracket] == "{":
        places = [
            one.partition(":") for one in _split(text[bracket + 1 : _closing(text, bracket)], ",") if one
        ]
        if all(not colon or key.strip().isdigit() for key, colon, _ in places):
            return (("{}", tuple(value.strip() if colon else key for key, colon, value in places)),)
        return ()
    return () if name in NO_CLASSES else alternatives(name)


def class_names(text: str) -> list[str]:
    """All classes that a type names."""
    return [name for name in _WORD.findall(text) if name not in NO_CLASSES]


def _type_end(text: str, start: int) -> int:
    """Where the type that begins at `start` ends: at a space outside of brackets."""
    depth = 0
    for position in range(start, min(len(text), start + MAX_TYPE)):
        character = text[position]
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth -= 1
        elif character.isspace() and depth <= 0:
            return position
    return min(len(text), start + MAX_TYPE)


def _split(text: str, separators: str) -> list[str]:
    """Split at the separators that are in no bracket."""
    depth, start, found = 0, 0, []
    for position, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth -= 1
        elif character in separators and depth == 0:
            found.append(text[start:position].strip())
            start = position + 1
    return [*found, text[start:].strip()]


def _closing(text: str, start: int) -> int:
    """The position of the bracket that closes the one at `start`; the end if none does."""
    depth = 0
    for position in range(start, len(text)):
        if text[position] in _OPENING:
            depth += 1
        elif text[position] in _CLOSING:
            depth -= 1
            if depth == 0:
                return position
    return len(text)
