"""What the types of a library hold and hand on, as their declarations say.

Of a library's method nobody knows the code; but its types tell what it can do with the objects that it gets:
what is taken as `E` by a `List<E>` is held as `E`, and given where the list gives an `E`; a function that is
taken as `Function<? super T, ? extends R>` is called with a `T`, and what it gives is an `R`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from repository_indexer.resolve.static.found import Found
from repository_indexer.resolve.static.objects import Container, Lambda, Method, Object, Passing, Site
from repository_indexer.resolve.static.type_texts import ARRAY
from repository_indexer.resolve.static.types import MaybeType, Type, Variable

if TYPE_CHECKING:
    from repository_indexer.resolve.static.dispatch import Dispatch

CALLS = "Calls."
"""The beginning of an annotation that names a method of the same instance that a library's method calls."""
MAX_NESTING = 4
"""Containers that lie deeper in the type of a result are not made."""


class Containers:
    """Lets objects flow in and out of containers."""

    def __init__(self, dispatch: Dispatch) -> None:
        self.dispatch = dispatch
        self.declarations = dispatch.declarations
        self.objects = dispatch.objects

    # -- Elements

    def element(self, variable: int, iterables: frozenset[str]) -> int:
        """The variable of the elements of what `variable` can hold."""
        elements = self.objects.variable("elements", variable)

        def watcher(value: Object) -> None:
            if isinstance(value, Container):
                held = self._held_elements(value, iterables)
                if held is not None:
                    self.objects.solver.flow(held, elements)

        if self.objects.is_new("elements", variable):
            self.objects.watch(variable, watcher)
        return elements

    def _held_elements(self, container: Container, iterables: frozenset[str]) -> int | None:
        if container.what == ARRAY:
            return self.objects.held_by(container, ARRAY)
        if isinstance(container.what, int):
            for above in self.declarations.ancestors(container.what):
                if self.declarations.name_of(above) in iterables and above.arguments:
                    return self.held(container, above.arguments[0])
        return None

    def store(self, value: int, array: int) -> None:
        """Put what a variable holds into arrays."""

        def watcher(one: Object) -> None:
            if isinstance(one, Container) and one.what == ARRAY:
                self.objects.solver.flow(value, self.objects.held_by(one, ARRAY))

        self.objects.watch(array, watcher)

    def held(self, container: Container, argument: MaybeType) -> int | None:
        """The variable of what a container holds for a type argument, which is one of its type parameters."""
        if argument is None or not isinstance(argument.what, Variable):
            return None
        return self.objects.held_by(container, argument.what)

    # -- Methods of a library

    def call(self, passing: Passing, method: Found, container: Container | None) -> None:
        """What a call of a library's method does, of an instance that is a container, or of any other."""
        if not self.objects.is_new("library", passing, method.node, container):
            return
        definition = self.declarations.definition(method.node)
        scope = self.declarations.symbols.scopes[method.node]
        one = _LibraryCall(self, passing.site, method.node, container)
        parameters = definition.parameters
        for place, argument in enumerate(passing.arguments):
            if argument is not None and parameters:
                parameter = parameters[min(place, len(parameters) - 1)]
                one.take(self.declarations.type_of_text(scope, parameter.type), argument)
        if passing.result is not None and definition.type:
            given = one.give(self.declarations.type_of_text(scope, definition.type), ())
            if given is not None:
                self.objects.solver.flow(given, passing.result)

    def fill(self, passing: Passing, container: Container, constructors: Sequence[Found]) -> None:
        """What a library's constructor does: a container that is made of another one holds the same."""
        for found in constructors:
            if found.node >= 0:
                self.call(passing._replace(result=None), found, container)
        for argument in passing.arguments:
            if argument is not None and not constructors:
                self._copy(argument, container)

    def _copy(self, source: int, target: Container) -> None:
        def watcher(value: Object) -> None:
            if not isinstance(value, Container) or not isinstance(value.what, int):
                return
            for above in self.declarations.ancestors(value.what):
                if not isinstance(above.what, int) or not isinstance(target.what, int):
                    continue
                own = self.declarations.as_ancestor(self.declarations.own_type(target.what), above.what)
                for one, other in zip(above.arguments, own.arguments if own else (), strict=False):
                    held, taken = self.held(value, one), self.held(target, other)
                    if held is not None and taken is not None:
                        self.objects.solver.flow(held, taken)

        self.objects.watch(source, watcher)


class _LibraryCall:
    """One call of a library's method: what stands for its type variables."""

    def __init__(self, containers: Containers, site: Site, method: int, container: Container | None) -> None:
        self.containers = containers
        self.declarations = containers.declarations
        self.objects = containers.objects
        self.dispatch = containers.dispatch
        self.site = site
        self.method = method
        self.container = container

    def _variable(self, of: Variable) -> int | None:
        """The variable of all objects for which a type variable of the method, or of its class, stands."""
        if of.owner == self.method:
            return self.objects.variable("called", self.site, of)
        if self.container is None or not isinstance(self.container.what, int):
            return None
        own = self.declarations.own_type(self.container.what)
        above = self.declarations.as_ancestor(own, of.owner)
        if above is None:
            return None
        names = [one.name for one in self.declarations.definition(of.owner).type_parameters]
        return self.containers.held(
            self.container, dict(zip(names, above.arguments, strict=False)).get(of.name)
        )

    def take(self, wanted: MaybeType, variable: int) -> None:
        """Let the objects of a variable flow in where `wanted` is taken."""
        if wanted is None:
            return
        if isinstance(wanted.what, Variable):
            target = self._variable(wanted.what)
            if target is not None:
                self.objects.solver.flow(variable, target)
            return
        function = self.dispatch.types.lambdas.function(wanted)
        key = ("taken", self.site, self.method, self.container, wanted, variable)
        if not self.objects.is_new(*key):
            return
        if function is None:
            self.objects.watch(variable, lambda value: self._take_apart(wanted, value))
            return

        def watcher(value: Object) -> None:
            if isinstance(value, Container):
                return
            given = [self.give(one, ("given", place)) for place, one in enumerate(function.parameters)]
            back = self.objects.variable("given back", self.site, wanted)
            passing = Passing(self.site, tuple(given), back)
            if function.method is not None:
                self.dispatch.dispatch(passing, function.method, self._alone(value), None)
            elif isinstance(value, Lambda | Method):
                self.dispatch.invoke(passing, value)
            self.take(function.result, back)

        self.objects.watch(variable, watcher)

    def _alone(self, value: Object) -> int:
        """A variable that holds just this."""
        variable = self.objects.variable("alone", value)
        self.objects.add(variable, value)
        return variable

    def _take_apart(self, wanted: Type, value: Object) -> None:
        """Let what a container holds flow in where a type with arguments is taken."""
        if not isinstance(value, Container):
            return
        if value.what == ARRAY and wanted.what == ARRAY:
            self.take(wanted.arguments[0] if wanted.arguments else None, self.objects.held_by(value, ARRAY))
        elif isinstance(value.what, int) and isinstance(wanted.what, int):
            own = self.declarations.as_ancestor(self.declarations.own_type(value.what), wanted.what)
            for inner, argument in zip(wanted.arguments, own.arguments if own else (), strict=False):
                held = self.containers.held(value, argument)
                if held is not None:
                    self.take(inner, held)

    def give(self, given: MaybeType, path: tuple[object, ...]) -> int | None:
        """The variable of what is given as a type: what stands for a variable, or a container of such."""
        if given is None or len(path) > MAX_NESTING:
            return None
        if isinstance(given.what, Variable):
            return self._variable(given.what)
        if not given.arguments or not (given.what == ARRAY or isinstance(given.what, int)):
            return None
        container = Container(given.what, ("given", self.site, self.method, *path))
        variable = self.objects.variable("container", container)
        self.objects.add(variable, container)
        parameters: list[Variable | str] = [ARRAY]
        if isinstance(given.what, int):
            names = self.declarations.definition(given.what).type_parameters
            parameters = [Variable(given.what, one.name) for one in names]
        for place, (parameter, argument) in enumerate(zip(parameters, given.arguments, strict=False)):
            held = self.give(argument, (*path, place))
            if held is not None:
                self.objects.solver.flow(held, self.objects.held_by(container, parameter))
        return variable
