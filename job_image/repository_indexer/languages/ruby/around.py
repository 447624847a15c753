"""What is around some code: its method, its class, and so what `self` is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository_indexer.resolve.values import Tag, Value

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Scope


def own_self(evaluator: Evaluator, scope: Scope) -> Value | None:
    """What `self` is in some code; None at the top of a file."""
    method, around = method_around(scope), class_around(scope)
    if around is None or around.node < 0:
        return None
    node = first_part(evaluator, around.node)
    is_own = method is None or method.definition is None or "def" in method.definition.modifiers
    return Value(Tag.DEFINITION if is_own else Tag.INSTANCE, node)


def first_part(evaluator: Evaluator, node: int) -> int:
    """The first of the parts of a class, for which its name stands."""
    return evaluator.symbols.first_part.get(node, node)


def method_around(scope: Scope) -> Scope | None:
    """The method in whose code something stands; None in a class's own code."""
    around: Scope | None = scope
    while around is not None and not around.is_class:
        if around.definition is not None and around.definition.kind == "function":
            return around
        around = around.parent
    return None


def class_around(scope: Scope) -> Scope | None:
    """The class or module in which something stands, or the one that a block of code extends."""
    around: Scope | None = scope
    while around is not None and not around.is_class:
        around = around.parent
    return around.home if around is not None and around.home is not None and around.home.is_class else around
