"""Types as a compiler sees them: classes with their type arguments, type variables, arrays, functions.

None in place of a type: it is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from repository_indexer.resolve.static.type_texts import FUNCTION, RECEIVER_FUNCTION

MAX_NESTING = 12
"""Types whose arguments lie deeper in each other are taken for unknown: recursion could make them grow."""


class Variable(NamedTuple):
    """A type parameter: the definition that has it, and its name."""

    owner: int
    name: str


class Type(NamedTuple):
    """A type: the node of a class, the qualified name of one from elsewhere, or a variable; and arguments."""

    what: int | str | Variable
    arguments: tuple[MaybeType, ...] = ()


MaybeType: TypeAlias = Type | None
Bindings: TypeAlias = dict[Variable, MaybeType]
"""What type variables stand for."""


def is_function(type_: Type) -> bool:
    """Whether it is the type of a function, as the language itself writes it."""
    return type_.what in (FUNCTION, RECEIVER_FUNCTION)


def substitute(type_: MaybeType, bindings: Mapping[Variable, MaybeType], depth: int = 0) -> MaybeType:
    """The type with its variables replaced; those without a binding stay."""
    if type_ is None or depth > MAX_NESTING:
        return None
    if isinstance(type_.what, Variable):
        return bindings.get(type_.what, type_)
    if not type_.arguments:
        return type_
    return Type(type_.what, tuple(substitute(one, bindings, depth + 1) for one in type_.arguments))


def variables_in(type_: MaybeType) -> set[Variable]:
    """The type variables that a type is made of."""
    if type_ is None:
        return set()
    if isinstance(type_.what, Variable):
        return {type_.what}
    return set().union(*(variables_in(one) for one in type_.arguments))
