"""What every call gives, and what every function does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Call
from repository_indexer.resolve.scopes import CALLABLE_KINDS, File, Scope
from repository_indexer.resolve.static.found import MAX_DEPTH, Found
from repository_indexer.resolve.static.static_rules import static_rules
from repository_indexer.resolve.static.typed import UNKNOWN, Role, Typed
from repository_indexer.resolve.static.types import substitute, variables_in

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes


class Results:
    """Finds the types of results; every one once."""

    def __init__(self, types: StaticTypes) -> None:
        self.types = types
        self.declarations = types.declarations
        self.symbols = types.symbols
        self._results: dict[tuple[str, int], Typed] = {}
        self._returned: dict[int, Typed] = {}

    def result(self, file: File, position: int) -> Typed:
        """The type of what a call gives."""
        key = file.path, position
        if key not in self._results:
            if self.declarations.depth > MAX_DEPTH:
                return UNKNOWN
            self._results[key] = UNKNOWN
            self.declarations.depth += 1
            self._results[key] = self._result(file, position)
            self.declarations.depth -= 1
        return self._results[key]

    def _result(self, file: File, position: int) -> Typed:
        callee, call = self.types.calls.callee(file, position), file.facts.calls[position]
        scope = file.scopes[call.scope]
        if callee.instantiated is not None:
            return Typed(self.types.inference.instance(scope, call, callee, callee.instantiated))
        if cast := static_rules(scope).cast_type(call.text):
            return Typed(self.declarations.type_of_text(scope, cast))
        if callee.gives is not None:
            return Typed(callee.gives, callee.exact)
        given = [self._given(scope, call, found) for found in callee.found]
        if call.operator and not any(one.type is not None for one in given):
            return self._operation(scope, call)
        if not given or any(one.type != given[0].type for one in given):
            return UNKNOWN
        return Typed(given[0].type, callee.exact and given[0].exact, given[0].role)

    def _operation(self, scope: Scope, call: Call) -> Typed:
        """The type of what an operator gives that the language itself has."""
        rules, names = static_rules(scope), scope.rules.parts(call.text)
        if name := rules.operator_results.get(names[-1] if names else ""):
            return Typed(self.declarations.named(rules.language, name))
        expressions = self.types.expressions
        start = expressions.root(scope, call.root) if call.root != -1 else UNKNOWN
        rest: Sequence[str] = names[:-1]
        if call.root == -1 and rest:
            start, rest = expressions.name(scope, rest[0], call.line), rest[1:]
        typed = expressions.members(scope, start, rest)
        name = self.declarations.name_of(typed.type) if typed.type is not None else ""
        return typed if name == rules.string_type or rules.is_primitive(name) else UNKNOWN

    def _given(self, scope: Scope, call: Call, found: Found) -> Typed:
        given = self.given(found)
        if not any(one.owner == found.what for one in variables_in(given.type)):
            return given
        bindings = self.types.inference.inferred(scope, call, found, lambdas=True)
        return given._replace(type=substitute(given.type, bindings), exact=False)

    def given(self, found: Found) -> Typed:
        """The type of what a function of a type gives, with the function's own type variables."""
        if not isinstance(found.what, int):
            return UNKNOWN
        if self.symbols.nodes[found.what].kind not in CALLABLE_KINDS:
            return self.types.variables.found_value(found)
        returned = self.returned(found.what)
        type_ = substitute(returned.type, self.types.methods.bindings(found))
        if type_ is None and returned.type is not None:
            # A type without its arguments: of a type variable that much is known as its bound says.
            type_ = self.declarations.upper(returned.type)
        return Typed(type_, returned.exact)

    def returned(self, function: int) -> Typed:
        """The type that a function declares to return, or else that of what it returns."""
        if function not in self._returned:
            if self.declarations.depth > MAX_DEPTH:
                return UNKNOWN
            self._returned[function] = UNKNOWN
            scope = self.symbols.scopes[function]
            text = scope.definition.type if scope.definition is not None else ""
            self.declarations.depth += 1
            if text and not static_rules(scope).infers(text):
                type_ = self.declarations.type_of_text(scope, text)
                self._returned[function] = Typed(type_, type_ is not None)
            else:
                for expression in scope.returns:
                    typed = self.types.expressions.value(scope, expression)
                    if typed.type is not None and typed.role is Role.VALUE:
                        self._returned[function] = Typed(typed.type, False)
                        break
            self.declarations.depth -= 1
        return self._returned[function]

    def called(self, scope: Scope, of: Typed, name: str) -> Typed:
        """What the method of that name gives, whatever it is called with."""
        if of.type is None:
            return UNKNOWN
        methods = self.types.methods
        found = methods.found(of, of.type, name) or methods.extensions(scope, of.type, name)
        return self.given(found[0]) if found else UNKNOWN
