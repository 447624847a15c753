"""What an expression can stand for, as far as the code tells.

A result is a tuple of values, and whether scopes and imports alone decided it (`exact`).
An empty tuple is a thing that is there, but that nobody knows; None in place of a result: there is none.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple


class Tag(IntEnum):
    """What kind of value; in parentheses what `Value.what` is."""

    DEFINITION = 0  # a definition itself (its node)
    INSTANCE = 1  # an instance of a class or type (its node)
    EXTERNAL = 2  # a symbol from elsewhere (its qualified name)
    EXTERNAL_INSTANCE = 3  # an instance of a type from elsewhere (its qualified name)
    SUPER = 4  # super() (the class in which it is written, the class of the instance)
    SEQUENCE = 5  # something with elements (what a loop gives first, what an index gives)
    TUPLE = 6  # several values at once (a tuple of each place's values)


class Value(NamedTuple):
    """One thing that an expression can stand for."""

    tag: Tag
    what: Any


Values = tuple[Value, ...]


class Result(NamedTuple):
    """All that an expression can stand for."""

    values: Values
    exact: bool


UNKNOWN = Result((), False)
MAX_VALUES = 16
"""An expression that can stand for more things than these is followed no further."""


def union(results: list[Result]) -> Result:
    """All values of `results`; more than one value, or one of several ways to it, is never exact."""
    if len(results) == 1:
        return results[0]
    values = tuple(dict.fromkeys(value for result in results for value in result.values))
    if len(values) > MAX_VALUES:
        return UNKNOWN
    return Result(values, False)


def inferred(values: Values) -> Result:
    """`values`, found by way of a type."""
    return Result(values, False)
