"""Definitions, which are the scopes, and what belongs to them: names, types, documentation."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping

from repository_indexer.captures.comments import MAX_DOC, Comments
from repository_indexer.captures.source import Source
from repository_indexer.chains import chains
from repository_indexer.facts import Definition, Expression

_NAMED_KINDS = frozenset(
    ["class", "struct", "interface", "enum", "trait", "function", "method", "field", "constant", "type_alias"]
)
_NAMELESS = {"lambda": "lambda", "anonymous": "class", "block": "block"}
"""Kinds of definitions that get a name with a number."""
_FIELD_KINDS = frozenset(["field", "constant", "object"])
_SCOPES = ("scope", "narrowed.within")
_DECLARED_BY_TYPE = frozenset(["field", "type_alias"])
"""Kinds of definitions in whose type another type can be defined, beside them."""
_TYPE_KINDS = frozenset(["class", "struct", "enum"])
_VALUE = "definition.value."
_BEFORE_BODY = re.compile(r"\s*+(?:(?::[^=;{}]*+)?=(?![=>])(?:\s|//[^\n]*+|\(\*(?:[^*]|\*(?!\)))*+\*\))*+)?")
"""What may stand between a definition's head and its body: nothing, or a type and `=` (F#)."""
_CLAUSE = "_clause"
_FORWARD = "definition.forward."


class Definitions:
    """The definitions of a file, and which of them is around a position."""

    def __init__(self, source: Source, doc_comment: str) -> None:
        self.source = source
        self._comments = Comments(source, doc_comment)
        self.all: list[Definition] = []
        self.nameless_at: dict[tuple[int, int], str] = {}
        """The names given to lambdas and anonymous classes, by start and end."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        """Where each definition after the module's starts and ends."""
        self._borders: list[int] = [0]
        self._owners: list[int] = [0]
        """The scope that reigns from each of the borders on."""
        self._code_owners: list[int] = []
        """The one to which the code from there on belongs, if no part lies outside."""
        self._named: dict[int, tuple[int, int]] = {}
        """The lambda or class inside of a definition that is this definition."""
        self._local: set[int] = set()
        """Declarations of variables that look like definitions of functions."""
        self._type_of: dict[int, int] = {}
        """Of a type that is defined in the declaration of something: what has that type."""
        self._outside: dict[int, tuple[int, int]] = {}
        """The part of a definition whose code is that of the scope around."""
        self.apart_at: dict[int, str] = {}
        """The names given to parameters that are taken apart, by where they start."""
        self._name_lines: dict[int, int] = {}
        self._read_scopes()
        self._read_called()
        self._read_details()
        self._read_holders()
        self._read_before()
        self._join_clauses()
        self._starts_of_all = set(self._starts)
        self._starts_of_classes = {
            start for number, start in enumerate(self._starts, 1) if self.all[number].kind == "class"
        }
        self._code_owners = [self._whose_code(owner, 0) for owner in self._owners]
        for start, _, _ in source.places("stub"):
            self.all[self.scope(start)].is_stub = True

    # -- Which definition is around

    def scope(self, position: int) -> int:
        """The innermost definition around a position."""
        return self._owners[bisect_right(self._borders, position) - 1]

    def code_scope(self, position: int) -> int:
        """The definition to which the code at a position belongs."""
        number = bisect_right(self._borders, position) - 1
        if self._outside:
            return self._whose_code(self._owners[number], position)
        return self._code_owners[number]

    def scope_around(self, start: int, end: int, holders: Collection[str] = ("scope",)) -> int:
        """The definition to which a span of code belongs; one that only starts where it does is not.

        One that is the same span has it if its kind is one of `holders`.
        """
        scope = self.code_scope(start)
        if start not in self._starts_of_all:
            return scope
        while (
            scope
            and scope <= len(self._starts)
            and self._starts[scope - 1] == start
            and (
                self._ends[scope - 1] < end
                or (self._ends[scope - 1] == end and self.all[scope].kind not in holders)
            )
        ):
            scope = self.all[scope].scope
        return scope

    def begins(self, position: int) -> bool:
        """Whether a definition that is no scope begins at a position: `Point = Struct.new`."""
        return position in self._starts_of_classes

    def following(self, position: int) -> Definition | None:
        """The first definition that starts at a position or behind it."""
        number = bisect_left(self._starts, position) + 1
        return self.all[number] if number <= len(self._starts) else None

    def templated(self, position: int) -> Definition | None:
        """The definition that follows in the same declaration."""
        number = bisect_left(self._starts, position)
        if number == len(self._starts) or ";" in self.source.text[position : self._starts[number]]:
            return None
        return self.all[number + 1]

    def _whose_code(self, scope: int, position: int) -> int:
        """The definition itself, or the one around it if it is a field, or if the position lies outside."""
        if scope in self._outside:
            start, end = self._outside[scope]
            if start <= position < end:
                scope = self.all[scope].scope
        while self.all[scope].kind in _FIELD_KINDS or scope in self._local:
            scope = self.all[scope].scope
        return scope

    def names_itself(self, start: int, end: int) -> bool:
        """Whether the lambda or class between two positions is a definition that binds its own name."""
        text = self.nameless_at.get((start, end), "") if self.nameless_at else ""
        return text[1:-1].isdigit() and not self.all[int(text[1:-1])].is_value

    def scope_of_target(self, target: int, start: int, end: int) -> int:
        """The definition to which a target belongs; its value, between two positions, can hold it as well."""
        scope = self.code_scope(target)
        if self.nameless_at and self.nameless_at.get((start, end)) == f"<{scope}>":
            return self._whose_code(self.all[scope].scope, target)
        return scope

    def annotate(self, position: int, annotation: Expression) -> None:
        """Give an annotation to the definition around it; readers look for that where its name stands."""
        scope = self.scope(position)
        definition = self.all[scope]
        definition.decorators = [*definition.decorators, annotation]
        definition.start_line = max(definition.start_line, self._name_lines.get(scope, 0))

    # -- Reading

    def _read_scopes(self) -> None:  # noqa: PLR0912, PLR0915 - one pass over the text, with one state
        source, definitions, borders, owners = self.source, self.all, self._borders, self._owners
        last_line = max(1, source.line(len(source.text)) - (source.text[-1:] == "\n"))
        definitions.append(Definition("module", "", -1, 1, last_line))
        numbers: dict[tuple[int, str], int] = {}
        opened = [(len(source.text) + 1, 0)]
        clauses = [name for name in source.names("definition.") if name.endswith(_CLAUSE)]
        starts = [start for start, _, _ in source.places(*clauses)]
        clause_ends = iter([*starts[1:], len(source.text)])
        named = {(start, -negative_end) for start, negative_end, _ in source.places("named")}
        bodies = {start: -negative_end for start, negative_end, _ in source.places("body")}
        kinds = source.names("definition.")
        for start, negative_end, name in source.places(*kinds, *_SCOPES, "outside", "local"):
            while start >= opened[-1][0]:
                borders.append(opened.pop()[0])
                owners.append(opened[-1][1])
            kind, end, scope = name.rpartition(".")[2], -negative_end, opened[-1][1]
            if name in _SCOPES:
                kind = "scope"
            if kind == "outside":
                self._outside[scope] = start, end
                continue
            if named and (start, end) in named:
                self.nameless_at[start, end] = f"<{scope}>"
                self._named[scope] = start, end
                continue
            if kind.endswith(_CLAUSE):
                kind, end = kind.removesuffix(_CLAUSE), min(next(clause_ends), opened[-1][0])
            if kind == "local":
                self._local.add(len(definitions))
                kind = "scope"
            if kind in _NAMELESS or kind == "scope":
                scope = self._whose_code(scope, start)
            elif kind in _TYPE_KINDS and definitions[scope].kind in _DECLARED_BY_TYPE:
                # `struct A { … } a;`, `typedef struct A { … } B;`
                self._type_of[len(definitions)] = scope
                scope = definitions[scope].scope
            if bodies:
                end = self._with_body(end, bodies)
            line = source.line(start)
            # Only what becomes a node has to know where it ends.
            last = line if kind == "scope" or end <= start else source.line(end - 1)
            definition = Definition(kind, "", scope, line, last)
            definition.is_forward = name.startswith(_FORWARD)
            if name.startswith(_VALUE):
                definition.is_value = True
                self.nameless_at[start, end] = f"<{len(definitions)}>"
            if kind in _NAMELESS:
                # Blocks have no names: two of them in one function must not both have a first lambda.
                around = scope
                while definitions[around].kind == "scope":
                    around = definitions[around].scope
                number = numbers[around, kind] = numbers.get((around, kind), 0) + 1
                definition.name = self.nameless_at[start, end] = f"<{_NAMELESS[kind]}{number}>"
            opened.append((end, len(definitions)))
            borders.append(start)
            owners.append(len(definitions))
            definitions.append(definition)
            self._starts.append(start)
            self._ends.append(end)
        while len(opened) > 1:
            borders.append(opened.pop()[0])
            owners.append(opened[-1][1])

    def _with_body(self, end: int, bodies: Mapping[int, int]) -> int:
        """Where a definition ends whose head ends at `end`; `bodies` are starts and ends."""
        between = _BEFORE_BODY.match(self.source.text, end)
        return bodies.get(between.end(), end) if between else end

    def _read_details(self) -> None:  # noqa: PLR0912 - one place for what each capture role means
        """Names, signatures, types and the like, which belong to the innermost definition around them."""
        source = self.source
        alike: dict[int, list[Definition]] = {}
        signature_start = 0
        roles = ("name", "holder", "signature", "signature.end", "type", "doc", "modifier")
        for start, negative_end, role in source.places(*roles):
            scope, end = self.scope(start), -negative_end
            definition = self.all[scope]
            if role == "name":
                if scope == 0:
                    # Of something that is no definition by the queries: the file has its name from its path.
                    continue
                if scope in self._named and start >= self._named[scope][0]:
                    definition.own_name = source.cut(start, end)
                    continue
                if definition.is_value and scope not in self._named and definition.kind != "method":
                    definition.own_name = source.cut(start, end)
                if definition.name:
                    # Several names with one type: `a, b int`.
                    first = definition
                    definition = Definition(first.kind, "", first.scope, first.start_line, first.end_line)
                    definition.type, definition.modifiers = first.type, first.modifiers
                    definition.is_forward = first.is_forward
                    self.all.append(definition)
                    alike.setdefault(scope, []).append(definition)
                definition.name = source.cut(start, end).strip("`")
                self._name_lines.setdefault(scope, source.line(start))
                if len(definition.name) > 1 and definition.name[0] in ":'\"":
                    # A symbol or a string that becomes a name: `attr_reader :size`.
                    definition.name = definition.name.strip(":'\"")
                if scope in self._type_of:
                    self.all[self._type_of[scope]].type = definition.name
                definition.doc = self._comments.above(self._starts[scope - 1] if scope else start, start)
            elif role == "holder":
                text = chains[source.text[start:end]]
                definition.holder = f"{definition.holder}.{text}" if definition.holder else text
            elif role == "signature":
                signature_start = start
                definition.signature = source.cut(start, end)
            elif role == "signature.end":
                definition.signature = source.cut(signature_start, end)
            elif role == "type":
                for one in (definition, *alike.get(scope, ())):
                    one.type = source.cut(start, end)
                if definition.signature:
                    definition.signature = source.cut(signature_start, end)
            elif role == "doc":
                definition.doc = source.cut(start, min(end, start + MAX_DOC)).strip("\"'rRbBuUfF \t\r\n")
            else:
                definition.modifiers = [*definition.modifiers, source.cut(start, end)]
        for definition in self.all[1:]:
            if not definition.name and definition.kind in _NAMED_KINDS:
                # Where the parser mended a mistake, or for a form that the queries do not know.
                definition.kind = "scope"

    def _read_holders(self) -> None:
        """Holders that are not written."""
        for start, _, role in self.source.places(*self.source.names("holder.")):
            definition = self.all[self.scope(start)]
            name = role.removeprefix("holder.")
            definition.holder = f"{name}.{definition.holder}" if definition.holder else name

    def _read_before(self) -> None:
        """What stands before a definition and belongs to it."""
        for start, negative_end, role in self.source.places("doc.before", "signature.before"):
            definition = self.following(-negative_end)
            text = self.source.cut(start, min(-negative_end, start + MAX_DOC))
            if definition is None:
                continue
            if role == "signature.before":
                definition.signature = text
            else:
                definition.doc = self._comments.without_marks(text)

    def _join_clauses(self) -> None:
        """Make the further clauses of a function (`f 0 = …`, `f n = …`) code of the first one."""
        clauses = {(start, -negative_end) for start, negative_end, _ in self.source.places("clause")}
        latest: dict[int, int] = {}
        """By scope, the last definition in it."""
        for position in range(1, len(self._starts) + 1 if clauses else 0):
            definition = self.all[position]
            first = self.all[latest.get(definition.scope, 0)]
            span = self._starts[position - 1], self._ends[position - 1]
            if span in clauses and (first.kind, first.name) == (definition.kind, definition.name):
                first.end_line = max(first.end_line, definition.end_line)
                definition.scope = latest[definition.scope]
                definition.kind, definition.name, definition.signature = "scope", "", ""
            elif definition.kind != "scope":
                latest[definition.scope] = position

    def _read_called(self) -> None:
        """Names and modifiers that definitions have without their being written."""
        for name in self.source.names("called."):
            for start, _, _ in self.source.places(name):
                definition = self.all[self.scope(start)]
                definition.name = name.partition(".")[2]
        for name in self.source.names("modifier."):
            for start, _, _ in self.source.places(name):
                definition = self.all[self.scope(start)]
                if name.partition(".")[2] not in definition.modifiers:
                    definition.modifiers = [*definition.modifiers, name.partition(".")[2]]
