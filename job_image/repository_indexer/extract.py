"""What one file says by itself: from its bytes to `FileFacts`.

A language's queries (`languages/<name>/facts.scm`) run in C over the whole tree, and their captures, sorted by
place, are read once with a stack of the constructs that are open: the tree itself is never walked, and
nothing recurses. The names of captures are the same for all languages.

Constructs, which hold other captures:
    definition.KIND     a definition; KIND is a `NodeKind`, or `lambda`, which gets the name `<lambda1>`
    scope               names bound inside are not seen outside
    call, construct     a call, and an instantiation that is no call (`T{}`)
    binding[.HOW]       names get values; HOW as in `Binding.how`
    import              an import statement
Captures that belong to the innermost construct that takes them:
    name parameters result type types receiver doc modifier base    of a definition (`types`: of all
                        parameters since the last one that has a type)
    parameter[.star|.stars]      its parameters
    decorator           of the definition that follows
    callee made         of a call: what is called; the type that `new(T)` makes
    target value type   of a binding
    import.module import.name import.alias
Captures that stand for themselves:
    package             the package clause
    unknown             a name that is bound here to something nobody follows
    outer               a name that the scope takes from an outer one (`global`)
    return argument     expressions that are returned or passed
Where captures of one role lie within each other, the innermost counts: `await x` gives `x`.
"""

from __future__ import annotations

import codecs
import importlib
import re
import time
from bisect import bisect_right
from functools import cache
from itertools import accumulate
from typing import Any

import tree_sitter

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
from repository_indexer.inventory import read_regular_file
from repository_indexer.languages import languages
from repository_indexer.model import SkipReason

PARSE_SECONDS = 5.0
"""The time that the parser may take for one file."""
MAX_DEPTH = 500
"""Constructs nested deeper in the syntax tree are not looked at: queries take quadratic time there."""
MAX_ERROR_CHILDREN = 10_000
"""A file whose root is one error of more parts than this is not looked at, for the same reason."""
MAX_TEXT = 200
"""Longer expressions are cut; none that could be resolved is so long."""
MAX_DOC = 1_000
READ_CHUNK = 64 * 1024

_CODING = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.MULTILINE)
_PLAIN = re.compile(r"[\w.]*\Z")
_STRING = re.compile(r"[A-Za-z]{0,2}[\"'`]")
_END_MASK = (1 << 32) - 1

# Of captures of one place, expressions come first, for a call looks back at the one that it begins; then
# constructs, then what belongs to them.
_EXPRESSIONS = ("callee", "value", "return", "argument", "base", "decorator")
_CONSTRUCTS = ("call", "construct", "binding", "import", "definition", "scope")
_LEAVES = (
    "target", "name", "parameters", "parameter", "parameter.star", "parameter.stars", "made", "type",
    "types", "result", "receiver", "doc", "modifier", "import.module", "import.name", "import.alias",
    "package", "unknown", "outer",
)  # fmt: skip
_ROLES = _EXPRESSIONS + _CONSTRUCTS + _LEAVES
(
    CALLEE, VALUE, RETURN, ARGUMENT, BASE, DECORATOR,
    CALL, CONSTRUCT, BINDING, IMPORT, DEFINITION, SCOPE,
    TARGET, NAME, PARAMETERS, PARAMETER, STAR, STARS, MADE, TYPE,
    TYPES, RESULT, RECEIVER, DOC, MODIFIER, MODULE, IMPORTED, ALIAS,
    PACKAGE, UNKNOWN, OUTER,
) = range(len(_ROLES))  # fmt: skip


class _Grammar:
    """A language's parser and query, and what each capture means."""

    def __init__(self, name: str) -> None:
        language = languages()[name]
        module = importlib.import_module(language.grammar)
        grammar = tree_sitter.Language(getattr(module, language.grammar_function)())
        self.parser = tree_sitter.Parser(grammar)
        self.query = tree_sitter.Query(grammar, language.query)
        self.doc_comment = language.doc_comment
        names = [self.query.capture_name(i) for i in range(self.query.capture_count)]
        roles = {role: code for code, role in enumerate(_ROLES)}
        codes = {name: roles.get(name, roles.get(name.partition(".")[0], -1)) for name in names}
        if unknown := sorted(name for name, code in codes.items() if code < 0):
            raise ValueError(f"{language.folder / 'facts.scm'}: no such captures: {', '.join(unknown)}")
        ordered = sorted(names, key=lambda name: (codes[name], name))
        self.rank = {name: position for position, name in enumerate(ordered)}
        self.code = [codes[name] for name in ordered]
        self.detail = [name.partition(".")[2] for name in ordered]


_grammar = cache(_Grammar)


def extract_path(raw_path: bytes, language: str, path: str, max_file_bytes: int = 1_000_000) -> FileFacts:
    """What `extract_file` says of the file that `raw_path` opens; skipped as unreadable if it cannot be read."""
    source = read_regular_file(raw_path, max_file_bytes + 1)
    if source is None or len(source) > max_file_bytes:
        reason = SkipReason.UNREADABLE if source is None else SkipReason.TOO_LARGE
        return FileFacts(language, skip=reason)
    return extract_file(source, language, path)


def extract_file(source: bytes, language: str, path: str) -> FileFacts:
    """What one file says by itself; a file that cannot be parsed has the reason in `skip`.

    Args:
        source: its content, in UTF-8 or as its byte order mark or coding comment says.
        language: a name of `languages()`.
        path: its path, which only decides how it is parsed, never what its facts are named.
    """
    utf8 = to_utf8(source)
    if utf8 is None:
        return FileFacts(language, skip=SkipReason.UNDECODABLE)
    grammar = _grammar(language)
    deadline = time.monotonic() + PARSE_SECONDS
    try:
        # A callable, for the budget is only kept for callables.
        tree = grammar.parser.parse(
            lambda offset, _point: utf8[offset : offset + READ_CHUNK],
            progress_callback=lambda _offset, _has_error: time.monotonic() > deadline,
        )
    except ValueError:
        grammar.parser.reset()
        return FileFacts(language, skip=SkipReason.PARSE_TIMEOUT)
    root = tree.root_node
    if root.type == "ERROR" and root.child_count > MAX_ERROR_CHILDREN:
        lines = utf8.count(b"\n") + 1
        return FileFacts(language, has_parse_error=True, definitions=[Definition("module", "", -1, 1, lines)])
    cursor = tree_sitter.QueryCursor(grammar.query)
    cursor.set_max_start_depth(MAX_DEPTH)
    keys = []
    for name, nodes in cursor.captures(root).items():
        rank = grammar.rank[name]
        keys += [((node.start_byte << 32) - node.end_byte << 6) | rank for node in nodes]
    keys.sort()
    facts = _Reader(utf8, grammar).read(keys)
    facts.language = language
    facts.has_parse_error = root.has_error
    return facts


def to_utf8(source: bytes) -> bytes | None:
    """`source` in UTF-8 without byte order mark; None if it is in no encoding that it names or shows."""
    if source.startswith(codecs.BOM_UTF8):
        source = source[3:]
    elif source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _transcoded(source, "utf-16")
    if source.isascii():
        return source
    try:
        source.decode()
    except UnicodeDecodeError:
        coding = _CODING.search(b"\n".join(source.split(b"\n", 2)[:2]))
        return _transcoded(source, coding.group(1).decode()) if coding else None
    return source


def _transcoded(source: bytes, encoding: str) -> bytes | None:
    try:
        if not codecs.lookup(encoding)._is_text_encoding:
            return None
        return source.decode(encoding).encode()
    except (LookupError, UnicodeError):
        return None


class _Reader:
    """Reads the sorted captures of one file."""

    def __init__(self, utf8: bytes, grammar: _Grammar) -> None:
        self.grammar = grammar
        # As Latin-1 every byte is a character: positions stay those of the bytes, and slicing is quick.
        self.text = utf8.decode("latin-1")
        self.is_ascii = utf8.isascii()
        self.line_ends = list(accumulate(len(line) + 1 for line in utf8.split(b"\n")))
        self.facts = FileFacts("")

    def cut(self, start: int, end: int) -> str:
        """The text between two positions."""
        text = self.text[start:end]
        if self.is_ascii or text.isascii():
            return text
        return text.encode("latin-1").decode("utf-8", "replace")

    def chain(self, start: int, end: int) -> str:
        """The text of an expression, without white space, cut if too long, `<str>` for a string literal."""
        text = self.text[start:end]
        if not _PLAIN.match(text):
            if _STRING.match(text):
                text = "<str>" + text[max(text.rfind('"'), text.rfind("'"), text.rfind("`")) + 1 :]
            text = "".join(text.split())[:MAX_TEXT]
        if self.is_ascii or text.isascii():
            return text
        return text.encode("latin-1").decode("utf-8", "replace")

    def read(self, keys: list[int]) -> FileFacts:  # noqa: PLR0912, PLR0915 - one loop, for its speed
        """The facts of the captures in `keys` (place and rank in one number, sorted)."""
        codes, details = self.grammar.code, self.grammar.detail
        line_ends, cut, chain = self.line_ends, self.cut, self.chain
        facts = self.facts
        lines = len(line_ends) - (self.text[-1:] == "\n")
        module = Definition("module", "", -1, 1, lines)
        facts.definitions = definitions = [module]
        calls = facts.calls = []
        facts.bindings, facts.imports, facts.references = [], [], references = [], [], []
        lambdas: dict[int, int] = {}
        decorators: list[Expression] = []
        far = len(self.text) + 1
        scope = 0
        # The open constructs: where each ends, what it is, and its record.
        top_end, top_code, top = far, DEFINITION, module
        stack: list[tuple[int, int, Any]] = []
        # The last expression, for a call that starts where it does is its root.
        last: Any = None
        last_start = last_end = -1
        named = parameters_start = -1

        for key in keys:
            place = key >> 6
            start = (place + _END_MASK) >> 32
            end = (start << 32) - place
            rank = key & 63
            code = codes[rank]
            while start >= top_end:
                if top_code == BINDING:
                    self.close_binding(top, scope)
                elif top_code == IMPORT:
                    self.close_import(top, scope)
                elif top_code == DEFINITION:
                    scope = top.scope
                top_end, top_code, top = stack.pop()

            if code in (CALL, CONSTRUCT):
                call = Call(scope, "", bisect_right(line_ends, start) + 1, -1, code == CONSTRUCT)
                if start == last_start and end <= last_end:
                    last.root = len(calls)
                    last.text = chain(end, last_end) if end < last_end else ""
                    last_start = -1
                calls.append(call)
                stack.append((top_end, top_code, top))
                top_end, top_code, top = end, code, call
            elif code == CALLEE:
                top.text = chain(start, end)
                last, last_start, last_end = top, start, end
            elif code == TARGET:
                if top_code == BINDING:
                    top.targets.append((chain(start, end), start))
            elif code == VALUE:
                if top_code == BINDING:
                    last = Expression(chain(start, end), bisect_right(line_ends, start) + 1)
                    last_start, last_end = start, end
                    if top.values and start < top.value_end:
                        top.values.pop()
                    top.values.append(last)
                    top.value_end = end
            elif code == BINDING:
                binding = _Binding(details[rank])
                if start == last_start and end == last_end:
                    binding.outer = top
                stack.append((top_end, top_code, top))
                top_end, top_code, top = end, code, binding
            elif code == NAME:
                if top_code == DEFINITION:
                    if top.name:  # Several names with one type: `a, b int`.
                        top = Definition(top.kind, "", top.scope, top.start_line, top.end_line)
                        definitions.append(top)
                    top.name = cut(start, end)
            elif code in (DEFINITION, SCOPE):
                kind = details[rank] or "scope"
                definition = Definition(
                    kind, "", scope, bisect_right(line_ends, start) + 1, bisect_right(line_ends, end - 1) + 1
                )
                if kind == "lambda":
                    number = lambdas[scope] = lambdas.get(scope, 0) + 1
                    definition.name = f"<lambda{number}>"
                    if start == last_start and end == last_end:
                        last.text = definition.name
                elif kind != "scope":
                    if decorators:
                        definition.decorators, decorators = decorators, []
                    if self.grammar.doc_comment:
                        definition.doc = self.comment_above(definition.start_line)
                scope = len(definitions)
                definitions.append(definition)
                stack.append((top_end, top_code, top))
                top_end, top_code, top = end, DEFINITION, definition
            elif code == PARAMETERS:
                if top_code == DEFINITION:
                    parameters_start = start
                    top.signature = cut(start, end)
            elif code in (PARAMETER, STAR, STARS):
                if top_code == DEFINITION:
                    parameter = Parameter(cut(start, end))
                    if code != PARAMETER:
                        parameter.stars = 1 if code == STAR else 2
                    top.parameters = [*top.parameters, parameter]
            elif code == MODULE:
                top.add_module(cut(start, end).strip("\"'`<>"))
            elif code == IMPORTED:
                top.add_name(cut(start, end))
            elif code == ALIAS:
                top.add_alias(cut(start, end))
            elif code == IMPORT:
                stack.append((top_end, top_code, top))
                top_end, top_code, top = end, code, _Import(bisect_right(line_ends, start) + 1)
            elif code in (RETURN, ARGUMENT):
                line = bisect_right(line_ends, start) + 1
                expression = Expression(chain(start, end), line)
                if code == RETURN and start < named and references:
                    references.pop()
                named = end
                last, last_start, last_end = expression, start, end
                references.append(Reference(scope, "return" if code == RETURN else "argument", expression))
            elif code in (TYPE, TYPES, RECEIVER):
                self.set_type(top_code, top, code, cut(start, end))
            elif code == RESULT:
                if top_code == DEFINITION:
                    top.type = cut(start, end)
                    if top.signature:
                        top.signature = cut(parameters_start, end)
            elif code == BASE:
                if top_code == DEFINITION:
                    last = Expression(chain(start, end), bisect_right(line_ends, start) + 1)
                    last_start, last_end = start, end
                    top.bases = [*top.bases, last]
            elif code == DECORATOR:
                last = Expression(chain(start, end), bisect_right(line_ends, start) + 1)
                last_start, last_end = start, end
                decorators.append(last)
            elif code == UNKNOWN:
                line = bisect_right(line_ends, start) + 1
                facts.bindings.append(Binding(scope, cut(start, end), line, how="unknown"))
            elif code == OUTER:
                line = bisect_right(line_ends, start) + 1
                references.append(Reference(scope, "outer", Expression(cut(start, end), line)))
            elif code == DOC:
                if top_code == DEFINITION:
                    top.doc = cut(start, min(end, start + MAX_DOC)).strip("\"'rRbBuUfF \t\r\n")
            elif code == MODIFIER:
                if top_code == DEFINITION:
                    top.modifiers = [*top.modifiers, cut(start, end)]
            elif code == MADE:
                top.text, top.constructs = chain(start, end), True
            elif code == PACKAGE:
                facts.package = cut(start, end)

        while stack:
            if top_code == BINDING:
                self.close_binding(top, scope)
            elif top_code == IMPORT:
                self.close_import(top, scope)
            elif top_code == DEFINITION:
                scope = top.scope
            top_end, top_code, top = stack.pop()
        return facts

    def close_binding(self, binding: _Binding, scope: int) -> None:
        """Record what a finished binding says: as many values as targets go pairwise, else one is taken apart."""
        targets, values = binding.targets, binding.values
        if binding.outer is not None:
            binding.outer.values = values
        pairwise = len(targets) == len(values)
        for index, (target, start) in enumerate(targets):
            value = values[index] if pairwise else values[0] if len(values) == 1 else None
            line = bisect_right(self.line_ends, start) + 1
            place = -1 if pairwise else index
            self.facts.bindings.append(Binding(scope, target, line, value, binding.type, binding.how, place))

    def close_import(self, statement: _Import, scope: int) -> None:
        """Record what a finished import statement says."""
        for module, name, alias in statement.entries:
            self.facts.imports.append(Import(scope, module, statement.line, name, alias))

    def set_type(self, top_code: int, top: Any, code: int, text: str) -> None:
        """Give a type to what is open: a binding, the last parameter or parameters, a field, a receiver."""
        if top_code == BINDING:
            top.type = text
        elif top_code == DEFINITION:
            if code == RECEIVER:
                top.receiver = text
                if top.parameters:
                    top.parameters[-1].type = text
            elif not top.parameters:
                # Of several names with one type (`a, b int`) each is a definition.
                for definition in reversed(self.facts.definitions):
                    if (
                        definition.start_line != top.start_line
                        or definition.type
                        or definition.kind != top.kind
                    ):
                        break
                    definition.type = text
            elif code == TYPE:
                top.parameters[-1].type = text
            else:
                for parameter in reversed(top.parameters):
                    if parameter.type:
                        break
                    parameter.type = text

    def comment_above(self, line: int) -> str:
        """The line comments that end right above `line`."""
        mark, ends = self.grammar.doc_comment, self.line_ends
        above: list[str] = []
        for number in range(line - 2, max(line - 40, -1), -1):
            text = self.cut(ends[number - 1] if number else 0, ends[number]).strip()
            if not text.startswith(mark):
                break
            above.append(text[len(mark) :].strip())
        return "\n".join(reversed(above))[:MAX_DOC]


class _Binding:
    """A binding that is being read."""

    __slots__ = ("how", "outer", "targets", "type", "value_end", "values")

    def __init__(self, how: str) -> None:
        self.how = how
        self.type = ""
        self.targets: list[tuple[str, int]] = []
        self.values: list[Expression] = []
        self.value_end = -1
        self.outer: _Binding | None = None


class _Import:
    """An import statement that is being read; an alias may come before or after what it stands for."""

    __slots__ = ("entries", "line")

    def __init__(self, line: int) -> None:
        self.line = line
        self.entries: list[list[str]] = []

    def add_module(self, module: str) -> None:
        if self.entries and not self.entries[-1][0]:
            self.entries[-1][0] = module
        else:
            self.entries.append([module, "", ""])

    def add_name(self, name: str) -> None:
        module, first, _ = self.entries[-1]
        if first:
            self.entries.append([module, name, ""])
        else:
            self.entries[-1][1] = name

    def add_alias(self, alias: str) -> None:
        if self.entries:
            self.entries[-1][2] = alias
        else:
            self.entries.append(["", "", alias])
