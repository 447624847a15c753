"""What follows from the bases of classes: overriding methods, and interfaces that nobody names."""

from __future__ import annotations

from collections.abc import Iterator

from repository_indexer.model import NodeKind
from repository_indexer.resolve.evaluate import Evaluator
from repository_indexer.resolve.scopes import CLASS_KINDS, Symbols
from repository_indexer.resolve.values import Tag, Value


def overrides(symbols: Symbols, evaluator: Evaluator) -> Iterator[tuple[int, int]]:
    """Pairs of a method and the method of the nearest base that it takes the place of."""
    for position, node in enumerate(symbols.nodes):
        if node.kind is not NodeKind.METHOD:
            continue
        owner = symbols.parents[position]
        if not symbols.scopes[owner].rules.methods_override:
            continue
        own = Value(Tag.DEFINITION, symbols.first_part.get(owner, owner))
        order, definition = evaluator.linearised(owner), symbols.scopes[position].definition
        name = symbols.scopes[owner].rules.bound_name(definition, node.name) if definition else node.name
        for base in order[order.index(own) + 1 if own in order else 1 :]:
            if base.tag is not Tag.DEFINITION:
                break
            bound = symbols.scopes[base.what].names.get(name, ())
            methods = [
                one for one in bound if isinstance(one, int) and symbols.nodes[one].kind is NodeKind.METHOD
            ]
            if methods:
                yield position, methods[-1]
                break


def implementations(symbols: Symbols, evaluator: Evaluator) -> Iterator[tuple[int, int]]:
    """Pairs of a type and an interface all of whose methods it has, where the language asks no more."""
    methods: dict[int, dict[str, str]] = {}
    having: dict[tuple[str, str, str], list[int]] = {}
    for position, node in enumerate(symbols.nodes):
        rules = symbols.scopes[position].rules
        if node.kind not in CLASS_KINDS or not rules.interfaces_are_implicit:
            continue
        methods[position] = _method_set(symbols, evaluator, position)
        if node.kind is not NodeKind.INTERFACE:
            for name, signature in methods[position].items():
                having.setdefault((node.language, name, signature), []).append(position)
    for position, wanted in methods.items():
        node = symbols.nodes[position]
        if node.kind is not NodeKind.INTERFACE or not wanted:
            continue
        able = [having.get((node.language, name, signature), []) for name, signature in wanted.items()]
        able.sort(key=len)
        common = set(able[0]).intersection(*able[1:])
        for one in able[0]:
            if one in common:
                yield one, position


def _method_set(symbols: Symbols, evaluator: Evaluator, position: int) -> dict[str, str]:
    """A type's methods with what their signatures come down to, those of its embedded types included."""
    found: dict[str, str] = {}
    for base in evaluator.linearised(position):
        if base.tag is not Tag.DEFINITION:
            continue
        scope = symbols.scopes[base.what]
        for name, bounds in scope.names.items():
            for bound in bounds:
                if (
                    isinstance(bound, int)
                    and symbols.nodes[bound].kind is NodeKind.METHOD
                    and name not in found
                ):
                    found[name] = scope.rules.plain_signature(symbols.nodes[bound].signature)
    return found
