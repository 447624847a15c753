"""Which functions calls reach at run time: those of the classes whose instances flow to the receivers.

A call is bound to the function that the receiver's declared type names. Which function runs is decided by
the receiver's class: instances, lambdas and methods as values are followed from where they are made through
variables, fields, arguments, results and containers (a type-flow analysis without contexts: variable type
analysis, Sundaresan et al. 2000, with containers by the place that makes them). What is found is inferred.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Binding, Call, Expression
from repository_indexer.model import NodeKind
from repository_indexer.resolve.scopes import CLASS_KINDS, File, Scope, function_of
from repository_indexer.resolve.solver import Solver
from repository_indexer.resolve.static.containers import Containers
from repository_indexer.resolve.static.flow_variables import FlowVariables
from repository_indexer.resolve.static.found import Found
from repository_indexer.resolve.static.objects import (
    Container,
    Instance,
    Lambda,
    Method,
    Object,
    Objects,
    Passing,
    Site,
)
from repository_indexer.resolve.static.overloads import places_of
from repository_indexer.resolve.static.overriding import implementation
from repository_indexer.resolve.static.reflection import Reflection
from repository_indexer.resolve.static.static_rules import RECEIVER, StaticRules, static_rules
from repository_indexer.resolve.static.type_texts import ARRAY
from repository_indexer.resolve.static.types import MaybeType, Type

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes

MAX_REACHED = 10
"""A call that can reach more functions is one of a framework: what flows there is mixed beyond use."""


class Dispatch:
    """Follows the objects of all files, and tells what they make calls reach."""

    def __init__(self, types: StaticTypes) -> None:
        self.types = types
        self.declarations = types.declarations
        self.symbols = types.symbols
        self.objects = Objects(Solver())
        self.containers = Containers(self)
        self.reflection = Reflection(self)
        self.variables = FlowVariables(types, self.objects, self.containers)
        self.reached: dict[Site, dict[int, None]] = {}
        """The functions of the repository that each call reaches, in the order in which they were found."""
        self._implementations: dict[tuple[int, int], int] = {}
        for file in types.files.values():
            if isinstance(file.rules, StaticRules):
                self._file(file)
        self.objects.solver.run()

    def reaches(self, site: Site) -> list[int]:
        """The functions of the repository that a call reaches; none if they are too many to tell anything."""
        found = self.reached.get(site, {})
        return list(found) if len(found) <= MAX_REACHED else []

    def reach(self, site: Site, function: int) -> None:
        """A call reaches a function."""
        if function < self.symbols.own_count:
            self.reached.setdefault(site, {})[function] = None

    # -- What the statements of a file do

    def _file(self, file: File) -> None:
        facts, scopes = file.facts, file.scopes
        for scope, definition in zip(scopes, facts.definitions, strict=True):
            if definition.kind == "constant":
                self._constant(scope)
            elif scope.is_class:
                self._class(scope)
        for binding in facts.bindings:
            self._binding(scopes[binding.scope], binding)
        for reference in facts.references:
            if reference.role == "return":
                value = self.variables.expression(scopes[reference.scope], reference.value)
                self.variables.flow(value, self.variables.returned(function_of(scopes[reference.scope]).node))
        # What a call goes on from stands behind it: found first, no chain of calls is too long.
        for position in reversed(range(len(facts.calls))):
            self.types.results.result(file, position)
        for position, call in enumerate(facts.calls):
            self._call(file, position, call)

    def _constant(self, scope: Scope) -> None:
        """An enumeration's constant is an instance of it, or of the class that is its body."""
        owner = self.symbols.parents[scope.node]
        if owner < 0 or self.symbols.nodes[owner].kind is not NodeKind.ENUM:
            return
        bodies = [one for bounds in scope.names.values() for one in bounds if isinstance(one, int)]
        classes = [one for one in bodies if self.symbols.nodes[one].kind in CLASS_KINDS]
        constant = self.variables.node(scope.node)
        self.objects.add(constant, self.variables.instance((classes or [owner])[0]))

    def _class(self, scope: Scope) -> None:
        """What a class's own parameters get, its fields of their names hold; an object is an instance."""
        definition = self.declarations.definition(scope.node)
        for parameter in definition.parameters:
            for field in scope.names.get(parameter.name, ()):
                if isinstance(field, int):
                    given = self.objects.variable("record", id(parameter))
                    self.variables.flow(given, self.variables.node(field))
        if static_rules(scope).is_object(definition):
            self.objects.add(self.variables.node(scope.node), self.variables.instance(scope.node))

    def _binding(self, scope: Scope, binding: Binding) -> None:
        value = self.variables.expression(scope, binding.value) if binding.value is not None else None
        if value is None:
            return
        names = scope.rules.parts(binding.target)
        if binding.how == "element":
            value = self.containers.element(value, static_rules(scope).iterables)
        elif binding.how not in ("", "constant", "assigned", "delegated"):
            return
        if names and names[-1].startswith("["):
            array = self.variables.chain(scope, names[:-1], binding.line)
            if array is not None:
                self.containers.store(value, array)
            return
        target = self.variables.chain(scope, names, binding.line)
        if binding.path:
            value = self.variables.members(scope, value, scope.rules.parts(binding.path))
        if binding.type and not static_rules(scope).infers(binding.type) and value is not None:
            value = self.variables.narrowed(value, self.declarations.type_of_text(scope, binding.type))
        self.variables.flow(value, target)

    # -- Calls

    def _call(self, file: File, position: int, call: Call) -> None:
        scope, callee = file.scopes[call.scope], self.types.calls.callee(file, position)
        is_invoked = callee.gives is not None
        if callee.instantiated is None and not callee.found and not is_invoked:
            return
        site = file.path, position
        arguments = tuple(
            self.variables.expression(scope, one) if one is not None else None for one in call.arguments
        )
        passing = Passing(site, arguments, self.variables.result(site))
        if is_invoked:
            function = self.variables.expression(scope, Expression(call.text, call.line, call.root))
            if function is not None:
                self.objects.watch(function, lambda value: self._invoked(passing, value))
            return
        if callee.instantiated is not None:
            first = callee.found[0].node if callee.found else -1
            self.make(self._placed(scope, call, first, passing), callee.instantiated, callee.found)
            return
        receiver = self.variables.receiver(scope, call, callee.found)
        for found in callee.found:
            node = found.node
            if node < 0:
                continue
            is_virtual = callee.is_virtual and receiver is not None and self._is_virtual(node)
            if found.extends is not None:
                self._extended(scope, call, found, passing, receiver)
            elif node >= self.symbols.own_count:
                self.containers.call(passing, found, None)
                self.reflection.call(scope, call, callee, passing, receiver)
            else:
                placed = self._placed(scope, call, node, passing)
                if len(callee.found) > 1:
                    placed = self._taken(node, placed)
                self.connect(placed, node, None if is_virtual else receiver)
            if is_virtual and receiver is not None:
                self.dispatch(passing, found, receiver, callee.receiver)

    def _invoked(self, passing: Passing, value: Object) -> None:
        """Call a function that is a value, in the language's own way."""
        if isinstance(value, Lambda | Method):
            self.invoke(passing, value)

    def _extended(
        self, scope: Scope, call: Call, found: Found, passing: Passing, receiver: int | None
    ) -> None:
        """Call a function that takes as its first argument what it is called of."""
        inside = passing._replace(arguments=(receiver, *passing.arguments))
        if found.node >= self.symbols.own_count:
            self.containers.call(inside, found, None)
            return
        placed = self._placed(scope, call, found.node, passing)
        if placed.places is not None:
            inside = inside._replace(places=(0, *(one + 1 for one in placed.places)))
        self.connect(inside, found.node, None)

    def _placed(self, scope: Scope, call: Call, function: int, passing: Passing) -> Passing:
        """With the places of the parameters, where names, or one that takes many, make them differ."""
        parameters = self.declarations.parameters(function) if function >= 0 else []
        if parameters and parameters[0].name == RECEIVER:
            parameters = parameters[1:]
        if not parameters or not (call.keywords or any(one.stars for one in parameters)):
            return passing
        places = places_of(parameters, self.types.applicable.arguments(scope, call))
        return passing._replace(places=None if places is None else tuple(places))

    def _taken(self, function: int, passing: Passing) -> Passing:
        """With the arguments as far as the function can take them: it is one of several that may be meant."""
        scope, parameters = self.symbols.scopes[function], self.declarations.parameters(function)
        taken = []
        for number, argument in enumerate(passing.arguments):
            place = passing.places[number] if passing.places is not None else number
            type_ = None
            if place < len(parameters):
                type_ = self.declarations.type_of_text(scope, parameters[place].type)
            taken.append(self.variables.narrowed(argument, type_) if argument is not None else None)
        return passing._replace(arguments=tuple(taken))

    def _is_virtual(self, node: int) -> bool:
        return not {"static", "private"} & set(self.declarations.definition(node).modifiers)

    def make(self, passing: Passing, type_: Type, constructors: Sequence[Found]) -> None:
        """A call makes an instance of a type."""
        if not isinstance(type_.what, int) or passing.result is None:
            return
        if type_.what >= self.symbols.own_count:
            container = Container(type_.what, passing.site)
            self.objects.add(passing.result, container)
            self.containers.fill(passing, container, constructors)
            return
        value = self.variables.instance(type_.what)
        self.objects.add(passing.result, value)
        inside = passing._replace(result=None)
        for found in constructors:
            if 0 <= found.node < self.symbols.own_count:
                self.connect(inside, found.node, self.variables.only(value))
            elif found.node >= 0:
                self.containers.call(inside, found, None)

    def connect(self, passing: Passing, function: int, this: int | None) -> None:
        """Let arguments flow to a function's parameters, the instance to its `this`, what it gives back."""
        if not self.objects.is_new("connected", passing, function, this):
            return
        parameters = self.declarations.parameters(function)
        if not parameters and passing.arguments and passing.arguments[0] is not None:
            # A lambda that names no parameter calls its only one `it`, `$0` or the like.
            self.variables.flow(passing.arguments[0], self.objects.variable("implicit", function))
        for number, argument in enumerate(passing.arguments):
            place = passing.places[number] if passing.places is not None else number
            if argument is None or place >= len(parameters):
                continue
            target = self.objects.variable("record", id(parameters[place]))
            if parameters[place].stars:
                array = Container(ARRAY, ("many", *passing.site))
                self.objects.add(target, array)
                self.variables.flow(argument, self.objects.held_by(array, ARRAY))
            else:
                self.variables.flow(argument, target)
        self.variables.flow(this, self.objects.variable("this", function))
        self.variables.flow(self.variables.returned(function), passing.result)

    def dispatch(self, passing: Passing, target: Found, receiver: int, type_: MaybeType) -> None:
        """Call `target`, or what takes its place, of each object of a type that `receiver` can hold."""

        def watcher(value: Object) -> None:
            if isinstance(value, Instance):
                found = self.implementation(value.node, target.node)
                if found >= 0 and (type_ is None or self.variables.can_be(value, type_)):
                    self.reach(passing.site, found)
                    self.connect(passing, found, self.variables.only(value))
            elif isinstance(value, Container):
                if target.node >= self.symbols.own_count:
                    self.containers.call(passing, target, value)
            elif self._is_abstract(target.node):
                self.invoke(passing, value)

        if self.objects.is_new("dispatched", passing, target.node, receiver):
            self.objects.watch(receiver, watcher)

    def _is_abstract(self, node: int) -> bool:
        rules = static_rules(self.symbols.scopes[node])
        return rules.is_abstract(self.declarations.definition(node))

    def implementation(self, class_: int, method: int) -> int:
        """The method that instances of a class have in place of `method`, or -1."""
        key = class_, method
        if key not in self._implementations:
            self._implementations[key] = implementation(self.types, class_, method)
        return self._implementations[key]

    def invoke(self, passing: Passing, value: Lambda | Method) -> None:
        """Call a function that is a value."""
        if isinstance(value, Lambda):
            self.reach(passing.site, value.node)
            scope, this = self.symbols.scopes[value.node], None
            function = self.types.lambdas.function(self.types.lambdas.expected(scope))
            if function is not None and function.has_receiver and passing.arguments:
                this, passing = passing.arguments[0], passing.without_first()
            self.connect(passing, value.node, this)
            return
        made = value.callee.instantiated
        if made is not None:
            if passing.result is None:
                passing = passing._replace(result=self.objects.variable("made", value))
            self.make(passing, made, value.callee.found)
            if isinstance(made.what, int):
                self.reach(passing.site, made.what)
        for found in value.callee.found:
            if found.node >= 0:
                self.reach(passing.site, found.node)
                if made is None:
                    self._invoke_method(passing, found, value.receiver)

    def _invoke_method(self, passing: Passing, found: Found, receiver: int | None) -> None:
        is_virtual = self._is_virtual(found.node)
        if is_virtual and receiver is None:
            # `Item::name` takes the instance as its first argument.
            receiver, passing = (*passing.arguments, None)[0], passing.without_first()
        if found.node >= self.symbols.own_count:
            self.containers.call(passing, found, None)
        else:
            self.connect(passing, found.node, receiver)
        if receiver is not None and is_virtual:
            self.dispatch(passing, found, receiver, None)
