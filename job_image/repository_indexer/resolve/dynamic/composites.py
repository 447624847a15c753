"""What is put together where it is written: lists and objects hold their items, choices are each of them."""

from __future__ import annotations

from typing import cast

from repository_indexer.chains import ELEMENT
from repository_indexer.facts import Expression, composite_at
from repository_indexer.resolve.dynamic.dynamic_rules import DynamicRules
from repository_indexer.resolve.dynamic.expressions import Expressions, plain_name
from repository_indexer.resolve.dynamic.heap import ANY
from repository_indexer.resolve.dynamic.values import Kind
from repository_indexer.resolve.scopes import File, Scope


def fill(expressions: Expressions, file: File, position: int) -> None:
    """Let what a composite is made of flow into it."""
    composite = file.facts.composites[position]
    scope, target = file.scopes[composite.scope], expressions.composite(file, position)
    key = (file.scopes[0].node, position)
    if composite.kind == "map":
        made = expressions.values.number(Kind.OBJECT, key)
        expressions.solver.add(target, made)
        for name, item in zip(composite.keys, composite.items, strict=False):
            if item is not None:
                _fill_member(expressions, scope, target, made, name=name, item=item)
        return
    items = [None if item is None else expressions.of(scope, item) for item in composite.items]
    if composite.kind == "cast" and (
        typed := expressions.types.of(scope, composite.keys[0]) if composite.keys else ()
    ):
        for value in typed:
            expressions.solver.add(target, value)
    elif composite.kind in ("choice", "cast", "spread", "await"):
        for source in items:
            if source is not None:
                expressions.solver.flow(source, target)
    elif composite.kind in ("list", "each"):
        made = expressions.values.number(Kind.LIST, key)
        expressions.solver.add(target, made)
        is_exact = composite.kind == "list"
        for place, (source, item) in enumerate(zip(items, composite.items, strict=True)):
            is_spread = is_spread_item(file, item)
            is_exact = is_exact and not is_spread
            if source is not None:
                given = expressions.iterated(source) if is_spread else source
                expressions.solver.flow(given, expressions.heap.field(made, str(place) if is_exact else ANY))


def _fill_member(
    expressions: Expressions, scope: Scope, target: int, made: int, *, name: str, item: Expression
) -> None:
    source = expressions.of(scope, item)
    if source is None:
        return
    if name == "**":
        expressions.heap.copy(source, made)
        return
    function = expressions.written_at(expressions.files[scope.path], item)
    if function is not None:
        expressions.holders[function] = made
        definition = expressions.symbols.scopes[function].definition
        rules = cast(DynamicRules, scope.rules)
        if definition is not None and rules.is_assigned_to(definition):
            expressions.heap.object_setters[made, name.strip('"')] = function
            return
        if definition is not None and rules.is_property(definition):
            source = expressions.heap.result(function)
            expressions.solver.add(expressions.heap.receiver(function), made)
    key = f"[{name}]" if name else ELEMENT
    if plain := plain_name(key):
        expressions.solver.flow(source, expressions.heap.field(made, plain))
    else:
        expressions.store_member(scope, target, key, source, item.line)


def is_spread_item(file: File, expression: Expression | None) -> bool:
    """Whether an item or argument stands for all elements of something."""
    if expression is None or expression.root >= -1 or expression.text:
        return False
    return file.facts.composites[composite_at(expression.root)].kind == "spread"
