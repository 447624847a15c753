"""What import statements bind, and where a name comes from by way of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Import
from repository_indexer.resolve.questions import MAX_NESTING
from repository_indexer.resolve.scopes import Scope
from repository_indexer.resolve.values import Result, Tag, Value, union

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator


def imported(evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
    """What an import statement binds; None if there is no such thing."""
    module = evaluator.imported_module(scope, statement)
    if module is None or not module.values:
        return module
    if not statement.name:
        return scope.rules.bound_module(evaluator, scope, statement, module)
    results = [evaluator.attribute(value, statement.name) for value in module.values]
    return union([result for result in results if result is not None]) if any(results) else None


def origins(evaluator: Evaluator, value: Value, name: str) -> list[int]:
    """The nodes that `value.name` names, by way of re-exports; a variable's own, not its value's."""
    if value.tag is not Tag.DEFINITION or evaluator.nesting > MAX_NESTING:
        return []
    evaluator.deeper()
    node, scope = evaluator.symbols.nodes[value.what], evaluator.symbols.scopes[value.what]
    found: list[int] = [scope.variables[name]] if name in scope.variables else []
    for bound in () if found else scope.names.get(name, ()):
        if isinstance(bound, int):
            found = [*(one for one in found if one not in scope.names[name]), bound]
        elif isinstance(bound[1], Import):
            module = evaluator.imported_module(*bound)
            for one in module.values if module else ():
                if bound[1].name:
                    found += evaluator.origins(one, bound[1].name)
                elif one.tag is Tag.DEFINITION:
                    found.append(one.what)
    if not found and name not in scope.names:
        for star_scope, statement in reversed(scope.stars):
            module = evaluator.imported_module(star_scope, statement)
            for one in module.values if module and not found else ():
                found += evaluator.origins(one, name)
    if not found:
        inner = evaluator.module_named(scope.rules.language, f"{node.qualified_name}.{name}", node.file or "")
        found = [] if inner is None else [inner]
    if not found and (other := scope.rules.other_member(evaluator, value, name)) is not None:
        found = [one.what for one in other.values if one.tag is Tag.DEFINITION]
    evaluator.shallower()
    return list(dict.fromkeys(found))


def shared_folders(one: str, other: str) -> int:
    """How many folders two paths have in common from the root; a folder of its own counts for all of it."""
    shared = 0
    for left, right in zip(one.split("/")[:-1], other.split("/")[:-1], strict=False):
        if left != right:
            break
        shared += 1
    return shared


def nearest(evaluator: Evaluator, nodes: Sequence[int], near: str) -> int | None:
    """Of several definitions the one in the file that is nearest to the file `near`."""
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    defined = evaluator.symbols.nodes
    return max(nodes, key=lambda node: (shared_folders(defined[node].file or "", near), -node))
