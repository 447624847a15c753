"""Names that stand alone and are calls where no variable has them (Ruby, "Local variables and methods")."""

from __future__ import annotations

from collections.abc import Iterator

from repository_indexer.captures.definitions import Definitions
from repository_indexer.captures.source import Source
from repository_indexer.facts import Binding, Call

_TRANSPARENT = frozenset(["scope", "block", "lambda"])
"""Kinds of definitions the code of which sees the variables around."""


def bare_calls(source: Source, definitions: Definitions, bindings: list[Binding]) -> Iterator[Call]:
    """The calls among the names that stand alone."""
    if "bare" not in source.captures:
        return
    variables: dict[int, set[str]] = {}
    for binding in bindings:
        variables.setdefault(binding.scope, set()).add(binding.target)
    for number, definition in enumerate(definitions.all):
        if definition.parameters:
            variables.setdefault(number, set()).update(one.name for one in definition.parameters)
    for start, negative_end, _ in source.places("bare"):
        name, scope = source.cut(start, -negative_end), definitions.code_scope(start)
        around = scope
        while name not in variables.get(around, ()) and definitions.all[around].kind in _TRANSPARENT:
            around = definitions.all[around].scope
        if name not in variables.get(around, ()):
            yield Call(scope, name, source.line(start))
