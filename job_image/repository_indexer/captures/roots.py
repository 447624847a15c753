"""What in a text becomes a call or a composite, and what is called, made or operated on there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from repository_indexer.captures.source import Place, Source
from repository_indexer.captures.unparsed import calls_in

COMPOSITES = (
    *("list", "tuple", "set", "map", "each", "each.list", "each.set", "each.map"),
    *("choice", "spread", "await", "cast", "method", "arithmetic"),
)
"""Captures that become composites; the kinds are called the same."""

Root = tuple[int, int, str, int, int]
"""Start, negative end and kind; start and end of what is called, made or operated on (0: a composite)."""


def find_roots(source: Source) -> list[Root]:
    """All calls and composites, in the order of the text and outer ones first."""
    found = _whole(source, _pairs(source, "call", "callee"))
    found += _pairs(source, "construct", "constructed")
    found += _pairs(source, "construct.implied", "constructed.implied")
    found += _pairs(source, "use", "used")
    found += _operators(source)
    found += _unparsed(source)
    found += [(start, end, kind, start, -end) for start, end, kind in source.places("call.base")]
    if "call.tail" in source.captures:
        tails = _pairs(source, "call.tail", "callee.tail")
        wrong = {(start, negative_end) for start, negative_end, _, _, _ in tails}
        found = [one for one in found if one[:2] not in wrong]
        found += [(one[3], one[1], "call", one[3], one[4]) for one in tails]
    if "method" in source.captures:
        named = {(start, negative_end) for start, negative_end, _ in source.places("method")}
        found = [one for one in found if one[:2] not in named]
    found += [(*place, 0, 0) for place in source.places(*COMPOSITES, *source.names("typed."))]
    found.sort()
    return _code_only(source, found)


def _code_only(source: Source, found: list[Root]) -> list[Root]:
    """Those of `found`, in the order of the text, that are code: no head of a definition, and no type."""
    named = {-negative_end for _, negative_end, _ in source.places("name")}
    # What a definition is called is not what a call calls, though both may look alike: `f(x) = …`.
    found = [one for one in found if one[4] not in named or one[2] != "call"]
    if "no_code" not in source.captures:
        return found
    kept, end, following = [], 0, 0
    parts = source.places("no_code")
    for one in found:
        while following < len(parts) and parts[following][0] <= one[0]:
            end = max(end, -parts[following][1])
            following += 1
        if -one[1] > end:
            kept.append(one)
    return kept


def _whole(source: Source, calls: list[Root]) -> list[Root]:
    """The calls, those that go on behind their arguments up to their real end."""
    if "call.begun" not in source.captures:
        return calls
    begun, whole = source.places("call.begun"), source.places("call.whole")
    # Of those that start at one place each lies in the one before, and is the beginning of its own.
    ends = {one[:2]: end for one, (_, end, _) in zip(begun, whole, strict=True)}
    return [(one[0], ends.get(one[:2], one[1]), *one[2:]) for one in calls]


def _pairs(source: Source, outer: str, inner: str) -> list[Root]:
    """Constructs and what belongs to each: the type, or all of a call up to its arguments."""
    outers, inners = source.places(outer), source.places(inner)
    # Both sorted alike belong together: of those that start at one place, each lies in the one before.
    if [start for start, _, _ in outers] != [start for start, _, _ in inners]:
        inners = _parts_within(outers, inners)
    starts = outers if outer == "call" else inners
    return [
        (start, negative_end, outer, inner_start, -inner_end)
        for (start, negative_end, _), (inner_start, _, _), (part_start, inner_end, _) in zip(
            outers, starts, inners, strict=True
        )
        # Where the parser mended a mistake, the part can be empty.
        if -inner_end > part_start
    ]


def _parts_within(outers: Sequence[Place], inners: Sequence[Place]) -> list[Place]:
    """The part of each construct, where not all of them start with it (`a.name()`, `new T()`).

    A part that does not start its construct is that of
    the innermost construct around it.
    """
    ends: dict[int, list[int]] = {}
    for start, end, _ in reversed(outers):
        ends.setdefault(start, []).append(-end)
    found: dict[tuple[int, int], Place] = {}
    opened: list[Place] = []
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
            found[opened[-1][:2]] = inner
    return [found.get(outer[:2], (outer[0], -outer[0], "")) for outer in outers]


def _operators(source: Source) -> list[Root]:
    """Operators and the operand of each, which can stand anywhere in it; the kind is the method."""
    found: list[Root] = []
    opened: list[tuple[int, int]] = []
    for start, negative_end, name in source.places("operator", *source.names("operand.")):
        if name == "operator":
            opened.append((start, negative_end))
        elif opened:
            # An operand that is an operator itself comes before it: they are sorted by their names too.
            found.append((*opened.pop(), name.partition(".")[2], start, -negative_end))
    return found


def _unparsed(source: Source) -> list[Root]:
    """Calls in text that is not parsed: each goes on from the one that ends where its own names start."""
    text = source.text
    found: list[Root] = []
    starts: dict[int, int] = {}
    for start, negative_end, _ in source.places("arguments"):
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
    for start, negative_end, _ in source.places("unparsed"):
        found += [
            (named, -end, "call", named, name_end)
            for named, name_end, end in calls_in(text, start, -negative_end)
        ]
    return found
