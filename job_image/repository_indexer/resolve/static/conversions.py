"""Whether a value of one type is taken where another is wanted, and what type variables then stand for."""

from __future__ import annotations

from repository_indexer.resolve.static.declarations import Declarations
from repository_indexer.resolve.static.overloads import Fit
from repository_indexer.resolve.static.static_rules import INTERFACES, StaticRules
from repository_indexer.resolve.static.type_texts import ARRAY
from repository_indexer.resolve.static.types import Bindings, MaybeType, Type, Variable, is_function

MAX_DEPTH = 12


class Conversions:
    """Compares types by the rules of one language."""

    def __init__(self, declarations: Declarations) -> None:
        self.declarations = declarations

    def fit(self, rules: StaticRules, given: Type, wanted: Type) -> Fit:
        """How well a value of the type `given` is taken where `wanted` is."""
        is_variable = isinstance(wanted.what, Variable)
        given, wanted = self.declarations.upper(given), self.declarations.upper(wanted)
        if given.what == wanted.what == ARRAY:
            return self._elements_fit(rules, given, wanted)
        names = self.declarations.name_of(given), self.declarations.name_of(wanted)
        if given.what == wanted.what or names[0] == names[1] != "":
            return Fit.STRICT if is_variable else Fit.SAME
        by_rules = rules.fit(*names) if names[0] and names[1] else None
        if by_rules is not None:
            return by_rules
        if names[1] == rules.top_type or self.declarations.as_ancestor(given, wanted.what) is not None:
            return Fit.STRICT
        return Fit.NONE if self._is_excluded(rules, given, wanted) else Fit.UNKNOWN

    def _is_excluded(self, rules: StaticRules, given: Type, wanted: Type) -> bool:
        """Whether what is known tells that a type is none of those below another one."""
        own_count = self.declarations.symbols.own_count
        if not rules.classes_convert and isinstance(wanted.what, int) and wanted.what < own_count:
            # Nothing from elsewhere lies below a type of the repository.
            return True
        above = self.declarations.ancestors_of(given)
        if isinstance(wanted.what, int) and all(isinstance(one.what, int) for one in above):
            # A library tells of all classes above a class, not of all interfaces.
            kind = self.declarations.symbols.nodes[wanted.what].kind
            return kind not in INTERFACES or self.is_closed(rules, given)
        return self.is_closed(rules, given)

    def _elements_fit(self, rules: StaticRules, given: Type, wanted: Type) -> Fit:
        """How well an array is taken as one of other elements, which are not converted."""
        one, other = (*given.arguments, None)[0], (*wanted.arguments, None)[0]
        if one is None or other is None:
            return Fit.UNKNOWN
        if rules.is_primitive(self.declarations.name_of(one)) or rules.is_primitive(
            self.declarations.name_of(other)
        ):
            return Fit.SAME if one.what == other.what else Fit.NONE
        return self.fit(rules, one, other)

    def function_fit(self, rules: StaticRules, wanted: Type) -> Fit:
        """How well a function is taken where a type is wanted that is not known to be one of functions."""
        wanted = self.declarations.upper(wanted)
        if self.declarations.name_of(wanted) == rules.top_type:
            return Fit.UNKNOWN
        is_class = isinstance(wanted.what, int) and (
            self.declarations.symbols.nodes[wanted.what].kind not in INTERFACES
        )
        return Fit.NONE if is_class or self.is_closed(rules, wanted) else Fit.UNKNOWN

    def is_closed(self, rules: StaticRules, type_: Type) -> bool:
        """Whether all that is above the type is known."""
        return all(
            (isinstance(one.what, int) and not self.declarations.is_partial(one))
            or one.what in (rules.top_type, ARRAY)
            or rules.is_primitive(self.declarations.name_of(one))
            or is_function(one)
            for one in self.declarations.ancestors_of(type_)
        )

    def is_narrower(self, rules: StaticRules, one: MaybeType, other: MaybeType) -> bool:
        """Whether all values of the first type are surely values of the second."""
        if one is None or other is None:
            return one is other
        return one == other or self.fit(rules, one, other) in (Fit.SAME, Fit.STRICT)

    def unify(
        self, formal: MaybeType, actual: MaybeType, owner: int, bindings: Bindings, depth: int = 0
    ) -> None:
        """Find what the type variables of the function `owner` in `formal` have to be for `actual`."""
        if formal is None or actual is None or depth > MAX_DEPTH:
            return
        if isinstance(formal.what, Variable):
            if formal.what.owner == owner and formal.what not in bindings:
                bindings[formal.what] = actual
            return
        if not formal.arguments:
            return
        above = actual if actual.what == formal.what else self.declarations.as_ancestor(actual, formal.what)
        for one, other in zip(formal.arguments, above.arguments if above else (), strict=False):
            self.unify(one, other, owner, bindings, depth + 1)

    def boxed(self, rules: StaticRules, type_: MaybeType) -> MaybeType:
        """The type of a value where a type variable takes it."""
        if type_ is None or not isinstance(type_.what, str) or not rules.is_primitive(type_.what):
            return type_
        return self.declarations.named(rules.language, rules.boxed(type_.what))
