"""A call at its place: what it knows of itself, and what functions of the language's own do there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from repository_indexer.resolve.dynamic.heap import ANY
from repository_indexer.resolve.dynamic.values import Kind
from repository_indexer.resolve.scopes import Scope

if TYPE_CHECKING:
    from repository_indexer.resolve.dynamic.calls import Calls


class Argument:
    """An argument: its variable, and whether all elements of it are arguments."""

    __slots__ = ("is_spread", "variable")

    def __init__(self, variable: int, *, is_spread: bool = False) -> None:
        self.variable = variable
        self.is_spread = is_spread


class Site:
    """A call at its place, or one that a function of the language's own makes there."""

    __slots__ = (
        "arguments",
        "base",
        "callee",
        "calls",
        "constructs",
        "found",
        "is_inherited",
        "is_super",
        "linked",
        "name",
        "ran",
        "result",
        "scope",
    )

    def __init__(
        self,
        calls: Calls,
        scope: Scope,
        callee: int,
        arguments: Sequence[Argument | None],
        result: int,
        *,
        base: int | None = None,
        name: str = "",
        constructs: bool = False,
        is_super: bool = False,
        is_inherited: bool = False,
    ) -> None:
        self.calls = calls
        self.scope = scope
        self.callee = callee
        self.arguments = arguments
        self.result = result
        self.base = base
        """The object of which the function is called."""
        self.name = name
        """The last name of what is called."""
        self.constructs = constructs
        self.is_super = is_super
        """Whether it is a call of the constructor of the base."""
        self.is_inherited = is_inherited
        """Whether the callee is looked for from the base on, whatever the class of `base`."""
        self.found: dict[int, None] = {}
        """The functions and classes that are called, in the order in which they were found."""
        self.ran: dict[int, None] = {}
        """Those that a function of the language's own calls here."""
        self.linked: set[int] = set()
        """The functions that have got the arguments."""

    # -- For the functions of the language's own

    def argument(self, place: int) -> int | None:
        """The variable of an argument; None if there is none, or none that anything is known of."""
        if place >= len(self.arguments) or self.spread_before(place) is not None:
            return None
        one = self.arguments[place]
        return one.variable if one else None

    def spread_before(self, place: int) -> int | None:
        """The place of the first argument up to this one of which all elements are arguments."""
        return spread_before(self.arguments, place)

    def invoke(
        self,
        callee: int | None,
        arguments: Sequence[int | Argument | None],
        base: int | None = None,
        *,
        constructs: bool = False,
    ) -> int:
        """Call something at this place; the variable of what it gives."""
        result = self.calls.heap.solver.variable()
        if callee is not None:
            given = [Argument(one) if isinstance(one, int) else one for one in arguments]
            made = Site(self.calls, self.scope, callee, given, result, constructs=constructs)
            made.base, made.found, made.ran = base, self.ran, self.ran
            self.calls.add(made)
        return result

    def all_of(self, variable: int | None) -> list[Argument | None]:
        """Arguments that are the elements of what a variable holds."""
        return [] if variable is None else [Argument(variable, is_spread=True)]

    def give(self, variable: int | None) -> None:
        """What the variable holds is what the call gives."""
        if variable is not None:
            self.calls.heap.solver.flow(variable, self.result)

    def make(self, kind: Kind = Kind.LIST) -> int:
        """A new object of this place; its value."""
        return self.calls.heap.values.number(kind, ("made", self.result))

    def give_list(self, elements: Sequence[int | None], type_: str = "") -> None:
        """The call gives a new list with what these variables hold as its elements.

        `type_` is the qualified name of its type, if it is no list as most are.
        """
        made, heap = self.make(), self.calls.heap
        if type_:
            heap.list_types[made] = type_
        for one in elements:
            if one is not None:
                heap.solver.flow(one, heap.field(made, ANY))
        heap.solver.add(self.result, made)

    def elements(self, variable: int | None) -> int | None:
        """The variable of the elements of what a variable holds."""
        return None if variable is None else self.calls.heap.load(variable, ANY)


def spread_before(arguments: Sequence[Argument | None], place: int) -> int | None:
    """The place of the first of the arguments up to one of which all elements are arguments."""
    spread = (number for number, one in enumerate(arguments[: place + 1]) if one and one.is_spread)
    return next(spread, None)
