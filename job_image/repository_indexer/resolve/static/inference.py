"""What arguments say of type parameters: those of a function, and those of a class that is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository_indexer.facts import Call
from repository_indexer.resolve.scopes import File, Scope
from repository_indexer.resolve.static.found import Found
from repository_indexer.resolve.static.overloads import places_of
from repository_indexer.resolve.static.static_rules import static_rules
from repository_indexer.resolve.static.type_texts import ARRAY
from repository_indexer.resolve.static.typed import Callee
from repository_indexer.resolve.static.types import (
    Bindings,
    MaybeType,
    Type,
    Variable,
    substitute,
    variables_in,
)

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes


class Inference:
    """Infers type arguments that a call leaves out."""

    def __init__(self, types: StaticTypes) -> None:
        self.types = types
        self.declarations = types.declarations

    def instance(self, scope: Scope, call: Call, callee: Callee, type_: Type) -> MaybeType:
        """The type of an instance; arguments of it that are left out are those that the constructor takes."""
        if not isinstance(type_.what, int) or type_.arguments or len(callee.found) != 1:
            return type_
        own, constructor = self.declarations.own_type(type_.what), callee.found[0]
        if not own.arguments or constructor.node < 0:
            return type_
        candidate = self.types.applicable.candidate(0, Found(constructor.node, own))
        arguments = self.types.applicable.arguments(scope, call)
        bindings = dict.fromkeys(self.declarations.bindings(own))
        known: Bindings = {}
        for argument, place in zip(arguments, places_of(candidate.parameters, arguments) or (), strict=False):
            if argument.lambda_ < 0:
                given = self.types.conversions.boxed(static_rules(scope), argument.type)
                self.types.conversions.unify(candidate.type_of(place), given, type_.what, known)
        return substitute(own, bindings | known)

    def inferred(self, scope: Scope, call: Call, found: Found, lambdas: bool) -> Bindings:
        """What the arguments say of a function's own type parameters."""
        bindings: Bindings = {}
        given_types = static_rules(scope).type_arguments(call.text)
        parameters = self.declarations.definition(found.node).type_parameters
        for parameter, text in zip(parameters, given_types, strict=False):
            bindings[Variable(found.node, parameter.name)] = self.declarations.type_of_text(scope, text)
        candidate = self.types.applicable.candidate(0, found)
        arguments = self.types.applicable.arguments(scope, call)
        places = places_of(candidate.parameters, arguments) or ()
        unify, boxed = self.types.conversions.unify, self.types.conversions.boxed
        own = found.node
        for argument, place in zip(arguments, places, strict=False):
            if argument.lambda_ < 0:
                formal, given = candidate.type_of(place), argument.type
                if candidate.parameters[place].stars and given is not None and given.what == ARRAY:
                    formal = Type(ARRAY, (formal,))
                unify(formal, boxed(static_rules(scope), given), own, bindings)
        for argument, place in zip(arguments, places, strict=False):
            if not lambdas or (argument.lambda_ < 0 and argument.arities is None):
                continue
            function = self.types.lambdas.function(substitute(candidate.type_of(place), bindings))
            if function is not None:
                if argument.lambda_ >= 0:
                    given = self.types.results.returned(argument.lambda_).type
                else:
                    given = self.types.lambdas.method_result(scope, argument.root, function)
                unify(function.result, boxed(static_rules(scope), given), own, bindings)
        return bindings

    def parameter_type(self, file: File, position: int, place: int) -> MaybeType:
        """The type that a call wants for its argument of that place, as its other arguments say."""
        callee, call = self.types.calls.callee(file, position), file.facts.calls[position]
        scope = file.scopes[call.scope]
        types: list[MaybeType] = []
        for found in callee.found:
            if not isinstance(found.what, int):
                return None
            candidate = self.types.applicable.candidate(0, found)
            places = places_of(candidate.parameters, self.types.applicable.arguments(scope, call))
            if places is None:
                return None
            wanted = candidate.type_of(places[place])
            if any(one.owner == found.what for one in variables_in(wanted)):
                wanted = substitute(wanted, self.inferred(scope, call, found, lambdas=False))
            types.append(wanted)
        return types[0] if types and all(one == types[0] for one in types) else None
