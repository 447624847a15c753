"""What an expression can stand for, as far as the code tells.

A result is a tuple of values, and whether scopes and imports alone decided it (`exact`).
An empty tuple is a thing that is there, but that nobody knows; None in place of a result: there is none.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from repository_indexer.resolve.rules import Rules


class Tag(IntEnum):
    """What kind of value; in parentheses what `Value.what` is."""

    DEFINITION = 0  # a definition itself (its node)
    INSTANCE = 1  # an instance of a class or type (its node)
    EXTERNAL = 2  # a symbol from elsewhere (its qualified name)
    EXTERNAL_INSTANCE = 3  # an instance of a type from elsewhere (its qualified name)
    SUPER = 4  # super() (the class in which it is written, the class of the instance)
    SEQUENCE = 5  # something with elements (what a loop gives first, what an index gives)
    TUPLE = 6  # several values at once (a tuple of each place's values)
    HOLDER = 7  # an instance of a type from elsewhere that holds values (a `Holder`)
    HOLDER_METHOD = 8  # a method of that (the `Holder`, the method's name)
    BOUND = 9  # a function that knows its receiver (its node, or qualified name if from elsewhere; a value)
    CONTAINER = 10  # what is made at one place of the code (a `Container`)
    GENERATOR = 11  # what a call of a function gives that yields (the function's node)
    PARTIAL = 12  # a function that has some of its arguments (its value, the node and position of that call)
    CONSTANT = 13  # a string or number that can be a key (its type's qualified name, its text)


class Value(NamedTuple):
    """One thing that an expression can stand for."""

    tag: Tag
    what: Any


Values = tuple[Value, ...]


class Holder(NamedTuple):
    """A container, an optional value and the like: who knows its methods, its type, and what it holds.

    `held` has the values of each type argument.
    """

    rules: Rules
    type: str
    held: tuple[Values, ...]


class Container(NamedTuple):
    """A list, a mapping and the like, told apart by where it is made.

    `node` is the module, and `root` the call or composite in its file, as in `Expression.root`; or they are a
    function and the place of the parameter that takes all further arguments. `type` is the qualified name
    of the external type, empty if that is not known.
    """

    node: int
    root: int
    type: str


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
    values: dict[Value, None] = {}
    for result in results:
        values.update(dict.fromkeys(result.values))
    return UNKNOWN if len(values) > MAX_VALUES else Result(tuple(values), False)


def inferred(values: Values) -> Result:
    """`values`, found by way of a type."""
    return Result(values, False)


def joined(one: Values, other: Values) -> Values:
    """The values of both."""
    if not one or not other or one == other:
        return one or other
    return tuple(dict.fromkeys(one + other))


def as_constants(literal: Values, text: str) -> Values:
    """A literal that can be a key as such, with its text."""
    if len(literal) == 1 and literal[0].tag is Tag.EXTERNAL_INSTANCE and (text[0] == '"' or text.isdigit()):
        return (Value(Tag.CONSTANT, (literal[0].what, text)),)
    return literal


def as_instance(value: Value) -> Value | None:
    """An instance of the class that `value` is."""
    if value.tag is Tag.DEFINITION:
        return Value(Tag.INSTANCE, value.what)
    if value.tag is Tag.EXTERNAL:
        return Value(Tag.EXTERNAL_INSTANCE, value.what)
    return None
