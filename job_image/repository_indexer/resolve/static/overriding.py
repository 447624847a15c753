"""Which methods take the place of which others, where types are declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from repository_indexer.model import NodeKind
from repository_indexer.resolve.scopes import CONSTRUCTOR
from repository_indexer.resolve.static.static_rules import INTERFACES, StaticRules, static_rules
from repository_indexer.resolve.static.types import MaybeType, Type, Variable, substitute

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes


def overriding(types: StaticTypes) -> Iterator[tuple[int, int]]:
    """Pairs of a method and one of a base whose place it takes, unless another one between them does so."""
    for owner, node in enumerate(types.symbols.nodes[: types.symbols.own_count]):
        scope = types.symbols.scopes[owner]
        if not scope.is_class or not isinstance(scope.rules, StaticRules) or node.kind is NodeKind.TYPE_ALIAS:
            continue
        above = types.declarations.ancestors(owner)[1:]
        for name, bounds in scope.names.items():
            for bound in bounds:
                if isinstance(bound, int) and types.symbols.parents[bound] == owner and name != CONSTRUCTOR:
                    yield from ((bound, other) for other in overridden(types, bound, above))


def overridden(types: StaticTypes, method: int, above: list[Type]) -> Iterator[int]:
    """The methods of the bases `above` of a method's class that it overrides itself."""
    symbols, scope = types.symbols, types.symbols.scopes[method]
    definition, rules = scope.definition, scope.rules
    if symbols.nodes[method].kind is not NodeKind.METHOD or definition is None:
        return
    if not isinstance(rules, StaticRules) or not rules.can_override(definition):
        return
    hidden: set[int | str | Variable] = set()
    for base in above:
        if not isinstance(base.what, int) or base.what >= symbols.own_count or base.what in hidden:
            continue
        for other in symbols.scopes[base.what].names.get(symbols.nodes[method].name, ()):
            if isinstance(other, int) and takes_the_same(types, method, other, base):
                hidden.update(one.what for one in types.declarations.ancestors(base.what))
                yield other


def takes_the_same(types: StaticTypes, method: int, other: int, base: Type) -> bool:
    """Whether the parameters of two methods are the same, as far as their types are known."""
    one, two = types.symbols.scopes[method].definition, types.symbols.scopes[other].definition
    rules = types.symbols.scopes[other].rules
    if one is None or two is None or types.symbols.nodes[other].kind is not NodeKind.METHOD:
        return False
    if len(one.parameters) != len(two.parameters) or not isinstance(rules, StaticRules):
        return False
    if not rules.can_be_overridden(two, types.symbols, method, other):
        return False
    bindings = types.declarations.bindings(base)
    for mine, theirs in zip(one.parameters, two.parameters, strict=True):
        if mine.stars != theirs.stars:
            continue
        given = types.declarations.type_of_text(types.symbols.scopes[method], mine.type)
        wanted = substitute(
            types.declarations.type_of_text(types.symbols.scopes[other], theirs.type), bindings
        )
        if not _is_same(given, wanted):
            return False
    return True


def _is_same(one: MaybeType, two: MaybeType) -> bool:
    """Whether two types are the same without their arguments; a type variable can be anything."""
    if one is None or two is None or isinstance(one.what, Variable) or isinstance(two.what, Variable):
        return True
    return one.what == two.what


def implementation(types: StaticTypes, class_: int, method: int) -> int:
    """The method that runs if `method` is called of an instance of a class, or -1."""
    symbols, declarations = types.symbols, types.declarations
    base = declarations.as_ancestor(declarations.own_type(class_), symbols.parents[method])
    if base is None:
        return -1
    for above in declarations.ancestors(class_):
        if not isinstance(above.what, int) or above.what >= symbols.own_count:
            continue
        for one in symbols.scopes[above.what].names.get(symbols.nodes[method].name, ()):
            if not isinstance(one, int) or symbols.nodes[one].kind is not NodeKind.METHOD:
                continue
            is_same = one == method or takes_the_same(types, one, method, base)
            if is_same and not _is_abstract(types, one):
                return one
    return -1


def _is_abstract(types: StaticTypes, method: int) -> bool:
    definition = types.declarations.definition(method)
    if types.symbols.nodes[types.symbols.parents[method]].kind in INTERFACES:
        return static_rules(types.symbols.scopes[method]).is_abstract(definition)
    return "abstract" in definition.modifiers
