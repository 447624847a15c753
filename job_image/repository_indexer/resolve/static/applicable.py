"""Which of several functions of one name take the arguments of a call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Call, Expression, composite_at
from repository_indexer.resolve.scopes import Scope
from repository_indexer.resolve.static.found import Found
from repository_indexer.resolve.static.overloads import Argument, Candidate, Fit, chosen
from repository_indexer.resolve.static.static_rules import StaticRules, static_rules
from repository_indexer.resolve.static.type_texts import ARRAY
from repository_indexer.resolve.static.typed import UNKNOWN, Callee, Role
from repository_indexer.resolve.static.types import MaybeType, Type, substitute

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes


def _known(type_: MaybeType) -> Callable[[], MaybeType]:
    return lambda: type_


class Applicable:
    """Chooses among overloads by the types of the arguments."""

    def __init__(self, types: StaticTypes) -> None:
        self.types = types
        self.declarations = types.declarations
        self.symbols = types.symbols

    def left(self, scope: Scope, call: Call, found: Sequence[Found], exact: bool) -> Callee:
        """Those of the functions found that the arguments leave; of one from elsewhere the name is known."""
        own = [one for one in found if isinstance(one.what, int)]
        external = [one for one in found if isinstance(one.what, str)]
        rules, left = static_rules(scope), own
        if own and rules.are_overloads(self.symbols, [one.node for one in own]):
            left = self._chosen(rules, own, self.arguments(scope, call))
        if left:
            # A library's overloads are one symbol, for which only the name stands.
            is_one = (
                len({one.node if one.node < self.symbols.own_count else self._name(one) for one in left}) == 1
            )
            return Callee(tuple(left), exact and is_one)
        # Of a library's overloads not all are declared; those that are give the same most times.
        external += [one for one in own if one.node >= self.symbols.own_count]
        return Callee(tuple(external[:1]), exact)

    def taking(
        self,
        rules: StaticRules,
        found: Sequence[Found],
        given: Sequence[MaybeType] | None,
        exact: bool,
        by_type: bool,
    ) -> Callee:
        """Those of the functions found that take values of the types `given`; None: nobody knows which.

        With `by_type`, a method of instances takes the instance first.
        """
        own = [one for one in found if isinstance(one.what, int)]
        if given is None or not own:
            left = own or list(found[:1])
            return Callee(tuple(left), exact and len(left) == 1)
        arguments = [Argument("", False, _known(one)) for one in given]
        groups: tuple[list[Found], list[Found]] = ([], [])
        for one in own:
            definition = self.symbols.scopes[one.what].definition if isinstance(one.what, int) else None
            of_instances = by_type and definition is not None and not rules.is_static(definition)
            groups[of_instances].append(one)
        left = self._chosen(rules, groups[0], arguments) + self._chosen(rules, groups[1], arguments[1:])
        if not left and own[0].node >= self.symbols.own_count:
            left = [Found(self._name(own[0]))]
        return Callee(tuple(left), exact and len(left) == 1)

    def _name(self, found: Found) -> str:
        return self.symbols.nodes[found.node].qualified_name

    def _chosen(
        self, rules: StaticRules, found: Sequence[Found], arguments: Sequence[Argument]
    ) -> list[Found]:
        conversions = self.types.conversions
        left = chosen(
            [self.candidate(place, one) for place, one in enumerate(found)],
            arguments,
            lambda argument, candidate, place: self._fits(rules, argument, candidate, place),
            lambda one, other: conversions.is_narrower(rules, one, other),
        )
        return [found[one.place] for one in left]

    def arguments(self, scope: Scope, call: Call) -> list[Argument]:
        """The arguments of a call."""
        file = self.types.files[scope.path]
        first_named = len(call.arguments) - len(call.keywords)
        arguments = []
        for place, expression in enumerate(call.arguments):
            keyword = call.keywords[place - first_named] if place >= first_named else ""
            is_spread = False
            if expression is not None and expression.root < -1 and not expression.text:
                is_spread = file.facts.composites[composite_at(expression.root)].kind == "spread"
            lambda_ = self.types.lambdas.node(scope, expression)
            argument = Argument(keyword, is_spread, self._type_later(scope, expression), lambda_)
            argument.arities = self.types.lambdas.arities(scope, expression)
            if argument.arities is not None and expression is not None:
                argument.root = expression.root
            arguments.append(argument)
        return arguments

    def _type_later(self, scope: Scope, expression: Expression | None) -> Callable[[], MaybeType]:
        if expression is not None and self.types.lambdas.is_declared_by(scope, expression):
            return _known(None)

        def type_() -> MaybeType:
            typed = self.types.expressions.value(scope, expression) if expression is not None else UNKNOWN
            return typed.type if typed.role is Role.VALUE else None

        return type_

    def candidate(self, place: int, found: Found) -> Candidate:
        scope, bindings = self.symbols.scopes[found.node], self.types.methods.bindings(found)
        parameters = self.declarations.parameters(found.node)[found.extends is not None :]

        def type_of(place: int) -> MaybeType:
            text = parameters[place].type
            return substitute(self.declarations.type_of_text(scope, text), bindings) if text else None

        return Candidate(place, parameters, type_of)

    def _fits(self, rules: StaticRules, argument: Argument, candidate: Candidate, place: int) -> Fit:
        wanted = candidate.type_of(place)
        if wanted is None:
            return Fit.UNKNOWN
        if argument.lambda_ >= 0:
            return self._lambda_fits(rules, argument.lambda_, wanted)
        if argument.arities is not None:
            return self._method_fits(rules, argument.arities, wanted)
        given = argument.type
        if given is None:
            return Fit.UNKNOWN
        if candidate.parameters[place].stars and given.what == ARRAY:
            wanted = Type(ARRAY, (wanted,))
        return self.types.conversions.fit(rules, given, wanted)

    def _lambda_fits(self, rules: StaticRules, node: int, wanted: Type) -> Fit:
        function = self.types.lambdas.function(wanted)
        definition = self.symbols.scopes[node].definition
        if function is None or definition is None:
            return self.types.conversions.function_fit(rules, wanted)
        return Fit.STRICT if rules.lambda_takes(definition, len(function.parameters)) else Fit.NONE

    def _method_fits(self, rules: StaticRules, arities: set[int], wanted: Type) -> Fit:
        function = self.types.lambdas.function(wanted)
        if function is None:
            return self.types.conversions.function_fit(rules, wanted)
        return Fit.UNKNOWN if len(function.parameters) in arities or not arities else Fit.NONE
