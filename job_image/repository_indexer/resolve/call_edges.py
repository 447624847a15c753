"""Edges for what is called: by calls, and by operators and statements that call without naming what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Binding, Call, Expression, Reference
from repository_indexer.model import EdgeKind, Resolution
from repository_indexer.resolve import containers, members
from repository_indexer.resolve.scopes import CLASS_KINDS, Scope
from repository_indexer.resolve.values import UNKNOWN, Result, Tag, Value, Values, inferred

if TYPE_CHECKING:
    from repository_indexer.resolve.edges import EdgeBuilder

_EXTERNALS = frozenset([Tag.EXTERNAL, Tag.EXTERNAL_INSTANCE, Tag.CONSTANT])


class CallEdges:
    """Adds edges of calls to those of an `EdgeBuilder`."""

    def __init__(self, builder: EdgeBuilder) -> None:
        self.builder = builder
        self.symbols = builder.symbols
        self.evaluator = builder.evaluator

    def add(self, scope: Scope, callee: Result, line: int) -> bool:
        """Edges for a call of what `callee` stands for; False if that gave none."""
        resolution = Resolution.EXACT if callee.exact else Resolution.INFERRED
        any_edge = False
        for value in self._concrete(callee.values):
            any_edge |= self._add_one(scope, value, line, resolution)
        return any_edge

    def _concrete(self, values: Values) -> Values:
        """Without methods that are not meant to run, if there is anything else that can be called."""
        if len(values) < 2:
            return values
        concrete = tuple(value for value in values if not self._is_abstract(value))
        return (
            concrete if any(self.evaluator.function_of(value) is not None for value in concrete) else values
        )

    def _is_abstract(self, value: Value) -> bool:
        function = self.evaluator.function_of(value)
        scope = self.symbols.scopes[function] if function is not None else None
        return (
            scope is not None and scope.definition is not None and scope.rules.is_abstract(scope.definition)
        )

    def _add_one(self, scope: Scope, value: Value, line: int, resolution: Resolution) -> bool:
        tag, what = value
        rules, edges = scope.rules, self.builder.edges
        function = self.evaluator.function_of(value)
        if function is not None:
            edges.add(EdgeKind.CALLS, scope.node, function, line, resolution)
        elif tag is Tag.DEFINITION and self.symbols.nodes[what].kind in CLASS_KINDS:
            kind = EdgeKind.INSTANTIATES if rules.types_are_called else EdgeKind.REFERENCES
            edges.add(kind, scope.node, what, line, resolution)
            for name in (rules.constructor, *rules.further_constructors) if rules.constructor else ():
                self.add_method(scope, value, name, line, resolution)
        elif tag is Tag.DEFINITION and self.symbols.is_enum_constant(what):
            edges.add(EdgeKind.INSTANTIATES, scope.node, what, line, resolution)
        elif tag is Tag.INSTANCE:
            return bool(rules.call_method) and self.add_method(
                scope, value, rules.call_method, line, Resolution.INFERRED
            )
        elif tag is Tag.PARTIAL:
            return self._add_one(scope, what[0], line, Resolution.INFERRED)
        else:
            name = external_name(value)
            if not name:
                return False
            is_made = rules.types_are_called and name in rules.builtin_types
            kind = EdgeKind.INSTANTIATES if is_made else EdgeKind.CALLS
            edges.add(kind, scope.node, self.builder.external(scope, name), line, resolution)
        return True

    def add_method(self, scope: Scope, value: Value, name: str, line: int, resolution: Resolution) -> bool:
        """Edges for a call of a method of the repository that a value has; False if that gave none."""
        method = self.evaluator.attribute(value, name)
        any_edge = False
        for one in method.values if method else ():
            function = self.evaluator.function_of(one)
            if function is not None:
                self.builder.edges.add(EdgeKind.CALLS, scope.node, function, line, resolution)
                any_edge = True
        return any_edge

    def add_implicit(self, scope: Scope, reference: Reference) -> None:
        """Edges for the methods that are called on an expression without being named."""
        for value in self.evaluator.expression(scope, reference.value).values:
            if value.tag is not Tag.INSTANCE:
                continue
            for group in scope.rules.methods_called(reference.role):
                for name in group:
                    if self.add_method(scope, value, name, reference.value.line, Resolution.INFERRED):
                        break

    def add_binding(self, scope: Scope, binding: Binding) -> None:
        """Edges for the methods that a loop calls, or a store under a key."""
        if binding.value is None:
            return
        rules = scope.rules
        if binding.how == "element" and rules.iteration_methods:
            for value in self.evaluator.expression(scope, binding.value).values:
                methods = containers.iteration(self.evaluator, value)
                self.add(scope, inferred(tuple(methods)), binding.value.line)
        elif binding.target[-1:] == "]" and rules.store_method:
            chain = rules.parts(binding.target)[:-1]
            for value in self.evaluator.chain_of(scope, chain, "", binding.line).values:
                if value.tag is Tag.INSTANCE:
                    self.add_method(scope, value, rules.store_method, binding.line, Resolution.INFERRED)
        elif "." in binding.target:
            chain = rules.parts(binding.target)
            if chain and chain[-1] in self.symbols.setter_names:
                self._add_setters(scope, chain, binding.line)

    def _add_setters(self, scope: Scope, chain: tuple[str, ...], line: int) -> None:
        for value in self.evaluator.chain_of(scope, chain[:-1], "", line).values:
            for setter in members.setters(self.evaluator, value, chain[-1]):
                self.builder.edges.add(EdgeKind.CALLS, scope.node, setter, line, Resolution.INFERRED)

    def add_reads(self, scope: Scope, expression: Expression | Call) -> None:
        """Edges for the properties and the methods of subscripts that are called by reading a chain."""
        chain: Sequence[str] = scope.rules.parts(expression.text)
        read = chain[1:] if expression.root == -1 else chain
        for part in read:
            if part[:1] == "[" or part in self.symbols.property_names:
                break
        else:
            return
        if expression.root == -1:
            current = self.evaluator.name(scope, chain[0], expression.line) or UNKNOWN
        else:
            current = self.evaluator.root(scope, expression.root)
        for part in read:
            for value in current.values if part[:1] == "[" or part in self.symbols.property_names else ():
                if value.tag is Tag.INSTANCE and part[:1] == "[":
                    name = scope.rules.subscript_method
                    methods = self.evaluator.own_methods(value, name) if name else []
                else:
                    methods = members.properties(self.evaluator, value, part)
                self.add(scope, inferred(tuple(methods)), expression.line)
            current = self.evaluator.attributes(current, (part,), scope, expression.line)


def external_name(value: Value) -> str:
    """The qualified name of something from elsewhere that is called; empty if it is none."""
    tag, what = value
    name = ""
    if tag is Tag.EXTERNAL:
        name = what
    elif tag is Tag.BOUND and isinstance(what[0], str):
        name = what[0]
    elif tag is Tag.HOLDER_METHOD and what[0].type:
        name = f"{what[0].type}.{what[1]}"
    return name


def is_external(value: Value) -> bool:
    """Whether it is nothing of the repository that is called."""
    return value.tag in _EXTERNALS or bool(external_name(value))
