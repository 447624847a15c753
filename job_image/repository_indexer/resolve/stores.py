"""Values that code puts into attributes and containers: `a.b = c`, `a["b"] = c`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository_indexer.chains import ELEMENT
from repository_indexer.facts import Binding
from repository_indexer.resolve import containers, names
from repository_indexer.resolve.questions import ATTRIBUTE, FIELD, STORED
from repository_indexer.resolve.scopes import Scope, function_of
from repository_indexer.resolve.values import Result, Tag, Values, inferred, joined

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator


MAX_STORES = 100
"""Of a name to whose parts one function stores more often than this the order is not looked at."""


def put(evaluator: Evaluator, scope: Scope, binding: Binding) -> None:
    """Let the value of a binding flow into what its target names."""
    values = _value(evaluator, scope, binding)
    if not values:
        return
    *before, last = scope.rules.parts(binding.target)
    for holder in evaluator.chain_of(scope, tuple(before), "", binding.line).values:
        if last[0] == "[":
            for part in evaluator.known_parts(scope, last, binding.line):
                if holder.tag is Tag.CONTAINER:
                    containers.store(evaluator, holder.what, part, values)
        elif holder.tag in (Tag.INSTANCE, Tag.DEFINITION):
            worth = tuple(value for value in values if containers.can_be_called(evaluator, value))
            evaluator.flow((ATTRIBUTE, holder.what, last), worth)


def _value(evaluator: Evaluator, scope: Scope, binding: Binding) -> Values:
    """What a store puts into its target."""
    evaluator.stored[id(binding)] = scope, binding
    found = evaluator.ask((STORED, id(binding)))
    return found.values if found is not None else ()


def value_of(evaluator: Evaluator, scope: Scope, binding: Binding) -> Values:
    """The answer to the question what a store puts into its target."""
    if binding.how == "assigned" and binding.value is not None:
        return evaluator.part(evaluator.expression(scope, binding.value).values, binding.path)
    return names.bound_result(evaluator, scope, binding).values


def latest(
    evaluator: Evaluator, scope: Scope, chain: tuple[str, ...], line: int
) -> tuple[int, Result] | None:
    """How many names of a chain the same code has surely put a value into before a line, and what is there.

    That is the latest value, what other code may have put there, and not what stood there before.
    """
    function = function_of(scope)
    paths = function.paths.get(chain[0]) if function.paths else None
    if paths is None or len(paths) > MAX_STORES:
        return None
    branches = evaluator.files[scope.path].facts.branches
    found: tuple[int, Binding, Scope] | None = None
    for path, where, binding in paths:
        length = len(path)
        if path != chain[:length] or not 0 < binding.since < line:
            continue
        if names.holds_at(branches, binding.branch, line) and (
            found is None or (length, binding.line) > (found[0], found[1].line)
        ):
            found = (length, binding, where)
    if found is None:
        return None
    length, definite, where = found
    if _is_bound_between(function, chain, definite.line, line):
        return None
    values = _value(evaluator, where, definite)
    if not values:
        return None
    gone: Values = ()
    for path, where, binding in paths:
        if path == chain[:length] and binding is not definite:
            others = _value(evaluator, where, binding)
            if binding.line > definite.line and (
                binding.since < line or names.comes_round(branches, binding.branch, line)
            ):
                values = joined(values, others)
            else:
                gone = joined(gone, others)
    stored = _stored(evaluator, scope, chain[:length], line)
    return length, inferred(joined(values, tuple(one for one in stored if one not in gone)))


def _is_bound_between(function: Scope, chain: tuple[str, ...], start: int, end: int) -> bool:
    """Whether the first name of the chain, or what lies on the way, gets another value between two lines."""
    for bound in function.names.get(chain[0], ()):
        if not isinstance(bound, int) and isinstance(bound[1], Binding) and start < bound[1].line < end:
            return True
    for path, _, binding in (function.paths or {}).get(chain[0], ()):
        if len(path) < len(chain) and path == chain[: len(path)] and start < binding.line < end:
            return True
    return False


def _stored(evaluator: Evaluator, scope: Scope, chain: tuple[str, ...], line: int) -> Values:
    """What any code has put into the last part of a chain."""
    found: Values = ()
    *before, last = chain
    for holder in evaluator.chain_of(scope, tuple(before), "", line).values:
        if holder.tag is Tag.CONTAINER:
            node, root, _ = holder.what
            found = joined(found, evaluator.cell((FIELD, node, root, last)))
            found = joined(found, evaluator.cell((FIELD, node, root, ELEMENT)))
        elif holder.tag in (Tag.INSTANCE, Tag.DEFINITION) and last[0] != "[":
            found = joined(found, evaluator.cell((ATTRIBUTE, holder.what, last)))
    return found
