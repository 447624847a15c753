"""The classes below a class, trait or module: what code of it can meet in the instance that it runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository_indexer.resolve.scopes import CLASS_KINDS
from repository_indexer.resolve.values import Tag

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.rules import Rules

MAX_DESCENDANTS = 8
"""What has more of them is looked at by itself."""


class Descendants:
    """Of all classes of one language; they are found when the first one is asked for."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._found: dict[int, list[int]] | None = None

    def of(self, evaluator: Evaluator, node: int) -> list[int]:
        """The classes that have `node` among what they inherit from; none if they are too many."""
        if self._found is None:
            self._found = {}
            symbols = evaluator.symbols
            for one in range(len(symbols.nodes)):
                if symbols.nodes[one].kind in CLASS_KINDS and symbols.scopes[one].rules is self._rules:
                    for base in evaluator.linearised(one):
                        if base.tag is Tag.DEFINITION and base.what != one:
                            self._found.setdefault(base.what, []).append(one)
        found = self._found.get(node, [])
        return found if len(found) <= MAX_DESCENDANTS else []
