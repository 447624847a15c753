"""Questions whose answers are remembered, and given up when something that they depend on has grown.

What flows from elsewhere (arguments into parameters, stores into containers) is collected in cells. The
cells grow in rounds: all questions of a round see the same cells, so that the order in which they are asked
makes no difference to what is collected. A question that is asked while it is being answered, or that lies
too deep, is answered by what was found for it in the round before, which is a cell as well.
"""

from __future__ import annotations

from typing import Any

from repository_indexer.resolve.values import Result, Value, Values

MAX_DEPTH = 40
"""How many steps deep questions may lead to others."""
MAX_NESTING = 20
"""How many steps one question may take by itself, such as from type arguments to theirs."""
MAX_CELL = 12
"""A cell into which more values than these flow is empty for good: it could be anything."""

NAME, CALL, RETURNED, YIELDED, DECORATED, CALLEE, ITEM, MEMBER = range(8)
"""Kinds of questions; the callee of a call, and what a place lets flow into cells, are asked again."""
PARAMETER, FIELD, ATTRIBUTE = range(10, 13)
"""Kinds of cells: what a parameter gets, what is stored in a container, or in an attribute from outside."""
FIRST_SITE = 20
CALL_SITE, STORE_SITE, DECORATOR_SITE = range(FIRST_SITE, FIRST_SITE + 3)
"""Kinds of places in the code that let values flow into cells."""

Key = tuple[Any, ...]
"""A question, or a cell: its kind and what it is about."""

Before = tuple[Key | None, bool, int]


class Questions:
    """Remembers answers, what they depend on, and what has flowed into cells."""

    def __init__(self) -> None:
        self.depth = 0
        self.nesting = 0
        self.answers: dict[Key, Result | None] = {}
        self.asking: Key | None = None
        """The question that is being answered."""
        self.is_open = False
        """Whether its answer, as far as it is known, can still change."""
        self.due: dict[Key, None] = {}
        """What is to be asked in the next round."""
        self._open: set[Key] = set()
        """Questions whose answers can still change."""
        self._working: set[Key] = set()
        self._missed: set[Key] = set()
        """Questions that were asked while they were worked on."""
        self._readers: dict[Key, list[Key]] = {}
        """By question or cell, the questions whose answers depend on it."""
        self._cells: dict[Key, Values] = {}
        self._sealed: set[Key] = set()
        self._flowed: dict[Key, dict[Value, None]] = {}
        """What has flowed into cells in this round."""

    # -- Questions

    def recall(self, key: Key) -> Result | None:
        """The answer that is known; the question that is being answered depends on it."""
        if key in self._open:
            self._depend_on(key)
            if key in self._working:
                self._missed.add(key)
        return self.answers[key]

    def begin(self, key: Key, unknown: Result | None) -> bool:
        """Start to answer a question; False if it lies too deep, so that `recall` gives what is known of it.

        Args:
            key: the question.
            unknown: the answer as long as nothing is known.
        """
        earlier = self._cells.get(key)
        self.answers[key] = Result(earlier, False) if earlier else unknown
        self._open.add(key)
        if self.depth >= MAX_DEPTH:
            self.due[key] = None
            self._missed.add(key)
            return False
        self.depth += 1
        self._working.add(key)
        return True

    def is_working(self, key: Key) -> bool:
        """Whether a question is being answered."""
        return key in self._working

    def focus(self, key: Key) -> Before:
        """Turn to a question that has begun; what `end` needs to turn back."""
        before = (self.asking, self.is_open, self.nesting)
        self.asking, self.is_open, self.nesting = key, False, 0
        return before

    def look_up(self, before: Before) -> None:
        """Turn back to what `focus` has turned from."""
        self.asking, self.is_open, self.nesting = before

    def end(self, key: Key, answer: Result | None, before: Before) -> None:
        """Finish what `begin` and `focus` have started."""
        self.depth -= 1
        self._working.discard(key)
        self.answers[key] = answer
        self.asking, was_open, self.nesting = before
        if key in self._missed:
            self._missed.discard(key)
            if answer is not None:
                self.flow(key, answer.values)
            self.is_open = True
        if self.is_open:
            self._depend_on(key)
        else:
            self._open.discard(key)
            self.is_open = was_open

    def deeper(self) -> None:
        """Take a step within a question, as far as `MAX_NESTING` allows."""
        self.depth += 1
        self.nesting += 1

    def shallower(self) -> None:
        """Take it back."""
        self.depth -= 1
        self.nesting -= 1

    def _depend_on(self, key: Key) -> None:
        self.is_open = True
        asking = self.asking
        if asking is not None:
            readers = self._readers.get(key)
            if readers is None:
                self._readers[key] = [asking]
            elif readers[-1] is not asking:
                readers.append(asking)

    # -- Cells

    def cell(self, key: Key) -> Values:
        """What has flowed into a cell before this round."""
        self._depend_on(key)
        return self._cells.get(key, ())

    def takes(self, key: Key) -> bool:
        """Whether values still can flow into the cell."""
        return key not in self._sealed

    def flow(self, key: Key, values: Values) -> None:
        """Let values flow into a cell; they are seen from the next round on."""
        if not values or key in self._sealed:
            return
        known = self._cells.get(key, ())
        for value in values:
            if value not in known:
                self._flowed.setdefault(key, {})[value] = None

    def settle(self) -> list[Key]:
        """End the round: what has flowed is in the cells; the questions that are to be asked again."""
        grown: list[Key] = []
        for key, values in self._flowed.items():
            together = self._cells.get(key, ()) + tuple(values)
            if len(together) > MAX_CELL:
                self._sealed.add(key)
                together = ()
            self._cells[key] = together
            grown.append(key)
        self._flowed.clear()
        again = self.due
        self.due = {}
        visited: set[Key] = set()
        while grown:
            key = grown.pop()
            for reader in self._readers.pop(key, ()):
                if reader not in visited:
                    visited.add(reader)
                    grown.append(reader)
                    self.answers.pop(reader, None)
                    if reader[0] >= FIRST_SITE:
                        again[reader] = None
        for key in again:
            self.answers.pop(key, None)
        return list(again)
