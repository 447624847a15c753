"""Which of several functions of one name is called: by the number of arguments, then by their types.

The steps are those that languages with overloads share (Java Language Specification, 15.12.2; C#, 12.6.4;
Kotlin, "Overload resolution"): what can take the arguments, rather without conversions and without
collecting them into an array, and of these the most specific. What is not known excludes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from repository_indexer.facts import Parameter
from repository_indexer.resolve.static.types import MaybeType

LAST = "*"
"""The name of an argument that stands behind the call."""


class Fit(IntEnum):
    """How well a value of one type is taken by a parameter of another."""

    SAME = 0
    STRICT = 1
    LOOSE = 2
    """By a conversion that the language makes only if nothing fits without (boxing)."""
    UNKNOWN = 3
    NONE = 4


class Argument:
    """An argument of a call: its name if it is given by name, whether it is spread, and its type."""

    def __init__(
        self, keyword: str, is_spread: bool, type_: Callable[[], MaybeType], lambda_: int = -1
    ) -> None:
        self.keyword = keyword
        self.is_spread = is_spread
        self.lambda_ = lambda_
        """The node of the lambda that it is, or -1."""
        self.arities: set[int] | None = None
        """How many arguments it can take if it is a method as a value."""
        self.root = -1
        """The `Expression.root` of a method as a value."""
        self._type = type_

    @cached_property
    def type(self) -> MaybeType:
        """The type, found when it is asked for: the number of arguments often decides alone."""
        return self._type()


class Candidate(NamedTuple):
    """A function that may be meant: which, its parameters, and the type of each."""

    place: int
    """Its position in the caller's list."""
    parameters: Sequence[Parameter]
    type_of: Callable[[int], MaybeType]
    """The type of the parameter of that position; of the elements for one that takes many."""


Fits = Callable[[Argument, Candidate, int], Fit]
"""How an argument fits the parameter of that position of a candidate."""
IsNarrower = Callable[[MaybeType, MaybeType], bool]
"""Whether all values of the first type are values of the second."""


def chosen(
    candidates: Sequence[Candidate], arguments: Sequence[Argument], fits: Fits, is_narrower: IsNarrower
) -> list[Candidate]:
    """The candidates that can be meant: one if the arguments decide, none if no candidate takes them.

    Args:
        candidates: in the order in which they are found, those of the nearest class first; of two
            with the same types the first hides the second.
    """
    able = [
        (one, places) for one in candidates if (places := places_of(one.parameters, arguments)) is not None
    ]
    if len(able) < 2:
        return [one for one, _ in able]
    rated = []
    for one, places in able:
        rating = [fits(argument, one, place) for argument, place in zip(arguments, places, strict=True)]
        if Fit.NONE not in rating:
            rated.append((one, places, rating))
    for candidate in rated:
        # Whatever else would take these arguments cannot be more specific.
        if candidate[2] and all(fit is Fit.SAME for fit in candidate[2]) and _collects_nothing(candidate):
            return [candidate[0]]
    for is_better in (_collects_nothing, _needs_no_conversion):
        better = [one for one in rated if is_better(one)]
        # What is not known could fit better still: then nothing is better.
        if better and not any(Fit.UNKNOWN in rating for _, _, rating in rated):
            rated = better
    if len(rated) < 2 or any(Fit.UNKNOWN in rating for _, _, rating in rated):
        return _distinct([(one, places) for one, places, _ in rated])
    for one, places, _ in rated:
        if all(_is_more_specific(one, places, other, others, is_narrower) for other, others, _ in rated):
            return [one]
    return [one for one, _, _ in rated]


_Rated = tuple[Candidate, list[int], list[Fit]]


def _needs_no_conversion(rated: _Rated) -> bool:
    return Fit.LOOSE not in rated[2]


def _collects_nothing(rated: _Rated) -> bool:
    return not any(rated[0].parameters[place].stars for place in rated[1])


def _is_more_specific(
    one: Candidate, places: list[int], other: Candidate, others: list[int], is_narrower: IsNarrower
) -> bool:
    return one is other or all(
        is_narrower(one.type_of(place), other.type_of(other_place))
        for place, other_place in zip(places, others, strict=True)
    )


def _distinct(able: list[tuple[Candidate, list[int]]]) -> list[Candidate]:
    """Without those that have the same types as one before them, which overrides them."""
    found: list[Candidate] = []
    known: set[tuple[MaybeType, ...]] = set()
    for one, _ in able:
        types = tuple(one.type_of(place) for place in range(len(one.parameters)))
        if types not in known or None in types:
            found.append(one)
        known.add(types)
    return found


def _places_by_label(parameters: Sequence[Parameter], arguments: Sequence[Argument]) -> list[int] | None:
    """The same where calls must give the names of all parameters (Swift); a lambda behind a call has none."""
    places: list[int] = []
    following = 0
    for argument in arguments:
        place = following
        while place < len(parameters) and not _takes(parameters, place, argument, place in places):
            if parameters[place].default is None and not parameters[place].stars:
                return None
            place += 1
        if place == len(parameters):
            return None
        places.append(place)
        following = place if parameters[place].stars else place + 1
    taken = set(places)
    for place, parameter in enumerate(parameters):
        if place not in taken and not parameter.stars and parameter.default is None:
            return None
    return places


def _takes(parameters: Sequence[Parameter], place: int, argument: Argument, again: bool) -> bool:
    parameter = parameters[place]
    label = "" if parameter.label == "_" or again else parameter.label
    if argument.keyword == label:
        return True
    is_function = "->" in parameter.type or place == len(parameters) - 1
    return argument.lambda_ >= 0 and not argument.keyword and is_function


def places_of(parameters: Sequence[Parameter], arguments: Sequence[Argument]) -> list[int] | None:
    """The place of the parameter that takes each argument; None if their numbers or names do not go."""
    places: list[int] = []
    following = 0
    if any(one.label for one in parameters):
        return _places_by_label(parameters, arguments)
    for argument in arguments:
        if argument.keyword == LAST:
            if not parameters:
                return None
            places.append(len(parameters) - 1)
            continue
        if argument.keyword:
            named = [place for place, one in enumerate(parameters) if one.name == argument.keyword]
            if not named:
                return None
            places.append(named[0])
            continue
        if following >= len(parameters):
            return None
        places.append(following)
        if not parameters[following].stars and not argument.is_spread:
            following += 1
    if any(argument.is_spread for argument in arguments):
        return places
    taken = set(places)
    for place, parameter in enumerate(parameters):
        if place not in taken and not parameter.stars and parameter.default is None:
            return None
    return places
