"""Import statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repository_indexer.captures.definitions import Definitions
from repository_indexer.captures.expressions import Expressions
from repository_indexer.captures.source import Source
from repository_indexer.facts import Import

MAX_SEPARATOR = 3
MAX_MODULE = 1_000
"""Characters after which the path of a module is cut: none that could be found is so long."""
MAX_NAMES = 100
"""A module's longer path is cut and is none any more: who looks for one asks for each of its beginnings."""

_JOINT = re.compile(r"[.:/\\]")

_ROLES = ("import.alias", "import.all", "import.module", "import.name", "import.path")
_ROLES_BEFORE = ("import.member", "import.default", "import.whole", "import.from")
"""Of statements in which the module comes behind its names."""


def read_imports(source: Source, definitions: Definitions, expressions: Expressions) -> Iterator[Import]:
    """The imports of a file, one for each name, in the order of the text."""
    for one in _read_imports(source, definitions, expressions):
        one.module, one.name = _bounded(one.module), _bounded(one.name)
        yield one


def _bounded(path: str) -> str:
    if len(path) <= MAX_NAMES or len(_JOINT.findall(path)) <= MAX_NAMES:
        return path
    return path[:MAX_NAMES] + "…"


def _read_imports(source: Source, definitions: Definitions, expressions: Expressions) -> Iterator[Import]:
    opened: list[_Statement] = []
    path = ""
    for start, negative_end, role in source.places("import", "import.exported", *_ROLES, *_ROLES_BEFORE):
        end = -negative_end
        while opened and start >= opened[-1].end:
            yield from opened.pop().imports
        text = source.cut(start, end) if role not in ("import", "import.exported") else ""
        statement = opened[-1] if opened else None
        if role in ("import", "import.exported"):
            within = statement.inner_module() if statement else ""
            statement = _Statement(end, definitions.scope(start), source.line(start), within)
            statement.exported = role == "import.exported"
            statement.call = expressions.call_at(start, end)
            opened.append(statement)
        elif role == "import.path":
            path = f" {text}"
        elif statement is None:
            continue
        elif role == "import.all":
            statement.names_all = True
        elif role == "import.alias":
            statement.rename(text + path)
            path = ""
        elif role in _ROLES_BEFORE:
            statement.add_before(role, text, source.line(start))
        elif role == "import.module":
            # What stands between a module and what is imported within it belongs to the path: `a::{b}`.
            after = source.text[end : end + MAX_SEPARATOR]
            separator = after[: len(after) - len(after.lstrip(".:/\\"))]
            # Of an expression (`__DIR__ . '/a.php'`) the quotes are kept.
            module = text.strip("\"'`") if text[:1] in "\"'`" else text
            statement.add_module(module, source.line(start), separator, start, end)
        else:
            statement.add_name(text, source.line(start))
    while opened:
        yield from opened.pop().imports


class _Statement:
    """An import statement that is being read, or one within another, whose module is `within`."""

    def __init__(self, end: int, scope: int, line: int, within: str) -> None:
        self.end = end
        self.scope = scope
        self.line = line
        self.within = within
        self.exported = False
        self.call = -1
        self.names_all = False
        self._members: list[Import] = []
        """What is imported of a module that comes behind it."""
        self._found: list[Import] = []
        self._alias = ""
        self._separator = ""
        self._end = -1
        """Where the last module ends, with its separator."""
        self._holds_others = False

    def inner_module(self) -> str:
        """What the modules of an import within this one begin with."""
        self._holds_others = True
        return f"{self._found[-1].module}{self._separator}" if self._found else self.within

    def rename(self, alias: str) -> None:
        """An alias stands behind what it renames, or before the first module."""
        if self._members:
            self._members[-1].alias = alias
        elif self._found:
            self._found[-1].alias = alias
        else:
            self._alias = alias

    def add_module(self, module: str, line: int, separator: str, start: int, end: int) -> None:
        """One more module, or the next name of a path that the grammar has no node for."""
        if self._separator and start == self._end:
            if len(self._found[-1].module) < MAX_MODULE:
                self._found[-1].module += self._separator + module
        else:
            self._found.append(Import(self.scope, self.within + module, line, "", self._alias))
        self._separator, self._end = separator, end + len(separator)

    def add_name(self, name: str, line: int) -> None:
        """One more name of the last module."""
        last = self._found[-1] if self._found else None
        if last is None:
            self._found.append(Import(self.scope, self.within + name, line))
        elif last.name:
            self._found.append(Import(self.scope, last.module, last.line, name))
        else:
            last.name = name

    def add_before(self, role: str, text: str, line: int) -> None:
        """A name of a module that comes behind it, or that module."""
        if role == "import.from":
            module = text.strip("\"'`")
            self._members = self._members or [Import(self.scope, "", line, "", self._alias)]
            for one in self._members:
                one.module, one.exported, one.call = module, self.exported, self.call
            self._found = self._members
        elif role == "import.member":
            self._members.append(Import(self.scope, "", line, text))
        else:
            self._members.append(
                Import(self.scope, "", line, "default" if role == "import.default" else "", text)
            )

    @property
    def imports(self) -> list[Import]:
        """All that the statement imports; without module and names it is the module around itself."""
        if not self._found and self.within and not self._holds_others:
            return [Import(self.scope, self.within.rstrip(".:/\\"), self.line, "", self._alias)]
        if self.names_all:
            for one in self._found:
                one.name = one.name or "*"
        return [one for one in self._found if one.name or not self._holds_others]
