"""Names that get values: assignments, loops and all the like."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from repository_indexer.captures.definitions import Definitions
from repository_indexer.captures.expressions import Expressions
from repository_indexer.captures.source import Source
from repository_indexer.chains import chains
from repository_indexer.facts import Binding, Branch, Expression

_NARROWING = ("narrowing", "narrowed", "narrowed.type", "narrowed.within", "narrowed.after")
_PARTS = (
    "target",
    "target.named",
    "target.key",
    "target.comma",
    "target.rest",
    "targets",
    "targets.type",
    "declarator",
    "values",
)
MATCH = "match"
"""The way of a binding that has no targets of its own, but the value of those in it."""


class Bindings:
    """The bindings of a file, in the order of the lines."""

    def __init__(
        self, source: Source, definitions: Definitions, expressions: Expressions, with_branches: bool
    ) -> None:
        self.source = source
        self.definitions = definitions
        self.expressions = expressions
        self.all: list[Binding] = []
        self.branches: list[Branch] = []
        self._read_pairs()
        self._read_declared()
        self._read_patterns()
        for start, negative_end, _ in source.places("unknown"):
            scope, name = definitions.code_scope(start), source.cut(start, -negative_end)
            self.all.append(Binding(scope, name, source.line(start), how="unknown"))
        self._read_exported()
        self._read_narrowed()
        self.all.sort(key=attrgetter("line"))
        if with_branches:
            self._read_branches()

    def _read_narrowed(self) -> None:
        """Names that are known to be of a type where a test of it has succeeded."""
        opened: list[_Narrowing] = []
        for start, negative_end, role in self.source.places(*_NARROWING):
            while opened and start >= opened[-1].end:
                opened.pop()
            if role == "narrowing":
                opened.append(_Narrowing(-negative_end))
            elif not opened:
                continue
            elif role == "narrowed":
                for one in reversed(opened):
                    one.name = one.name or self.source.cut(start, -negative_end)
            elif role == "narrowed.type":
                opened[-1].type = self.source.cut(start, -negative_end)
                for one in opened:
                    one.type = one.type or opened[-1].type
            elif opened[-1].name and opened[-1].type:
                position = start if role == "narrowed.within" else opened[-1].end
                scope, line = self.definitions.scope(position), self.source.line(position)
                binding = Binding(scope, opened[-1].name, line, None, opened[-1].type, "narrowed")
                self.all.append(binding)

    def _read_pairs(self) -> None:
        """One name, and the value that follows it."""
        source, definitions, expressions = self.source, self.definitions, self.expressions
        line, text = source.line, source.text
        for name in source.names("bound"):
            how = name.partition(".")[2]
            places = source.places(f"value{name.removeprefix('bound')}")
            # Of values that start at one place, the shortest first.
            values = sorted([(start, -negative_end) for start, negative_end, _ in places])
            starts = [start for start, _ in values]
            for start, negative_end, _ in source.places(name):
                end = -negative_end
                value_start, value_end = values[bisect_left(starts, end)]
                if definitions.names_itself(value_start, value_end) or definitions.begins(start):
                    continue
                scope = definitions.scope_of_target(start, value_start, value_end)
                value = expressions.expression(value_start, value_end)
                binding = Binding(scope, chains[text[start:end]], line(start), value, "", how)
                binding.since = line(value_end)
                self.all.append(binding)

    def _read_declared(self) -> None:
        """One name, and the type that follows it."""
        source = self.source
        places = source.places("declared.type")
        types = sorted([(start, -negative_end) for start, negative_end, _ in places])
        starts = [start for start, _ in types]
        for start, negative_end, _ in source.places("declared"):
            end = -negative_end
            written = source.cut(*types[bisect_left(starts, end)])
            scope, line = self.definitions.code_scope(start), source.line(start)
            self.all.append(Binding(scope, chains[source.text[start:end]], line, None, written))

    def _read_patterns(self) -> None:
        """Several names or values: as many values as names go pairwise, else one value is taken apart."""
        opened: list[_Open] = []
        for start, negative_end, role in self.source.places(*self.source.names("binding"), *_PARTS):
            end = -negative_end
            while opened and start >= opened[-1].pattern.end:
                self._finish(opened.pop(), opened)
            if role == "binding.type":
                if opened:
                    opened[-1].add_type(self.source.cut(start, end))
            elif role == "declarator":
                if opened:
                    outer = opened[-1]
                    opened.append(_Open(start, end, outer.how, outer))
                    opened[-1].type = outer.type
            elif role.startswith("binding"):
                around = opened[-1] if opened else None
                opened.append(_Open(start, end, role.partition(".")[2], around))
            elif not opened:
                continue
            elif role == "values":
                # The value of one binding can be the next one: `a, b = c, d = value`.
                is_outer = len(opened) > 1 and (start, end) == (opened[-1].start, opened[-1].pattern.end)
                opened[-2 if is_outer else -1].add_value(start, end)
            else:
                opened[-1].add_target(role, start, end, self.source.cut(start, end))
        while opened:
            self._finish(opened.pop(), opened)

    def _finish(self, one: _Open, around: list[_Open]) -> None:
        source = self.source
        matched = one.around
        while not one.values and matched is not None:
            one.values = matched.values if matched.how == MATCH else []
            matched = matched.around
        values = [self.expressions.expression(start, end) for start, end in one.values]
        if one.start in self.definitions.apart_at:
            values = [Expression(self.definitions.apart_at[one.start], source.line(one.start))]
        pairwise = not one.takes_apart and len(one.targets) == one.pattern.count == len(values)
        since = source.line(one.values[-1][1]) if one.values else 0
        if one.type and not one.targets and one.around is not None and one.around.how == MATCH:
            # Of a switch over types: the name has that type in this case.
            self._read_case(one, one.around)
        for number, (start, end, pattern, place) in enumerate(one.targets):
            value = values[number] if pairwise else values[0] if len(values) == 1 else None
            scope, line, path = self.definitions.code_scope(start), source.line(start), ""
            if value is not None and not pairwise:
                path = pattern.path(place)
            target = chains[source.text[start:end]]
            self.all.append(Binding(scope, target, line, value, one.type, one.how, path, since))

    def _read_exported(self) -> None:
        """Names under which something is seen from outside."""
        exported: Binding | None = None
        place = -1
        for start, negative_end, role in self.source.places("exported", *self.source.names("exported.")):
            text = self.source.cut(start, -negative_end)
            if role == "exported.as" or start == place:
                if exported is not None:
                    exported.target = text if role == "exported.as" else role.partition(".")[2]
                continue
            place = start
            name = text if role == "exported" else role.partition(".")[2].replace("whole", "=")
            scope, line = self.definitions.code_scope(start), self.source.line(start)
            # What is exported can be a definition (be it a namespace), in which its name lies.
            while (own := self.definitions.all[scope]).kind != "module" or (
                scope and (own.name, own.start_line) == (text, line)
            ):
                scope = own.scope
            value = self.expressions.expression(start, -negative_end)
            exported = Binding(scope, name, line, value, how="export")
            self.all.append(exported)

    def _read_case(self, one: _Open, matched: _Open) -> None:
        scope = self.definitions.code_scope(one.start)
        for start, end, _, _ in matched.targets:
            target = chains[self.source.text[start:end]]
            self.all.append(Binding(scope, target, self.source.line(one.start), None, one.type))

    def _read_branches(self) -> None:
        """For names that are bound more than once in their scope: in which branch each binding stands."""
        seen: dict[tuple[int, str], Binding] = {}
        several: list[Binding] = []
        # A parameter has a value before.
        parameters = {
            (scope, parameter.name)
            for scope, definition in enumerate(self.definitions.all)
            for parameter in definition.parameters
        }
        for binding in self.all:
            name = binding.scope, binding.target
            known = seen.setdefault(name, binding)
            if known is not binding:
                several += [known, binding]
            elif name in parameters:
                several.append(binding)
        if not several:
            return
        lines = [
            (self.source.line(start), self.source.line(-negative_end))
            for start, negative_end, _ in self.source.places("branch")
        ]
        starts = [start for start, _ in lines]
        around: list[int] = []
        for number, (_, end) in enumerate(lines):
            outer = number - 1
            while outer >= 0 and lines[outer][1] < end:
                outer = around[outer]
            around.append(outer)
        known_branches: dict[int, int] = {-1: -1}
        for binding in several:
            number = bisect_right(starts, binding.line) - 1
            while number >= 0 and lines[number][1] < binding.line:
                number = around[number]
            unknown = []
            while number not in known_branches:
                unknown.append(number)
                number = around[number]
            for one in reversed(unknown):
                known_branches[one] = len(self.branches)
                self.branches.append(Branch(*lines[one], known_branches[around[one]]))
                number = one
            binding.branch = known_branches[number]


class _Pattern:
    """What takes a value apart: places by number or by name, patterns within patterns."""

    def __init__(self, end: int, around: _Pattern | None = None, place: str = "") -> None:
        self.end = end
        self.around = around
        self.place = place
        """Its own place in the pattern around."""
        self.type = ""
        """The class of the values that fit it, in braces."""
        self.count = 0
        self.commas = 0
        self.rest = -1
        """The place that gets all that the others leave."""

    def path(self, place: str) -> str:
        """The part of the whole value that a place gets."""
        steps: list[str] = []
        pattern: _Pattern | None = self
        while pattern is not None:
            steps.append(pattern._step(place))
            place, pattern = pattern.place, pattern.around
        return "".join(reversed(steps))

    def _step(self, place: str) -> str:
        if not place.isdigit():
            return self.type + place
        number = int(place)
        if self.rest < 0 or number < self.rest:
            return f"{self.type}[{number}]"
        if number > self.rest:
            return f"{self.type}[{number - self.count}]"
        after = self.count - 1 - number
        return f"{self.type}[{number}:-{after}]" if after else f"{self.type}[{number}:]"


class _Open:
    """A binding that is being read."""

    def __init__(self, start: int, end: int, how: str, around: _Open | None) -> None:
        self.around = around
        self.start = start
        self.how = how
        self.type = ""
        self.pattern = _Pattern(end)
        self.takes_apart = False
        """Whether the targets are one pattern, so that they never go pairwise with values."""
        self._has_type = False
        self.targets: list[tuple[int, int, _Pattern, str]] = []
        self.values: list[tuple[int, int]] = []
        self._inner = self.pattern
        self._key = ""

    def add_type(self, text: str) -> None:
        """Add a type; of several nobody knows which it is."""
        self.type = "" if self._has_type else text
        self._has_type = True

    def add_value(self, start: int, end: int) -> None:
        """Add a value; one that lies in the last one takes its place."""
        if self.values and start < self.values[-1][1]:
            self.values.pop()
        self.values.append((start, end))

    def add_target(self, role: str, start: int, end: int, text: str) -> None:
        """Add a target, a pattern of targets, or the name of the place that the next one has."""
        while start >= self._inner.end and self._inner.around is not None:
            self._inner = self._inner.around
        if role == "target.key":
            self._key = f".{text}"
        elif role == "target.comma":
            self._inner.commas += 1
            self._inner.count = max(self._inner.count, self._inner.commas)
        elif role == "targets.type":
            self._inner.type = f"{{{text}}}"
        elif role == "targets" and not self.takes_apart and not self.targets:
            self.takes_apart = True
        else:
            place = f".{text}" if role == "target.named" else self._key or str(self._inner.count)
            self._key = ""
            if role == "target.rest":
                self._inner.rest = self._inner.count
            self._inner.count += 1
            if role == "targets":
                self._inner = _Pattern(end, self._inner, place)
            else:
                self.targets.append((start, end, self._inner, place))


class _Narrowing:
    """A statement that tests of which type a name's value is."""

    __slots__ = ("end", "name", "type")

    def __init__(self, end: int) -> None:
        self.end = end
        self.name = ""
        self.type = ""
