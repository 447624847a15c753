"""What something of a declared type can be, in languages that can do without types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from repository_indexer.model import NodeKind
from repository_indexer.resolve.dynamic.dynamic_rules import DynamicRules
from repository_indexer.resolve.dynamic.heap import ANY
from repository_indexer.resolve.dynamic.lexical import Lexical
from repository_indexer.resolve.dynamic.values import Kind
from repository_indexer.resolve.scopes import CLASS_KINDS, Scope

MAX_DEPTH = 10
"""Types within types are looked at no deeper."""
Arguments = Mapping[str, tuple[int, ...]]
"""What the type parameters stand for."""


class Types:
    """The values of types; each is found once."""

    def __init__(self, lexical: Lexical) -> None:
        self.lexical = lexical
        self.symbols = lexical.symbols
        self.values = lexical.values
        self.heap = lexical.program.heap
        self._known: dict[tuple[Scope, str], tuple[int, ...]] = {}
        self._depth = 0

    def of(self, scope: Scope, text: str) -> tuple[int, ...]:
        """What something of the type written as `text` in `scope` can be; none if the type does not tell."""
        key = (scope, text)
        if key not in self._known:
            self._known[key] = ()
            self._known[key] = self.applied(scope, text, {})
        return self._known[key]

    def applied(self, scope: Scope, text: str, arguments: Arguments) -> tuple[int, ...]:
        """The same where type parameters stand for something."""
        if self._depth >= MAX_DEPTH:
            return ()
        self._depth += 1
        found: dict[int, None] = {}
        rules = cast(DynamicRules, scope.rules)
        for name, inner in rules.type_alternatives(text):
            found |= dict.fromkeys(self._named(scope, name, inner, arguments))
        self._depth -= 1
        return tuple(found)

    def _named(
        self, scope: Scope, name: str, inner: tuple[str, ...], arguments: Arguments
    ) -> tuple[int, ...]:
        rules = cast(DynamicRules, scope.rules)
        if name in arguments:
            return arguments[name]
        if (bound := self.bound(scope, name)) is not None:
            return self.applied(scope, bound, arguments)
        if name in rules.transparent_types:
            return self.applied(scope, inner[0], arguments) if inner else ()
        if name in rules.list_types:
            place = rules.list_types[name]
            listed = self._list([self.applied(scope, one, arguments) for one in inner[place : place + 1]])
            if name in rules.record_types:
                self.heap.records.update(listed)
            return listed
        if name == rules.tuple_type:
            return self._list([self.applied(scope, one, arguments) for one in inner], by_place=True)
        if name == rules.type_of_value:
            return self.lexical.chain(scope, rules.parts(inner[0]))
        if name in rules.instance_words:
            around: Scope | None = scope
            while around is not None and not around.is_class:
                around = around.parent
            return () if around is None else (self.values.number(Kind.INSTANCE, around.node),)
        found: list[int] = []
        for value in self.named(scope, rules.parts(name)):
            if self.values.kinds[value] is Kind.EXTERNAL:
                found.append(self.values.number(Kind.EXTERNAL_INSTANCE, self.values.whats[value]))
            elif self.values.kinds[value] is Kind.CLASS:
                given = tuple(self.applied(scope, one, arguments) for one in inner)
                found += self._instances(self.values.whats[value], given)
        return tuple(found)

    def _list(self, elements: list[tuple[int, ...]], *, by_place: bool = False) -> tuple[int, ...]:
        if not any(elements):
            return ()
        made = self.values.number(Kind.LIST, ("typed", by_place, tuple(elements)))
        self.heap.typed.add(made)
        for place, values in enumerate(elements):
            for value in values:
                self.heap.solver.add(self.heap.field(made, str(place) if by_place else ANY), value)
        return (made,)

    def _instances(self, node: int, given: tuple[tuple[int, ...], ...]) -> list[int]:
        scope = self.symbols.scopes[node]
        definition = scope.definition
        parameters = [one.name for one in definition.type_parameters] if definition else []
        if self.symbols.nodes[node].kind is NodeKind.TYPE_ALIAS and definition is not None:
            own = [self.values.number(Kind.INSTANCE, node)] if scope.names else []
            return own + list(
                self.applied(scope, definition.type, dict(zip(parameters, given, strict=False)))
            )
        if any(given) and parameters:
            return [self.values.number(Kind.APPLIED, (node, given[: len(parameters)]))]
        return [self.values.number(Kind.INSTANCE, node)]

    def of_parameters(self, scope: Scope, text: str) -> list[tuple[int, ...]]:
        """What the parameters of a function of the type `text` can be; none if it is another type."""
        rules = cast(DynamicRules, scope.rules)
        arguments: Arguments = {}
        for name, inner in rules.type_alternatives(text):
            for value in self.named(scope, rules.parts(name)):
                node = self.values.whats[value]
                if (
                    self.values.kinds[value] is Kind.CLASS
                    and self.symbols.nodes[node].kind is NodeKind.TYPE_ALIAS
                ):
                    given = [self.applied(scope, one, {}) for one in inner]
                    scope = self.symbols.scopes[node]
                    definition = scope.definition
                    names = [one.name for one in definition.type_parameters] if definition else []
                    arguments = dict(zip(names, given, strict=False))
                    text = definition.type if definition else ""
                    break
        parameters = rules.function_parameters(text)
        return [self.applied(scope, one, arguments) for one in parameters or ()]

    def arguments_of(self, value: int) -> dict[str, tuple[int, ...]]:
        """What the type parameters of a type stand for in an instance with type arguments."""
        node, given = self.values.whats[value]
        definition = self.symbols.scopes[node].definition
        names = [one.name for one in definition.type_parameters] if definition else []
        return dict(zip(names, given, strict=False))

    def named(self, scope: Scope, names: tuple[str, ...]) -> tuple[int, ...]:
        """The types, of the repository or elsewhere, that a name stands for where a type is meant."""
        around: Scope | None = scope
        while around is not None and names:
            if self.bound(around, names[0], is_own=True) is not None:
                return ()
            nodes = [bound for bound in around.names.get(names[0], ()) if isinstance(bound, int)]
            types = [
                node for node in nodes if self.symbols.nodes[node].kind in (*CLASS_KINDS, NodeKind.MODULE)
            ]
            if types and not around.is_class:
                found = [value for node in types if (value := self.lexical.names.value_of(node)) is not None]
                return self.lexical.members(tuple(found), names[1:])
            around = around.parent
        return self.lexical.chain(scope, names)

    def base(self, scope: Scope, text: str) -> tuple[int, ...]:
        """The types that a base of a class or interface names, whatever their arguments are."""
        rules = cast(DynamicRules, scope.rules)
        return tuple(
            value
            for name, _ in rules.type_alternatives(text)
            for value in self.named(scope, rules.parts(name))
        )

    def bound(self, scope: Scope, name: str, *, is_own: bool = False) -> str | None:
        """The type that a type parameter of the scope, or around it, has to be; None if there is none."""
        around: Scope | None = scope
        while around is not None:
            for parameter in around.definition.type_parameters if around.definition else ():
                if parameter.name == name:
                    return parameter.type
            around = None if is_own else around.parent
        return None
