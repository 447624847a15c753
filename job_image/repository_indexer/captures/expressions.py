"""Calls, and the other expressions that hold expressions."""

from __future__ import annotations

from repository_indexer.captures.definitions import Definitions
from repository_indexer.captures.roots import Root, find_roots
from repository_indexer.captures.source import Source
from repository_indexer.chains import carried, chains
from repository_indexer.facts import Call, Composite, Expression, composite_at

SUPER = "super"
"""What is called where a base's constructor is, without being called so."""
_OWN_SCOPES = ("scope", "lambda")
"""A call can be all of a lambda: Scala's `_.show()` as an argument."""


class Expressions:
    """The calls and composites of a file, and any expression between two positions.

    What they hold is for `items` to say.
    """

    def __init__(self, source: Source, definitions: Definitions) -> None:
        self.source = source
        self.definitions = definitions
        self._nameless_at = definitions.nameless_at
        self.calls: list[Call] = []
        self.composites: list[Composite] = []
        # Of each call and composite, in the order of the text and outer ones first:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.roots: list[int] = []
        """What `Expression.root` says for it."""
        self._first_at: dict[int, int] = {}
        """The outermost that starts at a place."""
        self._read_roots(find_roots(source))

    def expression(self, start: int, end: int) -> Expression:
        """The expression between two positions, with the call or composite that it goes on from."""
        at = self._first_at.get(start, -1)
        nameless = self._nameless_at.get((start, end), "") if self._nameless_at else ""
        # A lambda can be a call as well (Scala's `_.show()`).
        if at >= 0 and not nameless.startswith("<lambda"):
            return self._from(at, start, end)
        return Expression(nameless or chains[self.source.text[start:end]], self.source.line(start))

    def call_at(self, start: int, end: int) -> int:
        """The position of the call between two positions; -1 if there is none."""
        at = self._first_at.get(start, -1)
        while at >= 0 and self.starts[at] == start and self.ends[at] > end:
            at += 1
        is_there = at >= 0 and self.starts[at] == start and self.ends[at] == end
        return max(self.roots[at], -1) if is_there else -1

    def value(self, start: int, end: int) -> Expression | None:
        """The expression between two positions; None if it is none that can carry a value."""
        at = self._first_at.get(start, -1)
        nameless = self._nameless_at.get((start, end), "") if self._nameless_at else ""
        if at >= 0 and not nameless.startswith("<lambda"):
            found = self._from(at, start, end)
            if found.root != -1:
                return found
        text = nameless or carried[self.source.text[start:end]]
        return Expression(text, self.source.line(start)) if text else None

    def _text(self, start: int, end: int) -> str:
        """What stands between two positions, with which nothing begins that is a call or a composite."""
        nameless = self._nameless_at.get((start, end), "") if self._nameless_at else ""
        return nameless or chains[self.source.text[start:end]]

    def _from(self, at: int, start: int, end: int) -> Expression:
        """The expression, which begins with the call or composite at `at` or one that lies in that."""
        text, root = self._rooted(at, start, end)
        return (root < -1 and not text and self._chosen(root)) or Expression(
            text, self.source.line(start), root
        )

    def _rooted(self, at: int, start: int, end: int) -> tuple[str, int]:
        """Text and root of that."""
        ends = self.ends
        while ends[at] > end:
            at += 1
            if self.starts[at] != start:
                return self._text(start, end), -1
        return chains[self.source.text[ends[at] : end]] if ends[at] < end else "", self.roots[at]

    def _chosen(self, root: int) -> Expression | None:
        """What a choice of one gives."""
        if composite_at(root) < len(self.composites):
            composite = self.composites[composite_at(root)]
            if composite.kind == "choice" and len(composite.items) == 1:
                return composite.items[0]
        return None

    def _read_roots(self, found: list[Root]) -> None:
        self.starts = starts = [one[0] for one in found]
        self.ends = [-one[1] for one in found]
        # Of those that start at one place, the first one is the last to be put in.
        self._first_at = dict(zip(reversed(starts), range(len(starts) - 1, -1, -1), strict=True))
        starts.append(-1)
        calls, composites = 0, 0
        for _, _, _, _, inner_end in found:
            if inner_end:
                self.roots.append(calls)
                calls += 1
            else:
                self.roots.append(composite_at(composites))
                composites += 1
        scope_around, line = self.definitions.scope_around, self.source.line
        for position, (start, negative_end, kind, inner_start, inner_end) in enumerate(found):
            scope = scope_around(start, -negative_end, _OWN_SCOPES)
            if not inner_end:
                self.composites.append(_composite(scope, kind))
                continue
            at = position + 1 if inner_start == start else self._first_at.get(inner_start, -1)
            if at >= 0 and starts[at] == inner_start:
                text, root = self._rooted(at, inner_start, inner_end)
            else:
                text, root = self._text(inner_start, inner_end), -1
            call = Call(scope, text, line(inner_start), root)
            if kind != "call":
                self._specialise(call, kind, start, -negative_end)
            self.calls.append(call)

    def _specialise(self, call: Call, kind: str, start: int, end: int) -> None:
        """Make it a call that is not written as one."""
        if kind == "call.base":
            call.text, call.root = SUPER, -1
        elif kind == "construct":
            call.text = self._nameless_at.get((start, end)) or call.text
            call.constructs = True
        elif kind == "construct.implied":
            call.constructs = call.operator = True
        elif kind != "use":
            call.text, call.operator = f"{call.text}.{kind}", True


def _composite(scope: int, kind: str) -> Composite:
    if kind.startswith("typed."):
        return Composite(scope, "cast", (), (kind.removeprefix("typed."),))
    return Composite(scope, kind)
