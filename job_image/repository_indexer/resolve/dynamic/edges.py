"""The edges of files of languages whose values flow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from repository_indexer.facts import Call, Definition, Expression, FileFacts, Import
from repository_indexer.model import EdgeKind, NodeKind, Resolution, UnresolvedReference
from repository_indexer.resolve.dynamic.dynamic_rules import DynamicRules
from repository_indexer.resolve.dynamic.expressions import ITERATOR, NEXT, Access
from repository_indexer.resolve.dynamic.lexical import Exact
from repository_indexer.resolve.dynamic.program import Program
from repository_indexer.resolve.dynamic.values import Kind
from repository_indexer.resolve.edges import EdgeBuilder
from repository_indexer.resolve.scopes import CALLABLE_KINDS, File, Scope

_REFERRED = (Kind.FUNCTION, Kind.CLASS)


class DynamicEdges:
    """Adds the edges of such files to those of `builder`."""

    def __init__(self, builder: EdgeBuilder, program: Program) -> None:
        self.builder = builder
        self.program = program
        self.symbols = program.symbols
        self.values = program.values
        self.lexical = program.lexical
        self.types = program.types
        self._accesses: dict[str, list[Access]] = {}
        for access in program.expressions.accesses:
            self._accesses.setdefault(access.scope.path, []).append(access)

    def add_file(self, file: File) -> None:
        """All that one file refers to."""
        facts, scopes = file.facts, file.scopes
        for statement in facts.imports:
            self._import(scopes[statement.scope], statement)
        for scope in scopes:
            if scope.node >= 0 and self.symbols.scopes[scope.node] is scope and scope.definition is not None:
                self._definition(scope, scope.definition)
        for position, call in enumerate(facts.calls):
            self._call(file, scopes[call.scope], position, call)
        for position, expression in _values(facts):
            self._handed_on(scopes[position], expression)
        for binding in facts.bindings:
            scope = scopes[binding.scope]
            if binding.type:
                variable = scope.variables.get(binding.target, scope.node)
                self._types(scope, variable, binding.type, binding.line)
        for access in self._accesses.get(file.path, ()):
            self._access(access)
        self.builder.edges.flush()

    # -- Writing

    def _add(
        self, kind: EdgeKind, scope: Scope, target: int | str, line: int, resolution: Resolution
    ) -> None:
        node = self.builder.external(scope, target) if isinstance(target, str) else target
        self.builder.edges.add(kind, scope.node, node, line, resolution)

    def _unresolved(self, kind: EdgeKind, scope: Scope, text: str, line: int) -> None:
        self.builder.unresolved.append(UnresolvedReference(kind, scope.node, text, line))

    def _found(self, scope: Scope, expression: Expression) -> tuple[Exact, Resolution]:
        """The values that an expression stands for, and how certain that is."""
        exact = self.lexical.expression(scope, expression)
        if exact:
            return exact, Resolution.EXACT
        variable = self.program.expressions.of(scope, expression)
        return tuple(sorted(self._held(variable))), Resolution.INFERRED

    def _held(self, variable: int | None) -> Iterable[int]:
        solver = self.program.solver
        return solver.held(variable) if variable is not None and solver.is_known(variable) else ()

    # -- Imports and definitions

    def _import(self, scope: Scope, statement: Import) -> None:
        module = self.program.module(statement, scope.path)
        is_named = statement.name not in ("", "*", "default")
        of = module if isinstance(module, str) else statement.module
        written = f"{of}.{statement.name}" if is_named else of
        if module is None:
            self._unresolved(EdgeKind.IMPORTS, scope, written, statement.line)
            return
        targets: list[int | str] = [written if isinstance(module, str) else module]
        if isinstance(module, int) and statement.name not in ("", "*"):
            origins = self.lexical.origins(module, statement.name, set())
            targets += origins
            if not origins and is_named and not self.lexical.gives_unknown(module):
                self._unresolved(EdgeKind.IMPORTS, scope, written, statement.line)
        for target in dict.fromkeys(targets):
            self._add(EdgeKind.IMPORTS, scope, target, statement.line, Resolution.EXACT)

    def _definition(self, scope: Scope, definition: Definition) -> None:
        around = scope.parent or scope
        for place, base in enumerate(definition.bases):
            is_implemented = place >= len(definition.bases) - definition.implemented
            kind = EdgeKind.IMPLEMENTS if is_implemented else EdgeKind.INHERITS
            found = self.types.base(around, base.text) if base.root == -1 else ()
            resolution = Resolution.EXACT
            if not found and not is_implemented:
                found, resolution = self._found(around, base)
            if not self._targets(kind, scope, found, base.line, resolution):
                self._unresolved(kind, scope, self._written(scope, base), base.line)
        for parameter in (*definition.type_parameters, *definition.parameters):
            self._types(scope, scope.node, parameter.type, definition.start_line)
        self._types(scope, scope.node, definition.type, definition.start_line)
        for decorator in definition.decorators:
            called = decorator
            if decorator.root >= 0 and not decorator.text:
                # @f(1): it is f that a reader means, not what it gives.
                call = self.program.files[scope.path].facts.calls[decorator.root]
                called = Expression(call.text, call.line, call.root)
            found, resolution = self._found(around, called)
            if not self._targets(EdgeKind.DECORATES, scope, found, decorator.line, resolution):
                self._unresolved(EdgeKind.DECORATES, scope, self._written(scope, called), decorator.line)
            given, resolution = self._found(around, decorator)
            own = [value for value in given if self.values.kinds[value] is Kind.FUNCTION]
            self._targets(EdgeKind.CALLS, around, own, decorator.line, resolution)

    def _types(self, scope: Scope, source: int, text: str, line: int) -> None:
        """Edges to the types that are written in `text`."""
        own = f"{scope.rules.builtins_module}."
        for name in scope.rules.type_names(text) if text else ():
            names = scope.rules.parts(name)
            found = self.types.named(scope, names)
            for value in found:
                target = self.values.whats[value]
                if self.values.kinds[value] is Kind.EXTERNAL and not target.startswith(own):
                    target = self.builder.external(scope, target)
                elif self.values.kinds[value] is not Kind.CLASS:
                    continue
                self.builder.edges.add(EdgeKind.TYPE_OF, source, target, line, Resolution.EXACT)
            is_known = found or not names or self.types.bound(scope, names[0]) is not None
            is_known = is_known or self.program.names.holder(scope, names[0]) is not None
            if not is_known and not cast(DynamicRules, scope.rules).is_library_type(name):
                self.builder.unresolved.append(UnresolvedReference(EdgeKind.TYPE_OF, source, name, line))

    def _targets(
        self, kind: EdgeKind, scope: Scope, found: Iterable[int], line: int, resolution: Resolution
    ) -> bool:
        """Edges to all that was found; False if that gave none."""
        any_edge = False
        for value in found:
            if self.values.kinds[value] in (*_REFERRED, Kind.EXTERNAL):
                self._add(kind, scope, self.values.whats[value], line, resolution)
                any_edge = True
        return any_edge

    def _written(self, scope: Scope, expression: Expression | Call) -> str:
        return self.program.files[scope.path].written(expression)

    # -- Calls

    def _call(self, file: File, scope: Scope, position: int, call: Call) -> None:
        if (file.path, position) in self.program.import_calls:
            return
        site = self.program.sites.get((file.path, position))
        exact = self.lexical.expression(scope, Expression(call.text, call.line, call.root))
        if site is not None and site.is_super:
            exact = self._base_constructor(scope)
        for value in exact:
            if self.values.kinds[value] is Kind.CLASS:
                exact += self.lexical.constructor(self.values.whats[value])
        found = list(exact)
        if site is not None and self.program.solver.is_known(site.callee):
            found += site.found
            for value in site.ran:
                kind = EdgeKind.INSTANTIATES if self.values.kinds[value] is Kind.CLASS else EdgeKind.CALLS
                self._targets(kind, scope, [value], call.line, Resolution.INFERRED)
        called = [self._called(scope, call, value, value in exact) for value in dict.fromkeys(found)]
        if not any(called):
            self._unknown(file, scope, call)

    def _base_constructor(self, scope: Scope) -> Exact:
        """The constructor of the base of the class around."""
        around: Scope | None = scope
        while around is not None and not around.is_class:
            around = around.parent
        definition = around.definition if around is not None else None
        if around is None or definition is None:
            return ()
        found: Exact = ()
        for base in definition.bases[: len(definition.bases) - definition.implemented]:
            for value in self.lexical.expression(around.parent or around, base):
                if self.values.kinds[value] is Kind.CLASS:
                    found += self.lexical.constructor(self.values.whats[value])
                elif self.values.kinds[value] is Kind.EXTERNAL:
                    found += (value,)
        return found

    def _called(self, scope: Scope, call: Call, value: int, is_exact: bool) -> bool:
        """The edge for a call of one value; False if it is none that can be called."""
        kind, target = self.values.kinds[value], self.values.whats[value]
        resolution = Resolution.EXACT if is_exact else Resolution.INFERRED
        if kind is Kind.FUNCTION:
            self._add(EdgeKind.CALLS, scope, target, call.line, resolution)
            definition = self.symbols.scopes[target].definition
            if call.constructs and definition is not None and definition.kind != "constructor":
                self._add(EdgeKind.INSTANTIATES, scope, target, call.line, resolution)
        elif kind is Kind.CLASS:
            self._add(EdgeKind.INSTANTIATES, scope, target, call.line, resolution)
        elif kind is Kind.EXTERNAL:
            edge = EdgeKind.INSTANTIATES if call.constructs else EdgeKind.CALLS
            self._add(edge, scope, target, call.line, resolution)
        else:
            return kind is Kind.NATIVE
        return True

    def _unknown(self, file: File, scope: Scope, call: Call) -> None:
        """A call of something that nobody knows: the only method of that name, or nothing."""
        names = scope.rules.parts(call.text)
        if names and not call.constructs and (len(names) > 1 or call.root != -1):
            methods = self.symbols.methods.get((scope.rules.language, names[-1]), ())
            if len(methods) == 1 and names[-1] not in scope.rules.common_methods:
                self._add(EdgeKind.CALLS, scope, methods[0], call.line, Resolution.CANDIDATE)
                return
        kind = EdgeKind.INSTANTIATES if call.constructs else EdgeKind.CALLS
        self._unresolved(kind, scope, file.written(call), call.line)

    def _access(self, access: Access) -> None:
        """Members that call a method by being read or assigned to."""
        for value in tuple(self._held(access.base)):
            if access.name == ITERATOR:
                self._iterate(access, value)
            for method in self._accessors(value, access.name, access.is_store, set()):
                self._add(EdgeKind.CALLS, access.scope, method, access.line, Resolution.INFERRED)

    def _iterate(self, access: Access, value: int) -> None:
        """What a loop over something calls: the method that gives an iterator, and that iterator's `next`."""
        for method in self._functions(value, ITERATOR):
            self._add(EdgeKind.CALLS, access.scope, method, access.line, Resolution.INFERRED)
            for iterator in tuple(self._held(self.program.heap.result(method))):
                for step in self._functions(iterator, NEXT):
                    self._add(EdgeKind.CALLS, access.scope, step, access.line, Resolution.INFERRED)

    def _functions(self, value: int, name: str) -> list[int]:
        """The functions that a member of an object is."""
        if self.values.kinds[value] not in (Kind.INSTANCE, Kind.OBJECT):
            return []
        held = sorted(self._held(self.program.heap.property(value, name)))
        return [self.values.whats[one] for one in held if self.values.kinds[one] is Kind.FUNCTION]

    def _accessors(self, value: int, name: str, is_store: bool, seen: set[int]) -> Iterator[int]:
        value = self.program.heap.plain(value)
        seen.add(value)
        kind, node = self.values.kinds[value], self.values.whats[value]
        scope = self.symbols.scopes[node] if kind in (Kind.CLASS, Kind.INSTANCE) else None
        found = []
        for bound in scope.names.get(name, ()) if scope is not None and scope.is_class else ():
            definition = self.symbols.scopes[bound].definition if isinstance(bound, int) else None
            if isinstance(bound, int) and definition is not None:
                rules = cast(DynamicRules, self.symbols.scopes[bound].rules)
                is_meant = rules.is_assigned_to(definition) if is_store else rules.is_property(definition)
                if is_meant and rules.is_static(definition) is (kind is Kind.CLASS):
                    found.append(bound)
        if kind is Kind.OBJECT:
            found += [
                function
                for function, holder in self.program.expressions.holders.items()
                if holder == value
                and self.symbols.nodes[function].name == name
                and (definition := self.symbols.scopes[function].definition) is not None
                and (
                    cast(DynamicRules, self.symbols.scopes[function].rules).is_assigned_to(definition)
                    if is_store
                    else self.symbols.scopes[function].rules.is_property(definition)
                )
            ]
        if found:
            yield from found
            return
        for prototype in sorted(self._held(self.program.heap.prototypes(value))):
            if prototype not in seen:
                yield from self._accessors(prototype, name, is_store, seen)

    # -- Functions and classes as values

    def _handed_on(self, scope: Scope, expression: Expression) -> None:
        """Edges to the functions and classes that are handed on by their names."""
        if expression.root != -1 or expression.text[:1] in ("<", '"'):
            return
        names = scope.rules.parts(expression.text)
        if not names or names == ("this",):
            return
        found, resolution = self._found(scope, expression)
        if len(names) == 1 and resolution is Resolution.INFERRED:
            return  # A variable that holds one is no name of it.
        for value in found:
            target = self.values.whats[value]
            if self.values.kinds[value] in _REFERRED and (
                # A member that holds one is no name of it, but where both are called the same.
                resolution is Resolution.EXACT or self.symbols.nodes[target].name == names[-1]
            ):
                self._add(EdgeKind.REFERENCES, scope, target, expression.line, resolution)

    # -- What follows from bases

    def overrides(self) -> Iterator[tuple[int, int]]:
        """Pairs of a method and the method of the nearest base that it takes the place of."""
        for position, node in enumerate(self.symbols.nodes):
            owner = self.symbols.parents[position]
            scope = self.symbols.scopes[position]
            if node.kind is not NodeKind.METHOD or not isinstance(scope.rules, DynamicRules) or owner < 0:
                continue
            definition = scope.definition
            if (
                definition is None
                or not self.symbols.scopes[owner].is_class
                or definition.kind == "constructor"
            ):
                continue
            kind = Kind.CLASS if scope.rules.is_static(definition) else Kind.INSTANCE
            yield from self._overridden(position, self.values.number(kind, owner), node.name, set())
            own = self.symbols.scopes[owner]
            bases = own.definition.bases[-own.definition.implemented :] if own.definition else []
            for base in bases if own.definition and own.definition.implemented else ():
                for value in self.types.base(own.parent or own, base.text):
                    if self.values.kinds[value] is Kind.CLASS:
                        interface = self.values.number(Kind.INSTANCE, self.values.whats[value])
                        yield from self._overridden_in(position, interface, node.name, set())

    def _overridden(self, position: int, value: int, name: str, seen: set[int]) -> Iterator[tuple[int, int]]:
        seen.add(value)
        for prototype in sorted(self._held(self.program.heap.prototypes(value))):
            if prototype not in seen and self.values.kinds[prototype] in (Kind.CLASS, Kind.INSTANCE):
                yield from self._overridden_in(position, prototype, name, seen)

    def _overridden_in(
        self, position: int, value: int, name: str, seen: set[int]
    ) -> Iterator[tuple[int, int]]:
        """The same in a base, or what that derives from."""
        own = self.symbols.scopes[self.values.whats[value]]
        methods = [
            bound
            for bound in (own.names.get(name, ()) if own.is_class else ())
            if isinstance(bound, int) and self.symbols.nodes[bound].kind in CALLABLE_KINDS
        ]
        if methods:
            yield position, methods[-1]
        else:
            yield from self._overridden(position, value, name, seen)


def _values(facts: FileFacts) -> Iterator[tuple[int, Expression]]:
    """The expressions that are handed on, with their scopes: arguments, items, values, results."""
    for call in facts.calls:
        yield from ((call.scope, one) for one in call.arguments if one is not None)
    for composite in facts.composites:
        yield from ((composite.scope, one) for one in composite.items if one is not None)
    for binding in facts.bindings:
        if binding.value is not None and binding.how != "export":
            yield binding.scope, binding.value
    for reference in facts.references:
        if reference.role in ("return", "yield"):
            yield reference.scope, reference.value
