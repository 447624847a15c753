"""Functions that are kept in variables, parameters and fields, and called from there.

Where types tell only that something can be called (function pointers), what was ever put there tells what
is: an inclusion analysis over the whole program, one place for each variable, parameter, field (of
whatever instance) and result, as compilers do it for indirect calls (field-based Andersen).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Binding, Call, Composite, Expression, Parameter, composite_at
from repository_indexer.model import NodeKind
from repository_indexer.resolve.scopes import File, Scope, function_of
from repository_indexer.resolve.static.found import Found, Want
from repository_indexer.resolve.static.overloads import places_of
from repository_indexer.resolve.static.static_rules import StaticRules, static_rules
from repository_indexer.resolve.static.types import MaybeType

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes

MAX_FUNCTIONS = 24
"""A place that can hold more functions than these says nothing of what a call of it calls."""
MAX_ROUNDS = 4
"""How often calls of what was found are taken in, for what they hand on."""
MAX_DEPTH = 8

RESULT = -1
Slot = int | tuple[int, int]
"""A place: a field or variable, by its node or as `(id of its record, 0)`; of a function `(node, RESULT)`."""


class FunctionValues:
    """What all places of the program hold; found when it is asked for first."""

    def __init__(self, types: StaticTypes) -> None:
        self.types = types
        self.symbols = types.symbols
        self.declarations = types.declarations
        self._held: dict[Slot, set[int]] = {}
        self._flows: dict[Slot, set[Slot]] = {}
        self._changed: list[Slot] = []
        self._is_started = self.is_building = False

    def called(self, scope: Scope, call: Call) -> list[int]:
        """The functions that can be in what is called."""
        if not self._is_started:
            self._is_started = self.is_building = True
            self._find_all()
            self.is_building = False
        found: set[int] = set()
        called = Expression(_without_invocation(scope, call.text), call.line, call.root)
        for slot in self._slots(scope, called, 0):
            held = self._held.get(slot, set())
            if len(held) > MAX_FUNCTIONS:
                return []
            found |= held
        return sorted(found)

    # -- Everything that is put somewhere

    def _find_all(self) -> None:
        files = [
            file
            for file in self.symbols.files
            if isinstance(file.rules, StaticRules) and file.rules.functions_are_kept
        ]
        indirect: list[tuple[Scope, Call]] = []
        for file in files:
            for binding in file.facts.bindings:
                self._bind(file.scopes[binding.scope], binding)
            for reference in file.facts.references:
                if reference.role == "return":
                    scope = function_of(file.scopes[reference.scope])
                    self._put((scope.node, RESULT), file.scopes[reference.scope], reference.value)
            for position, call in enumerate(file.facts.calls):
                self._call(file, position, call, indirect)
        self._flow()
        for _ in range(MAX_ROUNDS):
            for scope, call in indirect:
                for function in self.called(scope, call):
                    self._hand_on(scope, call, Found(function))
            if not self._changed:
                break
            self._flow()

    def _bind(self, scope: Scope, binding: Binding) -> None:
        if binding.value is None or binding.how not in ("", "assigned", "constant"):
            return
        target = Expression(binding.target, binding.line)
        composite = self._composite(scope, binding.value)
        if composite is not None and composite.kind == "map":
            of = self.types.expressions.value(scope, target).type
            self._fill(list(self._slots(scope, target, 0)), scope, composite, of, 0)
            return
        for slot in self._slots(scope, target, 0):
            self._put(slot, scope, binding.value)

    def _fill(self, slots: list[Slot], scope: Scope, composite: Composite, of: MaybeType, depth: int) -> None:
        """Put the items of an initializer where they belong: a type's fields, or an array's places."""
        if depth > MAX_DEPTH:
            return
        fields = self._fields(of)
        inner = [self._composite(scope, item) for item in composite.items]
        is_array = not fields or (
            bool(inner) and not any(composite.keys) and all(one and one.kind == "map" for one in inner)
        )
        for place, item in enumerate(composite.items):
            if item is None:
                continue
            key = composite.keys[place].strip('"') if place < len(composite.keys) else ""
            into, kind = slots, of
            if not is_array:
                named = (
                    [one for one in fields if self.symbols.nodes[one].name == key]
                    if key
                    else fields[place : place + 1]
                )
                into = list(named)
                kind = self.types.variables.found_value(Found(named[0])).type if named else None
            nested = inner[place]
            if nested is not None and nested.kind == "map":
                self._fill(into, scope, nested, kind, depth + 1)
            else:
                for slot in into:
                    self._put(slot, scope, item)

    def _fields(self, of: MaybeType) -> list[int]:
        if of is None or not isinstance(of.what, int):
            return []
        nodes = [
            bound
            for bounds in self.symbols.scopes[of.what].names.values()
            for bound in bounds
            if isinstance(bound, int) and self.symbols.nodes[bound].kind is NodeKind.FIELD
        ]
        return sorted(nodes)

    def _call(self, file: File, position: int, call: Call, indirect: list[tuple[Scope, Call]]) -> None:
        scope = file.scopes[call.scope]
        callee = self.types.calls.declared(file, position)
        if not callee.found and callee.instantiated is None:
            indirect.append((scope, call))
        for found in callee.found:
            if isinstance(found.what, int):
                self._hand_on(scope, call, found)

    def _hand_on(self, scope: Scope, call: Call, found: Found) -> None:
        """What a call hands to a function, and what a parameter is by default that it leaves out."""
        parameters = self.declarations.definition(found.node).parameters[found.extends is not None :]
        if not parameters:
            return
        places = places_of(parameters, self.types.applicable.arguments(scope, call)) if call.arguments else []
        for argument, place in zip(call.arguments, places or range(len(parameters)), strict=False):
            if argument is not None and not parameters[place].stars:
                self._put((id(parameters[place]), 0), scope, argument)
        for place, parameter in enumerate(parameters):
            if parameter.default is not None and places is not None and place not in places:
                self._put((id(parameter), 0), self.symbols.scopes[found.node], parameter.default)

    # -- Places

    def _put(self, slot: Slot, scope: Scope, expression: Expression) -> None:
        """Let what an expression stands for be in a place."""
        for function in self._functions(scope, expression, 0):
            self._add(slot, function)
        for source in self._slots(scope, expression, 0):
            flows = self._flows.setdefault(source, set())
            if slot not in flows and source != slot:
                flows.add(slot)
                if self._held.get(source):
                    self._changed.append(source)

    def _add(self, slot: Slot, function: int) -> None:
        held = self._held.setdefault(slot, set())
        if function not in held and len(held) <= MAX_FUNCTIONS:
            held.add(function)
            self._changed.append(slot)

    def _flow(self) -> None:
        while self._changed:
            source = self._changed.pop()
            for target in self._flows.get(source, ()):
                for function in tuple(self._held[source]):
                    self._add(target, function)

    def _composite(self, scope: Scope, expression: Expression | None) -> Composite | None:
        if expression is None or expression.root >= -1 or expression.text:
            return None
        return self.types.files[scope.path].facts.composites[composite_at(expression.root)]

    def _items(self, scope: Scope, expression: Expression) -> Iterator[Expression]:
        """What an expression that is one of others can be."""
        composite = self._composite(scope, expression)
        if composite is not None and composite.kind in ("choice", "cast"):
            yield from (item for item in composite.items if item is not None)

    def _functions(self, scope: Scope, expression: Expression, depth: int) -> Iterator[int]:
        """The functions that an expression names, or the lambda that it is."""
        lambda_ = self.types.lambdas.node(scope, expression)
        if lambda_ >= 0:
            yield lambda_
        elif expression.root == -1:
            names = scope.rules.parts(expression.text)
            if len(names) == 1 and not self.declarations.names.found(scope, names[0], Want.VALUE):
                for found in self.declarations.names.found(scope, names[0], Want.CALLABLE):
                    if isinstance(found.what, int) and found.node < self.symbols.own_count:
                        yield found.what
            elif names and static_rules(scope).methods_are_values:
                yield from self._methods(scope, names, expression.line)
        elif (composite := self._composite(scope, expression)) is not None and composite.kind == "method":
            for found in self.types.lambdas.method_value(scope, expression.root).found:
                if isinstance(found.what, int) and found.node < self.symbols.own_count:
                    yield found.what
        elif depth < MAX_DEPTH:
            for item in self._items(scope, expression):
                yield from self._functions(scope, item, depth + 1)

    def _methods(self, scope: Scope, names: Sequence[str], line: int) -> Iterator[int]:
        """The methods that `a.b.method` names."""
        expressions = self.types.expressions
        of = expressions.members(scope, expressions.name(scope, names[0], line), names[1:-1])
        if of.type is not None and not any(self.declarations.members(of.type, names[-1], Want.VALUE)):
            found = self.types.methods.found(of, of.type, names[-1])
            for one in found:
                is_nearest = one.owner == found[0].owner
                if is_nearest and isinstance(one.what, int) and one.node < self.symbols.own_count:
                    yield one.what

    def _slots(self, scope: Scope, expression: Expression, depth: int) -> Iterator[Slot]:
        """The places that an expression reads."""
        names: Sequence[str] = scope.rules.parts(expression.text) if expression.text else ()
        while names and names[-1].startswith("["):
            names = names[:-1]
        expressions = self.types.expressions
        if expression.root == -1:
            if len(names) == 1:
                variable = expressions.found_name(scope, names[0], expression.line)
                if variable is not None:
                    yield from self._slot(variable)
                return
            start, rest = (
                (expressions.name(scope, names[0], expression.line), names[1:]) if names else (None, ())
            )
        elif names:
            start, rest = expressions.root(scope, expression.root), names
        elif expression.root >= 0:
            callee = self.types.calls.declared(self.types.files[scope.path], expression.root)
            yield from ((one.what, RESULT) for one in callee.found if isinstance(one.what, int))
            return
        else:
            if depth < MAX_DEPTH:
                for item in self._items(scope, expression):
                    yield from self._slots(scope, item, depth + 1)
            return
        if start is None or not rest:
            return
        of = expressions.members(scope, start, rest[:-1])
        if of.type is not None:
            for found in self.declarations.members(of.type, rest[-1], Want.VALUE):
                yield from self._slot(found)

    def _slot(self, found: Found) -> Iterator[Slot]:
        if isinstance(found.what, int):
            yield found.what
        elif isinstance(found.what, tuple) and isinstance(found.what[1], Parameter | Binding):
            yield (id(found.what[1]), 0)


def _without_invocation(scope: Scope, text: str) -> str:
    """What is called by a method that stands for its call (`changed?.Invoke(x)`)."""
    method = static_rules(scope).invoking_method
    return text.removesuffix(method).rstrip(".?") if method and text.endswith(f".{method}") else text
