"""What classes do beside their bodies: metaclasses, `__init_subclass__`, data classes, attributes of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository_indexer.facts import Binding
from repository_indexer.resolve.scopes import CLASS_KINDS
from repository_indexer.resolve.values import Result, Tag, Value, inferred

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator

DATA_CLASSES = frozenset(
    [
        "dataclass",
        "dataclasses.dataclass",
        "attr.s",
        "attr.define",
        "attrs.define",
        "define",
        "attr.frozen",
        "frozen",
    ]
)
NAMED_TUPLES = frozenset(["typing.NamedTuple"])


def metaclasses(evaluator: Evaluator, node: int) -> list[int]:
    """The classes of the repository that make a class: its own or that of the first base that has one."""
    for base in evaluator.linearised(node):
        if base.tag is not Tag.DEFINITION:
            continue
        scope = evaluator.symbols.scopes[base.what]
        definition = scope.definition
        if definition is not None and definition.metaclass is not None:
            values = evaluator.expression(scope.parent or scope, definition.metaclass).values
            return [value.what for value in values if is_class(evaluator, value)]
    return []


def is_class(evaluator: Evaluator, value: Value) -> bool:
    """Whether a value is a class of the repository itself."""
    return value.tag is Tag.DEFINITION and evaluator.symbols.nodes[value.what].kind in CLASS_KINDS


def made_by(evaluator: Evaluator, node: int) -> list[Value]:
    """The methods that a class statement calls (Reference, Data model: Customizing class creation)."""
    found: list[Value] = []
    for metaclass in metaclasses(evaluator, node):
        for name in ("__prepare__", "__new__", "__init__"):
            found += evaluator.own_methods(Value(Tag.INSTANCE, metaclass), name)
    found += evaluator.own_methods(Value(Tag.SUPER, (node, node)), "__init_subclass__")
    return found


def class_attribute(evaluator: Evaluator, node: int, name: str) -> Result | None:
    """What a class has by what makes it."""
    for metaclass in metaclasses(evaluator, node):
        if metaclass != node:
            found = evaluator.attribute(Value(Tag.INSTANCE, metaclass), name)
            if found is not None:
                return inferred(found.values)
    return None


def attribute_of_all(value: Value, name: str) -> Result | None:
    """The attributes that all instances and functions have."""
    if name == "__class__" and value.tag is Tag.INSTANCE:
        return inferred((Value(Tag.DEFINITION, value.what),))
    if name == "__call__":
        return inferred((value,))
    if name == "__func__" and value.tag is Tag.BOUND:
        return inferred((Value(Tag.DEFINITION, value.what[0]),))
    if name == "__self__" and value.tag is Tag.BOUND:
        return inferred((value.what[1],))
    return None


def fields(evaluator: Evaluator, node: int) -> list[str]:
    """The names of a data class's fields, those of its bases first; none if the class is no such."""
    found: dict[str, None] = {}
    is_data = False
    for base in reversed(evaluator.linearised(node)):
        if base.tag is not Tag.DEFINITION:
            is_data |= base.tag is Tag.EXTERNAL and base.what in NAMED_TUPLES
            continue
        scope = evaluator.symbols.scopes[base.what]
        if "__init__" in scope.names:
            return []
        is_data |= not DATA_CLASSES.isdisjoint(evaluator.symbols.nodes[base.what].decorators)
        for name, bounds in scope.names.items():
            records = [one for one in bounds if not isinstance(one, int) and one[0] is scope]
            if any(isinstance(what, Binding) and what.type for _, what in records):
                found[name] = None
    return list(found) if is_data else []
