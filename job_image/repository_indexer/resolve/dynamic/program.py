"""From the facts of files to the flows of the program, and all of them to their end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from repository_indexer.facts import Binding, Expression, FileFacts, Import, Reference
from repository_indexer.resolve.dynamic.calls import ARGUMENTS, Calls
from repository_indexer.resolve.dynamic.composites import fill, is_spread_item
from repository_indexer.resolve.dynamic.definitions import add_definition
from repository_indexer.resolve.dynamic.dynamic_rules import DynamicRules
from repository_indexer.resolve.dynamic.expressions import (
    ITERATOR,
    THIS,
    Access,
    Expressions,
)
from repository_indexer.resolve.dynamic.heap import ANY, DEFAULT, Heap
from repository_indexer.resolve.dynamic.lexical import Lexical
from repository_indexer.resolve.dynamic.names import Names
from repository_indexer.resolve.dynamic.sites import Site
from repository_indexer.resolve.dynamic.types import Types
from repository_indexer.resolve.dynamic.values import Kind, Values
from repository_indexer.resolve.dynamic.written_calls import add_call
from repository_indexer.resolve.scopes import CALLABLE_KINDS, File, Scope, Symbols, function_of
from repository_indexer.resolve.solver import Solver


class Program:
    """All flows of the files of languages whose values flow."""

    def __init__(self, symbols: Symbols, files: Sequence[File]) -> None:
        self.symbols = symbols
        self.files = {file.path: file for file in files}
        self.solver = Solver()
        self.values = Values()
        self.names = Names(symbols, self.solver, self.values)
        self.heap = Heap(symbols, self.solver, self.values, self.names)
        self.calls = Calls(self.heap)
        self.heap.string_type = next((cast(DynamicRules, file.rules).string_type for file in files), "")
        self.expressions = Expressions(self.calls, self.files, self._accessors())
        self.sites: dict[tuple[str, int], Site] = {}
        """By file and position of the call."""
        self.import_calls = {
            (file.path, statement.call): statement
            for file in files
            for statement in file.facts.imports
            if statement.call >= 0
        }
        """The imports that are calls, by file and position of the call."""
        self._typed_results: set[int] = set()
        """Functions whose type says what they give."""
        self._seeded = 0
        """How many of the functions whose receiver is asked for have been given one."""
        for file in files:
            self.names.prepare(file)
        self.lexical = Lexical(self)
        self.types = Types(self.lexical)
        self.heap.types = self.calls.types = self.expressions.types = self.types
        for file in files:
            self._declare(file)
        for file in files:
            self._add_functions(file)
        for file in files:
            self._add(file)
        self._run()

    def _accessors(self) -> frozenset[str]:
        """The names of all methods that are called by being read or assigned to."""
        found = set()
        for file in self.files.values():
            rules = cast(DynamicRules, file.rules)
            for definition in file.facts.definitions:
                if definition.kind == "method" and (
                    rules.is_property(definition) or rules.is_assigned_to(definition)
                ):
                    found.add(definition.name)
        return frozenset(found)

    def module(self, statement: Import, path: str) -> int | str | None:
        """The node of the module that is imported, the name of one elsewhere, or None."""
        target, external = cast(DynamicRules, self.files[path].rules).module_target(statement.module, path)
        if target in self.files:
            return self.files[target].scopes[0].node
        return external or None

    # -- What flows by itself

    def _run(self) -> None:
        """Let all flow; then what is so only where nothing else is, from the surest on."""
        stages = (
            self.heap.settle,
            self.expressions.settle,
            lambda: self.calls.settle_natives(receivers_known=True),
            self.calls.give_defaults,
            self._seed,
            lambda: self.calls.settle_natives(receivers_known=False),
        )
        self.solver.run()
        stage = 0
        while stage < len(stages):
            stage = 0 if stages[stage]() else stage + 1
            self.solver.run()

    def _seed(self) -> bool:
        """Functions of which nobody is seen to call have instances of their class as `this`."""
        asked = self.heap.receivers_asked
        start, self._seeded = self._seeded, len(asked)
        any_seeded = False
        for function in asked[start:]:
            if not self.solver.held(self.heap.receiver(function)):
                any_seeded = True
                self._give_receiver(function)
        return any_seeded

    def _give_receiver(self, function: int) -> None:
        receiver, scope = self.heap.receiver(function), self.symbols.scopes[function]
        definition, owner = scope.definition, self.symbols.parents[function]
        if definition is None:
            return
        if function in self.expressions.holders:
            self.solver.add(receiver, self.expressions.holders[function])
        elif definition.holder and scope.parent is not None:
            names = scope.rules.parts(definition.holder)
            base = self.expressions.chain(scope.parent, names, definition.start_line)
            if base is not None:
                self.solver.flow(base, receiver)
        elif owner >= 0 and self.symbols.scopes[owner].is_class:
            is_static = cast(DynamicRules, scope.rules).is_static(definition)
            self.solver.add(receiver, self.values.number(Kind.CLASS if is_static else Kind.INSTANCE, owner))
        else:
            self.solver.add(receiver, self.values.number(Kind.INSTANCE, function))

    # -- The flows of one file

    def _give_result(self, function: Scope, scope: Scope, expression: Expression, source: int) -> None:
        """What a function gives: of its parameters and of `this` each call knows its own."""
        node, definition = function.node, function.definition
        names = scope.rules.parts(expression.text) if expression.root == -1 else ()
        if node in self._typed_results:
            self.calls.give_functions(source, self.heap.own_result(node))
            return
        if len(names) == 1 and definition is not None:
            holder = self.names.holder(scope, names[0])
            places = [
                place
                for place, parameter in enumerate(definition.parameters)
                if parameter.name == names[0] and not parameter.stars
            ]
            is_own = holder is function and (function, names[0]) not in self.names.assigned
            if places and is_own and len(function.names[names[0]]) == 1:
                self.calls.returned.setdefault(node, []).append(places[0])
                self.solver.flow(source, self.heap.result(node))
                return
            if names[0] == THIS and self.expressions.receiver_scope(scope) is function:
                self.calls.returning_receiver.add(node)
                self.solver.flow(source, self.heap.result(node))
                return
        self.solver.flow(source, self.heap.own_result(node))

    def _declare(self, file: File) -> None:
        """Give to all that has a type what it can be."""
        for scope in file.scopes:
            definition = scope.definition
            if definition is None or scope.node < 0 or self.symbols.scopes[scope.node] is not scope:
                continue
            if self.symbols.nodes[scope.node].kind in CALLABLE_KINDS:
                for parameter in definition.parameters:
                    self._declare_variable(scope, scope, parameter.name, parameter.type)
                given = self.types.of(scope, definition.type)
                if given:
                    self._typed_results.add(scope.node)
                for value in given:
                    self.solver.add(self.heap.own_result(scope.node), value)
        for binding in file.facts.bindings:
            scope = file.scopes[binding.scope]
            if not binding.type:
                continue
            names = scope.rules.parts(binding.target)
            holder = (
                self.names.holder(scope, binding.target) if len(names) == 1 and not scope.is_class else None
            )
            if holder is not None:
                self._declare_variable(holder, scope, binding.target, binding.type)
            elif scope.is_class:
                for value in self.types.of(scope, binding.type):
                    for kind in (Kind.INSTANCE, Kind.CLASS):
                        field = self.heap.field(self.values.number(kind, scope.node), binding.target)
                        self.solver.add(field, value)

    def _declare_variable(self, holder: Scope, scope: Scope, name: str, type_: str) -> None:
        if not type_:
            return
        found, variable = self.types.of(scope, type_), self.names.variable(holder, name)
        for value in found:
            self.calls.declared.add(variable)
            self.solver.add(variable, value)
        if not found and any(parameters := self.types.of_parameters(scope, type_)):
            self.calls.contextual[variable] = parameters

    def _add_functions(self, file: File) -> None:
        """All that calls want to know of what they call."""
        for scope in file.scopes:
            add_definition(self, scope)
        for reference in file.facts.references:
            self._reference(file.scopes[reference.scope], reference)
        for position, text in _written(file.facts):
            if text.startswith(ARGUMENTS):
                # Whoever names it has it, so that calls fill it.
                self.expressions.name(file.scopes[position], ARGUMENTS, 0)

    def _add(self, file: File) -> None:
        facts, scopes = file.facts, file.scopes
        for statement in facts.imports:
            self._import(file, scopes[statement.scope], statement)
        for position in range(len(facts.composites)):
            fill(self.expressions, file, position)
        for binding in facts.bindings:
            self._binding(file, scopes[binding.scope], binding)
        for position, call in enumerate(facts.calls):
            if (file.path, position) not in self.import_calls:
                add_call(self, file, scopes[call.scope], position, call)

    def _import(self, file: File, scope: Scope, statement: Import) -> None:
        own = self.values.number(Kind.MODULE, file.scopes[0].node)
        known = cast(DynamicRules, scope.rules).imported_as(statement)
        if statement.exported:
            name = statement.alias or statement.name
            if name == "*":
                module = self.module(statement, file.path)
                if isinstance(module, int):
                    self.solver.add(self.heap.prototypes(own), self.values.number(Kind.MODULE, module))
                return
            target = self.heap.field(own, name)
        elif statement.call >= 0:
            target = self.expressions.result(file.path, statement.call)
        elif known:
            target = self.names.given(scope, known)
        else:
            return
        self._give_import(file, statement, target)

    def _give_import(self, file: File, statement: Import, target: int) -> None:
        module, name = self.module(statement, file.path), statement.name
        if isinstance(module, str):
            if name in ("", DEFAULT):
                self.solver.add(target, self.heap.external_root(module))
            else:
                self.solver.add(target, self.values.number(Kind.EXTERNAL, f"{module}.{name}"))
        elif module is not None and name:
            self.solver.flow(self.heap.property(self.values.number(Kind.MODULE, module), name), target)
        elif module is not None:
            self.expressions.give_module(module, target)

    def _binding(self, file: File, scope: Scope, binding: Binding) -> None:
        if binding.value is None or binding.how == "unknown":
            return
        source = self.expressions.of(scope, binding.value)
        if source is None:
            return
        if binding.how == "element":
            self.expressions.accesses.append(Access(scope, binding.line, source, ITERATOR, is_store=False))
            source = self.expressions.iterated(source)
        if binding.path:
            source = self.expressions.members(scope, source, scope.rules.parts(binding.path), binding.line)
        names = scope.rules.parts(binding.target)
        if binding.how == "export":
            module = self.values.number(Kind.MODULE, file.scopes[0].node)
            if scope is file.scopes[0]:
                self.solver.flow(source, self.heap.field(module, binding.target))
        elif len(names) > 1:
            self.expressions.store(scope, names, source, binding.line)
        elif scope.is_class and names:
            for kind in (Kind.INSTANCE, Kind.CLASS):
                self.solver.flow(source, self.heap.field(self.values.number(kind, scope.node), names[0]))
        elif names and (holder := self.names.holder(scope, names[0])) is not None:
            self.calls.give(source, self.names.target(holder, binding))

    def _reference(self, scope: Scope, reference: Reference) -> None:
        if reference.role not in ("return", "yield"):
            return
        function = function_of(scope)
        if function.node < 0 or self.symbols.nodes[function.node].kind not in CALLABLE_KINDS:
            return
        source = self.expressions.of(scope, reference.value)
        if reference.role == "return":
            if source is not None:
                self._give_result(function, scope, reference.value, source)
            return
        made = self.values.number(Kind.LIST, ("generator", function.node))
        self.solver.add(self.heap.own_result(function.node), made)
        if source is not None:
            is_all = is_spread_item(self.files[scope.path], reference.value)
            given = self.expressions.iterated(source) if is_all else source
            self.solver.flow(given, self.heap.field(made, ANY))


def _written(facts: FileFacts) -> Iterator[tuple[int, str]]:
    """The texts of all expressions with the scopes in which they stand."""
    for call in facts.calls:
        yield call.scope, call.text
        yield from ((call.scope, one.text) for one in call.arguments if one is not None)
    for composite in facts.composites:
        yield from ((composite.scope, one.text) for one in composite.items if one is not None)
    for binding in facts.bindings:
        if binding.value is not None:
            yield binding.scope, binding.value.text
    for reference in facts.references:
        yield reference.scope, reference.value.text
