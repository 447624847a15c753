"""What can flow: definitions, their instances, objects by the place that makes them."""

from __future__ import annotations

from enum import IntEnum
from typing import Any


class Kind(IntEnum):
    """What kind of value; in parentheses what it stands for."""

    FUNCTION = 0  # a function or method (its node)
    CLASS = 1  # a class or another type itself (its node)
    INSTANCE = 2  # an instance of a class, or of a function as a constructor; also its prototype (the node)
    MODULE = 3  # what a module gives to others, or a namespace (its node)
    OBJECT = 4  # an object that is made at one place (any key that tells the place)
    LIST = 5  # a list, a set, a map: it has elements (any key that tells the place)
    EXTERNAL = 6  # a symbol from elsewhere (its qualified name)
    EXTERNAL_INSTANCE = 7  # an instance of a type from elsewhere (its qualified name)
    STRING = 8  # a string that can be a key (its text)
    BOUND = 9  # a function with its first arguments (the function's value, how many arguments)
    NATIVE = 10  # a function of the language's own that belongs to an object (its name, that object's value)
    APPLIED = 11  # an instance of a type with type arguments (its node, the values of each argument)


class Values:
    """All values that were met, each with a number: small numbers make small and quick sets."""

    def __init__(self) -> None:
        self.kinds: list[Kind] = []
        self.whats: list[Any] = []
        self._numbers: dict[tuple[Kind, Any], int] = {}

    def number(self, kind: Kind, what: object) -> int:
        """The number of a value."""
        key = (kind, what)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.kinds)
            self.kinds.append(kind)
            self.whats.append(what)
        return found
