"""From the captures of a language's queries to the facts of a file.

The captures are put together by place, kind after kind; the tree itself is never walked, and nothing
recurses. Their names are the same for all languages:

Definitions, which give the scopes
    definition.KIND     a definition; KIND is a `NodeKind`, or `constructor`, or, for those without a name,
                        `lambda` and `anonymous` (a class): `<lambda1>`, `<class1>` in their scope
    definition.package  a block in a namespace, which many files can share (C#'s, C++'s, PHP's `namespace`)
    definition.package_clause   the same without a block, up to the next one or the file's end
    definition.extension        a block of further members of the type in `receiver` (Swift's `extension`)
    scope               names bound inside are not seen outside
Of the innermost of these around them
    name signature type receiver base doc modifier
    parameter[.star|.stars]     a parameter, `*` before it or `**`
    parameter.type      of the parameter before; parameter.types: of all before that have none (`a, b int`)
    type_parameter type_parameter.bound     a type parameter, and what the one before has to be
    outside             a part whose code is that of the scope around (the arguments for an anonymous class)
    return argument     expressions that are returned or passed
    unknown             a name that is bound to something nobody follows
    outer               a name that the scope takes from an outer one (`global`)
Of the definition that follows
    decorator
Calls
    call callee         a call, and what is called, or only the name that this ends with: always both
    construct constructed       an instantiation that is no call (`T{}`), and the type: always both
    made                of the call around: the type that it makes (`new(T)`)
Bindings; HOW as in `Binding.how`
    bound[.HOW] value[.HOW]     a name and the value that follows it: always both
    declared declared.type      a name and the type that follows it: always both
    binding[.HOW] target values binding.type    several names or values, or a value that comes first
Imports
    import import.module import.name import.alias
    package             the package clause
The code in a field (its initial value) is that of the scope around it.
Where expressions of one role lie within each other, the innermost counts; `await f()` is `f()`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

import tree_sitter

from repository_indexer.chains import chains
from repository_indexer.facts import (
    Binding,
    Call,
    Definition,
    Expression,
    FileFacts,
    Import,
    Parameter,
    Reference,
)

MAX_DOC = 1_000
MAX_DOC_LINES = 40

# fmt: off
CAPTURES = frozenset([
    "scope", "name", "signature", "type", "receiver", "base", "doc", "modifier",
    "parameter", "parameter.star", "parameter.stars", "parameter.type", "parameter.types",
    "type_parameter", "type_parameter.bound", "outside",
    "return", "argument", "unknown", "outer", "decorator",
    "call", "callee", "construct", "constructed", "made",
    "declared", "declared.type", "target", "values", "binding.type",
    "import", "import.module", "import.name", "import.alias", "package",
])
# fmt: on
FAMILIES = ("definition.", "bound", "value", "binding")
"""Captures with a kind or a way behind the dot."""

Captures = Mapping[str, Sequence[tree_sitter.Node]]

_STARS = {"parameter": 0, "parameter.star": 1, "parameter.stars": 2}
_TYPE_PARAMETER_ROLES = ("type_parameter", "type_parameter.bound")
_PARAMETER_ROLES = (*_STARS, "parameter.type", "parameter.types", "receiver", *_TYPE_PARAMETER_ROLES)
_NAMELESS = {"lambda": "lambda", "anonymous": "class"}
"""Kinds of definitions that get a name with a number."""
_FIELD_KINDS = frozenset(["field", "constant"])
_SCOPES = frozenset(["scope", "outside"])


class CaptureReader:
    """Puts the captures of one file together."""

    def __init__(self, utf8: bytes, captures: Captures, doc_comment: str) -> None:
        # As Latin-1 every byte is a character: positions stay those of the bytes, and slicing is quick.
        self.text = utf8.decode("latin-1")
        self.is_ascii = utf8.isascii()
        self.captures = captures
        self.doc_comment = doc_comment
        self.line_position, self.line = 0, 1
        self.definitions: list[Definition] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        """Where each definition after the module's starts and ends."""
        self.borders: list[int] = [0]
        self.owners: list[int] = [0]
        """The scope that reigns from each of the borders on."""
        self.calls: list[Call] = []
        self.call_starts: list[int] = []
        self.call_ends: list[int] = []
        self.call_at: dict[int, int] = {}
        """The outermost call that starts at a place."""
        self.nameless_at: dict[tuple[int, int], str] = {}
        """The names given to lambdas and anonymous classes, by start and end."""
        self.outside: dict[int, tuple[int, int]] = {}
        """The part of a definition whose code is that of the scope around."""

    def facts(self) -> FileFacts:
        """All that the captures say."""
        self._read_definitions()
        self._read_details()
        self._read_parameters()
        self._read_calls()
        self._read_bases_and_decorators()
        return FileFacts(
            language="",
            package=self._texts("package")[-1] if "package" in self.captures else "",
            definitions=self.definitions,
            calls=self.calls,
            bindings=sorted(self._bindings(), key=lambda binding: binding.line),
            imports=list(self._imports()),
            references=list(self._references()),
        )

    # -- Text, lines and places

    def _cut(self, start: int, end: int) -> str:
        """The text between two positions."""
        text = self.text[start:end]
        if self.is_ascii or text.isascii():
            return text
        return text.encode("latin-1").decode("utf-8", "replace")

    def _texts(self, name: str) -> list[str]:
        return [self._cut(node.start_byte, node.end_byte) for node in self.captures.get(name, ())]

    def _line(self, position: int) -> int:
        """The line of a position; quick where it lies near the last one that was asked for."""
        if position >= self.line_position:
            self.line += self.text.count("\n", self.line_position, position)
        else:
            self.line -= self.text.count("\n", position, self.line_position)
        self.line_position = position
        return self.line

    def _scope(self, position: int) -> int:
        """The innermost definition around a position."""
        return self.owners[bisect_right(self.borders, position) - 1]

    def _code_scope(self, position: int) -> int:
        """The definition to which the code at a position belongs."""
        return self._whose_code(self._scope(position), position)

    def _whose_code(self, scope: int, position: int) -> int:
        """The definition itself, or the one around it if it is a field, or if the position lies outside."""
        if scope in self.outside:
            start, end = self.outside[scope]
            if start <= position < end:
                scope = self.definitions[scope].scope
        while self.definitions[scope].kind in _FIELD_KINDS:
            scope = self.definitions[scope].scope
        return scope

    def _scope_around(self, start: int, end: int) -> int:
        """The definition to which a span of code belongs; one that only starts where it does is not."""
        scope = self._code_scope(start)
        while (
            scope
            and scope <= len(self.starts)
            and self.starts[scope - 1] == start
            and self.ends[scope - 1] <= end
        ):
            scope = self.definitions[scope].scope
        return scope

    def _places(self, *names: str) -> list[tuple[int, int, str]]:
        """Start, negative end and name of these captures in the order of the text, outer ones first."""
        captures = self.captures
        found = [(node.start_byte, -node.end_byte, name) for name in names for node in captures.get(name, ())]
        found.sort()
        return found

    def _expression(self, start: int, end: int) -> Expression:
        """The expression between two positions, with the call that it goes on from."""
        line = self._line(start)
        call = self.call_at.get(start, -1)
        if call >= 0:
            # Calls that start here follow each other from the outermost: the first that fits counts.
            while self.call_ends[call] > end and self.call_starts[call + 1] == start:
                call += 1
            if self.call_ends[call] <= end:
                return Expression(chains[self.text[self.call_ends[call] : end]], line, call)
        if self.nameless_at and (start, end) in self.nameless_at:
            return Expression(self.nameless_at[start, end], line)
        text = self.text[start:end]
        if text.startswith("await"):
            call = self.call_at.get(end - len(text[5:].lstrip()), -1)
            if call >= 0 and self.call_ends[call] == end:
                return Expression("", line, call)
        return Expression(chains[text], line)

    # -- Definitions

    def _read_definitions(self) -> None:
        kinds = [name for name in self.captures if name in _SCOPES or name.startswith("definition.")]
        definitions, borders, owners = self.definitions, self.borders, self.owners
        last_line = max(1, self._line(len(self.text)) - (self.text[-1:] == "\n"))
        definitions.append(Definition("module", "", -1, 1, last_line))
        numbers: dict[tuple[int, str], int] = {}
        opened = [(len(self.text) + 1, 0)]
        clauses = [node.start_byte for node in self.captures.get("definition.package_clause", ())]
        clause_ends = iter([*clauses[1:], len(self.text)])
        for start, negative_end, name in self._places(*kinds):
            while start >= opened[-1][0]:
                borders.append(opened.pop()[0])
                owners.append(opened[-1][1])
            kind, end, scope = name.rpartition(".")[2], -negative_end, opened[-1][1]
            if kind == "outside":
                self.outside[scope] = start, end
                continue
            if kind == "package_clause":
                kind, end = "package", next(clause_ends)
            if kind in _NAMELESS or kind == "scope":
                scope = self._whose_code(scope, start)
            line = self._line(start)
            definition = Definition(kind, "", scope, line, line + self.text.count("\n", start, end - 1))
            if kind in _NAMELESS:
                number = numbers[scope, kind] = numbers.get((scope, kind), 0) + 1
                definition.name = self.nameless_at[start, end] = f"<{_NAMELESS[kind]}{number}>"
            opened.append((end, len(definitions)))
            borders.append(start)
            owners.append(len(definitions))
            definitions.append(definition)
            self.starts.append(start)
            self.ends.append(end)
        while len(opened) > 1:
            borders.append(opened.pop()[0])
            owners.append(opened[-1][1])

    def _read_details(self) -> None:
        """Names, signatures, types and the like, which belong to the innermost definition around them."""
        alike: dict[int, list[Definition]] = {}
        signature_start = 0
        for start, negative_end, role in self._places("name", "signature", "type", "doc", "modifier"):
            scope, end = self._scope(start), -negative_end
            definition = self.definitions[scope]
            if role == "name":
                if definition.name:
                    # Several names with one type: `a, b int`.
                    first = definition
                    definition = Definition(first.kind, "", first.scope, first.start_line, first.end_line)
                    self.definitions.append(definition)
                    alike.setdefault(scope, []).append(definition)
                definition.name = self._cut(start, end)
                if self.doc_comment.startswith("/*"):
                    definition.doc = self._block_comment_above(self.starts[scope - 1] if scope else start)
                elif self.doc_comment:
                    definition.doc = self._comment_above(start)
            elif role == "signature":
                signature_start = start
                definition.signature = self._cut(start, end)
            elif role == "type":
                for one in (definition, *alike.get(scope, ())):
                    one.type = self._cut(start, end)
                if definition.signature:
                    definition.signature = self._cut(signature_start, end)
            elif role == "doc":
                definition.doc = self._cut(start, min(end, start + MAX_DOC)).strip("\"'rRbBuUfF \t\r\n")
            else:
                definition.modifiers = [*definition.modifiers, self._cut(start, end)]

    def _comment_above(self, position: int) -> str:
        """The line comments that end in the line above a position."""
        above: list[str] = []
        line_start = self.text.rfind("\n", 0, position) + 1
        while line_start and len(above) < MAX_DOC_LINES:
            end, line_start = line_start - 1, self.text.rfind("\n", 0, line_start - 1) + 1
            comment = self._cut(line_start, end).strip()
            if not comment.startswith(self.doc_comment):
                break
            above.append(comment.removeprefix(self.doc_comment).strip())
        return "\n".join(reversed(above))[:MAX_DOC]

    def _block_comment_above(self, position: int) -> str:
        """The block comment that ends right above a position, without the stars before its lines."""
        while position and self.text[position - 1].isspace():
            position -= 1
        if not self.text.endswith("*/", 0, position):
            return ""
        start = self.text.rfind("/*", 0, position - 2)
        if start < 0 or not self.text.startswith(self.doc_comment, start):
            return ""
        lines = self._cut(start + len(self.doc_comment), position - 2).split("\n")[:MAX_DOC_LINES]
        return "\n".join(line.strip().removeprefix("*").strip() for line in lines).strip()[:MAX_DOC]

    def _read_parameters(self) -> None:
        for start, negative_end, role in self._places(*_PARAMETER_ROLES):
            definition, text = self.definitions[self._scope(start)], self._cut(start, -negative_end)
            if role in _STARS:
                definition.parameters = [*definition.parameters, Parameter(text, stars=_STARS[role])]
            elif role in _TYPE_PARAMETER_ROLES:
                if role == "type_parameter":
                    definition.type_parameters = [*definition.type_parameters, Parameter(text)]
                elif definition.type_parameters:
                    definition.type_parameters[-1].type = text
            elif role == "receiver":
                definition.receiver = text
                for parameter in definition.parameters:
                    parameter.type = text
            else:
                for parameter in reversed(definition.parameters):
                    if parameter.type:
                        break
                    parameter.type = text
                    if role == "parameter.type":
                        break

    def _read_bases_and_decorators(self) -> None:
        for start, negative_end, role in self._places("base", "decorator"):
            end = -negative_end
            expression = self._expression(start, end)
            if role == "base":
                definition = self.definitions[self._scope(start)]
                definition.bases = [*definition.bases, expression]
                continue
            following = bisect_left(self.starts, end) + 1
            if following <= len(self.starts):
                definition = self.definitions[following]
                definition.decorators = [*definition.decorators, expression]

    # -- Calls

    def _read_calls(self) -> None:
        found = [(start, end, end_of, -1) for start, end, _, end_of in self._pairs("call", "callee")]
        if "construct" in self.captures:
            found += [
                (start, end, type_end, type_start)
                for start, end, type_start, type_end in self._pairs("construct", "constructed")
            ]
            found.sort(key=lambda one: (one[0], -one[1]))
        text = self.text
        self.call_starts = [start for start, _, _, _ in found]
        self.call_starts.append(-1)
        self.call_ends = [end for _, end, _, _ in found]
        for position, (start, end, callee_end, type_start) in enumerate(found):
            self.call_at.setdefault(start, position)
            root, callee_start, constructs = -1, start, type_start >= 0
            if constructs:
                # `new T()` is said to be a T, whatever stands before that.
                callee_start = type_start
            elif self.call_starts[position + 1] == start:
                # The callee begins with a call: `a()` in `a().b()`.
                root, callee_start = position + 1, self.call_ends[position + 1]
            callee = chains[text[callee_start:callee_end]]
            if self.nameless_at:
                callee = self.nameless_at.get((start, callee_end), callee)
            scope = self._scope_around(start, end)
            self.calls.append(Call(scope, callee, self._line(start), root, constructs))
        for start, negative_end, _ in self._places("made"):
            call = self.calls[bisect_right(self.call_starts, start, 0, len(found)) - 1]
            call.text, call.constructs = chains[text[start:-negative_end]], True

    def _pairs(self, outer: str, inner: str) -> Iterator[tuple[int, int, int, int]]:
        """Start and end of each construct, and start and end of the part of it that belongs to it."""
        captures = self.captures
        outers = [(node.start_byte, -node.end_byte) for node in captures.get(outer, ())]
        inners = [(node.start_byte, -node.end_byte) for node in captures.get(inner, ())]
        # Both sorted alike belong together: of those that start at one place, each lies in the one before.
        outers.sort()
        inners.sort()
        if [start for start, _ in outers] != [start for start, _ in inners]:
            inners = _parts_within(outers, inners)
        for (start, end), (inner_start, inner_end) in zip(outers, inners, strict=True):
            yield start, -end, inner_start, -inner_end

    # -- Bindings

    def _bindings(self) -> Iterator[Binding]:
        yield from self._simple_bindings()
        yield from self._other_bindings()
        yield from self._unknown_bindings()

    def _simple_bindings(self) -> Iterator[Binding]:
        """One name, and the value or type that follows it."""
        for name in sorted(self.captures):
            if name == "declared":
                yield from self._declared()
            if not name.startswith("bound"):
                continue
            how = name.partition(".")[2]
            values = [(node.start_byte, node.end_byte) for node in self.captures["value" + name[5:]]]
            values.sort()
            starts = [start for start, _ in values]
            targets = [(node.start_byte, node.end_byte) for node in self.captures[name]]
            targets.sort()
            after = [bisect_left(starts, end) for _, end in targets]
            for position, (start, end) in enumerate(targets):
                # In `a = b = c` the value of `a` starts with `b`, and is that of `b`.
                last = position
                while last + 1 < len(targets) and targets[last + 1][0] == starts[after[last]]:
                    last += 1
                target, line = chains[self.text[start:end]], self._line(start)
                value = self._expression(*values[after[last]])
                yield Binding(self._code_scope(start), target, line, value, "", how)

    def _declared(self) -> Iterator[Binding]:
        types = sorted((node.start_byte, node.end_byte) for node in self.captures["declared.type"])
        starts = [start for start, _ in types]
        for node in self.captures["declared"]:
            start, end = node.start_byte, node.end_byte
            type_start, type_end = types[bisect_left(starts, end)]
            written = self._cut(type_start, type_end)
            scope, line = self._code_scope(start), self._line(start)
            yield Binding(scope, chains[self.text[start:end]], line, None, written)

    def _other_bindings(self) -> Iterator[Binding]:
        """Several names or values: as many values as names go pairwise, else one value is taken apart."""
        kinds = [name for name in self.captures if name.startswith("binding")]
        opened: list[_Binding] = []
        for start, negative_end, role in self._places(*kinds, "target", "values"):
            end = -negative_end
            while opened and start >= opened[-1].end:
                yield from self._finished(opened.pop())
            if role == "target":
                if opened:
                    opened[-1].targets.append((start, end))
            elif role == "values" and opened:
                opened[-1].add_value(start, end)
            elif role == "binding.type" and opened:
                opened[-1].type = self._cut(start, end)
            elif role.startswith("binding"):
                opened.append(_Binding(end, role.partition(".")[2]))
        while opened:
            yield from self._finished(opened.pop())

    def _finished(self, binding: _Binding) -> Iterator[Binding]:
        values = [self._expression(start, end) for start, end in binding.values]
        pairwise = len(binding.targets) == len(values)
        for index, (start, end) in enumerate(binding.targets):
            value = values[index] if pairwise else values[0] if len(values) == 1 else None
            target, place = chains[self.text[start:end]], -1 if pairwise else index
            scope, line = self._code_scope(start), self._line(start)
            yield Binding(scope, target, line, value, binding.type, binding.how, place)

    def _unknown_bindings(self) -> Iterator[Binding]:
        for start, negative_end, _ in self._places("unknown"):
            name = self._cut(start, -negative_end)
            yield Binding(self._code_scope(start), name, self._line(start), how="unknown")

    # -- Imports and references

    def _imports(self) -> Iterator[Import]:
        statement: list[Import] = []
        alias = ""
        for start, negative_end, role in self._places(
            "import", "import.alias", "import.module", "import.name"
        ):
            text = self._cut(start, -negative_end) if role != "import" else ""
            if role == "import":
                yield from statement
                statement, alias = [], ""
            elif role == "import.alias":
                # It stands behind what it renames, or before the first module.
                if statement:
                    statement[-1].alias = text
                else:
                    alias = text
            elif role == "import.module":
                module = text.strip("\"'`<>")
                statement.append(Import(self._scope(start), module, self._line(start), "", alias))
            elif statement[-1].name:
                first = statement[-1]
                statement.append(Import(first.scope, first.module, first.line, text))
            else:
                statement[-1].name = text
        yield from statement

    def _references(self) -> Iterator[Reference]:
        for start, negative_end, role in self._places("return", "argument"):
            yield Reference(self._code_scope(start), role, self._expression(start, -negative_end))
        for start, negative_end, role in self._places("outer"):
            expression = Expression(self._cut(start, -negative_end), self._line(start))
            yield Reference(self._code_scope(start), role, expression)


def _parts_within(outers: list[tuple[int, int]], inners: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The part of each construct, where not all of them start with it (`a.name()`, `new T()`).

    Spans are a start and a negative end, sorted. A part that does not start its construct is that of
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
    # Where the parser mended a mistake, the part can be empty and lie at the construct's end.
    return [found.get(outer, (outer[0], -outer[0])) for outer in outers]


class _Binding:
    """A binding that is being read."""

    __slots__ = ("end", "how", "targets", "type", "values")

    def __init__(self, end: int, how: str) -> None:
        self.end = end
        self.how = how
        self.type = ""
        self.targets: list[tuple[int, int]] = []
        self.values: list[tuple[int, int]] = []

    def add_value(self, start: int, end: int) -> None:
        """Add a value; one that lies in the last one takes its place."""
        if self.values and start < self.values[-1][1]:
            self.values.pop()
        self.values.append((start, end))
