"""The names in Ruby's chains: `foo.bar`, `A::B.new`, `@items[0].label`, `::Top`."""

from __future__ import annotations

import re
from functools import cache

CALLED = "()"
"""What the first name of a chain ends with: without arguments it is a variable, or a call."""
TOP = "::"
"""What the name of a constant begins with that is looked for in no class around."""

_PART = re.compile(r"::|&?\.|@@?\w+|\$\w+|[^\W\d]\w*[?!]?|\[[^\[\]]*\]|:?\"[^\"]*\"|:\w+[?!=]?|<\w+>|.")


@cache
def names_of(text: str, *, is_callee: bool) -> tuple[str, ...]:
    """The names of a chain; instance variables are members of `self`."""
    names: list[str] = []
    is_joint, is_top = True, False
    for part in _PART.findall(text):
        if part in ("::", ".", "&."):
            is_top = part == "::" and not names
            is_joint = True
            continue
        if part[:1] == "[":
            names.append(part)
        elif not is_joint and names:
            return ()
        elif part[:1] == "@":
            names += ["self", part]
        else:
            names.append(f"{TOP}{part}" if is_top else part)
        is_joint, is_top = False, False
    if not names:
        return ()
    first = names[0]
    is_plain = first[0].islower() or first[0] == "_"
    if is_plain and first != "self" and (len(names) > 1 or not is_callee):
        names[0] += CALLED
    return tuple(names)
