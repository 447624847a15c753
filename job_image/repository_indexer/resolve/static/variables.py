"""The type of every variable, field and parameter: the declared one, or that of its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository_indexer.facts import Binding, Expression, Import, Parameter
from repository_indexer.model import NodeKind
from repository_indexer.resolve.scopes import CALLABLE_KINDS, CLASS_KINDS, Scope
from repository_indexer.resolve.static.found import MAX_DEPTH, Found
from repository_indexer.resolve.static.static_rules import static_rules
from repository_indexer.resolve.static.type_texts import ARRAY
from repository_indexer.resolve.static.typed import UNKNOWN, Role, Typed
from repository_indexer.resolve.static.types import MaybeType, Type, Variable, substitute

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes


class Variables:
    """Finds the types of variables; each one's once."""

    def __init__(self, types: StaticTypes) -> None:
        self.types = types
        self.declarations = types.declarations
        self.symbols = types.symbols
        self._variables: dict[int, Typed] = {}

    def found_value(self, found: Found) -> Typed:
        """The type of what a name was found to be."""
        what = found.what
        if isinstance(what, str):
            return Typed(Type(what), True, Role.EXTERNAL)
        value = self._node_value(what) if isinstance(what, int) else self._record_value(what)
        if found.extends is not None and value.type is not None:
            return Typed(substitute(value.type, self.types.methods.bindings(found)), value.exact)
        if found.owner is None or value.type is None:
            return value
        return Typed(substitute(value.type, self.declarations.bindings(found.owner)), value.exact)

    def _node_value(self, node: int) -> Typed:
        scope, kind = self.symbols.scopes[node], self.symbols.nodes[node].kind
        definition = scope.definition
        if kind in CLASS_KINDS:
            return Typed(self.declarations.own_type(node))
        if kind in CALLABLE_KINDS:
            return self.types.results.returned(node)
        around = scope.parent or scope
        if definition is not None and definition.type and not static_rules(scope).infers(definition.type):
            return self._declared(around, definition.type)
        if definition is not None and not definition.type and any(scope.names.values()):
            # A type without a name, which is that of the field alone: its members are in the field.
            return Typed(Type(node))
        owner = self.symbols.parents[node]
        if kind is NodeKind.CONSTANT and owner >= 0 and self.symbols.nodes[owner].kind is NodeKind.ENUM:
            return Typed(self.declarations.own_type(owner))
        for bound in (around.home or around).names.get(self.symbols.nodes[node].name, ()):
            if not isinstance(bound, int) and isinstance(bound[1], Binding):
                return self.recorded(*bound)
        return UNKNOWN

    def _declared(self, scope: Scope, text: str) -> Typed:
        type_ = self.declarations.type_of_text(scope, text)
        return Typed(type_, type_ is not None)

    def _record_value(self, what: tuple[Scope, Import | Binding | Parameter] | Variable) -> Typed:
        return UNKNOWN if isinstance(what, Variable) else self.recorded(*what)

    def recorded(self, scope: Scope, record: Import | Binding | Parameter) -> Typed:
        """The type of a variable or parameter."""
        if isinstance(record, Import) or self.declarations.depth > MAX_DEPTH:
            return UNKNOWN
        key = id(record)
        if key not in self._variables:
            self._variables[key] = UNKNOWN
            self.declarations.depth += 1
            if isinstance(record, Binding):
                self._variables[key] = self._bound(scope, record)
            else:
                self._variables[key] = self._parameter(scope, record)
            self.declarations.depth -= 1
        return self._variables[key]

    def _bound(self, scope: Scope, binding: Binding) -> Typed:
        if binding.type and not static_rules(scope).infers(binding.type):
            return self._declared(scope, binding.type)
        value = UNKNOWN
        if binding.value is not None and binding.value == Expression(binding.target, binding.value.line):
            value = self._hidden(scope, binding)
        elif binding.value is not None:
            value = self.types.expressions.value(scope, binding.value)
        type_: MaybeType = value.type if value.role is Role.VALUE else None
        if type_ is not None and binding.how == "element":
            type_ = self.types.expressions.element(scope, type_, "loop")
        elif type_ is not None and binding.how == "delegated":
            given = self.types.results.called(scope, Typed(type_), static_rules(scope).delegate_method)
            type_ = given.type
        elif binding.how == "out":
            type_ = self.types.lambdas.parameter_of(scope, binding)
        elif binding.how not in ("", "constant"):
            type_ = None
        for name in scope.rules.parts(binding.path) if binding.path else ():
            type_ = self._part(scope, type_, name) if type_ is not None else None
        return Typed(type_, False)

    def _part(self, scope: Scope, type_: Type, name: str) -> MaybeType:
        """What a name gets of something that is taken apart."""
        part = None
        if name[1:-1].isdigit():
            part = static_rules(scope).part_type(self.types, type_, int(name[1:-1]))
        return part or self.types.expressions.member(scope, UNKNOWN, type_, name).type

    def _hidden(self, scope: Scope, binding: Binding) -> Typed:
        """What a name was before it was bound to itself (`guard let a = a`)."""
        for bound in scope.names.get(binding.target, ()):
            if not isinstance(bound, int) and bound[1] is not binding and not isinstance(bound[1], Import):
                return self.recorded(*bound)
        return (
            self.types.expressions.name(scope.parent, binding.target, binding.line)
            if scope.parent is not None
            else UNKNOWN
        )

    def _parameter(self, scope: Scope, parameter: Parameter) -> Typed:
        if parameter.type and not static_rules(scope).infers(parameter.type):
            declared = self._declared(scope, parameter.type)
            return Typed(Type(ARRAY, (declared.type,)), declared.exact) if parameter.stars else declared
        definition = scope.definition
        if definition is not None and definition.kind == "lambda":
            place = next(place for place, one in enumerate(definition.parameters) if one is parameter)
            function = self.types.lambdas.function(self.types.lambdas.expected(scope))
            if function is not None and place < len(function.parameters):
                return Typed(function.parameters[place], False)
        if parameter.default is not None:
            # Around a file is its package, in which no call of the file stands.
            around = scope.parent if scope.parent is not None and scope.parent.path else scope
            return Typed(self.types.expressions.value(around, parameter.default).type, False)
        return UNKNOWN
