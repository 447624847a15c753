"""What a name has to be, and what it is found to be."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from repository_indexer.model import NodeKind
from repository_indexer.resolve.scopes import CALLABLE_KINDS, CLASS_KINDS, Bound
from repository_indexer.resolve.static.types import Type, Variable

MAX_DEPTH = 60
"""How far one question may lead to others, within the thousand frames that Python allows."""


class Want(IntEnum):
    """What a name has to be."""

    TYPE = 0
    VALUE = 1
    CALLABLE = 2


KINDS = {
    Want.TYPE: CLASS_KINDS,
    Want.VALUE: frozenset([NodeKind.FIELD, NodeKind.CONSTANT]),
    Want.CALLABLE: CALLABLE_KINDS,
}


class Found(NamedTuple):
    """What a name was found to be: a node, a record of the facts, a type variable, or a name from elsewhere.

    `owner` is the type that has it as a member, with its arguments as seen from where it is used.
    """

    what: Bound | Variable | str
    owner: Type | None = None
    extends: Type | None = None
    """The type that a function is called of as if it were a method of it."""

    @property
    def node(self) -> int:
        """The node, or -1."""
        return self.what if isinstance(self.what, int) else -1
