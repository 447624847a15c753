"""What lies in the calls and composites: arguments, items, and the names of both."""

from __future__ import annotations

from repository_indexer.captures.expressions import Expressions
from repository_indexer.captures.source import Source
from repository_indexer.chains import chains, key_text
from repository_indexer.facts import Expression, composite_at

LAST = "*"
"""The name of an argument that stands behind the call: the last parameter takes it."""
SPREAD = "**"
"""The name of a mapping that is spread."""
MAX_HEIGHT = 60
"""Expressions that hold others in more levels are not told of: whoever follows expressions may recurse."""
_VALUES = frozenset(["argument", "argument.last", "item", "item.named", "item.member"])
_NAMES = frozenset(["key", "key.name", "keyword"])
"""Of the argument or item that follows."""
_OTHERS = ("cast.type", "method.name", "infix.name", "made")


def read_items(source: Source, expressions: Expressions) -> None:
    """Give arguments, items and their names to the innermost call or composite around them."""
    starts, ends, roots = expressions.starts, expressions.ends, expressions.roots
    held: dict[int, _Held] = {}
    opened: list[int] = []
    following = deepest = 0
    for start, negative_end, role in source.places(*_VALUES, *_NAMES, *_OTHERS):
        end = -negative_end
        # One of the same span is not around it.
        while 0 <= starts[following] < start or (starts[following] == start and ends[following] > end):
            while opened and ends[opened[-1]] <= starts[following]:
                opened.pop()
            opened.append(following)
            following += 1
            deepest = max(deepest, len(opened))
        while opened and ends[opened[-1]] <= start:
            opened.pop()
        if not opened:
            continue
        root = roots[opened[-1]]
        if role not in _VALUES and role not in _NAMES:
            _read_other(expressions, root, role, start, end)
            continue
        holder = held.get(root)
        if holder is None:
            holder = held[root] = _Held()
        if role in _VALUES:
            if role != "argument" and role != "item":  # noqa: PLR1714 - the quickest for the two usual ones
                holder.name = _name_of_value(expressions, role, start, end) or holder.name
            holder.add(start, end, expressions.value(start, end))
        else:
            holder.name = _name(source, role, start, end)
    if deepest >= MAX_HEIGHT:
        _cut_high(expressions, held)
    _hand_over(expressions, held)


def _read_other(expressions: Expressions, root: int, role: str, start: int, end: int) -> None:
    """What says something of the call or composite itself."""
    source = expressions.source
    if root < 0:
        if root < -1 and role in ("cast.type", "method.name"):
            expressions.composites[composite_at(root)].keys = (source.cut(start, end),)
    elif role == "made":
        call = expressions.calls[root]
        call.text, call.root, call.constructs = chains[source.text[start:end]], -1, True
    elif role == "infix.name":
        call = expressions.calls[root]
        name = source.cut(start, end)
        call.text = call.text.removesuffix("infix") + name
        # A sign is a number's own, as a rule; a name is somebody's method.
        call.operator = not name.isidentifier()


def _name_of_value(expressions: Expressions, role: str, start: int, end: int) -> str:
    """The name that a value brings along; empty for none."""
    if role == "item.named":
        return f'"{expressions.source.cut(start, end)}"'
    if role == "item.member":
        definitions = expressions.definitions
        name = definitions.all[definitions.scope(start)].name
        return name[1:-1] if name[:1] == "[" else f'"{name}"'
    return LAST if role == "argument.last" else ""


def _name(source: Source, role: str, start: int, end: int) -> str:
    """The name of an argument, or the key of an item."""
    if role == "key":
        return key_text(source.text[start:end])
    name = source.cut(start, end)
    if name == "..." or name == SPREAD:  # noqa: PLR1714 - compiled code would make a tuple of both
        return SPREAD
    return f'"{name}"' if role == "key.name" else name


def _hand_over(expressions: Expressions, held: dict[int, _Held]) -> None:
    """Let the calls and composites have what they hold."""
    for root, holder in held.items():
        if root >= 0:
            call = expressions.calls[root]
            call.arguments = tuple(holder.items)
            call.keywords = tuple(holder.names)
        else:
            composite = expressions.composites[composite_at(root)]
            composite.items = tuple(holder.items)
            composite.keys = composite.keys or tuple(holder.names)


def _cut_high(expressions: Expressions, held: dict[int, _Held]) -> None:
    """Leave out the items that hold others in too many levels."""
    heights: dict[int, int] = {}
    # What lies within another stands behind it.
    for root in reversed(expressions.roots):
        height = heights.get(expressions.calls[root].root, 0) if root >= 0 else 0
        items = held[root].items if root in held else ()
        for place, item in enumerate(items):
            if item is not None and item.root != -1:
                below = heights.get(item.root, 0)
                if below >= MAX_HEIGHT:
                    held[root].items[place] = None
                else:
                    height = max(height, below + 1)
        heights[root] = height


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
