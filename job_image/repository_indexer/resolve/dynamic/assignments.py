"""Which of the values that a name gets one after the other a place in the code sees."""

from __future__ import annotations

from typing import NamedTuple

from repository_indexer.resolve.scopes import Scope, function_of


class Assignment(NamedTuple):
    """A name gets what `variable` holds, in the block `scope`, from the line `since` on."""

    since: int
    scope: Scope
    variable: int


def seen(assignments: list[Assignment], scope: Scope, line: int) -> list[Assignment]:
    """Those that the code of `scope` at `line` can see; all of them are in the same function as it.

    The last one before it in a block around it hides those before; one that comes later can be seen
    if a block holds both, for that can be a loop.
    """
    blocks = _blocks(scope)
    found = []
    for one in sorted(assignments, key=lambda one: one.since, reverse=True):
        if one.since > line:
            if not _blocks(one.scope).isdisjoint(blocks):
                found.append(one)
            continue
        found.append(one)
        if one.since < line and (one.scope in blocks or one.scope is function_of(scope)):
            break
    return found


def _blocks(scope: Scope) -> frozenset[Scope]:
    """The blocks around the code of a scope, without the function that they are in."""
    found, function = [], function_of(scope)
    around: Scope | None = scope
    while around is not None and around is not function:
        found.append(around)
        around = around.parent
    return frozenset(found)
