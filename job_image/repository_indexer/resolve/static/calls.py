"""What every call calls, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Call, Expression, composite_at
from repository_indexer.model import NodeKind
from repository_indexer.resolve.scopes import CALLABLE_KINDS, File, Scope
from repository_indexer.resolve.static.declarations import MAX_DEPTH, Found, Want
from repository_indexer.resolve.static.overloads import Argument, Candidate, Fit, chosen, places_of
from repository_indexer.resolve.static.static_rules import INTERFACES, StaticRules, static_rules
from repository_indexer.resolve.static.type_texts import ARRAY
from repository_indexer.resolve.static.typed import NOBODY, UNKNOWN, Callee, Role, Typed
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

CLASS = "<class"


def _known(type_: MaybeType) -> Callable[[], MaybeType]:
    return lambda: type_


class Calls:
    """Finds the callees; every one once."""

    def __init__(self, types: StaticTypes) -> None:
        self.types = types
        self.declarations = types.declarations
        self.symbols = types.symbols
        self._callees: dict[tuple[str, int], Callee] = {}
        self._asked: set[tuple[str, int]] = set()
        """Those that are being found: what is said of them meanwhile is not to be remembered."""
        self._kept: dict[tuple[str, int], Callee] = {}
        self._results: dict[tuple[str, int], Typed] = {}
        self._returned: dict[int, Typed] = {}

    def callee(self, file: File, position: int) -> Callee:
        """What a call of the file's facts calls."""
        key = file.path, position
        if key in self._kept:
            return self._kept[key]
        callee, call = self.declared(file, position), file.facts.calls[position]
        if key in self._asked:
            return callee
        scope, values = file.scopes[call.scope], self.types.function_values
        is_known = callee.found or callee.instantiated is not None or callee.is_implicit or call.constructs
        if is_known or values.is_building or self.declarations.depth > MAX_DEPTH:
            return callee
        if static_rules(scope).functions_are_kept:
            self.declarations.depth += 1
            callee = Callee(tuple(Found(one) for one in values.called(scope, call)))
            self.declarations.depth -= 1
        self._kept[key] = callee
        return callee

    def declared(self, file: File, position: int) -> Callee:
        """The same by declarations alone, whatever is kept in variables."""
        key = file.path, position
        if key not in self._callees:
            if self.declarations.depth > MAX_DEPTH:
                return NOBODY
            self._callees[key] = NOBODY
            self._asked.add(key)
            self.declarations.depth += 1
            call = file.facts.calls[position]
            self._callees[key] = self._callee(file.scopes[call.scope], call)
            self.declarations.depth -= 1
            self._asked.remove(key)
        return self._callees[key]

    def _callee(self, scope: Scope, call: Call) -> Callee:  # noqa: PLR0912 - the order of the cases decides
        if call.constructs:
            return self._constructed(scope, call)
        if static_rules(scope).cast_type(call.text):
            return Callee(is_implicit=True)
        names, expressions = scope.rules.parts(call.text), self.types.expressions
        if call.root == -1 and len(names) < 2 and not call.text.startswith("."):
            return self._bare(scope, call, names[0]) if names else NOBODY
        if call.root == -1 and call.text.startswith("."):
            return self._implicit_member(scope, call, names)
        if call.root != -1:
            start, rest = expressions.root(scope, call.root), names
        else:
            start, rest = expressions.name(scope, names[0], call.line), names[1:]
        if not rest:
            return NOBODY if call.text else self._invoked(scope, call, start)
        of, name = expressions.members(scope, start, rest[:-1]), rest[-1]
        if of.type is None:
            return NOBODY
        if of.role in (Role.EXTERNAL, Role.PACKAGE):
            return self._qualified(scope, call, of, f"{of.type.what}.{name}")
        rules = static_rules(scope)
        if name in rules.constructor_names:
            if of.role is Role.TYPE:
                return self._instance_of(scope, call, of.type, of.exact)
            return self._other_constructor(scope, call, of.role is Role.SUPER)
        found = self.methods(of, of.type, name)
        if rules.hides_members(name) and self._extensions(scope, of.type, name):
            found = []
        callee = self._overload(scope, call, found, of.exact) if found else NOBODY
        if not callee.found and rules.has_extensions and of.role is Role.VALUE:
            extension = self._overload(scope, call, self._extensions(scope, of.type, name), of.exact)
            if extension.found:
                return extension._replace(receiver=of.type)
        if not callee.found and (inner := self.forwarded(scope, of)) is not None and inner.type is not None:
            found = self.methods(inner, inner.type, name)
            callee = self._overload(scope, call, found, False) if found else NOBODY
            if callee.found:
                return callee._replace(is_virtual=True, receiver=inner.type)
        if callee.found:
            return callee._replace(is_virtual=of.role is Role.VALUE, receiver=of.type)
        if rules.types_are_called and of.role is Role.TYPE:
            made = self._case(of.type, name, of.exact)
            if made.instantiated is not None:
                return made
        if rules.call_method or (rules.types_are_called and of.role is Role.TYPE):
            value = expressions.member(scope, of, of.type, name)
            if value.role is Role.TYPE and value.type is not None:
                return self._instance_of(scope, call, value.type, value.exact)
            if value.role is Role.VALUE and value.type is not None:
                return self._applied(scope, call, value)
        if accessed := rules.accessed(self.declarations, of.type, name):
            return Callee((accessed,), of.exact, receiver=of.type)
        unknown = self.declarations.unknown_members(of.type, name)
        return Callee(tuple(unknown[:1]), of.exact and len(unknown) == 1, receiver=of.type)

    def _implicit_member(self, scope: Scope, call: Call, names: Sequence[str]) -> Callee:
        """A member of the type that is wanted where the call stands (`.make()`)."""
        type_ = self.types.lambdas.made(scope, call)
        if type_ is None or len(names) != 1:
            return NOBODY
        of, name = Typed(type_, False, Role.TYPE), names[0]
        if name in static_rules(scope).constructor_names:
            return self._instance_of(scope, call, type_, False)
        if found := self.methods(of, type_, name):
            return self._overload(scope, call, found, False)._replace(receiver=type_)
        return self._case(type_, name, False)

    def _case(self, type_: Type, name: str, exact: bool) -> Callee:
        """An instance of an enumeration that is made by naming one of its cases (`.some(1)`)."""
        for found in self.declarations.members(type_, name, Want.VALUE):
            owner = self.symbols.parents[found.node] if found.node >= 0 else -1
            is_case = found.node >= 0 and self.symbols.nodes[found.node].kind is NodeKind.CONSTANT
            if is_case and self.symbols.nodes[owner].kind is NodeKind.ENUM:
                return Callee((), exact, type_)
        return NOBODY

    def _qualified(self, scope: Scope, call: Call, of: Typed, name: str) -> Callee:
        """A call of something with its package before it, or of something from elsewhere."""
        if of.role is Role.EXTERNAL:
            return Callee((Found(name),), of.exact)
        package, _, last = name.rpartition(".")
        found = self.declarations.in_package(scope, package, last, Want.CALLABLE)
        if found:
            return self._overload(scope, call, found, True)
        type_, rules = self.declarations.type_named(scope, name), static_rules(scope)
        if type_ is None or not rules.types_are_called:
            return NOBODY
        if isinstance(type_.what, str) and not rules.makes_instances(self.declarations, type_):
            return Callee((Found(type_.what),), True)
        return self._instance_of(scope, call, type_, True)

    def forwarded(self, scope: Scope, of: Typed) -> Typed | None:
        """What something gives that has the members which it has not itself; None if it gives nothing."""
        name = static_rules(scope).forwarding_method
        if not name or of.type is None or of.role is not Role.VALUE:
            return None
        for found in self.methods(of, of.type, name):
            return self.given(found)._replace(exact=False)
        return None

    def methods(self, of: Typed, type_: Type, name: str) -> list[Found]:
        """The methods of that name that something of the type has."""
        found = list(self.declarations.members(type_, name, Want.CALLABLE))
        if of.role is Role.SUPER:
            return [one for one in found if one.owner is None or one.owner.what != type_.what]
        return found

    def _extensions(self, scope: Scope, type_: Type, name: str, *, values: bool = False) -> list[Found]:
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
        return next(iter(self._extensions(scope, type_, name, values=True)), None)

    def called(self, scope: Scope, of: Typed, name: str) -> Typed:
        """What the method of that name gives, whatever it is called with."""
        if of.type is None:
            return UNKNOWN
        found = self.methods(of, of.type, name) or self._extensions(scope, of.type, name)
        return self.given(found[0]) if found else UNKNOWN

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

    def _bare(self, scope: Scope, call: Call, name: str) -> Callee:
        """A call of a name alone."""
        rules = static_rules(scope)
        if name in rules.this_names or name in rules.super_names:
            return self._other_constructor(scope, call, name in rules.super_names)
        found = self.declarations.found(scope, name, Want.CALLABLE)
        if rules.values_hide_functions and self.declarations.is_hidden(scope, name):
            found = []
        if rules.has_receivers:
            callee = self._received(scope, call, name, found)
            if callee.found:
                return callee
        elif found:
            callee = self._overload(scope, call, found, True)
            if not callee.found and found[0].owner is not None:
                unknown = self.declarations.unknown_members(found[0].owner, name)
                return Callee(tuple(unknown[:1]), len(unknown) == 1)
            return callee._replace(is_virtual=found[0].owner is not None)
        own = self.types.expressions.this_type(scope)
        if own is not None and (accessed := rules.accessed(self.declarations, own, name)):
            return Callee((accessed,), True)
        value = self.types.expressions.known_name(scope, name, call.line)
        if value is None:
            unknown = self.declarations.unknown_around(scope, name)
            return Callee(tuple(unknown[:1]), len(unknown) == 1)
        if value.role is Role.TYPE and value.type is not None:
            return self._instance_of(scope, call, value.type, True) if rules.types_are_called else NOBODY
        return self._applied(scope, call, value)

    def _applied(self, scope: Scope, call: Call, value: Typed) -> Callee:
        """What a call of a value calls; of an object that has no method for it, the class's constructor."""
        callee = self._invoked(scope, call, value)
        if callee.found or callee.is_implicit or value.type is None or not isinstance(value.type.what, int):
            return callee
        node = value.type.what
        class_ = static_rules(self.symbols.scopes[node]).class_beside(self.symbols, node)
        return self._instance_of(scope, call, Type(class_), value.exact) if class_ >= 0 else callee

    def _received(self, scope: Scope, call: Call, name: str, found: Sequence[Found]) -> Callee:
        """A call of a name alone, where lambdas and functions have receivers.

        Local functions come first, then the members and extensions of the receivers from the innermost on,
        then what the files and packages have (Kotlin language specification, 11.4).
        """
        extensions = {one.node for one in found if self._is_extension(one)}
        plain = [one for one in found if one.node not in extensions]
        if plain and plain[0].owner is None and self._is_local(plain[0]):
            return self._overload(scope, call, plain, True)
        for around, type_ in self.types.expressions.receivers(scope):
            members = self.methods(Typed(type_), type_, name)
            if around.is_class and plain and plain[0].owner is not None:
                members = members or plain
            callee = self._overload(scope, call, members, True) if members else NOBODY
            if callee.found:
                return callee._replace(is_virtual=True, receiver=None if around.is_class else type_)
            extended = self._extensions(scope, type_, name)
            callee = self._overload(scope, call, extended, True) if extended else NOBODY
            if callee.found:
                return callee._replace(receiver=type_)
        return self._overload(scope, call, plain, True) if plain else NOBODY

    def _is_extension(self, found: Found) -> bool:
        if found.node < 0:
            return False
        return static_rules(self.symbols.scopes[found.node]).is_extension(
            self.declarations.definition(found.node)
        )

    def _is_local(self, found: Found) -> bool:
        """Whether a function is defined within another one."""
        parent = self.symbols.parents[found.node] if found.node >= 0 else -1
        return parent >= 0 and self.symbols.nodes[parent].kind in CALLABLE_KINDS

    def _is_own_constant(self, scope: Scope, name: str) -> bool:
        """Whether a call says how an enumeration's constant is made (`RED(1)`), where it is defined."""
        if scope.node < 0 or self.symbols.nodes[scope.node].kind is not NodeKind.ENUM:
            return False
        bounds = self.symbols.scopes[scope.node].names.get(name, ())
        return any(
            isinstance(one, int) and self.symbols.nodes[one].kind is NodeKind.CONSTANT for one in bounds
        )

    def _invoked(self, scope: Scope, call: Call, value: Typed) -> Callee:
        """What a call of a value calls: the method that its type has for it."""
        if value.type is None or value.role is not Role.VALUE or not scope.rules.call_method:
            return NOBODY
        function = self.types.lambdas.function(value.type)
        if function is not None and function.method is None:
            return Callee(exact=value.exact, is_implicit=True, gives=function.result)
        found = list(self.declarations.members(value.type, scope.rules.call_method, Want.CALLABLE))
        return self._overload(scope, call, found, value.exact)._replace(is_virtual=True) if found else NOBODY

    # -- Constructors

    def _other_constructor(self, scope: Scope, call: Call, of_base: bool) -> Callee:
        """`this(...)` and `super(...)`, which make no further instance."""
        own = self.types.expressions.this_type(scope)
        if own is None or not isinstance(own.what, int):
            return NOBODY
        bases = [one for one in self.declarations.supertypes(own.what) if not self._is_interface(one)]
        bases = bases[:1] if of_base else [own]
        if not bases:
            return Callee(is_implicit=True)
        constructors = self._constructors(bases[0])
        if bases[0].what not in range(self.symbols.own_count):
            return Callee(is_implicit=True)
        return self._overload(scope, call, constructors, True)._replace(is_implicit=not constructors)

    def _is_interface(self, type_: Type) -> bool:
        return isinstance(type_.what, int) and self.symbols.nodes[type_.what].kind in INTERFACES

    def _constructed(self, scope: Scope, call: Call) -> Callee:
        if call.text == static_rules(scope).implied_type:
            type_ = self.types.lambdas.made(scope, call)
            return self._instance_of(scope, call, type_, False) if type_ is not None else NOBODY
        if self._is_own_constant(scope, call.text):
            own = self.types.expressions.this_type(scope)
            made = self._overload(scope, call, self._constructors(own), True) if own else NOBODY
            return made._replace(is_implicit=True)
        if not call.text.startswith(CLASS):
            type_ = self.declarations.type_of_text(scope, call.text)
            if type_ is None:
                # What a constructor's initializers make are fields, named for themselves.
                type_ = self.types.expressions.known(scope, call.text, call.line)
            if type_ is None or not static_rules(scope).makes_instances(self.declarations, type_):
                return Callee(is_implicit=type_ is not None)
            if call.operator and self._is_base(scope, type_, call.text):
                return self._overload(scope, call, self._constructors(type_), True)._replace(is_implicit=True)
            return self._instance_of(scope, call, type_, True)
        node = self._nameless_class(scope, call.text)
        if node < 0:
            return NOBODY
        # A class without a name has no constructor of its own: its base's takes the arguments.
        bases = self.declarations.supertypes(node)[:1]
        made = self._overload(scope, call, self._constructors(bases[0]), True) if bases else NOBODY
        return Callee(made.found, made.exact, Type(node))

    def _is_base(self, scope: Scope, type_: Type, name: str) -> bool:
        """Whether a constructor's initializer is that of a base, or of the class itself."""
        own = self.types.expressions.this_type(scope)
        if own is None or self.declarations.found(scope, name, Want.VALUE):
            return False
        definition = scope.definition
        is_constructor = definition is not None and definition.kind == "constructor"
        return is_constructor and self.declarations.as_ancestor(own, type_.what) is not None

    def _nameless_class(self, scope: Scope, name: str) -> int:
        around: Scope | None = scope
        while around is not None:
            for bound in around.names.get(name, ()):
                if isinstance(bound, int):
                    return bound
            around = around.parent
        return -1

    def _instance_of(self, scope: Scope, call: Call, type_: Type, exact: bool) -> Callee:
        made = self._overload(scope, call, self._constructors(type_), exact)
        return Callee(made.found, exact if not made.found else made.exact, type_)

    def _constructors(self, type_: Type) -> list[Found]:
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

    # -- Functions as values

    def made(self, rules: StaticRules, type_: Type, given: Sequence[MaybeType] | None) -> Callee:
        """The constructors of a type that take values of the types `given`; None: nobody knows which."""
        found = self.taking(rules, self._constructors(type_), given, True, by_type=False)
        return Callee(found.found, found.exact, type_)

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

    # -- Overloads

    def _overload(self, scope: Scope, call: Call, found: Sequence[Found], exact: bool) -> Callee:
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

    def _name(self, found: Found) -> str:
        return self.symbols.nodes[found.node].qualified_name

    def _chosen(
        self, rules: StaticRules, found: Sequence[Found], arguments: Sequence[Argument]
    ) -> list[Found]:
        conversions = self.types.conversions
        left = chosen(
            [self._candidate(place, one) for place, one in enumerate(found)],
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

    def _candidate(self, place: int, found: Found) -> Candidate:
        scope, bindings = self.symbols.scopes[found.node], self.bindings(found)
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

    # -- What a call gives

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
        callee, call = self.callee(file, position), file.facts.calls[position]
        scope = file.scopes[call.scope]
        if callee.instantiated is not None:
            return Typed(self._instance(scope, call, callee, callee.instantiated))
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

    def _instance(self, scope: Scope, call: Call, callee: Callee, type_: Type) -> MaybeType:
        """The type of an instance; arguments of it that are left out are those that the constructor takes."""
        if not isinstance(type_.what, int) or type_.arguments or len(callee.found) != 1:
            return type_
        own, constructor = self.declarations.own_type(type_.what), callee.found[0]
        if not own.arguments or constructor.node < 0:
            return type_
        candidate = self._candidate(0, Found(constructor.node, own))
        arguments, bindings = self.arguments(scope, call), dict.fromkeys(self.declarations.bindings(own))
        known: Bindings = {}
        for argument, place in zip(arguments, places_of(candidate.parameters, arguments) or (), strict=False):
            if argument.lambda_ < 0:
                given = self.types.conversions.boxed(static_rules(scope), argument.type)
                self.types.conversions.unify(candidate.type_of(place), given, type_.what, known)
        return substitute(own, bindings | known)

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
        bindings = self._inferred(scope, call, found, lambdas=True)
        return given._replace(type=substitute(given.type, bindings), exact=False)

    def given(self, found: Found) -> Typed:
        """The type of what a function of a type gives, with the function's own type variables."""
        if not isinstance(found.what, int):
            return UNKNOWN
        if self.symbols.nodes[found.what].kind not in CALLABLE_KINDS:
            return self.types.expressions.found_value(found)
        returned = self.returned(found.what)
        type_ = substitute(returned.type, self.bindings(found))
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

    def _inferred(self, scope: Scope, call: Call, found: Found, lambdas: bool) -> Bindings:
        """What the arguments say of a function's own type parameters."""
        bindings: Bindings = {}
        given_types = static_rules(scope).type_arguments(call.text)
        parameters = self.declarations.definition(found.node).type_parameters
        for parameter, text in zip(parameters, given_types, strict=False):
            bindings[Variable(found.node, parameter.name)] = self.declarations.type_of_text(scope, text)
        candidate, arguments = self._candidate(0, found), self.arguments(scope, call)
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
                    given = self.returned(argument.lambda_).type
                else:
                    given = self.types.lambdas.method_result(scope, argument.root, function)
                unify(function.result, boxed(static_rules(scope), given), own, bindings)
        return bindings

    def parameter_type(self, file: File, position: int, place: int) -> MaybeType:
        """The type that a call wants for its argument of that place, as its other arguments say."""
        callee, call = self.callee(file, position), file.facts.calls[position]
        scope = file.scopes[call.scope]
        types: list[MaybeType] = []
        for found in callee.found:
            if not isinstance(found.what, int):
                return None
            candidate = self._candidate(0, found)
            places = places_of(candidate.parameters, self.arguments(scope, call))
            if places is None:
                return None
            wanted = candidate.type_of(places[place])
            if any(one.owner == found.what for one in variables_in(wanted)):
                wanted = substitute(wanted, self._inferred(scope, call, found, lambdas=False))
            types.append(wanted)
        return types[0] if types and all(one == types[0] for one in types) else None
