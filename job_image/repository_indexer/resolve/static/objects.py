"""What flows through a program with declared types: instances, functions, containers of a library."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from repository_indexer.resolve.solver import Solver
from repository_indexer.resolve.static.typed import Callee
from repository_indexer.resolve.static.types import Variable


class Instance(NamedTuple):
    """An instance of a class of the repository; all of one class are one."""

    node: int


class Lambda(NamedTuple):
    """A function without a name."""

    node: int


class Method(NamedTuple):
    """A method as a value: what it can be, and the variable of the instance of which it is taken."""

    callee: Callee
    receiver: int | None
    place: tuple[str, int]
    """Where it is written: its file and `Expression.root`."""


class Container(NamedTuple):
    """An instance of a library's class, or an array, by the place that makes it."""

    what: int | str
    place: tuple[object, ...]


class Passing(NamedTuple):
    """What a call passes: the variables of its arguments, and that of what it gives."""

    site: Site
    arguments: tuple[int | None, ...]
    result: int | None
    places: tuple[int, ...] | None = None
    """The places of the parameters that take the arguments, if they are not just taken in their order."""

    def without_first(self) -> Passing:
        """The same where the first argument is the instance."""
        return self._replace(arguments=self.arguments[1:])


Site: TypeAlias = tuple[str, int]
"""A call: its file's path and its position."""
Object: TypeAlias = Instance | Lambda | Method | Container


class Objects:
    """Numbers for all objects, as the solver wants them, and the variables of what containers hold."""

    def __init__(self, solver: Solver) -> None:
        self.solver = solver
        self._objects: list[Object] = []
        self._numbers: dict[Object, int] = {}
        self._variables: dict[tuple[object, ...], int] = {}
        self._known: set[tuple[object, ...]] = set()

    def variable(self, *key: object) -> int:
        """The variable of that key."""
        found = self._variables.get(key)
        if found is None:
            found = self._variables[key] = self.solver.variable()
        return found

    def held_by(self, container: Container, parameter: Variable | str) -> int:
        """The variable of what a container holds for one of its class's type parameters."""
        return self.variable("held", container, parameter)

    def add(self, variable: int, value: Object) -> None:
        """The variable can hold the object."""
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self._objects)
            self._objects.append(value)
        self.solver.add(variable, number)

    def watch(self, variable: int, watcher: Callable[[Object], None]) -> None:
        """Call `watcher` once with each object that the variable can hold, now or later."""
        self.solver.watch(variable, lambda number: watcher(self._objects[number]))

    def is_new(self, *key: object) -> bool:
        """Whether it is asked for the first time with this key."""
        if key in self._known:
            return False
        self._known.add(key)
        return True
