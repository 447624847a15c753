"""The rules of Objective-C, where they are not those of C."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from repository_indexer.facts import Definition
from repository_indexer.languages.c import rules as c

if TYPE_CHECKING:
    from repository_indexer.resolve.scopes import Symbols


class Rules(c.Rules):
    """Methods are found when a message is sent: each can be overridden, those of classes too."""

    this_names = frozenset(["self"])

    def can_override(self, definition: Definition) -> bool:
        """Every method."""
        return True

    def can_be_overridden(self, definition: Definition, symbols: Symbols, method: int, other: int) -> bool:
        """Every method."""
        return True

    def defining(self, symbols: Symbols) -> Iterator[tuple[int, int]]:
        """The rules of C tell of the whole family."""
        return iter(())
