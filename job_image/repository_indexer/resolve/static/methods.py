"""What can be called of something of a type: its methods, and the functions that extend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository_indexer.resolve.scopes import Scope
from repository_indexer.resolve.static.found import Found, Want
from repository_indexer.resolve.static.overloads import Fit
from repository_indexer.resolve.static.static_rules import static_rules
from repository_indexer.resolve.static.typed import Role, Typed
from repository_indexer.resolve.static.types import Bindings, Type

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes


class Methods:
    """Finds methods and extensions by their names, and what is known of type variables through them."""

    def __init__(self, types: StaticTypes) -> None:
        self.types = types
        self.declarations = types.declarations
        self.symbols = types.symbols

    def found(self, of: Typed, type_: Type, name: str) -> list[Found]:
        """The methods of that name that something of the type has."""
        found = list(self.declarations.members(type_, name, Want.CALLABLE))
        if of.role is Role.SUPER:
            return [one for one in found if one.owner is None or one.owner.what != type_.what]
        return found

    def extensions(self, scope: Scope, type_: Type, name: str, *, values: bool = False) -> list[Found]:
        """The functions of that name that can be called as methods of something of the type.

        Those for the nearest type come first.
        """
        rules = static_rules(scope)
        found: list[tuple[Fit, int, Found]] = []
        above = [one.what for one in self.declarations.ancestors_of(type_)]
        for node in self.declarations.extensions(rules.language, name, values=values):
            if not rules.sees_extension(self.declarations, scope, node):
                continue
            text = self.declarations.definition(node).parameters[0].type
            first = self.declarations.type_of_text(self.symbols.scopes[node], text)
            fit = self.types.conversions.fit(rules, type_, first) if first is not None else Fit.NONE
            if first is not None and fit < Fit.UNKNOWN:
                distance = above.index(first.what) if first.what in above else len(above)
                found.append((fit, distance, Found(node, extends=type_)))
        found.sort(key=lambda one: one[:2])
        return [one for fit, distance, one in found if (fit, distance) == found[0][:2]]

    def extension_values(self, scope: Scope, type_: Type, name: str) -> Found | None:
        """The property of that name that something of the type has from beside it."""
        return next(iter(self.extensions(scope, type_, name, values=True)), None)

    def forwarded(self, scope: Scope, of: Typed) -> Typed | None:
        """What something gives that has the members which it has not itself; None if it gives nothing."""
        name = static_rules(scope).forwarding_method
        if not name or of.type is None or of.role is not Role.VALUE:
            return None
        for found in self.found(of, of.type, name):
            return self.types.results.given(found)._replace(exact=False)
        return None

    def bindings(self, found: Found) -> Bindings:
        """What is known of type variables by what a function is called of."""
        if found.extends is not None:
            scope = self.symbols.scopes[found.node]
            bindings: Bindings = {}
            first = self.declarations.definition(found.node).parameters[0].type
            formal = self.declarations.type_of_text(scope, first)
            self.types.conversions.unify(formal, found.extends, found.node, bindings)
            return bindings
        return self.declarations.bindings(found.owner) if found.owner is not None else {}
