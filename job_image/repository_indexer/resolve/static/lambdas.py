"""Functions without a name: the types that they get from where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from repository_indexer.facts import Binding, Call, Expression, composite_at
from repository_indexer.resolve.scopes import CALLABLE_KINDS, File, Scope
from repository_indexer.resolve.static.found import Found, Want
from repository_indexer.resolve.static.static_rules import INTERFACES, static_rules
from repository_indexer.resolve.static.type_texts import ARRAY, RECEIVER_FUNCTION
from repository_indexer.resolve.static.typed import NOBODY, Callee, Function, Role
from repository_indexer.resolve.static.types import MaybeType, Type, is_function, substitute

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes

LAMBDA = "<lambda"
MAX_ARGUMENT_LINES = 100
"""A call does not begin more lines before one of its arguments."""


class _Site(NamedTuple):
    """Where a lambda stands: how, the position of the record in its list, and the place in the record."""

    how: str
    position: int
    place: int = 0


class Lambdas:
    """Knows where each lambda stands."""

    def __init__(self, types: StaticTypes) -> None:
        self.types = types
        self.declarations = types.declarations
        self.symbols = types.symbols
        self._sites: dict[str, dict[int, _Site]] = {}
        self._declared: dict[str, set[tuple[str, int]]] = {}
        self._made: dict[str, dict[int, _Site]] = {}
        """Where instances are made whose type is not named, by the position of the call."""

    def node(self, scope: Scope, expression: Expression | None) -> int:
        """The node of the lambda that an expression is, or -1."""
        if expression is None or expression.root != -1 or not expression.text.startswith(LAMBDA):
            return -1
        around: Scope | None = scope
        while around is not None:
            for bound in around.names.get(expression.text, ()):
                if isinstance(bound, int):
                    return bound
            around = around.parent if around.definition and around.definition.kind == "scope" else None
        return -1

    def expected(self, scope: Scope) -> MaybeType:
        """The type that is wanted where the lambda stands whose code is `scope`."""
        return self._wanted(self.types.files[scope.path], scope.node)

    def _wanted(self, file: File, value: int) -> MaybeType:
        """The type that is wanted where a lambda (its node) or a method (its `Expression.root`) stands."""
        site = self._sites_of(file).get(value)
        return self._wanted_at(file, site) if site is not None else None

    def _wanted_at(self, file: File, site: _Site) -> MaybeType:
        facts = file.facts
        if site.how == "argument":
            return self.types.inference.parameter_type(file, site.position, site.place)
        if site.how == "cast":
            composite = facts.composites[site.position]
            return self.declarations.type_of_text(file.scopes[composite.scope], composite.keys[0])
        if site.how == "binding":
            binding = facts.bindings[site.position]
            around = file.scopes[binding.scope]
            if binding.type:
                return self.declarations.type_of_text(around, binding.type)
            return self.types.expressions.chain(around, binding.target, binding.line).type
        return self._result_around(file.scopes[facts.references[site.position].scope])

    def _result_around(self, scope: Scope) -> MaybeType:
        """What the function whose code is in `scope` has to return."""
        while scope.definition is not None and scope.definition.kind == "scope" and scope.parent is not None:
            scope = scope.parent
        if scope.definition is None:
            return None
        if scope.definition.kind == "lambda":
            function = self.function(self.expected(scope))
            return function.result if function is not None else None
        return self.declarations.type_of_text(scope, scope.definition.type)

    def arities(self, scope: Scope, expression: Expression | None) -> set[int] | None:
        """How many arguments a method as a value can take, none if that is not known; None if it is none."""
        if expression is None or expression.root >= -1 or expression.text:
            return None
        composite = self.types.files[scope.path].facts.composites[composite_at(expression.root)]
        item, name = composite.items[0] if composite.items else None, "".join(composite.keys)
        if composite.kind != "method":
            return None
        rules = static_rules(scope)
        if item is None or name in rules.constructor_names:
            return {1} if item is not None and item.text.endswith(ARRAY) else set()
        of = self.types.expressions.value(scope, item)
        if of.type is None or of.role in (Role.PACKAGE, Role.EXTERNAL):
            return set()
        found: set[int] = set()
        for one in self.types.methods.found(of, of.type, name):
            definition = self.declarations.definition(one.node)
            if one.node >= self.symbols.own_count or any(each.stars for each in definition.parameters):
                return set()
            of_instances = of.role is Role.TYPE and not rules.is_static(definition)
            found.add(len(definition.parameters) + of_instances)
        return found

    def made(self, scope: Scope, call: Call) -> MaybeType:
        """The type that is wanted where an instance is made without naming its type."""
        file = self.types.files[scope.path]
        self._sites_of(file)
        position = next(place for place, one in enumerate(file.facts.calls) if one is call)
        site = self._made[scope.path].get(position)
        return self._wanted_at(file, site) if site is not None else None

    def parameter_of(self, scope: Scope, binding: Binding) -> MaybeType:
        """The type of the parameter for which a name stands that is declared as an argument (`out var a`)."""
        file = self.types.files[scope.path]
        for position, call in enumerate(file.facts.calls):
            if abs(call.line - binding.line) > MAX_ARGUMENT_LINES or not call.arguments:
                continue
            for place, argument in enumerate(call.arguments):
                if argument is not None and argument.text == binding.target and argument.line == binding.line:
                    return self.types.inference.parameter_type(file, position, place)
        return None

    def is_declared_by(self, scope: Scope, expression: Expression) -> bool:
        """Whether an argument is a name that is declared by being one, so the parameter tells its type."""
        if scope.path not in self._declared:
            bindings = self.types.files[scope.path].facts.bindings
            self._declared[scope.path] = {(one.target, one.line) for one in bindings if one.how == "out"}
        return (expression.text, expression.line) in self._declared[scope.path]

    def method_value(self, scope: Scope, root: int) -> Callee:
        """The functions that a method as a value (`a::b`) can be: those that can be called as is wanted."""
        return self._method_value(
            scope, root, self.function(self._wanted(self.types.files[scope.path], root))
        )

    def method_result(self, scope: Scope, root: int, wanted: Function) -> MaybeType:
        """The type of what a method as a value gives where it is called as `wanted`."""
        callee = self._method_value(scope, root, wanted)
        if callee.instantiated is not None:
            return callee.instantiated
        given = [self.types.results.given(found).type for found in callee.found]
        return given[0] if given and all(one == given[0] for one in given) else None

    def _method_value(self, scope: Scope, root: int, wanted: Function | None) -> Callee:
        composite = self.types.files[scope.path].facts.composites[composite_at(root)]
        item, name = composite.items[0] if composite.items else None, "".join(composite.keys)
        rules = static_rules(scope)
        if not name:
            return NOBODY
        if item is None:
            given = None if wanted is None else wanted.parameters
            return self._own_function(scope, name, given)
        if name in rules.constructor_names and item.text.endswith(ARRAY):
            return Callee(is_implicit=True)
        of = self.types.expressions.value(scope, item)
        if of.type is None or of.role in (Role.PACKAGE, Role.EXTERNAL):
            return Callee((Found(f"{of.type.what}.{name}"),), True) if of.type is not None else NOBODY
        given = None if wanted is None else wanted.parameters
        if name in rules.constructor_names:
            return self.types.constructors.made(rules, of.type, given)
        type_, first = of.type, given[0] if given else None
        if of.role is Role.TYPE and first is not None and self.declarations.as_ancestor(first, type_.what):
            # Of the instance that it will be called of more is known than its class: `List::stream`.
            type_ = first
        found = self.types.methods.found(of, type_, name)
        found = found or self.declarations.unknown_members(type_, name)[:1]
        return self.types.applicable.taking(rules, found, given, of.exact, by_type=of.role is Role.TYPE)

    def _own_function(self, scope: Scope, name: str, given: Sequence[MaybeType] | None) -> Callee:
        """A function, or a type's constructor, that is seen where it stands as a value (`::main`)."""
        rules = static_rules(scope)
        if found := self.declarations.names.found(scope, name, Want.CALLABLE):
            return self.types.applicable.taking(rules, found, given, True, by_type=False)
        type_ = self.declarations.type_named(scope, name)
        return self.types.constructors.made(rules, type_, given) if type_ is not None else NOBODY

    def _sites_of(self, file: File) -> dict[int, _Site]:
        if file.path not in self._sites:
            sites = self._sites[file.path] = {}
            self._made[file.path] = {}
            facts, scopes = file.facts, file.scopes
            for position, call in enumerate(facts.calls):
                for place, argument in enumerate(call.arguments):
                    self._note(sites, scopes[call.scope], argument, _Site("argument", position, place))
            for position, composite in enumerate(facts.composites):
                if composite.kind == "cast":
                    for item in composite.items:
                        self._note(sites, scopes[composite.scope], item, _Site("cast", position))
            for position, binding in enumerate(facts.bindings):
                self._note(sites, scopes[binding.scope], binding.value, _Site("binding", position))
            for position, reference in enumerate(facts.references):
                if reference.role == "return":
                    self._note(sites, scopes[reference.scope], reference.value, _Site("return", position))
        return self._sites[file.path]

    def _note(
        self, sites: dict[int, _Site], scope: Scope, expression: Expression | None, site: _Site
    ) -> None:
        node = self.node(scope, expression)
        if node >= 0:
            sites[node] = site
        elif expression is not None and expression.root >= 0 and not expression.text:
            self._made[scope.path][expression.root] = site
        elif expression is not None and expression.root < -1 and not expression.text:
            composite = self.types.files[scope.path].facts.composites[composite_at(expression.root)]
            if composite.kind == "method":
                sites[expression.root] = site
            for item in composite.items if composite.kind == "choice" else ():
                self._note(sites, scope, item, site)

    # -- Function types

    def function(self, type_: MaybeType) -> Function | None:
        """What calling something of the type takes and gives; of an interface by its one abstract method."""
        if type_ is None:
            return None
        type_ = self.declarations.upper(type_)
        if is_function(type_):
            has_receiver = type_.what == RECEIVER_FUNCTION
            return Function(type_.arguments[:-1], type_.arguments[-1], has_receiver=has_receiver)
        if not isinstance(type_.what, int):
            return None
        definition = self.declarations.definition(type_.what)
        if definition.kind == "type_alias" and definition.signature:
            scope, bindings = self.symbols.scopes[type_.what], self.declarations.bindings(type_)
            texts = [*(one.type for one in definition.parameters), definition.type]
            types = [substitute(self.declarations.type_of_text(scope, text), bindings) for text in texts]
            return Function(tuple(types[:-1]), types[-1])
        methods = list(self._abstract_methods(type_))
        if len(methods) != 1:
            return None
        node, owner = methods[0]
        scope, bindings = self.symbols.scopes[node], self.declarations.bindings(owner)
        definition = self.declarations.definition(node)
        parameters = [self.types.variables.recorded(scope, one).type for one in definition.parameters]
        result = self.declarations.type_of_text(scope, definition.type) if definition.type else None
        return Function(
            tuple(substitute(one, bindings) for one in parameters),
            substitute(result, bindings),
            Found(node, owner),
        )

    def _abstract_methods(self, type_: Type) -> Iterator[tuple[int, Type]]:
        known: set[tuple[str, int]] = set()
        for above in self.declarations.ancestors_of(type_):
            if not isinstance(above.what, int) or self.symbols.nodes[above.what].kind not in INTERFACES:
                continue
            for name, bounds in self.symbols.scopes[above.what].names.items():
                for bound in bounds:
                    definition = self.symbols.scopes[bound].definition if isinstance(bound, int) else None
                    if not isinstance(bound, int) or definition is None:
                        continue
                    if self.symbols.nodes[bound].kind not in CALLABLE_KINDS:
                        continue
                    key = name, len(definition.parameters)
                    if key not in known and static_rules(self.symbols.scopes[bound]).is_abstract(definition):
                        yield bound, above
                    known.add(key)
