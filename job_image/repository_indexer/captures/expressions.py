"""Calls, and the other expressions that hold expressions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from repository_indexer.captures.definitions import Definitions
from repository_indexer.captures.source import Source, Spans
from repository_indexer.captures.unparsed import calls_in
from repository_indexer.chains import carried, chains, key_text
from repository_indexer.facts import Call, Composite, Expression, composite_at

COMPOSITES = (
    *("list", "tuple", "set", "map", "each", "each.list", "each.set", "each.map"),
    *("choice", "spread", "await", "cast", "method", "arithmetic"),
)
"""Captures that become composites; the kinds are called the same."""
SUPER = "super"
"""What is called where a base's constructor is, without being called so."""
LAST = "*"
"""The name of an argument that stands behind the call: the last parameter takes it."""
SPREAD = "**"
"""The name of a mapping that is spread."""
MAX_HEIGHT = 60
"""Expressions that hold others in more levels are not told of: whoever follows expressions may recurse."""
_ITEMS = (
    "argument",
    "argument.last",
    "item",
    "item.named",
    "item.member",
    "key",
    "key.name",
    "keyword",
    "cast.type",
    "method.name",
    "infix.name",
    "made",
)


class Expressions:
    """The calls and composites of a file, and any expression between two positions."""

    def __init__(self, source: Source, definitions: Definitions) -> None:
        self.source = source
        self.definitions = definitions
        self.calls: list[Call] = []
        self.composites: list[Composite] = []
        # Of each call and composite, in the order of the text and outer ones first:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._roots: list[int] = []
        """What `Expression.root` says for it."""
        self._first_at: dict[int, int] = {}
        """The outermost that starts at a place."""
        self._read_roots()
        self._read_items()

    def expression(self, start: int, end: int) -> Expression:
        """The expression between two positions, with the call or composite that it goes on from."""
        at = self._first_at.get(start, -1)
        if at < 0 or self._is_lambda(start, end):
            return self._text(start, end)
        return self._from(at, start, end)

    def call_at(self, start: int, end: int) -> int:
        """The position of the call between two positions; -1 if there is none."""
        at = self._first_at.get(start, -1)
        while at >= 0 and self._starts[at] == start and self._ends[at] > end:
            at += 1
        is_there = at >= 0 and self._starts[at] == start and self._ends[at] == end
        return max(self._roots[at], -1) if is_there else -1

    def value(self, start: int, end: int) -> Expression | None:
        """The expression between two positions; None if it is none that can carry a value."""
        at = self._first_at.get(start, -1)
        if at >= 0 and not self._is_lambda(start, end):
            found = self._from(at, start, end)
            if found.root != -1:
                return found
        text = self._nameless(start, end) or carried[self.source.text[start:end]]
        return Expression(text, self.source.line(start)) if text else None

    def _text(self, start: int, end: int) -> Expression:
        text = self._nameless(start, end) or chains[self.source.text[start:end]]
        return Expression(text, self.source.line(start))

    def _is_lambda(self, start: int, end: int) -> bool:
        """Whether a lambda is between two positions, be it a call as well (Scala's `_.show()`)."""
        return self._nameless(start, end).startswith("<lambda")

    def _nameless(self, start: int, end: int) -> str:
        """The name of the lambda or class without a name between two positions; empty if there is none."""
        nameless = self.definitions.nameless_at
        return nameless.get((start, end), "") if nameless else ""

    def _from(self, at: int, start: int, end: int) -> Expression:
        """The expression, which begins with the call or composite at `at` or one that lies in that."""
        while self._ends[at] > end:
            at += 1
            if self._starts[at] != start:
                return self._text(start, end)
        root = self._roots[at]
        if self._ends[at] == end:
            return self._chosen(root) or Expression("", self.source.line(start), root)
        return Expression(chains[self.source.text[self._ends[at] : end]], self.source.line(start), root)

    def _chosen(self, root: int) -> Expression | None:
        """What a choice of one gives."""
        if root < -1 and composite_at(root) < len(self.composites):
            composite = self.composites[composite_at(root)]
            if composite.kind == "choice" and len(composite.items) == 1:
                return composite.items[0]
        return None

    # -- Calls and composites

    def _read_roots(self) -> None:
        """Start, negative end and kind of all, and start and end of what is called, made or operated on."""
        source = self.source
        found = self._whole(self._pairs("call", "callee")) + self._pairs("construct", "constructed")
        found += self._pairs("construct.implied", "constructed.implied")
        found += self._pairs("use", "used") + self._operators()
        found += self._unparsed()
        found += [
            (start, negative_end, kind, start, -negative_end)
            for start, negative_end, kind in source.places("call.base")
        ]
        if "call.tail" in source.captures:
            tails = self._pairs("call.tail", "callee.tail")
            wrong = {(start, negative_end) for start, negative_end, _, _, _ in tails}
            found = [one for one in found if one[:2] not in wrong]
            found += [(one[3], one[1], "call", one[3], one[4]) for one in tails]
        if "method" in source.captures:
            named = set(source.spans("method"))
            found = [one for one in found if one[:2] not in named]
        found += [(*place, 0, 0) for place in source.places(*COMPOSITES, *source.names("typed."))]
        found.sort()
        found = self._code_only(found)
        self._starts = [one[0] for one in found]
        self._starts.append(-1)
        self._ends = [-one[1] for one in found]
        calls, composites = 0, 0
        for position, (start, _, _, _, inner_end) in enumerate(found):
            if inner_end:
                self._roots.append(calls)
                calls += 1
            else:
                self._roots.append(composite_at(composites))
                composites += 1
            if start not in self._first_at:
                self._first_at[start] = position
        for position, (start, negative_end, kind, inner_start, inner_end) in enumerate(found):
            # A call can be all of a lambda: Scala's `_.show()` as an argument.
            scope = self.definitions.scope_around(start, -negative_end, ("scope", "lambda"))
            if not inner_end:
                _, _, type_ = kind.partition("typed.")
                self.composites.append(
                    Composite(scope, "cast", (), (type_,)) if type_ else Composite(scope, kind)
                )
                continue
            at = position + 1 if inner_start == start else self._first_at.get(inner_start, -1)
            begins = at >= 0 and self._starts[at] == inner_start
            inner = self._from(at, inner_start, inner_end) if begins else self._text(inner_start, inner_end)
            call = Call(scope, inner.text, inner.line, inner.root)
            if kind == "call.base":
                call.text, call.root = SUPER, -1
            elif kind == "construct":
                call.text = self._nameless(start, -negative_end) or call.text
                call.constructs = True
            elif kind == "construct.implied":
                call.constructs = call.operator = True
            elif kind not in ("call", "use"):
                call.text, call.operator = f"{inner.text}.{kind}", True
            self.calls.append(call)

    def _code_only(self, found: list[tuple[int, int, str, int, int]]) -> list[tuple[int, int, str, int, int]]:
        """Those of `found`, in the order of the text, that are code: no head of a definition, and no type."""
        named = {-negative_end for _, negative_end in self.source.spans("name")}
        # What a definition is called is not what a call calls, though both may look alike: `f(x) = …`.
        found = [one for one in found if one[4] not in named or one[2] != "call"]
        if "no_code" not in self.source.captures:
            return found
        kept, end, following = [], 0, 0
        parts = self.source.places("no_code")
        for one in found:
            while following < len(parts) and parts[following][0] <= one[0]:
                end = max(end, -parts[following][1])
                following += 1
            if -one[1] > end:
                kept.append(one)
        return kept

    def _whole(self, calls: list[tuple[int, int, str, int, int]]) -> list[tuple[int, int, str, int, int]]:
        """The calls, those that go on behind their arguments up to their real end."""
        if "call.begun" not in self.source.captures:
            return calls
        begun, whole = self.source.spans("call.begun"), self.source.spans("call.whole")
        # Of those that start at one place each lies in the one before, and is the beginning of its own.
        ends = {one: end for one, (_, end) in zip(begun, whole, strict=True)}
        return [(one[0], ends.get(one[:2], one[1]), *one[2:]) for one in calls]

    def _pairs(self, outer: str, inner: str) -> list[tuple[int, int, str, int, int]]:
        """Constructs and what belongs to each: the type, or all of a call up to its arguments."""
        if outer not in self.source.captures:
            return []
        # Both sorted alike belong together: of those that start at one place, each lies in the one before.
        outers, inners = self.source.spans(outer), self.source.spans(inner)
        if [start for start, _ in outers] != [start for start, _ in inners]:
            inners = _parts_within(outers, inners)
        starts = outers if outer == "call" else inners
        return [
            (start, negative_end, outer, inner_start, -inner_end)
            for (start, negative_end), (inner_start, _), (part_start, inner_end) in zip(
                outers, starts, inners, strict=True
            )
            # Where the parser mended a mistake, the part can be empty.
            if -inner_end > part_start
        ]

    def _operators(self) -> list[tuple[int, int, str, int, int]]:
        """Operators and the operand of each, which can stand anywhere in it; the kind is the method."""
        found: list[tuple[int, int, str, int, int]] = []
        opened: list[tuple[int, int]] = []
        for start, negative_end, name in self.source.places("operator", *self.source.names("operand.")):
            if name == "operator":
                opened.append((start, negative_end))
            elif opened:
                # An operand that is an operator itself comes before it: they are sorted by their names too.
                found.append((*opened.pop(), name.partition(".")[2], start, -negative_end))
        return found

    def _unparsed(self) -> list[tuple[int, int, str, int, int]]:
        """Calls in text that is not parsed: each goes on from the one that ends where its own names start."""
        text = self.source.text
        found: list[tuple[int, int, str, int, int]] = []
        starts: dict[int, int] = {}
        for start, negative_end, _ in self.source.places("arguments"):
            named = start
            while named and (
                text[named - 1].isalnum() or text[named - 1] in "_.:!" or text.startswith("?.", named - 1)
            ):
                named -= 1
                if text[named] in ".:":
                    # `a()?.b()`
                    before = named - 1 if text[named - 1] == "?" else named
                    if before in starts:
                        named = starts[before]
                        break
            if named < start and text[named] not in ".:!":
                found.append((named, negative_end, "call", named, start))
                starts[-negative_end] = named
        for start, negative_end, _ in self.source.places("unparsed"):
            found += [
                (named, -end, "call", named, name_end)
                for named, name_end, end in calls_in(text, start, -negative_end)
            ]
        return found

    # -- What lies in them

    def _read_items(self) -> None:  # noqa: PLR0912 - one place for what each capture role means
        """Give arguments, items and their names to the innermost call or composite around them."""
        held: dict[int, _Held] = {}
        for start, end, role, at in self._innermost(*_ITEMS):
            root = self._roots[at]
            if role == "made":
                if root >= 0:
                    call = self.calls[root]
                    call.text, call.root, call.constructs = chains[self.source.text[start:end]], -1, True
                continue
            if role == "infix.name":
                if root >= 0:
                    call = self.calls[root]
                    name = self.source.cut(start, end)
                    call.text = call.text.removesuffix("infix") + name
                    # A sign is a number's own, as a rule; a name is somebody's method.
                    call.operator = not name.isidentifier()
                continue
            if role in ("cast.type", "method.name"):
                if root < -1:
                    self.composites[composite_at(root)].keys = (self.source.cut(start, end),)
                continue
            holder = held.get(root)
            if holder is None:
                holder = held[root] = _Held()
            if role == "item.named":
                holder.name = f'"{self.source.cut(start, end)}"'
            elif role == "item.member":
                name = self.definitions.all[self.definitions.scope(start)].name
                holder.name = name[1:-1] if name[:1] == "[" else f'"{name}"'
            elif role == "argument.last":
                holder.name = LAST
            if role.startswith(("argument", "item")):
                holder.add(start, end, self.value(start, end))
            else:
                holder.name = self._name(role, start, end)
        self._cut_high(held)
        for root, holder in held.items():
            if root >= 0:
                self.calls[root].arguments = tuple(holder.items)
                self.calls[root].keywords = tuple(holder.names)
            else:
                composite = self.composites[composite_at(root)]
                composite.items = tuple(holder.items)
                composite.keys = composite.keys or tuple(holder.names)

    def _cut_high(self, held: dict[int, _Held]) -> None:
        """Leave out the items that hold others in too many levels."""
        heights: dict[int, int] = {}
        # What lies within another stands behind it.
        for root in reversed(self._roots):
            height = heights.get(self.calls[root].root, 0) if root >= 0 else 0
            items = held[root].items if root in held else ()
            for place, item in enumerate(items):
                if item is not None and item.root != -1:
                    below = heights.get(item.root, 0)
                    if below >= MAX_HEIGHT:
                        held[root].items[place] = None
                    else:
                        height = max(height, below + 1)
            heights[root] = height

    def _innermost(self, *names: str) -> Iterator[tuple[int, int, str, int]]:
        """Start, end and name of these captures, and the innermost call or composite around each."""
        starts, ends = self._starts, self._ends
        opened: list[int] = []
        following = 0
        for start, negative_end, name in self.source.places(*names):
            end = -negative_end
            # One of the same span is not around it.
            while 0 <= starts[following] < start or (starts[following] == start and ends[following] > end):
                while opened and ends[opened[-1]] <= starts[following]:
                    opened.pop()
                opened.append(following)
                following += 1
            while opened and ends[opened[-1]] <= start:
                opened.pop()
            if opened:
                yield start, end, name, opened[-1]

    def _name(self, role: str, start: int, end: int) -> str:
        """The name of an argument, or the key of an item."""
        if role == "key":
            return key_text(self.source.text[start:end])
        name = self.source.cut(start, end)
        if name in ("...", SPREAD):
            return SPREAD
        return f'"{name}"' if role == "key.name" else name


def _parts_within(outers: Spans, inners: Spans) -> Spans:
    """The part of each construct, where not all of them start with it (`a.name()`, `new T()`).

    A part that does not start its construct is that of
    the innermost construct around it.
    """
    ends: dict[int, list[int]] = {}
    for start, end in reversed(outers):
        ends.setdefault(start, []).append(-end)
    found: dict[tuple[int, int], tuple[int, int]] = {}
    opened: list[tuple[int, int]] = []
    following = 0
    for inner in inners:
        start, end = inner[0], -inner[1]
        longer = bisect_right(ends[start], end) if start in ends else -1
        if longer > 0 and longer == len(ends[start]) and ends[start][-1] == end:
            # The part is all that there is: `f` in `x |> f`.
            longer -= 1
        if 0 <= longer < len(ends[start]):
            found[start, -ends[start][longer]] = inner
            continue
        while following < len(outers) and outers[following][0] < start:
            opened.append(outers[following])
            following += 1
        while opened and -opened[-1][1] <= start:
            opened.pop()
        if opened:
            found[opened[-1]] = inner
    return [found.get(outer, (outer[0], -outer[0])) for outer in outers]


class _Held:
    """What one call or composite holds."""

    __slots__ = ("end", "items", "name", "names")

    def __init__(self) -> None:
        self.items: list[Expression | None] = []
        self.names: list[str] = []
        self.name: str | None = None
        """Of the item that comes next."""
        self.end = 0

    def add(self, start: int, end: int, value: Expression | None) -> None:
        """Add an item; one that lies in the last one takes its place."""
        if start < self.end:
            self.items[-1] = value
        else:
            self.items.append(value)
            if self.name is not None or self.names:
                self.names.append(self.name or "")
                self.name = None
        self.end = end
