"""The type of every expression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Binding, Composite, Definition, Expression, composite_at
from repository_indexer.resolve.scopes import Scope
from repository_indexer.resolve.static.found import MAX_DEPTH, Found, Want
from repository_indexer.resolve.static.static_rules import RECEIVER, static_rules
from repository_indexer.resolve.static.type_texts import ARRAY
from repository_indexer.resolve.static.typed import UNKNOWN, Role, Typed
from repository_indexer.resolve.static.types import MaybeType, Type, Variable

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes


class Expressions:
    """Finds the types of names, chains and composites."""

    def __init__(self, types: StaticTypes) -> None:
        self.types = types
        self.declarations = types.declarations

    def value(self, scope: Scope, expression: Expression) -> Typed:
        """What an expression in the code of `scope` is."""
        if self.declarations.depth > MAX_DEPTH:
            return UNKNOWN
        self.declarations.depth += 1
        try:
            if expression.root == -1:
                return self.chain(scope, expression.text, expression.line)
            start = self.root(scope, expression.root)
            return (
                self.members(scope, start, scope.rules.parts(expression.text)) if expression.text else start
            )
        finally:
            self.declarations.depth -= 1

    def root(self, scope: Scope, root: int) -> Typed:
        """What a call or composite gives, by `Expression.root`."""
        file = self.types.files[scope.path]
        if root >= 0:
            return self.types.results.result(file, root)
        return self._composite(scope, file.facts.composites[composite_at(root)])

    def _composite(self, scope: Scope, composite: Composite) -> Typed:
        if composite.kind == "cast":
            return Typed(self.declarations.type_of_text(scope, composite.keys[0]) if composite.keys else None)
        if composite.kind == "await":
            awaited = self.value(scope, composite.items[0]) if composite.items[0] is not None else UNKNOWN
            type_ = self.element(scope, awaited.type, "await") if awaited.type is not None else None
            return Typed(type_, awaited.exact)
        if composite.kind == "list" and composite.keys:
            return Typed(Type(ARRAY, (self.declarations.type_of_text(scope, composite.keys[0]),)))
        if composite.kind == "choice" and len(composite.items) == 1:
            return self.value(scope, composite.items[0]) if composite.items[0] is not None else UNKNOWN
        known = [self.value(scope, item) for item in composite.items if item is not None]
        if composite.kind == "arithmetic":
            return self._widest(scope, known)
        known = [one for one in known if one.type is not None and one.role is Role.VALUE]
        if known and composite.kind == "choice":
            return self._common(scope, known)
        if known and composite.kind in ("list", "each"):
            return Typed(Type(ARRAY, (self._common(scope, known).type,)), False)
        return UNKNOWN

    def _widest(self, scope: Scope, items: list[Typed]) -> Typed:
        """The type of a sum and the like: of numbers the wider one, of a string and anything a string."""
        rules, name_of = static_rules(scope), self.declarations.name_of
        names = [name_of(one.type) if one.type is not None else "" for one in items]
        if rules.string_type in names:
            return self._literal(scope, rules.string_type)
        if not all(rules.is_primitive(name) for name in names):
            return UNKNOWN
        return self._common(scope, items)

    def _common(self, scope: Scope, known: list[Typed]) -> Typed:
        """The type of one of several values, if it is one that all of them have."""
        is_narrower = self.types.conversions.is_narrower
        for one in known:
            if all(is_narrower(static_rules(scope), other.type, one.type) for other in known):
                return Typed(one.type, False)
        return UNKNOWN

    # -- Chains

    def chain(self, scope: Scope, text: str, line: int) -> Typed:
        """What `a.b.c`, written at a line, is."""
        if text.startswith("."):
            # A member of the type that is wanted there, whatever else has its name.
            return UNKNOWN
        names = scope.rules.parts(text)
        if not names:
            literal = static_rules(scope).literal_type(text)
            return self._literal(scope, literal) if literal else UNKNOWN
        return self.members(scope, self.name(scope, names[0], line), names[1:])

    def name(self, scope: Scope, name: str, line: int) -> Typed:
        """What a name is: a value, or else a type, or else a package, or else something inherited unseen."""
        known = self.known_name(scope, name, line)
        if known is not None:
            return known
        for found in self.declarations.names.unknown_around(scope, name):
            return self.types.variables.found_value(found)
        return UNKNOWN

    def known_name(self, scope: Scope, name: str, line: int) -> Typed | None:
        """What a name is by what is known; None if nothing tells of it."""
        rules, declarations = static_rules(scope), self.declarations
        if name in rules.this_names or name in rules.super_names:
            return Typed(self.this_type(scope), True, Role.SUPER if name in rules.super_names else Role.VALUE)
        if (place := rules.implicit_parameter(name)) >= 0:
            return self._implicit_parameter(scope, place)
        if literal := rules.literal_type(name):
            return self._literal(scope, literal)
        found = self.found_name(scope, name, line)
        if found is not None:
            return self.types.variables.found_value(found)
        type_ = declarations.type_named(scope, name)
        if type_ is not None:
            return Typed(type_, True, Role.TYPE)
        package = declarations.evaluator.module_named(rules.language, name, scope.path)
        if package is None and not rules.may_be_package(name):
            return None
        return Typed(Type(name), True, Role.PACKAGE)

    def known(self, scope: Scope, name: str, line: int) -> MaybeType:
        """The type of the variable or field of a name."""
        found = self.found_name(scope, name, line)
        return self.types.variables.found_value(found).type if found is not None else None

    def found_name(self, scope: Scope, name: str, line: int, *, tested: bool = False) -> Found | None:
        """The variable or field of a name; of several in one scope the last one before the line.

        With `tested`, what is known of its value by a test of its type counts in every language.
        """
        around: Scope | None = scope
        # A package's names are seen from all of its files: what is around one of them may lead to it again.
        seen: set[int] = set()
        while around is not None and id(around) not in seen:
            seen.add(id(around))
            found = self.declarations.names.found(around, name, Want.VALUE)
            record = found[0].what if found else None
            if not isinstance(record, tuple) or isinstance(record, Variable) or record[0].is_class:
                return self._received(scope, name) or (found[0] if found else None)
            before = [one for one in found if not self._is_later(scope, one, line, tested=tested)]
            if before:
                return next((one for one in reversed(before) if _tells(one)), before[-1])
            around = record[0].parent
        return None

    def _is_later(self, scope: Scope, found: Found, line: int, *, tested: bool) -> bool:
        """Whether a variable gets its value, or what is known of its type, only behind a line."""
        record = found.what[1] if isinstance(found.what, tuple) else None
        if not isinstance(record, Binding):
            return False
        is_known = record.how != "narrowed" or tested or static_rules(scope).casts_are_smart
        return record.line > line or not is_known

    def _received(self, scope: Scope, name: str) -> Found | None:
        """The member of that name of an instance whose members need no receiver, other than the class's."""
        for around, type_ in self.receivers(scope) if static_rules(scope).has_receivers else ():
            if around.is_class:
                return None
            for found in self.declarations.members(type_, name, Want.VALUE):
                return found
            if extended := self.types.methods.extension_values(scope, type_, name):
                return extended
        return None

    def _implicit_parameter(self, scope: Scope, place: int) -> Typed:
        """The parameter of that place of the lambda around that names none."""
        around: Scope | None = scope
        while around is not None:
            definition = around.definition
            if definition is not None and definition.kind == "lambda" and not definition.parameters:
                break
            around = around.parent
        function = (
            self.types.lambdas.function(self.types.lambdas.expected(around)) if around is not None else None
        )
        known = function is not None and place < len(function.parameters)
        return Typed(function.parameters[place], False) if function is not None and known else UNKNOWN

    def _literal(self, scope: Scope, name: str) -> Typed:
        return Typed(self.declarations.named(scope.rules.language, name))

    def this_type(self, scope: Scope) -> MaybeType:
        """The type of the instance in the code of `scope`."""
        return next((type_ for _, type_ in self.receivers(scope)), None)

    def receivers(self, scope: Scope) -> Iterator[tuple[Scope, Type]]:
        """The instances in the code of `scope` whose members need no receiver, the innermost first.

        Each with the class, lambda or function that has it.
        """
        has_receivers = static_rules(scope).has_receivers
        around: Scope | None = scope
        while around is not None:
            type_: MaybeType = None
            if around.is_class:
                type_ = self.declarations.type_around(around)
            elif has_receivers and around.definition is not None:
                type_ = self._receiver(around, around.definition)
            if type_ is not None:
                yield around, type_
            around = around.parent

    def _receiver(self, scope: Scope, definition: Definition) -> MaybeType:
        """The type of the receiver that a lambda, or a function beside its type, has."""
        if definition.kind == "lambda":
            function = self.types.lambdas.function(self.types.lambdas.expected(scope))
            return function.parameters[0] if function is not None and function.has_receiver else None
        if definition.parameters and definition.parameters[0].name == RECEIVER:
            return self.types.variables.recorded(scope, definition.parameters[0]).type
        return None

    def members(self, scope: Scope, start: Typed, names: Sequence[str]) -> Typed:
        """What the rest of a chain leads to."""
        for name in names:
            if start.type is None:
                return UNKNOWN
            start = self.member(scope, start, start.type, name)
        return start

    def member(self, scope: Scope, of: Typed, type_: Type, name: str) -> Typed:
        """What `of.name`, of which `type_` is the type, is if it is not called."""
        if of.role is Role.EXTERNAL:
            return Typed(Type(f"{type_.what}.{name}"), of.exact, Role.EXTERNAL)
        if of.role is Role.PACKAGE:
            qualified = f"{type_.what}.{name}"
            inner = self.declarations.type_named(scope, qualified)
            if inner is not None and isinstance(inner.what, str):
                package = self.declarations.evaluator.module_named(
                    scope.rules.language, qualified, scope.path
                )
                inner = inner if package is None else None
            return Typed(inner, True, Role.TYPE) if inner else Typed(Type(qualified), True, Role.PACKAGE)
        if name.startswith("["):
            return Typed(self.element(scope, type_, "index"), of.exact)
        special = self._special(scope, of, type_, name)
        if special is not None:
            return special
        for found in self.declarations.members(type_, name, Want.VALUE):
            value = self.types.variables.found_value(found)
            return Typed(value.type, value.exact and of.exact, value.role)
        forwarded = self.types.methods.forwarded(scope, of)
        if forwarded is not None and forwarded.type is not None:
            for found in self.declarations.members(forwarded.type, name, Want.VALUE):
                return self.types.variables.found_value(found)._replace(exact=False)
        if of.role is not Role.TYPE and static_rules(scope).has_extensions:
            extended = self.types.methods.extension_values(scope, type_, name)
            if extended is not None:
                value = self.types.variables.found_value(extended)
                return Typed(value.type, value.exact and of.exact)
        inner = self.declarations.member_type(type_, name) if of.role is Role.TYPE else None
        if inner is not None:
            return Typed(inner, of.exact, Role.EXTERNAL if isinstance(inner.what, str) else Role.TYPE)
        unknown = self.declarations.unknown_members(type_, name)
        first = self.types.variables.found_value(unknown[0]) if unknown else UNKNOWN
        return first._replace(exact=len(unknown) == 1) if unknown else UNKNOWN

    def _special(self, scope: Scope, of: Typed, type_: Type, name: str) -> Typed | None:
        """The instance of a class around (`Outer.this`), a base's (`Base.super`), a type as a value."""
        rules = static_rules(scope)
        if given := rules.special_value(self.declarations, type_, name):
            return Typed(given)
        if of.role is Role.TYPE and name in rules.this_names:
            return Typed(self.declarations.own_type(type_.what) if isinstance(type_.what, int) else type_)
        if of.role is Role.TYPE and name in rules.super_names:
            is_around = self._is_around(scope, type_)
            return Typed(type_, True, Role.SUPER if is_around else Role.BASE)
        if of.role is Role.TYPE and name == rules.class_literal:
            class_type = self.declarations.named(rules.language, rules.class_type)
            return Typed(Type(class_type.what, (type_,)))
        return None

    def _is_around(self, scope: Scope, type_: Type) -> bool:
        """Whether a class is one of those around the code of `scope`."""
        around: Scope | None = scope
        while around is not None:
            if around.is_class and around.node == type_.what:
                return True
            around = around.parent
        return False

    def element(self, scope: Scope, type_: Type, how: str) -> MaybeType:
        """What something with elements gives for an `index`, or in a `loop`."""
        type_ = self.declarations.upper(type_)
        if type_.what == ARRAY:
            return type_.arguments[0] if type_.arguments else None
        return static_rules(scope).element_type(self.types, type_, how)


def _tells(found: Found) -> bool:
    """Whether anything is said of a variable's type."""
    record = found.what[1] if isinstance(found.what, tuple) else None
    return not isinstance(record, Binding) or bool(record.type) or record.value is not None
