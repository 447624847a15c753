"""From the captures of a language's queries to the facts of a file.

The captures are put together by place, kind after kind; the tree itself is never walked, and nothing
recurses. Their names are the same for all languages:

Definitions, which give the scopes
    definition.KIND     a definition; KIND is a `NodeKind`, or `lambda`, which gets the name `<lambda1>`
    scope               names bound inside are not seen outside
Of the innermost of these around them
    name signature type receiver base doc modifier
    parameter[.star|.stars]     a parameter, `*` before it or `**`
    parameter.type      of the parameter before; parameter.types: of all before that have none (`a, b int`)
    return argument     expressions that are returned or passed
    unknown             a name that is bound to something nobody follows
    outer               a name that the scope takes from an outer one (`global`)
Of the definition that follows
    decorator
Calls
    call callee         a call, and what is called: always both
    construct constructed       an instantiation that is no call (`T{}`), and the type: always both
    made                of the call around: the type that it makes (`new(T)`)
Bindings; HOW as in `Binding.how`
    bound[.HOW] value[.HOW]     a name and the value that follows it: always both
    declared declared.type      a name and the type that follows it: always both
    binding[.HOW] target values binding.type    several names or values, or a value that comes first
Imports
    import import.module import.name import.alias
    package             the package clause
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
_PARAMETER_ROLES = (*_STARS, "parameter.type", "parameter.types", "receiver")


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
        self.lambda_at: dict[tuple[int, int], str] = {}

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

    def _scope_around(self, start: int, end: int) -> int:
        """The innermost definition around a span; one that only starts where it does is not."""
        scope = self._scope(start)
        while (
            scope
            and scope <= len(self.starts)
            and self.starts[scope - 1] == start
            and self.ends[scope - 1] < end
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
        if self.lambda_at and (start, end) in self.lambda_at:
            return Expression(self.lambda_at[start, end], line)
        text = self.text[start:end]
        if text.startswith("await"):
            call = self.call_at.get(end - len(text[5:].lstrip()), -1)
            if call >= 0 and self.call_ends[call] == end:
                return Expression("", line, call)
        return Expression(chains[text], line)

    # -- Definitions

    def _read_definitions(self) -> None:
        kinds = [name for name in self.captures if name == "scope" or name.startswith("definition.")]
        definitions, borders, owners = self.definitions, self.borders, self.owners
        last_line = max(1, self._line(len(self.text)) - (self.text[-1:] == "\n"))
        definitions.append(Definition("module", "", -1, 1, last_line))
        lambdas: dict[int, int] = {}
        open_ends, scope = [len(self.text) + 1], 0
        for start, negative_end, name in self._places(*kinds):
            while start >= open_ends[-1]:
                borders.append(open_ends.pop())
                scope = definitions[scope].scope
                owners.append(scope)
            kind, end = name.rpartition(".")[2], -negative_end
            line = self._line(start)
            definition = Definition(kind, "", scope, line, line + self.text.count("\n", start, end - 1))
            if kind == "lambda":
                number = lambdas[scope] = lambdas.get(scope, 0) + 1
                definition.name = self.lambda_at[start, end] = f"<lambda{number}>"
            scope = len(definitions)
            definitions.append(definition)
            self.starts.append(start)
            self.ends.append(end)
            open_ends.append(end)
            borders.append(start)
            owners.append(scope)
        while len(open_ends) > 1:
            borders.append(open_ends.pop())
            scope = definitions[scope].scope
            owners.append(scope)

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
                if self.doc_comment:
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

    def _read_parameters(self) -> None:
        for start, negative_end, role in self._places(*_PARAMETER_ROLES):
            definition, text = self.definitions[self._scope(start)], self._cut(start, -negative_end)
            if role in _STARS:
                definition.parameters = [*definition.parameters, Parameter(text, stars=_STARS[role])]
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
        found = [(start, end, callee_end, False) for start, end, callee_end in self._pairs("call", "callee")]
        if "construct" in self.captures:
            made = self._pairs("construct", "constructed")
            found += [(start, end, type_end, True) for start, end, type_end in made]
            found.sort(key=lambda one: (one[0], -one[1]))
        text = self.text
        self.call_starts = [start for start, _, _, _ in found]
        self.call_starts.append(-1)
        self.call_ends = [end for _, end, _, _ in found]
        for position, (start, end, callee_end, constructs) in enumerate(found):
            self.call_at.setdefault(start, position)
            root, callee_start = -1, start
            if self.call_starts[position + 1] == start:
                # The callee begins with a call: `a()` in `a().b()`.
                root, callee_start = position + 1, self.call_ends[position + 1]
            callee = chains[text[callee_start:callee_end]]
            if self.lambda_at:
                callee = self.lambda_at.get((start, callee_end), callee)
            scope = self._scope_around(start, end)
            self.calls.append(Call(scope, callee, self._line(start), root, constructs))
        for start, negative_end, _ in self._places("made"):
            call = self.calls[bisect_right(self.call_starts, start, 0, len(found)) - 1]
            call.text, call.constructs = chains[text[start:-negative_end]], True

    def _pairs(self, outer: str, inner: str) -> Iterator[tuple[int, int, int]]:
        """Start and end of each construct, and the end of the part that it starts with."""
        captures = self.captures
        outers = [(node.start_byte, -node.end_byte) for node in captures.get(outer, ())]
        inners = [(node.start_byte, -node.end_byte) for node in captures.get(inner, ())]
        # Both sorted alike belong together: of those that start at one place, each lies in the one before.
        outers.sort()
        inners.sort()
        for (start, end), (_, inner_end) in zip(outers, inners, strict=True):
            yield start, -end, -inner_end

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
                yield Binding(self._scope(start), target, line, value, "", how)

    def _declared(self) -> Iterator[Binding]:
        types = sorted((node.start_byte, node.end_byte) for node in self.captures["declared.type"])
        starts = [start for start, _ in types]
        for node in self.captures["declared"]:
            start, end = node.start_byte, node.end_byte
            type_start, type_end = types[bisect_left(starts, end)]
            written = self._cut(type_start, type_end)
            yield Binding(self._scope(start), chains[self.text[start:end]], self._line(start), None, written)

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
            scope, line = self._scope(start), self._line(start)
            yield Binding(scope, target, line, value, binding.type, binding.how, place)

    def _unknown_bindings(self) -> Iterator[Binding]:
        for start, negative_end, _ in self._places("unknown"):
            name = self._cut(start, -negative_end)
            yield Binding(self._scope(start), name, self._line(start), how="unknown")

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
            yield Reference(self._scope(start), role, self._expression(start, -negative_end))
        for start, negative_end, role in self._places("outer"):
            expression = Expression(self._cut(start, -negative_end), self._line(start))
            yield Reference(self._scope(start), role, expression)


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
