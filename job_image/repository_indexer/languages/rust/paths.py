"""Rust's paths and chains of fields: `self::a::B::<T>::new`, `x.0.f`, `<T as Trait>::m`."""

from __future__ import annotations

import re
from functools import cache

from repository_indexer import chains

PATH = "::"
"""What the first name of a path keeps: `self` alone is the instance, and no variable has names below it."""
TRY = "try"
"""The name under which the queries have the operator `?`, which takes out what an Option or Result holds."""

_PART = re.compile(r"\$?[^\W\d]\w*!?|\d+|::|\.|\[[^\[\]]*\]|[<>]|\S")


@cache
def path_parts(text: str) -> tuple[str, ...]:
    """The names of a path or chain, without type arguments; empty if the text is neither.

    A name behind a dot keeps it: it is a field's, unless it is called. Of `<T as Trait>::m` the trait counts:
    it is what has `m`. `await` changes nothing: an async function is said to give what it gives in the end.
    """
    if (text.isidentifier() or text[:1] in ('"', "<")) and (plain := chains.parts(text)):
        return plain
    parts = _PART.findall(text)
    names: list[str] = []
    position, is_after_name = 0, False
    while position < len(parts):
        part = parts[position]
        if part == "<":
            end = _closing(parts, position)
            if not names:
                names += _qualified(parts[position + 1 : end])
            position, is_after_name = end, True
        elif part[:1] == "[" and is_after_name:
            names.append(chains.ELEMENT)
        elif part in ("::", "."):
            is_after_name = False
        elif part[:1] == "$" or part[0].isalnum() or part[:1] == "_":
            if is_after_name:
                return ()
            is_field = position > 0 and parts[position - 1] == "."
            if part.isdigit():
                names.append(f"[{part}]")
            elif part != "await":
                names.append(f".{part}" if is_field and part != TRY else part)
                if len(names) == 1 and parts[position + 1 : position + 2] == [PATH]:
                    names[0] += PATH
            is_after_name = True
        elif part != "?":
            return ()
        position += 1
    return tuple(names)


def _closing(parts: list[str], start: int) -> int:
    """The place of the bracket that closes the one at `start`; the last place if none does."""
    depth = 0
    for position in range(start, len(parts)):
        depth += {"<": 1, ">": -1}.get(parts[position], 0)
        if depth == 0:
            return position
    return len(parts) - 1


def _qualified(parts: list[str]) -> tuple[str, ...]:
    """The names of the trait in `T as Trait`, or of the type where there is none."""
    return path_parts("".join(parts[parts.index("as") + 1 :] if "as" in parts else parts))
