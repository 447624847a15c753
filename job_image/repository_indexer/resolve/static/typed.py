"""What is known of an expression, and of what a call calls."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from repository_indexer.resolve.static.found import Found
from repository_indexer.resolve.static.types import MaybeType


class Role(IntEnum):
    """What an expression is."""

    VALUE = 0
    TYPE = 1
    """The type itself: its static members can be reached."""
    SUPER = 2
    """The instance, as its class's bases have it; the type is still the class."""
    BASE = 3
    """The instance, as one base has it, which is the type (`Base.super`)."""
    PACKAGE = 4
    EXTERNAL = 5
    """A symbol from elsewhere of which only the name is known."""


class Typed(NamedTuple):
    """The type of an expression; of a package or an external symbol it has only the name.

    It is exact where declarations alone lead to it, each with its type written out; where a type had to be
    inferred (a variable without a type, a lambda's parameter, a generic method's type argument), it is not.
    """

    type: MaybeType
    exact: bool = True
    role: Role = Role.VALUE


UNKNOWN = Typed(None, False)


class Callee(NamedTuple):
    """What a call calls: the functions that can be meant, and whether declarations alone decided it."""

    found: tuple[Found, ...] = ()
    exact: bool = False
    instantiated: MaybeType = None
    """The type of which the call makes an instance."""
    is_implicit: bool = False
    """Whether it is right that nothing is found: what is called need not be written."""
    is_virtual: bool = False
    """Whether the receiver's class at run time decides."""
    receiver: MaybeType = None
    """The type of what it is called of, if that is named."""
    gives: MaybeType = None
    """What is known of the result where a function that is a value is called."""


NOBODY = Callee()


class Function(NamedTuple):
    """The parameters and the result of a type that can be called, and its method if an interface has one."""

    parameters: tuple[MaybeType, ...]
    result: MaybeType
    method: Found | None = None
    has_receiver: bool = False
    """Whether the first parameter is what the body of a lambda has as `this`."""
