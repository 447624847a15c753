"""Names of PHP: how the text of an expression is taken apart."""

from __future__ import annotations

import re
from functools import cache

from repository_indexer.chains import parts as general_parts

_PART = re.compile(r"(?P<joint>\??->|::)?(?:(?P<name>\$*\\?[^\W\d]\w*(?:\\\w+)*)|\[(?P<key>[^\[\]]*)\])")
_KEY = re.compile(r'"[^"]*"|-?\d+')
FUNCTION = "()"
"""What is behind the name of a function that is called, for classes can have the same names."""


@cache
def parts(text: str, called: bool = False) -> tuple[str, ...]:
    """The names of a chain and its subscripts; empty if the text is no chain.

    Variables and properties have a dollar sign before them, however they are written (`$a->b` is `$a`
    and `$b`), for methods and constants can have the same names. With `called`, the last name is that of
    a method, or of a function (`FUNCTION`).
    """
    found: list[str] = []
    position = 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None:
            return () if found else general_parts(text)
        name, key, joint = match["name"], match["key"], match["joint"]
        is_last = match.end() == len(text)
        if name is None:
            found.append(f"[{key}]" if _KEY.fullmatch(key) else "[]")
        elif joint == "::" or (joint and called and is_last):
            found.append(name)
        elif joint:
            # Of `$a->$b` the variable tells the name.
            found.append("$[]" if name.startswith("$") else f"${name}")
        elif position:
            return ()
        else:
            found.append(f"{name}{FUNCTION}" if called and is_last and name[0] != "$" else name)
        position = match.end()
    if called and len(found) > 1 and found[-1].startswith("$"):
        return ()
    if not called and text.endswith("::class"):
        # The name of a class stands for it wherever a class is wanted.
        found.pop()
    return tuple(found)
