"""What calls call that make an instance: the constructors of its class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Call
from repository_indexer.model import NodeKind
from repository_indexer.resolve.scopes import Scope
from repository_indexer.resolve.static.found import Found, Want
from repository_indexer.resolve.static.static_rules import INTERFACES, StaticRules, static_rules
from repository_indexer.resolve.static.typed import NOBODY, Callee
from repository_indexer.resolve.static.types import MaybeType, Type

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes

CLASS = "<class"


class Constructors:
    """Finds the constructors that calls mean, and those that a type has."""

    def __init__(self, types: StaticTypes) -> None:
        self.types = types
        self.declarations = types.declarations
        self.symbols = types.symbols

    def constructed(self, scope: Scope, call: Call) -> Callee:
        """What a call calls whose text names the class."""
        if call.text == static_rules(scope).implied_type:
            type_ = self.types.lambdas.made(scope, call)
            return self.instance_of(scope, call, type_, False) if type_ is not None else NOBODY
        if self._is_own_constant(scope, call.text):
            own = self.types.expressions.this_type(scope)
            made = self.types.applicable.left(scope, call, self.of_type(own), True) if own else NOBODY
            return made._replace(is_implicit=True)
        if not call.text.startswith(CLASS):
            type_ = self.declarations.type_of_text(scope, call.text)
            if type_ is None:
                # What a constructor's initializers make are fields, named for themselves.
                type_ = self.types.expressions.known(scope, call.text, call.line)
            if type_ is None or not static_rules(scope).makes_instances(self.declarations, type_):
                return Callee(is_implicit=type_ is not None)
            if call.operator and self._is_base(scope, type_, call.text):
                return self.types.applicable.left(scope, call, self.of_type(type_), True)._replace(
                    is_implicit=True
                )
            return self.instance_of(scope, call, type_, True)
        node = self._nameless_class(scope, call.text)
        if node < 0:
            return NOBODY
        # A class without a name has no constructor of its own: its base's takes the arguments.
        bases = self.declarations.supertypes(node)[:1]
        made = self.types.applicable.left(scope, call, self.of_type(bases[0]), True) if bases else NOBODY
        return Callee(made.found, made.exact, Type(node))

    def instance_of(self, scope: Scope, call: Call, type_: Type, exact: bool) -> Callee:
        """The call makes an instance of the type."""
        made = self.types.applicable.left(scope, call, self.of_type(type_), exact)
        return Callee(made.found, exact if not made.found else made.exact, type_)

    def of_type(self, type_: Type) -> list[Found]:
        """The constructors of a type, with those that it inherits."""
        if not isinstance(type_.what, int):
            return []
        own = [Found(node, type_) for node in self.declarations.constructors(type_.what)]
        rules = static_rules(self.symbols.scopes[type_.what])
        if rules.has_primary_constructors and (
            not own or self.declarations.definition(type_.what).parameters
        ):
            return [Found(type_.what, type_), *own]
        if own or not static_rules(self.symbols.scopes[type_.what]).constructors_are_inherited:
            return own
        for above in self.declarations.ancestors_of(type_)[1:]:
            if isinstance(above.what, int) and not self._is_interface(above):
                own += [Found(node, above) for node in self.declarations.constructors(above.what)]
        return own

    def made(self, rules: StaticRules, type_: Type, given: Sequence[MaybeType] | None) -> Callee:
        """The constructors of a type that take values of the types `given`; None: nobody knows which."""
        found = self.types.applicable.taking(rules, self.of_type(type_), given, True, by_type=False)
        return Callee(found.found, found.exact, type_)

    def other(self, scope: Scope, call: Call, of_base: bool) -> Callee:
        """`this(...)` and `super(...)`, which make no further instance."""
        own = self.types.expressions.this_type(scope)
        if own is None or not isinstance(own.what, int):
            return NOBODY
        bases = [one for one in self.declarations.supertypes(own.what) if not self._is_interface(one)]
        bases = bases[:1] if of_base else [own]
        if not bases:
            return Callee(is_implicit=True)
        constructors = self.of_type(bases[0])
        if bases[0].what not in range(self.symbols.own_count):
            return Callee(is_implicit=True)
        return self.types.applicable.left(scope, call, constructors, True)._replace(
            is_implicit=not constructors
        )

    def _is_own_constant(self, scope: Scope, name: str) -> bool:
        """Whether a call says how an enumeration's constant is made (`RED(1)`), where it is defined."""
        if scope.node < 0 or self.symbols.nodes[scope.node].kind is not NodeKind.ENUM:
            return False
        bounds = self.symbols.scopes[scope.node].names.get(name, ())
        return any(
            isinstance(one, int) and self.symbols.nodes[one].kind is NodeKind.CONSTANT for one in bounds
        )

    def _is_base(self, scope: Scope, type_: Type, name: str) -> bool:
        """Whether a constructor's initializer is that of a base, or of the class itself."""
        own = self.types.expressions.this_type(scope)
        if own is None or self.declarations.names.found(scope, name, Want.VALUE):
            return False
        definition = scope.definition
        is_constructor = definition is not None and definition.kind == "constructor"
        return is_constructor and self.declarations.as_ancestor(own, type_.what) is not None

    def _is_interface(self, type_: Type) -> bool:
        return isinstance(type_.what, int) and self.symbols.nodes[type_.what].kind in INTERFACES

    def _nameless_class(self, scope: Scope, name: str) -> int:
        around: Scope | None = scope
        while around is not None:
            for bound in around.names.get(name, ()):
                if isinstance(bound, int):
                    return bound
            around = around.parent
        return -1
